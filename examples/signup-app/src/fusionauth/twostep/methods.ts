// What the pages show about the methods of two-step login: where codes come from, the address, and the order.

import type { TwoFactorMethod } from "matricula";

/** Whether FusionAuth sends the codes of a method. An authenticator app makes its codes itself. */
export const isSent = ({ method }: TwoFactorMethod) => method !== "authenticator";

/** The e-mail address or the phone number of a method; empty for an authenticator app. */
export const addressOf = ({ email, mobilePhone }: TwoFactorMethod) => email ?? mobilePhone ?? "";

/** The methods, the last used one first. */
export const sorted = (methods: readonly TwoFactorMethod[]) =>
  [...methods].sort((one, other) => Number(other.lastUsed ?? false) - Number(one.lastUsed ?? false));
