//! Prose from the document, made harmless.

/// Lines of Markdown that are safe in a doc comment: no line breaks or control characters inside a line, no code that
/// rustdoc would run, no link or HTML that it would warn of. Only [`crate::lower`]'s `docs` makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// Trusts `lines` to be harmless; for `lower::docs` alone.
    pub(crate) fn trusted(lines: Vec<String>) -> Self {
        Self(lines)
    }

    pub fn lines(&self) -> &[String] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
