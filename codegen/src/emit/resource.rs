//! The resource tree: a file for each resource below the client, which holds what hangs below it too.
//!
//! ```text
//! impl Client {
//!     /// Leads to `/v1/Services/{Sid}`.
//!     pub fn services(&self, sid: impl Into<String>) -> Services {
//!         Services { client: self.clone(), sid: sid.into() }
//!     }
//! }
//!
//! resource! {
//!     /// `client.services(sid)`: the methods of `/v1/Services/{Sid}` and of what is below.
//!     pub struct Services { client: Client, sid: String }
//!
//!     /// Fetches a Service.
//!     ///
//!     /// See [`services::fetch_service`].
//!     pub fn fetch(&self) -> services::FetchService {
//!         services::fetch_service(&self.client, &self.sid)
//!     }
//! }
//! ```

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::{Prose, code, deprecated};
use super::inputs::{Slot, slots};
use super::place::{Place, ident};
use super::resource_docs;
use super::scope::{Imports, Names, Scope};
use crate::ir::documents::Member;
use crate::ir::resource::{Kept, PathArgument, Resource, Verb};

/// `src/resources/mod.rs`: one module for all files.
pub(super) fn module(place: &Place<'_>, imports: &Imports<'_>) -> TokenStream {
    let client = has_client_file(place).then_some("client.rs".to_owned()).into_iter();
    let files = client.chain(place.api.tree.resources.iter().map(|resource| format!("{}.rs", resource.accessor)));
    let imports = imports.print(place);
    quote! {
        #![doc = " The operations as methods, in a tree that grows from the client along the paths of the API."]
        #![doc = ""]
        #![doc = " One module in many files: a module costs more to build than a resource."]
        #imports
        #(include!(#files);)*
    }
}

/// Whether there is a `src/resources/client.rs`: not every API has operations that belong to no resource.
pub(super) fn has_client_file(place: &Place<'_>) -> bool {
    let tree = &place.api.tree;
    !tree.verbs.is_empty() || place.member.is_some() && !tree.is_empty()
}

/// `src/resources/client.rs`: the operations that belong to no resource.
pub(super) fn client<'a>(place: &Place<'a>) -> (TokenStream, Imports<'a>) {
    let mut scope = Scope::new(&place.api.types, Names::Qualified);
    let verbs = place.api.tree.verbs.iter();
    let verbs: Vec<_> = verbs.map(|verb| self::verb(verb, &[], place, &mut scope)).collect();
    let client = scope.client("Client");
    let tokens = match place.member {
        Some(member) => handle_of(member, &place.api.title, &client, &verbs, &mut scope),
        None => quote!(impl #client { #(#verbs)* }),
    };
    (tokens, scope.imports)
}

/// ```text
/// impl Client {
///     /// The resources of the API `Twilio - Serverless`.
///     pub fn serverless_v1(&self) -> ServerlessV1 {
///         ServerlessV1 { client: self.clone() }
///     }
/// }
///
/// resource! {
///     /// The API `Twilio - Serverless`.
///     pub struct ServerlessV1 { client: Client }
/// }
/// ```
fn handle_of(
    member: &Member,
    title: &str,
    client: &Ident,
    verbs: &[TokenStream],
    scope: &mut Scope<'_>,
) -> TokenStream {
    let resource_macro = scope.runtime("resource");
    let (module, handle) = (ident(&member.module), ident(&member.handle));
    let [accessor_docs, docs] = ["The resources of the API", "The API"].map(|what| format!(" {what} {}.", code(title)));
    quote! {
        impl #client {
            #[doc = #accessor_docs]
            pub fn #module(&self) -> #handle {
                #handle { client: self.clone() }
            }
        }
        #resource_macro! {
            #[doc = #docs]
            pub struct #handle { client: #client }
            #(#verbs)*
        }
    }
}

