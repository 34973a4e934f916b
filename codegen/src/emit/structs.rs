//! Objects that read and write themselves member by member.
//!
//! ```text
//! /// The status of a Build.
//! #[derive(Clone, Default, PartialEq)]
//! #[non_exhaustive]
//! pub struct BuildStatus {
//!     /// The Build that this is the status of.
//!     pub sid: Option<BuildSid>,
//! }
//!
//! object! {
//!     BuildStatus;
//!
//!     sid: optional("sid");
//! }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::construct;
use super::docs::{Prose, code, code_list, deprecated};
use super::once::Once;
use super::place::ident;
use super::scope::Scope;
use crate::ir::types::{Access, Definition, Field, Kind, Struct, Type, Types};

pub(super) fn structure(definition: &Definition, structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let docs = Prose::of(&definition.docs, || fallback(structure));
    let (deprecated, name) = (deprecated(definition.deprecated), ident(&definition.name));
    let default = has_default(structure).then(|| quote!(Default,));
    let fields: Vec<_> = structure.fields.iter().map(|field| self::field(field, structure, scope)).collect();
    let additional = structure.additional.as_ref().map(|(name, ty)| {
        let (name, ty) = (ident(name), scope.ty(&Type::Map(Box::new(ty.clone()))));
        quote!(#[doc = " Members beyond the ones above."] pub #name: #ty,)
    });
    let object = scope.runtime("object");
    let methods = structure.sent.then(|| Once::from(construct::methods(&name, structure, scope)));
    let members = Once::from(members(structure, scope.types));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #additional
        }
        #methods
        #object! {
            #name;
            #members
        }
    }
}

/// What the docs say where the document says nothing.
fn fallback(structure: &Struct) -> String {
    match structure.fields.as_slice() {
        [] => "An object.".to_owned(),
        [field] => format!("An object with the member {}.", code(field.wire.as_str())),
        fields => format!("An object with the members {}.", code_list(fields.iter().map(|field| field.wire.as_str()))),
    }
}

/// Whether no member must be given.
fn has_default(structure: &Struct) -> bool {
    structure.fields.iter().all(|field| structure.may_lack(field))
}

fn field(field: &Field, structure: &Struct, scope: &mut Scope<'_>) -> Once {
    let docs = field_docs(field);
    let (deprecated, name) = (deprecated(field.deprecated), ident(&field.name));
    let ty = Once::from(scope.ty(&field.ty));
    let field = if structure.may_lack(field) {
        quote!(#docs #deprecated pub #name: Option<#ty>,)
    } else {
        quote!(#docs #deprecated pub #name: #ty,)
    };
    field.into()
}

pub(super) fn field_docs(field: &Field) -> Prose {
    Prose::of(&field.docs, || format!("The member {}.", code(field.wire.as_str())))
}

/// How each field is read and written.
fn members(structure: &Struct, types: &Types) -> TokenStream {
    let fields = structure.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), field.wire.as_str());
        let is_optional = structure.may_lack(field);
        let kind = Ident::new(if is_optional { "optional" } else { "required" }, Span::call_site());
        let sensitive = field.sensitive.then(|| quote!(.sensitive()));
        let how = match field.access {
            Access::ReadOnly => Some(quote!(.read_only())),
            Access::ReadWrite | Access::WriteOnly => {
                (!is_optional && is_nullable(types, &field.ty)).then(|| quote!(.nullable()))
            }
        };
        quote!(#name: #kind(#wire) #sensitive #how;)
    });
    let additional = structure.additional.iter().map(|(name, _)| {
        let name = ident(name);
        quote!(#name: rest();)
    });
    fields.chain(additional).collect()
}

/// Whether `null` is one of the type's values in Rust.
fn is_nullable(types: &Types, ty: &Type) -> bool {
    match ty {
        Type::Option(_) => true,
        Type::Boxed(inner) => is_nullable(types, inner),
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(ty) => is_nullable(types, ty),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Text(_) => false,
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
        | Type::Map(_) => false,
    }
}
