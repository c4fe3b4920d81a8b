//! Roles and scopes as a fresh Fusio has them.

/// A scope whose name has no dot. It implies the scopes below it.
struct Scope {
    id: i64,
    name: &'static str,
    /// The number and the last part of the name of each scope below this scope, in alphabetical order.
    below: &'static [(i64, &'static str)],
    category: &'static str,
}

/// A role: its number, its name, its scopes.
pub(crate) struct Role {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
    scopes: &'static [&'static str],
}

/// All scopes in the order in which the server lists them. The numbers are those of a fresh Fusio,
/// except below `backend`: the real numbers there are not known, so this server has its own numbers.
/// (A real Fusio also has a scope with the number 4, which nothing uses.)
static SCOPES: &[Scope] = &[
    Scope {
        id: 1,
        name: "backend",
        below: &[
            (6, "account"),
            (7, "action"),
            (8, "agent"),
            (9, "app"),
            (10, "audit"),
            (11, "backup"),
            (12, "bundle"),
            (13, "category"),
            (14, "config"),
            (15, "connection"),
            (16, "cronjob"),
            (17, "dashboard"),
            (18, "event"),
            (19, "firewall"),
            (20, "form"),
            (21, "generator"),
            (22, "identity"),
            (23, "log"),
            (24, "marketplace"),
            (25, "operation"),
            (26, "page"),
            (27, "plan"),
            (28, "rate"),
            (29, "role"),
            (30, "schema"),
            (31, "scope"),
            (32, "sdk"),
            (33, "specification"),
            (34, "statistic"),
            (35, "taxonomy"),
            (36, "tenant"),
            (37, "test"),
            (38, "token"),
            (39, "transaction"),
            (40, "trash"),
            (41, "trigger"),
            (42, "user"),
            (43, "webhook"),
        ],
        category: "backend",
    },
    Scope {
        id: 2,
        name: "consumer",
        below: &[
            (57, "account"),
            (44, "agent"),
            (45, "app"),
            (46, "event"),
            (50, "form"),
            (47, "grant"),
            (58, "identity"),
            (48, "log"),
            (49, "page"),
            (51, "payment"),
            (52, "plan"),
            (53, "scope"),
            (54, "token"),
            (56, "transaction"),
            (55, "webhook"),
        ],
        category: "consumer",
    },
    Scope { id: 3, name: "authorization", below: &[], category: "authorization" },
    Scope { id: 5, name: "default", below: &[], category: "default" },
];

/// The numbers of the categories. (A real Fusio also has a category with the number 4, which nothing uses.)
static CATEGORIES: &[(&str, i64)] =
    &[("default", 1), ("backend", 2), ("consumer", 3), ("authorization", 5)];

/// The number of a category.
pub(crate) fn category_id(name: &str) -> i64 {
    CATEGORIES.iter().find(|(known, _)| *known == name).map(|(_, id)| *id).unwrap_or_default()
}

/// The category of a user's role. `consumer/scope` lists only the user's scopes in this category. All
/// roles of a new server have the same category.
pub(crate) const ROLE_CATEGORY: &str = "default";

static ROLES: &[Role] = &[
    Role {
        id: 1,
        name: "Administrator",
        scopes: &["backend", "consumer", "authorization", "default"],
    },
    Role { id: 2, name: "Backend", scopes: &["backend", "authorization", "default"] },
    Role { id: 3, name: "Consumer", scopes: &["consumer", "authorization", "default"] },
];

/// A scope as operations list it.
pub(crate) struct Listed {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) category: &'static str,
}

/// The role with this name.
pub(crate) fn role(name: &str) -> Option<&'static Role> {
    ROLES.iter().find(|role| role.name == name)
}

/// The role with this number.
pub(crate) fn role_by_id(id: i64) -> Option<&'static Role> {
    ROLES.iter().find(|role| role.id == id)
}

impl Role {
    /// All scopes of the role, comma-separated in the server's order.
    pub(crate) fn scopes(&self) -> String {
        let names =
            all().filter(|scope| self.scopes.iter().any(|parent| covers_one(parent, &scope.name)));
        names.map(|scope| scope.name).collect::<Vec<_>>().join(",")
    }
}

/// All scopes in the server's order.
pub(crate) fn all() -> impl Iterator<Item = Listed> {
    SCOPES.iter().flat_map(|scope| {
        let parent = Listed { id: scope.id, name: scope.name.to_owned(), category: scope.category };
        let below = scope.below.iter().map(|(id, below)| Listed {
            id: *id,
            name: format!("{}.{below}", scope.name),
            category: scope.category,
        });
        std::iter::once(parent).chain(below)
    })
}

/// The message if none of the requested scopes can be granted.
pub(super) const NO_SCOPE: &str = "No valid scope given";

/// The scopes in `owned` that are also in `asked`, in the order of `owned`. If `asked` is empty, all
/// scopes in `owned`.
pub(crate) fn granted(owned: &str, asked: &[&str]) -> String {
    if asked.is_empty() {
        return owned.to_owned();
    }
    split(owned).filter(|scope| asked.contains(scope)).collect::<Vec<_>>().join(",")
}

/// Whether one of these comma-separated scopes is the needed scope, or implies it.
pub(crate) fn covers(scopes: &str, needed: &str) -> bool {
    split(scopes).any(|scope| covers_one(scope, needed))
}

/// The single scopes of a comma-separated list.
pub(crate) fn split(scopes: &str) -> impl Iterator<Item = &str> {
    scopes.split(',').filter(|scope| !scope.is_empty())
}

fn covers_one(scope: &str, needed: &str) -> bool {
    scope == needed || needed.strip_prefix(scope).is_some_and(|rest| rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONSUMER: &str = "consumer,consumer.account,consumer.agent,consumer.app,consumer.event,consumer.form,consumer.grant,consumer.identity,consumer.log,consumer.page,consumer.payment,consumer.plan,consumer.scope,consumer.token,consumer.transaction,consumer.webhook,authorization,default";

    #[test]
    fn roles_have_the_same_scopes_as_on_a_real_fusio() {
        assert_eq!(role("Consumer").unwrap().scopes(), CONSUMER);
        assert!(role("Administrator").unwrap().scopes().starts_with("backend,backend.account,"));
        assert!(role("consumer").is_none());
    }

    #[test]
    fn a_scope_implies_the_scopes_below_it() {
        assert!(covers("consumer", "consumer.account"));
        assert!(covers("authorization,consumer.account", "consumer.account"));
        assert!(!covers("consumer.account", "consumer"));
        assert!(!covers("consum", "consumer.account"));
        assert!(!covers("", "authorization"));
    }

    #[test]
    fn granted_scopes_are_in_the_servers_order_without_duplicates() {
        assert_eq!(
            granted(CONSUMER, &["authorization", "foo", "consumer.account", "authorization"]),
            "consumer.account,authorization"
        );
        assert_eq!(granted(CONSUMER, &["consumer"]), "consumer");
        assert_eq!(granted(CONSUMER, &[]), CONSUMER);
        assert_eq!(granted(CONSUMER, &["foo"]), "");
    }

    #[test]
    fn no_two_scopes_have_the_same_number() {
        let mut ids: Vec<_> = all().map(|scope| scope.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
