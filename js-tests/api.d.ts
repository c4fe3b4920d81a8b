// Written by `cargo xtask bless`.
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

/** The kinds that any call can reject with. */
export type CommonErrorKind = "network" | "timeout" | "rate_limited" | "server" | "unexpected_response" | "unsupported" | "validation";

/** An algorithm that signs tokens: the `alg` of a token's header. */
export type JwtAlgorithm = "RS256" | "RS384" | "RS512" | "PS256" | "PS384" | "PS512" | "ES256" | "ES384" | "ES512" | "EdDSA" | "HS256" | "HS384" | "HS512";

/** The claims of a token: those that RFC 7519 registers, and all others. Instants are epoch seconds. */
export interface JwtClaims {
    /** Who made the token. */
    readonly iss?: string;
    /** Whom the token is about: the user. */
    readonly sub?: string;
    /** Whom the token is for. */
    readonly aud?: string | readonly string[];
    /** When the token expires. */
    readonly exp?: number;
    /** When the token becomes valid. */
    readonly nbf?: number;
    /** When the token was made. */
    readonly iat?: number;
    /** The id of the token. */
    readonly jti?: string;
    readonly [claim: string]: unknown;
}

/** The rules for a token, besides its signature. `exp` is required, and must be in the future. */
export interface JwtRules {
    /** `iss` must be this value, or one of these values. Without this rule, `iss` is not checked. */
    issuer?: string | readonly string[];
    /** `aud` must be or contain this value, or one of these values. Without this rule, tokens that the same keys have signed for other applications are accepted, too. */
    audience?: string | readonly string[];
    /** Whether `sub`, the user, is required. Default true: tokens without a user are refused. Fusio signs such tokens with the same key, for example for its mails. */
    requireSubject?: boolean;
    /** The accepted algorithms. Default: all algorithms of the keys. */
    algorithms?: readonly JwtAlgorithm[];
    /** The allowed difference between the issuer's clock and the clock of this device. Default 60. */
    clockToleranceSeconds?: number;
}

/**
 * The rules for tokens, and the keys for their signatures. Give the keys in exactly one of three ways. `jwksUrl` is
 * the address of a JSON Web Key Set, for example FusionAuth's `/.well-known/jwks.json`. The set is fetched when it is
 * first needed, and kept. It is fetched again when it is old, or when a token names an unknown key. `jwks` is a key set
 * itself. `secret` is the secret that the issuer signs with, for HS256, HS384 and HS512; it does not belong in a
 * browser.
 */
export type TokenVerifierOptions = JwtRules & ((Omit<ClientOptions, "baseUrl"> & {
    jwksUrl: string | URL;
    jwks?: undefined;
    secret?: undefined;
}) | {
    jwks: {
        readonly keys?: readonly object[];
    };
    jwksUrl?: undefined;
    secret?: undefined;
} | {
    secret: Secret | Uint8Array;
    jwksUrl?: undefined;
    jwks?: undefined;
});

/** The last argument of `verify`. */
export interface VerifyOptions extends CallOptions {
    /** The time of the check, in epoch milliseconds, for tests. Default: now. */
    now?: number | undefined;
}

/**
 * Reads the claims of a token **without checking** the signature or the expiry.
 *
 * Throws a `ClientError` (`invalid_token`) when the token is not a JWT.
 */
export declare function decodeJwt<C = JwtClaims>(token: Secret): C;

/** Checks access tokens (JWT): refuses forged and expired tokens. Make one verifier, and use it for all tokens. */
export declare class TokenVerifier {
    /**
     * A verifier with these keys and rules. Nothing is fetched yet.
     *
     * Throws a `ClientError` (`validation`) when the keys or the rules are invalid.
     */
    constructor(options: TokenVerifierOptions);
    /**
     * Returns the claims of a token, if its signature is right and it follows the rules.
     *
     * Rejects with `invalid_token`, whose `code` says why: `malformed`, `algorithm`, `unknown_key`,
     * `signature`, `issuer`, `audience`, `subject`, `not_yet_valid` or `expired`. Rejects with
     * `unsupported` when this platform lacks the algorithm or WebCrypto, for example on a page that was
     * loaded over `http`. When the keys cannot be fetched, rejects with the reason, such as `network`.
     */
    verify<C = JwtClaims>(token: Secret, options?: VerifyOptions | null): Promise<C>;
}

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
export type SessionState = {
    readonly status: "loading";
} | SignedIn | {
    readonly status: "signed_out";
    readonly reason: SignOutReason;
};

/** What happened to a session. `origin` says who caused it: this session (`here`) or another session (`elsewhere`). */
export type SessionEvent = {
    readonly type: "ready";
} | {
    readonly type: "signed_in";
    readonly origin: "here" | "elsewhere";
} | {
    readonly type: "token_refreshed";
    readonly origin: "here" | "elsewhere";
}
/** A refresh failed; the next try is at `retryAt` (epoch milliseconds). */
 | {
    readonly type: "refresh_failed";
    readonly error: ClientError;
    readonly retryAt: number;
}
/** The server has answered a request of `Session.user()` with the user. */
 | {
    readonly type: "user_loaded";
} | {
    readonly type: "signed_out";
    readonly reason: SignOutReason;
};

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
export type SessionUser<C> = C extends {
    findUser(...given: any): Promise<{
        user?: infer Found;
    }>;
} ? NonNullable<Found> : Account;

/**
 * What a hook knows about the user. After a failure, the hook asks again when the session gets a new token, or when
 * `Session.user()` has succeeded elsewhere.
 */
export type UserState<U> = {
    readonly status: "loading";
} | {
    readonly status: "signed_out";
} | {
    readonly status: "ready";
    readonly user: U;
} | {
    readonly status: "failed";
    readonly error: ClientError;
};

/** Any answer that has tokens: of a login, a refresh, a registration or a social login. */
export type TokenAnswer = LoginResponse | TokenResponse | FusionAuthAnswer<any, any>;

/** Any answer of FusionAuth that has tokens. */
export type FusionAuthAnswer<UserData, RegistrationData> = FusionAuthLoginResponse<UserData, RegistrationData> | RegistrationResponse<UserData, RegistrationData> | LoginOutcome<UserData, RegistrationData>;

/**
 * The session of one user. It keeps the tokens and refreshes them before they expire, once for all callers and all
 * tabs. It ends when somebody signs out, or when the server refuses the refresh token. Without a refresh token, it ends
 * when the access token has expired or was refused. An outage does not end a session that has a refresh token.
 */
