//! Text types.
//!
//! ```text
//! /// The SID of a Build.
//! ///
//! /// It matches `^ZB[0-9a-fA-F]{32}$`.
//! #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
//! pub struct BuildSid(String);
//!
//! text_type!(BuildSid, Checks::NONE.fixed_pattern("^ZB[0-9a-fA-F]{32}$"));
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::argument;
use super::docs::{Prose, code, deprecated};
use super::place::ident;
use super::scope::Scope;
use crate::ir::types::{Definition, TextChecks, TextType};

pub(super) fn text_type(definition: &Definition, text: &TextType, scope: &mut Scope<'_>) -> TokenStream {
    let mut docs = Prose::default();
    docs.add(&definition.docs);
    if let Some(rules) = rules(&text.checks) {
        docs.paragraph(&rules);
    } else if definition.docs.is_empty() {
        docs.line("A text.");
    }
    if let Some(example) = &text.example {
        docs.paragraph(&format!("For example {}.", code(example)));
    }
    let (deprecated, name) = (deprecated(definition.deprecated), ident(&definition.name));
    let (text_type, checks) = (scope.runtime("text_type"), argument::checks(&text.checks, scope));
    quote! {
        #docs
        #deprecated
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(String);
        #text_type!(#name, #checks);
    }
}

/// What [`TextChecks`] ask for, in words.
fn rules(checks: &TextChecks) -> Option<String> {
    let TextChecks { pattern, min_length, max_length } = checks;
    let length = match (min_length, max_length) {
        (None, None) => None,
        (Some(min), Some(max)) if min == max => Some(format!("has {min} characters")),
        (Some(min), Some(max)) => Some(format!("has {min} to {max} characters")),
        (Some(min), None) => Some(format!("has at least {min} characters")),
        (None, Some(max)) => Some(format!("has at most {max} characters")),
    };
    let pattern = pattern.as_ref().map(|pattern| format!("matches {}", code(pattern.as_str())));
    let rules: Vec<String> = pattern.into_iter().chain(length).collect();
    (!rules.is_empty()).then(|| format!("It {}.", rules.join(" and ")))
}
