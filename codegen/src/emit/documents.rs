//! The front page and the client of several documents.
//!
//! ```text
//! mod client;
//! #[cfg(feature = "serverless-v1")]
//! pub mod serverless_v1;
//! #[cfg(feature = "verify-v2")]
//! pub mod verify_v2;
//!
//! pub use client::Client;
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Prose, code};
use super::lib_rs::{allowed, calls, surface};
use super::place::{Place, crate_root, ident, path};
use super::runtime::LeftOut;
use super::scope::{Names, Scope};
use super::{File, client, print};
use crate::Placement;
use crate::ir::Api;
use crate::ir::documents::{Documents, Member};
use crate::ir::feature::Feature;
use crate::ir::types::Types;

/// `src/lib.rs` and `src/client.rs`.
pub(super) fn files(documents: &Documents, placement: &Placement) -> [File; 2] {
    let (is_crate, module): (bool, &[String]) = match placement {
        Placement::Package | Placement::Standalone => (true, &[]),
        Placement::Module(module) => (false, module),
    };
    let left_out = LeftOut::of(&Feature::of_all(documents));
    [
        File { path: path(is_crate, "lib.rs"), text: print(lib_rs(documents, is_crate, &left_out)) },
        File { path: path(is_crate, "client.rs"), text: print(client_rs(documents, &crate_root(module))) },
    ]
}

fn lib_rs(documents: &Documents, is_crate: bool, left_out: &LeftOut) -> TokenStream {
    let docs = front_page(documents, is_crate).inner();
    let allowed = allowed(documents.members.iter().map(|member| &member.api));
    let members: Vec<_> = documents.members.iter().map(switched(|module| quote!(pub mod #module;))).collect();
    let unused = quote!(#[allow(dead_code, reason = "an API that is off uses nothing")]);
    if !is_crate {
        let members = members.iter().map(|member| quote!(#[allow(#allowed)] #member));
        return quote!(#docs #unused mod client; #(#members)* pub use client::Client;);
    }
    let surface = surface(left_out);
    quote! {
        #docs
        #![forbid(unsafe_code)]
        #![allow(#allowed)]
        #unused
        mod client;
        #[allow(dead_code, unused_imports, unused_macros, reason = "it is the same for every document")]
        mod runtime;
        #(#members)*
        pub use client::Client;
        pub use runtime::{#(#surface),*};
    }
}

/// What stands for a document only where its feature is on.
fn switched(item: impl Fn(proc_macro2::Ident) -> TokenStream) -> impl Fn(&Member) -> TokenStream {
    move |member| {
        let (feature, item) = (member.feature(), item(ident(&member.module)));
        quote!(#[cfg(feature = #feature)] #item)
    }
}

fn front_page(documents: &Documents, is_crate: bool) -> Prose {
    let Documents { package, members } = documents;
    let mut docs = Prose::default();
    docs.line(&format!("{}, which share one [`Client`].", package.description));
    docs.paragraph(
        "Each API is a module, a method of the client, and a Cargo feature, which is off by default: what is not",
    );
    docs.line("asked for is not compiled. Where a module or a method is missing, so is its feature.");
    if let (true, Some(first)) = (is_crate, members.first()) {
        let Member { module, api, .. } = first;
        docs.paragraph("```toml");
        docs.line("[dependencies]");
        let (name, version, feature) = (&package.name, &package.version, first.feature());
        docs.line(&format!("{name} = {{ version = \"{version}\", features = [\"{feature}\"] }}"));
        docs.line("```");
        let start = if api.tree.is_empty() { format!("`{module}::api`") } else { format!("`client.{module}()`") };
        docs.paragraph(&format!("Calls then start at {start}; the documentation of each module has examples."));
    }
    if is_crate {
        calls(&members.iter().map(|member| &member.api).collect::<Vec<_>>(), &mut docs);
    }
    docs.paragraph("# APIs");
    docs.gap();
    for member in members {
        let Member { module, api, .. } = member;
        docs.line(&format!("* `{module}`, feature `{}` - {}", member.feature(), code(&api.title)));
    }
    docs
}

fn client_rs(documents: &Documents, root: &TokenStream) -> TokenStream {
    let types = Types::default();
    let mut scope = Scope::new(&types, Names::Imported);
    let api = scope.runtime("Api");
    let lock = scope.std("sync", "LazyLock");
    let apis: Vec<&Api> = documents.members.iter().map(|member| &member.api).collect();
    let structure = client::structure(&client_docs(documents), documents.has_credentials(), &apis, &mut scope);
    let statics = documents.members.iter().map(switched(|module| quote!(&#root::#module::document::API)));
    let imports = scope.imports.print_foreign();
    quote! {
        #![doc = " The client."]
        #imports
        #structure
        /// What the runtime must know of the APIs that are on.
        static API: #lock<#api> = #lock::new(|| {
            #api::together(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")), &[#(#statics),*])
        });
    }
}

fn client_docs(documents: &Documents) -> Prose {
    let mut docs = Prose::default();
    docs.line("A client for all the APIs whose features are on. Each has a method that is called as its module.");
    docs.paragraph("Cheap to clone: clones share one pool of connections.");
    if documents.has_credentials() {
        let apis: Vec<&Api> = documents.members.iter().map(|member| &member.api).collect();
        docs.paragraph(client::credentials(&apis));
        docs.line("Each API gets those that it asks for.");
    }
    docs.paragraph(
        "Requests go to the servers that each API names; [`ClientBuilder::base_url`] replaces those of all:",
    );
    docs.gap();
    for Member { module, api, .. } in &documents.members {
        let servers: Vec<_> = api.servers.iter().map(|server| code(&server.url)).collect();
        docs.line(&format!("* `{module}`: {}", servers.join(", or ")));
    }
    docs
}

/// `src/<module>/document.rs`.
pub(super) fn document(place: &Place<'_>) -> TokenStream {
    let mut scope = Scope::new(&place.api.types, Names::Imported);
    let statics = client::statics(place.api, &mut scope);
    let imports = scope.imports.print_foreign();
    quote!(#![doc = " What the runtime must know of the API."] #imports #statics)
}
