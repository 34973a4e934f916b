//! Links from page to page: where they may lead, and what goes along.

use client_runtime::{
    Api, Call, ClientBuilder, Core, Credential, Error, Next, Pages, Server, ServerVariable, ServerVariables,
};

use super::pages::{BY_URL, by_url, drained, first_line, list, numbers};
use super::server::{BASIC, Local, QUERY, SECRET, answer, builder, ok};

#[test]
fn no_link_leads_credentials_to_another_origin() {
    let elsewhere = Local::answering([ok("{}")]);
    let port = elsewhere.url.rsplit(':').next().unwrap_or_default();
    let address = format!("//127.0.0.1:{port}/x");
    for link in [&elsewhere.url, &address, &format!("http://localhost:{port}"), "https://127.0.0.1/", "file:///x"] {
        let page = format!(r#"{{"items": [1], "next": "{link}"}}"#);
        let server = Local::answering([answer("200 OK", "X-Request-Id: RQ1\r\n", &page)]);
        let (items, error) = drained(by_url(&server.client()));
        assert_eq!(items, [1], "the page itself is good");
        let Some(error @ Error::Redirect(_)) = error else { panic!("{error:?}") };
        let told = error.to_string();
        let start =
            "GET /v1/{Sid}/Items: 200 OK: the next page was not asked for, since its link leads to another origin, ";
        assert!(told.starts_with(start), "{told}");
        assert!(told.ends_with(", where credentials may not go (request id RQ1)"), "{told}");
        assert!(!link.contains(port) || told.contains(port), "{told}");
        assert!(!error.is_retryable());
    }
    assert!(elsewhere.got_nothing());
}

#[test]
fn a_link_that_is_none_is_an_error() {
    let server = Local::answering([ok(r#"{"items": [1], "next": "http://["}"#)]);
    let (_, error) = drained(by_url(&server.client()));
    let told = "GET /v1/{Sid}/Items: 200 OK: the next page was not asked for, since its link is not a URL";
    assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(told));
}

#[test]
fn a_link_cannot_bring_credentials_of_its_own() {
    let page = r#"{"next": "http://u:p@{host}/next"}"#;
    let server = Local::serving([page, "{}"].map(|page| {
        move |mut stream: std::net::TcpStream| {
            let host = stream.local_addr().map(|address| address.to_string()).unwrap_or_default();
            let _ = std::io::Write::write_all(&mut stream, ok(&page.replace("{host}", &host)).as_bytes());
        }
    }));
    let (_, error) = drained(by_url(&server.client()));
    assert!(error.is_none(), "{error:?}");
    server.request();
    let request = server.request();
    assert!(request.starts_with("GET /next HTTP/1.1\r\n") && request.contains("Basic QUMxOnMzY3JldC10MGtlbg==\r\n"));
}

#[test]
fn links_to_a_server_that_the_base_url_replaces_are_taken_to_it() {
    static OWN: Server = Server { url: "https://own.example.com/v2", variables: None };
    let link = |url: &str| ok(&format!(r#"{{"next": "{url}"}}"#));
    let server = Local::answering([link("https://api.example.com/v1/x?Page=1"), link("https://own.example.com/v2/x")]);
    let core = builder(&format!("{}/mock", server.url)).credential(Credential::basic("AC1", SECRET)).build();
    let (_, error) = drained(by_url(&core.expect("a client")));
    assert_eq!(first_line(&server), "GET /mock/v1/a%20b/Items?PageSize=2 HTTP/1.1");
    let request = server.request();
    assert!(request.starts_with("GET /mock/v1/x?Page=1 HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\nauthorization: Basic "), "{request}");
    // Not one of this operation.
    let told = error.expect("must be refused").to_string();
    assert!(told.contains("another origin, https://own.example.com, where"), "{told}");

    let server = Local::answering([link("https://own.example.com/v2/x"), link("https://api.example.com/v1/x")]);
    let pages = Pages::new(list(&server.client()).server(&OWN), BY_URL()).into_items(numbers);
    let told = drained(pages).1.expect("must be refused").to_string();
    server.request();
    assert_eq!(first_line(&server), "GET /x HTTP/1.1");
    assert!(told.contains("another origin, https://api.example.com, where"), "{told}");
}

#[test]
fn links_to_a_server_with_variables_are_taken_to_the_base_url() {
    const REGION: ServerVariable =
        ServerVariable { name: "region", default: "us1", defaults_by: None, values: &[], env: None };
    static REGIONAL: Api = Api {
        servers: &[
            Server { url: "https://api.example.com", variables: None },
            Server {
                url: "https://api.us1.example.com",
                variables: Some(ServerVariables { template: "https://api.{region}.example.com", all: &[REGION] }),
            },
        ],
        user_agent: "test",
        schemes: &[&BASIC],
        security: &[&[&BASIC]],
    };
    let links = ["https://api.ie1.example.com/1", "https://api.example.com/2", "https://api.us1.example.com/3"];
    let server = Local::answering(links.map(|link| ok(&format!(r#"{{"next": "{link}"}}"#))));
    let core: ClientBuilder<Core> = ClientBuilder::new(&REGIONAL);
    let core = core.base_url(&*server.url).server_variable("region", "ie1").credential(Credential::basic("a", SECRET));
    let (_, error) = drained(by_url(&core.build().expect("a client")));
    server.request();
    assert_eq!([first_line(&server), first_line(&server)], ["GET /1 HTTP/1.1", "GET /2 HTTP/1.1"]);
    assert!(error.expect("must be refused").to_string().contains("https://api.us1.example.com"));
}

#[test]
fn a_link_that_comes_again_ends_the_list() {
    for links in [&["?PageSize=2"][..], &["?Page=1", "?Page=1"], &["?Page=1", "?Page=2", "?Page=1"]] {
        let pages = links.iter().map(|link| ok(&format!(r#"{{"items": [1], "next": "{link}"}}"#)));
        let server = Local::answering(pages);
        let (items, error) = drained(by_url(&server.client()));
        assert_eq!(items.len(), links.len());
        let told = error.expect("must end").to_string();
        assert!(told.ends_with("since its link has come before, so that the list would not end"), "{told}");
    }
}

#[test]
fn a_key_in_the_query_goes_along_once() {
    let server = Local::answering([
        ok(r#"{"items": [1], "next": "?Page=1"}"#),
        ok(r#"{"items": [2], "next": "?api%20key=other&Page=2"}"#),
        ok(r#"{"items": [3]}"#),
    ]);
    let core = builder(&server.url).credential(Credential::api_key(SECRET)).build().expect("a client");
    let call = Call::get(&core, "/v1", &[]).security(&[&[&QUERY]]);
    let (items, _) = drained(Pages::new(call, BY_URL()).into_items(numbers));
    assert_eq!(items, [1, 2, 3]);
    for path in ["/v1?api%20key=", "/v1?Page=1&api%20key=", "/v1?Page=2&api%20key="] {
        assert_eq!(first_line(&server), format!("GET {path}{SECRET} HTTP/1.1"));
    }
}

#[test]
fn links_in_headers() {
    let link = |links: &str, body| answer("200 OK", links, body);
    let server = Local::answering([
        link("Link: </x?page=9>; rel=\"last\"\r\nLink: </x?page=2>; rel=\"next\"\r\n", "[1]"),
        link("Link: </x?page=1>; rel=\"prev\"\r\n", "[2]"),
    ]);
    let pages: Pages<Vec<i64>> = Pages::new(Call::get(&server.client(), "/x", &[]), Next::LinkHeader);
    let (items, error) = drained(pages.into_items(|page| page));
    assert!(error.is_none() && items == [1, 2]);
    assert_eq!([first_line(&server), first_line(&server)], ["GET /x HTTP/1.1", "GET /x?page=2 HTTP/1.1"]);
}
