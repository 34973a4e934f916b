//! What a client is made with, and whether it can be.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::USER_AGENT;
use reqwest::redirect::Policy;

use super::api::{Api, Server};
use super::clock::{Clock, TokioClock};
use super::credential::Credential;
use super::error::SetupError;
use super::header::{header_map, header_value};
use super::keyring::{Keyring, MakeKeyring};
use super::tls::{Configure, http_builder};

/// The name of a server variable, and what it is set to.
pub(super) type VariableValue = (String, String);

/// What a client does with the server variables that it was given.
#[derive(Clone, Copy)]
pub(super) struct ServerChoice {
    pub check: fn(&[Server], &[VariableValue]) -> Result<(), SetupError>,
    /// The URL of one of these servers, of which there is at least one.
    pub choose: fn(&[Server], &[VariableValue]) -> Result<String, SetupError>,
}

/// What a client is made with.
#[derive(Clone)]
pub(super) struct Settings {
    pub api: &'static Api,
    pub credentials: Vec<(Option<String>, Credential)>,
    pub make_keyring: MakeKeyring,
    /// What the environment has, by scheme.
    pub environment: Vec<(&'static str, Credential)>,
    pub base_url: Option<String>,
    /// What changes where no connection is encrypted, which only a base URL can say.
    pub if_unencrypted: Configure,
    /// Server variables: those of the environment first, since later ones beat earlier ones.
    pub variables: Vec<VariableValue>,
    /// What they do; `None` if there are none.
    pub server_choice: Option<ServerChoice>,
    /// Values of parameters that callers need not pass, later ones beating earlier ones.
    pub parameters: Vec<(String, String)>,
    pub user_agent: Option<String>,
    pub connect_timeout: Option<Duration>,
    pub attempt_timeout: Option<Duration>,
    pub timeout: Option<Duration>,
    pub retries: u32,
    pub clock: Arc<dyn Clock>,
    /// `None`: one for all clients.
    pub max_polls_in_flight: Option<usize>,
    pub max_response_bytes: usize,
}

impl Settings {
    pub(super) fn new(api: &'static Api) -> Self {
        Self {
            api,
            credentials: Vec::new(),
            make_keyring: |_, _, _| Ok(Keyring::default()),
            environment: Vec::new(),
            base_url: None,
            if_unencrypted: |http| http,
            variables: Vec::new(),
            server_choice: None,
            parameters: Vec::new(),
            user_agent: None,
            connect_timeout: Some(Duration::from_secs(10)),
            attempt_timeout: Some(Duration::from_secs(10)),
            timeout: Some(Duration::from_secs(30)),
            retries: 3,
            clock: Arc::new(TokioClock),
            max_polls_in_flight: None,
            max_response_bytes: 64 << 20,
        }
    }

    /// Checks them: the connections, and where requests go by default.
    pub(super) fn connect(&self) -> Result<(reqwest::Client, String), SetupError> {
        if let Some(server_choice) = self.server_choice {
            (server_choice.check)(self.api.servers, &self.variables)?;
        }
        let base_url = match &self.base_url {
            Some(url) => checked_url(url)?,
            None => self.resolve(self.api.servers)?,
        };
        // Only a base URL replaces all servers: without one, some operation may have an encrypted one.
        let configure = if base_url.starts_with("https:") { |http| http } else { self.if_unencrypted };
        Ok((self.http(configure)?, base_url))
    }

    fn http(&self, configure: Configure) -> Result<reqwest::Client, SetupError> {
        let user_agent = match header_value(self.user_agent.as_deref().unwrap_or(self.api.user_agent)) {
            Ok(user_agent) => user_agent,
            Err(problem) => return Err(SetupError::new(&format!("user agent: {problem}"))),
        };
        // Redirects are followed by `send`, which knows where credentials may go.
        let policy = Policy::none();
        let headers = header_map(vec![(USER_AGENT, user_agent)]);
        // Without a variable that holds it: there would be code to drop it, of several thousand lines.
        let http = match http_builder() {
            Ok(http) => {
                let http = configure(http.default_headers(headers).redirect(policy).referer(false));
                with_connect_timeout(http, self.connect_timeout).build()
            }
            Err(error) => return Err(error),
        };
        match http {
            Ok(http) => Ok(http),
            Err(error) => Err(SetupError::new("the HTTP client cannot be set up").caused_by(error.into())),
        }
    }