/// `src/resources/<accessor>.rs`.
pub(super) fn branch<'a>(resource: &'a Resource, place: &Place<'a>) -> (TokenStream, Imports<'a>) {
    let mut scope = Scope::new(&place.api.types, Names::Qualified);
    let client = scope.client("Client");
    let (holder, accessor) = match place.member {
        None => (client, accessor(resource, &quote!(client: self.clone()))),
        Some(member) => (ident(&member.handle), accessor(resource, &quote!(client: self.client.clone()))),
    };
    let handles = handles(&mut vec![resource], place, &mut scope);
    (quote!(impl #holder { #accessor } #handles), scope.imports)
}

/// The handle of the last resource of the chain, and those below it.
fn handles<'a>(chain: &mut Vec<&'a Resource>, place: &Place<'a>, scope: &mut Scope<'a>) -> TokenStream {
    let Some((resource, above)) = chain.split_last() else { return TokenStream::new() };
    let (name, docs) = (ident(&resource.handle), resource_docs::handle(chain, place));
    let client = scope.client("Client");
    let parent = above.last().filter(|_| has_parameter(above)).map(|parent| {
        let parent = ident(&parent.handle);
        quote!(, parent: #parent)
    });
    let kept = resource.parameter.as_ref().map(|PathArgument { name, kept }| {
        let (name, ty) = (ident(name), kept_type(*kept));
        quote!(, #name: #ty)
    });
    let verbs: Vec<_> = resource.verbs.iter().map(|verb| self::verb(verb, chain, place, scope)).collect();
    let parent_below = has_parameter(chain).then(|| quote!(, parent: self.clone()));
    let kept_below = quote!(client: self.client.clone() #parent_below);
    let accessors = resource.resources.iter().map(|below| accessor(below, &kept_below));
    let resource_macro = scope.runtime("resource");
    let mut tokens = quote! {
        #resource_macro! {
            #[doc = #docs]
            pub struct #name { client: #client #parent #kept }
            #(#accessors)*
            #(#verbs)*
        }
    };
    for below in &resource.resources {
        chain.push(below);
        tokens.extend(handles(chain, place, scope));
        chain.pop();
    }
    tokens
}

/// Whether a handle below these has to keep the one above it.
fn has_parameter(above: &[&Resource]) -> bool {
    above.iter().any(|resource| resource.parameter.is_some())
}

fn kept_type(kept: Kept) -> TokenStream {
    match kept {
        Kept::Text => quote!(String),
        Kept::Int64 => quote!(i64),
        Kept::Uint64 => quote!(u64),
        Kept::Float => quote!(f64),
        Kept::Bool => quote!(bool),
    }
}

/// The method of the handle above; `kept_above` is what the new one keeps of that.
fn accessor(resource: &Resource, kept_above: &TokenStream) -> TokenStream {
    let (name, handle) = (ident(&resource.accessor), ident(&resource.handle));
    let docs = format!(" Leads to {}.", code(&resource.path));
    let (argument, value) = match &resource.parameter {
        None => (None, None),
        Some(PathArgument { name, kept }) => {
            let name = ident(name);
            match kept {
                Kept::Text => (Some(quote!(, #name: impl Into<String>)), Some(quote!(, #name: #name.into()))),
                Kept::Int64 | Kept::Uint64 | Kept::Float | Kept::Bool => {
                    let ty = kept_type(*kept);
                    (Some(quote!(, #name: #ty)), Some(quote!(, #name)))
                }
            }
        }
    };
    quote! {
        #[doc = #docs]
        pub fn #name(&self #argument) -> #handle {
            #handle { #kept_above #value }
        }
    }
}

/// A method that calls the operation's function with what the handles of the chain keep.
fn verb<'a>(verb: &'a Verb, chain: &[&Resource], place: &Place<'a>, scope: &mut Scope<'a>) -> TokenStream {
    let group = &place.api.groups[verb.operation.group];
    let operation = &group.operations[verb.operation.index];
    let (name, module) = (ident(&verb.name), scope.group(&group.module));
    let (function, call) = (ident(&operation.function), ident(&operation.call));
    let required = slots(operation).into_iter().filter(|slot| slot.required());
    let given: Vec<_> = required.filter(|slot| !matches!(slot, Slot::Path(_))).collect();
    let (arguments, names): (Vec<_>, Vec<_>) = match &operation.inputs {
        None => given.iter().map(|slot| (slot.borrowed_type(scope), ident(slot.name()))).unzip(),
        Some(inputs) => {
            let inputs = ident(inputs);
            (vec![quote!(#module::#inputs)], vec![Ident::new("inputs", Span::call_site())])
        }
    };
    let mut docs = Prose::default();
    if let Some(first) = operation.docs.lines().first() {
        docs.line(first);
    }
    docs.paragraph(&format!("See [`{module}::{function}`]."));
    let deprecated = deprecated(operation.deprecated);
    let mut kept = kept_values(chain, place).into_iter();
    let mut values: Vec<_> = kept.by_ref().take(1).collect();
    let mut set = Vec::new();
    for (value, parameter) in kept.zip(operation.path_parameters()) {
        match parameter.default_from {
            None => values.push(value),
            Some(_) => {
                let name = ident(&parameter.input.name);
                set.push(quote!(.#name(#value)));
            }
        }
    }
    values.extend(names.iter().map(|name| quote!(#name)));
    let inline = match (chain, place.member) {
        // `resource!` says it of the methods of other handles.
        ([], None) => Some(quote!(#[inline])),
        ([], Some(_)) | ([_, ..], _) => None,
    };
    quote! {
        #docs
        #deprecated
        #inline
        pub fn #name(&self #(, #names: #arguments)*) -> #module::#call {
            #module::#function(#(#values),*) #(#set)*
        }
    }
}

/// `&self.client`, `&self.parent.sid`, `&self.sid`: the client, and the parameters from the root on.
fn kept_values(chain: &[&Resource], place: &Place<'_>) -> Vec<TokenStream> {
    let mut holder = quote!(self);
    let mut values = Vec::new();
    for resource in chain.iter().rev() {
        if let Some(PathArgument { name, kept }) = &resource.parameter {
            let name = ident(name);
            values.push(match kept {
                Kept::Text => quote!(&#holder.#name),
                Kept::Int64 | Kept::Uint64 | Kept::Float | Kept::Bool => quote!(#holder.#name),
            });
        }
        holder = quote!(#holder.parent);
    }
    values.push(match (chain, place.member) {
        // At the root the client is the handle.
        ([], None) => quote!(self),
        ([], Some(_)) | ([_, ..], _) => quote!(&self.client),
    });
    values.reverse();
    values
}
