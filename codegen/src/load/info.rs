//! What a document says about itself.

use openapiv3::{Contact, ExternalDocumentation, Info, License, Tag};
use serde_json::Value;

use super::reader::{Reader, extend};
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
            "description" => info.description = reader.text(value, &at),
            "termsOfService" => info.terms_of_service = reader.text(value, &at),
            "contact" => info.contact = contact(reader, value, &at),
            "license" => info.license = license(reader, value, &at),
            "version" => info.version = reader.text(value, &at).unwrap_or_default(),
            _ => extend(&mut info.extensions, key, value),
        }
    }
    info
}

fn contact(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Contact> {
    let mut contact = Contact::default();
    for (key, value) in reader.mapping(value, at, "a contact", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "name" => contact.name = reader.text(value, &at),
            "url" => contact.url = reader.text(value, &at),
            "email" => contact.email = reader.text(value, &at),
            _ => extend(&mut contact.extensions, key, value),
        }
    }
    Some(contact)
}

fn license(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<License> {
    let mut license = License::default();
    for (key, value) in reader.mapping(value, at, "a license", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "name" => license.name = reader.text(value, &at).unwrap_or_default(),
            "url" => license.url = reader.text(value, &at),
            _ => extend(&mut license.extensions, key, value),
        }
    }
    Some(license)
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
            "description" => tag.description = reader.text(value, &at),
            "externalDocs" => tag.external_docs = external_docs(reader, value, &at),
            _ => extend(&mut tag.extensions, key, value),
        }
    }
    Some(tag)
}

/// Without a URL it is no more than its description.
pub(super) fn external_docs(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<ExternalDocumentation> {
    let mut docs = ExternalDocumentation::default();
    if let Value::String(url) = value {
        reader.repaired(at, "a mapping with `url`", "text", "it is read as the URL");
        docs.url = url;
        return Some(docs);
    }
    for (key, value) in reader.mapping(value, at, "a mapping with `url`", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "description" => docs.description = reader.text(value, &at),
            "url" => docs.url = reader.text(value, &at).unwrap_or_default(),
            _ => extend(&mut docs.extensions, key, value),
        }
    }
    Some(docs)
}
