//! Reads a kickstart file and the files that it includes.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::error::{KickstartError, wrong};
use super::template;

/// How deeply files may include each other: the limit stops a file that includes itself.
const DEEPEST: usize = 16;

/// Reads a kickstart file. In the result, each include is replaced by the content of its file.
pub(crate) fn load(path: &Path) -> Result<Value, KickstartError> {
    let name = format!("the file {}", path.display());
    let document = json(&text(path, &name)?, &name)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Includes { folder }.value(document, "", 0)
}

/// The files beside the kickstart file.
struct Includes {
    folder: PathBuf,
}

impl Includes {
    fn value(&self, value: Value, place: &str, depth: usize) -> Result<Value, KickstartError> {
        Ok(match value {
            Value::String(text) => match whole(&text) {
                Some(_) if depth == DEEPEST => {
                    return Err(wrong(format!("{place}: the files include each other too deeply")));
                }
                Some(name) => {
                    let name = name.to_owned();
                    let included = self.file(&name, place)?;
                    let included = json(&included, &format!("{place}: {name}"))?;
                    self.value(included, place, depth + 1)?
                }
                None => self.text(&text, place)?.into(),
            },
            Value::Array(list) => {
                let list = list.into_iter().enumerate();
                let list = list.map(|(position, value)| {
                    self.value(value, &format!("{place}[{position}]"), depth)
                });
                Value::Array(list.collect::<Result<_, _>>()?)
            }
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, value)| {
                    let place = format!("{place}.{name}");
                    let value = self.value(value, place.trim_start_matches('.'), depth)?;
                    Ok((name, value))
                });
                Value::Object(members.collect::<Result<_, _>>()?)
            }
            other => other,
        })
    }

    /// A text with each `@{file}` replaced by the file's text, in which no mark has a meaning.
    fn text(&self, text: &str, place: &str) -> Result<String, KickstartError> {
        let mut written = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("@{") {
            written.push_str(before);
            rest = after;
            if before.ends_with('\\') {
                written.push_str("@{");
                continue;
            }
            let (name, after) = after
                .split_once('}')
                .ok_or_else(|| wrong(format!("{place}: the `}}` of an include is missing")))?;
            written.push_str(&template::escaped(&self.file(name, place)?));
            rest = after;
        }
        Ok(written + rest)
    }

    fn file(&self, name: &str, place: &str) -> Result<String, KickstartError> {
        let path = Path::new(name);
        let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !path.components().all(inside) {
            let problem = "is not in the folder of the kickstart file";
            return Err(wrong(format!("{place}: {name} {problem}")));
        }
        text(&self.folder.join(path), &format!("{place}: {name}"))
    }
}

/// The name of the file if the text is `&{file}`.
fn whole(text: &str) -> Option<&str> {
    let name = text.strip_prefix("&{")?.strip_suffix('}')?;
    (!name.contains('}')).then_some(name)
}

fn text(path: &Path, name: &str) -> Result<String, KickstartError> {
    std::fs::read_to_string(path).map_err(|error| wrong(format!("{name} cannot be read: {error}")))
}

/// An error tells only the number of the line: its text may hold a secret.
fn json(text: &str, name: &str) -> Result<Value, KickstartError> {
    serde_json::from_str(text)
        .map_err(|error| wrong(format!("{name} is not valid JSON at line {}", error.line())))
}
