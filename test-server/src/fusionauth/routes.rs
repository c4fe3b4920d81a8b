//! The table of paths and methods: which operation each is, and who may call it.

use axum::http::Method;

/// What can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    CreateRegistration,
    RetrieveRegistration,
    UpdateRegistration,
    PatchRegistration,
    DeleteRegistration,
    VerifyRegistration,
    ResendRegistration,
    Login,
    LoginPing,
    Logout,
    Refresh,
    RetrieveRefresh,
    RevokeRefresh,
    Validate,
    Issue,
    Vend,
    PublicKey,
    Jwks,
    CreateUser,
    RetrieveUser,
    UpdateUser,
    PatchUser,
    DeleteUser,
    SearchUsers,
    ActOnUser,
    VerifyEmail,
    ResendEmail,
    ForgotPassword,
    ChangePassword,
    CheckChangePassword,
    PasswordRules,
    CreateApplication,
    RetrieveApplication,
    UpdateApplication,
    PatchApplication,
    DeleteApplication,
    CreateTenant,
    RetrieveTenant,
    UpdateTenant,
    PatchTenant,
    DeleteTenant,
    CreateApiKey,
    GenerateKey,
    PutTemplate,
    RetrieveTemplate,
}

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Whoever has an API key that allows it.
    Key,
    /// Anybody; the operation itself may ask for more.
    Open,
}

/// A method on a path.
pub(super) struct Route {
    pub(super) method: Method,
    pub(super) operation: Operation,
    pub(super) access: Access,
}

const fn key(method: Method, operation: Operation) -> Route {
    Route { method, operation, access: Access::Key }
}

const fn open(method: Method, operation: Operation) -> Route {
    Route { method, operation, access: Access::Open }
}

/// Where a path leads.
pub(super) struct Found<'a> {
    /// What permissions of API keys call it.
    pub(super) endpoint: &'static str,
    /// The variable segments.
    pub(super) ids: &'a [&'a str],
    pub(super) methods: &'static [Route],
}

static REGISTRATIONS: &[Route] = &[key(Method::POST, Operation::CreateRegistration)];
static REGISTRATION: &[Route] = &[
    key(Method::POST, Operation::CreateRegistration),
    key(Method::PUT, Operation::UpdateRegistration),
    key(Method::PATCH, Operation::PatchRegistration),
];
static USER_REGISTRATION: &[Route] = &[
    key(Method::POST, Operation::CreateRegistration),
    key(Method::GET, Operation::RetrieveRegistration),
    key(Method::PUT, Operation::UpdateRegistration),
    key(Method::PATCH, Operation::PatchRegistration),
    key(Method::DELETE, Operation::DeleteRegistration),
];
static VERIFY_REGISTRATION: &[Route] = &[
    open(Method::POST, Operation::VerifyRegistration),
    open(Method::PUT, Operation::ResendRegistration),
];
static VERIFY_EMAIL: &[Route] =
    &[open(Method::POST, Operation::VerifyEmail), open(Method::PUT, Operation::ResendEmail)];
static FORGOT: &[Route] = &[open(Method::POST, Operation::ForgotPassword)];
static CHANGE: &[Route] = &[
    open(Method::POST, Operation::ChangePassword),
    open(Method::GET, Operation::CheckChangePassword),
];
static SEARCH: &[Route] =
    &[key(Method::GET, Operation::SearchUsers), key(Method::POST, Operation::SearchUsers)];
static ACTION: &[Route] = &[key(Method::POST, Operation::ActOnUser)];
static USERS: &[Route] =
    &[key(Method::POST, Operation::CreateUser), open(Method::GET, Operation::RetrieveUser)];
static USER: &[Route] = &[
    key(Method::POST, Operation::CreateUser),
    key(Method::GET, Operation::RetrieveUser),
    key(Method::PUT, Operation::UpdateUser),
    key(Method::PATCH, Operation::PatchUser),
    key(Method::DELETE, Operation::DeleteUser),
];
static LOGIN: &[Route] =
    &[open(Method::POST, Operation::Login), key(Method::PUT, Operation::LoginPing)];
static PING: &[Route] = &[key(Method::PUT, Operation::LoginPing)];
static LOGOUT: &[Route] = &[open(Method::POST, Operation::Logout)];
static REFRESH: &[Route] = &[
    open(Method::POST, Operation::Refresh),
    key(Method::GET, Operation::RetrieveRefresh),
    open(Method::DELETE, Operation::RevokeRefresh),
];
static REFRESH_ID: &[Route] =
    &[key(Method::GET, Operation::RetrieveRefresh), open(Method::DELETE, Operation::RevokeRefresh)];
