//! A matcher for the common subset of ECMA regular expressions: literals, classes, groups, alternatives, quantifiers,
//! anchors and word boundaries.
//!
//! It only has to say yes or no, in time that is linear in the text, and never to refuse what the full language accepts:
//! a pattern outside of the subset (look-around, back-references, `\p`) matches everything. The generator uses the same
//! file, to know which patterns are checked; so it depends on nothing around it.

// Spelled out because the generator includes this file by its path.
#[path = "pattern/parse.rs"]
mod parse;

use parse::{Node, parse};

/// How much work a match may be; what takes longer is accepted.
const MAX_STEPS: usize = 5_000_000;

/// Whether a pattern is in the subset.
pub fn is_supported(pattern: &str) -> bool {
    parse(pattern).is_some()
}

/// Whether a pattern matches somewhere in a text. Lenient: `true` for a pattern that is not supported.
pub fn matches(pattern: &str, text: &str) -> bool {
    let Some(node) = parse(pattern) else { return true };
    let text: Vec<char> = text.chars().collect();
    let mut matcher = Matcher { text: &text, steps: MAX_STEPS };
    matcher.ends(&node, (0..=text.len()).collect()).is_none_or(|ends| !ends.is_empty())
}

/// The fewest and the most characters of a text that matches; the second is `None` if there is no limit. Only known of a
/// supported pattern that is anchored at both ends.
pub fn length_range(pattern: &str) -> Option<(usize, Option<usize>)> {
    let node = parse(pattern)?;
    let anchored = |node: &Node| matches!(node, Node::All(nodes) if matches!(nodes[..], [Node::Start, .., Node::End]));
    let is_anchored = match &node {
        Node::Any(branches) => branches.iter().all(anchored),
        node => anchored(node),
    };
    is_anchored.then(|| node.lengths())
}

/// Follows a pattern from a set of positions to the set of those where it can end, all ways at once.
struct Matcher<'a> {
    text: &'a [char],
    steps: usize,
}

impl Matcher<'_> {
    /// In ascending order. `None` when it takes too long.
    fn ends(&mut self, node: &Node, starts: Vec<usize>) -> Option<Vec<usize>> {
        self.steps = self.steps.checked_sub(1 + starts.len())?;
        let text = self.text;
        let is_word = |at: usize| text.get(at).is_some_and(|c| *c == '_' || c.is_ascii_alphanumeric());
        let only = |mut starts: Vec<usize>, keep: &dyn Fn(usize) -> bool| {
            starts.retain(|at| keep(*at));
            starts
        };
        Some(match node {
            Node::One(set) => {
                let starts = only(starts, &|at| text.get(at).is_some_and(|c| set.has(*c)));
                starts.into_iter().map(|at| at + 1).collect()
            }
            Node::Start => only(starts, &|at| at == 0),
            Node::End => only(starts, &|at| at == text.len()),
            Node::Boundary { is } => only(starts, &|at| (is_word(at.wrapping_sub(1)) != is_word(at)) == *is),
            Node::All(nodes) => nodes.iter().try_fold(starts, |starts, node| self.ends(node, starts))?,
            Node::Any(branches) => {
                let mut ends = Vec::new();
                for branch in branches {
                    ends.extend(self.ends(branch, starts.clone())?);
                }
                ends.sort_unstable();
                ends.dedup();
                ends
            }
            Node::Repeat { node, min, max } => {
                let starts = (0..*min).try_fold(starts, |starts, _| self.ends(node, starts))?;
                self.more(node, starts, max.map(|max| max - min))?
            }
        })
    }

    /// Up to `max` repetitions. Who comes to a position for the second time has fewer of them left than the first.
    fn more(&mut self, node: &Node, starts: Vec<usize>, max: Option<usize>) -> Option<Vec<usize>> {
        let mut reached = vec![false; self.text.len() + 1];
        self.steps = self.steps.checked_sub(reached.len() / 8)?;
        let mut new = starts;
        let mut repetitions = 0;
        while !new.is_empty() {
            for at in &new {
                reached[*at] = true;
            }
            if max == Some(repetitions) {
                break;
            }
            repetitions += 1;
            new = self.ends(node, new)?;
            new.retain(|at| !reached[*at]);
        }
        Some((0..reached.len()).filter(|at| reached[*at]).collect())
    }
}
