//! The runtime as one module of many files. rustc compiles, and describes to debuggers, one module at a time, which costs more
//! than what is in it: as modules, the runtime would take half as long again.
//!
//! ```text
//! use std::fmt;
//! use std::sync::{Arc, Mutex};
//!
//! pub mod object;
//!
//! include!("api.rs");
//! include!("api_error.rs");
//! ```
//!
//! Where it is written and tested it consists of modules, and imports say how they hang together. Here those are dropped, and
//! the others stand in `mod.rs`. Two things follow for `codegen/runtime/`, and rustc says so where they are not kept: functions
//! are called without the module that they are in, and no two files have the same name in them, outside of their items. The
//! modules that macros refer to, which are the public ones, stay what they are.

use std::collections::{BTreeMap, BTreeSet};

use super::super::lines;

/// A file of the runtime: its path below `src/` and its text.
pub(super) type Source<'a> = (&'a str, &'a str);

/// The files, of which `lib` has become `mod.rs`.
pub(super) fn flatten<'a>(lib: &str, sources: &[Source<'a>]) -> Vec<(&'a str, String)> {
    let modules: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut imports = Imports::default();
    let (mut files, mut parts) = (Vec::with_capacity(sources.len() + 1), Vec::new());
    for &(path, text) in sources {
        if modules.contains(&path.trim_end_matches(".rs")) {
            files.push((path, as_module(text, &modules)));
        } else {
            parts.push(path);
            files.push((path, as_part(path, text, &modules, &mut imports)));
        }
    }
    files.push(("mod.rs", root(lib, &modules, &parts, &imports)));
    files
}

fn root(lib: &str, modules: &[&str], parts: &[&str], imports: &Imports<'_>) -> String {
    let (docs, _) = lib.split_once("\n\n").unwrap_or((lib, ""));
    let mut text =
        format!("{docs}\n//!\n//! One module in many files: a module costs more to build than what is in it.\n\n");
    imports.print(&mut text);
    text.push('\n');
    text.extend(modules.iter().map(|module| format!("pub mod {module};\n")));
    text.push('\n');
    text.extend(parts.iter().map(|path| format!("include!({path:?});\n")));
    text.push('\n');
    for piece in pieces(lib) {
        match piece {
            Piece::Import { text: import, tree } if modules.contains(&first(tree)) => text.push_str(import),
            Piece::Import { .. } | Piece::Module { .. } | Piece::Rest(_) => {}
        }
    }
    text
}

/// What stays a module, among what is in its parent now.
fn as_module(text: &str, modules: &[&str]) -> String {
    let pieces = pieces(text).into_iter().map(|piece| match piece {
        Piece::Import { text, tree } => match tree.strip_prefix("super::") {
            Some(below) if !modules.contains(&first(below)) => text.replacen(&format!("{}::", first(below)), "", 1),
            Some(_) | None => text.to_owned(),
        },
        Piece::Module { text, .. } | Piece::Rest(text) => text.to_owned(),
    });
    pieces.collect()
}

/// What is included: without its imports, and without docs of its own, which only a module has.
fn as_part<'a>(path: &str, text: &'a str, modules: &[&str], imports: &mut Imports<'a>) -> String {
    let pieces = pieces(text);
    let children = pieces.iter().filter_map(|piece| match piece {
        Piece::Module { name, .. } => Some(*name),
        Piece::Import { .. } | Piece::Rest(_) => None,
    });
    let children: Vec<&str> = children.collect();
    let mut part = String::with_capacity(text.len());
    for piece in &pieces {
        match piece {
            Piece::Import { text, tree } => match target(path, tree, &children, modules) {
                Target::Outside(tree) => imports.add(tree),
                Target::Here => {}
                Target::Macro => part.push_str(text),
            },
            Piece::Module { .. } => {}
            Piece::Rest(text) if text.trim().is_empty() && part.ends_with("\n\n") => {}
            Piece::Rest(text) => part.push_str(text),
        }
    }
    let (docs, code) = part.split_once("\n\n").unwrap_or((&part, ""));
    let code = near_links(code).replace("pub(in super::super)", "pub(super)");
    format!("{}\n\n{}", docs.replace("//!", "//"), code.trim_start_matches('\n'))
}

