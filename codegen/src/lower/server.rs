//! Servers: where requests go.

use serde_json::{Map, Value};

use super::names::{Case, Scope};
use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::ir::name::Wire;
use crate::ir::security::SecurityScheme;
use crate::ir::server::{DefaultsBy, Server, ServerList, ServerVariable};
use crate::pointer::At;

/// Where a document without a usable server points: nowhere useful, so that the caller notices.
const NOWHERE: &str = "http://localhost";

/// Names the lists. Their statics stand beside those of the security schemes.
pub(super) fn name_lists(lists: Vec<Vec<Server>>, schemes: &[SecurityScheme]) -> Vec<ServerList> {
    let taken: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).chain(["API"]).collect();
    let mut scope = Scope::reserving(&taken);
    let named = lists.into_iter().map(|servers| {
        let name = scope.give("servers", Case::Screaming).ident;
        ServerList { name, servers }
    });
    named.collect()
}

impl Lowering<'_> {
    /// The servers of the document. Never empty.
    pub(super) fn default_servers(&mut self) -> Vec<Server> {
        let openapi = self.openapi;
        let at = At::ROOT.key("servers");
        let servers: Vec<Server> =
            openapi.servers.iter().enumerate().map(|(index, server)| self.server(server, &at.index(index))).collect();
        if !servers.is_empty() {
            return servers;
        }
        self.report(
            Code::UnsupportedServer,
            &At::ROOT,
            "expected `servers` to tell where requests go, but found none",
            format!("requests go to `{NOWHERE}` unless the client's builder is given a `base_url`"),
        );
        vec![Server { url: NOWHERE.to_owned(), docs: docs::docs(""), variables: Vec::new() }]
    }

    /// The servers of one operation, if they are others than the default ones: which of all lists they are.
    pub(super) fn own_servers(
        &mut self,
        servers: &[openapiv3::Server],
        default: &[Server],
        at: &At<'_>,
    ) -> Option<usize> {
        if servers == self.openapi.servers {
            return None;
        }
        let at = at.key("servers");
        let own: Vec<Server> =
            servers.iter().enumerate().map(|(index, server)| self.server(server, &at.index(index))).collect();
        if own.is_empty() || own == default {
            return None;
        }
        Some(self.server_lists.iter().position(|list| *list == own).unwrap_or_else(|| {
            self.server_lists.push(own);
            self.server_lists.len() - 1
        }))
    }

    fn server(&mut self, server: &openapiv3::Server, at: &At<'_>) -> Server {
        let text = server.url.trim().trim_end_matches('/');
        let lower = text.to_ascii_lowercase();
        let absolute = lower.starts_with("https://") || lower.starts_with("http://") || text.starts_with('{');
        let clean =
            !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '"' | '\\'));
        let url = match (absolute, clean) {
            (true, true) => text.to_owned(),
            (false, true) if text.is_empty() || text.starts_with('/') && !text.starts_with("//") => {
                self.unsupported_server("an absolute URL", server, &format!("{NOWHERE}{text}"), at)
            }
            _ => self.unsupported_server("an http or https URL", server, NOWHERE, at),
        };
        let variables = self.server_variables(server, &url, at);
        Server { url, docs: docs::docs(server.description.as_deref().unwrap_or_default()), variables }
    }

    fn unsupported_server(&mut self, expected: &str, server: &openapiv3::Server, used: &str, at: &At<'_>) -> String {
        self.report(
            Code::UnsupportedServer,
            &at.key("url"),
            format!("expected {expected}, but found `{}`", docs::one_line(&server.url)),
            format!("requests go to `{used}` unless the client's builder is given a `base_url`"),
        );
        used.to_owned()
    }

    /// Those that the URL names; one that is not declared stands for nothing.
    fn server_variables(&mut self, server: &openapiv3::Server, url: &str, at: &At<'_>) -> Vec<ServerVariable> {
        let mut variables = Vec::new();
        let declared = server.variables.as_ref();
        for name in url.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name) {
            let at_variables = at.key("variables");
            let at = at_variables.key(name);
            match declared.and_then(|variables| variables.get(name)) {
                Some(variable) => {
                    let env = variable.extensions.get("x-env").and_then(|env| self.text_extension(env, "x-env", &at));
                    let defaults = variable.extensions.get("x-default-from");
                    let others: Vec<&str> = declared.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
                    variables.push(ServerVariable {
                        wire: Wire::new(name),
                        docs: docs::docs(variable.description.as_deref().unwrap_or_default()),
                        default: variable.default.clone(),
                        defaults_by: defaults.and_then(|defaults| self.defaults_by(defaults, name, &others, &at)),
                        values: variable.enumeration.clone(),
                        env: env.map(str::to_owned),
                    });
                }
                None => {
                    self.report(
                        Code::UnsupportedServer,
                        &at,
                        format!("expected a declaration of the variable `{name}`, but found none"),
                        "the variable is empty unless the client's builder sets it",
                    );
                    variables.push(ServerVariable {
                        wire: Wire::new(name),
                        docs: docs::docs(""),
                        default: String::new(),
                        defaults_by: None,
                        values: Vec::new(),
                        env: None,
                    });
                }
            }
        }
        variables
    }

    /// `x-default-from`: `region: {ie1: dublin, au1: sydney}`.
    fn defaults_by(&mut self, value: &Value, name: &str, variables: &[&str], at: &At<'_>) -> Option<DefaultsBy> {
        let texts = |defaults: &Map<String, Value>| {
            let pairs = defaults.iter().map(|(value, default)| Some((value.clone(), default.as_str()?.to_owned())));
            pairs.collect::<Option<Vec<(String, String)>>>()
        };
        let only = value.as_object().filter(|object| object.len() == 1).and_then(|object| object.iter().next());
        let found = only.and_then(|(variable, defaults)| {
            let is_other = variable != name && variables.contains(&variable.as_str());
            let defaults = defaults.as_object().and_then(texts)?;
            self.uses(&at.key("x-default-from"));
            is_other.then(|| DefaultsBy { variable: Wire::new(variable), defaults })
        });
        if found.is_none() {
            let expected = "an object with the name of another variable of the server, and below it a text for each of \
                            its values";
            self.malformed_extension("x-default-from", expected, value, at);
        }
        found
    }
}
