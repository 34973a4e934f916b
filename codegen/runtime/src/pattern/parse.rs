//! Patterns as trees.

const MAX_DEPTH: usize = 50;
const MAX_CODE: u32 = 0x10_FFFF;

pub(super) enum Node {
    One(Set),
    /// Of the text.
    Start,
    End,
    Boundary {
        is: bool,
    },
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat {
        node: Box<Node>,
        min: usize,
        max: Option<usize>,
    },
}

impl Node {
    pub(super) fn lengths(&self) -> (usize, Option<usize>) {
        match self {
            Self::One(_) => (1, Some(1)),
            Self::Start | Self::End | Self::Boundary { .. } => (0, Some(0)),
            Self::All(nodes) => nodes.iter().map(Self::lengths).fold((0, Some(0)), |(min, max), (low, high)| {
                (min.saturating_add(low), max.zip(high).map(|(max, high)| max.saturating_add(high)))
            }),
            Self::Any(nodes) => {
                nodes.iter().map(Self::lengths).fold((usize::MAX, Some(0)), |(min, max), (low, high)| {
                    (min.min(low), max.zip(high).map(|(max, high)| max.max(high)))
                })
            }
            Self::Repeat { node, min, max } => match (node.lengths(), max) {
                ((low, Some(0)), _) => (low.saturating_mul(*min), Some(0)),
                ((low, high), max) => {
                    (low.saturating_mul(*min), high.zip(*max).map(|(high, max)| high.saturating_mul(max)))
                }
            },
        }
    }
}

/// Characters, as ranges of codes.
#[derive(Default)]
pub(super) struct Set {
    ranges: Vec<(u32, u32)>,
    is_negated: bool,
}

impl Set {
    pub(super) fn has(&self, c: char) -> bool {
        let code = u32::from(c);
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&code)) != self.is_negated
    }
}

