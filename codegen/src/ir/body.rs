//! Request bodies: the content together with its type.

use super::docs::Docs;
use super::name::Ident;
use super::parameter::{Input, ValueStyle};
use super::types::Type;

#[derive(Debug)]
pub enum Body {
    /// One argument (or setter, when not required) for the whole body.
    Json(Whole),
    /// `application/x-www-form-urlencoded`: an input for each field.
    Form(Vec<FormField>),
    /// `multipart/form-data`: an input for each part.
    Multipart(Vec<Part>),
    /// `text/plain`.
    Text(Whole),
    /// Anything else, sent as it is under its media type.
    Bytes(Whole),
}

impl Body {
    /// What it is put together from, unless it is passed as one value.
    pub fn inputs(&self) -> impl Iterator<Item = &Input> {
        let (fields, parts): (&[FormField], &[Part]) = match self {
            Self::Form(fields) => (fields, &[]),
            Self::Multipart(parts) => (&[], parts),
            Self::Json(_) | Self::Text(_) | Self::Bytes(_) => (&[], &[]),
        };
        fields.iter().map(|field| &field.input).chain(parts.iter().map(|part| &part.input))
    }
}

/// A body that is passed as one value.
#[derive(Debug)]
pub struct Whole {
    /// The argument or setter.
    pub name: Ident,
    pub docs: Docs,
    pub required: bool,
    /// Only [`Body::Json`] has another type than text or bytes.
    pub ty: Type,
    /// Goes into `Content-Type`.
    pub media_type: String,
}

#[derive(Debug)]
pub struct FormField {
    pub input: Input,
    pub style: ValueStyle,
}

#[derive(Debug)]
pub struct Part {
    pub input: Input,
    pub kind: PartKind,
}

/// How the value of a part is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// A text; of a list, a part for each item. Of this media type, or `text/plain`.
    Text { media_type: Option<String> },
    /// Anything, as JSON of this media type.
    Json { media_type: String },
    /// Any bytes, with a file name and a media type.
    File,
    /// A part for each file.
    Files,
}
