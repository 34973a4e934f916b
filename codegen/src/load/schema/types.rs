//! The keyword `type`.

use serde_json::Value;

use super::super::reader::{Reader, describe};
use super::super::version::Version;
use crate::pointer::At;

/// The types that a schema lists.
#[derive(Debug, Default)]
pub(super) struct Types {
    /// All but null.
    pub(super) names: Vec<&'static str>,
    pub(super) null: bool,
    /// The format that a repaired name implies.
    pub(super) format: Option<&'static str>,
}

const NAMES: [&str; 6] = ["string", "number", "integer", "boolean", "object", "array"];

impl Types {
    pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Self {
        let mut types = Self::default();
        match value {
            Value::String(name) => types.add(reader, name, at),
            Value::Array(names) => {
                if reader.version == Version::V30 {
                    let help = "it is read as OpenAPI 3.1 does";
                    reader.repaired(at, "one type", "a list of types", help);
                }
                for name in names {
                    match name {
                        Value::String(name) => types.add(reader, name, at),
                        Value::Null => types.null = true,
                        other => reader.malformed(at, "the name of a type", &describe(other), "it is ignored"),
                    }
                }
            }
            other => reader.malformed(at, "the name of a type", &describe(other), "it is ignored"),
        }
        types
    }

    fn add(&mut self, reader: &mut Reader<'_>, name: &str, at: &At<'_>) {
        if name == "null" {
            self.null = true;
            return;
        }
        let Some((known, format)) = meant(&name.to_ascii_lowercase()) else {
            let expected = "`string`, `number`, `integer`, `boolean`, `object` or `array`";
            reader.malformed(at, expected, &format!("`{name}`"), "it is ignored");
            return;
        };
        if known != name {
            let with = format.map_or_else(String::new, |format| format!(" with `format: {format}`"));
            let help = format!("it is read as `{known}`{with}");
            reader.repaired(at, "the name of a type", &format!("`{name}`"), &help);
        }
        self.format = format;
        if !self.names.contains(&known) {
            self.names.push(known);
        }
    }
}

/// Names that other languages and versions have for a type.
fn meant(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    if let Some(known) = NAMES.iter().find(|known| **known == name) {
        return Some((known, None));
    }
    Some(match name {
        "file" | "binary" => ("string", Some("binary")),
        "str" | "text" => ("string", None),
        "uuid" | "guid" => ("string", Some("uuid")),
        "uri" | "url" => ("string", Some("uri")),
        "date" => ("string", Some("date")),
        "datetime" | "date-time" => ("string", Some("date-time")),
        "int" => ("integer", None),
        "int32" => ("integer", Some("int32")),
        "long" | "int64" => ("integer", Some("int64")),
        "float" => ("number", Some("float")),
        "double" => ("number", Some("double")),
        "decimal" => ("number", None),
        "bool" => ("boolean", None),
        "dict" | "map" => ("object", None),
        "list" => ("array", None),
        _ => return None,
    })
}
