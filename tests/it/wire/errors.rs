//! What can go wrong, and what the client says then.

use std::fmt::Write as _;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use expect_test::expect;
use twilio_serverless::api::build_status::{FetchBuildStatus, fetch_build_status};
use twilio_serverless::{CallOptions, Client, Credential, Error};

use super::server::{Answer, Server};
use super::{ACCOUNT, BUILD, SERVICE, TOKEN, answered, block_on, client};
use crate::support::{files, here};

#[test]
fn an_error_says_what_the_service_says() {
    let body = include_str!("../../fixtures/ErrorBody/snake_case.json");
    let headers = [("Content-Type", "application/json"), ("Twilio-Request-Id", "RQ1"), ("Retry-After", "7")];
    let error = answered(Answer::with("404 Not Found", &headers, body)).expect_err("it is an error");
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.request_id(), Some("RQ1"));
    assert!(error.is_not_found() && !error.is_retryable() && !error.is_timeout());
    let api = error.api().expect("the service answered");
    assert_eq!(api.code(), Some("20404"));
    assert_eq!(api.message(), Some("There is no such Build"));
    assert_eq!(api.more_info(), Some("https://www.twilio.com/docs/errors/20404"));
    assert_eq!(api.body(), body.as_bytes());
    assert_eq!(api.headers().get("retry-after"), Some("7"));
    expect!["GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 404 Not Found: There is no such Build (code 20404, request id RQ1, see https://www.twilio.com/docs/errors/20404)"].assert_eq(&error.to_string());

    let typed = FetchBuildStatus::error_404(&error).expect("the document declares it");
    assert_eq!(typed.code, Some(20404));
    assert_eq!(typed.status, Some(404));
}

#[test]
fn a_typed_error_is_only_of_its_status() {
    let body = include_str!("../../fixtures/ErrorBody/snake_case_without_details.json");
    let error = answered(Answer::json("401 Unauthorized", body)).expect_err("it is an error");
    assert!(FetchBuildStatus::error_404(&error).is_none());
    let html = answered(Answer::new("404 Not Found", "text/html", "<h1>No</h1>")).expect_err("it is an error");
    assert!(FetchBuildStatus::error_404(&html).is_none());
}

