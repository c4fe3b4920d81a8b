//! Holds every call of these tests to the kinds that its operation declares.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use matricula::{CallEvent, CallStep, Config, ErrorKind, Observer};
use serde::Deserialize;

type Kinds = HashSet<ErrorKind>;

/// The list of the declarations.
#[derive(Deserialize)]
struct List {
    /// The kinds that any call can reject with.
    common: Kinds,
    #[serde(flatten)]
    operations: HashMap<String, Vec<Operation>>,
}

#[derive(Deserialize)]
struct Operation {
    name: String,
    rejects: Vec<Reject>,
}

#[derive(Deserialize)]
struct Reject {
    kind: ErrorKind,
}

/// The kinds of each operation, by vendor and name.
static DECLARED: LazyLock<HashMap<(String, String), Kinds>> = LazyLock::new(|| {
    let list: List = serde_json::from_str(include_str!("../../docs/operations.json")).unwrap();
    let mut declared = HashMap::new();
    for (vendor, operations) in list.operations {
        for Operation { name, rejects } in operations {
            let kinds = rejects.into_iter().map(|reject| reject.kind);
            let kinds = kinds.chain(list.common.iter().copied()).collect();
            declared.insert((vendor.clone(), name), kinds);
        }
    }
    declared
});

/// The configuration of a client that is held to what its vendor's operations declare.
pub(crate) fn config(vendor: &'static str, url: &str) -> Config {
    let mut config = Config::new(url);
    config.observe = Some(Observer::new(move |event| hold(vendor, event)));
    config
}

fn hold(vendor: &str, event: &CallEvent) {
    let CallStep::End { error: Some(error), .. } = &event.step else { return };
    let kind = error.kind();
    let declared = &DECLARED[&(vendor.to_owned(), event.operation.to_owned())];
    // If nothing was sent, an argument is not valid.
    let of_argument = kind == ErrorKind::Validation && error.status().is_none();
    if !of_argument && !declared.contains(&kind) {
        // A panic would not reach the test: the client catches it.
        eprintln!(
            "{vendor}: `{}` rejects with `{kind}` without declaring it: {error}",
            event.operation
        );
        std::process::exit(1);
    }
}
