//! Enums of known texts, open for others.
//!
//! ```text
//! /// Where a Build stands.
//! #[derive(Debug, Clone, PartialEq, Eq, Hash)]
//! #[non_exhaustive]
//! pub enum BuildStatus {
//!     /// `building`
//!     Building,
//!     /// A value that this version of the crate does not know, as it came.
//!     Unknown(String),
//! }
//!
//! impl open_enum::OpenEnum for BuildStatus {
//!     const KNOWN: &'static [Self] = &[Self::Building];
//!
//!     fn as_str(&self) -> &str {
//!         match self {
//!             Self::Building => "building",
//!             Self::Unknown(text) => text,
//!         }
//!     }
//!
//!     fn unknown(text: String) -> Self {
//!         Self::Unknown(text)
//!     }
//! }
//!
//! open_enum!(BuildStatus);
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Prose, code, code_list, deprecated};
use super::once::Once;
use super::place::ident;
use super::scope::Scope;
use crate::ir::types::{Definition, StringEnum};

pub(super) fn string_enum(definition: &Definition, known: &StringEnum, scope: &mut Scope<'_>) -> TokenStream {
    let docs = Prose::of(&definition.docs, || {
        let values = code_list(known.variants.iter().map(|variant| variant.wire.as_str()));
        if known.variants.len() == 1 { format!("Always {values}.") } else { format!("A choice between {values}.") }
    });
    let (deprecated, name, unknown) =
        (deprecated(definition.deprecated), ident(&definition.name), ident(&known.unknown));
    let variants = known.variants.iter().map(|variant| {
        let mut docs = Prose::default();
        docs.labelled(Some(&code(variant.wire.as_str())), &variant.docs);
        let name = ident(&variant.name);
        Once::from(quote!(#docs #name,))
    });
    let names: Vec<_> = known.variants.iter().map(|variant| ident(&variant.name)).collect();
    let texts = known.variants.iter().map(|variant| variant.wire.as_str());
    let open_enum = scope.runtime("open_enum");
    quote! {
        #docs
        #deprecated
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version of the crate does not know, as it came.
            #unknown(String),
        }
        impl #open_enum::OpenEnum for #name {
            const KNOWN: &'static [Self] = &[#(Self::#names),*];
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #texts,)*
                    Self::#unknown(text) => text,
                }
            }
            fn unknown(text: String) -> Self {
                Self::#unknown(text)
            }
        }
        #open_enum!(#name);
    }
}
