//! The table of operations: where each is, what it needs, what its body looks like.

use axum::http::Method;

use super::payload::{Field, Kind, TEXTS, field, text};

/// What can be called.
#[derive(Clone, Copy)]
pub(super) enum Operation {
    Register,
    Activate,
    Login,
    Refresh,
    RequestPasswordReset,
    ExecutePasswordReset,
    GetAccount,
    UpdateAccount,
    ChangePassword,
    ListIdentities,
    RedirectIdentity,
    ExchangeIdentity,
    ProviderCallback,
    ListScopes,
    ListScopeCategories,
    Whoami,
    Revoke,
    CreateApp,
    CreateIdentity,
}

/// A row of the table.
pub(super) struct Route {
    pub(super) method: Method,
    /// Without slashes at its ends; `{...}` stands for any one segment.
    pub(super) path: &'static str,
    pub(super) operation: Operation,
    /// The vendor's name of the operation.
    pub(super) id: &'static str,
    /// The scope a token needs; none for public operations.
    pub(super) scope: Option<&'static str>,
    /// The declared members of the body; none when there is no body.
    pub(super) body: Option<&'static [Field]>,
}

const fn route(
    method: Method,
    path: &'static str,
    operation: Operation,
    id: &'static str,
    scope: Option<&'static str>,
    body: Option<&'static [Field]>,
) -> Route {
    Route { method, path, operation, id, scope, body }
}

const REGISTER: &[Field] = &[text("name"), text("email"), text("password"), text("captcha")];
const ACTIVATE: &[Field] = &[text("token")];
const LOGIN: &[Field] = &[text("username"), text("password"), field("scopes", TEXTS)];
const REFRESH: &[Field] = &[text("refresh_token")];
const REQUEST_RESET: &[Field] = &[text("email"), text("captcha")];
const EXECUTE_RESET: &[Field] = &[text("token"), text("newPassword")];
const CHANGE_PASSWORD: &[Field] =
    &[text("oldPassword"), text("newPassword"), text("verifyPassword")];
const PROVIDER: &[Field] = &[text("code"), text("clientId"), text("redirectUri")];
const PLAN: &[Field] = &[
    field("id", Kind::Integer),
    text("name"),
    field("price", Kind::Integer),
    field("points", Kind::Integer),
    field("period", Kind::Integer),
];
const ACCOUNT: &[Field] = &[
    field("id", Kind::Integer),
    field("planId", Kind::Integer),
    field("status", Kind::Integer),
    text("name"),
    text("email"),
    field("points", Kind::Integer),
    field("scopes", TEXTS),
    field("plans", Kind::List(&Kind::Object(PLAN))),
    field("metadata", Kind::Object(&[])),
    field("date", Kind::Instant),
];
const APP: &[Field] = &[
    field("status", Kind::Integer),
    field("userId", Kind::Integer),
    text("name"),
    text("url"),
    field("scopes", TEXTS),
];
const IDENTITY_CONFIG: &[Field] = &[
    text("client_id"),
    text("client_secret"),
    text("authorization_uri"),
    text("token_uri"),
    text("user_info_uri"),
    text("id_property"),
    text("name_property"),
    text("email_property"),
];
const IDENTITY: &[Field] = &[
    field("appId", Kind::Integer),
    field("roleId", Kind::Integer),
    text("name"),
    text("icon"),
    text("class"),
    field("config", Kind::Object(IDENTITY_CONFIG)),
    field("allowCreate", Kind::Boolean),
];

const ACCOUNT_SCOPE: Option<&str> = Some("consumer.account");
const SCOPE_SCOPE: Option<&str> = Some("consumer.scope");
const AUTHORIZATION: Option<&str> = Some("authorization");

#[rustfmt::skip]
pub(super) static ROUTES: &[Route] = &[
    route(Method::POST, "consumer/register", Operation::Register, "consumer.account.register", None, Some(REGISTER)),
    route(Method::POST, "consumer/activate", Operation::Activate, "consumer.account.activate", None, Some(ACTIVATE)),
    route(Method::POST, "consumer/login", Operation::Login, "consumer.account.login", None, Some(LOGIN)),
    route(Method::PUT, "consumer/login", Operation::Refresh, "consumer.account.refresh", None, Some(REFRESH)),
    route(Method::POST, "consumer/password_reset", Operation::RequestPasswordReset, "consumer.account.requestPasswordReset", None, Some(REQUEST_RESET)),
    route(Method::PUT, "consumer/password_reset", Operation::ExecutePasswordReset, "consumer.account.executePasswordReset", None, Some(EXECUTE_RESET)),
    route(Method::GET, "consumer/account", Operation::GetAccount, "consumer.account.get", ACCOUNT_SCOPE, None),
    route(Method::PUT, "consumer/account", Operation::UpdateAccount, "consumer.account.update", ACCOUNT_SCOPE, Some(ACCOUNT)),
    route(Method::PUT, "consumer/account/change_password", Operation::ChangePassword, "consumer.account.changePassword", ACCOUNT_SCOPE, Some(CHANGE_PASSWORD)),
    route(Method::GET, "consumer/identity", Operation::ListIdentities, "consumer.identity.getAll", None, None),
    route(Method::GET, "consumer/identity/{identity}/redirect", Operation::RedirectIdentity, "consumer.identity.redirect", None, None),
    route(Method::GET, "consumer/identity/{identity}/exchange", Operation::ExchangeIdentity, "consumer.identity.exchange", None, None),
    route(Method::POST, "consumer/provider/{provider}", Operation::ProviderCallback, "consumer.user.provider", None, Some(PROVIDER)),
    route(Method::GET, "consumer/scope", Operation::ListScopes, "consumer.scope.getAll", SCOPE_SCOPE, None),
    route(Method::GET, "consumer/scope/categories", Operation::ListScopeCategories, "consumer.scope.getCategories", SCOPE_SCOPE, None),
    route(Method::GET, "authorization/whoami", Operation::Whoami, "authorization.getWhoami", AUTHORIZATION, None),
    route(Method::POST, "authorization/revoke", Operation::Revoke, "authorization.revoke", AUTHORIZATION, None),
    route(Method::POST, "backend/app", Operation::CreateApp, "backend.app.create", Some("backend.app"), Some(APP)),
    route(Method::POST, "backend/identity", Operation::CreateIdentity, "backend.identity.create", Some("backend.identity"), Some(IDENTITY)),
];

