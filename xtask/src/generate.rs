//! `cargo xtask generate`: `docs/operations.json`, the list of what the declarations say, and what is written
//! from it: the tables of the documentation, and the classes for JavaScript.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::task::{minutes, say};
use crate::workspace::Workspace;

const LIST: &str = "docs/operations.json";

/// The operations of both vendors.
#[derive(Deserialize)]
struct List {
    fusio: Vec<Operation>,
    fusionauth: Vec<Operation>,
}

#[derive(Deserialize)]
struct Operation {
    name: String,
    js: String,
    text: String,
    /// What it sends; nothing where it sends nothing.
    method: Option<String>,
    path: Option<String>,
    retry: Option<String>,
    arguments: Vec<Argument>,
    body: Option<Body>,
    response: Option<String>,
    rejects: Vec<Reject>,
}

#[derive(Deserialize)]
struct Argument {
    name: String,
    #[serde(rename = "type")]
    told: String,
    optional: bool,
}

#[derive(Deserialize)]
struct Body {
    #[serde(rename = "type")]
    told: String,
    optional: bool,
}

#[derive(Deserialize)]
struct Reject {
    kind: String,
    when: String,
}

/// A file that is written, and its text.
struct Written {
    path: PathBuf,
    text: String,
}

/// Write the list, and all that is written from it.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let test = ["test", "--package", "matricula", "--lib", "the_list_of_operations"];
    workspace.cargo(&test).env("MATRICULA_BLESS", "1").limit(minutes(10)).run()?;
    for Written { path, text } in written(workspace)? {
        let name = path.strip_prefix(&workspace.root).unwrap_or(&path).display();
        if fs::read_to_string(&path).is_ok_and(|is| is == text) {
            continue;
        }
        fs::write(&path, &text).with_context(|| format!("cannot write {name}"))?;
        say(&format!("{name} is written anew"));
    }
    Ok(())
}

/// Fail when a file is not what the list says. A test of the crate holds the list to the declarations.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    for Written { path, text } in written(workspace)? {
        if fs::read_to_string(&path).ok().is_none_or(|is| is != text) {
            let name = path.strip_prefix(&workspace.root).unwrap_or(&path).display();
            bail!("{name} is old; write it with `cargo xtask generate` and commit it");
        }
    }
    Ok(())
}

/// All that is written from the list.
fn written(workspace: &Workspace) -> Result<Vec<Written>> {
    let path = workspace.root.join(LIST);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {LIST}"))?;
    let list: List = serde_json::from_str(&text).with_context(|| format!("cannot read {LIST}"))?;
    let guide = "docs/operations.md";
    let mut page = fs::read_to_string(workspace.root.join(guide))
        .with_context(|| format!("cannot read {guide}"))?;
    let mut all = Vec::new();
    for (vendor, class, operations) in [
        ("fusio", "FusioClient", &list.fusio),
        ("fusionauth", "FusionAuthClient", &list.fusionauth),
    ] {
        all.push((format!("src/{vendor}/operations.md"), module_table(operations)));
        all.push((format!("src/wasm/classes/{vendor}.rs"), rust_class(class, operations)));
        page = with_table(&page, vendor, &guide_table(operations))?;
    }
    all.push((guide.to_owned(), page));
    Ok(all
        .into_iter()
        .map(|(path, text)| Written { path: workspace.root.join(path), text })
        .collect())
}

impl Operation {
    /// What it sends, for a table.
    fn sends(&self) -> String {
        match (&self.method, &self.path) {
            (Some(method), Some(path)) => format!("`{method} {path}`"),
            _ => "nothing".to_owned(),
        }
    }

    /// Its documentation for JavaScript.
    fn javascript(&self, words: &Words<'_>) -> String {
        let plain = self.text.split("```").next().unwrap_or_default();
        let mut text = String::new();
        for line in plain.trim().lines() {
            text.push_str(line.trim());
            text.push('\n');
        }
        if let (Some(method), Some(path)) = (&self.method, &self.path) {
            let _ = write!(text, "\n`{method} {path}`. {}\n", retried(self.retry.as_deref()));
        }
        if !self.rejects.is_empty() {
            text.push_str("\nRejects with\n");
            for Reject { kind, when } in &self.rejects {
                let _ = writeln!(text, "- `{kind}`: {when}.");
            }
        }
        words.javascript(&text)
    }
}

