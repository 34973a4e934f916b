//! Parameters of a path that the client has a value for.
//!
//! ```text
//! let call = Call::get(&client.core, PATH, &[&ByClient("AccountSid")]).open_is_refused();
//! let call = ListCalls(call);
//! match client.core.known("AccountSid", Some("account")) {
//!     Some(account_sid) => call.account_sid(account_sid),
//!     None => call,
//! }
//! ```

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::argument::Passed;
use super::docs::{Prose, code};
use super::inputs::Slot;
use super::place::{Place, ident};
use super::scope::Scope;
use crate::ir::Api;
use crate::ir::operation::Operation;
use crate::ir::parameter::{DefaultFrom, PathParameter, Segment};

/// What fills the path, in its order; `passed` is for the parameters that the caller has to pass.
pub(super) fn values(operation: &Operation, passed: &[(Slot<'_>, Passed)], scope: &mut Scope<'_>) -> Vec<TokenStream> {
    let mut passed = passed.iter();
    let mut values = Vec::new();
    for segment in &operation.path {
        match segment {
            Segment::Literal(_) => {}
            Segment::Parameter(parameter) if parameter.default_from.is_some() => {
                let (by_client, name) = (scope.runtime("ByClient"), parameter.input.wire.as_str());
                values.push(quote!(&#by_client(#name)));
            }
            Segment::Parameter(_) => {
                values.extend(passed.next().and_then(|(slot, passed)| slot.filling(passed, scope)));
            }
        }
    }
    values
}

/// The last statements of a function whose `call` lacks what the client knows.
pub(super) fn known(operation: &Operation, place: &Place<'_>) -> Option<TokenStream> {
    let mut parameters: Vec<_> = operation.by_client().map(|parameter| choice(parameter, place)).collect();
    let last = parameters.pop()?;
    Some(quote!(#(let call = #parameters;)* #last))
}

fn choice((parameter, from): (&PathParameter, &DefaultFrom), place: &Place<'_>) -> TokenStream {
    let (setter, wire) = (ident(&parameter.input.name), parameter.input.wire.as_str());
    let scheme = match from.scheme {
        Some(scheme) => {
            let scheme = place.api.security_schemes[scheme].wire.as_str();
            quote!(Some(#scheme))
        }
        None => quote!(None),
    };
    quote! {
        match client.core.known(#wire, #scheme) {
            Some(#setter) => call.#setter(#setter),
            None => call,
        }
    }
}

/// The methods of the builder that say what parameters are.
///
/// ```text
/// impl ClientBuilder<Client> {
///     /// What `AccountSid` is where it is not passed.
///     pub fn default_account_sid(self, account_sid: impl Into<String>) -> Self {
///         self.parameter("AccountSid", account_sid)
///     }
/// }
/// ```
pub(super) fn builder(apis: &[&Api], scope: &mut Scope<'_>) -> Option<TokenStream> {
    let parameters = parameters(apis);
    let builder = scope.runtime("ClientBuilder");
    let methods = parameters.iter().map(|(wire, (PathParameter { input, .. }, _))| {
        let (method, name) =
            (format_ident!("default_{}", input.name.as_str().trim_end_matches('_')), ident(&input.name));
        let mut docs = Prose::default();
        docs.line(&format!("What the parameter {} of operations is whose caller does not pass it.", code(wire)));
        quote! {
            #docs
            pub fn #method(self, #name: impl Into<String>) -> Self {
                self.parameter(#wire, #name)
            }
        }
    });
    let methods: Vec<_> = methods.collect();
    (!methods.is_empty()).then(|| quote!(impl #builder<Client> { #(#methods)* }))
}

/// The steps that take parameters from the environment.
pub(super) fn from_env(apis: &[&Api]) -> Vec<TokenStream> {
    let variables = variables(apis).into_iter();
    variables.map(|(wire, variable)| quote!(.parameter_from_env(#wire, #variable))).collect()
}

/// The parameters that are taken from the environment, and the variable of each.
pub(super) fn variables<'a>(apis: &[&'a Api]) -> Vec<(&'a str, &'a str)> {
    parameters(apis).into_iter().filter_map(|(wire, (_, from))| Some((wire, from.env.as_deref()?))).collect()
}

/// By name: the first that has it.
fn parameters<'a>(apis: &[&'a Api]) -> BTreeMap<&'a str, (&'a PathParameter, &'a DefaultFrom)> {
    let mut parameters = BTreeMap::new();
    for (parameter, from) in apis.iter().flat_map(|api| api.operations()).flat_map(Operation::by_client) {
        let (_, known) = parameters.entry(parameter.input.wire.as_str()).or_insert((parameter, from));
        if known.env.is_none() && from.env.is_some() {
            *known = from;
        }
    }
    parameters
}
