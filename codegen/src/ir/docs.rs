//! Prose from the document, made harmless.

/// Lines of Markdown that are safe in a doc comment: no line breaks or control characters inside a line, no code that
/// rustdoc would run, no link or HTML that it would warn of. Only [`crate::lower`]'s `docs` makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    lines: Vec<String>,
    remarks: Vec<(&'static str, String)>,
}

impl Docs {
    /// Trusts `lines` to be harmless; for `lower::docs` alone.
    pub(crate) fn trusted(lines: Vec<String>) -> Self {
        Self { lines, remarks: Vec::new() }
    }

    /// The same with a fact below: what it is called, and a piece of one line.
    #[must_use]
    pub(crate) fn remark(mut self, label: &'static str, value: String) -> Self {
        self.remarks.push((label, value));
        self
    }

    /// Facts that stand below the words: the default that a server assumes.
    pub fn remarks(&self) -> &[(&'static str, String)] {
        &self.remarks
    }

    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// Whether the document says nothing in words of its own.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}