export declare class Session<C extends FusioClient | FusionAuthClient<any, any>> {
    /** Whether somebody is signed in. */
    readonly state: SessionStore;
    /** A session with the server of `client`. It can be used immediately: if necessary, methods wait for the storage. */
    constructor(client: C, options?: SessionOptions);
    /** The client of the session. */
    get client(): C;
    /**
     * Settles when the storage was read; this needs no WebAssembly. Rejects with `validation` when
     * `refreshAheadSeconds` is invalid. If the app has not read `ready` before, the console shows this error.
     */
    get ready(): Promise<SessionState>;
    /** Calls `listener` with every event of this type; returns a function that removes the listener. */
    on<T extends SessionEvent["type"]>(type: T, listener: (event: Extract<SessionEvent, {
        type: T;
    }>) => void, options?: {
        signal?: AbortSignal;
    }): () => void;
    /**
     * Logs in as the client's `login` does, and keeps the tokens. With FusionAuth only the outcome `signed_in` is a
     * login; other outcomes do not change the session.
     *
     * With Fusio, a login with `scopes` asks for the scope `authorization` as well: without it the server does not end
     * the token at a sign-out.
     *
     * Rejects as the client's `login` does. Rejects with `aborted` if another sign-in or a sign-out began after this call
     * and has taken effect: then the session asks the server to end the tokens of this call. `setTokens` and
     * `handleCallback` do the same.
     */
    signIn(request: Parameters<C["login"]>[0], options?: CallOptions): ReturnType<C["login"]>;
    /**
     * Completes a login that asked for a second factor (`two_factor_required`), and keeps the tokens as `signIn` does.
     * With `trustComputer` it also keeps the trust id. On this device, `signIn` with any login id of the user then needs
     * no second factor, even after a sign-out. Rejects as the client's `twoFactorLogin` does, and with `aborted` as
     * `signIn` does.
     */
    signInTwoFactor<U extends object, R extends object>(this: Session<FusionAuthClient<U, R>>, request: TwoFactorLoginRequest, options?: CallOptions): Promise<LoginOutcome<U, R>>;
    /** Does the same as `signIn`, but with a code instead of a password, as the client's `passwordlessLogin` does. */
    signInPasswordless<U extends object, R extends object>(this: Session<FusionAuthClient<U, R>>, request: Parameters<FusionAuthClient["passwordlessLogin"]>[0], options?: CallOptions): Promise<LoginOutcome<U, R>>;
    /**
     * Signs in with the answer of another call, such as `identityCallback`. Rejects with `validation` when the answer has
     * no token, and with `aborted` as `signIn` does.
     */
    setTokens(answer: TokenAnswer): Promise<void>;
    /**
     * Sends the browser to a provider. The browser comes back to `redirectUri`, where `handleCallback`
     * completes the login. This must happen within 10 minutes and in the same tab. Only the login that
     * started last counts.
     *
     * Rejects as the client's `identityRedirect` does, and with `storage` when `sessionStorage` is full.
     */
    startLogin(this: Session<FusioClient>, login: ProviderLogin): Promise<{
        readonly url: string;
    }>;
    /**
     * Completes a login through a provider. It first removes the tokens and the nonce from the address bar,
     * then signs in. A second call for the same login returns the same promise. By default, `url` is the page's address.
     *
     * `returnTo` is the value that `startLogin` got. It comes from this tab's storage, never from the
     * address. The package does not open `returnTo`. An app that takes `returnTo` from an address must check
     * that it is one of the app's own paths.
     *
     * Rejects with `callback`; the session stays as it is. The `code` is `not_a_callback` (an ordinary
     * visit), `unknown_transaction` (no login is under way in this tab, or it has ended),
     * `state_mismatch` (`url` belongs to another login; the login under way goes on) or
     * `expired_transaction`. If the provider refuses the login, for example with `access_denied`, Fusio
     * itself shows the error.
     */
    handleCallback(this: Session<FusioClient>, url?: string | URL): Promise<{
        readonly returnTo: string | null;
    }>;
    /**
     * An access token that is valid for at least `minTtlSeconds`, or for half of its lifetime if that is less. Refreshes
     * the token first if necessary.
     *
     * Rejects with `no_session` (also if somebody else has signed in during the refresh), with `session_expired`, or with
     * the error of the refresh if the old token has expired.
     */
    accessToken(options?: CallOptions & {
        minTtlSeconds?: number;
    }): Promise<Secret>;
    /**
     * Calls `work` with the access token. When the server refuses the token (`unauthorized`), calls
     * `work` once more with a new token of the same sign-in. When the user has signed out meanwhile,
     * or somebody else has signed in, it rejects with the first error.
     */
    call<T>(work: (token: Secret) => Promise<T>, options?: CallOptions): Promise<T>;
    /**
     * `fetch` with the access token. After a 401 it sends the request once more, if a new token of the
     * same sign-in can help. A request to an origin that is not in `tokenOrigins` goes without the
     * token.
     *
     * Rejects as `accessToken` and the platform's `fetch` do.
     */
    fetch(...request: Parameters<typeof globalThis.fetch>): Promise<Response>;
    /** Gets a new access token, even if the old one is valid. Rejects as `accessToken` does, and if the refresh fails. */
    refresh(options?: CallOptions): Promise<void>;
    /**
     * The user: Fusio's account, or FusionAuth's user. The server is asked once for each sign-in, and all callers share
     * its answer; the answer to a login of FusionAuth already has the user. The answer is kept in memory until the
     * sign-in ends, and never in the storage. With `fresh`, the server is always asked, for example after a change of the
     * user.
     *
     * Rejects as `accessToken` and the client's `account` or `findUser` do. Rejects with `no_session` also when the
     * sign-in has ended before the answer came. After a failure, the next call asks again. But after a failure with
     * `fresh`, a call without `fresh` returns the earlier answer, if there is one.
     */
    user(options?: CallOptions & {
        fresh?: boolean;
    }): Promise<SessionUser<C>>;
    /**
     * First removes the tokens from this device, then asks the server to end them. The result `told` says whether the
     * server confirmed this. `everywhere` (FusionAuth only) ends all of the user's sessions. If the package's
     * engine (WebAssembly or JavaScript) cannot be loaded, the server is not asked.
     */
    signOut(options?: {
        everywhere?: boolean;
    }): Promise<{
        readonly told: boolean;
    }>;
    /** Ends timers and listeners of this object; the user stays signed in. */
    close(): void;
}

/**
 * Loads the engine before the first call, for example when a login form is shown. The first
 * call then waits only for its answer.
 *
 * Rejects with `unsupported` where the engine cannot be loaded; a later call tries again.
 */
export declare function preload(): Promise<void>;

/** The error kinds of each method of `FusioClient`, for `isClientError<FusioErrors["login"]>(error)`. */
export interface FusioErrors {
    register: "conflict" | "captcha" | "registration_disabled" | CommonErrorKind;
    activate: "invalid_token" | "registration_disabled" | CommonErrorKind;
    login: "invalid_credentials" | CommonErrorKind;
    refresh: "invalid_token" | "login_prevented" | CommonErrorKind;
    requestPasswordReset: "not_found" | "unsupported" | "captcha" | CommonErrorKind;
    executePasswordReset: "invalid_token" | CommonErrorKind;
    account: "unauthorized" | "forbidden" | CommonErrorKind;
    updateAccount: "conflict" | "unauthorized" | "forbidden" | CommonErrorKind;
    changePassword: "invalid_credentials" | "unsupported" | "unauthorized" | "forbidden" | CommonErrorKind;
    identities: "not_found" | CommonErrorKind;
    providerCallback: "callback" | "login_prevented" | "conflict" | "not_found" | "registration_disabled" | CommonErrorKind;
    scopes: "unauthorized" | "forbidden" | CommonErrorKind;
    scopeCategories: "unauthorized" | "forbidden" | CommonErrorKind;
    token: "invalid_credentials" | "invalid_token" | "login_prevented" | "forbidden" | CommonErrorKind;
    whoami: "unauthorized" | "forbidden" | CommonErrorKind;
    revoke: "unauthorized" | "forbidden" | CommonErrorKind;
    identityRedirect: CommonErrorKind;
    identityCallback: "callback" | CommonErrorKind;
    providerAuthorize: CommonErrorKind;
    providerCode: "callback" | CommonErrorKind;
}

/**
 * A client of one Fusio server. It holds no tokens.
 *
 * Calls take `{ signal, timeoutMs }` as their last argument, and reject with a `ClientError`.
 */
