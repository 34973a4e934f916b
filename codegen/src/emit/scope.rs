//! The names that a file uses, and the imports that follow from them.
//!
//! ```text
//! use std::collections::BTreeMap;
//!
//! use crate::client::Client;
//! use crate::runtime::{Argument, Call, operation};
//! use crate::types::{Build, BuildSid};
//! ```

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::place::{Place, ident};
use crate::ir::name;
use crate::ir::types::{Definition, Kind, Type, TypeId, Types};

/// Asking for a name imports it.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) types: &'a Types,
    /// The file of types that is being printed: what it defines needs no import.
    module: Option<&'a name::Ident>,
    maps: bool,
    client: BTreeSet<&'a str>,
    runtime: BTreeSet<&'static str>,
    named: BTreeSet<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(types: &'a Types, module: Option<&'a name::Ident>) -> Self {
        let (client, runtime, named) = Default::default();
        Self { types, module, maps: false, client, runtime, named }
    }

    /// A name of `src/client.rs`.
    pub(super) fn client(&mut self, name: &'a str) -> Ident {
        self.client.insert(name);
        Ident::new(name, Span::call_site())
    }

    /// A name of the runtime; macros too.
    pub(super) fn runtime(&mut self, name: &'static str) -> Ident {
        self.runtime.insert(name);
        Ident::new(name, Span::call_site())
    }

    pub(super) fn definition(&mut self, id: TypeId) -> Ident {
        let definition = self.types.get(id);
        if self.module != Some(&definition.module) {
            self.named.insert(definition.name.as_str());
        }
        ident(&definition.name)
    }

    /// How a type is written: `Option<Vec<BuildSid>>`.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::Json => {
                let json = self.runtime("Json");
                quote!(#json)
            }
            Type::String => quote!(String),
            Type::Bool => quote!(bool),
            Type::Int32 => quote!(i32),
            Type::Int64 => quote!(i64),
            Type::Float => quote!(f64),
            Type::DateTime => {
                let date_time = self.runtime("DateTime");
                quote!(#date_time)
            }
            Type::Date => {
                let date = self.runtime("Date");
                quote!(#date)
            }
            Type::List(item) => {
                let item = self.ty(item);
                quote!(Vec<#item>)
            }
            Type::Map(value) => {
                self.maps = true;
                let value = self.ty(value);
                quote!(BTreeMap<String, #value>)
            }
            Type::Option(inner) => {
                let inner = self.ty(inner);
                quote!(Option<#inner>)
            }
            Type::Boxed(inner) => {
                let inner = self.ty(inner);
                quote!(Box<#inner>)
            }
            Type::Named(id) => {
                let name = self.definition(*id);
                quote!(#name)
            }
        }
    }

    pub(super) fn imports(&self, place: &Place<'_>) -> TokenStream {
        let root = place.root();
        let maps = self.maps.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let client = import(&quote!(#root::client), &self.client);
        let runtime = import(&quote!(crate::runtime), &self.runtime);
        let types = import(&quote!(#root::types), &self.named);
        quote!(#maps #client #runtime #types)
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
                Definition { kind: Kind::Struct(_) | Kind::Enum(_) | Kind::Text(_), .. } => return ty,
            },
            Type::Json
            | Type::String
            | Type::Bool
            | Type::Int32
            | Type::Int64
            | Type::Float
            | Type::DateTime
            | Type::Date
            | Type::List(_)
            | Type::Map(_) => return ty,
        };
    }
}
