//! Which credentials go into which request.

use std::fmt;

use reqwest::header::HeaderMap;

use super::call::Call;
use super::credential::{Credential, Proof};
use super::env::EnvSource;
use super::error::SetupError;

impl Call {
    /// Says what this operation asks for instead of what the API asks for: alternatives, each a set of schemes that go
    /// together. An empty alternative lets it go without; no alternative at all means that nothing is sent.
    #[must_use]
    pub fn security(mut self, alternatives: &[&[&'static SecurityScheme]]) -> Self {
        self.request().security = Some(alternatives.iter().map(|schemes| schemes.to_vec()).collect());
        self
    }
}

/// A kind of credentials that the document names.
#[derive(Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where it stands in a request.
    pub kind: SchemeKind,
    /// Where the environment holds it; the first complete source is taken.
    pub env: &'static [EnvSource],
}

/// Where a credential stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// An API key in the header of this name.
    Header(&'static str),
    /// An API key in the query parameter of this name.
    Query(&'static str),
    /// An API key in the cookie of this name.
    Cookie(&'static str),
}

impl SchemeKind {
    /// As which credential it is passed, in words.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Basic => "`Credential::basic`",
            Self::Bearer => "`Credential::bearer`",
            Self::Header(_) | Self::Query(_) | Self::Cookie(_) => "`Credential::api_key`",
        }
    }
}

/// What a client can show, by scheme.
#[derive(Default)]
pub(super) struct Keyring(Vec<(&'static str, Proof)>);

impl Keyring {
    /// Finds the credential of each scheme: one that was passed for it by name, else the last one of its kind, else what the
    /// environment has. A passed one that no scheme takes is an error: the caller would believe that it is sent.
    pub(super) fn new(
        schemes: &[&'static SecurityScheme],
        environment: &[(&'static str, Credential)],
        passed: &[(Option<String>, Credential)],
    ) -> Result<Self, SetupError> {
        let mut keyring = Self::default();
        for (name, credential) in environment {
            keyring.add(schemes, Some(name), credential)?;
        }
        let (named, unnamed): (Vec<_>, Vec<_>) = passed.iter().partition(|(name, _)| name.is_some());
        for (name, credential) in unnamed.into_iter().chain(named) {
            if !keyring.add(schemes, name.as_deref(), credential)? {
                return Err(unusable(schemes, name.as_deref(), credential));
            }
        }
        Ok(keyring)
    }

    /// The proofs of the first alternative that can be shown; none at all only if no other can and that is an alternative.
    pub(super) fn choose<'a, A: AsRef<[&'static SecurityScheme]>>(
        &'a self,
        alternatives: &[A],
    ) -> Option<Vec<&'a Proof>> {
        let mut optional = alternatives.is_empty();
        for schemes in alternatives {
            let schemes = schemes.as_ref();
            optional |= schemes.is_empty();
            let proofs: Option<Vec<&Proof>> = schemes.iter().map(|scheme| self.proof(scheme)).collect();
            if proofs.is_some() && !schemes.is_empty() {
                return proofs;
            }
        }
        optional.then(Vec::new)
    }

    fn add(
        &mut self,
        schemes: &[&SecurityScheme],
        name: Option<&str>,
        credential: &Credential,
    ) -> Result<bool, SetupError> {
        let mut used = false;
        for scheme in schemes.iter().filter(|scheme| name.is_none_or(|name| name == scheme.name)) {
            if let Some(proof) = credential.proof(scheme.kind)? {
                self.0.retain(|(earlier, _)| *earlier != scheme.name);
                self.0.push((scheme.name, proof));
                used = true;
            }
        }
        Ok(used)
    }

    fn proof(&self, scheme: &SecurityScheme) -> Option<&Proof> {
        self.0.iter().find(|(name, _)| *name == scheme.name).map(|(_, proof)| proof)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, _)| (name, "[redacted]"))).finish()
    }
}

/// Puts proofs into the parts of a request that they stand in.
pub(super) fn show(proofs: &[&Proof], headers: &mut HeaderMap, query: &mut String, cookies: &mut String) {
    for proof in proofs {
        match proof {
            Proof::Header(name, value) => {
                headers.insert(name, value.clone());
            }
            Proof::Query(pair) => append(query, "&", pair),
            Proof::Cookie(pair) => append(cookies, "; ", pair),
        }
    }
}

fn append(to: &mut String, separator: &str, pair: &str) {
    if !to.is_empty() {
        to.push_str(separator);
    }
    to.push_str(pair);
}

/// Says what an operation asks for that cannot be shown.
pub(super) fn missing<A: AsRef<[&'static SecurityScheme]>>(alternatives: &[A]) -> String {
    let alternatives: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            let schemes: Vec<String> = schemes.as_ref().iter().map(|scheme| scheme.told()).collect();
            schemes.join(" together with ")
        })
        .collect();
    format!("it needs credentials that the client was not given: {}", alternatives.join(", or "))
}

