//! Finds the operation for a path and a method.

use std::sync::LazyLock;

use axum::http::Method;

use super::operation::{Operation, Route};
use super::operations;
use crate::pattern::{Table, ids};
use crate::vendor::{FUSIONAUTH, Listed};

/// Whether a path belongs to FusionAuth.
pub(crate) fn owns(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/") || {
        let segments: Vec<&str> = path.trim_matches('/').split('/').collect();
        FUSIONAUTH.find(&segments).is_some()
    }
}

/// An operation, and one of its routes.
type Served = (&'static Operation, &'static Route);

/// The result of a search for a path: the path of the route, the routes that may fit, the values of the
/// variable segments, and the vendor's operations with this path.
pub(super) struct Found<'a> {
    path: &'static str,
    routes: &'static [Served],
    pub(super) ids: Vec<&'a str>,
    listed: Vec<&'static Listed>,
}

impl Found<'_> {
    /// The operation with this method.
    pub(super) fn operation(&self, method: &Method) -> Option<Served> {
        let mut routes = self.routes.iter().copied();
        routes.find(|(_, route)| route.path == self.path && route.method == *method)
    }

    /// The vendor's operation with this method. Call `operation` first: if it finds nothing, this server does
    /// not have the vendor's operation.
    pub(super) fn unserved(&self, method: &Method) -> Option<&'static Listed> {
        self.listed.iter().copied().find(|listed| listed.has(method))
    }
}

/// Names after `/api/user/` that are never ids, even if the vendor has no operation at this path.
const NAMES: [&str; 8] = [
    "bulk",
    "consent",
    "family",
    "import",
    "recent-login",
    "refresh-token",
    "search",
    "two-factor",
];

/// Looks up a path, given as segments. A segment that could be a fixed name or an id is read as the
/// name, even if this server does not have the operation with this name.
pub(super) fn find<'a>(segments: &[&'a str]) -> Option<Found<'a>> {
    let routes = ROUTES.get(segments);
    let fitting = routes.iter().filter_map(|(_, route)| {
        let ids = ids(route.path, segments)?;
        Some(Found { path: route.path, routes, ids, listed: Vec::new() })
    });
    let served = fitting.min_by_key(|found| found.ids.len());
    let name = matches!(segments, ["api", "user", name] if NAMES.contains(name));
    let served = served.filter(|found| !name || found.ids.is_empty());
    let listed = FUSIONAUTH.find(segments).filter(|(variables, _)| !name || *variables == 0);
    let Some((variables, listed)) = listed else { return served };
    match served {
        Some(found) if found.ids.len() < variables => Some(found),
        Some(found) if found.ids.len() == variables => Some(Found { listed, ..found }),
        _ => Some(Found { path: "", routes: &[], ids: Vec::new(), listed }),
    }
}

static ROUTES: LazyLock<Table<Served>> =
    LazyLock::new(|| Table::new(routes().map(|served| (served.1.path, served))));

fn routes() -> impl Iterator<Item = Served> {
    operations::all()
        .flat_map(|operation| operation.routes.iter().map(move |route| (operation, route)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_that_could_be_a_name_or_an_id_is_read_as_the_name() {
        let found = |path: &[&'static str]| find(path).map(|found| (found.path, found.ids));
        assert_eq!(found(&["api", "user", "search"]), Some(("/api/user/search", vec![])));
        assert_eq!(found(&["api", "user", "x"]), Some(("/api/user/{userId}", vec!["x"])));
        let role = "/api/application/{applicationId}/role/{roleId}";
        assert_eq!(found(&["api", "application", "a", "role", "r"]), Some((role, vec!["a", "r"])));
        assert_eq!(found(&["api", "user", "x", "y"]), None);
        assert_eq!(found(&["api", "group", "search"]), Some(("", vec![])));
        assert_eq!(found(&["api", "user", "refresh-token"]), None);
        assert_eq!(found(&["api"]), None);
    }

    #[test]
    fn a_route_belongs_to_one_operation() {
        let all: Vec<_> = routes().map(|(_, route)| (route.path, &route.method)).collect();
        for (position, route) in all.iter().enumerate() {
            assert!(!all[..position].contains(route), "{route:?}");
        }
    }

    #[test]
    fn the_name_of_a_route_in_permissions_is_its_path_without_ids_and_without_the_ending_json() {
        let endpoint = |method: &Method, path: &[&'static str]| {
            find(path)?.operation(method).map(|(_, route)| route.endpoint())
        };
        let role = endpoint(&Method::DELETE, &["api", "application", "a", "role", "r"]);
        assert_eq!(role.as_deref(), Some("/api/application/role"));
        let keys = endpoint(&Method::GET, &[".well-known", "jwks.json"]);
        assert_eq!(keys.as_deref(), Some("/.well-known/jwks"));
    }
}
