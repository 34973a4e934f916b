//! Successes whose body is not what the API describes.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;

use reqwest::header::CONTENT_TYPE;

use super::error::Received;
use super::error_body::html;
use super::kept::{Discard, Kept};
use super::read::ReadError;
use super::response::Answer;

/// How much of the body is kept.
const KEPT: usize = 4096;

/// A body that is not what the API describes.
#[derive(Clone)]
pub struct DecodeError(pub(super) Kept<Undecoded>);

#[derive(Clone)]
pub(super) struct Undecoded {
    pub received: Received,
    problem: Problem,
    body: Vec<u8>,
}

impl Discard for Undecoded {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

#[derive(Debug, Clone)]
enum Problem {
    Json(ReadError),
    Other { expected: &'static str, found: String },
}

impl DecodeError {
    #[cold]
    pub(super) fn json(answer: &Answer, error: ReadError) -> Self {
        let found = if answer.body.trim_ascii().is_empty() {
            Some("an empty body".to_owned())
        } else {
            html(answer.headers.named(CONTENT_TYPE), &answer.body)
        };
        let problem = match found {
            // An HTML page is none if it is JSON after all.
            Some(found) if error.path().is_none() => Problem::Other { expected: "JSON", found },
            Some(_) | None => Problem::Json(error),
        };
        Self::new(answer, problem)
    }

    #[cold]
    pub(super) fn text(answer: &Answer, offset: usize) -> Self {
        let found = format!("other bytes from byte {offset} on");
        Self::new(answer, Problem::Other { expected: "text in UTF-8", found })
    }

    fn new(answer: &Answer, problem: Problem) -> Self {
        let body = answer.body[..answer.body.len().min(KEPT)].to_vec();
        Self(Kept::new(Undecoded { received: answer.received(), problem, body }))
    }

    /// The status code.
    #[inline]
    pub fn status(&self) -> u16 {
        self.0.received.status
    }

    /// What the service calls the exchange.
    #[inline]
    pub fn request_id(&self) -> Option<&str> {
        self.0.received.request_id.as_deref()
    }

    /// Where it is in the body, such as `$.builds[3].status`; `None` if the body is not JSON at all.
    #[inline]
    pub fn path(&self) -> Option<String> {
        match &self.0.problem {
            Problem::Json(error) => error.path(),
            Problem::Other { .. } => None,
        }
    }

    /// What the API describes.
    #[inline]
    pub fn expected(&self) -> &str {
        match &self.0.problem {
            Problem::Json(error) => error.expected(),
            Problem::Other { expected, .. } => expected,
        }
    }

    /// What is there instead: the beginning of a scalar, the kind of anything else.
    #[inline]
    pub fn found(&self) -> &str {
        match &self.0.problem {
            Problem::Json(error) => error.found(),
            Problem::Other { found, .. } => found,
        }
    }

    /// The first 4 KiB of the body. May hold what is secret or personal; so it is in no `Display` or `Debug` output.
    #[inline]
    pub fn body(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.body)
    }
}

impl fmt::Display for DecodeError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, but the body cannot be read: ", self.0.received)?;
        match &self.0.problem {
            Problem::Json(error) => write!(f, "{error}")?,
            Problem::Other { expected, found } => write!(f, "expected {expected}, but found {found}")?,
        }
        f.write_str(&self.0.received.suffix())
    }
}

impl fmt::Debug for DecodeError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("DecodeError");
        debug.field("received", &self.0.received).field("problem", &self.0.problem).finish_non_exhaustive()
    }
}

impl StdError for DecodeError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.problem {
            Problem::Json(error) => Some(error),
            Problem::Other { .. } => None,
        }
    }
}
