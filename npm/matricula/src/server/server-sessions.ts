// `createServerSessions`: what the sessions of a process have in common.

import { originOf } from "../challenge.js";
import { invalid } from "../errors.js";
import { REFRESH_AHEAD } from "../generated/constants.js";
import type { FusioClient } from "../generated/fusio.js";
import type { FusionAuthClient } from "../generated/fusionauth.js";
import { OPTIONS } from "../options.js";
import { jarOf } from "./jar.js";
import { openSession } from "./request-session.js";
import { sealWith } from "./seal.js";
import type { ServerSessionOptions, ServerSessions } from "./server-types.js";

/** How long browsers keep a cookie at most, in seconds. The tokens usually end earlier. */
const LONGEST_AGE = 400 * 24 * 3600;
/** The default of `graceSeconds`. */
const GRACE = 60;

/**
 * The sessions of this server: each browser has its own session, in a cookie that nobody can read without the secret.
 * Call this function once for a process, and `open` of its result for each request.
 *
 * Throws a `ClientError` (`validation`) when an option is invalid.
 */
export function createServerSessions<C extends FusioClient | FusionAuthClient<any, any>>(
  options: ServerSessionOptions<C>,
): ServerSessions<C> {
  const { client, secret, cookieName = "matricula", cookie } = { ...options };
  const own = client?.[OPTIONS];
  if (!own) throw invalid("client", "must be a client");
  if (!/^[\w.-]+$/.test(cookieName)) throw invalid("cookieName", "must be a name");
  const millis = (field: "refreshAheadSeconds" | "graceSeconds", usual: number) => {
    const seconds = options[field] ?? usual;
    if (!(seconds >= 0)) throw invalid(field, "must be 0 or more");
    return seconds * 1000;
  };
  const usual = { sameSite: "lax", path: "/", maxAge: LONGEST_AGE } as const;
  const attributes = { ...usual, ...cookie, httpOnly: true, secure: cookie?.secure !== false };
  const shared = {
    client,
    // A cookie for another `baseUrl` or tenant is not accepted, even if it is sealed with the same secret.
    seal: sealWith(secret, `matricula ${cookieName} ${own.baseUrl} ${own.tenantId}`),
    ahead: millis("refreshAheadSeconds", REFRESH_AHEAD),
    grace: millis("graceSeconds", GRACE),
    origins: options.tokenOrigins ?? [originOf(own.baseUrl)],
  };
  return { open: async (cookies) => openSession(shared, await jarOf(cookies, cookieName, attributes)) };
}
