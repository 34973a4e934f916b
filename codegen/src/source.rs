//! The text of a document, and where things stand in it.

mod alias;
mod json;
mod wanted;
mod yaml;

use std::ops::Range;

use crate::pointer::Pointer;
use wanted::Wanted;

/// A document as it was written.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// What messages call it: a path.
    pub name: &'a str,
    pub text: &'a str,
}

impl<'a> Source<'a> {
    /// Where the pointer leads to: the bytes of the key (quotes included) or, for an item of a list, of its value or the
    /// first line of it. What is not there is looked for in the part around it. `None` for an empty text.
    pub fn span(&self, pointer: &Pointer) -> Option<Range<usize>> {
        self.spans([pointer]).pop().flatten()
    }

    /// [`span`](Self::span) of each pointer, in one walk over the text.
    pub fn spans<'p>(&self, pointers: impl IntoIterator<Item = &'p Pointer>) -> Vec<Option<Range<usize>>> {
        let pointers: Vec<_> = pointers.into_iter().collect();
        if pointers.is_empty() {
            return Vec::new();
        }
        let (skipped, text) = self.without_byte_order_mark();
        let mut wanted = Wanted::new(&pointers);
        if !text.starts_with('{') || json::find(text, &mut wanted).is_none() {
            yaml::find(text, &mut wanted);
        }
        let start = text.find(|c: char| !c.is_whitespace()).map(|start| start..start + 1);
        let found = pointers.iter().map(|pointer| wanted.span(pointer).or_else(|| start.clone()));
        found.map(|span| span.map(|span| span.start + skipped..span.end + skipped)).collect()
    }

    /// Line and column of a byte, both counted from 1; columns are characters. A byte beyond the end is the end.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = (0..=byte.min(self.text.len())).rev().find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(0);
        let before = &self.text[..byte];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
    }

    /// The byte at a line and column as [`line_column`](Self::line_column) counts them, or the end of that line.
    pub(crate) fn byte(&self, line: usize, column: usize) -> usize {
        let start = match line {
            0 | 1 => 0,
            _ => self.text.match_indices('\n').nth(line - 2).map_or(self.text.len(), |(newline, _)| newline + 1),
        };
        let rest = self.text[start..].split('\n').next().unwrap_or_default();
        start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(byte, _)| byte)
    }

    /// The alias of a YAML text that stands for the most, or the first that stands for an absurd lot.
    pub(crate) fn largest_alias(&self) -> Option<Range<usize>> {
        alias::largest(self.text)
    }

    /// How many bytes the mark and the white space at the start take, and what follows.
    pub(crate) fn without_byte_order_mark(&self) -> (usize, &'a str) {
        let text = self.text.strip_prefix('\u{feff}').unwrap_or(self.text);
        // Only where braces follow: the indentation of block style has a meaning.
        let trimmed = text.trim_start();
        let text = if trimmed.starts_with('{') { trimmed } else { text };
        (self.text.len() - text.len(), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, pointer: &str) -> &'a str {
        let source = Source { name: "test", text };
        &text[source.span(&Pointer::parse(pointer).unwrap()).unwrap()]
    }

    #[test]
    fn lines_and_columns() {
        let source = Source { name: "test", text: "a: é\r\nbü: 1\n" };
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(5), (1, 5));
        assert_eq!(source.line_column(4), (1, 4), "inside of a character");
        let one = source.text.find('1').unwrap();
        assert_eq!(source.line_column(one), (2, 5));
        assert_eq!(source.byte(2, 5), one);
        assert_eq!(source.line_column(999), (3, 1));
        assert_eq!(source.byte(9, 9), source.text.len());
    }

    #[test]
    fn json() {
        let text = "\u{feff} {\"a\": {\"b/c\": [1, {\"d\": \"é}\"}], \"\\u0065\": 2}, \"a \": 0, \"l\": [\"x\", [[]]]}";
        assert_eq!(found(text, "/a"), "\"a\"");
        assert_eq!(found(text, "/a/b~1c"), "\"b/c\"");
        assert_eq!(found(text, "/a/b~1c/0"), "1");
        assert_eq!(found(text, "/a/b~1c/1"), "{");
        assert_eq!(found(text, "/a/b~1c/1/d"), "\"d\"");
        assert_eq!(found(text, "/a/b~1c/1/none/at/all"), "{");
        assert_eq!(found(text, "/a/e"), "\"\\u0065\"");
        assert_eq!(found(text, "/l/0"), "\"x\"");
        assert_eq!(found(text, "/l/7"), "\"l\"");
        assert_eq!(found(text, ""), "{");
    }

    #[test]
    fn the_last_of_two_keys() {
        for text in [r#"{"a": {"x": 1, "y": 2}, "a": {"x": 3}}"#, "a: {x: 1, y: 2}\na: {x: 3}\n"] {
            let source = Source { name: "test", text };
            let quote = usize::from(text.starts_with('{'));
            let span = |pointer: &str| source.span(&Pointer::parse(pointer).unwrap()).unwrap().start + quote;
            assert_eq!(span("/a"), text.rfind('a').unwrap());
            assert_eq!(span("/a/x"), text.rfind('x').unwrap());
            assert_eq!(span("/a/y"), text.rfind('a').unwrap());
        }
    }

    #[test]
    fn yaml() {
        let text = "# é\nopenapi: 3.0.0\npaths: &p\n  /a b:\n    - x: 1\n      y: 2\n    - zwei\n  200: {q: [1, 2]}\n\
                    'ü': *p\nmore:\n  <<: *p\n  k: 1\n? [c, d]\n: e\nlast: 1\n";
        assert_eq!(found(text, "/openapi"), "openapi");
        assert_eq!(found(text, "/paths/~1a b"), "/a b");
        assert_eq!(found(text, "/paths/~1a b/0"), "x: 1");
        assert_eq!(found(text, "/paths/~1a b/0/y"), "y");
        assert_eq!(found(text, "/paths/~1a b/1"), "zwei");
        assert_eq!(found(text, "/paths/200/q/1"), "2");
        assert_eq!(found(text, "/ü/200"), "'ü'");
        assert_eq!(found(text, "/more/k"), "k");
        assert_eq!(found(text, "/more/200"), "more");
        assert_eq!(found(text, "/last"), "last");
        assert_eq!(found("\u{feff}a: 1\r\nb: 2\r\n", "/b"), "b");
        assert_eq!(found("{a: 1, b: {c: d}}", "/b/c"), "c");
    }

    #[test]
    fn garbage() {
        for text in
            ["", "{", "{\"a", "{\"a\":", "{\"a\":}", "{\"a\\", "[[", "{]", "\u{feff}", "a: [", "\t- :", "{\"a\" 1}"]
        {
            let source = Source { name: "test", text };
            for pointer in ["", "/a", "/a/b", "/0", "//"] {
                if let Some(span) = source.span(&Pointer::parse(pointer).unwrap()) {
                    assert!(span.end <= text.len() && text.get(span).is_some(), "{text:?} {pointer}");
                }
            }
        }
    }
}
