//! Where requests go.

use super::docs::Docs;
use super::name::Wire;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// An absolute URL without a trailing slash; may hold `{variables}`.
    pub url: String,
    pub docs: Docs,
    pub variables: Vec<ServerVariable>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    pub wire: Wire,
    pub docs: Docs,
    pub default: String,
    /// The values that are allowed; empty: any.
    pub values: Vec<String>,
    /// The environment variable that sets it (`x-env`).
    pub env: Option<String>,
}
