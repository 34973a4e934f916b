//! How callers prove who they are.

use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement, SecurityScheme};
use serde_json::Value;

use super::reader::{Extensions, Reader};
use crate::diagnostic::Code;
use crate::loss::Reason;
use crate::pointer::At;

/// `None`, which inherits, for null.
pub(super) fn requirements(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Vec<SecurityRequirement>> {
    match value {
        Value::Null => None,
        value @ Value::Object(_) => {
            reader.repaired(at, "a list of requirements", "a mapping", "it is read as a list of one");
            Some(requirement(reader, value, at).into_iter().collect())
        }
        value @ Value::Array(_) => Some(reader.list(value, at, requirement)),
        value => {
            reader.list(value, at, requirement);
            None
        }
    }
}

fn requirement(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<SecurityRequirement> {
    let map = reader.mapping(value, at, "a mapping of security schemes", "the requirement is left out")?;
    let scopes = |reader: &mut Reader<'_>, key: &str, value| match value {
        Value::Null | Value::Object(_) => Vec::new(),
        value => reader.texts(value, &at.key(key)),
    };
    Some(
        map.into_iter()
            .map(|(key, value)| (scopes(reader, &key, value), key))
            .map(|(scopes, key)| (key, scopes))
            .collect(),
    )
}

/// The members of all kinds of schemes.
#[derive(Default)]
struct Members {
    kind: String,
    name: Option<String>,
    location: Option<String>,
    scheme: Option<String>,
    description: Option<String>,
    extensions: Extensions,
}

pub(super) fn scheme(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<SecurityScheme> {
    let mut members = Members::default();
    for (key, value) in reader.mapping(value, at, "a security scheme", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "type" => members.kind = reader.text(value, &at).unwrap_or_default(),
            "name" => members.name = reader.scalar_text(value, &at),
            "in" => members.location = reader.text(value, &at),
            "scheme" => members.scheme = reader.text(value, &at),
            "bearerFormat" | "flows" | "openIdConnectUrl" => reader.lose(&at, Reason::Credential),
            "description" => members.description = reader.described(value, &at),
            _ => reader.extend(&mut members.extensions, &key, value, &at),
        }
    }
    members.scheme(reader, at)
}

impl Members {
    fn scheme(self, reader: &mut Reader<'_>, at: &At<'_>) -> Option<SecurityScheme> {
        let Self { kind, name, location, scheme, description, extensions } = self;
        let missing = |reader: &mut Reader<'_>, what: &str| {
            reader.malformed(at, &format!("a security scheme with {what}"), "none", "the scheme is left out");
            None
        };
        let location = location.map(|location| location.to_ascii_lowercase());
        match kind.as_str() {
            "apiKey" => {
                let Some((name, location)) = name.zip(location.as_deref().and_then(place)) else {
                    return missing(reader, "`name`, and `in` that is `header`, `query` or `cookie`");
                };
                Some(SecurityScheme::APIKey { location, name, description, extensions })
            }
            "http" => {
                let Some(scheme) = scheme else { return missing(reader, "`scheme`") };
                Some(SecurityScheme::HTTP { scheme, bearer_format: None, description, extensions })
            }
            "" => missing(reader, "`type`"),
            "basic" | "bearer" => {
                let help = "it is read as `type: http` with this scheme";
                reader.repaired(&at.key("type"), "a type of security scheme", &format!("`{kind}`"), help);
                Some(SecurityScheme::HTTP { scheme: kind, bearer_format: None, description, extensions })
            }
            "oauth2" => Some(SecurityScheme::OAuth2 { flows: OAuth2Flows::default(), description, extensions }),
            "openIdConnect" => {
                let open_id_connect_url = String::new();
                Some(SecurityScheme::OpenIDConnect { open_id_connect_url, description, extensions })
            }
            _ => {
                let message = format!("expected a type of security scheme, but found `{kind}`");
                reader.push(Code::UnsupportedSecurity, at, message, "the scheme is left out");
                None
            }
        }
    }
}

fn place(text: &str) -> Option<APIKeyLocation> {
    match text {
        "header" => Some(APIKeyLocation::Header),
        "query" => Some(APIKeyLocation::Query),
        "cookie" => Some(APIKeyLocation::Cookie),
        _ => None,
    }
}
