//! The credentials of a client, by what they are for.

use std::fmt;
use std::sync::Arc;

use super::credential::{Credential, Proof};
use super::error::{SetupError, join};
use super::provider::{Ask, CredentialProvider};
use super::security::{SchemeKind, SecurityScheme};

/// Makes the keyring of a client: [`Keyring::new`], or nothing where there are no credentials. Whoever sets some brings the
/// former along; programs that set none do not compile it.
pub(super) type MakeKeyring =
    fn(&[&'static SecurityScheme], &[(&'static str, Credential)], &[(Option<String>, Credential)]) -> MadeKeyring;

type MadeKeyring = Result<Keyring, SetupError>;

/// What a client can show, by scheme.
#[derive(Default)]
pub(super) struct Keyring(Vec<(&'static str, Held)>);

pub(super) enum Held {
    Proof(Proof),
    Provider(Arc<dyn CredentialProvider>, Ask),
}

/// What a request is to show.
pub(super) enum Choice {
    Proofs(Vec<Proof>),
    /// What providers give who are asked with this.
    Ask(Ask),
}

impl Keyring {
    /// Finds the credential of each scheme: one that was passed for it by name, else the last one of its kind, else what the
    /// environment has. A passed one that no scheme takes is an error: the caller would believe that it is sent.
    #[inline]
    pub(super) fn new(
        schemes: &[&'static SecurityScheme],
        environment: &[(&'static str, Credential)],
        passed: &[(Option<String>, Credential)],
    ) -> Result<Self, SetupError> {
        let mut keyring = Self::default();
        for (name, credential) in environment {
            keyring.add(schemes, Some(name), credential)?;
        }
        for is_named in [false, true].as_slice() {
            for (name, credential) in passed {
                if name.is_some() == *is_named && !keyring.add(schemes, name.as_deref(), credential)? {
                    return Err(unusable(schemes, name.as_deref(), credential));
                }
            }
        }
        Ok(keyring)
    }

    /// The proofs of the first alternative that can be shown; none at all only if no other can and that is an alternative.
    pub(super) fn choose(&self, alternatives: &[&[&'static SecurityScheme]]) -> Result<Choice, SetupError> {
        'alternatives: for schemes in alternatives {
            let mut proofs = Vec::with_capacity(schemes.len());
            for scheme in *schemes {
                match self.held(scheme) {
                    Some(Held::Proof(proof)) => proofs.push(proof.clone()),
                    Some(Held::Provider(_, ask)) => return Ok(Choice::Ask(*ask)),
                    None => continue 'alternatives,
                }
            }
            if !proofs.is_empty() {
                return Ok(Choice::Proofs(proofs));
            }
        }
        no_credential(alternatives).map(Choice::Proofs)
    }

    #[inline]
    fn add(
        &mut self,
        schemes: &[&SecurityScheme],
        name: Option<&str>,
        credential: &Credential,
    ) -> Result<bool, SetupError> {
        let (mut used, mut problem) = (false, None);
        for scheme in schemes {
            if name.is_some_and(|name| name != scheme.name) {
                continue;
            }
            let held = match (credential.as_provider(), credential.proof(scheme.kind)) {
                (Some((provider, ask)), _) => Held::Provider(provider, ask),
                (None, Ok(Some(proof))) => Held::Proof(proof),
                (None, Ok(None)) => continue,
                // Cookies hold less than headers do: it may be meant for another scheme.
                (None, Err(error)) if matches!(scheme.kind, SchemeKind::Cookie(_)) => {
                    problem = Some(error);
                    continue;
                }
                (None, Err(error)) => return Err(error),
            };
            self.put(scheme.name, held);
            used = true;
        }
        match problem {
            Some(error) if !used => Err(error),
            Some(_) | None => Ok(used),
        }
    }

    #[inline]
    fn put(&mut self, scheme: &'static str, held: Held) {
        for (name, earlier) in &mut self.0 {
            if *name == scheme {
                *earlier = held;
                return;
            }
        }
        self.0.push((scheme, held));
    }

    pub(super) fn held(&self, scheme: &SecurityScheme) -> Option<&Held> {
        for (name, held) in &self.0 {
            if *name == scheme.name {
                return Some(held);
            }
        }
        None
    }
}

impl fmt::Debug for Keyring {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.0.iter().map(|(name, _)| (name, "[redacted]"))).finish()
    }
}

/// Nothing to show, if that is an alternative, or what is needed.
pub(super) fn no_credential(alternatives: &[&[&'static SecurityScheme]]) -> Result<Vec<Proof>, SetupError> {
    let mut needed = String::new();
    for schemes in alternatives {
        if schemes.is_empty() {
            return Ok(Vec::new());
        }
        let mut together = String::new();
        for scheme in *schemes {
            join(&mut together, " together with ", &[&scheme.told()]);
        }
        join(&mut needed, ", or ", &[&together]);
    }
    if needed.is_empty() {
        return Ok(Vec::new());
    }
    Err(SetupError::new(&format!("it needs credentials that the client was not given: {needed}")))
}

#[inline]
#[cold]
fn unusable(schemes: &[&SecurityScheme], name: Option<&str>, credential: &Credential) -> SetupError {
    let mut known = String::new();
    for scheme in schemes {
        join(&mut known, ", ", &[&scheme.told()]);
    }
    if known.is_empty() {
        known.push_str("none");
    }
    let given = credential.noun();
    SetupError::new(&match name {
        Some(name) => format!("no scheme `{}` takes the {given}; the API takes {known}", name.escape_debug()),
        None => format!("nothing takes the {given}; the API takes {known}"),
    })
}

#[cfg(test)]
mod tests {
    use super::super::env_source::EnvSource;
    use super::{Choice, Credential, Keyring, Proof, SchemeKind, SecurityScheme, no_credential};

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
        let proofs = match keyring.choose(alternatives).ok()? {
            Choice::Proofs(proofs) => proofs,
            Choice::Ask(_) => panic!("nobody has to be asked"),
        };
        let pair = |proof: &Proof| match proof {
            Proof::Query(pair) | Proof::Cookie(pair) => pair.clone(),
            Proof::Header(name, _) => name.to_string(),
        };
        Some(proofs.iter().map(pair).collect())
    }

    #[test]
    fn what_one_scheme_cannot_hold_another_may() {
        let passed = [(None, Credential::api_key("a;b"))];
        let keyring = Keyring::new(SCHEMES, &[], &passed).expect("the query can hold it");
        assert_eq!(chosen(&keyring, &[&[&QUERY]]), Some(vec!["q=a%3Bb".to_owned()]));
        assert_eq!(chosen(&keyring, &[&[&COOKIE]]), None);
        assert!(Keyring::new(&[&COOKIE], &[], &passed).is_err());
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
            no_credential(alternatives).err().expect("nothing is none of them").to_string(),
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
