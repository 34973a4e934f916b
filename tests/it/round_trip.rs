//! What the service sends, through the types of `generated-client/` and back, without loss of what is declared; and
//! whether it is what the document in `spec/` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Map, Value};
use twilio_serverless::types::{
    Asset, AssetVersion, Build, BuildPage, BuildStatus, Deployment, Environment, ErrorBody, Function, FunctionVersion,
    FunctionVersionContent, Log, Service, Variable,
};
use twilio_serverless::{ReadError, from_json, to_json};

use crate::support::{files, here, root};

/// How the fixtures of one type, in the folder of its name, are read.
struct Type {
    name: &'static str,
    /// Reads and writes.
    again: fn(&str) -> Result<String, ReadError>,
    /// Whether `serde_json` reads the same value, and that value again from what it writes.
    same_by_serde: fn(&str) -> bool,
}

// The traits that these share are the crate's own business.
macro_rules! types {
    ($($name:ident)*) => { &[$(Type {
        name: stringify!($name),
        again: |text| from_json::<$name>(text).map(|value| to_json(&value)),
        same_by_serde: |text| {
            let value: $name = from_json(text).expect("tested apart");
            let by_serde: $name = serde_json::from_str(text).expect("what the crate reads, serde reads");
            let written = serde_json::to_string(&value).expect("it can be written");
            by_serde == value && serde_json::from_str::<$name>(&written).is_ok_and(|again| again == value)
        },
    }),*] };
}

const TYPES: &[Type] = types![
    Asset AssetVersion Build BuildPage BuildStatus Deployment Environment ErrorBody Function FunctionVersion
    FunctionVersionContent Log Service Variable
];

