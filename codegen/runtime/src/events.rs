//! Streams of events (WHATWG HTML Standard, section 9.2, "Server-sent events").

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;

use super::error::Error;
use super::event_parser::EventParser;
use super::payload::Payload;
use super::read::{Read, ReadError, from_json};
use super::response::Answer;
use super::stream::ByteStream;

/// Events, as long as the service sends some: a stream, for which [`next`](Self::next) is enough.
///
/// No time-out ends it. Dropping it closes the connection. An error ends it, such as a connection that breaks or an event that
/// is larger than answers may be; it is not connected anew, for which [`Event::id`] and [`Event::retry`] would be.
#[must_use = "events come when they are asked for"]
pub struct EventStream<T> {
    bytes: ByteStream,
    parser: EventParser,
    ready: VecDeque<Event<T>>,
}

/// One event.
#[non_exhaustive]
pub struct Event<T> {
    /// The last id that the service has given to an event, this one included: where to go on.
    pub id: Option<String>,
    /// What kind of event it is, its `event`; `message` unless the service says otherwise.
    pub kind: String,
    /// The data, as it came. See [`value`](Self::value).
    pub data: String,
    /// How long to wait before connecting anew, if the service has said so.
    pub retry: Option<Duration>,
    value: PhantomData<fn() -> T>,
}

impl<T: Read> Event<T> {
    /// The data, read as JSON. An error if it is none, such as a word that ends the stream.
    #[inline]
    pub fn value(&self) -> Result<T, ReadError> {
        from_json(&self.data)
    }
}

impl<T> Event<T> {
    pub(super) fn new(id: Option<String>, kind: String, data: String, retry: Option<Duration>) -> Self {
        Self { id, kind, data, retry, value: PhantomData }
    }
}

impl<T> EventStream<T> {
    /// The next event; `None` at the end, and after an error. May be dropped before it is ready without losing an event.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(event)));
            }
            match ready!(self.bytes.poll(context)) {
                // An event that the end cuts off is none.
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(bytes)) => {
                    self.parser.read(&bytes, &mut self.ready);
                    if self.parser.kept() > self.bytes.max() {
                        let error = self.bytes.give_up();
                        self.ready.clear();
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// Nothing is pinned.
impl<T> Unpin for EventStream<T> {}

impl<T: Read> Payload for EventStream<T> {
    type Value = Self;
    const ACCEPT: &'static str = "text/event-stream";

    #[inline]
    fn decode(answer: &mut Answer) -> Result<Self, Error> {
        Ok(Self { bytes: ByteStream::of(answer), parser: EventParser::default(), ready: VecDeque::new() })
    }
}

impl<T> fmt::Debug for EventStream<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("bytes", &self.bytes)
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}

impl<T> Clone for Event<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self::new(self.id.clone(), self.kind.clone(), self.data.clone(), self.retry)
    }
}

/// The data may be personal.
impl<T> fmt::Debug for Event<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}
