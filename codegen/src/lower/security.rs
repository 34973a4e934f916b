//! Credentials: schemes, requirements, and where the environment holds them.

use openapiv3::{APIKeyLocation, SecurityRequirement};
use serde_json::Value;

use super::names::{Case, Scope};
use super::rename::Pin;
use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::ir::name::Wire;
use crate::ir::security::{EnvSource, KeyPlace, SchemeKind, Security, SecurityScheme};
use crate::pointer::At;

/// The members of a scheme that `OpenAPI` leaves to others.
type Extensions = indexmap::IndexMap<String, Value>;

impl Lowering<'_> {
    /// Every scheme of the document that can be met.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let openapi = self.openapi;
        let Some(components) = &openapi.components else { return Vec::new() };
        let at = At::ROOT.key("components");
        let at = at.key("securitySchemes");
        let mut scope = Scope::reserving(&["API"]);
        let mut schemes = Vec::new();
        for (wire, scheme) in &components.security_schemes {
            let at = at.key(wire);
            let Some(scheme) = scheme.as_item() else {
                self.unsupported_scheme("a security scheme", "a reference", &at);
                continue;
            };
            let Some((kind, description, extensions)) = self.scheme(scheme, &at) else { continue };
            let env = extensions.get("x-env").map_or_else(Vec::new, |env| self.env_sources(env, &kind, &at));
            let pinned = self.pinned_name(extensions.get("x-rust-name"), &at);
            let docs = docs::docs(description.unwrap_or_default());
            schemes.push(SecurityScheme {
                name: self.name(&mut scope, (wire, pinned), Case::Screaming, Pin::SecurityScheme, &at),
                wire: Wire::new(wire),
                docs,
                kind,
                env,
            });
        }
        self.scheme_names = schemes.iter().map(|scheme| scheme.wire.as_str().to_owned()).collect();
        schemes
    }

    fn scheme<'s>(
        &mut self,
        scheme: &'s openapiv3::SecurityScheme,
        at: &At<'_>,
    ) -> Option<(SchemeKind, Option<&'s str>, &'s Extensions)> {
        use openapiv3::SecurityScheme as Scheme;
        Some(match scheme {
            Scheme::APIKey { location, name, description, extensions } => {
                let place = match location {
                    APIKeyLocation::Header => KeyPlace::Header,
                    APIKeyLocation::Query => KeyPlace::Query,
                    APIKeyLocation::Cookie => KeyPlace::Cookie,
                };
                let kind = SchemeKind::ApiKey { place, name: Wire::new(name.as_str()) };
                (kind, description.as_deref(), extensions)
            }
            Scheme::HTTP { scheme, description, extensions, .. } => {
                let kind = match scheme.to_ascii_lowercase().as_str() {
                    "basic" => SchemeKind::Basic,
                    "bearer" => SchemeKind::Bearer,
                    other => {
                        self.unsupported_scheme(
                            "HTTP `basic` or `bearer`",
                            &format!("`{}`", docs::one_line(other)),
                            at,
                        );
                        return None;
                    }
                };
                (kind, description.as_deref(), extensions)
            }
            Scheme::OAuth2 { description, extensions, .. } => {
                self.report_foreign_token("OAuth 2", at);
                (SchemeKind::Bearer, description.as_deref(), extensions)
            }
            Scheme::OpenIDConnect { description, extensions, .. } => {
                self.report_foreign_token("OpenID Connect", at);
                (SchemeKind::Bearer, description.as_deref(), extensions)
            }
        })
    }

    /// Both ways end in a bearer token.
    fn report_foreign_token(&mut self, found: &str, at: &At<'_>) {
        self.report(
            Code::Ignored,
            &at.key("type"),
            format!("expected credentials that can be sent as they are, but found {found}, whose tokens are issued"),
            "the client fetches no token: give it one, or a provider of them, which it sends as `Bearer`",
        );
    }

    fn unsupported_scheme(&mut self, expected: &str, found: &str, at: &At<'_>) {
        self.report(
            Code::UnsupportedSecurity,
            at,
            format!("expected {expected}, but found {found}"),
            "the scheme is left out, and with it every alternative that asks for it",
        );
    }

    /// `x-env`: one set of variables, or a list of sets, of which the first complete one is used.
    fn env_sources(&mut self, env: &Value, kind: &SchemeKind, at: &At<'_>) -> Vec<EnvSource> {
        let (sets, is_list) = match env {
            Value::Array(sets) => (sets.as_slice(), true),
            set => (std::slice::from_ref(set), false),
        };
        let mut sources = Vec::new();
        for (index, set) in sets.iter().enumerate() {
            let variable =
                |key: &str| set.get(key).and_then(Value::as_str).filter(|name| is_variable(name)).map(str::to_owned);
            let source = match kind {
                SchemeKind::Basic => match (variable("username"), variable("password")) {
                    (Some(username), Some(password)) => Some(EnvSource::Basic { username, password }),
                    _ => None,
                },
                SchemeKind::Bearer | SchemeKind::ApiKey { .. } => {
                    let name = set.as_str().filter(|name| is_variable(name)).map(str::to_owned);
                    name.or_else(|| variable("secret")).map(EnvSource::Secret)
                }
            };
            match source {
                Some(source) => {
                    self.uses(&at.key("x-env"));
                    sources.push(source);
                }
                None => {
                    let expected = match kind {
                        SchemeKind::Basic => "variables for `username` and `password`, or a list of such sets",
                        SchemeKind::Bearer | SchemeKind::ApiKey { .. } => "the name of a variable, or a list of names",
                    };
                    let list = at.key("x-env");
                    let at = if is_list { list.index(index) } else { list };
                    self.malformed_value("x-env", expected, set, &at);
                }
            }
        }
        sources
    }

    /// What an operation asks for unless it says otherwise.
    pub(super) fn default_security(&mut self) -> Security {
        let openapi = self.openapi;
        let security = openapi.security.as_ref().map(|security| self.security(security, &At::ROOT.key("security")));
        self.default_security = security.unwrap_or_default();
        self.default_security.clone()
    }

    pub(super) fn security(&mut self, requirements: &[SecurityRequirement], at: &At<'_>) -> Security {
        let mut security = Security::default();
        for (index, requirement) in requirements.iter().enumerate() {
            if requirement.is_empty() {
                security.optional = true;
                continue;
            }
            let at = at.index(index);
            let indices: Option<Vec<usize>> = requirement.keys().map(|name| self.scheme_index(name, &at)).collect();
            security.alternatives.extend(indices);
        }
        security
    }

    fn scheme_index(&mut self, name: &str, at: &At<'_>) -> Option<usize> {
        let index = self.scheme_names.iter().position(|known| known == name);
        if index.is_none() {
            self.report(
                Code::UnsupportedSecurity,
                &at.key(name),
                format!("expected a security scheme of the document, but found `{name}`"),
                "the alternative is left out: without another one, nothing is sent to prove who calls",
            );
        }
        index
    }
}

fn is_variable(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