/// Where a request leads.
pub(super) enum Found {
    /// To an operation, with the variable part of the path as it was sent.
    Operation(&'static Route, String),
    /// To the answer of OPTIONS, with the methods that exist.
    Options(String),
    /// To the token endpoint, which has a filter order of its own.
    Token,
    /// To the answer of OPTIONS there.
    TokenOptions,
    /// Nowhere: no such path, or no such method on it, which is the same to Fusio.
    Nothing,
}

/// The path of the token endpoint.
pub(super) const TOKEN: &str = "authorization/token";

/// Looks a request up. Slashes at the ends of the path do not matter, its case does.
pub(super) fn find(method: &Method, path: &str, legacy: bool) -> Found {
    let path = path.trim_matches('/');
    if path == TOKEN {
        return match *method {
            Method::POST => Found::Token,
            Method::OPTIONS => Found::TokenOptions,
            _ => Found::Nothing,
        };
    }
    let exists = |route: &&Route| legacy || !matches!(route.operation, Operation::ProviderCallback);
    let here = || {
        ROUTES.iter().filter(exists).filter_map(|route| Some((route, variable(route.path, path)?)))
    };
    if method == Method::OPTIONS {
        let mut methods: Vec<&str> = here().map(|(route, _)| route.method.as_str()).collect();
        methods.sort_unstable();
        if let Some(position) = methods.iter().position(|method| *method == "GET") {
            methods.insert(position, "HEAD");
        }
        if methods.is_empty() {
            return Found::Nothing;
        }
        // HEAD goes first, as the vendor writes it.
        methods.sort_by_key(|method| *method != "HEAD");
        return Found::Options(format!("OPTIONS, {}", methods.join(", ")));
    }
    let wanted = if method == Method::HEAD { &Method::GET } else { method };
    let found = here().find(|(route, _)| route.method == wanted);
    found.map_or(Found::Nothing, |(route, id)| Found::Operation(route, id))
}

/// The part of the path that stands for `{...}` when the path fits the pattern; empty when it has none.
fn variable(pattern: &str, path: &str) -> Option<String> {
    let parts = pattern.split_once('{').zip(pattern.split_once('}'));
    let Some(((before, _), (_, after))) = parts else {
        return (pattern == path).then(String::new);
    };
    let id = path.strip_prefix(before)?.strip_suffix(after)?;
    (!id.is_empty() && !id.contains('/')).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(method: &Method, path: &str) -> Option<(&'static str, String)> {
        match find(method, path, true) {
            Found::Operation(route, id) => Some((route.id, id)),
            _ => None,
        }
    }

    #[test]
    fn finds_operations_as_the_vendor_does() {
        assert_eq!(
            id(&Method::POST, "/consumer/register/").unwrap().0,
            "consumer.account.register"
        );
        assert_eq!(id(&Method::HEAD, "/consumer/account").unwrap().0, "consumer.account.get");
        assert_eq!(id(&Method::GET, "/consumer/identity/~A/redirect").unwrap().1, "~A");
        assert!(id(&Method::GET, "/consumer/register").is_none());
        assert!(id(&Method::POST, "/Consumer/register").is_none());
        assert!(id(&Method::GET, "/consumer/identity//redirect").is_none());
        assert!(id(&Method::GET, "/consumer/identity/1/2/redirect").is_none());
        assert!(matches!(find(&Method::POST, "/consumer/provider/github", false), Found::Nothing));
    }

    #[test]
    fn lists_methods_as_recorded() {
        let allow = |path| match find(&Method::OPTIONS, path, true) {
            Found::Options(allow) => allow,
            _ => String::new(),
        };
        assert_eq!(allow("/consumer/login"), "OPTIONS, POST, PUT");
        assert_eq!(allow("/consumer/account"), "OPTIONS, HEAD, GET, PUT");
        assert_eq!(allow("/consumer/nope"), "");
    }
}
