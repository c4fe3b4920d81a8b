//! Finds circles of files: files that use each other, directly or through other files. No circle is allowed.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::{self, Named, Path};
use super::source::Source;

/// The folders of the crates that are checked.
const CRATES: [&str; 3] = ["src/", "test-server/src/", "xtask/src/"];

/// For each file, the files that it uses. Each used file has the first path that leads to it.
type Uses<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a Path>>;

/// A message for each circle in the crates of [`CRATES`].
pub(super) fn check(sources: &[Source]) -> Vec<String> {
    CRATES.iter().flat_map(|folder| in_crate(sources, folder)).collect()
}

fn in_crate(sources: &[Source], folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    for source in sources {
        let Some(inside) =
            source.path.strip_prefix(folder).and_then(|path| path.strip_suffix(".rs"))
        else {
            continue;
        };
        let module = paths::module_of(inside);
        match paths::read(&source.text, &module) {
            Ok(named) => files.push(File { path: &source.path, module, named }),
            Err(error) => return vec![format!("{}: {error}", source.path)],
        }
    }
    let uses = uses(&files);
    circles(&uses).iter().map(|circle| report(circle, &uses)).collect()
}

struct File<'a> {
    path: &'a str,
    module: Vec<String>,
    named: Named,
}

/// The modules of a crate, and the files in which they are.
struct Modules<'a>(BTreeMap<&'a [String], &'a File<'a>>);

impl<'a> Modules<'a> {
    fn new(files: &'a [File<'a>]) -> Self {
        let own = |file: &'a File<'a>| std::iter::once(file.module.as_slice());
        let inner = |file: &'a File<'a>| file.named.modules.iter().map(Vec::as_slice);
        Self(
            files
                .iter()
                // lib.rs and main.rs have the same module path. If there is a lib.rs, the path means lib.rs, and
                // main.rs is a separate crate that no file of the library uses. So main.rs is left out here.
                .filter(|file| {
                    !file.path.ends_with("/main.rs")
                        || !files.iter().any(|other| other.path.ends_with("/lib.rs"))
                })
                .flat_map(|file| own(file).chain(inner(file)).map(move |module| (module, file)))
                .collect(),
        )
    }

    /// The file that contains what a path names, and whether the path names a module.
    fn find(&self, path: &Path, file: &File<'_>) -> Option<(&'a File<'a>, bool)> {
        let path = self.absolute(path, file, 0)?;
        (0..=path.len()).rev().find_map(|length| {
            let found = self.0.get(path.get(..length)?)?;
            Some((*found, length == path.len()))
        })
    }

    /// `path`, written from the root of the crate. `None` if the first name of `path` is not `crate`, `self` or
    /// `super`, not a child module, and not imported from this crate.
    fn absolute(&self, path: &Path, file: &File<'_>, depth: u8) -> Option<Vec<String>> {
        if let Some(absolute) = path.absolute() {
            return Some(absolute);
        }
        let (first, rest) = path.segments.split_first()?;
        let child = [path.scope.as_slice(), std::slice::from_ref(first)].concat();
        let start = match self.0.contains_key(child.as_slice()) {
            true => child,
            false => self.imported(first, file, depth)?,
        };
        Some([start.as_slice(), rest].concat())
    }

    /// The path of `name` from the root of the crate, if the file imports `name`, or if a `*` import brings in a module
    /// with this name.
    fn imported(&self, name: &str, file: &File<'_>, depth: u8) -> Option<Vec<String>> {
        // The path of an import may start with the name of another import. If an import starts with its
        // own name, as in `use url::url`, only this limit ends the search.
        if depth == 3 {
            return None;
        }
        let imports = &file.named.imports;
        if let Some(import) = imports.iter().find(|import| import.name == name) {
            return self.absolute(&import.path, file, depth + 1);
        }
        imports.iter().filter(|import| import.name == "*").find_map(|import| {
            let mut path = self.absolute(&import.path, file, depth + 1)?;
            path.pop();
            path.push(name.to_owned());
            self.0.contains_key(path.as_slice()).then_some(path)
        })
    }
}

/// Finds the files that each file uses.
fn uses<'a>(files: &'a [File<'a>]) -> Uses<'a> {
    let modules = Modules::new(files);
    let mut uses = Uses::new();
    for file in files {
        let own = uses.entry(file.path).or_default();
        let imports = file.named.imports.iter().map(|import| (&import.path, import.is_public));
        let paths = file.named.paths.iter().map(|path| (path, false));
        for (path, is_public) in imports.chain(paths) {
            let Some((other, is_module)) = modules.find(path, file) else { continue };
            // A path that only names a module does not use the file of the module, except in a `pub
            // use`. A path to an item in the module uses the file.
            if other.path != file.path && (!is_module || is_public) {
                own.entry(other.path).or_insert(path);
            }
        }
    }
    uses
}

/// The sets of files that reach each other.
fn circles<'a>(uses: &Uses<'a>) -> Vec<BTreeSet<&'a str>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        uses.keys().map(|file| (*file, reached(file, uses))).collect();
    let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|files| files.contains(to));
    let mut circles = BTreeSet::new();
    for file in uses.keys().filter(|file| reaches(file, file)) {
        let circle = uses.keys().filter(|other| reaches(file, other) && reaches(other, file));
        circles.insert(circle.copied().collect::<BTreeSet<&str>>());
    }
    circles.into_iter().collect()
}

