// Written by `cargo xtask bless`.

export {};

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
    /** How long the server asked to wait, in milliseconds: a day at most. */
    readonly retryAfterMs?: number;
    /** The server's name for this request, to be quoted when asking its operator. */
    readonly requestId?: string;
    /** A plain object of all that, for `JSON.stringify`, and for `structuredClone`, which keeps only the message of the error itself. */
    toJSON(): Omit<ClientError, "toJSON" | "stack" | "cause">;
}

/** Whether `error` is a ClientError, also one of another realm or of another copy of the package. */
export function isClientError(error: unknown): error is ClientError;

/** How a client reaches its FusionAuth server, and for whom. */
export interface FusionAuthOptions extends ClientOptions {
    /** The API key. It may do everything, so a browser must not have it. */
    apiKey?: Secret;
    /** The user's access token (a JWT), sent instead where there is no API key. */
    token?: Secret;
    /** The tenant (UUID) that calls are for. */
    tenantId?: string;
    /** For servers before 1.25, whose updates and patches of a registration have the application's id in the body alone. */
    shortPaths?: boolean;
    /** Takes an API key in a browser all the same, for example on an operator's own machine. */
    dangerouslyAllowBrowser?: boolean;
}

/** What became of a login: a `switch` over it has these cases. */
export type LoginStatus = "signed_in" | "not_registered" | "password_change_required" | "identity_unverified"
| "registration_unverified" | "two_factor_required";

/** What changes a `T`, member by member: what is left out stays, null clears. */
export type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Patch<T[K]> | null } : T;

/** How a client reaches its server. */
export interface ClientOptions {
    /** The address of the server, `http` or `https`, with or without a path. */
    baseUrl: string | URL;
    /** Headers to send with every request, for example for a gateway; `Authorization` is refused. */
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
    /** Gets the events of every call, one after the other, while the call waits. */
    observe?: (event: CallEvent) => void;
}

/** What every method takes as its last argument. */
export interface CallOptions {
    /** Ends the call, which then rejects with the signal's reason. */
    signal?: AbortSignal | undefined;
    /** The limit for this call, in milliseconds. */
    timeoutMs?: number | undefined;
}

/** One event of a call. It has no body, no address and no secret, and can be logged as it is. */
export type CallEvent = {
    /** The name of the method: `register`. */
    readonly operation: string;
    /** Which try of the call it is; the first is 1. */
    readonly attempt: number;
} & (
/** A request goes out; `path` is a template: `/api/user/{userId}`. */
| { readonly type: "request"; readonly method: string; readonly path: string }
/** An answer came, so many milliseconds after the request. */
| { readonly type: "response"; readonly status: number; readonly millis: number; readonly requestId?: string }
/** The try failed; the next begins in so many milliseconds. */
| { readonly type: "retry"; readonly waitMs: number; readonly error: ClientError }
/** The call ended, so many milliseconds after its begin; with an error where it failed. A call that is aborted has no end. */
| { readonly type: "end"; readonly millis: number; readonly error?: ClientError }
);

export interface ClientError {
    /** The actions that keep a user from logging in (`login_prevented`), in the operator's words. */
    readonly actions?: readonly LoginAction[];
}

/**
 * A device that is logged in.
 */
