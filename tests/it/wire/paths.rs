//! What becomes of paths whose keys are more than a path, and of segments with several parameters.

use expect_test::expect;
use workspace_tests::cases::path_query::api::{reports, targets, topics, weather};
use workspace_tests::runtime::Error;

use super::requests::sent;
use super::server::{Answer, Server};
use super::{block_on, case_client};

/// The request line alone.
macro_rules! request_line {
    (|$client:ident| $call:expr) => {{
        let sent = sent!(path_query, |$client| $call);
        sent.lines().next().unwrap_or_default().to_owned()
    }};
}

#[test]
fn queries_in_keys() {
    let sent = [
        request_line!(|client| weather::weather_in_city(&client, "São Paulo", "BR").units("m")),
        request_line!(|client| weather::weather_at(&client, 1.5, "-2")),
        request_line!(|client| topics::list_topics(&client)),
        request_line!(|client| topics::list_topics(&client).max(5).version("2011 x")),
        request_line!(|client| topics::topic_acl(&client, "a?b")),
    ];
    expect![[r#"
        GET /weather?city=S%C3%A3o%20Paulo&country=BR&units=m HTTP/1.1
        GET /weather?lat=1.5&lon=-2 HTTP/1.1
        GET /?Action=ListTopics&Version=2010-03-31 HTTP/1.1
        GET /?Action=ListTopics&Version=2011%20x&max=5 HTTP/1.1
        GET /topics/a%3Fb?acl HTTP/1.1"#]]
    .assert_eq(&sent.join("\n"));
}

#[test]
fn fragments_are_not_sent() {
    let sent = [
        request_line!(|client| targets::start(&client, "Start")),
        request_line!(|client| targets::post_target_stop(&client, "Stop")),
    ];
    expect![[r#"
        POST / HTTP/1.1
        POST / HTTP/1.1"#]]
    .assert_eq(&sent.join("\n"));
}

#[test]
fn several_parameters_in_a_segment() {
    let sent = [
        request_line!(|client| reports::fetch_report(&client, "a/b")),
        request_line!(|client| reports::fetch_reports(&client, "1", "2")),
        request_line!(|client| reports::fetch_dots(&client, "a", "..b")),
    ];
    expect![[r#"
        GET /reports/report-a%2Fb.pdf HTTP/1.1
        GET /reports/1..2 HTTP/1.1
        GET /dots/a..b HTTP/1.1"#]]
    .assert_eq(&sent.join("\n"));
}

/// Each of the values is harmless, but not what they make together.
#[test]
fn a_segment_of_dots_is_refused() {
    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let client = case_client!(path_query, server);
    let mut said = String::new();
    let mut see = |result: Result<(), Error>| said += &format!("{}\n", result.expect_err("it must be refused"));
    see(block_on(reports::fetch_dots(&client, ".", ".")));
    see(block_on(reports::fetch_dots(&client, "a", "..")));
    see(block_on(reports::fetch_reports(&client, "", "")));
    assert_eq!(server.connections(), 0);
    expect![[r#"
        GET /dots/{first}{last}: path parameter `first`: expected text other than ``, `.` and `..`, but found `.`
        GET /dots/{first}{last}: path parameter `last`: expected text other than ``, `.` and `..`, but found `..`
        GET /reports/{first}..{last}: path parameter `first`: expected text other than ``, `.` and `..`, but found ``
    "#]]
    .assert_eq(&said);
}
