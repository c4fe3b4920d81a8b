// Written by `cargo xtask bless`.
/* tslint:disable */
/* eslint-disable */

/** A password, token, key or code: a plain string that the package never prints. */
export type Secret = string;

/** One complaint of the server. */
export interface ApiError {
    /** The vendor's code, where it has one. */
    readonly code?: string;
    /** What is wrong, in English. */
    readonly message: string;
}

/** What every method rejects with, but for the reason of an abort signal. Safe to print and to log. */
export class ClientError extends Error {
    private constructor();
    /** What went wrong. */
    readonly kind: ErrorKind;
    /** The HTTP status, when an answer came. */
    readonly status?: number;
    /** The vendor's, the protocol's or the platform's own code, for example `invalid_grant`. */
    readonly code?: string;
    /** The complaints about single members of the request, by name. */
    readonly fieldErrors?: Readonly<Record<string, readonly ApiError[]>>;
    /** The complaints about the request as a whole. */
    readonly generalErrors?: readonly ApiError[];
    /** How long the server asked to wait, in milliseconds. */
    readonly retryAfterMs?: number;
    /** The server's name for this request, to be quoted when asking its operator. */
    readonly requestId?: string;
}

/** Whether `error` is a ClientError, also one of another realm or of another copy of the package. */
export function isClientError(error: unknown): error is ClientError;



/** How a client reaches its server. */
export interface ClientOptions {
    /** The address of the server, `http` or `https`, with or without a path. */
    baseUrl: string | URL;
    /** Headers to send with every request, for example for a gateway. */
    headers?: Readonly<Record<string, string>>;
    /** The limit for a call in all, its retries included, in milliseconds. Default 30,000. */
    timeoutMs?: number;
    /** How often and how fast a call that is safe to repeat is tried again. */
    retry?: {
        /** How many times after the first; 0 switches retries off. Default 2. */
        attempts?: number;
        /** The longest wait before the first retry, in milliseconds. Default 250. */
        baseDelayMs?: number;
        /** The longest wait of all, in milliseconds. Default 8,000. */
        maxDelayMs?: number;
    };
    /** What to use instead of the platform's `fetch`. */
    fetch?: typeof globalThis.fetch;
}

/** What every method takes as its last argument. */
export interface CallOptions {
    /** Ends the call, which then rejects with the signal's reason. */
    signal?: AbortSignal | undefined;
    /** The limit for this call, in milliseconds. */
    timeoutMs?: number | undefined;
}


/**
 * A group of scopes.
 */
export interface ScopeCategory {
    /**
     * The number of the category.
     */
    id: number;
    /**
     * The name of the category.
     */
    name: string;
    /**
     * Its scopes, by name.
     */
    scopes?: Scope[];
}

/**
 * A page of a list.
 */
export interface Collection<T> {
    /**
     * How many there are on all pages.
     */
    totalResults: number;
    /**
     * The first of this page, from 0.
     */
    startIndex?: number;
    /**
     * How many a page holds at the most.
     */
    itemsPerPage?: number;
    /**
     * This page; the server leaves it out when it is empty.
     */
    entry?: T[];
}

/**
 * A plan of an [`Account`].
 */
export interface Plan {
    /**
     * The number of the plan.
     */
    id: number;
    /**
     * The name of the plan.
     */
    name?: string;
    /**
     * The price in the currency of the server.
     */
    price?: number;
    /**
     * The points that the plan gives.
     */
    points?: number;
    /**
     * How often the plan is paid, as a number of the server's.
     */
    period?: unknown;
}

/**
 * A way to log in through somebody else (5.9).
 */
export interface Identity {
    /**
     * The number of the identity.
     */
    id: number;
    /**
     * The name to show.
     */
    name: string;
    /**
     * A class of Bootstrap's icons, for example `bi-github`.
     */
    icon?: string;
    /**
     * Where the login starts. It needs the app's address and a nonce: ask the client for the address.
     */
    redirect?: string;
}

/**
 * The answer of `GET /consumer/account` and `GET /authorization/whoami` (5.7, 5.16).
 */
export interface Account {
    /**
     * The number of the user.
     */
    id: number;
    /**
     * The number of the user's role.
     */
    roleId?: number;
    /**
     * The number of the user's plan.
     */
    planId?: number;
    /**
     * 1 active, 2 waiting for its confirmation, 0 deleted; other values are kept as they come.
     */
    status?: number;
    /**
     * The user name.
     */
    name: string;
    /**
     * The address; a user of a social login may have none.
     */
    email?: string;
    /**
     * The points left, where the server counts them.
     */
    points?: number;
    /**
     * What the user may do, the plan's scopes included.
     */
    scopes?: string[];
    /**
     * The plans of the user.
     */
    plans?: Plan[];
    /**
     * The operator's own data about the user.
     */
    metadata?: Record<string, unknown>;
    /**
     * When the user was made (RFC 3339).
     */
    date?: string;
}

