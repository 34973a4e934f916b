//! What a text must satisfy before it is sent.

use std::borrow::Cow;
use std::fmt;

use super::argument::{Argument, Text, Texts};
use super::pattern::matches_pattern;
use super::tree::excerpt;

/// A pattern and lengths. Lengths count characters.
#[derive(Debug, Clone, Copy)]
pub struct Checks {
    pattern: Option<&'static str>,
    min_length: usize,
    max_length: usize,
}

impl Checks {
    /// Satisfied by any text.
    pub const NONE: Self = Self { pattern: None, min_length: 0, max_length: usize::MAX };

    /// Asks for a match of an ECMA regular expression somewhere in the text.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Asks for at least this many characters.
    #[must_use]
    pub const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// Asks for at most this many characters.
    #[must_use]
    pub const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// Says what is wrong with a text, if anything is.
    pub fn check(&self, text: &str) -> Result<(), InvalidInput> {
        if let Some(pattern) = self.pattern {
            if !matches_pattern(pattern, text) {
                return Err(InvalidInput::new(format!("text that matches `{pattern}`"), text));
            }
        }
        if self.min_length == 0 && self.max_length == usize::MAX {
            return Ok(());
        }
        let length = text.chars().count();
        if length < self.min_length {
            return Err(InvalidInput::new(format!("at least {} characters", self.min_length), text));
        }
        if length > self.max_length {
            return Err(InvalidInput::new(format!("at most {} characters", self.max_length), text));
        }
        Ok(())
    }
}

/// A text, checked.
pub fn checked(text: &str, checks: Checks) -> Text<'_> {
    match checks.check(text) {
        Ok(()) => Text::from(Ok(Cow::Borrowed(text))),
        Err(error) => Text::from(Err(error)),
    }
}

/// Texts, each checked.
pub fn checked_all(items: impl IntoIterator<Item = impl Argument<str>>, checks: Checks) -> Texts {
    let mut texts = Vec::new();
    for item in items {
        texts.push(item.text().check(checks).into_owned());
    }
    Texts(texts)
}

/// An input that the API's description rules out; it was not sent.
///
/// Prints as "expected text that matches `^ZB…$`, but found `ZS…`".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidInput {
    expected: Cow<'static, str>,
    found: String,
}

impl InvalidInput {
    /// Of a text that is not what is expected; only the beginning of it is kept.
    pub fn new(expected: impl Into<Cow<'static, str>>, found: &str) -> Self {
        Self { expected: expected.into(), found: excerpt(found) }
    }

    /// What an input must be.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The beginning of what it is.
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for InvalidInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, but found `{}`", self.expected, self.found)
    }
}

impl std::error::Error for InvalidInput {}
