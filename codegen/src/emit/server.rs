//! Where requests go.
//!
//! ```text
//! Server {
//!     url: "https://{region}.twilio.com",
//!     variables: &[ServerVariable {
//!         name: "region",
//!         default: "us1",
//!         defaults_by: None,
//!         values: &["us1", "ie1"],
//!         env: Some("TWILIO_REGION"),
//!     }],
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::place::ident;
use super::scope::Scope;
use crate::ir::server::{DefaultsBy, Server, ServerList, ServerVariable};

pub(super) fn server(server: &Server, scope: &mut Scope<'_>) -> TokenStream {
    let (name, url) = (scope.runtime("Server"), &server.url);
    let variables: Vec<_> = server.variables.iter().map(|variable| self::variable(variable, scope)).collect();
    quote!(#name { url: #url, variables: &[#(#variables),*] })
}

/// ```text
/// /// Where some operations go.
/// pub(crate) static SERVERS: &[Server] = &[Server { url: "https://serverless-upload.twilio.com", variables: &[] }];
/// ```
pub(super) fn list(list: &ServerList, scope: &mut Scope<'_>) -> TokenStream {
    let (server, name) = (scope.runtime("Server"), ident(&list.name));
    let servers: Vec<_> = list.servers.iter().map(|server| self::server(server, scope)).collect();
    quote! {
        /// Where some operations go.
        pub(crate) static #name: &[#server] = &[#(#servers),*];
    }
}

fn variable(variable: &ServerVariable, scope: &mut Scope<'_>) -> TokenStream {
    let ServerVariable { wire, docs: _, default, defaults_by, values, env } = variable;
    let (name, wire) = (scope.runtime("ServerVariable"), wire.as_str());
    let env = env.as_ref().map_or_else(|| quote!(None), |env| quote!(Some(#env)));
    let defaults_by = match defaults_by {
        None => quote!(None),
        Some(DefaultsBy { variable, defaults }) => {
            let variable = variable.as_str();
            let defaults = defaults.iter().map(|(value, default)| quote!((#value, #default)));
            quote!(Some((#variable, &[#(#defaults),*])))
        }
    };
    quote!(#name { name: #wire, default: #default, defaults_by: #defaults_by, values: &[#(#values),*], env: #env })
}
