//! What was wrong, and where.

use std::borrow::Cow;
use std::fmt;

use super::super::kept::{Discard, Kept};
use super::super::tree::Tree;

/// JSON that is not what was expected; says where.
///
/// Prints as "expected a string, but found an object at `$.sid`".
#[derive(Clone, PartialEq, Eq)]
pub struct ReadError(Kept<Misread>);

#[derive(Clone, PartialEq, Eq)]
struct Misread {
    expected: &'static str,
    found: Cow<'static, str>,
    /// What is printed of that: nothing of the values in an answer, which may be secret or personal.
    kind: Option<&'static str>,
    /// Whether it is a number, and only its value is not one of the type.
    is_odd_number: bool,
    place: Location,
}

impl Discard for Misread {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

#[derive(Clone, PartialEq, Eq)]
enum Location {
    /// Without its `$`. Steps are put before it while the error travels outwards.
    Path(String),
    Position {
        line: usize,
        column: usize,
    },
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
        match &self.0.place {
            Location::Path(path) => Some(format!("${path}")),
            Location::Position { .. } => None,
        }
    }

    /// The line and the column, both from 1, at which the text is not JSON; columns count characters.
    pub fn position(&self) -> Option<(usize, usize)> {
        match self.0.place {
            Location::Path(_) => None,
            Location::Position { line, column } => Some((line, column)),
        }
    }

    #[cold]
    pub(in super::super) fn new(expected: &'static str, found: &Tree<'_>) -> Self {
        let (kind, found_text) = (Some(found.kind()), found.describe().into());
        let place = Location::Path(String::new());
        Self(Kept::new(Misread { expected, found: found_text, kind, is_odd_number: false, place }))
    }

    /// A number where an integer is due that cannot hold it: too large, or with a fraction.
    #[cold]
    pub(super) fn not_held(expected: &'static str, found: &Tree<'_>) -> Self {
        let mut error = Self::new(expected, found);
        error.0.is_odd_number = matches!(found, Tree::Number(_));
        error
    }

    /// Whether the value itself, and not a part of it, is a number that its type cannot hold.
    pub(in super::super) fn is_odd_number(&self) -> bool {
        self.0.is_odd_number && matches!(&self.0.place, Location::Path(path) if path.is_empty())
    }

    #[cold]
    pub(super) fn absent(expected: &'static str) -> Self {
        let place = Location::Path(String::new());
        Self(Kept::new(Misread { expected, found: "nothing".into(), kind: None, is_odd_number: false, place }))
    }

    #[cold]
    pub(in super::super) fn syntax(expected: &'static str, found: &str, text: &[u8], offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let (mut line, mut column) = (1, 1);
        for byte in before {
            if *byte == b'\n' {
                line += 1;
                column = 1;
            } else {
                // All bytes of a character but its first are of this form.
                column += usize::from(*byte & 0xC0 != 0x80);
            }
        }
        let place = Location::Position { line, column };
        Self(Kept::new(Misread { expected, found: found.to_owned().into(), kind: None, is_odd_number: false, place }))
    }

    #[cold]
    pub(in super::super) fn in_member(self, name: &str) -> Self {
        if is_plain(name) { self.inside(name).inside(".") } else { self.inside(&format!("[{name:?}]")) }
    }

    #[cold]
    pub(in super::super) fn in_item(self, index: usize) -> Self {
        self.inside(&format!("[{index}]"))
    }

    fn inside(mut self, step: &str) -> Self {
        if let Location::Path(path) = &mut self.0.place {
            path.insert_str(0, step);
        }
        self
    }
}

fn is_plain(name: &str) -> bool {
    for byte in name.as_bytes() {
        if !matches!(byte, b'_' | b'-' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z') {
            return false;
        }
    }
    !name.is_empty()
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Misread { expected, found, kind, place, is_odd_number: _ } = &*self.0;
        let found = kind.unwrap_or(found);
        match place {
            Location::Position { line, column } => {
                write!(f, "expected {expected}, but found {found} at line {line}, column {column}")
            }
            Location::Path(path) => write!(f, "expected {expected}, but found {found} at `${path}`"),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReadError({self})")
    }
}

impl std::error::Error for ReadError {}
