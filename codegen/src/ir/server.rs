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
