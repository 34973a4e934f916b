//! Documents that are grown from what OpenAPI allows.

use serde_json::{Map, Value, json};

use super::hostile;
use super::random::Random;

const WORDS: [&str; 14] = [
    "id", "name", "page", "status", "user_id", "userId", "kind", "type", "items", "Build", "value", "next", "a-b",
    "X-Y",
];
const FORMATS: [&str; 14] = [
    "int32",
    "int64",
    "float",
    "double",
    "byte",
    "binary",
    "date",
    "date-time",
    "uuid",
    "uri",
    "password",
    "email",
    "date-time-rfc-2822",
    "odd",
];
const MEDIA: [&str; 9] = [
    "application/json",
    "application/problem+json",
    "application/x-www-form-urlencoded",
    "multipart/form-data",
    "text/plain",
    "application/octet-stream",
    "application/xml",
    "*/*",
    "text/event-stream",
];
/// How many schemas `components` has.
const SHARED: usize = 8;
/// Deeper schemas are leaves.
const DEEPEST: usize = 4;

pub(super) fn document(random: &mut Random) -> Value {
    let version = *random.pick(&["3.0.0", "3.0.3", "3.0.4", "3.1.0"]);
    let schemas: Map<_, _> = (0..SHARED).map(|index| (shared(index), schema(random, 0))).collect();
    let paths: Map<_, _> = (0..=random.below(5)).map(|_| path(random)).collect();
    json!({
        "openapi": version,
        "info": { "title": word(random), "version": "1" },
        "servers": [{ "url": random.pick(&["https://example.com", "https://{region}.example.com/v1", "/", ""]) }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "basic": { "type": "http", "scheme": "basic" },
                "key": { "type": "apiKey", "in": random.pick(&["header", "query", "cookie"]), "name": word(random) },
            },
        },
        "security": [{ (*random.pick(&["basic", "key", "none"])): [] }],
    })
}

fn shared(index: usize) -> String {
    ["Pet", "pet", "Owner", "page", "Build.Status", "List", "Kind", "type"][index % SHARED].to_owned()
}

/// Mostly a harmless one, so that there is something to generate.
fn word(random: &mut Random) -> String {
    if random.once_in(24) { hostile::name(random) } else { (*random.pick(&WORDS)).to_owned() }
}

fn path(random: &mut Random) -> (String, Value) {
    let (mut path, mut parameters) = (String::new(), Vec::new());
    for _ in 0..=random.below(4) {
        let name = word(random);
        if random.once_in(2) {
            path.push_str("/{");
            path.push_str(&name);
            path.push('}');
            let style = *random.pick(&["simple", "label", "matrix"]);
            parameters.push(json!({
                "name": name, "in": "path", "required": true, "style": style, "explode": random.once_in(2),
                "schema": schema(random, DEEPEST - 1),
            }));
        } else {
            path.push('/');
            path.push_str(&name);
        }
    }
    let methods = ["get", "post", "put", "patch", "delete", "head", "options"];
    let mut item: Map<_, _> =
        (0..=random.below(3)).map(|_| ((*random.pick(&methods)).to_owned(), operation(random))).collect();
    item.insert("parameters".to_owned(), Value::Array(parameters));
    (path, Value::Object(item))
}

fn operation(random: &mut Random) -> Value {
    let mut operation = Map::new();
    if !random.once_in(4) {
        let id = format!("{}{}{}", random.pick(&["get", "list", "Create", "do_"]), word(random), random.below(9));
        operation.insert("operationId".to_owned(), Value::String(id));
    }
    let parameters: Vec<_> = (0..random.below(5)).map(|_| parameter(random)).collect();
    operation.insert("parameters".to_owned(), Value::Array(parameters));
    if random.once_in(2) {
        let body = json!({ "required": random.once_in(2), "content": content(random) });
        operation.insert("requestBody".to_owned(), body);
    }
    let statuses = ["200", "201", "204", "2XX", "302", "400", "4XX", "default"];
    let responses = (0..=random.below(3)).map(|_| {
        let mut response = json!({ "description": word(random) });
        if !random.once_in(4) {
            response["content"] = content(random);
        }
        ((*random.pick(&statuses)).to_owned(), response)
    });
    let responses: Map<_, _> = responses.collect();
    operation.insert("responses".to_owned(), Value::Object(responses));
    operation.insert("tags".to_owned(), json!([word(random)]));
    operation.insert("description".to_owned(), json!(hostile::name(random)));
    Value::Object(operation)
}

