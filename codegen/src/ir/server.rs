//! Where requests go.

use super::docs::Docs;
use super::name::{Ident, Wire};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// An absolute URL without a trailing slash; may hold `{variables}`.
    pub url: String,
    pub docs: Docs,
    pub variables: Vec<ServerVariable>,
}

impl Server {
    /// The URL with the defaults of its variables.
    pub fn url_by_default(&self) -> String {
        let mut url = String::with_capacity(self.url.len());
        let mut rest = self.url.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { break };
            url.push_str(before);
            match self.variable(name) {
                Some(variable) => url.push_str(self.default(variable, self.variables.len())),
                None => url.extend(["{", name, "}"]),
            }
            rest = after;
        }
        url.push_str(rest);
        // A variable at its end may be nothing.
        url.truncate(url.trim_end_matches('/').len());
        url
    }

    fn variable(&self, name: &str) -> Option<&ServerVariable> {
        self.variables.iter().find(|variable| variable.wire.as_str() == name)
    }

    /// `steps` ends the search where defaults depend on each other in a circle.
    fn default<'a>(&'a self, variable: &'a ServerVariable, steps: usize) -> &'a str {
        let Some(DefaultsBy { variable: other, defaults }) = &variable.defaults_by else { return &variable.default };
        let Some(other) = self.variable(other.as_str()).filter(|_| steps > 0) else { return &variable.default };
        let other = self.default(other, steps - 1);
        defaults.iter().find(|(value, _)| value == other).map_or(&variable.default, |(_, default)| default)
    }
}

/// Where some operations go, and the others do not.
#[derive(Debug)]
pub struct ServerList {
    /// The static that all of them refer to, in upper case.
    pub name: Ident,
    /// Never empty.
    pub servers: Vec<Server>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerVariable {
    pub wire: Wire,
    pub docs: Docs,
    pub default: String,
    /// `x-default-from`: defaults that go before that one.
    pub defaults_by: Option<DefaultsBy>,
    /// The values that are allowed; empty: any.
    pub values: Vec<String>,
    /// The environment variable that sets it (`x-env`).
    pub env: Option<String>,
}

/// Defaults that depend on the value of another variable of the same server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultsBy {
    /// The other variable.
    pub variable: Wire,
    /// Its values, and the default for each.
    pub defaults: Vec<(String, String)>,
}

#[cfg(test)]
mod tests {
    use super::{DefaultsBy, Docs, Server, ServerVariable, Wire};

    fn variable(name: &str, default: &str, by: Option<(&str, &[(&str, &str)])>) -> ServerVariable {
        let defaults_by = by.map(|(variable, defaults)| DefaultsBy {
            variable: Wire::new(variable),
            defaults: defaults.iter().map(|(value, default)| ((*value).to_owned(), (*default).to_owned())).collect(),
        });
        let (wire, default) = (Wire::new(name), default.to_owned());
        ServerVariable { wire, docs: Docs::default(), default, defaults_by, values: Vec::new(), env: None }
    }

    fn url(template: &str, variables: Vec<ServerVariable>) -> String {
        Server { url: template.to_owned(), docs: Docs::default(), variables }.url_by_default()
    }

    #[test]
    fn variables_have_their_defaults() {
        let region = |default| variable("region", default, None);
        let edge = || variable("edge", "ashburn", Some(("region", &[("ie1", "dublin")])));
        for (default, expected) in
            [("ie1", "https://a.dublin.ie1.example.com"), ("us1", "https://a.ashburn.us1.example.com")]
        {
            assert_eq!(url("https://a.{edge}.{region}.example.com", vec![edge(), region(default)]), expected);
        }
        assert_eq!(url("https://{edge}.example.com", vec![edge()]), "https://ashburn.example.com");
        assert_eq!(url("https://example.com/{other}", vec![]), "https://example.com/{other}");
        assert_eq!(url("https://example.com/{base}", vec![variable("base", "", None)]), "https://example.com");
    }

    #[test]
    fn defaults_that_depend_on_each_other_end() {
        let a = variable("a", "1", Some(("b", &[("1", "2")])));
        let b = variable("b", "1", Some(("a", &[("1", "3"), ("2", "4")])));
        assert!(url("https://{a}.{b}", vec![a, b]).starts_with("https://"));
    }
}
