//! The first example of the front page: how a client is made, a wait, and a call that needs as little as possible, of a list
//! if there is one.
//!
//! ```text
//! use twilio_serverless::Client;
//!
//! let client = Client::from_env()?;
//! let done = client.services(service_sid).builds(sid).status().fetch().wait().await?;
//! let mut items = client.list_service().items();
//! while let Some(item) = items.next().await {
//!     println!("{:?}", item?);
//! }
//! ```

use super::example::{function_call, path_slots, sent};
use super::place::{Outside, Place};
use super::words::Words;
use crate::ir::feature::Feature;
use crate::ir::operation::{Method, Operation, OperationId};
use crate::ir::response::Payload;

pub(super) fn quick_start(outside: &Outside, place: &Place<'_>) -> Vec<String> {
    let (api, Outside { crate_name, root }) = (place.api, outside);
    let mut words = Words::new(outside, &api.types);
    let client = client(place, &mut words);
    let mut calls = Vec::new();
    let mut modules = Vec::new();
    for id in shown(outside, place) {
        calls.extend(call(id, &mut words, place));
        if !place.chains.contains_key(&id) {
            modules.push(&api.groups[id.group].module);
        }
    }
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(format!("use {crate_name}::Client;"));
    lines.extend(words.imports());
    modules.dedup();
    lines.extend(modules.iter().map(|module| format!("use {root}::api::{module};")));
    lines.push(String::new());
    let parameters = words.spelled_parameters().collect::<Vec<_>>().join(", ");
    lines.push(format!("# async fn example({parameters}) -> Result<(), {crate_name}::Error> {{"));
    lines.push(format!("let client = {client};"));
    lines.extend(calls);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// How a client is made with as little as possible.
fn client(place: &Place<'_>, words: &mut Words<'_>) -> &'static str {
    if Feature::Environment.is_needed(place.api) {
        "Client::from_env()?"
    } else if !place.has_credentials {
        "Client::new()?"
    } else if place.api.security_schemes.is_empty() {
        // Those are for other documents.
        "Client::builder().build()?"
    } else {
        words.parameters.push(("credential".to_owned(), format!("{}::Credential", words.outside.crate_name)));
        "Client::new(credential)?"
    }
}

/// The operations to show: a wait, and what needs least, which is a list if there is one.
fn shown(outside: &Outside, place: &Place<'_>) -> Vec<OperationId> {
    let groups = place.api.groups.iter().enumerate();
    let all: Vec<(OperationId, &Operation)> = groups
        .flat_map(|(group, operations)| {
            let operations = operations.operations.iter().enumerate();
            operations.map(move |(index, operation)| (OperationId { group, index }, operation))
        })
        .collect();
    let wait = all.iter().find(|(_, operation)| operation.waiter.is_some());
    let effort = |(_, operation): &&(OperationId, &Operation)| {
        let is_plain = operation.method == Method::Get && matches!(operation.response.success, Payload::Json(_));
        let mut words = Words::new(outside, &place.api.types);
        let values = path_slots(operation).map(|slot| words.argument(slot)).count();
        words.required(operation, "");
        (!is_plain, operation.pagination.is_none(), words.spelled_parameters().count(), values)
    };
    let simplest = all.iter().min_by_key(effort);
    let wait = wait.map(|(id, _)| *id);
    wait.into_iter().chain(simplest.map(|(id, _)| *id).filter(|id| wait != Some(*id))).collect()
}

/// A call of the operation: through the tree, or of its function.
fn call(id: OperationId, words: &mut Words<'_>, place: &Place<'_>) -> Vec<String> {
    let group = &place.api.groups[id.group];
    let operation = &group.operations[id.index];
    let path: Vec<String> = path_slots(operation).map(|slot| words.argument(slot)).collect();
    let required = words.required(operation, &format!("{}::api::{}", words.outside.root, group.module));
    let mut steps = match place.chains.get(&id) {
        Some(chain) => chain.steps(place, path, &required),
        None => {
            let arguments: Vec<String> = std::iter::once("&client".to_owned()).chain(path).chain(required).collect();
            vec![function_call(operation, &group.module, &arguments)]
        }
    };
    if operation.pagination.is_none() {
        steps.push(words.setter(operation));
    }
    sent(operation, steps)
}
