//! Several documents behind one client.

use super::api::Api;
use super::call::Call;
use super::security::SecurityScheme;

impl Api {
    /// What one client of several documents has to know: the servers of all of them, for the sake of their variables, and all
    /// credentials. A set of credentials that is enough for one of the documents is enough to begin with.
    ///
    /// The lists are never freed: a program has one such client's worth of them, in a static.
    pub fn together(user_agent: &'static str, documents: &[&'static Self]) -> Self {
        let (mut servers, mut schemes) = (Vec::new(), Vec::new());
        let mut security: Vec<&'static [&'static SecurityScheme]> = Vec::new();
        for document in documents {
            servers.extend_from_slice(document.servers);
            for scheme in document.schemes {
                let is_known = schemes.iter().any(|known: &&SecurityScheme| known.name == scheme.name);
                if !is_known {
                    schemes.push(*scheme);
                }
            }
            // Where its operations only say so themselves, each of the schemes is a start.
            let alone: Vec<&'static [&'static SecurityScheme]> = document.schemes.chunks(1).collect();
            let alternatives = if document.security.is_empty() { &alone } else { document.security };
            for alternative in alternatives {
                if !security.iter().any(|known| same(known, alternative)) {
                    security.push(*alternative);
                }
            }
        }
        Self { user_agent, servers: servers.leak(), schemes: schemes.leak(), security: security.leak() }
    }
}

fn same(one: &[&SecurityScheme], other: &[&SecurityScheme]) -> bool {
    one.iter().map(|scheme| scheme.name).eq(other.iter().map(|scheme| scheme.name))
}

impl Call {
    /// Says whose operation it is: it goes to the servers of that document, with what that asks for.
    // Not inlined: all operations have it.
    #[must_use]
    pub fn of(self, document: &'static Api) -> Self {
        self.servers(document.servers).security(document.security)
    }
}

#[cfg(test)]
mod tests {
    use super::super::api::Server;
    use super::super::security::SchemeKind;
    use super::{Api, SecurityScheme};

    const fn scheme(name: &'static str, kind: SchemeKind) -> SecurityScheme {
        SecurityScheme { name, kind, env: &[] }
    }
    static SHARED: SecurityScheme = scheme("shared", SchemeKind::Basic);
    /// Another document's definition of the same.
    static AGAIN: SecurityScheme = scheme("shared", SchemeKind::Basic);
    static KEY: SecurityScheme = scheme("key", SchemeKind::Header("X-Key"));
    static CHAT: Api = Api {
        user_agent: "",
        servers: &[Server { url: "https://chat.example.com", variables: None }],
        schemes: &[&SHARED],
        security: &[&[&SHARED]],
    };
    static VOICE: Api = Api {
        user_agent: "",
        servers: &[Server { url: "https://voice.example.com", variables: None }],
        schemes: &[&AGAIN, &KEY],
        security: &[&[&AGAIN], &[&AGAIN, &KEY], &[]],
    };
    static OWN: Api = Api { user_agent: "", servers: &[], schemes: &[&KEY], security: &[] };

    fn names(schemes: &[&SecurityScheme]) -> String {
        schemes.iter().map(|scheme| scheme.name).collect::<Vec<_>>().join("+")
    }

    #[test]
    fn what_documents_share_is_known_once() {
        let api = Api::together("test/1", &[&CHAT, &VOICE, &OWN]);
        assert_eq!(api.user_agent, "test/1");
        let urls: Vec<_> = api.servers.iter().map(|server| server.url).collect();
        assert_eq!(urls, ["https://chat.example.com", "https://voice.example.com"]);
        assert_eq!(names(api.schemes), "shared+key");
        let security: Vec<_> = api.security.iter().map(|schemes| names(schemes)).collect();
        assert_eq!(security, ["shared", "shared+key", "", "key"]);
        assert!(Api::together("test/1", &[]).servers.is_empty());
    }
}
