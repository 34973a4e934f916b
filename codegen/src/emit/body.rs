//! How request bodies reach the call.
//!
//! ```text
//! .form(&[("UniqueName", &unique_name), ("FriendlyName", &friendly_name)])
//! .form_list("AssetVersions", ListStyle::Repeat, texts(asset_versions))
//! .json(body, "application/json")
//! .text_body(text, "text/plain")
//! .bytes_body(content, "application/octet-stream")
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{Passed, Value, json_reference, json_type};
use super::inputs::Slot;
use super::parameter::{list_style, object_style};
use super::place::ident;
use super::scope::Scope;
use crate::ir::body::{Body, FormField, Whole};

pub(super) fn json_borrowed(whole: &Whole, scope: &mut Scope<'_>) -> Passed {
    Passed::one(json_type(&whole.ty, scope), json_reference(&whole.name, &whole.ty, scope.types))
}

pub(super) fn json_owned(whole: &Whole, scope: &mut Scope<'_>) -> Passed {
    let name = ident(&whole.name);
    Passed::one(scope.ty(&whole.ty), quote!(&inputs.#name))
}

pub(super) fn text(whole: &Whole) -> Passed {
    let name = ident(&whole.name);
    Passed::one(quote!(impl Into<String>), quote!(#name))
}

pub(super) fn text_owned(whole: &Whole) -> Passed {
    let name = ident(&whole.name);
    Passed::one(quote!(String), quote!(inputs.#name))
}

pub(super) fn bytes(whole: &Whole) -> Passed {
    let name = ident(&whole.name);
    Passed::one(quote!(impl Into<Vec<u8>>), quote!(#name))
}

pub(super) fn bytes_owned(whole: &Whole) -> Passed {
    let name = ident(&whole.name);
    Passed::one(quote!(Vec<u8>), quote!(inputs.#name))
}

/// `.json(body, "application/json")` and its kin.
pub(super) fn whole(method: &TokenStream, whole: &Whole, value: &Value) -> TokenStream {
    let media_type = &whole.media_type;
    match value {
        Value::One(value) | Value::Many(value) => quote!(.#method(#value, #media_type)),
    }
}

/// `.form_field("IsPlugin", &is_plugin)`
pub(super) fn form_field(FormField { input, style }: &FormField, value: &Value, scope: &mut Scope<'_>) -> TokenStream {
    let wire = input.wire.as_str();
    match value {
        Value::One(value) => match style.object() {
            Some(style) => {
                let style = object_style(style, scope);
                quote!(.form_object(#wire, #style, #value))
            }
            None => quote!(.form_field(#wire, #value)),
        },
        Value::Many(values) => {
            let style = list_style(*style, scope);
            quote!(.form_list(#wire, #style, #values))
        }
    }
}

/// The start of a form, with its required single values, or of a body of parts.
pub(super) fn form(body: Option<&Body>, required: &[(Slot<'_>, Passed)]) -> Option<TokenStream> {
    match body {
        Some(Body::Form(_)) => {
            let pairs = required.iter().filter_map(|(slot, passed)| pair(*slot, passed));
            Some(quote!(.form(&[#(#pairs),*])))
        }
        Some(Body::Multipart(_)) => Some(quote!(.multipart())),
        None | Some(Body::Json(_) | Body::Text(_) | Body::Bytes(_)) => None,
    }
}

/// Whether [`form`] sends it already.
pub(super) fn is_in_form(slot: Slot<'_>, passed: &Passed) -> bool {
    pair(slot, passed).is_some()
}

/// `("UniqueName", &unique_name)`, for a single value.
fn pair(slot: Slot<'_>, passed: &Passed) -> Option<TokenStream> {
    let (Slot::Form(FormField { input, style }), Value::One(value)) = (slot, &passed.value) else { return None };
    if style.object().is_some() {
        return None;
    }
    let wire = input.wire.as_str();
    Some(quote!((#wire, #value)))
}
