//! What is sent, and what is answered.

use openapiv3::{Link, LinkOperation, RequestBody, Response};
use serde_json::Value;

use super::components::references;
use super::media_type::media_types;
use super::parameter::header;
use super::reader::{Reader, extend};
use super::server::server;
use crate::pointer::At;

pub(super) fn request_body(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<RequestBody> {
    let mut body = RequestBody::default();
    for (key, value) in reader.mapping(value, at, "a request body", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "description" => body.description = reader.text(value, &at),
            "content" => body.content = media_types(reader, value, &at),
            "required" => body.required = reader.flag(&value, &at),
            _ => extend(&mut body.extensions, key, value),
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
            "description" => response.description = reader.text(value, &at).unwrap_or_default(),
            "headers" => response.headers = references(reader, value, &at, header),
            "content" => response.content = media_types(reader, value, &at),
            "links" => response.links = references(reader, value, &at, link),
            _ => extend(&mut response.extensions, key, value),
        }
    }
    Some(response)
}

pub(super) fn link(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Link> {
    let mut operation = None;
    let mut link = Link {
        description: None,
        operation: LinkOperation::OperationId(String::new()),
        request_body: None,
        parameters: indexmap::IndexMap::new(),
        server: None,
        extensions: indexmap::IndexMap::new(),
    };
    for (key, value) in reader.mapping(value, at, "a link", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "description" => link.description = reader.text(value, &at),
            "operationRef" => operation = reader.text(value, &at).map(LinkOperation::OperationRef),
            "operationId" => operation = reader.scalar_text(value, &at).map(LinkOperation::OperationId),
            "requestBody" => link.request_body = Some(value),
            "parameters" => link.parameters = reader.map(value, &at, |_, value, _| Some(value)),
            "server" => link.server = server(reader, value, &at),
            _ => extend(&mut link.extensions, key, value),
        }
    }
    let Some(operation) = operation else {
        reader.malformed(at, "a link with `operationId` or `operationRef`", "none", "the link is left out");
        return None;
    };
    Some(Link { operation, ..link })
}
