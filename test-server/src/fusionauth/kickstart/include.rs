//! Reads a kickstart file and the files that it includes.

use std::fmt::Display;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::error::{KickstartError, wrong};
use super::template::{self, whole};

/// How deeply files may include each other: the limit stops a file that includes itself.
const DEEPEST: usize = 16;

/// Reads a kickstart file with `read`, which returns the text of a file. In the result, each
/// include is replaced by the content of its file.
pub(crate) fn load<E: Display>(
    path: &Path,
    read: impl Fn(&Path) -> Result<String, E>,
) -> Result<Value, KickstartError> {
    let name = format!("the file {}", path.display());
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let files = Files { folder, read };
    let document = json(&files.read(path, &name)?, &name)?;
    files.value(document, "", 0)
}

/// The folder of the kickstart file, and the function that reads a file.
struct Files<R> {
    folder: PathBuf,
    read: R,
}

impl<R: Fn(&Path) -> Result<String, E>, E: Display> Files<R> {
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

    /// A text with each `@{file}` replaced by the text of the file. If the file itself contains
    /// marks of variables or includes, these marks are escaped, so nothing replaces them.
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
        // A backslash separates folders only on some systems, so no name may have a backslash.
        if name.contains('\\') {
            return Err(wrong(format!("{place}: {name} must have / between the names of folders")));
        }
        let path = Path::new(name);
        let inside = |part| matches!(part, Component::Normal(_) | Component::CurDir);
        if !path.components().all(inside) {
            let problem = "is not in the folder of the kickstart file";
            return Err(wrong(format!("{place}: {name} {problem}")));
        }
        self.read(&self.folder.join(path), &format!("{place}: {name}"))
    }

    /// The text of a file, without the byte order mark that some editors put at its start.
    fn read(&self, path: &Path, name: &str) -> Result<String, KickstartError> {
        let text =
            (self.read)(path).map_err(|error| wrong(format!("{name} cannot be read: {error}")))?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }
}

/// Reads JSON. An error names the line but does not quote it, because the file may contain secrets.
fn json(text: &str, name: &str) -> Result<Value, KickstartError> {
    serde_json::from_str(text)
        .map_err(|error| wrong(format!("{name} is not valid JSON at line {}", error.line())))
}
