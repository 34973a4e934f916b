//! Connections and servers that misbehave.

use std::io::Write as _;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use client_runtime::{Bytes, Call, Core, Credential, Empty, Error, Json};

use super::server::{Local, QUERY, SECRET, answer, builder, fail, ok, run};

const SHORT: Duration = Duration::from_millis(200);

fn with_basic(url: &str) -> Core {
    builder(url).credential(Credential::basic("AC1", SECRET)).build().expect("a client")
}

#[test]
fn nobody_listens() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let url = format!("http://127.0.0.1:{port}");
    let core = builder(&url).credential(Credential::api_key(SECRET)).build().expect("a client");
    let error = fail(Call::get(&core, "/v1/{Sid}", &[&"a"]).security(&[&[&QUERY]]).send::<Json>());
    let told = format!("GET /v1/{{Sid}}: no connection to {url}: Connection refused");
    assert!(error.to_string().starts_with(&told), "{error}");
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert!(transport.is_connect() && error.is_retryable() && !error.is_timeout());
    assert_eq!(error.status(), None);
}

#[test]
fn the_connection_breaks_before_the_answer() {
    let server = Local::serving([|stream: TcpStream| drop(stream.shutdown(Shutdown::Both))]);
    let error = fail(Call::get(&server.client(), "/v1", &[]).send::<Json>());
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert!(!transport.is_connect() && error.is_retryable());
    assert!(error.to_string().starts_with(&format!("GET /v1: the connection to {} failed: ", server.url)), "{error}");
}

#[test]
fn the_connection_breaks_within_the_body() {
    let server = Local::answering(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[1, 2"]);
    assert!(matches!(fail(Call::get(&server.client(), "/v1", &[]).send::<Json>()), Error::Transport(_)));
    // What is there of an error is worth more than the news that the rest is missing.
    let server = Local::answering(["HTTP/1.1 502 Bad Gateway\r\nContent-Length: 99\r\n\r\nno upstr"]);
    let error = fail(Call::get(&server.client(), "/v1", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: 502 Bad Gateway: no upstr");
}

#[test]
fn a_connection_that_takes_too_long() {
    // It is made, but the TLS handshake is never answered.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    let core = builder(&url).credential(Credential::basic("AC1", SECRET)).connect_timeout(SHORT).build();
    let error = fail(Call::get(&core.expect("a client"), "/v1", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: no connection within 200ms");
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert!(timeout.is_connect() && error.is_timeout());
}

#[test]
fn what_does_not_speak_tls() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        let accepted = listener.accept();
        accepted.map(|(mut stream, _)| stream.write_all(ok("1").as_bytes()))
    });
    let error = fail(Call::get(&with_basic(&url), "/v1", &[]).send::<Json>());
    let Error::Transport(transport) = &error else { panic!("{error:?}") };
    assert!(transport.is_connect() && error.to_string().contains(&format!("no connection to {url}: ")), "{error}");
    assert!(!error.is_retryable(), "{error:?}");
}

#[test]
fn a_body_that_is_too_large() {
    let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n6\r\n123456\r\n0\r\n\r\n";
    let told = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-Request-Id: RQ1\r\n\r\n";
    for (reply, suffix) in [(chunks, ""), (told, " (request id RQ1)")] {
        let server = Local::answering([reply]);
        let core = server.builder().max_response_bytes(10).build().expect("a client");
        let error = fail(Call::get(&core, "/v1", &[]).send::<Empty>());
        let limit = "but the body is larger than the limit of 10 bytes";
        assert_eq!(error.to_string(), format!("GET /v1: 200 OK, {limit}{suffix}"));
        assert!(matches!(error, Error::TooLarge(_)));
    }
    let server = Local::answering([ok("1234567890"), answer("500 Oops", "", "12345678901")]);
    let core = server.builder().max_response_bytes(10).build().expect("a client");
    assert_eq!(run(Call::get(&core, "/v1", &[]).send::<Bytes>()).ok().as_deref(), Some(&b"1234567890"[..]));
    let error = fail(Call::get(&core, "/v1", &[]).send::<Empty>());
    assert_eq!(error.api().map(|error| error.body().len()), Some(10));
}

#[test]
fn a_large_body_in_many_chunks() {
    let body = "x".repeat(3 << 20);
    let server = Local::answering([ok(&format!("[\"{body}\"]")), answer("500 Oops", "", &body)]);
    let core = server.client();
    let texts = run(Call::get(&core, "/v1", &[]).send::<Vec<String>>()).expect("an answer");
    assert_eq!(texts.first().map(String::len), Some(body.len()));
    let error = fail(Call::get(&core, "/v1", &[]).send::<Empty>());
    assert_eq!(error.api().map(|error| error.body().len()), Some(1 << 20));
}

#[test]
fn a_runtime_is_needed_and_its_absence_told() {
    use std::task::{Context, Poll, Waker};

    let server = Local::answering([ok("1")]);
    let call = std::pin::pin!(Call::get(&server.client(), "/v1", &[]).send::<Json>());
    let Poll::Ready(Err(error)) = Future::poll(call, &mut Context::from_waker(Waker::noop())) else {
        panic!("must fail")
    };
    assert_eq!(error.to_string(), "calls must be awaited within a Tokio runtime");
    assert!(server.got_nothing());
}