export interface Device {
    /**
     * A description.
     */
    description?: string;
    /**
     * The address it was last seen at. Only in answers.
     */
    lastAccessedAddress?: string;
    /**
     * When it was last seen, in epoch milliseconds. Only in answers.
     */
    lastAccessedInstant?: number;
    /**
     * The name.
     */
    name?: string;
    /**
     * The type, for example `BROWSER`.
     */
    type?: string;
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
 * A place on earth.
 */
export interface Location {
    /**
     * The city.
     */
    city?: string;
    /**
     * The country.
     */
    country?: string;
    /**
     * The place in words.
     */
    displayString?: string;
    /**
     * The latitude in degrees.
     */
    latitude?: number;
    /**
     * The longitude in degrees.
     */
    longitude?: number;
    /**
     * The region.
     */
    region?: string;
    /**
     * The postal code.
     */
    zipcode?: string;
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
 * A public key (RFC 7517).
 */
export interface Jwk {
    /**
     * The algorithm, for example `RS256`.
     */
    alg?: string;
    /**
     * The curve.
     */
    crv?: string;
    /**
     * The exponent.
     */
    e?: string;
    /**
     * The id.
     */
    kid?: string;
    /**
     * The type: `RSA` or `EC`.
     */
    kty?: string;
    /**
     * The modulus.
     */
    n?: string;
    /**
     * What it is for: `sig`.
     */
    use?: string;
    /**
     * The first coordinate.
     */
    x?: string;
    /**
     * The certificates.
     */
    x5c?: string[];
    /**
     * The SHA-1 of the certificate.
     */
    x5t?: string;
    /**
     * The SHA-256 of the certificate.
     */
    "x5t#S256"?: string;
    /**
     * The second coordinate.
     */
    y?: string;
}

/**
 * A refresh token.
 */
export interface RefreshToken {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * Whatever the operator keeps about it.
     */
    data?: Record<string, unknown>;
    /**
     * Its id (UUID).
     */
    id?: string;
    /**
     * When it was made, in epoch milliseconds.
     */
    insertInstant?: number;
    /**
     * The device it was made for.
     */
    metaData?: MetaData;
    /**
     * When its life began, in epoch milliseconds.
     */
    startInstant?: number;
    /**
     * The tenant (UUID).
     */
    tenantId?: string;
    /**
     * The token itself.
     */
    token?: Secret;
    /**
     * The user (UUID).
     */
    userId?: string;
}

/**
 * A registration: that a user is known to an application. The same in requests and in
 * answers; servers ignore in requests what only they set.
 */
export interface Registration<RegistrationData = Record<string, unknown>> {
    /**
     * The application (UUID). It cannot be changed.
     */
    applicationId: string;
    /**
     * What may be used in place of the password when logging in to this application, if its
     * `authenticationTokenConfiguration` is enabled. Ignored where the server is asked to generate
     * one; an update without it drops the stored one.
     */
    authenticationToken?: Secret;
    /**
     * The id of the user name at `CleanSpeak` (UUID), where it is moderated. Only in answers.
     */
    cleanSpeakId?: string;
    /**
     * Whatever the operator keeps about the user in this application. Keep the types of its
     * members, since they are indexed.
     */
    data?: RegistrationData;
    /**
     * The id of the registration (UUID); the server makes one up unless it is given at creation.
     * It cannot be changed.
     */
    id?: string;
    /**
     * When the registration was made, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * When the user last logged in to the application, in epoch milliseconds. Only in answers.
     */
    lastLoginInstant?: number;
    /**
     * When the registration was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * The locales that the user prefers, best first (`en`, `en_US`); each once, at most 20.
     */
    preferredLanguages?: string[];
    /**
     * The names of the roles that the user has in the application; in answers each once, in
     * alphabetical order. Left out at creation, the default roles of the application.
     */
    roles?: string[];
    /**
     * The time zone of the user, by its IANA name (`America/Denver`).
     */
    timezone?: string;
    /**
     * Tokens of identity providers by name. Only in answers; since 1.1.0, removed in 1.28.0.
     */
    tokens?: Record<string, string>;
    /**
     * A name to be shown in this application, of at most 191 characters. It is not unique, and
     * nobody can log in with it.
     */
    username?: string;
    /**
     * How far the moderation of the name is: `ACTIVE` (the default), `PENDING` or `REJECTED`. Only
     * in answers.
     */
    usernameStatus?: string;
    /**
     * Whether the registration is verified; true from the start where the application verifies
     * none. Only in answers.
     */
    verified?: boolean;
    /**
     * When it was verified, in epoch milliseconds. Only in answers; since 1.48.0.
     */
    verifiedInstant?: number;
}

/**
 * A role of an application.
 */
export interface ApplicationRole {
    /**
     * A description.
     */
    description?: string;
    /**
     * Its id (UUID).
     */
    id?: string;
    /**
     * When it was made, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * Whether registrations get it that name no roles. Default false.
     */
    isDefault?: boolean;
    /**
     * Whether it includes all others. Default false.
     */
    isSuperRole?: boolean;
    /**
     * When it was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * Its name.
     */
    name: string;
}

/**
 * A second factor. Since 1.26.0.
 */
export interface TwoFactorMethod {
    /**
     * How an authenticator makes its codes.
     */
    authenticator?: Authenticator;
    /**
     * The address that codes are mailed to.
     */
    email?: string;
    /**
     * The id of the factor.
     */
    id?: string;
    /**
     * Whether it was the last to be used. Only in answers.
     */
    lastUsed?: boolean;
    /**
     * `authenticator`, `email` or `sms`.
     */
    method?: string;
    /**
     * The number that codes are sent to.
     */
    mobilePhone?: string;
    /**
     * The secret of an authenticator; it is never in an answer.
     */
    secret?: Secret;
}

/**
 * A tenant: users and applications apart from others.
 */
export interface Tenant {
    /**
     * Whatever the operator keeps about it.
     */
    data?: Record<string, unknown>;
    /**
     * Its mail, among it `verifyEmail` and the ids of templates.
     */
    emailConfiguration?: Record<string, unknown>;
    /**
     * How long ids for verifications and changes are good.
     */
    externalIdentifierConfiguration?: Record<string, unknown>;
    /**
     * When an account is locked: `tooManyAttempts` and more.
     */
    failedAuthenticationConfiguration?: Record<string, unknown>;
    /**
     * Its id (UUID).
     */
    id?: string;
    /**
     * When it was made, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * The issuer of its tokens.
     */
    issuer?: string;
    /**
     * Its tokens.
     */
    jwtConfiguration?: Record<string, unknown>;
    /**
     * When it was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * Its login.
     */
    loginConfiguration?: LoginConfiguration;
    /**
     * Its name.
     */
    name?: string;
    /**
     * What it asks of passwords.
     */
    passwordValidationRules?: PasswordValidationRules;
    /**
     * Its registration, among it `blockedDomains`.
     */
    registrationConfiguration?: Record<string, unknown>;
}

/**
 * A user. The same in requests and in answers; servers ignore in requests what only
 * they set.
 */
export interface User<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * Whether the user may log in; a soft-deleted one may not. Only in answers.
     */
    active?: boolean;
    /**
     * The date of birth, `YYYY-MM-DD`.
     */
    birthDate?: string;
    /**
     * When the password was last looked up among breached ones, in epoch milliseconds. Only in
     * answers.
     */
    breachedPasswordLastCheckedInstant?: number;
    /**
     * What came of it: `None`, `CommonPassword`, `PasswordOnly`, `ExactMatch` or
     * `SubAddressMatch`. Only in answers.
     */
    breachedPasswordStatus?: string;
    /**
     * The id of the user name at `CleanSpeak` (UUID), where it is moderated. Only in answers.
     */
    cleanSpeakId?: string;
    /**
     * Where the password is checked (UUID). Only in answers.
     */
    connectorId?: string;
    /**
     * Whatever the operator keeps about the user. `email` in it may serve as the address of a user
     * without one.
     */
    data?: UserData;
    /**
     * The e-mail address, of at most 191 characters, 64 of them before the `@`; unique in the
     * tenant, in lower case. A user has at least one of address, name and phone number.
     */
    email?: string;
    /**
     * How the password is kept: `salted-md5`, `salted-sha256`, `salted-hmac-sha256`,
     * `salted-pbkdf2-hmac-sha256`, `salted-pbkdf2-hmac-sha256-512` (since 1.34.0), `bcrypt`,
     * `phpass-md5` or `phpass-sha512` (both since 1.45.0). Default that of the tenant. Only in
     * requests.
     */
    encryptionScheme?: string;
    /**
     * When the account expires and can no longer log in, in epoch milliseconds.
     */
    expiry?: number;
    /**
     * The strength of the encryption scheme, as a number; the oldest servers take a text.
     * Default that of the scheme. Only in requests.
     */
    factor?: number | string;
    /**
     * The first name.
     */
    firstName?: string;
    /**
     * The full name; it is not put together from the others.
     */
    fullName?: string;
    /**
     * The id of the user (UUID). Ignored in requests, where the path decides.
     */
    id?: string;
    /**
     * What the user can log in with. Only in answers; since 1.59.0.
     */
    identities?: UserIdentity[];
    /**
     * The address of a picture of the user (URI).
     */
    imageUrl?: string;
    /**
     * When the user was made, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * When the user last logged in, in epoch milliseconds. Only in answers.
     */
    lastLoginInstant?: number;
    /**
     * The last name.
     */
    lastName?: string;
    /**
     * When the user was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * The id of the user in an older system. Since 1.67.0; it cannot be changed.
     */
    legacyIdentifier?: string;
    /**
     * The groups that the user belongs to.
     */
    memberships?: Membership[];
    /**
     * The middle name.
     */
    middleName?: string;
    /**
     * The number of a mobile phone; nobody can log in with it.
     */
    mobilePhone?: string;
    /**
     * The e-mail address of a parent, in lower case. Since 1.7.0.
     */
    parentEmail?: string;
    /**
     * The password in plain text; it is never in an answer. Before 1.59.0 a new user must have
     * one, unless a message to set it is sent.
     */
    password?: Secret;
    /**
     * Whether the password must be changed at the next login, if there is one. Default false.
     */
    passwordChangeRequired?: boolean;
    /**
     * When the password was last changed, in epoch milliseconds. Only in answers, for users with a
     * password.
     */
    passwordLastUpdateInstant?: number;
    /**
     * A phone number to log in with, in the form of E.164; unique in the tenant. Since 1.59.0.
     */
    phoneNumber?: string;
    /**
     * The locales that the user prefers, best first (`en`, `en_US`); at most 20.
     */
    preferredLanguages?: string[];
    /**
     * The registrations of the user. Only in answers to requests for a user.
     */
    registrations?: Registration<RegistrationData>[];
    /**
     * The tenant of the user (UUID). Only in answers.
     */
    tenantId?: string;
    /**
     * The time zone of the user, by its IANA name (`America/Denver`).
     */
    timezone?: string;
    /**
     * The second factors of the user. Since 1.26.0.
     */
    twoFactor?: TwoFactor;
    /**
     * How a second factor is sent: `None` (the default) or `TextMessage`. Removed in 1.26.0.
     */
    twoFactorDelivery?: string;
    /**
     * Whether a second factor is asked for. Default false; removed in 1.26.0.
     */
    twoFactorEnabled?: boolean;
    /**
     * The secret of the second factor, in Base64. Only in requests; removed in 1.26.0.
     */
    twoFactorSecret?: Secret;
    /**
     * The name with what made it unique. Only in answers.
     */
    uniqueUsername?: string;
    /**
     * The name to log in with; unique in the tenant whatever its case, which is kept.
     */
    username?: string;
    /**
     * How far the moderation of the name is: `ACTIVE` (the default), `PENDING` or `REJECTED`.
     */
    usernameStatus?: string;
    /**
     * Whether the e-mail address is verified. Only in answers.
     */
    verified?: boolean;
    /**
     * When it was verified, in epoch milliseconds. Only in answers.
     */
    verifiedInstant?: number;
}

/**
 * A way to log in through somebody else.
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
 * An action that was taken about a user.
 */
export interface LoginAction {
    /**
     * The action (UUID).
     */
    actionId?: string;
    /**
     * Who took it (UUID).
     */
    actionerUserId?: string;
    /**
     * When it ends, in epoch milliseconds.
     */
    expiry?: number;
    /**
     * Its name in the language of the user.
     */
    localizedName?: string;
    /**
     * Its option in that language.
     */
    localizedOption?: string;
    /**
     * Its reason in that language.
     */
    localizedReason?: string;
    /**
     * Its name.
     */
    name?: string;
    /**
     * Its option.
     */
    option?: string;
    /**
     * Its reason.
     */
    reason?: string;
    /**
     * The code of its reason.
     */
    reasonCode?: string;
}

/**
 * An application: what users register for.
 */
export interface Application {
    /**
     * Whether it can be logged in to. Only in answers.
     */
    active?: boolean;
    /**
     * Whether registrations may have authentication tokens: `enabled`.
     */
    authenticationTokenConfiguration?: Record<string, unknown>;
    /**
     * Whatever the operator keeps about it.
     */
    data?: Record<string, unknown>;
    /**
     * Its id (UUID).
     */
    id?: string;
    /**
     * When it was made, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * Its tokens: `enabled`, `timeToLiveInSeconds` and more.
     */
    jwtConfiguration?: Record<string, unknown>;
    /**
     * When it was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * Its login.
     */
    loginConfiguration?: LoginConfiguration;
    /**
     * Its name.
     */
    name?: string;
    /**
     * Its OAuth, among it `clientId`, `clientSecret` and `requireRegistration`.
     */
    oauthConfiguration?: Record<string, unknown>;
    /**
     * Its self-service registration: `enabled`, `type`, `loginIdType` and the fields of the form.
     */
    registrationConfiguration?: Record<string, unknown>;
    /**
     * When registrations that are not verified are deleted.
     */
    registrationDeletePolicy?: Record<string, unknown>;
    /**
     * Its roles.
     */
    roles?: ApplicationRole[];
    /**
     * `Active`, `Inactive` or `PendingDelete`. Only in answers.
     */
    state?: string;
    /**
     * Its tenant (UUID); the tenant of the call decides.
     */
    tenantId?: string;
    /**
     * What happens to users whose registration is not verified: `behavior` is `Allow` or `Gated`.
     */
    unverified?: Record<string, unknown>;
    /**
     * The template (UUID) of the mail that verifies a registration.
     */
    verificationEmailTemplateId?: string;
    /**
     * How a registration is verified: `ClickableLink` or `FormField`.
     */
    verificationStrategy?: 'ClickableLink' | 'FormField' | (string & {});
    /**
     * Whether registrations must be verified. Default false; needs a template.
     */
    verifyRegistration?: boolean;
}

/**
 * How an authenticator makes its codes.
 */
export interface Authenticator {
    /**
     * The hash, for example `HmacSHA1`.
     */
    algorithm?: string;
    /**
     * The number of digits.
     */
    codeLength?: number;
    /**
     * How long a code is good for, in seconds.
     */
    timeStep?: number;
}

/**
 * One operation of a JSON patch (RFC 6902). Since 1.39.0.
 */
export interface PatchOperation {
    /**
     * `add`, `remove`, `replace`, `move`, `copy` or `test`.
     */
    op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
    /**
     * Where, from the request down: `/registration/roles/-`.
     */
    path: string;
    /**
     * Where `move` and `copy` take the value from.
     */
    from?: string;
    /**
     * The value of `add`, `replace` and `test`, which may be null.
     */
    value?: unknown;
}

/**
 * That a user belongs to a group.
 */
export interface Membership {
    /**
     * Whatever the operator keeps about the membership.
     */
    data?: Record<string, unknown>;
    /**
     * The group (UUID).
     */
    groupId?: string;
    /**
     * The id of the membership (UUID).
     */
    id?: string;
    /**
     * When it was made, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
}

/**
 * The answer of `GET /.well-known/jwks.json`.
 */
export interface JwksResponse {
    /**
     * The public keys; no shared secret is among them.
     */
    keys?: Jwk[];
}

/**
 * The answer of `GET /api/tenant/password-validation-rules`.
 */
export interface PasswordValidationRulesResponse {
    /**
     * The rules.
     */
    passwordValidationRules: PasswordValidationRules;
}

/**
 * The answer of `GET /consumer/account` and `GET /authorization/whoami`.
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
 * The answer of `GET /consumer/scope/categories`.
 */
export interface ScopeCategories {
    /**
     * The categories that are not empty, by name.
     */
    categories?: ScopeCategory[];
}

/**
 * The answer of every operation on a registration.
 */
export interface RegistrationResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * What buys the next access token. Only at creation, if the application generates refresh
     * tokens; since 1.17.0.
     */
    refreshToken?: Secret;
    /**
     * The id of the refresh token (UUID). With the refresh token; since 1.37.0, though 1.53 leaves
     * it out.
     */
    refreshTokenId?: string;
    /**
     * The registration.
     */
    registration: Registration<RegistrationData>;
    /**
     * What verifies the registration, when it is not. Since 1.27.0; before 1.49.0 only where a
     * form asks for a code.
     */
    registrationVerificationId?: Secret;
    /**
     * The code that goes with it, where a form asks for one. Since 1.49.2.
     */
    registrationVerificationOneTimeCode?: Secret;
    /**
     * The access token (a JWT). Only at creation, and not while a message to set a password is on
     * its way; since 1.16.0.
     */
    token?: Secret;
    /**
     * When the access token expires, in epoch milliseconds. With the token; since 1.33.0.
     */
    tokenExpirationInstant?: number;
    /**
     * The user, after a combined creation; without its password and other secrets.
     */
    user?: User<UserData, RegistrationData>;
    /**
     * What verifies the identities of the user that wait for it. Since 1.62.0.
     */
    verificationIds?: VerificationId[];
}

/**
 * The answer of every operation on a user.
 */
export interface UserResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * What verifies the e-mail address, when it is not.
     */
    emailVerificationId?: Secret;
    /**
     * The code that goes with it, where a form asks for one. Since 1.49.2.
     */
    emailVerificationOneTimeCode?: Secret;
    /**
     * What verifies the registrations that are not, by application id.
     */
    registrationVerificationIds?: Record<string, string>;
    /**
     * The codes that go with them, by application id.
     */
    registrationVerificationOneTimeCodes?: Record<string, string>;
    /**
     * The access token (a JWT). Only at creation.
     */
    token?: Secret;
    /**
     * When the access token expires, in epoch milliseconds. Since 1.33.0.
     */
    tokenExpirationInstant?: number;
    /**
     * The user.
     */
    user: User<UserData, RegistrationData>;
    /**
     * What verifies the identities that wait for it. Since 1.62.0.
     */
    verificationIds?: VerificationId[];
}

