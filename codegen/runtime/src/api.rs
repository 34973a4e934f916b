//! What the document says of the API as a whole.

use std::slice;

use super::call::Call;
use super::error::{SetupError, join};
use super::security::SecurityScheme;

/// An API: its servers and its credentials.
#[derive(Debug)]
pub struct Api {
    /// The default `User-Agent`.
    pub user_agent: &'static str,
    /// Where it is served. The first is the default; another is chosen when one of its variables is set.
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
    /// Its value if none is set, and `defaults_by` has none.
    pub default: &'static str,
    /// Defaults that depend on another variable: its name, and the default for each of its values.
    pub defaults_by: Option<(&'static str, &'static [(&'static str, &'static str)])>,
    /// The values that are allowed; empty: any.
    pub values: &'static [&'static str],
    /// The environment variable that sets it.
    pub env: Option<&'static str>,
}

impl Call {
    /// Sends it to a server of its own, unless the client has a base URL that replaces all servers.
    #[inline]
    #[must_use]
    pub fn server(self, server: &'static Server) -> Self {
        self.servers(slice::from_ref(server))
    }

    /// Sends it to one of these servers of its own, unless the client has a base URL that replaces all servers. Which one
    /// depends on the client's server variables, as it does for those of the API.
    #[inline]
    #[must_use]
    pub fn servers(mut self, servers: &'static [Server]) -> Self {
        self.request().servers = Some(servers);
        self
    }
}

/// The URL of the first server that has most of the variables that are set: if none is, the first of all. `None` if there
/// are no servers.
pub(super) fn resolve_server(servers: &[Server], set: &[(String, String)]) -> Option<Result<String, SetupError>> {
    let mut chosen = servers.first()?;
    let mut most = 0;
    for server in servers {
        let mut count = 0;
        for variable in server.variables {
            count += usize::from(value_of(variable.name, set).is_some());
        }
        if count > most {
            (chosen, most) = (server, count);
        }
    }
    Some(chosen.resolve(set))
}

/// What a variable is set to, the last time.
fn value_of<'a>(name: &str, set: &'a [(String, String)]) -> Option<&'a str> {
    let mut found = None;
    for (set, value) in set {
        if set == name {
            found = Some(value.as_str());
        }
    }
    found
}

impl Server {
    /// The URL with the variables filled in from those that are set, or else with their defaults.
    fn resolve(&self, set: &[(String, String)]) -> Result<String, SetupError> {
        let mut url = String::new();
        let mut rest = self.url;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            url.push_str(before);
            match (self.variable(name), value_of(name, set)) {
                (Some(variable), Some(value)) => url.push_str(variable.checked(value)?),
                (Some(variable), None) => url.push_str(self.default(variable, set, self.variables.len())),
                (None, _) => join(&mut url, "", &["{", name, "}"]),
            }
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    fn variable(&self, name: &str) -> Option<&'static ServerVariable> {
        self.variables.iter().find(|variable| variable.name == name)
    }

    /// The default of a variable that is not set; `steps` ends the search where defaults depend on each other in a circle.
    fn default(&self, variable: &ServerVariable, set: &[(String, String)], steps: usize) -> &'static str {
        let Some((other, defaults)) = variable.defaults_by else { return variable.default };
        let other = match (value_of(other, set), self.variable(other)) {
            (Some(value), _) => value,
            (None, Some(other)) if steps > 0 => self.default(other, set, steps - 1),
            (None, _) => return variable.default,
        };
        for (value, default) in defaults {
            if *value == other {
                return default;
            }
        }
        variable.default
    }
}

