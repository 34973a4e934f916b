//! What can go wrong.

use std::error::Error as StdError;
use std::fmt;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

pub use super::api_error::ApiError;
pub use super::decode_error::DecodeError;
use super::header::request_id;
use super::read::Read;
pub(super) use super::setup_error::Place;
pub use super::setup_error::{RefusedInput, SetupError};
pub use super::transport_error::{RedirectError, TimeoutError, TooLargeError, TransportError};
pub use super::wait_error::WaitError;

/// Why a call has no result. Prints as one line, with the operation and, where there is one, the request id; never with
/// credentials.
#[non_exhaustive]
pub enum Error {
    /// The client cannot be made, or lacks what the operation needs, such as credentials. Nothing was sent.
    Setup(SetupError),
    /// An input is not what the API describes. Nothing was sent.
    Refused(RefusedInput),
    /// No connection, or it broke.
    Transport(TransportError),
    /// No answer in time.
    Timeout(TimeoutError),
    /// The service answered with another status than a success.
    Api(ApiError),
    /// The service answered with success, but the body is not what the API describes.
    Decode(DecodeError),
    /// The service redirects to where the request may not go, or a page of a list leads to where the next one may not be.
    Redirect(RedirectError),
    /// The body of the answer is larger than the limit.
    TooLarge(TooLargeError),
    /// What was waited for failed, or did not come in time.
    Wait(WaitError),
}

/// What is done with the payload, whichever it is.
macro_rules! of_payload {
    ($of:expr, $error:ident => $does:expr) => {
        match $of {
            Error::Setup($error) => $does,
            Error::Refused($error) => $does,
            Error::Transport($error) => $does,
            Error::Timeout($error) => $does,
            Error::Api($error) => $does,
            Error::Decode($error) => $does,
            Error::Redirect($error) => $does,
            Error::TooLarge($error) => $does,
            Error::Wait($error) => $does,
        }
    };
}

impl Error {
    /// The status code, if the service answered.
    #[inline]
    pub fn status(&self) -> Option<u16> {
        self.received().map(|received| received.status)
    }

    /// What the service calls the exchange, if it answered and says so; its support asks for it.
    #[inline]
    pub fn request_id(&self) -> Option<&str> {
        self.received()?.request_id.as_deref()
    }

    /// What the service says is wrong, if it answered with an error.
    pub fn api(&self) -> Option<&ApiError> {
        if let Self::Api(error) = self { Some(error) } else { None }
    }

    /// What is known of a wait that failed or did not end in time.
    #[inline]
    pub fn wait(&self) -> Option<&WaitError> {
        if let Self::Wait(error) = self { Some(error) } else { None }
    }

    /// How many times the request was sent, or tried to: 0 if it was refused before. Of a wait, how many times it polled.
    #[inline]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Setup(_) | Self::Refused(_) => 0,
            Self::Transport(error) => error.0.attempts,
            Self::Timeout(error) => error.0.attempts,
            Self::Api(error) => error.received().attempts,
            Self::Decode(error) => error.0.received.attempts,
            Self::Redirect(error) => error.0.received.attempts,
            Self::TooLarge(error) => error.0.received.attempts,
            Self::Wait(error) => error.polls(),
        }
    }

    /// Whether the time ran out: for connecting, for an attempt, for the whole call or for a wait.
    #[inline]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_)) || self.wait().is_some_and(WaitError::is_timeout)
    }

    /// Whether the service answered that it has no such thing: 404.
    #[inline]
    pub fn is_not_found(&self) -> bool {
        self.is_answer(404)
    }

    /// Whether the service does not accept the credentials, or asks for some: 401.
    #[inline]
    pub fn is_unauthorized(&self) -> bool {
        self.is_answer(401)
    }

    /// Whether the credentials do not allow this: 403.
    #[inline]
    pub fn is_forbidden(&self) -> bool {
        self.is_answer(403)
    }

    /// Whether the service did not carry out the request since there were too many: 429.
    #[inline]
    pub fn is_rate_limited(&self) -> bool {
        self.is_answer(429)
    }

    /// Whether the same call may well succeed later: no connection, no answer in time, a status of 429, 502, 503 or 504, or a
    /// wait that was too short. Unless it is a 429, the service may have carried out the request nevertheless.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Transport(error) => error.is_transient(),
            Self::Timeout(_) => true,
            Self::Api(error) => matches!(error.status(), 429 | 502 | 503 | 504),
            Self::Wait(error) => error.is_timeout(),
            Self::Setup(_) | Self::Refused(_) | Self::Decode(_) | Self::Redirect(_) | Self::TooLarge(_) => false,
        }
    }

    #[inline]
    fn is_answer(&self, status: u16) -> bool {
        self.api().is_some_and(|error| error.status() == status)
    }

    /// Remembers how many attempts there were.
    pub(super) fn after(mut self, attempts: u32) -> Self {
        match &mut self {
            Self::Setup(_) | Self::Refused(_) | Self::Wait(_) => {}
            Self::Transport(error) => error.0.attempts = attempts,
            Self::Timeout(error) => error.0.attempts = attempts,
            Self::Api(error) => error.received_mut().attempts = attempts,
            Self::Decode(error) => error.0.received.attempts = attempts,
            Self::Redirect(error) => error.0.received.attempts = attempts,
            Self::TooLarge(error) => error.0.received.attempts = attempts,
        }
        self
    }

    /// The body of an error that the service answered, read as a type of the document, if the status is as wanted and the
    /// body can be read so.
    #[inline]
    pub fn body_if<T: Read>(&self, wanted: fn(u16) -> bool) -> Option<T> {
        let error = self.api()?;
        if wanted(error.status()) { error.read().ok() } else { None }
    }

    #[inline]
    fn received(&self) -> Option<&Received> {
        match self {
            Self::Api(error) => Some(error.received()),
            Self::Decode(error) => Some(&error.0.received),
            Self::Redirect(error) => Some(&error.0.received),
            Self::TooLarge(error) => Some(&error.0.received),
            Self::Wait(error) => error.received(),
            Self::Setup(_) | Self::Refused(_) | Self::Transport(_) | Self::Timeout(_) => None,
        }
    }

    #[inline]
    fn payload(&self) -> &(dyn StdError + 'static) {
        of_payload!(self, error => error)
    }
}

