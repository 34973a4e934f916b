//! What stands beside a `$ref`.

use serde_json::{Map, Value};

use super::super::reader::Reader;
use super::super::version::Version;
use crate::diagnostic::Code;
use crate::pointer::At;

pub(super) enum Split {
    /// Nothing beside it matters.
    Reference(String),
    /// What remains, and the reference it stood beside.
    Schema { map: Map<String, Value>, reference: Option<String> },
}

/// In 3.1 everything beside a `$ref` counts. In 3.0 nothing does, yet everybody writes what tells of this use of the
/// schema and not of its values: that is kept.
pub(super) fn split(reader: &mut Reader<'_>, mut map: Map<String, Value>, at: &At<'_>) -> Split {
    let reference = match map.get_mut("$ref") {
        Some(Value::String(reference)) => std::mem::take(reference),
        _ => return Split::Schema { map, reference: None },
    };
    map.shift_remove("$ref");
    if reader.version == Version::V30 {
        if let Some(key) = map.keys().find(|key| shapes_values(key)) {
            let message = format!("expected `$ref` alone, but found `{key}` beside it");
            let help = "it is ignored, as OpenAPI 3.0 wants it; to combine both, put them into `allOf`";
            reader.push(Code::Ignored, at, message, help);
        }
        map.retain(|key, _| is_annotation(key));
    }
    if map.iter().any(|(key, value)| matters(key, value)) {
        Split::Schema { map, reference: Some(reference) }
    } else {
        Split::Reference(reference)
    }
}

fn is_annotation(key: &str) -> bool {
    let known = ["nullable", "description", "default", "readOnly", "writeOnly", "deprecated", "title", "example"];
    known.contains(&key) || key.starts_with("x-")
}

/// Whether the schema says something else with this than without.
fn matters(key: &str, value: &Value) -> bool {
    match key {
        "title" | "example" | "examples" | "externalDocs" => false,
        "nullable" | "readOnly" | "writeOnly" | "deprecated" => *value == Value::Bool(true),
        "description" => value.as_str().is_some_and(|text| !text.is_empty()),
        "default" => !value.is_null(),
        _ => EXTENSIONS.contains(&key) || shapes_values(key),
    }
}

/// Those of other tools come along, but make no difference by themselves.
const EXTENSIONS: [&str; 3] = ["x-rust-name", "x-twilio", "x-default-from"];

/// `type` and `format` are left out: they only say again what the reference says.
fn shapes_values(key: &str) -> bool {
    let known = ["properties", "required", "additionalProperties", "items", "enum", "const", "allOf", "oneOf", "anyOf"];
    known.contains(&key)
}
