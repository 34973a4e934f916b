//! Text to plain JSON values, from JSON and YAML alike.

use std::cell::Cell;
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

/// Reads one value. Keys that are no strings become their text, the last of equal keys wins, numbers that no `f64` can
/// hold become strings, YAML's merge keys are applied and its tags ignored.
pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D, reading: &Reading) -> Result<Value, D::Error> {
    Node(reading).deserialize(deserializer)
}

/// What is known about a reading while it goes on.
#[derive(Debug)]
pub(super) struct Reading {
    merge_keys: bool,
    /// What may still be read, in units of about a byte of memory: aliases let a small text ask for all there is.
    budget: Cell<usize>,
    /// Whether a key was seen twice.
    pub(super) duplicates: Cell<bool>,
}

/// The text of the error after which the budget is spent.
pub(super) const TOO_LARGE: &str = "aliases make the document too large";

impl Reading {
    pub(super) fn json() -> Self {
        Self { merge_keys: false, budget: Cell::new(usize::MAX), duplicates: Cell::new(false) }
    }

    /// Leaves room for every text without aliases, and for sensible use of them.
    pub(super) fn yaml(text: &str) -> Self {
        let budget = text.len().saturating_mul(16).saturating_add(16 << 20);
        Self { merge_keys: true, budget: Cell::new(budget), duplicates: Cell::new(false) }
    }

    fn spend<E: Error>(&self, text: usize) -> Result<(), E> {
        let rest = self.budget.get().checked_sub(16 + text).ok_or_else(|| E::custom(TOO_LARGE))?;
        self.budget.set(rest);
        Ok(())
    }
}

#[derive(Clone, Copy)]
struct Node<'r>(&'r Reading);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_str(&value.to_string()).map(widened)
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_str(&value.to_string()).map(widened)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Number::from_f64(value).map_or_else(|| value.to_string().into(), Value::Number))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        self.0.spend(value.len())?;
        Ok(Value::String(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.0.spend(0)?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        self.0.spend(0)?;
        let mut map = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = members.next_key_seed(Key)? {
            self.0.spend(key.len())?;
            let value = members.next_value_seed(self)?;
            if self.0.merge_keys && key == "<<" {
                merged.push(value);
                continue;
            }
            match map.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(mut entry) => {
                    self.0.duplicates.set(true);
                    entry.insert(value);
                }
            }
        }
        for value in merged {
            merge(&mut map, value);
        }
        Ok(Value::Object(map))
    }

    /// A tag, which means nothing to `OpenAPI`.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        value.newtype_variant_seed(self)
    }
}

/// An integer beyond 64 bits, as the nearest number.
fn widened(text: Value) -> Value {
    let number = text.as_str().and_then(|text| text.parse().ok()).and_then(Number::from_f64);
    number.map_or(text, Value::Number)
}

/// What stands in the mapping itself comes before what is merged into it.
fn merge(map: &mut Map<String, Value>, value: Value) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                map.entry(key).or_insert(value);
            }
        }
        // A list of a list is no merge: one level, no recursion.
        Value::Array(list) => {
            for (key, value) in list
                .into_iter()
                .filter_map(|item| if let Value::Object(map) = item { Some(map) } else { None })
                .flatten()
            {
                map.entry(key).or_insert(value);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A key, as it is spelled.
pub(super) struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E: Error>(self, key: String) -> Result<String, E> {
        Ok(key)
    }
}
