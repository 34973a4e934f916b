//! What is sent again, when, and what never is.

use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::Duration;

use client_runtime::{Call, CallOptions, Core, Credential, Empty, Error, Json, Sending, TestClock};

use super::server::{Local, SECRET, answer, builder, fail, ok, run};

const BUSY: &str = "429 Too Many Requests";
const DOWN: &str = "503 Service Unavailable";

type Method = fn(&Core, &'static str, &[&dyn client_runtime::ToText]) -> Call;

fn get(core: &Core) -> Sending<Json> {
    Call::get(core, "/v1", &[]).send()
}

fn post(core: &Core) -> Sending<Json> {
    Call::post(core, "/v1", &[]).form(&[("a", &"b")]).send()
}

fn seconds(clock: &TestClock) -> Vec<f64> {
    clock.pauses().iter().map(Duration::as_secs_f64).collect()
}

#[test]
fn a_429_is_repeated_for_every_method() {
    let methods: [Method; 5] = [Call::get, Call::post, Call::patch, Call::put, Call::delete];
    for method in methods {
        let clock = TestClock::new();
        let server = Local::answering([answer(BUSY, "", ""), answer(BUSY, "", ""), ok("1")]);
        run(method(&server.client_at(&clock), "/v1", &[]).send::<Json>()).expect("an answer");
        let (first, second) = (server.request(), server.request());
        assert!(first == second && second == server.request(), "{first}");
        let pauses = seconds(&clock);
        assert!(pauses.len() == 2 && pauses[0] < 0.5 && pauses[1] < 1.0, "{pauses:?}");
    }
}

#[test]
fn the_body_is_the_same_each_time() {
    let server = Local::answering([answer(BUSY, "", ""), answer(BUSY, "", ""), ok("1")]);
    run(post(&server.client_at(&TestClock::new()))).expect("an answer");
    for _ in 0..3 {
        let request = server.request();
        assert!(request.starts_with("POST /v1 ") && request.ends_with("\r\n\r\na=b"), "{request}");
    }
}

#[test]
fn retry_after_in_seconds_and_as_a_date_is_obeyed() {
    let date = "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:44 GMT\r\n";
    for (status, header) in [(BUSY, "Retry-After: 7\r\n"), (BUSY, date), (DOWN, date)] {
        let clock = TestClock::new();
        let server = Local::answering([answer(status, header, ""), ok("1")]);
        run(get(&server.client_at(&clock))).expect("an answer");
        assert_eq!(clock.pauses(), [Duration::from_secs(7)], "{header}");
    }
    // One that has passed asks for nothing.
    let clock = TestClock::new();
    let header = "Retry-After: Sun, 06 Nov 1994 08:49:44 GMT\r\n";
    let server = Local::answering([answer(BUSY, header, ""), ok("1")]);
    run(get(&server.client_at(&clock))).expect("an answer");
    assert!(seconds(&clock)[0] < 0.5);
}

#[test]
fn a_retry_after_beyond_the_time_of_the_call_ends_it_at_once() {
    for header in ["Retry-After: 31\r\n", "Retry-After: 99999999999999999999\r\n"] {
        let clock = TestClock::new();
        let server = Local::answering([answer(BUSY, header, ""), ok("1")]);
        let error = fail(get(&server.client_at(&clock)));
        assert_eq!(error.to_string(), "GET /v1: 429 Too Many Requests");
        assert!(error.is_rate_limited() && error.is_retryable());
        assert!(error.api().and_then(client_runtime::ApiError::retry_after) > Some(Duration::from_secs(30)));
        assert_eq!((error.attempts(), clock.pauses().len(), server.count()), (1, 0, 1));
    }
}

#[test]
fn a_503_once_does_not_show() {
    let html = answer(DOWN, "Content-Type: text/html\r\n", "<html><h1>Try later</h1>");
    for reply in [answer(DOWN, "", "no upstream"), html, answer("502 Oops", "", ""), answer("504 Oops", "", "")] {
        let server = Local::answering([reply, ok("1")]);
        run(get(&server.client_at(&TestClock::new()))).expect("an answer");
    }
}

#[test]
fn a_503_is_repeated_for_what_may_run_twice() {
    let methods: [(&str, Method, bool); 6] = [
        ("GET", Call::get, true),
        ("HEAD", Call::head, true),
        ("PUT", Call::put, true),
        ("DELETE", Call::delete, true),
        ("POST", Call::post, false),
        ("PATCH", Call::patch, false),
    ];
    for (name, method, is_repeated) in methods {
        let server = Local::answering([answer(DOWN, "", ""), answer("204 Done", "", "")]);
        let answer = run(method(&server.client_at(&TestClock::new()), "/v1", &[]).send::<Empty>());
        assert_eq!((answer.is_ok(), server.count()), (is_repeated, 1 + usize::from(is_repeated)), "{name}");
    }
}

#[test]
fn a_503_for_ever_is_told_with_the_number_of_attempts() {
    let html = answer(DOWN, "Content-Type: text/html\r\n", "<html><h1>Try later</h1>");
    let page = "an HTML page, as proxies send it, titled `Try later`";
    for (reply, told) in [
        (answer(DOWN, "X-Request-Id: RQ1\r\n", "no upstream"), "no upstream (request id RQ1, "),
        (html, &format!("{page} (")),
    ] {
        let clock = TestClock::new();
        let server = Local::answering(vec![reply; 4]);
        let error = fail(get(&server.client_at(&clock)));
        assert_eq!(error.to_string(), format!("GET /v1: 503 Service Unavailable: {told}4 attempts)"));
        assert_eq!((error.attempts(), error.status(), server.count()), (4, Some(503), 4));
        let pauses = seconds(&clock);
        assert!(pauses.len() == 3 && pauses.iter().any(|pause| *pause > 0.0), "{pauses:?}");
        assert!(pauses.iter().zip([0.5, 1.0, 2.0]).all(|(pause, longest)| *pause < longest), "{pauses:?}");
    }
}

#[test]
fn other_statuses_are_answers() {
    for status in ["400 Oops", "401 Oops", "403 Oops", "404 Oops", "408 Oops", "500 Oops", "501 Oops"] {
        let server = Local::answering([answer(status, "Retry-After: 1\r\n", ""), ok("1")]);
        let error = fail(get(&server.client_at(&TestClock::new())));
        assert_eq!((error.attempts(), server.count()), (1, 1), "{status}");
        assert_eq!((error.is_unauthorized(), error.is_forbidden()), (status == "401 Oops", status == "403 Oops"));
    }
}

#[test]
fn a_post_that_fails_after_it_was_sent_is_not_repeated() {
    for status in ["500 Oops", "502 Oops", DOWN, "504 Oops"] {
        for method in [Call::post, Call::patch] {
            let server = Local::answering([answer(status, "Retry-After: 1\r\n", ""), ok("1")]);
            let error = fail(method(&server.client_at(&TestClock::new()), "/v1", &[]).send::<Json>());
            assert_eq!((error.attempts(), server.count()), (1, 1), "{status}");
        }
    }
    let breaks = |stream: TcpStream| drop(stream.shutdown(Shutdown::Both));
    let server = Local::serving([breaks; 2]);
    assert!(matches!(fail(post(&server.client_at(&TestClock::new()))), Error::Transport(_)));
    assert_eq!(server.count(), 1);
    let server = Local::answering(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1, 2", &ok("1")]);
    assert!(matches!(fail(post(&server.client_at(&TestClock::new()))), Error::Transport(_)));
    assert_eq!(server.count(), 1);
}

#[test]
fn a_post_is_not_repeated_when_what_it_was_redirected_to_fails() {
    let server = Local::answering([answer("303 See Other", "Location: /b\r\n", ""), answer(DOWN, "", ""), ok("1")]);
    run(post(&server.client_at(&TestClock::new()))).expect("an answer");
    let lines: Vec<String> = (0..3).map(|_| server.request().lines().next().unwrap_or_default().to_owned()).collect();
    assert_eq!(lines, ["POST /v1 HTTP/1.1", "GET /b HTTP/1.1", "GET /b HTTP/1.1"]);
}

#[test]
fn a_refused_connection_is_tried_again_for_every_method() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let url = format!("http://127.0.0.1:{port}");
    let builder = builder(&url).credential(Credential::basic("AC1", SECRET)).retries(2);
    let core = builder.build().expect("a client");
    for call in [get(&core), post(&core)] {
        let error = fail(call);
        assert!(error.to_string().ends_with("(3 attempts)"), "{error}");
        assert_eq!(error.attempts(), 3);
    }
}

#[test]
fn a_connection_that_is_reset_before_the_answer_is_made_again() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    // What is closed before it is read is reset.
    let resets = std::thread::spawn(move || (0..4).filter_map(|_| listener.accept().ok()).count());
    let core = builder(&url).credential(Credential::basic("AC1", SECRET)).retries(3).build().expect("a client");
    let error = fail(get(&core));
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!((error.attempts(), resets.join().ok()), (4, Some(4)));
}

