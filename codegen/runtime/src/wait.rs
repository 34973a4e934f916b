//! Waits for something to be done, by asking for it again and again.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::pin::pin;
use std::time::Duration;

use super::call::{Call, Described, Request};
use super::clock::{Span, within};
use super::error::{ApiError, Error};
use super::filled_path::path_values;
use super::hop::Hop;
use super::opaque::Opaque;
use super::payload::Payload;
use super::progress::Progress;
use super::read::Read;
use super::response::Answer;
use super::retry::{backoff, is_transient, jittered, retry_after};
use super::send::{Limit, Sending, attempt, check};
use super::wait_error::{Ended, Seen, WaitError};

/// How the document says that an operation is waited for.
pub struct Waiter<T> {
    /// Finds the state in an answer.
    pub state: fn(&T) -> Option<&str>,
    /// The states that end it well.
    pub success: &'static [&'static str],
    /// The states that end it badly.
    pub failure: &'static [&'static str],
    /// How long to pause between two polls.
    pub interval: Duration,
    /// How long to wait in all.
    pub timeout: Duration,
}

/// A wait: polls an operation until its answer is in a state of success, and returns that answer. Nothing is sent until it is
/// awaited, and nothing more once it is dropped.
///
/// It goes on in any state but those of success and failure, also in one that this version does not know. Failures that
/// pass do not end it: lost connections, time-outs, a status of 429, 502, 503 or 504; [`Progress::error`] tells them.
/// The pause between two polls varies by a tenth, so that many waits do not march in step; it grows while polls fail,
/// and `Retry-After` makes it longer. All waits share [a limit](super::ClientBuilder::max_polls_in_flight) on requests in
/// flight, unless a client has one of its own. The time-outs of the client and of the call bound each poll.
///
/// Any other error ends it, as does a state of failure or the end of its time: [`Error::Wait`]. A `Retry-After` beyond the
/// end of its time ends it at once.
#[must_use = "a wait begins when it is awaited"]
pub struct Wait<T> {
    polling: Polling,
    answer: PhantomData<fn() -> T>,
}

impl<T: Read + 'static> Wait<T> {
    /// A wait that sends this call.
    #[doc(hidden)]
    #[inline]
    #[allow(clippy::needless_pass_by_value, reason = "it is written where it is passed")]
    pub fn new(call: Call, waiter: Waiter<T>) -> Self {
        let Waiter { state, success, failure, interval, timeout } = waiter;
        let look = Box::new(move |answer: &Answer| answer.json().map(|value: T| state(&value).map(str::to_owned)));
        let call = call.into_request();
        let polling = Polling { call, accept: T::ACCEPT, look, success, failure, interval, timeout, on_progress: None };
        Self { polling, answer: PhantomData }
    }
}

impl<T> Wait<T> {
    /// How long to wait in all.
    #[inline]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.polling.timeout = timeout;
        self
    }

    /// How long to pause between two polls; a tenth more or less is random.
    #[inline]
    pub fn interval(mut self, interval: Duration) -> Self {
        self.polling.interval = interval;
        self
    }

    /// Calls this after each poll, the last one included.
    #[inline]
    pub fn on_progress(mut self, on_progress: impl FnMut(&Progress<'_>) + Send + 'static) -> Self {
        self.polling.on_progress = Some(Box::new(on_progress));
        self
    }
}

impl<T: Read> IntoFuture for Wait<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Sending<T>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        Sending::new(Box::pin(self.polling.run()))
    }
}

impl<T> fmt::Debug for Wait<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Polling { call, success, interval, timeout, .. } = &self.polling;
        f.debug_struct("Wait")
            .field("operation", &format_args!("{}", call.operation))
            .field("success", success)
            .field("interval", interval)
            .field("timeout", timeout)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Waiter<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { success, failure, .. } = self;
        f.debug_struct("Waiter").field("success", success).field("failure", failure).finish_non_exhaustive()
    }
}

/// Finds the state in an answer.
type Look = dyn Fn(&Answer) -> Result<Option<String>, Error> + Send + Sync;

