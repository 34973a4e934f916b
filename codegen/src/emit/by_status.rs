//! Answers whose type depends on the status.
//!
//! ```text
//! /// What [`fetch_pet`] answers, by status.
//! #[derive(Debug, Clone, PartialEq)]
//! #[non_exhaustive]
//! pub enum FetchPetAnswer {
//!     /// `200`: The pet.
//!     Ok(Pet),
//!     /// `202`: Not yet.
//!     Accepted(FetchPetResponse202),
//! }
//!
//! by_status!(FetchPetAnswer, 202 => Accepted(FetchPetResponse202), _ => Ok(Pet));
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::Prose;
use super::place::ident;
use super::response::{payload, status_name};
use super::scope::Scope;
use crate::ir::by_status::{ByStatus, StatusVariant};
use crate::ir::operation::Operation;
use crate::ir::response::{Payload, StatusRange};

/// The enum of an operation, if it has one.
pub(super) fn answer(operation: &Operation, scope: &mut Scope<'_>) -> Option<TokenStream> {
    let Payload::ByStatus(ByStatus { name, variants, fallback }) = &operation.response.success else { return None };
    let (name, docs) = (ident(name), format!(" What [`{}`] answers, by status.", operation.function));
    let declared: Vec<TokenStream> = variants.iter().map(|variant| declared(variant, scope)).collect();
    let fallback = &variants[*fallback];
    let others = variants.iter().filter(|variant| !std::ptr::eq(*variant, fallback));
    let mut arms: Vec<TokenStream> =
        others.filter_map(|variant| Some(arm(&code(variant.status)?, variant, scope))).collect();
    arms.push(arm(&quote!(_), fallback, scope));
    let by_status = scope.runtime("by_status");
    Some(quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#declared)* }
        #by_status!(#name, #(#arms),*);
    })
}

fn declared(variant: &StatusVariant, scope: &mut Scope<'_>) -> TokenStream {
    let mut docs = Prose::default();
    docs.line(&status_name(variant.status));
    if !variant.docs.is_empty() {
        docs.gap();
        docs.add(&variant.docs);
    }
    let name = ident(&variant.name);
    match value(&variant.payload, scope) {
        Some(value) => quote!(#docs #name(#value),),
        None => quote!(#docs #name,),
    }
}

/// `202 => Accepted(Pending)`
fn arm(status: &TokenStream, variant: &StatusVariant, scope: &mut Scope<'_>) -> TokenStream {
    let name = ident(&variant.name);
    let payload = match &variant.payload {
        Payload::Empty => None,
        Payload::Json(_)
        | Payload::Text
        | Payload::Bytes
        | Payload::Events(_)
        | Payload::TypedBytes
        | Payload::ByStatus(_) => {
            let payload = payload(&variant.payload, scope);
            Some(quote!((#payload)))
        }
    };
    quote!(#status => #name #payload)
}

fn code(status: StatusRange) -> Option<TokenStream> {
    match status {
        StatusRange::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            Some(quote!(#code))
        }
        // It is what the rest is read as.
        StatusRange::Class(_) | StatusRange::Default => None,
    }
}

/// What the variant holds.
fn value(payload: &Payload, scope: &mut Scope<'_>) -> Option<TokenStream> {
    match payload {
        Payload::Empty => None,
        Payload::Json(ty) => Some(scope.ty(ty)),
        Payload::Text => Some(quote!(String)),
        Payload::Bytes => Some(quote!(Vec<u8>)),
        // The value is what reads it.
        Payload::Events(_) | Payload::TypedBytes | Payload::ByStatus(_) => Some(self::payload(payload, scope)),
    }
}
