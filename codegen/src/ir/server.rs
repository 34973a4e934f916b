//! Where requests go.

use super::docs::Docs;
use super::name::{Ident, Wire};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// An absolute URL without a trailing slash; may hold `{variables}`.
    pub url: String,
    pub docs: Docs,
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with the defaults of its variables.
    pub fn url_by_default(&self) -> String {
        let mut url = String::with_capacity(self.url.len());
        let mut rest = self.url.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            url.push_str(before);
            match self.variable(name) {
                Some(variable) => url.push_str(self.default(variable, self.variables.len())),
                None => url.extend(["{", name, "}"]),
            }
            rest = after;
        }
        url + rest
    }

    fn variable(&self, name: &str) -> Option<&ServerVariable> {
        self.variables.iter().find(|variable| variable.wire.as_str() == name)
    }

    /// `steps` ends the search where defaults depend on each other in a circle.
    fn default<'a>(&'a self, variable: &'a ServerVariable, steps: usize) -> &'a str {
        let Some(DefaultsBy { variable: other, defaults }) = &variable.defaults_by else { return &variable.default };
        let Some(other) = self.variable(other.as_str()).filter(|_| steps > 0) else { return &variable.default };
        let other = self.default(other, steps - 1);
        defaults.iter().find(|(value, _)| value == other).map_or(&variable.default, |(_, default)| default)
    }
}

/// Where some operations go, and the others do not.
#[derive(Debug)]
pub struct ServerList {
    /// The static that all of them refer to, in upper case.
    pub name: Ident,
    /// Never empty.
    pub servers: Vec<Server>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    pub wire: Wire,
    pub docs: Docs,
    pub default: String,
    /// `x-default-from`: defaults that go before that one.
    pub defaults_by: Option<DefaultsBy>,
    /// The values that are allowed; empty: any.
    pub values: Vec<String>,
    /// The environment variable that sets it (`x-env`).
    pub env: Option<String>,
}

/// Defaults that depend on the value of another variable of the same server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultsBy {
    /// The other variable.
    pub variable: Wire,
    /// Its values, and the default for each.
    pub defaults: Vec<(String, String)>,
}