fn unusable(schemes: &[&SecurityScheme], name: Option<&str>, credential: &Credential) -> SetupError {
    let known: Vec<String> = schemes.iter().map(|scheme| scheme.told()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    let given = credential.noun();
    SetupError::new(match name {
        Some(name) => format!("no scheme `{}` takes the {given}; the API takes {known}", name.escape_debug()),
        None => format!("nothing takes the {given}; the API takes {known}"),
    })
}

impl SecurityScheme {
    fn told(&self) -> String {
        let sources: Vec<String> = self.env.iter().map(ToString::to_string).collect();
        let (name, constructor) = (self.name, self.kind.noun());
        if sources.is_empty() {
            format!("{constructor} for `{name}`")
        } else {
            format!("{constructor} for `{name}` (in the environment: {})", sources.join(", or "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Credential, EnvSource, Keyring, Proof, SchemeKind, SecurityScheme, missing};

    const fn scheme(name: &'static str, kind: SchemeKind) -> SecurityScheme {
        SecurityScheme { name, kind, env: &[EnvSource::Secret("TOKEN")] }
    }
    static BASIC: SecurityScheme = scheme("basic", SchemeKind::Basic);
    static QUERY: SecurityScheme = scheme("query", SchemeKind::Query("q"));
    static COOKIE: SecurityScheme = scheme("cookie", SchemeKind::Cookie("c"));
    static SCHEMES: &[&SecurityScheme] = &[&BASIC, &QUERY, &COOKIE];

    fn keyring(passed: &[(Option<&str>, &str)]) -> Keyring {
        let environment = [("query", Credential::api_key("environment"))];
        let passed: Vec<_> =
            passed.iter().map(|(name, key)| (name.map(str::to_owned), Credential::api_key(*key))).collect();
        Keyring::new(SCHEMES, &environment, &passed).expect("every credential fits")
    }

    fn chosen(keyring: &Keyring, alternatives: &[&[&'static SecurityScheme]]) -> Option<Vec<String>> {
        let proofs = keyring.choose(alternatives)?.into_iter();
        let pair = |proof: &Proof| match proof {
            Proof::Query(pair) | Proof::Cookie(pair) => pair.clone(),
            Proof::Header(name, _) => name.to_string(),
        };
        Some(proofs.map(pair).collect())
    }

    #[test]
    fn named_beats_kind_beats_environment() {
        let both: &[&[&SecurityScheme]] = &[&[&QUERY, &COOKIE]];
        assert_eq!(chosen(&keyring(&[]), &[&[&QUERY]]), Some(vec!["q=environment".to_owned()]));
        assert_eq!(chosen(&keyring(&[(None, "a")]), both), Some(vec!["q=a".to_owned(), "c=a".to_owned()]));
        let named = keyring(&[(Some("cookie"), "b"), (None, "a"), (None, "d")]);
        assert_eq!(chosen(&named, both), Some(vec!["q=d".to_owned(), "c=b".to_owned()]));
    }

    #[test]
    fn the_first_alternative_that_can_be_shown_is_taken() {
        let keyring = keyring(&[]);
        assert_eq!(chosen(&keyring, &[&[&BASIC], &[&QUERY]]), Some(vec!["q=environment".to_owned()]));
        assert_eq!(chosen(&keyring, &[&[], &[&QUERY]]), Some(vec!["q=environment".to_owned()]));
        assert_eq!(chosen(&keyring, &[&[&QUERY, &BASIC], &[]]), Some(vec![]));
        assert_eq!(chosen(&keyring, &[]), Some(vec![]));
        assert_eq!(chosen(&keyring, &[&[&QUERY, &BASIC], &[&COOKIE]]), None);
    }

    #[test]
    fn what_is_missing_is_named() {
        let alternatives: &[&[&SecurityScheme]] = &[&[&BASIC, &QUERY], &[&COOKIE]];
        assert_eq!(
            missing(alternatives),
            "it needs credentials that the client was not given: \
             `Credential::basic` for `basic` (in the environment: TOKEN) together with \
             `Credential::api_key` for `query` (in the environment: TOKEN), or \
             `Credential::api_key` for `cookie` (in the environment: TOKEN)"
        );
    }

    #[test]
    fn a_credential_that_nothing_takes_is_an_error() {
        let passed = [(None, Credential::bearer("s3cret"))];
        let refused = Keyring::new(&[&BASIC], &[], &passed).expect_err("must be refused").to_string();
        assert_eq!(
            refused,
            "nothing takes the bearer token; the API takes `Credential::basic` for `basic` (in the environment: TOKEN)"
        );
        let passed = [(Some("basik".to_owned()), Credential::basic("a", "s3cret"))];
        let refused = Keyring::new(&[&BASIC], &[], &passed).expect_err("must be refused").to_string();
        assert!(refused.starts_with("no scheme `basik` takes the HTTP Basic credential; the API takes"), "{refused}");
    }
}
