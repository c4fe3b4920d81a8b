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
    CreateRole,
    DeleteRole,
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
    /// The same with a key that is locked to no tenant: what it makes is for all of them.
    Global,
    /// Whoever has a key that manages keys.
    Manager,
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

const fn global(method: Method, operation: Operation) -> Route {
    Route { method, operation, access: Access::Global }
}

const fn manager(method: Method, operation: Operation) -> Route {
    Route { method, operation, access: Access::Manager }
}

const fn open(method: Method, operation: Operation) -> Route {
    Route { method, operation, access: Access::Open }
}

/// A path and its methods.
pub(super) struct Path {
    /// `{...}` stands for any one segment.
    pub(super) pattern: &'static str,
    pub(super) methods: &'static [Route],
}

impl Path {
    /// What permissions of API keys call it: ids are not part of it.
    pub(super) fn endpoint(&self) -> String {
        let names = self.pattern.trim_end_matches(".json").split('/');
        names.filter(|part| !part.starts_with('{')).collect::<Vec<_>>().join("/")
    }

    /// The names of its variable segments.
    pub(super) fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.pattern.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }
}

/// All paths; of two that fit, the first counts.
#[rustfmt::skip]
pub(super) static PATHS: &[Path] = &[
    Path { pattern: "/api/user/registration", methods: &[
        key(Method::POST, Operation::CreateRegistration),
    ] },
    Path { pattern: "/api/user/registration/{userId}", methods: &[
        key(Method::POST, Operation::CreateRegistration),
        key(Method::PUT, Operation::UpdateRegistration),
        key(Method::PATCH, Operation::PatchRegistration),
    ] },
    Path { pattern: "/api/user/registration/{userId}/{applicationId}", methods: &[
        key(Method::POST, Operation::CreateRegistration),
        key(Method::GET, Operation::RetrieveRegistration),
        key(Method::PUT, Operation::UpdateRegistration),
        key(Method::PATCH, Operation::PatchRegistration),
        key(Method::DELETE, Operation::DeleteRegistration),
    ] },
    Path { pattern: "/api/user/verify-registration", methods: VERIFY_REGISTRATION },
    Path { pattern: "/api/user/verify-registration/{verificationId}", methods: VERIFY_REGISTRATION },
    Path { pattern: "/api/user/verify-email", methods: VERIFY_EMAIL },
    Path { pattern: "/api/user/verify-email/{verificationId}", methods: VERIFY_EMAIL },
    Path { pattern: "/api/user/forgot-password", methods: &[
        open(Method::POST, Operation::ForgotPassword),
    ] },
    Path { pattern: "/api/user/change-password", methods: CHANGE_PASSWORD },
    Path { pattern: "/api/user/change-password/{changePasswordId}", methods: CHANGE_PASSWORD },
    Path { pattern: "/api/user/search", methods: &[
        key(Method::GET, Operation::SearchUsers),
        key(Method::POST, Operation::SearchUsers),
    ] },
    Path { pattern: "/api/user/action", methods: &[key(Method::POST, Operation::ActOnUser)] },
    Path { pattern: "/api/user", methods: &[
        key(Method::POST, Operation::CreateUser),
        open(Method::GET, Operation::RetrieveUser),
    ] },
    Path { pattern: "/api/user/{userId}", methods: &[
        key(Method::POST, Operation::CreateUser),
        key(Method::GET, Operation::RetrieveUser),
        key(Method::PUT, Operation::UpdateUser),
        key(Method::PATCH, Operation::PatchUser),
        key(Method::DELETE, Operation::DeleteUser),
    ] },
    Path { pattern: "/api/login", methods: &[
        open(Method::POST, Operation::Login),
        key(Method::PUT, Operation::LoginPing),
    ] },
    Path { pattern: "/api/login/{userId}", methods: PING },
    Path { pattern: "/api/login/{userId}/{applicationId}", methods: PING },
    Path { pattern: "/api/logout", methods: &[open(Method::POST, Operation::Logout)] },
    Path { pattern: "/api/jwt/refresh", methods: &[
        open(Method::POST, Operation::Refresh),
        key(Method::GET, Operation::RetrieveRefresh),
        open(Method::DELETE, Operation::RevokeRefresh),
    ] },
    Path { pattern: "/api/jwt/refresh/{tokenId}", methods: &[
        key(Method::GET, Operation::RetrieveRefresh),
        open(Method::DELETE, Operation::RevokeRefresh),
    ] },
    Path { pattern: "/api/jwt/validate", methods: &[open(Method::GET, Operation::Validate)] },
    Path { pattern: "/api/jwt/issue", methods: &[open(Method::GET, Operation::Issue)] },
    Path { pattern: "/api/jwt/vend", methods: &[key(Method::POST, Operation::Vend)] },
    Path { pattern: "/api/jwt/public-key", methods: &[open(Method::GET, Operation::PublicKey)] },
    Path { pattern: "/.well-known/jwks.json", methods: &[open(Method::GET, Operation::Jwks)] },
    Path { pattern: "/api/tenant/password-validation-rules", methods: RULES },
    Path { pattern: "/api/tenant/password-validation-rules/{tenantId}", methods: RULES },
    Path { pattern: "/api/tenant", methods: &[
        global(Method::POST, Operation::CreateTenant),
        key(Method::GET, Operation::RetrieveTenant),
    ] },
    Path { pattern: "/api/tenant/{tenantId}", methods: &[
        global(Method::POST, Operation::CreateTenant),
        key(Method::GET, Operation::RetrieveTenant),
        key(Method::PUT, Operation::UpdateTenant),
        key(Method::PATCH, Operation::PatchTenant),
        key(Method::DELETE, Operation::DeleteTenant),
    ] },
    Path { pattern: "/api/application", methods: &[
        key(Method::POST, Operation::CreateApplication),
        key(Method::GET, Operation::RetrieveApplication),
    ] },
    Path { pattern: "/api/application/{applicationId}", methods: &[
        key(Method::POST, Operation::CreateApplication),
        key(Method::GET, Operation::RetrieveApplication),
        key(Method::PUT, Operation::UpdateApplication),
        key(Method::PATCH, Operation::PatchApplication),
        key(Method::DELETE, Operation::DeleteApplication),
    ] },
    Path { pattern: "/api/application/{applicationId}/role", methods: ROLES },
    Path { pattern: "/api/application/{applicationId}/role/{roleId}", methods: ROLES },
    Path { pattern: "/api/api-key", methods: API_KEY },
    Path { pattern: "/api/api-key/{keyId}", methods: API_KEY },
    Path { pattern: "/api/key/generate", methods: GENERATE_KEY },
    Path { pattern: "/api/key/generate/{keyId}", methods: GENERATE_KEY },
    Path { pattern: "/api/email/template", methods: TEMPLATE },
    Path { pattern: "/api/email/template/{emailTemplateId}", methods: TEMPLATE },
];

