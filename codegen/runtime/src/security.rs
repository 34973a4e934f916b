//! Which credentials go into which request.

use std::mem;

use super::call::{Call, Request};
use super::credential::Proof;
use super::env_source::EnvSource;
use super::error::{Error, join};
use super::header::{Lines, put_line};
use super::keyring::Choice;

impl Call {
    /// Says what this operation asks for instead of what the API asks for: alternatives, each a set of schemes that go
    /// together. An empty alternative lets it go without; no alternative at all means that nothing is sent.
    #[inline]
    #[must_use]
    pub fn security(mut self, alternatives: &[&[&'static SecurityScheme]]) -> Self {
        let mut own = Vec::with_capacity(alternatives.len());
        for schemes in alternatives {
            own.push(schemes.to_vec());
        }
        self.request().security = Some(own);
        self
    }
}

impl Request {
    /// What shows who the caller is.
    pub(super) fn choose(&self) -> Result<Choice, Error> {
        match self.core.keyring().choose(&self.alternatives()) {
            Ok(choice) => Ok(choice),
            Err(error) => Err(error.of(self.operation).into()),
        }
    }

    pub(super) fn alternatives(&self) -> Vec<&[&'static SecurityScheme]> {
        let Some(own) = &self.security else { return self.core.api().security.to_vec() };
        let mut alternatives: Vec<&[_]> = Vec::with_capacity(own.len());
        for schemes in own {
            alternatives.push(schemes);
        }
        alternatives
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
        let mut told = String::new();
        join(&mut told, "", &[self.kind.noun(), " for `", self.name, "`"]);
        let mut before = " (in the environment: ";
        for source in self.env {
            told.push_str(before);
            before = ", or ";
            match source {
                EnvSource::Basic { username, password } => join(&mut told, "", &[username, " and ", password]),
                EnvSource::Secret(name) => told.push_str(name),
            }
        }
        if !self.env.is_empty() {
            told.push(')');
        }
        told
    }
}

/// Puts proofs into the parts of a request that they stand in.
pub(super) fn show_proofs(proofs: &[Proof], headers: &mut Lines, query: &mut String, cookies: &mut String) {
    for proof in proofs {
        match proof {
            Proof::Header(name, value) => put_line(headers, name.clone(), value.clone()),
            Proof::Query(pair) => {
                // The link to a page may repeat it.
                let end = pair.find('=').map_or(pair.len(), |end| end + 1);
                for other in mem::take(query).split('&') {
                    if !other.is_empty() && !other.starts_with(&pair[..end]) {
                        join(query, "&", &[other]);
                    }
                }
                join(query, "&", &[pair]);
            }
            Proof::Cookie(pair) => join(cookies, "; ", &[pair]),
        }
    }
}