/**
 * The answer of the token endpoint, and what a social login brings back.
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
 * The answer to a changed password. After a change by an operator nothing is told.
 */
export interface ChangePasswordResponse {
    /**
     * What the user can log in with, once and for a minute.
     */
    oneTimePassword?: Secret;
    /**
     * The state that was given when the password was forgotten.
     */
    state?: Record<string, unknown>;
}

/**
 * The answer to a forgotten password. Without an API key nothing is told.
 */
export interface ForgotPasswordResponse {
    /**
     * What changes the password; good for ten minutes by default.
     */
    changePasswordId?: Secret;
}

/**
 * The answer to a login, a refresh and a provider callback.
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
 * The answer to a refresh.
 */
export interface RefreshResponse {
    /**
     * The refresh token for the next time; the same again, unless each is good for one use.
     */
    refreshToken?: Secret;
    /**
     * The id of the refresh token (UUID). Since 1.37.0.
     */
    refreshTokenId?: string;
    /**
     * The access token (a JWT).
     */
    token: Secret;
}

/**
 * The answer to a validation.
 */
export interface ValidateResponse {
    /**
     * What the token says.
     */
    jwt: Claims;
}

/**
 * The answer to an issue.
 */
export interface IssueResponse {
    /**
     * The refresh token, if one was given.
     */
    refreshToken?: Secret;
    /**
     * The access token (a JWT).
     */
    token: Secret;
}

