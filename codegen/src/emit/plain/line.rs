//! Tokens on one line, with spaces where a reader expects them.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Ident, Punct, Spacing, TokenTree};

use super::super::tree::Tree;

/// A struct literal with more between its name and its last brace stands on several lines.
const LITERAL: usize = 34;

/// What stands on the line already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A word or a literal.
    Word,
    /// A word that no group belongs to.
    Keyword,
    Lifetime,
    /// `&`, `::`, `.` or `<`: no space follows.
    Tight,
    /// `,`, `=` or `->`: one follows.
    Loose,
    /// The end of a group or of generic arguments, or a `?`.
    Closed,
}

/// Appends the tokens, or gives up on what does not go on a line or is not known here.
pub(super) fn line(text: &mut String, trees: &[Tree]) -> Option<()> {
    line_with(text, trees, LITERAL)
}

/// The same, with struct literals of that length.
pub(super) fn line_with(text: &mut String, trees: &[Tree], literal: usize) -> Option<()> {
    let mut before = Before::Nothing;
    let mut rest = trees;
    while let [tree, after @ ..] = rest {
        rest = after;
        before = match tree {
            Tree::Token(TokenTree::Ident(word)) => self::word(text, before, word)?,
            Tree::Token(TokenTree::Literal(value)) => {
                space(text, before, before != Before::Tight);
                write!(text, "{value}").ok()?;
                Before::Word
            }
            Tree::Token(TokenTree::Punct(punct)) => punctuation(text, before, punct, &mut rest)?,
            Tree::Token(TokenTree::Group(_)) => return None,
            Tree::Group(delimiter, inside) => {
                group(text, before, *delimiter, inside, literal)?;
                Before::Closed
            }
        };
    }
    Some(())
}

fn space(text: &mut String, before: Before, is_wanted: bool) {
    if is_wanted && before != Before::Nothing {
        text.push(' ');
    }
}

fn word(text: &mut String, before: Before, word: &Ident) -> Option<Before> {
    const BLOCKS: [&str; 9] = ["match", "if", "else", "loop", "while", "async", "unsafe", "move", "where"];
    const KEYWORDS: [&str; 9] = ["mut", "dyn", "impl", "in", "as", "let", "return", "for", "break"];
    space(text, before, before != Before::Tight);
    let start = text.len();
    write!(text, "{word}").ok()?;
    let word = &text[start..];
    match word {
        word if BLOCKS.contains(&word) => None,
        word if KEYWORDS.contains(&word) => Some(Before::Keyword),
        _ => Some(Before::Word),
    }
}

/// Takes what belongs to the punctuation from the `rest`.
fn punctuation(text: &mut String, before: Before, punct: &Punct, rest: &mut &[Tree]) -> Option<Before> {
    use Before::{Closed, Keyword, Lifetime, Loose, Nothing, Tight, Word};
    let next = rest.first();
    let is_joint = |c: char| punct.spacing() == Spacing::Joint && next.is_some_and(|next| next.is(c));
    let mut push = |words: &str, taken: usize, after: Before| {
        text.push_str(words);
        *rest = &rest[taken..];
        Some(after)
    };
    match (punct.as_char(), before) {
        // A list that ends with one has none on a line.
        (',', Word | Closed | Lifetime) if next.is_none_or(|next| next.is('>')) => push("", 0, before),
        (',', Word | Closed | Lifetime) => push(",", 0, Loose),
        (';', Word | Closed) if next.is_none() => push(";", 0, Closed),
        (':', Word | Closed) if is_joint(':') => push("::", 1, Tight),
        (':', Word) => push(":", 0, Loose),
        ('.', Word | Closed) if next.is_some_and(|next| !next.is('.')) => push(".", 0, Tight),
        ('?', Word | Closed) => push("?", 0, Closed),
        ('=', Word | Closed) if is_joint('>') => push(" =>", 1, Loose),
        ('=', Word | Closed) if is_joint('=') => push(" ==", 1, Loose),
        ('=', Word | Closed) => push(" =", 0, Loose),
        ('-', Closed | Nothing) if is_joint('>') => push(if before == Closed { " ->" } else { "->" }, 1, Loose),
        ('+', Word | Closed | Lifetime) if !is_joint('=') => push(" +", 0, Loose),
        ('&', Nothing | Tight) if !is_joint('&') => push("&", 0, Tight),
        ('&', Loose) if !is_joint('&') => push(" &", 0, Tight),
        ('<', Word | Tight) if !['=', '<', '-'].into_iter().any(is_joint) => push("<", 0, Tight),
        ('>', Word | Closed | Lifetime) if !is_joint('=') => push(">", 0, Closed),
        ('|', Nothing | Loose) => match *rest {
            [name, bar, ..] if name.ident().is_some() && bar.is('|') => {
                space(text, before, true);
                write!(text, "|{}|", name.ident()?).ok()?;
                *rest = &rest[2..];
                Some(Loose)
            }
            _ => None,
        },
        ('\'', _) => {
            let name = next?.ident()?;
            space(text, before, !matches!(before, Nothing | Tight));
            write!(text, "'{name}").ok()?;
            *rest = &rest[1..];
            Some(Lifetime)
        }
        (_, Nothing | Word | Keyword | Lifetime | Tight | Loose | Closed) => None,
    }
}

fn group(text: &mut String, before: Before, delimiter: Delimiter, inside: &[Tree], literal: usize) -> Option<()> {
    use Before::{Closed, Keyword, Lifetime, Loose, Nothing, Tight, Word};
    let (open, close) = match (delimiter, before) {
        (Delimiter::Parenthesis, Word | Closed) => ("(", ")"),
        // A tuple of one has a comma at its end.
        (Delimiter::Parenthesis, _) if inside.last().is_some_and(|last| last.is(',')) => return None,
        (Delimiter::Parenthesis | Delimiter::Bracket, Keyword) if !text.ends_with("mut") => return None,
        (Delimiter::Parenthesis, Nothing | Tight) => ("(", ")"),
        (Delimiter::Parenthesis, Loose | Lifetime | Keyword) => (" (", ")"),
        (Delimiter::Bracket, Nothing | Tight) => ("[", "]"),
        (Delimiter::Bracket, Loose | Lifetime | Keyword) => (" [", "]"),
        (Delimiter::Brace, Tight) if text.ends_with("::") => ("{", "}"),
        (Delimiter::Brace, Word | Closed) if inside.is_empty() => (" {", "}"),
        (Delimiter::Brace, Word | Closed) => (" { ", " }"),
        (Delimiter::Bracket | Delimiter::Brace | Delimiter::None, _) => return None,
    };
    let is_literal = open == " { ";
    let path = text.rfind(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':')).map_or(0, |end| end + 1);
    text.push_str(open);
    line_with(text, inside, literal)?;
    text.push_str(close);
    (!is_literal || text.len() - path - "}".len() <= literal).then_some(())
}