/**
 * The answer of `GET /consumer/scope/categories` (5.12).
 */
export interface ScopeCategories {
    /**
     * The categories that are not empty, by name.
     */
    categories?: ScopeCategory[];
}

/**
 * The answer of the token endpoint, and what a social login brings back (5.11, 5.15).
 */
export interface TokenResponse {
    /**
     * The access token, to be sent as `Authorization: Bearer …`.
     */
    access_token: Secret;
    /**
     * `bearer`.
     */
    token_type?: string;
    /**
     * Seconds until the access token expires; before Fusio 4.0.3 the instant in epoch seconds.
     */
    expires_in?: number;
    /**
     * What buys the next access token.
     */
    refresh_token?: Secret;
    /**
     * What the token is good for, separated by commas.
     */
    scope?: string;
    /**
     * The OpenID token, when the scope `openid` was granted.
     */
    id_token?: Secret;
}

/**
 * The answer to a login, a refresh and a provider callback (5.3, 5.4, 6).
 */
export interface LoginResponse {
    /**
     * The access token, to be sent as `Authorization: Bearer …`.
     */
    token: Secret;
    /**
     * Seconds until the access token expires; before Fusio 4.0.3 the instant in epoch seconds, which
     * is never below 529,196,400. Absent before Fusio 1.9.
     */
    expires_in?: number;
    /**
     * What buys the next access token. Absent before Fusio 1.9.
     */
    refresh_token?: Secret;
    /**
     * What the token is good for, separated by commas. Absent before Fusio 2.2.
     */
    scope?: string;
}

/**
 * The query of `GET /consumer/identity` (5.9).
 */
export interface IdentitiesRequest {
    /**
     * The key of the app whose identities are asked for.
     */
    appKey?: string;
    /**
     * The number of the app; the server calls this deprecated.
     */
    appId?: number;
    /**
     * The first to list, from 0.
     */
    startIndex?: number;
    /**
     * How many to list, 1 to 1024; else the server lists 16.
     */
    count?: number;
    /**
     * Lists those whose name holds this text.
     */
    search?: string;
    /**
     * The member to sort by.
     */
    sortBy?: string;
    /**
     * `ASC` or `DESC`.
     */
    sortOrder?: string;
}

/**
 * What a token can be good for (5.12).
 */
export interface Scope {
    /**
     * The number of the scope.
     */
    id: number;
    /**
     * The name, as it stands in a token's scope.
     */
    name: string;
    /**
     * What it allows, for people.
     */
    description?: string;
    /**
     * The operator's own data about the scope.
     */
    metadata?: Record<string, unknown>;
}

/**
 * What a token is asked for with: the form of `POST /authorization/token` (5.15).
 */
export type TokenRequest = { grant_type: "client_credentials"; scope?: string } | { grant_type: "password"; username: string; password: Secret; scope?: string } | { grant_type: "refresh_token"; refresh_token: Secret } | { grant_type: "authorization_code"; code: Secret; redirect_uri: string };

/**
 * What an app needs to send a browser to a provider by itself (6).
 */
export interface AuthorizeRequest {
    /**
     * The provider's authorization endpoint.
     */
    authorizationEndpoint: string;
    /**
     * The client id of the app at the provider.
     */
    clientId: string;
    /**
     * Where the provider shall send the browser back to.
     */
    redirectUri: string;
    /**
     * What is asked for, separated by blanks.
     */
    scope?: string;
}

/**
 * What an operation without another answer says (1.6).
 */
export interface Message {
    /**
     * True: a refusal is an error.
     */
    success: boolean;
    /**
     * What was done, in English.
     */
    message?: string;
    /**
     * The id of what was made.
     */
    id?: string;
}

/**
 * What went wrong, as a closed set of words.
 *
 * The same words are the `kind` of JavaScript's `ClientError`.
 */
export type ErrorKind = "network" | "timeout" | "aborted" | "rate_limited" | "server" | "unexpected_response" | "validation" | "invalid_credentials" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "captcha" | "registration_disabled" | "invalid_token" | "account_locked" | "account_expired" | "login_prevented" | "no_session" | "session_expired" | "callback" | "storage" | "unsupported";

/**
 * Where to send the browser for a social login, and the word to check when it comes back.
 */
