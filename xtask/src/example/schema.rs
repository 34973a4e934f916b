//! What a document declares of a value.

use serde_json::Value;

/// Every schema that has something to say of one value: those of a union and of `allOf` alike. None at all: any JSON.
#[derive(Debug)]
pub(super) struct Schema<'d> {
    document: &'d Value,
    parts: Vec<&'d Value>,
}

impl<'d> Schema<'d> {
    pub(super) fn new(schema: &'d Value, document: &'d Value) -> Self {
        Self::of([schema], document)
    }

    fn of(schemas: impl IntoIterator<Item = &'d Value>, document: &'d Value) -> Self {
        let mut parts: Vec<&Value> = Vec::new();
        let mut left: Vec<&Value> = schemas.into_iter().collect();
        while let Some(schema) = left.pop() {
            let schema = resolved(schema, document);
            // Schemas that consist of each other end here.
            if parts.iter().any(|known| std::ptr::eq(*known, schema)) || !schema.is_object() {
                continue;
            }
            parts.push(schema);
            left.extend(["allOf", "anyOf", "oneOf"].iter().filter_map(|key| schema[key].as_array()).flatten());
        }
        Self { document, parts }
    }

    /// Whether a member counts. Where no members are declared, all of them do.
    pub(super) fn declares(&self, name: &str) -> bool {
        let named = |schema: &&Value| schema["properties"].get(name).is_some() || typed_rest(schema).is_some();
        self.parts.iter().any(named) || !self.parts.iter().any(|schema| schema["properties"].is_object())
    }

    pub(super) fn member(&self, name: &str) -> Self {
        let member = |schema: &&'d Value| schema["properties"].get(name).or_else(|| typed_rest(schema));
        Self::of(self.parts.iter().filter_map(member), self.document)
    }

    pub(super) fn items(&self) -> Self {
        Self::of(self.parts.iter().filter_map(|schema| schema.get("items")), self.document)
    }

    pub(super) fn is_enum(&self) -> bool {
        self.parts.iter().any(|schema| schema.get("enum").is_some())
    }

    pub(super) fn may_be_text(&self) -> bool {
        let is_text = |ty: &Value| ty == "string";
        let says = |schema: &&Value| {
            is_text(&schema["type"]) || schema["type"].as_array().is_some_and(|types| types.iter().any(is_text))
        };
        self.parts.iter().any(says)
    }
}

/// What members beyond the named ones are, if it says more than that there may be some.
fn typed_rest(schema: &Value) -> Option<&Value> {
    schema.get("additionalProperties").filter(|rest| rest.as_object().is_some_and(|rest| !rest.is_empty()))
}

/// The part that a reference in the same document leads to, or the part itself.
pub(super) fn resolved<'d>(mut part: &'d Value, document: &'d Value) -> &'d Value {
    const LONGEST_CHAIN: usize = 32;
    for _ in 0..LONGEST_CHAIN {
        let target = part["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
        match target.and_then(|target| document.pointer(target)) {
            Some(found) => part = found,
            None => break,
        }
    }
    part
}