#[test]
fn a_connection_that_breaks_within_the_body_is_made_again() {
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1, 2";
    let chunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[1, 2";
    let server = Local::answering([short, chunk, &ok("1")]);
    run(get(&server.client_at(&TestClock::new()))).expect("an answer");
    let server = Local::answering([short; 4]);
    let error = fail(get(&server.client_at(&TestClock::new())));
    assert!(matches!(error, Error::Transport(_)) && error.to_string().ends_with("(4 attempts)"), "{error}");
}

#[test]
fn a_body_that_is_reset_is_asked_for_again() {
    use std::io::Write as _;

    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let resets = std::thread::spawn(move || {
        let reset =
            |(mut stream, _): (TcpStream, _)| stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1");
        (0..2).filter_map(|_| listener.accept().ok()).map(reset).count()
    });
    let core = builder(&url).credential(Credential::basic("AC1", SECRET)).retries(1).build().expect("a client");
    let error = fail(Call::put(&core, "/v1", &[]).bytes_body(vec![b'x'; 1 << 20], "text/plain").send::<Json>());
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert_eq!((error.attempts(), resets.join().ok()), (2, Some(2)));
}

#[test]
fn bodies_that_are_not_as_described_are_not_asked_for_again() {
    let not_utf_8 = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n[\"\xff\"";
    for reply in [ok("nonsense").as_bytes(), ok("").as_bytes(), not_utf_8, ok("<html>").as_bytes()] {
        let server = Local::answering([reply, ok("1").as_bytes()]);
        let error = fail(get(&server.client_at(&TestClock::new())));
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert_eq!((error.attempts(), server.count()), (1, 1));
    }
    let server = Local::answering([ok("12345678901"), ok("1")]);
    let core = server.builder_at(&TestClock::new()).max_response_bytes(10).build().expect("a client");
    let error = fail(get(&core));
    assert!(matches!(error, Error::TooLarge(_)) && server.count() == 1, "{error:?}");
}

#[test]
fn a_later_error_tells_how_many_attempts_there_were() {
    let server = Local::answering([answer(DOWN, "", ""), answer("404 Oops", "", ""), ok("1")]);
    assert_eq!(fail(get(&server.client_at(&TestClock::new()))).to_string(), "GET /v1: 404 Not Found (2 attempts)");
    let server = Local::answering([answer(DOWN, "", ""), ok("nonsense")]);
    let error = fail(get(&server.client_at(&TestClock::new())));
    assert!(error.to_string().ends_with("(2 attempts)") && error.attempts() == 2, "{error}");
}

#[test]
fn they_can_be_turned_off() {
    let clock = TestClock::new();
    let server = Local::answering(vec![answer(BUSY, "", ""); 3]);
    let off = server.builder_at(&clock).retries(0).build().expect("a client");
    assert_eq!(fail(get(&off)).attempts(), 1);
    let once = Call::get(&off, "/v1", &[]).with(CallOptions::new().retries(1)).with(CallOptions::new());
    assert_eq!(fail(once.send::<Empty>()).attempts(), 2);
    assert_eq!((server.count(), clock.pauses().len()), (3, 1));
    assert_eq!(fail(Call::get(&off, "/v1/{a}", &[&""]).send::<Empty>()).attempts(), 0);
}
