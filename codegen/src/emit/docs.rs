//! Doc comments: one attribute a line.
//!
//! ```text
//! /// Fetches a Build.
//! ///
//! /// `GET /v1/Services/{ServiceSid}/Builds/{Sid}`
//! ```

use std::cell::RefCell;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::character::is_invisible;
use crate::ir::docs::Docs;

/// Lines of a doc comment, each with its line break.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose(String);

impl Prose {
    /// The document's words, or ours where it has none.
    pub(super) fn of(docs: &Docs, fallback: impl FnOnce() -> String) -> Self {
        let mut prose = Self::default();
        if docs.is_empty() {
            prose.line(&fallback());
        }
        prose.add(docs);
        prose
    }

    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.0.push(' ');
        }
        // What follows a line break would no longer be a comment. There is none, and there never can be.
        self.0.extend(line.split('\n').flat_map(|line| line.split('\r')));
        self.0.push('\n');
    }

    /// An empty line, unless nothing stands above it.
    pub(super) fn gap(&mut self) {
        if !self.0.is_empty() {
            self.line("");
        }
    }

    /// A paragraph of one line.
    pub(super) fn paragraph(&mut self, line: &str) {
        self.gap();
        self.line(line);
    }

    pub(super) fn add(&mut self, docs: &Docs) {
        for line in docs.lines() {
            self.line(line);
        }
        for (label, values) in docs.remarks() {
            let values: Vec<String> = values.iter().map(|value| code(value)).collect();
            self.paragraph(&format!("{label}: {}.", values.join(", ")));
        }
    }

    /// The document's words after a label: `label: words`, or below it if they don't start with words, such as a list.
    pub(super) fn labelled(&mut self, label: Option<&str>, docs: &Docs) {
        let Some(label) = label else { return self.add(docs) };
        let start = self.0.len();
        self.add(docs);
        let words = self.0.split_off(start);
        let text = words.trim_start();
        if text.starts_with(char::is_alphabetic) {
            self.0.extend([" ", label, ": ", text]);
        } else {
            self.line(label);
            if !text.is_empty() {
                self.0.push('\n');
            }
            self.0.push_str(&words);
        }
    }

    /// An item of a list: `* name - words`, the further lines of the words below. Words that begin with a block of code
    /// are all below: behind the name, its fence would be none, and the one that closes it would open a block of Rust.
    pub(super) fn item(&mut self, name: &str, docs: &Docs) {
        let mut below = docs.lines();
        match below {
            [first, rest @ ..] if !is_fence(first) => {
                self.line(&format!("* {name} - {first}"));
                below = rest;
            }
            _ => self.line(&format!("* {name}")),
        }
        for line in below {
            let line = if line.is_empty() { String::new() } else { format!("  {line}") };
            self.line(&line);
        }
    }

    /// An example, of these lines.
    pub(super) fn example(&mut self, lines: &[String]) {
        self.paragraph("# Example");
        self.gap();
        for line in lines {
            self.line(line);
        }
    }

    /// As the first lines of a file: `//! …`.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = self.0.lines();
        quote!(#(#![doc = #lines])*)
    }
}

/// Whether the line opens a block of code; a span of code ends where it began.
fn is_fence(line: &str) -> bool {
    line.starts_with("~~~") || (line.starts_with("```") && !line.trim_start_matches('`').contains('`'))
}

thread_local! {
    /// Comments whose place is in tokens of this thread: see [`Prose::to_tokens`].
    static SHELF: RefCell<Vec<Prose>> = const { RefCell::new(Vec::new()) };
}

impl ToTokens for Prose {
    /// `#[doc = 17]`: a number that [`unshelve`] replaces in what was printed. As tokens, which are parsed and printed one by
    /// one, comments would be a sixth of what the generator has to do.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if self.0.is_empty() {
            return;
        }
        let number = SHELF.with_borrow_mut(|shelf| {
            shelf.push(self.clone());
            shelf.len() - 1
        });
        let number = Literal::usize_unsuffixed(number);
        tokens.extend(quote!(#[doc = #number]));
    }
}

/// Puts the comments of this thread where their numbers stand. A line of a comment has no line break in it, so that it
/// ends where it should.
pub(super) fn unshelve(printed: &str) -> String {
    let shelf = SHELF.take();
    let comments: usize = shelf.iter().map(|prose| prose.0.len()).sum();
    let mut text = String::with_capacity(printed.len() + 2 * comments);
    for line in printed.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        match number(bare) {
            Some(number) => {
                let indentation = &line[..line.len() - bare.len()];
                for words in shelf[number].0.split_inclusive('\n') {
                    text.extend([indentation, "///", words]);
                }
            }
            None => text.push_str(line),
        }
    }
    text
}

fn number(line: &str) -> Option<usize> {
    line.strip_prefix("#[doc = ")?.trim_end().strip_suffix(']')?.parse().ok()
}

/// A code span that holds any text; what can't be seen is escaped.
pub(super) fn code(text: &str) -> String {
    // Most are names.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'`') {
        return format!("`{text}`");
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() => shown.push(' '),
            c if is_invisible(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    let text = shown;
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if longest == 0 && text.trim() == text && !text.is_empty() {
        format!("{fence}{text}{fence}")
    } else {
        format!("{fence} {text} {fence}")
    }
}

/// `a`, `b` and `c`, if that is the word.
pub(super) fn code_series(texts: &[String], word: &str) -> String {
    series(&texts.iter().map(|text| code(text)).collect::<Vec<_>>(), word)
}

/// The same of what need not be code.
pub(super) fn series(texts: &[String], word: &str) -> String {
    match texts {
        [init @ .., last] if !init.is_empty() => format!("{} {word} {last}", init.join(", ")),
        texts => texts.join(", "),
    }
}

/// `a`, `b`, `c` and 4 more
pub(super) fn code_list<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 4;
    let more = texts.len().saturating_sub(SHOWN);
    let shown: Vec<String> = texts.take(SHOWN).map(code).collect();
    if more == 0 { series(&shown, "and") } else { format!("{} and {more} more", shown.join(", ")) }
}

/// `#[deprecated]`, if so.
pub(super) fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated]))
}
