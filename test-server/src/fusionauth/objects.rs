//! The objects in requests: their members, and the types of the members.

use super::fields::{Field, Kind};

/// The members that a registration may have in a request.
pub(super) const REGISTRATION: &[Field] = &[
    Field("applicationId", Kind::Uuid),
    Field("authenticationToken", Kind::Text),
    Field("data", Kind::Data),
    Field("id", Kind::Uuid),
    Field("preferredLanguages", Kind::Locales),
    Field("roles", Kind::Names),
    Field("timezone", Kind::Zone),
    Field("username", Kind::Text),
];

/// The members that a user may have in a request.
pub(super) const USER: &[Field] = &[
    Field("birthDate", Kind::Date),
    Field("data", Kind::Data),
    Field("email", Kind::Text),
    Field("encryptionScheme", Kind::Text),
    Field("expiry", Kind::Instant),
    Field("factor", Kind::Integer),
    Field("firstName", Kind::Text),
    Field("fullName", Kind::Text),
    Field("imageUrl", Kind::Text),
    Field("lastName", Kind::Text),
    Field("legacyIdentifier", Kind::Text),
    Field("memberships", Kind::List(MEMBERSHIP)),
    Field("middleName", Kind::Text),
    Field("mobilePhone", Kind::Text),
    Field("parentEmail", Kind::Text),
    Field("password", Kind::Password),
    Field("passwordChangeRequired", Kind::Boolean),
    Field("phoneNumber", Kind::Text),
    Field("preferredLanguages", Kind::Locales),
    Field("salt", Kind::Password),
    Field("timezone", Kind::Zone),
    Field("twoFactor", Kind::Object(TWO_FACTOR)),
    Field("username", Kind::Text),
];

const MEMBERSHIP: &[Field] =
    &[Field("data", Kind::Data), Field("groupId", Kind::Uuid), Field("id", Kind::Uuid)];
const TWO_FACTOR: &[Field] =
    &[Field("methods", Kind::List(TWO_FACTOR_METHOD)), Field("recoveryCodes", Kind::Names)];
/// The members of a second factor, including the secret, which no answer contains.
pub(super) const TWO_FACTOR_METHOD: &[Field] = &[
    Field("authenticator", Kind::Object(AUTHENTICATOR)),
    Field("email", Kind::Text),
    Field("id", Kind::Text),
    Field("lastUsed", Kind::Boolean),
    Field("method", Kind::Text),
    Field("mobilePhone", Kind::Text),
    Field("name", Kind::Text),
    Field("secret", Kind::Password),
];
const AUTHENTICATOR: &[Field] = &[
    Field("algorithm", Kind::Text),
    Field("codeLength", Kind::Integer),
    Field("timeStep", Kind::Integer),
];

/// The members of a user's consent.
pub(super) const USER_CONSENT: &[Field] = &[
    Field("consentId", Kind::Uuid),
    Field("data", Kind::Data),
    Field("giverUserId", Kind::Uuid),
    Field("status", Kind::Choice(&["Active", "Revoked"])),
    Field("userId", Kind::Uuid),
    Field("values", Kind::Names),
];

/// The members that a user may have in an import, in addition to those in `USER`.
pub(super) const IMPORTED_USER: &[Field] = &[
    Field("active", Kind::Boolean),
    Field("id", Kind::Uuid),
    Field("insertInstant", Kind::Instant),
    Field("passwordChangeReason", Kind::Choice(PASSWORD_CHANGE_REASONS)),
    Field("passwordLastUpdateInstant", Kind::Instant),
    Field("tenantId", Kind::Uuid),
    Field("verified", Kind::Boolean),
    Field("verifiedInstant", Kind::Instant),
];

/// The members that a user may have in an update, in addition to those in `USER`.
pub(super) const UPDATED_USER: &[Field] =
    &[Field("passwordChangeReason", Kind::Choice(PASSWORD_CHANGE_REASONS))];

/// Why a user must change the password.
pub(super) const PASSWORD_CHANGE_REASONS: &[&str] =
    &["Administrative", "Breached", "Expired", "Validation"];

/// The members that a registration may have in an import, in addition to those in `REGISTRATION`.
pub(super) const IMPORTED_REGISTRATION: &[Field] = &[
    Field("insertInstant", Kind::Instant),
    Field("lastLoginInstant", Kind::Instant),
    Field("verified", Kind::Boolean),
    Field("verifiedInstant", Kind::Instant),
];

