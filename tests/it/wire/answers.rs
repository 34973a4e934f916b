//! What becomes of answers: each kind of success, and errors that the document declares by status.

use expect_test::expect;
use workspace_tests::cases;
use workspace_tests::runtime::{CallOptions, Error};

use super::server::{Answer, Server};
use super::{block_on, case_client};

/// What a call of a case makes of an answer.
macro_rules! answered {
    ($case:ident, $answer:expr, |$client:ident| $call:expr) => {{
        let server = Server::start([$answer]);
        let $client = case_client!($case, server);
        block_on($call)
    }};
}

#[test]
fn every_kind_of_success() {
    use cases::response_success::api::pets::*;
    let json = |body: &str| Answer::json("200 OK", body);
    let rex = r#"{"name": "Rex", "age": 3}"#;
    let pet = answered!(response_success, json(rex), |client| fetch_pet(&client)).expect("it is a pet");
    assert_eq!(pet.name, "Rex");
    for status in ["200 OK", "201 Created", "202 Accepted", "299 Odd"] {
        let made = answered!(response_success, Answer::json(status, rex), |client| create_pet(&client));
        assert_eq!(made.expect(status), pet);
    }
    let pets = answered!(response_success, json(&format!("[{rex}, {rex}]")), |client| list_pets(&client));
    assert_eq!(pets.expect("it is a list"), [pet.clone(), pet.clone()]);
    let counts = answered!(response_success, json(r#"{"b": 2, "a": "1"}"#), |client| count_pets(&client));
    assert_eq!(counts.expect("it is a map").into_iter().collect::<Vec<_>>(), [("b".into(), 2), ("a".into(), 1)]);
    assert_eq!(answered!(response_success, json("-7"), |client| fetch_scalar(&client)).expect("it is one"), -7);
    assert_eq!(answered!(response_success, json(rex), |client| fetch_default(&client)).expect("it is a pet"), pet);
    let perhaps = answered!(response_success, json(rex), |client| fetch_perhaps(&client));
    assert_eq!(perhaps.expect("it is a pet"), Some(pet.clone()));
    let nothing = answered!(response_success, Answer::with("202 Accepted", &[], ""), |client| fetch_perhaps(&client));
    assert_eq!(nothing.expect("it is no pet yet"), None);
    let anything = answered!(response_success, json("[1.50]"), |client| fetch_anything(&client)).expect("it is JSON");
    assert_eq!(anything.to_string(), "[1.50]");
    let text = Answer::new("200 OK", "text/plain; charset=utf-8", "ünï\r\n");
    assert_eq!(answered!(response_success, text, |client| fetch_text(&client)).expect("it is text"), "ünï\r\n");
    let bytes = Answer::new("200 OK", "image/png", [0, 255, 10]);
    assert_eq!(answered!(response_success, bytes, |client| fetch_bytes(&client)).expect("it is bytes"), [0, 255, 10]);
}

#[test]
fn nothing_is_read_where_nothing_is_declared() {
    use cases::response_success::api::pets::{check_pet, delete_pet};
    for answer in [Answer::with("204 No Content", &[], ""), Answer::new("200 OK", "text/html", "<h1>Done</h1>")] {
        answered!(response_success, answer, |client| delete_pet(&client)).expect("any success will do");
    }
    // The length is that of the body that GET would have.
    let head = Answer::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n".to_vec());
    answered!(response_success, head, |client| check_pet(&client)).expect("there is no body to wait for");
}

#[test]
fn metadata_of_a_success() {
    use cases::response_success::api::pets::fetch_pet;
    let headers = [("X-Request-Id", "R1"), ("X-Odd", "a"), ("X-Odd", "b"), ("Content-Type", "application/json")];
    let server = Server::start([Answer::with("203 Odd", &headers, r#"{"name": "Rex"}"#)]);
    let client = case_client!(response_success, server);
    let response = block_on(fetch_pet(&client).send()).expect("it is a success");
    assert_eq!((response.status, response.request_id.as_deref()), (203, Some("R1")));
    assert_eq!(response.headers.get("x-odd"), Some("a"));
    assert_eq!(response.value.name, "Rex");
}

#[test]
fn another_success_than_the_document_declares() {
    use cases::response_success::api::pets::fetch_pet;
    let mut said = String::new();
    for answer in [
        Answer::with("204 No Content", &[], ""),
        Answer::json("202 Accepted", r#"{"after": 5}"#),
        Answer::new("200 OK", "text/plain", "name: Rex"),
    ] {
        let error = answered!(response_success, answer, |client| fetch_pet(&client)).expect_err("it is no pet");
        said += &format!("{error}\n");
    }
    expect![[r#"
        GET /pet: 204 No Content, but the body cannot be read: expected JSON, but found an empty body
        GET /pet: 202 Accepted, but the body cannot be read: expected a string, but found nothing at `$.name`
        GET /pet: 200 OK, but the body cannot be read: expected a JSON value, but found `n` at line 1, column 1
    "#]]
    .assert_eq(&said);
}

#[test]
fn errors_by_status() {
    use cases::response_error::api::pets::{FetchPet, fetch_pet};
    let answer = |status: &str, body: &str| {
        let once = CallOptions::new().retries(0);
        answered!(response_error, Answer::json(status, body), |client| fetch_pet(&client).with(once)).expect_err(status)
    };
    let which = |error: &Error| {
        let found = [
            FetchPet::error_404(error).map(|body| format!("404: {body:?}")),
            FetchPet::error_4xx(error).map(|body| format!("4xx: {body:?}")),
            FetchPet::error_default(error).map(|body| format!("default: {body:?}")),
        ];
        let found: Vec<_> = found.into_iter().flatten().collect();
        assert!(found.len() < 2, "{found:?}");
        found.into_iter().next().unwrap_or_else(|| "none".to_owned())
    };
    let mut said = String::new();
    let body = r#"{"code": 7, "name": "rex", "title": "No", "reason": "why"}"#;
    for status in
        ["404 Not Found", "400 Bad Request", "499 Odd", "500 Internal Server Error", "503 Service Unavailable"]
    {
        let error = answer(status, body);
        said += &format!("{error}\n    {}\n", which(&error));
    }
    // Bodies that are not what the document says: the error is one all the same.
    for body in ["", "<html>", "[]", r#"{"code": {}}"#] {
        let error = answer("404 Not Found", body);
        said += &format!("{error}\n    {}\n", which(&error));
    }
    expect![[r#"
        GET /pet: 404 Not Found: No (code 7)
            404: NotFound { code: 7, name: "rex" }
        GET /pet: 400 Bad Request: No (code 7)
            4xx: Problem { title: "No" }
        GET /pet: 499: No (code 7)
            4xx: Problem { title: "No" }
        GET /pet: 500 Internal Server Error: No (code 7)
            default: FetchPetError { reason: "why" }
        GET /pet: 503 Service Unavailable: No (code 7)
            none
        GET /pet: 404 Not Found
            none
        GET /pet: 404 Not Found: an HTML page, as proxies send it
            none
        GET /pet: 404 Not Found
            none
        GET /pet: 404 Not Found
            none
    "#]]
    .assert_eq(&said);
}
