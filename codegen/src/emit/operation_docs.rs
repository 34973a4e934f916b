//! What the docs of an operation's function say.
//!
//! ```text
//! /// Fetches the status of a Build.
//! ///
//! /// `GET /v1/Services/{ServiceSid}/Builds/{Sid}/Status`
//! ///
//! /// [`FetchBuildStatus::wait`] waits until it is done.
//! ///
//! /// # Arguments, # Answer, # Errors, # Example: …
//! ```

use super::docs::{Prose, code};
use super::inputs::Slot;
use super::operation::template;
use super::place::{Chain, Place};
use super::{example, response};
use crate::ir::operation::{Group, Operation};
use crate::ir::resource::Resource;
use crate::ir::response::Payload;

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
    if let Payload::ByStatus(answer) = &operation.response.success {
        docs.paragraph("# Answer");
        docs.gap();
        docs.line(&format!("Which variant of [`{}`] it is, the status says.", answer.name));
    } else if !operation.response.docs.is_empty() {
        docs.paragraph("# Answer");
        docs.gap();
        docs.add(&operation.response.docs);
    }
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
        docs.paragraph("# Example");
        docs.gap();
        for line in example::operation(operation, group, outside, place.api) {
            docs.line(&line);
        }
    }
    docs
}

/// How else it can be called.
fn ways(operation: &Operation, chain: Option<&Chain<'_>>, place: &Place<'_>, docs: &mut Prose) {
    let call = &operation.call;
    if operation.waiter.is_some() {
        docs.paragraph(&format!("[`{call}::wait`] waits until it is done."));
    }
    if operation.pagination.is_some() {
        docs.paragraph(&format!("[`{call}::items`] and [`{call}::pages`] go through all pages."));
    }
    if let Some(Chain { resources, verb }) = chain {
        let handle = resources.last().map(|Resource { handle, .. }| handle);
        let link = match handle.or(place.member.map(|member| &member.handle)) {
            Some(handle) => {
                format!("[`{handle}::{0}`]({1}::resources::{handle}::{0})", verb.name, place.link_root())
            }
            None => format!("[`Client::{}`]", verb.name),
        };
        docs.paragraph(&format!("In the tree of resources: {link}."));
    }
}
