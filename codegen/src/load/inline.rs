//! References that `openapiv3` has no place for, resolved before the parts are read: to path items, and to definitions
//! inside of schemas (`$defs`, JSON Schema 2020-12, section 8.2.4).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::origin::Origins;
use crate::pointer::{At, Pointer};

/// Chains of references are followed this far; what is longer leads in a circle.
const MOST_STEPS: usize = 32;

/// Puts path items where paths refer to them. What stands beside the reference goes before what it leads to.
pub(super) fn path_items(document: &mut Map<String, Value>, origins: &mut Origins) {
    let Some(Value::Object(paths)) = document.get("paths") else { return };
    let mut found = Vec::new();
    for (path, item) in paths {
        let Some((pointer, mut resolved)) = path_item(document, item) else { continue };
        let beside = item.as_object().into_iter().flatten().filter(|(key, _)| *key != "$ref");
        let mut own = Vec::new();
        for (key, value) in beside {
            own.push(key.clone());
            resolved.insert(key.clone(), value.clone());
        }
        found.push((path.clone(), pointer, own, resolved));
    }
    let Some(Value::Object(paths)) = document.get_mut("paths") else { return };
    for (path, pointer, own, resolved) in found {
        let at = At::ROOT.key("paths");
        let at = at.key(&path);
        for key in own {
            let here = at.key(&key).pointer();
            origins.insert(here.clone(), here);
        }
        let origin = origins.original(pointer);
        origins.insert(at.pointer(), origin);
        paths.insert(path, Value::Object(resolved));
    }
}

/// The path item at the end of a chain of references, and where it stands. `None` if `item` is no reference into the
/// document, or one to something else than a path item.
fn path_item(document: &Map<String, Value>, item: &Value) -> Option<(Pointer, Map<String, Value>)> {
    let mut reference = item.get("$ref")?.as_str()?;
    for _ in 0..MOST_STEPS {
        let pointer = Pointer::parse(reference.strip_prefix('#')?)?;
        let target = at(document, &pointer)?.as_object()?;
        match target.get("$ref").and_then(Value::as_str) {
            Some(next) => reference = next,
            None => {
                let is_item = matches!(pointer.tokens(), [first, _] if first == "paths")
                    || matches!(pointer.tokens(), [first, second, _] if first == "components" && second == "pathItems");
                return is_item.then(|| (pointer, target.clone()));
            }
        }
    }
    None
}

/// Makes components of the definitions inside of schemas that something refers to, and leads the references there.
pub(super) fn definitions(document: &mut Map<String, Value>, origins: &mut Origins) {
    let mut pointers = BTreeSet::new();
    document.values().for_each(|value| find(value, &mut pointers));
    let mut renamed: BTreeMap<Pointer, String> = BTreeMap::new();
    // A definition may refer to others; they were found with it.
    for pointer in pointers {
        let Some(schema) = at(document, &pointer).cloned() else { continue };
        let Some(name) = free_name(document, &pointer) else { continue };
        let components = document.entry("components").or_insert_with(|| Value::Object(Map::new()));
        let schemas = components
            .as_object_mut()
            .map(|components| components.entry("schemas").or_insert_with(|| Value::Object(Map::new())));
        let Some(schemas) = schemas.and_then(Value::as_object_mut) else { return };
        schemas.insert(name.clone(), schema);
        let origin = origins.original(pointer.clone());
        origins.insert(At::ROOT.key("components").key("schemas").key(&name).pointer(), origin);
        renamed.insert(pointer, format!("#/components/schemas/{name}"));
    }
    if !renamed.is_empty() {
        document.values_mut().for_each(|value| lead(value, &renamed));
    }
}

/// The definition's own name, else one with the names around it.
fn free_name(document: &Map<String, Value>, pointer: &Pointer) -> Option<String> {
    let taken = |name: &str| document.get("components").is_some_and(|all| all["schemas"].get(name).is_some());
    let is_name = |name: &&String| !matches!(name.as_str(), "$defs" | "definitions" | "components" | "schemas");
    let names: Vec<&String> = pointer.tokens().iter().filter(is_name).collect();
    (0..names.len()).rev().find_map(|start| {
        let name = names[start..].iter().map(|name| name.replace(['/', '~'], "_")).collect::<Vec<_>>().join(".");
        (!taken(&name)).then_some(name)
    })
}

/// The definition that something refers to.
fn definition(reference: &str) -> Option<Pointer> {
    let place = reference.strip_prefix('#')?;
    if place.contains("/$defs/") || place.contains("/definitions/") { Pointer::parse(place) } else { None }
}

/// Where the definitions are that something refers to.
fn find(value: &Value, pointers: &mut BTreeSet<Pointer>) {
    match value {
        Value::Object(map) => {
            pointers.extend(map.get("$ref").and_then(Value::as_str).and_then(definition));
            map.values().for_each(|value| find(value, pointers));
        }
        Value::Array(list) => list.iter().for_each(|value| find(value, pointers)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn lead(value: &mut Value, renamed: &BTreeMap<Pointer, String>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(reference)) = map.get_mut("$ref")
                && let Some(to) = definition(reference).and_then(|pointer| renamed.get(&pointer))
            {
                reference.clone_from(to);
            }
            map.values_mut().for_each(|value| lead(value, renamed));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| lead(value, renamed)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn at<'v>(document: &'v Map<String, Value>, pointer: &Pointer) -> Option<&'v Value> {
    let (first, rest) = pointer.tokens().split_first()?;
    below(document.get(first)?, rest)
}

/// What the tokens of a pointer lead to.
pub(super) fn below<'v>(value: &'v Value, tokens: &[String]) -> Option<&'v Value> {
    tokens.iter().try_fold(value, |value, token| match value {
        Value::Object(map) => map.get(token),
        Value::Array(list) => list.get(token.parse::<usize>().ok()?),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    })
}
