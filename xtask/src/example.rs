//! The answers that a document gives as examples of success, and what they have to survive.
//!
//! Read from the document as it was written: what judges the generator shares nothing with it.

use std::borrow::Cow;

use serde_json::Value;

mod loss;
mod schema;

pub use loss::loss;
use schema::{Schema, resolved};

/// JSON that a document shows as the answer to a successful call.
#[derive(Debug)]
pub struct Example<'d> {
    /// `GET /v1/Services`
    pub operation: String,
    /// `200`, and where there are several, the example's name: `200 fetch`.
    pub name: String,
    pub value: Cow<'d, Value>,
    /// What the document says of it; JSON null: nothing.
    pub schema: Cow<'d, Value>,
}

const METHODS: [&str; 8] = ["delete", "get", "head", "options", "patch", "post", "put", "trace"];

/// The text of a document, JSON or YAML. `None`: it is neither, or has a key twice.
pub fn parse(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    serde_json::from_str(text).ok().or_else(|| serde_yaml::from_str(text).ok())
}

/// All examples of success in JSON, in the order of the document.
pub fn examples(document: &Value) -> Vec<Example<'_>> {
    let mut found = Vec::new();
    for (path, item) in members(&document["paths"]) {
        let item = resolved(item, document);
        for (method, operation) in members(item).filter(|(name, _)| METHODS.contains(&name.as_str())) {
            let operation_name = format!("{} {path}", method.to_uppercase());
            let responses = &operation["responses"];
            let is_success = |status: &str| status.starts_with('2') || (status == "default" && !has_success(responses));
            for (status, response) in members(responses).filter(|(status, _)| is_success(status)) {
                let content = &resolved(response, document)["content"];
                for (_, media) in members(content).filter(|(name, _)| is_json(name)) {
                    of_media(resolved(media, document), &operation_name, status, document, &mut found);
                }
            }
        }
    }
    found
}

fn of_media<'d>(media: &'d Value, operation: &str, status: &str, document: &'d Value, found: &mut Vec<Example<'d>>) {
    let schema = &media["schema"];
    let mut push = |name: String, value: &'d Value| {
        let value = meant(value, schema, document);
        found.push(Example { operation: operation.to_owned(), name, value, schema: Cow::Borrowed(schema) });
    };
    if let Some(value) = media.get("example") {
        push(status.to_owned(), value);
    }
    for (name, example) in members(&media["examples"]) {
        if let Some(value) = resolved(example, document).get("value") {
            push(format!("{status} {name}"), value);
        }
    }
}

/// Many documents show the text of the JSON instead of the JSON.
fn meant<'d>(value: &'d Value, schema: &'d Value, document: &'d Value) -> Cow<'d, Value> {
    match value {
        Value::String(text) if !Schema::new(schema, document).may_be_text() => match serde_json::from_str(text) {
            Ok(json @ (Value::Array(_) | Value::Object(_))) => Cow::Owned(json),
            Ok(_) | Err(_) => Cow::Borrowed(value),
        },
        _ => Cow::Borrowed(value),
    }
}

fn has_success(responses: &Value) -> bool {
    members(responses).any(|(status, _)| status.starts_with('2'))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn finds_examples_of_success() {
        let document = json!({
            "paths": { "/a/{b}": {
                "parameters": [],
                "get": { "responses": {
                    "200": { "$ref": "#/components/responses/A" },
                    "404": { "content": { "application/json": { "example": 1 } } },
                } },
                "put": { "responses": { "default": { "content": {
                    "application/problem+json; charset=utf-8": { "example": "{\"c\": 1}", "schema": { "type": "object" } },
                    "text/plain": { "example": "d" },
                } } } },
            } },
            "components": { "responses": { "A": { "content": { "application/json": { "examples": {
                "one": { "value": null },
                "two": { "$ref": "#/components/examples/E" },
                "elsewhere": { "externalValue": "https://example.com" },
            } } } } }, "examples": { "E": { "value": "e" } } },
        });
        let found: Vec<_> = examples(&document)
            .iter()
            .map(|example| format!("{} {}: {}", example.operation, example.name, example.value))
            .collect();
        assert_eq!(found, ["GET /a/{b} 200 one: null", "GET /a/{b} 200 two: \"e\"", "PUT /a/{b} default: {\"c\":1}"]);
    }
}