/// As its payload, whose name says which one it is.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        of_payload!(self, error => fmt::Debug::fmt(error, f))
    }
}

impl fmt::Display for Error {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.payload(), f)
    }
}

impl StdError for Error {
    #[inline]
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.payload().source()
    }
}

macro_rules! from {
    ($($variant:ident $payload:ident)*) => { $(
        impl From<$payload> for Error {
            #[cold]
            fn from(error: $payload) -> Self {
                Self::$variant(error)
            }
        }
    )* };
}

from! { Setup SetupError Refused RefusedInput Transport TransportError Timeout TimeoutError Api ApiError Decode DecodeError }
from! { Redirect RedirectError TooLarge TooLargeError Wait WaitError }

/// The operation that an error is of. Prints as `GET /v1/Services/{Sid}`: without the values, which may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operation {
    pub method: &'static str,
    pub template: &'static str,
}

impl fmt::Display for Operation {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.template)
    }
}

/// What an error tells of an answer. Prints as `GET /v1/Services/{Sid}: 404 Not Found`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Received {
    pub operation: Operation,
    pub status: u16,
    pub request_id: Option<String>,
    pub attempts: u32,
}

impl Received {
    pub(super) fn new(operation: Operation, status: u16, headers: &HeaderMap) -> Self {
        Self { operation, status, request_id: request_id(headers), attempts: 1 }
    }

    /// ` (request id …, 4 attempts)`, or nothing.
    #[inline]
    pub(super) fn suffix(&self) -> String {
        let mut facts = String::new();
        if let Some(id) = &self.request_id {
            join(&mut facts, ", ", &["request id ", id]);
        }
        join_tries(&mut facts, self.attempts);
        if facts.is_empty() { facts } else { format!(" ({facts})") }
    }
}

impl fmt::Display for Received {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.status)?;
        match StatusCode::from_u16(self.status) {
            Ok(status) => status.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}")),
            Err(_) => Ok(()),
        }
    }
}

/// `4 attempts`; a single one is not worth a word.
#[inline]
pub(super) fn join_tries(facts: &mut String, attempts: u32) {
    if attempts > 1 {
        join(facts, ", ", &[&attempts.to_string(), " attempts"]);
    }
}

/// Appends an item, which has these parts, to a list.
#[inline(never)]
pub(super) fn join(list: &mut String, separator: &str, item: &[&str]) {
    if !list.is_empty() {
        list.push_str(separator);
    }
    for part in item {
        list.push_str(part);
    }
}

/// The cause of all causes, which says the most.
pub(super) fn innermost<'a>(error: &'a (dyn StdError + 'static)) -> &'a (dyn StdError + 'static) {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause
}
