//! What the items of a list are.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::super::reader::{Reader, describe};
use super::boxed;
use crate::diagnostic::Code;
use crate::pointer::At;

/// The keywords of it.
#[derive(Default)]
pub(super) struct Items {
    pub(super) items: Option<Value>,
    pub(super) prefix: Option<Value>,
}

impl Items {
    /// A tuple, which has a schema for each place, is a list of any JSON, unless all places are of one type, as those of
    /// coordinates are. `at` is the place of the list's schema.
    pub(super) fn read(self, reader: &mut Reader<'_>, at: &At<'_>) -> Option<ReferenceOr<Box<Schema>>> {
        let place = at.key("items");
        let (key, places, rest) = match (self.prefix, self.items) {
            (Some(Value::Array(places)), rest) => ("prefixItems", places, rest.filter(|rest| !rest.is_boolean())),
            // What older drafts of JSON Schema have for tuples.
            (prefix, Some(Value::Array(places))) => {
                report_prefix(reader, prefix, at);
                let help = match places.len() {
                    1 => "its only schema is that of all items",
                    _ => "it is read as `prefixItems`: a schema for each place",
                };
                reader.repaired(&place, "one schema of all items", "a list", help);
                ("items", places, None)
            }
            (prefix, rest) => {
                report_prefix(reader, prefix, at);
                return rest.filter(|rest| !rest.is_boolean()).map(|rest| boxed(reader, rest, &place));
            }
        };
        let count = places.len();
        let mut bare = places.iter().chain(&rest).map(without_prose);
        let first = bare.next()?;
        if bare.any(|other| other != first) {
            let message = format!("expected items of one type, but found a tuple of {count}");
            reader.push(Code::UnsupportedSchema, &at.key(key), message, "items are read as any JSON");
            return None;
        }
        reader.moved(&place, &at.key(key).index(0));
        Some(boxed(reader, first, &place))
    }
}

fn report_prefix(reader: &mut Reader<'_>, prefix: Option<Value>, at: &At<'_>) {
    if let Some(prefix) = prefix {
        reader.malformed(&at.key("prefixItems"), "a list of schemas", &describe(&prefix), "it is ignored");
    }
}

/// What is said of the values: the prose of one place is not that of all.
fn without_prose(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Value::Object(map) = &mut schema {
        map.retain(|key, _| !["title", "description", "example", "examples", "$comment"].contains(&key.as_str()));
    }
    schema
}
