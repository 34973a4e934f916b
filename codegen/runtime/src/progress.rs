//! How a wait is doing.

use std::fmt;
use std::time::Duration;

use super::error::Error;

/// How a wait is doing. Prints as `building after 3.2s`.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    pub(super) attempt: u32,
    pub(super) elapsed: Duration,
    pub(super) timeout: Duration,
    pub(super) state: Option<&'a str>,
    pub(super) error: Option<&'a Error>,
}

impl<'a> Progress<'a> {
    /// The number of the poll, from 1.
    #[inline]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// How long it has been going on.
    #[inline]
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How long it may go on in all.
    #[inline]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The state in the last answer, as the service spells it; `None` if there is none in it, or no answer yet.
    #[inline]
    pub fn state(&self) -> Option<&'a str> {
        self.state
    }

    /// Why this poll failed, if it did. It does not end the wait.
    #[inline]
    pub fn error(&self) -> Option<&'a Error> {
        self.error
    }
}

impl fmt::Display for Progress<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {:.1?}", self.state.unwrap_or("no state yet"), self.elapsed)?;
        self.error.map_or(Ok(()), |error| write!(f, " ({error})"))
    }
}
