//! Answers whose type depends on the status, and what is asked for.

use expect_test::expect;
use workspace_tests::cases::response_status::api::exports::{self, FetchExportAnswer, StartExportAnswer};
use workspace_tests::cases::response_status::api::types;
use workspace_tests::runtime::Error;

use super::server::{Answer, Server};
use super::{block_on, case_client};

fn started(answer: Answer) -> Result<StartExportAnswer, Error> {
    let server = Server::start([answer]);
    block_on(exports::start_export(&case_client!(response_status, server)))
}

fn fetched(answer: Answer) -> Result<FetchExportAnswer, Error> {
    let server = Server::start([answer]);
    block_on(exports::fetch_export(&case_client!(response_status, server)))
}

#[test]
fn each_status_has_its_variant() {
    let export = r#"{"id": "EX1", "after": 5}"#;
    match started(Answer::json("200 OK", export)) {
        Ok(StartExportAnswer::Ok(export)) => assert_eq!(export.id.as_deref(), Some("EX1")),
        other => panic!("{other:?}"),
    }
    match started(Answer::json("202 Accepted", export)) {
        Ok(StartExportAnswer::Accepted(pending)) => assert_eq!(pending.after, Some(5)),
        other => panic!("{other:?}"),
    }
    let nothing = started(Answer::with("204 No Content", &[], "")).expect("it is a success");
    assert_eq!(nothing, StartExportAnswer::NoContent);
    // What the document does not know is read as the first.
    assert!(matches!(started(Answer::json("299 Odd", export)), Ok(StartExportAnswer::Ok(_))));
    let error = started(Answer::json("202 Accepted", "[]")).expect_err("it is no object");
    expect!["POST /exports: 202 Accepted, but the body cannot be read: expected an object, but found an array at `$`"]
        .assert_eq(&error.to_string());
}

#[test]
fn the_body_may_be_of_any_kind() {
    let text = fetched(Answer::new("200 OK", "text/csv", "a,b"));
    assert_eq!(text.expect("it is text"), FetchExportAnswer::Other("a,b".to_owned()));
    let bytes = fetched(Answer::new("206 Partial Content", "application/zip", [0, 255]));
    assert_eq!(bytes.expect("it is bytes"), FetchExportAnswer::PartialContent(vec![0, 255]));
    assert!(matches!(fetched(Answer::json("226 IM Used", "{}")), Ok(FetchExportAnswer::ImUsed(_))));
}

#[test]
fn one_of_several_types_is_told() {
    let server = Server::start([
        Answer::new("200 OK", "text/plain; charset=latin1", b"\xfc"),
        Answer::with("200 OK", &[], "<a/>"),
    ]);
    let client = case_client!(response_status, server);
    let text = block_on(types::fetch_several(&client)).expect("it is a success");
    assert_eq!((text.media_type.as_deref(), &*text.bytes), (Some("text/plain; charset=latin1"), &b"\xfc"[..]));
    let xml = block_on(types::fetch_several(&client)).expect("it is a success");
    assert_eq!((xml.media_type, &*xml.bytes), (None, &b"<a/>"[..]));
}

#[test]
fn texts_are_read_in_their_charset() {
    let answers = [
        Answer::new("200 OK", "text/csv; charset=ISO-8859-1", b"\xfc"),
        Answer::new("200 OK", "text/csv", "ü"),
        Answer::new("200 OK", "text/csv; charset=utf-8", b"a\xfc"),
    ];
    let server = Server::start(answers);
    let client = case_client!(response_status, server);
    assert_eq!(block_on(types::fetch_csv(&client)).expect("it is Latin-1"), "ü");
    assert_eq!(block_on(types::fetch_csv(&client)).expect("it is UTF-8"), "ü");
    let error = block_on(types::fetch_csv(&client)).expect_err("it is no UTF-8");
    expect!["GET /types/csv: 200 OK, but the body cannot be read: expected text in UTF-8, but found other bytes from byte 1 on"].assert_eq(&error.to_string());
}

#[test]
fn metadata_comes_along() {
    let server = Server::start([Answer::with("202 Accepted", &[("Request-Id", "RQ1")], "{}")]);
    let answer =
        block_on(exports::start_export(&case_client!(response_status, server)).send()).expect("it is a success");
    assert_eq!((answer.status, answer.request_id.as_deref()), (202, Some("RQ1")));
    assert!(matches!(answer.value, StartExportAnswer::Accepted(_)));
}

#[test]
fn what_is_asked_for_is_what_is_read() {
    let mut asked = String::new();
    macro_rules! accept {
        (|$client:ident| $call:expr) => {{
            let server = Server::start([Answer::json("200 OK", "{}")]);
            let $client = case_client!(response_status, server);
            block_on($call).expect("it is a success");
            let request = server.request();
            asked += &format!("{}: {}\n", request.target(), request.header("accept").unwrap_or_default());
        }};
    }
    accept!(|client| exports::start_export(&client));
    accept!(|client| exports::fetch_export(&client));
    accept!(|client| exports::put_export(&client));
    accept!(|client| types::fetch_hal(&client));
    accept!(|client| types::fetch_csv(&client));
    accept!(|client| types::fetch_picture(&client));
    accept!(|client| types::fetch_any(&client));
    accept!(|client| types::fetch_several(&client));
    accept!(|client| types::fetch_all(&client));
    expect![[r#"
        /exports: application/json
        /exports: application/zip, application/json, text/csv, */*;q=0.5
        /same: application/json
        /types/hal: application/hal+json
        /types/csv: text/csv, */*;q=0.5
        /types/pictures: image/png, image/*, */*;q=0.5
        /types/any: */*
        /types/several: application/xml, text/plain, */*;q=0.5
        /types/all: application/json
    "#]]
    .assert_eq(&asked);
}
