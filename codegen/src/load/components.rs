//! The parts that others refer to.

use indexmap::IndexMap;
use openapiv3::{Components, ReferenceOr};
use serde_json::Value;

use super::media_type::example;
use super::parameter::{header, parameter};
use super::path::callback;
use super::reader::{Reader, extend};
use super::response::{link, request_body, response};
use super::schema::schema;
use super::security::scheme;
use crate::pointer::At;

pub(super) fn components(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Components> {
    let mut components = Components::default();
    for (key, value) in reader.mapping(value, at, "a mapping of components", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            "schemas" => {
                components.schemas = reader.map(value, &at, |reader, value, at| Some(schema(reader, value, at)));
            }
            "responses" => components.responses = references(reader, value, &at, response),
            "parameters" => components.parameters = references(reader, value, &at, parameter),
            "examples" => components.examples = references(reader, value, &at, example),
            "requestBodies" => components.request_bodies = references(reader, value, &at, request_body),
            "headers" => components.headers = references(reader, value, &at, header),
            "securitySchemes" => components.security_schemes = references(reader, value, &at, scheme),
            "links" => components.links = references(reader, value, &at, link),
            "callbacks" => components.callbacks = references(reader, value, &at, callback),
            // They are where paths refer to them.
            "pathItems" => {}
            _ => extend(&mut components.extensions, key, value),
        }
    }
    Some(components)
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
