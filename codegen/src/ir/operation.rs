//! Operations: what a caller can ask of the API.

use std::collections::BTreeSet;

use super::body::Body;
use super::docs::Docs;
use super::name::Ident;
use super::pagination::Pagination;
use super::parameter::{CookieParameter, DefaultFrom, HeaderParameter, Input, PathParameter, QueryParameter, Segment};
use super::response::{Payload, Response};
use super::security::Security;
use super::waiter::Waiter;

/// The operations of one tag: one file below `src/api/`.
#[derive(Debug)]
pub struct Group {
    /// Where callers find them.
    pub module: Ident,
    /// The tag's description.
    pub docs: Docs,
    /// Sorted by name.
    pub operations: Vec<Operation>,
    pub home: Home,
}

impl Group {
    /// All names that callers find in the module: functions, calls, and what those take and answer.
    pub fn names(&self) -> BTreeSet<&Ident> {
        self.operations.iter().flat_map(Operation::names).collect()
    }
}

/// The module that the operations of a tag are defined in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// One for several tags, since a module costs more to compile than what is in it. The tags' modules only say which names
    /// are theirs.
    Shared,
    /// The tag's own, if a tag before it has one of its names, or if there is none to share one with.
    Own,
}

/// An operation in [`super::Api::groups`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationId {
    pub group: usize,
    pub index: usize,
}

#[derive(Debug)]
pub struct Operation {
    /// The function, in snake case: unique in its group.
    pub function: Ident,
    /// The lazy call that the function returns, in upper camel case: unique in its group, and no type's name.
    pub call: Ident,
    /// The one struct for the required inputs other than path parameters, when there are more than three of them.
    pub inputs: Option<Ident>,
    /// Summary and description.
    pub docs: Docs,
    pub deprecated: bool,
    pub method: Method,
    /// From the start, slashes included: `/v1/Services/`, `{ServiceSid}`, `/Builds`.
    pub path: Vec<Segment>,
    /// What follows the path in its key: a query or a fragment, which may be all that tells two operations apart.
    pub after_path: String,
    /// Pairs that are always sent, encoded, unless the caller sets a parameter of that name.
    pub fixed_query: Vec<String>,
    pub query: Vec<QueryParameter>,
    pub headers: Vec<HeaderParameter>,
    pub cookies: Vec<CookieParameter>,
    pub body: Option<Body>,
    pub response: Response,
    /// `None`: as the API says.
    pub security: Option<Security>,
    /// In [`super::Api::server_lists`]. `None`: as the API says.
    pub servers: Option<usize>,
    pub waiter: Option<Waiter>,
    pub pagination: Option<Pagination>,
}

impl Operation {
    /// The names of what is defined for it.
    fn names(&self) -> impl Iterator<Item = &Ident> {
        let answer = match &self.response.success {
            Payload::ByStatus(answer) => Some(&answer.name),
            Payload::Empty
            | Payload::Json(_)
            | Payload::Text
            | Payload::Bytes
            | Payload::Events(_)
            | Payload::TypedBytes => None,
        };
        [&self.function, &self.call].into_iter().chain(&self.inputs).chain(answer)
    }

    /// The parameters that the client has a value for.
    pub fn by_client(&self) -> impl Iterator<Item = (&PathParameter, &DefaultFrom)> {
        self.path_parameters().filter_map(|parameter| Some((parameter, parameter.default_from.as_ref()?)))
    }

    pub fn path_parameters(&self) -> impl Iterator<Item = &PathParameter> {
        self.path.iter().filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(parameter) => Some(&**parameter),
        })
    }

    /// All that a caller passes, but for a body that is one value.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        let path = self.path_parameters().map(|parameter| &parameter.input);
        let query = self.query.iter().map(|parameter| &parameter.input);
        let headers = self.headers.iter().map(|parameter| &parameter.input);
        let cookies = self.cookies.iter().map(|parameter| &parameter.input);
        path.chain(query).chain(headers).chain(cookies).chain(self.body.iter().flat_map(Body::inputs))
    }

    /// The path with its placeholders, `/v1/Services/{ServiceSid}`, and what follows it; with the method it tells the operation
    /// from all others.
    pub fn template(&self) -> String {
        let mut template = String::new();
        for segment in &self.path {
            match segment {
                Segment::Literal(text) => template.push_str(text),
                Segment::Parameter(parameter) => template.extend(["{", parameter.input.wire.as_str(), "}"]),
            }
        }
        template.push_str(&self.after_path);
        template
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
    Trace,
}

impl Method {
    /// As it stands in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delete => "DELETE",
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
            Self::Patch => "PATCH",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Trace => "TRACE",
        }
    }
}
