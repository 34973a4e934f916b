//! Whether `spec/` says what Twilio's own document says, part by part: paths, methods, parameters, bodies, answers, and every
//! keyword of their schemas. What differs on purpose is in `differences.yaml`, with the reason.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::specs::ran_over;
use crate::support::{here, root};

const OURS: &str = "spec/twilio-serverless-v1.yaml";
const TWILIOS: &str = "twilio/twilio_serverless_v1.yaml";

#[test]
fn every_difference_to_twilios_document_has_a_reason() {
    let Some(folder) = ran_over("every_difference_to_twilios_document_has_a_reason") else { return };
    let differences = differences(&facts(&yaml(&folder.join(TWILIOS))), &facts(&yaml(&root().join(OURS))));
    let listed = listed();
    let reasons = |difference: &Difference| listed.iter().filter(|entry| entry.covers(difference)).count();
    let without: Vec<_> = differences.iter().filter(|&difference| reasons(difference) == 0).collect();
    assert!(without.is_empty(), "differences without a reason in differences.yaml: {without:#?}");
    let twice: Vec<_> = differences.iter().filter(|&difference| reasons(difference) > 1).collect();
    assert!(twice.is_empty(), "differences that several entries of differences.yaml cover: {twice:#?}");
    let none: Vec<_> =
        listed.iter().filter(|entry| !differences.iter().any(|difference| entry.covers(difference))).collect();
    assert!(none.is_empty(), "entries of differences.yaml that are no difference any more: {none:#?}");
}

#[test]
fn what_differs_is_seen() {
    let schemas = json!({
        "Sid": { "type": "string", "pattern": "^A$" },
        "Thing": { "properties": { "sid": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/Sid" }] } } },
    });
    let answer = json!({ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } });
    let size = json!({ "name": "Size", "in": "query", "description": "", "required": false, "schema": { "type": "integer", "maximum": 9 } });
    let one = json!({
        "paths": { "/a": { "get": { "parameters": [size], "responses": { "200": answer } }, "delete": {} } },
        "components": { "schemas": schemas },
    });
    let told = |path: &str, value: Value| {
        let mut other = one.clone();
        *other.pointer_mut(path).expect("it is there") = value;
        let found = differences(&facts(&one), &facts(&other));
        found.iter().map(|found| format!("{found:?}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(told("/paths/~1a/get/parameters/0/description", json!("words")), "");
    let at = "GET /a > answers > 200 > application/json > .sid > pattern";
    assert_eq!(told("/components/schemas/Sid/pattern", json!("^B$")), format!(r#"{at}: "^A$" is "^B$" here"#));
    assert_eq!(
        told("/paths/~1a/get/parameters/0/required", json!(true)),
        "GET /a > query Size > required: false is true here"
    );
    assert_eq!(told("/paths/~1a/get/parameters", json!([])), "GET /a > query Size: only Twilio's");
    assert_eq!(told("/paths/~1a/delete", Value::Null), "DELETE /a: only Twilio's");
    let more = json!({ "200": answer, "404": {} });
    assert_eq!(told("/paths/~1a/get/responses", more), "GET /a > answers > 404: only here");
}

/// A place where the two documents do not say the same.
struct Difference {
    /// `GET /v1/Services > query PageSize > maximum`
    at: String,
    twilio: Option<Value>,
    ours: Option<Value>,
}

impl fmt::Debug for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.twilio, &self.ours) {
            (Some(_), None) => write!(f, "{}: only Twilio's", self.at),
            (None, Some(_)) => write!(f, "{}: only here", self.at),
            (twilio, ours) => {
                let text = |value: &Option<Value>| value.as_ref().map_or_else(String::new, Value::to_string);
                write!(f, "{}: {} is {} here", self.at, text(twilio), text(ours))
            }
        }
    }
}

/// An entry of `differences.yaml`.
#[derive(Debug)]
struct Listed {
    /// Each `*` stands for any text.
    at: String,
    /// What it is on either side. `None`: not there.
    twilio: Option<Value>,
    ours: Option<Value>,
}

impl Listed {
    fn covers(&self, difference: &Difference) -> bool {
        let same = |expected: &Option<Value>, found: &Option<Value>| match (expected, found) {
            // Entries say that something is there, not all that it is.
            (Some(Value::Null), Some(_)) => true,
            (expected, found) => expected == found,
        };
        matches(&self.at, &difference.at)
            && same(&self.twilio, &difference.twilio)
            && same(&self.ours, &difference.ours)
    }
}

fn listed() -> Vec<Listed> {
    let all = yaml(&here().join("differences.yaml"));
    let entry = |value: &Value| {
        let text = |key: &str| value[key].as_str().filter(|text| !text.is_empty());
        let at = text("at").unwrap_or_else(|| panic!("an entry without `at`: {value}")).to_owned();
        assert!(text("reason").is_some(), "{at} has no reason");
        let (twilio, ours) = match text("only") {
            Some("twilio") => (Some(Value::Null), None),
            Some("here") => (None, Some(Value::Null)),
            Some(other) => panic!("{at}: expected `twilio` or `here`, but found `{other}`"),
            None => (value.get("twilio").cloned(), value.get("here").cloned()),
        };
        Listed { at, twilio, ours }
    };
    let all: Vec<Listed> = all.as_array().expect("it is a list").iter().map(entry).collect();
    let places: BTreeSet<&str> = all.iter().map(|listed| listed.at.as_str()).collect();
    assert_eq!(places.len(), all.len(), "differences.yaml has an entry twice");
    all
}

fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            (0..=text.len()).filter(|&from| text.is_char_boundary(from)).any(|from| matches(rest, &text[from..]))
        }),
    }
}

