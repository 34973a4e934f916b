//! Where the output is put, and what follows from that for its paths.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::runtime::LeftOut;
use crate::Placement;
use crate::ir::Api;
use crate::ir::documents::{Documents, Member};
use crate::ir::feature::Feature;
use crate::ir::name;
use crate::ir::operation::OperationId;
use crate::ir::resource::{Resource, Tree, Verb};

/// What every file needs to know.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) api: &'a Api,
    /// The document's part of the output, if it is one of several.
    pub(super) member: Option<&'a Member>,
    /// The module of the output below the crate's root; empty for a crate of its own.
    module: &'a [String],
    /// Where each operation hangs in the tree.
    pub(super) chains: BTreeMap<OperationId, Chain<'a>>,
    /// A module has none, and shows no examples.
    pub(super) outside: Option<Outside>,
    pub(super) left_out: LeftOut,
    /// Whether the client takes credentials.
    pub(super) has_credentials: bool,
}

/// How a program that uses the crate, as examples do, calls what is in it.
#[derive(Debug)]
pub(super) struct Outside {
    /// Where the client and the runtime's names are: `twilio`.
    pub(super) crate_name: String,
    /// Where the document's own names are: the same, or `twilio::serverless_v1`.
    pub(super) root: String,
}

impl<'a> Place<'a> {
    pub(super) fn new(api: &'a Api, placement: &'a Placement) -> Self {
        let crate_name = api.package.crate_name();
        let (module, outside) = outside(placement, || Outside { root: crate_name.clone(), crate_name });
        let has_credentials = !api.security_schemes.is_empty();
        let left_out = LeftOut::of(&Feature::of(api));
        Self { api, member: None, module, chains: chains(&api.tree), outside, left_out, has_credentials }
    }

    /// For one document of several.
    pub(super) fn of_member(member: &'a Member, documents: &Documents, placement: &'a Placement) -> Self {
        let api = &member.api;
        let crate_name = documents.package.crate_name();
        let root = || Outside { root: format!("{crate_name}::{}", member.module), crate_name };
        let (module, outside) = outside(placement, root);
        let has_credentials = documents.has_credentials();
        let left_out = LeftOut::of(&Feature::of_all(documents));
        Self { api, member: Some(member), module, chains: chains(&api.tree), outside, left_out, has_credentials }
    }

    /// `crate`, `crate::serverless_v1` or `crate::cases::pets`: what the paths of the operations and the types start with.
    pub(super) fn root(&self) -> TokenStream {
        let (root, module) = (crate_root(self.module), self.member.map(|member| ident(&member.module)).into_iter());
        quote!(#root #(:: #module)*)
    }

    /// The same for a link in the docs.
    pub(super) fn link_root(&self) -> String {
        let module = self.module.iter().map(String::as_str).chain(self.member.map(|member| member.module.as_str()));
        std::iter::once("crate").chain(module).collect::<Vec<_>>().join("::")
    }

    /// The modules of the client, and of what the runtime must know of the API.
    pub(super) fn client_and_statics(&self) -> [TokenStream; 2] {
        let root = self.root();
        match self.member {
            None => [quote!(#root::client), quote!(#root::client)],
            Some(_) => {
                let crate_root = crate_root(self.module);
                [quote!(#crate_root::client), quote!(#root::document)]
            }
        }
    }

    /// Where a file of the crate's `src/` goes. The root of a module is its `mod.rs`.
    pub(super) fn path(&self, file: &str) -> String {
        match (self.member, file) {
            (None, file) => path(self.outside.is_some(), file),
            (Some(Member { module, .. }), "lib.rs") => path(self.outside.is_some(), &format!("{module}/mod.rs")),
            (Some(Member { module, .. }), file) => path(self.outside.is_some(), &format!("{module}/{file}")),
        }
    }
}

/// Where a file of the crate's `src/` goes, if it is one, or else of a module.
pub(super) fn path(is_crate: bool, file: &str) -> String {
    match (is_crate, file) {
        (true, file) => format!("src/{file}"),
        (false, "lib.rs") => "mod.rs".to_owned(),
        (false, file) => file.to_owned(),
    }
}

/// `crate`, or `crate::cases::pets`.
pub(super) fn crate_root(module: &[String]) -> TokenStream {
    let module = module.iter().map(|name| Ident::new(name, Span::call_site()));
    quote!(crate #(:: #module)*)
}

fn outside(placement: &Placement, outside: impl FnOnce() -> Outside) -> (&[String], Option<Outside>) {
    match placement {
        Placement::Package | Placement::Standalone => (&[], Some(outside())),
        Placement::Module(module) => (module, None),
    }
}

/// The resources that lead to an operation, from the root on, and its method there.
#[derive(Debug)]
pub(super) struct Chain<'a> {
    pub(super) resources: Vec<&'a Resource>,
    pub(super) verb: &'a Verb,
}

impl Chain<'_> {
    /// As it is typed: `client`, `.services(sid)`, `.create_build()`. `path` has the values of the path, `rest` what else the
    /// operation requires.
    pub(super) fn steps(&self, place: &Place<'_>, path: Vec<String>, rest: &[String]) -> Vec<String> {
        let mut steps = typed(&self.resources, place, path);
        steps.push(format!(".{}({})", self.verb.name, rest.join(", ")));
        steps
    }
}

/// `client`, `.services(sid)`, `.builds(sid)`
pub(super) fn typed(resources: &[&Resource], place: &Place<'_>, path: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut path = path.into_iter();
    let mut steps = vec!["client".to_owned()];
    steps.extend(place.member.map(|member| format!(".{}()", member.module)));
    steps.extend(resources.iter().map(|resource| {
        let argument = resource.parameter.as_ref().and_then(|_| path.next());
        format!(".{}({})", resource.accessor, argument.unwrap_or_default())
    }));
    steps
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
