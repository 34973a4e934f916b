//! Answers that say that something is wrong.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use reqwest::header::CONTENT_TYPE;

use super::error::{Received, join, join_tries};
use super::error_body::{Said, one_line};
use super::header::Headers;
use super::json::Json;
use super::kept::{Discard, Kept};
use super::read::{Read, ReadError, from_slice};
use super::response::Answer;
use super::retry::retry_after;

/// An answer with another status than a success.
pub struct ApiError(Kept<Told>);

#[derive(Clone)]
struct Told {
    received: Received,
    headers: Headers,
    body: bytes::Bytes,
    said: Said,
}

impl Discard for Told {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

impl ApiError {
    #[cold]
    pub(super) fn new(answer: &mut Answer) -> Self {
        let said = Said::new(answer.headers.named(CONTENT_TYPE), &answer.body);
        let received = answer.received();
        let (_, headers) = answer.take_head();
        Self(Kept::new(Told { received, headers, body: answer.body.clone(), said }))
    }

    pub(super) fn received(&self) -> &Received {
        &self.0.received
    }

    pub(super) fn received_mut(&mut self) -> &mut Received {
        &mut self.0.received
    }

    /// The status code.
    pub fn status(&self) -> u16 {
        self.0.received.status
    }

    /// What the service calls this kind of error, such as `20404` or `invalid_request`; a number as its text.
    #[inline]
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// What is wrong, in words: those of the service; of an HTML page, that it is one and its title.
    #[inline]
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// The URL of a page that tells more.
    #[inline]
    pub fn more_info(&self) -> Option<&str> {
        self.0.said.more_info.as_deref()
    }

    /// What else the service tells, such as each input that is wrong.
    #[inline]
    pub fn details(&self) -> Option<&Json> {
        self.0.said.details.as_ref()
    }

    /// What the service calls the exchange; its support asks for it.
    #[inline]
    pub fn request_id(&self) -> Option<&str> {
        self.0.received.request_id.as_deref()
    }

    /// How long to wait before trying again, if the service says so.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.0.headers)
    }

    /// The headers.
    #[inline]
    pub fn headers(&self) -> &Headers {
        &self.0.headers
    }

    /// The body as it came; cut after 1 MiB, or where the connection failed.
    #[inline]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The body as text.
    #[inline]
    pub fn body_text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0.body)
    }

    /// The body read as a type.
    #[inline]
    pub fn read<T: Read>(&self) -> Result<T, ReadError> {
        from_slice(&self.0.body)
    }
}

/// `GET /v1/Services/{Sid}: 404 Not Found: no such service (code 20404, request id RQ1, see https://…)`.
impl fmt::Display for ApiError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.received)?;
        if let Some(message) = self.message() {
            write!(f, ": {}", one_line(message, 300))?;
        }
        let facts = [("code", self.code()), ("request id", self.request_id()), ("see", self.more_info())];
        let mut told = String::new();
        for (name, fact) in facts {
            if let Some(fact) = fact {
                join(&mut told, ", ", &[name, " ", &one_line(fact, 200)]);
            }
        }
        join_tries(&mut told, self.0.received.attempts);
        if told.is_empty() { Ok(()) } else { write!(f, " ({told})") }
    }
}

/// Without the headers: to print them takes as long to compile as all else of an error.
impl fmt::Debug for ApiError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("received", &self.0.received)
            .field("said", &self.0.said)
            .finish_non_exhaustive()
    }
}

impl StdError for ApiError {}