/**
 * The answer with all applications.
 */
export interface ApplicationsResponse {
    /**
     * The applications.
     */
    applications?: Application[];
}

/**
 * The answer with all tenants.
 */
export interface TenantsResponse {
    /**
     * The tenants.
     */
    tenants?: Tenant[];
}

/**
 * The answer with one application.
 */
export interface ApplicationResponse {
    /**
     * The application.
     */
    application: Application;
}

/**
 * The answer with one refresh token.
 */
export interface RefreshTokenResponse {
    /**
     * The refresh token.
     */
    refreshToken: RefreshToken;
}

/**
 * The answer with one tenant.
 */
export interface TenantResponse {
    /**
     * The tenant.
     */
    tenant: Tenant;
}

/**
 * The answer with public keys.
 */
export interface PublicKeyResponse {
    /**
     * The key that was asked for, in PEM.
     */
    publicKey?: string;
    /**
     * All keys in PEM, by their ids.
     */
    publicKeys?: Record<string, string>;
}

/**
 * The answer with the refresh tokens of a user.
 */
export interface RefreshTokensResponse {
    /**
     * The refresh tokens.
     */
    refreshTokens?: RefreshToken[];
}

/**
 * The body of every answer to a login. Which members it has depends on the outcome.
 */
export interface FusionAuthLoginResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * Actions that were taken about the user and do not keep it from logging in.
     */
    actions?: LoginAction[];
    /**
     * What changes the password, after `password_change_required`.
     */
    changePasswordId?: Secret;
    /**
     * Why it must be changed: `Administrative`, `Breached`, `Expired` or `Validation`. Since
     * 1.15.0.
     */
    changePasswordReason?: string;
    /**
     * The second factors that the user could set up, after `two_factor_required`.
     */
    configurableMethods?: string[];
    /**
     * What verifies the e-mail address, where a form asks for a code, after `identity_unverified`.
     */
    emailVerificationId?: Secret;
    /**
     * What verifies the identity, where a form asks for a code, after `identity_unverified`. Since
     * 1.59.0.
     */
    identityVerificationId?: Secret;
    /**
     * The second factors of the user, after `two_factor_required`.
     */
    methods?: TwoFactorMethod[];
    /**
     * What links the user to an identity provider.
     */
    pendingIdPLinkId?: Secret;
    /**
     * What buys the next access token, if the user is registered and the application generates
     * refresh tokens.
     */
    refreshToken?: Secret;
    /**
     * The id of the refresh token (UUID). Since 1.37.0.
     */
    refreshTokenId?: string;
    /**
     * What verifies the registration, where a form asks for a code, after
     * `registration_unverified`.
     */
    registrationVerificationId?: Secret;
    /**
     * The state that was given to an earlier step.
     */
    state?: Record<string, unknown>;
    /**
     * What looked odd about the login.
     */
    threatsDetected?: string[];
    /**
     * The access token (a JWT).
     */
    token?: Secret;
    /**
     * When the access token expires, in epoch milliseconds. Since 1.33.0.
     */
    tokenExpirationInstant?: number;
    /**
     * What shows a later step that a second factor was given.
     */
    trustToken?: Secret;
    /**
     * What the second factor is sent with, after `two_factor_required`.
     */
    twoFactorId?: Secret;
    /**
     * What spares the next login the second factor.
     */
    twoFactorTrustId?: Secret;
    /**
     * The user.
     */
    user?: User<UserData, RegistrationData>;
}

