//! What is said about content of one media type.

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, QueryStyle};
use serde_json::Value;

use super::components::references;
use super::parameter::{header, query_style};
use super::reader::Reader;
use super::schema::schema;
use crate::loss::Reason;
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
            "example" => {
                reader.lose(&at, Reason::Documentation);
                media_type.example = Some(value);
            }
            "examples" => reader.lose(&at, Reason::Documentation),
            "encoding" => media_type.encoding = reader.map(value, &at, encoding),
            _ => reader.extend(&mut media_type.extensions, &key, value, &at),
        }
    }
    media_type
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
            _ => reader.extend(&mut encoding.extensions, &key, value, &at),
        }
    }
    // `openapiv3` can't tell a missing `explode` from false, so here one without a style says nothing.
    if explode.is_some() {
        encoding.style.get_or_insert(QueryStyle::Form);
    }
    encoding.explode = explode.unwrap_or(matches!(encoding.style, Some(QueryStyle::Form)));
    Some(encoding)
}
