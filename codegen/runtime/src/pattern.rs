//! A matcher for the common subset of ECMA regular expressions: literals, classes, groups, alternatives, quantifiers,
//! anchors and word boundaries.
//!
//! It only has to say yes or no, in time that is linear in the text, and never to refuse what the full language accepts:
//! a pattern outside of the subset (look-around, back-references, `\p`) matches everything. The generator uses the same
//! file, by its path, to know which patterns are checked; so it depends on nothing around it.
//!
//! There is no syntax tree: the pattern is walked as text, again for every repetition, which is far less to compile. Plain
//! loops for the same reason.

#[path = "pattern/fixed.rs"]
mod fixed;
#[path = "pattern/lengths.rs"]
mod lengths;
#[path = "pattern/syntax.rs"]
mod syntax;

pub(super) use fixed::matches_fixed;
use lengths::Lengths;
use syntax::{Class, chars, is_count, is_word, read_class, read_count};

/// How much work a match may be; what takes longer is accepted.
const MAX_STEPS: usize = 5_000_000;
const MAX_GROUPS: usize = 50;

/// Whether a pattern is in the subset.
#[inline]
pub fn is_supported(pattern: &str) -> bool {
    walk(pattern, None).is_some()
}

/// Whether a pattern matches somewhere in a text. Lenient: `true` for a pattern that is not supported.
pub fn matches_pattern(pattern: &str, text: &str) -> bool {
    if let Some(matches) = matches_fixed(pattern, text) {
        return matches;
    }
    match walk(pattern, Some(text)) {
        Some(walked) => !walked.ends.is_empty(),
        None => true,
    }
}

/// The fewest and the most characters of a text that matches; the second is `None` if there is no limit. Only known of a
/// supported pattern that is anchored at both ends.
#[inline]
pub fn length_range(pattern: &str) -> Option<(usize, Option<usize>)> {
    let walked = walk(pattern, None)?;
    walked.is_anchored.then_some((walked.lengths.min, walked.lengths.max))
}

/// From everywhere in the text, or only to check the pattern. `None` for what is not in the subset, or no regular
/// expression at all, and when it takes too long.
fn walk(pattern: &str, text: Option<&str>) -> Option<Walked> {
    // Somebody's literal syntax: taken at its word, it could match nothing.
    if pattern.starts_with("/^") {
        return None;
    }
    let (text, starts) = match text {
        Some(text) => {
            let text = chars(text);
            let starts = (0..=text.len()).collect();
            (text, starts)
        }
        None => (Vec::new(), Vec::new()),
    };
    let mut walker = Walker { pattern: chars(pattern), at: 0, depth: 0, text, steps: MAX_STEPS };
    let whole = walker.alternatives(&starts)?;
    if walker.peek().is_none() { Some(whole) } else { None }
}

/// Follows a pattern from a set of positions in the text to the set of those where it can end, all ways at once. Sets are
/// in ascending order; from an empty one a pattern is only checked.
struct Walker {
    pattern: Vec<char>,
    at: usize,
    depth: usize,
    text: Vec<char>,
    steps: usize,
}

/// What a part of a pattern comes to.
struct Walked {
    ends: Vec<usize>,
    lengths: Lengths,
    /// Whether every alternative begins with `^` and ends with `$`.
    is_anchored: bool,
}

impl Walker {
    fn alternatives(&mut self, starts: &[usize]) -> Option<Walked> {
        let mut all = self.sequence(starts)?;
        while self.skip('|') {
            let other = self.sequence(starts)?;
            let mut reached = self.marks()?;
            mark(&mut reached, &all.ends);
            mark(&mut reached, &other.ends);
            all.ends = marked(&reached);
            all.lengths = all.lengths.or(other.lengths);
            all.is_anchored &= other.is_anchored;
        }
        Some(all)
    }

    fn sequence(&mut self, starts: &[usize]) -> Option<Walked> {
        let begins_anchored = self.peek() == Some('^');
        let mut ends = starts.to_vec();
        let mut lengths = Lengths::NONE;
        let mut last = None;
        while let Some(c) = self.peek() {
            if c == '|' || c == ')' {
                break;
            }
            last = Some(c);
            let next = self.quantified(ends)?;
            ends = next.ends;
            lengths = lengths.then(next.lengths);
        }
        Some(Walked { ends, lengths, is_anchored: begins_anchored && last == Some('$') })
    }

