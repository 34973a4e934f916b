//! Statements, and the values in them: on a line, or spread over several.

use proc_macro2::{Delimiter, TokenTree};

use super::super::tree::{Tree, between_commas};
use super::line::line;
use super::{NARROW, STEP, WIDE, start};

/// The body of a function.
pub(super) fn statements(text: &mut String, indent: usize, mut trees: &[Tree]) -> Option<()> {
    while let Some(end) = trees.iter().position(|tree| tree.is(';')) {
        let (statement, rest) = trees.split_at(end + 1);
        self::statement(text, indent, statement)?;
        trees = rest;
    }
    match trees {
        [] => Some(()),
        [word, on @ .., Tree::Group(Delimiter::Brace, arms)] if word.is_word("match") => choice(text, indent, on, arms),
        value => {
            start(text, indent);
            let column = text.len() - indent;
            whole(text, column, indent, value, "")?;
            text.push('\n');
            Some(())
        }
    }
}

/// Up to its `;`.
pub(super) fn statement(text: &mut String, indent: usize, statement: &[Tree]) -> Option<()> {
    let (_, statement) = statement.split_last()?;
    start(text, indent);
    let column = text.len() - indent;
    let is_assignment = |pair: &[Tree]| pair[0].is('=') && !pair[1].is('=') && !pair[1].is('>');
    match statement.windows(2).position(is_assignment) {
        Some(end) => {
            line(text, &statement[..end])?;
            text.push_str(" = ");
            if text.len() - column > NARROW {
                return None;
            }
            value(text, column, indent, &statement[end + 1..], ";")?;
        }
        None => whole(text, column, indent, statement, ";")?,
    }
    text.push('\n');
    Some(())
}

/// `match on { arms }`
fn choice(text: &mut String, indent: usize, on: &[Tree], arms: &[Tree]) -> Option<()> {
    start(text, indent);
    let column = text.len() - indent;
    text.push_str("match ");
    line(text, on)?;
    text.push_str(" {");
    super::end(text, column)?;
    for arm in between_commas(arms) {
        super::full_line(text, indent + STEP, arm, ",")?;
    }
    start(text, indent);
    text.push_str("}\n");
    Some(())
}

/// Appends a value to the line that started at `column`, and what comes after it. A list, a call or a struct literal
/// that does not fit is spread over lines, which are indented by more than `indent`.
pub(super) fn value(text: &mut String, column: usize, indent: usize, value: &[Tree], ending: &str) -> Option<()> {
    let before = text.len();
    let is_line = line(text, value).is_some();
    if is_line && (text.len() + ending.len() - column <= NARROW || is_unbreakable(value)) {
        text.push_str(ending);
        return Some(());
    }
    let is_joined = is_line && fits_joined(text, column, ending);
    if value.iter().any(|tree| tree.is('|') || tree.is('=')) {
        return None;
    }
    let is_chain = value.iter().any(|tree| tree.is('.'));
    if is_chain && is_joined {
        text.push_str(ending);
        return Some(());
    }
    text.truncate(before);
    if is_chain {
        return chain(text, column, indent, &value.split(|tree| tree.is('.')).collect::<Vec<_>>(), ending);
    }
    let (Tree::Group(delimiter, members), path) = value.split_last()? else { return None };
    let members = between_commas(members);
    let list = List { path, delimiter: *delimiter, members };
    if !list.path.iter().all(is_of_path) || list.members.iter().any(|member| member[0].is('|')) {
        return None;
    }
    match (delimiter, list.path, list.members.as_slice()) {
        (Delimiter::Parenthesis, [_, ..], [member]) if is_block(member) => {
            line(text, path)?;
            text.push('(');
            self::value(text, column, indent, member, &format!("){ending}"))
        }
        // Behind a name it is the type of a slice, which has no comma at its end.
        (Delimiter::Bracket, path, members)
            if path.iter().all(|tree| tree.is('&')) && !members.iter().all(|member| is_number(member)) =>
        {
            list.spread(text, column, indent, ending)
        }
        (Delimiter::Parenthesis | Delimiter::Brace, [_, ..], _) => list.spread(text, column, indent, ending),
        (Delimiter::Parenthesis | Delimiter::Brace | Delimiter::Bracket | Delimiter::None, _, _) => None,
    }
}

/// Whether a chain stays on its line, with room for a comma.
fn fits_joined(text: &str, column: usize, ending: &str) -> bool {
    text.len() + ending.trim_end_matches([',', ';']).len() - column < WIDE
}

/// A line for each dot: `from`, `.required("sid")?`.
fn chain(text: &mut String, column: usize, indent: usize, parts: &[&[Tree]], ending: &str) -> Option<()> {
    let (first, rest) = parts.split_first()?;
    line(text, first)?;
    if text.len() - column > NARROW {
        return None;
    }
    for part in rest {
        text.push('\n');
        let column = text.len();
        start(text, indent + STEP);
        text.push('.');
        line(text, part)?;
        if text.len() + ending.len() - column > NARROW {
            return None;
        }
    }
    text.push_str(ending);
    Some(())
}