/// Goes down as long as both sides have something.
fn differences(twilio: &Value, ours: &Value) -> Vec<Difference> {
    fn compare(at: &str, twilio: Option<&Value>, ours: Option<&Value>, found: &mut Vec<Difference>) {
        if let (Some(Value::Object(twilio)), Some(Value::Object(ours))) = (twilio, ours) {
            let keys: BTreeSet<&String> = twilio.keys().chain(ours.keys()).collect();
            for key in keys {
                let at = if at.is_empty() { key.clone() } else { format!("{at} > {key}") };
                compare(&at, twilio.get(key), ours.get(key), found);
            }
        } else if twilio != ours {
            found.push(Difference { at: at.to_owned(), twilio: twilio.cloned(), ours: ours.cloned() });
        }
    }
    let mut found = Vec::new();
    compare("", Some(twilio), Some(ours), &mut found);
    found
}

/// What a document says, in a form that does not depend on how: by operation, without references and words.
fn facts(document: &Value) -> Value {
    let mut facts = Map::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"] {
            if let Some(operation) = item.get(method).filter(|operation| operation.is_object()) {
                facts.insert(format!("{} {path}", method.to_uppercase()), operation_facts(operation, item, document));
            }
        }
    }
    for (name, scheme) in document["components"]["securitySchemes"].as_object().into_iter().flatten() {
        facts.insert(format!("scheme {name}"), schema(scheme, document));
    }
    Value::Object(facts)
}

