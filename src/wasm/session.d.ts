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
export type TokenAnswer = LoginResponse | TokenResponse | FusionAuthLoginResponse | RegistrationResponse | LoginOutcome;

/**
 * The session of one user: it keeps the tokens, gets the next before the old expire, once for all
 * callers and all tabs, and ends only when somebody signs out or the server refuses the refresh
 * token. An outage ends nothing.
 */
export class Session<C extends FusioClient | FusionAuthClient> {
    /** A session of `client`'s server. Works at once; what needs the storage waits for it. */
    constructor(client: C, options?: SessionOptions);
    /**
     * Settles when the storage was read. Rejects with `unsupported` where WebAssembly cannot be started,
     * and with `timeout` where it does not load within the client's limit; the next call tries again.
     * If nobody has asked for it by then, the console tells why.
     */
    readonly ready: Promise<SessionState>;
    /** Whether somebody is signed in. */
    readonly state: SessionStore;
    /** Calls `listener` with every event of this type; gives what ends that. */
    on<T extends SessionEvent["type"]>(
        type: T,
        listener: (event: Extract<SessionEvent, { type: T }>) => void,
        options?: { signal?: AbortSignal },
    ): () => void;
    /**
     * Logs in as the client's `login` does, and keeps the tokens. With FusionAuth only the outcome
     * `signed_in` is a login; any other changes nothing here.
     *
     * With Fusio, a login with `scopes` asks for the scope `authorization` as well: without it the
     * server does not end the token at a sign-out.
     *
     * Rejects as the client's `login`, and with `aborted` when another sign-in or a sign-out was begun
     * after this one and has taken effect; the server is then asked to end the tokens. The same holds
     * for `setTokens` and `handleCallback`.
     */
    signIn(
        request: C extends FusioClient ? LoginRequest : FusionAuthLoginRequest,
        options?: CallOptions,
    ): Promise<C extends FusioClient ? LoginResponse : LoginOutcome>;
    /**
     * Signs in with an answer that came another way, such as `identityCallback`'s.
     *
     * Rejects with `validation` when there is no token in it, and with `aborted` as `signIn`.
     */
    setTokens(answer: TokenAnswer): Promise<void>;
    /**
     * Sends the browser to a provider; it comes back to `redirectUri`, where `handleCallback` ends
     * the login. That has to be within 10 minutes and in the same tab, and only the last one
     * started counts.
     *
     * Rejects as the client's `identityRedirect`, and with `storage` when `sessionStorage` is full.
     */
    startLogin(this: Session<FusioClient>, login: ProviderLogin): Promise<{ readonly url: string }>;
    /**
     * Ends a login through a provider: takes tokens and nonce out of the address bar first of all,
     * then signs in. Asked again, it gives the same promise. `url` is by default the page's own.
     *
     * `returnTo` is given back as `startLogin` got it, from this tab's storage and never from the
     * address. This package goes nowhere; an app that has `returnTo` from an address itself must
     * check that it is a path of its own.
     *
     * Rejects with `callback`, and changes nothing, with one of these codes: `not_a_callback` (an
     * ordinary visit), `unknown_transaction` (no login is under way in this tab, or it has ended),
     * `state_mismatch` (it is not the one under way, which goes on), `expired_transaction`. A provider's
     * refusal, such as `access_denied`, is shown by Fusio itself, and does not come here.
     */
    handleCallback(this: Session<FusioClient>, url?: string | URL): Promise<{ readonly returnTo: string | null }>;
    /**
     * An access token that is good for another `minTtlSeconds`, if the server's tokens live twice as
     * long; it is refreshed first when it is not.
     *
     * Rejects with `no_session` (also when somebody else has signed in during the refresh),
     * `session_expired`, or with what kept the refresh from working when the old token has expired
     * meanwhile.
     */
    accessToken(options?: CallOptions & { minTtlSeconds?: number }): Promise<Secret>;
    /**
     * Makes a call of a client with the access token; when the server does not take it
     * (`unauthorized`), makes it once more with the next one of the same sign-in. When the user has
     * signed out meanwhile, or somebody else has signed in, it rejects with the first error.
     */
    call<T>(work: (token: Secret) => Promise<T>, options?: CallOptions): Promise<T>;
    /**
     * `fetch` with the access token, and once more with the next one of the same sign-in after a 401
     * that a new token may mend. To origins other than `tokenOrigins` it is the platform's `fetch`,
     * without the token.
     *
     * Rejects as `accessToken` and `fetch`.
     */
    fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response>;
    /** Gets a new access token, whatever the age of the old one. Rejects as `accessToken`. */
    refresh(options?: CallOptions): Promise<void>;
    /**
     * Forgets the tokens on this device, at once and in any case, then has the server end them.
     * `told` says whether the server did. `everywhere` (FusionAuth only) ends all of the user's sessions.
     */
    signOut(options?: { everywhere?: boolean }): Promise<{ readonly told: boolean }>;
    /** Ends timers and listeners of this object; the user stays signed in. */
    close(): void;
}
