//! How examples spell values and types.

use std::iter;

use proc_macro2::Literal;

use super::answer::spelled;
use super::argument::Shape;
use super::inputs::{Slot, slots};
use super::multipart;
use super::place::Outside;
use super::scope::plain;
use crate::ir::body::{FormField, Part, PartKind};
use crate::ir::operation::Operation;
use crate::ir::parameter::{CookieParameter, Form, HeaderParameter, Input, PathParameter, QueryParameter};
use crate::ir::types::{Kind, Type, Types};

/// Spells values, and collects the parameters for those that have no spelling.
pub(super) struct Words<'a> {
    pub(super) outside: &'a Outside,
    pub(super) types: &'a Types,
    /// Names and types.
    pub(super) parameters: Vec<(String, String)>,
    has_file: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(outside: &'a Outside, types: &'a Types) -> Self {
        Self { outside, types, parameters: Vec::new(), has_file: false }
    }

    /// What the spelled values need.
    pub(super) fn imports(&self) -> Option<String> {
        self.has_file.then(|| format!("use {}::FilePart;", self.outside.crate_name))
    }

    /// What is required beside the path. The operation's functions and types are in `module`.
    pub(super) fn required(&mut self, operation: &Operation, module: &str) -> Vec<String> {
        let required = slots(operation).into_iter().filter(|slot| slot.required() && !matches!(slot, Slot::Path(_)));
        match &operation.inputs {
            None => required.map(|slot| self.argument(slot)).collect(),
            Some(inputs) => {
                let fields: Vec<String> = required.map(|slot| self.field(slot)).collect();
                let fields = fields.join(",\n        ");
                vec![format!("{module}::{inputs} {{\n        {fields},\n    }}")]
            }
        }
    }

    /// A setter to show, if there is one that takes a value that can be spelled: `.page_size(50)`.
    pub(super) fn setter(&mut self, operation: &Operation) -> String {
        let mut optional = slots(operation).into_iter().filter(|slot| !slot.required() && !slot.deprecated());
        let setter = optional.find_map(|slot| Some(format!(".{}({})", slot.name(), self.literal(slot)?)));
        setter.unwrap_or_default()
    }

    pub(super) fn argument(&mut self, slot: Slot<'_>) -> String {
        self.literal(slot).unwrap_or_else(|| {
            let ty = match slot {
                Slot::Path(PathParameter { input, form, .. })
                | Slot::Header(HeaderParameter { input, form, .. })
                | Slot::Cookie(CookieParameter { input, form, .. }) => self.argument_type(input, *form),
                Slot::Query(QueryParameter { input, style, .. }) | Slot::Form(FormField { input, style }) => {
                    self.argument_type(input, style.form())
                }
                Slot::Part(part) => self.part_argument_type(part),
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
            Slot::Path(PathParameter { input, .. })
            | Slot::Header(HeaderParameter { input, .. })
            | Slot::Cookie(CookieParameter { input, .. })
            | Slot::Query(QueryParameter { input, .. })
            | Slot::Form(FormField { input, .. }) => {
                let ty = plain(self.types, &input.ty);
                (self.path(ty), self.conversion(ty))
            }
            Slot::Part(part) => self.part_field(part),
            Slot::Json(whole) => (self.path(&whole.ty), None),
            Slot::Text(_) => ("String".to_owned(), Some(".to_owned()")),
            Slot::Bytes(_) => ("Vec<u8>".to_owned(), None),
        };
        match (self.literal(slot), suffix) {
            (Some(literal), Some(suffix)) => format!("{}: {literal}{suffix}", slot.name()),
            (None, _) | (_, None) => {
                let value = self.parameter(slot, &ty);
                if slot.name().as_str() == value { value } else { format!("{}: {value}", slot.name()) }
            }
        }
    }

    /// The parameter for a slot; two calls in one example share it if they can.
    fn parameter(&mut self, slot: Slot<'_>, ty: &str) -> String {
        let name = slot.name();
        let names = iter::once(name.to_string()).chain((2..).map(|number| format!("{name}_{number}")));
        // Those are the names of the answers.
        let mut names = names.filter(|name| !matches!(name.as_str(), "answer" | "done" | "items"));
        let is_fit = |name: &String| self.parameters.iter().all(|(known, known_ty)| known != name || known_ty == ty);
        let name = names.find(is_fit).unwrap_or_default();
        if !self.parameters.iter().any(|(known, _)| *known == name) {
            self.parameters.push((name.clone(), ty.to_owned()));
        }
        name
    }

    /// `sid: &str`
    pub(super) fn spelled_parameters(&self) -> impl Iterator<Item = String> {
        self.parameters.iter().map(|(name, ty)| format!("{name}: {ty}"))
    }

    /// What makes a literal a value of the type.
    fn conversion(&self, ty: &Type) -> Option<&'static str> {
        match ty {
            Type::String => Some(".to_owned()"),
            Type::Bool | Type::Int64 | Type::Uint64 | Type::Float => Some(""),
            Type::Named(id) => match self.types.get(*id).kind {
                Kind::Enum(_) => Some(".into()"),
                Kind::Struct(_) | Kind::Union(_) | Kind::Text(_) | Kind::Alias(_) => None,
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
    fn literal(&mut self, slot: Slot<'_>) -> Option<String> {
        match slot {
            Slot::Path(PathParameter { input, form, .. })
            | Slot::Header(HeaderParameter { input, form, .. })
            | Slot::Cookie(CookieParameter { input, form, .. }) => self.input_literal(input, *form),
            Slot::Query(QueryParameter { input, style, .. }) | Slot::Form(FormField { input, style }) => {
                self.input_literal(input, style.form())
            }
            Slot::Part(part) => match multipart::form(&part.kind) {
                Some(form) => self.input_literal(&part.input, form),
                None => Some(self.file(&part.kind)),
            },
            Slot::Json(_) | Slot::Text(_) | Slot::Bytes(_) => None,
        }
    }

    fn file(&mut self, kind: &PartKind) -> String {
        self.has_file = true;
        let file = r#"FilePart::new("Hello!").file_name("hello.txt")"#;
        if *kind == PartKind::Files { format!("vec![{file}]") } else { file.to_owned() }
    }

    fn input_literal(&self, input: &Input, form: Form) -> Option<String> {
        let example = input.example.as_deref();
        match Shape::of(self.types, &input.ty, form) {
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
            Type::Int64 => Some(example.and_then(|text| text.parse::<i64>().ok()).unwrap_or(1).to_string()),
            Type::Uint64 => Some(example.and_then(|text| text.parse::<u64>().ok()).unwrap_or(1).to_string()),
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
                Kind::Struct(_) | Kind::Union(_) | Kind::Alias(_) => None,
            },
            Type::Json | Type::List(_) | Type::Map(_) | Type::Option(_) | Type::Boxed(_) => None,
        }
    }

    fn part_argument_type(&self, part: &Part) -> String {
        let crate_name = &self.outside.crate_name;
        match part.kind {
            PartKind::Text { .. } => self.argument_type(&part.input, Form::List),
            PartKind::Json { .. } => self.argument_type(&part.input, Form::Json),
            PartKind::File => format!("{crate_name}::FilePart"),
            PartKind::Files => format!("Vec<{crate_name}::FilePart>"),
        }
    }

    fn part_field(&self, part: &Part) -> (String, Option<&'static str>) {
        match part.kind {
            PartKind::Text { .. } | PartKind::Json { .. } => {
                let ty = plain(self.types, &part.input.ty);
                (self.path(ty), self.conversion(ty))
            }
            PartKind::File | PartKind::Files => (self.part_argument_type(part), Some("")),
        }
    }

    fn argument_type(&self, input: &Input, form: Form) -> String {
        match Shape::of(self.types, &input.ty, form) {
            Shape::Text | Shape::Typed(_) => "&str".to_owned(),
            Shape::Scalar(ty) => self.path(ty),
            Shape::List(item) => match Shape::of(self.types, item, Form::Single) {
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
            Type::Bool | Type::Int64 | Type::Uint64 | Type::Float => self.path(ty),
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
        spelled(ty, self.types, &self.outside.root, &self.outside.crate_name)
    }
}

/// As Rust spells it, on one line.
fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}
