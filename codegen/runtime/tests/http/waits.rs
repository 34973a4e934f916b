//! Waits: what ends them, and what does not.

use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use client_runtime::{Call, CallOptions, Core, Error, Json, TestClock, Wait, WaitError, Waiter};

use super::server::{Local, answer, block_on, ok, silence, system};

const PATH: &str = "/v1/Builds/{Sid}/Status";

fn wait(core: &Core) -> Wait<Json> {
    waiting(Call::get(core, PATH, &[&"ZB 1"]).security(&[]))
}

fn waiting(call: Call) -> Wait<Json> {
    Wait::new(
        call,
        Waiter {
            state: |answer: &Json| answer.get("status")?.as_str(),
            success: &["completed"],
            failure: &["failed", "canceled"],
            interval: Duration::from_secs(1),
            timeout: Duration::from_secs(300),
        },
    )
}

fn status(status: &str) -> String {
    answer("200 OK", "X-Request-Id: RQ1\r\n", &format!(r#"{{"sid": "ZB1", "status": "{status}"}}"#))
}

fn ended(wait: Wait<Json>) -> WaitError {
    match block_on(wait.into_future()) {
        Err(Error::Wait(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_polls_until_success() {
    let clock = TestClock::new();
    let server = Local::answering([status("building"), status("building"), status("completed")]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&seen);
    let wait = wait(&server.client_at(&clock)).on_progress(move |progress| {
        told.lock().expect("a lock").push((progress.attempt(), progress.state().map(str::to_owned)));
        assert!(progress.error().is_none() && progress.timeout() == Duration::from_secs(300));
        assert!(progress.to_string().starts_with(progress.state().unwrap_or_default()), "{progress}");
    });
    let answer = block_on(wait.into_future()).expect("an answer");
    assert_eq!(answer.get("status").and_then(Json::as_str), Some("completed"));
    let building = || Some("building".to_owned());
    let seen = seen.lock().expect("a lock").clone();
    assert_eq!(seen, [(1, building()), (2, building()), (3, Some("completed".to_owned()))]);
    let pauses = clock.pauses();
    assert!(pauses.len() == 2 && pauses[0] != pauses[1], "{pauses:?}");
    assert!(pauses.iter().all(|pause| (900..1100).contains(&pause.as_millis())), "{pauses:?}");
    assert_eq!(server.count(), 3);
}

#[test]
fn a_state_of_failure_ends_it() {
    let server = Local::answering([status("building"), status("failed")]);
    let error = ended(wait(&server.client_at(&TestClock::new())));
    let told = error.to_string();
    assert!(told.starts_with("GET /v1/Builds/{Sid}/Status: expected the state `completed`, but found `failed` after "));
    assert!(told.ends_with("s (2 polls, request id RQ1)"), "{told}");
    assert!(error.is_failure() && !error.is_timeout() && error.elapsed() > Duration::from_millis(900));
    assert_eq!((error.state(), error.polls(), error.path()), (Some("failed"), 2, "/v1/Builds/ZB%201/Status"));
    assert_eq!(error.path_values(), [("Sid", "ZB 1".to_owned())]);
    assert_eq!(error.answer(), Some(r#"{"sid": "ZB1", "status": "failed"}"#));
    assert_eq!(error.answer_as::<Json>().as_ref().and_then(|answer| answer.get("sid")?.as_str()), Some("ZB1"));
    assert!(!format!("{error:?}").contains("ZB1"));
    let error = Error::Wait(error);
    assert!(!error.is_retryable() && !error.is_timeout() && error.wait().is_some_and(WaitError::is_failure));
    assert_eq!((error.attempts(), error.status(), error.request_id()), (2, Some(200), Some("RQ1")));
}

#[test]
fn one_that_never_ends_times_out() {
    let clock = TestClock::new();
    let server = Local::answering(vec![status("building"); 400]);
    let error = ended(wait(&server.client_at(&clock)));
    assert!(error.is_timeout() && (273..=334).contains(&error.polls()), "{error}");
    assert_eq!((error.elapsed(), error.state()), (Duration::from_secs(300), Some("building")));
    let told = format!("`completed` within 300s, but found `building` after 300.0s ({} polls, ", error.polls());
    assert!(error.to_string().contains(&told), "{error}");
    assert_eq!(server.count(), error.polls() as usize);
    let error = Error::Wait(error);
    assert!(error.is_timeout() && error.is_retryable());
}

#[test]
fn an_unknown_state_is_reported_and_does_not_end_it() {
    let server = Local::answering([status("on the moon"), status("Completed")]);
    let seen = Arc::new(Mutex::new(String::new()));
    let told = Arc::clone(&seen);
    let wait_on = wait(&server.client_at(&TestClock::new()));
    let wait_on = wait_on.on_progress(move |progress| *told.lock().expect("a lock") += progress.state().unwrap_or("-"));
    assert!(block_on(wait_on.into_future()).is_ok());
    assert_eq!(*seen.lock().expect("a lock"), "on the moonCompleted");

    let server = Local::answering(vec![status("on the moon"); 10]);
    let error = ended(wait(&server.client_at(&TestClock::new())).timeout(Duration::from_secs(5)));
    assert!(error.to_string().contains("within 5s, but found `on the moon` after 5.0s ("), "{error}");

    let server = Local::answering(vec![ok("{}"); 10]);
    let error = ended(wait(&server.client_at(&TestClock::new())).timeout(Duration::from_secs(5)));
    assert!(error.to_string().contains("but found an answer without a state after 5.0s"), "{error}");
}

#[test]
fn interval_and_timeout_can_be_set() {
    let clock = TestClock::new();
    let server = Local::answering(vec![status("building"); 20]);
    let minute = Duration::from_secs(60);
    let error = ended(wait(&server.client_at(&clock)).interval(minute).timeout(minute * 10));
    assert!((10..=12).contains(&error.polls()), "{error}");
    let shown = format!("{:?}", wait(&server.client_at(&clock)));
    let known =
        r#"Wait { operation: GET /v1/Builds/{Sid}/Status, success: ["completed"], interval: 1s, timeout: 300s, .. }"#;
    assert_eq!(shown, known);
}

#[test]
fn failures_that_pass_do_not_end_it() {
    let replies = ["429 Busy", "502 Oops", "503 Oops", "504 Oops"].map(|status| answer(status, "", ""));
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".to_owned();
    let clock = TestClock::new();
    let server = Local::answering(replies.into_iter().chain([String::new(), cut, status("completed")]));
    let failed = Arc::new(Mutex::new(0));
    let count = Arc::clone(&failed);
    // Its own retries have nothing to do with it.
    let call = Call::get(&server.client_at(&clock), PATH, &[&"ZB1"]).with(CallOptions::new().retries(0));
    let wait = waiting(call).on_progress(move |progress| {
        *count.lock().expect("a lock") += u32::from(progress.error().is_some());
    });
    assert!(block_on(wait.into_future()).is_ok());
    assert_eq!(*failed.lock().expect("a lock"), 6);
    assert_eq!((server.count(), clock.pauses().len()), (7, 6));
}

#[test]
fn other_errors_end_it() {
    for reply in [answer("404 Gone", "", ""), answer("500 Oops", "", ""), ok("nonsense")] {
        let server = Local::answering([status("building"), reply, status("completed")]);
        let error = block_on(wait(&server.client_at(&TestClock::new())).into_future()).expect_err("must fail");
        assert!(matches!(error, Error::Api(_) | Error::Decode(_)) && error.attempts() == 2, "{error:?}");
        assert_eq!(server.count(), 2);
    }
    let refused = waiting(Call::get(&Local::answering([""]).client(), PATH, &[&""]));
    let error = block_on(refused.into_future()).expect_err("must fail");
    assert!(matches!(error, Error::Refused(_)), "{error:?}");
}

#[test]
fn retry_after_is_obeyed_up_to_the_end_of_its_time() {
    let busy = |after: &str| answer("429 Busy", &format!("Retry-After: {after}\r\n"), "");
    let slowly = answer("200 OK", "Retry-After: 5\r\n", r#"{"status": "building"}"#);
    let clock = TestClock::new();
    let server = Local::answering([busy("20"), slowly, status("completed")]);
    assert!(block_on(wait(&server.client_at(&clock)).into_future()).is_ok());
    assert_eq!(clock.pauses(), [Duration::from_secs(20), Duration::from_secs(5)]);

    let clock = TestClock::new();
    let server = Local::answering([status("building"), busy("300"), status("completed")]);
    let error = ended(wait(&server.client_at(&clock)));
    assert!(error.is_timeout() && error.elapsed() < Duration::from_secs(2), "{error}");
    let told = "; at last GET /v1/Builds/{Sid}/Status: 429 Too Many Requests";
    assert!(error.to_string().ends_with(told) && error.to_string().contains("`building`"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(server.count(), 2);
}

#[test]
fn each_poll_ends_with_its_time() {
    let clock = TestClock::new();
    let server = Local::serving(vec![silence(&clock, Duration::from_secs(10)); 3]);
    let error = ended(wait(&server.client_at(&clock)).timeout(Duration::from_secs(15)));
    assert_eq!((error.polls(), error.elapsed().as_secs() / 10, server.count()), (2, 2, 2));
    assert!(error.to_string().contains("but found no answer after "), "{error}");
    // Also that of what may not be repeated after a time-out.
    let server = Local::serving([silence(&clock, Duration::from_secs(5))]);
    let error = ended(waiting(Call::post(&server.client_at(&clock), PATH, &[&"a"])).timeout(Duration::from_secs(5)));
    assert_eq!(error.polls(), 1);
}

#[test]
fn the_clock_jumps() {
    let clock = TestClock::new();
    let jumps = clock.clone();
    let server = Local::answering(vec![status("building"); 10]);
    let wait = wait(&server.client_at(&clock)).on_progress(move |progress| {
        if progress.attempt() == 3 {
            jumps.advance(Duration::from_secs(1 << 40));
        }
    });
    let error = ended(wait);
    assert!(error.is_timeout() && error.polls() == 3, "{error}");
}

#[test]
fn one_that_is_dropped_sends_no_more() {
    let breaks = |stream: TcpStream| drop(stream.shutdown(Shutdown::Both));
    let server = Local::serving(vec![breaks; 100]);
    let core = system(&server.url);
    block_on(async {
        let task = tokio::spawn(wait(&core).interval(Duration::from_millis(1)).into_future());
        while !task.is_finished() && server.got_nothing() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        task.abort();
        assert!(task.await.is_err_and(|error| error.is_cancelled()));
        server.count();
        // While the runtime is there: what it runs ends with it.
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(server.got_nothing());
    });
}
