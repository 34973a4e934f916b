//! Waits that do not end well.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::call::Request;
use super::error::{Error, Operation, Received};
use super::opaque::Opaque;
use super::read::{Read, from_slice};
use super::response::Answer;

/// What was waited for has failed, or the time ran out.
pub struct WaitError {
    pub(super) operation: Operation,
    path: String,
    success: &'static [&'static str],
    ended: Ended,
    elapsed: Duration,
    seen: Seen,
    received: Option<Received>,
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
        let received = seen.answer.as_ref().map(|answer| answer.held().received());
        Self { operation: call.operation, path: call.path.clone(), success, ended, elapsed, seen, received }
    }

    /// Whether a state of failure ended it.
    #[inline]
    pub fn is_failure(&self) -> bool {
        matches!(self.ended, Ended::Badly)
    }

    /// Whether its time ended it: it ran out, or `Retry-After` asked for a pause beyond it.
    #[inline]
    pub fn is_timeout(&self) -> bool {
        matches!(self.ended, Ended::Never(_))
    }

    /// The last state, as the service spells it; `None` if none was seen.
    #[inline]
    pub fn state(&self) -> Option<&str> {
        self.seen.state.as_deref()
    }

    /// The last answer, as JSON text; `None` if there was none. May hold what is secret or personal; so it is in no `Display` or
    /// `Debug` output.
    #[inline]
    pub fn answer(&self) -> Option<&str> {
        // It has been read as JSON, which is UTF-8.
        self.seen.answer.as_ref().and_then(|answer| std::str::from_utf8(&answer.held().body).ok())
    }

    /// The last answer, read as the type that the operation answers; `None` if there was none, or for a type that it is not.
    #[inline]
    pub fn answer_as<T: Read>(&self) -> Option<T> {
        from_slice(&self.seen.answer.as_ref()?.held().body).ok()
    }

    /// The path of the operation, filled in: `/v1/Services/ZS…/Builds/ZB…/Status`.
    #[inline]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How long it went on.
    #[inline]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How many times it polled.
    #[inline]
    pub fn polls(&self) -> u32 {
        self.seen.polls
    }

    /// What the service calls the exchange of the last answer.
    #[inline]
    pub fn request_id(&self) -> Option<&str> {
        self.received.as_ref()?.request_id.as_deref()
    }

    #[inline]
    pub(super) fn received(&self) -> Option<&Received> {
        self.received.as_ref()
    }
}

/// `GET /v1/Builds/{Sid}: expected the state `completed`, but found `failed` after 3.2s (4 polls, request id RQ1)`.
impl fmt::Display for WaitError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, elapsed, polls) = (self.operation, self.elapsed, self.polls());
        write!(f, "{operation}: expected the state `{}`", self.success.join("` or `"))?;
        if let Ended::Never(timeout) = self.ended {
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
        self.seen.error.as_ref().map_or(Ok(()), |error| write!(f, "; at last {error}"))
    }
}

/// Without the answer and the values in the path.
impl fmt::Debug for WaitError {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("operation", &self.operation)
            .field("ended", &self.ended)
            .field("state", &self.seen.state)
            .field("elapsed", &self.elapsed)
            .field("polls", &self.seen.polls)
            .field("error", &self.seen.error)
            .finish_non_exhaustive()
    }
}

/// The cause is the error of the last poll, if that failed.
impl StdError for WaitError {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.seen.error.as_ref().map(|error| error as _)
    }
}
