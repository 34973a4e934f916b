//! Doc comments: one attribute a line.
//!
//! ```text
//! /// Fetches a Build.
//! ///
//! /// `GET /v1/Services/{ServiceSid}/Builds/{Sid}`
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::ir::docs::{Docs, is_invisible};

/// Lines of a doc comment.
#[derive(Debug, Clone, Default)]
pub(super) struct Prose(Vec<Literal>);

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
        let line = if line.is_empty() { Literal::string("") } else { Literal::string(&format!(" {line}")) };
        self.0.push(line);
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

    /// An item of a list: `* name - words`, the further lines of the words below.
    pub(super) fn item(&mut self, name: &str, docs: &Docs) {
        let mut lines = docs.lines().iter();
        match lines.next() {
            Some(first) => self.line(&format!("* {name} - {first}")),
            None => self.line(&format!("* {name}")),
        }
        for line in lines {
            let line = if line.is_empty() { String::new() } else { format!("  {line}") };
            self.line(&line);
        }
    }

    /// As the first lines of a file: `//! …`.
    pub(super) fn inner(&self) -> TokenStream {
        let lines = &self.0;
        quote!(#(#![doc = #lines])*)
    }
}

impl ToTokens for Prose {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = &self.0;
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

/// A code span that holds any text; what can't be seen is escaped.
pub(super) fn code(text: &str) -> String {
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

/// `a`, `b`, `c` and 4 more
pub(super) fn code_list<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 4;
    let more = texts.len().saturating_sub(SHOWN);
    let shown: Vec<String> = texts.take(SHOWN).map(code).collect();
    match (shown.as_slice(), more) {
        (shown, 1..) => format!("{} and {more} more", shown.join(", ")),
        ([init @ .., last], 0) if !init.is_empty() => format!("{} and {last}", init.join(", ")),
        (shown, 0) => shown.join(", "),
    }
}

/// `#[deprecated]`, if so.
pub(super) fn deprecated(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(#[deprecated]))
}
