//! What a call gives, and how the declared error bodies are read.
//!
//! ```text
//! operation! {
//!     /// A call of [`fetch_build`], sent when it is awaited.
//!     pub struct FetchBuild(Call) -> Build;
//!
//!     /// The body of a `404` answer: there is no such Build.
//!     pub fn error_404 for 404 => RestError;
//! }
//! ```

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use super::docs::Prose;
use super::place::ident;
use super::scope::Scope;
use crate::ir::response::{ErrorResponse, Payload, Response, StatusRange, Stream};
use crate::ir::types::Type;

/// What `operation!` is told that a call answers.
pub(super) fn payload(payload: &Payload, scope: &mut Scope<'_>) -> TokenStream {
    let marker = match payload {
        Payload::Json(ty) => return scope.ty(ty),
        Payload::Events(ty) => return event_stream(ty, scope),
        Payload::ByStatus(answer) => {
            let name = ident(&answer.name);
            return quote!(#name);
        }
        Payload::Empty => scope.runtime("Empty"),
        Payload::Text => scope.runtime("PlainText"),
        Payload::Bytes => scope.runtime("Bytes"),
        Payload::TypedBytes => scope.runtime("TypedBytes"),
    };
    quote!(#marker)
}

/// `EventStream<Pet>`
fn event_stream(ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let (events, ty) = (scope.runtime("EventStream"), scope.ty(ty));
    quote!(#events<#ty>)
}

/// The method that reads an answer as it comes.
///
/// ```text
/// /// Sends it, and answers the events as they come, each with data of this type.
/// pub fn stream_events(self) -> Sending<Response<EventStream<Pet>>> {
///     self.0.header("Accept", &"text/event-stream").streaming().send()
/// }
/// ```
pub(super) fn stream(stream: &Stream, scope: &mut Scope<'_>) -> TokenStream {
    let [sending, response] = ["Sending", "Response"].map(|name| scope.runtime(name));
    match stream {
        Stream::Bytes => {
            let bytes = scope.runtime("ByteStream");
            quote! {
                /// Sends it, and answers the body as it comes, piece by piece, however large it is.
                pub fn stream_bytes(self) -> #sending<#response<#bytes>> {
                    self.0.streaming().send()
                }
            }
        }
        Stream::Events(ty) => {
            let events = event_stream(ty, scope);
            quote! {
                /// Sends it, and asks for a stream of events as the answer; they come as they are sent.
                pub fn stream_events(self) -> #sending<#response<#events>> {
                    self.0.header("Accept", &"text/event-stream").streaming().send()
                }
            }
        }
    }
}

/// What `operation!` makes an accessor of, for each declared error body.
pub(super) fn errors(response: &Response, scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let accessor = |error: &ErrorResponse| {
        let ty = error.ty.as_ref()?;
        let mut docs = Prose::default();
        docs.line(&format!("The body of {}, if `error` is one and its body is what the API declares.", answer(error)));
        docs.gap();
        docs.add(&error.docs);
        let name = Ident::new(&accessor_name(error.status), Span::call_site());
        let (statuses, ty) = (statuses(error.status, response), scope.ty(ty));
        scope.runtime("Error");
        Some(quote!(#docs pub fn #name for #statuses => #ty;))
    };
    response.errors.iter().filter_map(accessor).collect()
}

/// `error_404`, `error_4xx`, `error_default`
pub(super) fn accessor_name(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => format!("error_{code}"),
        StatusRange::Class(class) => format!("error_{class}xx"),
        StatusRange::Default => "error_default".to_owned(),
    }
}

/// As it stands in the docs: `404`.
pub(super) fn status_name(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => format!("`{code}`"),
        StatusRange::Class(class) => format!("`{class}xx`"),
        StatusRange::Default => "any other status".to_owned(),
    }
}

fn answer(error: &ErrorResponse) -> String {
    match error.status {
        StatusRange::Code(_) | StatusRange::Class(_) => format!("a {} answer", status_name(error.status)),
        StatusRange::Default => "an error answer of any other status".to_owned(),
    }
}

/// `404`, or `400..=499 if not 404 | 410`: a status of its own goes before its class, and both before the rest.
fn statuses(wanted: StatusRange, response: &Response) -> TokenStream {
    let others = || response.errors.iter().map(|error| error.status).filter(|status| *status != wanted);
    let codes = |class: Option<u8>| {
        others().filter(move |status| match status {
            StatusRange::Code(code) => class.is_none_or(|class| code / 100 == u16::from(class)),
            StatusRange::Class(_) | StatusRange::Default => false,
        })
    };
    let classes = others().filter(|status| match status {
        StatusRange::Class(_) => true,
        StatusRange::Code(_) | StatusRange::Default => false,
    });
    let others: Vec<TokenStream> = match wanted {
        StatusRange::Code(_) => Vec::new(),
        StatusRange::Class(class) => codes(Some(class)).map(pattern).collect(),
        StatusRange::Default => codes(None).chain(classes).map(pattern).collect(),
    };
    let wanted = pattern(wanted);
    if others.is_empty() { wanted } else { quote!(#wanted if not #(#others)|*) }
}

fn pattern(statuses: StatusRange) -> TokenStream {
    match statuses {
        StatusRange::Code(code) => Literal::u16_unsuffixed(code).to_token_stream(),
        StatusRange::Class(class) => {
            let first = u16::from(class) * 100;
            let [first, last] = [first, first + 99].map(Literal::u16_unsuffixed);
            quote!(#first..=#last)
        }
        StatusRange::Default => quote!(_),
    }
}
