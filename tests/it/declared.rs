//! Checks that calls fail only with error kinds that their operations declare. The check covers the
//! clients that the tests make with `config`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use matricula::{CallEvent, CallStep, Config, ErrorKind, Observer};
use serde::Deserialize;

type Kinds = HashSet<ErrorKind>;

/// The declarations of all operations, from `docs/operations.json`.
#[derive(Deserialize)]
struct List {
    /// The kinds that every call can reject with.
    common: Kinds,
    fusio: Vec<Operation>,
    fusionauth: Vec<Operation>,
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

/// The declared kinds of each operation, by vendor and name.
static DECLARED: LazyLock<HashMap<(String, String), Kinds>> = LazyLock::new(|| {
    let list: List = serde_json::from_str(include_str!("../../docs/operations.json")).unwrap();
    let mut declared = HashMap::new();
    for (vendor, operations) in [("fusio", list.fusio), ("fusionauth", list.fusionauth)] {
        for Operation { name, rejects } in operations {
            let kinds = rejects.into_iter().map(|reject| reject.kind);
            let kinds = kinds.chain(list.common.iter().copied()).collect();
            declared.insert((vendor.to_owned(), name), kinds);
        }
    }
    declared
});

/// The configuration of a client whose errors are checked against the declarations of its vendor.
pub(crate) fn config(vendor: &'static str, url: &str) -> Config {
    let mut config = Config::new(url);
    config.observe = Some(Observer::new(move |event| check(vendor, event)));
    config
}

fn check(vendor: &str, event: &CallEvent) {
    let CallStep::End { error: Some(error), .. } = &event.step else { return };
    let kind = error.kind();
    let declared = &DECLARED[&(vendor.to_owned(), event.operation.to_owned())];
    // A `validation` error without a status is about an argument: nothing was sent.
    let of_argument = kind == ErrorKind::Validation && error.status().is_none();
    if !of_argument && !declared.contains(&kind) {
        // The client catches a panic of its observer, so a panic would not fail the test.
        eprintln!(
            "{vendor}: `{}` rejects with `{kind}` without declaring it: {error}",
            event.operation
        );
        std::process::exit(1);
    }
}