export interface LoginStart {
    /**
     * The address to go to.
     */
    url: string;
    /**
     * Keep it (for example in `sessionStorage`) until the browser comes back.
     */
    nonce: Secret;
}

/**
 * `POST /consumer/activate` (5.2).
 */
export interface ActivateRequest {
    /**
     * The token from the link in the mail; good once, for one hour.
     */
    token: Secret;
}

/**
 * `POST /consumer/login` (5.3).
 */
export interface LoginRequest {
    /**
     * The name or the e-mail address. A name of more than 32 characters logs in by e-mail only.
     */
    username: string;
    /**
     * The password.
     */
    password: Secret;
    /**
     * What the token shall be good for; left out, all that the user may do.
     */
    scopes?: string[];
}

/**
 * `POST /consumer/password_reset` (5.5).
 */
export interface RequestPasswordResetRequest {
    /**
     * The address of the account.
     */
    email: string;
    /**
     * The answer of the captcha widget, when the server asks for one.
     */
    captcha?: Secret;
}

/**
 * `POST /consumer/provider/{provider}` (6).
 */
export interface ProviderCallbackRequest {
    /**
     * The code that the provider sent the user back with.
     */
    code: Secret;
    /**
     * The client id of the app at the provider.
     */
    clientId: string;
    /**
     * The redirect address that the code was made for.
     */
    redirectUri: string;
}

/**
 * `POST /consumer/register` (5.1).
 */
export interface RegisterRequest {
    /**
     * 3 to 255 of `a-z A-Z 0-9 - _ .`; unique.
     */
    name: string;
    /**
     * Unique. The confirmation mail goes there.
     */
    email: string;
    /**
     * At least 8 printable ASCII characters without blanks (the server may ask for more).
     */
    password: Secret;
    /**
     * The answer of the captcha widget, when the server asks for one. It is good for one try.
     */
    captcha?: Secret;
}

/**
 * `PUT /consumer/account/change_password` (5.8).
 */
export interface ChangePasswordRequest {
    /**
     * The password so far.
     */
    oldPassword: Secret;
    /**
     * The new password.
     */
    newPassword: Secret;
    /**
     * The new password once more, as the user typed it again.
     */
    verifyPassword: Secret;
}

/**
 * `PUT /consumer/account` (5.7). The server changes the e-mail address and nothing else.
 */
export interface UpdateAccountRequest {
    /**
     * The new address; left out, nothing changes.
     */
    email?: string;
}

/**
 * `PUT /consumer/login` (5.4).
 */
export interface RefreshRequest {
    /**
     * The refresh token of the last login or refresh; good for 3 days after its issue by default.
     */
    refresh_token: Secret;
}

/**
 * `PUT /consumer/password_reset` (5.6).
 */
export interface ExecutePasswordResetRequest {
    /**
     * The token from the link in the mail; good once, for one hour.
     */
    token: Secret;
    /**
     * The new password.
     */
    newPassword: Secret;
}


/**
 * A client of one Fusio server. It holds no tokens.
 *
 * Every method takes `{ signal, timeoutMs }` last and rejects with a `ClientError`.
 */
