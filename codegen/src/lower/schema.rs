//! Schemas: which type each becomes.

use openapiv3::{ReferenceOr, Schema};

use super::facts::{Additional, Facts, SchemaRef};
use super::place::Place;
use super::{Lowering, text};
use crate::diagnostic::Code;
use crate::ir::types::{Kind, TextChecks, Type};
use crate::pointer::At;

/// What a schema becomes where it is used.
#[derive(Debug)]
pub(super) struct Shape {
    /// Without the `Option` that `nullable` asks for.
    pub ty: Type,
    pub nullable: bool,
    /// What an inline string must satisfy; a named one has its own checks.
    pub checks: TextChecks,
}

impl Shape {
    fn plain(ty: Type) -> Self {
        Self { ty, nullable: false, checks: TextChecks::default() }
    }

    /// The type with its `Option`.
    pub(super) fn into_type(self) -> Type {
        // Any JSON can be null without help.
        if self.nullable && self.ty != Type::Json { Type::Option(Box::new(self.ty)) } else { self.ty }
    }
}

impl<'d> Lowering<'d> {
    /// The type of a schema where it is used.
    pub(super) fn schema(&mut self, schema: SchemaRef<'d>, place: &Place<'_>, at: &At<'_>) -> Shape {
        let schema = match schema {
            SchemaRef::Reference(reference) => return self.referenced(reference, at),
            SchemaRef::Item(schema) => schema,
        };
        let facts = Facts::of(schema);
        let nullable = schema.schema_data.nullable || facts.values.iter().any(serde_json::Value::is_null);
        if let Some(only) = only_alternative(&facts) {
            let (keyword, inner) = only;
            let list = at.key(keyword);
            let shape = self.schema(inner.into(), place, &list.index(0));
            return Shape { nullable: shape.nullable || nullable, ..shape };
        }
        let checks = if facts.kind == Some("string") && facts.values.is_empty() {
            self.text_checks(&facts, at)
        } else {
            TextChecks::default()
        };
        let kind = self.kind(schema, &facts, place, at);
        let ty = match kind {
            Kind::Alias(ty) => ty,
            Kind::Text(_) => Type::String,
            Kind::Struct(_) | Kind::Enum(_) => Type::Named(self.inline_type(kind, schema, place, at)),
        };
        Shape { ty, nullable, checks }
    }

    fn referenced(&mut self, reference: &'d str, at: &At<'_>) -> Shape {
        let Some(id) = self.schema_reference(reference, at) else { return Shape::plain(Type::Json) };
        let target = self.resolve_schema(SchemaRef::Reference(reference));
        let nullable = target.is_some_and(|schema| {
            schema.schema_data.nullable || Facts::of(schema).values.iter().any(serde_json::Value::is_null)
        });
        Shape { nullable, ..Shape::plain(Type::Named(id)) }
    }

    /// What a component schema is defined as.
    pub(super) fn definition(&mut self, schema: SchemaRef<'d>, place: &Place<'_>, at: &At<'_>) -> Kind {
        match schema {
            SchemaRef::Reference(_) => Kind::Alias(self.schema(schema, place, at).ty),
            SchemaRef::Item(item) => {
                let facts = Facts::of(item);
                if only_alternative(&facts).is_some() {
                    return Kind::Alias(self.schema(schema, place, at).ty);
                }
                let checks = if facts.kind == Some("string") && facts.values.is_empty() {
                    self.text_checks(&facts, at)
                } else {
                    TextChecks::default()
                };
                if checks.is_empty() {
                    self.kind(item, &facts, place, at)
                } else {
                    Kind::Text(text::text_type(checks, &item.schema_data))
                }
            }
        }
    }

    /// What a schema is by itself: a type that needs a name, or another type.
    fn kind(&mut self, schema: &'d Schema, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Kind {
        if let Some(keyword) = unsupported(facts) {
            self.report(
                Code::UnsupportedSchema,
                &at.key(keyword),
                format!("expected one schema, but found `{keyword}`, which is not supported yet"),
                "the schema is read as any JSON",
            );
            return Kind::Alias(Type::Json);
        }
        if !facts.values.is_empty() {
            return self.enumeration(schema, facts, at);
        }
        Kind::Alias(match facts.kind {
            Some("string") => match facts.format {
                Some("date-time") => Type::DateTime,
                Some("date") => Type::Date,
                _ => Type::String,
            },
            Some("boolean") => Type::Bool,
            Some("integer") => Type::Int64,
            Some("number") => Type::Float,
            Some("array") => self.list(facts, place, at),
            Some("object") => return self.object_schema(facts, place, at),
            None => Type::Json,
            Some(kind) => {
                self.report(
                    Code::UnsupportedSchema,
                    &at.key("type"),
                    format!("expected string, number, integer, boolean, array or object, but found `{kind}`"),
                    "the schema is read as any JSON",
                );
                Type::Json
            }
        })
    }

    fn list(&mut self, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Type {
        let item = match facts.items {
            Some(items) => self.schema(items, &place.part("Item"), &at.key("items")).into_type(),
            None => Type::Json,
        };
        Type::List(Box::new(item))
    }

    fn object_schema(&mut self, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Kind {
        if !facts.properties.is_empty() {
            return Kind::Struct(self.object(facts, place, at));
        }
        let value = match facts.additional {
            Additional::Schema(schema) => {
                self.schema(schema, &place.part("Value"), &at.key("additionalProperties")).into_type()
            }
            Additional::Unsaid | Additional::Allowed | Additional::Forbidden => match facts.format {
                // A map of names to URLs, as Twilio's documents mark it.
                Some("uri-map") => Type::String,
                _ => Type::Json,
            },
        };
        Kind::Alias(Type::Map(Box::new(value)))
    }
}

/// The one schema that a composition is made of, if it says nothing else: how `load` keeps what stands beside a
/// `$ref`.
fn only_alternative<'d>(facts: &Facts<'d>) -> Option<(&'static str, &'d ReferenceOr<Schema>)> {
    if !facts.properties.is_empty() || facts.items.is_some() || !facts.values.is_empty() || facts.not {
        return None;
    }
    match (facts.all_of, facts.one_of, facts.any_of) {
        ([only], [], []) => Some(("allOf", only)),
        ([], [only], []) => Some(("oneOf", only)),
        ([], [], [only]) => Some(("anyOf", only)),
        _ => None,
    }
}

fn unsupported(facts: &Facts<'_>) -> Option<&'static str> {
    if !facts.all_of.is_empty() {
        Some("allOf")
    } else if !facts.one_of.is_empty() {
        Some("oneOf")
    } else if !facts.any_of.is_empty() {
        Some("anyOf")
    } else if facts.not {
        Some("not")
    } else {
        None
    }
}
