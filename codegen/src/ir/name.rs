//! The two kinds of names, which must never be taken for each other.

use std::fmt;

/// A valid Rust identifier, unique in its scope. Only [`crate::lower`]'s `names` makes one.
///
/// Keywords are never raw (`r#type`): they carry a trailing underscore (`type_`), so that the text of the identifier can
/// name a file as well.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Trusts `text` to be a valid identifier; for `lower::names` alone.
    pub(crate) fn trusted(text: String) -> Self {
        debug_assert!(!text.is_empty() && text.chars().all(|c| c == '_' || c.is_ascii_alphanumeric()), "{text:?}");
        Self(text)
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name exactly as the document spells it: what goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wire(String);

impl Wire {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
