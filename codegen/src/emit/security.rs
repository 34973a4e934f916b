//! Credentials: the schemes, and which of them a call needs.
//!
//! ```text
//! /// The account SID and the auth token.
//! pub(crate) static ACCOUNT_SID_AUTH_TOKEN: SecurityScheme = SecurityScheme {
//!     name: "accountSid_authToken",
//!     kind: SchemeKind::Basic,
//!     env: &[EnvSource::Basic { username: "TWILIO_ACCOUNT_SID", password: "TWILIO_AUTH_TOKEN" }],
//! };
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{Prose, code};
use super::place::ident;
use super::scope::Scope;
use crate::ir::security::{EnvSource, KeyPlace, SchemeKind, Security, SecurityScheme};

pub(super) fn scheme(scheme: &SecurityScheme, scope: &mut Scope<'_>) -> TokenStream {
    let docs = Prose::of(&scheme.docs, || format!("The security scheme {}.", code(scheme.wire.as_str())));
    let (name, wire) = (ident(&scheme.name), scheme.wire.as_str());
    let (security_scheme, scheme_kind) = (scope.runtime("SecurityScheme"), scope.runtime("SchemeKind"));
    let kind = match &scheme.kind {
        SchemeKind::Basic => quote!(Basic),
        SchemeKind::Bearer => quote!(Bearer),
        SchemeKind::ApiKey { place, name } => {
            let name = name.as_str();
            match place {
                KeyPlace::Header => quote!(Header(#name)),
                KeyPlace::Query => quote!(Query(#name)),
                KeyPlace::Cookie => quote!(Cookie(#name)),
            }
        }
    };
    let env: Vec<_> = scheme.env.iter().map(|source| env_source(source, scope)).collect();
    quote! {
        #docs
        pub(crate) static #name: #security_scheme = #security_scheme {
            name: #wire,
            kind: #scheme_kind::#kind,
            env: &[#(#env),*],
        };
    }
}

fn env_source(source: &EnvSource, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.runtime("EnvSource");
    match source {
        EnvSource::Basic { username, password } => {
            quote!(#name::Basic { username: #username, password: #password })
        }
        EnvSource::Secret(variable) => quote!(#name::Secret(#variable)),
    }
}

/// `&[&[&ACCOUNT_SID_AUTH_TOKEN]]`: alternatives, each of them a set. The empty set is a call without credentials.
pub(super) fn requirement<'a>(
    security: &Security,
    schemes: &'a [SecurityScheme],
    mut name: impl FnMut(&'a str) -> Ident,
) -> TokenStream {
    let sets: Vec<TokenStream> = security
        .alternatives
        .iter()
        .map(|set| {
            let schemes = set.iter().map(|&index| name(schemes[index].name.as_str()));
            quote!(&[#(&#schemes),*])
        })
        .collect();
    let none = security.optional.then(|| quote!(&[]));
    let sets = sets.into_iter().chain(none);
    quote!(&[#(#sets),*])
}
