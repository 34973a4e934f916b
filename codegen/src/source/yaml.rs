//! A walk over the events of a YAML text; no tree is kept.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::wanted::{Place, Wanted};

/// Finds the places in the first document of the text. Behind a syntax error nothing is found; what an alias or a merge
/// key brings in is found where the alias stands.
pub(super) fn find(text: &str, wanted: &mut Wanted) {
    let mut walk = Walk { text, wanted, open: Vec::new() };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        walk.event(&event, span);
    }
    if !text.is_ascii() {
        to_bytes(text, wanted);
    }
}

struct Walk<'a> {
    text: &'a str,
    wanted: &'a mut Wanted,
    open: Vec<Open>,
}

/// A collection that the walk is inside of, and its place if that is wanted.
enum Open {
    Mapping { place: Option<Place>, next: Next },
    List { place: Option<Place>, index: usize },
}

enum Next {
    Key,
    Value(Option<Place>),
}

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, ..) => {
                self.node(Some(text), span);
            }
            Event::Alias(_) => {
                self.node(None, span);
            }
            Event::MappingStart(..) => {
                let place = self.node(None, span);
                self.open.push(Open::Mapping { place, next: Next::Key });
            }
            Event::SequenceStart(..) => {
                let place = self.node(None, span);
                self.open.push(Open::List { place, index: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.open.pop();
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {}
        }
    }

    /// Takes one key, value or item; gives its place if it is wanted.
    fn node(&mut self, scalar: Option<&str>, span: Span) -> Option<Place> {
        let span = span.start.index()..span.end.index();
        match self.open.last_mut() {
            None => Some(Wanted::ROOT),
            Some(Open::Mapping { place, next: next @ Next::Key }) => {
                let child = place.zip(scalar).and_then(|(place, key)| self.wanted.child(place, key));
                if let Some(child) = child {
                    self.wanted.found(child, span);
                }
                *next = Next::Value(child);
                None
            }
            Some(Open::Mapping { next: next @ Next::Value(_), .. }) => match std::mem::replace(next, Next::Key) {
                Next::Value(child) => child,
                Next::Key => None,
            },
            Some(Open::List { place, index }) => {
                let child = place.and_then(|place| self.wanted.item(place, *index));
                *index += 1;
                if let Some(child) = child {
                    let span = first_line(self.text, span);
                    self.wanted.found(child, span);
                }
                child
            }
        }
    }
}

/// What stands in one line of a value. In characters, as the parser counts.
fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let rest = if text.is_ascii() { &text[span.start.min(text.len())..] } else { after(text, span.start) };
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let length = match line.chars().next() {
        Some('{' | '[') if span.len() <= 1 => 1,
        _ if span.is_empty() => line.chars().count(),
        _ => line.chars().count().min(span.len()),
    };
    span.start..span.start + length
}

fn after(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or("", |(byte, _)| &text[byte..])
}

/// The parser counts in characters.
fn to_bytes(text: &str, wanted: &mut Wanted) {
    let mut ends: Vec<&mut usize> = wanted.spans_mut().flat_map(|span| [&mut span.start, &mut span.end]).collect();
    ends.sort_unstable();
    let mut characters = text.char_indices().map(|(byte, _)| byte).enumerate().peekable();
    for end in ends {
        while characters.next_if(|(character, _)| *character < *end).is_some() {}
        *end = characters.peek().map_or(text.len(), |(_, byte)| *byte);
    }
}
