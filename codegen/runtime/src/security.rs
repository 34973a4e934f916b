//! Which credentials go into which request.

use reqwest::header::HeaderMap;

use super::call::{Call, Request};
use super::credential::Proof;
use super::env::EnvSource;
use super::error::Error;

impl Call {
    /// Says what this operation asks for instead of what the API asks for: alternatives, each a set of schemes that go
    /// together. An empty alternative lets it go without; no alternative at all means that nothing is sent.
    #[must_use]
    pub fn security(mut self, alternatives: &[&[&'static SecurityScheme]]) -> Self {
        self.request().security = Some(alternatives.iter().map(|schemes| schemes.to_vec()).collect());
        self
    }
}

impl Request {
    /// What shows who the caller is; a provider is asked for it each time.
    pub(super) async fn proofs(&self) -> Result<Vec<Proof>, Error> {
        let alternatives: Vec<&[&SecurityScheme]> = match &self.security {
            Some(alternatives) => alternatives.iter().map(Vec::as_slice).collect(),
            None => self.core.api().security.to_vec(),
        };
        let proofs = self.core.keyring().choose(&alternatives).await;
        proofs.map_err(|error| error.of(self.operation).into())
    }
}

/// A kind of credentials that the document names.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where it stands in a request.
    pub kind: SchemeKind,
    /// Where the environment holds it; the first complete source is taken.
    pub env: &'static [EnvSource],
}

/// Where a credential stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// An API key in the header of this name.
    Header(&'static str),
    /// An API key in the query parameter of this name.
    Query(&'static str),
    /// An API key in the cookie of this name.
    Cookie(&'static str),
}

impl SchemeKind {
    /// As which credential it is passed, in words.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Basic => "`Credential::basic`",
            Self::Bearer => "`Credential::bearer`",
            Self::Header(_) | Self::Query(_) | Self::Cookie(_) => "`Credential::api_key`",
        }
    }
}

impl SecurityScheme {
    /// What a caller passes for it, in words.
    pub(super) fn told(&self) -> String {
        let sources: Vec<String> = self.env.iter().map(ToString::to_string).collect();
        let (name, constructor) = (self.name, self.kind.noun());
        if sources.is_empty() {
            format!("{constructor} for `{name}`")
        } else {
            format!("{constructor} for `{name}` (in the environment: {})", sources.join(", or "))
        }
    }
}

/// Puts proofs into the parts of a request that they stand in.
pub(super) fn show(proofs: &[Proof], headers: &mut HeaderMap, query: &mut String, cookies: &mut String) {
    for proof in proofs {
        match proof {
            Proof::Header(name, value) => {
                headers.insert(name, value.clone());
            }
            Proof::Query(pair) => {
                // The link to a page may repeat it.
                let name = pair.split_inclusive('=').next().unwrap_or_default();
                let others: Vec<&str> =
                    query.split('&').filter(|other| !other.is_empty() && !other.starts_with(name)).collect();
                *query = others.join("&");
                append(query, "&", pair);
            }
            Proof::Cookie(pair) => append(cookies, "; ", pair),
        }
    }
}

fn append(to: &mut String, separator: &str, pair: &str) {
    if !to.is_empty() {
        to.push_str(separator);
    }
    to.push_str(pair);
}
