//! A clock for tests.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant};

use super::clock::{Clock, Sleep};

/// A clock for tests, which need not take the time that they are about: pauses between requests end at once and move it on by
/// their length; limits of requests that are under way strike when [`advance`](Self::advance) says so. Clones show the
/// same time.
#[derive(Debug, Clone)]
pub struct TestClock(Arc<Hands>);

#[derive(Debug)]
struct Hands {
    started: Instant,
    state: Mutex<HandsState>,
}

#[derive(Debug, Default)]
struct HandsState {
    elapsed: Duration,
    pauses: Vec<Duration>,
    asleep: Vec<Waker>,
}

/// Where the time ends; there is no `Instant` for every length.
const END: Duration = Duration::from_secs(1 << 31);

impl TestClock {
    /// A clock at which no time has passed yet.
    #[inline]
    pub fn new() -> Self {
        Self(Arc::new(Hands { started: Instant::now(), state: Mutex::default() }))
    }

    /// Moves it on.
    #[inline]
    pub fn advance(&self, length: Duration) {
        self.reach(self.elapsed().saturating_add(length));
    }

    /// How far it has moved since it was made.
    #[inline]
    pub fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    /// The length of every pause so far, in the order in which they began.
    #[inline]
    pub fn pauses(&self) -> Vec<Duration> {
        self.state().pauses.clone()
    }

    #[inline]
    fn reach(&self, elapsed: Duration) {
        let asleep = {
            let mut state = self.state();
            state.elapsed = state.elapsed.max(elapsed.min(END));
            std::mem::take(&mut state.asleep)
        };
        asleep.into_iter().for_each(Waker::wake);
    }

    #[inline]
    fn state(&self) -> MutexGuard<'_, HandsState> {
        // It holds nothing that a panic could leave half done.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for TestClock {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TestClock {
    #[inline]
    fn now(&self) -> Instant {
        self.0.started + self.elapsed()
    }

    #[inline]
    fn pause(&self, length: Duration) -> Sleep {
        let clock = self.clone();
        let end = {
            let mut state = self.state();
            state.pauses.push(length);
            state.elapsed.saturating_add(length)
        };
        let mut others_ran = false;
        Box::pin(poll_fn(move |context| {
            // What else is about to pause begins at the same time.
            if !std::mem::replace(&mut others_ran, true) {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            clock.reach(end);
            Poll::Ready(())
        }))
    }

    #[inline]
    fn timer(&self, length: Duration) -> Sleep {
        let clock = self.clone();
        let end = clock.elapsed().saturating_add(length);
        Box::pin(poll_fn(move |context| {
            let mut state = clock.state();
            if state.elapsed >= end {
                return Poll::Ready(());
            }
            state.asleep.push(context.waker().clone());
            Poll::Pending
        }))
    }
}
