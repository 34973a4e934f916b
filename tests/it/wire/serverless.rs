//! The generated client of Twilio Serverless at its work: a wait, a list, an upload, and all that a deploy sends.

use std::path::Path;

use expect_test::expect;
use twilio_serverless::types::{Build, BuildState, BuildStatus, Visibility};
use twilio_serverless::{Client, Credential, FilePart, TestClock, WaitError};

use super::server::{Answer, Request, Server};
use super::{ACCOUNT, BUILD, SERVICE, TOKEN, block_on, client};
use crate::support::scratch;

/// The example, so that what users read is what is tested.
#[allow(dead_code, unreachable_pub)]
#[path = "../../../generated-client/examples/deploy.rs"]
mod deploy;

macro_rules! fixture {
    ($name:literal) => {
        Answer::json("200 OK", include_str!(concat!("../../fixtures/", $name, ".json")))
    };
}

const ASSET: &str = "ZH0123456789abcdef0123456789abcdef";

/// As [`client`], with pauses that take no time.
fn client_at(clock: &TestClock, server: &Server) -> Client {
    let builder = Client::builder().credential(Credential::basic(ACCOUNT, TOKEN)).base_url(server.url());
    builder.clock(clock.clone()).build().expect("the settings are fine")
}

/// Method and target of each request, a line each.
fn targets(server: &Server) -> String {
    let line = |request: &Request| request.line.replace(" HTTP/1.1", "\n");
    server.requests().iter().map(line).collect()
}

/// Without the boundary of its parts, which is a hash of them.
fn pinned(request: &Request) -> String {
    let pinned = request.pinned();
    let boundary = pinned.lines().find_map(|line| line.split_once("; boundary=")).map(|(_, boundary)| boundary);
    boundary.map_or_else(|| pinned.clone(), |boundary| pinned.replace(boundary, "BOUNDARY"))
}

