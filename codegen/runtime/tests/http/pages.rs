//! Lists: page by page and item by item.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use client_runtime::{Call, CallOptions, ClientBuilder, Core, Error, Items, Json, Next, Pages, Read};
use futures_core::Stream;

use super::server::{API, Local, SECRET, answer, ok};

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

// A page is taken apart, so it comes by value.
#[allow(clippy::needless_pass_by_value)]
pub(crate) fn numbers(page: Json) -> Vec<i64> {
    let items = page.get("items").and_then(Json::as_array).unwrap_or_default();
    items.iter().filter_map(Json::as_i64).collect()
}

fn count(page: &Json) -> usize {
    page.get("items").and_then(Json::as_array).map_or(0, <[Json]>::len)
}

pub(crate) const BY_URL: fn() -> Next<Json> = || Next::Url(|page: &Json| page.get("next")?.as_str());

pub(crate) fn list(core: &Core) -> Call {
    Call::get(core, "/v1/{Sid}/Items", &[&"a b"]).query("PageSize", &2)
}

pub(crate) fn by_url(core: &Core) -> Items<Json, i64> {
    Pages::new(list(core), BY_URL()).into_items(numbers)
}

/// Everything that comes, the error last.
pub(crate) fn drained<P: Read, T>(mut items: Items<P, T>) -> (Vec<T>, Option<Error>) {
    block_on(async {
        let mut taken = Vec::new();
        while let Some(item) = items.next().await {
            match item {
                Ok(item) => taken.push(item),
                Err(error) => {
                    assert!(!format!("{error} {error:?}").contains(SECRET));
                    assert!(items.next().await.is_none(), "an error ends it");
                    return (taken, Some(error));
                }
            }
        }
        assert!(items.next().await.is_none(), "the end stays the end");
        (taken, None)
    })
}

pub(crate) fn first_line(server: &Local) -> String {
    server.request().lines().next().unwrap_or_default().to_owned()
}

