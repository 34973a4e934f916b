//! Where an API is served.

use openapiv3::{Server, ServerVariable};
use serde_json::Value;

use super::reader::Reader;
use crate::pointer::At;

pub(super) fn servers(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Vec<Server> {
    reader.list(value, at, server)
}

pub(super) fn server(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Server> {
    let mut server = Server::default();
    let mut url = None;
    if let Value::String(text) = value {
        reader.repaired(at, "a server with `url`", "text", "it is read as the URL");
        server.url = text;
        return Some(server);
    }
    for (key, value) in reader.mapping(value, at, "a server with `url`", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "url" => url = reader.text(value, &at),
            "description" => server.description = reader.described(value, &at),
            "variables" => server.variables = Some(reader.map(value, &at, variable)),
            _ => reader.extend(&mut server.extensions, &key, value, &at),
        }
    }
    let Some(url) = url else {
        reader.malformed(at, "a server with `url`", "none", "the server is left out");
        return None;
    };
    server.url = url;
    Some(server)
}

fn variable(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<ServerVariable> {
    let mut variable = ServerVariable::default();
    let mut default = None;
    for (key, value) in reader.mapping(value, at, "a variable with `default`", "it is left out")? {
        let at = at.key(&key);
        match key.as_str() {
            _ if value.is_null() => {}
            "enum" => variable.enumeration = reader.texts(value, &at),
            "default" => default = reader.scalar_text(value, &at),
            "description" => variable.description = reader.described(value, &at),
            _ => reader.extend(&mut variable.extensions, &key, value, &at),
        }
    }
    variable.default = match (default, variable.enumeration.first()) {
        (Some(default), _) => default,
        (None, Some(first)) => {
            reader.repaired(at, "a variable with `default`", "none", "the first value of `enum` is the default");
            first.clone()
        }
        (None, None) => {
            reader.malformed(at, "a variable with `default`", "none", "it is empty unless it is given");
            String::new()
        }
    };
    Some(variable)
}
