//! How the values of parameters reach the call.
//!
//! ```text
//! .query("PageSize", &page_size)
//! .query_list("Sid", ListStyle::Repeat, texts(sids))
//! .query_object("filter", ObjectStyle::Deep, &JsonText(filter))
//! .header("X-Request-Id", &request_id)
//! .cookie("session", &session)
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::Value;
use super::scope::Scope;
use crate::ir::parameter::{Input, ObjectStyle, ValueStyle};

pub(super) fn query(input: &Input, style: ValueStyle, value: &Value, scope: &mut Scope<'_>) -> TokenStream {
    let wire = input.wire.as_str();
    match value {
        Value::One(value) => match style.object() {
            Some(style) => {
                let style = object_style(style, scope);
                quote!(.query_object(#wire, #style, #value))
            }
            None => quote!(.query(#wire, #value)),
        },
        Value::Many(values) => {
            let style = list_style(style, scope);
            quote!(.query_list(#wire, #style, #values))
        }
    }
}

pub(super) fn header(input: &Input, value: &Value) -> TokenStream {
    let wire = input.wire.as_str();
    match value {
        Value::One(value) => quote!(.header(#wire, #value)),
        Value::Many(values) => quote!(.header_list(#wire, #values)),
    }
}

pub(super) fn cookie(input: &Input, value: &Value) -> TokenStream {
    let wire = input.wire.as_str();
    match value {
        Value::One(value) | Value::Many(value) => quote!(.cookie(#wire, #value)),
    }
}

/// `ListStyle::Repeat`
pub(super) fn list_style(style: ValueStyle, scope: &mut Scope<'_>) -> TokenStream {
    let list_style = scope.runtime("ListStyle");
    match style {
        ValueStyle::Single | ValueStyle::Repeat | ValueStyle::Json | ValueStyle::Object(_) => {
            quote!(#list_style::Repeat)
        }
        ValueStyle::Comma => quote!(#list_style::Comma),
        ValueStyle::Space => quote!(#list_style::Space),
        ValueStyle::Pipe => quote!(#list_style::Pipe),
    }
}

/// `ObjectStyle::Deep`
pub(super) fn object_style(style: ObjectStyle, scope: &mut Scope<'_>) -> TokenStream {
    let object_style = scope.runtime("ObjectStyle");
    match style {
        ObjectStyle::Members => quote!(#object_style::Members),
        ObjectStyle::Comma => quote!(#object_style::Comma),
        ObjectStyle::Space => quote!(#object_style::Space),
        ObjectStyle::Pipe => quote!(#object_style::Pipe),
        ObjectStyle::Deep => quote!(#object_style::Deep),
    }
}