impl ServerVariable {
    fn checked<'a>(&self, value: &'a str) -> Result<&'a str, SetupError> {
        // Without an enumeration, still nothing that would turn it into another part of the URL: credentials go to its host.
        let mut is_valid = self.values.is_empty() && !value.is_empty();
        for byte in value.as_bytes() {
            is_valid &= matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~');
        }
        let mut expected = String::new();
        for known in self.values {
            is_valid |= *known == value;
            join(&mut expected, ", ", &["`", known, "`"]);
        }
        if is_valid {
            return Ok(value);
        }
        let expected =
            if self.values.is_empty() { "letters, digits and `-._~`" } else { &format!("one of {expected}") };
        let mut place = String::new();
        if let Some(env) = self.env {
            join(&mut place, "", &[" (in the environment: ", env, ")"]);
        }
        let (name, found) = (self.name, value.escape_debug());
        Err(SetupError::new(format!("server variable `{name}`{place}: expected {expected}, but found `{found}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::client::{ClientBuilder, Core};
    use super::{Api, Server, ServerVariable, resolve_server};

    const REGION: ServerVariable = ServerVariable {
        name: "region",
        default: "us1",
        defaults_by: None,
        values: &["us1", "ie1", "de1"],
        env: Some("REGION"),
    };
    const EDGE: ServerVariable = ServerVariable {
        name: "edge",
        default: "ashburn",
        defaults_by: Some(("region", &[("ie1", "dublin"), ("au1", "sydney")])),
        values: &[],
        env: None,
    };
    const SERVERS: &[Server] = &[
        Server { url: "https://product.example.com", variables: &[] },
        Server { url: "https://product.{edge}.{region}.example.com", variables: &[EDGE, REGION] },
        Server { url: "https://{region}.example.org", variables: &[REGION] },
    ];

    fn url(servers: &[Server], set: &[(&str, &str)]) -> Result<String, String> {
        let set: Vec<_> = set.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        resolve_server(servers, &set).expect("there are servers").map_err(|error| error.to_string())
    }

    #[test]
    fn a_variable_that_is_set_chooses_the_server() {
        for (set, expected) in [
            (&[][..], "https://product.example.com"),
            (&[("region", "ie1")], "https://product.dublin.ie1.example.com"),
            (&[("edge", "dublin")], "https://product.dublin.us1.example.com"),
            (&[("region", "de1")], "https://product.ashburn.de1.example.com"),
            (&[("region", "us1"), ("edge", "tokyo"), ("region", "ie1")], "https://product.tokyo.ie1.example.com"),
            (&[("other", "x")], "https://product.example.com"),
        ] {
            assert_eq!(url(SERVERS, set).as_deref(), Ok(expected), "{set:?}");
        }
        assert!(resolve_server(&[], &[]).is_none());
    }

    #[test]
    fn the_servers_of_an_operation_follow_the_same_variables() {
        static API: Api = Api { user_agent: "test", servers: SERVERS, schemes: &[], security: &[] };
        let builder: ClientBuilder<Core> = ClientBuilder::new(&API);
        let core = builder.server_variable("region", "ie1").build().expect("a client");
        let uploads = [
            Server { url: "https://upload.example.com", variables: &[] },
            Server { url: "https://upload.{edge}.{region}.example.com", variables: &[EDGE, REGION] },
        ];
        let url = |servers| core.base_url(servers).ok();
        assert_eq!(url(Some(&uploads)).as_deref(), Some("https://upload.dublin.ie1.example.com"));
        assert_eq!(url(Some(&uploads[..1])).as_deref(), Some("https://upload.example.com"));
        assert_eq!(url(None).as_deref(), Some("https://product.dublin.ie1.example.com"));
        assert!(core.replaced(None).is_empty());
    }

    #[test]
    fn the_server_with_most_of_the_variables_is_chosen() {
        let servers = [
            Server { url: "https://{region}.example.org", variables: &[REGION] },
            Server { url: "https://{edge}.{region}.example.org", variables: &[EDGE, REGION] },
        ];
        assert_eq!(url(&servers, &[]).as_deref(), Ok("https://us1.example.org"));
        assert_eq!(url(&servers, &[("region", "ie1")]).as_deref(), Ok("https://ie1.example.org"));
        let both = [("region", "ie1"), ("edge", "x")];
        assert_eq!(url(&servers, &both).as_deref(), Ok("https://x.ie1.example.org"));
    }

    #[test]
    fn defaults_that_depend_on_each_other_end() {
        const A: ServerVariable =
            ServerVariable { name: "a", default: "1", defaults_by: Some(("b", &[("1", "2")])), values: &[], env: None };
        const B: ServerVariable =
            ServerVariable { name: "b", defaults_by: Some(("a", &[("1", "3"), ("2", "4")])), ..A };
        let servers = [Server { url: "https://{a}.{b}", variables: &[A, B] }];
        assert!(url(&servers, &[]).is_ok());
        assert_eq!(url(&servers, &[("b", "1")]).as_deref(), Ok("https://2.1"));
    }

    #[test]
    fn other_values_are_refused() {
        let refused = "server variable `region` (in the environment: REGION): expected one of `us1`, `ie1`, `de1`, but \
                       found `IE1`";
        assert_eq!(url(SERVERS, &[("region", "IE1")]), Err(refused.to_owned()));
        for value in ["", "evil.example/", "a@b", "a:1", "a b", "ü"] {
            assert!(url(SERVERS, &[("edge", value)]).is_err(), "{value}");
        }
    }
}
