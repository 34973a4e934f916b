//! Lists of alternatives.

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::super::reader::{Reader, describe};
use super::schema;
use crate::pointer::At;

/// The alternatives that stand under a keyword, before they are read.
#[derive(Default)]
pub(super) struct Alternatives(Vec<(usize, Value)>);

impl Alternatives {
    /// Takes null out of the alternatives; gives whether it was one.
    pub(super) fn new(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> (Self, bool) {
        let Value::Array(list) = value else {
            reader.malformed(at, "a list of schemas", &describe(&value), "it is ignored");
            return (Self::default(), false);
        };
        let count = list.len();
        let list: Vec<_> = list.into_iter().enumerate().filter(|(_, value)| !is_null(value)).collect();
        let nullable = list.len() < count;
        (Self(list), nullable)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn read(self, reader: &mut Reader<'_>, origin: &At<'_>) -> Vec<ReferenceOr<Schema>> {
        let mut list = Vec::with_capacity(self.0.len());
        self.read_into(&mut list, reader, origin, origin);
        list
    }

    /// Reads them behind the schemas that there are at another place.
    pub(super) fn read_into(
        self,
        list: &mut Vec<ReferenceOr<Schema>>,
        reader: &mut Reader<'_>,
        origin: &At<'_>,
        at: &At<'_>,
    ) {
        let base = reader.origins.original(origin.pointer());
        let same_list = std::ptr::eq(origin, at);
        for (index, value) in self.0 {
            let here = at.index(list.len());
            if !same_list || index != list.len() {
                reader.origins.insert(here.pointer(), base.join(index.to_string()));
            }
            list.push(schema(reader, value, &here));
        }
    }
}

/// Whether a schema has null as its only value.
fn is_null(value: &Value) -> bool {
    let only_null =
        |value: &Value| value == "null" || value.as_array().is_some_and(|list| list.len() == 1 && list[0] == "null");
    let Value::Object(map) = value else { return false };
    map.get("type").is_some_and(only_null)
        || map.get("enum").and_then(Value::as_array).is_some_and(|list| list.len() == 1 && list[0].is_null())
        || map.get("const").is_some_and(Value::is_null)
}
