//! Redirects: where they may lead, and what goes along.

use client_runtime::{Call, Empty, Error, Json};

use super::server::{Local, answer, fail, ok, run};

fn to(status: &str, location: &str) -> String {
    answer(status, &format!("Location: {location}\r\nX-Request-Id: RQ1\r\n"), "")
}

#[test]
fn none_leads_to_another_origin() {
    let elsewhere = Local::answering([ok("1")]);
    let port = elsewhere.url.rsplit(':').next().unwrap_or_default();
    for location in [&elsewhere.url, &format!("http://localhost:{port}/x"), &format!("//127.0.0.1:{port}")] {
        let server = Local::answering([to("302 Found", location)]);
        let error = fail(Call::get(&server.client(), "/v1", &[]).send::<Json>());
        let origin =
            if location.contains("localhost") { format!("http://localhost:{port}") } else { elsewhere.url.clone() };
        assert_eq!(
            error.to_string(),
            format!(
                "GET /v1: 302 Found: the redirect was not followed, since it leads to another origin, {origin}, where \
                 credentials may not go (request id RQ1)"
            )
        );
        assert!(matches!(error, Error::Redirect(_)));
        assert_eq!((error.status(), error.request_id(), error.is_retryable()), (Some(302), Some("RQ1"), false));
    }
    assert!(elsewhere.got_nothing());
    let server = Local::answering([to("301 Moved Permanently", "https://127.0.0.1/")]);
    assert!(matches!(fail(Call::get(&server.client(), "/v1", &[]).send::<Json>()), Error::Redirect(_)));
}

#[test]
fn within_the_origin_they_are_followed_with_everything() {
    let server =
        Local::answering([to("307 Temporary Redirect", "/b?c=d#e"), to("308 Permanent Redirect", "f"), ok("1")]);
    run(Call::post(&server.client(), "/a", &[]).form(&[("g", &"h")]).send::<Json>()).expect("an answer");
    let requests = [server.request(), server.request(), server.request()];
    for (request, path) in requests.iter().zip(["/a", "/b?c=d", "/f"]) {
        assert!(request.starts_with(&format!("POST {path} HTTP/1.1\r\n")), "{request}");
        assert!(request.contains("\r\nauthorization: Basic ") && !request.contains("referer"), "{request}");
        assert!(request.ends_with("\r\n\r\ng=h"), "{request}");
    }
}

#[test]
fn a_see_other_is_fetched() {
    let server = Local::answering([to("303 See Other", "/b"), ok("1")]);
    run(Call::post(&server.client(), "/a", &[]).form(&[("g", &"h")]).send::<Json>()).expect("an answer");
    server.request();
    let request = server.request();
    assert!(request.starts_with("GET /b HTTP/1.1\r\n"), "{request}");
    assert!(!request.contains("content-") && request.ends_with("\r\n\r\n"), "{request}");
}

#[test]
fn a_post_does_not_become_a_get_by_itself() {
    for status in ["301 Moved Permanently", "302 Found"] {
        let server = Local::answering([to(status, "/b")]);
        let error = fail(Call::post(&server.client(), "/a", &[]).send::<Empty>());
        let told = "the redirect was not followed, since it may turn the POST into a GET (request id RQ1)";
        assert_eq!(error.to_string(), format!("POST /a: {status}: {told}"));
    }
}

#[test]
fn they_end() {
    let server = Local::answering((0..11).map(|_| to("302 Found", "/v1")));
    let error = fail(Call::get(&server.client(), "/v1", &[]).send::<Json>());
    assert_eq!(
        error.to_string(),
        "GET /v1: 302 Found: the redirect was not followed, since there were 10 before it (request id RQ1)"
    );
}

#[test]
fn one_that_leads_nowhere_is_an_error() {
    let server = Local::answering([to("302 Found", "http://[")]);
    let error = fail(Call::get(&server.client(), "/v1", &[]).send::<Json>());
    assert!(error.to_string().contains("since its `Location` is not a URL"), "{error}");
    let server = Local::answering([answer("302 Found", "", "")]);
    let error = fail(Call::get(&server.client(), "/v1", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1: 302 Found");
}
