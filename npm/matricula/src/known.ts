// Reads the state of a session from its stored record, before the engine is loaded. The engine reads the same record
// later, and its result is the same.

import { claims } from "../../../src/token/claims.js";
import type { SessionState } from "./session-types.js";

export { claims };

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/** The state that a record describes; `persisted` says whether the record is in a storage, not only in memory. */
export function known(record?: unknown, persisted = false): SessionState {
  const { accessToken, expiresAt, scope } = parsed(record);
  if (!isText(accessToken)) return { status: "signed_out", reason: "never_signed_in" };
  return {
    status: "signed_in",
    expiresAt: typeof expiresAt === "number" && expiresAt >= 0 ? expiresAt : null,
    scopes: isText(scope) ? scope.split(/[, ]/).filter(Boolean) : [],
    claims: claims(accessToken) ?? null,
    stale: false,
    persisted,
  };
}

function parsed(record: unknown): Record<string, unknown> {
  try {
    return JSON.parse(record as string) ?? {};
  } catch {
    return {};
  }
}
