//! What the variants of a union are called.
//!
//! After `x-rust-name`, the component, `title`, the value of the tag, or else the kind of the value.

use serde_json::Value;

use super::Lowering;
use super::facts::{Facts, SchemaRef};
use super::reference::component_name;
use super::union::Alternative;
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// What a variant is called after.
    pub(super) fn variant_word(
        &mut self,
        alternative: &Alternative<'d>,
        is_text: bool,
        tags: &[String],
        at: &At<'_>,
    ) -> String {
        if is_text {
            return "Text".to_owned();
        }
        let schema = match alternative.source.schema {
            SchemaRef::Reference(reference) => {
                let id = component_name(reference, "schemas").and_then(|name| self.component(&name));
                return id.map_or_else(|| "Value".to_owned(), |id| self.types.get(id).name.to_string());
            }
            SchemaRef::Item(schema) => schema,
        };
        let data = &schema.schema_data;
        if let Some(pinned) = self.pinned_name(data.extensions.get("x-rust-name"), at) {
            return pinned.to_owned();
        }
        if let Some(title) = data.title.as_deref().filter(|title| title.chars().any(char::is_alphanumeric)) {
            self.at_source(&alternative.source, |lowering, at| lowering.uses(&at.key("title")));
            return title.to_owned();
        }
        if let Some(tag) = tags.first() {
            return tag.clone();
        }
        let facts = Facts::of(schema);
        if let ([SchemaRef::Reference(reference)], true) =
            (facts.all_of.iter().map(SchemaRef::from).collect::<Vec<_>>().as_slice(), facts.kind.is_none())
        {
            return component_name(reference, "schemas").unwrap_or_else(|| "Value".to_owned());
        }
        match facts.kind {
            Some("string") => "Text".to_owned(),
            Some("integer") => "Integer".to_owned(),
            Some("number") => "Number".to_owned(),
            Some("boolean") => "Boolean".to_owned(),
            Some("array") => match facts.items {
                Some(SchemaRef::Reference(reference)) => {
                    format!("{}List", component_name(reference, "schemas").unwrap_or_default())
                }
                Some(SchemaRef::Item(_)) | None => "List".to_owned(),
            },
            Some("object") if facts.properties.is_empty() => "Map".to_owned(),
            Some("object") => "Object".to_owned(),
            Some(_) | None if facts.values.iter().any(Value::is_string) => "Text".to_owned(),
            Some(_) | None => "Value".to_owned(),
        }
    }
}
