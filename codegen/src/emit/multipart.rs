//! How the parts of a body reach the call.
//!
//! ```text
//! .part("Path", &path)
//! .part_list("Tags", texts(tags))
//! .part_as("Settings", &JsonText(settings), "application/json")
//! .file("Content", content)
//! .files("Contents", contents)
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{self, Passed, Value};
use super::place::ident;
use super::scope::Scope;
use crate::ir::body::{Part, PartKind};
use crate::ir::parameter::Form;

/// As an argument of a function.
pub(super) fn borrowed(part: &Part, scope: &mut Scope<'_>) -> Passed {
    let name = ident(&part.input.name);
    match form(&part.kind) {
        Some(form) => argument::borrowed(&part.input, form, scope),
        None => Passed::one(borrowed_type(part, scope), quote!(#name)),
    }
}

pub(super) fn borrowed_type(part: &Part, scope: &mut Scope<'_>) -> TokenStream {
    match &part.kind {
        PartKind::Text { .. } => argument::borrowed_type(&part.input, Form::List, scope),
        PartKind::Json { .. } => argument::borrowed_type(&part.input, Form::Json, scope),
        PartKind::File => {
            let file = scope.runtime("FilePart");
            quote!(#file)
        }
        PartKind::Files => {
            let file = scope.runtime("FilePart");
            quote!(impl IntoIterator<Item = #file>)
        }
    }
}

/// As a field of the struct that holds the required inputs.
pub(super) fn owned(part: &Part, scope: &mut Scope<'_>) -> Passed {
    let name = ident(&part.input.name);
    match &part.kind {
        PartKind::Text { .. } => argument::owned(&part.input, Form::List, scope),
        PartKind::Json { .. } => argument::owned(&part.input, Form::Json, scope),
        PartKind::File => Passed::one(borrowed_type(part, scope), quote!(inputs.#name)),
        PartKind::Files => {
            let file = scope.runtime("FilePart");
            Passed::one(quote!(Vec<#file>), quote!(inputs.#name))
        }
    }
}

/// How a value that is no file is passed.
pub(super) fn form(kind: &PartKind) -> Option<Form> {
    match kind {
        PartKind::Text { .. } => Some(Form::List),
        PartKind::Json { .. } => Some(Form::Json),
        PartKind::File | PartKind::Files => None,
    }
}

pub(super) fn step(part: &Part, value: &Value) -> TokenStream {
    let wire = part.input.wire.as_str();
    match (&part.kind, value) {
        (PartKind::Text { media_type: Some(media_type) } | PartKind::Json { media_type }, Value::One(value)) => {
            quote!(.part_as(#wire, #value, #media_type))
        }
        (PartKind::Text { media_type: None }, Value::One(value)) => quote!(.part(#wire, #value)),
        (PartKind::Text { .. } | PartKind::Json { .. }, Value::Many(values)) => quote!(.part_list(#wire, #values)),
        (PartKind::File, Value::One(value) | Value::Many(value)) => quote!(.file(#wire, #value)),
        (PartKind::Files, Value::One(value) | Value::Many(value)) => quote!(.files(#wire, #value)),
    }
}
