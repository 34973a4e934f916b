//! Choices between types, open for JSON that is none of them.
//!
//! ```text
//! /// A pet.
//! #[derive(Clone, PartialEq)]
//! #[non_exhaustive]
//! pub enum Pet {
//!     /// Where `kind` is `cat`.
//!     Cat(Box<Cat>),
//!     /// A value that this version of the crate does not know, as it came.
//!     Unknown(Json),
//! }
//!
//! impl union::Union for Pet {
//!     const TAG: &'static str = "kind";
//!
//!     fn read(from: &mut union::Choice<'_, Self>) {
//!         from.tagged(&["cat"], Self::Cat);
//!     }
//!
//!     fn unknown(json: Json) -> Self {
//!         Self::Unknown(json)
//!     }
//!
//!     fn value(&self) -> &dyn union::Write {
//!         match self {
//!             Self::Cat(value) => value,
//!             Self::Unknown(json) => json,
//!         }
//!     }
//!
//!     fn tag(&self) -> &'static str {
//!         match self {
//!             Self::Cat(_) => "cat",
//!             Self::Unknown(_) => "",
//!         }
//!     }
//! }
//!
//! union!(Pet);
//! union!(Pet, Cat(Cat));
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Prose, code, code_list, deprecated};
use super::once::Once;
use super::place::ident;
use super::scope::Scope;
use crate::ir::types::{Definition, Kind, Tag, Type, Types, Union, UnionVariant};

pub(super) fn union(definition: &Definition, union: &Union, scope: &mut Scope<'_>) -> TokenStream {
    let docs = Prose::of(&definition.docs, || {
        let variants = code_list(union.variants.iter().map(|variant| variant.name.as_str()));
        format!("A choice between {variants}.")
    });
    let (deprecated, name, unknown) =
        (deprecated(definition.deprecated), ident(&definition.name), ident(&union.unknown));
    let variants: Vec<_> = union
        .variants
        .iter()
        .map(|variant| {
            let docs = Prose::of(&variant.docs, || fallback(variant, union.tag.as_ref(), scope.types));
            let (name, ty) = (ident(&variant.name), Once::from(scope.ty(&variant.ty)));
            Once::from(quote!(#docs #name(#ty),))
        })
        .collect();
    let conversions: Vec<_> = union
        .variants
        .iter()
        .map(|variant| {
            let (variant, ty) = (ident(&variant.name), Once::from(scope.ty(unboxed(&variant.ty))));
            Once::from(quote!(union!(#name, #variant(#ty));))
        })
        .collect();
    let implementation = Once::from(implementation(union, scope));
    let union = scope.runtime("union");
    quote! {
        #docs
        #deprecated
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know, as it came.
            #unknown(Json),
        }
        impl #union::Union for #name {
            #implementation
        }
        #union!(#name);
        #(#conversions)*
    }
}

fn implementation(union: &Union, scope: &mut Scope<'_>) -> TokenStream {
    let (json, unknown) = (scope.runtime("Json"), ident(&union.unknown));
    let names: Vec<_> = union.variants.iter().map(|variant| ident(&variant.name)).collect();
    let offers = union.variants.iter().map(|variant| {
        let (name, tags) = (ident(&variant.name), &variant.tags);
        match tags.as_slice() {
            [] => quote!(from.variant(Self::#name);),
            tags => quote!(from.tagged(&[#(#tags),*], Self::#name);),
        }
    });
    let tag = union.tag.as_ref().map(|tag| {
        let wire = tag.wire.as_str();
        quote!(const TAG: &'static str = #wire;)
    });
    let written = union.tag.as_ref().filter(|tag| tag.written).map(|_| {
        let tags = union.variants.iter().map(|variant| variant.tags.first().map_or("", String::as_str));
        quote! {
            fn tag(&self) -> &'static str {
                match self {
                    #(Self::#names(_) => #tags,)*
                    Self::#unknown(_) => "",
                }
            }
        }
    });
    quote! {
        #tag
        fn read(from: &mut union::Choice<'_, Self>) {
            #(#offers)*
        }
        fn unknown(json: #json) -> Self {
            Self::#unknown(json)
        }
        fn value(&self) -> &dyn union::Write {
            match self {
                #(Self::#names(value) => value,)*
                Self::#unknown(json) => json,
            }
        }
        #written
    }
}

/// What the docs of a variant say where the document says nothing.
fn fallback(variant: &UnionVariant, tag: Option<&Tag>, types: &Types) -> String {
    match (tag, variant.tags.as_slice()) {
        (Some(tag), [only]) => format!("Where {} is {}.", code(tag.wire.as_str()), code(only)),
        (Some(tag), [_, _, ..]) => {
            let tags = code_list(variant.tags.iter().map(String::as_str));
            format!("Where {} is one of {tags}.", code(tag.wire.as_str()))
        }
        (Some(tag), []) if matches!(variant.ty, Type::Boxed(_)) => format!("Any other {}.", code(tag.wire.as_str())),
        (Some(_), []) | (None, _) => match unboxed(&variant.ty) {
            Type::String => "A text.".to_owned(),
            Type::Bool => "A boolean.".to_owned(),
            Type::Int64 | Type::Uint64 => "An integer.".to_owned(),
            Type::Float => "A number.".to_owned(),
            Type::DateTime => "A date and time.".to_owned(),
            Type::Date => "A date.".to_owned(),
            Type::List(_) => "A list.".to_owned(),
            Type::Map(_) => "An object with any members.".to_owned(),
            Type::Json | Type::Option(_) | Type::Boxed(_) => "A value.".to_owned(),
            Type::Named(id) => match types.get(*id) {
                Definition { name, .. } if *name == variant.name => {
                    format!("What the API calls {}.", code(name.as_str()))
                }
                Definition { kind: Kind::Struct(_), .. } => "An object.".to_owned(),
                Definition { kind: Kind::Enum(_) | Kind::Text(_), .. } => "A text.".to_owned(),
                Definition { kind: Kind::Union(_) | Kind::Alias(_), .. } => "A value.".to_owned(),
            },
        },
    }
}

fn unboxed(ty: &Type) -> &Type {
    if let Type::Boxed(inner) = ty { inner } else { ty }
}
