//! `x-waiter`: which member of an answer says that something has come to rest.

use serde_json::{Map, Value};

use super::Lowering;
use crate::ir::response::Payload;
use crate::ir::types::FieldPath;
use crate::ir::waiter::Waiter;
use crate::pointer::At;

/// Milliseconds between attempts, unless the document says otherwise.
const INTERVAL: u64 = 1_000;
/// Milliseconds for the whole wait, unless the document says otherwise.
const TIMEOUT: u64 = 300_000;

impl Lowering<'_> {
    /// The waiter of an operation, if its `x-waiter` fits its answer.
    pub(super) fn waiter(&mut self, value: Option<&Value>, success: &Payload, at: &At<'_>) -> Option<Waiter> {
        let settings = self.object_extension(value?, "x-waiter", at)?;
        let at = at.key("x-waiter");
        let property = self.waiter_property(settings, success, &at)?;
        let success = self.states(settings, "success", &at)?;
        let failure =
            if settings.contains_key("failure") { self.states(settings, "failure", &at)? } else { Vec::new() };
        if success.is_empty() {
            self.malformed_extension("success", "a list of at least one state", &Value::Array(Vec::new()), &at);
            return None;
        }
        let interval = self.milliseconds(settings, "interval", INTERVAL, &at);
        let timeout = self.milliseconds(settings, "timeout", TIMEOUT, &at);
        Some(Waiter { property, success, failure, interval, timeout })
    }

    fn waiter_property(&mut self, settings: &Map<String, Value>, success: &Payload, at: &At<'_>) -> Option<FieldPath> {
        let found = settings.get("property").unwrap_or(&Value::Null);
        let path = match (found.as_str(), success) {
            (Some(property), Payload::Json(ty)) => self.field_path(ty, property),
            _ => None,
        };
        let path = path.filter(|(_, ty)| self.is_text(ty));
        if path.is_none() {
            self.malformed_extension("property", "a member of the answer that is text or an enum of texts", found, at);
        }
        path.map(|(path, _)| path)
    }

    fn states(&mut self, settings: &Map<String, Value>, key: &'static str, at: &At<'_>) -> Option<Vec<String>> {
        let found = settings.get(key).unwrap_or(&Value::Null);
        let states = match found {
            Value::String(state) => Some(vec![state.clone()]),
            Value::Array(states) => states.iter().map(|state| state.as_str().map(str::to_owned)).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
        };
        if states.is_none() {
            self.malformed_extension(key, "a list of texts", found, at);
        }
        states
    }

    /// A setting in seconds.
    fn milliseconds(&mut self, settings: &Map<String, Value>, key: &'static str, default: u64, at: &At<'_>) -> u64 {
        const DAY: f64 = 86_400.0;
        let Some(found) = settings.get(key) else { return default };
        match found.as_f64().filter(|seconds| (0.001..=DAY).contains(seconds)) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Between 1 and 86,400,000.
            Some(seconds) => (seconds * 1_000.0).round() as u64,
            None => {
                self.malformed_extension(key, "a number of seconds, from 0.001 to a day", found, at);
                default
            }
        }
    }
}
