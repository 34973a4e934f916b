//! Prose from the document, made harmless.

/// Lines of Markdown that are safe in a doc comment: no line breaks or control characters inside a line, no code that
/// rustdoc would run, no link or HTML that it would warn of. Only [`crate::lower`]'s `docs` makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    lines: Vec<String>,
    remarks: Vec<(&'static str, Vec<String>)>,
}

impl Docs {
    /// Trusts `lines` to be harmless; for `lower::docs` alone.
    pub(crate) fn trusted(lines: Vec<String>) -> Self {
        Self { lines, remarks: Vec::new() }
    }

    /// The same with a paragraph of ours below, of one line.
    #[must_use]
    pub(crate) fn paragraph(mut self, line: String) -> Self {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.push(line);
        self
    }

    /// The same with a fact below: what it is called, and a piece of one line.
    #[must_use]
    pub(crate) fn remark(mut self, label: &'static str, value: String) -> Self {
        self.remarks.push((label, vec![value]));
        self
    }

    /// The same with the values that are known, if there are any, each a piece of one line.
    #[must_use]
    pub(crate) fn known_values(mut self, values: &[String]) -> Self {
        if !values.is_empty() {
            self.remarks.push(("Known values", values.to_vec()));
        }
        self
    }

    /// Facts that stand below the words, such as the default that a server assumes: what each is called, and its values.
    pub fn remarks(&self) -> &[(&'static str, Vec<String>)] {
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