export declare class FusioClient {
    /** A client for the server at `options.baseUrl`. */
    constructor(options: ClientOptions);
    /**
     * Creates an account.
     *
     * If the server requires confirmation, it sends a mail with a token for
     * `activate`, and the user cannot log in before the activation. A server
     * that cannot send this mail answers with an error (`server`), but has created the account.
     *
     * `POST /consumer/register`. Sent once, never retried.
     *
     * Rejects with
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `conflict`: the name or the e-mail address is already taken; `fieldErrors` says which.
     * - `captcha`: the captcha is missing or was not accepted.
     * - `registration_disabled`: the server does not accept registrations.
     *
     * @example
     * const request = { name: "baz", email: "baz@example.com", password: "foobar!123" };
     * const { success } = await fusio.register(request); // true
     */
    register(request: RegisterRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Confirms an account with the token from the mail.
     *
     * `POST /consumer/activate`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the token is wrong, used, replaced by a newer one or older than an hour.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `registration_disabled`: the server does not accept registrations.
     *
     * @example
     * // `token` is the end of the link in the mail.
     * const { success } = await fusio.activate({ token }); // true
     */
    activate(request: ActivateRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Logs in with a name or an e-mail address, and a password.
     *
     * `POST /consumer/login`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the password is wrong, or the account is unknown, not confirmed or disabled; the server does not say which.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * const request = { username: "baz", password: "foobar!123", scopes: ["consumer.account"] };
     * const { scope, token } = await fusio.login(request); // "consumer.account"
     * const wrong = { ...request, password: "not the password" };
     * const { kind } = await fusio.login(wrong).catch((error) => error); // "invalid_credentials"
     */
    login(request: LoginRequest, options?: CallOptions | null): Promise<LoginResponse>;
    /**
     * Exchanges a refresh token for new tokens.
     *
     * The old access token stops working in all tabs and programs that use it.
     *
     * `PUT /consumer/login`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the refresh token is wrong or expired.
     * - `login_prevented`: the account was disabled.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * // `refreshToken` is the `refresh_token` of the last login or refresh.
     * const { token } = await fusio.refresh({ refresh_token: refreshToken });
     * const { name } = await fusio.account(token); // "baz"
     */
    refresh(request: RefreshRequest, options?: CallOptions | null): Promise<LoginResponse>;
    /**
     * Asks for a mail with a link to reset the password.
     *
     * `POST /consumer/password_reset`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: no account has this address (do not show this to visitors: it reveals who has an account).
     * - `unsupported`: the account belongs to a social login and has no password.
     * - `captcha`: the captcha is missing or was not accepted.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * const { success } = await fusio.requestPasswordReset({ email: "baz@example.com" }); // true
     * const unknown = { email: "nobody@example.com" };
     * const { kind } = await fusio.requestPasswordReset(unknown).catch((error) => error); // "not_found"
     */
    requestPasswordReset(request: RequestPasswordResetRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Sets a new password with the token from the mail.
     *
     * `PUT /consumer/password_reset`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the token is wrong, used, replaced by a newer one or older than an hour.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * // `token` is the end of the link in the mail.
     * await fusio.executePasswordReset({ token, newPassword: "another-Horse-8" });
     * const login = await fusio.login({ username: "baz", password: "another-Horse-8" });
     * const { name } = await fusio.account(login.token); // "baz"
     */
    executePasswordReset(request: ExecutePasswordResetRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Returns the account of the token's user.
     *
     * `GET /consumer/account`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `consumer.account`.
     *
     * @example
     * const { token } = await fusio.login({ username: "baz", password: "foobar!123" });
     * const { email } = await fusio.account(token); // "baz@example.com"
     */
    account(token: string, options?: CallOptions | null): Promise<Account>;
    /**
     * Changes the e-mail address.
     *
     * `PUT /consumer/account`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `conflict`: the address is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `consumer.account`.
     */
    updateAccount(token: string, request: UpdateAccountRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Changes the password. The user's existing tokens stay valid.
     *
     * `PUT /consumer/account/change_password`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the old password is wrong.
     * - `validation`: a member is missing or invalid; `oldPassword`, too, must follow the rules for new passwords.
     * - `unsupported`: the account belongs to a social login and has no password.
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `consumer.account`.
     */
    changePassword(token: string, request: ChangePasswordRequest, options?: CallOptions | null): Promise<Message>;
    /**
     * Lists the providers of social login.
     *
     * `GET /consumer/identity`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: no app has the key `appKey`.
     *
     * @example
     * const { entry = [] } = await fusio.identities();
     * const names = entry.map(({ name }) => name); // ["Hub"]
     */
    identities(request?: IdentitiesRequest | null, options?: CallOptions | null): Promise<Collection<Identity>>;
    /**
     * Exchanges a provider's code for a token. Only for Fusio before 4.0.
     *
     * `provider` is `facebook`, `google`, `github` or another provider of the server.
     *
     * `POST /consumer/provider/{provider}`. Sent once, never retried.
     *
     * Rejects with
     * - `callback`: the provider refused the code.
     * - `login_prevented`: the provider's user may not log in.
     * - `conflict`: the provider's user has the name or the address of another account.
     * - `not_found`: there is no such provider, or the server is Fusio 4.0 or later.
     * - `registration_disabled`: the server does not accept registrations.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     */
    providerCallback(provider: string, request: ProviderCallbackRequest, options?: CallOptions | null): Promise<LoginResponse>;
    /**
     * Lists the user's scopes that are in the category of the user's role.
     *
     * `GET /consumer/scope`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `consumer.scope`.
     */
    scopes(token: string, options?: CallOptions | null): Promise<Collection<Scope>>;
    /**
     * Lists all scopes of the user by category.
     *
     * `GET /consumer/scope/categories`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `consumer.scope`.
     */
    scopeCategories(token: string, options?: CallOptions | null): Promise<ScopeCategories>;
    /**
     * Asks the token endpoint for a token (OAuth 2.0).
     *
     * The client's id and secret are those of an app. For the client credentials grant, a user's
     * name and password also work. The error's `code` is the `error` of OAuth 2.0, for example
     * `invalid_grant`.
     *
     * `POST /authorization/token`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the client's or the user's credentials are wrong.
     * - `invalid_token`: the code or the refresh token is wrong, used or expired.
     * - `login_prevented`: the user or the app is disabled.
     * - `forbidden`: the user did not allow the access.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     */
    token(clientId: string, clientSecret: string, request: TokenRequest, options?: CallOptions | null): Promise<TokenResponse>;
    /**
     * Returns the account of the token's user.
     *
     * `GET /authorization/whoami`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `authorization`.
     */
    whoami(token: string, options?: CallOptions | null): Promise<Account>;
    /**
     * Revokes the access token.
     *
     * `POST /authorization/revoke`. Sent once, never retried.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     * - `forbidden`: the token lacks the scope `authorization`.
     */
    revoke(token: string, options?: CallOptions | null): Promise<Message>;
    /**
     * Returns the address that the browser must open for a login through `identity`. Nothing is sent.
     *
     * The address is that of `GET /consumer/identity/{identity}/redirect`. `identity` is the id of
     * an identity, or `~` followed by its name. `redirectUri` is the address of the app's page that
     * calls `identityCallback`. The host of this page must be the host of
     * the app in Fusio's settings. Keep the nonce until the browser comes back.
     *
     * Rejects with
     * - `validation`: `redirectUri` is not an http or https address, or `identity` is empty.
     */
    identityRedirect(identity: string | number, redirectUri: string): Promise<LoginStart>;
    /**
     * Reads the tokens from the address that the browser came back to. Nothing is sent.
     *
     * Remove the tokens from the address bar at once (`history.replaceState`). The error's `code`
     * is `not_a_callback` (an ordinary visit) or `state_mismatch` (the nonce is missing or wrong,
     * so the app did not start the login). If the address has an `error`, the `code` comes from
     * this `error`, as in `providerCode`. But Fusio sends no such address: if
     * the provider refuses the login, for example with `access_denied`, Fusio itself shows the error,
     * and the browser does not come back.
     *
     * Rejects with
     * - `callback`: the address is not a login callback, or the nonce is missing or wrong.
     * - `validation`: `url` is not an address.
     */
    identityCallback(url: string, nonce: string): Promise<TokenResponse>;
    /**
     * Returns the address of the provider's consent page, for an app that runs the login itself.
     * Nothing is sent.
     *
     * Keep the nonce until the browser comes back.
     *
     * Rejects with
     * - `validation`: an address is not http or https.
     */
    providerAuthorize(request: AuthorizeRequest): Promise<LoginStart>;
    /**
     * Reads the code from the address that the provider sent the browser back to. Nothing is sent.
     *
     * The error's `code` is `not_a_callback` or `state_mismatch`, as in
     * `identityCallback`, or a code of OAuth 2.0 that the provider sent
     * (RFC 6749, 4.1.2.1). Any other code of the provider becomes `provider_error`.
     *
     * Rejects with
     * - `callback`: the address is not a login callback, the nonce is missing or wrong, or the provider refused the login.
     * - `validation`: `url` is not an address.
     */
    providerCode(url: string, nonce: string): Promise<string>;
}

/** The error kinds of each method of `FusionAuthClient`, for `isClientError<FusionAuthErrors["login"]>(error)`. */
export interface FusionAuthErrors {
    register: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
    createAndRegister: "conflict" | "invalid_token" | "unauthorized" | CommonErrorKind;
    retrieveRegistration: "not_found" | "unauthorized" | CommonErrorKind;
    updateRegistration: "not_found" | "unauthorized" | CommonErrorKind;
    deleteRegistration: "not_found" | "unauthorized" | CommonErrorKind;
    patchRegistration: "not_found" | "unauthorized" | CommonErrorKind;
    mergePatchRegistration: "not_found" | "unauthorized" | CommonErrorKind;
    jsonPatchRegistration: "not_found" | "unauthorized" | CommonErrorKind;
    verifyRegistration: "invalid_token" | CommonErrorKind;
    verifyUserRegistration: "invalid_token" | CommonErrorKind;
    resendRegistrationVerification: "unsupported" | "not_found" | "unauthorized" | CommonErrorKind;
    login: "invalid_credentials" | "login_prevented" | "account_expired" | "account_locked" | "unauthorized" | CommonErrorKind;
    loginPing: "login_prevented" | "account_expired" | "account_locked" | "not_found" | "unauthorized" | CommonErrorKind;
    logout: CommonErrorKind;
    twoFactorLogin: "invalid_token" | "login_prevented" | "account_expired" | "invalid_credentials" | "account_locked" | CommonErrorKind;
    sendTwoFactorCodeForLoginUsingMethod: "invalid_token" | "login_prevented" | "account_locked" | CommonErrorKind;
    startTwoFactorLogin: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveTwoFactorStatus: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveTwoFactorStatusWithRequest: "not_found" | "unauthorized" | CommonErrorKind;
    generateTwoFactorSecret: "unauthorized" | CommonErrorKind;
    generateTwoFactorSecretUsingJwt: "unauthorized" | CommonErrorKind;
    sendTwoFactorCodeForEnableDisable: "not_found" | "unauthorized" | CommonErrorKind;
    sendTwoFactorCodeForEnableDisableUsingJwt: "unauthorized" | CommonErrorKind;
    enableTwoFactor: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
    enableTwoFactorUsingJwt: "invalid_credentials" | "unauthorized" | CommonErrorKind;
    disableTwoFactor: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
    disableTwoFactorWithRequest: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
    disableTwoFactorUsingJwt: "invalid_credentials" | "not_found" | "unauthorized" | CommonErrorKind;
    updateTwoFactor: "not_found" | "unauthorized" | CommonErrorKind;
    generateTwoFactorRecoveryCodes: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveTwoFactorRecoveryCodes: "not_found" | "unauthorized" | CommonErrorKind;
    refresh: "invalid_token" | CommonErrorKind;
    revokeRefreshTokens: "not_found" | "unauthorized" | CommonErrorKind;
    revokeRefreshToken: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveRefreshTokens: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveRefreshToken: "not_found" | "unauthorized" | CommonErrorKind;
    validateJwt: "unauthorized" | CommonErrorKind;
    issueJwt: "unauthorized" | CommonErrorKind;
    retrieveJwtPublicKey: "not_found" | CommonErrorKind;
    retrieveJsonWebKeySet: CommonErrorKind;
    createUser: "conflict" | "invalid_token" | "unauthorized" | CommonErrorKind;
    retrieveUser: "not_found" | "unauthorized" | CommonErrorKind;
    findUser: "not_found" | "unauthorized" | CommonErrorKind;
    updateUser: "not_found" | "invalid_credentials" | "conflict" | "unauthorized" | CommonErrorKind;
    deactivateUser: "not_found" | "unauthorized" | CommonErrorKind;
    reactivateUser: "not_found" | "unauthorized" | CommonErrorKind;
    deleteUser: "not_found" | "unauthorized" | CommonErrorKind;
    patchUser: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
    mergePatchUser: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
    jsonPatchUser: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
    searchUsersByIds: "unauthorized" | CommonErrorKind;
    searchUsersByQueryString: "unauthorized" | CommonErrorKind;
    importUsers: "conflict" | "unauthorized" | CommonErrorKind;
    retrieveRecentLogins: "not_found" | "unauthorized" | CommonErrorKind;
    deactivateUsersByIds: "unauthorized" | CommonErrorKind;
    deleteUsersByQuery: "unauthorized" | CommonErrorKind;
    verifyEmailAddress: "invalid_token" | "unsupported" | "unauthorized" | CommonErrorKind;
    resendEmailVerification: "unsupported" | "not_found" | "unauthorized" | CommonErrorKind;
    startVerifyIdentity: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
    sendVerifyIdentity: "invalid_token" | "unauthorized" | CommonErrorKind;
    completeVerifyIdentity: "invalid_token" | "invalid_token" | "unauthorized" | CommonErrorKind;
    verifyIdentity: "not_found" | "unauthorized" | CommonErrorKind;
    forgotPassword: "unsupported" | "unsupported" | "not_found" | "unauthorized" | CommonErrorKind;
    changePassword: "invalid_token" | CommonErrorKind;
    changePasswordByIdentity: "invalid_credentials" | "unauthorized" | CommonErrorKind;
    changePasswordUsingJwt: "invalid_credentials" | "unauthorized" | CommonErrorKind;
    retrievePasswordValidationRules: "not_found" | CommonErrorKind;
    startPasswordlessLogin: "not_found" | "unsupported" | "unauthorized" | CommonErrorKind;
    sendPasswordlessCode: "invalid_token" | "not_found" | "unsupported" | CommonErrorKind;
    passwordlessLogin: "invalid_token" | "login_prevented" | "account_expired" | "account_locked" | CommonErrorKind;
    createApplication: "conflict" | "unauthorized" | CommonErrorKind;
    retrieveApplication: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveApplications: "unauthorized" | CommonErrorKind;
    updateApplication: "not_found" | "conflict" | "unauthorized" | CommonErrorKind;
    deleteApplication: "not_found" | "unauthorized" | CommonErrorKind;
    createTenant: "conflict" | "unauthorized" | CommonErrorKind;
    retrieveTenant: "not_found" | "unauthorized" | CommonErrorKind;
    retrieveTenants: "unauthorized" | CommonErrorKind;
}

/**
 * A client of one FusionAuth server. It holds no session.
 *
 * `user.data` and `registration.data` may have types of your own, which are not checked at run time:
 * `new FusionAuthClient<{ plan: string }, { seats: number }>(options)`.
 *
 * Calls take `{ signal, timeoutMs }` as their last argument, and reject with a `ClientError`.
 * Instants are epoch milliseconds, but seconds in the claims of a token.
 */
export declare class FusionAuthClient<UserData extends object = Record<string, unknown>, RegistrationData extends object = Record<string, unknown>> {
    /**
     * A client for the server at `options.baseUrl`.
     *
     * In a browser it throws a `ClientError` (`unsupported`) when there is an `apiKey`, unless
     * `dangerouslyAllowBrowser` is true. The first call reports other mistakes in the options.
     */
    constructor(options: FusionAuthOptions);
    /** The same client for another tenant (UUID). */
    forTenant(tenantId: string): FusionAuthClient<UserData, RegistrationData>;
    /**
     * Registers an existing user with an application.
     *
     * If the registration must be verified, the server sends a mail with the id for
     * `verifyRegistration`.
     *
     * `POST /api/user/registration/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `conflict`: the user is already registered (code `[duplicate]registration`).
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     *
     * @example
     * const request = { registration: { applicationId, roles: ["user"] } };
     * const { registration } = await fusionauth.register(userId, request);
     * const { roles } = registration; // ["user"]
     */
    register(userId: string, request: RegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Creates a user and registers it with an application. If one of these steps fails, the server changes nothing.
     *
     * Without `userId` (UUID) the server chooses one.
     *
     * `POST /api/user/registration/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `conflict`: the e-mail address, the user name, the phone number or the id is already taken.
     * - `invalid_token`: an id in `verificationIds` is wrong or used, or its verification is not complete.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     *
     * @example
     * const user = { email: "ada@example.com", password: "correct horse 1" };
     * const request = { user, registration: { applicationId } };
     * const { registration } = await fusionauth.createAndRegister(null, request);
     * const { verified } = registration; // true
     * const again = fusionauth.createAndRegister(null, request);
     * const { kind } = await again.catch((error) => error); // "conflict"
     */
    createAndRegister(userId: string | null | undefined, request: CreateAndRegisterRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Returns the registration of a user with an application.
     *
     * `GET /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user, the application or the registration does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     *
     * @example
     * const { registration } = await fusionauth.retrieveRegistration(userId, applicationId);
     * const { roles } = registration; // ["user"]
     */
    retrieveRegistration(userId: string, applicationId: string, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Replaces a registration. The server clears members that the request leaves out.
     *
     * The application's id is sent in the address (since FusionAuth 1.25.0) and in the body; see
     * the option `shortPaths`.
     *
     * `PUT /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the registration does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     *
     * @example
     * const request = { registration: { applicationId, roles: ["editor"] } };
     * const { registration } = await fusionauth.updateRegistration(userId, request);
     * const { roles } = registration; // ["editor"]
     */
    updateRegistration(userId: string, request: RegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Deletes a registration. The user and its other registrations stay.
     *
     * The user's refresh tokens for the application stay valid, but new access tokens have no roles.
     *
     * `DELETE /api/user/registration/{userId}/{applicationId}`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the registration does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     *
     * @example
     * await fusionauth.deleteRegistration(userId, applicationId);
     * const deleted = fusionauth.retrieveRegistration(userId, applicationId);
     * const { kind } = await deleted.catch((error) => error); // "not_found"
     */
    deleteRegistration(userId: string, applicationId: string, options?: CallOptions | null): Promise<void>;
    /**
     * Changes members of a registration, in FusionAuth's original form of patch.
     *
     * Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0. The
     * application's id is sent in the address (since 1.25.0) and in the body. With
     * the option `shortPaths`, the id is only in the body. FusionAuth then replaces the whole
     * registration instead of the given members (seen with 1.56).
     *
     * `PATCH /api/user/registration/{userId}/{applicationId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the registration does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     *
     * @example
     * const request = { registration: { applicationId, roles: ["editor"], timezone: null } };
     * const { registration } = await fusionauth.patchRegistration(userId, request);
     * const { roles } = registration; // ["editor", "user"]
     */
    patchRegistration(userId: string, request: PatchRegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Changes members of a registration by a merge patch (RFC 7396).
     *
     * Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
     *
     * `PATCH /api/user/registration/{userId}/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the registration does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    mergePatchRegistration(userId: string, request: PatchRegistrationRequest<RegistrationData>, options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Changes a registration by a JSON patch (RFC 6902). The server applies all operations or none.
     *
     * Paths start with the member `registration`, for example `/registration/roles/-`. Since
     * FusionAuth 1.39.0.
     *
     * `PATCH /api/user/registration/{userId}/{applicationId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the registration does not exist.
     * - `validation`: a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    jsonPatchRegistration(userId: string, applicationId: string, request: PatchOperation[], options?: CallOptions | null): Promise<RegistrationResponse<UserData, RegistrationData>>;
    /**
     * Verifies a registration with the id from the mail.
     *
     * The id is a part of the path. This form of the request is deprecated since FusionAuth 1.27.0.
     *
     * `POST /api/user/verify-registration/{verificationId}`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the id is wrong, used or expired.
     *
     * @example
     * // `verificationId` is in the link of the mail.
     * await fusionauth.verifyRegistration(verificationId);
     * const { registration } = await fusionauth.retrieveRegistration(userId, applicationId);
     * const { verified } = registration; // true
     */
    verifyRegistration(verificationId: string, options?: CallOptions | null): Promise<void>;
    /**
     * Verifies a registration with the id from the mail, and with the code if there is one.
     *
     * Since FusionAuth 1.27.0.
     *
     * `POST /api/user/verify-registration`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the id or the code is wrong, used or expired.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     */
    verifyUserRegistration(request: VerifyRegistrationRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Sends a new verification mail for a registration. If the request switches the mail off, the
     * server only makes a new id.
     *
     * With an API key the answer has the new id; without a key the answer is empty.
     *
     * `PUT /api/user/verify-registration`. Sent once, never retried.
     *
     * Rejects with
     * - `unsupported`: the application does not verify registrations.
     * - `not_found`: the user or the registration does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is wrong.
     *
     * @example
     * const request = { applicationId, email: "ada@example.com" };
     * const { verificationId: id } = await fusionauth.resendRegistrationVerification(request);
     * if (id) await fusionauth.verifyRegistration(id);
     */
    resendRegistrationVerification(request: ResendRegistrationVerificationRequest, options?: CallOptions | null): Promise<VerificationResponse>;
    /**
     * Logs in with a password and an e-mail address, a user name or a phone number.
     *
     * Each kind of success has its own status. Only `signed_in` is a complete login to the
     * application. The error `login_prevented` has the user actions, such as a ban, that prevent the
     * login (`actions`). If the tenant is set up for it, too many failed logins lock the account
     * for some time.
     *
     * `POST /api/login`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the login id or the password is wrong.
     * - `login_prevented`: a user action prevents the login.
     * - `account_expired`: the account has expired.
     * - `account_locked`: the account is locked or disabled.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the application requires an API key.
     *
     * @example
     * const request = { loginId: "ada@example.com", password: "correct horse 1", applicationId };
     * const { status, response } = await fusionauth.login(request); // "signed_in"
     * const wrong = { ...request, password: "not the password" };
     * const { kind } = await fusionauth.login(wrong).catch((error) => error); // "invalid_credentials"
     */
    login(request: FusionAuthLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>>;
    /**
     * Records that a user has logged in. No password is sent or checked, and the answer may be empty.
     *
     * `PUT /api/login`. Retried when no answer came.
     *
     * Rejects with
     * - `login_prevented`: a user action prevents the login.
     * - `account_expired`: the account has expired.
     * - `account_locked`: the account is locked or disabled.
     * - `not_found`: the user or the application does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    loginPing(request: LoginPingRequest, options?: CallOptions | null): Promise<LoginPingOutcome<UserData, RegistrationData>>;
    /**
     * Revokes a refresh token, or all refresh tokens of its owner. Access tokens stay valid until
     * they expire.
     *
     * The server also accepts a token that it does not know.
     *
     * `POST /api/logout`. Retried if no answer came, and after 429, 502, 503 or 504.
     */
    logout(request: LogoutRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Completes a login with the code of a second factor. The code comes from an authenticator app or from a
     * message, or is a recovery code.
     *
     * After a wrong code, the call can be made again with the same id of the login.
     *
     * `POST /api/two-factor/login`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the id of the login is wrong, used or expired: log in again.
     * - `login_prevented`: a user action prevents the login.
     * - `account_expired`: the account has expired.
     * - `invalid_credentials`: the code is wrong, used or expired.
     * - `account_locked`: the account is locked or disabled.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * // After `two_factor_required`, `twoFactorId` is in the answer of `login`.
     * // `methodId` is the `id` of one of the `methods` in this answer.
     * await fusionauth.sendTwoFactorCodeForLoginUsingMethod(twoFactorId, { methodId });
     * // `typeCode` returns what the user types: the code from the mail.
     * const code = await typeCode();
     * const wrong = { twoFactorId, code: "not the code" };
     * const { kind } = await fusionauth.twoFactorLogin(wrong).catch((error) => error); // "invalid_credentials"
     * const { status } = await fusionauth.twoFactorLogin({ twoFactorId, code }); // "signed_in"
     */
    twoFactorLogin(request: TwoFactorLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>>;
    /**
     * Sends a code to one of the user's second factors. The code completes the login; earlier codes
     * of this login become invalid.
     *
     * `POST /api/two-factor/send/{twoFactorId}`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the id of the login is wrong, used or expired: log in again.
     * - `login_prevented`: a user action prevents the login.
     * - `account_locked`: the account is locked or disabled.
     * - `validation`: the second factor is unknown, or codes cannot be sent to it.
     */
    sendTwoFactorCodeForLoginUsingMethod(twoFactorId: string, request: TwoFactorSendRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Starts a check of a user's second factor without a login: for example, before a change of the password.
     *
     * `twoFactorLogin` completes the check. Its answer has the `trustToken` that the
     * change of the password needs.
     *
     * `POST /api/two-factor/start`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    startTwoFactorLogin(request: TwoFactorStartRequest, options?: CallOptions | null): Promise<TwoFactorStartResponse>;
    /**
     * Says whether a login of the user in the request would need a second factor. With a trust id, the answer is about
     * a login on the device that got this id.
     *
     * `GET /api/two-factor/status/{twoFactorTrustId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveTwoFactorStatus(twoFactorTrustId: string | null | undefined, request: TwoFactorStatusQuery, options?: CallOptions | null): Promise<TwoFactorStatus>;
    /**
     * Says whether the `action` of the request, such as a login, would need a second factor. The trust id is in the
     * body, not in the address.
     *
     * Since FusionAuth 1.62.0.
     *
     * `POST /api/two-factor/status`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveTwoFactorStatusWithRequest(request: TwoFactorStatusRequest, options?: CallOptions | null): Promise<TwoFactorStatus>;
    /**
     * Makes the secret of an authenticator app. The server does not store the secret:
     * `enableTwoFactor` sends it back, with a code from the app.
     *
     * `GET /api/two-factor/secret`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    generateTwoFactorSecret(options?: CallOptions | null): Promise<TwoFactorSecretResponse>;
    /**
     * Makes the secret of an authenticator app, with the access token of the user.
     *
     * `GET /api/two-factor/secret`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    generateTwoFactorSecretUsingJwt(token: string, options?: CallOptions | null): Promise<TwoFactorSecretResponse>;
    /**
     * Sends a code to an e-mail address or a phone number. The code is for adding or removing a second factor.
     *
     * `POST /api/two-factor/send`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: the second factor is unknown, or codes cannot be sent to it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    sendTwoFactorCodeForEnableDisable(request: TwoFactorSendRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Sends the code with which the user of an access token adds or removes a second factor.
     *
     * `POST /api/two-factor/send`. Sent once, never retried.
     *
     * Rejects with
     * - `validation`: the second factor is unknown, or codes cannot be sent to it.
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    sendTwoFactorCodeForEnableDisableUsingJwt(token: string, request: TwoFactorSendRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Adds a second factor to a user. If the user had no second factor before, the answer has the recovery codes.
     *
     * `POST /api/user/two-factor/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the code is wrong, used or expired.
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    enableTwoFactor(userId: string, request: TwoFactorRequest, options?: CallOptions | null): Promise<TwoFactorResponse>;
    /**
     * Adds a second factor to the access token's user. If the user had no second factor before, the
     * answer has the recovery codes.
     *
     * `POST /api/user/two-factor`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the code is wrong, used or expired.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    enableTwoFactorUsingJwt(token: string, request: TwoFactorRequest, options?: CallOptions | null): Promise<TwoFactorResponse>;
    /**
     * Removes a second factor of a user. A recovery code removes all second factors. The code is in the address of
     * the request, and such addresses may get into logs, so prefer
     * `disableTwoFactorWithRequest`.
     *
     * `DELETE /api/user/two-factor/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the code is wrong, used or expired.
     * - `not_found`: the user or the second factor does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    disableTwoFactor(userId: string, request: TwoFactorDisableQuery, options?: CallOptions | null): Promise<void>;
    /**
     * Removes a second factor of a user. A recovery code removes all second factors.
     *
     * `DELETE /api/user/two-factor/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the code is wrong, used or expired.
     * - `not_found`: the user or the second factor does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    disableTwoFactorWithRequest(userId: string, request: TwoFactorDisableRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Removes a second factor of the access token's user. A recovery code removes all second factors.
     *
     * `DELETE /api/user/two-factor`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the code is wrong, used or expired.
     * - `not_found`: the second factor does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    disableTwoFactorUsingJwt(token: string, request: TwoFactorDisableRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Changes the name of a second factor.
     *
     * Since FusionAuth 1.68.0.
     *
     * `PUT /api/user/two-factor/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user or the second factor does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    updateTwoFactor(userId: string, request: TwoFactorUpdateRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Makes new recovery codes for a user. The old ones become invalid.
     *
     * `POST /api/user/two-factor/recovery-code/{userId}`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the user does not exist, or has no second factor.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    generateTwoFactorRecoveryCodes(userId: string, options?: CallOptions | null): Promise<TwoFactorRecoveryCodesResponse>;
    /**
     * Returns the recovery codes of a user. Since FusionAuth 1.68.0, the answer has no codes.
     *
     * `GET /api/user/two-factor/recovery-code/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveTwoFactorRecoveryCodes(userId: string, options?: CallOptions | null): Promise<TwoFactorRecoveryCodesResponse>;
    /**
     * Exchanges a refresh token for a new access token.
     *
     * A login returns a refresh token only if the `loginConfiguration` of the application allows it.
     *
     * `POST /api/jwt/refresh`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the refresh token is wrong, revoked or expired.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * const request = { loginId: "ada@example.com", password: "correct horse 1", applicationId };
     * const { response } = await fusionauth.login(request);
     * // The refresh token is missing if the application allows none.
     * const refreshToken = response.refreshToken ?? "";
     * const { token } = await fusionauth.refresh({ refreshToken });
     * const isNew = token !== response.token; // true
     */
    refresh(request: FusionAuthRefreshRequest, options?: CallOptions | null): Promise<RefreshResponse>;
    /**
     * Revokes one refresh token, or all refresh tokens of an application, of a user, or of a user in
     * an application.
     *
     * `DELETE /api/jwt/refresh`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the refresh token or the user does not exist.
     * - `validation`: a member is missing or invalid, or there is no application with this id; `fieldErrors` names the member.
     * - `unauthorized`: the API key is missing; to revoke one refresh token, its owner's access token is enough.
     */
    revokeRefreshTokens(request: RevokeRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Revokes the refresh token with this id.
     *
     * `DELETE /api/jwt/refresh/{tokenId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the refresh token does not exist.
     * - `unauthorized`: the call has neither an API key nor the access token of the refresh token's owner.
     */
    revokeRefreshToken(tokenId: string, options?: CallOptions | null): Promise<void>;
    /**
     * Lists the refresh tokens of a user.
     *
     * `GET /api/jwt/refresh`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveRefreshTokens(request: RefreshTokensRequest, options?: CallOptions | null): Promise<RefreshTokensResponse>;
    /**
     * Returns the refresh token with this id.
     *
     * `GET /api/jwt/refresh/{tokenId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the refresh token does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveRefreshToken(tokenId: string, options?: CallOptions | null): Promise<RefreshTokenResponse>;
    /**
     * Asks the server whether an access token is valid, and returns its claims.
     *
     * The instants of the answer are epoch seconds. A valid token does not mean that its user is
     * registered with an application: check `applicationId` and `roles`.
     *
     * `GET /api/jwt/validate`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    validateJwt(token: string, options?: CallOptions | null): Promise<ValidateResponse>;
    /**
     * Exchanges an access token for an access token of another application.
     *
     * If the user is not registered with the application, the new token has no `applicationId` and no
     * `roles`; this is no error. The answer has a refresh token only if the request has a valid refresh
     * token of the user, if the user is registered with the application, if the application generates
     * refresh tokens, and if the expiration policy of refresh tokens is the same for both applications.
     *
     * `GET /api/jwt/issue`. Retried when no answer came.
     *
     * Rejects with
     * - `validation`: a member is missing or invalid, or there is no application with this id; `fieldErrors` names the member.
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    issueJwt(token: string, request: IssueRequest, options?: CallOptions | null): Promise<IssueResponse>;
    /**
     * Returns public keys for checking tokens: all keys, the key of an application, or the key with a given id.
     *
     * `GET /api/jwt/public-key`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the key does not exist.
     */
    retrieveJwtPublicKey(request: PublicKeyRequest, options?: CallOptions | null): Promise<PublicKeyResponse>;
    /**
     * Returns the public keys for checking tokens, as a JSON Web Key Set.
     *
     * `GET /.well-known/jwks.json`. Retried if no answer came, and after 429, 502, 503 or 504.
     */
    retrieveJsonWebKeySet(options?: CallOptions | null): Promise<JwksResponse>;
    /**
     * Creates a user.
     *
     * Without `userId` (UUID) the server chooses one.
     *
     * `POST /api/user/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `conflict`: the e-mail address, the user name, the phone number or the id is already taken.
     * - `invalid_token`: an id in `verificationIds` is wrong or used, or its verification is not complete.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    createUser(userId: string | null | undefined, request: UserRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Returns the user with this id.
     *
     * `GET /api/user/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveUser(userId: string, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Finds a user by e-mail address, user name or login id, or by the id of a password change or a
     * verification. If the query is empty and the client has no API key, the call returns the user of
     * the token in the configuration.
     *
     * `GET /api/user`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key or token is missing or does not allow this.
     */
    findUser(request: UserQuery, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Replaces a user. The server clears members that the request leaves out, except the password. The memberships
     * in groups stay as they are, even if the request has others.
     *
     * The call is not retried: if the first try has set the password, the server may refuse the same password at
     * the second try.
     *
     * `PUT /api/user/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `invalid_credentials`: the current password is wrong.
     * - `conflict`: the e-mail address, the user name or the phone number is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    updateUser(userId: string, request: UserRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Deactivates a user. A deactivated user cannot log in.
     * `reactivateUser` undoes this.
     *
     * `DELETE /api/user/{userId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    deactivateUser(userId: string, options?: CallOptions | null): Promise<void>;
    /**
     * Reactivates a deactivated user.
     *
     * `PUT /api/user/{userId}?reactivate=true`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    reactivateUser(userId: string, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Deletes a user and its registrations permanently.
     *
     * `DELETE /api/user/{userId}?hardDelete=true`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    deleteUser(userId: string, options?: CallOptions | null): Promise<void>;
    /**
     * Changes members of a user, in FusionAuth's original form of patch.
     *
     * Objects are merged, lists are extended, null removes a member. Since FusionAuth 1.12.0.
     *
     * `PATCH /api/user/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `conflict`: the e-mail address, the user name or the phone number is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    patchUser(userId: string, request: PatchUserRequest<UserData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Changes members of a user by a merge patch (RFC 7396).
     *
     * Objects are merged, lists are replaced, null removes a member. Since FusionAuth 1.39.0.
     *
     * The call is not retried: if it sets a password, the server may refuse the same password at a
     * second try.
     *
     * `PATCH /api/user/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `conflict`: the e-mail address, the user name or the phone number is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    mergePatchUser(userId: string, request: PatchUserRequest<UserData>, options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Changes a user by a JSON patch (RFC 6902). The server applies all operations or none.
     *
     * Paths start with the member `user`, for example `/user/preferredLanguages/-`. Since
     * FusionAuth 1.39.0.
     *
     * `PATCH /api/user/{userId}`. Sent once, never retried.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `conflict`: the e-mail address, the user name or the phone number is already taken.
     * - `validation`: a `test` operation failed (code `[JSONPatchTestFailed]`), or the result is invalid.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    jsonPatchUser(userId: string, request: PatchOperation[], options?: CallOptions | null): Promise<UserResponse<UserData, RegistrationData>>;
    /**
     * Returns the users with these ids. The server ignores ids that no user has.
     *
     * `GET /api/user/search`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    searchUsersByIds(request: UserIdsQuery, options?: CallOptions | null): Promise<UserSearchResponse<UserData, RegistrationData>>;
    /**
     * Returns one page of the users that a query string finds.
     *
     * It can take about a second until a search finds a new user.
     *
     * `POST /api/user/search`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    searchUsersByQueryString(request: UserSearchRequest, options?: CallOptions | null): Promise<UserSearchResponse<UserData, RegistrationData>>;
    /**
     * Imports users of another system, with their registrations and passwords.
     *
     * Passwords can be hashes or plain texts. A user without `active: true` cannot log in. Nobody gets a mail. If one
     * user is refused, nobody is imported. Only with `validateDbConstraints`, the error names the users who exist
     * already; without it, its code is `[ImportRequestFailed]`.
     *
     * `POST /api/user/import`. Sent once, never retried.
     *
     * Rejects with
     * - `conflict`: an e-mail address, a user name, a phone number or an id is probably already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    importUsers(request: ImportRequest<UserData, RegistrationData>, options?: CallOptions | null): Promise<void>;
    /**
     * Returns the recent logins of a user or of all users, newest first.
     *
     * The API key must not be locked to a tenant.
     *
     * `GET /api/user/recent-login`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveRecentLogins(request: RecentLoginsQuery, options?: CallOptions | null): Promise<RecentLoginsResponse>;
    /**
     * Deactivates the users with these ids: they can no longer log in.
     *
     * `DELETE /api/user/bulk`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    deactivateUsersByIds(request: UserDeleteQuery, options?: CallOptions | null): Promise<UserDeleteResponse>;
    /**
     * Deactivates or deletes the users whose ids are in the request, or that the query of the request finds.
     *
     * With `hardDelete`, the server deletes the users and their registrations permanently. So first send the request
     * with `dryRun`: the answer then says which users the server would delete.
     *
     * `DELETE /api/user/bulk`. Sent once, never retried.
     *
     * Rejects with
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    deleteUsersByQuery(request: UserDeleteRequest, options?: CallOptions | null): Promise<UserDeleteResponse>;
    /**
     * Verifies an e-mail address with the id from the mail, and with the code if there is one.
     *
     * `POST /api/user/verify-email`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the id or the code is wrong, used or expired.
     * - `unsupported`: the tenant does not verify addresses.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is wrong.
     */
    verifyEmailAddress(request: VerifyEmailRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Sends a new verification mail for an e-mail address. If the request switches the mail off, the
     * server only makes a new id.
     *
     * With an API key the answer has the new id; without a key the answer is empty.
     *
     * `PUT /api/user/verify-email`. Sent once, never retried.
     *
     * Rejects with
     * - `unsupported`: the tenant does not verify addresses.
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is wrong.
     */
    resendEmailVerification(request: ResendEmailVerificationRequest, options?: CallOptions | null): Promise<VerificationResponse>;
    /**
     * Starts the verification of an e-mail address or a phone number: makes an id, but sends nothing.
     *
     * If `existingUserStrategy` is `mustNotExist`, no user may have the address or the number yet.
     * When the verification is complete, put its id into `verificationIds` of the request that
     * creates the user.
     *
     * `POST /api/identity/verify/start`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `conflict`: a user already has this address or number, and the request has `mustNotExist`.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    startVerifyIdentity(request: VerifyStartRequest, options?: CallOptions | null): Promise<VerifyStartResponse>;
    /**
     * Sends the message of a verification, by mail or as a text message.
     *
     * `POST /api/identity/verify/send`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the id is wrong, used or expired.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    sendVerifyIdentity(request: VerifySendRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Completes a verification with its id, and with the code if there is one.
     *
     * The id can also be the `identityVerificationId` from the answer to a login.
     *
     * `POST /api/identity/verify/complete`. Retried when no answer came.
     *
     * Rejects with
     * - `invalid_token`: the id is wrong, used or expired.
     * - `invalid_token`: the code is wrong.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    completeVerifyIdentity(request: VerifyCompleteRequest, options?: CallOptions | null): Promise<VerifyCompleteResponse>;
    /**
     * Marks the e-mail address or the phone number of a user as verified, without a message.
     *
     * `POST /api/identity/verify`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    verifyIdentity(request: VerifyRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Sends the message (an e-mail or a text message) with which a user sets a new password.
     *
     * With an API key the answer has the id for changing the password; without a key the answer is
     * empty.
     *
     * `POST /api/user/forgot-password`. Sent once, never retried.
     *
     * Rejects with
     * - `unsupported`: the server has no mail template for forgotten passwords.
     * - `unsupported`: the user has no e-mail address.
     * - `not_found`: the user does not exist (do not show this to visitors: it reveals who has an account).
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is wrong.
     */
    forgotPassword(request: ForgotPasswordRequest, options?: CallOptions | null): Promise<ForgotPasswordResponse>;
    /**
     * Changes a password with the id from the message or from a login. All refresh tokens of the user
     * are revoked.
     *
     * `POST /api/user/change-password`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the id is wrong, used or expired, or the current password is wrong.
     * - `validation`: the new password breaks a rule; `fieldErrors` says which.
     */
    changePassword(request: FusionAuthChangePasswordRequest, options?: CallOptions | null): Promise<ChangePasswordResponse>;
    /**
     * Changes the password of the user whose e-mail address, user name or phone number is in the
     * request. All refresh tokens of the user are revoked.
     *
     * `POST /api/user/change-password`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the user or the current password is wrong.
     * - `validation`: the login id is unknown, or the new password breaks a rule; `fieldErrors` says which.
     * - `unauthorized`: the API key is wrong.
     */
    changePasswordByIdentity(request: ChangePasswordByIdentityRequest, options?: CallOptions | null): Promise<ChangePasswordResponse>;
    /**
     * Changes the password of the access token's user. All refresh tokens of the user are revoked.
     *
     * `POST /api/user/change-password`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_credentials`: the user or the current password is wrong.
     * - `validation`: the new password breaks a rule; `fieldErrors` says which.
     * - `unauthorized`: the token is missing, wrong or expired.
     */
    changePasswordUsingJwt(token: string, request: ChangePasswordUsingJwtRequest, options?: CallOptions | null): Promise<ChangePasswordResponse>;
    /**
     * Returns the password rules of the tenant with this id (UUID). Without this argument, they are the rules
     * of the client's tenant (the option `tenantId`), or of the only tenant.
     *
     * `GET /api/tenant/password-validation-rules/{tenantId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the tenant does not exist.
     */
    retrievePasswordValidationRules(tenantId: string | null | undefined, options?: CallOptions | null): Promise<PasswordValidationRulesResponse>;
    /**
     * Starts a login without a password: makes a code, but does not send it.
     *
     * Make this call only in a back end, because anyone who has the answer can log in. The call
     * needs an API key. The back end sends the code with `sendPasswordlessCode`, or in its own
     * mail.
     *
     * `POST /api/passwordless/start`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the user does not exist.
     * - `unsupported`: the application does not allow logins without a password.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    startPasswordlessLogin(request: PasswordlessStartRequest, options?: CallOptions | null): Promise<PasswordlessStartResponse>;
    /**
     * Sends the code of a login without a password, by mail or as a text message.
     *
     * `POST /api/passwordless/send`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the code is wrong, used or expired.
     * - `not_found`: the user does not exist (only if the request has no code).
     * - `unsupported`: the application does not allow logins without a password.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     */
    sendPasswordlessCode(request: PasswordlessSendRequest, options?: CallOptions | null): Promise<void>;
    /**
     * Logs in with a code instead of a password.
     *
     * The outcomes are those of `login`. If the user has clicked the link in the message, `code` of
     * the request is the code in this link. If the user got a code of six digits, `oneTimeCode` is
     * this code, and `code` is from the answer of `startPasswordlessLogin`.
     *
     * `POST /api/passwordless/login`. Sent once, never retried.
     *
     * Rejects with
     * - `invalid_token`: the code is wrong, used or expired.
     * - `login_prevented`: a user action prevents the login.
     * - `account_expired`: the account has expired.
     * - `account_locked`: the account is locked or disabled.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     *
     * @example
     * const start = { applicationId, loginId: "ada@example.com" };
     * const { code } = await fusionauth.startPasswordlessLogin(start);
     * await fusionauth.sendPasswordlessCode({ code });
     * const { status, response } = await fusionauth.passwordlessLogin({ code }); // "signed_in"
     * const { kind } = await fusionauth.passwordlessLogin({ code }).catch((error) => error); // "invalid_token"
     */
    passwordlessLogin(request: PasswordlessLoginRequest, options?: CallOptions | null): Promise<LoginOutcome<UserData, RegistrationData>>;
    /**
     * Creates an application and its roles.
     *
     * Without `applicationId` (UUID) the server chooses one.
     *
     * `POST /api/application/{applicationId}`. Sent once, never retried.
     *
     * Rejects with
     * - `conflict`: the name or the id is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    createApplication(applicationId: string | null | undefined, request: ApplicationRequest, options?: CallOptions | null): Promise<ApplicationResponse>;
    /**
     * Returns the application with this id.
     *
     * `GET /api/application/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the application does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveApplication(applicationId: string, options?: CallOptions | null): Promise<ApplicationResponse>;
    /**
     * Lists the active applications.
     *
     * `GET /api/application`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveApplications(options?: CallOptions | null): Promise<ApplicationsResponse>;
    /**
     * Replaces an application. Members that the request leaves out get their default values. The roles
     * stay as they are: the server ignores the roles in the request.
     *
     * To change one setting, change it in the answer of
     * `retrieveApplication` and send the whole application back. The
     * answer also contains the members that this client does not know.
     *
     * `PUT /api/application/{applicationId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the application does not exist.
     * - `conflict`: the name is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    updateApplication(applicationId: string, request: ApplicationRequest, options?: CallOptions | null): Promise<ApplicationResponse>;
    /**
     * Deletes an application and its registrations permanently.
     *
     * `DELETE /api/application/{applicationId}?hardDelete=true`. Retried when no answer came.
     *
     * Rejects with
     * - `not_found`: the application does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    deleteApplication(applicationId: string, options?: CallOptions | null): Promise<void>;
    /**
     * Creates a tenant.
     *
     * Without `tenantId` (UUID) the server chooses one.
     *
     * `POST /api/tenant/{tenantId}`. Sent once, never retried.
     *
     * Rejects with
     * - `conflict`: the name or the id is already taken.
     * - `validation`: a member is missing or invalid; `fieldErrors` names it.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    createTenant(tenantId: string | null | undefined, request: TenantRequest, options?: CallOptions | null): Promise<TenantResponse>;
    /**
     * Returns the tenant with this id.
     *
     * `GET /api/tenant/{tenantId}`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `not_found`: the tenant does not exist.
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveTenant(tenantId: string, options?: CallOptions | null): Promise<TenantResponse>;
    /**
     * Lists all tenants.
     *
     * `GET /api/tenant`. Retried if no answer came, and after 429, 502, 503 or 504.
     *
     * Rejects with
     * - `unauthorized`: the API key is missing or does not allow this.
     */
    retrieveTenants(options?: CallOptions | null): Promise<TenantsResponse>;
}
