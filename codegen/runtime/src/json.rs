//! JSON of any shape, as a value of its own.

mod map;
mod number;

use std::fmt;
use std::str::FromStr;

use super::read::ReadError;
use super::tree::Tree;
use super::write::{JsonWriter, Write, to_debug, to_json};

pub(super) use super::tree::is_number;
pub use map::{JsonMap, JsonObject};
pub use number::Number;
pub(super) use number::{float_text, integer, integer_text, plain_integer};

/// Any JSON value: what is read where a document does not say more.
///
/// Prints as JSON text and is parsed from it. Equality ignores the order of members and the spelling of numbers.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number of any size.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(JsonObject),
}

impl Json {
    /// The member of this name, if this is an object that has one.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// Whether this is `null`.
    #[inline]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value of a boolean.
    #[inline]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self { Some(*value) } else { None }
    }

    /// The value of a number that is an integer in the range of `i64`, however it is spelled.
    #[inline]
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Number(number) = self { number.as_i64() } else { None }
    }

    /// The value of a number, as near as `f64` comes to it.
    #[inline]
    pub fn as_f64(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number.as_f64()) } else { None }
    }

    /// The text of a string.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The items of an array.
    #[inline]
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The members of an object.
    #[inline]
    pub fn as_object(&self) -> Option<&JsonObject> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }

    #[inline]
    pub(super) fn as_tree(&self) -> Tree<'_> {
        match self {
            Self::Null => Tree::Null,
            Self::Bool(value) => Tree::Bool(*value),
            Self::Number(number) => Tree::Number(number.as_str()),
            Self::String(text) => Tree::String(text.into()),
            Self::Array(items) => Tree::Array(items.iter().map(Self::as_tree).collect()),
            Self::Object(object) => {
                Tree::Object(object.iter().map(|(name, value)| (name.into(), value.as_tree())).collect())
            }
        }
    }
}

impl From<&Tree<'_>> for Json {
    fn from(tree: &Tree<'_>) -> Self {
        match tree {
            Tree::Null => Self::Null,
            Tree::Bool(value) => Self::Bool(*value),
            Tree::Number(text) => Self::Number(Number::trusted(text)),
            Tree::String(text) => Self::String(text.as_ref().to_owned()),
            Tree::Array(items) => {
                let mut array = Vec::with_capacity(items.len());
                for item in items {
                    array.push(item.into());
                }
                Self::Array(array)
            }
            Tree::Object(members) => {
                let mut object = Vec::with_capacity(members.len());
                for (name, value) in members {
                    object.push((name.as_ref().to_owned(), value.into()));
                }
                Self::Object(JsonMap::unique(object))
            }
        }
    }
}

impl FromStr for Json {
    type Err = ReadError;

    #[inline]
    fn from_str(text: &str) -> Result<Self, ReadError> {
        Ok(Self::from(&Tree::parse(text)?))
    }
}

impl Write for Json {
    fn write(&self, to: &mut JsonWriter) {
        match self {
            Self::Null => to.null(),
            Self::Bool(value) => to.bool(*value),
            Self::Number(number) => to.number(number.as_str()),
            Self::String(text) => to.string(text),
            Self::Array(items) => items.write(to),
            Self::Object(object) => object.write(to),
        }
    }
}

impl fmt::Display for Json {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_json(self))
    }
}

impl fmt::Debug for Json {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        to_debug(self, f)
    }
}

macro_rules! from {
    ($($from:ty => $variant:ident,)*) => { $(
        impl From<$from> for Json {
            #[inline]
            fn from(value: $from) -> Self {
                Self::$variant(value.into())
            }
        }
    )* };
}

from! {
    bool => Bool,
    i32 => Number,
    i64 => Number,
    u32 => Number,
    u64 => Number,
    Number => Number,
    &str => String,
    String => String,
    Vec<Json> => Array,
    JsonObject => Object,
}

/// What JSON has no number for, infinities and NaN, becomes `null`.
impl From<f64> for Json {
    #[inline]
    fn from(value: f64) -> Self {
        Number::from_f64(value).map_or(Self::Null, Self::Number)
    }
}