/// Links to what is in the same module now: `[`Error`](super::Error)` needs no target any more.
fn near_links(code: &str) -> String {
    let mut pieces = code.split("](super::");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (target, rest) = piece.split_once(')').unwrap_or((piece, ""));
        let is_told = text.ends_with(&format!("[`{target}`"));
        text.push(']');
        if !is_told {
            text.extend(["(", target, ")"]);
        }
        text.push_str(rest);
    }
    text
}

/// Where an import leads.
enum Target<'a> {
    /// To another crate, or into a module that stays one.
    Outside(&'a str),
    /// To what is in the same module now.
    Here,
    /// To a macro of the same file, which gets a path by it.
    Macro,
}

fn target<'a>(path: &str, tree: &'a str, children: &[&str], modules: &[&str]) -> Target<'a> {
    let (mut below, mut steps) = (tree, 0);
    while let Some(rest) = below.strip_prefix("super::") {
        (below, steps) = (rest, steps + 1);
    }
    let depth = 1 + path.matches('/').count();
    let is_below_module = below.contains("::") && modules.contains(&first(below));
    match steps {
        0 if !tree.contains("::") => Target::Macro,
        0 if children.contains(&first(tree)) => Target::Here,
        0 => Target::Outside(tree),
        steps if steps == depth && is_below_module => Target::Outside(below),
        1.. => Target::Here,
    }
}

fn first(tree: &str) -> &str {
    tree.split("::").next().unwrap_or(tree)
}

/// Names by the path that they are imported from.
#[derive(Default)]
struct Imports<'a>(BTreeMap<&'a str, BTreeSet<&'a str>>);

impl<'a> Imports<'a> {
    /// Adds `std::fmt` or `std::sync::{Arc, Mutex}`; there are no groups in groups.
    fn add(&mut self, tree: &'a str) {
        let (path, names) = match tree.split_once("::{") {
            Some((path, group)) => (path, group.trim_end_matches('}')),
            None => tree.rsplit_once("::").expect("a path of two segments at least"),
        };
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        self.0.entry(path).or_default().extend(names);
    }

    /// Those of the standard library come first.
    fn print(&self, text: &mut String) {
        let (std, others): (Vec<_>, Vec<_>) = self.0.iter().partition(|(path, _)| first(path) == "std");
        for (index, group) in [std, others].into_iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "\n" });
            text.extend(group.into_iter().map(|(path, names)| import(path, names)));
        }
    }
}

/// On one line, or as many as the names fill.
fn import(path: &str, names: &BTreeSet<&str>) -> String {
    let names: Vec<&str> = names.iter().copied().collect();
    let line = match names.as_slice() {
        [name] => format!("use {path}::{name};\n"),
        names => format!("use {path}::{{{}}};\n", names.join(", ")),
    };
    if line.trim_end().len() <= lines::WIDTH {
        return line;
    }
    let filled = lines::filled(&(names.join(", ") + ","), 4);
    format!("use {path}::{{\n{}\n}};\n", filled.join("\n"))
}

/// A piece of a file, with its line breaks; a statement includes its attributes.
enum Piece<'a> {
    /// `pub use super::json::{Json, Number};`, whose tree begins with `super`.
    Import {
        text: &'a str,
        tree: &'a str,
    },
    /// `mod number;`
    Module {
        name: &'a str,
        text: &'a str,
    },
    Rest(&'a str),
}

/// Statements are what stands at the beginning of a line, and so within nothing else.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let Some((statement, length)) = statement(&text[at..]) else {
            at += text[at..].find('\n').map_or(text.len() - at, |end| end + 1);
            continue;
        };
        pieces.extend((start < at).then(|| Piece::Rest(&text[start..at])));
        pieces.push(statement);
        at += length;
        start = at;
    }
    pieces.extend((start < at).then(|| Piece::Rest(&text[start..])));
    pieces
}

/// The statement that a text begins with, and its length.
fn statement(text: &str) -> Option<(Piece<'_>, usize)> {
    let mut code = text;
    while code.starts_with("#[") {
        code = code.split_once('\n')?.1;
    }
    let code = ["pub ", "pub(super) ", "pub(crate) "].iter().find_map(|word| code.strip_prefix(word)).unwrap_or(code);
    let (keyword, rest) = code.split_once(' ')?;
    let (inner, after) = rest.split_once(";\n")?;
    let length = text.len() - after.len();
    let text = &text[..length];
    match keyword {
        "use" => Some((Piece::Import { text, tree: inner }, length)),
        "mod" => Some((Piece::Module { name: inner, text }, length)),
        _ => None,
    }
}
