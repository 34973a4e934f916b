//! Strings, numbers and booleans, each also from what servers send in their place.

use super::super::json::{integer, is_number, plain_integer};
use super::super::known_text::is_same_in_any_case;
use super::super::tree::Tree;
use super::{Grade, Read, ReadError};

const STRING: &str = "a string";
const NUMBER: &str = "a number";
const BOOLEAN: &str = "a boolean";

impl Read for String {
    const EXPECTED: &'static str = STRING;

    #[inline]
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        match read_text(value, grade) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(error),
        }
    }
}

/// The text of a string, or of a number or boolean in its place.
pub(in super::super) fn read_text<'a>(value: &'a Tree<'_>, grade: &mut Grade) -> Result<&'a str, ReadError> {
    let text = match value {
        Tree::String(text) => return Ok(text),
        Tree::Number(text) => text,
        Tree::Bool(true) => "true",
        Tree::Bool(false) => "false",
        Tree::Null | Tree::Array(_) | Tree::Object(_) => return Err(ReadError::new(STRING, value)),
    };
    grade.lossy();
    Ok(text)
}

impl Read for bool {
    const EXPECTED: &'static str = BOOLEAN;

    #[inline]
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        let read = match value {
            Tree::Bool(value) => return Ok(*value),
            Tree::String(text) if is_same_in_any_case(text.trim_ascii(), "true") => true,
            Tree::String(text) if is_same_in_any_case(text.trim_ascii(), "false") => false,
            Tree::Null | Tree::Number(_) | Tree::String(_) | Tree::Array(_) | Tree::Object(_) => {
                return Err(ReadError::new(BOOLEAN, value));
            }
        };
        grade.lossy();
        Ok(read)
    }
}

impl Read for i64 {
    const EXPECTED: &'static str = "a 64-bit integer";

    #[inline]
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        read_integer(value, grade, Self::EXPECTED)
    }
}

impl Read for i32 {
    const EXPECTED: &'static str = "a 32-bit integer";

    #[inline]
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        match Self::try_from(read_integer(value, grade, Self::EXPECTED)?) {
            Ok(number) => Ok(number),
            Err(_) => Err(ReadError::not_held(Self::EXPECTED, value)),
        }
    }
}

impl Read for u64 {
    const EXPECTED: &'static str = "a 64-bit integer without a sign";

    #[inline]
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        let (text, is_number) = match value {
            Tree::Number(text) => (*text, true),
            Tree::String(text) => (text.trim_ascii(), false),
            Tree::Null | Tree::Bool(_) | Tree::Array(_) | Tree::Object(_) => ("", false),
        };
        if let Ok(number) = text.parse() {
            if !is_number {
                grade.lossy();
            }
            return Ok(number);
        }
        match Self::try_from(read_integer(value, grade, Self::EXPECTED)?) {
            Ok(number) => Ok(number),
            Err(_) => Err(ReadError::not_held(Self::EXPECTED, value)),
        }
    }
}

fn read_integer(value: &Tree<'_>, grade: &mut Grade, expected: &'static str) -> Result<i64, ReadError> {
    let text = match value {
        Tree::Number(text) => {
            if let Some(value) = plain_integer(text) {
                return Ok(value);
            }
            text
        }
        Tree::String(text) => text.trim_ascii(),
        Tree::Null | Tree::Bool(_) | Tree::Array(_) | Tree::Object(_) => return Err(ReadError::new(expected, value)),
    };
    grade.lossy();
    if let Some(number) = plain_integer(text) {
        return Ok(number);
    }
    match integer(text) {
        Some(number) => Ok(number),
        None => Err(ReadError::not_held(expected, value)),
    }
}

impl Read for f64 {
    const EXPECTED: &'static str = NUMBER;

    #[inline]
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        let (text, coerced) = match value {
            Tree::Number(text) => (*text, false),
            Tree::String(text) if is_number(text.trim_ascii()) => (text.trim_ascii(), true),
            Tree::Null | Tree::Bool(_) | Tree::String(_) | Tree::Array(_) | Tree::Object(_) => {
                return Err(ReadError::new(NUMBER, value));
            }
        };
        let Ok(number) = text.parse::<Self>() else { return Err(ReadError::new(NUMBER, value)) };
        // Beyond the range of `f64` lies its infinity: one odd number must not cost the whole answer.
        if coerced || number.is_infinite() {
            grade.lossy();
        }
        Ok(number)
    }
}