/// The members of `search` in a request that searches for users.
pub(super) const USER_SEARCH: &[Field] = &[
    Field("accurateTotal", Kind::Boolean),
    Field("ids", Kind::Names),
    Field("nextResults", Kind::Text),
    Field("numberOfResults", Kind::Integer),
    Field("query", Kind::Text),
    Field("queryString", Kind::Text),
    Field("sortFields", Kind::List(SORT_FIELD)),
    Field("startRow", Kind::Integer),
];

/// The members of an object in `sortFields`. Each of these objects names one member of users, and the
/// found users are sorted by this member.
pub(super) const SORT_FIELD: &[Field] = &[
    Field("missing", Kind::Choice(&["_first", "_last"])),
    Field("name", Kind::Text),
    Field("order", Kind::Choice(&["asc", "desc"])),
];

/// The members of a group that this server reads; the others, except `roles`, are stored unchanged.
pub(super) const GROUP: &[Field] = &[Field("data", Kind::Data), Field("name", Kind::Text)];

/// The members of an object that makes a user a member of a group.
pub(super) const GROUP_MEMBER: &[Field] =
    &[Field("data", Kind::Data), Field("id", Kind::Uuid), Field("userId", Kind::Uuid)];

/// The members of a webhook that this server reads; the others are stored unchanged.
pub(super) const WEBHOOK: &[Field] = &[
    Field("connectTimeout", Kind::Integer),
    Field("data", Kind::Data),
    Field("description", Kind::Text),
    Field("eventsEnabled", Kind::Data),
    Field("global", Kind::Boolean),
    Field("headers", Kind::Data),
    Field("httpAuthenticationPassword", Kind::Password),
    Field("httpAuthenticationUsername", Kind::Text),
    Field("readTimeout", Kind::Integer),
    Field("signatureConfiguration", Kind::Open(SIGNATURE)),
    Field("tenantIds", Kind::Names),
    Field("url", Kind::Text),
];
const SIGNATURE: &[Field] = &[Field("enabled", Kind::Boolean), Field("signingKeyId", Kind::Uuid)];

/// The fields of a family member that this server reads; the others are stored unchanged.
pub(super) const FAMILY_MEMBER: &[Field] = &[Field("userId", Kind::Uuid)];

/// The members of the system's configuration that this server reads; the others are stored unchanged.
pub(super) const SYSTEM: &[Field] = &[Field("corsConfiguration", Kind::Object(CORS))];
const CORS: &[Field] = &[
    Field("allowCredentials", Kind::Boolean),
    Field("allowedHeaders", Kind::Names),
    Field("allowedMethods", Kind::Names),
    Field("allowedOrigins", Kind::Names),
    Field("debug", Kind::Boolean),
    Field("enabled", Kind::Boolean),
    Field("exposedHeaders", Kind::Names),
    Field("preflightMaxAgeInSeconds", Kind::Integer),
];

/// The members of an API key that this server reads; the others are stored unchanged.
pub(super) const API_KEY: &[Field] = &[
    Field("expirationInstant", Kind::Instant),
    Field("key", Kind::Text),
    Field("keyManager", Kind::Boolean),
    Field("permissions", Kind::Object(&[Field("endpoints", Kind::Lists)])),
    Field("tenantId", Kind::Uuid),
];

/// The members of an application that this server reads; the others are stored unchanged.
pub(super) const APPLICATION: &[Field] = &[
    Field("active", Kind::Boolean),
    Field("authenticationTokenConfiguration", Kind::Open(ENABLED)),
    Field("data", Kind::Data),
    Field("externalIdentifierConfiguration", Kind::Open(APPLICATION_IDS)),
    Field("jwtConfiguration", Kind::Open(APPLICATION_TOKENS)),
    Field("loginConfiguration", Kind::Open(APPLICATION_LOGIN)),
    Field("multiFactorConfiguration", Kind::Open(APPLICATION_FACTORS)),
    Field("name", Kind::Text),
    Field("passwordlessConfiguration", Kind::Open(PASSWORDLESS)),
    Field("registrationConfiguration", Kind::Open(ENABLED)),
    Field("roles", Kind::List(ROLE)),
    Field("unverified", Kind::Open(UNVERIFIED)),
    Field("verificationEmailTemplateId", Kind::Uuid),
    Field("verificationStrategy", VERIFICATION_STRATEGY),
    Field("verifyRegistration", Kind::Boolean),
];

