//! The parts that others refer to.

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};
use serde_json::Value;

use super::parameter::{header, parameter};
use super::reader::Reader;
use super::response::{request_body, response};
use super::schema::schema;
use super::security::scheme;
use crate::loss::Reason;
use crate::pointer::At;

pub(super) fn components(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Components> {
    let mut components = Components::default();
    for (key, value) in reader.mapping(value, at, "a mapping of components", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            "schemas" => {
                components.schemas = reader.map(value, &at, |reader, value, at| Some(schema(reader, value, at)));
            }
            "responses" => components.responses = referable(reader, value, &at, response),
            "parameters" => components.parameters = referable(reader, value, &at, parameter),
            "requestBodies" => components.request_bodies = referable(reader, value, &at, request_body),
            "headers" => {
                reader.lose(&at, Reason::Header);
                components.headers = references(reader, value, &at, header);
            }
            "securitySchemes" => components.security_schemes = references(reader, value, &at, scheme),
            "links" | "callbacks" => reader.lose(&at, Reason::NotCalled),
            "examples" => reader.lose(&at, Reason::Documentation),
            // They are where paths refer to them.
            "pathItems" => {}
            _ => reader.extend(&mut components.extensions, &key, value, &at),
        }
    }
    Some(components)
}

/// A mapping of parts that count only where something refers to them.
fn referable<T>(
    reader: &mut Reader<'_>,
    value: Value,
    at: &At<'_>,
    read: fn(&mut Reader<'_>, Value, &At<'_>) -> Option<T>,
) -> IndexMap<String, ReferenceOr<T>> {
    reader.map(value, at, |reader, value, at| {
        reader.lose(at, Reason::Unused);
        reader.reference_or(value, at, read)
    })
}

/// A mapping of parts that may be references.
pub(super) fn references<T>(
    reader: &mut Reader<'_>,
    value: Value,
    at: &At<'_>,
    read: fn(&mut Reader<'_>, Value, &At<'_>) -> Option<T>,
) -> IndexMap<String, ReferenceOr<T>> {
    reader.map(value, at, |reader, value, at| reader.reference_or(value, at, read))
}
