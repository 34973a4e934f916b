//! Time: how it passes, and how much of it there is.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// A future that completes when a time has passed.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Where a client takes its time from, for time-outs, retries and waits: by default from Tokio.
/// [`ClientBuilder::clock`](super::ClientBuilder::clock) sets another one, such as a [`TestClock`](super::TestClock).
pub trait Clock: fmt::Debug + Send + Sync + 'static {
    /// A point on a scale that only moves forward, whatever the date is set to.
    fn now(&self) -> Instant;

    /// A pause between two requests of this length.
    fn pause(&self, length: Duration) -> Sleep;

    /// A limit for something that is under way, which mostly completes before; this future is dropped then.
    fn timer(&self, length: Duration) -> Sleep;
}

/// The time of Tokio, which is that of the system unless a test has paused it.
#[derive(Debug)]
pub(super) struct TokioClock;

impl Clock for TokioClock {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn pause(&self, length: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(length))
    }

    fn timer(&self, length: Duration) -> Sleep {
        Box::pin(tokio::time::sleep(length))
    }
}

/// A future that may take so long and no longer: `None`.
///
/// In the place of `poll_fn`, which is the standard library's: the future, and all that it drops, would be compiled with that
/// once more.
pub(super) struct Within<'a, F> {
    future: Pin<&'a mut F>,
    timer: Option<Sleep>,
}

pub(super) fn within<'a, F>(clock: &dyn Clock, limit: Option<Duration>, future: Pin<&'a mut F>) -> Within<'a, F> {
    Within { future, timer: limit.map(|limit| clock.timer(limit)) }
}

impl<F: Future> Future for Within<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let is_late = match (self.future.as_mut().poll(context), &mut self.timer) {
            (Poll::Ready(output), _) => return Poll::Ready(Some(output)),
            (Poll::Pending, Some(timer)) => timer.as_mut().poll(context).is_ready(),
            (Poll::Pending, None) => false,
        };
        if is_late { Poll::Ready(None) } else { Poll::Pending }
    }
}

/// A span of time that has begun, with an end or without.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    clock: &'a dyn Clock,
    started: Instant,
    limit: Option<Duration>,
}

impl<'a> Span<'a> {
    pub(super) fn starting(clock: &'a dyn Clock, limit: Option<Duration>) -> Self {
        Self { clock, started: clock.now(), limit }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.clock.now().saturating_duration_since(self.started)
    }

    /// How long it is.
    pub(super) fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// What is left; `None`: for ever.
    pub(super) fn left(&self) -> Option<Duration> {
        self.limit.map(|limit| limit.saturating_sub(self.elapsed()))
    }

    pub(super) fn is_over(&self) -> bool {
        !self.has(Duration::ZERO)
    }

    /// Whether more than this is left.
    pub(super) fn has(&self, length: Duration) -> bool {
        self.left().is_none_or(|left| length < left)
    }
}
