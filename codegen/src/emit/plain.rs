//! Prints the items that almost all of the output consists of, as prettyplease and [`lines`](super::lines) would.
//!
//! Those take most of the generator's time if they do it: what was just built as tokens is parsed only to be printed.
//! Nearly everything is a line, or a list that is one line or one line for each of its members. What is not, and what is
//! not known here, is left to prettyplease: each function gives `None` then, and whoever called it takes back what it
//! has appended.

mod declared;
mod line;
#[cfg(test)]
mod tests;
mod value;

use proc_macro2::{Delimiter, TokenTree};

use super::lines::WIDTH as WIDE;
use super::tree::{Tree, behind_attributes, between_commas, keyword};
pub(super) use declared::declared;
use line::line;
use value::List;

/// How many columns prettyplease gives a line.
const NARROW: usize = 89;
/// The columns of a level.
const STEP: usize = 4;

/// An item of a file, except an implementation.
pub(super) fn item(text: &mut String, item: &[Tree]) -> Option<()> {
    let item = attributes(text, 0, item)?;
    let keyword = keyword(item)?;
    if keyword == "use" {
        import(text, 0, item)
    } else if keyword == "fn" {
        function(text, 0, item)
    } else if keyword == "struct" || keyword == "enum" {
        definition(text, item)
    } else if keyword == "mod" || keyword == "type" {
        full_line(text, 0, item, "")
    } else if item.get(1).is_some_and(|tree| tree.is('!')) {
        invocation(text, item)
    } else {
        None
    }
}

/// A function, constant or type of an implementation.
pub(super) fn member(text: &mut String, member: &[Tree]) -> Option<()> {
    let member = attributes(text, STEP, member)?;
    match keyword(member)? {
        keyword if keyword == "fn" => function(text, STEP, member),
        keyword if keyword == "type" => full_line(text, STEP, member, ""),
        keyword if keyword == "const" => value::statement(text, STEP, member),
        _ => None,
    }
}

/// `impl Object for Build`
pub(super) fn header(text: &mut String, header: &[Tree]) -> Option<()> {
    let header = attributes(text, 0, header)?;
    let start = text.len();
    if full_line(text, 0, header, " {").is_none() {
        // Its names leave no other place to break it.
        text.truncate(start);
        let (implemented, of) = header.split_at(header.iter().position(|tree| tree.is_word("for"))?);
        full_line(text, 0, implemented, "")?;
        long_line(text, 0, of, " {")?;
    }
    Some(())
}

/// Each on a line of its own; gives what is behind them.
fn attributes<'t>(text: &mut String, indent: usize, trees: &'t [Tree]) -> Option<&'t [Tree]> {
    let behind = behind_attributes(trees);
    for attribute in trees[..trees.len() - behind.len()].iter().filter_map(|tree| tree.inside(Delimiter::Bracket)) {
        if let Some(line) = doc(attribute) {
            start(text, indent);
            text.extend(["///", &*line, "\n"]);
            continue;
        }
        start(text, indent);
        let column = text.len() - indent;
        text.push_str("#[");
        line(text, attribute)?;
        text.push(']');
        end(text, column)?;
    }
    Some(behind)
}

/// The line of a comment, unless it stands for one that is put there later.
fn doc(attribute: &[Tree]) -> Option<String> {
    let [name, _, Tree::Token(TokenTree::Literal(words))] = attribute else { return None };
    let words = words.to_string();
    if !name.is_word("doc") || !words.starts_with(['"', 'r']) {
        return None;
    }
    let bare = words.trim_start_matches('r').strip_prefix('"').and_then(|words| words.strip_suffix('"'));
    let line = match bare.filter(|words| !words.contains('\\')) {
        Some(words) => words.to_owned(),
        None => syn::parse_str::<syn::LitStr>(&words).ok()?.value(),
    };
    Some(line.trim_end_matches(' ').to_owned())
}

/// The tokens on a line of their own.
fn full_line(text: &mut String, indent: usize, trees: &[Tree], ending: &str) -> Option<()> {
    start(text, indent);
    let column = text.len() - indent;
    line(text, trees)?;
    text.push_str(ending);
    end(text, column)
}

/// The same, or a longer line that prettyplease does not break either.
fn long_line(text: &mut String, indent: usize, trees: &[Tree], ending: &str) -> Option<()> {
    let start = text.len();
    full_line(text, indent, trees, ending)
        .or_else(|| (text[start..].ends_with('\n') && value::is_unbreakable(trees)).then_some(()))
}

fn start(text: &mut String, indent: usize) {
    text.extend(std::iter::repeat_n(' ', indent));
}

/// Ends the line that started here, unless it is too long.
fn end(text: &mut String, start: usize) -> Option<()> {
    let fits = text.len() - start <= NARROW;
    text.push('\n');
    fits.then_some(())
}

