use super::*;

/// A schema of a document of this version, and what was told about it.
fn schema(version: &str, schema: &Value) -> (Value, String) {
    let document = json!({
        "openapi": version,
        "info": { "title": "t", "version": "1" },
        "paths": {},
        "components": { "schemas": { "S": schema } },
    });
    let (mut value, told) = read(&document.to_string());
    (value["components"]["schemas"]["S"].take(), told.replace("#/components/schemas/S", "#"))
}

#[test]
fn beside_a_reference() {
    let beside = json!({ "properties": {
        "a": { "$ref": "#/x", "nullable": true, "type": "object" },
        "b": { "$ref": "#/x", "title": "t", "nullable": false, "description": "", "example": 1 },
        "c": { "$ref": "#/x", "properties": { "p": {} } },
        "$ref": { "type": "string" },
    } });
    let (value, told) = schema("3.0.3", &beside);
    let read = json!({
        "a": { "allOf": [{ "$ref": "#/x" }], "nullable": true },
        "b": { "$ref": "#/x" },
        "c": { "$ref": "#/x" },
        "$ref": { "type": "string" },
    });
    assert_eq!(value["properties"], read);
    assert_eq!(told, "ignored #/properties/c: expected `$ref` alone, but found `properties` beside it\n");

    let (value, _) = schema("3.1.0", &json!({ "allOf": [{}], "$ref": "#/x", "properties": { "p": {} } }));
    assert_eq!(value, json!({ "allOf": [{}, { "$ref": "#/x" }], "properties": { "p": {} } }));
}

#[test]
fn version_3_1() {
    let cases = [
        (
            json!({ "type": ["string", "null"], "minLength": 1 }),
            json!({ "type": "string", "nullable": true, "minLength": 1 }),
        ),
        (json!({ "const": "a" }), json!({ "enum": ["a"] })),
        (json!({ "type": "string", "const": "a" }), json!({ "type": "string", "enum": ["a"] })),
        (
            json!({ "type": "integer", "exclusiveMinimum": 1, "minimum": 0, "exclusiveMaximum": 9, "maximum": 8 }),
            json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 8 }),
        ),
        (json!({ "examples": [1, 2] }), json!({ "example": 1 })),
        (
            json!({ "anyOf": [{ "$ref": "#/x" }, { "type": "null" }] }),
            json!({ "allOf": [{ "$ref": "#/x" }], "nullable": true }),
        ),
        (
            json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/x" }, {}] }),
            json!({ "oneOf": [{ "$ref": "#/x" }, {}], "nullable": true }),
        ),
        (
            json!({ "type": ["integer", "string", "object"], "format": "int32", "pattern": "a", "properties": { "p": {} } }),
            json!({ "anyOf": [
                { "type": "integer", "format": "int32" },
                { "type": "string", "pattern": "a" },
                { "type": "object", "properties": { "p": {} } },
            ] }),
        ),
        (json!({ "type": "null" }), json!({ "enum": [null], "nullable": true })),
        (json!({ "type": "string", "contentEncoding": "base64" }), json!({ "type": "string", "format": "byte" })),
        (
            json!({ "type": "object", "patternProperties": { "^a": { "type": "string" } } }),
            json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        ),
        (
            json!({ "type": "array", "prefixItems": [{}], "items": false, "$defs": {}, "unevaluatedProperties": false }),
            json!({ "type": "array", "items": {} }),
        ),
        (
            json!({ "additionalProperties": false, "properties": { "p": true } }),
            json!({ "additionalProperties": false, "properties": { "p": {} } }),
        ),
    ];
    for (written, wanted) in cases {
        let (value, told) = schema("3.1.0", &written);
        assert_eq!((value, told.as_str()), (wanted, ""), "{written}");
    }
    let (value, told) = read("openapi: 3.1.0\ninfo: {title: t, version: '1'}\nwebhooks: {a: {}}\n");
    assert_eq!(value["paths"], json!({}));
    assert_eq!(told, "ignored #/webhooks: expected operations of the API, but found webhooks\n");
}

#[test]
fn odd_schemas() {
    let cases = [
        (json!({ "type": "file" }), json!({ "type": "string", "format": "binary" }), "repaired #/type"),
        (json!({ "type": "String" }), json!({ "type": "string" }), "repaired #/type"),
        (json!({ "type": "no", "description": "d" }), json!({ "description": "d" }), "malformed-part #/type"),
        (json!({ "type": "string", "enum": null, "default": null }), json!({ "type": "string" }), ""),
        (json!({ "type": "string", "required": true }), json!({ "type": "string" }), "repaired #/required"),
        (
            json!({ "type": "string", "minLength": "3" }),
            json!({ "type": "string", "minLength": 3 }),
            "repaired #/minLength",
        ),
        (json!({ "type": "string", "minLength": -3 }), json!({ "type": "string" }), "malformed-part #/minLength"),
        (json!({ "type": "string", "format": {} }), json!({ "type": "string" }), "malformed-part #/format"),
        (
            json!({ "type": "string", "enum": [1, "a"] }),
            json!({ "type": "string", "enum": ["1", "a"] }),
            "repaired #/enum/0",
        ),
        (
            json!({ "type": "integer", "enum": ["1", 2] }),
            json!({ "type": "integer", "enum": [1, 2] }),
            "repaired #/enum/0",
        ),
        (json!({ "type": "integer", "enum": ["a", 2] }), json!({ "type": "integer", "enum": ["a", 2] }), ""),
        (json!({ "type": "integer", "maximum": 1e30 }), json!({ "type": "integer" }), ""),
        (json!({ "type": "integer", "maximum": 1e3 }), json!({ "type": "integer", "maximum": 1000 }), ""),
        (json!({ "type": "integer", "minLength": 3 }), json!({ "type": "integer" }), ""),
        (json!({ "type": "array", "items": [{}] }), json!({ "type": "array", "items": {} }), "repaired #/items"),
        (
            json!({ "type": "object", "properties": { "a": 1 } }),
            json!({ "type": "object", "properties": { "a": {} } }),
            "malformed-part #/properties/a",
        ),
        (json!({ "type": "object", "format": "map" }), json!({ "type": "object", "format": "map" }), ""),
        (
            json!({ "discriminator": "kind" }),
            json!({ "discriminator": { "propertyName": "kind" } }),
            "repaired #/discriminator",
        ),
        (json!("string"), json!({}), "malformed-part #"),
        (json!([]), json!({}), "malformed-part #"),
        (json!({ "oneOf": {} }), json!({}), "malformed-part #/oneOf"),
        (json!({ "type": {} }), json!({}), "malformed-part #/type"),
        (
            json!({ "exclusiveMinimum": 3, "type": "number" }),
            json!({ "type": "number", "minimum": 3.0, "exclusiveMinimum": true }),
            "repaired #/exclusiveMinimum",
        ),
    ];
    for (written, wanted, told) in cases {
        let (value, found) = schema("3.0.3", &written);
        assert_eq!(value, wanted, "{written}");
        assert_eq!(found.split(": ").next().unwrap_or_default(), told, "{written}: {found}");
        assert!(found.lines().count() <= 1, "{found}");
    }
}
