//! Examples in the docs, compiled but not run.
//!
//! ```text
//! use twilio_serverless::api::builds;
//! # async fn example(client: &twilio_serverless::Client) -> Result<(), twilio_serverless::Error> {
//!
//! let mut items = builds::list_build(client, "ZS0123456789abcdef0123456789abcdef").page_size(50).items();
//! while let Some(item) = items.next().await {
//!     println!("{:?}", item?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A value that neither the document nor its type gives is a parameter of the hidden function.

use super::inputs::{Slot, slots};
use super::place::Outside;
use super::words::Words;
use crate::ir::name::Ident;
use crate::ir::operation::{Group, Operation};
use crate::ir::response::Payload;
use crate::ir::types::Types;

/// The lines of an operation's example, fences included.
pub(super) fn operation(operation: &Operation, group: &Group, outside: &Outside, types: &Types) -> Vec<String> {
    let mut words = Words::new(outside, types);
    let call = call(operation, group, &mut words);
    let setter = words.setter(operation);
    fenced(&words, group, sent(operation, vec![call, setter]))
}

/// The lines of the example of a wait.
pub(super) fn wait(operation: &Operation, group: &Group, outside: &Outside, types: &Types) -> Vec<String> {
    let mut words = Words::new(outside, types);
    let call = call(operation, group, &mut words);
    let more = [".wait()", ".on_progress(|progress| println!(\"{progress}\"))"].map(str::to_owned);
    let steps = std::iter::once(call).chain(more).collect();
    fenced(&words, group, awaited("let done = ", steps))
}

fn fenced(words: &Words<'_>, group: &Group, call: Vec<String>) -> Vec<String> {
    let Outside { crate_name, root } = words.outside;
    let mut lines = vec!["```no_run".to_owned()];
    lines.extend(words.imports());
    lines.push(format!("use {root}::api::{};", group.module));
    let mut parameters = vec![format!("client: &{crate_name}::Client")];
    parameters.extend(words.spelled_parameters());
    let parameters = parameters.join(", ");
    lines.push(format!("# async fn example({parameters}) -> Result<(), {crate_name}::Error> {{"));
    lines.push(String::new());
    lines.extend(call);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// `builds::list_build(client, "ZS0123456789abcdef0123456789abcdef")`
fn call(operation: &Operation, group: &Group, words: &mut Words<'_>) -> String {
    let mut arguments = vec!["client".to_owned()];
    let path = path_slots(operation).filter(|slot| slot.required());
    arguments.extend(path.map(|slot| words.argument(slot)));
    arguments.extend(words.required(operation, group.module.as_str()));
    function_call(operation, &group.module, &arguments)
}

/// The call of an operation's function: on one line if it fits and is one.
pub(super) fn function_call(operation: &Operation, module: &Ident, arguments: &[String]) -> String {
    let function = format!("{module}::{}", operation.function);
    let line = format!("{function}({})", arguments.join(", "));
    let is_short = start(operation).len() + line.len() <= LINE && !line.contains('\n');
    if is_short { line } else { format!("{function}(\n    {},\n)", arguments.join(",\n    ")) }
}

/// What the statement starts with that makes the most of a call.
fn start(operation: &Operation) -> &'static str {
    if operation.pagination.is_some() {
        "let mut items = "
    } else if operation.waiter.is_some() {
        "let done = "
    } else if operation.response.success == Payload::Empty {
        ""
    } else {
        "let answer = "
    }
}

/// Makes the most of a call: goes through a list, waits for what can be waited for, awaits anything else.
pub(super) fn sent(operation: &Operation, mut steps: Vec<String>) -> Vec<String> {
    let start = start(operation);
    if operation.pagination.is_some() {
        steps.push(".items()".to_owned());
        let mut lines = statement(start, steps);
        let each = ["while let Some(item) = items.next().await {", "    println!(\"{:?}\", item?);", "}"];
        lines.extend(each.map(str::to_owned));
        return lines;
    }
    if operation.waiter.is_some() {
        steps.push(".wait()".to_owned());
    }
    awaited(start, steps)
}

fn awaited(start: &str, mut steps: Vec<String>) -> Vec<String> {
    steps.push(".await?".to_owned());
    statement(start, steps)
}

/// A chain of calls: on one line if it fits, else as rustfmt has it.
fn statement(start: &str, mut steps: Vec<String>) -> Vec<String> {
    steps.retain(|step| !step.is_empty());
    let line = format!("{start}{};", steps.concat());
    if line.len() <= LINE && !line.contains('\n') {
        return vec![line];
    }
    let is_broken = steps.first().is_some_and(|first| first.ends_with("\n)"));
    let steps = steps.join(if is_broken { "\n" } else { "\n    " });
    format!("{start}{steps};").lines().map(str::to_owned).collect()
}

pub(super) fn path_slots(operation: &Operation) -> impl Iterator<Item = Slot<'_>> {
    slots(operation).into_iter().filter(|slot| matches!(slot, Slot::Path(_)))
}

/// How long a line may be before it is broken.
const LINE: usize = 100;
