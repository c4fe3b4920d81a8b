// What the sessions of a process have in common.

import type { Seal } from "./seal.js";
import type { AnyClient } from "./vendor.js";

export interface Shared<C extends AnyClient = AnyClient> {
  readonly client: C;
  readonly seal: Seal;
  /** The option `refreshAheadSeconds`, in milliseconds. */
  readonly ahead: number;
  /** The option `graceSeconds`, in milliseconds. */
  readonly grace: number;
  readonly origins: readonly string[];
}
