//! What could not be honoured, and where.

use crate::loss::Losses;
use crate::pointer::Pointer;

/// One thing that the document asks for and that the crate does not have as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    /// In the document as it was written, or in another file that it refers to.
    pub pointer: Pointer,
    /// One sentence without a full stop: "expected …, but found …".
    pub message: String,
    /// What was done about it, and what the reader can do.
    pub help: String,
}

/// How much a [`Diagnostic`] matters. A document that cannot be used at all is no diagnostic but a
/// [`LoadError`](crate::LoadError).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A part has another name or spelling than one would expect.
    Note,
    /// A part was skipped or widened.
    Warning,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $severity:ident $code:ident = $text:literal,)*) => {
        /// Every problem that a document can have and still become a crate. The texts are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $code,)* }

        impl Code {
            /// All of them, for tables.
            pub const ALL: &'static [Self] = &[$(Self::$code),*];

            /// The name under which it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$code => $text,)* }
            }

            pub fn severity(self) -> Severity {
                match self { $(Self::$code => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// A `$ref` that leads nowhere.
    Warning DanglingReference = "dangling-reference",
    /// A `$ref` into another document.
    Warning ExternalReference = "external-reference",
    /// A `$ref` to a part that is there, but not where it can be referred to yet.
    Warning UnsupportedReference = "unsupported-reference",
    /// References that only lead to each other.
    Warning ReferenceCycle = "reference-cycle",
    /// A key that stands twice in one mapping.
    Warning DuplicateKey = "duplicate-key",
    /// Two operations with one operationId.
    Warning DuplicateOperationId = "duplicate-operation-id",
    /// An operation without an operationId: its name is made from method and path.
    Note MissingOperationId = "missing-operation-id",
    /// Two parameters of one name in one place.
    Warning DuplicateParameter = "duplicate-parameter",
    /// A path parameter that its path does not have, or the reverse.
    Warning PathParameterMismatch = "path-parameter-mismatch",
    /// Two names became one in Rust, or a name can't be one.
    Note Renamed = "renamed",
    /// A default that does not fit its type.
    Warning UnusableDefault = "unusable-default",
    /// An enum of other values than strings, or mixed ones: the docs list them, the type is that of all such values.
    Note DocumentedEnum = "documented-enum",
    /// A schema that is read as any JSON.
    Warning UnsupportedSchema = "unsupported-schema",
    /// Schemas that no value can satisfy at once.
    Warning Contradiction = "contradiction",
    /// Something that openapiv3 refuses, read as any JSON or left out.
    Warning MalformedPart = "malformed-part",
    /// A known oddity that was repaired.
    Note Repaired = "repaired",
    /// A parameter whose style or content can't be sent yet.
    Warning UnsupportedParameter = "unsupported-parameter",
    /// A style that `OpenAPI` does not define for such a value: the nearest one is used.
    Note UndefinedStyle = "undefined-style",
    /// A request body of a media type that can't be sent yet.
    Warning UnsupportedBody = "unsupported-body",
    /// A response that is not read as declared.
    Warning UnsupportedResponse = "unsupported-response",
    /// A security scheme or requirement that can't be met.
    Warning UnsupportedSecurity = "unsupported-security",
    /// A server URL that requests can't be sent to as it is.
    Warning UnsupportedServer = "unsupported-server",
    /// A pattern outside of the subset that is checked before sending.
    Note UncheckedPattern = "unchecked-pattern",
    /// An extension of ours with a value that it can't have.
    Warning MalformedExtension = "malformed-extension",
    /// An operation that is a function only, since its path does not fit into the resource tree.
    Note OutsideTree = "outside-tree",
    /// A feature of `OpenAPI` that has no effect on the crate.
    Note Ignored = "ignored",
}

/// Collects what the stages find.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
    pub losses: Losses,
}

impl Diagnostics {
    /// Collects what has no effect, too, if `losses` are wanted.
    pub fn new(losses: bool) -> Self {
        Self { found: Vec::new(), losses: if losses { Losses::wanted() } else { Losses::default() } }
    }

    pub fn push(&mut self, code: Code, pointer: Pointer, message: impl Into<String>, help: impl Into<String>) {
        self.found.push(Diagnostic { code, pointer, message: message.into(), help: help.into() });
    }

    /// Adds what was found later.
    pub fn append(&mut self, mut later: Self) {
        self.found.append(&mut later.found);
        self.losses.append(later.losses);
    }

    /// The same, where all of it is about another file.
    #[must_use]
    pub fn in_file(mut self, file: usize) -> Self {
        for diagnostic in &mut self.found {
            diagnostic.pointer = std::mem::take(&mut diagnostic.pointer).in_file(file);
        }
        self
    }

    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub fn into_parts(self) -> (Vec<Diagnostic>, Losses) {
        (self.found, self.losses)
    }
}
