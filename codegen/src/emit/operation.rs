//! Operations: a file for each group of them.
//!
//! ```text
//! /// Fetches a Build. …
//! pub fn fetch_build(client: &Client, service_sid: &str, sid: impl Argument<BuildSid>) -> FetchBuild {
//!     const PATH: &str = "/v1/Services/{ServiceSid}/Builds/{Sid}";
//!     FetchBuild(Call::get(&client.core, PATH, &[&service_sid, &sid.text()]))
//! }
//!
//! operation! {
//!     /// A call of [`fetch_build`]: awaiting it sends it and gives [`Result<Build, Error>`](Build).
//!     pub struct FetchBuild(Call) -> Build;
//!
//!     /// Pages and items, setters of the optional inputs, and error bodies. …
//! }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::argument::Passed;
use super::docs::{Prose, code, deprecated};
use super::inputs::{self, Slot, slots};
use super::place::{Chain, Place, ident};
use super::scope::{Imports, Names, Scope};
use super::{body, by_client, by_status, operation_docs, pagination, response, security, waiter};
use crate::ir::operation::{Group, Home, Method, Operation, OperationId};
use crate::ir::parameter::Segment;
use crate::ir::response::Payload;

/// `src/api/mod.rs`: a module for each tag.
///
/// ```text
/// /// Builds pack what was uploaded.
/// pub mod build {
///     pub use crate::operations::{CreateBuild, FetchBuild, create_build, fetch_build};
/// }
/// ```
pub(super) fn groups(place: &Place<'_>) -> TokenStream {
    let root = place.root();
    let modules = place.api.groups.iter().map(|group| {
        let module = ident(&group.module);
        match group.home {
            Home::Own => quote!(pub mod #module;),
            Home::Shared => {
                let (docs, names) = (docs(group), group.names().into_iter().map(ident));
                quote! {
                    #docs
                    pub mod #module {
                        pub use #root::operations::{#(#names),*};
                    }
                }
            }
        }
    });
    quote! {
        #![doc = " The operations as functions, grouped as in the API's document."]
        #(#modules)*
    }
}

/// `src/operations.rs`.
pub(super) fn module(place: &Place<'_>, imports: &Imports<'_>) -> TokenStream {
    let files = place.api.shared_groups().map(|group| format!("api/{}.rs", group.module));
    let imports = imports.print(place);
    quote! {
        #![doc = " What is in the modules of [`api`](super::api)."]
        #![doc = ""]
        #![doc = " One module in many files: a module costs more to build than an operation."]
        #imports
        #(include!(#files);)*
    }
}

fn docs(group: &Group) -> Prose {
    Prose::of(&group.docs, || format!("The operations of {}.", code(group.module.as_str())))
}

/// `src/api/<group>.rs`, and what it needs to be in scope if it does not import that itself.
pub(super) fn group<'a>(index: usize, group: &'a Group, place: &Place<'a>) -> (TokenStream, Imports<'a>) {
    let mut scope = Scope::new(&place.api.types, Names::Imported);
    let operations = group.operations.iter().zip(0..);
    let operations: TokenStream = operations
        .map(|(operation, place_in_group)| {
            let chain = place.chains.get(&OperationId { group: index, index: place_in_group });
            self::operation(operation, group, chain, place, &mut scope)
        })
        .collect();
    let tokens = match group.home {
        Home::Own => {
            let (docs, imports) = (docs(group).inner(), scope.imports.print(place));
            quote!(#docs #imports #operations)
        }
        Home::Shared => operations,
    };
    (tokens, scope.imports)
}

fn operation<'a>(
    operation: &'a Operation,
    group: &Group,
    chain: Option<&Chain<'_>>,
    place: &Place<'a>,
    scope: &mut Scope<'a>,
) -> TokenStream {
    let slots = slots(operation);
    let docs = operation_docs::docs(operation, &slots, group, chain, place);
    let function = function(operation, &slots, &docs, place, scope);
    let call = ident(&operation.call);
    let docs = operation_docs::call(operation, &place.api.types);
    let (call_type, operation_macro) = (scope.runtime("Call"), scope.runtime("operation"));
    for name in ["CallOptions", "Response", "Sending"] {
        scope.runtime(name);
    }
    let payload = response::payload(&operation.response.success, scope);
    let mut methods = Vec::new();
    methods.extend(operation.waiter.as_ref().map(|waiter| waiter::wait(waiter, operation, group, place, scope)));
    methods.extend(operation.response.stream.as_ref().map(|stream| response::stream(stream, scope)));
    methods.extend(slots.iter().filter(|slot| !slot.required()).map(|slot| setter(*slot, scope)));
    let pages = operation.pagination.as_ref().map(|pages| pagination::lines(pages, scope));
    let errors = response::errors(&operation.response, scope);
    let by_status = by_status::answer(operation, scope);
    quote! {
        #function
        #operation_macro! {
            #[doc = #docs]
            pub struct #call(#call_type) -> #payload;
            #pages
            #(#methods)*
            #(#errors)*
        }
        #by_status
    }
}

