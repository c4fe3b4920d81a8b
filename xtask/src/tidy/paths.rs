//! The paths that a Rust file names, in its imports and in its code; macros are read like other code.

use std::iter::Peekable;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, Ident, LexError, Spacing, TokenStream, TokenTree, token_stream};

/// What a file declares and names.
#[derive(Default)]
pub(super) struct Named {
    /// The modules that are written in the file itself.
    pub(super) modules: Vec<Vec<String>>,
    pub(super) imports: Vec<Import>,
    /// The paths with `::` outside of imports.
    pub(super) paths: Vec<Path>,
}

impl Named {
    /// The paths inside and outside of imports.
    pub(super) fn all(&self) -> impl Iterator<Item = &Path> {
        self.imports.iter().map(|import| &import.path).chain(&self.paths)
    }
}

/// A path, and its place in the file.
pub(super) struct Path {
    pub(super) line: usize,
    /// The module that contains the path.
    pub(super) scope: Vec<String>,
    pub(super) segments: Vec<String>,
}

impl Path {
    /// The path from the root of the crate, if this path starts with `crate`, `self` or `super`.
    pub(super) fn absolute(&self) -> Option<Vec<String>> {
        let (first, rest) = self.segments.split_first()?;
        let (start, rest) = match first.as_str() {
            "crate" => (self.scope.get(..0)?, rest),
            "self" => (self.scope.as_slice(), rest),
            "super" => (self.scope.as_slice(), self.segments.as_slice()),
            _ => return None,
        };
        let up = rest.iter().take_while(|name| *name == "super").count();
        Some([start.get(..start.len().checked_sub(up)?)?, rest.get(up..)?].concat())
    }
}

/// One name of a `use`.
pub(super) struct Import {
    pub(super) path: Path,
    /// The name that the `use` brings into the file; `*` for all names.
    pub(super) name: String,
    /// Whether other files see the name, too.
    pub(super) is_public: bool,
}

/// The module of a file: `a/b.rs` and `a/b/mod.rs` are `a::b`.
pub(super) fn module_of(inside: &str) -> Vec<String> {
    let mut names: Vec<String> = inside.split('/').map(str::to_owned).collect();
    let own_folder = names.last().is_some_and(|name| name == "mod");
    if own_folder || ["lib", "main"].contains(&inside) {
        names.pop();
    }
    names
}

/// Finds what a file declares and names. `text` is the text of the file, and `module` is its module path.
pub(super) fn read(text: &str, module: &[String]) -> Result<Named> {
    let mut named = Named::default();
    let tokens = text.parse().map_err(|error: LexError| anyhow!("{error}"))?;
    code(tokens, module, &mut named);
    Ok(named)
}

type Tokens = Peekable<token_stream::IntoIter>;

fn code(tokens: TokenStream, scope: &[String], named: &mut Named) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_public = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) => match word.to_string().as_str() {
                "pub" => {
                    tokens.next_if(|token| is_group(token, Delimiter::Parenthesis));
                    is_public = true;
                    continue;
                }
                "mod" => module(&mut tokens, scope, named),
                "use" => import(&mut tokens, scope, &[], is_public, named),
                _ => path(&word, &mut tokens, scope, named),
            },
            TokenTree::Group(group) => code(group.stream(), scope, named),
            // A name after `::` or `$` does not start a path, except in `$crate`.
            TokenTree::Punct(mark) if mark.as_char() == ':' && is_mark(tokens.peek(), ':') => {
                tokens.next();
                tokens.next_if(|token| matches!(token, TokenTree::Ident(_)));
            }
            TokenTree::Punct(mark) if mark.as_char() == '$' => {
                tokens.next_if(|token| matches!(token, TokenTree::Ident(word) if *word != "crate"));
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        is_public = false;
    }
}

/// Reads the module in `mod name { … }`. The module of `mod name;` is in another file.
fn module(tokens: &mut Tokens, scope: &[String], named: &mut Named) {
    let Some(TokenTree::Ident(name)) = tokens.peek() else { return };
    let inner = [scope, &[name.to_string()]].concat();
    tokens.next();
    if let Some(TokenTree::Group(body)) = tokens.next_if(|token| is_group(token, Delimiter::Brace))
    {
        code(body.stream(), &inner, named);
        named.modules.push(inner);
    }
}

/// Reads the rest of a path that starts with `first`.
fn path(first: &Ident, tokens: &mut Tokens, scope: &[String], named: &mut Named) {
    let line = first.span().start().line;
    let mut segments = vec![first.to_string()];
    while is_mark(tokens.peek(), ':') {
        // A single colon, as before the type of a field, ends the path. In `::`, the first colon is
        // joined to the second.
        let Some(TokenTree::Punct(colon)) = tokens.peek() else { break };
        if colon.spacing() == Spacing::Alone {
            break;
        }
        tokens.nth(1);
        let Some(TokenTree::Ident(word)) = tokens.peek() else { break };
        segments.push(word.to_string());
        tokens.next();
    }
    if segments.len() > 1 {
        named.paths.push(Path { line, scope: scope.to_owned(), segments });
    }
}

/// Reads a `use` up to its `;`, or one entry between its braces, up to the `,` or the closing brace.
fn import(
    tokens: &mut Tokens,
    scope: &[String],
    before: &[String],
    is_public: bool,
    named: &mut Named,
) {
    let mut segments = before.to_owned();
    let mut alias = None;
    let mut line = 0;
    for token in tokens.by_ref() {
        line = token.span().start().line;
        match token {
            TokenTree::Ident(word) if word == "as" => alias = Some(String::new()),
            TokenTree::Ident(word) => match &mut alias {
                Some(alias) => *alias = word.to_string(),
                None => segments.push(word.to_string()),
            },
            TokenTree::Group(group) => {
                let mut inner = group.stream().into_iter().peekable();
                while inner.peek().is_some() {
                    import(&mut inner, scope, &segments, is_public, named);
                }
                segments.clear();
            }
            TokenTree::Punct(mark) => match mark.as_char() {
                '*' => segments.push("*".to_owned()),
                ';' | ',' => break,
                // `use<'a>` in a type is no import.
                '<' => return,
                _ => {}
            },
            TokenTree::Literal(_) => return,
        }
    }
    if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
        segments.pop();
    }
    if let Some(name) = alias.or_else(|| segments.last().cloned()) {
        let path = Path { line, scope: scope.to_owned(), segments };
        named.imports.push(Import { path, name, is_public });
    }
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}
