//! Credentials appear in no `Debug` output and no error.

use std::error::Error as _;
use std::net::TcpListener;
use std::time::Duration;

use twilio_serverless::api::build_status::fetch_build_status;
use twilio_serverless::{CallOptions, Client, ClientBuilder, Credential, Error};

use super::server::{Answer, Server};
use super::{ACCOUNT, BUILD, SERVICE, TOKEN, block_on};

/// What must be nowhere: the token, and what Basic makes of it (and of its start, for what cuts the text).
fn assert_clean(what: &str, text: &str) {
    // `printf %s AC0123456789abcdef0123456789abcdef:s3cret-auth-token | base64 -w 0`
    const ENCODED: &str = "QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzM2NyZXQtYXV0aC10b2tlbg==";
    for secret in [TOKEN, ENCODED, &ENCODED[..30], "s3cret"] {
        assert!(!text.contains(secret), "{what} shows a credential: {text}");
    }
}

fn assert_error_clean(error: &Error) {
    assert_clean("an error", &format!("{error} {error:?} {error:#?}"));
    let mut source = error.source();
    while let Some(cause) = source {
        assert_clean("a cause", &format!("{cause} {cause:?} {cause:#?}"));
        source = cause.source();
    }
}

fn builder(url: String) -> ClientBuilder<Client> {
    Client::builder().credential(Credential::basic(ACCOUNT, TOKEN)).base_url(url).retries(0)
}

#[test]
fn the_test_would_see_one() {
    let request = {
        let server = Server::start([Answer::json("200 OK", "{}")]);
        let client = builder(server.url()).build().expect("the settings are fine");
        block_on(fetch_build_status(&client, SERVICE, BUILD)).expect("it is a success");
        server.request().pinned()
    };
    assert!(std::panic::catch_unwind(|| assert_clean("a request", &request)).is_err(), "{request}");
}

#[test]
fn debug_output() {
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let credential = Credential::basic(ACCOUNT, TOKEN);
    assert_clean("a credential", &format!("{credential:?} {credential:#?}"));
    for credential in [Credential::bearer(TOKEN), Credential::api_key(TOKEN)] {
        assert_clean("a credential", &format!("{credential:?} {credential:#?}"));
    }
    let builder = builder(server.url());
    assert_clean("a builder", &format!("{builder:?} {builder:#?}"));
    let client = builder.build().expect("the settings are fine");
    assert_clean("a client", &format!("{client:?} {client:#?}"));
    let options = CallOptions::new().header("Authorization", TOKEN);
    assert_clean("options", &format!("{options:?} {options:#?}"));
    let call = fetch_build_status(&client, SERVICE, BUILD).with(options);
    assert_clean("a call", &format!("{call:?} {call:#?}"));
    let sending = call.send();
    assert_clean("a sending", &format!("{sending:?} {sending:#?}"));
    let response = block_on(sending).expect("it is a success");
    assert_clean("a response", &format!("{response:?} {response:#?}"));
}

#[test]
fn every_kind_of_error() {
    let to = |location: &str| Answer::with("302 Found", &[("Location", location)], "");
    let mut seen = Vec::new();
    let mut see = |error: Error| {
        assert_error_clean(&error);
        seen.push(std::mem::discriminant(&error));
    };
    for answer in [
        Answer::json("401 Unauthorized", "{\"message\": \"no\"}"),
        Answer::json("200 OK", "{\"sid\": {}}"),
        Answer::json("200 OK", &format!("{{\"sid\": \"{}\"}}", "a".repeat(2000))),
        Answer::Nothing,
        Answer::Bytes(b"no HTTP\r\n\r\n".to_vec()),
        Answer::Silence,
        to("http://example.com/"),
        to("http://[broken/"),
    ] {
        let server = Server::start([answer]);
        let client = builder(server.url()).timeout(Duration::from_millis(300)).max_response_bytes(1000).build();
        let client = client.expect("the settings are fine");
        see(block_on(fetch_build_status(&client, SERVICE, BUILD)).expect_err("it is an error"));
        see(block_on(fetch_build_status(&client, "..", BUILD)).expect_err("it is refused"));
    }
    let closed =
        TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("there is a free port");
    let nowhere = builder(format!("http://{closed}")).build().expect("the settings are fine");
    see(block_on(fetch_build_status(&nowhere, SERVICE, BUILD)).expect_err("nobody listens"));
    for credential in [
        Credential::api_key(TOKEN),
        Credential::basic(format!("{ACCOUNT}:"), TOKEN),
        Credential::basic(ACCOUNT, format!("{TOKEN}\r\n")),
    ] {
        see(Client::new(credential).expect_err("it can't be sent"));
    }
    see(builder(format!("http://{TOKEN}:{TOKEN}@example.com/")).build().expect_err("no credentials in a URL"));
    let failed = Server::start([Answer::json("200 OK", "{\"status\": \"failed\"}")]);
    let client = builder(failed.url()).build().expect("the settings are fine");
    see(block_on(fetch_build_status(&client, SERVICE, BUILD).wait()).expect_err("the build fails"));
    let kinds: std::collections::HashSet<_> = seen.into_iter().collect();
    // Setup, refused, transport, time-out, API, decode, redirect, too large, wait.
    assert_eq!(kinds.len(), 9, "not every kind of error was seen");
}