fn reached<'a>(file: &'a str, uses: &Uses<'a>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&str> = vec![file];
    while let Some(file) = next.pop() {
        let used = uses.get(file).into_iter().flat_map(BTreeMap::keys);
        next.extend(used.filter(|other| reached.insert(**other)));
    }
    reached
}

fn report(circle: &BTreeSet<&str>, uses: &Uses<'_>) -> String {
    let arrows = circle.iter().flat_map(|file| {
        let used = uses.get(file).into_iter().flatten();
        used.filter(|(other, _)| circle.contains(*other)).map(move |(other, path)| {
            let (line, path) = (path.line, path.segments.join("::"));
            format!("\n    {file}:{line} uses {other}: `{path}`")
        })
    });
    format!(
        "{} files use each other in a circle; move the items that several of them need into a separate file:{}",
        circle.len(),
        arrows.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The circles in a crate with these files. Each circle has the names of its files, without the folder and `.rs`.
    fn found(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let folder = "xtask/src/";
        let source = |(path, text): &(&str, &str)| Source {
            path: format!("{folder}{path}.rs"),
            text: (*text).to_owned(),
        };
        let sources: Vec<Source> = files.iter().map(source).collect();
        let name = |line: &str| {
            let file = line.trim_start().strip_prefix(folder)?.split_once(".rs:")?.0;
            Some(file.to_owned())
        };
        let circle = |report: &String| {
            let files: BTreeSet<String> = report.lines().filter_map(name).collect();
            files.into_iter().collect()
        };
        check(&sources).iter().map(circle).collect()
    }

    #[test]
    fn every_kind_of_use_can_make_a_circle() {
        for text in [
            "use crate::b::B;",
            "use crate::b::B as Other;",
            "use crate::b::*;",
            "use crate::{c::C, b::{B, D}};",
            "use crate::{c::{self, C}, b::{self as d}}; fn a() { d::b() }",
            "pub use crate::b::B;",
            "pub(crate) use crate::b;",
            "use super::b::B;",
            "use crate::b; fn a(b: b::B) {}",
            "fn a() -> crate::b::B { todo() }",
            "fn a() { let b = super::b::b(); }",
            "fn a<T: crate::b::Trait>() {}",
            "fn a() { c::<crate::b::B>() }",
            "fn a() { html! { (crate::b::b()) } }",
            "macro_rules! a { () => { $crate::b::b() } }",
            "impl crate::b::Trait for A {}",
            "mod inner { use super::super::b::B; }",
            "#[cfg(test)] mod tests { use crate::b::B; }",
        ] {
            let files = [
                ("lib", "mod a; mod b; mod c;"),
                ("a", text),
                ("b", "use crate::a::A;"),
                ("c", ""),
            ];
            assert_eq!(found(&files), [["a", "b"]], "{text}");
            let files = [("lib", "mod a; mod b; mod c;"), ("a", text), ("b", ""), ("c", "")];
            assert!(found(&files).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_parent_and_its_child_must_not_use_each_other() {
        for parent in [
            "mod child; use child::B;",
            "mod child; pub(crate) use self::child::B;",
            "mod child; fn a() { child::b() }",
            "mod child; impl A { fn b(&self) -> child::B { child::B } }",
        ] {
            let child = "use super::A;";
            for name in ["a", "a/mod"] {
                let files = [("lib", "mod a;"), (name, parent), ("a/child", child)];
                let mut circle = [name, "a/child"];
                circle.sort_unstable();
                assert_eq!(found(&files), [circle], "{parent}");
            }
            let files = [("lib", "mod a;"), ("a", parent), ("a/child", "")];
            assert!(found(&files).is_empty(), "{parent}");
        }
        let files = [("lib", "mod a;"), ("a", "mod child;"), ("a/child", "use super::A;")];
        assert!(found(&files).is_empty());
    }

    #[test]
    fn a_path_uses_only_the_file_of_its_item() {
        let parent = "mod b; mod c; pub use b::B;";
        let siblings = [("b", "use super::c::C;"), ("c", "pub struct C;")];
        let files = |b| [("lib", "mod a;"), ("a", parent), ("a/b", b), ("a/c", siblings[1].1)];
        assert!(found(&files(siblings[0].1)).is_empty());
        assert!(found(&files("use super::c; fn b() { c::c() }")).is_empty());
        // `super::B` is an item of the parent, so this path uses the file of the parent.
        assert_eq!(found(&files("use super::B as Own;")), [["a", "a/b"]]);
        assert_eq!(
            found(&[
                ("lib", ""),
                ("a", "mod b; mod t { use super::*; fn t() { b::b() } }"),
                ("a/b", "use super::A;")
            ]),
            [["a", "a/b"]]
        );
    }

    #[test]
    fn a_circle_through_many_files_is_found() {
        let files = [
            ("main", "mod a; mod b; mod c; mod d;"),
            ("a", "use crate::b::B; use crate::d::D;"),
            ("b", "use crate::c::C;"),
            ("c", "fn c() { crate::a::a() }"),
            ("d", ""),
        ];
        assert_eq!(found(&files), [["a", "b", "c"]]);
    }

    #[test]
    fn strings_comments_and_other_crates_are_not_uses() {
        let text = "//! See [`crate::b::B`].\nuse b_crate::b::B; use ::b::B; // crate::b::B\n\
                    /* crate::b */ const A: &str = \"crate::b::B\"; fn a(b: u8) -> impl Sized + use<> { b }\n\
                    mod tests { use super::*; }";
        let files = [("lib", "mod a; mod b;"), ("a", text), ("b", "use crate::a::A;")];
        assert!(found(&files).is_empty());
    }
}