const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
const LINE_END: &[(u32, u32)] = &[(0xA, 0xA), (0xD, 0xD), (0x2028, 0x2029)];
#[rustfmt::skip]
const SPACE: &[(u32, u32)] = &[
    (0x9, 0xD), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
    (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
];

/// What is between the ranges, which are sorted.
fn complement(ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let starts = std::iter::once(0).chain(ranges.iter().map(|range| range.1 + 1));
    let ends = ranges.iter().map(|range| range.0).chain([MAX_CODE + 1]);
    starts.zip(ends).filter(|(start, end)| start < end).map(|(start, end)| (start, end - 1)).collect()
}

/// `None` for what is not in the subset, or no regular expression at all.
pub(super) fn parse(pattern: &str) -> Option<Node> {
    // Somebody's literal syntax: taken at its word, it could match nothing.
    if pattern.starts_with("/^") {
        return None;
    }
    let mut parser = Parser { chars: pattern.chars().collect(), at: 0, depth: 0 };
    let node = parser.alternatives()?;
    parser.peek().is_none().then_some(node)
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

impl Parser {
    fn alternatives(&mut self) -> Option<Node> {
        let first = self.sequence()?;
        if self.peek() != Some('|') {
            return Some(first);
        }
        let mut branches = vec![first];
        while self.skip('|') {
            branches.push(self.sequence()?);
        }
        Some(Node::Any(branches))
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut nodes = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let node = self.atom()?;
            nodes.push(self.quantified(node)?);
        }
        Some(Node::All(nodes))
    }

    fn atom(&mut self) -> Option<Node> {
        let start = self.at;
        match self.next()? {
            '^' => Some(Node::Start),
            '$' => Some(Node::End),
            '.' => Some(Node::One(Set { ranges: LINE_END.to_vec(), is_negated: true })),
            '[' => self.class().map(Node::One),
            '(' => self.group(),
            '*' | '+' | '?' => None,
            '{' if self.is_count(start) => None,
            '\\' if self.skip('b') => Some(Node::Boundary { is: true }),
            '\\' if self.skip('B') => Some(Node::Boundary { is: false }),
            '\\' => Some(Node::One(Set { ranges: self.escape()?, is_negated: false })),
            literal => Some(one(literal)),
        }
    }

    /// Behind its parenthesis.
    fn group(&mut self) -> Option<Node> {
        if self.skip('?') && !self.skip(':') {
            let is_named = self.skip('<') && self.peek().is_some_and(|c| c != '=' && c != '!');
            if !is_named {
                return None;
            }
            while self.next()? != '>' {}
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return None;
        }
        let node = self.alternatives()?;
        self.depth -= 1;
        self.skip(')').then_some(node)
    }

    fn quantified(&mut self, node: Node) -> Option<Node> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') if self.is_count(self.at) => self.count()?,
            Some(_) | None => return Some(node),
        };
        // The count has been read up to its closing brace.
        self.at += 1;
        // Lazy and possessive ones differ only in what they capture, and in what the latter miss.
        let _ = self.skip('?') || self.skip('+');
        match node {
            Node::Start | Node::End | Node::Boundary { .. } => None,
            node => Some(Node::Repeat { node: Box::new(node), min, max }),
        }
    }

    /// Whether the brace at `at` begins a count; else it is a literal.
    fn is_count(&self, at: usize) -> bool {
        let mut rest = self.chars.iter().skip(at + 1).skip_while(|c| c.is_ascii_digit() || **c == ',');
        self.chars.get(at + 1) != Some(&'}') && rest.next() == Some(&'}')
    }

    /// `{2}`, `{2,}` or `{2,3}`, up to its closing brace. `None` for `{,3}`, on which engines do not agree.
    fn count(&mut self) -> Option<(usize, Option<usize>)> {
        let text: String = self.chars.iter().skip(self.at + 1).take_while(|c| **c != '}').collect();
        self.at += 1 + text.len();
        let (min, max) = match text.split_once(',') {
            None => (text.parse().ok()?, Some(text.parse().ok()?)),
            Some((min, "")) => (min.parse().ok()?, None),
            Some((min, max)) => (min.parse().ok()?, Some(max.parse().ok()?)),
        };
        max.is_none_or(|max| min <= max).then_some((min, max))
    }

    /// Behind its bracket.
    fn class(&mut self) -> Option<Set> {
        let mut set = Set { ranges: Vec::new(), is_negated: self.skip('^') };
        loop {
            match self.next()? {
                ']' => return Some(set),
                // `[:alpha:]` means something else elsewhere.
                '[' if self.peek() == Some(':') => return None,
                c => {
                    let first = self.class_item(c)?;
                    let is_range = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|c| *c != ']');
                    match (is_range, &first[..]) {
                        (true, &[(start, same)]) if start == same => {
                            self.at += 1;
                            let end = self.next()?;
                            match self.class_item(end)?[..] {
                                [(end, same)] if end == same && start <= end => set.ranges.push((start, end)),
                                _ => return None,
                            }
                        }
                        _ => set.ranges.extend(first),
                    }
                }
            }
        }
    }

    fn class_item(&mut self, c: char) -> Option<Vec<(u32, u32)>> {
        match c {
            '\\' if self.skip('b') => Some(vec![(8, 8)]),
            '\\' => self.escape(),
            c => Some(vec![(c.into(), c.into())]),
        }
    }

    /// Behind its backslash.
    fn escape(&mut self) -> Option<Vec<(u32, u32)>> {
        let code = match self.next()? {
            'd' => return Some(DIGIT.to_vec()),
            'D' => return Some(complement(DIGIT)),
            'w' => return Some(WORD.to_vec()),
            'W' => return Some(complement(WORD)),
            's' => return Some(SPACE.to_vec()),
            'S' => return Some(complement(SPACE)),
            't' => 9,
            'n' => 10,
            'v' => 11,
            'f' => 12,
            'r' => 13,
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
            'x' => self.hex(2)?,
            'u' => self.hex(4).filter(|code| char::from_u32(*code).is_some())?,
            c if c.is_ascii_alphanumeric() => return None,
            c => c.into(),
        };
        Some(vec![(code, code)])
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        (0..digits).try_fold(0, |code, _| Some(code * 16 + self.next()?.to_digit(16)?))
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
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

fn one(c: char) -> Node {
    Node::One(Set { ranges: vec![(c.into(), c.into())], is_negated: false })
}
