//! Where requests go, by server variables.

use client_runtime::{Api, Call, ClientBuilder, Core, Json, Server, ServerVariable, ServerVariables};

use super::server::{Local, ok, run};

const EDGE: ServerVariable = ServerVariable {
    name: "edge",
    default: "ashburn",
    defaults_by: Some(("region", &[("us1", "ashburn"), ("ie1", "dublin"), ("au1", "sydney")])),
    values: &[],
    env: Some("EXAMPLE_EDGE"),
};
const REGION: ServerVariable = ServerVariable {
    name: "region",
    default: "us1",
    defaults_by: None,
    values: &["us1", "ie1", "au1"],
    env: Some("EXAMPLE_REGION"),
};
static SERVERS: [Server; 2] = [
    Server { url: "https://product.example.invalid", variables: None },
    Server {
        url: "https://product.ashburn.us1.example.invalid",
        variables: Some(ServerVariables {
            template: "https://product.{edge}.{region}.example.invalid",
            all: &[EDGE, REGION],
        }),
    },
];
static UPLOAD: [Server; 2] = [
    Server { url: "https://upload.example.invalid", variables: None },
    Server {
        url: "https://upload.ashburn.us1.example.invalid",
        variables: Some(ServerVariables {
            template: "https://upload.{edge}.{region}.example.invalid",
            all: &[EDGE, REGION],
        }),
    },
];
static API: Api = Api { user_agent: "test", servers: &SERVERS, schemes: &[], security: &[] };

fn builder(set: &[(&str, &str)]) -> ClientBuilder<Core> {
    let builder = ClientBuilder::new(&API);
    set.iter().fold(builder, |builder, (name, value)| builder.server_variable(*name, *value))
}

#[test]
fn variables_choose_the_server() {
    for (set, host) in [
        (&[][..], "product.example.invalid"),
        (&[("region", "ie1")], "product.dublin.ie1.example.invalid"),
        (&[("region", "au1")], "product.sydney.au1.example.invalid"),
        (&[("edge", "dublin")], "product.dublin.us1.example.invalid"),
        (&[("edge", "tokyo"), ("region", "au1")], "product.tokyo.au1.example.invalid"),
    ] {
        let core = builder(set).build().expect("a client");
        let shown = format!("{core:?}");
        assert!(shown.contains(&format!("base_url: \"https://{host}\"")), "{set:?}: {shown}");
    }
}

#[test]
fn a_base_url_replaces_all_servers() {
    let server = Local::answering([ok("1"), ok("1")]);
    let core = builder(&[("region", "ie1")]).base_url(&*server.url).build().expect("a client");
    run(Call::get(&core, "/x", &[]).send::<Json>()).expect("an answer");
    run(Call::get(&core, "/x", &[]).servers(&UPLOAD).send::<Json>()).expect("an answer");
}

#[test]
fn values_are_checked_when_the_client_is_made() {
    let refused = |set| builder(set).build().expect_err("must be refused").to_string();
    assert_eq!(
        refused(&[("region", "ie2")]),
        "server variable `region` (in the environment: EXAMPLE_REGION): expected one of `us1`, `ie1`, `au1`, but found `ie2`"
    );
    assert!(refused(&[("edge", "evil.example/")]).contains("expected letters, digits and `-._~`"));
    assert!(refused(&[("edg", "dublin")]).starts_with("no server variable is called `edg`, only `edge`, `region`"));
}
