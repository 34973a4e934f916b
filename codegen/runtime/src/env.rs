//! Settings from the environment.
//!
//! All of it is compiled where it is used: programs with credentials of their own need none of it.

use std::env;
use std::ffi::OsString;

use super::api::Api;
use super::client::{ClientBuilder, Core};
use super::credential::Credential;
use super::env_source::EnvSource;
use super::error::{Error, SetupError, join};
use super::keyring::Keyring;
use super::security::{SchemeKind, SecurityScheme};
use super::server_variables::SERVER_CHOICE;

impl<C: From<Core>> ClientBuilder<C> {
    /// Takes credentials and server variables from the environment variables that the document names. What is set by the
    /// other methods beats them. An error names every variable that is missing.
    pub fn credentials_from_env(mut self) -> Result<Self, Error> {
        let Environment { credentials, mut variables } = Environment::read(self.settings.api)?;
        if !variables.is_empty() {
            self.settings.server_choice = Some(SERVER_CHOICE);
        }
        variables.append(&mut self.settings.variables);
        self.settings.variables = variables;
        self.settings.environment = credentials;
        self.settings.make_keyring = Keyring::new;
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
        for server in api.servers {
            for variable in server.all_variables() {
                let Some(name) = variable.env else { continue };
                match read_variable(name, lookup) {
                    Ok(value) => found.variables.push((variable.name.to_owned(), value)),
                    Err(Absent::NotUtf8) => return Err(SetupError::new(&format!("{name} is not UTF-8"))),
                    Err(Absent::NotSet | Absent::Empty) => {}
                }
            }
        }
        for scheme in api.schemes {
            for source in scheme.env {
                if let Ok(credential) = credential(scheme.kind, source, lookup) {
                    found.credentials.push((scheme.name, credential));
                    break;
                }
            }
        }
        // Requests may go without; but who sets one half of a credential wants it to be sent.
        let is_enough = found.is_enough(api) || may_go_without(api) && !is_begun(api, lookup);
        if is_enough { Ok(found) } else { Err(missing(api, lookup)) }
    }

    /// Whether one of the alternatives is complete. Without a rule for all operations, one credential is a start.
    #[inline]
    fn is_enough(&self, api: &Api) -> bool {
        if api.security.is_empty() {
            return api.schemes.is_empty() || !self.credentials.is_empty();
        }
        for schemes in api.security {
            let mut has_all = !schemes.is_empty();
            for scheme in *schemes {
                has_all &= self.has(scheme);
            }
            if has_all {
                return true;
            }
        }
        false
    }

    #[inline]
    fn has(&self, scheme: &SecurityScheme) -> bool {
        for (name, _) in &self.credentials {
            if *name == scheme.name {
                return true;
            }
        }
        false
    }
}

#[inline]
fn may_go_without(api: &Api) -> bool {
    for schemes in api.security {
        if schemes.is_empty() {
            return true;
        }
    }
    false
}

/// Whether one half of a credential is there, and the other is not.
#[inline]
fn is_begun(api: &Api, lookup: &Lookup<'_>) -> bool {
    for scheme in api.schemes {
        for source in scheme.env {
            if let EnvSource::Basic { username, password } = source {
                if read_variable(username, lookup).is_ok() != read_variable(password, lookup).is_ok() {
                    return true;
                }
            }
        }
    }
    false
}

type Lookup<'a> = dyn Fn(&str) -> Option<OsString> + 'a;

#[derive(Clone, Copy)]
enum Absent {
    NotSet,
    Empty,
    NotUtf8,
}

impl Absent {
    #[inline]
    fn words(self) -> &'static str {
        match self {
            Self::NotSet => " is not set",
            Self::Empty => " is empty",
            Self::NotUtf8 => " is not UTF-8",
        }
    }
}

#[inline]
fn read_variable(name: &str, lookup: &Lookup<'_>) -> Result<String, Absent> {
    let Some(value) = lookup(name) else { return Err(Absent::NotSet) };
    match value.to_str() {
        Some("") => Err(Absent::Empty),
        Some(value) => Ok(value.to_owned()),
        None => Err(Absent::NotUtf8),
    }
}

/// The error: what is wrong with each of the source's variables.
#[inline]
fn credential(kind: SchemeKind, source: &EnvSource, lookup: &Lookup<'_>) -> Result<Credential, String> {
    let mut problem = String::new();
    match *source {
        EnvSource::Basic { username, password } => {
            match (read_variable(username, lookup), read_variable(password, lookup)) {
                (Ok(username), Ok(password)) => return Ok(Credential::basic(username, password)),
                (first, second) => {
                    for (name, read) in [(username, first), (password, second)] {
                        if let Err(absent) = read {
                            join(&mut problem, " and ", &[name, absent.words()]);
                        }
                    }
                }
            }
        }
        EnvSource::Secret(name) => match (read_variable(name, lookup), kind) {
            (Ok(token), SchemeKind::Bearer) => return Ok(Credential::bearer(token)),
            (Ok(key), SchemeKind::Basic | SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_)) => {
                return Ok(Credential::api_key(key));
            }
            (Err(absent), _) => join(&mut problem, "", &[name, absent.words()]),
        },
    }
    Err(problem)
}

#[inline]
fn missing(api: &Api, lookup: &Lookup<'_>) -> SetupError {
    let mut told = Vec::new();
    for schemes in api.security {
        add_problems(&mut told, schemes, lookup);
    }
    if api.security.is_empty() {
        for scheme in api.schemes {
            add_problems(&mut told, &[scheme], lookup);
        }
    }
    let mut problem = String::new();
    for told in &told {
        join(&mut problem, ", or ", &[told]);
    }
    if problem.is_empty() {
        return SetupError::new("the environment cannot hold the credentials that this API takes");
    }
    problem.insert_str(0, "no credentials in the environment: ");
    SetupError::new(&problem)
}

/// Adds what these schemes lack together, unless it has been told.
#[inline]
fn add_problems(told: &mut Vec<String>, schemes: &[&SecurityScheme], lookup: &Lookup<'_>) {
    let mut problems = String::new();
    for scheme in schemes {
        let problem = problem(scheme, lookup);
        if !problem.is_empty() {
            join(&mut problems, ", and ", &[&problem]);
        }
    }
    for earlier in &*told {
        if *earlier == problems {
            return;
        }
    }
    if !problems.is_empty() {
        told.push(problems);
    }
}

/// What is wrong with each source of a scheme. Nothing if one is complete, or there is none.
#[inline]
fn problem(scheme: &SecurityScheme, lookup: &Lookup<'_>) -> String {
    let mut problems = String::new();
    for source in scheme.env {
        match credential(scheme.kind, source, lookup) {
            Ok(_) => return String::new(),
            Err(problem) => join(&mut problems, ", or ", &[&problem]),
        }
    }
    problems
}

#[cfg(test)]
mod tests;
