//! The credentials of a client, by what they are for.

use std::fmt;
use std::sync::Arc;

use super::credential::{Credential, Proof};
use super::error::SetupError;
use super::provider::{Asked, CredentialProvider};
use super::security::SecurityScheme;

/// What a client can show, by scheme.
#[derive(Default)]
pub(super) struct Keyring(Vec<(&'static str, Held)>);

enum Held {
    Proof(Proof),
    Provider(Arc<dyn CredentialProvider>),
}

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
    pub(super) async fn choose(&self, alternatives: &[&[&'static SecurityScheme]]) -> Result<Vec<Proof>, SetupError> {
        let mut asked = Asked::default();
        for schemes in alternatives.iter().filter(|schemes| !schemes.is_empty()) {
            if let Some(proofs) = self.proofs(schemes, &mut asked).await? {
                return Ok(proofs);
            }
        }
        if let Some(unfit) = asked.unfit {
            return Err(SetupError::new(unfit));
        }
        if alternatives.iter().all(|schemes| !schemes.is_empty()) && !alternatives.is_empty() {
            return Err(SetupError::new(missing(alternatives)));
        }
        Ok(Vec::new())
    }

    /// A proof for each scheme, or `None` if one is missing.
    async fn proofs(
        &self,
        schemes: &[&'static SecurityScheme],
        asked: &mut Asked,
    ) -> Result<Option<Vec<Proof>>, SetupError> {
        // Before a provider is asked in vain.
        if schemes.iter().any(|scheme| self.held(scheme).is_none()) {
            return Ok(None);
        }
        let mut proofs = Vec::with_capacity(schemes.len());
        for scheme in schemes {
            let proof = match self.held(scheme) {
                Some(Held::Proof(proof)) => Some(proof.clone()),
                Some(Held::Provider(provider)) => asked.proof(provider, scheme).await?,
                None => None,
            };
            let Some(proof) = proof else { return Ok(None) };
            proofs.push(proof);
        }
        Ok(Some(proofs))
    }

    fn add(
        &mut self,
        schemes: &[&SecurityScheme],
        name: Option<&str>,
        credential: &Credential,
    ) -> Result<bool, SetupError> {
        let mut used = false;
        for scheme in schemes.iter().filter(|scheme| name.is_none_or(|name| name == scheme.name)) {
            let held = match credential.as_provider() {
                Some(provider) => Some(Held::Provider(provider.clone())),
                None => credential.proof(scheme.kind)?.map(Held::Proof),
            };
            if let Some(held) = held {
                self.0.retain(|(earlier, _)| *earlier != scheme.name);
                self.0.push((scheme.name, held));
                used = true;
            }
        }
        Ok(used)
    }

    fn held(&self, scheme: &SecurityScheme) -> Option<&Held> {
        self.0.iter().find(|(name, _)| *name == scheme.name).map(|(_, held)| held)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, _)| (name, "[redacted]"))).finish()
    }
}

/// Says what an operation asks for that cannot be shown.
fn missing(alternatives: &[&[&'static SecurityScheme]]) -> String {
    let alternatives: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            let schemes: Vec<String> = schemes.iter().map(|scheme| scheme.told()).collect();
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

#[cfg(test)]
mod tests {
    use std::future::Future as _;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::super::env::EnvSource;
    use super::super::security::SchemeKind;
    use super::{Credential, Keyring, Proof, SecurityScheme, missing};

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
        let chosen = pin!(keyring.choose(alternatives));
        let Poll::Ready(proofs) = chosen.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("nobody has to be asked")
        };
        let pair = |proof: &Proof| match proof {
            Proof::Query(pair) | Proof::Cookie(pair) => pair.clone(),
            Proof::Header(name, _) => name.to_string(),
        };
        Some(proofs.ok()?.iter().map(pair).collect())
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
