//! Variable parts of the URLs of servers.
//!
//! Where no variable is set, a server's URL is known without any of this: [`SERVER_CHOICE`] brings it along for who sets one,
//! and no other program compiles it.

use super::api::{Server, ServerVariable};
use super::client::ClientBuilder;
use super::error::{SetupError, join};
use super::settings::{ServerChoice, VariableValue};

/// The way that the variables of a document go.
pub(super) const SERVER_CHOICE: ServerChoice = ServerChoice { check: check_variables, choose: choose_server };

impl<C> ClientBuilder<C> {
    /// Sets a variable in the URL of the servers that the document names.
    #[must_use]
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.variables.push((name.into(), value.into()));
        self.settings.server_choice = Some(SERVER_CHOICE);
        self
    }
}

/// The URL of the first server that has most of the variables that are set: if none is, the first of all. There is one at least.
#[inline]
fn choose_server(servers: &[Server], set: &[VariableValue]) -> Result<String, SetupError> {
    let (mut chosen, mut most) = (&servers[0], 0);
    for server in servers {
        let mut count = 0;
        for variable in server.all_variables() {
            count += usize::from(value_of(variable.name, set).is_some());
        }
        if count > most {
            (chosen, most) = (server, count);
        }
    }
    chosen.resolve(set)
}

/// An error names a variable that no server of the API has: the caller would believe that it has an effect.
#[inline]
fn check_variables(servers: &[Server], set: &[VariableValue]) -> Result<(), SetupError> {
    for (name, _) in set {
        let (mut is_known, mut known) = (false, String::new());
        for server in servers {
            for variable in server.all_variables() {
                is_known |= variable.name == name;
                join(&mut known, "`, `", &[variable.name]);
            }
        }
        if !is_known {
            let name = name.escape_debug();
            return Err(SetupError::new(&format!("no server variable is called `{name}`, only `{known}`")));
        }
    }
    Ok(())
}

/// What a variable is set to, the last time.
#[inline]
fn value_of<'a>(name: &str, set: &'a [VariableValue]) -> Option<&'a str> {
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
    #[inline]
    fn resolve(&self, set: &[VariableValue]) -> Result<String, SetupError> {
        let Some(variables) = self.variables else { return Ok(self.url.to_owned()) };
        let mut url = String::new();
        let mut rest = variables.template;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            url.push_str(before);
            match (self.variable(name), value_of(name, set)) {
                (Some(variable), Some(value)) => url.push_str(variable.checked(value)?),
                (Some(variable), None) => url.push_str(self.default(variable, set, variables.all.len())),
                (None, _) => join(&mut url, "", &["{", name, "}"]),
            }
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    #[inline]
    fn variable(&self, name: &str) -> Option<&'static ServerVariable> {
        self.all_variables().iter().find(|variable| variable.name == name)
    }

    /// The default of a variable that is not set; `steps` ends the search where defaults depend on each other in a circle.
    #[inline]
    fn default(&self, variable: &ServerVariable, set: &[VariableValue], steps: usize) -> &'static str {
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
    #[inline]
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
        Err(SetupError::new(&format!("server variable `{name}`{place}: expected {expected}, but found `{found}`")))
    }
}

#[cfg(test)]
mod tests {
    use super::super::api::{Api, ServerVariables};
    use super::super::client::{ClientBuilder, Core};
    use super::{Server, ServerVariable, choose_server};

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
        Server { url: "https://product.example.com", variables: None },
        Server {
            url: "https://product.ashburn.us1.example.com",
            variables: Some(ServerVariables {
                template: "https://product.{edge}.{region}.example.com",
                all: &[EDGE, REGION],
            }),
        },
        Server {
            url: "https://us1.example.org",
            variables: Some(ServerVariables { template: "https://{region}.example.org", all: &[REGION] }),
        },
    ];

    fn url(servers: &[Server], set: &[(&str, &str)]) -> Result<String, String> {
        let set: Vec<_> = set.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        choose_server(servers, &set).map_err(|error| error.to_string())
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
    }

    #[test]
    fn the_servers_of_an_operation_follow_the_same_variables() {
        static API: Api = Api { user_agent: "test", servers: SERVERS, schemes: &[], security: &[] };
        let builder: ClientBuilder<Core> = ClientBuilder::new(&API);
        let core = builder.server_variable("region", "ie1").build().expect("a client");
        let uploads = [
            Server { url: "https://upload.example.com", variables: None },
            Server {
                url: "https://upload.ashburn.us1.example.com",
                variables: Some(ServerVariables {
                    template: "https://upload.{edge}.{region}.example.com",
                    all: &[EDGE, REGION],
                }),
            },
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
            Server {
                url: "https://us1.example.org",
                variables: Some(ServerVariables { template: "https://{region}.example.org", all: &[REGION] }),
            },
            Server {
                url: "https://ashburn.us1.example.org",
                variables: Some(ServerVariables {
                    template: "https://{edge}.{region}.example.org",
                    all: &[EDGE, REGION],
                }),
            },
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
        let servers = [Server {
            url: "https://1.1",
            variables: Some(ServerVariables { template: "https://{a}.{b}", all: &[A, B] }),
        }];
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
