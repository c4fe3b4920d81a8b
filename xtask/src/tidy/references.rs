//! Comments and pages must not name a section of a document that the reader does not have.

use super::source::Source;

/// Pages with measurements, whose numbers look like section numbers.
const MEASURED: [&str; 3] = ["docs/bench.md", "docs/bench-server.md", "docs/size.md"];

/// The lines with a section number that does not follow the name of a public document.
pub(super) fn check(source: &Source) -> Vec<String> {
    if MEASURED.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let page = source.path.ends_with(".md");
    source
        .lines()
        .filter(|(_, line)| page || is_comment(line))
        .filter_map(|(number, line)| {
            let found = in_parentheses(line).or_else(|| after_section(line))?;
            Some(format!(
                "{}:{number}: `{found}`: name the document, as in `RFC 6749, 4.1.2.1`, or leave the number out",
                source.path
            ))
        })
        .collect()
}

fn is_comment(line: &str) -> bool {
    ["//", "/*", "*"].iter().any(|start| line.trim_start().starts_with(start))
}

/// Finds `5.1` in `(5.1)`, `(5.1, 5.2)` and `(5.1, RFC 7517)`, but nothing in `(RFC 7517, 5.1)`.
fn in_parentheses(line: &str) -> Option<&str> {
    let outside_code = line.split('`').step_by(2);
    outside_code
        .flat_map(|text| text.split('(').skip(1))
        .filter_map(|rest| rest.split([',', ')', ' ']).next())
        .find(|word| is_section(word))
}

/// Finds `5.1` in `section 5.1`, but nothing in `RFC 7517, section 5.1`.
fn after_section(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("ection ")?;
    let named = before.split_whitespace().rev().nth(2).is_some_and(|word| word.ends_with("RFC"));
    let word = after.split([',', ')', ' ', ':', ';']).next()?.trim_end_matches('.');
    (!named && is_section(word)).then_some(word)
}

fn is_section(word: &str) -> bool {
    let mut parts = word.split('.');
    let is_number =
        |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit());
    (2..=4).contains(&parts.clone().count()) && parts.all(is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Source { path: path.to_owned(), text: text.to_owned() }).len()
    }

    #[test]
    fn a_bare_section_number_is_found() {
        for line in [
            "/// `POST /consumer/register` (5.1).",
            "    //! The bodies (5.1, 5.2).",
            "// A key (5.5, RFC 7517).",
            " * As before (3.2 to 3.4).",
            "/// Section 2.1, in its order.",
            "/// The order of section 1.2: headers, body.",
        ] {
            assert_eq!(found("src/a.rs", line), 1, "{line}");
        }
        assert_eq!(found("docs/a.md", "A place (3.2)."), 1);
    }

    #[test]
    fn a_section_of_a_named_document_is_accepted_and_so_are_versions_and_code() {
        for line in [
            "/// The words of OAuth (RFC 6749, 4.1.2.1).",
            "//! A signed token (RFC 7515, section 7.1).",
            "// The server of `cargo` (since 1.94).",
            "/// `wait(0.5)` waits for half a second.",
            "let half = f(0.5);",
        ] {
            assert_eq!(found("src/a.rs", line), 0, "{line}");
        }
    }
}
