//! The names that a file uses, and the imports that follow from them.
//!
//! ```text
//! use std::time::Duration;
//!
//! use crate::client::Client;
//! use crate::runtime::{Argument, Call, operation};
//! use crate::types::{Build, BuildSid};
//! ```

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::once::Once;
use super::place::{Place, ident};
use crate::ir::name;
use crate::ir::types::{Definition, Kind, Type, TypeId, Types};

/// How a file calls the document's types.
#[derive(Debug, Clone, Copy)]
pub(super) enum Names {
    /// `Build`, which is imported.
    Imported,
    /// `Build`, which is defined in the same module.
    Here,
    /// `super::types::Build`: the file is in a module beside that of the types.
    Qualified,
}

/// Asking for a name imports it.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) types: &'a Types,
    names: Names,
    pub(super) imports: Imports<'a>,
}

/// What a file, or a module of several files, has to import.
#[derive(Debug, Default)]
pub(super) struct Imports<'a> {
    /// Module and name.
    std: BTreeSet<(&'static str, &'static str)>,
    runtime: BTreeSet<&'static str>,
    client: BTreeSet<&'a str>,
    types: BTreeSet<&'a str>,
    /// Of operations.
    groups: BTreeSet<&'a str>,
}

impl Imports<'_> {
    pub(super) fn add(&mut self, other: &Self) {
        self.std.extend(&other.std);
        self.runtime.extend(&other.runtime);
        self.client.extend(&other.client);
        self.types.extend(&other.types);
        self.groups.extend(&other.groups);
    }

    pub(super) fn print(&self, place: &Place<'_>) -> TokenStream {
        let root = place.root();
        let std = self.print_std();
        let (client, statics): (BTreeSet<&str>, BTreeSet<&str>) = match place.member {
            None => (self.client.clone(), BTreeSet::new()),
            Some(_) => self.client.iter().copied().partition(|name| *name == "Client"),
        };
        let [client_module, statics_module] = place.client_and_statics();
        let mut imports = [
            (client_module, &client),
            (statics_module, &statics),
            (quote!(crate::runtime), &self.runtime),
            (quote!(#root::types), &self.types),
            (quote!(#root::api), &self.groups),
        ];
        imports.sort_by_cached_key(|(path, _)| path.to_string());
        let imports = imports.iter().filter_map(|(path, names)| import(path, names));
        quote!(#std #(#imports)*)
    }

    /// Of what has nothing to do with the document.
    pub(super) fn print_foreign(&self) -> TokenStream {
        let (std, runtime) = (self.print_std(), import(&quote!(crate::runtime), &self.runtime));
        quote!(#std #runtime)
    }

    fn print_std(&self) -> TokenStream {
        self.std
            .iter()
            .map(|(module, name)| {
                let [module, name] = [module, name].map(|name| Ident::new(name, Span::call_site()));
                quote!(use std::#module::#name;)
            })
            .collect()
    }
}

impl<'a> Scope<'a> {
    pub(super) fn new(types: &'a Types, names: Names) -> Self {
        Self { types, names, imports: Imports::default() }
    }

    /// A name of the standard library that is no part of its prelude.
    pub(super) fn std(&mut self, module: &'static str, name: &'static str) -> Ident {
        self.imports.std.insert((module, name));
        Ident::new(name, Span::call_site())
    }

    /// A module of operations.
    pub(super) fn group(&mut self, name: &'a name::Ident) -> Ident {
        self.imports.groups.insert(name.as_str());
        ident(name)
    }

    /// The client, or a name of what the runtime must know of the API.
    pub(super) fn client(&mut self, name: &'a str) -> Ident {
        self.imports.client.insert(name);
        Ident::new(name, Span::call_site())
    }

    /// A name of the runtime; macros too.
    pub(super) fn runtime(&mut self, name: &'static str) -> Ident {
        self.imports.runtime.insert(name);
        Ident::new(name, Span::call_site())
    }

    fn definition(&mut self, id: TypeId) -> TokenStream {
        let definition = self.types.get(id);
        let name = ident(&definition.name);
        match self.names {
            Names::Here => TokenTree::from(name).into(),
            Names::Imported => {
                self.imports.types.insert(definition.name.as_str());
                TokenTree::from(name).into()
            }
            Names::Qualified => quote!(super::types::#name),
        }
    }

    /// How a type is written: `Option<Vec<BuildSid>>`.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Json => TokenTree::from(self.runtime("Json")).into(),
            Type::String => quote!(String),
            Type::Bool => quote!(bool),
            Type::Int64 => quote!(i64),
            Type::Uint64 => quote!(u64),
            Type::Float => quote!(f64),
            Type::DateTime => TokenTree::from(self.runtime("DateTime")).into(),
            Type::Date => TokenTree::from(self.runtime("Date")).into(),
            Type::List(item) => {
                let item = Once::from(self.ty(item));
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                let (map, value) = (self.runtime("JsonMap"), Once::from(self.ty(value)));
                quote!(#map<#value>)
            }
            Type::Option(inner) => {
                let inner = Once::from(self.ty(inner));
                quote!(Option<#inner>)
            }
            Type::Boxed(inner) => {
                let inner = Once::from(self.ty(inner));
                quote!(Box<#inner>)
            }
            Type::Named(id) => self.definition(*id),
        }
    }
}

/// One name stands without braces.
fn import(path: &TokenStream, names: &BTreeSet<&str>) -> Option<TokenStream> {
    let mut idents = names.iter().map(|name| Ident::new(name, Span::call_site()));
    match names.len() {
        0 => None,
        1 => Some(quote!(use #path::#(#idents)*;)),
        _ => {
            let first = idents.next();
            Some(quote!(use #path::{#first #(, #idents)*};))
        }
    }
}

/// What a type is apart from names, boxes and `null`.
pub(super) fn plain<'t>(types: &'t Types, mut ty: &'t Type) -> &'t Type {
    loop {
        ty = match ty {
            Type::Option(inner) | Type::Boxed(inner) => inner,
            Type::Named(id) => match types.get(*id) {
                Definition { kind: Kind::Alias(aliased), .. } => aliased,
                Definition { kind: Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Text(_), .. } => return ty,
            },
            Type::Json
            | Type::String
            | Type::Bool
            | Type::Int64
            | Type::Uint64
            | Type::Float
            | Type::DateTime
            | Type::Date
            | Type::List(_)
            | Type::Map(_) => return ty,
        };
    }
}
