//! The types: a file for each component schema, which holds its inline children too.
//!
//! ```text
//! mod build;
//! mod build_sid;
//!
//! pub use build::{Build, BuildRuntime};
//! pub use build_sid::BuildSid;
//! ```

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Prose, code, deprecated};
use super::place::{Place, ident};
use super::scope::{Names, Scope};
use super::{enums, structs, text, unions};
use crate::ir::name::Ident;
use crate::ir::name::Wire;
use crate::ir::types::{Definition, Kind, Type, Types};

/// What each file holds, in its order.
pub(super) fn by_module(types: &Types) -> BTreeMap<&Ident, Vec<&Definition>> {
    let mut modules: BTreeMap<&Ident, Vec<&Definition>> = BTreeMap::new();
    for (_, definition) in types.iter() {
        modules.entry(&definition.module).or_default().push(definition);
    }
    modules
}

/// `src/types/mod.rs`.
pub(super) fn modules(place: &Place<'_>) -> TokenStream {
    let modules = by_module(&place.api.types);
    let names = modules.keys().map(|module| ident(module));
    let uses = modules.iter().map(|(module, definitions)| {
        let module = ident(module);
        let mut names: Vec<_> = definitions.iter().map(|definition| ident(&definition.name)).collect();
        names.sort();
        match names.as_slice() {
            [name] => quote!(pub use #module::#name;),
            names => quote!(pub use #module::{#(#names),*};),
        }
    });
    quote! {
        #![doc = " What requests and answers are made of."]
        #(mod #names;)*
        #(#uses)*
    }
}

/// `src/types/<module>.rs`.
pub(super) fn module<'a>(module: &'a Ident, definitions: &[&'a Definition], place: &Place<'a>) -> TokenStream {
    let mut scope = Scope::new(&place.api.types, Names::In(module));
    let definitions: TokenStream =
        definitions.iter().map(|definition| self::definition(definition, &mut scope)).collect();
    let imports = scope.imports(place);
    quote!(#imports #definitions)
}

fn definition(definition: &Definition, scope: &mut Scope<'_>) -> TokenStream {
    match &definition.kind {
        Kind::Struct(structure) => structs::structure(definition, structure, scope),
        Kind::Enum(known) => enums::string_enum(definition, known, scope),
        Kind::Union(choice) => unions::union(definition, choice, scope),
        Kind::Text(text) => text::text_type(definition, text, scope),
        Kind::Alias(ty) => alias(definition, ty, scope),
    }
}

/// ```text
/// /// Labels of a Service, by name.
/// pub type Labels = BTreeMap<String, String>;
/// ```
fn alias(definition: &Definition, ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let called = definition.wire.as_ref().map_or(definition.name.as_str(), Wire::as_str);
    let docs = Prose::of(&definition.docs, || format!("What the API calls {}.", code(called)));
    let (deprecated, name, ty) = (deprecated(definition.deprecated), ident(&definition.name), scope.ty(ty));
    quote!(#docs #deprecated pub type #name = #ty;)
}
