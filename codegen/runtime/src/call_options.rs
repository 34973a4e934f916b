//! Settings of a single call.

use std::fmt;
use std::time::Duration;

use super::checks::InvalidInput;
use super::header::{Lines, insert_line};

/// Settings of a single call; what is not set is as the client has it.
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(super) timeout: Timeout,
    pub(super) attempt_timeout: Timeout,
    pub(super) retries: Option<u32>,
    pub(super) headers: Lines,
    pub(super) refused: Option<(String, InvalidInput)>,
}

impl CallOptions {
    /// Nothing set.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the call may take in all, retries and the pauses between them included; `None`: for ever.
    #[inline]
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into().map_or(Timeout::Never, Timeout::After);
        self
    }

    /// How long one attempt may take if another may follow; `None`: as long as the whole call. See
    /// [`ClientBuilder::attempt_timeout`](super::ClientBuilder::attempt_timeout).
    #[inline]
    #[must_use]
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.attempt_timeout = timeout.into().map_or(Timeout::Never, Timeout::After);
        self
    }

    /// How many times the call is sent again at most, after failures that pass; 0: never. See
    /// [`ClientBuilder::retries`](super::ClientBuilder::retries).
    #[inline]
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Sets a header, also one that the call would set itself. Name and value are checked when the call is awaited.
    #[inline]
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Err(problem) = insert_line(&mut self.headers, name, value) {
            if self.refused.is_none() {
                self.refused = Some((name.to_owned(), problem));
            }
        }
        self
    }
}

impl fmt::Debug for CallOptions {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retries", &self.retries)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}

/// How long a call may take.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Timeout {
    #[default]
    AsTheClient,
    Never,
    After(Duration),
}

impl Timeout {
    /// The time, given that of the client.
    pub(super) fn or(self, client: Option<Duration>) -> Option<Duration> {
        match self {
            Self::AsTheClient => client,
            Self::Never => None,
            Self::After(time) => Some(time),
        }
    }
}
