//! What the document says of the API as a whole.

use std::slice;

use super::call::Call;
use super::security::SecurityScheme;

/// An API: its servers and its credentials.
#[derive(Debug)]
pub struct Api {
    /// The default `User-Agent`.
    pub user_agent: &'static str,
    /// Where it is served. The first is the default; another is chosen when one of its variables is set.
    pub servers: &'static [Server],
    /// Every kind of credentials that some operation takes.
    pub schemes: &'static [&'static SecurityScheme],
    /// What operations ask for that do not say so themselves: alternatives, each a set of schemes that go together. An empty
    /// alternative lets a request go without; no alternative at all means that nothing is sent.
    pub security: &'static [&'static [&'static SecurityScheme]],
}

/// Where an API, or one operation of it, is served.
#[derive(Debug, Clone, Copy)]
pub struct Server {
    /// An absolute URL without a slash at its end. If parts of it are variable, they have their defaults.
    pub url: &'static str,
    /// What is variable in it.
    pub variables: Option<ServerVariables>,
}

/// The variable parts of a server's URL.
#[derive(Debug, Clone, Copy)]
pub struct ServerVariables {
    /// The URL with a `{name}` in the place of each.
    pub template: &'static str,
    /// What may stand there.
    pub all: &'static [ServerVariable],
}

/// A variable part of a server's URL.
#[derive(Debug)]
pub struct ServerVariable {
    /// As it stands between the braces.
    pub name: &'static str,
    /// Its value if none is set, and `defaults_by` has none.
    pub default: &'static str,
    /// Defaults that depend on another variable: its name, and the default for each of its values.
    pub defaults_by: Option<(&'static str, &'static [(&'static str, &'static str)])>,
    /// The values that are allowed; empty: any.
    pub values: &'static [&'static str],
    /// The environment variable that sets it.
    pub env: Option<&'static str>,
}

impl Server {
    /// Its variables; none if nothing in its URL is variable.
    #[inline]
    pub(super) fn all_variables(&self) -> &'static [ServerVariable] {
        match self.variables {
            Some(variables) => variables.all,
            None => &[],
        }
    }
}

impl Call {
    /// Sends it to a server of its own, unless the client has a base URL that replaces all servers.
    #[inline]
    #[must_use]
    pub fn server(self, server: &'static Server) -> Self {
        self.servers(slice::from_ref(server))
    }

    /// Sends it to one of these servers of its own, unless the client has a base URL that replaces all servers. Which one
    /// depends on the client's server variables, as it does for those of the API.
    #[inline]
    #[must_use]
    pub fn servers(mut self, servers: &'static [Server]) -> Self {
        self.request().servers = Some(servers);
        self
    }
}