    /// The base URL of the server among these that the variables choose.
    pub(super) fn resolve(&self, servers: &[Server]) -> Result<String, SetupError> {
        match (self.server_choice, servers) {
            (_, []) => Err(SetupError::new("the API names no server: set the base URL")),
            (None, [first, ..]) => checked_url(first.url),
            (Some(server_choice), _) => checked_url(&(server_choice.choose)(servers, &self.variables)?),
        }
    }
}

fn with_connect_timeout(http: reqwest::ClientBuilder, connect_timeout: Option<Duration>) -> reqwest::ClientBuilder {
    match connect_timeout {
        Some(timeout) => http.connect_timeout(timeout),
        None => http,
    }
}

impl fmt::Debug for Settings {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("credentials", &self.credentials)
            .field("environment", &self.environment)
            .field("base_url", &self.base_url)
            .field("variables", &self.variables)
            .field("parameters", &self.parameters)
            .field("user_agent", &self.user_agent)
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .field("clock", &self.clock)
            .field("max_polls_in_flight", &self.max_polls_in_flight)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

/// A base URL in its normal form, without a slash at its end. The error does not repeat it: it may hold a password.
fn checked_url(url: &str) -> Result<String, SetupError> {
    let problem = match Url::parse(url) {
        Err(error) => format!("none ({error})"),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => format!("the scheme `{}`", url.scheme()),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            "a user name or a password in it, which goes into a `Credential`".to_owned()
        }
        Ok(url) if url.query().is_some() || url.fragment().is_some() => "a query or a fragment".to_owned(),
        Ok(url) => {
            let mut text = url.as_str();
            while text.as_bytes().ends_with(b"/") {
                text = &text[..text.len() - 1];
            }
            return Ok(text.to_owned());
        }
    };
    Err(SetupError::new(&format!("base URL: expected one like https://api.example.com/v1, but found {problem}")))
}

#[cfg(test)]
mod tests {
    use super::super::api::{ServerVariable, ServerVariables};
    use super::super::client::{ClientBuilder, Core};
    use super::{Api, Credential, checked_url};

    static API: Api = Api {
        user_agent: "test/1",
        servers: &[super::Server {
            url: "https://us1.example.com/",
            variables: Some(ServerVariables {
                template: "https://{region}.example.com/",
                all: &[ServerVariable { name: "region", default: "us1", defaults_by: None, values: &[], env: None }],
            }),
        }],
        schemes: &[],
        security: &[],
    };

    fn builder() -> ClientBuilder<Core> {
        ClientBuilder::new(&API)
    }

    fn problem(builder: ClientBuilder<Core>) -> String {
        builder.build().expect_err("must be refused").to_string()
    }

    #[test]
    fn encryption_can_be_set_up() {
        let core = builder().server_variable("region", "ie1").build().expect("TLS with the certificates of the system");
        assert_eq!(core.base_url(None).ok().as_deref(), Some("https://ie1.example.com"));
    }

    #[test]
    fn base_urls_are_brought_into_one_form() {
        for (given, kept) in [
            ("HTTPS://API.Example.com:443/", "https://api.example.com"),
            ("http://127.0.0.1:8080/a/b//", "http://127.0.0.1:8080/a/b"),
        ] {
            assert_eq!(checked_url(given).ok().as_deref(), Some(kept));
        }
        for refused in [
            "",
            "api.example.com",
            "/v1",
            "ftp://a",
            "file:///a",
            "https://u:s3cret@a",
            "https://a?key=s3cret",
            "https://",
        ] {
            let problem = checked_url(refused).expect_err(refused).to_string();
            assert!(problem.starts_with("base URL: expected one like") && !problem.contains("s3cret"), "{problem}");
        }
    }

    #[test]
    fn settings_that_would_have_no_effect_are_refused() {
        assert_eq!(
            problem(builder().server_variable("regoin", "ie1")),
            "no server variable is called `regoin`, only `region`"
        );
        assert_eq!(
            problem(builder().credential(Credential::bearer("s3cret"))),
            "nothing takes the bearer token; the API takes none"
        );
    }

    #[test]
    fn a_user_agent_is_one_line() {
        assert_eq!(
            problem(builder().user_agent("a\nb")),
            "user agent: expected visible ASCII characters, spaces and tabs, but found `\\n`"
        );
    }

    #[test]
    fn debug_output_has_no_secrets() {
        let shown = format!("{:?}", builder().credential(Credential::basic("AC1", "s3cret")));
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}
