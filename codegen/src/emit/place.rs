//! Where the output is put, and what follows from that for its paths.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::Placement;
use crate::ir::Api;
use crate::ir::name;

/// What every file needs to know.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) api: &'a Api,
    /// The module of the output below the crate's root; empty for a crate of its own.
    module: &'a [String],
    /// How examples call the crate: `twilio_serverless`. A module has none and shows no examples.
    pub(super) crate_name: Option<String>,
}

impl<'a> Place<'a> {
    pub(super) fn new(api: &'a Api, placement: &'a Placement) -> Self {
        match placement {
            Placement::Package | Placement::Standalone => {
                Self { api, module: &[], crate_name: Some(api.package.name.replace('-', "_")) }
            }
            Placement::Module(module) => Self { api, module, crate_name: None },
        }
    }

    /// `crate`, or `crate::cases::pets`: what the paths of the client, the operations and the types start with.
    pub(super) fn root(&self) -> TokenStream {
        let module = self.module.iter().map(|name| Ident::new(name, Span::call_site()));
        quote!(crate #(:: #module)*)
    }

    /// Where a file of the crate's `src/` goes. The root of a module is its `mod.rs`.
    pub(super) fn path(&self, file: &str) -> String {
        match (&self.crate_name, file) {
            (Some(_), file) => format!("src/{file}"),
            (None, "lib.rs") => "mod.rs".to_owned(),
            (None, file) => file.to_owned(),
        }
    }
}

/// The identifier as a token.
pub(super) fn ident(name: &name::Ident) -> Ident {
    Ident::new(name.as_str(), Span::call_site())
}