const ENABLED: &[Field] = &[Field("enabled", Kind::Boolean)];
const PASSWORDLESS: &[Field] = &[
    Field("emailLoginStrategy", VERIFICATION_STRATEGY),
    Field("enabled", Kind::Boolean),
    Field("phoneLoginStrategy", VERIFICATION_STRATEGY),
];
const APPLICATION_IDS: &[Field] = &[Field("twoFactorTrustIdTimeToLiveInSeconds", Kind::Positive)];
const APPLICATION_LOGIN: &[Field] = &[
    Field("allowTokenRefresh", Kind::Boolean),
    Field("generateRefreshTokens", Kind::Boolean),
    Field("requireAuthentication", Kind::Boolean),
];
const APPLICATION_FACTORS: &[Field] = &[
    Field("loginPolicy", LOGIN_POLICY),
    Field("trustPolicy", Kind::Choice(&["Any", "This", "None"])),
];
const LOGIN_POLICY: Kind = Kind::Choice(&[
    "ChallengeOnHighRisk",
    "ChallengeOnMediumRisk",
    "Disabled",
    "Enabled",
    "Required",
]);
const UNVERIFIED: &[Field] = &[Field("behavior", Kind::Choice(&["Allow", "Gated"]))];
const VERIFICATION_STRATEGY: Kind = Kind::Choice(&["ClickableLink", "FormField"]);
// `application::read` checks the numbers, because they count only if `enabled` is true.
const APPLICATION_TOKENS: &[Field] = &[
    Field("accessTokenKeyId", Kind::Uuid),
    Field("enabled", Kind::Boolean),
    Field("refreshTokenExpirationPolicy", REFRESH_TOKEN_EXPIRATION),
    Field("refreshTokenTimeToLiveInMinutes", Kind::Integer),
    Field("refreshTokenUsagePolicy", REFRESH_TOKEN_USAGE),
    Field("timeToLiveInSeconds", Kind::Integer),
];
const REFRESH_TOKEN_EXPIRATION: Kind =
    Kind::Choice(&["Fixed", "SlidingWindow", "SlidingWindowWithMaximumLifetime"]);
const REFRESH_TOKEN_USAGE: Kind = Kind::Choice(&["OneTimeUse", "Reusable"]);

/// The members of a role.
pub(super) const ROLE: &[Field] = &[
    Field("description", Kind::Text),
    Field("id", Kind::Uuid),
    Field("isDefault", Kind::Boolean),
    Field("isSuperRole", Kind::Boolean),
    Field("name", Kind::Text),
];

/// The members of a tenant that this server reads; the others are stored unchanged.
pub(super) const TENANT: &[Field] = &[
    Field("data", Kind::Data),
    Field("emailConfiguration", Kind::Open(EMAIL)),
    Field("eventConfiguration", Kind::Open(EVENTS)),
    Field("externalIdentifierConfiguration", Kind::Open(IDS)),
    Field("failedAuthenticationConfiguration", Kind::Open(FAILED_LOGINS)),
    Field("issuer", Kind::Text),
    Field("jwtConfiguration", Kind::Open(TENANT_TOKENS)),
    Field("loginConfiguration", Kind::Open(TENANT_LOGIN)),
    Field("maximumPasswordAge", Kind::Open(MAXIMUM_AGE)),
    Field("minimumPasswordAge", Kind::Open(MINIMUM_AGE)),
    Field("multiFactorConfiguration", Kind::Open(TENANT_FACTORS)),
    Field("name", Kind::Text),
    Field("passwordValidationRules", Kind::Open(PASSWORD_RULES)),
    Field("phoneConfiguration", Kind::Open(PHONE)),
    Field("registrationConfiguration", Kind::Open(BLOCKED_DOMAINS)),
];

