//! Waits that do not end well.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::call::Request;
use super::error::{Error, Operation, Received};
use super::kept::{Discard, Kept};
use super::opaque::Opaque;
use super::read::{Read, from_slice};
use super::response::Answer;

/// What was waited for has failed, or the time ran out.
pub struct WaitError(pub(super) Kept<Waited>);

pub(super) struct Waited {
    pub operation: Operation,
    path: String,
    success: &'static [&'static str],
    ended: Ended,
    elapsed: Duration,
    seen: Seen,
    received: Option<Received>,
}

impl Discard for Waited {
    #[inline(never)]
    fn discard(_: Option<Box<Self>>) {}
}

/// How a wait ended.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ended {
    /// In a state of failure.
    Badly,
    /// Not within this time.
    Never(Duration),
}

/// What a wait has learnt so far.
#[derive(Default)]
pub(super) struct Seen {
    pub polls: u32,
    pub state: Option<String>,
    pub answer: Option<Opaque<Answer>>,
    /// That of the last poll, if it failed.
    pub error: Option<Error>,
}

impl WaitError {
    #[inline]
    #[cold]
    pub(super) fn new(
        call: &Request,
        success: &'static [&'static str],
        ended: Ended,
        elapsed: Duration,
        seen: Seen,
    ) -> Self {
        let received = seen.answer.as_ref().map(|answer| answer.received());
        let (operation, path) = (call.operation, call.path.clone());
        Self(Kept::new(Waited { operation, path, success, ended, elapsed, seen, received }))
    }

    /// Whether a state of failure ended it.
    #[inline]
    pub fn is_failure(&self) -> bool {
        matches!(self.0.ended, Ended::Badly)
    }

    /// Whether its time ended it: it ran out, or `Retry-After` asked for a pause beyond it.
    #[inline]
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.ended, Ended::Never(_))
    }

    /// The last state, as the service spells it; `None` if none was seen.
    #[inline]
    pub fn state(&self) -> Option<&str> {
        self.0.seen.state.as_deref()
    }

    /// The last answer, as JSON text; `None` if there was none. May hold what is secret or personal; so it is in no `Display` or
    /// `Debug` output.
    #[inline]
    pub fn answer(&self) -> Option<&str> {
        // It has been read as JSON, which is UTF-8.
        self.0.seen.answer.as_ref().and_then(|answer| std::str::from_utf8(&answer.body).ok())
    }

    /// The last answer, read as the type that the operation answers; `None` if there was none, or for a type that it is not.
    #[inline]
    pub fn answer_as<T: Read>(&self) -> Option<T> {
        from_slice(&self.0.seen.answer.as_ref()?.body).ok()
    }

    /// The path of the operation, filled in: `/v1/Services/ZS…/Builds/ZB…/Status`.
    #[inline]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// How long it went on.
    #[inline]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }

    /// How many times it polled.
    #[inline]
    pub fn polls(&self) -> u32 {
        self.0.seen.polls
    }

    /// What the service calls the exchange of the last answer.
    #[inline]
    pub fn request_id(&self) -> Option<&str> {
        self.0.received.as_ref()?.request_id.as_deref()
    }

    #[inline]
    pub(super) fn received(&self) -> Option<&Received> {
        self.0.received.as_ref()
    }
}

/// `GET /v1/Builds/{Sid}: expected the state `completed`, but found `failed` after 3.2s (4 polls, request id RQ1)`.
impl fmt::Display for WaitError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, elapsed, polls) = (self.0.operation, self.0.elapsed, self.polls());
        write!(f, "{operation}: expected the state `{}`", self.0.success.join("` or `"))?;
        if let Ended::Never(timeout) = self.0.ended {
            write!(f, " within {timeout:?}")?;
        }
        match (self.state(), self.answer()) {
            (Some(state), _) => write!(f, ", but found `{}`", state.escape_debug())?,
            (None, Some(_)) => f.write_str(", but found an answer without a state")?,
            (None, None) => f.write_str(", but found no answer")?,
        }
        write!(f, " after {elapsed:.1?} ({polls} poll{}", if polls == 1 { "" } else { "s" })?;
        self.request_id().map_or(Ok(()), |id| write!(f, ", request id {id}"))?;
        f.write_str(")")?;
        self.0.seen.error.as_ref().map_or(Ok(()), |error| write!(f, "; at last {error}"))
    }
}

/// Without the answer and the values in the path.
impl fmt::Debug for WaitError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("operation", &self.0.operation)
            .field("ended", &self.0.ended)
            .field("state", &self.0.seen.state)
            .field("elapsed", &self.0.elapsed)
            .field("polls", &self.0.seen.polls)
            .field("error", &self.0.seen.error)
            .finish_non_exhaustive()
    }
}

/// The cause is the error of the last poll, if that failed.
impl StdError for WaitError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.seen.error.as_ref().map(|error| error as _)
    }
}