/**
 * The login of an application or of a tenant.
 */
export interface LoginConfiguration {
    /**
     * Whether access tokens can be refreshed. Default false.
     */
    allowTokenRefresh?: boolean;
    /**
     * Whether a login gives a refresh token. Default false.
     */
    generateRefreshTokens?: boolean;
    /**
     * Whether a login needs an API key. Default true.
     */
    requireAuthentication?: boolean;
}

/**
 * The order of a list; the server takes other words, such as `DESC`, for none.
 */
export type SortOrder = "asc" | "desc";

/**
 * The query of `DELETE /api/jwt/refresh`: a token, or all of an application, of a user, or
 * of a user in an application.
 */
export interface RevokeRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The refresh token.
     */
    token?: Secret;
    /**
     * The user (UUID).
     */
    userId?: string;
}

/**
 * The query of `GET /api/jwt/issue`.
 */
export interface IssueRequest {
    /**
     * The application (UUID) that the new token is for.
     */
    applicationId: string;
    /**
     * A refresh token of the user, to get one for the application, too.
     */
    refreshToken?: Secret;
}

/**
 * The query of `GET /api/jwt/public-key`. With neither, all keys.
 */
export interface PublicKeyRequest {
    /**
     * The application (UUID) whose key is asked for.
     */
    applicationId?: string;
    /**
     * The id of the key, from the header of a token.
     */
    kid?: string;
}

/**
 * The query of `GET /api/jwt/refresh`.
 */
export interface RefreshTokensRequest {
    /**
     * The user (UUID).
     */
    userId: string;
}

/**
 * The query of `GET /api/user`; give one member. With none of them, the user of the token.
 */
export interface UserQuery {
    /**
     * By what was made for changing the password.
     */
    changePasswordId?: Secret;
    /**
     * By e-mail address.
     */
    email?: string;
    /**
     * By e-mail address or name, or what `login_id_types` lists.
     */
    loginId?: string;
    /**
     * What `login_id` may be, first tried first: `email`, `username`, `phoneNumber`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * By name.
     */
    username?: string;
    /**
     * By what was made for verifying the e-mail address.
     */
    verificationId?: Secret;
}

/**
 * The query of `GET /consumer/identity`.
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
     * The member to sort by, else `name`; what the server does not know is `id`.
     */
    sortBy?: string;
    /**
     * In which order.
     */
    sortOrder?: SortOrder;
}

/**
 * The query of `PUT /api/user/verify-email`.
 */
export interface ResendEmailVerificationRequest {
    /**
     * The application (UUID) whose template is used. Since 1.36.0.
     */
    applicationId?: string;
    /**
     * The e-mail address of the user.
     */
    email: string;
    /**
     * Whether the mail is sent; else a new id is only made. Default true; false needs an API key.
     */
    sendVerifyEmail?: boolean;
}

/**
 * The query of `PUT /api/user/verify-registration`.
 */
export interface ResendRegistrationVerificationRequest {
    /**
     * The application (UUID).
     */
    applicationId: string;
    /**
     * The e-mail address of the user.
     */
    email: string;
    /**
     * The same as `send_verify_registration_email`, by the name that the vendor's own clients
     * send.
     */
    sendVerifyPasswordEmail?: boolean;
    /**
     * Whether the mail is sent; else a new id is only made. Default true; false needs an API key.
     */
    sendVerifyRegistrationEmail?: boolean;
}

/**
 * The second factors of a user. Since 1.26.0.
 */
export interface TwoFactor {
    /**
     * The second factors.
     */
    methods?: TwoFactorMethod[];
    /**
     * Codes for users who lost theirs. Only in answers.
     */
    recoveryCodes?: Secret[];
}

/**
 * What a new mail can be verified with. Without an API key nothing is told.
 */
export interface VerificationResponse {
    /**
     * The code that goes with the id, where a form asks for one.
     */
    oneTimeCode?: Secret;
    /**
     * What verifies the registration or the address.
     */
    verificationId?: Secret;
}

/**
 * What a token can be good for.
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
 * What a token is asked for with: the form of `POST /authorization/token`.
 */
export type TokenRequest = { grant_type: "client_credentials"; scope?: string } | { grant_type: "password"; username: string; password: Secret; scope?: string } | { grant_type: "refresh_token"; refresh_token: Secret } | { grant_type: "authorization_code"; code: Secret; redirect_uri: string };

/**
 * What a user can log in with. Since 1.59.0.
 */
