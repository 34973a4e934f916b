//! What goes wrong on the way: connections, time, redirects, sizes.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use super::error::{Operation, Received, innermost};
use super::kept::{Discard, Kept};

/// No connection, or one that broke.
#[derive(Debug)]
pub struct TransportError(pub(super) Kept<Broken>);

#[derive(Debug)]
pub(super) struct Broken {
    operation: Operation,
    origin: String,
    pub(super) attempts: u32,
    is_connect: bool,
    source: Box<dyn StdError + Send + Sync>,
}

impl Discard for Broken {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

impl TransportError {
    #[cold]
    pub(super) fn new(operation: Operation, origin: String, source: reqwest::Error) -> Self {
        // The URL may hold a key, and values that are personal.
        let is_connect = source.is_connect();
        let source = source.without_url().into();
        Self(Kept::new(Broken { operation, origin, attempts: 1, is_connect, source }))
    }

    /// Whether the connection was never made, so that the service cannot have received the request.
    pub fn is_connect(&self) -> bool {
        self.0.is_connect
    }

    /// Whether it may well be gone at the next attempt; a certificate that is not trusted is not.
    pub(super) fn is_transient(&self) -> bool {
        let mut source = self.0.source.source();
        while let Some(cause) = source {
            if cause.downcast_ref().is_some_and(is_bad_data) {
                return false;
            }
            source = cause.source();
        }
        true
    }
}

impl fmt::Display for TransportError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, origin, cause) = (self.0.operation, &self.0.origin, innermost(&*self.0.source));
        if self.is_connect() {
            write!(f, "{operation}: no connection to {origin}: {cause}")?;
        } else {
            write!(f, "{operation}: the connection to {origin} failed: {cause}")?;
        }
        if self.0.attempts > 1 { write!(f, " ({} attempts)", self.0.attempts) } else { Ok(()) }
    }
}

impl StdError for TransportError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.0.source)
    }
}

/// What TLS libraries report as: the other side is there, but is not who or what it should be.
fn is_bad_data(error: &io::Error) -> bool {
    // Errors in errors are wrapped, and not the sources of one another.
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    error.kind() == io::ErrorKind::InvalidData || inner.is_some_and(is_bad_data)
}

/// No answer in time.
#[derive(Debug)]
pub struct TimeoutError(pub(super) Kept<TimedOut>);

#[derive(Debug)]
pub(super) struct TimedOut {
    operation: Operation,
    limit: Option<Duration>,
    pub(super) attempts: u32,
    /// That of the connection that was not made.
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Discard for TimedOut {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

impl TimeoutError {
    #[cold]
    pub(super) fn new(operation: Operation, limit: Option<Duration>) -> Self {
        Self(Kept::new(TimedOut { operation, limit, attempts: 1, source: None }))
    }

    #[cold]
    pub(super) fn connecting(operation: Operation, limit: Option<Duration>, source: reqwest::Error) -> Self {
        let source = Some(source.without_url().into());
        Self(Kept::new(TimedOut { operation, limit, attempts: 1, source }))
    }

    /// Whether it was the time for connecting that ran out, so that the service cannot have received the request; else it was
    /// that of an attempt or of the whole call.
    pub fn is_connect(&self) -> bool {
        self.0.source.is_some()
    }
}

impl fmt::Display for TimeoutError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let awaited = if self.is_connect() { "connection" } else { "complete answer" };
        write!(f, "{}: no {awaited} ", self.0.operation)?;
        match self.0.limit {
            Some(limit) => write!(f, "within {limit:?}")?,
            // The system has one of its own.
            None => f.write_str("in time")?,
        }
        if self.0.attempts > 1 { write!(f, " ({} attempts)", self.0.attempts) } else { Ok(()) }
    }
}

impl StdError for TimeoutError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as _)
    }
}

/// A redirect that was not followed, or a next page that was not asked for.
#[derive(Debug)]
pub struct RedirectError(pub(super) Kept<Redirected>);

#[derive(Debug)]
pub(super) struct Redirected {
    pub(super) received: Received,
    what: &'static str,
    why: String,
}

impl Discard for Redirected {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

impl RedirectError {
    #[cold]
    pub(super) fn new(received: Received, why: String) -> Self {
        Self(Kept::new(Redirected { received, what: "the redirect was not followed", why }))
    }

    #[inline]
    #[cold]
    pub(super) fn page(received: Received, why: String) -> Self {
        Self(Kept::new(Redirected { received, what: "the next page was not asked for", why }))
    }
}

impl fmt::Display for RedirectError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Redirected { received, what, why } = &*self.0;
        write!(f, "{received}: {what}, since {why}{}", received.suffix())
    }
}

impl StdError for RedirectError {}

/// An answer whose body is larger than the limit.
#[derive(Debug)]
pub struct TooLargeError(pub(super) Kept<TooLarge>);

#[derive(Debug)]
pub(super) struct TooLarge {
    pub(super) received: Received,
    limit: usize,
}

impl Discard for TooLarge {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

impl TooLargeError {
    #[cold]
    pub(super) fn new(received: Received, limit: usize) -> Self {
        Self(Kept::new(TooLarge { received, limit }))
    }

    /// The limit, in bytes.
    #[inline]
    pub fn limit(&self) -> usize {
        self.0.limit
    }
}

impl fmt::Display for TooLargeError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (received, limit) = (&self.0.received, self.0.limit);
        write!(f, "{received}, but the body is larger than the limit of {limit} bytes{}", received.suffix())
    }
}

impl StdError for TooLargeError {}
