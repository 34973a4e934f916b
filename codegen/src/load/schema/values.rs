//! The values of an `enum`.

use serde_json::Value;

use super::super::reader::{Reader, describe, integer};
use crate::pointer::At;

/// The values as those of the schema's type; null is `None`. A value that is spelled as another type, as YAML without
/// quotes does it, is read as what is meant. `None` where a value can't be of the type.
pub(super) fn enumeration<T>(
    reader: &mut Reader<'_>,
    values: &[Value],
    at: &At<'_>,
    read: fn(&Value) -> Option<(T, Spelling)>,
) -> Option<Vec<Option<T>>> {
    let mut list = Vec::with_capacity(values.len());
    let mut odd = None;
    for (index, value) in values.iter().enumerate() {
        if value.is_null() {
            list.push(None);
            continue;
        }
        let (item, spelling) = read(value)?;
        if spelling == Spelling::Other {
            odd = odd.or(Some((index, value)));
        }
        list.push(Some(item));
    }
    if let Some((index, value)) = odd {
        let help = "it is read as a value of the schema's type, and so are others like it";
        reader.repaired(&at.index(index), "a value of the schema's type", &describe(value), help);
    }
    Some(list)
}

/// Whether a value is written as its type is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    Own,
    Other,
}

pub(super) fn of_text(value: &Value) -> Option<(String, Spelling)> {
    match value {
        Value::String(text) => Some((text.clone(), Spelling::Own)),
        Value::Number(number) => Some((number.to_string(), Spelling::Other)),
        Value::Bool(value) => Some((value.to_string(), Spelling::Other)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

pub(super) fn of_integer(value: &Value) -> Option<(i64, Spelling)> {
    match value {
        Value::Number(number) => Some((integer(number)?, Spelling::Own)),
        Value::String(text) => Some((text.trim().parse().ok()?, Spelling::Other)),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

pub(super) fn of_number(value: &Value) -> Option<(f64, Spelling)> {
    match value {
        Value::Number(number) => Some((number.as_f64()?, Spelling::Own)),
        Value::String(text) => {
            Some((text.trim().parse().ok().filter(|number: &f64| number.is_finite())?, Spelling::Other))
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

pub(super) fn of_boolean(value: &Value) -> Option<(bool, Spelling)> {
    match value {
        Value::Bool(value) => Some((*value, Spelling::Own)),
        Value::String(text) => Some((text.trim().to_ascii_lowercase().parse().ok()?, Spelling::Other)),
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