export interface UserIdentity {
    /**
     * The value to be shown.
     */
    displayValue?: string;
    /**
     * When it was made, in epoch milliseconds.
     */
    insertInstant?: number;
    /**
     * When it was last logged in with, in epoch milliseconds.
     */
    lastLoginInstant?: number;
    /**
     * When it was last changed, in epoch milliseconds.
     */
    lastUpdateInstant?: number;
    /**
     * How far its moderation is: `ACTIVE`, `PENDING` or `REJECTED`.
     */
    moderationStatus?: string;
    /**
     * Whether it is the first of its type.
     */
    primary?: boolean;
    /**
     * `email`, `username` or `phoneNumber`.
     */
    type?: string;
    /**
     * The address, the name or the number.
     */
    value?: string;
    /**
     * Whether it is verified.
     */
    verified?: boolean;
    /**
     * When it was verified, in epoch milliseconds.
     */
    verifiedInstant?: number;
    /**
     * Why it is verified or not: `Skipped`, `Trusted`, `Unverifiable`, `Implicit`, `Pending`,
     * `Completed`, `Disabled`, `Import` or `Administrative`.
     */
    verifiedReason?: string;
}

/**
 * What an access token says.
 */
export interface Claims {
    /**
     * The application (UUID); only where the user is registered.
     */
    applicationId?: string;
    /**
     * Who the token is for: the application id, or a list. It is also there for users who are not
     * registered.
     */
    aud?: string | string[];
    /**
     * When the user logged in, in epoch seconds. Since 1.36.0.
     */
    auth_time?: number;
    /**
     * How the user logged in, for example `PASSWORD` or `REFRESH_TOKEN`.
     */
    authenticationType?: string;
    /**
     * The e-mail address.
     */
    email?: string;
    /**
     * Whether it is verified.
     */
    email_verified?: boolean;
    /**
     * When the token expires, in epoch seconds.
     */
    exp?: number;
    /**
     * When it was made, in epoch seconds.
     */
    iat?: number;
    /**
     * Who made it.
     */
    iss?: string;
    /**
     * Its id (UUID). Since 1.18.0.
     */
    jti?: string;
    /**
     * The name of the user. Since 1.5.0.
     */
    preferred_username?: string;
    /**
     * The names of the roles; only where the user is registered. Very old servers sent the roles
     * themselves.
     */
    roles?: unknown[];
    /**
     * The OAuth scopes. Since 1.50.0.
     */
    scope?: string;
    /**
     * The id of the refresh token (UUID). Since 1.37.0.
     */
    sid?: string;
    /**
     * The user (UUID).
     */
    sub?: string;
    /**
     * The tenant (UUID). Since 1.36.0.
     */
    tid?: string;
}

/**
 * What an app needs to send a browser to a provider by itself.
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
 * What an operation without another answer says.
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
 * What became of a login. All but the first ask for another step.
 */
export type LoginOutcome<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> = { [Status in LoginStatus]: { status: Status; response: FusionAuthLoginResponse<UserData, RegistrationData> } }[LoginStatus];

/**
 * What is kept with a refresh token.
 */
export interface MetaData {
    /**
     * Whatever the operator keeps about it.
     */
    data?: Record<string, unknown>;
    /**
     * The device.
     */
    device?: Device;
    /**
     * The OAuth scopes.
     */
    scopes?: string[];
}

/**
 * What shall change about a registration. Members that are absent stay as they are.
 */
export interface RegistrationPatch<RegistrationData = Record<string, unknown>> {
    /**
     * The application (UUID).
     */
    applicationId: string;
    /**
     * What may be used in place of the password.
     */
    authenticationToken?: string | null;
    /**
     * The operator's own data, merged by member.
     */
    data?: Patch<RegistrationData> | null;
    /**
     * The preferred locales; the original form of patch adds to them.
     */
    preferredLanguages?: string[] | null;
    /**
     * The names of the roles; the original form of patch adds to them.
     */
    roles?: string[] | null;
    /**
     * The time zone, by its IANA name.
     */
    timezone?: string | null;
    /**
     * The name to be shown.
     */
    username?: string | null;
}

/**
 * What shall change about a user. Members that are absent stay as they are.
 */
export interface UserPatch<UserData = Record<string, unknown>> {
    /**
     * The date of birth, `YYYY-MM-DD`.
     */
    birthDate?: string | null;
    /**
     * The operator's own data, merged by member.
     */
    data?: Patch<UserData> | null;
    /**
     * The e-mail address.
     */
    email?: string | null;
    /**
     * When the account expires, in epoch milliseconds.
     */
    expiry?: number | null;
    /**
     * The first name.
     */
    firstName?: string | null;
    /**
     * The full name.
     */
    fullName?: string | null;
    /**
     * The address of a picture.
     */
    imageUrl?: string | null;
    /**
     * The last name.
     */
    lastName?: string | null;
    /**
     * The middle name.
     */
    middleName?: string | null;
    /**
     * The number of a mobile phone.
     */
    mobilePhone?: string | null;
    /**
     * The e-mail address of a parent.
     */
    parentEmail?: string | null;
    /**
     * The password.
     */
    password?: string | null;
    /**
     * Whether the password must be changed at the next login.
     */
    passwordChangeRequired?: boolean | null;
    /**
     * A phone number to log in with. Since 1.59.0.
     */
    phoneNumber?: string | null;
    /**
     * The preferred locales; the original form of patch adds to them.
     */
    preferredLanguages?: string[] | null;
    /**
     * The time zone, by its IANA name.
     */
    timezone?: string | null;
    /**
     * The name to log in with.
     */
    username?: string | null;
}

/**
 * What the server asks of a password.
 */
export interface PasswordValidationRules {
    /**
     * What is done about passwords that were breached.
     */
    breachDetection?: Record<string, unknown>;
    /**
     * Whether it must not hold the address or the name.
     */
    disallowUserLoginId?: boolean;
    /**
     * The longest, in characters. Default 256.
     */
    maxLength?: number;
    /**
     * The shortest, in characters. Default 8.
     */
    minLength?: number;
    /**
     * Whether earlier ones are refused, and how many.
     */
    rememberPreviousPasswords?: Record<string, unknown>;
    /**
     * Whether it must have upper and lower case.
     */
    requireMixedCase?: boolean;
    /**
     * Whether it must have another character than letters and digits.
     */
    requireNonAlpha?: boolean;
    /**
     * Whether it must have a digit.
     */
    requireNumber?: boolean;
    /**
     * Whether the rules are checked at login, too.
     */
    validateOnLogin?: boolean;
}

