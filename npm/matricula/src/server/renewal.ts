// Refreshes the tokens of a request, once for all requests that come with the same tokens.

import { type ClientError, clientError } from "../errors.js";
import { flightOf, hasEnded, refreshed } from "./flights.js";
import type { Jar } from "./jar.js";
import { isDue, lasts, subject, type Tokens } from "./record.js";
import type { Shared } from "./shared.js";
import { refresh, tokensOf } from "./vendor.js";

/** The newest tokens, and the error of their refresh. */
type Newest = [tokens: Tokens, error?: ClientError];

/**
 * Returns the newest tokens that this process knows for the sign-in of `before`. First refreshes `before`, unless
 * another request has done this. Newer tokens are refreshed only if that is due, or if their access token is `refused`.
 * A request may come with an old cookie, so there may have been several refreshes since `before`. If no cookie can be
 * set, tokens that are still valid are not refreshed.
 */
export async function newest(shared: Shared, jar: Jar, before: Tokens, refused?: string): Promise<Newest> {
  let tokens = before;
  try {
    // The number of refreshes has a limit, because new access tokens may expire at once.
    for (let left = 9; left--; ) {
      if (!flightOf(tokens.id)) {
        const isValid = tokens.accessToken !== refused && lasts(tokens);
        if (isValid && tokens !== before && !isDue(tokens, shared.ahead)) break;
        try {
          // If no cookie can be set, the new refresh token would be lost.
          await jar.writable();
        } catch (error) {
          if (isValid) break;
          throw error;
        }
      }
      const old = tokens;
      tokens = await refreshed(old.id, shared.grace, () => spend(shared, old, refused));
      if (tokens === old) break;
    }
    return [tokens];
  } catch (error) {
    return [tokens, error as ClientError];
  }
}

async function spend({ client }: Shared, old: Tokens, refused: string | undefined): Promise<Tokens> {
  // The user has signed out: there is nothing to refresh.
  if (hasEnded(old)) return old;
  const next = await tokensOf(client, await refresh(client, old));
  const user = subject(old);
  if (!next || (user && (subject(next) ?? user) !== user))
    throw clientError("the answer has no tokens of this user", { kind: "unexpected_response" });
  return {
    ...next,
    signIn: old.signIn,
    // A server may leave out a refresh token that can be used many times.
    refreshToken: next.refreshToken ?? old.refreshToken,
    scope: next.scope ?? old.scope,
    replacedRefusedAt: refused ? Date.now() : undefined,
  };
}

/**
 * The server has refused a refresh token. Perhaps another process has just used this token, and the cookie with the new
 * tokens is on the way to the browser. So the first refusal only sets a note. If the same tokens are refused again
 * after at least `grace` milliseconds, the session is over.
 */
export async function noteRefusal({ grace }: Shared, jar: Jar, { id }: Tokens): Promise<void> {
  const [noted, since] = jar.note.split(".");
  try {
    if (noted !== id) await jar.mark(`${id}.${Date.now()}`, (grace / 1000) | 0);
    else if (Date.now() - Number(since) >= grace) await jar.replace("", "");
  } catch {
    // No cookie can be set in this request. A later request tries again.
  }
}
