//! How the values of parameters reach the call.
//!
//! ```text
//! .path_parameter("AccountSid", &account_sid)
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
use crate::ir::parameter::{
    CookieParameter, Form, HeaderParameter, ObjectStyle, PathParameter, PathStyle, QueryParameter, ValueStyle,
};

/// What fills the path: `&PathStyle::Matrix.list("color", texts(color))`, or the value as it is.
pub(super) fn path(parameter: &PathParameter, value: &Value, scope: &mut Scope<'_>) -> TokenStream {
    let PathParameter { input, form, style, default_from: _ } = parameter;
    let wire = input.wire.as_str();
    let style = style.map(|style| path_style(style, scope));
    match (value, style) {
        (Value::One(value), Some(style)) => match form {
            Form::Object => quote!(&#style.object(#wire, #value)),
            Form::Single | Form::List | Form::Json => quote!(&#style.one(#wire, #value)),
        },
        (Value::Many(values), Some(style)) => quote!(&#style.list(#wire, #values)),
        (Value::One(value) | Value::Many(value), None) => value.clone(),
    }
}

/// Fills what the client filled, or nobody.
pub(super) fn path_again(parameter: &PathParameter, value: &Value) -> TokenStream {
    let wire = parameter.input.wire.as_str();
    let (Value::One(value) | Value::Many(value)) = value;
    quote!(.path_parameter(#wire, #value))
}

pub(super) fn query(parameter: &QueryParameter, value: &Value, scope: &mut Scope<'_>) -> TokenStream {
    let QueryParameter { input, style, allow_reserved } = parameter;
    let wire = input.wire.as_str();
    let step = match value {
        Value::One(value) => match style.object() {
            Some(style) => {
                let style = object_style(style, scope);
                quote!(.query_object(#wire, #style, #value))
            }
            None => quote!(.query(#wire, #value)),
        },
        Value::Many(values) => {
            let style = list_style(*style, scope);
            quote!(.query_list(#wire, #style, #values))
        }
    };
    let reserved = allow_reserved.then(|| match style {
        ValueStyle::Comma | ValueStyle::Object(ObjectStyle::Comma) => quote!(.allow_reserved_items(#wire)),
        ValueStyle::Single
        | ValueStyle::Repeat
        | ValueStyle::Space
        | ValueStyle::Pipe
        | ValueStyle::Json
        | ValueStyle::Object(_) => quote!(.allow_reserved(#wire)),
    });
    quote!(#step #reserved)
}

pub(super) fn header(parameter: &HeaderParameter, value: &Value, scope: &mut Scope<'_>) -> TokenStream {
    let HeaderParameter { input, form, explode } = parameter;
    let wire = input.wire.as_str();
    match (value, form) {
        (Value::One(value), Form::Object) => {
            let style = exploded(*explode, scope);
            quote!(.header_object(#wire, #style, #value))
        }
        (Value::One(value), Form::Json) => quote!(.header_json(#wire, #value)),
        (Value::One(value), Form::Single | Form::List) => quote!(.header(#wire, #value)),
        (Value::Many(values), _) => quote!(.header_list(#wire, #values)),
    }
}

pub(super) fn cookie(parameter: &CookieParameter, value: &Value, scope: &mut Scope<'_>) -> TokenStream {
    let CookieParameter { input, form, explode } = parameter;
    let wire = input.wire.as_str();
    match (value, form) {
        (Value::One(value), Form::Object) => {
            let style = exploded(*explode, scope);
            quote!(.cookie_object(#wire, #style, #value))
        }
        (Value::One(value), Form::Single | Form::List | Form::Json) => quote!(.cookie(#wire, #value)),
        (Value::Many(values), _) => {
            let style = list_style(if *explode { ValueStyle::Repeat } else { ValueStyle::Comma }, scope);
            quote!(.cookie_list(#wire, #style, #values))
        }
    }
}

fn exploded(explode: bool, scope: &mut Scope<'_>) -> TokenStream {
    object_style(if explode { ObjectStyle::Members } else { ObjectStyle::Comma }, scope)
}

/// `PathStyle::Matrix`
fn path_style(style: PathStyle, scope: &mut Scope<'_>) -> TokenStream {
    let path_style = scope.runtime("PathStyle");
    match style {
        PathStyle::Simple => quote!(#path_style::Simple),
        PathStyle::SimpleExplode => quote!(#path_style::SimpleExplode),
        PathStyle::Label => quote!(#path_style::Label),
        PathStyle::LabelExplode => quote!(#path_style::LabelExplode),
        PathStyle::Matrix => quote!(#path_style::Matrix),
        PathStyle::MatrixExplode => quote!(#path_style::MatrixExplode),
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
