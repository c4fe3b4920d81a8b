// Written by `cargo xtask bless`.

export {};

/** A password, token, key or code: a plain string that the package never prints. */
export type Secret = string;

/** One error message, of the server or of this package. */
export interface ApiError {
    /** The vendor's code, if there is one. */
    readonly code?: string;
    /** What is wrong, in English. */
    readonly message: string;
}

/**
 * Why a login through a provider failed. The codes from `invalid_request` to `temporarily_unavailable` are those of
 * RFC 6749, 4.1.2.1: the provider refused the login with this code. `provider_error` stands for any other code of the
 * provider.
 */
export type CallbackCode = "not_a_callback" | "unknown_transaction" | "state_mismatch" | "expired_transaction"
| "invalid_request" | "unauthorized_client" | "access_denied" | "unsupported_response_type" | "invalid_scope"
| "server_error" | "temporarily_unavailable" | "provider_error";

/** Why `verify` or `decodeJwt` refuses a token. */
export type TokenRefusal = "malformed" | "algorithm" | "unknown_key" | "signature" | "issuer" | "audience" | "subject"
| "not_yet_valid" | "expired";

/**
 * The `code` of an error. For the kind `callback` it is a `CallbackCode`; for `invalid_token`, a `TokenRefusal` or a
 * code of the server; for the other kinds, a code of the vendor, the protocol, the platform or this package.
 */
export type ErrorCode<K extends ErrorKind = ErrorKind> = K extends "callback" ? CallbackCode
    : K extends "invalid_token" ? TokenRefusal | (string & {}) : string;

/**
 * The error of a method that fails; this error is safe to print and to log. A call that is aborted rejects with the
 * reason of its signal instead.
 */
export class ClientError<K extends ErrorKind = ErrorKind> extends Error {
    private constructor();
    /** What went wrong. */
    readonly kind: K;
    /** The HTTP status, if there was an answer. */
    readonly status?: number;
    /** A code of the vendor, the protocol, the platform or this package, for example `invalid_grant`. */
    readonly code?: ErrorCode<K>;
    /** The error messages about single members of the request, by the name of the member. */
    readonly fieldErrors?: Readonly<Record<string, readonly ApiError[]>>;
    /** The error messages about the request as a whole. */
    readonly generalErrors?: readonly ApiError[];
    /** The wait that the server asks for, in milliseconds; at most a day. */
    readonly retryAfterMs?: number;
    /** The server's id of this request; quote it when you ask the operator of the server. */
    readonly requestId?: string;
    /**
     * All details in a plain object, for `JSON.stringify`. To clone an error, clone this object:
     * `structuredClone(error)` loses `kind` and the other fields.
     */
    toJSON(): Omit<ClientError<K>, "toJSON" | "stack">;
}

/**
 * Whether `error` is a ClientError, even one of another realm or another copy of the package. With `kinds`, its kind
 * must be one of these.
 *
 * With the kinds of a method as the type argument, the compiler knows all cases of `error.kind`:
 * `isClientError<FusioErrors["login"]>(error)`.
 */
export function isClientError<K extends ErrorKind = ErrorKind>(error: unknown, ...kinds: readonly K[]): error is ClientError<K>;

/** How a client reaches its FusionAuth server, and with which credentials. */
export interface FusionAuthOptions extends ClientOptions {
    /** The API key. Do not use it in a browser: visitors of a page could take it. */
    apiKey?: Secret;
    /** The user's access token (a JWT). Calls that accept a key or a token send this token if there is no API key. */
    token?: Secret;
    /** The tenant (UUID) for all calls. */
    tenantId?: string;
    /** For servers before 1.25: updates and patches of a registration have the application's id only in the body. */
    shortPaths?: boolean;
    /** Allows an API key in a browser, for example on an operator's own machine. */
    dangerouslyAllowBrowser?: boolean;
}

/** The outcomes of a login, and for each outcome the member that the answer always has; `never` if there is none. */
export interface LoginMembers {
    signed_in: "user";
    not_registered: "user";
    password_change_required: "changePasswordId";
    identity_unverified: never;
    registration_unverified: never;
    two_factor_required: "twoFactorId";
}

/** The `status` of the outcome of a login. A `switch` over it has these cases. */
export type LoginStatus = keyof LoginMembers;

/** A `T` that always has the members `K`. */
export type Having<T, K extends keyof T> = T & { [N in K]-?: NonNullable<T[N]> };

/** A patch of a `T`: members that are left out do not change, null clears a member. */
export type Patch<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Patch<T[K]> | null } : T;

/** How a client reaches its server. */
export interface ClientOptions {
    /** The address of the server, `http` or `https`, with or without a path. */
    baseUrl: string | URL;
    /** Headers to send with every request, for example for a gateway; `Authorization` is refused. */
    headers?: Readonly<Record<string, string>>;
    /** The time limit of a call, including its retries, in milliseconds; at least 1. Default 30,000. */
    timeoutMs?: number;
    /** The retries of a call that is safe to repeat: how many, and after which wait. */
    retry?: {
        /** The number of retries after the first try; 0 switches retries off. Default 2. */
        attempts?: number;
        /** The longest wait before the first retry, in milliseconds. The limit doubles with each retry. Default 250. */
        baseDelayMs?: number;
        /** The longest wait before any retry, in milliseconds. A `Retry-After` takes precedence. Default 8,000. */
        maxDelayMs?: number;
    };
    /** Used instead of the platform's `fetch`. */
    fetch?: typeof globalThis.fetch;
    /** Receives the events of every call in order; the call waits until this function returns. */
    observe?: (event: CallEvent) => void;
}

/** The last argument of every method that sends a request. */
export interface CallOptions {
    /** Aborts the call, which then rejects with the signal's reason. */
    signal?: AbortSignal | undefined;
    /** The time limit of this call, in milliseconds; at least 1. */
    timeoutMs?: number | undefined;
}

/** One event of a call. It has no body, no address and no secret, so it is safe to log. */
export type CallEvent = {
    /** The name of the method: `register`. */
    readonly operation: string;
    /** The number of the try; the first is 1. */
    readonly attempt: number;
} & (
/** A request is sent; `path` is a template: `/api/user/{userId}`. */
| { readonly type: "request"; readonly method: string; readonly path: string }
/** An answer was received; `elapsedMs` counts from the request. */
| { readonly type: "response"; readonly status: number; readonly elapsedMs: number; readonly requestId?: string }
/** The try failed; the next one starts after `waitMs`. */
| { readonly type: "retry"; readonly waitMs: number; readonly error: ClientError }
/** The call ended; `elapsedMs` counts from its start. A failed call has `error`. An aborted call has no `end`. */
| { readonly type: "end"; readonly elapsedMs: number; readonly error?: ClientError }
);

export interface ClientError<K extends ErrorKind = ErrorKind> {
    /** The user actions that prevent a login (kind `login_prevented`), with the operator's texts. */
    readonly actions?: readonly LoginAction[];
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
     * The user's scopes in the category, sorted by name.
     */
    scopes?: Scope[];
}

/**
 * A member by which found users are sorted.
 */
export interface SortField {
    /**
     * Where users without the member come: `_first` or `_last` (the default).
     */
    missing?: '_first' | '_last';
    /**
     * The name of the member, such as `email`, `fullName`, `insertInstant`, `lastLoginInstant`, `login` or
     * `username`.
     */
    name: string;
    /**
     * `asc` (the default) or `desc`.
     */
    order?: 'asc' | 'desc';
}

/**
 * A page of a list.
 */
export interface Collection<T> {
    /**
     * The number of entries on all pages.
     */
    totalResults: number;
    /**
     * The index of the first entry of this page, from 0.
     */
    startIndex?: number;
    /**
     * The largest number of entries on a page.
     */
    itemsPerPage?: number;
    /**
     * The entries of this page; the server leaves an empty list out.
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
     * The points in the plan.
     */
    points?: number;
    /**
     * The payment interval, as a number that the server defines.
     */
    period?: unknown;
}

/**
 * A provider of social login.
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
     * The CSS class of a Bootstrap icon, for example `bi-github`.
     */
    icon?: string;
    /**
     * The address where the login starts. Its query does not say to which page of the app the browser returns.
     * Use `identityRedirect` of the client instead: it adds this page.
     */
    redirect?: string;
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
     * The type, for example `RSA` or `EC`.
     */
    kty?: string;
    /**
     * The modulus.
     */
    n?: string;
    /**
     * The use: `sig`.
     */
    use?: string;
    /**
     * The x coordinate.
     */
    x?: string;
    /**
     * The certificate chain.
     */
    x5c?: string[];
    /**
     * The SHA-1 thumbprint of the certificate.
     */
    x5t?: string;
    /**
     * The SHA-256 thumbprint of the certificate.
     */
    "x5t#S256"?: string;
    /**
     * The y coordinate.
     */
    y?: string;
}

/**
 * A recent login.
 */
