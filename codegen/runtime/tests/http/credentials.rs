//! Credentials that are asked for.

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use client_runtime::{
    Api, Call, ClientBuilder, Core, Credential, CredentialProvider, Error, Json, Provided, SchemeKind, SecurityScheme,
    Server,
};

use super::server::{BASIC, HEADER, Local, SECRET, builder, fail, ok, run};

static BEARER: SecurityScheme = SecurityScheme { name: "bearer", kind: SchemeKind::Bearer, env: &[] };
static WITH_BEARER: Api = Api {
    user_agent: "test",
    servers: &[Server { url: "https://api.example.com", variables: None }],
    schemes: &[&BASIC, &BEARER],
    security: &[&[&BASIC], &[&BEARER]],
};

fn with_bearer(server: &Local, provider: impl CredentialProvider) -> Core {
    let builder: ClientBuilder<Core> = ClientBuilder::new(&WITH_BEARER);
    builder.base_url(&*server.url).credential(Credential::provider(provider)).build().expect("a client")
}

/// Numbers its tokens.
struct Vault(Arc<AtomicUsize>);

impl CredentialProvider for Vault {
    fn credential(&self) -> Provided<'_> {
        Box::pin(async {
            tokio::task::yield_now().await;
            Ok(Credential::bearer(format!("{SECRET}-{}", self.0.fetch_add(1, Ordering::Relaxed))))
        })
    }
}

#[derive(Debug)]
struct Sealed;

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the vault is sealed")
    }
}

impl std::error::Error for Sealed {}

#[test]
fn a_provider_is_asked_for_each_request() {
    let server = Local::answering([ok("1"), ok("1")]);
    let asked = Arc::new(AtomicUsize::new(0));
    let core = with_bearer(&server, Vault(asked.clone()));
    assert_eq!(asked.load(Ordering::Relaxed), 0);
    for number in 0..2 {
        run(Call::get(&core, "/x", &[]).send::<Json>()).expect("an answer");
        let request = server.request();
        assert!(request.contains(&format!("\r\nauthorization: Bearer {SECRET}-{number}\r\n")), "{request}");
    }
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    // Nothing to show, nobody to ask.
    let server = Local::answering([ok("1")]);
    run(Call::get(&with_bearer(&server, Vault(asked.clone())), "/x", &[]).security(&[]).send::<Json>())
        .expect("an answer");
    assert!(!server.request().contains(SECRET));
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

#[test]
fn functions_are_providers() {
    let server = Local::answering([ok("1")]);
    let core = with_bearer(&server, || async { Ok::<_, Sealed>(Credential::basic("AC1", SECRET)) });
    run(Call::get(&core, "/x", &[]).send::<Json>()).expect("an answer");
    assert!(server.request().contains("\r\nauthorization: Basic QUMxOnMzY3JldC10MGtlbg==\r\n"));
}

#[test]
fn the_error_of_a_provider_is_the_source() {
    let server = Local::answering([ok("1")]);
    let core = with_bearer(&server, || async { Err(Sealed) });
    let error = fail(Call::get(&core, "/x", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /x: the credential provider has no credential: the vault is sealed");
    assert!(error.source().is_some_and(<dyn std::error::Error>::is::<Sealed>));
    assert!(matches!(error, Error::Setup(_)) && !error.is_retryable() && server.got_nothing());
}

#[test]
fn what_a_provider_gives_must_fit() {
    let server = Local::answering([ok("1")]);
    let key = || async { Ok::<_, Sealed>(Credential::api_key(SECRET)) };
    let error = fail(Call::get(&with_bearer(&server, key), "/x", &[]).send::<Json>());
    let told = "GET /x: the credential provider gave the API key, but `bearer` takes `Credential::bearer`";
    assert_eq!(error.to_string(), told);
    let optional: &[&[&'static SecurityScheme]] = &[&[&BASIC], &[]];
    fail(Call::get(&with_bearer(&server, key), "/x", &[]).security(optional).send::<Json>());
    let empty = || async { Ok::<_, Sealed>(Credential::bearer("")) };
    let error = fail(Call::get(&with_bearer(&server, empty), "/x", &[]).send::<Json>());
    assert_eq!(error.to_string(), "GET /x: the bearer token: it is empty");
    let nested = || async { Ok::<_, Sealed>(Credential::provider(|| async { Err(Sealed) })) };
    let error = fail(Call::get(&with_bearer(&server, nested), "/x", &[]).send::<Json>());
    assert!(error.to_string().contains("gave the credential provider, but"), "{error}");
    assert!(server.got_nothing());
}

#[test]
fn a_provider_may_be_that_of_one_scheme() {
    let server = Local::answering([ok("1")]);
    let key = Credential::provider(|| async { Ok::<_, Sealed>(Credential::api_key(SECRET)) });
    assert_eq!(format!("{key:?}"), "Credential(credential provider, redacted)");
    let core = builder(&server.url).credential(Credential::basic("AC1", SECRET)).credential_for("header", key).build();
    let both: &[&[&'static SecurityScheme]] = &[&[&BASIC, &HEADER]];
    run(Call::get(&core.expect("a client"), "/x", &[]).security(both).send::<Json>()).expect("an answer");
    let request = server.request();
    assert!(request.contains(&format!("\r\nx-api-key: {SECRET}\r\n")) && request.contains("Basic QUM"), "{request}");
}

#[test]
fn the_time_of_a_provider_counts() {
    let server = Local::answering([ok("1")]);
    let never = || async {
        std::future::pending::<()>().await;
        Err(Sealed)
    };
    let builder: ClientBuilder<Core> = ClientBuilder::new(&WITH_BEARER);
    let builder = builder.base_url(&*server.url).credential(Credential::provider(never)).retries(0);
    let core = builder.timeout(Duration::from_millis(50)).build().expect("a client");
    assert!(fail(Call::get(&core, "/x", &[]).send::<Json>()).is_timeout());
}
