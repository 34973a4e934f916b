use super::*;

#[test]
fn places_lead_back() {
    let text = format!(
        "{HEAD}paths:\n  b: {{get: {{parameters: [{{in: body, name: x}}, {{in: query, name: y, type: string}}]}}}}\n\
         components: {{schemas: {{S: {{$ref: '#/x', description: d}}}}}}\n"
    );
    let mut diagnostics = Diagnostics::default();
    let document = load(&Source { name: "test", text: &text }, &NoFiles, &mut diagnostics).unwrap();
    for place in ["/components/schemas/S/allOf/0", "/paths/~1b/get/parameters/0/schema", "/paths/~1b/get"] {
        diagnostics.push(Code::Renamed, Pointer::parse(place).unwrap(), "later", "");
    }
    let places = document.locate(diagnostics).0;
    let places: Vec<_> = places.iter().map(|found| format!("{} {}", found.code.as_str(), found.pointer)).collect();
    let wanted = [
        "repaired #/paths/b",
        "repaired #/paths/b/get",
        "renamed #/paths/b/get",
        "malformed-part #/paths/b/get/parameters/0",
        "repaired #/paths/b/get/parameters/1",
        "renamed #/paths/b/get/parameters/1",
        "renamed #/components/schemas/S",
    ];
    assert_eq!(places, wanted);
}

#[test]
fn odd_parts() {
    let text = format!(
        "{HEAD}servers: [https://a.b, {{url: 'https://{{p}}', variables: {{p: {{default: 443}}}}}}, {{}}]\n\
         tags: [a, {{name: 1}}]\nsecurity: {{k: null}}\n\
         paths:\n  x-p: 1\n  /a:\n    $ref: '#/paths/~1b'\n    parameters: null\n    get:\n      tags: a\n      parameters:\n\
         \x20       - {{name: p, in: path, style: form, schema: {{}}}}\n        - 7\n        - {{name: q, in: Query, required: 'true'}}\n\
         \x20     responses: {{200: ok, 2xx: {{content: {{a/b: null}}}}, 99: {{}}, default: null}}\n    put: 3\n  /c: {{$ref: x.yaml#/c}}\n\
         components:\n  securitySchemes: {{a: {{type: basic}}, b: {{type: mutualTLS}}, c: {{type: apiKey}}}}\n  schemas: 3\n"
    );
    let (value, told) = read(&text);
    assert_eq!(value["servers"][1]["variables"]["p"]["default"], "443");
    assert_eq!(value["security"], json!([{ "k": [] }]));
    let parameters = &value["paths"]["/a"]["get"]["parameters"];
    assert_eq!(parameters[0]["style"], "simple");
    assert_eq!((&parameters[1]["required"], &parameters[1]["schema"]), (&json!(true), &json!({ "type": "string" })));
    let responses = &value["paths"]["/a"]["get"]["responses"];
    assert_eq!(responses["200"], json!({ "description": "ok" }));
    assert_eq!(responses["2XX"]["content"], json!({ "a/b": {} }));
    assert_eq!(value["paths"]["/c"], json!({ "$ref": "x.yaml#/c" }));
    let told: Vec<_> = told.lines().map(|line| line.split(": ").next().unwrap()).collect();
    let wanted = [
        "repaired #/servers/0",
        "malformed-part #/servers/2",
        "repaired #/tags/0",
        "repaired #/security",
        "malformed-part #/paths/~1a/$ref",
        "repaired #/paths/~1a/get/tags",
        "malformed-part #/paths/~1a/get/parameters/0/style",
        "malformed-part #/paths/~1a/get/parameters/1",
        "repaired #/paths/~1a/get/parameters/2/required",
        "repaired #/paths/~1a/get/parameters/2/in",
        "repaired #/paths/~1a/get/parameters/2",
        "repaired #/paths/~1a/get/responses/200",
        "malformed-part #/paths/~1a/get/responses/99",
        "malformed-part #/paths/~1a/put",
        "repaired #/components/securitySchemes/a/type",
        "unsupported-security #/components/securitySchemes/b",
        "malformed-part #/components/securitySchemes/c",
        "malformed-part #/components/schemas",
    ];
    assert_eq!(told, wanted);
}

/// Whatever stands anywhere, a document is read.
#[test]
fn anything_anywhere() {
    let values = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!("x"),
        json!([]),
        json!([1, null, {}]),
        json!({}),
        json!({ "$ref": 1, "a": 1 }),
    ];
    let document = json!({
        "openapi": "3.0.3", "info": { "title": "t", "version": "1", "contact": { "name": "n" }, "license": { "name": "n" } },
        "servers": [{ "url": "u", "variables": { "v": { "default": "d", "enum": ["d"] } } }],
        "tags": [{ "name": "n", "externalDocs": { "url": "u" } }], "security": [{ "s": ["a"] }],
        "paths": { "/a": { "parameters": [{ "$ref": "#/x" }], "get": {
            "tags": ["t"], "operationId": "o", "deprecated": true, "callbacks": { "c": { "e": { "get": { "responses": {} } } } },
            "parameters": [{ "name": "n", "in": "query", "schema": { "type": "string" }, "examples": { "e": { "value": 1 } } }],
            "requestBody": { "required": true, "content": { "a/b": { "schema": {}, "encoding": { "p": { "style": "form", "headers": { "H": { "schema": {} } } } } } } },
            "responses": { "200": { "description": "d", "headers": { "H": { "schema": {} } }, "links": { "l": { "operationId": "o" } } } },
        } } },
        "components": {
            "schemas": { "S": { "type": "object", "required": ["a"], "properties": { "a": { "type": "integer", "enum": [1], "minimum": 0 } },
                "additionalProperties": { "oneOf": [{ "type": "array", "items": {}, "minItems": 1 }], "discriminator": { "propertyName": "p", "mapping": { "a": "b" } } } } },
            "securitySchemes": { "s": { "type": "oauth2", "flows": { "implicit": { "authorizationUrl": "u", "scopes": { "a": "b" } } } }, "t": { "type": "http", "scheme": "basic" } },
        },
    });
    let mut pointers = vec![String::new()];
    let mut index = 0;
    while let Some(pointer) = pointers.get(index).cloned() {
        index += 1;
        let keys: Vec<_> = match document.pointer(&pointer) {
            Some(Value::Object(map)) => map.keys().map(|key| key.replace('/', "~1")).collect(),
            Some(Value::Array(list)) => (0..list.len()).map(|index| index.to_string()).collect(),
            _ => Vec::new(),
        };
        pointers.extend(keys.iter().map(|key| format!("{pointer}/{key}")));
    }
    for pointer in pointers.iter().filter(|pointer| !["", "/openapi", "/paths"].contains(&pointer.as_str())) {
        for value in &values {
            let mut changed = document.clone();
            *changed.pointer_mut(pointer).unwrap() = value.clone();
            let (read, _) = read(&changed.to_string());
            assert!(read["paths"].is_object());
        }
    }
}