export interface RecentLogin {
    /**
     * The application (UUID), if the login named one.
     */
    applicationId?: string;
    /**
     * The name of the application.
     */
    applicationName?: string;
    /**
     * When the user logged in, in epoch milliseconds.
     */
    instant?: number;
    /**
     * The IP address of the user.
     */
    ipAddress?: string;
    /**
     * The e-mail address, user name or phone number with which the user logged in.
     */
    loginId?: string;
    /**
     * The type of `loginId`: `email`, `username` or `phoneNumber`. Since 1.59.0.
     */
    loginIdType?: string;
    /**
     * The user (UUID).
     */
    userId?: string;
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
     * The operator's own data.
     */
    data?: Record<string, unknown>;
    /**
     * The id (UUID).
     */
    id?: string;
    /**
     * When the token was created, in epoch milliseconds.
     */
    insertInstant?: number;
    /**
     * The data, such as the device, that is stored with the token.
     */
    metaData?: MetaData;
    /**
     * When the token's lifetime began, in epoch milliseconds. If refreshes extend the lifetime (a sliding
     * window), the lifetime begins again with each refresh.
     */
    startInstant?: number;
    /**
     * The tenant (UUID). Only a token of a single sign-on session has it.
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
 * A role of an application.
 */
export interface ApplicationRole {
    /**
     * A description.
     */
    description?: string;
    /**
     * The id (UUID).
     */
    id?: string;
    /**
     * When the role was created, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * Whether registrations without roles get this role. Default false.
     */
    isDefault?: boolean;
    /**
     * Whether this role includes all other roles. Default false.
     */
    isSuperRole?: boolean;
    /**
     * When the role was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * The name.
     */
    name: string;
}

/**
 * A scope: a permission of a token.
 */
export interface Scope {
    /**
     * The number of the scope.
     */
    id: number;
    /**
     * The name, as in the scope of a token.
     */
    name: string;
    /**
     * A description for users.
     */
    description?: string;
    /**
     * The operator's own data about the scope.
     */
    metadata?: Record<string, unknown>;
}

/**
 * A second factor. Since 1.26.0.
 */
export interface TwoFactorMethod {
    /**
     * How an authenticator app generates its codes.
     */
    authenticator?: Authenticator;
    /**
     * The e-mail address that codes are sent to.
     */
    email?: string;
    /**
     * The id of the factor.
     */
    id?: string;
    /**
     * Whether this factor was used last. Only in answers.
     */
    lastUsed?: boolean;
    /**
     * The type of the factor: `authenticator`, `email` or `sms`.
     */
    method?: string;
    /**
     * The number that codes are sent to.
     */
    mobilePhone?: string;
    /**
     * The name that the user gave to the factor. Since 1.68.0.
     */
    name?: string;
    /**
     * The secret of an authenticator; it is never in an answer.
     */
    secret?: Secret;
}

/**
 * A tenant, with its own users and applications.
 */
export interface Tenant {
    /**
     * The operator's own data.
     */
    data?: Record<string, unknown>;
    /**
     * The mail settings, such as `verifyEmail` and the ids of templates.
     */
    emailConfiguration?: Record<string, unknown>;
    /**
     * How long the ids of verifications and password changes are valid.
     */
    externalIdentifierConfiguration?: Record<string, unknown>;
    /**
     * When an account is locked: `tooManyAttempts` and more.
     */
    failedAuthenticationConfiguration?: Record<string, unknown>;
    /**
     * The id (UUID).
     */
    id?: string;
    /**
     * When the tenant was created, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * The issuer of the tokens.
     */
    issuer?: string;
    /**
     * The settings of access tokens and refresh tokens.
     */
    jwtConfiguration?: Record<string, unknown>;
    /**
     * When the tenant was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * The login settings.
     */
    loginConfiguration?: LoginConfiguration;
    /**
     * The name.
     */
    name?: string;
    /**
     * The password rules.
     */
    passwordValidationRules?: PasswordValidationRules;
    /**
     * The registration settings, such as `blockedDomains`.
     */
    registrationConfiguration?: Record<string, unknown>;
}

/**
 * A user action, such as a ban. Some user actions prevent a login.
 */
export interface LoginAction {
    /**
     * The kind of action (UUID). All bans of the same kind have the same id.
     */
    actionId?: string;
    /**
     * The user who took the action (UUID).
     */
    actionerUserId?: string;
    /**
     * When the action ends, in epoch milliseconds.
     */
    expiry?: number;
    /**
     * The name in the language of the user.
     */
    localizedName?: string;
    /**
     * The option in the language of the user.
     */
    localizedOption?: string;
    /**
     * The reason in the language of the user.
     */
    localizedReason?: string;
    /**
     * The name.
     */
    name?: string;
    /**
     * The option.
     */
    option?: string;
    /**
     * The reason.
     */
    reason?: string;
    /**
     * The code of the reason.
     */
    reasonCode?: string;
}

/**
 * A user, in requests and in answers. In requests, the server ignores members that only the server sets.
 */
export interface User<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * Whether the user is active: a deactivated user cannot log in. Only in answers, and in imports.
     */
    active?: boolean;
    /**
     * The date of birth, `YYYY-MM-DD`.
     */
    birthDate?: string;
    /**
     * When the password was last checked against breached passwords, in epoch milliseconds. Only
     * in answers.
     */
    breachedPasswordLastCheckedInstant?: number;
    /**
     * The result of the check against breached passwords: `None`, `CommonPassword`,
     * `PasswordOnly`, `ExactMatch` or `SubAddressMatch`. Only in answers.
     */
    breachedPasswordStatus?: string;
    /**
     * The id (UUID) of the user name at the moderation service `CleanSpeak`, if the name is moderated.
     * Only in answers.
     */
    cleanSpeakId?: string;
    /**
     * The connector (UUID) that checks the password. Only in answers.
     */
    connectorId?: string;
    /**
     * The operator's own data about the user. If the user has no `email`, mails go to the address in the
     * member `email` of this data.
     */
    data?: UserData;
    /**
     * The e-mail address: at most 191 characters, at most 64 before the `@`; unique in the
     * tenant, in lower case. A user has at least one of address, name and phone number.
     */
    email?: string;
    /**
     * How the password is hashed: `salted-md5`, `salted-sha256`, `salted-hmac-sha256`,
     * `salted-pbkdf2-hmac-sha256`, `salted-pbkdf2-hmac-sha256-512` (since 1.34.0),
     * `salted-pbkdf2-hmac-sha512-512` (since 1.43.0), `bcrypt`, `phpass-md5` or `phpass-sha512` (both since
     * 1.45.0). Default: the setting of the tenant.
     * Answers contain the scheme since 1.20.1, and only if the call has an API key.
     */
    encryptionScheme?: string;
    /**
     * When the account expires, in epoch milliseconds. From then on, the user cannot log in.
     */
    expiry?: number;
    /**
     * The work factor of the hash, as a number; for the oldest servers as a text. Default: the
     * usual work factor of this hash. An update with a password that is a hash must have the factor.
     * Only in requests.
     */
    factor?: number | string;
    /**
     * The first name.
     */
    firstName?: string;
    /**
     * The full name; the server does not build it from the other names.
     */
    fullName?: string;
    /**
     * The id of the user (UUID). In requests, only an import uses it: other operations use the id
     * in the path.
     */
    id?: string;
    /**
     * The identities that the user can log in with. Only in answers. Since 1.59.0.
     */
    identities?: UserIdentity[];
    /**
     * The address of a picture of the user (URI).
     */
    imageUrl?: string;
    /**
     * When the user was created, in epoch milliseconds. Only in answers, and in imports.
     */
    insertInstant?: number;
    /**
     * When the user last logged in, in epoch milliseconds. The creation of the user counts as a login.
     * Only in answers.
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
     * The groups that the user belongs to. In requests, only for new users: updates do not change the groups.
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
     * The password in plain text; imports and updates may send its hash instead. It is never in an
     * answer. Before 1.59.0, a new user must have a password or get a message to set one.
     */
    password?: Secret;
    /**
     * Why the password must be changed at the next login: `Administrative`, `Breached`, `Expired` or
     * `Validation`. Only if the password must be changed; in requests, only in imports and updates.
     */
    passwordChangeReason?: string;
    /**
     * Whether the password, if there is one, must be changed at the next login. Default false.
     */
    passwordChangeRequired?: boolean;
    /**
     * When the password was last changed, in epoch milliseconds. Only in answers, and in imports,
     * for users with a password.
     */
    passwordLastUpdateInstant?: number;
    /**
     * A phone number to log in with, in the form of E.164; unique in the tenant. Since 1.59.0.
     */
    phoneNumber?: string;
    /**
     * The locales that the user prefers, in order of preference (`en`, `en_US`); at most 20.
     */
    preferredLanguages?: string[];
    /**
     * The registrations of the user. Only in answers of logins and of user operations, and in
     * imports.
     */
    registrations?: Registration<RegistrationData>[];
    /**
     * The salt of the hash, in Base64; for `bcrypt`, 22 characters of bcrypt's own alphabet. Only in requests with
     * a password that is a hash.
     */
    salt?: Secret;
    /**
     * The tenant of the user (UUID). Only in answers, and in imports.
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
     * How the code of a second factor is sent: `None` (the default) or `TextMessage`. Removed in 1.26.0.
     */
    twoFactorDelivery?: string;
    /**
     * Whether a second factor is required. Default false; removed in 1.26.0.
     */
    twoFactorEnabled?: boolean;
    /**
     * The secret of the second factor, in Base64. Only in requests; removed in 1.26.0.
     */
    twoFactorSecret?: Secret;
    /**
     * The user name with the suffix that makes the name unique. Only in answers.
     */
    uniqueUsername?: string;
    /**
     * The name to log in with; unique in the tenant. `Ada` and `ada` count as the same name, but the server
     * keeps the upper and lower case of the request.
     */
    username?: string;
    /**
     * The moderation status of the name: `ACTIVE` (the default), `PENDING` or `REJECTED`.
     */
    usernameStatus?: string;
    /**
     * Whether the e-mail address is verified. Also true if the server does not check e-mail addresses. Only in
     * answers, and in imports.
     */
    verified?: boolean;
    /**
     * When `verified` became true, or when the phone number was first verified, in epoch milliseconds. It never changes.
     * Only in answers, and in imports.
     */
    verifiedInstant?: number;
}

/**
 * An application that users register with.
 */
