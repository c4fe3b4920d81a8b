//! The list of operations, and the types that it names.

use serde::Deserialize;
use serde_json::{Map, Value};

/// The operations of both vendors.
#[derive(Deserialize)]
pub(super) struct List {
    /// The error kinds that any call can reject with. `validation` is not in this list, although any call can reject
    /// with it, too.
    pub(super) common: Vec<String>,
    /// The constants that Rust and TypeScript share.
    pub(super) constants: Map<String, Value>,
    pub(super) fusio: Vec<Operation>,
    pub(super) fusionauth: Vec<Operation>,
}

#[derive(Deserialize)]
pub(super) struct Operation {
    pub(super) name: String,
    pub(super) js: String,
    pub(super) text: String,
    /// The example for JavaScript.
    pub(super) javascript: Option<String>,
    /// The HTTP method. If the operation sends no request, the method and the path are `None`.
    pub(super) method: Option<String>,
    pub(super) path: Option<String>,
    pub(super) retry: Option<String>,
    pub(super) arguments: Vec<Argument>,
    pub(super) body: Option<Body>,
    pub(super) response: Option<String>,
    pub(super) rejects: Vec<Reject>,
}

#[derive(Deserialize)]
pub(super) struct Argument {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) told: String,
    pub(super) optional: bool,
}

#[derive(Deserialize)]
pub(super) struct Body {
    #[serde(rename = "type")]
    pub(super) told: String,
    pub(super) optional: bool,
}

#[derive(Deserialize)]
pub(super) struct Reject {
    pub(super) kind: String,
    pub(super) when: String,
}

impl Operation {
    /// The method and path, for a table.
    pub(super) fn sends(&self) -> String {
        match (&self.method, &self.path) {
            (Some(method), Some(path)) => format!("`{method} {path}`"),
            _ => "nothing".to_owned(),
        }
    }
}

/// The declarations of all types of requests and answers.
pub(super) struct Types(pub(super) String);

/// The type parameters that a declaration can have: the types of the members `data` of users and
/// registrations.
const PARAMETERS: [&str; 2] = ["UserData", "RegistrationData"];

impl Types {
    /// A type with its parameters in TypeScript.
    pub(super) fn generic(&self, name: &str) -> String {
        let starts = ["interface", "type"].map(|kind| format!("export {kind} {name}<"));
        let declared = |line: &&str| starts.iter().any(|start| line.starts_with(start.as_str()));
        let Some(line) = self.0.lines().find(declared) else { return name.to_owned() };
        let has = |parameter: &&str| line.contains(&format!("{parameter} = "));
        let parameters: Vec<_> = PARAMETERS.into_iter().filter(has).collect();
        format!("{name}<{}>", parameters.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_has_the_parameters_of_its_declaration() {
        let types = Types(
            "export interface Plain {\nexport interface Both<UserData = object, RegistrationData = object> {\n\
             export type One<RegistrationData = object> = { data: RegistrationData };\n"
                .to_owned(),
        );
        assert_eq!(types.generic("Plain"), "Plain");
        assert_eq!(types.generic("Both"), "Both<UserData, RegistrationData>");
        assert_eq!(types.generic("One"), "One<RegistrationData>");
        assert_eq!(types.generic("string"), "string");
    }
}
