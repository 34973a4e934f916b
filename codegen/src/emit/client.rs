//! `src/client.rs`: the client, and what the runtime must know of the API.
//!
//! ```text
//! /// A client for the Twilio Serverless API. …
//! #[derive(Debug, Clone)]
//! pub struct Client {
//!     pub(crate) core: Core,
//! }
//!
//! impl Client {
//!     /// The default settings and this credential.
//!     #[inline]
//!     pub fn new(credential: Credential) -> Result<Self, Error> {
//!         Self::builder().credential(credential).build()
//!     }
//! }
//!
//! pub(crate) static API: Api = Api { … };
//! ```

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::docs::{Prose, code, series};
use super::place::{Place, ident};
use super::scope::{Names, Scope};
use super::{by_client, security, server};
use crate::ir::Api;
use crate::ir::feature::Feature;
use crate::ir::security::{EnvSource, SecurityScheme};

pub(super) fn client(place: &Place<'_>) -> TokenStream {
    let api = place.api;
    let mut scope = Scope::new(&api.types, Names::Imported);
    let structure = structure(&docs(api), !api.security_schemes.is_empty(), &[api], &mut scope);
    let statics = statics(api, &mut scope);
    let imports = scope.imports.print(place);
    quote! {
        #![doc = " The client."]
        #imports
        #structure
        #statics
    }
}

/// The client of these documents. `API` beside it is what the runtime must know of them.
pub(super) fn structure(docs: &Prose, has_credentials: bool, apis: &[&Api], scope: &mut Scope<'_>) -> TokenStream {
    let [core, builder] = ["Core", "ClientBuilder"].map(|name| scope.runtime(name));
    let (new, from_env) = (new(has_credentials, scope), from_env(apis, scope));
    let defaults = by_client::builder(apis, scope);
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client {
            pub(crate) core: #core,
        }
        impl Client {
            #new
            #from_env
            /// Settings to choose before the client is made.
            #[inline]
            pub fn builder() -> #builder<Self> {
                #builder::new(&API)
            }
        }
        impl From<#core> for Client {
            #[inline]
            fn from(core: #core) -> Self {
                Self { core }
            }
        }
        #defaults
    }
}

fn docs(api: &Api) -> Prose {
    let mut docs = Prose::default();
    docs.line(&format!("A client for the API {}.", code(&api.title)));
    docs.paragraph("Cheap to clone: clones share one pool of connections.");
    if !api.security_schemes.is_empty() {
        docs.paragraph(credentials(&[api]));
    }
    server::docs(&api.servers, &mut docs);
    docs
}

/// How a client gets its credentials.
pub(super) fn credentials(apis: &[&Api]) -> &'static str {
    if apis.iter().flat_map(|api| &api.security_schemes).any(|scheme| !scheme.env.is_empty()) {
        "[`Client::from_env`] takes credentials from the environment, [`Client::new`] and the builder take those that they \
         are passed, and [`Credential::provider`] is for credentials that change."
    } else {
        "Credentials are passed to [`Client::new`] or the builder; [`Credential::provider`] is for credentials that change."
    }
}

/// An API that knows no credentials makes its client without.
fn new(has_credentials: bool, scope: &mut Scope<'_>) -> TokenStream {
    let error = scope.runtime("Error");
    if !has_credentials {
        return quote! {
            /// With default settings.
            #[inline]
            pub fn new() -> Result<Self, #error> {
                Self::builder().build()
            }
        };
    }
    let credential = scope.runtime("Credential");
    quote! {
        /// With this credential and default settings.
        #[inline]
        pub fn new(credential: #credential) -> Result<Self, #error> {
            Self::builder().credential(credential).build()
        }
    }
}