#[test]
fn every_shape_of_body_is_understood() {
    let mut said = String::new();
    for (name, body) in files(&here().join("fixtures/ErrorBody")) {
        let (status, media_type) = match name.rsplit('.').next() {
            Some("json") => ("400 Bad Request", "application/json"),
            Some("html") => ("503 Service Unavailable", "text/html; charset=utf-8"),
            _ => ("503 Service Unavailable", "text/plain"),
        };
        let error = answered(Answer::new(status, media_type, &body)).expect_err("it is an error");
        let api = error.api().expect("the service answered");
        assert_eq!(api.body(), body);
        write!(said, "{name}: {error}\n    code {:?}, more info {:?}, details ", api.code(), api.more_info())
            .expect("memory");
        let details = api.details().map(ToString::to_string);
        writeln!(said, "{}", details.as_deref().unwrap_or("none")).expect("memory");
    }
    expect![[r#"
        camel_case.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: There is no such Build (code 20404, see https://www.twilio.com/docs/errors/20404)
            code Some("20404"), more info Some("https://www.twilio.com/docs/errors/20404"), details none
        errors_only.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: Sid must start with ZB (code 20001)
            code Some("20001"), more info None, details [{"code":20001,"message":"Sid must start with ZB"},"try again"]
        no_members.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request
            code None, more info None, details none
        nulls.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request
            code None, more info None, details none
        other_scalars.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: 404 (code 20404)
            code Some("20404"), more info None, details none
        problem_details.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: Invalid parameter: Sid must start with ZB (code 20001, see https://www.twilio.com/docs/errors/20001)
            code Some("20001"), more info Some("https://www.twilio.com/docs/errors/20001"), details [{"pointer":"/Sid","detail":"expected a prefix of ZB"}]
        service_unavailable.html: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 503 Service Unavailable: an HTML page, as proxies send it, titled `503 Service Unavailable`
            code None, more info None, details none
        service_unavailable.txt: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 503 Service Unavailable: upstream connect error or disconnect/reset before headers
            code None, more info None, details none
        snake_case.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: There is no such Build (code 20404, see https://www.twilio.com/docs/errors/20404)
            code Some("20404"), more info Some("https://www.twilio.com/docs/errors/20404"), details {"sid":"ZB4f0c2d1e5a6b7988776655443322110f"}
        snake_case_without_details.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: Authenticate (code 20003, see https://www.twilio.com/docs/errors/20003)
            code Some("20003"), more info Some("https://www.twilio.com/docs/errors/20003"), details none
        undeclared_members.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: Something broke (code 20500, see https://www.twilio.com/docs/errors/20500)
            code Some("20500"), more info Some("https://www.twilio.com/docs/errors/20500"), details none
        with_params.json: GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: {resource} is still in use (code 20009)
            code Some("20009"), more info None, details {"resource":"Build"}
    "#]].assert_eq(&said);
}

#[test]
fn odd_errors_are_errors_too() {
    let mut said = String::new();
    for answer in [
        Answer::new("500 Internal Server Error", "text/plain", ""),
        Answer::new("502 Bad Gateway", "application/json", "{\"code\": 1"),
        Answer::new("429 Too Many Requests", "application/json", "null"),
        Answer::new("418 I'm a teapot", "application/json", "[]"),
        Answer::new("599 What", "application/octet-stream", [0, 159, 146, 150, 10, 27]),
        Answer::new("400 Bad Request", "text/plain", "line\r\nbreaks\u{1b}[31m and \u{202e}more"),
        Answer::new("400 Bad Request", "text/plain", "long ".repeat(10_000)),
        Answer::new("304 Not Modified", "text/plain", ""),
    ] {
        let error = answered(answer).expect_err("it is an error");
        assert!(matches!(error, Error::Api(_)), "{error:?}");
        writeln!(said, "{error}").expect("memory");
    }
    let harmless =
        |c: char| c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(said.chars().all(harmless), "{said:?}");
    expect![[r#"
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 500 Internal Server Error
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 502 Bad Gateway: {"code": 1
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 429 Too Many Requests
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 418 I'm a teapot
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 599: ��� 
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: line breaks[31m and more
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 400 Bad Request: long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long …
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 304 Not Modified
    "#]].assert_eq(&said);
}

#[test]
fn an_undecodable_body_says_where() {
    let mut said = String::new();
    for body in [
        r#"{"sid": {}}"#,
        r#"{"url": ["https://example.com"]}"#,
        r#"{"status": "completed""#,
        "[]",
        "",
        "<html>",
        "null",
        "{} {}",
        "\"text\"",
        "{\"sid\": \"\u{0}\"}",
    ] {
        let headers = [("Content-Type", "application/json"), ("Twilio-Request-Id", "RQ1")];
        let error = answered(Answer::with("200 OK", &headers, body)).expect_err("it is an error");
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert_eq!((error.status(), error.request_id()), (Some(200), Some("RQ1")));
        writeln!(said, "{error}").expect("memory");
    }
    expect![[r#"
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected a string, but found an object at `$.sid` (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected a string, but found an array at `$.url` (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected `,` or `}`, but found the end of the text at line 1, column 23 (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected an object, but found an array at `$` (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected JSON, but found an empty body (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected JSON, but found an HTML page, as proxies send it (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected an object, but found null at `$` (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected the end of the text, but found `{` at line 1, column 4 (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected an object, but found a string at `$` (request id RQ1)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body cannot be read: expected no control character in a string, but found `\0` at line 1, column 10 (request id RQ1)
    "#]].assert_eq(&said);
}

#[test]
fn deep_nesting_is_an_error() {
    let body = format!("{{\"sid\": {}", "[".repeat(100_000));
    let error = answered(Answer::json("200 OK", &body)).expect_err("it is an error");
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[test]
fn time_runs_out() {
    let server = Server::start([Answer::Silence]);
    let credential = Credential::basic(ACCOUNT, TOKEN);
    let quick = Client::builder().credential(credential).base_url(server.url()).timeout(Duration::from_millis(200));
    let quick = quick.build().expect("the settings are fine");
    let start = Instant::now();
    let error = block_on(fetch_build_status(&quick, SERVICE, BUILD)).expect_err("it must time out");
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    expect!["GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: no complete answer within 200ms"]
        .assert_eq(&error.to_string());

    let options = CallOptions::new().timeout(Duration::from_millis(100));
    let error =
        block_on(fetch_build_status(&client(&server), SERVICE, BUILD).with(options)).expect_err("it must time out");
    assert!(error.is_timeout(), "{error:?}");
    expect!["GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: no complete answer within 100ms"]
        .assert_eq(&error.to_string());
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_connection_fails() {
    let closed =
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("there is a free port");
    let credential = Credential::basic(ACCOUNT, TOKEN);
    let nowhere = Client::builder().credential(credential).base_url(format!("http://{closed}")).retries(0);
    let nowhere = nowhere.build().expect("the settings are fine");
    let error = block_on(fetch_build_status(&nowhere, SERVICE, BUILD)).expect_err("nobody listens");
    assert!(matches!(&error, Error::Transport(transport) if transport.is_connect()), "{error:?}");
    assert!(error.is_retryable());
    let said = error.to_string().replace(&closed.port().to_string(), "PORT");
    expect!["GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: no connection to http://127.0.0.1:PORT: Connection refused (os error 111)"].assert_eq(&said);

    let error = answered(Answer::Nothing).expect_err("the connection is closed");
    assert!(matches!(&error, Error::Transport(transport) if !transport.is_connect()), "{error:?}");
    let cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sid\"".to_vec();
    let error = answered(Answer::Bytes(cut)).expect_err("the answer is cut off");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    let error = answered(Answer::Bytes(b"SSH-2.0-OpenSSH\r\n".to_vec())).expect_err("it is no HTTP");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[test]
fn redirects_stay_at_the_origin() {
    let to = |location: &str| Answer::with("307 Temporary Redirect", &[("Location", location)], "");
    let server = Server::start([to("/v2/elsewhere?a=b"), Answer::json("200 OK", "{}")]);
    block_on(fetch_build_status(&client(&server), SERVICE, BUILD)).expect("it is a success");
    let requests = server.requests();
    assert_eq!(requests[1].target(), "/v2/elsewhere?a=b");
    assert_eq!(requests[1].header("authorization"), requests[0].header("authorization"));

    let other = Server::start([Answer::json("200 OK", "{}")]);
    for location in [other.url(), other.url().replace("http:", ""), other.url().replace("127.0.0.1", "localhost")] {
        let server = Server::start([to(&location)]);
        let error = block_on(fetch_build_status(&client(&server), SERVICE, BUILD)).expect_err("it leads elsewhere");
        assert!(matches!(error, Error::Redirect(_)), "{error:?}");
        assert_eq!(server.requests().len(), 1);
    }
    assert_eq!(other.connections(), 0);

    let circle = Server::start([to("/round")]);
    let error = block_on(fetch_build_status(&client(&circle), SERVICE, BUILD)).expect_err("it never ends");
    assert!(matches!(error, Error::Redirect(_)), "{error:?}");
    assert!(circle.requests().len() < 20);
}

#[test]
fn a_body_has_a_limit() {
    let server = Server::start([Answer::json("200 OK", &format!("{{\"sid\": \"{}\"}}", "a".repeat(1000)))]);
    let builder = Client::builder().credential(Credential::basic(ACCOUNT, TOKEN)).base_url(server.url());
    let client = builder.max_response_bytes(100).build().expect("the settings are fine");
    let error = block_on(fetch_build_status(&client, SERVICE, BUILD)).expect_err("it is too large");
    assert!(matches!(error, Error::TooLarge(_)), "{error:?}");
    expect![
        "GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: 200 OK, but the body is larger than the limit of 100 bytes"
    ]
    .assert_eq(&error.to_string());
}

#[test]
fn settings_are_checked_first() {
    let mut said = String::new();
    for url in [
        "",
        "example.com",
        "ftp://example.com",
        "https://",
        "https://a b",
        "https://user:s3cret@example.com",
        "https://example.com/?a=b",
        "/v1",
    ] {
        let credential = Credential::basic(ACCOUNT, TOKEN);
        let error = Client::builder().credential(credential).base_url(url).build().expect_err("it is no base URL");
        assert!(!error.to_string().contains("s3cret"), "{error}");
        writeln!(said, "{error}").expect("memory");
    }
    let error = Client::builder().build().and_then(|client| block_on(fetch_build_status(&client, SERVICE, BUILD)));
    writeln!(said, "{}", error.expect_err("it has no credentials")).expect("memory");
    let error = Client::new(Credential::api_key(TOKEN)).expect_err("nothing takes it");
    writeln!(said, "{error}").expect("memory");
    expect![[r#"
        base URL: expected one like https://api.example.com/v1, but found none (relative URL without a base)
        base URL: expected one like https://api.example.com/v1, but found none (relative URL without a base)
        base URL: expected one like https://api.example.com/v1, but found the scheme `ftp`
        base URL: expected one like https://api.example.com/v1, but found none (empty host)
        base URL: expected one like https://api.example.com/v1, but found none (invalid international domain name)
        base URL: expected one like https://api.example.com/v1, but found a user name or a password in it, which goes into a `Credential`
        base URL: expected one like https://api.example.com/v1, but found a query or a fragment
        base URL: expected one like https://api.example.com/v1, but found none (relative URL without a base)
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: it needs credentials that the client was not given: `Credential::basic` for `accountSid_authToken` (in the environment: TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN), or `Credential::bearer` for `accessToken`
        nothing takes the API key; the API takes `Credential::basic` for `accountSid_authToken` (in the environment: TWILIO_API_KEY and TWILIO_API_SECRET, or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN), `Credential::bearer` for `accessToken`
    "#]].assert_eq(&said);
}