export interface Application {
    /**
     * Whether users can log in to the application. Only in answers.
     */
    active?: boolean;
    /**
     * The settings of authentication tokens: with `enabled`, registrations may have such a token.
     */
    authenticationTokenConfiguration?: Record<string, unknown>;
    /**
     * The operator's own data.
     */
    data?: Record<string, unknown>;
    /**
     * The id (UUID).
     */
    id?: string;
    /**
     * When the application was created, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
    /**
     * The settings of access tokens and refresh tokens, such as `timeToLiveInSeconds`. If `enabled` is true,
     * they replace all the settings of the tenant; otherwise, the settings of the tenant apply.
     */
    jwtConfiguration?: Record<string, unknown>;
    /**
     * When the application was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * The login settings.
     */
    loginConfiguration?: LoginConfiguration;
    /**
     * The name.
     */
    name?: string;
    /**
     * The OAuth settings, such as `clientId`, `clientSecret` and `requireRegistration`.
     */
    oauthConfiguration?: Record<string, unknown>;
    /**
     * The settings of logins without a password. With `enabled`, users may log in without a password.
     */
    passwordlessConfiguration?: Record<string, unknown>;
    /**
     * The settings of self-service registration: `enabled`, `type`, `loginIdType` and the fields
     * of the form.
     */
    registrationConfiguration?: Record<string, unknown>;
    /**
     * When registrations that are not verified are deleted.
     */
    registrationDeletePolicy?: Record<string, unknown>;
    /**
     * The roles. A request sets them only when it creates the application.
     */
    roles?: ApplicationRole[];
    /**
     * `Active`, `Inactive` or `PendingDelete`. Only in answers.
     */
    state?: string;
    /**
     * The tenant (UUID). Ignored in requests: the server uses the tenant of the call.
     */
    tenantId?: string;
    /**
     * What happens to users whose registration is not verified: `behavior` is `Allow` or `Gated`.
     */
    unverified?: Record<string, unknown>;
    /**
     * The template (UUID) of the verification mail for a registration.
     */
    verificationEmailTemplateId?: string;
    /**
     * How a registration is verified: `ClickableLink` or `FormField`.
     */
    verificationStrategy?: 'ClickableLink' | 'FormField' | (string & {});
    /**
     * Whether registrations must be verified. If true, a template for the mail is required. Default
     * false.
     */
    verifyRegistration?: boolean;
}

/**
 * An identity that a user can log in with. Since 1.59.0.
 */
export interface UserIdentity {
    /**
     * The value to show. Only for a user name.
     */
    displayValue?: string;
    /**
     * When the identity was created, in epoch milliseconds.
     */
    insertInstant?: number;
    /**
     * When the user last logged in with the identity, in epoch milliseconds.
     */
    lastLoginInstant?: number;
    /**
     * When the identity was last changed, in epoch milliseconds.
     */
    lastUpdateInstant?: number;
    /**
     * The moderation status: `ACTIVE`, `PENDING` or `REJECTED`. Only for a user name.
     */
    moderationStatus?: string;
    /**
     * Whether this is the primary identity of its type.
     */
    primary?: boolean;
    /**
     * The type of the identity: `email`, `username` or `phoneNumber`.
     */
    type?: string;
    /**
     * The address, the name or the number.
     */
    value?: string;
    /**
     * Whether the identity is verified. False for the reasons `Disabled`, `Skipped` and `Unverifiable`.
     */
    verified?: boolean;
    /**
     * When the identity was verified, in epoch milliseconds.
     */
    verifiedInstant?: number;
    /**
     * Why the identity is verified or not: `Skipped`, `Trusted`, `Unverifiable`, `Implicit`, `Pending`,
     * `Completed`, `Disabled`, `Import` or `Administrative`.
     */
    verifiedReason?: string;
}

/**
 * How an authenticator app generates its codes.
 */
export interface Authenticator {
    /**
     * The hash algorithm, for example `HmacSHA1`.
     */
    algorithm?: string;
    /**
     * The number of digits.
     */
    codeLength?: number;
    /**
     * How long a code is valid, in seconds.
     */
    timeStep?: number;
}

/**
 * One operation of a JSON patch (RFC 6902). Since 1.39.0.
 *
 * In Rust, the output of `Debug` hides `value`, which may be a password.
 */
export interface PatchOperation {
    /**
     * `add`, `remove`, `replace`, `move`, `copy` or `test`.
     */
    op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
    /**
     * The path; it starts with the member `registration` or `user`, for example
     * `/registration/roles/-`.
     */
    path: string;
    /**
     * The source path of `move` and `copy`.
     */
    from?: string;
    /**
     * The value of `add`, `replace` and `test`, which may be null.
     */
    value?: unknown;
}

/**
 * The address that the browser opens for a social login, and the nonce to check when the browser
 * comes back.
 */
export interface LoginStart {
    /**
     * The address that the browser opens.
     */
    url: string;
    /**
     * The nonce. Keep it (for example in `sessionStorage`) until the browser comes back.
     */
    nonce: Secret;
}

/**
 * The answer of `/api/two-factor/status`.
 */
export interface TwoFactorStatusResponse {
    /**
     * The trust in the device that has this trust id: when it began, when it ends, and for which application.
     */
    trusts?: TwoFactorTrust[];
    /**
     * The trust id of the request, even if it is not valid.
     */
    twoFactorTrustId?: Secret;
}

/**
 * The answer of `/api/user/two-factor/recovery-code/{userId}`.
 */
export interface TwoFactorRecoveryCodesResponse {
    /**
     * The codes. Since 1.68.0, a GET returns none.
     */
    recoveryCodes?: Secret[];
}

/**
 * The answer of `GET /.well-known/jwks.json`.
 */
export interface JwksResponse {
    /**
     * The public keys; shared secrets are left out.
     */
    keys?: Jwk[];
}

/**
 * The answer of `GET /api/jwt/validate`.
 */
export interface ValidateResponse {
    /**
     * The claims of the token.
     */
    jwt: Claims;
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
 * The answer of `GET /api/two-factor/secret`.
 */
export interface TwoFactorSecretResponse {
    /**
     * The secret, in base64.
     */
    secret: Secret;
    /**
     * The same secret in base32, the form that authenticator apps read.
     */
    secretBase32Encoded: Secret;
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
     * 1 active, 2 disabled or not confirmed, 0 deleted; other numbers may occur.
     */
    status?: number;
    /**
     * The user name.
     */
    name: string;
    /**
     * The e-mail address; a user of a social login may have none.
     */
    email?: string;
    /**
     * The remaining points, if the server counts them.
     */
    points?: number;
    /**
     * The scopes of the user, including those of the plan.
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
     * When the user was created (RFC 3339).
     */
    date?: string;
}

/**
 * The answer of `GET /consumer/scope/categories`.
 */
export interface ScopeCategories {
    /**
     * The categories that contain scopes of the user, sorted by name.
     */
    categories?: ScopeCategory[];
}

/**
 * The answer of `POST /api/identity/verify/complete`.
 */
export interface VerifyCompleteResponse {
    /**
     * The `state` of the `startVerifyIdentity` request, if it had one.
     */
    state?: Record<string, unknown>;
}

/**
 * The answer of `POST /api/passwordless/start`: the code of the started login.
 */
export interface PasswordlessStartResponse {
    /**
     * The code: 43 characters; valid once, and by default for three minutes. If another login without a
     * password is started for the same user, this code becomes invalid.
     */
    code: Secret;
    /**
     * The code of six digits that the user types in, if the user gets one. It works only together
     * with `code`.
     */
    oneTimeCode?: Secret;
}

/**
 * The answer of `POST /api/two-factor/start`.
 */
export interface TwoFactorStartResponse {
    /**
     * The code that completes the check. Use it only if your application, and not the server,
     * sends the code to the user.
     */
    code: Secret;
    /**
     * The second factors of the user.
     */
    methods?: TwoFactorMethod[];
    /**
     * The id of the check, for the request of `twoFactorLogin`.
     */
    twoFactorId: Secret;
}

/**
 * The answer of `POST /api/user/forgot-password`. Without an API key it is empty.
 */
export interface ForgotPasswordResponse {
    /**
     * The id for changing the password; by default valid for ten minutes.
     */
    changePasswordId?: Secret;
}

/**
 * The answer of `POST /api/user/two-factor[/{userId}]`. It has recovery codes if the user had no
 * second factor before, and a code if the request had a `twoFactorId`. Otherwise it is empty.
 */
export interface TwoFactorResponse {
    /**
     * The code that completes the login with the `twoFactorId` of the request.
     */
    code?: Secret;
    /**
     * Recovery codes, for users who lost their second factor. Each code works once. Since 1.68.0, the server
     * does not show the codes again.
     */
    recoveryCodes?: Secret[];
}

/**
 * The answer of a bulk delete.
 */
export interface UserDeleteResponse {
    /**
     * Whether this was a dry run, which changes nothing.
     */
    dryRun?: boolean;
    /**
     * Whether the request asked for permanent deletion. If false, it asked for deactivation.
     */
    hardDelete?: boolean;
    /**
     * The number of users that the server deletes or deactivates (in a dry run: would delete or deactivate).
     */
    total?: number;
    /**
     * The ids of the users that `total` counts (UUIDs). Absent if there are none.
     */
    userIds?: string[];
}

/**
 * The answer of a search for users.
 */
export interface UserSearchResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * Which of `memberships` and `registrations` the answer leaves out.
     */
    expandable?: string[];
    /**
     * The text for `nextResults` of the next request, which continues after this answer.
     */
    nextResults?: string;
    /**
     * The number of all users that were found, including users that are not in this answer. It may stop at
     * 10,000 if the request has no `accurateTotal`.
     */
    total?: number;
    /**
     * The users.
     */
    users?: User<UserData, RegistrationData>[];
}

