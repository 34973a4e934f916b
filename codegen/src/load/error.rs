//! Texts that no crate can be made of.

use std::fmt;
use std::ops::Range;

/// This is no `OpenAPI` document that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    code: &'static str,
    message: String,
    help: String,
    span: Option<Range<usize>>,
}

impl LoadError {
    pub(super) fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into(), span: None }
    }

    pub(super) fn at(self, span: Option<Range<usize>>) -> Self {
        Self { span, ..self }
    }

    /// A name for the kind of error that stays the same.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// "expected …, but found …", without a full stop.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What the reader can do about it.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// The bytes of the text that it is about.
    pub fn span(&self) -> Option<Range<usize>> {
        self.span.clone()
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for LoadError {}
