//! Settings from the environment.

use std::env;
use std::ffi::OsString;

use super::api::Api;
use super::client::{ClientBuilder, Core};
use super::credential::Credential;
use super::env_source::EnvSource;
use super::error::{Error, SetupError};
use super::security::{SchemeKind, SecurityScheme};

impl<C: From<Core>> ClientBuilder<C> {
    /// Takes credentials and server variables from the environment variables that the document names. What is set by the
    /// other methods beats them. An error names every variable that is missing.
    pub fn credentials_from_env(mut self) -> Result<Self, Error> {
        let Environment { credentials, mut variables } = Environment::read(self.settings.api)?;
        variables.append(&mut self.settings.variables);
        self.settings.variables = variables;
        self.settings.environment = credentials;
        Ok(self)
    }
}

/// What the environment holds for an API.
#[derive(Debug, Clone, Default)]
struct Environment {
    /// By scheme.
    credentials: Vec<(&'static str, Credential)>,
    /// Server variables: name and value.
    variables: Vec<(String, String)>,
}

impl Environment {
    #[inline]
    fn read(api: &Api) -> Result<Self, SetupError> {
        Self::read_from(api, &|name| env::var_os(name))
    }

    /// An error names everything that is missing, if not one of the alternatives that the API takes is complete.
    #[inline]
    fn read_from(api: &Api, lookup: &Lookup<'_>) -> Result<Self, SetupError> {
        let mut found = Self::default();
        for variable in api.servers.iter().flat_map(|server| server.variables) {
            let Some(name) = variable.env else { continue };
            match read_variable(name, lookup) {
                Ok(value) => found.variables.push((variable.name.to_owned(), value)),
                Err(Absent::NotUtf8) => return Err(SetupError::new(format!("{name} is not UTF-8"))),
                Err(Absent::NotSet | Absent::Empty) => {}
            }
        }
        for scheme in api.schemes {
            let credential = scheme.env.iter().find_map(|source| credential(scheme.kind, source, lookup).ok());
            found.credentials.extend(credential.map(|credential| (scheme.name, credential)));
        }
        let has = |scheme: &&SecurityScheme| found.credentials.iter().any(|(name, _)| *name == scheme.name);
        // Without a rule for all operations, one credential is a start.
        let complete = match api.security {
            [] => api.schemes.is_empty() || api.schemes.iter().any(has),
            alternatives => alternatives.iter().any(|schemes| !schemes.is_empty() && schemes.iter().all(has)),
        };
        // Requests may go without; but who sets one half of a credential wants it to be sent.
        let optional = || api.security.iter().any(|schemes| schemes.is_empty());
        let begun = || api.schemes.iter().any(|scheme| scheme.env.iter().any(|source| begun(source, lookup)));
        if complete || optional() && !begun() { Ok(found) } else { Err(missing(api, lookup)) }
    }
}

type Lookup<'a> = dyn Fn(&str) -> Option<OsString> + 'a;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Absent {
    NotSet,
    Empty,
    NotUtf8,
}

#[inline]
fn read_variable(name: &str, lookup: &Lookup<'_>) -> Result<String, Absent> {
    let value = lookup(name).ok_or(Absent::NotSet)?.into_string().map_err(|_| Absent::NotUtf8)?;
    if value.is_empty() { Err(Absent::Empty) } else { Ok(value) }
}

/// The error: what is wrong with each of the source's variables.
#[inline]
fn credential(kind: SchemeKind, source: &EnvSource, lookup: &Lookup<'_>) -> Result<Credential, Vec<String>> {
    match *source {
        EnvSource::Basic { username, password } => {
            match (read_variable(username, lookup), read_variable(password, lookup)) {
                (Ok(username), Ok(password)) => Ok(Credential::basic(username, password)),
                (first, second) => {
                    let absent = [(username, first.err()), (password, second.err())];
                    Err(absent.into_iter().filter_map(|(name, absent)| Some(told(name, absent?))).collect())
                }
            }
        }
        EnvSource::Secret(name) => match (read_variable(name, lookup), kind) {
            (Ok(token), SchemeKind::Bearer) => Ok(Credential::bearer(token)),
            (Ok(key), SchemeKind::Basic | SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_)) => {
                Ok(Credential::api_key(key))
            }
            (Err(absent), _) => Err(vec![told(name, absent)]),
        },
    }
}

/// Whether one half of it is there, and the other is not.
#[inline]
fn begun(source: &EnvSource, lookup: &Lookup<'_>) -> bool {
    match *source {
        EnvSource::Basic { username, password } => {
            read_variable(username, lookup).is_ok() != read_variable(password, lookup).is_ok()
        }
        EnvSource::Secret(_) => false,
    }
}

#[inline]
fn told(name: &str, absent: Absent) -> String {
    let problem = match absent {
        Absent::NotSet => "is not set",
        Absent::Empty => "is empty",
        Absent::NotUtf8 => "is not UTF-8",
    };
    format!("{name} {problem}")
}

#[inline]
fn missing(api: &Api, lookup: &Lookup<'_>) -> SetupError {
    let alone: Vec<&[&SecurityScheme]> = api.schemes.chunks(1).collect();
    let mut told: Vec<String> = Vec::new();
    for schemes in if api.security.is_empty() { &alone } else { api.security } {
        let problems: Vec<String> = schemes.iter().filter_map(|scheme| problem(scheme, lookup)).collect();
        let problems = problems.join(", and ");
        if !problems.is_empty() && !told.contains(&problems) {
            told.push(problems);
        }
    }
    SetupError::new(match told.as_slice() {
        [] => "the environment cannot hold the credentials that this API takes".to_owned(),
        told => format!("no credentials in the environment: {}", told.join(", or ")),
    })
}

/// What is wrong with each source of a scheme. `None` if one is complete, or there is none.
#[inline]
fn problem(scheme: &SecurityScheme, lookup: &Lookup<'_>) -> Option<String> {
    let sources: Option<Vec<String>> = scheme
        .env
        .iter()
        .map(|source| credential(scheme.kind, source, lookup).err().map(|problems| problems.join(" and ")))
        .collect();
    sources.map(|sources| sources.join(", or ")).filter(|told| !told.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::api::{Server, ServerVariable};
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
            url: "https://{region}.example.com",
            variables: &[ServerVariable {
                name: "region",
                default: "us1",
                defaults_by: None,
                values: &[],
                env: Some("REGION"),
            }],
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
}
