//! Why a command gave up.

use std::io;
use std::ops::Range;

use annotate_snippets::Level;

use crate::report::{Document, Place, Report};
use crate::{FAILED, USAGE};

/// An error that is not in what the document says.
#[derive(Debug)]
pub(crate) struct Failure {
    /// The exit code.
    pub(crate) exit: u8,
    /// Stable, as the codes of diagnostics are.
    pub(crate) code: &'static str,
    /// "expected …, but found …".
    pub(crate) message: String,
    pub(crate) place: Whereabouts,
    pub(crate) note: Option<String>,
    /// What to do about it.
    pub(crate) help: String,
}

#[derive(Debug)]
pub(crate) enum Whereabouts {
    Nowhere,
    Path(String),
    Text(Box<Shown>),
}

/// What stands in a file, and which bytes of it the failure is about.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The path of the file.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) span: Range<usize>,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { exit: FAILED, code, message: message.into(), place: Whereabouts::Nowhere, note: None, help: help.into() }
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
        Self { place: Whereabouts::Path(place.into()), ..self }
    }

    pub(crate) fn in_text(self, shown: Shown) -> Self {
        Self { place: Whereabouts::Text(Box::new(shown)), ..self }
    }

    pub(crate) fn note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            level: Level::ERROR,
            code: self.code,
            message: &self.message,
            place: match &self.place {
                Whereabouts::Nowhere => Place::Nowhere,
                Whereabouts::Path(path) => Place::Path(path),
                Whereabouts::Text(shown) => Place::Line(Document::new(&shown.name, &shown.text), shown.span.clone()),
            },
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
