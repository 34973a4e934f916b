//! What the calls of the cases send, feature by feature.

use expect_test::expect;
use workspace_tests::cases;
use workspace_tests::runtime::Error;

use super::server::{Answer, Server};
use super::{block_on, case_client};

/// Sends a call of a case, and pins the request. Of one that is answered with JSON, that can't be read.
macro_rules! sent {
    ($case:ident, |$client:ident| $call:expr) => {{
        let server =
            $crate::wire::server::Server::start([$crate::wire::server::Answer::with("204 No Content", &[], "")]);
        let $client = $crate::wire::case_client!($case, server);
        $crate::wire::block_on($call).expect("it is a success");
        server.request().pinned()
    }};
    ($case:ident, |$client:ident| $call:expr, $answer:ty) => {{
        let server =
            $crate::wire::server::Server::start([$crate::wire::server::Answer::with("204 No Content", &[], "")]);
        let $client = $crate::wire::case_client!($case, server);
        let answer: Result<$answer, _> = $crate::wire::block_on($call);
        answer.expect_err("there is no answer to read");
        server.request().pinned()
    }};
}
pub(super) use sent;

#[test]
fn path_parameters() {
    use cases::parameter_path::api::{days, files, pets};
    expect![[r#"
        GET /zoos/a%20zoo/pets/PE01af HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_path, |client| pets::fetch_pet(&client, "a zoo", "PE01af")));
    expect![[r#"
        GET /days/2026-01-31/hours/23/utc HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_path, |client| days::fetch_hour(&client, "2026-01-31", 23, "utc")));
    expect![[r#"
        GET /files/abc.tar HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_path, |client| files::fetch_file(&client, "abc", "tar")));
    expect![[r#"
        GET /a%20b/%C3%BC/true/:check HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_path, |client| files::check_id(&client, true)));
}

