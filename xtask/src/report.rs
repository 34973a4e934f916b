//! Errors, warnings and notes, printed as rustc prints its own.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

/// One problem, ready to be printed.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    pub(crate) level: Level<'static>,
    pub(crate) code: &'a str,
    pub(crate) message: &'a str,
    pub(crate) place: Place<'a>,
    pub(crate) note: Option<&'a str>,
    pub(crate) help: &'a str,
}

#[derive(Debug)]
pub(crate) enum Place<'a> {
    Nowhere,
    /// A path.
    Path(&'a str),
    /// Bytes of a document.
    Span(&'a Document<'a>, Range<usize>),
    /// Bytes of a document that nothing else is told of.
    Line(Document<'a>, Range<usize>),
}

/// A document whose lines can be shown.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    name: &'a str,
    text: &'a str,
    /// Where each line starts; found once, when the first line is asked for.
    starts: OnceCell<Vec<usize>>,
    counted: Cell<Counted>,
}

/// The place whose column was counted last. Minified JSON is one line: whoever counts from its start for each problem
/// reads the document as often.
#[derive(Debug, Clone, Copy)]
struct Counted {
    line_start: usize,
    byte: usize,
    /// In characters, from 1.
    column: usize,
}

/// The piece of one line that a problem is about.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    text: String,
    /// In `text`.
    span: Range<usize>,
}

/// Longer lines, as in minified JSON, are cut to this many characters.
const WIDTH: usize = 120;
/// How much of a cut line stands before what the problem is about.
const BEFORE: usize = 40;

impl Report<'_> {
    /// The whole message, without a line break at its end.
    pub(crate) fn render(&self, colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        // What a document says may hold control characters; the title is made harmless by the renderer itself.
        let harmless = |text: &str| normalize_untrusted_str(text);
        let mut group = Group::with_title(self.level.clone().primary_title(self.message).id(self.code));
        let mut columns = None;
        let excerpt = match &self.place {
            Place::Nowhere => None,
            Place::Path(path) => {
                group = group.element(Origin::path(harmless(path)));
                None
            }
            Place::Span(document, span) => Some((document.name, document.excerpt(span.clone()))),
            Place::Line(document, span) => Some((document.name, document.excerpt(span.clone()))),
        };
        if let Some((name, Excerpt { line, column, text, span })) = excerpt {
            // The renderer counts columns in the text that it is given, which may be a piece of the line.
            let counted = text[..span.start].chars().count() + 1;
            let name = harmless(name);
            columns = Some((format!("{name}:{line}:{counted}"), format!("{name}:{line}:{column}")));
            let annotation = AnnotationKind::Primary.span(span);
            let snippet = Snippet::source(text).line_start(line).path(name);
            group = group.element(snippet.annotation(annotation));
        }
        if let Some(note) = self.note {
            group = group.element(Level::NOTE.message(harmless(note)));
        }
        let text = renderer.render(&[group.element(Level::HELP.message(harmless(self.help)))]);
        match columns {
            Some((counted, real)) if counted != real => text.replacen(&counted, &real, 1),
            Some(_) | None => text,
        }
    }
}

impl<'a> Document<'a> {
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, starts: OnceCell::new(), counted: Cell::new(Counted { line_start: 0, byte: 0, column: 1 }) }
    }

    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// The line that `span` starts in, or as much of it as is good to read.
    fn excerpt(&self, span: Range<usize>) -> Excerpt {
        let starts = self.starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(position, _)| position + 1)).collect()
        });
        let start = boundary(self.text, span.start);
        let line = starts.partition_point(|&line| line <= start);
        let line_start = starts[line - 1];
        let line_end = starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = self.text[line_start..line_end].trim_end_matches('\r');
        let start = (start - line_start).min(text.len());
        let end = boundary(text, span.end.saturating_sub(line_start)).max(start);
        let column = self.column(line_start, line_start + start);
        let (text, span) = cut(text, start..end);
        Excerpt { line, column, text, span }
    }

    /// The column, in characters from 1, of a byte in the line that starts at `line_start`.
    fn column(&self, line_start: usize, byte: usize) -> usize {
        let start = Counted { line_start, byte: line_start, column: 1 };
        let last = Some(self.counted.get()).filter(|last| last.line_start == line_start).unwrap_or(start);
        let column = if last.byte <= byte {
            last.column + self.text[last.byte..byte].chars().count()
        } else {
            last.column - self.text[byte..last.byte].chars().count()
        };
        self.counted.set(Counted { line_start, byte, column });
        column
    }
}

/// Cuts a long line so that the start of `span` is in what remains.
fn cut(line: &str, span: Range<usize>) -> (String, Range<usize>) {
    if line.chars().nth(WIDTH).is_none() {
        return (line.to_owned(), span);
    }
    let from = line[..span.start].char_indices().rev().nth(BEFORE - 1).map_or(0, |(position, _)| position);
    let to = line[from..].char_indices().nth(WIDTH).map_or(line.len(), |(position, _)| from + position);
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
    let moved = |position: usize| position.min(to) - from + before.len();
    (format!("{before}{}{after}", &line[from..to]), moved(span.start)..moved(span.end))
}

/// The last character boundary that is not after `position`.
fn boundary(text: &str, position: usize) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    position
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_line_and_the_place() {
        let document = Document::new("a.yaml", "openapi: 3.0.3\r\npaths: [ü, x]\r\n");
        let report = Report {
            level: Level::ERROR,
            code: "wrong",
            message: "expected a mapping, but found a list",
            place: Place::Span(&document, 23..30),
            note: None,
            help: "write a mapping",
        };
        assert_text(
            &report.render(false),
            "error[wrong]: expected a mapping, but found a list
 --> a.yaml:2:8
  |
2 | paths: [ü, x]
  |        ^^^^^^
  |
  = help: write a mapping",
        );
    }

    #[test]
    fn cuts_long_lines_around_the_place() {
        let line = format!("{}HERE{}", "a".repeat(1000), "b".repeat(1000));
        let excerpt = Document::new("a.json", &line).excerpt(1000..1500);
        assert_eq!((excerpt.line, excerpt.column), (1, 1001));
        assert_eq!(excerpt.text, format!("…{}HERE{}…", "a".repeat(40), "b".repeat(76)));
        assert_eq!(&excerpt.text[excerpt.span], format!("HERE{}", "b".repeat(76)));
    }

    #[test]
    fn counts_columns_from_the_last_place_on() {
        let document = Document::new("a.yaml", "äöü: [ä, ö]\nß: ü\n");
        let columns = [8, 3, 12, 8, 0].map(|byte| {
            let Excerpt { line, column, .. } = document.excerpt(byte..byte);
            (line, column)
        });
        assert_eq!(columns, [(1, 6), (1, 2), (1, 9), (1, 6), (1, 1)]);
        let columns = [17, 2, 21].map(|byte| document.excerpt(byte..byte).column);
        assert_eq!(columns, [1, 2, 4]);
    }

    #[test]
    fn survives_every_span() {
        for text in ["", "\n", "ü\nß\r\n", "a"] {
            for start in 0..8 {
                for end in 0..8 {
                    let excerpt = Document::new("", text).excerpt(start..end);
                    assert!(excerpt.text.get(excerpt.span).is_some(), "{text:?} {start} {end}");
                }
            }
        }
    }

    fn assert_text(found: &str, expected: &str) {
        assert_eq!(found, expected, "\n{found}");
    }
}
