//! How callers make an object: a constructor for what is required, setters for the rest.
//!
//! ```text
//! impl Label {
//!     /// With what is required: `name`.
//!     pub fn new(name: impl Into<String>) -> Self {
//!         Self { name: name.into(), color: None }
//!     }
//!
//!     /// The color that it is shown in.
//!     pub fn color(mut self, color: impl Into<String>) -> Self {
//!         self.color = Some(color.into());
//!         self
//!     }
//! }
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{code, deprecated};
use super::once::Once;
use super::place::ident;
use super::scope::{Scope, plain};
use super::structs::field_docs;
use crate::ir::types::{Access, Field, Kind, Presence, Struct, Type};

/// The constructor and the setters.
pub(super) fn methods(name: &Ident, structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let new = Once::from(new(structure, scope));
    let setters: Vec<_> = structure
        .fields
        .iter()
        .filter(|field| field.access != Access::ReadOnly && field.presence != Presence::Required)
        .map(|field| Once::from(setter(field, structure, scope)))
        .collect();
    let additional = structure.additional.as_ref().map(|(name, ty)| {
        let (name, ty) = (ident(name), scope.ty(&Type::Map(Box::new(ty.clone()))));
        quote! {
            /// Members beyond the declared ones.
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = #name;
                self
            }
        }
    });
    quote!(impl #name { #new #(#setters)* #additional })
}

fn new(structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let is_asked = |field: &Field| field.presence == Presence::Required && field.access != Access::ReadOnly;
    let asked: Vec<_> = structure.fields.iter().filter(|field| is_asked(field)).collect();
    if asked.is_empty() {
        return quote! {
            /// Without any member.
            pub fn new() -> Self {
                Default::default()
            }
        };
    }
    let wires: Vec<_> = asked.iter().map(|field| code(field.wire.as_str())).collect();
    let docs = format!(" With what is required: {}.", wires.join(", "));
    let arguments: Vec<_> = asked
        .iter()
        .map(|field| {
            let (name, (ty, _)) = (ident(&field.name), taken(&field.name, &field.ty, scope));
            quote!(#name: #ty)
        })
        .collect();
    let values: Vec<_> = structure
        .fields
        .iter()
        .map(|field| {
            let name = ident(&field.name);
            if !is_asked(field) {
                return quote!(#name: None);
            }
            let (_, value) = taken(&field.name, &field.ty, scope);
            let is_itself = value.to_string() == field.name.as_str();
            match structure.may_lack(field) {
                true => quote!(#name: Some(#value)),
                false if is_itself => quote!(#name),
                false => quote!(#name: #value),
            }
        })
        .chain(additional(structure))
        .collect();
    quote! {
        #[doc = #docs]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn additional(structure: &Struct) -> Option<TokenStream> {
    structure.additional.as_ref().map(|(name, _)| {
        let name = ident(name);
        quote!(#name: JsonMap::new())
    })
}

/// A setter; for a member that may be `null`, a second one for that.
fn setter(field: &Field, structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let (docs, deprecated, name) = (field_docs(field), deprecated(field.deprecated), ident(&field.name));
    let (inner, is_nullable) = match &field.ty {
        Type::Option(inner) => (&**inner, true),
        ty => (ty, false),
    };
    let (ty, mut value) = taken(&field.name, inner, scope);
    let mut null = quote!(None);
    if is_nullable {
        value = quote!(Some(#value));
    }
    if structure.may_lack(field) {
        value = quote!(Some(#value));
        null = quote!(Some(#null));
    }
    let null = field.null_setter.as_ref().filter(|_| is_nullable).map(|setter| {
        let docs = format!(" Makes {} `null`.", code(field.wire.as_str()));
        let setter = ident(setter);
        quote! {
            #[doc = #docs]
            #deprecated
            pub fn #setter(mut self) -> Self {
                self.#name = #null;
                self
            }
        }
    });
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = #value;
            self
        }
        #null
    }
}

/// How a value is taken from the caller: the argument's type, and the expression that makes the field's value of it.
fn taken(name: &crate::ir::name::Ident, ty: &Type, scope: &mut Scope<'_>) -> (TokenStream, TokenStream) {
    let argument = ident(name);
    match ty {
        Type::Boxed(inner) => {
            let (ty, value) = taken(name, inner, scope);
            (ty, quote!(Box::new(#value)))
        }
        Type::List(item) => {
            let item_ty = scope.ty(item);
            if converts(item, scope) {
                let ty = quote!(impl IntoIterator<Item = impl Into<#item_ty>>);
                (ty, quote!(#argument.into_iter().map(Into::into).collect()))
            } else {
                (quote!(impl IntoIterator<Item = #item_ty>), quote!(#argument.into_iter().collect()))
            }
        }
        Type::Json
        | Type::String
        | Type::Bool
        | Type::Int64
        | Type::Uint64
        | Type::Float
        | Type::DateTime
        | Type::Date
        | Type::Map(_)
        | Type::Option(_)
        | Type::Named(_) => {
            let taken = scope.ty(ty);
            if converts(ty, scope) {
                (quote!(impl Into<#taken>), quote!(#argument.into()))
            } else {
                (taken, quote!(#argument))
            }
        }
    }
}

/// Whether there are conversions into the type that help a caller.
fn converts(ty: &Type, scope: &Scope<'_>) -> bool {
    if matches!(ty, Type::Option(_) | Type::Boxed(_)) {
        return false;
    }
    match plain(scope.types, ty) {
        Type::Json | Type::String | Type::DateTime | Type::Date | Type::Map(_) => true,
        Type::Named(id) => matches!(scope.types.get(*id).kind, Kind::Enum(_) | Kind::Union(_)),
        Type::Bool | Type::Int64 | Type::Uint64 | Type::Float | Type::List(_) | Type::Option(_) | Type::Boxed(_) => {
            false
        }
    }
}
