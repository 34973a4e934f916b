//! What every part is read with. A part that is not as it should be costs itself and nothing else.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::{Map, Number, Value};

use super::origin::Origins;
use super::version::Version;
use crate::character::unprintable;
use crate::diagnostic::{Code, Diagnostics};
use crate::loss::Reason;
use crate::pointer::At;

/// Places are those of the document as it will be: an item of a list counts without the items that are left out.
/// What is pushed to `diagnostics` is led back to the text at once.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    pub(super) version: Version,
    pub(super) origins: Origins,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Reader<'d> {
    pub(super) fn new(version: Version, origins: Origins, diagnostics: &'d mut Diagnostics) -> Self {
        Self { version, origins, diagnostics }
    }

    pub(super) fn push(&mut self, code: Code, at: &At<'_>, message: impl Into<String>, help: impl Into<String>) {
        let pointer = self.origins.original(at.pointer());
        self.diagnostics.push(code, pointer, message, help);
    }

    /// An oddity whose meaning is clear.
    pub(super) fn repaired(&mut self, at: &At<'_>, expected: &str, found: &str, help: &str) {
        self.push(Code::Repaired, at, format!("expected {expected}, but found {found}"), help);
    }

    /// Something that has no meaning here.
    pub(super) fn malformed(&mut self, at: &At<'_>, expected: &str, found: &str, help: &str) {
        self.push(Code::MalformedPart, at, format!("expected {expected}, but found {found}"), help);
    }

    /// What is read at `at` was written at `origin`, seen from the same place.
    pub(super) fn moved(&mut self, at: &At<'_>, origin: &At<'_>) {
        let origin = self.origins.original(origin.pointer());
        self.origins.insert(at.pointer(), origin);
    }

    /// What stands at `at` has no effect, unless a later stage finds one.
    pub(super) fn lose(&mut self, at: &At<'_>, reason: Reason) {
        if self.diagnostics.losses.is_wanted() {
            let pointer = self.origins.original(at.pointer());
            self.diagnostics.losses.lose(pointer, reason);
        }
    }

    /// Keeps a member that no part knows, if it is an extension.
    pub(super) fn extend(&mut self, extensions: &mut Extensions, key: &str, value: Value, at: &At<'_>) {
        if key.starts_with("x-") {
            self.lose(at, Reason::UnknownExtension);
            extensions.insert(key.to_owned(), value);
        } else {
            self.lose(at, Reason::UnknownKeyword);
        }
    }

    pub(super) fn text(&mut self, value: Value, at: &At<'_>) -> Option<String> {
        let text = match value {
            Value::String(text) => return Some(text),
            Value::Number(number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                self.malformed(at, "text", &describe(&value), "it is ignored");
                return None;
            }
        };
        self.repaired(at, "text", &format!("`{text}` without quotes"), "it is read as text; put quotes around it");
        Some(text)
    }

    /// Text for readers, which is lost unless a later stage has a place for it.
    pub(super) fn prose(&mut self, value: Value, at: &At<'_>) -> Option<String> {
        self.lose(at, Reason::Documentation);
        self.described(value, at)
    }

    /// Text that becomes documentation.
    pub(super) fn described(&mut self, value: Value, at: &At<'_>) -> Option<String> {
        let text = self.text(value, at)?;
        if let Some(found) = unprintable(&text) {
            self.repaired(at, "text that can be seen", &found, "the documentation leaves it out; remove it");
        }
        Some(text)
    }

    /// Text that says what a value is: a number or a truth value needs no quotes to be understood.
    pub(super) fn scalar_text(&mut self, value: Value, at: &At<'_>) -> Option<String> {
        match value {
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            value @ (Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_)) => self.text(value, at),
        }
    }

    pub(super) fn boolean(&mut self, value: &Value, at: &At<'_>) -> Option<bool> {
        let meant = match value {
            Value::Bool(value) => return Some(*value),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        match meant {
            Some(_) => self.repaired(at, "`true` or `false`", &describe(value), "it is read without the quotes"),
            None => self.malformed(at, "`true` or `false`", &describe(value), "it is ignored"),
        }
        meant
    }

    pub(super) fn flag(&mut self, value: &Value, at: &At<'_>) -> bool {
        self.boolean(value, at).unwrap_or_default()
    }

    pub(super) fn number(&mut self, value: Value, at: &At<'_>) -> Option<Number> {
        if let Value::Number(number) = value {
            return Some(number);
        }
        let meant = value.as_str().and_then(|text| text.trim().parse().ok());
        match meant {
            Some(_) => self.repaired(at, "a number", &describe(&value), "it is read without the quotes"),
            None => self.malformed(at, "a number", &describe(&value), "it is ignored"),
        }
        meant
    }

    pub(super) fn size(&mut self, value: Value, at: &At<'_>) -> Option<usize> {
        let number = self.number(value, at)?;
        let size = number.as_u64().and_then(|size| usize::try_from(size).ok());
        let size = size.or_else(|| integer(&number).and_then(|size| usize::try_from(size).ok()));
        if size.is_none() {
            self.malformed(at, "a count from 0", &format!("`{number}`"), "it is ignored");
        }
        size
    }

    pub(super) fn texts(&mut self, value: Value, at: &At<'_>) -> Vec<String> {
        match value {
            value @ (Value::String(_) | Value::Number(_)) => {
                self.repaired(at, "a list of texts", &describe(&value), "it is read as a list of one");
                self.scalar_text(value, at).into_iter().collect()
            }
            value => self.list(value, at, Self::scalar_text),
        }
    }

    /// Items that `read` refuses are left out.
    pub(super) fn list<T>(
        &mut self,
        value: Value,
        at: &At<'_>,
        mut read: impl FnMut(&mut Self, Value, &At<'_>) -> Option<T>,
    ) -> Vec<T> {
        let items = match value {
            Value::Array(items) => items,
            Value::Null => return Vec::new(),
            other => {
                self.malformed(at, "a list", &describe(&other), "it is ignored");
                return Vec::new();
            }
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            let here = at.index(list.len());
            if index != list.len() {
                // Seen from the list itself, which may have moved as a whole.
                let origin = self.origins.original(at.pointer()).join(index.to_string());
                self.origins.insert(here.pointer(), origin);
            }
            list.extend(read(self, item, &here));
        }
        list
    }

    /// Members that `read` refuses are left out.
    pub(super) fn map<T>(
        &mut self,
        value: Value,
        at: &At<'_>,
        mut read: impl FnMut(&mut Self, Value, &At<'_>) -> Option<T>,
    ) -> IndexMap<String, T> {
        let members = self.mapping(value, at, "a mapping", "it is ignored").unwrap_or_default();
        let mut map = IndexMap::with_capacity(members.len());
        for (key, value) in members {
            if let Some(item) = read(self, value, &at.key(&key)) {
                map.insert(key, item);
            }
        }
        map
    }

    /// `None`, silently, for null.
    pub(super) fn mapping(
        &mut self,
        value: Value,
        at: &At<'_>,
        expected: &str,
        help: &str,
    ) -> Option<Map<String, Value>> {
        match value {
            Value::Object(map) => return Some(map),
            Value::Null => {}
            other => self.malformed(at, expected, &describe(&other), help),
        }
        None
    }

    /// What stands beside a `$ref` is ignored, as the specification wants it everywhere but in schemas.
    pub(super) fn reference_or<T>(
        &mut self,
        mut value: Value,
        at: &At<'_>,
        read: impl FnOnce(&mut Self, Value, &At<'_>) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        match take_reference(&mut value) {
            Some(reference) => {
                for key in value.as_object().into_iter().flat_map(Map::keys).filter(|key| *key != "$ref") {
                    self.lose(&at.key(key), Reason::BesideReference);
                }
                Some(ReferenceOr::Reference { reference })
            }
            None => read(self, value, at).map(ReferenceOr::Item),
        }
    }
}

/// The members that `OpenAPI` leaves to others.
pub(super) type Extensions = IndexMap<String, Value>;

/// Where a `$ref` leads.
pub(super) fn take_reference(value: &mut Value) -> Option<String> {
    match value.get_mut("$ref")? {
        Value::String(reference) => Some(std::mem::take(reference)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number without a fraction that fits.
pub(super) fn integer(number: &Number) -> Option<i64> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    number.as_i64().or_else(|| {
        let float = number.as_f64().filter(|float| float.fract() == 0.0 && (-LIMIT..LIMIT).contains(float))?;
        // In range and whole, as just checked.
        #[allow(clippy::cast_possible_truncation)]
        Some(float as i64)
    })
}

/// A value in a message: short, and telling its kind.
pub(super) fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) => format!("`{value}`"),
        Value::String(text) => {
            let short: String = text.chars().take(40).collect();
            let dots = if short.len() < text.len() { "…" } else { "" };
            format!("the text {short:?}{dots}")
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}