/**
 * What verifies an identity of a user. Since 1.62.0.
 */
export interface VerificationId {
    /**
     * What verifies the identity.
     */
    id?: Secret;
    /**
     * The code that goes with it, where a form asks for one.
     */
    oneTimeCode?: Secret;
    /**
     * The type of the identity: `email` or `phoneNumber`.
     */
    type?: string;
    /**
     * The address or the number.
     */
    value?: string;
}

/**
 * What went wrong, as a closed set of words.
 *
 * The same words are the `kind` of JavaScript's `ClientError`.
 */
export type ErrorKind = "network" | "timeout" | "aborted" | "rate_limited" | "server" | "unexpected_response" | "validation" | "invalid_credentials" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "captcha" | "registration_disabled" | "invalid_token" | "account_locked" | "account_expired" | "login_prevented" | "no_session" | "session_expired" | "callback" | "storage" | "unsupported";

/**
 * Where a call comes from; it feeds webhooks and changes nothing else. Since 1.30.
 */
export interface EventInfo {
    /**
     * Whatever the webhooks shall know.
     */
    data?: Record<string, unknown>;
    /**
     * A description of the device.
     */
    deviceDescription?: string;
    /**
     * The name of the device.
     */
    deviceName?: string;
    /**
     * The type of the device, for example `BROWSER`.
     */
    deviceType?: string;
    /**
     * The address of the user.
     */
    ipAddress?: string;
    /**
     * Where the user is.
     */
    location?: Location;
    /**
     * The operating system of the device.
     */
    os?: string;
    /**
     * The user agent.
     */
    userAgent?: string;
}

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
 * `PATCH /api/user/registration/{userId}[/{applicationId}]`. Since 1.12.0; as a merge patch
 * since 1.39.0.
 */
export interface PatchRegistrationRequest<RegistrationData = Record<string, unknown>> {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the server shall make up an authentication token. Default false.
     */
    generateAuthenticationToken?: boolean;
    /**
     * What shall change.
     */
    registration: RegistrationPatch<RegistrationData>;
}

/**
 * `PATCH /api/user/{userId}`. Since 1.12.0.
 */
export interface PatchUserRequest<UserData = Record<string, unknown>> {
    /**
     * The application (UUID) whose templates and themes are used. Since 1.30.0.
     */
    applicationId?: string;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether a new address or number counts as verified at once. Default false.
     */
    skipVerification?: boolean;
    /**
     * What shall change.
     */
    user: UserPatch<UserData>;
}

/**
 * `POST /api/jwt/refresh`.
 */
export interface FusionAuthRefreshRequest {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The refresh token.
     */
    refreshToken: Secret;
    /**
     * How long the access token shall live, in seconds; less than the default. Since 1.59.0.
     */
    timeToLiveInSeconds?: number;
    /**
     * The access token so far.
     */
    token?: Secret;
}

/**
 * `POST /api/login`.
 */
export interface FusionAuthLoginRequest {
    /**
     * The application (UUID) to log in to. Without it there are neither roles nor a refresh token,
     * and the tenant must be known.
     */
    applicationId?: string;
    /**
     * How likely the user is a program, as a detector said.
     */
    botDetectionScore?: number;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The address of the user; it wins over `X-Forwarded-For`.
     */
    ipAddress?: string;
    /**
     * The e-mail address, the name or, where `login_id_types` says so, the phone number. Servers do
     * not trim it.
     */
    loginId?: string;
    /**
     * What `login_id` may be, first tried first: `email`, `username`, `phoneNumber`. Default the
     * first two; since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * The device, to be kept with the refresh token.
     */
    metaData?: MetaData;
    /**
     * Whether the device is new to the user.
     */
    newDevice?: boolean;
    /**
     * Whether the answer shall have no tokens. Default false.
     */
    noJWT?: boolean;
    /**
     * What a change of the password gave, in place of id and password; good for 60 seconds.
     */
    oneTimePassword?: Secret;
    /**
     * The password, or the authentication token of the registration for `application_id`.
     */
    password?: Secret;
    /**
     * What an earlier second factor gave, so that none is asked for; the cookie `fusionauth.trust`
     * wins over it.
     */
    twoFactorTrustId?: Secret;
}

/**
 * `POST /api/logout`.
 */
export interface LogoutRequest {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether all refresh tokens of the owner end with this one. Default false.
     */
    global?: boolean;
    /**
     * The refresh token to end.
     */
    refreshToken?: Secret;
}

/**
 * `POST /api/tenant[/{tenantId}]`.
 */
export interface TenantRequest {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * A tenant (UUID) to copy.
     */
    sourceTenantId?: string;
    /**
     * The tenant.
     */
    tenant: Tenant;
}

/**
 * `POST /api/user/change-password` with an access token.
 */
export interface ChangePasswordUsingJwtRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The password so far.
     */
    currentPassword: Secret;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The new password.
     */
    password: Secret;
    /**
     * A refresh token that shall outlive the change.
     */
    refreshToken?: Secret;
    /**
     * What the trust was asked for with.
     */
    trustChallenge?: Secret;
    /**
     * What shows that a second factor was given.
     */
    trustToken?: Secret;
}

/**
 * `POST /api/user/change-password` with e-mail address or name.
 */
export interface ChangePasswordByIdentityRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The password so far; without it, an operator changes the password.
     */
    currentPassword?: Secret;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The e-mail address or the name.
     */
    loginId: string;
    /**
     * What `login_id` may be, first tried first: `email`, `username`, `phoneNumber`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * The new password.
     */
    password: Secret;
    /**
     * What the trust was asked for with.
     */
    trustChallenge?: Secret;
    /**
     * What shows that a second factor was given.
     */
    trustToken?: Secret;
}

/**
 * `POST /api/user/change-password` with what a mail or a login gave.
 */
export interface FusionAuthChangePasswordRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * What the mail or the login gave.
     */
    changePasswordId: Secret;
    /**
     * The password so far, where the server asks for it.
     */
    currentPassword?: Secret;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The new password.
     */
    password: Secret;
    /**
     * A refresh token that shall outlive the change.
     */
    refreshToken?: Secret;
    /**
     * What the trust was asked for with.
     */
    trustChallenge?: Secret;
    /**
     * What shows that a second factor was given.
     */
    trustToken?: Secret;
}

