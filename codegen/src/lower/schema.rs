//! Schemas: which type each becomes.

use openapiv3::{Schema, SchemaData};

use super::facts::{Additional, Facts, SchemaRef};
use super::part::Source;
use super::place::{Owner, Place};
use super::{Lowering, text};
use crate::diagnostic::Code;
use crate::ir::types::{Kind, TextChecks, Type};
use crate::pointer::At;

/// What a schema becomes where it is used.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Without the `Option` that `nullable` asks for.
    pub ty: Type,
    pub nullable: bool,
    /// What an inline string must satisfy; a named one has its own checks.
    pub checks: TextChecks,
    /// `format: password`.
    pub secret: bool,
    /// Of an enum of other values than texts, or of a list of such: the known ones, for the docs.
    pub values: Vec<String>,
}

impl Shape {
    pub(super) fn plain(ty: Type) -> Self {
        Self { ty, nullable: false, checks: TextChecks::default(), secret: false, values: Vec::new() }
    }

    /// The type with its `Option`.
    pub(super) fn into_type(self) -> Type {
        // Any JSON can be null without help.
        if self.nullable && self.ty != Type::Json { Type::Option(Box::new(self.ty)) } else { self.ty }
    }
}

/// What a schema is, before it is known whether that gets a name.
#[derive(Debug)]
pub(super) struct Made {
    pub kind: Kind,
    /// Of a string.
    pub checks: TextChecks,
    pub secret: bool,
    /// See [`Shape::values`].
    pub values: Vec<String>,
}

impl Made {
    pub(super) fn json() -> Self {
        Self::from(Kind::Alias(Type::Json))
    }

    /// A type that there is already.
    pub(super) fn of(shape: Shape) -> Self {
        Self { kind: Kind::Alias(shape.ty), checks: shape.checks, secret: shape.secret, values: shape.values }
    }
}

impl From<Kind> for Made {
    fn from(kind: Kind) -> Self {
        Self { kind, checks: TextChecks::default(), secret: false, values: Vec::new() }
    }
}

impl<'d> Lowering<'d> {
    /// The type of a schema where it is used.
    pub(super) fn schema(&mut self, schema: SchemaRef<'d>, place: &Place<'_>, at: &At<'_>) -> Shape {
        let item = match schema {
            SchemaRef::Reference(reference) => return self.referenced(reference, place, at),
            SchemaRef::Item(item) => item,
        };
        let facts = Facts::of(item);
        let nullable = if facts.is_composed() {
            self.is_nullable(schema)
        } else {
            item.schema_data.nullable || facts.values.iter().any(serde_json::Value::is_null)
        };
        let made = self.whole(item, &facts, place, at);
        self.shape(made, nullable, &item.schema_data, place, at)
    }

    /// A type for what a schema is, named by its place if it needs a name.
    pub(super) fn shape(
        &mut self,
        made: Made,
        nullable: bool,
        data: &SchemaData,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Shape {
        let ty = match made.kind {
            Kind::Alias(ty) => ty,
            Kind::Text(_) => Type::String,
            kind @ (Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_)) => {
                Type::Named(self.inline_type(kind, data, place, at))
            }
        };
        Shape { ty, nullable, checks: made.checks, secret: made.secret, values: made.values }
    }

    fn referenced(&mut self, reference: &'d str, place: &Place<'_>, at: &At<'_>) -> Shape {
        if let Some(shape) = self.deep_reference(reference, place, at) {
            return shape;
        }
        let Some(id) = self.schema_reference(reference, at) else { return Shape::plain(Type::Json) };
        let nullable = self.is_nullable(SchemaRef::Reference(reference));
        Shape { nullable, ..Shape::plain(Type::Named(id)) }
    }

    /// What a component schema is defined as.
    pub(super) fn definition(&mut self, schema: SchemaRef<'d>, place: &Place<'_>, at: &At<'_>) -> Kind {
        match schema {
            SchemaRef::Reference(_) => Kind::Alias(self.schema(schema, place, at).ty),
            SchemaRef::Item(item) => {
                let Made { kind, checks, values, .. } = self.whole(item, &Facts::of(item), place, at);
                if let Owner::Component(id) = place.owner() {
                    let definition = self.types.get_mut(id);
                    definition.docs = std::mem::take(&mut definition.docs).known_values(&values);
                }
                match self.home(place) {
                    Some(base) if self.descendants.has(base) => self.inherited(base, item, kind, place, at),
                    _ if checks.is_empty() => kind,
                    _ => {
                        self.uses_checks(&checks, at);
                        self.uses(&at.key("example"));
                        Kind::Text(text::text_type(checks, &item.schema_data))
                    }
                }
            }
        }
    }

    /// What a schema is, all that it is composed of included.
    fn whole(&mut self, schema: &'d Schema, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Made {
        if !facts.is_composed() {
            return self.made(&schema.schema_data, facts, place, at);
        }
        let source = Source { home: self.home(place), ..Source::new(SchemaRef::Item(schema), at) };
        self.all_of(&[source], &[], &schema.schema_data, place, at)
    }

    /// The component that stands at this place.
    fn home(&self, place: &Place<'_>) -> Option<&'d str> {
        match place.owner() {
            Owner::Component(id) if place.depth() == 1 => self.component_of(id),
            Owner::Component(_) | Owner::Operation => None,
        }
    }

    /// What a schema is by itself.
    pub(super) fn made(&mut self, data: &SchemaData, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Made {
        let is_text = facts.kind == Some("string") && facts.values.is_empty();
        if facts.implied {
            self.uses(&at.key("pattern"));
        }
        let checks = if is_text { self.text_checks(facts, at) } else { TextChecks::default() };
        Made { checks, secret: facts.format == Some("password"), ..self.kind(data, facts, place, at) }
    }

    /// What a schema is by itself: a type that needs a name, or another type.
    fn kind(&mut self, data: &SchemaData, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Made {
        if facts.not {
            self.report(
                Code::Ignored,
                &at.key("not"),
                "expected a schema that says what a value is, but found `not`, which says what it is not",
                "it has no effect on what is read or sent",
            );
        }
        if !facts.values.is_empty() {
            return self.enumeration(data, facts, place, at);
        }
        Made::from(Kind::Alias(match facts.kind {
            Some("string") => match facts.format {
                Some("date-time" | "date-time-rfc-2822" | "http-date") => Type::DateTime,
                Some("date") => Type::Date,
                _ => Type::String,
            },
            Some("boolean") => Type::Bool,
            Some("integer") if facts.format == Some("uint64") => Type::Uint64,
            Some("integer") => Type::Int64,
            Some("number") => Type::Float,
            Some("array") => return self.list(facts, place, at),
            Some("object") => return Made::from(self.object_schema(facts, place, at)),
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
        }))
    }

    fn list(&mut self, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Made {
        let mut item = match facts.items {
            Some(items) => self.schema(items, &place.part("Item"), &at.key("items")),
            None => Shape::plain(Type::Json),
        };
        let values = std::mem::take(&mut item.values);
        Made { values, ..Made::from(Kind::Alias(Type::List(Box::new(item.into_type())))) }
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
