//! Which version of `OpenAPI` a document is written in.

use serde_json::{Map, Value};

use super::LoadError;
use super::reader::describe;

/// As far as versions differ in what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0
    V30,
    /// 3.1 and, as it adds little to it, 3.2.
    V31,
}

/// The error's span is that of the key it gives, if any.
pub(super) fn version(document: &Map<String, Value>) -> Result<Version, (LoadError, Option<&'static str>)> {
    let Some(value) = document.get("openapi") else {
        return Err(match document.get("swagger") {
            Some(version) => (swagger(version), Some("swagger")),
            None => (not_openapi(), None),
        });
    };
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        // Without quotes, YAML reads `3.0` as a number.
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => String::new(),
    };
    let mut parts = text.split('.');
    match (parts.next(), parts.next()) {
        (Some("3"), Some("0")) => Ok(Version::V30),
        (Some("3"), Some("1" | "2")) => Ok(Version::V31),
        _ => {
            let message = format!("expected OpenAPI 3.0, 3.1 or 3.2, but found {}", describe(value));
            let help = "write a version that is read, e.g. `openapi: 3.0.3`, or convert the document";
            Err((LoadError::new("unknown-version", message, help), Some("openapi")))
        }
    }
}

fn swagger(version: &Value) -> LoadError {
    let version = version.as_str().map_or_else(|| version.to_string(), str::to_owned);
    let help = "convert it first, e.g. with `npx swagger2openapi --yaml --outfile openapi.yaml swagger.yaml`";
    LoadError::new("swagger-2", format!("expected an OpenAPI 3 document, but found Swagger {version}"), help)
}

fn not_openapi() -> LoadError {
    let help = "an OpenAPI document starts with its version, e.g. `openapi: 3.0.3`";
    LoadError::new("not-openapi", "expected an OpenAPI document, but found a mapping without the key `openapi`", help)
}
