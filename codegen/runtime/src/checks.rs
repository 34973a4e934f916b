//! What a text must satisfy before it is sent.

use std::borrow::Cow;
use std::fmt;

use super::argument::{Argument, Texts, ToText};
use super::pattern::matches_fixed;
use super::tree::excerpt;

type Matcher = fn(pattern: &str, text: &str) -> bool;

/// A pattern and lengths. Lengths count characters.
#[derive(Debug, Clone, Copy)]
pub struct Checks {
    /// With what says whether a text matches.
    pattern: Option<(&'static str, Matcher)>,
    min_length: usize,
    max_length: usize,
}

impl Checks {
    /// Satisfied by any text.
    pub const NONE: Self = Self { pattern: None, min_length: 0, max_length: usize::MAX };

    /// Asks for a match of an ECMA regular expression in which each letter, digit or class stands as often as it says, from
    /// the beginning of the text to its end: `^ZB[0-9a-f]{32}$`. One look at each character is enough for them.
    #[must_use]
    pub const fn fixed_pattern(self, pattern: &'static str) -> Self {
        self.matching(pattern, |pattern, text| !matches!(matches_fixed(pattern, text), Some(false)))
    }

    pub(super) const fn matching(mut self, pattern: &'static str, matcher: Matcher) -> Self {
        self.pattern = Some((pattern, matcher));
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
        if let Some((pattern, matches)) = self.pattern {
            if !matches(pattern, text) {
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

/// A text that is checked when it is taken.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    text: &'a str,
    checks: Checks,
}

/// A text, to be checked.
pub const fn checked(text: &str, checks: Checks) -> Checked<'_> {
    Checked { text, checks }
}

impl ToText for Checked<'_> {
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        match self.checks.check(self.text) {
            Ok(()) => Ok(Cow::Borrowed(self.text)),
            Err(error) => Err(error),
        }
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