#[test]
fn the_one_line_wait() {
    let server = Server::start([
        fixture!("BuildStatus/building"),
        fixture!("BuildStatus/building"),
        fixture!("BuildStatus/completed"),
    ]);
    let clock = TestClock::new();
    let client = client_at(&clock, &server);
    let wait = client.services("my-service").builds(BUILD).build_status().fetch().wait();
    let status = block_on(wait).expect("it is built");
    assert_eq!(status.status, Some(BuildState::Completed));
    let sent: Vec<String> = server.requests().iter().map(Request::pinned).collect();
    expect![[r#"
        GET /v1/Services/my-service/Builds/ZB0123456789abcdef0123456789abcdef/Status HTTP/1.1
        accept: application/json
        authorization: Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzM2NyZXQtYXV0aC10b2tlbg==
        user-agent: twilio-serverless/0.1.0

    "#]]
    .assert_eq(&sent[0]);
    assert_eq!(sent, vec![sent[0].clone(); 3]);
    let pauses = clock.pauses();
    assert_eq!(pauses.len(), 2);
    assert!(pauses.iter().all(|pause| (900..=1100).contains(&pause.as_millis())), "{pauses:?}");
}

#[test]
fn a_build_that_fails() {
    let server = Server::start([fixture!("BuildStatus/building"), fixture!("BuildStatus/failed")]);
    let client = client_at(&TestClock::new(), &server);
    let wait = client.services("my service").builds(BUILD).build_status().fetch().wait();
    let error = block_on(wait).expect_err("the build fails");
    let ended = error.wait().expect("the wait ended");
    assert!(ended.is_failure() && !ended.is_timeout());
    assert_eq!((ended.polls(), ended.state()), (2, Some("failed")));
    let answer = ended.answer_as::<BuildStatus>().expect("it is one");
    assert_eq!(answer.status, Some(BuildState::Failed));
    assert_eq!(ended.path_values(), [("ServiceSid", "my service".to_owned()), ("Sid", BUILD.to_owned())]);
    let told = error.to_string();
    let start =
        "GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status: expected the state `completed`, but found `failed` after ";
    assert!(told.starts_with(start) && told.ends_with("s (2 polls)"), "{told}");
    assert!(!WaitError::to_string(ended).contains(BUILD), "{ended}");
}

#[test]
fn all_builds() {
    let server = Server::start([fixture!("BuildPage/first"), fixture!("BuildPage/last")]);
    let items = client(&server).services(SERVICE).list_build().page_size(5000).items();
    let builds = block_on(items.all()).expect("both pages come");
    let states: Vec<_> = builds.into_iter().map(|build: Build| build.status).collect();
    assert_eq!(states, [Some(BuildState::Building), Some(BuildState::Completed)]);
    // The link of the first page leads to Twilio's own host, for which the server stands here.
    expect![[r#"
        GET /v1/Services/ZS0123456789abcdef0123456789abcdef/Builds?PageSize=1000
        GET /v1/Services/ZS5e1f0d2c3b4a59687766554433221100/Builds?PageSize=2&Page=1&PageToken=PBBZB4f0c2d1e5a6b7988776655443322110f
    "#]]
    .assert_eq(&targets(&server));
    let credentials = server.requests().into_iter().map(|request| request.header("authorization").is_some());
    assert_eq!(credentials.collect::<Vec<_>>(), [true, true]);
}

#[test]
fn an_upload() {
    let server = Server::start([fixture!("AssetVersion/sample")]);
    let logo = FilePart::new("<svg/>").file_name("lögo \"1\".svg").media_type("image/svg+xml");
    let asset = client(&server).services(SERVICE).assets(ASSET);
    let version = block_on(asset.create_asset_version(logo, "/logo.svg", Visibility::Protected)).expect("it is there");
    assert_eq!(version.path.as_deref(), Some("/logo.svg"));
    expect![[r#"
        POST /v1/Services/ZS0123456789abcdef0123456789abcdef/Assets/ZH0123456789abcdef0123456789abcdef/Versions HTTP/1.1
        accept: application/json
        authorization: Basic QUMwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjpzM2NyZXQtYXV0aC10b2tlbg==
        content-length: 361
        content-type: multipart/form-data; boundary=BOUNDARY
        user-agent: twilio-serverless/0.1.0

        --BOUNDARY\r
        Content-Disposition: form-data; name="Content"; filename="lögo %221%22.svg"\r
        Content-Type: image/svg+xml\r
        \r
        <svg/>\r
        --BOUNDARY\r
        Content-Disposition: form-data; name="Path"\r
        \r
        /logo.svg\r
        --BOUNDARY\r
        Content-Disposition: form-data; name="Visibility"\r
        \r
        protected\r
        --BOUNDARY--\r
    "#]]
    .assert_eq(&pinned(&server.request()));
}

#[test]
fn a_deploy() {
    let server = Server::start([
        fixture!("Service/sample"),
        fixture!("Environment/sample"),
        fixture!("Function/sample"),
        fixture!("FunctionVersion/sample"),
        fixture!("Build/building"),
        fixture!("BuildStatus/building"),
        fixture!("BuildStatus/completed"),
        fixture!("Deployment/sample"),
    ]);
    let file = scratch("serverless/a_deploy").join("greet.js");
    std::fs::write(&file, "exports.handler = greet;").expect("the folder is ours");
    let client = client_at(&TestClock::new(), &server);
    let url = block_on(deploy::deploy(&client, "my-service", Path::new(&file))).expect("everything goes well");
    assert_eq!(url, "https://zurich-hotline-7316-stage.twil.io/greet");
    let without_headers = |request: &Request| {
        let pinned = pinned(request);
        let (head, body) = pinned.split_once("\n\n").expect("a body follows the headers");
        let line = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned() + "\n";
        if body.is_empty() { line } else { format!("{line}    {}\n", body.trim_end().replace('\n', "\n    ")) }
    };
    let said: String = server.requests().iter().map(without_headers).collect();
    expect![[r#"
        POST /v1/Services
            UniqueName=my-service&FriendlyName=my-service
        POST /v1/Services/my-service/Environments
            UniqueName=production
        POST /v1/Services/my-service/Functions
            FriendlyName=greet
        POST /v1/Services/my-service/Functions/ZH00000000000000000000000000000101/Versions
            --BOUNDARY\r
            Content-Disposition: form-data; name="Content"; filename="greet.js"\r
            Content-Type: application/javascript\r
            \r
            exports.handler = greet;\r
            --BOUNDARY\r
            Content-Disposition: form-data; name="Path"\r
            \r
            /greet\r
            --BOUNDARY\r
            Content-Disposition: form-data; name="Visibility"\r
            \r
            public\r
            --BOUNDARY--\r
        POST /v1/Services/my-service/Builds
            FunctionVersions=ZN000000000000000000000000000000f1&Runtime=node22
        GET /v1/Services/my-service/Builds/ZB4f0c2d1e5a6b7988776655443322110f/Status
        GET /v1/Services/my-service/Builds/ZB4f0c2d1e5a6b7988776655443322110f/Status
        POST /v1/Services/my-service/Environments/ZE1122334455667788990a0b0c0d0e0f10/Deployments
            BuildSid=ZB4f0c2d1e5a6b7988776655443322110f
    "#]]
    .assert_eq(&said);
}
