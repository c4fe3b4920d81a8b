//! Finds the operation for a method and a path.

use axum::http::Method;

use super::operation::Operation;
use super::operations::{self, token};
use crate::vendor::{FUSIO, Listed};

/// Where a request leads.
pub(super) enum Found {
    /// To an operation, with the variable part of the path as it was sent.
    Operation(&'static Operation, String),
    /// To the answer of OPTIONS, with the methods that the path has.
    Options(String),
    /// To the token endpoint, whose filters have another order.
    Token,
    /// To the answer of OPTIONS at the token endpoint.
    TokenOptions,
    /// To an operation that the vendor has, but this server does not.
    Unserved(&'static Listed),
    /// Nowhere: the path is unknown, or it does not have this method. Fusio has the same answer in
    /// both cases.
    Nothing,
}

/// Looks a request up; with `legacy`, also among the operations that only Fusio before 4.0 has.
/// Slashes at the ends of the path do not matter, but the case of letters does.
pub(super) fn find(method: &Method, path: &str, legacy: bool) -> Found {
    let path = path.trim_matches('/');
    if path == token::PATH {
        return match *method {
            Method::POST => Found::Token,
            Method::OPTIONS => Found::TokenOptions,
            _ => Found::Nothing,
        };
    }
    let here = || {
        let legacy = operations::LEGACY.iter().filter(|_| legacy);
        let known = operations::ALL.iter().chain(legacy).copied();
        known.filter_map(|operation| Some((operation, variable(operation.path, path)?)))
    };
    if method == Method::OPTIONS {
        let served = here().map(|(operation, _)| operation.method.as_str());
        let mut methods: Vec<&str> =
            served.chain(listed(path).iter().map(|listed| listed.method())).collect();
        methods.sort_unstable();
        methods.dedup();
        if let Some(position) = methods.iter().position(|method| *method == "GET") {
            methods.insert(position, "HEAD");
        }
        if methods.is_empty() {
            return Found::Nothing;
        }
        // The vendor writes HEAD first.
        methods.sort_by_key(|method| *method != "HEAD");
        return Found::Options(format!("OPTIONS, {}", methods.join(", ")));
    }
    let wanted = if method == Method::HEAD { &Method::GET } else { method };
    let found = here().find(|(operation, _)| operation.method == wanted);
    if let Some((operation, id)) = found {
        return Found::Operation(operation, id);
    }
    let unserved = listed(path).into_iter().find(|listed| listed.has(wanted));
    unserved.map_or(Found::Nothing, Found::Unserved)
}

/// The operations that the vendor has on a path.
fn listed(path: &str) -> Vec<&'static Listed> {
    let segments: Vec<&str> = path.split('/').collect();
    FUSIO.find(&segments).map(|(_, listed)| listed).unwrap_or_default()
}

/// The part of the path in the place of `{...}`, if the path fits the pattern. Empty if the pattern
/// has no `{...}`.
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
            Found::Operation(operation, id) => Some((operation.id, id)),
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
    fn options_lists_the_same_methods_as_a_real_fusio() {
        let allow = |path| match find(&Method::OPTIONS, path, true) {
            Found::Options(allow) => allow,
            _ => String::new(),
        };
        assert_eq!(allow("/consumer/login"), "OPTIONS, POST, PUT");
        assert_eq!(allow("/consumer/account"), "OPTIONS, HEAD, GET, PUT");
        assert_eq!(allow("/consumer/nope"), "");
    }
}
