//! What is said about content of one media type.

use indexmap::IndexMap;
use openapiv3::{Encoding, Example, MediaType, QueryStyle, ReferenceOr};
use serde_json::Value;

use super::components::references;
use super::parameter::{header, query_style};
use super::reader::{Reader, extend, take_reference};
use super::schema::schema;
use crate::pointer::At;

pub(super) fn media_types(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> IndexMap<String, MediaType> {
    reader.map(value, at, |reader, value, at| Some(media_type(reader, value, at)))
}

fn media_type(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> MediaType {
    let mut media_type = MediaType::default();
    let map = reader.mapping(value, at, "a mapping with `schema`", "its content is read as any").unwrap_or_default();
    for (key, value) in map {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "schema" => media_type.schema = Some(schema(reader, value, &at)),
            "example" => media_type.example = Some(value),
            "examples" => media_type.examples = examples(reader, value, &at),
            "encoding" => media_type.encoding = reader.map(value, &at, encoding),
            _ => extend(&mut media_type.extensions, key, value),
        }
    }
    media_type
}

/// A list, as schemas have it in 3.1, is read as examples that are named by their place.
pub(super) fn examples(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> IndexMap<String, ReferenceOr<Example>> {
    let Value::Array(list) = value else {
        return references(reader, value, at, example);
    };
    reader.repaired(at, "a mapping of names to examples", "a list", "they are named by their place in it");
    let examples = list.into_iter().enumerate().map(|(index, mut value)| {
        let example = match take_reference(&mut value) {
            Some(reference) => ReferenceOr::Reference { reference },
            None => ReferenceOr::Item(Example { value: Some(value), ..Example::default() }),
        };
        (index.to_string(), example)
    });
    examples.collect()
}

pub(super) fn example(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Example> {
    let mut example = Example::default();
    if !value.is_object() {
        if !value.is_null() {
            reader.repaired(at, "an example with `value`", "the value itself", "it is read as the value");
        }
        example.value = Some(value).filter(|value| !value.is_null());
        return Some(example);
    }
    for (key, value) in reader.mapping(value, at, "an example", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "summary" => example.summary = reader.text(value, &at),
            "description" => example.description = reader.text(value, &at),
            "value" => example.value = Some(value),
            "externalValue" => example.external_value = reader.text(value, &at),
            _ => extend(&mut example.extensions, key, value),
        }
    }
    Some(example)
}

fn encoding(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Encoding> {
    let mut encoding = Encoding::default();
    let mut explode = None;
    for (key, value) in reader.mapping(value, at, "an encoding", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "contentType" => encoding.content_type = reader.text(value, &at),
            "headers" => encoding.headers = references(reader, value, &at, header),
            "style" => encoding.style = reader.text(value, &at).and_then(|style| query_style(reader, &style, &at)),
            "explode" => explode = reader.boolean(&value, &at),
            "allowReserved" => encoding.allow_reserved = reader.flag(&value, &at),
            _ => extend(&mut encoding.extensions, key, value),
        }
    }
    // `openapiv3` can't tell a missing `explode` from false, so here one without a style says nothing.
    if explode.is_some() {
        encoding.style.get_or_insert(QueryStyle::Form);
    }
    encoding.explode = explode.unwrap_or(matches!(encoding.style, Some(QueryStyle::Form)));
    Some(encoding)
}