/// `pub mod build { pub use crate::operations::{FetchBuild, fetch_build}; }`, on three lines or more.
pub(super) fn module(text: &mut String, item: &[Tree]) -> Option<()> {
    let behind = behind_attributes(item);
    declared::attributes(text, 0, &item[..item.len() - behind.len()]);
    let [header @ .., Tree::Group(Delimiter::Brace, inside)] = behind else { return None };
    line(text, header)?;
    text.push_str(" {\n");
    import(text, STEP, inside)?;
    text.push_str("}\n");
    Some(())
}

/// On one line, or as many as the names fill.
fn import(text: &mut String, indent: usize, item: &[Tree]) -> Option<()> {
    let [path @ .., Tree::Group(Delimiter::Brace, names), _] = item else { return full_line(text, indent, item, "") };
    let before = text.len();
    start(text, indent);
    line(text, item)?;
    if text.len() - before > WIDE {
        text.truncate(before);
        start(text, indent);
        line(text, path)?;
        text.push_str("{\n");
        let mut words = String::new();
        for name in between_commas(names) {
            words.push_str(if words.is_empty() { "" } else { " " });
            line(&mut words, name)?;
            words.push(',');
        }
        for line in super::lines::filled(&words, indent + STEP) {
            text.extend([&*line, "\n"]);
        }
        start(text, indent);
        text.push_str("};");
    }
    text.push('\n');
    Some(())
}

/// `open_enum!(BuildState);`
fn invocation(text: &mut String, item: &[Tree]) -> Option<()> {
    let [name, _, Tree::Group(Delimiter::Parenthesis, arguments), _] = item else { return None };
    let start = text.len();
    line(text, std::slice::from_ref(name))?;
    text.push_str("!(");
    line(text, arguments)?;
    // What prettyplease breaks is joined again, but for a space before a dot.
    let width = if text[start..].contains('.') { NARROW } else { WIDE };
    // It has a space on either side of an angle bracket here.
    let brackets = text[start..].matches(['<', '>']).count();
    text.push_str(");\n");
    (text.len() - start + 2 * brackets <= width).then_some(())
}

/// A struct or an enum: attributes and a line for each field or variant.
fn definition(text: &mut String, item: &[Tree]) -> Option<()> {
    let Some((Tree::Group(Delimiter::Brace, members), header)) = item.split_last() else {
        return full_line(text, 0, item, "");
    };
    if members.is_empty() {
        return full_line(text, 0, header, " {}");
    }
    long_line(text, 0, header, " {")?;
    for member in between_commas(members) {
        let member = attributes(text, STEP, member)?;
        generic(text, STEP, member, ",")?;
    }
    text.push_str("}\n");
    Some(())
}

/// A field or a generic argument on a line, or a line for each argument of its own.
fn generic(text: &mut String, indent: usize, trees: &[Tree], ending: &str) -> Option<()> {
    let before = text.len();
    if long_line(text, indent, trees, ending).is_some() {
        return Some(());
    }
    text.truncate(before);
    let (path, arguments) = trees.split_at(trees.iter().position(|tree| tree.is('<'))? + 1);
    let (last, arguments) = arguments.split_last()?;
    if !last.is('>') {
        return None;
    }
    start(text, indent);
    line(text, path)?;
    text.push('\n');
    let arguments = between_commas(arguments);
    let (last, others) = arguments.split_last()?;
    for argument in others {
        generic(text, indent + STEP, argument, ",")?;
    }
    // Its comma is not counted.
    generic(text, indent + STEP, last, "")?;
    text.insert(text.len() - 1, ',');
    start(text, indent);
    text.extend([">", ending, "\n"]);
    Some(())
}

fn function(text: &mut String, indent: usize, function: &[Tree]) -> Option<()> {
    let (Tree::Group(Delimiter::Brace, body), signature) = function.split_last()? else { return None };
    start(text, indent);
    let column = text.len() - indent;
    let ending = if body.is_empty() { " {}" } else { " {" };
    line(text, signature)?;
    text.push_str(ending);
    if text.len() - column > NARROW {
        text.truncate(column + indent);
        let arguments = signature.iter().position(|tree| tree.inside(Delimiter::Parenthesis).is_some())?;
        let (name, [Tree::Group(delimiter, arguments), answer @ ..]) = signature.split_at(arguments) else {
            return None;
        };
        let mut behind = String::new();
        if !answer.is_empty() {
            behind.push(' ');
            line(&mut behind, answer)?;
        }
        behind.push_str(ending);
        List { path: name, delimiter: *delimiter, members: between_commas(arguments) }
            .spread(text, column, indent, &behind)?;
    }
    text.push('\n');
    if body.is_empty() {
        return Some(());
    }
    value::statements(text, indent + STEP, body)?;
    start(text, indent);
    text.push_str("}\n");
    Some(())
}
