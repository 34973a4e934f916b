//! Paths, and what else holds operations.

use openapiv3::{PathItem, Paths, ReferenceOr};
use serde_json::{Map, Value};

use super::operation::operation;
use super::parameter::parameters;
use super::reader::{Reader, take_reference};
use super::server::servers;
use crate::pointer::At;

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(super) fn paths(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Paths {
    let mut paths = Paths::default();
    let map = reader.mapping(value, at, "a mapping of paths", "it is left out").unwrap_or_default();
    let taken: Vec<String> = map.keys().filter(|key| key.starts_with('/')).cloned().collect();
    for (key, value) in map {
        if key.starts_with("x-") {
            reader.extend(&mut paths.extensions, &key, value, &at.key(&key));
            continue;
        }
        let path = if key.starts_with('/') { key.clone() } else { format!("/{key}") };
        let here = at.key(&path);
        if path != key {
            let written = at.key(&key);
            if key.contains("://") || taken.contains(&path) || paths.paths.contains_key(&path) {
                reader.malformed(&written, "a path that starts with `/`", &format!("`{key}`"), "it is left out");
                continue;
            }
            reader.repaired(&written, "a path that starts with `/`", &format!("`{key}`"), "it is read with a slash");
            reader.moved(&here, &written);
        }
        if let Some(item) = path_item(reader, value, &here) {
            paths.paths.insert(path, item);
        }
    }
    paths
}

/// A reference beside operations is ignored: the specification leaves open what it would mean.
fn path_item(reader: &mut Reader<'_>, mut value: Value, at: &At<'_>) -> Option<ReferenceOr<PathItem>> {
    let has_operations = METHODS.iter().any(|method| value.get(method).is_some_and(Value::is_object));
    match take_reference(&mut value) {
        Some(reference) if has_operations => {
            let found = format!("both operations and `{reference}`");
            reader.malformed(&at.key("$ref"), "either operations or `$ref`", &found, "the reference is ignored");
        }
        Some(reference) => return Some(ReferenceOr::Reference { reference }),
        None => {}
    }
    let map = reader.mapping(value, at, "a mapping of operations", "the path is left out")?;
    Some(ReferenceOr::Item(item(reader, map, at)))
}

fn item(reader: &mut Reader<'_>, map: Map<String, Value>, at: &At<'_>) -> PathItem {
    let mut item = PathItem::default();
    for (key, value) in map {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            // Looked at before.
            "$ref" => {}
            "summary" => item.summary = reader.prose(value, &at),
            "description" => item.description = reader.prose(value, &at),
            "servers" => item.servers = servers(reader, value, &at),
            "parameters" => item.parameters = parameters(reader, value, &at),
            "get" => item.get = operation(reader, value, &at),
            "put" => item.put = operation(reader, value, &at),
            "post" => item.post = operation(reader, value, &at),
            "delete" => item.delete = operation(reader, value, &at),
            "options" => item.options = operation(reader, value, &at),
            "head" => item.head = operation(reader, value, &at),
            "patch" => item.patch = operation(reader, value, &at),
            "trace" => item.trace = operation(reader, value, &at),
            key if !key.starts_with("x-") => {
                let help = "it is left out; write methods in lower case";
                reader.malformed(&at, "a method, `parameters`, `servers` or `x-…`", &format!("`{key}`"), help);
            }
            _ => reader.extend(&mut item.extensions, &key, value, &at),
        }
    }
    item
}
