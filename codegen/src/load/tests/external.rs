use std::collections::BTreeMap;

use super::*;
use crate::files::{Files, Refused};

/// Files by their paths.
struct Texts(BTreeMap<&'static str, String>);

impl Files for Texts {
    fn read(&self, path: &str) -> Result<String, Refused> {
        self.0.get(path).cloned().ok_or_else(|| Refused::new(format!("expected `{path}`, but found nothing"), "add it"))
    }
}

/// What a document with other files is read as, and what was told about it.
fn read_with(text: &str, files: &[(&'static str, &str)]) -> (Value, String) {
    let files = Texts(files.iter().map(|(path, text)| (*path, (*text).to_owned())).collect());
    let mut diagnostics = Diagnostics::default();
    let text = format!("{HEAD}{text}");
    let document = load(&Source { name: "a.yaml", text: &text }, &files, &mut diagnostics).unwrap();
    let openapi = serde_json::to_value(&document.openapi).unwrap();
    let mut told = String::new();
    for found in document.locate(diagnostics).0 {
        writeln!(told, "{} {}: {}", found.pointer.file(), found.pointer, found.message).unwrap();
    }
    (openapi, told)
}

#[test]
fn whole_sections() {
    let (found, told) = read_with(
        "paths: {$ref: paths.yaml}\ncomponents: {schemas: {$ref: schemas/index.yaml}}\n",
        &[
            ("paths.yaml", "/a: {get: {responses: {'200': {$ref: 'common.yaml#/Fine'}}, deprecated: 3}}\n"),
            ("common.yaml", "Fine: {description: d, content: {a/b: {schema: {$ref: schemas/pet.yaml}}}}\n"),
            (
                "schemas/index.yaml",
                "Cat: {$ref: pet.yaml}\nDog: {properties: {cat: {$ref: '#/Cat'}, dog: {$ref: '#/Dog'}}}\n",
            ),
            ("schemas/pet.yaml", "type: object\n"),
        ],
    );
    assert_eq!(found["paths"]["/a"]["get"]["responses"]["200"], json!({"$ref": "#/components/responses/Fine"}));
    let schema = &found["components"]["responses"]["Fine"]["content"]["a/b"]["schema"];
    assert_eq!(*schema, json!({"$ref": "#/components/schemas/Cat"}));
    let schemas = &found["components"]["schemas"];
    assert_eq!(schemas["Cat"], json!({"type": "object"}));
    let properties = &schemas["Dog"]["properties"];
    assert_eq!(properties["cat"], json!({"$ref": "#/components/schemas/Cat"}));
    assert_eq!(properties["dog"], json!({"$ref": "#/components/schemas/Dog"}));
    assert_eq!(schemas.as_object().map(Map::len), Some(2));
    assert_eq!(told, "3 #/~1a/get/deprecated: expected `true` or `false`, but found `3`\n");
}

#[test]
fn what_stands_beside_a_reference() {
    let (found, told) = read_with(
        "paths:\n  /a: {$ref: 'd/b.yaml', summary: here, get: {$ref: c.yaml}, parameters: 1}\n",
        &[("d/b.yaml", "summary: there\ndescription: 2\nget: {}\n"), ("c.yaml", "operationId: c\nresponses: {}\n")],
    );
    let item = &found["paths"]["/a"];
    assert_eq!((&item["summary"], &item["description"]), (&json!("here"), &json!("2")));
    assert_eq!(item["get"]["operationId"], json!("c"));
    assert_eq!(
        told,
        "0 #/paths/~1a/parameters: expected a list, but found `1`\n\
         1 #/description: expected text, but found `2` without quotes\n"
    );
}

#[test]
fn mappings_of_discriminators() {
    let (found, _) = read_with(
        "paths: {}\ncomponents: {schemas: {Pet: {$ref: pets.yaml#/Pet}, Cat: {type: object}, Own: {\
         oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: t, mapping: {a: Cat, b: pets.yaml#/Dog}}}}}\n",
        &[(
            "pets.yaml",
            "Pet: {oneOf: [{$ref: '#/Dog'}, {$ref: 'a.yaml#/components/schemas/Cat'}], \
             discriminator: {propertyName: t, mapping: {a: '#/Dog', b: 'a.yaml#/components/schemas/Cat'}}}\n\
             Dog: {type: object}\n",
        )],
    );
    let mapping = |name: &str| found["components"]["schemas"][name]["discriminator"]["mapping"].clone();
    let [cat, dog] = ["#/components/schemas/Cat", "#/components/schemas/Dog"];
    assert_eq!(mapping("Pet"), json!({"a": dog, "b": cat}));
    assert_eq!(mapping("Own"), json!({"a": "Cat", "b": dog}));
}

#[test]
fn names_are_lengthened_until_they_are_free() {
    let names = |text: &str, files: &[(&'static str, &str)]| {
        let (found, told) = read_with(text, files);
        assert_eq!(told, "");
        let schemas = found["components"]["schemas"].as_object().cloned().unwrap_or_default();
        schemas.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    let text = "paths: {}\ncomponents: {schemas: {pet: {properties: {a: {$ref: a/pet.yaml}, b: {$ref: b/pet.yaml}, \
                c: {$ref: 'b/pet.yaml#/definitions/pet'}, d: {$ref: 'b/pet.yaml#/$defs/pet'}}}}}\n";
    let pet = "type: object\ndefinitions: {pet: {type: object}}\n$defs: {pet: {type: string}}\n";
    assert_eq!(names(text, &[("a/pet.yaml", pet), ("b/pet.yaml", pet)]), "pet a.pet b.pet pet.pet b.pet.pet");
}

#[test]
fn copies_have_a_limit() {
    let large = format!("[{}0]", "0,".repeat(100_000));
    let mut paths = String::new();
    for index in 0..100 {
        writeln!(paths, "  /{index}: {{$ref: large.yaml}}").unwrap();
    }
    let (found, _) =
        read_with(&format!("paths:\n{paths}"), &[("large.yaml", &format!("x-large: {large}\nget: {{}}\n"))]);
    assert!(found["paths"]["/1"]["get"].is_object());
    assert_eq!(found["paths"]["/99"], json!({"$ref": "large.yaml#"}));
}

#[test]
fn where_only_tools_allow_them() {
    let (found, told) = read_with(
        "tags: {$ref: tags.yaml}\nservers: [{$ref: 'tags.yaml#/0/x-server'}]\npaths:\n  /a:\n    get: \
         {description: {$ref: words.md}, parameters: {$ref: parameters.yaml}, responses: {}}\n",
        &[
            ("tags.yaml", "- {name: A, description: {$ref: words.md}, x-server: {url: 'https://a.example'}}\n"),
            ("words.md", "# Words\n\n{not: yaml: at all\n"),
            ("parameters.yaml", "- {name: q, in: query, schema: {$ref: schema.yaml}}\n"),
            ("schema.yaml", "type: integer\n"),
        ],
    );
    assert_eq!(found["tags"][0]["description"], json!("# Words\n\n{not: yaml: at all\n"));
    assert_eq!(found["servers"][0]["url"], json!("https://a.example"));
    let operation = &found["paths"]["/a"]["get"];
    assert_eq!(operation["description"], found["tags"][0]["description"]);
    assert_eq!(operation["parameters"][0]["schema"], json!({"$ref": "#/components/schemas/schema"}));
    assert_eq!(told, "");
}

#[test]
fn circles_end() {
    let (_, told) = read_with(
        "tags: [{$ref: a/tag.yaml}]\npaths:\n  /a: {get: {responses: {'200': {description: d, content: {a/b: {schema: \
         {properties: {$ref: a/all.yaml}}}}}}}}\n",
        &[
            ("a/tag.yaml", "{name: a, x-more: {$ref: tag.yaml}}"),
            ("a/all.yaml", "{all: {properties: {$ref: '#'}}, one: {$ref: '#/one'}}"),
        ],
    );
    assert_eq!(told, "2 #/all/properties/$ref: expected a schema, but found the text \"#\"\n");
}
