//! Why a command gave up.

use std::io;

use annotate_snippets::Level;

use crate::report::{Place, Report};
use crate::{FAILED, USAGE};

/// An error that is not in the document's contents: it has no source line to show.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: u8,
    /// Stable, as the codes of diagnostics are.
    pub(crate) code: &'static str,
    /// "expected …, but found …".
    pub(crate) message: String,
    /// A path, or `path:line:column`.
    pub(crate) place: Option<String>,
    pub(crate) note: Option<String>,
    /// What to do about it.
    pub(crate) help: String,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { exit: FAILED, code, message: message.into(), place: None, note: None, help: help.into() }
    }

    /// The command line makes no sense.
    pub(crate) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { exit: USAGE, ..Self::new("usage", message, help) }
    }

    /// The operating system refused something.
    pub(crate) fn io(code: &'static str, doing: &str, place: &str, error: &io::Error, help: &str) -> Self {
        Self::new(code, format!("expected to {doing}, but {}", reason(error)), help).at(place)
    }

    pub(crate) fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }

    pub(crate) fn note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            level: Level::ERROR,
            code: self.code,
            message: &self.message,
            place: self.place.as_deref().map_or(Place::Nowhere, Place::Path),
            note: self.note.as_deref(),
            help: &self.help,
        }
    }
}

/// What happened, in words that can follow "but".
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "found nothing there".to_owned(),
        io::ErrorKind::PermissionDenied => "permission was denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
        _ => format!("the system says: {error}"),
    }
}
