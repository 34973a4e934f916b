//! What the docs of an operation's function say.
//!
//! ```text
//! /// Fetches the status of a Build.
//! ///
//! /// `GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status`
//! ///
//! /// Or call [`client.services(service_sid).builds(sid).build_status().fetch()`](crate::resources::…::fetch).
//! ///
//! /// [`FetchBuildStatus::wait`] waits until `status` is `completed`.
//! ///
//! /// # Arguments, # Answer, # Errors, # Example: …
//! ```

use super::docs::{Prose, code};
use super::example::path_slots;
use super::inputs::{Slot, slots};
use super::operation::template;
use super::place::{Chain, Place};
use super::value::Value;
use super::{example, response, waiter};
use crate::ir::operation::{Group, Operation};
use crate::ir::resource::Resource;
use crate::ir::response::{Payload, Response};
use crate::ir::types::Types;

pub(super) fn docs(
    operation: &Operation,
    slots: &[Slot<'_>],
    group: &Group,
    chain: Option<&Chain<'_>>,
    place: &Place<'_>,
) -> Prose {
    let mut docs = Prose::default();
    docs.add(&operation.docs);
    let template = template(operation) + &operation.after_path;
    docs.paragraph(&code(&format!("{} {template}", operation.method.as_str())));
    ways(operation, chain, place, &mut docs);
    let told = slots.iter().filter(|slot| slot.required() && !slot.docs().is_empty());
    let told = told.filter(|slot| operation.inputs.is_none() || matches!(slot, Slot::Path(_)));
    for (index, slot) in told.enumerate() {
        if index == 0 {
            docs.paragraph("# Arguments");
            docs.gap();
        }
        docs.item(&format!("`{}`", slot.name()), slot.docs());
    }
    answer(&operation.response, &place.api.types, &mut docs);
    for (index, error) in operation.response.errors.iter().enumerate() {
        if index == 0 {
            docs.paragraph("# Errors");
            docs.gap();
        }
        let status = response::status_name(error.status);
        let accessor = format!("{}::{}", operation.call, response::accessor_name(error.status));
        let accessor = if error.ty.is_some() { format!(" ([`{accessor}`])") } else { String::new() };
        docs.item(&format!("{status}{accessor}"), &error.docs);
    }
    if let Some(outside) = &place.outside {
        docs.example(&example::operation(operation, group, outside, &place.api.types));
    }
    docs
}

/// What it answers: the type first, then the document's words.
fn answer(response: &Response, types: &Types, docs: &mut Prose) {
    let value = Value::of(&response.success, types);
    let told = match &response.success {
        Payload::Empty => None,
        Payload::ByStatus(_) => Some(format!("{}, whose variant depends on the status.", value.linked(&value.ty))),
        Payload::Json(_) | Payload::Text | Payload::Bytes | Payload::Events(_) | Payload::TypedBytes => {
            Some(value.linked(&value.ty))
        }
    };
    if told.is_some() || !response.docs.is_empty() {
        docs.paragraph("# Answer");
        docs.gap();
    }
    docs.labelled(told.as_deref(), &response.docs);
}

/// The docs of the call that the function returns.
pub(super) fn call(operation: &Operation, types: &Types) -> String {
    let value = Value::of(&operation.response.success, types);
    let result = value.linked(&format!("Result<{}, Error>", value.ty));
    format!(" A call of [`{}`]: awaiting it sends it and gives {result}.", operation.function)
}

/// How else it can be called.
fn ways(operation: &Operation, chain: Option<&Chain<'_>>, place: &Place<'_>, docs: &mut Prose) {
    let call = &operation.call;
    if let Some(chain) = chain {
        let handle = chain.resources.last().map(|Resource { handle, .. }| handle);
        let target = match handle.or(place.member.map(|member| &member.handle)) {
            Some(handle) => format!("{}::resources::{handle}::{}", place.link_root(), chain.verb.name),
            None => format!("Client::{}", chain.verb.name),
        };
        let path = path_slots(operation).map(|slot| slot.name().to_string()).collect();
        let required = slots(operation).into_iter().filter(|slot| slot.required() && !matches!(slot, Slot::Path(_)));
        let rest: Vec<String> = match &operation.inputs {
            None => required.map(|slot| slot.name().to_string()).collect(),
            Some(_) => vec!["inputs".to_owned()],
        };
        docs.paragraph(&format!("Or call [`{}`]({target}).", chain.steps(place, path, &rest).concat()));
    }
    if let Some(waiter) = &operation.waiter {
        docs.paragraph(&format!("[`{call}::wait`] waits until {}.", waiter::goal(waiter)));
    }
    if operation.pagination.is_some() {
        docs.paragraph(&format!("[`{call}::items`] and [`{call}::pages`] go through all pages."));
    }
}
