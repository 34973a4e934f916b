//! Joins what prettyplease, whose lines end at 89 columns, broke although it fits into 120.
//!
//! ```text
//! pub fn fetch_environment(
//!     client: &Client,
//!     service_sid: &str,
//! ) -> FetchEnvironment {
//! ```
//!
//! becomes
//!
//! ```text
//! pub fn fetch_environment(client: &Client, service_sid: &str) -> FetchEnvironment {
//! ```

use std::borrow::Cow;

/// How many columns a line may have, as in this project's own sources.
pub(super) const WIDTH: usize = 120;

/// Joins the lists and struct literals that fit on one line, and fills the lines of imports.
pub(super) fn join(printed: &str) -> String {
    let mut lines: Vec<Cow<'_, str>> = Vec::new();
    for line in printed.lines() {
        if !is_link(line) {
            join_chain(&mut lines);
        }
        lines.push(Cow::Borrowed(line));
        join_list(&mut lines);
    }
    join_chain(&mut lines);
    let mut joined = String::with_capacity(printed.len());
    for line in lines {
        joined.push_str(&line);
        joined.push('\n');
    }
    joined
}

/// `.query("Page", &page)`
fn is_link(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('.') && !line.starts_with("..")
}

/// If the last lines are a chain of calls: puts the chain on one line, provided that it fits and no call is on several lines.
fn join_chain(lines: &mut Vec<Cow<'_, str>>) {
    let calls = lines.iter().rev().take_while(|line| is_link(line)).count();
    let Some(head) = lines.len().checked_sub(calls + 1).filter(|_| calls > 0) else { return };
    let indent = indent(&lines[head]);
    let is_whole = |line: &Cow<'_, str>| self::indent(line) == indent + 4 && !line.ends_with(['(', '[', '{', '|']);
    if lines[head][indent..].starts_with([')', ']', '}']) || !lines[head + 1..].iter().all(is_whole) {
        return;
    }
    let joined =
        lines[head..].iter().enumerate().map(|(index, line)| if index == 0 { line } else { line.trim_start() });
    let joined: String = joined.collect();
    // There may be no comma yet.
    if joined.trim_end_matches([',', ';']).len() < WIDTH {
        lines.truncate(head);
        lines.push(Cow::Owned(joined));
    }
}

/// If the last line ends a list: puts the list on one line, provided that it fits and is no list of lists that don't.
fn join_list(lines: &mut Vec<Cow<'_, str>>) {
    let Some(last) = lines.last() else { return };
    let indent = indent(last);
    if !last[indent..].starts_with([')', ']', '}']) {
        return;
    }
    let is_item = |line: &&Cow<'_, str>| self::indent(line) > indent;
    let items = lines.iter().rev().skip(1).take_while(is_item).count();
    let Some(first) = lines.len().checked_sub(items + 2).filter(|_| items > 0) else { return };
    let is_import = lines[first].ends_with("::{");
    let is_literal = is_literal(lines[first].trim_start());
    let opens = is_import || is_literal || lines[first].ends_with(['(', '[']);
    let inside = &lines[first + 1..lines.len() - 1];
    if !opens
        || inside.iter().any(|line| self::indent(line) != indent + 4 || line[indent + 4..].starts_with(['/', '#']))
    {
        return;
    }
    let inside: Vec<&str> = inside.iter().map(|line| line.trim()).collect();
    let inside = inside.join(" ");
    let space = if is_literal { " " } else { "" };
    let joined = [&*lines[first], space, inside.trim_end_matches(','), space, lines[lines.len() - 1].trim()].concat();
    if joined.len() <= WIDTH {
        lines.truncate(first);
        lines.push(Cow::Owned(joined));
    } else if is_import {
        let filled = filled(&inside, indent + 4).into_iter().map(Cow::Owned);
        lines.splice(first + 1..lines.len() - 1, filled);
    }
}

/// `Services {`, `Ok(Self {` or `let waiter = Waiter {`, unlike a block.
pub(super) fn is_literal(opening: &str) -> bool {
    let name = opening.strip_suffix(" {").unwrap_or_default();
    let name = name.rsplit_once(" = ").map_or(name, |(_, name)| name);
    let name = name.rsplit_once('(').map_or(name, |(_, name)| name);
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == ':')
}

/// Words in as few lines as they need.
pub(super) fn filled(words: &str, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= WIDTH => line.extend([" ", word]),
            Some(_) | None => lines.push(format!("{:indent$}{word}", "")),
        }
    }
    lines
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|&byte| byte == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn what_fits_is_joined() {
        assert_eq!(
            join("fn f(\n    a: u8,\n    b: u8,\n) -> u8 {\n    a\n}\n"),
            "fn f(a: u8, b: u8) -> u8 {\n    a\n}\n"
        );
        let broken = "    g(\n        h(\n            a,\n        ),\n        [\n            b,\n        ],\n    );\n";
        assert_eq!(join(broken), "    g(h(a), [b]);\n");
        assert_eq!(join("    A {\n        a: 1,\n        b,\n    }\n"), "    A { a: 1, b }\n");
    }

    #[test]
    fn chains_are_joined() {
        assert_eq!(join("    f(\n        self\n            .0\n            .g(a),\n    )\n"), "    f(self.0.g(a))\n");
        assert_eq!(
            join("    let a = Ok(B {\n        c: d\n            .e(),\n    });\n"),
            "    let a = Ok(B { c: d.e() });\n"
        );
        let broken = "    a\n        .b(|c| {\n            d;\n        })\n";
        assert_eq!(join(broken), broken);
    }

    #[test]
    fn what_does_not_fit_stays() {
        let name = "a".repeat(100);
        for broken in [
            format!("fn f(\n    {name}: u8,\n    b: u8,\n) -> u8 {{}}\n"),
            "f(\n    // Why.\n    a,\n);\n".to_owned(),
            "f(|| {\n    a;\n});\n".to_owned(),
            "f(\n    A {\n        a: || {\n            b();\n        },\n    },\n);\n".to_owned(),
            "pub struct A {\n    a: u8,\n}\n".to_owned(),
        ] {
            assert_eq!(join(&broken), broken);
        }
    }

    #[test]
    fn imports_are_filled() {
        assert_eq!(join("use a::{\n    B, C,\n    d,\n};\n"), "use a::{B, C, d};\n");
        let (b, c) = ("B".repeat(60), "C".repeat(52));
        let broken = format!("pub use a::{{\n    {b},\n    {c}, D,\n    E,\n}};\n");
        assert_eq!(join(&broken), format!("pub use a::{{\n    {b}, {c},\n    D, E,\n}};\n"));
    }
}
