//! What is sent, and what is answered.

use openapiv3::{RequestBody, Response};
use serde_json::Value;

use super::components::references;
use super::media_type::media_types;
use super::parameter::header;
use super::reader::Reader;
use crate::loss::Reason;
use crate::pointer::At;

pub(super) fn request_body(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<RequestBody> {
    let mut body = RequestBody::default();
    for (key, value) in reader.mapping(value, at, "a request body", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "description" => body.description = reader.prose(value, &at),
            "content" => body.content = media_types(reader, value, &at),
            "required" => body.required = reader.flag(&value, &at),
            _ => reader.extend(&mut body.extensions, &key, value, &at),
        }
    }
    Some(body)
}

/// The description is required by the specification and missed by nobody.
pub(super) fn response(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Response> {
    let mut response = Response::default();
    if let Value::String(description) = value {
        reader.repaired(at, "a response", "text", "it is read as the description of one without content");
        response.description = description;
        return Some(response);
    }
    let map = match value {
        Value::Null => serde_json::Map::new(),
        value => reader.mapping(value, at, "a response", "it is left out")?,
    };
    for (key, value) in map {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "description" => response.description = reader.prose(value, &at).unwrap_or_default(),
            "headers" => {
                reader.lose(&at, Reason::Header);
                response.headers = references(reader, value, &at, header);
            }
            "content" => response.content = media_types(reader, value, &at),
            "links" => reader.lose(&at, Reason::NotCalled),
            _ => reader.extend(&mut response.extensions, &key, value, &at),
        }
    }
    Some(response)
}
