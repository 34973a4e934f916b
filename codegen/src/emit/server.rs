//! Where requests go.
//!
//! ```text
//! Server {
//!     url: "https://us1.twilio.com",
//!     variables: Some(ServerVariables {
//!         template: "https://{region}.twilio.com",
//!         all: &[ServerVariable {
//!             name: "region",
//!             default: "us1",
//!             defaults_by: None,
//!             values: &["us1", "ie1"],
//!             env: Some("TWILIO_REGION"),
//!         }],
//!     }),
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Prose, code, series};
use super::place::ident;
use super::scope::Scope;
use crate::ir::server::{DefaultsBy, Server, ServerList, ServerVariable};

pub(super) fn server(server: &Server, scope: &mut Scope<'_>) -> TokenStream {
    let (name, url, template) = (scope.runtime("Server"), server.url_by_default(), &server.url);
    if server.variables.is_empty() {
        return quote!(#name { url: #url, variables: None });
    }
    let all = scope.runtime("ServerVariables");
    let variables: Vec<_> = server.variables.iter().map(|variable| self::variable(variable, scope)).collect();
    quote!(#name { url: #url, variables: Some(#all { template: #template, all: &[#(#variables),*] }) })
}

/// ```text
/// /// Where some operations go.
/// pub(crate) static SERVERS: &[Server] = &[Server { url: "https://serverless-upload.twilio.com", variables: None }];
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

/// Where requests go by default, and what changes that.
///
/// ```text
/// /// Requests go to the first of these servers or, once one of its variables is set, to the other:
/// ///
/// /// * `https://api.example.com` - By the nearest way.
/// /// * `https://api.{region}.example.com` - A region of your choice.
/// ///   * `region`: `us1` (the default) or `ie1`; with `from_env`, `EXAMPLE_REGION` sets it.
/// ///
/// /// [`ClientBuilder::server_variable`] sets a variable, and [`ClientBuilder::base_url`] replaces the servers.
/// ```
pub(super) fn docs(servers: &[Server], docs: &mut Prose) {
    let has_variables = |servers: &[Server]| servers.iter().any(|server| !server.variables.is_empty());
    if servers.is_empty() {
        docs.paragraph("The API names no server: [`ClientBuilder::base_url`] has to say where requests go.");
        return;
    }
    docs.paragraph(match servers {
        [] | [_] => "Requests go to this server:",
        [_, others @ ..] if !has_variables(others) => "Requests go to the first of these servers:",
        [first, _] if first.variables.is_empty() => {
            "Requests go to the first of these servers or, once one of its variables is set, to the other:"
        }
        [..] => "Requests go to the first of these servers, or to the one with the most variables that are set:",
    });
    docs.gap();
    for Server { url, docs: words, variables } in servers {
        docs.item(&code(url), words);
        for variable in variables {
            docs.line(&told(variable, variables));
        }
    }
    let set = if has_variables(servers) { "[`ClientBuilder::server_variable`] sets a variable, and " } else { "" };
    let replaced = if servers.len() == 1 { "the server" } else { "the servers" };
    docs.paragraph(&format!("{set}[`ClientBuilder::base_url`] replaces {replaced}."));
}

/// ```text
///   * `region`: `us1` (the default) or `ie1`; with `from_env`, `EXAMPLE_REGION` sets it. Where data is kept.
/// ```
fn told(variable: &ServerVariable, all: &[ServerVariable]) -> String {
    let ServerVariable { wire, docs, default, defaults_by, values, env } = variable;
    let is_default = |value: &String| defaults_by.is_none() && value == default;
    let marked = |value: &String| named(value) + if is_default(value) { " (the default)" } else { "" };
    let mut facts = Vec::new();
    if !values.is_empty() {
        facts.push(series(&values.iter().map(marked).collect::<Vec<_>>(), "or"));
    }
    match defaults_by {
        Some(by) => facts.push(format!("by default {}", by_another(by, default, all))),
        None if values.contains(default) => {}
        None => facts.push(format!("{} by default", named(default))),
    }
    facts.extend(env.as_ref().map(|env| format!("with `from_env`, {} sets it", code(env))));
    let words: Vec<&str> = docs.lines().iter().map(String::as_str).take_while(|line| !line.is_empty()).collect();
    let facts = format!("  * {}: {}. {}", code(wire.as_str()), facts.join("; "), words.join(" "));
    facts.trim_end().to_owned()
}

fn named(value: &str) -> String {
    if value.is_empty() { "nothing".to_owned() } else { code(value) }
}

/// `ashburn` if `region` is `us1`, and `dublin` if it is `ie1`
fn by_another(by: &DefaultsBy, default: &str, all: &[ServerVariable]) -> String {
    let DefaultsBy { variable, defaults } = by;
    let mut cases = Vec::new();
    for (value, default) in defaults {
        let it = if cases.is_empty() { code(variable.as_str()) } else { "it".to_owned() };
        cases.push(format!("{} if {it} is {}", named(default), named(value)));
    }
    let other = all.iter().find(|other| other.wire == *variable);
    let is_told = |value: &String| defaults.iter().any(|(told, _)| told == value);
    let are_all = other.is_some_and(|other| !other.values.is_empty() && other.values.iter().all(is_told));
    if !are_all {
        cases.push(format!("{} otherwise", named(default)));
    }
    series(&cases, "and")
}
