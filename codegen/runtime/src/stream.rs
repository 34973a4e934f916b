//! Bodies that are read piece by piece.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::call::Call;
use super::error::{Error, Received, TooLargeError, TransportError};
use super::payload::Payload;
use super::response::Answer;

impl Call {
    /// Leaves the body of a success to be read by what the answer is. The time-outs end with its headers.
    #[inline]
    #[must_use]
    pub fn streaming(mut self) -> Self {
        self.request().streams = true;
        self
    }
}

/// A body that comes piece by piece, as long as there is one: a stream, for which [`next`](Self::next) is enough.
///
/// No limit and no time-out ends it: neither its size nor the time for it is known. Dropping it closes the connection. An error
/// ends it.
#[must_use = "pieces come when they are asked for"]
pub struct ByteStream {
    received: Received,
    origin: String,
    max: usize,
    next: Option<Pin<Box<Piece>>>,
}

/// The response comes along, to be asked for the next piece.
type Piece = dyn Future<Output = (reqwest::Response, reqwest::Result<Option<bytes::Bytes>>)> + Send;

fn piece(mut response: reqwest::Response) -> Pin<Box<Piece>> {
    Box::pin(async move {
        let piece = response.chunk().await;
        (response, piece)
    })
}

impl ByteStream {
    pub(super) fn of(answer: &mut Answer) -> Self {
        let rest = answer.rest.take();
        Self {
            received: answer.received(),
            origin: answer.url.origin().ascii_serialization(),
            max: rest.as_ref().map_or(0, |rest| rest.max),
            next: rest.map(|rest| piece(rest.response)),
        }
    }

    /// The next piece, which is not empty; `None` at the end, and after an error. May be dropped before it is ready without
    /// losing one.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Vec<u8>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The rest of it. More than `max` bytes are an error.
    #[inline]
    pub async fn all(mut self, max: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.next().await {
            bytes.extend(piece?);
            if bytes.len() > max {
                return Err(self.too_large(max));
            }
        }
        Ok(bytes)
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Error>>> {
        loop {
            let Some(next) = &mut self.next else { return Poll::Ready(None) };
            let (response, next) = ready!(next.as_mut().poll(context));
            self.next = None;
            match next {
                Ok(Some(bytes)) => {
                    self.next = Some(piece(response));
                    if !bytes.is_empty() {
                        return Poll::Ready(Some(Ok(bytes.into())));
                    }
                }
                Ok(None) => return Poll::Ready(None),
                Err(error) => {
                    let error = TransportError::new(self.received.operation, self.origin.clone(), error);
                    return Poll::Ready(Some(Err(error.into())));
                }
            }
        }
    }

    /// Ends it: what it is read as would need more than the client keeps of an answer.
    pub(super) fn give_up(&mut self) -> Error {
        self.next = None;
        self.too_large(self.max)
    }

    /// How much of it may be kept.
    pub(super) fn max(&self) -> usize {
        self.max
    }

    fn too_large(&self, max: usize) -> Error {
        TooLargeError::new(self.received.clone(), max).into()
    }
}

impl Stream for ByteStream {
    type Item = Result<Vec<u8>, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl Payload for ByteStream {
    type Value = Self;
    const ACCEPT: &'static str = "*/*";

    #[inline]
    fn decode(answer: &mut Answer) -> Result<Self, Error> {
        Ok(Self::of(answer))
    }
}

impl fmt::Debug for ByteStream {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ByteStream").field(&format_args!("{}", self.received.operation)).finish()
    }
}
