//! Parsed JSON that borrows from its text.

mod parse;
mod places;
mod text;

use std::borrow::Cow;
use std::fmt::Write as _;

use super::json::plain_integer;
use super::read::ReadError;
use parse::parse_tree;
use places::last_places;

pub(super) use parse::is_number;
pub(super) use text::plain_length;

/// A JSON value that borrows from the text that it was parsed from: the form in which answers are read.
///
/// Numbers stay text until somebody asks for their value, so that neither 23 digits nor `1e400` lose anything or cost
/// the whole answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is spelled.
    Number(&'a str),
    /// A string without its escapes: borrowed when it had none.
    String(Cow<'a, str>),
    /// The items in order.
    Array(Vec<Tree<'a>>),
    /// The members in order, names unique: the last of equal names has won.
    Object(Vec<(Cow<'a, str>, Tree<'a>)>),
}

impl<'a> Tree<'a> {
    /// Parses a complete JSON text (RFC 8259), nested at most 128 deep.
    ///
    /// Half of a surrogate pair in an escape, which the grammar allows, becomes U+FFFD; a byte order mark is skipped.
    pub fn parse(text: &'a str) -> Result<Self, ReadError> {
        parse_tree(text)
    }

    /// Parses JSON text in UTF-8.
    pub fn parse_slice(bytes: &'a [u8]) -> Result<Self, ReadError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(text),
            Err(error) => Err(ReadError::syntax("text in UTF-8", "bytes that are none", bytes, error.valid_up_to())),
        }
    }

    /// The member of this name, if this is an object that has one.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                for (key, value) in members {
                    if **key == *name {
                        return Some(value);
                    }
                }
                None
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) | Self::Array(_) => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Array(_) | Self::Object(_) => None,
        }
    }

    /// What this is, without any of its text.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(text) if has_fraction_or_exponent(text) => "a number with a fraction or an exponent",
            Self::Number(text) if plain_integer(text).is_none() => "an integer beyond 64 bits",
            Self::Number(_) => "an integer",
            Self::String(text) if text.is_empty() => "an empty string",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// What this is, for an error: the text of a scalar, the kind of anything else.
    pub(super) fn describe(&self) -> String {
        let (kind, text) = match self {
            Self::Null | Self::Array(_) | Self::Object(_) => return self.kind().to_owned(),
            Self::Bool(true) => ("`", "true"),
            Self::Bool(false) => ("`", "false"),
            Self::Number(text) => ("`", *text),
            Self::String(text) => ("the string `", text.as_ref()),
        };
        let mut described = kind.to_owned();
        described.push_str(&excerpt(text));
        described.push('`');
        described
    }
}

fn has_fraction_or_exponent(number: &str) -> bool {
    for byte in number.as_bytes() {
        if matches!(byte, b'.' | b'e' | b'E') {
            return true;
        }
    }
    false
}

/// The beginning of a text, on one line: at most 60 characters of it.
pub(super) fn excerpt(text: &str) -> String {
    let (mut excerpt, mut left) = (String::new(), 60);
    for letter in text.chars() {
        if left == 0 {
            excerpt.push('…');
            break;
        }
        left -= 1;
        // As a text of its own: the method of a character would be compiled here, and in a longer text it is only of the first one
        // that marks are shown which join another character. Writing to a `String` can't fail.
        let _ = write!(excerpt, "{}", letter.encode_utf8(&mut [0; 4]).escape_debug());
    }
    excerpt
}

/// Makes the last of equal names win, in the place of the first.
pub(super) fn keep_last<K: AsRef<str>, V>(members: &mut Vec<(K, V)>) {
    let places = last_places(members.len(), &|index| members[index].0.as_ref());
    let (mut first, mut kept) = (0, 0);
    while let Some(last) = places.get(first) {
        if *last >= first {
            members.swap(first, *last);
            members.swap(kept, first);
            kept += 1;
        }
        first += 1;
    }
    members.truncate(kept);
}
