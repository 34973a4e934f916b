//! The resource tree: the paths of the document as a chain of accessors, `client.services(sid).builds(sid).fetch()`.

use super::name::Ident;
use super::operation::OperationId;

/// What hangs below the client.
#[derive(Debug, Default)]
pub struct Tree {
    pub verbs: Vec<Verb>,
    /// Sorted by accessor.
    pub resources: Vec<Resource>,
}

impl Tree {
    /// Whether nothing hangs below the client.
    pub fn is_empty(&self) -> bool {
        self.verbs.is_empty() && self.resources.is_empty()
    }
}

/// A part of a path that operations end in, or that leads to such parts.
#[derive(Debug)]
pub struct Resource {
    /// The method of the parent that leads here.
    pub accessor: Ident,
    /// The handle, in upper camel case: unique among all handles.
    pub handle: Ident,
    /// As the document spells it, for the docs: `/v1/Services/{ServiceSid}/Builds/{Sid}`.
    pub path: String,
    /// The path parameter that the accessor takes, if one stands here.
    pub parameter: Option<PathArgument>,
    /// Sorted by name.
    pub verbs: Vec<Verb>,
    /// Sorted by accessor.
    pub resources: Vec<Resource>,
}

/// A path parameter that a handle keeps.
#[derive(Debug, Clone)]
pub struct PathArgument {
    pub name: Ident,
    pub kept: Kept,
}

/// How a handle keeps the value of a path parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Text,
    Int64,
    Uint64,
    Float,
    Bool,
}

/// A method that makes a call.
#[derive(Debug)]
pub struct Verb {
    pub name: Ident,
    pub operation: OperationId,
}
