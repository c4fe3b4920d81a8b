// The types of sessions in cookies.

import type { FusioClient } from "../generated/fusio.js";
import type { FusionAuthClient } from "../generated/fusionauth.js";
import type { CallOptions, Secret } from "../generated/wire.js";
import type { SessionState, TokenAnswer } from "../session-types.js";

/** A cookie of a request. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** The attributes of a cookie, as most frameworks name them. */
export interface CookieOptions {
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly sameSite: "lax" | "strict" | "none";
  readonly path: string;
  readonly domain?: string;
  /** In seconds; 0 deletes the cookie. */
  readonly maxAge: number;
}

/** A cookie for the answer. */
export interface CookieToSet extends Cookie {
  readonly options: CookieOptions;
}

/** The cookies of one request, as the framework has them. */
export interface CookieMethods {
  getAll(): readonly Cookie[] | Promise<readonly Cookie[]>;
  /**
   * Adds cookies to the answer. Where no cookie can be set, leave this method out, or let it throw. `headers` keep the
   * answer out of caches: set them, too, if you can.
   */
  setAll?(cookies: readonly CookieToSet[], headers: Readonly<Record<string, string>>): void | Promise<void>;
}

/** The options of all sessions of a process. */
export interface ServerSessionOptions<C> {
  client: C;
  /**
   * The secret for the cookies: at least 32 characters. To change the secret, give a list with the new secret first: it
   * seals new cookies, and the old secrets still open the cookies that they have sealed.
   */
  secret: string | readonly string[];
  /** Default `matricula`. The session also has cookies whose names begin with this name and a dot. */
  cookieName?: string;
  /** Default: `secure`, `sameSite: "lax"`, `path: "/"`, and a `maxAge` of 400 days. Scripts in a page can never read the cookie. */
  cookie?: Partial<Omit<CookieOptions, "httpOnly">>;
  /** An access token is replaced this many seconds before it expires, or when a quarter of its lifetime is left, if that is later. Default 60. */
  refreshAheadSeconds?: number;
  /** For this many seconds after a refresh, requests with the old cookie get the new tokens. Default 60. */
  graceSeconds?: number;
  /** The origins, such as `https://api.example.com`, to which `fetch` may send the token. Default: the origin of the client's `baseUrl`. */
  tokenOrigins?: readonly string[];
}

/** The sessions of a process: each browser has its own session, in a cookie. */
export interface ServerSessions<C extends FusioClient | FusionAuthClient<any, any>> {
  /**
   * Opens the session of a request. Refreshes the access token first, if that is due. An outage or an invalid cookie
   * does not make `open` reject: `state` then says what is known.
   */
  open(cookies: CookieMethods): Promise<ServerSession<C>>;
}

/** The session of one request. */
export interface ServerSession<C extends FusioClient | FusionAuthClient<any, any>> {
  readonly client: C;
  /**
   * Whether somebody is signed in. The state has no tokens, so you can give it to the page. You can trust `claims`,
   * because the cookie is sealed.
   */
  readonly state: Exclude<SessionState, { readonly status: "loading" }>;
  /**
   * Logs in as the client's `login` does, and keeps the tokens in the cookie. With FusionAuth only the outcome
   * `signed_in` is a login; other outcomes do not change the session.
   *
   * Rejects as the client's `login` does. Where no cookie can be set, rejects with `unsupported` (`read_only`) before
   * the login. Rejects with `storage` when the tokens are too long for cookies.
   */
  signIn(request: Parameters<C["login"]>[0], options?: CallOptions): ReturnType<C["login"]>;
  /**
   * Completes a login of FusionAuth that asked for a second factor, and keeps the tokens in the cookie. With
   * `trustComputer` it also keeps the trust id, in a cookie that stays after a sign-out: `signIn` then needs no second
   * factor.
   *
   * Rejects as the client's `twoFactorLogin` does, and as `signIn` does when a cookie cannot be set.
   */
  signInTwoFactor: C extends { twoFactorLogin: infer Login } ? Login : never;
  /**
   * Signs in with the answer of another call, such as a registration.
   *
   * Rejects with `validation` when the answer has no token, and as `signIn` does when the cookie cannot be set.
   */
  setTokens(answer: TokenAnswer): Promise<void>;
  /**
   * The access token.
   *
   * Rejects with `no_session`, with `session_expired`, with the error of the refresh, or with `unsupported`
   * (`read_only`) when a refresh is needed and no cookie can be set.
   */
  accessToken(): Promise<Secret>;
  /**
   * Calls `work` with the access token. When the server refuses the token (`unauthorized`), calls `work` once more with
   * a new token, if a new token can help.
   */
  call<T>(work: (token: Secret) => Promise<T>): Promise<T>;
  /**
   * `fetch` with the access token. After a 401 it sends the request once more, if a new token can help. A request to an
   * origin that is not in `tokenOrigins` goes without the token.
   */
  fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response>;
  /**
   * Removes the cookie, then asks the server to end the tokens. The result `told` says whether the server confirmed
   * this. `everywhere` (FusionAuth only) ends all of the user's sessions.
   *
   * Rejects with `unsupported` (`read_only`) where no cookie can be set; the session then goes on.
   */
  signOut(options?: { everywhere?: boolean }): Promise<{ readonly told: boolean }>;
}

/** A `Request`, or a request of Node's module `http` or `http2`. In a plain object, header names are in lower case. */
export interface IncomingRequest {
  readonly method?: string | undefined;
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
}
