//! Rewrites the documentation of the Rust crate for JavaScript.

use std::fmt::Write as _;

use super::list::{Operation, Reject};

/// The names that are different in JavaScript.
pub(super) struct Words<'a> {
    operations: Vec<&'a str>,
    kinds: Vec<&'a str>,
}

impl<'a> Words<'a> {
    pub(super) fn new(operations: &'a [Operation]) -> Self {
        let rejects = operations.iter().flat_map(|operation| &operation.rejects);
        Self {
            operations: operations.iter().map(|operation| operation.name.as_str()).collect(),
            kinds: rejects.map(|reject| reject.kind.as_str()).collect(),
        }
    }

    /// The documentation of an operation.
    pub(super) fn documentation(&self, operation: &Operation) -> String {
        let plain = operation.text.split("```").next().unwrap_or_default();
        let mut text = String::new();
        for line in plain.trim().lines() {
            text.push_str(line.trim());
            text.push('\n');
        }
        if let (Some(method), Some(path)) = (&operation.method, &operation.path) {
            let _ = write!(text, "\n`{method} {path}`. {}\n", retried(operation.retry.as_deref()));
        }
        if !operation.rejects.is_empty() {
            text.push_str("\nRejects with\n");
            for Reject { kind, when } in &operation.rejects {
                let _ = writeln!(text, "- `{kind}`: {when}.");
            }
        }
        self.javascript(&text)
    }

    /// Documentation of the Rust crate, rewritten for JavaScript: names in camelCase, kinds in `snake_case`, links as
    /// plain names.
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
                // A link may have its target in parentheses after its text. The target is left out.
                let rest = piece.strip_prefix(']').unwrap_or(piece);
                let target = rest.strip_prefix('(').filter(|_| rest.len() < piece.len());
                let rest =
                    target.and_then(|target| target.split_once(')')).map_or(rest, |(_, rest)| rest);
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

fn retried(rule: Option<&str>) -> &'static str {
    match rule {
        Some("never") => "Sent once, never retried.",
        Some("unanswered") => "Retried when no answer came.",
        _ => "Retried if no answer came, and after 429, 502, 503 or 504.",
    }
}

/// The names in the documentation that need camelCase: of arguments, of JSON members, and of fields of an error.
const NAMES: [&str; 15] = [
    "application_id",
    "dry_run",
    "existing_user_strategy",
    "field_errors",
    "hard_delete",
    "identity_verification_id",
    "login_configuration",
    "one_time_code",
    "redirect_uri",
    "tenant_id",
    "token_id",
    "trust_token",
    "user_id",
    "validate_db_constraints",
    "verification_ids",
];

pub(super) fn kind_word(kind: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_of_the_rust_crate_is_rewritten_for_javascript() {
        let rust = "[`A`], ([`B`]) (c). A token for [`change_password`](Self::change_password). `UserData` no, see \
                    `Config::short_paths` and `field_errors`, not `signed_in`.\n- `not_found`: [`LoginPrevented`]( \
                    crate::X ).";
        let words = Words { operations: vec!["change_password"], kinds: vec!["login_prevented"] };
        let told = words.javascript(rust);
        assert!(
            told.starts_with("`A`, (`B`) (c). A token for `changePassword`. `UserData` no, "),
            "{told}"
        );
        assert!(
            told.contains("the option `shortPaths` and `fieldErrors`, not `signed_in`"),
            "{told}"
        );
        assert!(told.ends_with("- `not_found`: `login_prevented`."), "{told}");
    }

    #[test]
    fn the_documentation_of_fusionauth_has_no_names_of_rust() {
        let classes = include_str!("../../../npm/matricula/src/generated/fusionauth.ts");
        let wire = include_str!("../../../npm/matricula/src/generated/wire.d.ts");
        // The text between two backticks is every second piece.
        let code = classes.split('`').skip(1).step_by(2);
        let is_snake_case = |name: &&str| {
            name.contains('_') && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase())
        };
        let names: Vec<_> = code.filter(is_snake_case).collect();
        assert!(names.len() > 50);
        for name in names {
            // The kinds of errors, and the outcomes of a login, have underscores in JavaScript, too.
            let kind = classes.contains(&format!("\"{name}\""));
            assert!(kind || wire.contains(&format!("    {name}: \"")), "{name}");
        }
    }
}
