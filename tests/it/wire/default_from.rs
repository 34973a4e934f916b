//! Parameters of the path that the client has a value for.

use workspace_tests::cases::parameter_default_from::Client;
use workspace_tests::cases::parameter_default_from::api::default as api;
use workspace_tests::runtime::{ClientBuilder, Credential, Error};

use super::block_on;
use super::server::{Answer, Server};

/// Where `list_calls` and `fetch_call` go.
fn targets(with: impl Fn(ClientBuilder<Client>) -> ClientBuilder<Client>) -> Vec<String> {
    let answer = || Answer::with("204 No Content", &[], "");
    let server = Server::start([answer(), answer()]);
    let client = with(Client::builder().base_url(server.url())).build().expect("the settings are fine");
    block_on(api::list_calls(&client)).expect("the service agrees");
    block_on(api::fetch_call(&client, "CA 1")).expect("the service agrees");
    sent(&server)
}

fn sent(server: &Server) -> Vec<String> {
    server.requests().iter().map(|request| request.target().to_owned()).collect()
}

fn basic(username: &str) -> Credential {
    Credential::basic(username, "s3cret")
}

#[test]
fn the_user_name_of_the_credentials() {
    let expected = ["/Accounts/AC0001/Calls", "/Accounts/AC0001/Calls/CA%201"];
    assert_eq!(targets(|builder| builder.credential(basic("AC0001"))), expected);
    let named = |builder: ClientBuilder<Client>| builder.credential_for("account", basic("AC0001"));
    assert_eq!(targets(named), expected);
    assert_eq!(targets(|builder| named(builder).credential(basic("AC0002"))), expected);
}

#[test]
fn what_the_builder_says_goes_first() {
    let both = |builder: ClientBuilder<Client>| builder.credential(basic("SK0001")).default_account_sid("AC0002");
    assert_eq!(targets(both), ["/Accounts/AC0002/Calls", "/Accounts/AC0002/Calls/CA%201"]);
}

#[test]
fn what_the_caller_says_goes_before_all() {
    let answer = || Answer::with("204 No Content", &[], "");
    let server = Server::start([answer(), answer(), answer()]);
    let builder = Client::builder().base_url(server.url()).credential(basic("SK0001"));
    let client = builder.build().expect("the settings are fine");
    block_on(api::fetch_call(&client, "CA1").account_sid("AC0003")).expect("the service agrees");
    block_on(client.accounts("AC0004").calls("CA2").fetch()).expect("the service agrees");
    block_on(api::fetch_call(&client, "CA3").account_sid("odd").account_sid("AC0005")).expect("the service agrees");
    assert_eq!(
        sent(&server),
        ["/Accounts/AC0003/Calls/CA1", "/Accounts/AC0004/Calls/CA2", "/Accounts/AC0005/Calls/CA3"]
    );
}

#[test]
fn without_a_good_value_nothing_is_sent() {
    let said = |with: fn(ClientBuilder<Client>) -> ClientBuilder<Client>, account_sid: Option<&str>| {
        let server = Server::start([]);
        let client = with(Client::builder().base_url(server.url())).build().expect("the settings are fine");
        let call = api::fetch_call(&client, "CA1");
        let call = match account_sid {
            Some(account_sid) => call.account_sid(account_sid),
            None => call,
        };
        let error = block_on(call).expect_err("nothing fills the path");
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
        assert_eq!(server.connections(), 0);
        error.to_string()
    };
    let prefix = "GET /Accounts/{AccountSid}/Calls/{Sid}: path parameter `AccountSid`: expected ";
    for (said, expected) in [
        (said(|builder| builder, None), "a value, since the client has none for it, but found `nothing`"),
        (
            said(|builder| builder.credential(Credential::basic("SK0001", "s")), None),
            "text that matches `^AC[0-9a-f]{4}$`, but found `SK0001`",
        ),
        (said(|builder| builder, Some("..")), "text that matches `^AC[0-9a-f]{4}$`, but found `..`"),
    ] {
        assert_eq!(said, format!("{prefix}{expected}"));
    }
}
