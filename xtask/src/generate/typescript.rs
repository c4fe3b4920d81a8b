//! The classes of the npm package, and the error kinds that each of their methods rejects with.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::list::{Argument, Body, Operation, Types};
use super::words::Words;

const WRITTEN: &str = "// Written by `cargo xtask generate`.\n";

/// The head of a class.
struct Class {
    name: &'static str,
    /// The vendor's name in calls of the engine (the compiled Rust code).
    engine: &'static str,
    /// The type with the error kinds of each method.
    errors: &'static str,
    parameters: &'static str,
    options: &'static str,
    text: &'static str,
    constructor: &'static str,
    /// Methods that are not operations.
    more: &'static str,
}

const FUSIO: Class = Class {
    name: "FusioClient",
    engine: "fusio",
    errors: "FusioErrors",
    parameters: "",
    options: "ClientOptions",
    text: "A client of one Fusio server. It holds no tokens.\n\n\
           Calls take `{ signal, timeoutMs }` as their last argument, and reject with a `ClientError`.",
    constructor: "A client for the server at `options.baseUrl`.",
    more: "",
};

const FUSIONAUTH: Class = Class {
    name: "FusionAuthClient",
    engine: "fusionAuth",
    errors: "FusionAuthErrors",
    parameters: "<UserData extends object = Record<string, unknown>, RegistrationData extends object = Record<string, unknown>>",
    options: "FusionAuthOptions",
    text: "A client of one FusionAuth server. It holds no session.\n\n\
           `user.data` and `registration.data` may have types of your own, which are not checked at run time:\n\
           `new FusionAuthClient<{ plan: string }, { seats: number }>(options)`.\n\n\
           Calls take `{ signal, timeoutMs }` as their last argument, and reject with a `ClientError`.\n\
           Instants are epoch milliseconds, but seconds in the claims of a token.",
    constructor: "A client for the server at `options.baseUrl`.\n\n\
                  In a browser it throws a `ClientError` (`unsupported`) when there is an `apiKey`, unless\n\
                  `dangerouslyAllowBrowser` is true. The first call reports other mistakes in the options.",
    more: "
  /** The same client for another tenant (UUID). */
  forTenant(tenantId: string): FusionAuthClient<UserData, RegistrationData> {
    // A missing tenant is a mistake, and the first call must report it.
    return new FusionAuthClient({ ...this[OPTIONS], tenantId: tenantId ?? (false as never) });
  }
",
};

/// The module with the error kinds that any call can reject with.
pub(super) fn common(kinds: &[String]) -> String {
    // Every call can reject with `validation`, for an invalid argument. The list of operations
    // names this kind only where the server can cause it.
    let kinds = kinds.iter().map(String::as_str).chain(["validation"]);
    let kinds: Vec<_> = kinds.map(|kind| format!("\"{kind}\"")).collect();
    format!(
        "{WRITTEN}\n/** The kinds that any call can reject with. */\nexport type CommonErrorKind = {};\n",
        kinds.join(" | ")
    )
}

/// The module with the constants that TypeScript shares with Rust.
pub(super) fn constants(constants: &Map<String, Value>) -> String {
    let mut text = WRITTEN.to_owned();
    for (name, value) in constants {
        let _ = write!(text, "\nexport const {name} = {value:#};\n");
    }
    text
}

/// The module of a vendor's client.
pub(super) fn module(vendor: &str, operations: &[Operation], types: &Types) -> String {
    let class = if vendor == "fusio" { FUSIO } else { FUSIONAUTH };
    let words = Words::new(operations);
    let mut named_types = BTreeSet::from([class.options, "CallOptions"]);
    let (mut methods, mut errors) = (String::new(), String::new());
    for operation in operations {
        let mut parameters = Vec::new();
        let mut given = Vec::new();
        for Argument { name, told, optional } in &operation.arguments {
            let more = if *optional { " | null | undefined" } else { "" };
            parameters.push(format!("{name}: {}{more}", types.generic(told)));
            given.push(name.as_str());
            named_types.extend(named(told));
        }
        if let Some(Body { told, optional }) = &operation.body {
            let (mark, more) = if *optional { ("?", " | null") } else { ("", "") };
            parameters.push(format!("request{mark}: {}{more}", types.generic(told)));
            given.push("request");
            named_types.extend(named(told));
        }
        let kinds = operation.rejects.iter().map(|reject| reject.kind.as_str());
        let kinds: String = kinds
            .filter(|kind| *kind != "validation")
            .map(|kind| format!("\"{kind}\" | "))
            .collect();
        let _ = writeln!(errors, "  {}: {kinds}CommonErrorKind;", operation.js);
        let answer = operation.response.as_deref().unwrap_or("void");
        named_types.extend(named(answer));
        let mut options = "";
        if operation.method.is_some() {
            parameters.push("options?: CallOptions | null".to_owned());
            options = ", options";
        }
        let mut documentation = words.documentation(operation);
        if let Some(example) = &operation.javascript {
            let _ = write!(documentation, "\n@example\n{example}");
        }
        let _ = write!(
            methods,
            "\n{}  {}({}): Promise<{}> {{\n    return this[CALL](\"{}\", [{}]{options});\n  }}\n",
            comment(&documentation, "  "),
            operation.js,
            parameters.join(", "),
            types.generic(answer),
            operation.js,
            given.join(", ")
        );
    }
    let symbols = if class.more.is_empty() { "CALL, Client" } else { "CALL, Client, OPTIONS" };
    let mut text = format!(
        "{WRITTEN}\nimport {{ {symbols} }} from \"../client.js\";\n\
         import type {{ CommonErrorKind }} from \"./common.js\";\n\
         import type {{ {} }} from \"./wire.js\";\n\n",
        named_types.into_iter().collect::<Vec<_>>().join(", ")
    );
    let _ = write!(
        text,
        "/** The error kinds of each method of `{name}`, for `isClientError<{type_name}[\"login\"]>(error)`. */\n\
         export interface {type_name} {{\n{errors}}}\n\n",
        name = class.name,
        type_name = class.errors,
    );
    let _ = write!(
        text,
        "{}export class {name}{} extends Client {{\n  \
         /** @internal A minifier may rename the class. */\n  \
         static override readonly name = \"{name}\";\n\n{}  \
         constructor(options: {}) {{\n    super(\"{}\", options);\n  }}\n{}{methods}}}\n",
        comment(class.text, ""),
        class.parameters,
        comment(class.constructor, "  "),
        class.options,
        class.engine,
        class.more,
        name = class.name,
    );
    text
}

/// The names in a type: `A` and `B` in `A<B>`.
fn named(told: &str) -> impl Iterator<Item = &str> {
    let words = told.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// A documentation comment.
fn comment(text: &str, indent: &str) -> String {
    let text = text.trim();
    if !text.contains('\n') {
        return format!("{indent}/** {text} */\n");
    }
    let mut comment = format!("{indent}/**\n");
    for line in text.lines() {
        let _ = writeln!(comment, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(comment, "{indent} */");
    comment
}