#[test]
fn nothing_declared_is_lost() {
    let spec = spec();
    let departures = departures();
    for (name, text) in fixtures() {
        let again = (type_of(&name).again)(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let schema = &spec["components"]["schemas"][type_of(&name).name];
        let mut expected = declared(&json(&text), schema, &spec);
        let mut found = json(&again);
        for path in departures.get(&name).into_iter().flat_map(|departure| &departure.paths) {
            // What departs may be read as what it means.
            loosen(&mut expected, path);
            loosen(&mut found, path);
        }
        assert_eq!(without_nulls(&found), without_nulls(&expected), "{name}");
    }
}

/// Has an integer beyond 64 bits where any JSON is due: through serde it is an `f64`, the only number that `serde_json` has
/// for it, while the crate's own reader keeps its digits.
const MORE_DIGITS: &str = "Build/mixed_items.json";

#[test]
fn serde_reads_the_same() {
    for (name, text) in fixtures() {
        assert_eq!((type_of(&name).same_by_serde)(&text), name != MORE_DIGITS, "{name}");
    }
}

#[test]
fn fixtures_are_what_the_document_says() {
    let spec = spec();
    let mut departures = departures();
    for (name, text) in fixtures() {
        let departure = departures.remove(&name).unwrap_or_default();
        let instance = json(&text);
        let always = broken(&instance, type_of(&name).name, &spec, false);
        let with_formats = broken(&instance, type_of(&name).name, &spec, true);
        let only_formats: BTreeSet<_> = with_formats.difference(&always).cloned().collect();
        assert_eq!(always, departure.paths, "{name}: departures.yaml has `paths` that differ");
        assert_eq!(only_formats, departure.formats, "{name}: departures.yaml has `formats` that differ");
    }
    assert!(departures.is_empty(), "departures.yaml names files that are not there: {:?}", departures.keys());
}

#[test]
fn the_validator_knows_null_and_patterns() {
    let spec = spec();
    let broken = |text: &str| broken(&json(text), "BuildStatus", &spec, false);
    assert!(broken(r#"{"sid": null, "url": null}"#).is_empty());
    assert_eq!(broken(r#"{"sid": "ZB", "status": "x", "url": 1}"#).len(), 3);
}

/// `BuildStatus/nulls.json` and its text.
fn fixtures() -> BTreeMap<String, String> {
    let all = files(&here().join("fixtures")).into_iter();
    let fixtures: BTreeMap<_, _> = all
        .filter(|(name, _)| name.ends_with(".json"))
        .map(|(name, text)| (name, String::from_utf8(text).expect("fixtures are UTF-8")))
        .collect();
    assert!(!fixtures.is_empty(), "the fixtures are elsewhere now");
    fixtures
}

fn type_of(fixture: &str) -> &'static Type {
    let folder = fixture.split('/').next().unwrap_or_default();
    TYPES.iter().find(|ty| ty.name == folder).unwrap_or_else(|| panic!("{folder} is missing in TYPES"))
}

/// How a fixture differs from its schema on purpose, as `$.sid`.
#[derive(Default)]
struct Departure {
    paths: BTreeSet<String>,
    /// Only if `format` is asserted.
    formats: BTreeSet<String>,
}

fn departures() -> BTreeMap<String, Departure> {
    let text = fs::read_to_string(here().join("fixtures/departures.yaml")).expect("it is beside the fixtures");
    let all: Map<String, Value> = serde_yaml::from_str(&text).expect("it is YAML");
    let paths = |value: &Value| {
        let paths = value.as_array().into_iter().flatten();
        paths.map(|path| path.as_str().expect("paths are text").to_owned()).collect()
    };
    let departure = |(name, value): (String, Value)| {
        assert!(value["reason"].as_str().is_some_and(|reason| !reason.is_empty()), "{name} has no reason");
        (name, Departure { paths: paths(&value["paths"]), formats: paths(&value["formats"]) })
    };
    all.into_iter().map(departure).collect()
}

fn spec() -> Value {
    let text = fs::read_to_string(root().join("spec/twilio-serverless-v1.yaml")).expect("the document is there");
    serde_yaml::from_str(&text).expect("it is YAML")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Where `instance` is not what the schema says, as `$.sid`.
fn broken(instance: &Value, schema: &str, spec: &Value, formats: bool) -> BTreeSet<String> {
    let mut root =
        serde_json::json!({ "$ref": format!("#/components/schemas/{schema}"), "components": spec["components"] });
    allow_null(&mut root);
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft4).should_validate_formats(formats);
    let validator = options.build(&root).expect("the schemas are schemas");
    let path =
        |error: jsonschema::ValidationError<'_>| format!("${}", error.instance_path().to_string().replace('/', "."));
    validator.iter_errors(instance).map(path).collect()
}

/// Says `nullable: true` as JSON Schema does.
fn allow_null(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(allow_null),
        Value::Object(members) => {
            members.values_mut().for_each(allow_null);
            if members.get("nullable") == Some(&Value::Bool(true)) {
                members.remove("nullable");
                let rest = Value::Object(std::mem::take(members));
                members.insert("anyOf".to_owned(), serde_json::json!([{ "type": "null" }, rest]));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The value without the members that the schema does not declare.
fn declared(value: &Value, schema: &Value, spec: &Value) -> Value {
    if let Some(target) = schema["$ref"].as_str() {
        return declared(value, spec.pointer(target.trim_start_matches('#')).expect("it is in the document"), spec);
    }
    if let [one] = schema["allOf"].as_array().map(Vec::as_slice).unwrap_or_default() {
        return declared(value, one, spec);
    }
    match (value, &schema["properties"], &schema["items"]) {
        (Value::Object(members), Value::Object(properties), _) => {
            let kept = members.iter().filter_map(|(name, value)| {
                let schema = properties.get(name)?;
                Some((name.clone(), declared(value, schema, spec)))
            });
            Value::Object(kept.collect())
        }
        (Value::Array(items), _, schema) => items.iter().map(|item| declared(item, schema, spec)).collect(),
        _ => value.clone(),
    }
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        other => other.clone(),
    }
}

/// Leaves of the value at `$.path` only what it means: its text, in lower case.
fn loosen(value: &mut Value, path: &str) {
    let pointer = path.trim_start_matches('$').replace('.', "/");
    if let Some(value) = value.pointer_mut(&pointer) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        if !value.is_null() {
            *value = Value::String(text.to_lowercase());
        }
    }
}
