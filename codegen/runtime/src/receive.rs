//! Reads answers, up to a limit.

use std::mem;

use super::call::Request;
use super::error::{Error, TooLargeError};
use super::header::Headers;
use super::opaque::Opaque;
use super::response::{Answer, Rest};
use super::send::failed;

/// How much is kept of the body of an error.
const MAX_ERROR_BYTES: usize = 1 << 20;

/// Reads the body, chunk by chunk, unless it is left to be read. That of an error is cut at a limit or where the connection
/// fails: its status is what matters.
// What is decided on the way stands in functions of their own here, in `send` and in `hop`: in one that is `async`, it would
// be three times as much to compile.
pub(super) async fn receive(call: &Request, response: reqwest::Response) -> Result<Opaque<Answer>, Error> {
    let mut answer = begin(call, response)?;
    if call.streams && answer.is_success() {
        return Ok(answer);
    }
    while let Some(rest) = &mut answer.rest {
        let chunk = rest.response.chunk().await;
        add(call, &mut answer, chunk)?;
    }
    Ok(answer)
}

/// The answer with its whole body to come, unless that is too large.
fn begin(call: &Request, mut response: reqwest::Response) -> Result<Opaque<Answer>, Error> {
    let status = response.status();
    let max = call.core.max_response_bytes();
    let max = if status.is_success() { max } else { max.min(MAX_ERROR_BYTES) };
    let is_read = status.is_success() && !call.streams;
    let is_too_large = is_read && response.content_length().is_some_and(|length| length > max as u64);
    let headers = Headers::from(mem::take(response.headers_mut()));
    let (operation, url, status) = (call.operation, response.url().clone(), status.as_u16());
    let rest = Some(Box::new(Rest { response, max, chunks: Chunks::Nothing }));
    let answer = Answer { operation, url, status, headers, body: bytes::Bytes::new(), rest, attempts: 1 };
    if is_too_large { Err(TooLargeError::new(answer.received(), max).into()) } else { Ok(Opaque::new(answer)) }
}

/// Adds a chunk to the body; with the last one there is no rest any more.
fn add(call: &Request, answer: &mut Answer, chunk: reqwest::Result<Option<bytes::Bytes>>) -> Result<(), Error> {
    let is_success = answer.is_success();
    let Some(rest) = &mut answer.rest else { return Ok(()) };
    match chunk {
        Ok(Some(mut chunk)) => {
            let left = rest.max - rest.chunks.len();
            if chunk.len() <= left {
                rest.chunks.push(chunk);
                return Ok(());
            }
            if is_success {
                let max = rest.max;
                return Err(TooLargeError::new(answer.received(), max).into());
            }
            chunk.truncate(left);
            rest.chunks.push(chunk);
        }
        Err(error) if is_success => return Err(failed(call, Some(&answer.url), error)),
        Ok(None) | Err(_) => {}
    }
    answer.body = mem::take(&mut rest.chunks).into_bytes();
    answer.rest = None;
    Ok(())
}

/// The chunks so far; a single one, as of most answers, is not copied.
#[derive(Debug, Default)]
pub(super) enum Chunks {
    #[default]
    Nothing,
    One(bytes::Bytes),
    Many(Vec<u8>),
}

impl Chunks {
    fn len(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(chunk) => chunk.len(),
            Self::Many(bytes) => bytes.len(),
        }
    }

    fn push(&mut self, chunk: bytes::Bytes) {
        match self {
            Self::Nothing => *self = Self::One(chunk),
            Self::One(first) => {
                let mut bytes = Vec::with_capacity(first.len() + chunk.len());
                bytes.extend_from_slice(first);
                bytes.extend_from_slice(&chunk);
                *self = Self::Many(bytes);
            }
            Self::Many(bytes) => bytes.extend_from_slice(&chunk),
        }
    }

    fn into_bytes(self) -> bytes::Bytes {
        match self {
            Self::Nothing => bytes::Bytes::new(),
            Self::One(chunk) => chunk,
            Self::Many(bytes) => bytes::Bytes::from(bytes),
        }
    }
}
