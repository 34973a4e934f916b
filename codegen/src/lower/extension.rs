//! The extensions (`x-…`) that any document may use.

use serde_json::{Map, Value};

use super::Lowering;
use crate::diagnostic::Code;
use crate::pointer::At;

impl Lowering<'_> {
    /// `x-rust-name`: pins the Rust name of a part.
    pub(super) fn pinned_name<'e>(&mut self, value: Option<&'e Value>, at: &At<'_>) -> Option<&'e str> {
        self.text_extension(value?, "x-rust-name", at)
    }

    /// An extension whose value is text.
    pub(super) fn text_extension<'e>(&mut self, value: &'e Value, name: &'static str, at: &At<'_>) -> Option<&'e str> {
        let text = value.as_str().filter(|text| !text.trim().is_empty());
        match text {
            Some(_) => self.uses(&at.key(name)),
            None => self.malformed_extension(name, "text that is not empty", value, at),
        }
        text
    }

    /// An extension whose value is an object.
    pub(super) fn object_extension<'e>(
        &mut self,
        value: &'e Value,
        name: &'static str,
        at: &At<'_>,
    ) -> Option<&'e Map<String, Value>> {
        let object = value.as_object();
        match object {
            Some(_) => self.uses(&at.key(name)),
            None => self.malformed_extension(name, "an object", value, at),
        }
        object
    }

    pub(super) fn malformed_extension(&mut self, name: &'static str, expected: &str, found: &Value, at: &At<'_>) {
        self.malformed_value(name, expected, found, &at.key(name));
    }

    /// Something in an extension that makes no sense.
    pub(super) fn malformed_value(&mut self, name: &'static str, expected: &str, found: &Value, at: &At<'_>) {
        let (code, message, help) = malformed(name, expected, found);
        self.diagnostics.push(code, at.pointer(), message, help);
    }
}

/// What is said of something in an extension that makes no sense.
pub(super) fn malformed(name: &str, expected: &str, found: &Value) -> (Code, String, &'static str) {
    (
        Code::MalformedExtension,
        format!("expected `{name}` to be {expected}, but found {}", kind_of(found)),
        "the extension is ignored; the README lists what each extension may be",
    )
}

/// What a value is, in words.
pub(super) fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(text) if text.trim().is_empty() => "empty text",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
