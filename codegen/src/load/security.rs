//! How callers prove who they are.

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow, OAuth2Flows,
    PasswordOAuth2Flow, SecurityRequirement, SecurityScheme,
};
use serde_json::Value;

use super::reader::{Extensions, Reader, extend};
use crate::diagnostic::Code;
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
    bearer_format: Option<String>,
    flows: Option<OAuth2Flows>,
    url: Option<String>,
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
            "bearerFormat" => members.bearer_format = reader.text(value, &at),
            "flows" => members.flows = flows(reader, value, &at),
            "openIdConnectUrl" => members.url = reader.text(value, &at),
            "description" => members.description = reader.text(value, &at),
            _ => extend(&mut members.extensions, key, value),
        }
    }
    members.scheme(reader, at)
}

impl Members {
    fn scheme(self, reader: &mut Reader<'_>, at: &At<'_>) -> Option<SecurityScheme> {
        let Self { kind, name, location, scheme, bearer_format, flows, url, description, extensions } = self;
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
                Some(SecurityScheme::HTTP { scheme, bearer_format, description, extensions })
            }
            "" => missing(reader, "`type`"),
            "basic" | "bearer" => {
                let help = "it is read as `type: http` with this scheme";
                reader.repaired(&at.key("type"), "a type of security scheme", &format!("`{kind}`"), help);
                Some(SecurityScheme::HTTP { scheme: kind, bearer_format, description, extensions })
            }
            "oauth2" => Some(SecurityScheme::OAuth2 { flows: flows.unwrap_or_default(), description, extensions }),
            "openIdConnect" => {
                let open_id_connect_url = url.unwrap_or_default();
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

fn flows(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<OAuth2Flows> {
    let mut flows = OAuth2Flows::default();
    for (key, value) in reader.mapping(value, at, "a mapping of flows", "it is ignored")? {
        let at = at.key(&key);
        if key.starts_with("x-") {
            extend(&mut flows.extensions, key, value);
            continue;
        }
        let Some(Flow { authorization_url, token_url, refresh_url, scopes, extensions }) = flow(reader, value, &at)
        else {
            continue;
        };
        match key.as_str() {
            "implicit" => {
                flows.implicit = Some(ImplicitOAuth2Flow { authorization_url, refresh_url, scopes, extensions });
            }
            "password" => flows.password = Some(PasswordOAuth2Flow { refresh_url, token_url, scopes, extensions }),
            "clientCredentials" => {
                flows.client_credentials =
                    Some(ClientCredentialsOAuth2Flow { refresh_url, token_url, scopes, extensions });
            }
            "authorizationCode" => {
                let flow =
                    AuthorizationCodeOAuth2Flow { authorization_url, token_url, refresh_url, scopes, extensions };
                flows.authorization_code = Some(flow);
            }
            _ => {}
        }
    }
    Some(flows)
}

/// The members of all kinds of flows.
#[derive(Default)]
struct Flow {
    authorization_url: String,
    token_url: String,
    refresh_url: Option<String>,
    scopes: IndexMap<String, String>,
    extensions: Extensions,
}

fn flow(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Flow> {
    let mut flow = Flow::default();
    for (key, value) in reader.mapping(value, at, "a flow", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "authorizationUrl" => flow.authorization_url = reader.text(value, &at).unwrap_or_default(),
            "tokenUrl" => flow.token_url = reader.text(value, &at).unwrap_or_default(),
            "refreshUrl" => flow.refresh_url = reader.text(value, &at),
            "scopes" if value.is_array() => {
                reader.repaired(&at, "a mapping of scopes", "a list", "they are read without descriptions");
                flow.scopes = reader.texts(value, &at).into_iter().map(|scope| (scope, String::new())).collect();
            }
            "scopes" => {
                flow.scopes = reader.map(value, &at, |reader, value, at| match value {
                    Value::Null => Some(String::new()),
                    value => reader.text(value, at).or_else(|| Some(String::new())),
                });
            }
            _ => extend(&mut flow.extensions, key, value),
        }
    }
    Some(flow)
}
