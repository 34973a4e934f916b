//! Answers that are read as they come.

use std::time::Duration;

use expect_test::expect;
use workspace_tests::cases::response_stream::api::films::{self, FetchEitherAnswer};
use workspace_tests::cases::response_stream::api::pets::{self, WatchPets};
use workspace_tests::runtime::{Error, Event};

use super::server::{Answer, Server};
use super::{block_on, case_client};

const EVENTS: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n";

/// The head, then each text as a chunk of its own (RFC 9112, section 7.1), then perhaps the end.
fn chunked(texts: &[&[u8]], ends: bool) -> Answer {
    let mut pieces = vec![format!("{EVENTS}Transfer-Encoding: chunked\r\n\r\n").into_bytes()];
    for text in texts {
        pieces.push([format!("{:x}\r\n", text.len()).as_bytes(), text, b"\r\n"].concat());
    }
    if ends {
        pieces.push(b"0\r\n\r\n".to_vec());
    }
    Answer::Pieces(pieces)
}

fn shown<T>(event: &Event<T>) -> String {
    format!("{:?} {} {:?} {:?}", event.id.as_deref(), event.kind, event.data, event.retry)
}

#[test]
fn events_come_across_pieces() {
    let text = "\u{feff}: hello\r\nretry: 500\r\n\r\nid: 1\r\nevent: born\r\ndata: {\"pet\":\r\ndata: \"Réx\"}\r\n\r\ndata: x\n\ndata: cut";
    let mut sent = Vec::new();
    for length in [1, 2, 5, text.len()] {
        let pieces: Vec<&[u8]> = text.as_bytes().chunks(length).collect();
        let server = Server::start([chunked(&pieces, true)]);
        let client = case_client!(response_stream, server);
        let (events, changes) = block_on(async {
            let mut stream = pets::watch_pets(&client).last_event_id("0").await.expect("it is a success");
            let (mut events, mut changes) = (Vec::new(), Vec::new());
            while let Some(event) = stream.next().await {
                let event = event.expect("nothing breaks");
                events.push(shown(&event));
                changes.push(event.value().map(|change| change.pet).ok());
            }
            (events, changes)
        });
        let expected =
            ["Some(\"1\") born \"{\\\"pet\\\":\\n\\\"Réx\\\"}\" Some(500ms)", "Some(\"1\") message \"x\" Some(500ms)"];
        assert_eq!(events, expected, "in pieces of {length}");
        assert_eq!(changes, [Some("Réx".to_owned()), None]);
        sent.push(server.request().pinned());
    }
    sent.dedup();
    expect![[r#"
        GET /watch HTTP/1.1
        accept: text/event-stream
        last-event-id: 0
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent.concat());
}

#[test]
fn one_that_is_cut_off_is_an_error() {
    let server = Server::start([chunked(&[b"data: {\"pet\": \"a\"}\n\n", b"data: {\"pe"], false)]);
    let client = case_client!(response_stream, server);
    block_on(async {
        let mut stream = pets::watch_pets(&client).await.expect("it is a success");
        let first = stream.next().await.expect("there is one").expect("it is whole");
        assert_eq!(first.value().expect("it is JSON").pet, "a");
        match stream.next().await {
            Some(Err(error @ Error::Transport(_))) => {
                let said = error.to_string().replace(&server.url(), "{server}");
                expect!["GET /watch: the connection to {server} failed: unexpected EOF during chunk size line"]
                    .assert_eq(&said);
            }
            other => panic!("{other:?}"),
        }
        assert!(stream.next().await.is_none(), "an error ends it");
    });
}

#[test]
fn an_error_comes_before_the_stream() {
    let gone = Answer::json("404 Not Found", r#"{"message": "no pets"}"#);
    let server = Server::start([Answer::json("503 Service Unavailable", "{}"), gone]);
    let client = case_client!(response_stream, server);
    let error = block_on(pets::watch_pets(&client)).expect_err("there are none, even if asked again");
    assert_eq!(server.requests().len(), 2);
    let body = WatchPets::error_404(&error).expect("it is declared");
    assert_eq!(body.message.as_deref(), Some("no pets"));
}

#[test]
fn an_endless_one_can_be_dropped() {
    let endless = Answer::Endless(format!("{EVENTS}\r\n").into_bytes(), b"data: {\"pet\": \"a\"}\n\n".to_vec());
    let server = Server::start([endless]);
    let builder = workspace_tests::cases::response_stream::Client::builder().base_url(server.url());
    // Which ends with the headers.
    let client = builder.timeout(Duration::from_secs(5)).build().expect("the settings are fine");
    block_on(async {
        let mut stream = pets::watch_pets(&client).await.expect("it is a success");
        for _ in 0..50 {
            stream.next().await.expect("it does not end").expect("it does not break");
        }
        assert_eq!(server.given_up(), 0);
        drop(stream);
        for _ in 0..500 {
            if server.given_up() > 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the connection is still open");
    });
}

#[test]
fn an_event_is_no_larger_than_an_answer_may_be() {
    let server =
        Server::start([Answer::Endless(format!("{EVENTS}\r\n").into_bytes(), b"data: more and more\n".to_vec())]);
    let builder = workspace_tests::cases::response_stream::Client::builder().base_url(server.url());
    let client = builder.max_response_bytes(1000).build().expect("the settings are fine");
    block_on(async {
        let mut stream = pets::watch_pets(&client).await.expect("it is a success");
        match stream.next().await {
            Some(Err(Error::TooLarge(error))) => assert_eq!(error.limit(), 1000),
            other => panic!("{other:?}"),
        }
        assert!(stream.next().await.is_none());
    });
}

#[test]
fn json_or_events() {
    let whole = Answer::json("200 OK", r#"{"text": "a b"}"#);
    let words = Answer::new("200 OK", "text/event-stream", "data: {\"word\": \"a\"}\n\ndata: [DONE]\n\n");
    let server = Server::start([whole, words]);
    let client = case_client!(response_stream, server);
    block_on(async {
        let whole = pets::complete(&client).await.expect("it is JSON");
        assert_eq!(whole.text.as_deref(), Some("a b"));
        let mut answer = pets::complete(&client).stream_events().await.expect("it is a success");
        assert_eq!((answer.status, answer.headers.get("content-type")), (200, Some("text/event-stream")));
        let first = answer.value.next().await.expect("there is one").expect("it is whole");
        assert_eq!(first.value().expect("it is a word").word, "a");
        let last = answer.value.next().await.expect("there is one").expect("it is whole");
        assert_eq!(last.data, "[DONE]");
        expect!["expected a JSON value, but found `D` at line 1, column 2"]
            .assert_eq(&last.value().expect_err("it is no JSON").to_string());
        assert!(answer.value.next().await.is_none());
    });
    let asked: Vec<_> = server.requests().iter().filter_map(|request| request.header("accept")).collect();
    assert_eq!(asked, ["application/json", "text/event-stream"]);
}

#[test]
fn bytes_come_whole_or_piece_by_piece() {
    let film = || Answer::new("200 OK", "application/octet-stream", [0, 255, 1, 2]);
    let server = Server::start([film(), film(), film(), film()]);
    let client = case_client!(response_stream, server);
    block_on(async {
        assert_eq!(films::fetch_film(&client).await.expect("it is a success"), [0, 255, 1, 2]);
        let mut answer = films::fetch_film(&client).stream_bytes().await.expect("it is a success");
        let mut bytes = Vec::new();
        while let Some(piece) = answer.value.next().await {
            bytes.extend(piece.expect("nothing breaks"));
        }
        assert_eq!(bytes, [0, 255, 1, 2]);
        let answer = films::fetch_film(&client).stream_bytes().await.expect("it is a success");
        assert_eq!(answer.value.all(4).await.expect("it is short enough"), [0, 255, 1, 2]);
        let answer = films::fetch_film(&client).stream_bytes().await.expect("it is a success");
        assert!(matches!(answer.value.all(3).await, Err(Error::TooLarge(_))));
    });
}

#[test]
fn where_the_status_decides_it_is_read_to_its_end() {
    let server = Server::start([Answer::new("200 OK", "text/event-stream", "data: 1\n\n")]);
    let answer = block_on(films::fetch_either(&case_client!(response_stream, server))).expect("it is a success");
    assert_eq!(answer, FetchEitherAnswer::Ok("data: 1\n\n".to_owned()));
}