/**
 * The answer of operations that return a registration.
 */
export interface RegistrationResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * The refresh token. Only at creation, if the application generates refresh tokens; since
     * 1.17.0.
     */
    refreshToken?: Secret;
    /**
     * The id of the refresh token (UUID). Sent with the refresh token. Since 1.37.0, but 1.53
     * does not send it.
     */
    refreshTokenId?: string;
    /**
     * The registration.
     */
    registration: Registration<RegistrationData>;
    /**
     * The id for verifying the registration, if it is not yet verified. Since 1.27.0; before 1.49.0
     * only if the user gets a code.
     */
    registrationVerificationId?: Secret;
    /**
     * The code that belongs to `registrationVerificationId`, if the user gets a code. Since 1.49.2.
     */
    registrationVerificationOneTimeCode?: Secret;
    /**
     * The access token (a JWT). Only at creation, and not if a message to set a password was sent.
     * Since 1.16.0.
     */
    token?: Secret;
    /**
     * When the access token expires, in epoch milliseconds. Sent with the token; since
     * 1.33.0.
     */
    tokenExpirationInstant?: number;
    /**
     * The user, if this call created it; without its password and other secrets.
     */
    user?: User<UserData, RegistrationData>;
    /**
     * The ids for verifying the unverified identities of the user. Since 1.62.0.
     */
    verificationIds?: VerificationId[];
}

/**
 * The answer of operations that return a user.
 */
export interface UserResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * The id for verifying the e-mail address, if it is not verified.
     */
    emailVerificationId?: Secret;
    /**
     * The one-time code that belongs to `emailVerificationId`, if the user gets a code. Since 1.49.0.
     */
    emailVerificationOneTimeCode?: Secret;
    /**
     * The ids for verifying unverified registrations, by application id.
     */
    registrationVerificationIds?: Record<string, string>;
    /**
     * The codes that belong to `registrationVerificationIds`, by application id, if the user gets codes.
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
     * The ids for verifying the unverified identities. Since 1.59.0.
     */
    verificationIds?: VerificationId[];
}

/**
 * The answer of operations that return no data.
 */
export interface Message {
    /**
     * Always true: a call that fails gives an error and not this answer.
     */
    success: boolean;
    /**
     * A message in English.
     */
    message?: string;
    /**
     * The id of the created object.
     */
    id?: string;
}

/**
 * The answer of the token endpoint, and the result of a social login.
 */
export interface TokenResponse {
    /**
     * The access token; it is sent as `Authorization: Bearer …`.
     */
    access_token: Secret;
    /**
     * The type of the token: `bearer`.
     */
    token_type?: string;
    /**
     * Seconds until the access token expires. Fusio before 4.0.3 sends the time of expiry in epoch
     * seconds instead.
     */
    expires_in?: number;
    /**
     * The refresh token.
     */
    refresh_token?: Secret;
    /**
     * The scopes of the token, separated by commas.
     */
    scope?: string;
    /**
     * The ID token (OpenID Connect), if the scope `openid` was granted.
     */
    id_token?: Secret;
}

/**
 * The answer to a login, a refresh and a provider callback.
 */
export interface LoginResponse {
    /**
     * The access token; it is sent as `Authorization: Bearer …`.
     */
    token: Secret;
    /**
     * Seconds until the access token expires. A value of 529,196,400 or more is the time of expiry
     * in epoch seconds: Fusio before 4.0.3 sent this. Absent before Fusio 1.9.
     */
    expires_in?: number;
    /**
     * The refresh token. Absent before Fusio 1.9.
     */
    refresh_token?: Secret;
    /**
     * The scopes of the token, separated by commas. Absent before Fusio 2.1.6.
     */
    scope?: string;
}

/**
 * The answer to a password change. It is empty if the change needed an API key.
 */
export interface ChangePasswordResponse {
    /**
     * A one-time password to log in with. By default, it is valid for 60 seconds.
     */
    oneTimePassword?: Secret;
    /**
     * The `state` of the `forgotPassword` request, if it had one.
     */
    state?: Record<string, unknown>;
}

/**
 * The answer to a refresh.
 */
