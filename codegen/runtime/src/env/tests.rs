//! What is found in an environment, and what is said to be missing.

use super::super::api::{Server, ServerVariable, ServerVariables};
use super::{Api, EnvSource, Environment, OsString, SchemeKind, SecurityScheme};

static ACCOUNT: SecurityScheme = SecurityScheme {
    name: "account",
    kind: SchemeKind::Basic,
    env: &[
        EnvSource::Basic { username: "ACCOUNT_SID", password: "AUTH_TOKEN" },
        EnvSource::Basic { username: "API_KEY", password: "API_SECRET" },
    ],
};
static TOKEN: SecurityScheme =
    SecurityScheme { name: "token", kind: SchemeKind::Bearer, env: &[EnvSource::Secret("TOKEN")] };
static API: Api = Api {
    user_agent: "test",
    servers: &[Server {
        url: "https://us1.example.com",
        variables: Some(ServerVariables {
            template: "https://{region}.example.com",
            all: &[ServerVariable {
                name: "region",
                default: "us1",
                defaults_by: None,
                values: &[],
                env: Some("REGION"),
            }],
        }),
    }],
    schemes: &[&ACCOUNT, &TOKEN],
    security: &[&[&ACCOUNT]],
};

const API_PARTS: Api = Api { user_agent: "test", servers: &[], schemes: &[&ACCOUNT, &TOKEN], security: &[] };
const TOGETHER: &[&[&SecurityScheme]] = &[&[&ACCOUNT, &TOKEN]];
const OPTIONAL: &[&[&SecurityScheme]] = &[&[&ACCOUNT], &[]];

fn read(api: &Api, set: &[(&str, &str)]) -> Result<Environment, String> {
    let lookup = |name: &str| set.iter().find(|(set, _)| *set == name).map(|(_, value)| OsString::from(value));
    Environment::read_from(api, &lookup).map_err(|error| error.to_string())
}

fn schemes(api: &Api, set: &[(&str, &str)]) -> Vec<&'static str> {
    let found = read(api, set).expect("must be complete");
    found.credentials.iter().map(|(scheme, _)| *scheme).collect()
}

#[test]
fn every_missing_variable_is_named() {
    assert_eq!(
        read(&API, &[("AUTH_TOKEN", ""), ("API_SECRET", "x")]).err().as_deref(),
        Some(
            "no credentials in the environment: ACCOUNT_SID is not set and AUTH_TOKEN is empty, or API_KEY is not set"
        )
    );
    let both = Api { security: TOGETHER, ..API_PARTS };
    let partly = [("API_KEY", "a"), ("API_SECRET", "b")];
    assert_eq!(read(&both, &partly).err().as_deref(), Some("no credentials in the environment: TOKEN is not set"));
}

#[test]
fn the_first_complete_source_is_taken() {
    assert_eq!(schemes(&API, &[("API_KEY", "a"), ("API_SECRET", "b"), ("ACCOUNT_SID", "c")]), ["account"]);
    assert_eq!(schemes(&API_PARTS, &[("TOKEN", "t")]), ["token"]);
    assert_eq!(
        read(&API_PARTS, &[]).err().as_deref(),
        Some(
            "no credentials in the environment: ACCOUNT_SID is not set and AUTH_TOKEN is not set, or API_KEY is not \
             set and API_SECRET is not set, or TOKEN is not set"
        )
    );
}

#[test]
fn one_half_of_an_optional_credential_is_an_error() {
    let optional = Api { security: OPTIONAL, ..API_PARTS };
    assert_eq!(schemes(&optional, &[]), [""; 0]);
    assert_eq!(schemes(&optional, &[("API_KEY", "a"), ("API_SECRET", "b"), ("AUTH_TOKEN", "c")]), ["account"]);
    assert_eq!(
        read(&optional, &[("API_KEY", "a")]).err().as_deref(),
        Some(
            "no credentials in the environment: ACCOUNT_SID is not set and AUTH_TOKEN is not set, or API_SECRET is \
             not set"
        )
    );
}

#[test]
fn server_variables_are_read_too() {
    let set = [("ACCOUNT_SID", "a"), ("AUTH_TOKEN", "b"), ("REGION", "ie1")];
    let found = read(&API, &set).expect("must be complete");
    assert_eq!(found.variables, [("region".to_owned(), "ie1".to_owned())]);
}