/// A value that is a statement. A name that is no longer than an indentation is not left alone on a line there:
/// `to.put("sid", &self.sid);`.
fn whole(text: &mut String, column: usize, indent: usize, value: &[Tree], ending: &str) -> Option<()> {
    let before = text.len();
    let is_line = line(text, value).is_some();
    if is_line && text.len() + ending.len() - column <= NARROW {
        text.push_str(ending);
        return Some(());
    }
    let is_joined = is_line && fits_joined(text, column, ending);
    let is_short = matches!(value, [name, dot, ..] if dot.is('.') && name.ident()?.to_string().len() <= STEP);
    if is_short && is_joined {
        text.push_str(ending);
        return Some(());
    }
    text.truncate(before);
    if !is_short {
        return self::value(text, column, indent, value, ending);
    }
    let mut parts: Vec<&[Tree]> = value.split(|tree| tree.is('.')).collect();
    let length = parts[0].len() + 1 + parts[1].len();
    parts.splice(..2, [&value[..length]]);
    match (parts.as_slice(), value.split_last()?) {
        ([_], (Tree::Group(Delimiter::Parenthesis, members), path)) => {
            let members = between_commas(members);
            let list = List { path, delimiter: Delimiter::Parenthesis, members };
            let is_plain = !list.members.iter().any(|member| is_block(member) || member[0].is('|'));
            if is_plain { list.spread(text, column, indent, ending) } else { None }
        }
        ([_], _) => None,
        (parts, _) => chain(text, column, indent, parts, ending),
    }
}

/// What prettyplease breaks nowhere, however long it is.
pub(super) fn is_unbreakable(value: &[Tree]) -> bool {
    value.iter().all(|tree| is_of_path(tree) || matches!(tree, Tree::Token(TokenTree::Literal(_))))
}

fn is_of_path(tree: &Tree) -> bool {
    tree.ident().is_some() || tree.is(':') || tree.is('&')
}

/// A struct literal or an array: as the only argument, it starts on the line of the call.
fn is_block(value: &[Tree]) -> bool {
    matches!(value, [Tree::Group(Delimiter::Bracket, _)] | [.., Tree::Group(Delimiter::Brace, _)])
}

fn is_number(value: &[Tree]) -> bool {
    matches!(value, [Tree::Token(TokenTree::Literal(literal))] if !literal.to_string().ends_with('"'))
}

/// What can be spread over several lines.
pub(super) struct List<'t> {
    /// What stands before it.
    pub(super) path: &'t [Tree],
    pub(super) delimiter: Delimiter,
    pub(super) members: Vec<&'t [Tree]>,
}

impl List<'_> {
    /// A line for each member, or one for all if they fit.
    pub(super) fn spread(&self, text: &mut String, column: usize, indent: usize, ending: &str) -> Option<()> {
        let (open, space, close) = match self.delimiter {
            Delimiter::Parenthesis => ("(", "", ")"),
            Delimiter::Bracket => ("[", "", "]"),
            Delimiter::Brace => (" {", " ", "}"),
            Delimiter::None => return None,
        };
        let (last, others) = self.members.split_last()?;
        line(text, self.path)?;
        text.push_str(open);
        let opened = text.len();
        let mut joined = String::from(space);
        let mut is_joined =
            self.delimiter != Delimiter::Brace || super::super::lines::is_literal(text[column..].trim_start());
        let members = others.iter().map(|member| (member, ",")).chain([(last, "")]);
        for (member, comma) in members {
            text.push('\n');
            let column = text.len();
            start(text, indent + STEP);
            self.member(text, column, indent + STEP, member, comma)?;
            let member = &text[column..];
            is_joined &= !member.contains('\n');
            joined.extend([member.trim_start(), if comma.is_empty() { space } else { " " }]);
        }
        text.push_str(",\n");
        let closed = text.len();
        start(text, indent);
        text.extend([close, ending]);
        if text.len() - closed > NARROW {
            return None;
        }
        if is_joined && opened - column + joined.len() + close.len() + ending.len() <= WIDE {
            text.truncate(opened);
            text.extend([&*joined, close, ending]);
        }
        Some(())
    }

    fn member(&self, text: &mut String, column: usize, indent: usize, member: &[Tree], comma: &str) -> Option<()> {
        match (self.delimiter, member) {
            (Delimiter::Brace, [_, colon, value @ ..]) if colon.is(':') => {
                line(text, &member[..2])?;
                text.push(' ');
                self::value(text, column, indent, value, comma)
            }
            (_, member) => value(text, column, indent, member, comma),
        }
    }
}
