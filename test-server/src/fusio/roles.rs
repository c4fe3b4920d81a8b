//! Roles and scopes as a fresh Fusio has them.

/// A scope without a dot, which implies those below it.
pub(crate) struct Scope {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
    /// Last parts of the names below it, in alphabetical order.
    below: &'static [&'static str],
    category: &'static str,
}

/// A role: its number, its name, its scopes.
pub(crate) struct Role {
    pub(crate) id: i64,
    pub(crate) name: &'static str,
    scopes: &'static [&'static str],
}

/// In the order in which the server lists them. (The real server has one more, unused one as 4.)
static SCOPES: &[Scope] = &[
    Scope {
        id: 1,
        name: "backend",
        below: &[
            "account",
            "action",
            "agent",
            "app",
            "audit",
            "backup",
            "bundle",
            "category",
            "config",
            "connection",
            "cronjob",
            "dashboard",
            "event",
            "firewall",
            "form",
            "generator",
            "identity",
            "log",
            "marketplace",
            "operation",
            "page",
            "plan",
            "rate",
            "role",
            "schema",
            "scope",
            "sdk",
            "specification",
            "statistic",
            "taxonomy",
            "tenant",
            "test",
            "token",
            "transaction",
            "trash",
            "trigger",
            "user",
            "webhook",
        ],
        category: "backend",
    },
    Scope {
        id: 2,
        name: "consumer",
        below: &[
            "account",
            "agent",
            "app",
            "event",
            "form",
            "grant",
            "identity",
            "log",
            "page",
            "payment",
            "plan",
            "scope",
            "token",
            "transaction",
            "webhook",
        ],
        category: "consumer",
    },
    Scope { id: 3, name: "authorization", below: &[], category: "authorization" },
    Scope { id: 5, name: "default", below: &[], category: "default" },
];

/// The category whose scopes a role's users may choose from; the same for all seeded roles.
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
    /// All its scopes, comma-separated in the server's order.
    pub(crate) fn scopes(&self) -> String {
        let names =
            all().filter(|scope| self.scopes.iter().any(|parent| covers_one(parent, &scope.name)));
        names.map(|scope| scope.name).collect::<Vec<_>>().join(",")
    }
}

/// All scopes in the server's order.
pub(crate) fn all() -> impl Iterator<Item = Listed> {
    let mut child_id = 5;
    SCOPES.iter().flat_map(move |scope| {
        let parent = Listed { id: scope.id, name: scope.name.to_owned(), category: scope.category };
        let first = child_id;
        child_id += i64::try_from(scope.below.len()).unwrap_or_default();
        let below = scope.below.iter().zip(first + 1..).map(|(below, id)| Listed {
            id,
            name: format!("{}.{below}", scope.name),
            category: scope.category,
        });
        std::iter::once(parent).chain(below)
    })
}

/// The asked scopes that are among the owned ones, in the server's order; all of them when none is asked.
pub(crate) fn granted(owned: &str, asked: &[&str]) -> String {
    if asked.is_empty() {
        return owned.to_owned();
    }
    split(owned).filter(|scope| asked.contains(scope)).collect::<Vec<_>>().join(",")
}

/// Whether comma-separated scopes allow what needs this scope.
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
    fn roles_have_the_recorded_scopes() {
        assert_eq!(role("Consumer").unwrap().scopes(), CONSUMER);
        assert!(role("Administrator").unwrap().scopes().starts_with("backend,backend.account,"));
        assert!(role("consumer").is_none());
    }

    #[test]
    fn parents_imply_children() {
        assert!(covers("consumer", "consumer.account"));
        assert!(covers("authorization,consumer.account", "consumer.account"));
        assert!(!covers("consumer.account", "consumer"));
        assert!(!covers("consum", "consumer.account"));
        assert!(!covers("", "authorization"));
    }

    #[test]
    fn grants_in_the_servers_order_without_duplicates() {
        assert_eq!(
            granted(CONSUMER, &["authorization", "foo", "consumer.account", "authorization"]),
            "consumer.account,authorization"
        );
        assert_eq!(granted(CONSUMER, &["consumer"]), "consumer");
        assert_eq!(granted(CONSUMER, &[]), CONSUMER);
        assert_eq!(granted(CONSUMER, &["foo"]), "");
    }

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = all().map(|scope| scope.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
