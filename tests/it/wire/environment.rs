//! Settings from the environment, each tried in a process of its own: this one's environment is shared by all tests.

use std::fmt::Write as _;
use std::process::Command;

use expect_test::expect;
use twilio_serverless::api::build_status::fetch_build_status;
use twilio_serverless::{CallOptions, Client};

use super::server::{Answer, Server};
use super::{ACCOUNT, BUILD, SERVICE, TOKEN, block_on};

const TWILIO: [&str; 6] =
    ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_API_KEY", "TWILIO_API_SECRET", "TWILIO_REGION", "TWILIO_EDGE"];
const CASE: [&str; 5] = ["EXAMPLE_USER", "EXAMPLE_PASSWORD", "EXAMPLE_TOKEN", "EXAMPLE_PRODUCT", "EXAMPLE_ACCOUNT"];

const KEY: &str = "SK1";

/// What another process says, which runs the test of this name below with these variables alone of its kind.
fn said(child: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("it runs"));
    command.args(["--exact", &format!("wire::environment::{child}"), "--nocapture"]).env("IS_CHILD", "1");
    for name in TWILIO.iter().chain(&CASE) {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().expect("it runs again");
    let text = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let said: Vec<_> = text.lines().filter_map(|line| line.split_once("said: ")).map(|(_, said)| said).collect();
    assert_eq!(said.len(), 1, "{text}{}", String::from_utf8_lossy(&output.stderr));
    said[0].to_owned()
}

/// Where a client goes, and with what, by its `Debug` output.
fn settings(debug: &str) -> &str {
    debug.split_once(", connect_timeout").map_or(debug, |(settings, _)| settings)
}

fn is_child() -> bool {
    std::env::var_os("IS_CHILD").is_some()
}

#[test]
fn child_from_env() {
    if is_child() {
        match Client::from_env() {
            Ok(client) => println!("said: {}", settings(&format!("{client:?}"))),
            Err(error) => println!("said: {error}"),
        }
    }
}

#[test]
fn child_fetch() {
    if is_child() {
        let server = Server::start([Answer::json("200 OK", "{}")]);
        let builder = Client::builder().credentials_from_env().expect("they are there").base_url(server.url());
        let client = builder.build().expect("the settings are fine");
        block_on(fetch_build_status(&client, SERVICE, BUILD).with(CallOptions::new())).expect("it is a success");
        println!("said: {}", server.request().header("authorization").unwrap_or_default());
    }
}

#[test]
fn child_case() {
    if is_child() {
        match workspace_tests::cases::security::Client::from_env() {
            Ok(client) => println!("said: {}", settings(&format!("{client:?}"))),
            Err(error) => println!("said: {error}"),
        }
    }
}

#[test]
fn child_server() {
    if is_child() {
        let client = match std::env::var("PASSED") {
            Ok(product) => {
                let builder = workspace_tests::cases::server::Client::builder().server_variable("product", product);
                builder.credentials_from_env().and_then(workspace_tests::runtime::ClientBuilder::build)
            }
            Err(_) => workspace_tests::cases::server::Client::from_env(),
        };
        match client {
            Ok(client) => println!("said: {}", super::servers::base_url(&format!("{client:?}"))),
            Err(error) => println!("said: {error}"),
        }
    }
}

#[test]
fn child_parameter() {
    use workspace_tests::cases::parameter_default_from::{Client, api::default as api};
    if is_child() {
        let server = Server::start([Answer::with("204 No Content", &[], "")]);
        let builder = match std::env::var("PASSED") {
            Ok(account) => Client::builder().default_account_sid(account),
            Err(_) => Client::builder(),
        };
        let builder = builder.base_url(server.url()).credentials_from_env().expect("they are there");
        let builder = builder.parameter_from_env("AccountSid", "EXAMPLE_ACCOUNT");
        block_on(api::fetch_call(&builder.build().expect("the settings are fine"), "CA1")).expect("it is a success");
        println!("said: {}", server.request().target());
    }
}

#[test]
fn the_environment_has_parameters() {
    let credential = [("EXAMPLE_KEY", "AC0001"), ("EXAMPLE_SECRET", "b")];
    let said = |more: &[(&str, &str)]| said("child_parameter", &[&credential[..], more].concat());
    assert_eq!(said(&[]), "/Accounts/AC0001/Calls/CA1");
    assert_eq!(said(&[("EXAMPLE_ACCOUNT", "")]), "/Accounts/AC0001/Calls/CA1");
    assert_eq!(said(&[("EXAMPLE_ACCOUNT", "AC0002")]), "/Accounts/AC0002/Calls/CA1");
    assert_eq!(said(&[("EXAMPLE_ACCOUNT", "AC0002"), ("PASSED", "AC0003")]), "/Accounts/AC0003/Calls/CA1");
}

