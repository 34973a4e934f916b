//! The parser: recursive descent, one allocation for each array and object.

use std::borrow::Cow;

use super::super::read::ReadError;
use super::text::read_json_string;
use super::{Tree, excerpt, keep_last};

const MAX_DEPTH: usize = 128;

type Member<'a> = (Cow<'a, str>, Tree<'a>);

pub(super) fn parse_tree(text: &str) -> Result<Tree<'_>, ReadError> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut parser = Parser { text, at: start, depth: 0, items: Vec::new(), members: Vec::new() };
    let tree = parser.value()?;
    match parser.peek() {
        None => Ok(tree),
        Some(_) => Err(parser.error("the end of the text")),
    }
}

/// Whether a text is a number in JSON's spelling.
pub(in super::super) fn is_number(text: &str) -> bool {
    number_length(text.as_bytes()) == Some(text.len())
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Items of the arrays and members of the objects that are not complete yet, the innermost last: each array and
    /// object is allocated once, in its final size.
    items: Vec<Tree<'a>>,
    members: Vec<Member<'a>>,
}

impl<'a> Parser<'a> {
    fn value(&mut self) -> Result<Tree<'a>, ReadError> {
        match self.peek() {
            Some(b'"') => Ok(Tree::String(self.string()?)),
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::array),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.word("null", Tree::Null),
            Some(b't') => self.word("true", Tree::Bool(true)),
            Some(b'f') => self.word("false", Tree::Bool(false)),
            Some(_) | None => Err(self.error("a JSON value")),
        }
    }

    fn nested(&mut self, parse: fn(&mut Self) -> Result<Tree<'a>, ReadError>) -> Result<Tree<'a>, ReadError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error("JSON that is nested at most 128 deep"));
        }
        self.at += 1;
        self.depth += 1;
        let tree = parse(self);
        self.depth -= 1;
        tree
    }

    fn object(&mut self) -> Result<Tree<'a>, ReadError> {
        if self.skip(b'}') {
            return Ok(Tree::Object(Vec::new()));
        }
        let start = self.members.len();
        let mut names = Names::default();
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.error("a member's name in quotes"));
            }
            let name = self.string()?;
            names.add(&name);
            if !self.skip(b':') {
                return Err(self.error("`:`"));
            }
            let value = self.value()?;
            self.members.push((name, value));
            if self.skip(b',') {
                continue;
            }
            if !self.skip(b'}') {
                return Err(self.error("`,` or `}`"));
            }
            let mut members = self.members.split_off(start);
            if names.may_repeat {
                keep_last(&mut members);
            }
            return Ok(Tree::Object(members));
        }
    }

    fn array(&mut self) -> Result<Tree<'a>, ReadError> {
        if self.skip(b']') {
            return Ok(Tree::Array(Vec::new()));
        }
        let start = self.items.len();
        loop {
            let item = self.value()?;
            self.items.push(item);
            if self.skip(b',') {
                continue;
            }
            if !self.skip(b']') {
                return Err(self.error("`,` or `]`"));
            }
            return Ok(Tree::Array(self.items.split_off(start)));
        }
    }

    /// At its opening quote.
    fn string(&mut self) -> Result<Cow<'a, str>, ReadError> {
        let rest = &self.text[self.at + 1..];
        match read_json_string(rest) {
            Ok((text, length)) => {
                self.at += 1 + length;
                Ok(text)
            }
            Err((expected, offset)) => {
                self.at += 1 + offset;
                Err(self.error(expected))
            }
        }
    }

    fn number(&mut self) -> Result<Tree<'a>, ReadError> {
        let rest = &self.text[self.at..];
        match number_length(rest.as_bytes()) {
            Some(length) => {
                self.at += length;
                Ok(Tree::Number(&rest[..length]))
            }
            None => Err(self.error("a number")),
        }
    }

    fn word(&mut self, word: &'static str, tree: Tree<'a>) -> Result<Tree<'a>, ReadError> {
        if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(tree)
        } else {
            Err(self.error("a JSON value"))
        }
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                next => return next.copied(),
            }
        }
    }

    #[cold]
    fn error(&self, expected: &'static str) -> ReadError {
        let found = match self.text.get(self.at..).unwrap_or_default().chars().next() {
            Some(c) => format!("`{}`", excerpt(c.encode_utf8(&mut [0; 4]))),
            None => "the end of the text".to_owned(),
        };
        ReadError::syntax(expected, &found, self.text.as_bytes(), self.at)
    }
}

/// Notices that a name may have come twice: a set of 128 bits that only errs on that side.
#[derive(Default)]
struct Names {
    seen: u128,
    may_repeat: bool,
}

impl Names {
    fn add(&mut self, name: &str) {
        let bytes = name.as_bytes();
        let length = bytes.len();
        let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or_default());
        let hash = length * 31 + byte(0) * 7 + byte(length / 2) * 13 + byte(length.wrapping_sub(1)) * 3;
        let bit = 1 << (hash % 128);
        self.may_repeat |= self.seen & bit != 0;
        self.seen |= bit;
    }
}

/// The length of the number that the bytes begin with.
fn number_length(bytes: &[u8]) -> Option<usize> {
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    let integer = digits(bytes, at);
    if integer == 0 || (integer > 1 && bytes.get(at) == Some(&b'0')) {
        return None;
    }
    at += integer;
    if bytes.get(at) == Some(&b'.') {
        let fraction = digits(bytes, at + 1);
        if fraction == 0 {
            return None;
        }
        at += 1 + fraction;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(bytes, at + 1 + sign);
        if exponent == 0 {
            return None;
        }
        at += 1 + sign + exponent;
    }
    Some(at)
}

/// How many there are from here on.
fn digits(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while matches!(bytes.get(at), Some(b'0'..=b'9')) {
        at += 1;
    }
    at - from
}
