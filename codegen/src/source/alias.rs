//! How much the aliases of a YAML text stand for.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser};

/// More nodes than any document means to have.
const ABSURD: u64 = 1_000_000;

/// The first alias that stands for an absurd number of nodes, or else the one that stands for the most.
pub(super) fn largest(text: &str) -> Option<Range<usize>> {
    let mut sizes: BTreeMap<usize, u64> = BTreeMap::new();
    // The anchor of each open collection, and how many nodes it has so far.
    let mut open: Vec<(usize, u64)> = vec![(0, 0)];
    let mut largest: Option<(u64, Range<usize>)> = None;
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let size = match event {
            Event::MappingStart(anchor, _) | Event::SequenceStart(anchor, _) => {
                open.push((anchor, 1));
                continue;
            }
            Event::MappingEnd | Event::SequenceEnd => {
                let Some((anchor, size)) = open.pop() else { break };
                sizes.insert(anchor, size);
                size
            }
            Event::Scalar(_, _, anchor, _) => {
                sizes.insert(anchor, 1);
                1
            }
            Event::Alias(anchor) => {
                let size = sizes.get(&anchor).copied().unwrap_or(1);
                if largest.as_ref().is_none_or(|(most, _)| size > *most) {
                    largest = Some((size, span.start.index()..span.end.index()));
                }
                if size > ABSURD {
                    break;
                }
                size
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => 0,
        };
        if let Some((_, around)) = open.last_mut() {
            *around = around.saturating_add(size);
        }
    }
    largest.map(|(_, span)| byte(text, span.start)..byte(text, span.end))
}

/// The parser counts in characters.
fn byte(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::largest;

    #[test]
    fn finds_what_multiplies() {
        let text = "é: 1\na: &a [1, 2]\nb: &b [*a, *a]\nc: [*a, *b, *a]\n";
        let start = text.rfind("*b").expect("it is there");
        assert_eq!(largest(text), Some(start..start + 2));
        assert_eq!(largest("a: 1\n"), None);
    }
}