fn operation_facts(operation: &Value, item: &Value, document: &Value) -> Value {
    let mut facts = Map::new();
    if let Some(name) = operation["operationId"].as_str() {
        // One writes `ListService`, the other `listService`.
        facts.insert("operationId".to_owned(), Value::String(name[..1].to_lowercase() + &name[1..]));
    }
    let mount = item["x-twilio"]["mountName"].as_str();
    facts.extend(mount.map(|name| ("mountName".to_owned(), name.into())));
    let first = |key: &str| [operation, item, document].into_iter().find_map(|part| part.get(key)).cloned();
    facts.extend(first("security").map(|security| ("security".to_owned(), security)));
    let servers = first("servers").unwrap_or_default();
    let servers = servers.as_array().into_iter().flatten().enumerate();
    facts.extend(servers.map(|(index, server)| (format!("server {index}"), server["url"].clone())));
    // Those of the operation replace those of the path.
    for part in [item, operation] {
        for parameter in part["parameters"].as_array().into_iter().flatten() {
            let parameter = resolved(parameter, document);
            let text = |key: &str| parameter[key].as_str().unwrap_or_default();
            facts.insert(format!("{} {}", text("in"), text("name")), parameter_facts(parameter, document));
        }
    }
    if let Some(body) = operation.get("requestBody") {
        let body = resolved(body, document);
        let mut contents = contents(body, document);
        contents.insert("required".to_owned(), flag(body, "required"));
        facts.insert("body".to_owned(), Value::Object(contents));
    }
    let answers = operation["responses"].as_object().into_iter().flatten();
    let answers = answers.map(|(status, answer)| {
        let answer = resolved(answer, document);
        let headers = answer["headers"].as_object().into_iter().flatten();
        let headers = headers.map(|(name, header)| {
            let header = resolved(header, document);
            (format!("header {name}"), parameter_facts(header, document))
        });
        let contents = contents(answer, document).into_iter().chain(headers).collect();
        (status.clone(), Value::Object(contents))
    });
    facts.insert("answers".to_owned(), Value::Object(answers.collect()));
    Value::Object(facts)
}

/// Of a parameter or a header.
fn parameter_facts(parameter: &Value, document: &Value) -> Value {
    let mut facts = match schema(&parameter["schema"], document) {
        Value::Object(facts) => facts,
        other => Map::from_iter([("schema".to_owned(), other)]),
    };
    facts.insert("required".to_owned(), flag(parameter, "required"));
    for key in ["style", "explode", "allowReserved"] {
        facts.extend(parameter.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    Value::Object(facts)
}

fn contents(part: &Value, document: &Value) -> Map<String, Value> {
    let media_types = part["content"].as_object().into_iter().flatten();
    media_types.map(|(name, media)| (name.clone(), schema(&media["schema"], document))).collect()
}

fn flag(part: &Value, key: &str) -> Value {
    Value::Bool(part[key] == true)
}

/// Every keyword that is more than words; properties as `.name`.
fn schema(value: &Value, document: &Value) -> Value {
    let value = resolved(value, document);
    let Value::Object(keywords) = value else { return value.clone() };
    // A reference with something beside it, which counts too.
    let one = keywords.get("allOf").and_then(Value::as_array).filter(|members| members.len() == 1);
    let referenced = one.map(|members| schema(&members[0], document));
    let mut facts = referenced.and_then(|facts| facts.as_object().cloned()).unwrap_or_default();
    for (keyword, value) in keywords {
        match (keyword.as_str(), value) {
            ("description" | "title" | "example" | "examples" | "externalDocs", _) => {}
            ("allOf", _) if one.is_some() => {}
            ("properties", Value::Object(properties)) => {
                facts.extend(properties.iter().map(|(name, value)| (format!(".{name}"), schema(value, document))));
            }
            ("items" | "additionalProperties", value) => {
                facts.insert(keyword.clone(), schema(value, document));
            }
            ("required", Value::Array(names)) => {
                let names: BTreeSet<&str> = names.iter().filter_map(Value::as_str).collect();
                facts.insert(keyword.clone(), json!(names));
            }
            ("x-twilio", value) => facts.extend(value.get("pii").map(|pii| ("pii".to_owned(), pii.clone()))),
            (keyword, _) if keyword.starts_with("x-") => {}
            (keyword, value) => {
                facts.insert(keyword.to_owned(), value.clone());
            }
        }
    }
    Value::Object(facts)
}

fn resolved<'d>(value: &'d Value, document: &'d Value) -> &'d Value {
    match value["$ref"].as_str() {
        Some(target) => {
            let target = document.pointer(target.trim_start_matches('#'));
            resolved(target.expect("references lead somewhere"), document)
        }
        None => value,
    }
}

fn yaml(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