static VALIDATE: &[Route] = &[open(Method::GET, Operation::Validate)];
static ISSUE: &[Route] = &[open(Method::GET, Operation::Issue)];
static VEND: &[Route] = &[key(Method::POST, Operation::Vend)];
static PUBLIC_KEY: &[Route] = &[open(Method::GET, Operation::PublicKey)];
static JWKS: &[Route] = &[open(Method::GET, Operation::Jwks)];
static RULES: &[Route] = &[open(Method::GET, Operation::PasswordRules)];
static ROLES: &[Route] = &[
    key(Method::POST, Operation::CreateApplication),
    key(Method::PUT, Operation::UpdateApplication),
    key(Method::PATCH, Operation::PatchApplication),
    key(Method::DELETE, Operation::DeleteApplication),
];
static APPLICATION: &[Route] = &[
    key(Method::POST, Operation::CreateApplication),
    key(Method::GET, Operation::RetrieveApplication),
    key(Method::PUT, Operation::UpdateApplication),
    key(Method::PATCH, Operation::PatchApplication),
    key(Method::DELETE, Operation::DeleteApplication),
];
static TENANT: &[Route] = &[
    key(Method::POST, Operation::CreateTenant),
    key(Method::GET, Operation::RetrieveTenant),
    key(Method::PUT, Operation::UpdateTenant),
    key(Method::PATCH, Operation::PatchTenant),
    key(Method::DELETE, Operation::DeleteTenant),
];
static API_KEY: &[Route] = &[key(Method::POST, Operation::CreateApiKey)];
static GENERATE_KEY: &[Route] = &[key(Method::POST, Operation::GenerateKey)];
static TEMPLATE: &[Route] = &[
    key(Method::POST, Operation::PutTemplate),
    key(Method::PUT, Operation::PutTemplate),
    key(Method::GET, Operation::RetrieveTemplate),
];

/// Looks a path up, given in segments.
pub(super) fn find<'a>(path: &'a [&'a str]) -> Option<Found<'a>> {
    let (endpoint, ids, methods) = match path {
        ["api", "user", "registration"] => {
            ("/api/user/registration", &[] as &[&str], REGISTRATIONS)
        }
        ["api", "user", "registration", ids @ ..] => match ids {
            [_] => ("/api/user/registration", ids, REGISTRATION),
            [_, _] => ("/api/user/registration", ids, USER_REGISTRATION),
            _ => return None,
        },
        ["api", "user", "verify-registration", ids @ ..] if ids.len() < 2 => {
            ("/api/user/verify-registration", ids, VERIFY_REGISTRATION)
        }
        ["api", "user", "verify-email", ids @ ..] if ids.len() < 2 => {
            ("/api/user/verify-email", ids, VERIFY_EMAIL)
        }
        ["api", "user", "forgot-password"] => ("/api/user/forgot-password", &[] as &[&str], FORGOT),
        ["api", "user", "change-password", ids @ ..] if ids.len() < 2 => {
            ("/api/user/change-password", ids, CHANGE)
        }
        ["api", "user", "search"] => ("/api/user/search", &[] as &[&str], SEARCH),
        ["api", "user", "action"] => ("/api/user/action", &[] as &[&str], ACTION),
        ["api", "user"] => ("/api/user", &[] as &[&str], USERS),
        ["api", "user", ids @ ..] if ids.len() == 1 => ("/api/user", ids, USER),
        ["api", "login"] => ("/api/login", &[] as &[&str], LOGIN),
        ["api", "login", ids @ ..] if ids.len() < 3 => ("/api/login", ids, PING),
        ["api", "logout"] => ("/api/logout", &[] as &[&str], LOGOUT),
        ["api", "jwt", "refresh"] => ("/api/jwt/refresh", &[] as &[&str], REFRESH),
        ["api", "jwt", "refresh", ids @ ..] if ids.len() == 1 => {
            ("/api/jwt/refresh", ids, REFRESH_ID)
        }
        ["api", "jwt", "validate"] => ("/api/jwt/validate", &[] as &[&str], VALIDATE),
        ["api", "jwt", "issue"] => ("/api/jwt/issue", &[] as &[&str], ISSUE),
        ["api", "jwt", "vend"] => ("/api/jwt/vend", &[] as &[&str], VEND),
        ["api", "jwt", "public-key"] => ("/api/jwt/public-key", &[] as &[&str], PUBLIC_KEY),
        [".well-known", "jwks.json"] => ("/.well-known/jwks", &[] as &[&str], JWKS),
        ["api", "tenant", "password-validation-rules", ids @ ..] if ids.len() < 2 => {
            ("/api/tenant/password-validation-rules", ids, RULES)
        }
        ["api", "tenant", ids @ ..] if ids.len() < 2 => ("/api/tenant", ids, TENANT),
        ["api", "application", _, "role"] | ["api", "application", _, "role", _] => {
            ("/api/application/role", path.get(2..).unwrap_or_default(), ROLES)
        }
        ["api", "application", ids @ ..] if ids.len() < 2 => ("/api/application", ids, APPLICATION),
        ["api", "api-key", ids @ ..] if ids.len() < 2 => ("/api/api-key", ids, API_KEY),
        ["api", "key", "generate", ids @ ..] if ids.len() < 2 => {
            ("/api/key/generate", ids, GENERATE_KEY)
        }
        ["api", "email", "template", ids @ ..] if ids.len() < 2 => {
            ("/api/email/template", ids, TEMPLATE)
        }
        _ => return None,
    };
    Some(Found { endpoint, ids, methods })
}
