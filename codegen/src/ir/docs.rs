//! Prose from the document, made harmless.

/// Lines of Markdown that are safe in a doc comment: no line breaks or control characters inside a line, no code that
/// rustdoc would run, no link or HTML that it would warn of. Only [`crate::lower`]'s `docs` makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    lines: Vec<String>,
    default: Option<String>,
}

impl Docs {
    /// Trusts `lines` to be harmless; for `lower::docs` alone.
    pub(crate) fn trusted(lines: Vec<String>) -> Self {
        Self { lines, default: None }
    }

    /// The same of a value that the server assumes to be `default`, a harmless piece of one line.
    #[must_use]
    pub(crate) fn with_default(self, default: String) -> Self {
        Self { default: Some(default), ..self }
    }

    /// What the server assumes where nothing is sent.
    pub fn default_value(&self) -> Option<&str> {
        self.default.as_deref()
    }

    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Whether the document says nothing in words of its own.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}