export interface RefreshResponse {
    /**
     * The refresh token for the next refresh. It is a new token if each refresh token works only
     * once; otherwise it is the same token.
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
 * The answer with all tenants.
 */
export interface TenantsResponse {
    /**
     * The tenants.
     */
    tenants?: Tenant[];
}

/**
 * The answer with an issued token.
 */
export interface IssueResponse {
    /**
     * A refresh token for the application. It is missing if the request had no valid refresh token, if the
     * user is not registered with the application, or if the application generates no refresh tokens. It is also
     * missing if the expiration policy for refresh tokens differs from that of the application in the request's token.
     */
    refreshToken?: Secret;
    /**
     * The access token (a JWT).
     */
    token: Secret;
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
     * The key in PEM, if the request named an application or a key.
     */
    publicKey?: string;
    /**
     * All keys in PEM, by their ids, if the request was empty.
     */
    publicKeys?: Record<string, string>;
}

/**
 * The answer with the active applications.
 */
export interface ApplicationsResponse {
    /**
     * The applications.
     */
    applications?: Application[];
}

/**
 * The answer with the recent logins, newest first.
 */
export interface RecentLoginsResponse {
    /**
     * The logins.
     */
    logins?: RecentLogin[];
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
 * The approximate place of a device: city, region, coordinates.
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
     * The name of the place.
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
 * The body of every outcome of a login or a login ping. Which members it has depends on the outcome.
 */
export interface FusionAuthLoginResponse<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * The user actions that do not prevent the login.
     */
    actions?: LoginAction[];
    /**
     * The id for changing the password, after `password_change_required`.
     */
    changePasswordId?: Secret;
    /**
     * Why the password must be changed: `Administrative`, `Breached`, `Expired` or `Validation`.
     * Since 1.15.0.
     */
    changePasswordReason?: string;
    /**
     * The types of second factors that the user can add: `authenticator`, `email` or `sms`. Only after
     * `two_factor_required`, if the user has no second factor.
     */
    configurableMethods?: string[];
    /**
     * The id for verifying the e-mail address. Only after `identity_unverified`, if the user gets a
     * code.
     */
    emailVerificationId?: Secret;
    /**
     * The id for verifying the identity. Only after `identity_unverified`, if the user gets a code.
     * Since 1.59.0.
     */
    identityVerificationId?: Secret;
    /**
     * The second factors of the user, after `two_factor_required`.
     */
    methods?: TwoFactorMethod[];
    /**
     * The id for linking the user to an identity provider.
     */
    pendingIdPLinkId?: Secret;
    /**
     * The refresh token, if the user is registered with the application and the application
     * generates refresh tokens.
     */
    refreshToken?: Secret;
    /**
     * The id of the refresh token (UUID). Since 1.37.0.
     */
    refreshTokenId?: string;
    /**
     * The id for verifying the registration. Only after `registration_unverified`, if the user gets
     * a code.
     */
    registrationVerificationId?: Secret;
    /**
     * The `state` of an earlier request, such as `startPasswordlessLogin` or `forgotPassword`, if that
     * request had a `state`.
     */
    state?: Record<string, unknown>;
    /**
     * What makes the login suspicious.
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
     * Send this token in the request that changes the password: it proves that the user has passed the second
     * factor. Each completed second factor gives such a token.
     */
    trustToken?: Secret;
    /**
     * The id of the two-factor login, after `two_factor_required`.
     */
    twoFactorId?: Secret;
    /**
     * The trust id. While it is valid, later logins that send it need no second factor.
     */
    twoFactorTrustId?: Secret;
    /**
     * The user.
     */
    user?: User<UserData, RegistrationData>;
}

/**
 * The changes of a registration. Absent members stay as they are.
 */
export interface RegistrationPatch<RegistrationData = Record<string, unknown>> {
    /**
     * The application (UUID).
     */
    applicationId: string;
    /**
     * The authentication token, which can be used instead of the password.
     */
    authenticationToken?: string | null;
    /**
     * The operator's own data, merged member by member.
     */
    data?: Patch<RegistrationData> | null;
    /**
     * The preferred locales. `patchRegistration` adds to them, `mergePatchRegistration` replaces them.
     */
    preferredLanguages?: string[] | null;
    /**
     * The names of the roles. `patchRegistration` adds to them, `mergePatchRegistration` replaces them.
     */
    roles?: string[] | null;
    /**
     * The time zone, by its IANA name.
     */
    timezone?: string | null;
    /**
     * The name to show.
     */
    username?: string | null;
}

/**
 * The changes of a user. Absent members stay as they are.
 */
export interface UserPatch<UserData = Record<string, unknown>> {
    /**
     * The date of birth, `YYYY-MM-DD`.
     */
    birthDate?: string | null;
    /**
     * The operator's own data, merged member by member.
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
     * The preferred locales. `patchUser` adds to them, `mergePatchUser` replaces them.
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
 * The claims of an access token.
 */
export interface Claims {
    /**
     * The application (UUID); only if the user is registered with it.
     */
    applicationId?: string;
    /**
     * The audience of the token: the application id, or a list of audiences. The token has an audience even
     * if the user is not registered with the application.
     */
    aud?: string | string[];
    /**
     * When the user logged in, in epoch seconds. Since 1.36.0.
     */
    auth_time?: number;
    /**
     * How the user got the token, for example `PASSWORD` (a login) or `REFRESH_TOKEN` (a refresh).
     */
    authenticationType?: string;
    /**
     * The e-mail address.
     */
    email?: string;
    /**
     * Whether the e-mail address is verified.
     */
    email_verified?: boolean;
    /**
     * When the token expires, in epoch seconds.
     */
    exp?: number;
    /**
     * When the token was created, in epoch seconds.
     */
    iat?: number;
    /**
     * The issuer.
     */
    iss?: string;
    /**
     * The id of the token (UUID). Since 1.18.0.
     */
    jti?: string;
    /**
     * The user name. Since 1.5.0.
     */
    preferred_username?: string;
    /**
     * The names of the roles; only if the user is registered with the application. Very old
     * servers sent the roles as objects.
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
 * The data that an app needs to send the browser directly to a provider.
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
     * The address that the provider sends the browser back to.
     */
    redirectUri: string;
    /**
     * The requested scopes, separated by spaces.
     */
    scope?: string;
}

/**
 * The data that is stored with a refresh token.
 */
export interface MetaData {
    /**
     * The operator's own data.
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
 * The device of a login.
 */
export interface Device {
    /**
     * A description.
     */
    description?: string;
    /**
     * The last IP address of the device. Only in answers.
     */
    lastAccessedAddress?: string;
    /**
     * When the device was last used, in epoch milliseconds. Only in answers.
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
 * The form of `POST /authorization/token`: the grant.
 */
export type TokenRequest = { grant_type: "client_credentials"; scope?: string } | { grant_type: "password"; username: string; password: Secret; scope?: string } | { grant_type: "refresh_token"; refresh_token: Secret } | { grant_type: "authorization_code"; code: Secret; redirect_uri: string };

/**
 * The id for verifying an identity of a user. Since 1.59.0.
 */
export interface VerificationId {
    /**
     * The id itself.
     */
    id?: Secret;
    /**
     * The code that belongs to the id, if the user gets a code.
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
 * The id of a verification, and its code.
 */
export interface VerifyStartResponse {
    /**
     * The code that the user types in, if the user gets one.
     */
    oneTimeCode?: Secret;
    /**
     * The id: 43 characters; valid once, and by default for a day.
     */
    verificationId: Secret;
}

/**
 * The kinds of errors; a closed set.
 *
 * In JavaScript, the `kind` of a `ClientError` is one of these words.
 */
export type ErrorKind = "network" | "timeout" | "aborted" | "rate_limited" | "server" | "unexpected_response" | "validation" | "invalid_credentials" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "captcha" | "registration_disabled" | "invalid_token" | "account_locked" | "account_expired" | "login_prevented" | "no_session" | "session_expired" | "callback" | "storage" | "unsupported";

/**
 * The login settings of an application or of a tenant.
 */
export interface LoginConfiguration {
    /**
     * Whether access tokens can be refreshed. Default false.
     */
    allowTokenRefresh?: boolean;
    /**
     * Whether a login returns a refresh token. Default false.
     */
    generateRefreshTokens?: boolean;
    /**
     * Whether a login needs an API key. Default true.
     */
    requireAuthentication?: boolean;
}

/**
 * The membership of a user in a group.
 */
export interface Membership {
    /**
     * The operator's own data about the membership.
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
     * When the membership was created, in epoch milliseconds. Only in answers.
     */
    insertInstant?: number;
}

/**
 * The new verification id and its code. Without an API key, the answer is empty.
 */
export interface VerificationResponse {
    /**
     * The code that belongs to the id, if the user gets a code.
     */
    oneTimeCode?: Secret;
    /**
     * The id for verifying the registration or the address.
     */
    verificationId?: Secret;
}

/**
 * The order of a list: `asc` or `desc`, in lower case. The server ignores `DESC`.
 */
export type SortOrder = "asc" | "desc";

/**
 * The origin of a call: the device and the location of the user. The server passes it on to
 * webhooks. Since 1.30.
 */
export interface EventInfo {
    /**
     * Any data for the webhooks.
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
     * The IP address of the user.
     */
    ipAddress?: string;
    /**
     * The location of the user.
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
 * The outcome of a login ping (`PUT /api/login`), which records a login and checks no password.
 */
export type LoginPingOutcome<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> = { status: 'recorded' | 'not_registered'; response: FusionAuthLoginResponse<UserData, RegistrationData> };

/**
 * The outcome of a login. Only `signed_in` is a complete login. Each other outcome says what is missing.
 */
export type LoginOutcome<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> = { [Status in LoginStatus]: { status: Status; response: Having<FusionAuthLoginResponse<UserData, RegistrationData>, LoginMembers[Status]> } }[LoginStatus];

/**
 * The password rules of a tenant.
 */
export interface PasswordValidationRules {
    /**
     * How breached passwords are handled.
     */
    breachDetection?: Record<string, unknown>;
    /**
     * Whether a password must not contain the user's address or name.
     */
    disallowUserLoginId?: boolean;
    /**
     * The maximum length, in characters. Default 256.
     */
    maxLength?: number;
    /**
     * The minimum length, in characters. Default 8.
     */
    minLength?: number;
    /**
     * Whether earlier passwords are refused, and how many.
     */
    rememberPreviousPasswords?: Record<string, unknown>;
    /**
     * Whether a password must have upper and lower case letters.
     */
    requireMixedCase?: boolean;
    /**
     * Whether a password must have a character that is not a letter or digit.
     */
    requireNonAlpha?: boolean;
    /**
     * Whether a password must have a digit.
     */
    requireNumber?: boolean;
    /**
     * Whether the rules are checked at login, too.
     */
    validateOnLogin?: boolean;
}

/**
 * The query of `DELETE /api/jwt/refresh`: one refresh token, or all refresh tokens of an application,
 * of a user, or of a user in an application.
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
 * The query of `DELETE /api/user/bulk` with ids.
 */
export interface UserDeleteQuery {
    /**
     * The ids of the users (UUIDs).
     */
    userId: string[];
}

/**
 * The query of `DELETE /api/user/two-factor/{userId}`.
 */
export interface TwoFactorDisableQuery {
    /**
     * A code of the second factor, or a recovery code. A recovery code removes all second factors.
     */
    code: Secret;
    /**
     * The id of the second factor.
     */
    methodId: string;
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
     * A refresh token of the user. If it is valid, the answer can have a refresh token for the
     * application.
     */
    refreshToken?: Secret;
}

/**
 * The query of `GET /api/jwt/public-key`. An empty query asks for all keys.
 */
export interface PublicKeyRequest {
    /**
     * The application (UUID) of the key.
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
 * The query of `GET /api/two-factor/status[/{twoFactorTrustId}]`.
 */
export interface TwoFactorStatusQuery {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The user (UUID).
     */
    userId: string;
}

/**
 * The query of `GET /api/user/recent-login`.
 */
export interface RecentLoginsQuery {
    /**
     * The maximum number of logins in the answer. Default 10.
     */
    limit?: number;
    /**
     * How many of the newest logins the answer skips. Default 0.
     */
    offset?: number;
    /**
     * The user (UUID). Default: all users.
     */
    userId?: string;
}

/**
 * The query of `GET /api/user/search` with ids.
 */
export interface UserIdsQuery {
    /**
     * The ids of the users (UUIDs).
     */
    ids: string[];
}

/**
 * The query of `GET /api/user`. Set one member; with `loginId`, you can also set `loginIdTypes`. If no member
 * is set and the client has no API key, the server returns the user of the access token.
 */
export interface UserQuery {
    /**
     * By the id of a password change.
     */
    changePasswordId?: Secret;
    /**
     * By e-mail address.
     */
    email?: string;
    /**
     * By e-mail address or user name, or by the types in `loginIdTypes`.
     */
    loginId?: string;
    /**
     * The types that `loginId` may have: one or more of `email`, `username` and `phoneNumber`. The server
     * tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * By user name.
     */
    username?: string;
    /**
     * By the id of the verification of an e-mail address or a phone number.
     */
    verificationId?: Secret;
}

/**
 * The query of `GET /consumer/identity`.
 */
export interface IdentitiesRequest {
    /**
     * The key of the app whose identities are listed.
     */
    appKey?: string;
    /**
     * The number of the app; deprecated.
     */
    appId?: number;
    /**
     * The index of the first entry, from 0.
     */
    startIndex?: number;
    /**
     * The number of entries, 1 to 1024; default 16.
     */
    count?: number;
    /**
     * Lists only identities with this text in their name.
     */
    search?: string;
    /**
     * The member to sort by; default `name`. For an unknown member the server uses `id`.
     */
    sortBy?: string;
    /**
     * The order; default ascending.
     */
    sortOrder?: SortOrder;
}

/**
 * The query of `PUT /api/user/verify-email`.
 */
export interface ResendEmailVerificationRequest {
    /**
     * The application (UUID) whose template is used. Since 1.21.0.
     */
    applicationId?: string;
    /**
     * The e-mail address of the user.
     */
    email: string;
    /**
     * Whether the mail is sent. With false, the server only makes a new id; this needs an API key.
     * Default true.
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
     * The same as `sendVerifyRegistrationEmail`, under the name that the vendor's own clients use.
     */
    sendVerifyPasswordEmail?: boolean;
    /**
     * Whether the mail is sent. With false, the server only makes a new id; this needs an API key.
     * Default true.
     */
    sendVerifyRegistrationEmail?: boolean;
}

/**
 * The registration of a user with an application, in requests and in answers. In requests, the
 * server ignores members that only the server sets.
 */
export interface Registration<RegistrationData = Record<string, unknown>> {
    /**
     * The application (UUID). It cannot be changed.
     */
    applicationId: string;
    /**
     * The authentication token: it can be used instead of the password to log in to this
     * application, if the application's `authenticationTokenConfiguration` is enabled. The server
     * ignores this member if the request has `generateAuthenticationToken`. An update without this
     * member removes the stored token.
     */
    authenticationToken?: Secret;
    /**
     * The id (UUID) of the user name at the moderation service `CleanSpeak`, if the name is moderated.
     * Only in answers, and in imports.
     */
    cleanSpeakId?: string;
    /**
     * The operator's own data about the user in this application. Do not change the type of a member of
     * this data: the search index of the server keeps the first type.
     */
    data?: RegistrationData;
    /**
     * The id of the registration (UUID). If the request that creates the registration has no id,
     * the server chooses the id. The id cannot be changed.
     */
    id?: string;
    /**
     * When the registration was created, in epoch milliseconds. Only in answers, and in imports.
     */
    insertInstant?: number;
    /**
     * When the user last logged in to the application, in epoch milliseconds. Only in answers, and
     * in imports.
     */
    lastLoginInstant?: number;
    /**
     * When the registration was last changed, in epoch milliseconds. Only in answers.
     */
    lastUpdateInstant?: number;
    /**
     * The locales that the user prefers, in order of preference (`en`, `en_US`); at most 20, no
     * duplicates.
     */
    preferredLanguages?: string[];
    /**
     * The names of the roles that the user has in the application; in answers sorted, without
     * duplicates. Default at creation: the default roles of the application.
     */
    roles?: string[];
    /**
     * The time zone of the user, by its IANA name (`America/Denver`).
     */
    timezone?: string;
    /**
     * Tokens of identity providers, by the provider's name or id. Only in answers. Since 1.1.0, removed in
     * 1.28.0.
     */
    tokens?: Record<string, string>;
    /**
     * A name to show in this application: at most 191 characters. It is not unique, and nobody
     * can log in with it.
     */
    username?: string;
    /**
     * The moderation status of the name: `ACTIVE` (the default), `PENDING` or `REJECTED`. Only in
     * answers, and in imports.
     */
    usernameStatus?: string;
    /**
     * Whether the registration is verified. If the application does not verify registrations, every
     * new registration counts as verified. Only in answers, and in imports.
     */
    verified?: boolean;
    /**
     * When the registration was verified, in epoch milliseconds. Only in answers, and in imports.
     * Since 1.48.0.
     */
    verifiedInstant?: number;
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
     * Recovery codes, for users who lost their second factor. Only in answers, and in imports.
     */
    recoveryCodes?: Secret[];
}

/**
 * The trust in a device: a login on this device needs no second factor.
 */
export interface TwoFactorTrust {
    /**
     * The application (UUID) of the login with which the trust began.
     */
    applicationId?: string;
    /**
     * When the trust ends, in epoch milliseconds.
     */
    expiration?: number;
    /**
     * Whether the trust has ended.
     */
    expired?: boolean;
    /**
     * When the trust began, in epoch milliseconds.
     */
    startInstant?: number;
}

/**
 * Whether a user needs a second factor for the next step, such as a login.
 */
export type TwoFactorStatus = { status: "not_needed"; response: TwoFactorStatusResponse } | { status: "needed"; response: TwoFactorStatusResponse };

/**
 * Which users a search finds, and which of them the answer has.
 */
export interface UserSearchCriteria {
    /**
     * Whether `total` is exact beyond 10,000. Default false.
     */
    accurateTotal?: boolean;
    /**
     * The ids of the users (UUIDs), instead of a query or a query string.
     */
    ids?: string[];
    /**
     * The text `nextResults` of the previous answer. The new answer continues after the previous answer.
     */
    nextResults?: string;
    /**
     * The maximum number of users in the answer. Default 25.
     */
    numberOfResults?: number;
    /**
     * A query in the JSON of the search engine, instead of a query string.
     */
    query?: string;
    /**
     * The query string. `*` finds all users. A word finds the users whose name, e-mail address or phone number is equal
     * to the word. If the server has a search engine, queries such as `email:*example.com` work, too.
     */
    queryString?: string;
    /**
     * The order of the users.
     */
    sortFields?: SortField[];
    /**
     * How many of the found users the answer skips. Default 0.
     */
    startRow?: number;
}

/**
 * `DELETE /api/user/bulk`: give ids, a query string or a query.
 */
export interface UserDeleteRequest {
    /**
     * Whether the server only says which users it would delete or deactivate. Default false.
     */
    dryRun?: boolean;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the users are deleted permanently. Default false: they are deactivated.
     */
    hardDelete?: boolean;
    /**
     * The maximum number of users that the request deletes or deactivates. Default 10,000.
     * Since 1.48.0.
     */
    limit?: number;
    /**
     * A query in the JSON of the search engine.
     */
    query?: string;
    /**
     * A query string, as in a search.
     */
    queryString?: string;
    /**
     * The ids of the users (UUIDs).
     */
    userIds?: string[];
}

/**
 * `DELETE /api/user/two-factor[/{userId}]`: removes a second factor.
 */
export interface TwoFactorDisableRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * A code of the second factor, or a recovery code. A recovery code removes all second factors.
     */
    code: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks.
     */
    eventInfo?: EventInfo;
    /**
     * The id of the second factor.
     */
    methodId: string;
}

/**
 * `PATCH /api/user/registration/{userId}[/{applicationId}]`. Since 1.12.0; as a merge patch
 * since 1.39.0.
 */
export interface PatchRegistrationRequest<RegistrationData = Record<string, unknown>> {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the server generates an authentication token. Default false.
     */
    generateAuthenticationToken?: boolean;
    /**
     * The changes.
     */
    registration: RegistrationPatch<RegistrationData>;
}

/**
 * `PATCH /api/user/{userId}`. Since 1.12.0; as a merge patch since 1.39.0.
 */
export interface PatchUserRequest<UserData = Record<string, unknown>> {
    /**
     * The application (UUID) whose templates and themes are used. Since 1.30.0.
     */
    applicationId?: string;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether a new address or number counts as verified immediately, without a message. Default false.
     */
    skipVerification?: boolean;
    /**
     * The changes.
     */
    user: UserPatch<UserData>;
}

/**
 * `POST /api/identity/verify/complete`.
 */
export interface VerifyCompleteRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks.
     */
    eventInfo?: EventInfo;
    /**
     * The code that the user typed in, if the user got one.
     */
    oneTimeCode?: Secret;
    /**
     * The id from the answer of `startVerifyIdentity`, or `identityVerificationId` of a login.
     */
    verificationId: Secret;
}

/**
 * `POST /api/identity/verify/send`.
 */
export interface VerifySendRequest {
    /**
     * The id from the answer of `startVerifyIdentity`.
     */
    verificationId: Secret;
}

/**
 * `POST /api/identity/verify/start`. Since 1.59.0.
 */
export interface VerifyStartRequest {
    /**
     * An application (UUID). The server uses the tenant and the templates of this application.
     */
    applicationId?: string;
    /**
     * Whether a user with this `loginId` must exist or must not exist. Default `mustExist`. Since
     * 1.62.0.
     */
    existingUserStrategy?: 'mustExist' | 'mustNotExist';
    /**
     * The e-mail address, or the phone number in any usual form.
     */
    loginId: string;
    /**
     * The type of `loginId`: `email` or `phoneNumber`.
     */
    loginIdType: 'email' | 'phoneNumber';
    /**
     * Values that the answer of `completeVerifyIdentity` returns.
     */
    state?: Record<string, unknown>;
    /**
     * Whether the user clicks a link or types in a code. Default: the setting of the tenant.
     */
    verificationStrategy?: 'ClickableLink' | 'FormField';
}

/**
 * `POST /api/identity/verify`. Since 1.59.0.
 */
export interface VerifyRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks.
     */
    eventInfo?: EventInfo;
    /**
     * The e-mail address of a user, or the phone number in any usual form.
     */
    loginId: string;
    /**
     * The type of `loginId`: `email` or `phoneNumber`.
     */
    loginIdType: 'email' | 'phoneNumber';
}

/**
 * `POST /api/jwt/refresh`.
 */
export interface FusionAuthRefreshRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The refresh token.
     */
    refreshToken: Secret;
    /**
     * The lifetime of the access token, in seconds. It must be less than the lifetime in the settings of the
     * application or the tenant. Since 1.59.0.
     */
    timeToLiveInSeconds?: number;
    /**
     * The current access token.
     */
    token?: Secret;
}

/**
 * `POST /api/login`.
 */
export interface FusionAuthLoginRequest {
    /**
     * The application (UUID) to log in to. Without an application, the access token has no roles, and
     * the answer has no refresh token. A server with several tenants then needs the tenant's id from the
     * configuration of the client.
     */
    applicationId?: string;
    /**
     * The result of a bot detection: how likely it is that the user is a program.
     */
    botDetectionScore?: number;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The IP address of the user. It takes precedence over the header `X-Forwarded-For`.
     */
    ipAddress?: string;
    /**
     * The e-mail address or the user name, or the phone number if `loginIdTypes` contains `phoneNumber`.
     * The server does not trim an address or a name.
     */
    loginId?: string;
    /**
     * The types that `loginId` may have: one or more of `email`, `username` and `phoneNumber`. The server
     * tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * The data, such as the device, that is stored with the refresh token.
     */
    metaData?: MetaData;
    /**
     * Whether the device is new for this user.
     */
    newDevice?: boolean;
    /**
     * Whether the server leaves the tokens out of the answer. Default false.
     */
    noJWT?: boolean;
    /**
     * The one-time password from the answer to a password change, instead of `loginId` and `password`.
     * By default, it is valid for 60 seconds.
     */
    oneTimePassword?: Secret;
    /**
     * The password, or the authentication token of the user's registration with the application.
     */
    password?: Secret;
    /**
     * The trust id from an earlier login with a second factor. If this id is valid for the application,
     * the login needs no second factor. The cookie `fusionauth.trust` takes precedence.
     */
    twoFactorTrustId?: Secret;
}

/**
 * `POST /api/logout`.
 */
export interface LogoutRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether to revoke all refresh tokens of the user who owns the given refresh token. Default false.
     */
    global?: boolean;
    /**
     * The refresh token to revoke.
     */
    refreshToken?: Secret;
}

/**
 * `POST /api/passwordless/login`.
 */
export interface PasswordlessLoginRequest {
    /**
     * The application (UUID) for which the login was started.
     */
    applicationId?: string;
    /**
     * The `code` from the answer of `startPasswordlessLogin`. If the user gets a link, the link contains
     * this code, too.
     */
    code: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The IP address of the user. It takes precedence over the header `X-Forwarded-For`.
     */
    ipAddress?: string;
    /**
     * The data, such as the device, that is stored with the refresh token.
     */
    metaData?: MetaData;
    /**
     * Whether the device is new for this user.
     */
    newDevice?: boolean;
    /**
     * Whether the server leaves the tokens out of the answer. Default false.
     */
    noJWT?: boolean;
    /**
     * The code of six digits that the user typed in, if the user got one.
     */
    oneTimeCode?: Secret;
    /**
     * The trust id from an earlier login with a second factor. If this id is valid for the application,
     * the login needs no second factor. The cookie `fusionauth.trust` takes precedence.
     */
    twoFactorTrustId?: Secret;
}

/**
 * `POST /api/passwordless/send`.
 */
export interface PasswordlessSendRequest {
    /**
     * The application (UUID). Send it together with `loginId`, instead of `code`. Deprecated since
     * 1.11.0.
     */
    applicationId?: string;
    /**
     * The `code` from the answer of `startPasswordlessLogin`. Since 1.11.0.
     */
    code?: Secret;
    /**
     * The e-mail address or the user name. Send it together with `applicationId`, instead of `code`. The
     * server then makes the code, and only the user gets the code. Deprecated since 1.11.0.
     */
    loginId?: string;
    /**
     * Values that the answer to the login repeats. Send them only together with `applicationId`
     * and `loginId`.
     */
    state?: Record<string, unknown>;
}

/**
 * `POST /api/passwordless/start`. Since 1.11.0.
 */
export interface PasswordlessStartRequest {
    /**
     * The application (UUID) to log in to. It must allow logins without a password.
     */
    applicationId: string;
    /**
     * The e-mail address or the user name, or the phone number if `loginIdTypes` contains `phoneNumber`.
     * For a phone number, the code is sent to this number as a text message; otherwise it is sent to the
     * user's e-mail address.
     */
    loginId: string;
    /**
     * The types that `loginId` may have: one or more of `email`, `username` and `phoneNumber`. The server
     * tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * Whether the user clicks a link (`ClickableLink`) or types in a code of six digits (`FormField`).
     * Default: the setting of the application. Without this setting, a mail has a link, and a text message
     * has a code. Since 1.59.0.
     */
    loginStrategy?: 'ClickableLink' | 'FormField';
    /**
     * Values that the answer to the login repeats, for example the page to go back to.
     */
    state?: Record<string, unknown>;
}

/**
 * `POST /api/tenant[/{tenantId}]`.
 */
export interface TenantRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
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
 * `POST /api/two-factor/login`: the code that completes a login.
 */
export interface TwoFactorLoginRequest {
    /**
     * The application (UUID) to log in to. Default: the application of the login's first step.
     */
    applicationId?: string;
    /**
     * The code from the authenticator app or from the message, or a recovery code.
     */
    code: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks.
     */
    eventInfo?: EventInfo;
    /**
     * The IP address of the user. It takes precedence over the header `X-Forwarded-For`.
     */
    ipAddress?: string;
    /**
     * The data, such as the device, that is stored with the refresh token.
     */
    metaData?: MetaData;
    /**
     * Whether the device is new for this user.
     */
    newDevice?: boolean;
    /**
     * Whether the server leaves the tokens out of the answer. Default false.
     */
    noJWT?: boolean;
    /**
     * Whether the answer has a `twoFactorTrustId`. While this id is valid, later logins that send it need
     * no second factor. Default false.
     */
    trustComputer?: boolean;
    /**
     * The id from the first step of the login; by default valid for five minutes.
     */
    twoFactorId: Secret;
    /**
     * The user (UUID). The server refuses the login of any other user.
     */
    userId?: string;
}

/**
 * `POST /api/two-factor/send[/{twoFactorId}]`: where the server sends a code.
 */
export interface TwoFactorSendRequest {
    /**
     * The application (UUID). Since 1.46.0.
     */
    applicationId?: string;
    /**
     * The e-mail address that becomes a second factor.
     */
    email?: string;
    /**
     * The type of the message: `SMS` or `Voice`. Since 1.65.0.
     */
    messageType?: string;
    /**
     * The type of the second factor that the user adds: `email` or `sms`.
     */
    method?: string;
    /**
     * The id of a second factor that the user has.
     */
    methodId?: string;
    /**
     * The number that becomes a second factor.
     */
    mobilePhone?: string;
    /**
     * The user (UUID) who adds or removes a second factor. Needed if the call has an API key.
     */
    userId?: string;
}

/**
 * `POST /api/two-factor/start`: starts a check of a user's second factor, for example before a password
 * change. `twoFactorLogin` completes the check. Since 1.26.0.
 */
export interface TwoFactorStartRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * A code of your own. Default: the server makes one.
     */
    code?: Secret;
    /**
     * The e-mail address or the user name, or the phone number if `loginIdTypes` contains `phoneNumber`.
     */
    loginId?: string;
    /**
     * The types that `loginId` may have: one or more of `email`, `username` and `phoneNumber`. The server
     * tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * Values that the answer of `twoFactorLogin` returns.
     */
    state?: Record<string, unknown>;
    /**
     * A text of your choice. The request that changes the password must contain the same text as its
     * `trustChallenge`. Since 1.33.0.
     */
    trustChallenge?: Secret;
    /**
     * The user (UUID), instead of `loginId`.
     */
    userId?: string;
}

/**
 * `POST /api/two-factor/status`. Since 1.62.0.
 */
export interface TwoFactorStatusRequest {
    /**
     * The access token of the user.
     */
    accessToken?: Secret;
    /**
     * The next step: `login` (the default), `changePassword` or `stepUp`.
     */
    action?: string;
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The trust id from an earlier login with a second factor.
     */
    twoFactorTrustId?: Secret;
    /**
     * The user (UUID).
     */
    userId: string;
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
     * The current password.
     */
    currentPassword: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The new password.
     */
    password: Secret;
    /**
     * A refresh token of the user. The change revokes it, as all refresh tokens of the user. But only with this
     * member does a login with the `oneTimePassword` of the answer return a new refresh token.
     */
    refreshToken?: Secret;
    /**
     * The `trustChallenge` that was sent to `startTwoFactorLogin`, if there was one.
     */
    trustChallenge?: Secret;
    /**
     * A token that proves that the user has passed the second factor.
     */
    trustToken?: Secret;
}

/**
 * `POST /api/user/change-password` with an e-mail address, a user name or a phone number.
 */
export interface ChangePasswordByIdentityRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The current password. If the request has it, the server checks it before the change. An operator who
     * does not know the current password leaves this member out.
     */
    currentPassword?: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The e-mail address or the user name, or the phone number if `loginIdTypes` contains `phoneNumber`.
     */
    loginId: string;
    /**
     * The types that `loginId` may have: one or more of `email`, `username` and `phoneNumber`. The server
     * tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * The new password.
     */
    password: Secret;
    /**
     * The `trustChallenge` that was sent to `startTwoFactorLogin`, if there was one.
     */
    trustChallenge?: Secret;
    /**
     * A token that proves that the user has passed the second factor.
     */
    trustToken?: Secret;
}