#[test]
fn links_are_followed_with_everything_that_the_first_request_had() {
    let server = Local::answering([
        ok(r#"{"items": [1, 2], "next": "/v1/a%20b/Items?PageSize=2&Page=1&PageToken=x%2Fy#z"}"#),
        ok(r#"{"items": [], "next": "?Page=2"}"#),
        ok(r#"{"items": [3], "next": null}"#),
    ]);
    let call = list(&server.client()).header("X-Trace", &7).cookie("c", &1);
    let call = call.with(CallOptions::new().header("X-Own", "8").timeout(Duration::from_secs(9)));
    let (items, error) = drained(Pages::new(call, BY_URL()).into_items(numbers));
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [1, 2, 3]);
    for path in
        ["/v1/a%20b/Items?PageSize=2", "/v1/a%20b/Items?PageSize=2&Page=1&PageToken=x%2Fy", "/v1/a%20b/Items?Page=2"]
    {
        assert_eq!(
            server.request(),
            format!(
                "GET {path} HTTP/1.1\r\n\
                 accept: application/json\r\n\
                 x-trace: 7\r\n\
                 authorization: Basic QUMxOnMzY3JldC10MGtlbg==\r\n\
                 cookie: c=1\r\n\
                 x-own: 8\r\n\
                 user-agent: test-client/1.2.3\r\n\
                 host: {{host}}\r\n\r\n"
            )
        );
    }
}

#[test]
fn a_page_without_content_ends_the_list() {
    let none = answer("204 No Content", "", "");
    for (answers, expected) in
        [(vec![none.clone()], vec![]), (vec![ok(r#"{"items": [1], "next": "?p=2"}"#), none], vec![1])]
    {
        let (items, error) = drained(by_url(&Local::answering(answers).client()));
        assert!(error.is_none(), "{error:?}");
        assert_eq!(items, expected);
    }
}

#[test]
fn nothing_is_fetched_before_it_is_asked_for() {
    let server = Local::answering([
        ok(r#"{"items": [1, 2], "next": "?Page=1"}"#),
        ok(r#"{"items": [3], "next": "?Page=2"}"#),
        ok(r#"{"items": []}"#),
    ]);
    let mut items = by_url(&server.client());
    assert_eq!(format!("{items:?}"), "Items { pages: Pages(GET /v1/{Sid}/Items), ready: 0, .. }");
    let pause = || tokio::time::sleep(Duration::from_millis(50));
    block_on(async {
        pause().await;
        assert!(server.got_nothing());
        assert_eq!(items.next().await.and_then(Result::ok), Some(1));
        assert_eq!(first_line(&server), "GET /v1/a%20b/Items?PageSize=2 HTTP/1.1");
        assert_eq!(items.next().await.and_then(Result::ok), Some(2));
        pause().await;
        assert!(server.got_nothing());
        // As a stream; and given up half-way, which loses nothing.
        assert!(poll_fn(|context| Poll::Ready(pin!(items.next()).poll(context).is_pending())).await);
        let third = poll_fn(|context| Pin::new(&mut items).poll_next(context)).await;
        assert_eq!(third.and_then(Result::ok), Some(3));
        assert_eq!(first_line(&server), "GET /v1/a%20b/Items?Page=1 HTTP/1.1");
        pause().await;
        assert!(server.got_nothing());
        assert!(items.next().await.is_none());
        assert_eq!(first_line(&server), "GET /v1/a%20b/Items?Page=2 HTTP/1.1");
    });
}

#[test]
fn an_error_of_a_later_page_comes_out_once() {
    let server = Local::answering([
        ok(r#"{"items": [1, 2], "next": "?Page=1"}"#),
        answer("403 Forbidden", "X-Request-Id: RQ2\r\n", r#"{"code": 20003, "message": "No"}"#),
    ]);
    let (items, error) = drained(by_url(&server.client()));
    assert_eq!(items, [1, 2]);
    let told = "GET /v1/{Sid}/Items: 403 Forbidden: No (code 20003, request id RQ2)";
    assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(told));

    let server = Local::answering([ok(r#"{"items": [1], "next": "?Page=1"}"#), ok("<html>")]);
    let (items, error) = drained(by_url(&server.client()));
    assert!(items == [1] && matches!(error, Some(Error::Decode(_))), "{error:?}");

    let server = Local::answering([ok(r#"{"items": [1], "next": "?Page=1"}"#), ok(r#"{"items": [2]}"#)]);
    assert_eq!(block_on(by_url(&server.client()).all()).ok(), Some(vec![1, 2]));
    let server = Local::answering([ok(r#"{"items": [1], "next": "?Page=1"}"#), answer("404 Not Found", "", "")]);
    assert!(block_on(by_url(&server.client()).all()).is_err_and(|error| error.is_not_found()));
}

#[test]
fn input_that_is_refused_is_an_item_that_is_an_error() {
    let server = Local::answering([ok("{}")]);
    let call = Call::get(&server.client(), "/v1/{Sid}", &[&""]);
    let (items, error) = drained(Pages::new(call, BY_URL()).into_items(numbers));
    assert!(items.is_empty() && matches!(error, Some(Error::Refused(_))) && server.got_nothing());
}

#[test]
fn cursors() {
    let next = Next::Cursor { value: |page: &Json| page.get("cursor")?.as_str(), parameter: "after" };
    let server = Local::answering([
        ok(r#"{"items": [1], "cursor": "a/b="}"#),
        ok(r#"{"items": [2], "cursor": "c"}"#),
        ok(r#"{"items": [3], "cursor": ""}"#),
    ]);
    let (items, error) = drained(Pages::new(list(&server.client()), next).into_items(numbers));
    assert!(error.is_none() && items == [1, 2, 3]);
    for query in ["PageSize=2", "PageSize=2&after=a%2Fb%3D", "PageSize=2&after=c"] {
        assert_eq!(first_line(&server), format!("GET /v1/a%20b/Items?{query} HTTP/1.1"));
    }
    let next = Next::Cursor { value: |page: &Json| page.get("cursor")?.as_str(), parameter: "after" };
    let server = Local::answering([ok(r#"{"cursor": "a"}"#), ok(r#"{"cursor": "a"}"#)]);
    let (_, error) = drained(Pages::new(list(&server.client()), next).into_items(numbers));
    assert!(error.expect("must end").to_string().contains("since its cursor has come before"));
}

#[test]
fn offsets_and_numbers_of_pages() {
    let pages = [r#"{"items": [1, 2]}"#, r#"{"items": [3]}"#, r#"{"items": []}"#].map(ok);
    let offset = || Next::Offset { parameter: "offset", len: count };
    let page = || Next::Page { parameter: "page", first: 1, len: count };
    let requests = |call: fn(Call) -> Call, next: Next<Json>| {
        let server = Local::answering(pages.clone());
        let call = call(Call::get(&server.client(), "/x", &[]));
        let (items, error) = drained(Pages::new(call, next).into_items(numbers));
        assert!(error.is_none() && items == [1, 2, 3], "{error:?}");
        [first_line(&server), first_line(&server), first_line(&server)]
            .map(|line| line.trim_start_matches("GET /x").trim_end_matches(" HTTP/1.1").to_owned())
    };
    assert_eq!(requests(|call| call, offset()), ["", "?offset=2", "?offset=3"]);
    assert_eq!(requests(|call| call.query("offset", &40), offset()), ["?offset=40", "?offset=42", "?offset=43"]);
    assert_eq!(requests(|call| call, page()), ["", "?page=2", "?page=3"]);
    let numbered = requests(|call| call.query("page", &5).query("a", &1), page());
    assert_eq!(numbered, ["?page=5&a=1", "?page=6&a=1", "?page=7&a=1"]);

    let server = Local::answering([ok(r#"{"items": [1]}"#), ok(r#"{"items": [1]}"#)]);
    let (items, error) = drained(Pages::new(list(&server.client()), offset()).into_items(numbers));
    assert_eq!(items, [1, 1]);
    let told = "the next page was not asked for, since the same page came twice, as if `offset` had no effect";
    assert!(error.expect("must end").to_string().ends_with(told));
}

#[test]
fn lists_can_be_sent_between_threads() {
    fn check<T: Send + Unpin + 'static>(_: &T) {}
    fn check_send(_: impl Send) {}
    let core: ClientBuilder<Core> = ClientBuilder::new(&API);
    let core = core.base_url("http://127.0.0.1:9").build().expect("a client");
    let mut pages = Pages::new(list(&core), BY_URL());
    check(&pages);
    check_send(pages.next());
    check(&pages.into_items(numbers));
    check_send(by_url(&core).all());
}
