//! Examples in the docs, compiled but not run.
//!
//! ```text
//! use twilio_serverless::api::builds;
//! # async fn example(client: &twilio_serverless::Client) -> Result<(), twilio_serverless::Error> {
//!
//! let answer = builds::fetch_build(client, "my-service", "ZB0123456789abcdef0123456789abcdef").await?;
//! # Ok(())
//! # }
//! ```
//!
//! A value that neither the document nor its type gives is a parameter of the hidden function.

use super::inputs::{Slot, slots};
use super::place::Outside;
use super::words::Words;
use crate::ir::Api;
use crate::ir::operation::{Group, Operation};
use crate::ir::response::Payload;
use crate::ir::types::Types;

/// The lines of an operation's example, fences included.
pub(super) fn operation(operation: &Operation, group: &Group, outside: &Outside, api: &Api) -> Vec<String> {
    let Outside { crate_name, root } = outside;
    let example = Example::of(operation, group, "client", outside, &api.types);
    let mut lines = vec!["```no_run".to_owned(), format!("use {root}::api::{};", group.module)];
    let mut parameters = vec![format!("client: &{crate_name}::Client")];
    parameters.extend(example.parameters);
    let parameters = parameters.join(", ");
    lines.push(format!("# async fn example({parameters}) -> Result<(), {crate_name}::Error> {{"));
    lines.push(String::new());
    lines.extend(example.call);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// A call, and the parameters that the function around it needs.
#[derive(Debug)]
struct Example {
    parameters: Vec<String>,
    call: Vec<String>,
}

impl Example {
    fn of(operation: &Operation, group: &Group, client: &str, outside: &Outside, types: &Types) -> Self {
        let mut words = Words { outside, types, parameters: Vec::new() };
        let mut arguments = vec![client.to_owned()];
        let path = path_slots(operation).filter(|slot| slot.required());
        arguments.extend(path.map(|slot| words.argument(slot)));
        arguments.extend(words.required(operation, &group.module.to_string()));
        let setter = words.setter(operation);
        let answer = if operation.response.success == Payload::Empty { "" } else { "let answer = " };
        let function = format!("{answer}{}::{}", group.module, operation.function);
        let line = format!("{function}({}){setter}.await?;", arguments.join(", "));
        let call = if line.len() <= LINE {
            line
        } else {
            let setter = if setter.is_empty() { setter } else { format!("{setter}\n") };
            format!("{function}(\n    {},\n)\n{setter}.await?;", arguments.join(",\n    "))
        };
        Self { parameters: words.spelled_parameters().collect(), call: call.lines().map(str::to_owned).collect() }
    }
}

pub(super) fn path_slots(operation: &Operation) -> impl Iterator<Item = Slot<'_>> {
    slots(operation).into_iter().filter(|slot| matches!(slot, Slot::Path(_)))
}

/// How long a call may be before each argument gets a line of its own.
pub(super) const LINE: usize = 100;
