//! Answers.

use std::mem;

use reqwest::Url;

use super::error::{DecodeError, Error, Operation, Received};
use super::header::Headers;
use super::read::{Parsed, Read, ReadError};
use super::receive::Chunks;

/// A value together with what came along with it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response<T> {
    /// What the call answers.
    pub value: T,
    /// The status code, from 200 to 299.
    pub status: u16,
    /// The headers.
    pub headers: Headers,
    /// What the service calls this exchange; its support asks for it.
    pub request_id: Option<String>,
}

/// A status, headers and a body, read in full (errors up to a limit).
#[derive(Debug)]
pub struct Answer {
    pub(super) operation: Operation,
    /// Where it came from.
    pub(super) url: Url,
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: bytes::Bytes,
    /// What is left to be read.
    pub(super) rest: Option<Box<Rest>>,
    pub(super) attempts: u32,
}

/// A body that is still to come, and how much of it may be kept at a time.
#[derive(Debug)]
pub(super) struct Rest {
    pub response: reqwest::Response,
    pub max: usize,
    /// What has been read of it, if it is read into the answer.
    pub chunks: Chunks,
}

impl Answer {
    pub(super) fn received(&self) -> Received {
        Received { attempts: self.attempts, ..Received::new(self.operation, self.status, self.headers.map()) }
    }

    pub(super) fn headers(&self) -> &Headers {
        &self.headers
    }

    pub(super) fn take_head(&mut self) -> (u16, Headers) {
        (self.status, mem::take(&mut self.headers))
    }

    /// Whether it is a success.
    pub(super) fn is_success(&self) -> bool {
        matches!(self.status, 200..300)
    }

    pub(super) fn json<T: Read>(&self) -> Result<T, Error> {
        match self.parsed(T::NULLABLE) {
            Ok(parsed) => match parsed.read() {
                Ok(value) => Ok(value),
                Err(error) => Err(self.undecodable(error)),
            },
            Err(error) => Err(self.undecodable(error)),
        }
    }

    #[cold]
    fn undecodable(&self, error: ReadError) -> Error {
        DecodeError::json(self, error).into()
    }

    /// The body as JSON, whatever its content type: services are careless with that, and JSON proves itself. Who may answer
    /// nothing need not write `null`.
    fn parsed(&self, nullable: bool) -> Result<Parsed<'_>, ReadError> {
        Parsed::of(if nullable && self.body.is_empty() { b"null" } else { &self.body })
    }

    pub(super) fn take_bytes(&mut self) -> Vec<u8> {
        Vec::from(mem::take(&mut self.body))
    }
}