    /// An atom and how often it comes.
    fn quantified(&mut self, starts: Vec<usize>) -> Option<Walked> {
        let atom = self.at;
        let class = self.class()?;
        let once = match &class {
            Some(class) => self.step(class, starts.clone())?,
            None => self.atom(&starts)?,
        };
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') if is_count(&self.pattern, self.at) => read_count(&self.pattern, &mut self.at)?,
            Some(_) | None => return Some(once),
        };
        if is_assertion(&self.pattern[atom..]) {
            return None;
        }
        // The count has been read up to its closing brace.
        self.at += 1;
        // Lazy and possessive ones differ only in what they capture, and in what the latter miss.
        let _ = self.skip('?') || self.skip('+');
        let end = self.at;

        let mut reached = self.marks()?;
        let lengths = once.lengths.times(min, max);
        let (mut new, mut first, mut count) = (starts, Some(once.ends), 0);
        loop {
            if count >= min {
                mark(&mut reached, &new);
            }
            if new.is_empty() || max == Some(count) {
                break;
            }
            count += 1;
            new = match (first.take(), &class) {
                (Some(ends), _) => ends,
                (None, Some(class)) => self.step(class, new)?.ends,
                (None, None) => {
                    self.at = atom;
                    self.atom(&new)?.ends
                }
            };
            // Who comes to a position for the second time has fewer repetitions left than the first.
            new.retain(|at| !reached[*at]);
        }
        self.at = end;
        Some(Walked { ends: marked(&reached), lengths, is_anchored: false })
    }

    /// An atom that is one character of a class, which is read once for all its repetitions. `Some(None)` if it is none.
    #[allow(clippy::option_option)]
    fn class(&mut self) -> Option<Option<Class>> {
        let start = self.at;
        match self.peek()? {
            '(' => Some(None),
            '*' | '+' | '?' => None,
            '{' if is_count(&self.pattern, start) => None,
            _ if is_assertion(&self.pattern[start..]) => Some(None),
            c => {
                self.at += 1;
                let class = read_class(&self.pattern, c, &mut self.at)?;
                self.work(self.at - start)?;
                Some(Some(class))
            }
        }
    }

    /// Over one character.
    fn step(&mut self, class: &Class, starts: Vec<usize>) -> Option<Walked> {
        self.work(1 + starts.len())?;
        let mut ends = starts;
        ends.retain_mut(|at| {
            let has = self.text.get(*at).is_some_and(|c| class.has(*c));
            *at += 1;
            has
        });
        Some(Walked { ends, lengths: Lengths::ONE, is_anchored: false })
    }

    /// An atom that is none of a class.
    fn atom(&mut self, starts: &[usize]) -> Option<Walked> {
        self.work(1 + starts.len())?;
        if self.skip('(') { self.group(starts) } else { Some(self.assertion(starts)) }
    }

    /// Behind its parenthesis.
    fn group(&mut self, starts: &[usize]) -> Option<Walked> {
        if self.skip('?') && !self.skip(':') {
            let is_named = self.skip('<') && !matches!(self.peek(), None | Some('=' | '!'));
            if !is_named {
                return None;
            }
            while self.next()? != '>' {}
        }
        if self.depth == MAX_GROUPS {
            return None;
        }
        self.depth += 1;
        let walked = self.alternatives(starts)?;
        self.depth -= 1;
        if self.skip(')') { Some(Walked { is_anchored: false, ..walked }) } else { None }
    }

    /// What holds at a position or not: an anchor or a boundary.
    fn assertion(&mut self, starts: &[usize]) -> Walked {
        let kind = (self.pattern[self.at], self.pattern.get(self.at + 1));
        self.at += 1 + usize::from(kind.0 == '\\');
        let mut ends = Vec::new();
        for at in starts {
            let is_boundary = (*at > 0 && is_word(self.text.get(*at - 1))) != is_word(self.text.get(*at));
            let holds = match kind {
                ('^', _) => *at == 0,
                ('$', _) => *at == self.text.len(),
                (_, Some('b')) => is_boundary,
                (..) => !is_boundary,
            };
            if holds {
                ends.push(*at);
            }
        }
        Walked { ends, lengths: Lengths::NONE, is_anchored: false }
    }

    /// A mark for every position.
    fn marks(&mut self) -> Option<Vec<bool>> {
        self.work(self.text.len() / 8)?;
        Some(vec![false; self.text.len() + 1])
    }

    fn work(&mut self, steps: usize) -> Option<()> {
        self.steps = self.steps.checked_sub(steps)?;
        Some(())
    }

    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn skip(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }
}

fn is_assertion(pattern: &[char]) -> bool {
    matches!(pattern, ['^' | '$', ..] | ['\\', 'b' | 'B', ..])
}

fn mark(reached: &mut [bool], positions: &[usize]) {
    for at in positions {
        reached[*at] = true;
    }
}

fn marked(reached: &[bool]) -> Vec<usize> {
    let mut positions = Vec::new();
    for (at, is_reached) in reached.iter().enumerate() {
        if *is_reached {
            positions.push(at);
        }
    }
    positions
}
