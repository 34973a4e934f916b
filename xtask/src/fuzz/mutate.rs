//! Changes to the parsed value of a document.

use serde_json::{Map, Value, json};

use super::hostile;
use super::random::Random;

/// One change; a document that has no place for it stays as it is.
pub(super) fn mutate(document: &mut Value, other: &Value, random: &mut Random) {
    let places = places(document);
    let at = random.pick(&places).clone();
    let elsewhere = random.pick(&places).clone();
    match random.below(12) {
        0 => drop(remove(document, &at)),
        1 => set(document, &elsewhere, get(document, &at)),
        2 => {
            let (one, two) = (get(document, &at), get(document, &elsewhere));
            set(document, &elsewhere, one);
            set(document, &at, two);
        }
        3 | 4 => rename(document, &at, hostile::name(random)),
        5 => set(document, &at, any(random)),
        6 => set(document, &at, json!({ "$ref": reference(&places, &at, random) })),
        7 => retarget(document, &places, random),
        8 => {
            let value = get(document, &at);
            set(document, &at, nest(value, random));
        }
        9 => {
            if let Some(value) = remove(document, &at) {
                insert(document, &elsewhere, hostile::name(random), value);
            }
        }
        10 => {
            let foreign = self::places(other);
            let value = get(other, &foreign[random.below(foreign.len())]);
            set(document, &at, value);
        }
        _ => {
            let value = get(document, &at);
            insert(document, &elsewhere, hostile::name(random), value);
        }
    }
}

/// The pointers of all values.
fn places(document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, places: &mut Vec<String>) {
        places.push(at.to_owned());
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    walk(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), places);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    walk(value, &format!("{at}/{index}"), places);
                }
            }
            _ => {}
        }
    }
    let mut places = Vec::new();
    walk(document, "", &mut places);
    places
}

fn get(document: &Value, at: &str) -> Value {
    document.pointer(at).cloned().unwrap_or_default()
}

fn set(document: &mut Value, at: &str, value: Value) {
    if let Some(place) = document.pointer_mut(at) {
        *place = value;
    }
}

fn parent<'d>(document: &'d mut Value, at: &str) -> Option<(&'d mut Value, String)> {
    let (parent, key) = at.rsplit_once('/')?;
    Some((document.pointer_mut(parent)?, key.replace("~1", "/").replace("~0", "~")))
}

fn remove(document: &mut Value, at: &str) -> Option<Value> {
    match parent(document, at)? {
        (Value::Object(map), key) => map.shift_remove(&key),
        (Value::Array(items), key) => Some(items.remove(key.parse().ok()?)),
        _ => None,
    }
}

fn insert(document: &mut Value, at: &str, key: String, value: Value) {
    match document.pointer_mut(at) {
        Some(Value::Object(map)) => drop(map.insert(key, value)),
        Some(Value::Array(items)) => items.push(value),
        Some(Value::String(text)) => *text = key,
        _ => {}
    }
}

/// Keeps the order of the keys.
fn rename(document: &mut Value, at: &str, name: String) {
    match parent(document, at) {
        Some((Value::Object(map), key)) => {
            let renamed = std::mem::take(map).into_iter();
            *map = renamed.map(|(old, value)| (if old == key { name.clone() } else { old }, value)).collect();
        }
        Some((Value::Array(_), _)) => set(document, at, Value::String(name)),
        _ => {}
    }
}

fn any(random: &mut Random) -> Value {
    match random.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(-1),
        3 => json!(u64::MAX),
        4 => json!(1e308),
        5 => json!([]),
        6 => json!({}),
        7 => json!([{}, null, "a", 1.5, [[]]]),
        8 => json!({ "type": "object", "properties": { "a": { "$ref": "#" } } }),
        9 => json!(i64::MIN),
        10 => json!(["string", "null"]),
        _ => Value::String(hostile::name(random)),
    }
}

fn reference(places: &[String], at: &str, random: &mut Random) -> String {
    match random.below(8) {
        0 => format!("#{at}"),
        1 => format!("#{}", at.rsplit_once('/').map_or("", |(parent, _)| parent)),
        2 => "#".to_owned(),
        3 => format!("../../{}.yaml#/a", hostile::name(random)),
        4 => hostile::name(random),
        _ => format!("#{}", random.pick(places)),
    }
}

fn retarget(document: &mut Value, places: &[String], random: &mut Random) {
    let references: Vec<_> = places.iter().filter(|place| place.ends_with("/$ref")).collect();
    if !references.is_empty() {
        let at = (*random.pick(&references)).clone();
        let target = reference(places, at.trim_end_matches("/$ref"), random);
        set(document, &at, Value::String(target));
    }
}

fn nest(mut value: Value, random: &mut Random) -> Value {
    // JSON readers stop at 128, so both sides of that are tried.
    let (depth, way) = (random.below(200), random.below(5));
    for _ in 0..depth {
        value = match way {
            0 => json!({ "type": "array", "items": value }),
            1 => json!({ "type": "object", "properties": { "a": value } }),
            2 => json!({ "allOf": [value] }),
            3 => json!({ "oneOf": [value, { "type": "string" }] }),
            _ => Value::Object(Map::from_iter([(hostile::name(random), value)])),
        };
    }
    value
}