/// Only where a document says which variables to read.
fn from_env(apis: &[&Api], scope: &mut Scope<'_>) -> Option<TokenStream> {
    let credentials = credentials_in_env(apis);
    let others = apis.iter().flat_map(|api| credential_variables(api).1);
    let others = unique(others.filter(|told| !credentials.contains(told)));
    let variables = apis.iter().flat_map(|api| &api.servers).flat_map(|server| &server.variables);
    let variables: BTreeSet<String> = variables.filter_map(|variable| variable.env.as_deref()).map(code).collect();
    let (error, parameters) = (scope.runtime("Error"), by_client::from_env(apis));
    apis.iter().any(|api| Feature::Environment.is_needed(api)).then(|| {
        let mut docs = Prose::default();
        if credentials.is_empty() && others.is_empty() {
            docs.line("With default settings, and the server that the environment tells.");
        } else if credentials.is_empty() {
            docs.line("With default settings, and the credentials that the environment has.");
        } else {
            let credentials = credentials.join(", or ");
            docs.line(&format!("With default settings and the credentials in the environment: {credentials}."));
            docs.paragraph("The error names each variable that is missing.");
        }
        if !others.is_empty() {
            docs.paragraph(&format!("Where set, {} is for the operations that ask for it.", others.join(", or ")));
        }
        if !variables.is_empty() {
            let variables: Vec<_> = variables.into_iter().collect();
            let choose = if variables.len() == 1 { "chooses" } else { "choose" };
            docs.paragraph(&format!("Where set, {} {choose} the server.", series(&variables, "and")));
        }
        for (parameter, variable) in by_client::variables(apis) {
            let (parameter, variable) = (code(parameter), code(variable));
            docs.paragraph(&format!("Where set, {variable} is the {parameter} of calls that are not given another."));
        }
        quote! {
            #docs
            #[inline]
            pub fn from_env() -> Result<Self, #error> {
                Self::builder().credentials_from_env()?#(#parameters)*.build()
            }
        }
    })
}

/// The sets of environment variables that hold credentials, one of which must be complete.
pub(super) fn credentials_in_env(apis: &[&Api]) -> Vec<String> {
    unique(apis.iter().flat_map(|api| credential_variables(api).0))
}

/// Documents may share them.
fn unique(told: impl Iterator<Item = String>) -> Vec<String> {
    let mut unique = Vec::new();
    for told in told {
        if !unique.contains(&told) {
            unique.push(told);
        }
    }
    unique
}

/// The sets of variables of which one must be complete, and those that only some operations need.
fn credential_variables(api: &Api) -> (Vec<String>, Vec<String>) {
    let told = |scheme: &SecurityScheme| scheme.env.iter().map(variables).collect::<Vec<_>>();
    let alternatives = &api.security.alternatives;
    let needed = |index: usize| alternatives.is_empty() || alternatives.iter().any(|set| set.contains(&index));
    let schemes = || api.security_schemes.iter().enumerate();
    let others = schemes().filter(|(index, _)| !needed(*index)).flat_map(|(_, scheme)| told(scheme)).collect();
    if alternatives.is_empty() {
        return (schemes().flat_map(|(_, scheme)| told(scheme)).collect(), others);
    }
    let mut sets = Vec::new();
    for set in alternatives {
        match set.as_slice() {
            [only] => sets.extend(told(&api.security_schemes[*only])),
            several => {
                let all: Vec<String> =
                    several.iter().map(|&index| told(&api.security_schemes[index]).join(" or ")).collect();
                // A scheme that the environment does not name leaves the set incomplete.
                if all.iter().all(|variables| !variables.is_empty()) {
                    sets.push(all.join(" with "));
                }
            }
        }
    }
    (sets, others)
}

fn variables(source: &EnvSource) -> String {
    match source {
        EnvSource::Basic { username, password } => format!("{} and {}", code(username), code(password)),
        EnvSource::Secret(variable) => code(variable),
    }
}

pub(super) fn statics(api: &Api, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.runtime("Api");
    let servers: Vec<_> = api.servers.iter().map(|server| server::server(server, scope)).collect();
    let lists: Vec<_> = api.server_lists.iter().map(|list| server::list(list, scope)).collect();
    let schemes: Vec<_> = api.security_schemes.iter().map(|scheme| security::scheme(scheme, scope)).collect();
    let names: Vec<_> = api.security_schemes.iter().map(|scheme| ident(&scheme.name)).collect();
    let requirement =
        security::requirement(&api.security, &api.security_schemes, |name| Ident::new(name, Span::call_site()));
    quote! {
        /// What the runtime must know of the API.
        pub(crate) static API: #name = #name {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            servers: &[#(#servers),*],
            schemes: &[#(&#names),*],
            security: #requirement,
        };
        #(#lists)*
        #(#schemes)*
    }
}