/**
 * `POST /api/user/change-password` with the id for changing the password.
 */
export interface FusionAuthChangePasswordRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The id for changing the password. It is in the message to the user, or in the answer to a login that
     * requires a new password.
     */
    changePasswordId: Secret;
    /**
     * The current password. If the request has it, the server checks it before the change.
     */
    currentPassword?: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The new password.
     */
    password: Secret;
    /**
     * A refresh token of the user. The vendor documents this member only for
     * `ChangePasswordUsingJwtRequest`.
     */
    refreshToken?: Secret;
    /**
     * The `trustChallenge` that was sent to `startTwoFactorLogin`, if there was one.
     */
    trustChallenge?: Secret;
    /**
     * A token that proves that the user has passed the second factor.
     */
    trustToken?: Secret;
}

/**
 * `POST /api/user/forgot-password`.
 */
export interface ForgotPasswordRequest {
    /**
     * The application (UUID) whose template is used for the message.
     */
    applicationId?: string;
    /**
     * The id for changing the password; needs an API key. Default: a random id.
     */
    changePasswordId?: Secret;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The e-mail address or the user name, or the phone number if `loginIdTypes` contains `phoneNumber`.
     */
    loginId?: string;
    /**
     * The types that `loginId` may have: one or more of `email`, `username` and `phoneNumber`. The server
     * tries them in the order of this list. Default: `email`, then `username`. Since 1.59.0.
     */
    loginIdTypes?: string[];
    /**
     * Whether the server sends the e-mail. Without an API key, it always does. Default true. Deprecated
     * since 1.59.0: use `sendForgotPasswordMessage`.
     */
    sendForgotPasswordEmail?: boolean;
    /**
     * Whether the server sends the message (an e-mail or a text message) to the user. Without an API key,
     * it always does. Default true. Since 1.59.0.
     */
    sendForgotPasswordMessage?: boolean;
    /**
     * Values that the answer to the password change returns.
     */
    state?: Record<string, unknown>;
}