/// The function, and the struct of its inputs if it has one.
fn function<'a>(
    operation: &'a Operation,
    slots: &[Slot<'_>],
    docs: &Prose,
    place: &Place<'a>,
    scope: &mut Scope<'a>,
) -> TokenStream {
    let is_path = |slot: &Slot<'_>| matches!(slot, Slot::Path(_));
    let required = || slots.iter().copied().filter(|slot| slot.required());
    let path: Vec<_> = required().filter(is_path).map(|slot| (slot, slot.borrowed(scope))).collect();
    let rest = required().filter(|slot| !is_path(slot));
    let rest: Vec<_> = match operation.inputs {
        None => rest.map(|slot| (slot, slot.borrowed(scope))).collect(),
        Some(_) => rest.map(|slot| (slot, slot.owned(scope))).collect(),
    };
    let mut arguments: Vec<TokenStream> = path.iter().map(argument).collect();
    match &operation.inputs {
        None => arguments.extend(rest.iter().map(argument)),
        Some(inputs) => {
            let inputs = ident(inputs);
            arguments.push(quote!(inputs: #inputs));
        }
    }
    let structure = operation.inputs.as_ref().map(|name| inputs::structure(name, operation, &rest));
    let (deprecated, function, call) =
        (deprecated(operation.deprecated), ident(&operation.function), ident(&operation.call));
    let (client, described) = (scope.client("Client"), described(operation, &path, &rest, place, scope));
    quote! {
        #docs
        #deprecated
        pub fn #function(client: &#client #(, #arguments)*) -> #call {
            #described
        }
        #structure
    }
}

fn argument((slot, passed): &(Slot<'_>, Passed)) -> TokenStream {
    let (name, ty) = (ident(slot.name()), &passed.ty);
    quote!(#name: #ty)
}

/// The body of the function:
///
/// ```text
/// const PATH: &str = "/v1/Builds/{Sid}";
/// FetchBuild(Call::get(&client.core, PATH, &[&sid.text()]).query("Full", &full))
/// ```
///
/// With `.of(&API)` behind the call in a crate of several documents.
fn described<'a>(
    operation: &'a Operation,
    path: &[(Slot<'_>, Passed)],
    rest: &[(Slot<'_>, Passed)],
    place: &Place<'a>,
    scope: &mut Scope<'a>,
) -> TokenStream {
    let (call, method, template) = (scope.runtime("Call"), method(operation.method), template(operation));
    let checks = path.iter().chain(rest).filter_map(|(_, passed)| passed.check.as_ref());
    let values = by_client::values(operation, path, scope);
    let security = operation.security.as_ref().map(|security| {
        let requirement = security::requirement(security, &place.api.security_schemes, |name| scope.client(name));
        quote!(.security(#requirement))
    });
    let fixed = operation.fixed_query.iter().map(|pair| quote!(.fixed_query(#pair)));
    let accept = operation.response.accept.as_ref().map(|accept| quote!(.header("Accept", &#accept)));
    let streaming = matches!(operation.response.success, Payload::Events(_)).then(|| quote!(.streaming()));
    let servers = operation.servers.map(|list| {
        let list = scope.client(place.api.server_lists[list].name.as_str());
        quote!(.servers(#list))
    });
    let form = body::form(operation.body.as_ref(), rest);
    let steps = rest.iter().filter(|(slot, passed)| !body::is_in_form(*slot, passed));
    let steps: Vec<_> = steps.filter_map(|(slot, passed)| slot.step(passed, scope)).collect();
    let steps = quote!(#security #servers #accept #streaming #(#fixed)* #form #(#steps)*);
    let document = place.member.map(|_| {
        let api = scope.client("API");
        quote!(.of(&#api))
    });
    let start = quote!(#call::#method(&client.core, PATH, &[#(#values),*]) #document);
    let call = ident(&operation.call);
    let end = match by_client::known(operation, place) {
        None => quote!(#call(#start #steps)),
        Some(known) => quote!(let call = #start.open_is_refused(); let call = #call(call #steps); #known),
    };
    // A constant, because no input can have its name, and the lines stay short.
    quote! {
        const PATH: &str = #template;
        #(#checks)*
        #end
    }
}

fn method(method: Method) -> Ident {
    let name = match method {
        Method::Delete => "delete",
        Method::Get => "get",
        Method::Head => "head",
        Method::Options => "options",
        Method::Patch => "patch",
        Method::Post => "post",
        Method::Put => "put",
        Method::Trace => "trace",
    };
    Ident::new(name, Span::call_site())
}

/// `/v1/Services/{ServiceSid}/Builds`: a parameter's name is for messages, so braces inside it may go.
pub(super) fn template(operation: &Operation) -> String {
    let mut template = String::new();
    for segment in &operation.path {
        match segment {
            Segment::Literal(text) => template.push_str(text),
            Segment::Parameter(parameter) => {
                template.push('{');
                template.extend(parameter.input.wire.as_str().chars().filter(|c| !matches!(c, '{' | '}')));
                template.push('}');
            }
        }
    }
    template
}

/// ```text
/// /// How many Builds a page has.
/// pub fn page_size(self, page_size: i64) -> Self {
///     Self(self.0.query("PageSize", &page_size))
/// }
/// ```
fn setter(slot: Slot<'_>, scope: &mut Scope<'_>) -> TokenStream {
    let docs = slot.prose();
    let (deprecated, name, passed) = (deprecated(slot.deprecated()), ident(slot.name()), slot.borrowed(scope));
    let (ty, check, step) = (&passed.ty, &passed.check, slot.step(&passed, scope));
    quote! {
        #docs
        #deprecated
        pub fn #name(self, #name: #ty) -> Self {
            #check
            Self(self.0 #step)
        }
    }
}
