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
//! impl object::Object for BuildStatus {
//!     fn read(from: &mut object::Members<'_>) -> Result<Self, object::ReadError> {
//!         Ok(Self {
//!             sid: from.optional("sid"),
//!         })
//!     }
//!
//!     fn write(&self, to: &mut object::ObjectWriter<'_>) {
//!         to.put("sid", &self.sid);
//!     }
//! }
//!
//! object!(BuildStatus);
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::construct;
use super::docs::{Prose, code, code_list, deprecated};
use super::literal::literal;
use super::place::ident;
use super::scope::Scope;
use crate::ir::types::{Access, Definition, Field, Kind, Presence, Struct, Type, Types};

pub(super) fn structure(definition: &Definition, structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let docs = Prose::of(&definition.docs, || fallback(structure));
    let (deprecated, name) = (deprecated(definition.deprecated), ident(&definition.name));
    let default = default(structure);
    let derived = matches!(default, Default::Derived).then(|| quote!(Default,));
    let fields: Vec<_> = structure.fields.iter().map(|field| self::field(field, structure, scope)).collect();
    let additional = structure.additional.as_ref().map(|(name, ty)| {
        let (name, ty) = (ident(name), scope.ty(&Type::Map(Box::new(ty.clone()))));
        quote!(#[doc = " Members beyond the ones above."] pub #name: #ty,)
    });
    let object = scope.runtime("object");
    let by_hand = matches!(default, Default::ByHand).then(|| construct::default(&name, structure, scope));
    let methods = structure.sent.then(|| construct::methods(&name, structure, scope));
    let (read, write) = (read(structure, scope), write(structure, scope.types));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #derived PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #additional
        }
        #methods
        #by_hand
        impl #object::Object for #name {
            #read
            #write
        }
        #object!(#name);
    }
}

/// Which `Default` a struct has.
#[derive(Debug, Clone, Copy)]
enum Default {
    /// A member must be given.
    None,
    Derived,
    /// A member has a default of the document's.
    ByHand,
}

/// What the docs say where the document says nothing.
fn fallback(structure: &Struct) -> String {
    match structure.fields.as_slice() {
        [] => "An object.".to_owned(),
        [field] => format!("An object with the member {}.", code(field.wire.as_str())),
        fields => format!("An object with the members {}.", code_list(fields.iter().map(|field| field.wire.as_str()))),
    }
}

fn default(structure: &Struct) -> Default {
    let stored = || structure.fields.iter().map(|field| Stored::of(field, structure));
    if stored().any(|stored| matches!(stored, Stored::Plain)) {
        Default::None
    } else if stored().any(|stored| matches!(stored, Stored::Default(_))) {
        Default::ByHand
    } else {
        Default::Derived
    }
}

/// What a field is in Rust.
#[derive(Debug, Clone, Copy)]
pub(super) enum Stored<'a> {
    Plain,
    Option,
    Default(&'a crate::ir::types::Literal),
}

impl<'a> Stored<'a> {
    /// A member that travels in one direction only may be absent in the other, even if it is required.
    pub(super) fn of(field: &'a Field, structure: &Struct) -> Self {
        match (&field.presence, field.access) {
            (Presence::Default(literal), _) => Self::Default(literal),
            (Presence::Required, Access::ReadWrite) => Self::Plain,
            (Presence::Required, Access::ReadOnly) if !structure.sent => Self::Plain,
            (Presence::Required, Access::ReadOnly | Access::WriteOnly) | (Presence::Optional, _) => Self::Option,
        }
    }
}

fn field(field: &Field, structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let docs = field_docs(field);
    let (deprecated, name, ty) = (deprecated(field.deprecated), ident(&field.name), scope.ty(&field.ty));
    let ty = match Stored::of(field, structure) {
        Stored::Plain | Stored::Default(_) => ty,
        Stored::Option => quote!(Option<#ty>),
    };
    quote!(#docs #deprecated pub #name: #ty,)
}

pub(super) fn field_docs(field: &Field) -> Prose {
    Prose::of(&field.docs, || format!("The member {}.", code(field.wire.as_str())))
}

fn read(structure: &Struct, scope: &mut Scope<'_>) -> TokenStream {
    let fields: Vec<_> = structure
        .fields
        .iter()
        .map(|field| {
            let (name, wire) = (ident(&field.name), field.wire.as_str());
            match Stored::of(field, structure) {
                Stored::Plain => quote!(#name: from.required(#wire)?),
                Stored::Option => quote!(#name: from.optional(#wire)),
                Stored::Default(value) => {
                    let value = literal(value, &field.ty, scope);
                    quote!(#name: from.or_else(#wire, || #value))
                }
            }
        })
        .collect();
    let additional = structure.additional.iter().map(|(name, _)| {
        let name = ident(name);
        quote!(#name: from.rest())
    });
    let members = fields.into_iter().chain(additional);
    let from = if is_empty(structure) { quote!(_) } else { quote!(from) };
    quote! {
        fn read(#from: &mut object::Members<'_>) -> Result<Self, object::ReadError> {
            Ok(Self { #(#members),* })
        }
    }
}

fn write(structure: &Struct, types: &Types) -> TokenStream {
    let fields = structure.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.name), field.wire.as_str());
        let method = match (Stored::of(field, structure), field.access) {
            _ if field.sensitive => quote!(put_sensitive),
            (_, Access::ReadOnly) => quote!(put_read_only),
            (Stored::Plain | Stored::Default(_), Access::ReadWrite | Access::WriteOnly)
                if is_nullable(types, &field.ty) =>
            {
                quote!(put_nullable)
            }
            (Stored::Plain | Stored::Default(_) | Stored::Option, Access::ReadWrite | Access::WriteOnly) => quote!(put),
        };
        quote!(to.#method(#wire, &self.#name);)
    });
    let additional = structure.additional.iter().map(|(name, _)| {
        let name = ident(name);
        quote!(to.rest(&self.#name);)
    });
    let to = if is_empty(structure) { quote!(_) } else { quote!(to) };
    quote! {
        fn write(&self, #to: &mut object::ObjectWriter<'_>) {
            #(#fields)*
            #(#additional)*
        }
    }
}

fn is_empty(structure: &Struct) -> bool {
    structure.fields.is_empty() && structure.additional.is_none()
}

/// Whether `null` is one of the type's values in Rust.
fn is_nullable(types: &Types, ty: &Type) -> bool {
    match ty {
        Type::Option(_) => true,
        Type::Boxed(inner) => is_nullable(types, inner),
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(ty) => is_nullable(types, ty),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Text(_) => false,
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
        | Type::Map(_) => false,
    }
}
