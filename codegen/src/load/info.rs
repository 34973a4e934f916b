//! What a document says about itself.

use openapiv3::{Info, Tag};
use serde_json::Value;

use super::reader::Reader;
use crate::loss::Reason;
use crate::pointer::At;

pub(super) fn info(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Info {
    let mut info = Info::default();
    let Some(map) = reader.mapping(value, at, "`title` and `version`", "names are made without it") else {
        return info;
    };
    for (key, value) in map {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "title" => info.title = reader.text(value, &at).unwrap_or_default(),
            "description" => info.description = reader.described(value, &at),
            "version" => info.version = reader.prose(value, &at).unwrap_or_default(),
            "summary" | "termsOfService" | "contact" | "license" => reader.lose(&at, Reason::Documentation),
            _ => reader.extend(&mut info.extensions, &key, value, &at),
        }
    }
    info
}

pub(super) fn tag(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Tag> {
    let mut tag = Tag::default();
    if let Value::String(name) = value {
        reader.repaired(at, "a tag with `name`", "text", "it is read as the name");
        tag.name = name;
        return Some(tag);
    }
    for (key, value) in reader.mapping(value, at, "a tag with `name`", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "name" => tag.name = reader.scalar_text(value, &at).unwrap_or_default(),
            "description" => tag.description = reader.prose(value, &at),
            "externalDocs" => reader.lose(&at, Reason::Documentation),
            _ => reader.extend(&mut tag.extensions, &key, value, &at),
        }
    }
    Some(tag)
}
