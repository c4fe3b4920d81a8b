// What the sessions of a process have in common.

import type { Seal } from "./seal.js";
import type { AnyClient } from "./vendor.js";

export interface Shared<C extends AnyClient = AnyClient> {
  readonly client: C;
  readonly seal: Seal;
  /** `ahead` and `grace` are in milliseconds. */
  readonly ahead: number;
  readonly grace: number;
  readonly origins: readonly string[];
}
