// The recent refreshes and sign-outs of this process. Requests with the same tokens share one refresh, and a request
// that is under way does not restore a session that was signed out.

import type { ClientError } from "../errors.js";
import { LONGEST_HOLD, SESSION_REFUSALS } from "../generated/constants.js";
import type { Tokens } from "./record.js";

/** A refresh that is under way or has ended lately, or a sign-in that was signed out lately. */
interface Flight {
  readonly tokens?: Promise<Tokens>;
  /** When this entry can be forgotten, in epoch milliseconds. */
  until: number;
}

/** Bundlers put several copies of this script into one process, for pages and middleware. All copies share one map. */
const MEMORY = Symbol.for("matricula.server");
/** The key is the `id` of the tokens that a refresh replaces, or the `signIn` of a sign-in that was signed out. */
const flights = ((globalThis as any)[MEMORY] ??= new Map()) as Map<string, Flight>;

/**
 * Remembers a flight, and forgets the flights that are too old. No timer forgets them, because some platforms have
 * timers only in a request.
 */
function remember(name: string, flight: Flight): void {
  for (const [name] of flights) if (!flightOf(name)) flights.delete(name);
  flights.set(name, flight);
}

export function flightOf(name: string): Flight | undefined {
  const flight = flights.get(name);
  return flight && flight.until >= Date.now() ? flight : undefined;
}

/** Whether a server has refused a refresh token for ever. */
export const isRefusal = (error: unknown): boolean => SESSION_REFUSALS.includes((error as ClientError)?.kind);

/**
 * The refresh of the tokens with the id `name`. After its success, it is remembered for `grace` milliseconds. `spend`
 * starts the refresh, unless another request has started it.
 */
export function refreshed(name: string, grace: number, spend: () => Promise<Tokens>): Promise<Tokens> {
  const known = flightOf(name)?.tokens;
  if (known) return known;
  const tokens = spend();
  // Some platforms end a refresh together with the request that has started it: then `tokens` never settles. So the
  // flight has a limit from the start.
  const flight: Flight = { tokens, until: Date.now() + LONGEST_HOLD };
  const land = (wait: number) => {
    flight.until = Date.now() + wait;
  };
  remember(name, flight);
  tokens.then(
    () => land(grace),
    // A refusal and an error with `Retry-After` are remembered. After other errors the next request tries again.
    (error) => land(isRefusal(error) ? grace : Math.min(error?.retryAfterMs ?? -1, LONGEST_HOLD)),
  );
  return tokens;
}

/** Whether this sign-in was signed out in this process. */
export const hasEnded = ({ signIn }: Tokens): boolean => !!flightOf(signIn);

/** Remembers a sign-out while the access token is valid, but at least for `grace` milliseconds. */
export const end = ({ signIn, expiresAt = 0 }: Tokens, grace: number): void =>
  remember(signIn, { until: Math.max(Date.now() + grace, expiresAt) });