export class FusioClient {
    free(): void;
    /**
     * The account of the token's user.
     *
     * `GET /consumer/account`.
     *
     * Rejects with `unauthorized`, or `forbidden` without the scope `consumer.account`.
     */
    account(token: string, options?: CallOptions | null): Promise<Account>;
    /**
     * Confirms an account with the token from the mail.
     *
     * `POST /consumer/activate`.
     *
     * Rejects with `invalid_token` when the token is wrong, used or older than an hour, `validation`,
     * `registration_disabled`.
     */
    activate(request: ActivateRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Changes the password; tokens that were given out stay valid.
     *
     * `PUT /consumer/account/change_password`.
     *
     * Rejects with `invalid_credentials` when the old password is wrong, `validation`,
     * `unauthorized`, `forbidden`.
     */
    changePassword(token: string, request: ChangePasswordRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Sets a new password with the token from the mail.
     *
     * `PUT /consumer/password_reset`.
     *
     * Rejects with `invalid_token`, `validation`.
     */
    executePasswordReset(request: ExecutePasswordResetRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * The ways to log in through somebody else.
     *
     * `GET /consumer/identity`.
     *
     * Rejects with `not_found` when there is no app with this key.
     */
    identities(request?: IdentitiesRequest | null, options?: CallOptions | null): Promise<Collection<Identity>>;
    /**
     * Takes the tokens from the address that the browser came back to; nothing is sent.
     *
     * Remove them from the address bar at once (`history.replaceState`).
     *
     * Rejects with `callback`; its `code` is `not_a_callback` (an ordinary visit), `state_mismatch`
     * (started elsewhere) or the provider's own, such as `access_denied`.
     */
    identityCallback(url: string, nonce: string): Promise<TokenResponse>;
    /**
     * Where to send the browser for a login through `identity`; keep the nonce until it comes back.
     *
     * `GET /consumer/identity/{identity}/redirect` is the address; nothing is sent.
     * `identity` is the id of an identity, or `~` and its name. `redirectUri` is the page that calls
     * `identityCallback`; the server wants it on its own host.
     *
     * Rejects with `validation`.
     */
    identityRedirect(identity: string | number, redirectUri: string): Promise<LoginStart>;
    /**
     * Logs in with name or e-mail address and password.
     *
     * `POST /consumer/login`. Sent once, never retried.
     *
     * Rejects with `invalid_credentials` for a wrong password as for an account that is unknown, not
     * confirmed or switched off; `validation`.
     */
    login(request: LoginRequest, options?: CallOptions | null): Promise<LoginResponse>;
    /**
     * A client for the server at `options.baseUrl`.
     */
    constructor(options: ClientOptions);
    /**
     * Where to send the browser for the provider's consent, when the app drives the login itself.
     *
     * Nothing is sent; keep the nonce until the browser comes back.
     *
     * Rejects with `validation`.
     */
    providerAuthorize(request: AuthorizeRequest): Promise<LoginStart>;
    /**
     * Trades a provider's code for a token.
     *
     * `POST /consumer/provider/{provider}`, Fusio before 4.0. Sent once, never retried.
     *
     * Rejects with `callback` when the provider does not take the code, `not_found` on later
     * servers, `validation`.
     */
    providerCallback(provider: string, request: ProviderCallbackRequest, options?: CallOptions | null): Promise<LoginResponse>;
    /**
     * Takes the code from the address that the provider sent the browser back to; nothing is sent.
     *
     * Rejects as `identityCallback`.
     */
    providerCode(url: string, nonce: string): Promise<string>;
    /**
     * Trades a refresh token for new tokens; the old access token is dead from then on.
     *
     * `PUT /consumer/login`.
     *
     * Rejects with `invalid_token`, `login_prevented`, `validation`.
     */
    refresh(request: RefreshRequest, options?: CallOptions | null): Promise<LoginResponse>;
    /**
     * Makes an account; the server mails a link with a token for `activate`.
     *
     * `POST /consumer/register`. Sent once, never retried.
     *
     * Rejects with `validation` or `conflict` (see `fieldErrors`), `captcha`, `registration_disabled`.
     */
    register(request: RegisterRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Asks for a mail with a reset link.
     *
     * `POST /consumer/password_reset`. Sent once, never retried.
     *
     * Rejects with `not_found` for an address without an account (do not show it to visitors),
     * `unsupported` for an account of a social login, `captcha`, `validation`.
     */
    requestPasswordReset(request: RequestPasswordResetRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Ends the access token.
     *
     * `POST /authorization/revoke`.
     *
     * Rejects with `unauthorized` when it is over already, `forbidden`.
     */
    revoke(token: string, options?: CallOptions | null): Promise<Message>;
    /**
     * All scopes of the user by category.
     *
     * `GET /consumer/scope/categories`.
     *
     * Rejects with `unauthorized`, or `forbidden` without the scope `consumer.scope`.
     */
    scopeCategories(token: string, options?: CallOptions | null): Promise<ScopeCategories>;
    /**
     * The scopes in the category of the user's role.
     *
     * `GET /consumer/scope`.
     *
     * Rejects with `unauthorized`, or `forbidden` without the scope `consumer.scope`.
     */
    scopes(token: string, options?: CallOptions | null): Promise<Collection<Scope>>;
    /**
     * Asks the token endpoint for a token. `clientId` and `clientSecret` are an app's.
     *
     * `POST /authorization/token`. Sent once, never retried.
     *
     * Rejects with `invalid_credentials`, `invalid_token`, `validation`; `code` is OAuth's `error`.
     */
    token(clientId: string, clientSecret: string, request: TokenRequest, options?: CallOptions | null): Promise<TokenResponse>;
    /**
     * Changes the e-mail address.
     *
     * `PUT /consumer/account`.
     *
     * Rejects with `conflict` when the address is taken, `validation`, `unauthorized`, `forbidden`.
     */
    updateAccount(token: string, request: UpdateAccountRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * The account of the token's user.
     *
     * `GET /authorization/whoami`.
     *
     * Rejects with `unauthorized`, or `forbidden` without the scope `authorization`.
     */
    whoami(token: string, options?: CallOptions | null): Promise<Account>;
}
