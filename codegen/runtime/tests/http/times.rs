//! Time-outs, and clocks that jump. No test takes the time that it is about.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use client_runtime::{Call, CallOptions, Clock, Error, Json, Sleep, TestClock};

use super::server::{Local, answer, fail, ok, run, silence, system};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn an_answer_that_never_comes_is_asked_for_again_until_the_time_of_the_call_is_over() {
    let clock = TestClock::new();
    let server = Local::serving(vec![silence(&clock, seconds(10)); 3]);
    let error = fail(Call::get(&server.client_at(&clock), "/v1", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: no complete answer within 30s (3 attempts)");
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert!(!timeout.is_connect() && error.is_timeout() && error.is_retryable());
    assert_eq!((error.attempts(), error.status(), server.count()), (3, None, 3));
}

#[test]
fn an_answer_that_comes_at_the_second_attempt() {
    let clock = TestClock::new();
    let (hangs, answers) = (silence(&clock, seconds(10)), |mut stream: TcpStream| {
        let _ = stream.write_all(ok("1").as_bytes());
    });
    let both: [Box<dyn FnOnce(TcpStream) + Send>; 2] = [Box::new(hangs), Box::new(answers)];
    let server = Local::serving(both);
    assert!(run(Call::get(&server.client_at(&clock), "/v1", &[]).send::<Json>()).is_ok());
}

#[test]
fn what_is_not_repeated_may_take_the_time_of_the_whole_call() {
    let clock = TestClock::new();
    let server = Local::serving([silence(&clock, seconds(30))]);
    let error = fail(Call::post(&server.client_at(&clock), "/v1", &[]).send::<Json>());
    assert_eq!(error.to_string(), "POST /v1: no complete answer within 30s");
    assert_eq!((error.attempts(), server.count()), (1, 1));

    let (clock, slow) = (TestClock::new(), TestClock::new());
    let slowly = move |mut stream: TcpStream| {
        slow.advance(seconds(29));
        let _ = stream.write_all(ok("1").as_bytes());
    };
    let server = Local::serving([slowly]);
    assert!(run(Call::post(&server.client_at(&clock), "/v1", &[]).send::<Json>()).is_ok());
}

#[test]
fn a_byte_a_second_is_not_an_answer() {
    let clock = TestClock::new();
    let drips = clock.clone();
    let drip = move |mut stream: TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        while stream.write_all(b"1\r\n1\r\n").is_ok() {
            drips.advance(seconds(1));
            thread::sleep(Duration::from_millis(1));
        }
    };
    let server = Local::serving([drip]);
    let call = Call::get(&server.client_at(&clock), "/v1", &[]).with(CallOptions::new().retries(0));
    assert_eq!(fail(call.send::<Json>()).to_string(), "GET /v1: no complete answer within 30s");
    assert!(clock.elapsed() >= seconds(30));
}

#[test]
fn the_time_of_redirects_counts() {
    let clock = TestClock::new();
    let passes = clock.clone();
    let slowly = move |mut stream: TcpStream| {
        passes.advance(seconds(4));
        let _ = stream.write_all(answer("302 Found", "Location: /v1\r\n", "").as_bytes());
    };
    let server = Local::serving(vec![slowly; 10]);
    let options = CallOptions::new().timeout(seconds(10)).retries(0);
    let error = fail(Call::get(&server.client_at(&clock), "/v1", &[]).with(options).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: no complete answer within 10s");
}

#[test]
fn options_of_a_call_beat_those_of_the_client() {
    let clock = TestClock::new();
    let server = Local::serving(vec![silence(&clock, seconds(60)); 2]);
    let options = CallOptions::new().attempt_timeout(seconds(2)).timeout(seconds(100)).retries(1);
    let error = fail(Call::get(&server.client_at(&clock), "/v1", &[]).with(options).send::<Json>());
    // The last attempt may take what is left.
    assert_eq!(error.to_string(), "GET /v1: no complete answer within 100s (2 attempts)");
}

/// Runs backwards.
#[derive(Debug)]
struct Backwards(Instant, AtomicU32);

impl Clock for Backwards {
    fn now(&self) -> Instant {
        let calls = self.1.fetch_add(1, Ordering::Relaxed);
        self.0.checked_sub(seconds(calls.into())).unwrap_or(self.0)
    }

    fn pause(&self, _: Duration) -> Sleep {
        Box::pin(async {})
    }

    fn timer(&self, _: Duration) -> Sleep {
        Box::pin(std::future::pending())
    }
}

#[test]
fn the_clock_jumps() {
    let clock = TestClock::new();
    let server = Local::serving([silence(&clock, seconds(1 << 40))]);
    let error = fail(Call::get(&server.client_at(&clock), "/v1", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: no complete answer within 10s");

    let server = Local::answering([answer("503 Oops", "", ""), ok("1")]);
    let backwards = Backwards(Instant::now() + seconds(1000), 0.into());
    let core = server.builder_at(&clock).clock(backwards).build().expect("a client");
    assert!(run(Call::get(&core, "/v1", &[]).send::<Json>()).is_ok());
}

#[test]
fn the_clock_of_the_system_is_the_default() {
    let server = Local::serving([|stream: TcpStream| {
        thread::sleep(Duration::from_millis(500));
        drop(stream);
    }]);
    let options = CallOptions::new().timeout(Duration::from_millis(100));
    let core = system(&server.url);
    let started = Instant::now();
    let error = fail(Call::get(&core, "/v1", &[]).security(&[]).with(options).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: no complete answer within 100ms");
    assert!(started.elapsed() < Duration::from_millis(450));
}