fn content(random: &mut Random) -> Value {
    let one = |random: &mut Random| ((*random.pick(&MEDIA)).to_owned(), json!({ "schema": schema(random, 1) }));
    Value::Object((0..=random.below(2)).map(|_| one(random)).collect())
}

fn parameter(random: &mut Random) -> Value {
    let place = *random.pick(&["query", "query", "header", "cookie"]);
    let style = match place {
        "query" => *random.pick(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
        "header" => "simple",
        _ => "form",
    };
    let (name, required) = (word(random), random.once_in(2));
    if random.once_in(12) {
        return json!({ "name": name, "in": place, "required": required, "content": content(random) });
    }
    json!({
        "name": name, "in": place, "required": required, "style": style, "explode": random.once_in(2),
        "allowReserved": random.once_in(8), "deprecated": random.once_in(8), "schema": schema(random, DEEPEST - 2),
    })
}

fn schema(random: &mut Random, depth: usize) -> Value {
    let mut grown = match random.below(if depth >= DEEPEST { 5 } else { 12 }) {
        0 => json!({ "$ref": format!("#/components/schemas/{}", shared(random.below(SHARED))) }),
        1 => json!({ "type": "string", "format": random.pick(&FORMATS), "maxLength": random.below(9) }),
        2 => json!({ "type": random.pick(&["integer", "number", "boolean"]), "format": random.pick(&FORMATS) }),
        3 => enumeration(random),
        4 => json!({ "type": random.pick(&["string", "integer"]), "default": random.pick(&["a", "1", "true", ""]) }),
        5 | 6 => json!({ "type": "array", "items": schema(random, depth + 1), "minItems": random.below(3) }),
        7 => json!({ "type": "object", "additionalProperties": schema(random, depth + 1) }),
        8 => {
            let members: Vec<_> = (0..=random.below(3)).map(|_| schema(random, depth + 1)).collect();
            json!({ (*random.pick(&["allOf", "oneOf", "anyOf"])): members })
        }
        _ => object(random, depth),
    };
    if let Some(map) = grown.as_object_mut() {
        for flag in ["nullable", "readOnly", "writeOnly", "deprecated"] {
            if random.once_in(10) {
                map.insert(flag.to_owned(), json!(true));
            }
        }
        if random.once_in(6) {
            map.insert("description".to_owned(), json!(hostile::name(random)));
        }
    }
    grown
}

fn enumeration(random: &mut Random) -> Value {
    let values: Vec<_> = (0..=random.below(5))
        .map(|_| match random.below(10) {
            0 => json!(random.below(9)),
            1 => Value::Null,
            2 => json!(true),
            3 => json!(hostile::name(random)),
            _ => json!(word(random)),
        })
        .collect();
    json!({ "type": "string", "enum": values })
}

fn object(random: &mut Random, depth: usize) -> Value {
    let properties: Map<_, _> = (0..random.below(6)).map(|_| (word(random), schema(random, depth + 1))).collect();
    let required: Vec<_> = properties.keys().filter(|_| random.once_in(2)).cloned().collect();
    let mut object = json!({ "type": "object", "properties": properties, "required": required });
    if random.once_in(6) {
        object["additionalProperties"] = schema(random, depth + 1);
    }
    if random.once_in(8) {
        object["discriminator"] = json!({ "propertyName": word(random), "mapping": { "a": word(random) } });
    }
    object
}
