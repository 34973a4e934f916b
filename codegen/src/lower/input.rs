//! Inputs: what a caller passes for a parameter or a field of a form.

use openapiv3::{MediaType, ParameterData, ParameterSchemaOrContent};
use serde_json::Value;

use super::facts::{Facts, SchemaRef};
use super::names::{Case, Scope};
use super::parameter::with_at;
use super::place::Place;
use super::rename::Pin;
use super::{Lowering, media_type, style};
use crate::diagnostic::Code;
use crate::ir::name::{Ident, Wire};
use crate::ir::parameter::{Form, Input};
use crate::ir::types::{Kind, TextChecks, Type};
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// What a caller passes for a parameter.
    pub(super) fn input(
        &mut self,
        data: &'d ParameterData,
        required: bool,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Input {
        let pinned = self.pinned_name(data.extensions.get("x-rust-name"), at);
        let name = self.name(scope, (&data.name, pinned), Case::Snake, Pin::Parameter, at);
        let content = at.key("content");
        let is_json = style::content(data).is_some_and(media_type::is_json);
        let (schema, at_format): (Option<SchemaRef<'d>>, At<'_>) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (Some(schema.into()), *at),
            ParameterSchemaOrContent::Content(media_types) => match media_types.iter().next() {
                Some((name, media)) if is_json || media_type::is_text(name) => {
                    (media.schema.as_ref().map(SchemaRef::from), content.key(name))
                }
                Some((name, _)) => {
                    self.report(
                        Code::UnsupportedParameter,
                        &content.key(name),
                        format!("expected a parameter of JSON or text, but found `{}` of `{name}`", data.name),
                        "the argument takes the text that is sent",
                    );
                    (None, content.key(name))
                }
                None => (None, content),
            },
        };
        let (name, at_schema) = ((name, data.name.as_str()), at_format.key("schema"));
        let mut input = self.schema_input(name, schema, data.description.as_deref(), required, place, &at_schema);
        input.deprecated |= data.deprecated == Some(true);
        if let Some(example) = data.example.as_ref().and_then(example_text) {
            self.uses(&at.key("example"));
            input.example = Some(example);
        }
        input
    }

    /// What a caller passes for a value of this schema; `description` is better than the schema's own.
    pub(super) fn schema_input(
        &mut self,
        (name, wire): (Ident, &str),
        schema: Option<SchemaRef<'d>>,
        description: Option<&str>,
        required: bool,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Input {
        let data = schema.and_then(SchemaRef::data);
        let (ty, checks, values) = match (schema.and_then(|schema| self.scalar_choice(schema, at)), schema) {
            (Some(ty), _) => (ty, TextChecks::default(), Vec::new()),
            (None, Some(schema)) => {
                let mut shape = self.schema(schema, &place.part(wire), at);
                if let Some("date-time-rfc-2822" | "http-date") = format(schema) {
                    // A time that the caller has is written as RFC 3339 wants it.
                    shape.ty = Type::String;
                }
                let checks = match (&shape.ty, schema) {
                    (Type::List(_), SchemaRef::Item(list)) => self.item_checks(list, at),
                    (_, SchemaRef::Item(_)) => {
                        self.uses_checks(&shape.checks, at);
                        shape.checks
                    }
                    (_, SchemaRef::Reference(reference)) => {
                        if let Some((_, pointer)) = self.deep_target(reference) {
                            with_at(pointer.tokens(), &mut |at| self.uses_checks(&shape.checks, at));
                        }
                        shape.checks
                    }
                };
                (shape.ty, checks, shape.values)
            }
            (None, None) => (Type::String, TextChecks::default(), Vec::new()),
        };
        if description.is_none() {
            self.uses(&at.key("description"));
        }
        let description = description.or_else(|| data?.description.as_deref());
        let example = data.and_then(|data| data.example.as_ref()).and_then(example_text);
        if example.is_some() {
            self.uses(&at.key("example"));
            self.uses(&at.key("examples"));
        }
        let example = example.or_else(|| self.type_example(&ty));
        Input {
            name,
            wire: Wire::new(wire),
            docs: self.documented_default(description, data, &ty, at).known_values(&values),
            deprecated: data.is_some_and(|data| data.deprecated),
            required,
            ty,
            checks,
            sensitive: is_secret(schema) || self.is_personal(data, at),
            clamp: None,
            example,
        }
    }

    /// A value for a field of a form, if the example of the whole has one.
    pub(super) fn example_of_field(&mut self, input: &mut Input, media: &MediaType, at: &At<'_>) {
        let example = media.example.as_ref().and_then(|example| example.get(input.wire.as_str()));
        if let Some(text) = example.and_then(example_text) {
            self.uses(&at.key("example"));
            input.example = Some(text);
        }
    }

    fn item_checks(&mut self, list: &'d openapiv3::Schema, at: &At<'_>) -> TextChecks {
        let facts = Facts::of(list);
        match facts.items {
            Some(SchemaRef::Item(item)) => {
                let facts = Facts::of(item);
                let is_text = facts.kind == Some("string") && facts.values.is_empty();
                if !is_text {
                    return TextChecks::default();
                }
                let at = at.key("items");
                let checks = self.text_checks(&facts, &at);
                self.uses_checks(&checks, &at);
                checks
            }
            Some(SchemaRef::Reference(_)) | None => TextChecks::default(),
        }
    }

    fn type_example(&self, ty: &Type) -> Option<String> {
        match self.unaliased(ty) {
            Type::Named(id) => match &self.types.get(*id).kind {
                Kind::Text(text) => text.example.clone(),
                Kind::Enum(values) => values.variants.first().map(|variant| variant.wire.as_str().to_owned()),
                // An alias is left where aliases lead in a circle only.
                Kind::Alias(_) | Kind::Struct(_) | Kind::Union(_) => None,
            },
            _ => None,
        }
    }

    /// What a value of this type is made of on the wire.
    pub(super) fn form(&self, ty: &Type) -> Form {
        // A cycle of aliases is broken only when all are known: a list of itself.
        self.form_through(ty, self.types.len())
    }

    fn form_through(&self, ty: &Type, aliases: usize) -> Form {
        match ty {
            Type::String | Type::Bool | Type::Int64 | Type::Uint64 | Type::Float | Type::DateTime | Type::Date => {
                Form::Single
            }
            Type::List(item) if self.form_through(item, aliases) == Form::Single => Form::List,
            Type::List(_) | Type::Map(_) | Type::Json => Form::Object,
            Type::Option(inner) | Type::Boxed(inner) => self.form_through(inner, aliases),
            Type::Named(id) => match &self.types.get(*id).kind {
                Kind::Enum(_) | Kind::Text(_) => Form::Single,
                Kind::Struct(_) | Kind::Union(_) => Form::Object,
                Kind::Alias(_) if aliases == 0 => Form::Object,
                Kind::Alias(ty) => self.form_through(ty, aliases - 1),
            },
        }
    }
}

fn is_secret(schema: Option<SchemaRef<'_>>) -> bool {
    schema.and_then(format) == Some("password")
}

/// The format that is named here.
fn format(schema: SchemaRef<'_>) -> Option<&str> {
    match schema {
        SchemaRef::Item(schema) => Facts::of(schema).format,
        SchemaRef::Reference(_) => None,
    }
}

fn example_text(example: &Value) -> Option<String> {
    match example {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
