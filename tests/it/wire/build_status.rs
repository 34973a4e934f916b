//! The operation that the project is about: the status of a Build.

use expect_test::expect;
use twilio_serverless::api::build_status::fetch_build_status;
use twilio_serverless::types::{BuildSid, BuildState, BuildStatus};
use twilio_serverless::{CallOptions, Error, from_json};

use super::server::{Answer, Server};
use super::{BUILD, SERVICE, answered, block_on, client};
use crate::support::{files, here};

const COMPLETED: &str = include_str!("../../fixtures/BuildStatus/completed.json");

#[test]
fn the_request_and_the_answer() {
    let server = Server::start([Answer::json("200 OK", COMPLETED)]);
    let status = block_on(fetch_build_status(&client(&server), SERVICE, BUILD)).expect("it is a success");
    assert_eq!(status.status, Some(BuildState::Completed));
    assert!(status.sid.is_some_and(|sid| sid.as_str().starts_with("ZB")));
    let request = server.request();
    assert_eq!(request.header("host"), Some(server.host()));
    // `printf %s AC…:s3cret-auth-token | base64`
    expect![[r#"
        GET /v1/Services/ZS0123456789abcdef0123456789abcdef/Builds/ZB0123456789abcdef0123456789abcdef/Status HTTP/1.1
        accept: application/json
        authorization: Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzM2NyZXQtYXV0aC10b2tlbg==
        user-agent: twilio-serverless/0.1.0

    "#]]
    .assert_eq(&request.pinned());
}

#[test]
fn every_fixture_is_read() {
    let fixtures = files(&here().join("fixtures/BuildStatus"));
    assert!(fixtures.len() >= 16, "the fixtures are elsewhere now");
    for (name, text) in fixtures {
        let text = str::from_utf8(&text).expect("fixtures are UTF-8");
        let found = answered(Answer::json("200 OK", text)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(found, from_json(text).expect("tested apart"), "{name}");
    }
}

#[test]
fn a_checked_sid_is_taken_too() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let sid = BuildSid::new(BUILD).expect("it is one");
    let client = client(&server);
    assert_eq!(block_on(fetch_build_status(&client, SERVICE, &sid)).expect("it is a success"), BuildStatus::default());
    assert_eq!(block_on(fetch_build_status(&client, SERVICE, sid)).expect("it is a success"), BuildStatus::default());
    let targets: Vec<_> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    assert_eq!(targets.len(), 2);
    assert!(
        targets.iter().all(|target| *target == format!("/v1/Services/{SERVICE}/Builds/{BUILD}/Status")),
        "{targets:?}"
    );
}

#[test]
fn path_values_are_percent_encoded() {
    for (service, encoded) in [
        ("my-service", "my-service"),
        ("a/b", "a%2Fb"),
        ("a b?c#d", "a%20b%3Fc%23d"),
        ("100%", "100%25"),
        ("%2e%2e", "%252e%252e"),
        ("ü🦀", "%C3%BC%F0%9F%A6%80"),
        ("a\\b;c=d&e", "a%5Cb%3Bc%3Dd%26e"),
        ("a\r\nX-Injected: 1", "a%0D%0AX-Injected%3A%201"),
        ("...", "..."),
    ] {
        let server = Server::start([Answer::json("200 OK", "{}")]);
        block_on(fetch_build_status(&client(&server), service, BUILD)).expect("it is a success");
        let request = server.request();
        assert_eq!(request.target(), format!("/v1/Services/{encoded}/Builds/{BUILD}/Status"));
        assert_eq!(request.header("x-injected"), None);
    }
}

#[test]
fn bad_path_values_never_leave_the_process() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let client = client(&server);
    let long = format!("{BUILD}0");
    let mut said = String::new();
    for (service, sid) in [
        ("", BUILD),
        (".", BUILD),
        ("..", BUILD),
        (SERVICE, ""),
        (SERVICE, "."),
        (SERVICE, ".."),
        (SERVICE, "ZB"),
        (SERVICE, SERVICE),
        (SERVICE, &long),
        (SERVICE, &BUILD.replace('0', "x")),
        (SERVICE, &format!("{BUILD}\n")),
    ] {
        let error = block_on(fetch_build_status(&client, service, sid)).expect_err("it must be refused");
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
        said += &format!("{error}\n");
    }
    assert_eq!(server.connections(), 0);
    expect![[r#"
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `ServiceSid`: expected text other than ``, `.` and `..`, but found ``
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `ServiceSid`: expected text other than ``, `.` and `..`, but found `.`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `ServiceSid`: expected text other than ``, `.` and `..`, but found `..`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found ``
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `.`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `..`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `ZB`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `ZS0123456789abcdef0123456789abcdef`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `ZB0123456789abcdef0123456789abcdef0`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `ZBx123456789abcdefx123456789abcdef`
        GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: path parameter `Sid`: expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `ZB0123456789abcdef0123456789abcdef\n`
    "#]].assert_eq(&said);
}

#[test]
fn every_status_is_read() {
    for (text, status) in [
        (r#""building""#, Some(BuildState::Building)),
        (r#""failed""#, Some(BuildState::Failed)),
        (r#""COMPLETED""#, Some(BuildState::Completed)),
        (r#""Building""#, Some(BuildState::Building)),
        (r#""queued""#, Some(BuildState::Unknown("queued".to_owned()))),
        (r#""""#, Some(BuildState::Unknown(String::new()))),
        ("null", None),
    ] {
        let found = answered(Answer::json("200 OK", &format!("{{\"status\": {text}}}")));
        assert_eq!(found.expect("it is a success").status, status);
    }
}

#[test]
fn the_content_type_does_not_matter() {
    for media_type in ["application/json; charset=utf-8", "text/html", "application/problem+json"] {
        let found = answered(Answer::new("200 OK", media_type, COMPLETED)).expect("it is a success");
        assert_eq!(found.status, Some(BuildState::Completed));
    }
}

#[test]
fn what_comes_along_is_kept_on_request() {
    let headers = [
        ("Twilio-Request-Id", "RQ1"),
        ("Twilio-Request-Id", "RQ1"),
        ("Twilio-Request-Duration", "0.042"),
        ("X-Binary", "caf\u{e9}"),
    ];
    let server = Server::start([Answer::with("200 OK", &headers, COMPLETED)]);
    let response = block_on(fetch_build_status(&client(&server), SERVICE, BUILD).send()).expect("it is a success");
    assert_eq!(response.status, 200);
    assert_eq!(response.request_id.as_deref(), Some("RQ1"));
    assert_eq!(response.headers.get("twilio-request-duration"), Some("0.042"));
    assert_eq!(response.headers.get_all("TWILIO-REQUEST-ID").count(), 2);
    assert_eq!(response.value.status, Some(BuildState::Completed));
}

#[test]
fn a_call_can_have_headers_of_its_own() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let call = fetch_build_status(&client(&server), SERVICE, BUILD);
    let options = CallOptions::new().header("X-Trace", "abc").header("Accept", "application/json;v=2");
    block_on(call.with(options)).expect("it is a success");
    let request = server.request();
    assert_eq!(request.header("x-trace").as_deref(), Some("abc"));
    assert_eq!(request.header("accept").as_deref(), Some("application/json;v=2"));
}

#[test]
fn headers_cannot_be_broken_out_of() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let client = client(&server);
    for (name, value) in [("X-A", "b\r\nX-Injected: 1"), ("X-A\r\nX-Injected", "1"), ("", "a"), ("a b", "c")] {
        let call = fetch_build_status(&client, SERVICE, BUILD).with(CallOptions::new().header(name, value));
        let error = block_on(call).expect_err("it must be refused");
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
    }
    assert_eq!(server.connections(), 0);
}
