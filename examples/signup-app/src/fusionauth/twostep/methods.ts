// The methods of two-step login, as the pages name and sort them.

import type { TwoFactorMethod } from "matricula";

/** Whether FusionAuth sends the codes of a method. An authenticator app makes its codes itself. */
export const isSent = ({ method }: TwoFactorMethod) => method !== "authenticator";

/** The address or the number of a method. */
export const addressOf = ({ email, mobilePhone }: TwoFactorMethod) => email ?? mobilePhone ?? "";

/** The methods, the last used one first. */
export const sorted = (methods: readonly TwoFactorMethod[]) =>
  [...methods].sort((one, other) => Number(other.lastUsed ?? false) - Number(one.lastUsed ?? false));
