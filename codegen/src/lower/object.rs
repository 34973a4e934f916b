//! Objects: structs with a field for each property.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use openapiv3::SchemaData;
use serde_json::Value;

use super::facts::{Additional, Facts};
use super::member::merged_data;
use super::names::{Case, Scope};
use super::part::{Part, Source};
use super::place::Place;
use super::rename::Pin;
use super::schema::Shape;
use super::{Lowering, docs, extension::kind_of};
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::name::{Ident, Wire};
use crate::ir::reserved;
use crate::ir::types::{Access, Field, Kind, Presence, Struct, Type, TypeId};
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// A struct; only called for an object with properties.
    pub(super) fn object(&mut self, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Struct {
        let mut scope = Scope::reserving(reserved::FIELDS);
        let properties = at.key("properties");
        let mut fields: Vec<Field> = facts
            .properties
            .iter()
            .map(|(wire, schema)| {
                let at = properties.key(wire);
                let shape = self.member(*schema, &place.part(wire), &at);
                let data = schema.data();
                self.field(wire, shape, data, facts.required.contains(wire), &mut scope, &at)
            })
            .collect();
        self.report_undeclared_required(facts, &|wire| facts.properties.iter().any(|(known, _)| *known == wire), at);
        let additional = match facts.additional {
            Additional::Schema(schema) => {
                let at = at.key("additionalProperties");
                let ty = self.schema(schema, &place.part("AdditionalProperty"), &at).into_type();
                Some((scope.give("additional_properties", Case::Snake).ident, ty))
            }
            Additional::Unsaid | Additional::Allowed | Additional::Forbidden => None,
        };
        name_null_setters(&mut fields, &mut scope);
        Struct { fields, additional, sent: false }
    }

    /// A struct with the properties of all parts: those that are declared first come first.
    pub(super) fn merged_object(&mut self, parts: &[Part<'d>], place: &Place<'_>, at: &At<'_>) -> Struct {
        let mut properties: IndexMap<&'d str, Vec<Source<'d>>> = IndexMap::new();
        let mut values = Vec::new();
        for Part { facts, source, .. } in parts {
            for (wire, schema) in &facts.properties {
                properties.entry(wire).or_default().push(source.inside(*schema, ["properties", wire]));
            }
            if let Additional::Schema(schema) = facts.additional {
                values.push(source.inside(schema, ["additionalProperties", ""]));
            }
        }
        let required: BTreeSet<&str> = parts.iter().flat_map(|part| part.facts.required.iter().copied()).collect();
        let mut scope = Scope::reserving(reserved::FIELDS);
        let mut fields: Vec<Field> = properties
            .iter()
            .map(|(wire, sources)| {
                let shape = self.merged_shape(sources, wire, place, at);
                let data = merged_data(sources);
                let required = required.contains(wire);
                let last = sources.last().expect("whoever declares a property is a source of it");
                self.at_source(last, |lowering, at| {
                    lowering.field(wire, shape, data.as_deref(), required, &mut scope, at)
                })
            })
            .collect();
        for Part { facts, source, .. } in parts {
            self.at_source(source, |lowering, at| {
                lowering.report_undeclared_required(facts, &|wire| properties.contains_key(wire), at);
            });
        }
        let additional = (!values.is_empty()).then(|| {
            let ty = self.merged_shape(&values, "AdditionalProperty", place, at).into_type();
            (scope.give("additional_properties", Case::Snake).ident, ty)
        });
        name_null_setters(&mut fields, &mut scope);
        Struct { fields, additional, sent: false }
    }

    fn field(
        &mut self,
        wire: &str,
        shape: Shape,
        data: Option<&SchemaData>,
        required: bool,
        scope: &mut Scope,
        at: &At<'_>,
    ) -> Field {
        let name = self.property_name(wire, data, scope, at);
        let write_only = data.is_some_and(|data| data.write_only);
        let presence = if required { Presence::Required } else { Presence::Optional };
        let sensitive = self.is_personal(data, at) || shape.secret || (write_only && shape.ty == Type::String);
        let description = data.and_then(|data| data.description.as_deref());
        self.uses(&at.key("description"));
        let docs = self.documented_default(description, data, &shape.ty, at).known_values(&shape.values);
        Field {
            name,
            wire: Wire::new(wire),
            docs,
            deprecated: data.is_some_and(|data| data.deprecated),
            ty: shape.into_type(),
            presence,
            access: match data {
                Some(data) if data.read_only => Access::ReadOnly,
                Some(data) if data.write_only => Access::WriteOnly,
                _ => Access::ReadWrite,
            },
            sensitive,
            null_setter: None,
        }
    }

    /// The Rust name of a property.
    pub(super) fn property_name(
        &mut self,
        wire: &str,
        data: Option<&SchemaData>,
        scope: &mut Scope,
        at: &At<'_>,
    ) -> Ident {
        let pinned = data.and_then(|data| data.extensions.get("x-rust-name"));
        let pinned = self.pinned_name(pinned, at);
        self.name(scope, (wire, pinned), Case::Snake, Pin::Property, at)
    }

    /// The description, and the default that the server assumes. It is told, not sent: to write a default into a request
    /// would overwrite what the server has.
    pub(super) fn documented_default(
        &mut self,
        description: Option<&str>,
        data: Option<&SchemaData>,
        ty: &Type,
        at: &At<'_>,
    ) -> Docs {
        let description = description.unwrap_or_default();
        let default = data.and_then(|data| data.default.as_ref());
        let Some(default) = default.filter(|default| !default.is_null()) else {
            return docs::docs(description);
        };
        if !self.fits(default, ty) {
            self.report(
                Code::UnusableDefault,
                &at.key("default"),
                format!("expected a default that is {}, but found {}", self.describe(ty), shown(default)),
                "the default is left out of the docs; correct it or the type",
            );
            return docs::docs(description);
        }
        let text = match default {
            Value::Array(_) | Value::Object(_) => String::new(),
            Value::String(text) => docs::one_line(text),
            scalar => scalar.to_string(),
        };
        if text.is_empty() {
            return docs::docs(description);
        }
        self.uses(&at.key("default"));
        docs::docs(description).remark("Default", text)
    }

    /// Whether Twilio's documents mark the member as personal (`x-twilio.pii`).
    pub(super) fn is_personal(&mut self, data: Option<&SchemaData>, at: &At<'_>) -> bool {
        let pii = data.and_then(|data| data.extensions.get("x-twilio")?.get("pii"));
        let is = pii.is_some_and(|pii| !matches!(pii, Value::Null | Value::Bool(false)));
        if is {
            self.uses(&at.key("x-twilio"));
        }
        is
    }

    /// Whether a default can be a value of `ty`.
    pub(super) fn fits(&self, default: &Value, ty: &Type) -> bool {
        self.fits_through(default, ty, &mut BTreeSet::new())
    }

    /// `unions` are those that were looked into already: they may lead to each other in a circle.
    fn fits_through(&self, default: &Value, ty: &Type, unions: &mut BTreeSet<TypeId>) -> bool {
        match self.unaliased(ty) {
            Type::Json => true,
            Type::String | Type::DateTime | Type::Date => default.is_string(),
            Type::Bool => default.is_boolean(),
            Type::Int64 => default.is_i64() || default.is_u64(),
            Type::Uint64 => default.is_u64(),
            Type::Float => default.is_number(),
            Type::List(_) => default.is_array(),
            Type::Map(_) => default.is_object(),
            Type::Option(inner) | Type::Boxed(inner) => default.is_null() || self.fits_through(default, inner, unions),
            Type::Named(id) => match &self.types.get(*id).kind {
                Kind::Struct(_) => default.is_object(),
                Kind::Enum(values) => values.variants.iter().any(|variant| default == variant.wire.as_str()),
                Kind::Text(_) => default.is_string(),
                Kind::Union(union) => {
                    unions.insert(*id)
                        && union.variants.iter().any(|variant| self.fits_through(default, &variant.ty, unions))
                }
                // Only a component that is not defined yet is still an alias here.
                Kind::Alias(_) => true,
            },
        }
    }

    fn describe(&self, ty: &Type) -> &'static str {
        match self.unaliased(ty) {
            Type::Json => "any JSON",
            Type::String | Type::DateTime | Type::Date => "text",
            Type::Bool => "a boolean",
            Type::Int64 => "an integer",
            Type::Uint64 => "an integer without a sign",
            Type::Float => "a number",
            Type::List(_) => "a list",
            Type::Map(_) => "an object",
            Type::Option(inner) | Type::Boxed(inner) => self.describe(inner),
            Type::Named(id) => match &self.types.get(*id).kind {
                Kind::Struct(_) => "an object",
                Kind::Enum(_) => "one of the values of the enum",
                Kind::Text(_) => "text",
                Kind::Union(_) => "one of its alternatives",
                Kind::Alias(_) => "any JSON",
            },
        }
    }

    fn report_undeclared_required(&mut self, facts: &Facts<'_>, is_declared: &dyn Fn(&str) -> bool, at: &At<'_>) {
        for (index, name) in facts.required.iter().enumerate() {
            if !is_declared(name) {
                let list = at.key("required");
                self.report(
                    Code::Ignored,
                    &list.index(index),
                    format!("expected a property of the schema, but found `{name}`, which it does not declare"),
                    "the entry has no effect; declare the property or remove the entry",
                );
            }
        }
    }
}

/// Comes after all fields have their names, so that none of those depends on it.
fn name_null_setters(fields: &mut [Field], scope: &mut Scope) {
    for field in fields {
        if field.presence == Presence::Optional && matches!(field.ty, Type::Option(_)) {
            let name = field.name.as_str().trim_end_matches('_');
            field.null_setter = Some(scope.take(&format!("{name}_null"), field.wire.as_str(), Case::Snake).ident);
        }
    }
}

/// A value as a message names it: short ones as they are.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) if !text.is_empty() && text.len() <= 40 => format!("`{}`", docs::one_line(text)),
        Value::Bool(_) | Value::Number(_) => format!("`{value}`"),
        Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => kind_of(value).to_owned(),
    }
}