/**
 * `POST /api/user/import`.
 */
export interface ImportRequest<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * How the server hashes passwords that are in plain text. Default: the setting of the server. A password
     * is in plain text if its user has no `encryptionScheme`.
     */
    encryptionScheme?: string;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The work factor of the hashes that the server makes of passwords in plain text. Default: the setting of the
     * server.
     */
    factor?: number;
    /**
     * The users, with their `registrations`. A user without `active: true` cannot log in.
     */
    users: User<UserData, RegistrationData>[];
    /**
     * Whether errors name the users who exist already; true makes the import slower. Default false.
     */
    validateDbConstraints?: boolean;
}

/**
 * `POST /api/user/registration/{userId}` and `PUT /api/user/registration/{userId}[/{applicationId}]`: a
 * registration of an existing user. The request never contains a user: a `POST` with a user would also create
 * this user.
 */
export interface RegistrationRequest<RegistrationData = Record<string, unknown>> {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the server generates an authentication token. The generated token takes precedence
     * over the token in the registration. Default false.
     */
    generateAuthenticationToken?: boolean;
    /**
     * The registration.
     */
    registration: Registration<RegistrationData>;
    /**
     * Whether the registration is verified immediately, without a message. Default false; only at creation.
     */
    skipRegistrationVerification?: boolean;
}

