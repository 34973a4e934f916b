//! Answers of one of several media types.

use reqwest::header::CONTENT_TYPE;

use super::error::Error;
use super::payload::Payload;
use super::response::Answer;

/// A body of any kind, and of which kind it is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypedBytes {
    /// The `Content-Type` of the answer, with its parameters; `None` if it has none.
    pub media_type: Option<String>,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Payload for TypedBytes {
    type Value = Self;
    const ACCEPT: &'static str = "*/*";

    #[inline]
    fn decode(answer: &mut Answer) -> Result<Self, Error> {
        let media_type = answer.headers().named(CONTENT_TYPE).map(str::to_owned);
        Ok(Self { media_type, bytes: answer.take_bytes() })
    }
}
