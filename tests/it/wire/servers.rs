//! Where requests go: the servers of the document, their variables, those of single operations, and the override.

use expect_test::expect;
use workspace_tests::cases;
use workspace_tests::cases::server::Client;
use workspace_tests::cases::server::api::servers::{call_here, call_operation, call_path};
use workspace_tests::runtime::ClientBuilder;

use super::server::{Answer, Server};
use super::{block_on, case_client};

#[test]
fn an_override_replaces_all() {
    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let client = Client::builder().base_url(format!("{}/api//", server.url())).build().expect("the settings are fine");
    for result in [block_on(call_here(&client)), block_on(call_path(&client)), block_on(call_operation(&client))] {
        result.expect("it is a success");
    }
    let lines: Vec<_> = server.requests().into_iter().map(|request| request.line).collect();
    expect![[r#"
        GET /api/here HTTP/1.1
        GET /api/path HTTP/1.1
        GET /api/operation HTTP/1.1"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn variables() {
    type With = fn(ClientBuilder<Client>) -> ClientBuilder<Client>;
    let mut said = String::new();
    let settings: [With; 8] = [
        |builder| builder,
        |builder| {
            builder.server_variable("product", "chat").server_variable("port", "8443").server_variable("base", "v2")
        },
        |builder| builder.server_variable("product", "a").server_variable("product", "b"),
        |builder| builder.server_variable("port", "80"),
        |builder| builder.server_variable("product", "evil.example/"),
        |builder| builder.server_variable("product", "user@evil"),
        |builder| builder.server_variable("base", ""),
        |builder| builder.server_variable("missing", "x"),
    ];
    for with in settings {
        let built = with(Client::builder()).build();
        said += &built.map_or_else(|error| error.to_string(), |client| base_url(&format!("{client:?}")));
        said += "\n";
    }
    expect![[r#"
        https://api.example.com/v1
        https://chat.example.com:8443/v2
        https://b.example.com/v1
        server variable `port`: expected one of `443`, `8443`, but found `80`
        server variable `product` (in the environment: EXAMPLE_PRODUCT): expected letters, digits and `-._~`, but found `evil.example/`
        server variable `product` (in the environment: EXAMPLE_PRODUCT): expected letters, digits and `-._~`, but found `user@evil`
        server variable `base`: expected letters, digits and `-._~`, but found ``
        no server variable is called `missing`, only `product`, `port`, `base`
    "#]].assert_eq(&said);
}

/// Where the requests of a client go by default, by its `Debug` output.
pub(super) fn base_url(debug: &str) -> String {
    let (_, rest) = debug.split_once("base_url: \"").unwrap_or_else(|| panic!("no base URL in {debug}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn a_document_that_names_none() {
    let client = cases::server_none::Client::new().expect("it can be made");
    assert_eq!(base_url(&format!("{client:?}")), "http://localhost");
    let client = cases::server_odd::Client::new().expect("it can be made");
    assert_eq!(base_url(&format!("{client:?}")), "http://localhost/v2");
}

#[test]
fn literal_parts_stay_as_they_are() {
    use cases::bad_path_parameter::api::pets;
    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let client = case_client!(bad_path_parameter, server);
    block_on(pets::open_brace(&client)).expect("it is a success");
    block_on(pets::empty_braces(&client)).expect("it is a success");
    block_on(pets::no_slash(&client)).expect("it is a success");
    block_on(pets::query_in_path(&client)).expect("it is a success");
    let targets: Vec<_> = server.requests().iter().map(|request| request.target().to_owned()).collect();
    expect![[r#"
        /open/%7Bbrace
        /close%7D/%7B%7D
        /no-slash
        /query?a=b"#]]
    .assert_eq(&targets.join("\n"));
    let error = block_on(pets::dots_in_path(&client)).expect_err("it would be another path");
    expect!["GET /up/../..//./x: its path is not one that can be sent as it is: `/up/../..//./x`"]
        .assert_eq(&error.to_string());
    assert_eq!(server.requests().len(), 4);
}
