//! `cargo xtask generate`: writes `docs/operations.json`, the list of the declared operations. From
//! this list it writes tables of the documentation and the classes for JavaScript.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

mod list;
mod rust;
mod typescript;
mod words;

use anyhow::{Context, Result, bail};

use crate::task::{minutes, say};
use crate::workspace::Workspace;

use list::{List, Operation, Types};

const LIST: &str = "docs/operations.json";
/// The types of requests and answers, as `cargo xtask bless` has written them.
const TYPES: &str = "npm/matricula/src/generated/wire.d.ts";

/// A file that is written, and its text.
struct Written {
    path: PathBuf,
    text: String,
}

/// Write the list, and the files of [`written`].
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    let test = ["test", "--package", "matricula", "--lib", "the_list_of_operations"];
    workspace.cargo(&test).env("MATRICULA_BLESS", "1").limit(minutes(10)).run()?;
    for Written { path, text } in written(workspace)? {
        let name = path.strip_prefix(&workspace.root).unwrap_or(&path).display();
        if fs::read_to_string(&path).is_ok_and(|is| is == text) {
            continue;
        }
        fs::write(&path, &text).with_context(|| format!("cannot write {name}"))?;
        say(&format!("{name} has changed"));
    }
    Ok(())
}

/// Fail when one of the files of [`written`] is out of date. A test of the crate compares the list with
/// the declarations.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    for Written { path, text } in written(workspace)? {
        if fs::read_to_string(&path).ok().is_none_or(|is| is != text) {
            let name = path.strip_prefix(&workspace.root).unwrap_or(&path).display();
            bail!("{name} is out of date; run `cargo xtask generate` and commit it");
        }
    }
    Ok(())
}

/// The files that come from the list, and `docs/errors.md`, whose table comes from
/// `src/token/codes.txt`.
fn written(workspace: &Workspace) -> Result<Vec<Written>> {
    let read = |path: &str| {
        fs::read_to_string(workspace.root.join(path)).with_context(|| format!("cannot read {path}"))
    };
    let list: List =
        serde_json::from_str(&read(LIST)?).with_context(|| format!("cannot read {LIST}"))?;
    let types = Types(read(TYPES)?);
    let (guide, errors) = ("docs/operations.md", "docs/errors.md");
    let mut page = read(guide)?;
    let generated = |name: &str| format!("npm/matricula/src/generated/{name}.ts");
    let mut all = vec![
        (generated("common"), typescript::common(&list.common)),
        (generated("constants"), typescript::constants(&list.constants)),
    ];
    for (vendor, class, operations) in [
        ("fusio", "FusioClient", &list.fusio),
        ("fusionauth", "FusionAuthClient", &list.fusionauth),
    ] {
        all.push((format!("src/{vendor}/operations.txt"), module_table(operations)));
        all.push((generated(vendor), typescript::module(vendor, operations, &types)));
        all.push((format!("src/wasm/classes/{vendor}.rs"), rust::class(class, operations)));
        page = with_table(&page, vendor, &guide_table(operations))?;
    }
    all.push((guide.to_owned(), page));
    let codes = read("src/token/codes.txt")?;
    all.push((errors.to_owned(), with_table(&read(errors)?, "invalid_token", &codes)?));
    Ok(all
        .into_iter()
        .map(|(path, text)| Written { path: workspace.root.join(path), text })
        .collect())
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

/// The table of one vendor in the guide.
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

/// The page with `table` in place of the text between the marks of this name.
fn with_table(page: &str, name: &str, table: &str) -> Result<String> {
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let lost = || format!("a page has no marks for the table `{name}`");
    let (before, rest) = page.split_once(&start).with_context(lost)?;
    let (_, after) = rest.split_once(&end).with_context(lost)?;
    Ok(format!("{before}{start}\n{table}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_replaces_the_text_between_its_marks() {
        let page = "a\n<!-- x -->\nold\n<!-- /x -->\nb";
        assert_eq!(with_table(page, "x", "new").unwrap(), "a\n<!-- x -->\n\nnew\n<!-- /x -->\nb");
        assert!(with_table(page, "y", "new").is_err());
    }
}
