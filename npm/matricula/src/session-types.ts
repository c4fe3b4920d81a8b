// The types around `Session`: its options, its state and its events.

import type { ClientError } from "./errors.js";
import type {
  Account,
  FusionAuthLoginResponse,
  LoginOutcome,
  LoginResponse,
  RegistrationResponse,
  TokenResponse,
} from "./generated/wire.js";
import type { JwtClaims } from "./token-types.js";

/**
 * Where a session keeps its tokens. With FusionAuth, the session also keeps the trust ids of second factors, under a
 * second key. Methods may return promises. If a method fails, the session goes on in memory.
 */
export interface StorageAdapter {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, value: string): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  /** Calls `changed` whenever another tab or process has written `key`; returns a function that stops these calls. */
  subscribe?(key: string, changed: () => void): () => void;
}

/** The options of a session. */
export interface SessionOptions {
  /**
   * Where the tokens are kept. Default `"local"`: `localStorage`, which all tabs share. `"session"`:
   * `sessionStorage`, for one tab. If this storage is missing or blocked, the session uses memory.
   */
  storage?: "local" | "session" | "memory" | StorageAdapter;
  /**
   * The name under which the tokens are kept. Default: `matricula:`, the server's address, and the
   * client's tenant, if it has one. Two applications on one origin need different names, if they
   * have different users.
   */
  storageKey?: string;
  /** An access token is replaced this many seconds before it expires, or when a quarter of its lifetime is left, if that is later. Default 60. */
  refreshAheadSeconds?: number;
  /** Whether the session replaces access tokens by itself. Default true. */
  autoRefresh?: boolean;
  /** The origins, such as `https://api.example.com`, to which `fetch` may send the token. Default: the origin of the client's `baseUrl`. */
  tokenOrigins?: readonly string[];
}

/** Why nobody is signed in. `elsewhere`: another tab or program has signed out, or the storage was cleared. */
export type SignOutReason = "never_signed_in" | "user" | "elsewhere" | "session_expired";

/** The state while somebody is signed in. */
export interface SignedIn {
  readonly status: "signed_in";
  /** When the access token expires, in epoch milliseconds of this device's clock; null if unknown. */
  readonly expiresAt: number | null;
  readonly scopes: readonly string[];
  /** The claims of the access token, **not verified**; null when the token is not a JWT. */
  readonly claims: JwtClaims | null;
  /** Whether the last refresh failed. The session goes on, because the server has not refused the refresh token. */
  readonly stale: boolean;
  /** Whether the storage has saved the tokens; otherwise they are lost when the page closes. */
  readonly persisted: boolean;
}

/** Whether somebody is signed in; `loading` until the storage was read. The object stays the same until a change. */
export type SessionState =
  | { readonly status: "loading" }
  | SignedIn
  | { readonly status: "signed_out"; readonly reason: SignOutReason };

/** What happened to a session. `origin` says who caused it: this session (`here`) or another session (`elsewhere`). */
export type SessionEvent =
  | { readonly type: "ready" }
  | { readonly type: "signed_in"; readonly origin: "here" | "elsewhere" }
  | { readonly type: "token_refreshed"; readonly origin: "here" | "elsewhere" }
  /** A refresh failed; the next try is at `retryAt` (epoch milliseconds). */
  | { readonly type: "refresh_failed"; readonly error: ClientError; readonly retryAt: number }
  /** The server has answered a request of `Session.user()` with the user. */
  | { readonly type: "user_loaded" }
  | { readonly type: "signed_out"; readonly reason: SignOutReason };

/** A store as Svelte defines it. Its functions need no `this`: React accepts them in `useSyncExternalStore(subscribe, get, getServer)`. */
export interface SessionStore {
  get(): SessionState;
  /** The state for rendering on a server and for hydration: always `loading`. */
  getServer(): SessionState;
  /** Calls `run` with the state at once and after every change; returns a function that stops these calls. */
  subscribe(run: (state: SessionState) => void): () => void;
}

/** A login through a provider (Fusio). */
export interface ProviderLogin {
  /** The provider: the id of an identity of Fusio, or `~` and its name. */
  identity: string | number;
  /**
   * The app's page that calls `handleCallback`. Its host must be the host of the app in Fusio's settings. Its
   * query must not have parameters with names of OAuth, such as `scope` and `error`: the login adds these.
   */
  redirectUri: string;
  /** The place in the app where the user continues after the login. */
  returnTo?: string | null;
  /** Sends the browser to an address. Default: `location.assign`. */
  navigate?: (url: string) => void;
}

/** The user of a session with the client `C`: Fusio's account, or FusionAuth's user with the types of its data. */
export type SessionUser<C> = C extends { findUser(...given: any): Promise<{ user?: infer Found }> }
  ? NonNullable<Found>
  : Account;

/**
 * What a hook knows about the user. After a failure, the hook asks again when the session gets a new token, or when
 * `Session.user()` has succeeded elsewhere.
 */
export type UserState<U> =
  | { readonly status: "loading" }
  | { readonly status: "signed_out" }
  | { readonly status: "ready"; readonly user: U }
  | { readonly status: "failed"; readonly error: ClientError };

/** Any answer that has tokens: of a login, a refresh, a registration or a social login. */
export type TokenAnswer = LoginResponse | TokenResponse | FusionAuthAnswer<any, any>;

/** Any answer of FusionAuth that has tokens. */
export type FusionAuthAnswer<UserData, RegistrationData> =
  | FusionAuthLoginResponse<UserData, RegistrationData>
  | RegistrationResponse<UserData, RegistrationData>
  | LoginOutcome<UserData, RegistrationData>;
