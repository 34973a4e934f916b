//! What an operation answers.

use super::docs::Docs;
use super::types::Type;

#[derive(Debug)]
pub struct Response {
    pub success: Payload,
    /// The description of the success response.
    pub docs: Docs,
    /// The declared error answers, by status, `default` last.
    pub errors: Vec<ErrorResponse>,
}

/// The content together with its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// Nothing that a caller could use.
    Empty,
    Json(Type),
    Text,
    Bytes,
}

#[derive(Debug)]
pub struct ErrorResponse {
    pub status: StatusRange,
    pub docs: Docs,
    /// What the JSON body reads as; `None`: there is none.
    pub ty: Option<Type>,
}

/// Which statuses a declared response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusRange {
    Code(u16),
    /// `4XX`: the first digit.
    Class(u8),
    /// Every status that no other response of the operation declares.
    Default,
}
