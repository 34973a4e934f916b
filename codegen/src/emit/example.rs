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

use proc_macro2::Literal;

use super::argument::Shape;
use super::inputs::{Slot, slots};
use super::scope::plain;
use crate::ir::Api;
use crate::ir::operation::{Group, Method, Operation};
use crate::ir::parameter::{Input, ValueStyle};
use crate::ir::response::Payload;
use crate::ir::types::{Kind, Type, Types};

/// The lines of an operation's example, fences included.
pub(super) fn operation(operation: &Operation, group: &Group, crate_name: &str, api: &Api) -> Vec<String> {
    let example = Example::of(operation, group, "client", crate_name, &api.types);
    let mut lines = vec!["```no_run".to_owned(), format!("use {crate_name}::api::{};", group.module)];
    let mut parameters = vec![format!("client: &{crate_name}::Client")];
    parameters.extend(example.parameters);
    let parameters = parameters.join(", ");
    lines.push(format!("# async fn example({parameters}) -> Result<(), {crate_name}::Error> {{"));
    lines.push(String::new());
    lines.extend(example.call);
    lines.extend(["# Ok(())".to_owned(), "# }".to_owned(), "```".to_owned()]);
    lines
}

/// The lines of the crate's first example: how a client is made, and a call that needs as little as possible.
pub(super) fn quick_start(crate_name: &str, api: &Api) -> Vec<String> {
    let mut lines = vec!["```no_run".to_owned()];
    let calls = api.groups.iter().flat_map(|group| group.operations.iter().map(move |operation| (group, operation)));
    let examples = calls.map(|(group, operation)| {
        let is_plain = operation.method == Method::Get && matches!(operation.response.success, Payload::Json(_));
        (!is_plain, group, Example::of(operation, group, "&client", crate_name, &api.types))
    });
    let simplest = examples.min_by_key(|(effort, _, example)| (*effort, example.parameters.len()));
    let (client, mut parameters) = if api.security_schemes.iter().any(|scheme| !scheme.env.is_empty()) {
        ("Client::from_env()?", Vec::new())
    } else if api.security_schemes.is_empty() {
        ("Client::new()?", Vec::new())
    } else {
        ("Client::new(credential)?", vec![format!("credential: {crate_name}::Credential")])
    };
    match &simplest {
        Some((_, group, example)) => {
            lines.push(format!("use {crate_name}::{{Client, api::{}}};", group.module));
            parameters.extend(example.parameters.iter().cloned());
        }
        None => lines.push(format!("use {crate_name}::Client;")),
    }
    lines.push(String::new());
    let parameters = parameters.join(", ");
    lines.push(format!("# async fn example({parameters}) -> Result<(), {crate_name}::Error> {{"));
    lines.push(format!("let client = {client};"));
    if let Some((_, _, example)) = simplest {
        lines.extend(example.call);
    }
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
    fn of(operation: &Operation, group: &Group, client: &str, crate_name: &str, types: &Types) -> Self {
        let mut words = Words { crate_name, types, parameters: Vec::new() };
        let (path, rest): (Vec<_>, Vec<_>) =
            slots(operation).into_iter().partition(|slot| matches!(slot, Slot::Path(_)));
        let mut arguments = vec![client.to_owned()];
        arguments.extend(path.iter().map(|slot| words.argument(*slot)));
        let required = rest.iter().filter(|slot| slot.required());
        match &operation.inputs {
            None => arguments.extend(required.map(|slot| words.argument(*slot))),
            Some(inputs) => {
                let fields: Vec<String> = required.map(|slot| words.field(*slot)).collect();
                let fields = fields.join(",\n        ");
                arguments.push(format!("{}::{inputs} {{\n        {fields},\n    }}", group.module));
            }
        }
        let mut optional = rest.iter().filter(|slot| !slot.required() && !slot.deprecated());
        let setter = optional.find_map(|slot| Some((slot.name(), words.literal(*slot)?)));
        let setter = setter.map_or_else(String::new, |(name, value)| format!(".{name}({value})"));
        let answer = if operation.response.success == Payload::Empty { "" } else { "let answer = " };
        let function = format!("{answer}{}::{}", group.module, operation.function);
        let line = format!("{function}({}){setter}.await?;", arguments.join(", "));
        let call = if line.len() <= LINE {
            line
        } else {
            let setter = if setter.is_empty() { setter } else { format!("{setter}\n") };
            format!("{function}(\n    {},\n)\n{setter}.await?;", arguments.join(",\n    "))
        };
        Self { parameters: words.parameters, call: call.lines().map(str::to_owned).collect() }
    }
}

