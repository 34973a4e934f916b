//! Which keywords of a schema make no difference to its type.

use serde_json::Value;

use crate::loss::Reason;

/// Why a keyword has no effect, unless it is used later: the client sends what it is given, and takes what comes.
pub(super) fn lost(key: &str, value: &Value) -> Option<Reason> {
    match key {
        "type"
        | "enum"
        | "const"
        | "properties"
        | "required"
        | "additionalProperties"
        | "patternProperties"
        | "items"
        | "oneOf"
        | "anyOf"
        | "allOf"
        | "prefixItems"
        | "$ref"
        | "$defs"
        | "definitions" => None,
        "format" | "contentEncoding" | "contentMediaType" => {
            let has_type = value.as_str().and_then(|format| content(key, value).or(Some(format.to_owned())));
            let has_type = has_type.is_some_and(|format| FORMATS.contains(&format.as_str()));
            (!has_type).then_some(Reason::Format)
        }
        "pattern"
        | "minLength"
        | "maxLength"
        | "multipleOf"
        | "minimum"
        | "maximum"
        | "exclusiveMinimum"
        | "exclusiveMaximum"
        | "minProperties"
        | "maxProperties"
        | "minItems"
        | "maxItems"
        | "uniqueItems"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "minContains"
        | "maxContains"
        | "dependentRequired"
        | "dependentSchemas"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "additionalItems" => Some(Reason::Unchecked),
        "xml" | "$comment" | "$schema" | "$id" | "$anchor" => Some(Reason::Documentation),
        _ => Some(Reason::UnknownKeyword),
    }
}

/// The formats that make a difference to how values are read, sent or shown.
const FORMATS: [&str; 8] =
    ["date", "date-time", "date-time-rfc-2822", "http-date", "password", "binary", "uint64", "uri-map"];

pub(super) fn content(key: &str, value: &Value) -> Option<String> {
    match (key, value.as_str()?) {
        ("contentEncoding", "base64") => Some("byte".to_owned()),
        ("contentMediaType", "application/octet-stream") => Some("binary".to_owned()),
        _ => None,
    }
}
