//! What is made of answers.

use std::error::Error as _;

use client_runtime::{Bytes, Call, DateTime, Empty, Error, Json, Payload, PlainText, Response};

use super::server::{Local, answer, fail, ok, run};

fn get<P: Payload<Value: std::fmt::Debug>>(reply: impl Into<Vec<u8>>) -> Result<P::Value, Error> {
    run(Call::get(&Local::answering([reply]).client(), "/v1/{Sid}", &[&"a"]).send::<P>())
}

fn failing<P: Payload<Value: std::fmt::Debug>>(reply: impl Into<Vec<u8>>) -> Error {
    fail(Call::get(&Local::answering([reply]).client(), "/v1/{Sid}", &[&"a"]).send::<P>())
}

#[test]
fn the_response_tells_status_headers_and_request_id() {
    let headers = "Twilio-Request-Id: RQ1\r\nTwilio-Request-Id: RQ2\r\nSet-Cookie: a=b\r\n";
    let response = get::<Response<Vec<i64>>>(answer("201 Created", headers, "[1, \"2\"]")).expect("an answer");
    let Response { value, status, headers, request_id, .. } = response;
    assert_eq!((value, status, request_id.as_deref()), (vec![1, 2], 201, Some("RQ1")));
    assert_eq!(headers.get("content-length"), Some("8"));
    assert_eq!(headers.get_all("Twilio-Request-Id").collect::<Vec<_>>(), ["RQ1", "RQ2"]);
    let response = get::<Response<Empty>>("HTTP/1.1 204 No Content\r\n\r\n").expect("an answer");
    assert_eq!((response.status, response.request_id), (204, None));
}

#[test]
fn json_is_read_whatever_its_content_type() {
    for content_type in ["text/html", "text/plain; charset=latin1", "application/octet-stream", "nonsense"] {
        let reply = answer("200 OK", &format!("Content-Type: {content_type}\r\n"), "\u{20}[\"ü\"]\n");
        assert_eq!(get::<Vec<String>>(reply).expect(content_type), ["ü"]);
    }
    assert_eq!(
        get::<Vec<String>>("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n[\"a\r\n2\r\n\"]\r\n0\r\n\r\n")
            .ok(),
        Some(vec!["a".to_owned()])
    );
}

#[test]
fn a_body_that_is_not_as_described_is_told_precisely() {
    let told = |reply: Vec<u8>| failing::<Vec<DateTime>>(reply).to_string();
    let prefix = "GET /v1/{Sid}: 200 OK, but the body cannot be read: expected";
    let headers = "X-Request-Id: RQ1\r\n";
    let error = failing::<Vec<String>>(answer("200 OK", headers, r#"["a", {"b": 1}]"#));
    assert_eq!(error.to_string(), format!("{prefix} a string, but found an object at `$[1]` (request id RQ1)"));
    assert_eq!((error.status(), error.request_id(), error.is_retryable()), (Some(200), Some("RQ1"), false));
    let Error::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!((decode.path().as_deref(), decode.expected(), decode.found()), (Some("$[1]"), "a string", "an object"));
    assert_eq!(decode.body(), r#"["a", {"b": 1}]"#);
    assert!(error.source().is_some_and(|source| source.to_string().starts_with("expected a string")));

    assert_eq!(told(ok(" ").into()), format!("{prefix} JSON, but found an empty body"));
    assert_eq!(
        failing::<Json>("HTTP/1.1 204 No Content\r\n\r\n").to_string(),
        "GET /v1/{Sid}: 204 No Content, but the body cannot be read: expected JSON, but found an empty body"
    );
    assert_eq!(
        told(ok("<!doctype html><title>Log in</title>").into()),
        format!("{prefix} JSON, but found an HTML page, as proxies send it, titled `Log in`")
    );
    for body in [&b"[\"a\xff\"]"[..], b"[1", b"nonsense", b"[1] 2"] {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
        let error = told([head.as_bytes(), body].concat());
        assert!(error.starts_with(prefix), "{error}");
    }
}

#[test]
fn text_is_utf_8_and_bytes_are_anything() {
    let reply = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na\xffb";
    assert_eq!(get::<Bytes>(&reply[..]).ok(), Some(b"a\xffb".to_vec()));
    assert_eq!(
        failing::<PlainText>(&reply[..]).to_string(),
        "GET /v1/{Sid}: 200 OK, but the body cannot be read: expected text in UTF-8, but found other bytes from byte 1 on"
    );
}

#[test]
fn an_error_of_the_api_tells_all_it_says() {
    let body =
        r#"{"code": 20404, "message": "The build\nis gone", "more_info": "https://example.com/20404", "status": 404}"#;
    let error = failing::<Json>(answer("404 Not Found", "Twilio-Request-Id: RQ1\r\n", body));
    assert_eq!(
        error.to_string(),
        "GET /v1/{Sid}: 404 Not Found: The build is gone (code 20404, request id RQ1, see https://example.com/20404)"
    );
    assert!(error.is_not_found() && !error.is_retryable() && !error.is_timeout());
    assert_eq!((error.status(), error.request_id()), (Some(404), Some("RQ1")));
    let api = error.api().expect("an error of the API");
    assert_eq!((api.code(), api.message()), (Some("20404"), Some("The build\nis gone")));
    assert_eq!(api.headers().get("twilio-request-id"), Some("RQ1"));
    assert_eq!((api.body(), &*api.body_text()), (body.as_bytes(), body));
    assert!(error.body_if::<Json>(|status| status == 404).is_some());
    assert!(error.body_if::<Json>(|status| status == 400).is_none());
    assert!(error.body_if::<Vec<String>>(|status| (400..500).contains(&status)).is_none());
    assert!(api.read::<Vec<String>>().is_err());
}

#[test]
fn errors_that_are_not_of_the_api_are_said_to_be_that() {
    let html = answer("503 Service Unavailable", "Content-Type: text/html\r\n", "<html><h1>Try\nlater</h1>");
    let error = failing::<Json>(html);
    assert_eq!(
        error.to_string(),
        "GET /v1/{Sid}: 503 Service Unavailable: an HTML page, as proxies send it, titled `Try later`"
    );
    assert!(error.is_retryable());
    assert_eq!(
        failing::<Json>(answer("500 Oops", "", "no idea")).to_string(),
        "GET /v1/{Sid}: 500 Internal Server Error: no idea"
    );
    for (status, told) in [
        ("429 Too Many Requests", "429 Too Many Requests"),
        ("599 What", "599"),
        ("304 Not Modified", "304 Not Modified"),
    ] {
        assert_eq!(failing::<Json>(answer(status, "", "")).to_string(), format!("GET /v1/{{Sid}}: {told}"));
    }
    assert!(failing::<Json>(answer("429 Too Many Requests", "", "")).is_retryable());
}
