//! Several documents in one crate.

use super::Api;
use super::Package;
use super::feature::Feature;
use super::name::Ident;

/// Several documents, ready to be printed as one crate.
#[derive(Debug)]
pub struct Documents {
    pub package: Package,
    /// Sorted by module. Where two have a security scheme of one name, it is the same for both.
    pub members: Vec<Member>,
}

/// A document of several: a module of the crate, and a Cargo feature.
#[derive(Debug)]
pub struct Member {
    /// Which of the documents it is, as they were given.
    pub source: usize,
    /// Below the crate's root, and the method of the client: `serverless_v1`.
    pub module: Ident,
    /// The handle that the document's resources hang below, in upper camel case: no resource's handle is called like it.
    pub handle: Ident,
    pub api: Api,
}

impl Member {
    /// The Cargo feature that switches it on: `serverless-v1`.
    pub fn feature(&self) -> String {
        // A module that would be a keyword has an underscore behind it, which no feature needs.
        self.module.as_str().trim_end_matches('_').replace('_', "-")
    }
}

impl Documents {
    /// Whether the client takes credentials at all, for whichever document.
    pub fn has_credentials(&self) -> bool {
        self.members.iter().any(|member| !member.api.security_schemes.is_empty())
    }

    /// Whether the client can be made from the environment, for whichever document.
    pub fn has_environment(&self) -> bool {
        self.members.iter().any(|member| Feature::Environment.is_needed(&member.api))
    }
}
