//! The client of several documents, in `together/acme/`: each is called at its own servers, with its own credentials.

use std::process::Command;

use expect_test::expect;
use workspace_tests::runtime::{ClientBuilder, Credential};
use workspace_tests::together::acme::all::Client;
use workspace_tests::together::acme::{chat_v1, none, voice_v1};

use super::block_on;
use super::server::{Answer, Server};

/// With credentials for everything.
fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder()
        .base_url(server.url())
        .credential(Credential::basic("name", "password"))
        .credential_for("key", Credential::api_key("k1"))
        .credential_for("key_voice_v1", Credential::api_key("k2"))
}

/// What a request shows.
fn shown(server: &Server) -> String {
    let requests = server.requests().into_iter().map(|request| {
        let headers = ["authorization", "x-chat-key"];
        let headers = headers.iter().filter_map(|name| Some(format!(", {name}: {}", request.header(name)?)));
        format!("{}{}\n", request.line, headers.collect::<String>())
    });
    requests.collect()
}

#[test]
fn one_client_calls_them_all() {
    let server = Server::start([
        Answer::json("200 OK", r#"{"sid": "CH1", "members": 2}"#),
        Answer::json("200 OK", r#"{"sid": "VO1", "state": "making"}"#),
        Answer::json("200 OK", r#"{"sid": "VO1", "state": "ready"}"#),
        Answer::with("204 No Content", &[], ""),
    ]);
    let client = builder(&server).build().expect("the settings are fine");
    let chat = block_on(client.chat_v1().services("CH1").fetch()).expect("it is a success");
    assert_eq!(chat.members, Some(2));
    let voice = block_on(client.voice_v1().services("VO1").fetch().wait()).expect("it comes to rest");
    assert_eq!(voice.sid.as_deref(), Some("VO1"));
    block_on(client.chat_v1().status().fetch()).expect("it is a success");
    block_on(client.voice_v1().calls().create()).expect("it is a success");
    block_on(client.voice_v1().services("VO1").delete()).expect("it is a success");
    // `printf %s name:password | base64`
    expect![[r#"
        GET /v1/Services/CH1 HTTP/1.1, authorization: Basic bmFtZTpwYXNzd29yZA==
        GET /v1/Services/VO1 HTTP/1.1, authorization: Basic bmFtZTpwYXNzd29yZA==
        GET /v1/Services/VO1 HTTP/1.1, authorization: Basic bmFtZTpwYXNzd29yZA==
        GET /v1/Status HTTP/1.1, x-chat-key: k1
        POST /v1/Calls?voice_key=k2 HTTP/1.1
        DELETE /v1/Services/VO1 HTTP/1.1
    "#]]
    .assert_eq(&shown(&server));
}

#[test]
fn a_page_of_a_replaced_server_is_taken_to_the_base_url() {
    let next = r#"{"services": [{"sid": "a"}], "next_page_url": "https://chat.acme.example/v1/Services?page=2"}"#;
    let server = Server::start([Answer::json("200 OK", next), Answer::json("200 OK", r#"{"services": []}"#)]);
    let client = builder(&server).build().expect("the settings are fine");
    let mut items = client.chat_v1().list_service().items();
    while let Some(item) = block_on(items.next()) {
        item.expect("it is a success");
    }
    assert_eq!(shown(&server).lines().count(), 2);

    // To that of another document no link may lead.
    let next = next.replace("chat.acme", "voice.acme");
    let server = Server::start([Answer::json("200 OK", &next)]);
    let client = builder(&server).build().expect("the settings are fine");
    let mut items = client.chat_v1().list_service().items();
    block_on(items.next()).expect("there is one").expect("it is a success");
    let error = block_on(items.next()).expect("it is told").expect_err("it leads elsewhere");
    assert!(error.to_string().contains("another origin, https://voice.acme.example"), "{error}");
}

#[test]
fn what_is_off_is_not_known() {
    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let key = || Credential::api_key("k");
    let said = [
        voice_v1::Client::builder().credential_for("key", key()).build().err().map(|error| error.to_string()),
        chat_v1::Client::builder().server_variable("region", "ie1").build().err().map(|error| error.to_string()),
        none::Client::builder().build().err().map(|error| error.to_string()),
    ];
    expect![[r#"
        no scheme `key` takes the API key; the API takes `Credential::basic` for `account` (in the environment: ACME_ACCOUNT and ACME_TOKEN, or ACME_KEY and ACME_SECRET), `Credential::api_key` for `key_voice_v1`
        no server variable is called `region`, only ``
        the API names no server: set the base URL"#]].assert_eq(&said.map(Option::unwrap_or_default).join("\n"));
    let client = chat_v1::Client::builder().base_url(server.url()).credential(key()).build();
    block_on(client.expect("the settings are fine").chat_v1().status().fetch()).expect("it is a success");
    assert_eq!(shown(&server), "GET /v1/Status HTTP/1.1, x-chat-key: k\n");
}

#[test]
fn without_an_override_each_has_its_servers() {
    let name = "it can be made";
    assert_eq!(
        super::servers::base_url(&format!("{:?}", chat_v1::Client::builder().build().expect(name))),
        "https://chat.acme.example"
    );
    let voice = voice_v1::Client::builder().server_variable("region", "ie1").build().expect(name);
    assert_eq!(super::servers::base_url(&format!("{voice:?}")), "https://voice.ie1.acme.example");
}

const VARIABLES: [&str; 5] = ["ACME_ACCOUNT", "ACME_TOKEN", "ACME_KEY", "ACME_SECRET", "ACME_REGION"];

/// What another process says that makes a client from these variables: this one's environment is shared by all tests.
fn said(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("it runs"));
    command.args(["--exact", "wire::together::child_from_env", "--nocapture"]).env("IS_CHILD", "1");
    for name in VARIABLES {
        command.env_remove(name);
    }
    let output = command.envs(variables.iter().copied()).output().expect("it runs again");
    let text = String::from_utf8(output.stdout).expect("it prints UTF-8");
    let said = text.lines().find_map(|line| line.split_once("said: ")).map(|(_, said)| format!("{said}\n"));
    said.unwrap_or_else(|| panic!("{text}{}", String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn child_from_env() {
    if std::env::var_os("IS_CHILD").is_none() {
        return;
    }
    let server = Server::start([Answer::json("200 OK", "{}")]);
    let built = Client::builder().credentials_from_env().and_then(|builder| builder.base_url(server.url()).build());
    match built {
        Ok(client) => {
            block_on(client.chat_v1().services("a").fetch()).expect("it is a success");
            println!("said: {}", server.request().header("authorization").unwrap_or_default());
        }
        Err(error) => println!("said: {error}"),
    }
}

#[test]
fn the_environment_of_one_is_that_of_all() {
    let mut told = said(&[]);
    // `printf %s a:b | base64`
    told += &said(&[("ACME_ACCOUNT", "a"), ("ACME_TOKEN", "b")]);
    told += &said(&[("ACME_KEY", "a"), ("ACME_SECRET", "b"), ("ACME_REGION", "ie1")]);
    told += &said(&[("ACME_KEY", "a")]);
    expect![[r#"
        no credentials in the environment: ACME_ACCOUNT is not set and ACME_TOKEN is not set, or ACME_KEY is not set and ACME_SECRET is not set
        Basic YTpi
        Basic YTpi
        no credentials in the environment: ACME_ACCOUNT is not set and ACME_TOKEN is not set, or ACME_SECRET is not set
    "#]].assert_eq(&told);
}
