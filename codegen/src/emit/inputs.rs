//! Everything that a caller can pass to an operation, whatever place it goes to.

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{self, Passed};
use super::docs::{Prose, code, deprecated};
use super::place::ident;
use super::scope::Scope;
use super::{body, multipart, parameter};
use crate::ir::body::{Body, FormField, Part, Whole};
use crate::ir::docs::Docs;
use crate::ir::name::Ident;
use crate::ir::operation::Operation;
use crate::ir::parameter::{CookieParameter, HeaderParameter, Input, PathParameter, QueryParameter, Segment};

/// Something to pass, and where it goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot<'a> {
    Path(&'a PathParameter),
    Query(&'a QueryParameter),
    Header(&'a HeaderParameter),
    Cookie(&'a CookieParameter),
    Form(&'a FormField),
    Part(&'a Part),
    Json(&'a Whole),
    Text(&'a Whole),
    Bytes(&'a Whole),
}

/// The inputs of an operation: path, query, headers, cookies, body.
pub(super) fn slots(operation: &Operation) -> Vec<Slot<'_>> {
    let mut slots = Vec::new();
    slots.extend(operation.path.iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(parameter) => Some(Slot::Path(parameter)),
    }));
    slots.extend(operation.query.iter().map(Slot::Query));
    slots.extend(operation.headers.iter().map(Slot::Header));
    slots.extend(operation.cookies.iter().map(Slot::Cookie));
    match &operation.body {
        None => {}
        Some(Body::Form(fields)) => slots.extend(fields.iter().map(Slot::Form)),
        Some(Body::Multipart(parts)) => slots.extend(parts.iter().map(Slot::Part)),
        Some(Body::Json(whole)) => slots.push(Slot::Json(whole)),
        Some(Body::Text(whole)) => slots.push(Slot::Text(whole)),
        Some(Body::Bytes(whole)) => slots.push(Slot::Bytes(whole)),
    }
    slots
}

/// What is told of a slot.
#[derive(Debug, Clone, Copy)]
enum Content<'a> {
    Input(&'a Input),
    Whole(&'a Whole),
}

impl<'a> Slot<'a> {
    fn content(self) -> Content<'a> {
        match self {
            Self::Path(PathParameter { input, .. })
            | Self::Query(QueryParameter { input, .. })
            | Self::Header(HeaderParameter { input, .. })
            | Self::Cookie(CookieParameter { input, .. })
            | Self::Form(FormField { input, .. }) => Content::Input(input),
            Self::Part(part) => Content::Input(&part.input),
            Self::Json(whole) | Self::Text(whole) | Self::Bytes(whole) => Content::Whole(whole),
        }
    }

    pub(super) fn name(self) -> &'a Ident {
        match self.content() {
            Content::Input(input) => &input.name,
            Content::Whole(whole) => &whole.name,
        }
    }

    pub(super) fn docs(self) -> &'a Docs {
        match self.content() {
            Content::Input(input) => &input.docs,
            Content::Whole(whole) => &whole.docs,
        }
    }

    pub(super) fn required(self) -> bool {
        match self.content() {
            Content::Input(input) => input.required,
            Content::Whole(whole) => whole.required,
        }
    }

    pub(super) fn deprecated(self) -> bool {
        match self.content() {
            Content::Input(input) => input.deprecated,
            Content::Whole(_) => false,
        }
    }

    /// Whether `Debug` must not show it.
    pub(super) fn sensitive(self) -> bool {
        match self {
            // What is in there hides what it must.
            Self::Json(_) => false,
            Self::Text(_) | Self::Bytes(_) => true,
            Self::Path(_) | Self::Query(_) | Self::Header(_) | Self::Cookie(_) | Self::Form(_) | Self::Part(_) => {
                matches!(self.content(), Content::Input(input) if input.sensitive)
            }
        }
    }

    /// The docs of a setter or a field.
    pub(super) fn prose(self) -> Prose {
        let mut prose = Prose::of(self.docs(), || self.fallback());
        if let Content::Input(Input { clamp: Some((min, max)), .. }) = self.content() {
            prose.paragraph(&format!("Less than {min} is sent as {min}, more than {max} as {max}."));
        }
        if let Self::Path(PathParameter { input, default_from: Some(from), .. }) = self {
            prose.paragraph(&format!("By default what the client's builder was given by `default_{}`", input.name));
            if let Some(env) = &from.env {
                prose
                    .line(&format!("or, if the client was made by `from_env`, the environment variable {}", code(env)));
            }
            if from.scheme.is_some() {
                prose.line("or the user name of the client's credential for HTTP Basic, whichever comes first here.");
            }
        }
        prose
    }

    /// What the docs say where the document says nothing.
    pub(super) fn fallback(self) -> String {
        match self {
            Self::Path(of) => format!("The path parameter {}.", code(of.input.wire.as_str())),
            Self::Query(of) => format!("The query parameter {}.", code(of.input.wire.as_str())),
            Self::Header(of) => format!("The header {}.", code(of.input.wire.as_str())),
            Self::Cookie(of) => format!("The cookie {}.", code(of.input.wire.as_str())),
            Self::Form(of) => format!("The form field {}.", code(of.input.wire.as_str())),
            Self::Part(part) => format!("The part {}.", code(part.input.wire.as_str())),
            Self::Json(_) => "The body, sent as JSON.".to_owned(),
            Self::Text(_) => "The body, sent as text.".to_owned(),
            Self::Bytes(whole) => format!("The body, sent as {}.", code(&whole.media_type)),
        }
    }

    /// How it is passed as an argument of a function or setter.
    pub(super) fn borrowed(self, scope: &mut Scope<'_>) -> Passed {
        match self {
            Self::Path(PathParameter { input, form, .. })
            | Self::Header(HeaderParameter { input, form, .. })
            | Self::Cookie(CookieParameter { input, form, .. }) => argument::borrowed(input, *form, scope),
            Self::Query(QueryParameter { input, style, .. }) | Self::Form(FormField { input, style }) => {
                argument::borrowed(input, style.form(), scope)
            }
            Self::Part(part) => multipart::borrowed(part, scope),
            Self::Json(whole) => body::json_borrowed(whole, scope),
            Self::Text(whole) => body::text(whole),
            Self::Bytes(whole) => body::bytes(whole),
        }
    }

    /// The type of that argument alone.
    pub(super) fn borrowed_type(self, scope: &mut Scope<'_>) -> TokenStream {
        match self {
            Self::Path(PathParameter { input, form, .. })
            | Self::Header(HeaderParameter { input, form, .. })
            | Self::Cookie(CookieParameter { input, form, .. }) => argument::borrowed_type(input, *form, scope),
            Self::Query(QueryParameter { input, style, .. }) | Self::Form(FormField { input, style }) => {
                argument::borrowed_type(input, style.form(), scope)
            }
            Self::Part(part) => multipart::borrowed_type(part, scope),
            Self::Json(whole) => argument::json_type(&whole.ty, scope),
            Self::Text(whole) => body::text(whole).ty,
            Self::Bytes(whole) => body::bytes(whole).ty,
        }
    }

    /// How it is passed as a field of the operation's struct.
    pub(super) fn owned(self, scope: &mut Scope<'_>) -> Passed {
        match self {
            Self::Path(PathParameter { input, form, .. })
            | Self::Header(HeaderParameter { input, form, .. })
            | Self::Cookie(CookieParameter { input, form, .. }) => argument::owned(input, *form, scope),
            Self::Query(QueryParameter { input, style, .. }) | Self::Form(FormField { input, style }) => {
                argument::owned(input, style.form(), scope)
            }
            Self::Part(part) => multipart::owned(part, scope),
            Self::Json(whole) => body::json_owned(whole, scope),
            Self::Text(whole) => body::text_owned(whole),
            Self::Bytes(whole) => body::bytes_owned(whole),
        }
    }

    /// What fills a placeholder of the path.
    pub(super) fn filling(self, passed: &Passed, scope: &mut Scope<'_>) -> Option<TokenStream> {
        match self {
            Self::Path(parameter) => Some(parameter::path(parameter, &passed.value, scope)),
            Self::Query(_)
            | Self::Header(_)
            | Self::Cookie(_)
            | Self::Form(_)
            | Self::Part(_)
            | Self::Json(_)
            | Self::Text(_)
            | Self::Bytes(_) => None,
        }
    }

    /// The method call that adds the value to the call: `.query("PageSize", &page_size)`. Most values of a path are in the
    /// call from its start.
    pub(super) fn step(self, passed: &Passed, scope: &mut Scope<'_>) -> Option<TokenStream> {
        match self {
            Self::Path(parameter) if parameter.default_from.is_some() => {
                Some(parameter::path_again(parameter, &passed.value))
            }
            Self::Path(_) => None,
            Self::Query(parameter) => Some(parameter::query(parameter, &passed.value, scope)),
            Self::Header(parameter) => Some(parameter::header(parameter, &passed.value, scope)),
            Self::Cookie(parameter) => Some(parameter::cookie(parameter, &passed.value, scope)),
            Self::Form(field) => Some(body::form_field(field, &passed.value, scope)),
            Self::Part(part) => Some(multipart::step(part, &passed.value)),
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
/// #[derive(Debug, Clone)]
/// pub struct CreateVariableInputs {
///     /// The name of the environment variable.
///     pub key: String,
/// }
/// ```
pub(super) fn structure(name: &Ident, operation: &Operation, fields: &[(Slot<'_>, Passed)]) -> TokenStream {
    let name = ident(name);
    let docs = format!(" What [`{}`] needs beside its path.", operation.function);
    let is_sensitive = fields.iter().any(|(slot, _)| slot.sensitive());
    let (derived, debug) = if is_sensitive { (None, Some(debug(&name, fields))) } else { (Some(quote!(Debug,)), None) };
    let fields = fields.iter().map(|(slot, passed)| {
        let docs = slot.prose();
        let (deprecated, name, ty) = (deprecated(slot.deprecated()), ident(slot.name()), &passed.ty);
        quote!(#docs #deprecated pub #name: #ty,)
    });
    quote! {
        #[doc = #docs]
        #[derive(#derived Clone)]
        pub struct #name {
            #(#fields)*
        }
        #debug
    }
}

/// What is sensitive is not shown.
fn debug(name: &proc_macro2::Ident, fields: &[(Slot<'_>, Passed)]) -> TokenStream {
    let fields = fields.iter().map(|(slot, _)| {
        let (name, text) = (ident(slot.name()), slot.name().as_str());
        if slot.sensitive() {
            quote!(.field(#text, &format_args!("<redacted>")))
        } else {
            quote!(.field(#text, &self.#name))
        }
    });
    let text = name.to_string();
    quote! {
        impl std::fmt::Debug for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text)#(#fields)*.finish()
            }
        }
    }
}