/**
 * `POST /api/user/forgot-password`.
 */
export interface ForgotPasswordRequest {
    /**
     * The application (UUID) whose template is used.
     */
    applicationId?: string;
    /**
     * The id to use; with an API key. Default a random one.
     */
    changePasswordId?: Secret;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The e-mail address or the name.
     */
    loginId?: string;
    /**
     * What `login_id` may be, first tried first: `email`, `username`, `phoneNumber`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * Whether the mail is sent; with an API key. Default true; deprecated since 1.59.0.
     */
    sendForgotPasswordEmail?: boolean;
    /**
     * Whether the message is sent; with an API key. Default true; since 1.59.0.
     */
    sendForgotPasswordMessage?: boolean;
    /**
     * What the answer to the change shall give back.
     */
    state?: Record<string, unknown>;
}

/**
 * `POST /api/user/registration[/{userId}]`: makes a user and registers it, or does neither.
 */
export interface CreateAndRegisterRequest<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * Whether an address of a blocked domain is taken all the same. Default false; since 1.30.0.
     */
    disableDomainBlock?: boolean;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the server shall make up an authentication token; it wins over one that is given.
     * Default false.
     */
    generateAuthenticationToken?: boolean;
    /**
     * The registration.
     */
    registration: Registration<RegistrationData>;
    /**
     * Whether the user gets a mail to set a password; a password that is given is then ignored.
     * Default false; deprecated since 1.59.0.
     */
    sendSetPasswordEmail?: boolean;
    /**
     * Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
     * Since 1.59.0.
     */
    sendSetPasswordIdentityType?: 'doNotSend' | 'email' | 'phone';
    /**
     * Whether the registration counts as verified at once. Default false; only at creation.
     */
    skipRegistrationVerification?: boolean;
    /**
     * Whether the e-mail address and the phone number count as verified at once. Default false.
     */
    skipVerification?: boolean;
    /**
     * The user. Its id is that of the call, not the one that stands here.
     */
    user: User<UserData, RegistrationData>;
    /**
     * What finished identity verifications gave; they win over the address and the number of the
     * user, and must match them. Since 1.62.0.
     */
    verificationIds?: string[];
}

/**
 * `POST /api/user/verify-email`.
 */
export interface VerifyEmailRequest {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The code that the user typed, where a form asks for one.
     */
    oneTimeCode?: Secret;
    /**
     * A user (UUID) to be verified by an operator, with an API key and without an id. Since
     * 1.37.0.
     */
    userId?: string;
    /**
     * What the server made for this.
     */
    verificationId?: Secret;
}

/**
 * `POST /api/user/verify-registration`. Since 1.27.0.
 */
export interface VerifyRegistrationRequest {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The code that the user typed, where a form asks for one.
     */
    oneTimeCode?: Secret;
    /**
     * What the server made for this: 43 characters, good for a day by default, and once.
     */
    verificationId: Secret;
}

/**
 * `POST /consumer/activate`.
 */
export interface ActivateRequest {
    /**
     * The token from the link in the mail; good once, for one hour.
     */
    token: Secret;
}

/**
 * `POST /consumer/login`.
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
 * `POST /consumer/password_reset`.
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
 * `POST /consumer/provider/{provider}`.
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
 * `POST /consumer/register`.
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
 * `POST` and `PUT /api/application[/{applicationId}]`.
 */
export interface ApplicationRequest {
    /**
     * The application.
     */
    application: Application;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * A role to make, in place of an application.
     */
    role?: ApplicationRole;
    /**
     * An application (UUID) to copy.
     */
    sourceApplicationId?: string;
}

/**
 * `POST` and `PUT /api/user/registration/{userId}`: registers a user that is there already.
 * It never holds a user, which would make it a combined creation.
 */
export interface RegistrationRequest<RegistrationData = Record<string, unknown>> {
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the server shall make up an authentication token; it wins over one that is given.
     * Default false.
     */
    generateAuthenticationToken?: boolean;
    /**
     * The registration.
     */
    registration: Registration<RegistrationData>;
    /**
     * Whether the registration counts as verified at once. Default false; only at creation.
     */
    skipRegistrationVerification?: boolean;
}

/**
 * `POST` and `PUT /api/user[/{userId}]`.
 */
export interface UserRequest<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * The application (UUID) whose templates and themes are used. Since 1.30.0.
     */
    applicationId?: string;
    /**
     * The password so far, which an update with a new one then checks.
     */
    currentPassword?: Secret;
    /**
     * Whether an address of a blocked domain is taken all the same. Default false; since 1.30.0.
     */
    disableDomainBlock?: boolean;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the password of an update is `PLAINTEXT` or `HASHED`. Since 1.69.0.
     */
    passwordFieldType?: string;
    /**
     * Whether the user gets a mail to set a password. Default false; only at creation; deprecated
     * since 1.59.0.
     */
    sendSetPasswordEmail?: boolean;
    /**
     * Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
     * Only at creation; since 1.59.0.
     */
    sendSetPasswordIdentityType?: 'doNotSend' | 'email' | 'phone';
    /**
     * Whether the e-mail address and the phone number count as verified at once. Default false.
     */
    skipVerification?: boolean;
    /**
     * The user.
     */
    user: User<UserData, RegistrationData>;
    /**
     * What finished identity verifications gave. Since 1.62.0.
     */
    verificationIds?: string[];
}

/**
 * `PUT /api/login`.
 */
export interface LoginPingRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * Where the call comes from, for the webhooks of the server. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The address of the user.
     */
    ipAddress?: string;
    /**
     * The user (UUID).
     */
    userId: string;
}

/**
 * `PUT /consumer/account/change_password`.
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
 * `PUT /consumer/account`. The server changes the e-mail address and nothing else.
 */
export interface UpdateAccountRequest {
    /**
     * The new address; left out, nothing changes.
     */
    email?: string;
}

/**
 * `PUT /consumer/login`.
 */
export interface RefreshRequest {
    /**
     * The refresh token of the last login or refresh; good for 3 days after its issue by default.
     */
    refresh_token: Secret;
}

/**
 * `PUT /consumer/password_reset`.
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
