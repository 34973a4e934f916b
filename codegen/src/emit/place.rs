//! Where the output is put, and what follows from that for its paths.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::runtime::LeftOut;
use crate::Placement;
use crate::ir::Api;
use crate::ir::feature::Feature;
use crate::ir::name;
use crate::ir::operation::OperationId;
use crate::ir::resource::{Resource, Tree, Verb};

/// What every file needs to know.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) api: &'a Api,
    /// The module of the output below the crate's root; empty for a crate of its own.
    module: &'a [String],
    /// Where each operation hangs in the tree.
    pub(super) chains: BTreeMap<OperationId, Chain<'a>>,
    /// How examples call the crate: `twilio_serverless`. A module has none and shows no examples.
    pub(super) crate_name: Option<String>,
    pub(super) left_out: LeftOut,
}

impl<'a> Place<'a> {
    pub(super) fn new(api: &'a Api, placement: &'a Placement) -> Self {
        let chains = chains(&api.tree);
        let needed: Vec<_> = Feature::ALL.into_iter().filter(|feature| feature.is_needed(api)).collect();
        let left_out = LeftOut::of(&needed);
        match placement {
            Placement::Package | Placement::Standalone => {
                Self { api, module: &[], chains, crate_name: Some(api.package.crate_name()), left_out }
            }
            Placement::Module(module) => Self { api, module, chains, crate_name: None, left_out },
        }
    }

    /// `crate`, or `crate::cases::pets`: what the paths of the client, the operations and the types start with.
    pub(super) fn root(&self) -> TokenStream {
        let module = self.module.iter().map(|name| Ident::new(name, Span::call_site()));
        quote!(crate #(:: #module)*)
    }

    /// The same for a link in the docs.
    pub(super) fn link_root(&self) -> String {
        std::iter::once("crate").chain(self.module.iter().map(String::as_str)).collect::<Vec<_>>().join("::")
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

/// The resources that lead to an operation, from the root on, and its method there.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    pub(super) resources: Vec<&'a Resource>,
    pub(super) verb: &'a Verb,
}

fn chains(tree: &Tree) -> BTreeMap<OperationId, Chain<'_>> {
    fn add<'a>(
        above: &[&'a Resource],
        verbs: &'a [Verb],
        below: &'a [Resource],
        chains: &mut BTreeMap<OperationId, Chain<'a>>,
    ) {
        chains.extend(verbs.iter().map(|verb| (verb.operation, Chain { resources: above.to_vec(), verb })));
        for resource in below {
            add(&[above, &[resource]].concat(), &resource.verbs, &resource.resources, chains);
        }
    }
    let mut chains = BTreeMap::new();
    add(&[], &tree.verbs, &tree.resources, &mut chains);
    chains
}

/// The identifier as a token.
pub(super) fn ident(name: &name::Ident) -> Ident {
    Ident::new(name.as_str(), Span::call_site())
}