const EVENTS: &[Field] = &[Field("events", Kind::Data)];
const EMAIL: &[Field] = &[
    Field("forgotPasswordEmailTemplateId", Kind::Uuid),
    Field("implicitEmailVerificationAllowed", Kind::Boolean),
    Field("setPasswordEmailTemplateId", Kind::Uuid),
    Field("unverified", Kind::Open(UNVERIFIED)),
    Field("verificationStrategy", VERIFICATION_STRATEGY),
    Field("verifyEmail", Kind::Boolean),
    Field("verifyEmailWhenChanged", Kind::Boolean),
];
const PHONE: &[Field] = &[
    Field("forgotPasswordTemplateId", Kind::Uuid),
    Field("implicitPhoneVerificationAllowed", Kind::Boolean),
    Field("setPasswordTemplateId", Kind::Uuid),
    Field("unverified", Kind::Open(UNVERIFIED)),
    Field("verificationStrategy", VERIFICATION_STRATEGY),
    Field("verifyPhoneNumber", Kind::Boolean),
];
const IDS: &[Field] = &[
    Field("changePasswordIdTimeToLiveInSeconds", Kind::Positive),
    Field("emailVerificationIdTimeToLiveInSeconds", Kind::Positive),
    Field("oneTimePasswordTimeToLiveInSeconds", Kind::Positive),
    Field("passwordlessLoginTimeToLiveInSeconds", Kind::Positive),
    Field("phoneVerificationIdTimeToLiveInSeconds", Kind::Positive),
    Field("registrationVerificationIdTimeToLiveInSeconds", Kind::Positive),
    Field("setupPasswordIdTimeToLiveInSeconds", Kind::Positive),
    Field("trustTokenTimeToLiveInSeconds", Kind::Positive),
    Field("twoFactorIdTimeToLiveInSeconds", Kind::Positive),
    Field("twoFactorOneTimeCodeIdTimeToLiveInSeconds", Kind::Positive),
    Field("twoFactorTrustIdTimeToLiveInSeconds", Kind::Positive),
];
const TENANT_FACTORS: &[Field] = &[
    Field("authenticator", Kind::Open(ENABLED)),
    Field("email", Kind::Open(ENABLED)),
    Field("loginPolicy", LOGIN_POLICY),
    Field("sms", Kind::Open(ENABLED)),
];
const FAILED_LOGINS: &[Field] = &[
    Field("actionCancelPolicy", Kind::Open(CANCEL_POLICY)),
    Field("actionDuration", Kind::Positive),
    Field("actionDurationUnit", Kind::Choice(DURATION_UNITS)),
    Field("emailUser", Kind::Boolean),
    Field("resetCountInSeconds", Kind::Positive),
    Field("tooManyAttempts", Kind::Positive),
    Field("userActionId", Kind::Uuid),
];
const CANCEL_POLICY: &[Field] = &[Field("onPasswordReset", Kind::Boolean)];
const MAXIMUM_AGE: &[Field] = &[Field("days", Kind::Positive), Field("enabled", Kind::Boolean)];
const MINIMUM_AGE: &[Field] = &[Field("enabled", Kind::Boolean), Field("seconds", Kind::Positive)];
const DURATION_UNITS: &[&str] =
    &["SECONDS", "MINUTES", "HOURS", "DAYS", "WEEKS", "MONTHS", "YEARS"];
const TENANT_TOKENS: &[Field] = &[
    Field("accessTokenKeyId", Kind::Uuid),
    Field("refreshTokenExpirationPolicy", REFRESH_TOKEN_EXPIRATION),
    Field("refreshTokenTimeToLiveInMinutes", Kind::Positive),
    Field("refreshTokenUsagePolicy", REFRESH_TOKEN_USAGE),
    Field("timeToLiveInSeconds", Kind::Positive),
];
const TENANT_LOGIN: &[Field] = &[Field("requireAuthentication", Kind::Boolean)];
const PASSWORD_RULES: &[Field] = &[
    Field("disallowUserLoginId", Kind::Boolean),
    Field("maxLength", Kind::UpTo(256)),
    Field("minLength", Kind::Integer),
    Field("rememberPreviousPasswords", Kind::Open(REMEMBERED)),
    Field("requireMixedCase", Kind::Boolean),
    Field("requireNonAlpha", Kind::Boolean),
    Field("requireNumber", Kind::Boolean),
    Field("validateOnLogin", Kind::Boolean),
];
const REMEMBERED: &[Field] = &[Field("count", Kind::Positive), Field("enabled", Kind::Boolean)];
const BLOCKED_DOMAINS: &[Field] = &[Field("blockedDomains", Kind::Names)];
