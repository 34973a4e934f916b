//! What was wrong, and where.

use std::borrow::Cow;
use std::fmt;

use super::super::tree::Tree;

/// JSON that is not what was expected; says where.
///
/// Prints as "expected a string, but found an object at `$.sid`".
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    expected: &'static str,
    found: Cow<'static, str>,
    /// What is printed of that: nothing of the values in an answer, which may be secret or personal.
    kind: Option<&'static str>,
    place: Place,
}

#[derive(Clone, PartialEq, Eq)]
enum Place {
    /// The innermost step first: it grows while the error travels outwards.
    Path(Vec<Step>),
    Position {
        line: usize,
        column: usize,
    },
}

#[derive(Clone, PartialEq, Eq)]
enum Step {
    Member(String),
    Item(usize),
}

impl ReadError {
    /// What the type, or JSON itself, asks for at this place.
    pub fn expected(&self) -> &str {
        self.0.expected
    }

    /// What is there instead: the beginning of a scalar, the kind of anything else. May be secret or personal, so that of
    /// a scalar only the kind is in `Display` and `Debug` output.
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// The JSON path of the value, such as `$.builds[3].status`; `None` if the text is not JSON at all.
    pub fn path(&self) -> Option<String> {
        let Place::Path(steps) = &self.0.place else { return None };
        Some(steps.iter().rev().fold("$".to_owned(), |path, step| match step {
            Step::Member(name) if is_plain(name) => path + "." + name,
            Step::Member(name) => format!("{path}[{name:?}]"),
            Step::Item(index) => format!("{path}[{index}]"),
        }))
    }

    /// The line and the column, both from 1, at which the text is not JSON; columns count characters.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self.0.place {
            Place::Path(_) => None,
            Place::Position { line, column } => Some((line, column)),
        }
    }

    #[cold]
    pub(in super::super) fn new(expected: &'static str, found: &Tree<'_>) -> Self {
        let (kind, found_text) = (Some(found.kind()), found.describe().into());
        Self(Box::new(Inner { expected, found: found_text, kind, place: Place::Path(Vec::new()) }))
    }

    #[cold]
    pub(super) fn absent(expected: &'static str) -> Self {
        Self(Box::new(Inner { expected, found: "nothing".into(), kind: None, place: Place::Path(Vec::new()) }))
    }

    #[cold]
    pub(in super::super) fn syntax(expected: &'static str, found: &str, text: &[u8], offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.split(|byte| *byte == b'\n').count();
        let last_line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let column = String::from_utf8_lossy(last_line).chars().count() + 1;
        let place = Place::Position { line, column };
        Self(Box::new(Inner { expected, found: found.to_owned().into(), kind: None, place }))
    }

    #[cold]
    pub(in super::super) fn in_member(self, name: &str) -> Self {
        self.inside(Step::Member(name.to_owned()))
    }

    #[cold]
    pub(in super::super) fn in_item(self, index: usize) -> Self {
        self.inside(Step::Item(index))
    }

    fn inside(mut self, step: Step) -> Self {
        if let Place::Path(steps) = &mut self.0.place {
            steps.push(step);
        }
        self
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte == b'_' || byte == b'-' || byte.is_ascii_alphanumeric())
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, but found {} at ", self.expected(), self.0.kind.unwrap_or(self.found()))?;
        match self.position() {
            Some((line, column)) => write!(f, "line {line}, column {column}"),
            None => write!(f, "`{}`", self.path().unwrap_or_default()),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadError({self})")
    }
}

impl std::error::Error for ReadError {}
