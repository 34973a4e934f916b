//! `src/lib.rs`: the front page.
//!
//! ```text
//! //! A client for the API `Twilio Serverless`. …
//!
//! #![forbid(unsafe_code)]
//!
//! pub mod api;
//! mod client;
//! mod runtime;
//! pub mod types;
//!
//! pub use client::Client;
//! pub use runtime::{Credential, Error, …};
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::client;
use super::docs::{Prose, code};
use super::inputs::slots;
use super::place::Place;
use super::quick_start::quick_start;
use super::runtime::LeftOut;
use crate::ir::Api;
use crate::ir::documents::Member;
use crate::ir::feature::Feature;
use crate::ir::response::Payload;
use crate::ir::types::{Definition, Kind};

/// What users need of the runtime. Sorted.
const SURFACE: &[&str] = &[
    "ApiError",
    "Argument",
    "ByteStream",
    "Bytes",
    "CallOptions",
    "ClientBuilder",
    "Clock",
    "Credential",
    "CredentialProvider",
    "Date",
    "DateTime",
    "DecodeError",
    "Empty",
    "Error",
    "Event",
    "EventStream",
    "FilePart",
    "FromText",
    "Headers",
    "InvalidDateTime",
    "InvalidInput",
    "Items",
    "Json",
    "JsonMap",
    "JsonObject",
    "Number",
    "Pages",
    "Payload",
    "PlainText",
    "Progress",
    "Provided",
    "Read",
    "ReadError",
    "RedirectError",
    "RefusedInput",
    "Response",
    "Sending",
    "SetupError",
    "Sleep",
    "TestClock",
    "Text",
    "TimeoutError",
    "TooLargeError",
    "TransportError",
    "TypedBytes",
    "Wait",
    "WaitError",
    "Write",
    "from_json",
    "from_slice",
    "to_json",
];

pub(super) fn lib_rs(place: &Place<'_>) -> TokenStream {
    let docs = docs(place).inner();
    let allowed = allowed([place.api]);
    // Nothing but an operation looks into a client.
    let unused = place.api.groups.is_empty().then(|| quote!(#[allow(dead_code)]));
    let resources = (!place.api.tree.is_empty()).then(|| {
        quote!(
            pub mod resources;
        )
    });
    let operations = place.api.shared_groups().next().map(|_| {
        quote!(
            mod operations;
        )
    });
    if place.member.is_some() {
        // The rest is the crate's.
        return quote! {
            #docs
            pub mod api;
            pub(crate) mod document;
            #operations
            #resources
            pub mod types;
        };
    }
    if place.outside.is_none() {
        let [operations, resources] =
            [operations, resources].map(|module| module.map(|module| quote!(#[allow(#allowed)] #module)));
        return quote! {
            #docs
            #[allow(#allowed)]
            pub mod api;
            #unused
            mod client;
            #operations
            #resources
            #[allow(#allowed)]
            pub mod types;
            pub use client::Client;
        };
    }
    let surface = surface(&place.left_out);
    quote! {
        #docs
        #![forbid(unsafe_code)]
        #![allow(#allowed)]
        pub mod api;
        #unused
        mod client;
        #operations
        #[allow(dead_code, unused_imports, unused_macros, reason = "it is the same for every document")]
        mod runtime;
        #resources
        pub mod types;
        pub use client::Client;
        pub use runtime::{#(#surface),*};
    }
}

/// What users need of the runtime, as far as it is there.
pub(super) fn surface(left_out: &LeftOut) -> Vec<Ident> {
    let surface = SURFACE.iter().filter(|name| !left_out.re_export(name));
    surface.map(|name| Ident::new(name, Span::call_site())).collect()
}

/// Lints that no care of ours can satisfy.
pub(super) fn allowed<'a>(apis: impl IntoIterator<Item = &'a Api> + Clone) -> TokenStream {
    // What a document deprecates is still declared, exported and used by the rest of the output.
    let deprecated = apis.clone().into_iter().any(has_deprecated).then(|| quote!(deprecated,));
    // Such an enum lives from the answer to the `match`.
    let large = apis.into_iter().any(has_answers_by_status).then(|| quote!(clippy::large_enum_variant,));
    quote! {
        #deprecated
        #large
        clippy::disallowed_names,
        clippy::doc_lazy_continuation,
        clippy::doc_overindented_list_items,
        clippy::module_inception,
        clippy::should_implement_trait,
        clippy::too_many_arguments,
        clippy::wrong_self_convention,
        reason = "names and prose are the document's"
    }
}

fn docs(place: &Place<'_>) -> Prose {
    let Api { title, docs: description, groups, .. } = place.api;
    let mut docs = Prose::default();
    match place.member {
        None => docs.line(&format!("A client for the API {}.", code(title))),
        Some(member) => {
            docs.line(&format!("The API {}. Its Cargo feature is {}.", code(title), code(&member.feature())));
        }
    }
    if !description.is_empty() {
        docs.gap();
        docs.add(description);
    }
    if let Some(outside) = &place.outside {
        docs.paragraph("# Quick start");
        docs.gap();
        for line in quick_start(outside, place) {
            docs.line(&line);
        }
        if place.member.is_none() {
            calls(&[place.api], &mut docs);
        }
    }
    docs.paragraph("# Operations");
    docs.gap();
    match (place.api.tree.is_empty(), place.member) {
        (true, _) => docs.line("Each is a function of a module below."),
        (false, None) => {
            docs.line("Call them through [`Client`], whose methods follow the API's paths, or as the functions below.");
        }
        (false, Some(Member { module, handle, .. })) => {
            docs.line(&format!(
                "Call them through `client.{module}()`, a [`resources::{handle}`] whose methods follow the"
            ));
            docs.line("API's paths, or as the functions below.");
        }
    }
    docs.line("A call is sent when it is awaited; set what is optional on it first.");
    docs.gap();
    for group in groups {
        docs.item(&format!("[`api::{}`]", group.module), &group.docs);
    }
    docs
}

/// What all calls have in common.
pub(super) fn calls(apis: &[&Api], docs: &mut Prose) {
    docs.gap();
    if apis.iter().any(|api| Feature::Environment.is_needed(api)) {
        match client::credentials_in_env(apis).as_slice() {
            [] | [_, _, _, ..] => docs.line("[`Client::from_env`] says which environment variables it reads."),
            several => docs.line(&format!("[`Client::from_env`] reads {}.", several.join(", or "))),
        }
    }
    docs.line("Every call gives its answer or an [`Error`], which is one type for all of them.");
    docs.line("Failures that pass, such as a lost connection, are retried ([`ClientBuilder::retries`]),");
    docs.line("and time-outs bound each attempt and the call as a whole ([`ClientBuilder::timeout`]).");
}

fn has_answers_by_status(api: &Api) -> bool {
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    operations.any(|operation| matches!(operation.response.success, Payload::ByStatus(_)))
}

fn has_deprecated(api: &Api) -> bool {
    let in_types = api.types.iter().any(|(_, definition)| {
        let Definition { deprecated, kind, .. } = definition;
        *deprecated
            || match kind {
                Kind::Struct(structure) => structure.fields.iter().any(|field| field.deprecated),
                Kind::Enum(_) | Kind::Union(_) | Kind::Text(_) | Kind::Alias(_) => false,
            }
    });
    let mut operations = api.groups.iter().flat_map(|group| &group.operations);
    in_types
        || operations.any(|operation| operation.deprecated || slots(operation).iter().any(|slot| slot.deprecated()))
}