/**
 * `POST /api/user/registration[/{userId}]`: creates a user and registers it. If one of these
 * steps fails, the server changes nothing.
 */
export interface CreateAndRegisterRequest<UserData = Record<string, unknown>, RegistrationData = Record<string, unknown>> {
    /**
     * Whether an address of a blocked domain is accepted. Default false. Since 1.30.0.
     */
    disableDomainBlock?: boolean;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the server generates an authentication token. The generated token takes precedence
     * over the token in the registration. Default false.
     */
    generateAuthenticationToken?: boolean;
    /**
     * The registration.
     */
    registration: Registration<RegistrationData>;
    /**
     * Whether the user gets a mail to set a password; a given password is then ignored. Default
     * false. Deprecated since 1.59.0.
     */
    sendSetPasswordEmail?: boolean;
    /**
     * Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
     * Since 1.59.0.
     */
    sendSetPasswordIdentityType?: 'doNotSend' | 'email' | 'phone';
    /**
     * Whether the registration is verified immediately, without a message. Default false.
     */
    skipRegistrationVerification?: boolean;
    /**
     * Whether the e-mail address and the phone number count as verified immediately, without a message.
     * Default false.
     */
    skipVerification?: boolean;
    /**
     * The user. Its `id` is ignored: the server uses the id in the path, or else chooses one.
     */
    user: User<UserData, RegistrationData>;
    /**
     * The ids of completed identity verifications. The new user gets each verified address and number. If `user`
     * has another address or number of the same type, the server refuses the request. Since 1.62.0.
     */
    verificationIds?: Secret[];
}

/**
 * `POST /api/user/search`.
 */
export interface UserSearchRequest {
    /**
     * Which additional data of each user the answer has: `memberships` and `registrations`. Default: both.
     */
    expand?: string[];
    /**
     * Which users the answer has, and in which order.
     */
    search: UserSearchCriteria;
}

/**
 * `POST /api/user/two-factor[/{userId}]`: adds a second factor.
 */
export interface TwoFactorRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The id of the authenticator.
     */
    authenticatorId?: string;
    /**
     * A code of the new second factor: from the authenticator app, or from the e-mail or text message.
     */
    code: Secret;
    /**
     * The e-mail address that the code was sent to.
     */
    email?: string;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks.
     */
    eventInfo?: EventInfo;
    /**
     * The type of the second factor: `authenticator`, `email` or `sms`.
     */
    method: string;
    /**
     * The phone number that the code was sent to.
     */
    mobilePhone?: string;
    /**
     * A name for the second factor. Since 1.68.0.
     */
    name?: string;
    /**
     * The secret of an authenticator, in base64.
     */
    secret?: Secret;
    /**
     * The secret in base32, instead of `secret`.
     */
    secretBase32Encoded?: Secret;
    /**
     * The `twoFactorId` of a login that waits for a second factor. If the request has this id, the answer
     * has the code that completes the login. Since 1.42.0.
     */
    twoFactorId?: Secret;
}

/**
 * `POST /api/user/verify-email`.
 */
export interface VerifyEmailRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The code that the user entered, if the user got a code.
     */
    oneTimeCode?: Secret;
    /**
     * The user (UUID) whose address is verified. A request has this member or `verificationId`. This
     * member needs an API key. Since 1.37.0.
     */
    userId?: string;
    /**
     * The id of the verification.
     */
    verificationId?: Secret;
}

/**
 * `POST /api/user/verify-registration`. Since 1.27.0.
 */
export interface VerifyRegistrationRequest {
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The code that the user entered, if the user got a code.
     */
    oneTimeCode?: Secret;
    /**
     * The id of the verification: 43 characters; valid once, and by default for a day.
     */
    verificationId: Secret;
}

/**
 * `POST /consumer/activate`.
 */
export interface ActivateRequest {
    /**
     * The token from the link in the mail; valid once, for one hour.
     */
    token: Secret;
}

/**
 * `POST /consumer/login`.
 */
export interface LoginRequest {
    /**
     * The name or the e-mail address. A user with a name of more than 32 characters can log in
     * only with the e-mail address.
     */
    username: string;
    /**
     * The password.
     */
    password: Secret;
    /**
     * The scopes of the token; default all scopes of the user.
     */
    scopes?: string[];
}

/**
 * `POST /consumer/password_reset`.
 */
export interface RequestPasswordResetRequest {
    /**
     * The e-mail address of the account.
     */
    email: string;
    /**
     * The answer of the captcha widget, if the server asks for one.
     */
    captcha?: Secret;
}

/**
 * `POST /consumer/provider/{provider}`.
 */
export interface ProviderCallbackRequest {
    /**
     * The code from the provider, in the address that the browser came back to.
     */
    code: Secret;
    /**
     * The client id of the app at the provider.
     */
    clientId: string;
    /**
     * The redirect address that was used to get the code.
     */
    redirectUri: string;
}

/**
 * `POST /consumer/register`.
 */
export interface RegisterRequest {
    /**
     * The user name: 3 to 255 of the characters `a-z A-Z 0-9 - _ .`; unique.
     */
    name: string;
    /**
     * The e-mail address; unique. The confirmation mail is sent there.
     */
    email: string;
    /**
     * The password: at least 8 printable ASCII characters without spaces (the server may require
     * more).
     */
    password: Secret;
    /**
     * The answer of the captcha widget, if the server asks for one. It is valid for one try.
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
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * A role, for the vendor's operations on roles. This client does not have those operations.
     */
    role?: ApplicationRole;
    /**
     * An application (UUID) to copy.
     */
    sourceApplicationId?: string;
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
     * The current password. If the request has it, the server checks it before a password change.
     */
    currentPassword?: Secret;
    /**
     * Whether an address of a blocked domain is accepted. Default false. Since 1.30.0.
     */
    disableDomainBlock?: boolean;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * Whether the password of an update is `PLAINTEXT` (the default) or `HASHED`. A new user always has a password in
     * plain text. Since 1.69.0.
     */
    passwordFieldType?: string;
    /**
     * Whether the user gets a mail to set a password. Default false; only at creation. Deprecated
     * since 1.59.0.
     */
    sendSetPasswordEmail?: boolean;
    /**
     * Where the message to set a password goes: `doNotSend` (the default), `email` or `phone`.
     * Only at creation. Since 1.59.0.
     */
    sendSetPasswordIdentityType?: 'doNotSend' | 'email' | 'phone';
    /**
     * Whether the e-mail address and the phone number count as verified immediately, without a message.
     * Default false.
     */
    skipVerification?: boolean;
    /**
     * The user.
     */
    user: User<UserData, RegistrationData>;
    /**
     * The ids of completed identity verifications. The new user gets each verified address and number. If `user`
     * has another address or number of the same type, the server refuses the request. Only at creation; since
     * 1.62.0.
     */
    verificationIds?: Secret[];
}

/**
 * `PUT /api/login`: records that a user has logged in.
 */
export interface LoginPingRequest {
    /**
     * The application (UUID).
     */
    applicationId?: string;
    /**
     * The origin of the call: device, IP address and location. The server passes it on to webhooks. Since 1.30.
     */
    eventInfo?: EventInfo;
    /**
     * The IP address of the user.
     */
    ipAddress?: string;
    /**
     * The user (UUID).
     */
    userId: string;
}

/**
 * `PUT /api/user/two-factor/{userId}`: the name of a second factor. Since 1.68.0.
 */
export interface TwoFactorUpdateRequest {
    /**
     * The id of the second factor.
     */
    methodId: string;
    /**
     * The new name. Without it, the server removes the old name.
     */
    name?: string;
}

/**
 * `PUT /consumer/account/change_password`.
 */
export interface ChangePasswordRequest {
    /**
     * The current password.
     */
    oldPassword: Secret;
    /**
     * The new password.
     */
    newPassword: Secret;
    /**
     * The new password again, as the user repeated it.
     */
    verifyPassword: Secret;
}

/**
 * `PUT /consumer/account`. The server changes only the e-mail address.
 */
export interface UpdateAccountRequest {
    /**
     * The new address; without it, nothing changes.
     */
    email?: string;
}

/**
 * `PUT /consumer/login`.
 */
export interface RefreshRequest {
    /**
     * The refresh token of the last login or refresh; by default valid for 3 days.
     */
    refresh_token: Secret;
}

/**
 * `PUT /consumer/password_reset`.
 */
export interface ExecutePasswordResetRequest {
    /**
     * The token from the link in the mail; valid once, for one hour.
     */
    token: Secret;
    /**
     * The new password.
     */
    newPassword: Secret;
}
