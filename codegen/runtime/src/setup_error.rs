//! What goes wrong before anything is sent.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use super::checks::InvalidInput;
use super::error::{Operation, innermost};

/// Settings that a client cannot be made with, or that an operation cannot be sent with.
#[derive(Debug)]
pub struct SetupError {
    operation: Option<Operation>,
    problem: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl SetupError {
    #[cold]
    pub(super) fn new(problem: String) -> Self {
        Self { operation: None, problem, source: None }
    }

    pub(super) fn of(mut self, operation: Operation) -> Self {
        self.operation = Some(operation);
        self
    }

    pub(super) fn caused_by(mut self, source: Box<dyn StdError + Send + Sync>) -> Self {
        self.source = Some(source);
        self
    }
}

impl fmt::Display for SetupError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&self.problem)?;
        self.source.as_ref().map_or(Ok(()), |source| write!(f, ": {}", innermost(&**source)))
    }
}

impl StdError for SetupError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

/// An input that is not what the API describes.
#[derive(Debug)]
pub struct RefusedInput {
    operation: Operation,
    place: Place,
    name: Cow<'static, str>,
    problem: InvalidInput,
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
        Self { operation, place, name, problem }
    }

    /// Whether it is about this input.
    #[inline]
    pub(super) fn is_of(&self, place: Place, name: &str) -> bool {
        self.place == place && self.name == name
    }

    /// The parameter, field or header, as the API spells it.
    #[inline]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is expected there, and what was found.
    #[inline]
    pub fn problem(&self) -> &InvalidInput {
        &self.problem
    }
}

impl fmt::Display for RefusedInput {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Form => "form field",
        };
        write!(f, "{}: {place} `{}`: {}", self.operation, self.name.escape_debug(), self.problem)
    }
}

impl StdError for RefusedInput {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.problem)
    }
}
