//! The types: a file for each component schema, which holds its inline children too.
//!
//! ```text
//! use crate::runtime::{object, text_type};
//!
//! include!("build.rs");
//! include!("build_sid.rs");
//! ```

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Prose, code, deprecated};
use super::place::{Place, ident};
use super::scope::{Imports, Names, Scope};
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

/// `src/types/mod.rs`: one module for all files. A module of its own costs a build more than the types in it, since rustc compiles
/// and describes to debuggers one module at a time.
pub(super) fn module(place: &Place<'_>, imports: &Imports<'_>) -> TokenStream {
    let files = by_module(&place.api.types).into_keys().map(|module| format!("{module}.rs"));
    let imports = imports.print(place);
    quote! {
        #![doc = " What requests and answers are made of."]
        #![doc = ""]
        #![doc = " One module in many files: a module costs more to build than a type."]
        #imports
        #(include!(#files);)*
    }
}

/// `src/types/<module>.rs`, and what it needs to be in scope.
pub(super) fn file<'a>(definitions: &[&Definition], place: &Place<'a>) -> (TokenStream, Imports<'a>) {
    let mut scope = Scope::new(&place.api.types, Names::Here);
    let definitions = definitions.iter().map(|definition| self::definition(definition, &mut scope)).collect();
    (definitions, scope.imports)
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
/// pub type Labels = JsonMap<String>;
/// ```
fn alias(definition: &Definition, ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let called = definition.wire.as_ref().map_or(definition.name.as_str(), Wire::as_str);
    let docs = Prose::of(&definition.docs, || format!("What the API calls {}.", code(called)));
    let (deprecated, name, ty) = (deprecated(definition.deprecated), ident(&definition.name), scope.ty(ty));
    quote!(#docs #deprecated pub type #name = #ty;)
}
