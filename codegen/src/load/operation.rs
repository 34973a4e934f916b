//! Operations.

use openapiv3::{Operation, Responses, StatusCode};
use serde_json::Value;

use super::parameter::parameters;
use super::reader::Reader;
use super::response::{request_body, response};
use super::security::requirements;
use super::server::servers;
use super::version::Version;
use crate::loss::Reason;
use crate::pointer::At;

pub(super) fn operation(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Operation> {
    let mut operation = Operation::default();
    let mut has_responses = false;
    for (key, value) in reader.mapping(value, at, "an operation", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "tags" => operation.tags = reader.texts(value, &at),
            "summary" => operation.summary = reader.described(value, &at),
            "description" => operation.description = reader.described(value, &at),
            "externalDocs" => reader.lose(&at, Reason::Documentation),
            "operationId" => operation.operation_id = reader.scalar_text(value, &at),
            "parameters" => operation.parameters = parameters(reader, value, &at),
            "requestBody" => operation.request_body = reader.reference_or(value, &at, request_body),
            "responses" => {
                has_responses = true;
                operation.responses = responses(reader, value, &at);
            }
            "callbacks" => reader.lose(&at, Reason::NotCalled),
            "deprecated" => operation.deprecated = reader.flag(&value, &at),
            "security" => operation.security = requirements(reader, value, &at),
            "servers" => operation.servers = servers(reader, value, &at),
            _ => reader.extend(&mut operation.extensions, &key, value, &at),
        }
    }
    if !has_responses && reader.version == Version::V30 {
        reader.repaired(at, "`responses`", "none", "every answer is accepted, and not read");
    }
    Some(operation)
}

fn responses(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Responses {
    let mut responses = Responses::default();
    let map = reader.mapping(value, at, "a mapping of status codes to responses", "it is ignored").unwrap_or_default();
    for (key, value) in map {
        let at = at.key(&key);
        if key.starts_with("x-") {
            reader.extend(&mut responses.extensions, &key, value, &at);
        } else if key == "default" {
            responses.default = reader.reference_or(value, &at, response);
        } else if let Some(status) = status(&key) {
            if let Some(response) = reader.reference_or(value, &at, response) {
                responses.responses.insert(status, response);
            }
        } else {
            let help = "the response is left out";
            reader.malformed(&at, "a status like `200` or `2XX`, or `default`", &format!("`{key}`"), help);
        }
    }
    responses
}

fn status(key: &str) -> Option<StatusCode> {
    match key.as_bytes() {
        [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(StatusCode::Code),
        [class @ b'1'..=b'5', b'x' | b'X', b'x' | b'X'] => Some(StatusCode::Range(u16::from(class - b'0'))),
        _ => None,
    }
}