// Those that are the same with an id and without.
static VERIFY_REGISTRATION: &[Route] = &[
    open(Method::POST, Operation::VerifyRegistration),
    open(Method::PUT, Operation::ResendRegistration),
];
static VERIFY_EMAIL: &[Route] =
    &[open(Method::POST, Operation::VerifyEmail), open(Method::PUT, Operation::ResendEmail)];
static CHANGE_PASSWORD: &[Route] = &[
    open(Method::POST, Operation::ChangePassword),
    open(Method::GET, Operation::CheckChangePassword),
];
static PING: &[Route] = &[key(Method::PUT, Operation::LoginPing)];
static RULES: &[Route] = &[open(Method::GET, Operation::PasswordRules)];
static ROLES: &[Route] =
    &[key(Method::POST, Operation::CreateRole), key(Method::DELETE, Operation::DeleteRole)];
static API_KEY: &[Route] = &[manager(Method::POST, Operation::CreateApiKey)];
static GENERATE_KEY: &[Route] = &[global(Method::POST, Operation::GenerateKey)];
static TEMPLATE: &[Route] = &[
    global(Method::POST, Operation::PutTemplate),
    global(Method::PUT, Operation::PutTemplate),
    global(Method::GET, Operation::RetrieveTemplate),
];

/// Whether a path is FusionAuth's.
pub(crate) fn owns(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/") || path == "/.well-known/jwks.json"
}

/// Looks a path up, given in segments; what comes with it are the variable segments.
pub(super) fn find<'a>(segments: &[&'a str]) -> Option<(&'static Path, Vec<&'a str>)> {
    PATHS.iter().find_map(|path| Some((path, ids(path.pattern, segments)?)))
}

fn ids<'a>(pattern: &str, segments: &[&'a str]) -> Option<Vec<&'a str>> {
    let parts = pattern.split('/').skip(1);
    let mut ids = Vec::new();
    for (part, segment) in parts.clone().zip(segments) {
        match part.starts_with('{') {
            true => ids.push(*segment),
            false if part == *segment => {}
            false => return None,
        }
    }
    (parts.count() == segments.len()).then_some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_before_ids() {
        let found = |path: &[&'static str]| find(path).map(|(path, ids)| (path.pattern, ids));
        assert_eq!(found(&["api", "user", "search"]), Some(("/api/user/search", vec![])));
        assert_eq!(found(&["api", "user", "x"]), Some(("/api/user/{userId}", vec!["x"])));
        let role = "/api/application/{applicationId}/role/{roleId}";
        assert_eq!(found(&["api", "application", "a", "role", "r"]), Some((role, vec!["a", "r"])));
        assert_eq!(found(&["api", "user", "x", "y"]), None);
        assert_eq!(found(&["api"]), None);
    }

    #[test]
    fn permissions_name_paths_without_ids() {
        let endpoint = |path: &[&'static str]| find(path).map(|(path, _)| path.endpoint());
        let role = endpoint(&["api", "application", "a", "role", "r"]);
        assert_eq!(role.as_deref(), Some("/api/application/role"));
        assert_eq!(endpoint(&[".well-known", "jwks.json"]).as_deref(), Some("/.well-known/jwks"));
    }
}
