//! Variables, and the texts that use them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::error::{KickstartError, wrong};
use crate::fusionauth::normalize;
use crate::platform;

/// The variables by their names.
pub(super) type Variables = BTreeMap<String, String>;

/// Adds a variable of the document. Its value may use the variables that are known already.
pub(super) fn add(
    known: &mut Variables,
    name: String,
    value: &Value,
) -> Result<(), KickstartError> {
    let place = format!("variables.{name}");
    let value = match value {
        Value::String(value) => text(value, known, &place)?,
        Value::Number(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        _ => return Err(wrong(format!("{place} must be a string"))),
    };
    known.insert(name, value);
    Ok(())
}

/// A value with the variables replaced in its texts and in the names of its members.
pub(super) fn filled(
    value: &Value,
    variables: &Variables,
    place: &str,
) -> Result<Value, KickstartError> {
    Ok(match value {
        Value::String(value) => text(value, variables, place)?.into(),
        Value::Array(list) => {
            let list: Result<Vec<_>, _> =
                list.iter().map(|value| filled(value, variables, place)).collect();
            list?.into()
        }
        Value::Object(members) => {
            let mut all = Map::new();
            for (name, value) in members {
                all.insert(text(name, variables, place)?, filled(value, variables, place)?);
            }
            all.into()
        }
        other => other.clone(),
    })
}

/// A text with each `#{...}` replaced. A mark such as `#{` has no meaning after a backslash, and the
/// backslash is removed.
pub(super) fn text(
    template: &str,
    variables: &Variables,
    place: &str,
) -> Result<String, KickstartError> {
    let mut written = String::new();
    let mut rest = template;
    while let Some((before, mark, after)) = split(rest) {
        if let Some(before) = before.strip_suffix('\\') {
            written.push_str(before);
            written.push_str(mark);
            rest = after;
            continue;
        }
        match mark {
            "&{" if whole(template).is_none() => {
                let rule = "`&{...}` must be the whole text of a value";
                return Err(wrong(format!("{place}: {rule}")));
            }
            "@{" | "&{" => return Err(wrong(format!("{place}: {ONLY_FILES}"))),
            _ => {}
        }
        let Some((name, after)) = after.split_once('}') else {
            return Err(wrong(format!("{place}: the `}}` of a variable is missing")));
        };
        written.push_str(before);
        match (name, name.strip_prefix("ENV.")) {
            ("UUID()", _) => written.push_str(&normalize::new_id()),
            (_, Some(variable)) => {
                let value = platform::variable(variable);
                let unknown =
                    || wrong(format!("{place}: the environment variable {variable} is not set"));
                written.push_str(&value.ok_or_else(unknown)?);
            }
            _ => {
                let value = variables.get(name);
                let unknown = || wrong(format!("{place}: the variable {name} is not defined"));
                written.push_str(value.ok_or_else(unknown)?);
            }
        }
        rest = after;
    }
    written.push_str(rest);
    Ok(written)
}

/// The problem of a document that has an include, but does not come from a file.
const ONLY_FILES: &str = "this document cannot include files, because it does not come from a file: \
     start the server with the path of the kickstart file, or put the content of the included file \
     into the document";

/// The name of the file if the text is `&{file}`.
pub(super) fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("&{")?.strip_suffix('}')?;
    (!name.contains('}')).then_some(name)
}

/// The marks with a meaning: a variable, a text file, a JSON file.
const MARKS: [&str; 3] = ["#{", "@{", "&{"];

/// The text before the first mark, the mark, and the text after it.
fn split(text: &str) -> Option<(&str, &'static str, &str)> {
    let first =
        |mark: &'static str| text.split_once(mark).map(|(before, after)| (before, mark, after));
    MARKS.into_iter().filter_map(first).min_by_key(|(before, ..)| before.len())
}

/// The text with a backslash before each mark, so that no mark has a meaning.
pub(super) fn escaped(text: &str) -> String {
    MARKS.iter().fold(text.to_owned(), |text, mark| text.replace(mark, &format!("\\{mark}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn known() -> Variables {
        let mut known = Variables::new();
        for (name, value) in [
            ("a", json!("x")),
            ("b", json!("#{a}y")),
            ("id", json!("#{UUID()}")),
            ("n.m", json!(7)),
        ] {
            add(&mut known, name.to_owned(), &value).unwrap();
        }
        known
    }

    #[test]
    fn variables_are_replaced() {
        let known = known();
        assert_eq!(known["b"], "xy");
        assert_eq!(known["id"].len(), 36);
        assert_eq!(text("1#{b}2#{n.m}", &known, "p").unwrap(), "1xy27");
        assert!(text("#{nope}", &known, "p").unwrap_err().to_string().contains("nope"));
        assert!(text("#{b", &known, "p").is_err());
        assert!(text("@{b}", &known, "p").is_err());
        assert!(text("x &{b}", &known, "p").is_err());
    }

    #[test]
    fn a_mark_after_a_backslash_is_not_replaced() {
        let known = known();
        for (template, written) in
            [("\\#{b}#{a}", "#{b}x"), ("\\\\#{b}", "\\#{b}"), ("\\@{b} \\&{b}", "@{b} &{b}")]
        {
            assert_eq!(text(template, &known, "p").unwrap(), written, "{template}");
        }
        for literal in ["#{a} @{a} &{a}", "\\#{a}\\\\@{a}", "a { # } \\"] {
            assert_eq!(text(&escaped(literal), &known, "p").unwrap(), literal);
        }
    }
}
