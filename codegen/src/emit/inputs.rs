//! Everything that a caller can pass to an operation, whatever place it goes to.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{self, Passed};
use super::body;
use super::docs::{Prose, code, deprecated};
use super::parameter;
use super::place::ident;
use super::scope::Scope;
use crate::ir::body::{Body, Whole};
use crate::ir::docs::Docs;
use crate::ir::name::Ident;
use crate::ir::operation::Operation;
use crate::ir::parameter::{Input, Segment, ValueStyle};

/// Something to pass, and where it goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot<'a> {
    Path(&'a Input),
    Query(&'a Input, ValueStyle),
    Header(&'a Input),
    Cookie(&'a Input),
    Form(&'a Input, ValueStyle),
    Json(&'a Whole),
    Text(&'a Whole),
    Bytes(&'a Whole),
}

/// The inputs of an operation: path, query, headers, cookies, body.
pub(super) fn slots(operation: &Operation) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    slots.extend(operation.path.iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(input) => Some(Slot::Path(input)),
    }));
    slots.extend(operation.query.iter().map(|parameter| Slot::Query(&parameter.input, parameter.style)));
    slots.extend(operation.headers.iter().map(|parameter| Slot::Header(&parameter.input)));
    slots.extend(operation.cookies.iter().map(|parameter| Slot::Cookie(&parameter.input)));
    match &operation.body {
        None => {}
        Some(Body::Form(fields)) => slots.extend(fields.iter().map(|field| Slot::Form(&field.input, field.style))),
        Some(Body::Json(whole)) => slots.push(Slot::Json(whole)),
        Some(Body::Text(whole)) => slots.push(Slot::Text(whole)),
        Some(Body::Bytes(whole)) => slots.push(Slot::Bytes(whole)),
    }
    slots
}

impl<'a> Slot<'a> {
    pub(super) fn name(self) -> &'a Ident {
        match self {
            Self::Path(input)
            | Self::Query(input, _)
            | Self::Header(input)
            | Self::Cookie(input)
            | Self::Form(input, _) => &input.name,
            Self::Json(whole) | Self::Text(whole) | Self::Bytes(whole) => &whole.name,
        }
    }

    pub(super) fn docs(self) -> &'a Docs {
        match self {
            Self::Path(input)
            | Self::Query(input, _)
            | Self::Header(input)
            | Self::Cookie(input)
            | Self::Form(input, _) => &input.docs,
            Self::Json(whole) | Self::Text(whole) | Self::Bytes(whole) => &whole.docs,
        }
    }

    pub(super) fn required(self) -> bool {
        match self {
            Self::Path(_) => true,
            Self::Query(input, _) | Self::Header(input) | Self::Cookie(input) | Self::Form(input, _) => input.required,
            Self::Json(whole) | Self::Text(whole) | Self::Bytes(whole) => whole.required,
        }
    }

    pub(super) fn deprecated(self) -> bool {
        match self {
            Self::Path(input)
            | Self::Query(input, _)
            | Self::Header(input)
            | Self::Cookie(input)
            | Self::Form(input, _) => input.deprecated,
            Self::Json(_) | Self::Text(_) | Self::Bytes(_) => false,
        }
    }

    /// What the docs say where the document says nothing.
    pub(super) fn fallback(self) -> String {
        match self {
            Self::Path(input) => format!("The path parameter {}.", code(input.wire.as_str())),
            Self::Query(input, _) => format!("The query parameter {}.", code(input.wire.as_str())),
            Self::Header(input) => format!("The header {}.", code(input.wire.as_str())),
            Self::Cookie(input) => format!("The cookie {}.", code(input.wire.as_str())),
            Self::Form(input, _) => format!("The form field {}.", code(input.wire.as_str())),
            Self::Json(_) => "The body, sent as JSON.".to_owned(),
            Self::Text(_) => "The body, sent as text.".to_owned(),
            Self::Bytes(whole) => format!("The body, sent as {}.", code(&whole.media_type)),
        }
    }

    /// How it is passed as an argument of a function or setter.
    pub(super) fn borrowed(self, scope: &mut Scope<'_>) -> Passed {
        match self {
            Self::Path(input) | Self::Cookie(input) => argument::borrowed(input, ValueStyle::Single, scope),
            Self::Query(input, style) | Self::Form(input, style) => argument::borrowed(input, style, scope),
            Self::Header(input) => argument::borrowed(input, ValueStyle::Comma, scope),
            Self::Json(whole) => body::json_borrowed(whole, scope),
            Self::Text(whole) => body::text(whole),
            Self::Bytes(whole) => body::bytes(whole),
        }
    }

    /// How it is passed as a field of the operation's struct.
    pub(super) fn owned(self, scope: &mut Scope<'_>) -> Passed {
        match self {
            Self::Path(input) | Self::Cookie(input) => argument::owned(input, ValueStyle::Single, scope),
            Self::Query(input, style) | Self::Form(input, style) => argument::owned(input, style, scope),
            Self::Header(input) => argument::owned(input, ValueStyle::Comma, scope),
            Self::Json(whole) => body::json_owned(whole, scope),
            Self::Text(whole) => body::text_owned(whole),
            Self::Bytes(whole) => body::bytes_owned(whole),
        }
    }

    /// The method call that adds the value to the call: `.query("PageSize", &page_size)`. A path's values are in the
    /// call from its start.
    pub(super) fn step(self, passed: &Passed, scope: &mut Scope<'_>) -> Option<TokenStream> {
        match self {
            Self::Path(_) => None,
            Self::Query(input, style) => Some(parameter::query(input, style, &passed.value, scope)),
            Self::Header(input) => Some(parameter::header(input, &passed.value)),
            Self::Cookie(input) => Some(parameter::cookie(input, &passed.value)),
            Self::Form(input, style) => Some(body::form_field(input, style, &passed.value, scope)),
            Self::Json(whole) => Some(body::whole(&quote!(json), whole, &passed.value)),
            Self::Text(whole) => Some(body::whole(&quote!(text_body), whole, &passed.value)),
            Self::Bytes(whole) => Some(body::whole(&quote!(bytes_body), whole, &passed.value)),
        }
    }
}

/// The struct for many required inputs.
///
/// ```text
/// /// What [`create_variable`] needs.
/// #[derive(Clone)]
/// pub struct CreateVariableInputs {
///     /// The name of the environment variable.
///     pub key: String,
/// }
/// ```
///
/// No `Debug`: inputs may be secrets.
pub(super) fn structure(name: &Ident, operation: &Operation, fields: &[(Slot<'_>, Passed)]) -> TokenStream {
    let name = ident(name);
    let docs = format!(" What [`{}`] needs beside its path.", operation.function);
    let fields = fields.iter().map(|(slot, passed)| {
        let docs = Prose::of(slot.docs(), || slot.fallback());
        let (deprecated, name, ty) = (deprecated(slot.deprecated()), ident(slot.name()), &passed.ty);
        quote!(#docs #deprecated pub #name: #ty,)
    });
    quote! {
        #[doc = #docs]
        #[derive(Clone)]
        pub struct #name {
            #(#fields)*
        }
    }
}
