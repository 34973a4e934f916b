//! The intermediate representation: what will be generated, with every decision made.
//!
//! It knows neither `OpenAPI` nor tokens: [`crate::lower`] fills it, [`crate::emit`] prints it. A part that needs no
//! decision any more is plain data with public fields; a part that could be made wrong (a Rust name, an index of a type)
//! has a private inside.

pub mod body;
pub mod by_status;
pub mod docs;
pub mod documents;
pub mod feature;
pub mod name;
pub mod operation;
pub mod pagination;
pub mod parameter;
pub mod reserved;
pub mod resource;
pub mod response;
pub mod security;
pub mod server;
pub mod types;
pub mod waiter;

use docs::Docs;
use operation::{Group, Home, Operation};
use resource::Tree;
use security::{Security, SecurityScheme};
use server::{Server, ServerList};
use types::Types;

/// One document, ready to be printed as a crate.
#[derive(Debug)]
pub struct Api {
    /// `info.title`, on one line.
    pub title: String,
    /// `info.description`.
    pub docs: Docs,
    pub package: Package,
    /// Where requests go: the first is the default. Never empty.
    pub servers: Vec<Server>,
    /// Other places, where [`Operation::servers`] points to.
    pub server_lists: Vec<ServerList>,
    /// In the order of the document; [`Security`] points into it.
    pub security_schemes: Vec<SecurityScheme>,
    /// What an operation asks for unless it says otherwise.
    pub security: Security,
    pub types: Types,
    /// One module for each tag, sorted by name.
    pub groups: Vec<Group>,
    pub tree: Tree,
}

impl Api {
    /// All operations, in the order of the output.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.groups.iter().flat_map(|group| &group.operations)
    }

    /// Those that share a module.
    pub fn shared_groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(|group| group.home == Home::Shared)
    }
}

/// What the manifest says of the crate: `info.x-rust-crate`, else defaults.
#[derive(Debug, Clone)]
pub struct Package {
    /// A valid package name, in kebab case.
    pub name: String,
    /// A semantic version.
    pub version: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// One line for the manifest.
    pub description: String,
}

impl Package {
    /// How Rust spells the name: `twilio_serverless`.
    pub fn crate_name(&self) -> String {
        self.name.replace('-', "_")
    }
}
