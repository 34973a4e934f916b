//! The files around a document, which it may refer to.

use std::fmt;

/// Gives the texts of the files around a document, to whose parts it may refer.
pub trait Files: Sync {
    /// The text of a file. The path is relative to the folder of the document, with slashes; `..` stands at its start only.
    ///
    /// # Errors
    ///
    /// Why it is not read. The reference is a diagnostic then, and what it stands for is widened or left out.
    fn read(&self, path: &str) -> Result<String, Refused>;
}

/// Why a file, or a part of one, is not there for a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// One sentence without a full stop: "expected …, but found …".
    pub message: String,
    /// What the reader can do.
    pub help: String,
}

impl Refused {
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

/// For a document that is to stand alone.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, path: &str) -> Result<String, Refused> {
        let message = format!("expected a reference into this document, but found one to `{path}`");
        Err(Refused::new(message, "bundle the documents into one"))
    }
}

/// A file that a document refers to, as it was read.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherFile {
    /// What messages call it: its path, beside that of the document.
    pub name: String,
    pub text: String,
}

impl fmt::Debug for OtherFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtherFile").field("name", &self.name).finish_non_exhaustive()
    }
}
