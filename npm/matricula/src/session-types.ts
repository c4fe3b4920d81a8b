// The types around `Session`: its options, its state and its events.

import type { ClientError } from "./errors.js";
import type {
  FusionAuthLoginResponse,
  LoginOutcome,
  LoginResponse,
  RegistrationResponse,
  TokenResponse,
} from "./generated/wire.js";
import type { JwtClaims } from "./token-types.js";

/** Where a session keeps its tokens; calls may give promises, and may fail: the session then goes on in memory. */
export interface StorageAdapter {
  get(key: string): string | null | undefined | Promise<string | null | undefined>;
  set(key: string, value: string): void | Promise<void>;
  remove(key: string): void | Promise<void>;
  /** Calls `changed` whenever another tab or process has written; gives what ends that. */
  subscribe?(key: string, changed: () => void): () => void;
}

/** How a session behaves. */
export interface SessionOptions {
  /**
   * Where the tokens are kept. Default `"local"`: `localStorage`, which all tabs share, or memory
   * where there is none or it is blocked. `"session"`: `sessionStorage`, for one tab.
   */
  storage?: "local" | "session" | "memory" | StorageAdapter;
  /**
   * The name under which they are kept. Default `matricula:` and the server's address, and the tenant
   * where the client has one. Two applications at one address, whose users are not the same, need a
   * name each.
   */
  storageKey?: string;
  /** How long before its end an access token is replaced, in seconds, but never more than a quarter of its life. Default 60. */
  refreshAheadSeconds?: number;
  /** Whether that is done without being asked for. Default true. */
  autoRefresh?: boolean;
  /** The origins, such as `https://api.example.com`, that `fetch` may send the token to. Default: that of the client's `baseUrl`. */
  tokenOrigins?: readonly string[];
}

/** Why nobody is signed in. `elsewhere`: another tab signed out. */
export type SignOutReason = "never_signed_in" | "user" | "elsewhere" | "session_expired";

/** Somebody is signed in. */
export interface SignedIn {
  readonly status: "signed_in";
  /** When the access token expires, in epoch milliseconds of this device's clock; null when nobody knows. */
  readonly expiresAt: number | null;
  readonly scopes: readonly string[];
  /** What the access token says of itself, **not verified**; null when it is no JWT. */
  readonly claims: JwtClaims | null;
  /** Whether the last refresh failed. The session goes on: only the server's rejection ends it. */
  readonly stale: boolean;
  /** Whether the storage took the tokens; otherwise they are lost with the page. */
  readonly persisted: boolean;
}

/** Whether somebody is signed in; `loading` until the storage was read. A new object with every change, and only then. */
export type SessionState =
  | { readonly status: "loading" }
  | SignedIn
  | { readonly status: "signed_out"; readonly reason: SignOutReason };

/** What happened to a session. `origin` says whether this session did it, or another tab. */
export type SessionEvent =
  | { readonly type: "ready" }
  | { readonly type: "signed_in"; readonly origin: "here" | "elsewhere" }
  | { readonly type: "token_refreshed"; readonly origin: "here" | "elsewhere" }
  /** No new token came; it is tried again at `retryAt` (epoch milliseconds). */
  | { readonly type: "refresh_failed"; readonly error: ClientError; readonly retryAt: number }
  | { readonly type: "signed_out"; readonly reason: SignOutReason };

/** A store as Svelte defines it; its functions need no `this`, so React's `useSyncExternalStore(subscribe, get, getServer)` takes them as they are. */
export interface SessionStore {
  get(): SessionState;
  /** What a server renders, and a page that takes over from it renders first: always `loading`. */
  getServer(): SessionState;
  /** Calls `run` with the state at once and after every change; gives what ends that. */
  subscribe(run: (state: SessionState) => void): () => void;
}

/** A login through a provider (Fusio). */
export interface ProviderLogin {
  /** The id of an identity, or `~` and its name. */
  identity: string | number;
  /**
   * The app's page that calls `handleCallback`; the server wants it on the host of its app. Its
   * query may have anything but OAuth's names, such as `scope` and `error`, which come back.
   */
  redirectUri: string;
  /** Where the user was, for the app to go on after the login. */
  returnTo?: string | null;
  /** Goes to an address. Default: `location.assign`. */
  navigate?: (url: string) => void;
}

/** Any answer that has tokens: of a login, a refresh, a registration or a social login. */
export type TokenAnswer = LoginResponse | TokenResponse | FusionAuthAnswer<any, any>;

/** Any answer of FusionAuth that has tokens. */
export type FusionAuthAnswer<UserData, RegistrationData> =
  | FusionAuthLoginResponse<UserData, RegistrationData>
  | RegistrationResponse<UserData, RegistrationData>
  | LoginOutcome<UserData, RegistrationData>;
