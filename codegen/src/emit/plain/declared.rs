//! What `operation!`, `resource!` and `object!` are told, apart from functions. It is no Rust by itself, so that nobody else can
//! print it.
//!
//! ```text
//! pub struct ListBuild(Call) -> BuildPage;
//! items: Build = |page| page.builds.unwrap_or_default();
//! pub fn error_default for _ if not 404 => ErrorBody;
//! ```

use proc_macro2::Delimiter;

use super::super::tree::{Tree, behind_attributes, between_commas};
use super::line::line_with;
use super::{STEP, WIDE, doc, start};

/// On one line if it fits, else on two, or as a list of fields.
pub(in super::super) fn declared(text: &mut String, member: &[Tree]) {
    let behind = behind_attributes(member);
    attributes(text, STEP, &member[..member.len() - behind.len()]);
    if let [path @ .., Tree::Group(Delimiter::Brace, fields)] = behind {
        return structure(text, path, behind, fields);
    }
    let (head, joint, rest) = parts(behind);
    let head = if joint == " => " { statuses(head) } else { words(head) };
    let rest = words(rest);
    start(text, STEP);
    let fits = STEP + head.len() + joint.len() + rest.len() <= WIDE;
    text.extend([&*head, if fits { joint } else { joint.trim_end() }]);
    if !fits {
        text.push('\n');
        start(text, 2 * STEP);
    }
    text.extend([&*rest, "\n"]);
}

/// Those that are no comments are not there, or are what no other place prints differently.
pub(super) fn attributes(text: &mut String, indent: usize, attributes: &[Tree]) {
    for attribute in attributes.iter().filter_map(|tree| tree.inside(Delimiter::Bracket)) {
        start(text, indent);
        match doc(attribute) {
            Some(line) => text.extend(["///", &*line, "\n"]),
            None => text.extend(["#[", &*words(attribute), "]\n"]),
        }
    }
}

/// `pub struct Services { client: Client, sid: String }`
fn structure(text: &mut String, path: &[Tree], whole: &[Tree], fields: &[Tree]) {
    let line = words(whole);
    start(text, STEP);
    if STEP + line.len() <= WIDE {
        text.extend([&*line, "\n"]);
        return;
    }
    text.extend([&*words(path), " {\n"]);
    for field in between_commas(fields) {
        start(text, 2 * STEP);
        text.extend([&*words(field), ",\n"]);
    }
    start(text, STEP);
    text.push_str("}\n");
}

/// What stands before the arrow, the `=`, or else the colon, and what behind.
fn parts(member: &[Tree]) -> (&[Tree], &'static str, &[Tree]) {
    let joint = |index: usize| {
        let is_arrow = member.get(index + 1).is_some_and(|next| next.is('>'));
        match &member[index] {
            tree if tree.is('-') && is_arrow => Some((index, " -> ", 2)),
            tree if tree.is('=') && is_arrow => Some((index, " => ", 2)),
            // The one in `400..=499` is another.
            tree if tree.is('=') && index > 0 && !member[index - 1].is('.') => Some((index, " = ", 1)),
            _ => None,
        }
    };
    let colon = || member.iter().position(|tree| tree.is(':')).map(|index| (index, ": ", 1));
    match (0..member.len()).find_map(joint).or_else(colon) {
        Some((index, joint, length)) => (&member[..index], joint, &member[index + length..]),
        None => (&[], "", member),
    }
}

/// `pub fn error_4xx for 400..=499 if not 404 | 410`
fn statuses(trees: &[Tree]) -> String {
    let mut text = String::new();
    for tree in trees {
        let is_range = tree.is('.') || tree.is('=') || text.ends_with(['.', '=']);
        text.push_str(if text.is_empty() || is_range { "" } else { " " });
        text.push_str(&Tree::tokens(std::slice::from_ref(tree)).to_string());
    }
    text
}

/// However long it is.
fn words(trees: &[Tree]) -> String {
    let mut text = String::new();
    match line_with(&mut text, trees, usize::MAX) {
        Some(()) => text,
        None => Tree::tokens(trees).to_string(),
    }
}