fn retried(rule: Option<&str>) -> &'static str {
    match rule {
        Some("never") => "Sent once, never retried.",
        Some("unanswered") => "Retried when no answer came.",
        _ => "Retried when that can help.",
    }
}

/// The table at the head of a vendor's module, with links to the methods.
fn module_table(operations: &[Operation]) -> String {
    let mut table = "| operation | endpoint |\n|---|---|\n".to_owned();
    for operation in operations {
        let name = &operation.name;
        let _ = writeln!(table, "| [`{name}`](Client::{name}) | {} |", operation.sends());
    }
    table
}

/// The table of the guide.
fn guide_table(operations: &[Operation]) -> String {
    let mut table = "| operation | sends | sent again |\n|---|---|---|\n".to_owned();
    for operation in operations {
        let again = match operation.retry.as_deref() {
            Some("never") => "never",
            Some("unanswered") => "when no answer came",
            Some(_) => "when it can help",
            None => "",
        };
        let _ = writeln!(table, "| `{}` | {} | {again} |", operation.name, operation.sends());
    }
    table
}

/// The page with another table between the marks of this name.
fn with_table(page: &str, name: &str, table: &str) -> Result<String> {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (before, rest) = page.split_once(&start).context("docs/operations.md lost a mark")?;
    let (_, after) = rest.split_once(&end).context("docs/operations.md lost a mark")?;
    Ok(format!("{before}{start}\n{table}\n{end}{after}"))
}

/// The methods of a class for wasm-bindgen.
fn rust_class(class: &str, operations: &[Operation]) -> String {
    let words = Words::new(operations);
    let mut text = format!(
        "//! The methods of `{class}`. Written by `cargo xtask generate`.\n\
         #![cfg_attr(rustfmt, rustfmt_skip)]\n\n\
         use js_sys::Promise;\nuse wasm_bindgen::prelude::*;\n\n\
         use super::{{call, {class}}};\nuse crate::wasm::options::CallOptions;\n\n\
         #[wasm_bindgen]\nimpl {class} {{\n"
    );
    for (index, operation) in operations.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        for line in operation.javascript(&words).lines() {
            let _ = writeln!(text, "{}", format!("    /// {line}").trim_end());
        }
        let answer = generic(operation.response.as_deref().unwrap_or("void"));
        let _ = writeln!(
            text,
            "    #[wasm_bindgen(js_name = {}, unchecked_return_type = \"Promise<{answer}>\")]",
            operation.js
        );
        let _ = writeln!(text, "    pub fn {}(\n        &self,", operation.name);
        let mut given = Vec::new();
        for Argument { name, told, optional } in &operation.arguments {
            let more = if *optional { " | null | undefined" } else { "" };
            let told = generic(told);
            let _ = writeln!(
                text,
                "        #[wasm_bindgen(js_name = {name}, unchecked_param_type = \"{told}{more}\")] \
                 {}: JsValue,",
                snake(name)
            );
            given.push(snake(name));
        }
        if let Some(Body { told, optional }) = &operation.body {
            let told = generic(told);
            let (attribute, more) = if *optional {
                ("unchecked_optional_param_type", " | null")
            } else {
                ("unchecked_param_type", "")
            };
            let _ = writeln!(
                text,
                "        #[wasm_bindgen({attribute} = \"{told}{more}\")] request: JsValue,"
            );
            given.push("request".to_owned());
        }
        let options = if operation.method.is_some() {
            if operation.body.as_ref().is_some_and(|body| body.optional) {
                // wasm-bindgen wants it said of those that follow, too.
                text.push_str(
                    "        #[wasm_bindgen(unchecked_optional_param_type = \"CallOptions | null\")]\n",
                );
            }
            text.push_str("        options: Option<CallOptions>,\n");
            "options"
        } else {
            "None"
        };
        let _ = writeln!(
            text,
            "    ) -> Promise {{\n        call(&self.0, \"{}\", [{}], {options})\n    }}",
            operation.name,
            given.join(", ")
        );
    }
    text.push_str("}\n");
    text
}

