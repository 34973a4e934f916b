//! What an operation answers.

use super::by_status::ByStatus;
use super::docs::Docs;
use super::types::Type;

#[derive(Debug)]
pub struct Response {
    pub success: Payload,
    /// How the answer can be read as it comes, beside as a whole.
    pub stream: Option<Stream>,
    /// What to ask for, where it is not what the payload asks for by itself: `Accept`.
    pub accept: Option<String>,
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
    /// A stream of events, whose data is JSON of this type.
    Events(Type),
    /// Bytes, with the media type that they came with: there are several.
    TypedBytes,
    /// Which of several it is, the status says.
    ByStatus(ByStatus),
}

/// A way to read an answer as it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stream {
    /// Piece by piece.
    Bytes,
    /// As events, which have to be asked for; their data is JSON of this type.
    Events(Type),
}

impl Stream {
    /// The type that is read from JSON.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Bytes => None,
            Self::Events(ty) => Some(ty),
        }
    }
}

impl Payload {
    /// The type of the whole, if that is JSON.
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes | Self::Events(_) | Self::TypedBytes | Self::ByStatus(_) => None,
        }
    }

    /// Whether it is this one, or may be.
    pub fn has(&self, payload: &Self) -> bool {
        match self {
            Self::ByStatus(answer) => answer.variants.iter().any(|variant| variant.payload.has(payload)),
            Self::Empty | Self::Json(_) | Self::Text | Self::Bytes | Self::Events(_) | Self::TypedBytes => {
                self == payload
            }
        }
    }

    /// The types that are read from JSON.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Json(ty) | Self::Events(ty) => vec![ty],
            Self::ByStatus(answer) => answer.variants.iter().flat_map(|variant| variant.payload.types()).collect(),
            Self::Empty | Self::Text | Self::Bytes | Self::TypedBytes => Vec::new(),
        }
    }
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
