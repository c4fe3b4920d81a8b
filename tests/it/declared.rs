//! Holds every call of these tests to the kinds that its operation declares.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use matricula::{CallEvent, CallStep, Config, ErrorKind, Observer};
use serde_json::Value;

/// What any call can reject with.
const COMMON: [ErrorKind; 6] = [
    ErrorKind::Network,
    ErrorKind::Timeout,
    ErrorKind::RateLimited,
    ErrorKind::Server,
    ErrorKind::UnexpectedResponse,
    ErrorKind::Unsupported,
];

type Declared = HashMap<(String, String), HashSet<ErrorKind>>;

/// The kinds of each operation, by vendor and name.
static DECLARED: LazyLock<Declared> = LazyLock::new(|| {
    let list = include_str!("../../docs/operations.json");
    let list: HashMap<String, Vec<Value>> = serde_json::from_str(list).unwrap();
    let mut declared = Declared::new();
    for (vendor, operations) in list {
        for operation in operations {
            let name = operation["name"].as_str().unwrap().to_owned();
            let rejects = operation["rejects"].as_array().unwrap().iter();
            let kind = |reject: &Value| serde_json::from_value(reject["kind"].clone()).unwrap();
            declared.insert((vendor.clone(), name), rejects.map(kind).collect());
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
    // What was not sent can only be an argument.
    let of_argument = kind == ErrorKind::Validation && error.status().is_none();
    let declared = &DECLARED[&(vendor.to_owned(), event.operation.to_owned())];
    if !of_argument && !COMMON.contains(&kind) && !declared.contains(&kind) {
        // A panic would not reach the test: the client catches it.
        eprintln!(
            "{vendor}: `{}` rejects with `{kind}` without declaring it: {error}",
            event.operation
        );
        std::process::exit(1);
    }
}