/// The types whose members `data` have types of the caller's own.
const GENERIC: [(&str, &str); 10] = [
    ("CreateAndRegisterRequest", "<UserData, RegistrationData>"),
    ("LoginOutcome", "<UserData, RegistrationData>"),
    ("PatchRegistrationRequest", "<RegistrationData>"),
    ("PatchUserRequest", "<UserData>"),
    ("Registration", "<RegistrationData>"),
    ("RegistrationRequest", "<RegistrationData>"),
    ("RegistrationResponse", "<UserData, RegistrationData>"),
    ("User", "<UserData, RegistrationData>"),
    ("UserRequest", "<UserData, RegistrationData>"),
    ("UserResponse", "<UserData, RegistrationData>"),
];

/// A type with the parameters that it has in TypeScript.
fn generic(told: &str) -> String {
    let parameters = GENERIC.iter().find(|(name, _)| *name == told);
    format!("{told}{}", parameters.map_or("", |(_, parameters)| *parameters))
}

/// What documentation calls otherwise in JavaScript.
struct Words<'a> {
    operations: Vec<&'a str>,
    kinds: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn new(operations: &'a [Operation]) -> Self {
        let rejects = operations.iter().flat_map(|operation| &operation.rejects);
        Self {
            operations: operations.iter().map(|operation| operation.name.as_str()).collect(),
            kinds: rejects.map(|reject| reject.kind.as_str()).collect(),
        }
    }

    /// The documentation of Rust in the words of JavaScript: names in camelCase, kinds in their own words,
    /// links as plain names.
    fn javascript(&self, text: &str) -> String {
        let mut pieces = text.split('`');
        let first = pieces.next().unwrap_or_default();
        let mut out = first.strip_suffix('[').unwrap_or(first).to_owned();
        let mut code = true;
        for piece in pieces {
            if code {
                if piece.starts_with("Config::") {
                    out.push_str("the option ");
                }
                out.push('`');
                out.push_str(&self.name(piece));
                out.push('`');
            } else {
                // What follows a link is its target.
                let rest = piece.strip_prefix("](").and_then(|rest| rest.split_once(')'));
                let rest = rest.map_or(piece, |(_, rest)| rest);
                out.push_str(rest.strip_suffix('[').unwrap_or(rest));
            }
            code = !code;
        }
        out
    }

    fn name(&self, word: &str) -> String {
        if let Some(member) = word.strip_prefix("Config::").or(word.strip_prefix("Error::")) {
            return camel(member);
        }
        let kind = kind_word(word);
        if word.starts_with(char::is_uppercase) && self.kinds.contains(&kind.as_str()) {
            kind
        } else if self.operations.contains(&word) || NAMES.contains(&word) {
            camel(word)
        } else {
            word.to_owned()
        }
    }
}

/// Names of arguments and of members of errors that documentation uses.
const NAMES: [&str; 6] =
    ["application_id", "field_errors", "redirect_uri", "tenant_id", "token_id", "user_id"];

fn kind_word(kind: &str) -> String {
    let mut word = String::new();
    for letter in kind.chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        let head = letters.next().map(|letter| letter.to_ascii_uppercase());
        name + &head.into_iter().chain(letters).collect::<String>()
    })
}

fn snake(camel: &str) -> String {
    kind_word(camel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_of_rust_becomes_that_of_javascript() {
        let rust = "A token for [`change_password`](Self::change_password). `UserData` no, see \
                    `Config::short_paths` and `field_errors`, not `signed_in`.\n- `not_found`: [`LoginPrevented`]( \
                    crate::X ).";
        let words = Words { operations: vec!["change_password"], kinds: vec!["login_prevented"] };
        let told = words.javascript(rust);
        assert!(told.starts_with("A token for `changePassword`. `UserData` no, "), "{told}");
        assert!(
            told.contains("the option `shortPaths` and `fieldErrors`, not `signed_in`"),
            "{told}"
        );
        assert!(told.ends_with("- `not_found`: `login_prevented`."), "{told}");
    }

    #[test]
    fn a_table_replaces_what_stands_between_its_marks() {
        let page = "a\n<!-- x -->\nold\n<!-- /x -->\nb";
        assert_eq!(with_table(page, "x", "new").unwrap(), "a\n<!-- x -->\n\nnew\n<!-- /x -->\nb");
        assert!(with_table(page, "y", "new").is_err());
    }
}
