//! Which credentials each operation sends, and what it says without them.

use expect_test::expect;
use workspace_tests::cases::security::Client;
use workspace_tests::cases::security::api::security as api;
use workspace_tests::runtime::{ClientBuilder, Credential, Error};

use super::block_on;
use super::server::{Answer, Server};

type Call = fn(&Client) -> Result<(), Error>;

const CALLS: [(&str, Call); 10] = [
    ("default", |client| block_on(api::use_default(client))),
    ("none", |client| block_on(api::use_none(client))),
    ("bearer", |client| block_on(api::use_bearer(client))),
    ("header", |client| block_on(api::use_header(client))),
    ("query", |client| block_on(api::use_query(client))),
    ("cookie", |client| block_on(api::use_cookie(client))),
    ("either", |client| block_on(api::use_either(client))),
    ("both", |client| block_on(api::use_both(client))),
    ("optional", |client| block_on(api::use_optional(client))),
    ("oauth", |client| block_on(api::use_oauth(client))),
];

/// What each operation shows of the credentials, or says that it lacks.
fn shown(with: impl Fn(ClientBuilder<Client>) -> ClientBuilder<Client>) -> String {
    let mut shown = String::new();
    for (name, call) in CALLS {
        let server = Server::start([Answer::with("204 No Content", &[], "")]);
        let client = with(Client::builder().base_url(server.url())).build().expect("the settings are fine");
        match call(&client) {
            Ok(()) => {
                let request = server.request();
                shown += &format!("{name}: {}", request.target());
                for header in ["authorization", "x-api-key", "cookie"] {
                    shown += &request.header(header).map(|value| format!(", {header}: {value}")).unwrap_or_default();
                }
                shown += "\n";
            }
            Err(error) => {
                assert!(matches!(error, Error::Setup(_)), "{error:?}");
                assert_eq!(server.connections(), 0);
                shown += &format!("{error}\n");
            }
        }
    }
    shown
}

#[test]
fn none() {
    expect![[r#"
        GET /default: it needs credentials that the client was not given: `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD)
        none: /none
        GET /bearer: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN)
        GET /header: it needs credentials that the client was not given: `Credential::api_key` for `header_key`
        GET /query: it needs credentials that the client was not given: `Credential::api_key` for `query_key`
        GET /cookie: it needs credentials that the client was not given: `Credential::api_key` for `cookie_key`
        GET /either: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN), or `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD)
        GET /both: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN) together with `Credential::api_key` for `header_key`
        optional: /optional
        GET /oauth: it needs credentials that the client was not given: `Credential::bearer` for `oauth`
    "#]].assert_eq(&shown(|builder| builder));
}

#[test]
fn basic() {
    // `printf %s 'name:pass:wörd' | base64`
    expect![[r#"
        default: /default, authorization: Basic bmFtZTpwYXNzOnfDtnJk
        none: /none
        GET /bearer: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN)
        GET /header: it needs credentials that the client was not given: `Credential::api_key` for `header_key`
        GET /query: it needs credentials that the client was not given: `Credential::api_key` for `query_key`
        GET /cookie: it needs credentials that the client was not given: `Credential::api_key` for `cookie_key`
        either: /either, authorization: Basic bmFtZTpwYXNzOnfDtnJk
        GET /both: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN) together with `Credential::api_key` for `header_key`
        optional: /optional
        GET /oauth: it needs credentials that the client was not given: `Credential::bearer` for `oauth`
    "#]].assert_eq(&shown(|builder| builder.credential(Credential::basic("name", "pass:wörd"))));
}

#[test]
fn bearer() {
    expect![[r#"
        GET /default: it needs credentials that the client was not given: `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD)
        none: /none
        bearer: /bearer, authorization: Bearer t0ken
        GET /header: it needs credentials that the client was not given: `Credential::api_key` for `header_key`
        GET /query: it needs credentials that the client was not given: `Credential::api_key` for `query_key`
        GET /cookie: it needs credentials that the client was not given: `Credential::api_key` for `cookie_key`
        either: /either, authorization: Bearer t0ken
        GET /both: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN) together with `Credential::api_key` for `header_key`
        optional: /optional, authorization: Bearer t0ken
        oauth: /oauth, authorization: Bearer t0ken
    "#]].assert_eq(&shown(|builder| builder.credential(Credential::bearer("t0ken"))));
}

#[test]
fn api_key() {
    expect![[r#"
        GET /default: it needs credentials that the client was not given: `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD)
        none: /none
        GET /bearer: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN)
        header: /header, x-api-key: k&y=/+%
        query: /query?key=k%26y%3D%2F%2B%25
        cookie: /cookie, cookie: sid=k&y=/+%
        GET /either: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN), or `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD)
        GET /both: it needs credentials that the client was not given: `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN) together with `Credential::api_key` for `header_key`
        optional: /optional
        GET /oauth: it needs credentials that the client was not given: `Credential::bearer` for `oauth`
    "#]].assert_eq(&shown(|builder| builder.credential(Credential::api_key("k&y=/+%"))));
}

#[test]
fn each_its_own() {
    let with = |builder: ClientBuilder<Client>| {
        builder
            .credential(Credential::basic("name", "password"))
            .credential(Credential::bearer("t0ken"))
            .credential_for("oauth", Credential::bearer("from-oauth"))
            .credential_for("header_key", Credential::api_key("one"))
            .credential_for("query_key", Credential::api_key("two"))
            .credential_for("cookie_key", Credential::api_key("three"))
    };
    expect![[r#"
        default: /default, authorization: Basic bmFtZTpwYXNzd29yZA==
        none: /none
        bearer: /bearer, authorization: Bearer t0ken
        header: /header, x-api-key: one
        query: /query?key=two
        cookie: /cookie, cookie: sid=three
        either: /either, authorization: Bearer t0ken
        both: /both, authorization: Bearer t0ken, x-api-key: one
        optional: /optional, authorization: Bearer t0ken
        oauth: /oauth, authorization: Bearer from-oauth
    "#]]
    .assert_eq(&shown(with));
}

#[test]
fn what_nothing_takes_is_refused() {
    let mut said = String::new();
    for builder in [
        Client::builder().credential_for("basic", Credential::bearer("t0ken")),
        Client::builder().credential_for("missing", Credential::bearer("t0ken")),
        Client::builder().credential(Credential::bearer("")),
        Client::builder().credential(Credential::api_key("line\nbreak")),
        Client::builder().credential_for("cookie_key", Credential::api_key("not; a cookie")),
        Client::builder().credential(Credential::basic("a:b", "c")),
    ] {
        said += &format!("{}\n", builder.build().expect_err("it must be refused"));
    }
    expect![[r#"
        no scheme `basic` takes the bearer token; the API takes `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD), `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN), `Credential::api_key` for `header_key`, `Credential::api_key` for `query_key`, `Credential::api_key` for `cookie_key`, `Credential::bearer` for `oauth`
        no scheme `missing` takes the bearer token; the API takes `Credential::basic` for `basic` (in the environment: EXAMPLE_USER and EXAMPLE_PASSWORD), `Credential::bearer` for `token` (in the environment: EXAMPLE_TOKEN), `Credential::api_key` for `header_key`, `Credential::api_key` for `query_key`, `Credential::api_key` for `cookie_key`, `Credential::bearer` for `oauth`
        the bearer token: it is empty
        the API key: it has characters that a header cannot hold, such as a line break at its end
        the API key: it has characters that a cookie cannot hold
        the HTTP Basic credential: its user name has a colon, which would end it (RFC 7617)
    "#]].assert_eq(&said);
}
