//! The first example of the front page: how a client is made, a wait, and a call that needs as little as possible.
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

use super::example::{LINE, path_slots};
use super::place::{Outside, Place};
use super::words::Words;
use crate::ir::feature::Feature;
use crate::ir::operation::{Method, Operation, OperationId};
use crate::ir::response::Payload;

pub(super) fn quick_start(outside: &Outside, place: &Place<'_>) -> Vec<String> {
    let (api, Outside { crate_name, root }) = (place.api, outside);
    let mut words = Words { outside, types: &api.types, parameters: Vec::new() };
    let client = client(place, &mut words);
    let mut calls = Vec::new();
    let mut modules = Vec::new();
    for (id, answer, end) in shown(outside, place) {
        calls.extend(call(id, answer, end, &mut words, place));
        if !place.chains.contains_key(&id) {
            modules.push(&api.groups[id.group].module);
        }
    }
    let mut lines = vec!["```no_run".to_owned()];
    lines.push(format!("use {crate_name}::Client;"));
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

/// What the answer of the simplest call is called.
const ANSWER: &str = "answer";

/// The operations to show, what their answers are called, and what is done with the call before it is awaited.
fn shown(outside: &Outside, place: &Place<'_>) -> Vec<(OperationId, &'static str, &'static str)> {
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
        let mut words = Words { outside, types: &place.api.types, parameters: Vec::new() };
        for slot in path_slots(operation) {
            words.argument(slot);
        }
        words.required(operation, "");
        (!is_plain, words.parameters.len())
    };
    let simplest = all.iter().min_by_key(effort);
    let wait = wait.map(|(id, _)| (*id, "done", ".wait()"));
    let simplest = simplest.map(|(id, _)| (*id, ANSWER, ""));
    wait.into_iter().chain(simplest.filter(|(id, ..)| wait.is_none_or(|(shown, ..)| shown != *id))).collect()
}

/// A call of the operation: through the tree, or of its function.
fn call(id: OperationId, answer: &str, end: &str, words: &mut Words<'_>, place: &Place<'_>) -> Vec<String> {
    let group = &place.api.groups[id.group];
    let operation = &group.operations[id.index];
    let mut path: Vec<String> = path_slots(operation).map(|slot| words.argument(slot)).collect();
    let required = words.required(operation, &format!("{}::api::{}", words.outside.root, group.module));
    let mut steps = Vec::new();
    match place.chains.get(&id) {
        Some(chain) => {
            let mut path = path.drain(..);
            steps.push("client".to_owned());
            steps.extend(place.member.map(|member| format!(".{}()", member.module)));
            steps.extend(chain.resources.iter().map(|resource| {
                let argument = resource.parameter.as_ref().and_then(|_| path.next());
                format!(".{}({})", resource.accessor, argument.unwrap_or_default())
            }));
            steps.push(format!(".{}({})", chain.verb.name, required.join(", ")));
        }
        None => {
            let arguments: Vec<String> = std::iter::once("&client".to_owned()).chain(path).chain(required).collect();
            steps.push(format!("{}::{}({})", group.module, operation.function, arguments.join(", ")));
        }
    }
    if answer == ANSWER && operation.pagination.is_some() {
        return vec![
            format!("let mut items = {}.items();", steps.concat()),
            "while let Some(item) = items.next().await {".to_owned(),
            "    println!(\"{:?}\", item?);".to_owned(),
            "}".to_owned(),
        ];
    }
    let answer = if operation.response.success == Payload::Empty { String::new() } else { format!("let {answer} = ") };
    let setter = words.setter(operation);
    steps.extend([setter, end.to_owned(), ".await?;".to_owned()].into_iter().filter(|step| !step.is_empty()));
    let line = format!("{answer}{}", steps.concat());
    let text = if line.len() <= LINE { line } else { format!("{answer}{}", steps.join("\n    ")) };
    text.lines().map(str::to_owned).collect()
}