type OnProgress = dyn FnMut(&Progress<'_>) + Send;

/// A wait but for the type of its answer, so that this is compiled once.
struct Polling {
    call: Described,
    accept: &'static str,
    look: Box<Look>,
    success: &'static [&'static str],
    failure: &'static [&'static str],
    interval: Duration,
    timeout: Duration,
    on_progress: Option<Box<OnProgress>>,
}

impl Polling {
    #[inline]
    async fn run(mut self) -> Result<Opaque<Answer>, Error> {
        check(&mut self.call)?;
        let Self { call, accept, look, success, failure, interval, timeout, mut on_progress } = self;
        let call = &*call;
        let clock = call.core.clock();
        let span = Span::starting(clock, Some(timeout));
        let mut seen = Seen::default();
        let mut failures = 0;
        while let Some(polled) = poll(call, accept, &span).await {
            seen.polls += 1;
            let asked = match polled {
                Ok(answer) => {
                    failures = 0;
                    let asked = retry_after(answer.headers());
                    seen.look(answer, &*look)?;
                    asked
                }
                Err(error) if is_transient(&error, &call.method) || error.is_timeout() && span.is_over() => {
                    failures += 1;
                    let asked = error.api().and_then(ApiError::retry_after);
                    seen.error = Some(error);
                    asked
                }
                Err(error) => return Err(error.after(seen.polls)),
            };
            if let Some(on_progress) = &mut on_progress {
                on_progress(&seen.progress(span.elapsed(), timeout));
            }
            if seen.is_now_in(failure) {
                return Err(WaitError::new(call, success, Ended::Badly, span.elapsed(), seen).into());
            }
            if seen.is_now_in(success) {
                if let Some(answer) = seen.answer.take() {
                    return Ok(answer);
                }
            }
            let left = span.left().unwrap_or_default();
            if asked.is_some_and(|asked| asked >= left) {
                break;
            }
            let pause = jittered(interval).max(asked.unwrap_or_default()).max(backoff(failures));
            clock.pause(pause.min(left)).await;
            if span.is_over() {
                break;
            }
        }
        Err(WaitError::new(call, success, Ended::Never(timeout), span.elapsed(), seen).into())
    }
}

/// Asks once, within the time that is left and that a call may take. `None` if there is no time to.
#[inline]
async fn poll(call: &Request, accept: &'static str, span: &Span<'_>) -> Option<Result<Opaque<Answer>, Error>> {
    let core = &call.core;
    let _permit = within(core.clock(), span.left(), pin!(core.polls().acquire())).await?;
    let (attempt_timeout, timeout) = (call.options.attempt_timeout, call.options.timeout);
    let limits = [attempt_timeout.or(core.attempt_timeout()), timeout.or(core.timeout()), span.left()];
    let limit = limits.into_iter().flatten().min();
    Some(attempt(call, accept, &mut Hop::first(call), Limit { time: limit, told: limit }).await)
}

impl WaitError {
    /// The value of each path parameter, by the name that the API gives it.
    #[inline]
    pub fn path_values(&self) -> Vec<(&'static str, String)> {
        path_values(self.0.operation.template, self.path())
    }
}

impl Seen {
    /// Takes in an answer.
    #[inline]
    fn look(&mut self, mut answer: Opaque<Answer>, look: &Look) -> Result<(), Error> {
        answer.attempts = self.polls;
        self.state = look(&answer)?;
        self.answer = Some(answer);
        self.error = None;
        Ok(())
    }

    /// Whether the last poll found one of these states; as in enums, the case does not matter.
    #[inline]
    fn is_now_in(&self, states: &[&str]) -> bool {
        let found = self.state.as_ref().filter(|_| self.error.is_none());
        found.is_some_and(|found| states.iter().any(|state| state.eq_ignore_ascii_case(found)))
    }

    #[inline]
    fn progress(&self, elapsed: Duration, timeout: Duration) -> Progress<'_> {
        let Self { polls, state, error, answer: _ } = self;
        Progress { attempt: *polls, elapsed, timeout, state: state.as_deref(), error: error.as_ref() }
    }
}