/// How long a call may be before each argument gets a line of its own.
const LINE: usize = 100;

/// Spells values, and collects the parameters for those that have no spelling.
struct Words<'a> {
    crate_name: &'a str,
    types: &'a Types,
    parameters: Vec<String>,
}

impl Words<'_> {
    fn argument(&mut self, slot: Slot<'_>) -> String {
        self.literal(slot).unwrap_or_else(|| {
            let ty = match slot {
                Slot::Path(input) | Slot::Cookie(input) => self.argument_type(input, ValueStyle::Single),
                Slot::Header(input) => self.argument_type(input, ValueStyle::Comma),
                Slot::Query(input, style) | Slot::Form(input, style) => self.argument_type(input, style),
                Slot::Json(whole) => self.reference(plain(self.types, &whole.ty)),
                Slot::Text(_) => "&str".to_owned(),
                Slot::Bytes(_) => "Vec<u8>".to_owned(),
            };
            self.parameter(slot, &ty)
        })
    }

    /// `key: "greeting".to_owned()`, or only the name, which is then a parameter.
    fn field(&mut self, slot: Slot<'_>) -> String {
        let (ty, suffix) = match slot {
            Slot::Path(input)
            | Slot::Header(input)
            | Slot::Cookie(input)
            | Slot::Query(input, _)
            | Slot::Form(input, _) => {
                let ty = plain(self.types, &input.ty);
                (self.path(ty), self.conversion(ty))
            }
            Slot::Json(whole) => (self.path(&whole.ty), None),
            Slot::Text(_) => ("String".to_owned(), Some(".to_owned()")),
            Slot::Bytes(_) => ("Vec<u8>".to_owned(), None),
        };
        match (self.literal(slot), suffix) {
            (Some(literal), Some(suffix)) => format!("{}: {literal}{suffix}", slot.name()),
            (None, _) | (_, None) => self.parameter(slot, &ty),
        }
    }

    fn parameter(&mut self, slot: Slot<'_>, ty: &str) -> String {
        self.parameters.push(format!("{}: {ty}", slot.name()));
        slot.name().to_string()
    }

    /// What makes a literal a value of the type.
    fn conversion(&self, ty: &Type) -> Option<&'static str> {
        match ty {
            Type::String => Some(".to_owned()"),
            Type::Bool | Type::Int32 | Type::Int64 | Type::Float => Some(""),
            Type::Named(id) => match self.types.get(*id).kind {
                Kind::Enum(_) => Some(".into()"),
                Kind::Struct(_) | Kind::Text(_) | Kind::Alias(_) => None,
            },
            Type::Json
            | Type::DateTime
            | Type::Date
            | Type::List(_)
            | Type::Map(_)
            | Type::Option(_)
            | Type::Boxed(_) => None,
        }
    }

    /// A value of the document's, or the obvious one.
    fn literal(&self, slot: Slot<'_>) -> Option<String> {
        match slot {
            Slot::Path(input) | Slot::Cookie(input) => self.input_literal(input, ValueStyle::Single),
            Slot::Header(input) => self.input_literal(input, ValueStyle::Comma),
            Slot::Query(input, style) | Slot::Form(input, style) => self.input_literal(input, style),
            Slot::Json(_) | Slot::Text(_) | Slot::Bytes(_) => None,
        }
    }

    fn input_literal(&self, input: &Input, style: ValueStyle) -> Option<String> {
        let example = input.example.as_deref();
        match Shape::of(self.types, &input.ty, style) {
            Shape::Text => example.map(quoted),
            Shape::Scalar(ty) | Shape::Typed(ty) => self.value(ty, example),
            Shape::List(item) => self.value(item, example).map(|item| format!("[{item}]")),
            Shape::Json(_) => None,
        }
    }

    fn value(&self, ty: &Type, example: Option<&str>) -> Option<String> {
        let text = |otherwise: &str| Some(quoted(example.unwrap_or(otherwise)));
        match ty {
            Type::String => example.map(quoted),
            Type::Bool => Some((example != Some("false")).to_string()),
            Type::Int32 => Some(example.and_then(|text| text.parse::<i32>().ok()).unwrap_or(1).to_string()),
            Type::Int64 => Some(example.and_then(|text| text.parse::<i64>().ok()).unwrap_or(1).to_string()),
            Type::Float => {
                let number = example.and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
                Some(format!("{:?}", number.unwrap_or(1.0)))
            }
            Type::DateTime => text("2026-01-31T12:00:00Z"),
            Type::Date => text("2026-01-31"),
            Type::Named(id) => match &self.types.get(*id).kind {
                Kind::Enum(known) => {
                    example.or_else(|| known.variants.first().map(|variant| variant.wire.as_str())).map(quoted)
                }
                Kind::Text(text) => example.or(text.example.as_deref()).map(quoted),
                Kind::Struct(_) | Kind::Alias(_) => None,
            },
            Type::Json | Type::List(_) | Type::Map(_) | Type::Option(_) | Type::Boxed(_) => None,
        }
    }

    fn argument_type(&self, input: &Input, style: ValueStyle) -> String {
        match Shape::of(self.types, &input.ty, style) {
            Shape::Text | Shape::Typed(_) => "&str".to_owned(),
            Shape::Scalar(ty) => self.path(ty),
            Shape::List(item) => match Shape::of(self.types, item, ValueStyle::Single) {
                Shape::Scalar(item) => format!("Vec<{}>", self.path(item)),
                Shape::Text | Shape::Typed(_) | Shape::List(_) | Shape::Json(_) => "Vec<&str>".to_owned(),
            },
            Shape::Json(ty) => self.reference(ty),
        }
    }

    /// The type of a value that is sent as JSON, as an argument.
    fn reference(&self, ty: &Type) -> String {
        match ty {
            Type::String => "&str".to_owned(),
            Type::Bool | Type::Int32 | Type::Int64 | Type::Float => self.path(ty),
            Type::List(item) => format!("&[{}]", self.path(item)),
            Type::Json
            | Type::DateTime
            | Type::Date
            | Type::Map(_)
            | Type::Option(_)
            | Type::Boxed(_)
            | Type::Named(_) => format!("&{}", self.path(ty)),
        }
    }

    /// The type with full paths.
    fn path(&self, ty: &Type) -> String {
        let crate_name = self.crate_name;
        match ty {
            Type::Json => format!("{crate_name}::Json"),
            Type::String => "String".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Int32 => "i32".to_owned(),
            Type::Int64 => "i64".to_owned(),
            Type::Float => "f64".to_owned(),
            Type::DateTime => format!("{crate_name}::DateTime"),
            Type::Date => format!("{crate_name}::Date"),
            Type::List(item) => format!("Vec<{}>", self.path(item)),
            Type::Map(value) => format!("std::collections::BTreeMap<String, {}>", self.path(value)),
            Type::Option(inner) => format!("Option<{}>", self.path(inner)),
            Type::Boxed(inner) => format!("Box<{}>", self.path(inner)),
            Type::Named(id) => format!("{crate_name}::types::{}", self.types.get(*id).name),
        }
    }
}

/// As Rust spells it, on one line.
fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}
