//! Parsed JSON that borrows from its text.

mod parse;
mod text;

use std::borrow::Cow;

use super::read::ReadError;

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
        parse::parse(text)
    }

    /// Parses JSON text in UTF-8.
    pub fn parse_slice(bytes: &'a [u8]) -> Result<Self, ReadError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(text),
            Err(error) => Err(ReadError::syntax("text in UTF-8", "bytes that are none", bytes, error.valid_up_to())),
        }
    }

    /// The member of this name, if this is an object that has one.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
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
            Self::Number(text) if text.contains(['.', 'e', 'E']) => "a number with a fraction or an exponent",
            Self::Number(text) if text.parse::<i64>().is_err() => "an integer beyond 64 bits",
            Self::Number(_) => "an integer",
            Self::String(text) if text.is_empty() => "an empty string",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// What this is, for an error: the text of a scalar, the kind of anything else.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Number(text) => format!("`{}`", excerpt(text)),
            Self::String(text) => format!("the string `{}`", excerpt(text)),
            Self::Array(_) => "an array".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        }
    }
}

/// The beginning of a text, on one line: at most 60 characters of it.
pub(super) fn excerpt(text: &str) -> String {
    let mut excerpt: String = text.chars().take(60).flat_map(char::escape_debug).collect();
    if text.chars().nth(60).is_some() {
        excerpt.push('…');
    }
    excerpt
}

/// Makes the last of equal names win, in the place of the first. Never quadratic in the number of members.
pub(super) fn keep_last<K: AsRef<str>, V>(members: &mut Vec<(K, V)>) {
    let name = |index: &usize| members[*index].0.as_ref();
    // The sort is stable: among equal names the first and the last stay that.
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by(|a, b| name(a).cmp(name(b)));
    let repeated: Vec<_> = order.chunk_by(|a, b| name(a) == name(b)).filter(|group| group.len() > 1).collect();
    if repeated.is_empty() {
        return;
    }
    let mut keep = vec![true; members.len()];
    for group in repeated {
        if let [first, .., last] = *group {
            members.swap(first, last);
        }
        group.iter().skip(1).for_each(|index| keep[*index] = false);
    }
    let mut keep = keep.into_iter();
    members.retain(|_| keep.next().unwrap_or_default());
}
