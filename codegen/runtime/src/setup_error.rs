//! What goes wrong before anything is sent.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::checks::InvalidInput;
use super::error::{Operation, innermost};
use super::kept::{Discard, Kept};

/// Settings that a client cannot be made with, or that an operation cannot be sent with.
#[derive(Debug)]
pub struct SetupError(Kept<Setup>);

#[derive(Debug)]
struct Setup {
    operation: Option<Operation>,
    problem: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Discard for Setup {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

impl SetupError {
    #[cold]
    pub(super) fn new(problem: &str) -> Self {
        Self(Kept::new(Setup { operation: None, problem: problem.to_owned(), source: None }))
    }

    pub(super) fn of(mut self, operation: Operation) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(super) fn caused_by(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }
}

impl fmt::Display for SetupError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.0.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&self.0.problem)?;
        self.0.source.as_ref().map_or(Ok(()), |source| write!(f, ": {}", innermost(&**source)))
    }
}

impl StdError for SetupError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

/// An input that is not what the API describes.
#[derive(Debug)]
pub struct RefusedInput(Kept<Refused>);

#[derive(Debug)]
struct Refused {
    operation: Operation,
    place: Place,
    name: Cow<'static, str>,
    problem: InvalidInput,
}

impl Discard for Refused {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

/// Where an input stands in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Query,
    Header,
    Cookie,
    Form,
}

impl RefusedInput {
    #[cold]
    pub(super) fn new(operation: Operation, place: Place, name: Cow<'static, str>, problem: InvalidInput) -> Self {
        Self(Kept::new(Refused { operation, place, name, problem }))
    }

    /// Whether it is about this input.
    #[inline]
    pub(super) fn is_of(&self, place: Place, name: &str) -> bool {
        self.0.place == place && self.0.name == name
    }

    /// The parameter, field or header, as the API spells it.
    #[inline]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What is expected there, and what was found.
    #[inline]
    pub fn problem(&self) -> &InvalidInput {
        &self.0.problem
    }
}

impl fmt::Display for RefusedInput {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.0.place {
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Form => "form field",
        };
        write!(f, "{}: {place} `{}`: {}", self.0.operation, self.0.name.escape_debug(), self.0.problem)
    }
}

impl StdError for RefusedInput {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0.problem)
    }
}