#[test]
fn the_environment_chooses_the_server() {
    let mut all = String::new();
    for variables in [
        &[][..],
        &[(CASE[3], "chat")],
        &[(CASE[3], "")],
        &[(CASE[3], "evil.example/")],
        // What is passed wins.
        &[(CASE[3], "chat"), ("PASSED", "video")],
    ] {
        writeln!(all, "{}", said("child_server", variables)).expect("memory");
    }
    expect![[r#"
        https://api.example.com/v1
        https://chat.example.com/v1
        https://api.example.com/v1
        server variable `product` (in the environment: EXAMPLE_PRODUCT): expected letters, digits and `-._~`, but found `evil.example/`
        https://video.example.com/v1
    "#]].assert_eq(&all);
}

#[test]
fn every_missing_variable_is_named() {
    let mut all = String::new();
    for variables in [
        &[][..],
        &[(TWILIO[0], ACCOUNT)],
        &[(TWILIO[1], TOKEN)],
        &[(TWILIO[0], ""), (TWILIO[1], TOKEN)],
        &[(TWILIO[0], ACCOUNT), (TWILIO[1], TOKEN)],
        &[(TWILIO[0], ACCOUNT), (TWILIO[1], "s3cret\n")],
        &[(TWILIO[2], KEY)],
        &[(TWILIO[2], KEY), (TWILIO[3], TOKEN)],
    ] {
        let said = said("child_from_env", variables);
        assert!(!said.contains("s3cret"), "{said}");
        writeln!(all, "{said}").expect("memory");
    }
    expect![[r#"
        no credentials in the environment: TWILIO_API_KEY is not set and TWILIO_API_SECRET is not set, or TWILIO_ACCOUNT_SID is not set and TWILIO_AUTH_TOKEN is not set
        no credentials in the environment: TWILIO_API_KEY is not set and TWILIO_API_SECRET is not set, or TWILIO_AUTH_TOKEN is not set
        no credentials in the environment: TWILIO_API_KEY is not set and TWILIO_API_SECRET is not set, or TWILIO_ACCOUNT_SID is not set
        no credentials in the environment: TWILIO_API_KEY is not set and TWILIO_API_SECRET is not set, or TWILIO_ACCOUNT_SID is empty
        Client { core: Core { base_url: "https://serverless.twilio.com", credentials: {"accountSid_authToken": "[redacted]"}
        the HTTP Basic credential: it has control characters, such as a line break at its end (RFC 7617)
        no credentials in the environment: TWILIO_API_SECRET is not set, or TWILIO_ACCOUNT_SID is not set and TWILIO_AUTH_TOKEN is not set
        Client { core: Core { base_url: "https://serverless.twilio.com", credentials: {"accountSid_authToken": "[redacted]"}
    "#]].assert_eq(&all);
}

#[test]
fn an_api_key_goes_before_the_account() {
    let key = [(TWILIO[2], KEY), (TWILIO[3], TOKEN), (TWILIO[0], ACCOUNT), (TWILIO[1], TOKEN)];
    assert_eq!(said("child_fetch", &key), "Basic U0sxOnMzY3JldC1hdXRoLXRva2Vu");
}

#[test]
fn region_and_edge_choose_the_host() {
    let mut all = String::new();
    for variables in [
        &[(TWILIO[4], "us1")][..],
        &[(TWILIO[4], "ie1")],
        &[(TWILIO[5], "sydney")],
        &[(TWILIO[4], "ie1"), (TWILIO[5], "frankfurt")],
        &[(TWILIO[4], "au1")],
    ] {
        let variables = [variables, &[(TWILIO[2], KEY), (TWILIO[3], TOKEN)]].concat();
        writeln!(all, "{}", said("child_from_env", &variables)).expect("memory");
    }
    expect![[r#"
        Client { core: Core { base_url: "https://serverless.ashburn.us1.twilio.com", credentials: {"accountSid_authToken": "[redacted]"}
        Client { core: Core { base_url: "https://serverless.dublin.ie1.twilio.com", credentials: {"accountSid_authToken": "[redacted]"}
        Client { core: Core { base_url: "https://serverless.sydney.us1.twilio.com", credentials: {"accountSid_authToken": "[redacted]"}
        Client { core: Core { base_url: "https://serverless.frankfurt.ie1.twilio.com", credentials: {"accountSid_authToken": "[redacted]"}
        server variable `region` (in the environment: TWILIO_REGION): expected one of `us1`, `ie1`, but found `au1`
    "#]].assert_eq(&all);
}

#[test]
fn several_schemes() {
    let mut all = String::new();
    for variables in [&[][..], &[(CASE[2], TOKEN)], &[(CASE[0], "name"), (CASE[1], TOKEN)]] {
        writeln!(all, "{}", said("child_case", variables)).expect("memory");
    }
    expect![[r#"
        no credentials in the environment: EXAMPLE_USER is not set and EXAMPLE_PASSWORD is not set
        no credentials in the environment: EXAMPLE_USER is not set and EXAMPLE_PASSWORD is not set
        Client { core: Core { base_url: "https://api.example.com", credentials: {"basic": "[redacted]"}
    "#]]
    .assert_eq(&all);
}

#[test]
fn what_is_there_is_sent() {
    let said = said("child_fetch", &[(TWILIO[0], ACCOUNT), (TWILIO[1], TOKEN)]);
    assert_eq!(said, "Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzM2NyZXQtYXV0aC10b2tlbg==");
}
