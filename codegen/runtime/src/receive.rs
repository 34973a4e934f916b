//! Reads answers, up to a limit.

use super::call::Request;
use super::error::{Error, Received, TooLargeError};
use super::opaque::{Opaque, opaque};
use super::response::{Answer, Rest};
use super::send::failed;

/// How much is kept of the body of an error.
const MAX_ERROR_BYTES: usize = 1 << 20;

/// Reads the body, chunk by chunk. That of an error is cut at a limit or where the connection fails: its status is what
/// matters.
pub(super) async fn receive(call: &Request, mut response: reqwest::Response) -> Result<Opaque<Answer>, Error> {
    let status = response.status();
    let max = call.core.max_response_bytes();
    let max = if status.is_success() { max } else { max.min(MAX_ERROR_BYTES) };
    let headers = std::mem::take(response.headers_mut());
    let too_large = || TooLargeError::new(Received::new(call.operation, status.as_u16(), &headers), max).into();
    if call.streams && status.is_success() {
        let (url, headers) = (response.url().clone(), headers.into());
        let rest = Some(Box::new(Rest { response, max }));
        let (operation, status) = (call.operation, status.as_u16());
        return Ok(opaque(Answer { operation, url, status, headers, body: bytes::Bytes::new(), rest, attempts: 1 }));
    }
    let mut body = Chunks::Nothing;
    if status.is_success() && response.content_length().is_some_and(|length| length > max as u64) {
        return Err(too_large());
    }
    loop {
        let chunk = match response.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break,
            Err(_) if !status.is_success() => break,
            Err(error) => return Err(failed(call, Some(response.url()), error)),
        };
        let left = max - body.len();
        if chunk.len() <= left {
            body.push(chunk);
        } else if status.is_success() {
            return Err(too_large());
        } else {
            body.push(chunk.slice(..left));
            break;
        }
    }
    let (operation, status, body) = (call.operation, status.as_u16(), body.into_bytes());
    let url = response.url().clone();
    Ok(opaque(Answer { operation, url, status, headers: headers.into(), body, rest: None, attempts: 1 }))
}

/// The chunks so far; a single one, as of most answers, is not copied.
enum Chunks {
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
            Self::Many(bytes) => bytes.into(),
        }
    }
}
