//! Schemas, of `OpenAPI` 3.0 and 3.1, as those of 3.0.

mod items;
mod keywords;
mod kind;
mod lost;
mod reference;
mod types;
mod union;
mod values;

use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::{Map, Value};

use super::reader::{Reader, describe};
use crate::pointer::At;
use keywords::Keywords;

/// What is no schema is read as any JSON.
pub(super) fn schema(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> ReferenceOr<Schema> {
    let kind = match value {
        Value::Object(map) => return object(reader, map, at),
        Value::Null | Value::Bool(true) => any(),
        Value::Bool(false) => SchemaKind::Not { not: Box::new(ReferenceOr::Item(of_kind(any()))) },
        other => {
            reader.malformed(at, "a schema", &describe(&other), "it is read as any JSON");
            any()
        }
    };
    ReferenceOr::Item(of_kind(kind))
}

fn object(reader: &mut Reader<'_>, map: Map<String, Value>, at: &At<'_>) -> ReferenceOr<Schema> {
    let (map, reference) = match reference::split(reader, map, at) {
        reference::Split::Reference(reference) => return ReferenceOr::Reference { reference },
        reference::Split::Schema { map, reference } => (map, reference),
    };
    let mut keywords = Keywords::read(reader, map, at);
    if let Some(reference) = reference {
        keywords.refer(reader, reference, at);
    }
    ReferenceOr::Item(keywords.schema(reader, at))
}

fn boxed(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> ReferenceOr<Box<Schema>> {
    match schema(reader, value, at) {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(schema) => ReferenceOr::Item(Box::new(schema)),
    }
}

fn any() -> SchemaKind {
    SchemaKind::Any(AnySchema::default())
}

fn of_kind(schema_kind: SchemaKind) -> Schema {
    Schema { schema_data: SchemaData::default(), schema_kind }
}
