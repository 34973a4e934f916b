//! `x-default-from` on a parameter: what the client fills it with when the caller does not pass it.

use openapiv3::Parameter;
use serde_json::Value;

use super::Lowering;
use crate::ir::parameter::DefaultFrom;
use crate::pointer::At;

const EXPECTED: &str = "the name of a security scheme of HTTP Basic, or an object with that as `security`, or an environment \
                        variable as `env`, or both";

impl Lowering<'_> {
    /// `accountSid_authToken`, or `{security: accountSid_authToken, env: TWILIO_ACCOUNT_SID}`.
    pub(super) fn default_from(&mut self, value: &Value, is_text: bool, at: &At<'_>) -> Option<DefaultFrom> {
        if !is_text {
            self.malformed_extension("x-default-from", "a parameter that is one text", value, at);
            return None;
        }
        let found = match value {
            Value::String(scheme) => self.default_parts(Some(scheme), None),
            Value::Object(parts) if parts.keys().all(|key| key == "security" || key == "env") => {
                let text = |key| parts.get(key).map(|part| part.as_str().unwrap_or_default());
                self.default_parts(text("security"), text("env"))
            }
            Value::Object(_) | Value::Array(_) | Value::Null | Value::Bool(_) | Value::Number(_) => None,
        };
        match found {
            Some(_) => self.uses(&at.key("x-default-from")),
            None => self.malformed_extension("x-default-from", EXPECTED, value, at),
        }
        found
    }

    /// Says that the extension means nothing elsewhere.
    pub(super) fn only_in_paths(&mut self, parameter: &Parameter, at: &At<'_>) {
        match parameter {
            Parameter::Path { .. } => {}
            Parameter::Query { parameter_data: data, .. }
            | Parameter::Header { parameter_data: data, .. }
            | Parameter::Cookie { parameter_data: data, .. } => {
                if let Some(value) = data.extensions.get("x-default-from") {
                    self.malformed_extension("x-default-from", "an extension of a parameter of a path", value, at);
                }
            }
        }
    }

    fn default_parts(&self, scheme: Option<&str>, env: Option<&str>) -> Option<DefaultFrom> {
        let scheme = match scheme {
            Some(name) => Some(self.scheme_names.iter().position(|known| known == name && self.is_basic(name))?),
            None => None,
        };
        let env = match env {
            Some(name) => Some(Some(name.to_owned()).filter(|name| !name.trim().is_empty())?),
            None => None,
        };
        (scheme.is_some() || env.is_some()).then_some(DefaultFrom { scheme, env })
    }

    fn is_basic(&self, name: &str) -> bool {
        let schemes = self.openapi.components.iter().flat_map(|components| &components.security_schemes);
        schemes.filter(|(wire, _)| *wire == name).filter_map(|(_, scheme)| scheme.as_item()).any(
            |scheme| matches!(scheme, openapiv3::SecurityScheme::HTTP { scheme, .. } if scheme.eq_ignore_ascii_case("basic")),
        )
    }
}
