//! Credentials: which there are, and which an operation asks for.

use super::docs::Docs;
use super::name::{Ident, Wire};

#[derive(Debug)]
pub struct SecurityScheme {
    /// The constant that describes it, in screaming snake case.
    pub name: Ident,
    pub wire: Wire,
    pub docs: Docs,
    pub kind: SchemeKind,
    /// Which environment variables hold it (`x-env`), the first complete set wins. Empty: not read from the environment.
    pub env: Vec<EnvSource>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// HTTP Basic (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750); also what OAuth 2 and OpenID Connect end in.
    Bearer,
    ApiKey {
        place: KeyPlace,
        name: Wire,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyPlace {
    Header,
    Query,
    Cookie,
}

/// Names of environment variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnvSource {
    Basic {
        username: String,
        password: String,
    },
    /// A bearer token or an API key.
    Secret(String),
}

/// Alternatives, each a set of schemes that must all be satisfied: the first that the client has credentials for is used.
/// No alternative at all means that nothing is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Security {
    /// Indices into [`super::Api::security_schemes`].
    pub alternatives: Vec<Vec<usize>>,
    /// Whether the document lists the empty alternative: a call without credentials is then fine.
    pub optional: bool,
}
