// The session of one request.

import { type ClientError, clientError, invalid } from "../errors.js";
import type { FusionAuthClient } from "../generated/fusionauth.js";
import type { CallOptions, Secret } from "../generated/wire.js";
import { claims } from "../known.js";
import { OPTIONS } from "../options.js";
import type { SignOutReason } from "../session-types.js";
import { tokenFetch } from "../token-fetch.js";
import { addTrust, readTrusts, withTrust } from "../trust.js";
import { end, flightOf, hasEnded, isRefusal } from "./flights.js";
import type { Jar } from "./jar.js";
import { isDue, isRemedy, lasts, type Tokens } from "./record.js";
import { newest, noteRefusal } from "./renewal.js";
import type { ServerSession } from "./server-types.js";
import type { Shared } from "./shared.js";
import { withSignOutScope } from "./sign-out-scope.js";
import { type AnyClient, revoke, tokensOf } from "./vendor.js";

/** The longest record of trust ids, in characters. */
const LONGEST_TRUSTS = 2_000;

/** Opens the session that is in the cookies, and refreshes its tokens if that is due. */
export async function openSession<C extends AnyClient>(shared: Shared<C>, jar: Jar): Promise<ServerSession<C>> {
  const { client, grace, seal } = shared;
  let tokens: Tokens | undefined;
  /** The last tokens of a session that has ended: a sign-out after a refusal still asks the server to end them. */
  let left: Tokens | undefined;
  /** Why there are no tokens. */
  let reason: SignOutReason = "never_signed_in";
  /** Whether the browser has these tokens, or gets them with this answer. */
  let isKept = true;
  /** Why the last refresh failed. Another try in the same request would only take more time. */
  let failure: ClientError | undefined;
  let renewal: Promise<void> | undefined;
  const trusts = readTrusts();

  function leave(why: SignOutReason): void {
    left = tokens;
    tokens = undefined;
    reason = why;
  }

  const nobody = (cause?: ClientError) =>
    reason === "session_expired"
      ? clientError("the session has expired", { kind: reason, cause })
      : clientError("nobody is signed in", { kind: "no_session" });

  /**
   * Keeps these tokens in the cookie. For a new sign-in, `before` has the tokens of the earlier sign-in. A late answer
   * may set a cookie of the earlier sign-in again, so a note says that the earlier sign-in has ended.
   */
  async function keep(next: Tokens, before?: Tokens): Promise<void> {
    const sealed = await seal.seal(JSON.stringify(next));
    // The user has signed out meanwhile.
    if (hasEnded(next)) throw nobody();
    await jar.replace(sealed, before?.signIn);
    tokens = next;
    isKept = true;
    failure = undefined;
  }

  async function advance(before: Tokens, refused: Secret | undefined): Promise<void> {
    const [next, error] = await newest(shared, jar, before, refused);
    // The user has signed in or out in this request meanwhile.
    if (tokens !== before) return;
    if (isRefusal(error) && !hasEnded(before)) {
      leave("session_expired");
      await noteRefusal(shared, jar, next);
      throw nobody(error);
    }
    if (next !== before) {
      tokens = next;
      isKept = false;
      await keep(next).catch(() => {});
    }
    // The user has signed out in another request meanwhile.
    if (hasEnded(before)) {
      leave("user");
      throw nobody();
    }
    failure = error;
    if (error) throw error;
  }

  /** Refreshes the tokens, once for all calls of this request. */
  const renew = (before: Tokens, refused?: Secret) =>
    (renewal ??= advance(before, refused).finally(() => {
      renewal = undefined;
    }));

  /** The tokens, with a valid access token. */
  async function current(): Promise<Tokens> {
    if (tokens && !lasts(tokens)) {
      if (failure) throw failure;
      if (tokens.refreshToken) await renew(tokens);
      else leave("session_expired");
    }
    if (!tokens) throw nobody();
    return tokens;
  }

  async function call<T>(work: (accessToken: Secret) => T | Promise<T>): Promise<T> {
    const { accessToken, signIn } = await current();
    try {
      return await work(accessToken);
    } catch (error) {
      if ((error as ClientError)?.kind !== "unauthorized") throw error;
      // The server has refused the token. The next token of the same sign-in may help.
      if (tokens?.accessToken === accessToken && tokens.refreshToken && !isRemedy(tokens))
        await renew(tokens, accessToken);
      if (tokens?.signIn !== signIn || tokens.accessToken === accessToken) throw error;
      return work(tokens.accessToken);
    }
  }

  /** Finds out whether the tokens of the request can still be used, and refreshes them if that is due. */
  async function begin(found: Tokens): Promise<void> {
    if (jar.note === found.signIn) {
      // Another process was refreshing during the sign-out, and its cookie came later. More such cookies may come, so
      // the note is set again.
      leave("user");
      await jar.replace("", found.signIn);
      await revoke(client, found);
    } else if (hasEnded(found)) {
      leave("user");
    } else if (found.refreshToken && (isDue(found, shared.ahead) || flightOf(found.id))) {
      await renew(found);
    } else {
      await current();
    }
  }

  /** Logs in. The request gets the trust id of its login id, and the answer may have a new trust id. */
  const signIn =
    (operation: "login" | "twoFactorLogin") =>
    async (request: unknown, options?: CallOptions): Promise<unknown> => {
      await jar.writable();
      const asked = withTrust(withSignOutScope(request), trusts);
      const answer = await (client as FusionAuthClient)[operation](asked as never, options);
      const trust = addTrust(answer, trusts);
      // If the cookie would become too long, it keeps only the ids of this user.
      if (trust)
        await jar.trust(await seal.seal(trust.length < LONGEST_TRUSTS ? trust : (addTrust(answer, {}) as string)));
      const next = await tokensOf(client, answer);
      if (next) await keep(next, tokens ?? left);
      return answer;
    };

  for (const sealed of jar.sealed) {
    const record = readTrusts(await seal.open(sealed));
    if ("accessToken" in record) {
      const found = record as unknown as Tokens;
      // After a change of the cookie's attributes, the browser may still send an old cookie, which nobody can delete.
      // The tokens that expire last are used.
      tokens = (tokens?.expiresAt as number) >= (found.expiresAt as number) ? tokens : found;
    } else Object.assign(trusts, record);
  }
  // `state` and `accessToken` say what has failed.
  if (tokens) await begin(tokens).catch(() => {});

  return {
    client,
    get state(): ServerSession<C>["state"] {
      if (!tokens) return { status: "signed_out", reason };
      const { accessToken, expiresAt = null, scope } = tokens;
      return {
        status: "signed_in",
        expiresAt,
        scopes: scope ? scope.split(",") : [],
        claims: claims(accessToken) ?? null,
        stale: !!failure && failure.code !== "read_only",
        persisted: isKept,
      };
    },
    signIn: signIn("login") as ServerSession<C>["signIn"],
    signInTwoFactor: signIn("twoFactorLogin") as ServerSession<C>["signInTwoFactor"],
    async setTokens(answer) {
      const next = await tokensOf(client, answer);
      if (!next) throw invalid("tokens", "are missing");
      await keep(next, tokens ?? left);
    },
    accessToken: async () => (await current()).accessToken,
    call,
    fetch: async (...request) => tokenFetch(client[OPTIONS], shared.origins, new Request(...request), call),
    async signOut({ everywhere } = {}) {
      const ended = tokens ?? left;
      await jar.replace("", ended?.signIn);
      leave("user");
      if (!ended) return { told: false };
      end(ended, grace);
      // Another request may have refreshed the tokens, or is refreshing them: then the new tokens are ended.
      const last = (await flightOf(ended.id)?.tokens?.catch(() => {})) || ended;
      return { told: await revoke(client, last, everywhere) };
    },
  };
}
