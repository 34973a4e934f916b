//! What the document says of the API as a whole.

use super::error::SetupError;
use super::security::SecurityScheme;

/// An API: its servers and its credentials.
#[derive(Debug)]
pub struct Api {
    /// The default `User-Agent`.
    pub user_agent: &'static str,
    /// Where it is served; the first is the default.
    pub servers: &'static [Server],
    /// Every kind of credentials that some operation takes.
    pub schemes: &'static [&'static SecurityScheme],
    /// What operations ask for that do not say so themselves: alternatives, each a set of schemes that go together. An empty
    /// alternative lets a request go without; no alternative at all means that nothing is sent.
    pub security: &'static [&'static [&'static SecurityScheme]],
}

/// Where an API, or one operation of it, is served.
#[derive(Debug)]
pub struct Server {
    /// An absolute URL without a slash at its end; may hold `{variables}`.
    pub url: &'static str,
    /// What may stand in the place of each.
    pub variables: &'static [ServerVariable],
}

/// A variable part of a server's URL.
#[derive(Debug)]
pub struct ServerVariable {
    /// As it stands between the braces.
    pub name: &'static str,
    /// Its value if none is set.
    pub default: &'static str,
    /// The values that are allowed; empty: any.
    pub values: &'static [&'static str],
    /// The environment variable that sets it.
    pub env: Option<&'static str>,
}

impl Api {
    /// Each variable of each server, with repetitions.
    pub(super) fn variables(&self) -> impl Iterator<Item = &'static ServerVariable> {
        self.servers.iter().flat_map(|server| server.variables)
    }
}

impl Server {
    /// The URL with the variables filled in from those that are set, or else with their defaults.
    pub(super) fn resolve(&self, set: &[(String, String)]) -> Result<String, SetupError> {
        let mut url = self.url.to_owned();
        for variable in self.variables {
            let value = match set.iter().rfind(|(name, _)| name == variable.name) {
                Some((_, value)) => variable.checked(value)?,
                None => variable.default,
            };
            url = url.replace(&format!("{{{}}}", variable.name), value);
        }
        Ok(url)
    }
}

impl ServerVariable {
    fn checked<'a>(&self, value: &'a str) -> Result<&'a str, SetupError> {
        // Without an enumeration, still nothing that would turn it into another part of the URL: credentials go to its host.
        let plain =
            !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
        let expected = match self.values {
            [] if plain => return Ok(value),
            [] => "letters, digits and `-._~`".to_owned(),
            values if values.contains(&value) => return Ok(value),
            values => format!("one of `{}`", values.join("`, `")),
        };
        let (name, found) = (self.name, value.escape_debug());
        Err(SetupError::new(format!("server variable `{name}`: expected {expected}, but found `{found}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Server, ServerVariable};

    const SERVER: Server = Server {
        url: "https://serverless.{edge}.{region}.example.com",
        variables: &[
            ServerVariable { name: "edge", default: "ashburn", values: &[], env: None },
            ServerVariable { name: "region", default: "us1", values: &["us1", "ie1"], env: Some("REGION") },
        ],
    };

    fn resolve(set: &[(&str, &str)]) -> Result<String, String> {
        let set: Vec<_> = set.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        SERVER.resolve(&set).map_err(|error| error.to_string())
    }

    #[test]
    fn variables_have_defaults() {
        assert_eq!(resolve(&[]).as_deref(), Ok("https://serverless.ashburn.us1.example.com"));
        let set = [("region", "us1"), ("edge", "dublin"), ("region", "ie1")];
        assert_eq!(resolve(&set).as_deref(), Ok("https://serverless.dublin.ie1.example.com"));
    }

    #[test]
    fn other_values_are_refused() {
        let refused = "server variable `region`: expected one of `us1`, `ie1`, but found `IE1`";
        assert_eq!(resolve(&[("region", "IE1")]), Err(refused.to_owned()));
        for value in ["", "evil.example/", "a@b", "a:1", "a b", "ü"] {
            assert!(resolve(&[("edge", value)]).is_err(), "{value}");
        }
    }
}