#[test]
fn path_parameters_are_checked() {
    use cases::parameter_path::api::{files, pets};
    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let client = case_client!(parameter_path, server);
    let mut said = String::new();
    let mut see = |result: Result<(), Error>| said += &format!("{}\n", result.expect_err("it must be refused"));
    see(block_on(pets::fetch_pet(&client, "", "PE01af")));
    see(block_on(pets::fetch_pet(&client, "zoo", "PE01AF")));
    see(block_on(files::fetch_file(&client, "a1", "tar")));
    see(block_on(files::fetch_file(&client, "abc", "t")));
    see(block_on(files::fetch_file(&client, "abc", "tarball")));
    assert_eq!(server.connections(), 0);
    expect![[r#"
        GET /zoos/{zoo_id}/pets/{PetId}: path parameter `zoo_id`: expected text other than ``, `.` and `..`, but found ``
        GET /zoos/{zoo_id}/pets/{PetId}: path parameter `PetId`: expected text that matches `^PE[0-9a-f]{4}$`, but found `PE01AF`
        GET /files/{name}.{extension}: path parameter `name`: expected text that matches `^[a-z]+$`, but found `a1`
        GET /files/{name}.{extension}: path parameter `extension`: expected at least 2 characters, but found `t`
        GET /files/{name}.{extension}: path parameter `extension`: expected at most 4 characters, but found `tarball`
    "#]].assert_eq(&said);
}

#[test]
fn query_parameters() {
    use cases::parameter_query::api::search::search;
    let pinned = sent!(parameter_query, |client| search(&client, "a&b=c d+é")
        .page_size(50)
        .exact(true)
        .weight(0.5)
        .since("2026-01-31T12:00:00Z")
        .day("2026-01-31")
        .order("desc")
        .kind("cow")
        .code("DE")
        .filter_name("x")
        .limit(-1));
    expect![[r#"
        GET /search?q=a%26b%3Dc%20d%2B%C3%A9&PageSize=50&exact=true&weight=0.5&since=2026-01-31T12%3A00%3A00Z&day=2026-01-31&order=desc&kind=cow&code=DE&filter%5Bname%5D=x&limit=-1 HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]].assert_eq(&pinned);
    expect![[r#"
        GET /search?q= HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_query, |client| search(&client, "")));
    // The last value counts.
    expect![[r#"
        GET /search?q=a&limit=2 HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_query, |client| search(&client, "a").limit(1).limit(2)));
}

#[test]
fn query_lists() {
    use cases::parameter_query_list::api::search::search;
    let pinned = sent!(parameter_query_list, |client| search(&client, ["a", "b c"])
        .repeat(vec!["x,y".to_owned(), "&".to_owned()])
        .comma([1, 2])
        .space(["a", "b"])
        .pipe(["cat", "dog"])
        .checked_2(["AB"])
        .json(&workspace_tests::runtime::from_json(r#"{"a": "ü"}"#).expect("it is one")));
    expect![[r#"
        GET /search?ids=a&ids=b%20c&repeat=x%2Cy&repeat=%26&comma=1,2&space=a%20b&pipe=cat%7Cdog&checked=AB&json=%7B%22a%22%3A%22%C3%BC%22%7D HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]].assert_eq(&pinned);
    expect![[r#"
        GET /search HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(parameter_query_list, |client| search(&client, [""; 0])));
    // What separates the items, inside of them.
    let pinned = sent!(parameter_query_list, |client| search(&client, [""]).space(["a b", "c"]).pipe(["a|b", "c"]));
    expect![[r#"
        GET /search?ids=&space=a%20b%20c&pipe=a%7Cb%7Cc HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&pinned);
    let pinned = sent!(parameter_query_list, |client| search(&client, ["a"]).comma([1]).comma([2, 3]).repeat([""; 0]));
    expect![[r#"
        GET /search?ids=a&comma=2,3 HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&pinned);

    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let client = case_client!(parameter_query_list, server);
    let error = block_on(search(&client, ["a"]).checked_2(["AB", "abc"])).expect_err("an item is refused");
    expect!["GET /search: query parameter `checked`: expected text that matches `^[A-Z]{2}$`, but found `abc`"]
        .assert_eq(&error.to_string());
    assert_eq!(server.connections(), 0);
}

#[test]
fn headers_and_cookies() {
    let pinned = sent!(parameter_header, |client| cases::parameter_header::api::things::list_things(&client, "t 1")
        .x_trace(7)
        .x_tags(["a", "b"])
        .if_none_match("\"abc\""));
    expect![[r#"
        GET /things HTTP/1.1
        accept: application/json
        if-none-match: "abc"
        user-agent: workspace-tests/0.1.0
        x-tags: a,b
        x-tenant: t 1
        x-trace: 7

    "#]]
    .assert_eq(&pinned);
    let pinned = sent!(parameter_cookie, |client| cases::parameter_cookie::api::things::list_things(&client, "a; b=c")
        .theme("dark")
        .debug(true));
    expect![[r#"
        GET /things HTTP/1.1
        accept: application/json
        cookie: session=a%3B%20b%3Dc; theme=dark; debug=true
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&pinned);
}

#[test]
fn forms() {
    use cases::body_form::api::pets::{create_pet, update_pet};
    let pinned = sent!(body_form, |client| create_pet(&client, "rex & co", "dog")
        .friendly_name("Ünï +%")
        .age(3)
        .tame(false)
        .weight(1.5)
        .born("2026-01-31T12:00:00Z")
        .toys(["TY01", "TY02"])
        .kinds(["cat", "dog"]));
    expect![[r#"
        POST /pets HTTP/1.1
        accept: application/json
        content-length: 156
        content-type: application/x-www-form-urlencoded
        user-agent: workspace-tests/0.1.0

        UniqueName=rex+%26+co&Kind=dog&FriendlyName=%C3%9Cn%C3%AF+%2B%25&Age=3&Tame=false&Weight=1.5&Born=2026-01-31T12%3A00%3A00Z&Toys=TY01&Toys=TY02&Kinds=cat,dog"#]].assert_eq(&pinned);
    expect![[r#"
        POST /pets/1 HTTP/1.1
        accept: application/json
        content-length: 0
        content-type: application/x-www-form-urlencoded
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(body_form, |client| update_pet(&client, "1")));
    expect![[r#"
        POST /pets/1 HTTP/1.1
        accept: application/json
        content-length: 13
        content-type: application/x-www-form-urlencoded
        user-agent: workspace-tests/0.1.0

        FriendlyName="#]]
    .assert_eq(&sent!(body_form, |client| update_pet(&client, "1").friendly_name("")));
    // Objects go as JSON; in a list that is joined, what separates the items is encoded in them.
    let anything = workspace_tests::runtime::from_json("[1.50, null]").expect("it is JSON");
    let address = cases::body_form::types::CreatePetAddress::new().street("Main & 1st");
    let pinned = sent!(body_form, |client| create_pet(&client, "a", "b")
        .address(&address)
        .anything(&anything)
        .kinds(["a,b", "c"])
        .toys([""; 0]));
    expect![[r#"
        POST /pets HTTP/1.1
        accept: application/json
        content-length: 108
        content-type: application/x-www-form-urlencoded
        user-agent: workspace-tests/0.1.0

        UniqueName=a&Kind=b&Address=%7B%22street%22%3A%22Main+%26+1st%22%7D&Anything=%5B1.50%2Cnull%5D&Kinds=a%2Cb,c"#]]
    .assert_eq(&pinned);
}
