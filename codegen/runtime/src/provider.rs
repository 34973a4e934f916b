//! Credentials that are made or fetched when a request needs them.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::call::Request;
use super::credential::{Credential, Proof};
use super::error::{Error, SetupError};
use super::keyring::{Held, Keyring, no_credential};
use super::security::SecurityScheme;

/// Gives credentials that a client cannot be made with, such as tokens that expire or that a vault keeps; for
/// [`Credential::provider`]. Functions that return a future of a [`Credential`] are providers, too, such as
/// `|| async { vault::token().await.map(Credential::bearer) }`.
pub trait CredentialProvider: Send + Sync + 'static {
    /// The credential for the request that is about to be sent. It is asked each time, also for each retry, each page of a
    /// list and each poll of a wait, and its time counts as that of the request; so what takes long should be kept here.
    /// Its error ends the call as an [`Error::Setup`](super::Error::Setup), whose source it is.
    fn credential(&self) -> Provided<'_>;
}

/// What a [`CredentialProvider`] answers.
pub type Provided<'a> = Pin<Box<dyn Future<Output = Result<Credential, Box<dyn StdError + Send + Sync>>> + Send + 'a>>;

impl<F, O, E> CredentialProvider for F
where
    F: Fn() -> O + Send + Sync + 'static,
    O: Future<Output = Result<Credential, E>> + Send + 'static,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    #[inline]
    fn credential(&self) -> Provided<'_> {
        let credential = self();
        Box::pin(async { credential.await.map_err(Into::into) })
    }
}

impl fmt::Debug for dyn CredentialProvider {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialProvider").finish_non_exhaustive()
    }
}

/// Asks the providers for what a request is to show. It is this function that knows how, not the keyring, and each
/// provider brings it along: programs without providers do not compile it.
pub(super) type Ask = for<'a> fn(&'a Request) -> Proofs<'a>;

type Proofs<'a> = Pin<Box<dyn Future<Output = Result<Vec<Proof>, Error>> + Send + 'a>>;

#[inline]
pub(super) fn ask_provider(call: &Request) -> Proofs<'_> {
    Box::pin(async {
        let mut given = Vec::new();
        loop {
            let provider = match show_or_ask(call, &given).map_err(|error| error.of(call.operation))? {
                Found::Show(proofs) => return Ok(proofs),
                Found::Ask(provider) => provider,
            };
            match provider.credential().await {
                Ok(credential) => given.push((provider, credential)),
                Err(error) => {
                    let problem = SetupError::new("the credential provider has no credential");
                    return Err(problem.caused_by(error).of(call.operation).into());
                }
            }
        }
    })
}

/// What providers gave for one request, so that none of them is asked twice.
type Given = (Arc<dyn CredentialProvider>, Credential);

enum Found {
    Show(Vec<Proof>),
    Ask(Arc<dyn CredentialProvider>),
}

/// As [`Keyring::choose`](super::keyring::Keyring::choose) does.
#[inline]
fn show_or_ask(call: &Request, given: &[Given]) -> Result<Found, SetupError> {
    let alternatives = call.alternatives();
    let mut unfit = None;
    for schemes in &alternatives {
        if schemes.is_empty() {
            continue;
        }
        if let Some(found) = proofs_of(call.core.keyring(), schemes, given, &mut unfit)? {
            return Ok(found);
        }
    }
    match unfit {
        Some(unfit) => Err(SetupError::new(&unfit)),
        None => no_credential(&alternatives).map(Found::Show),
    }
}

/// A proof for each scheme, or the provider that is to be asked for one; or `None` if one is missing, with what was given
/// that the scheme does not take.
#[inline]
fn proofs_of(
    keyring: &Keyring,
    schemes: &[&'static SecurityScheme],
    given: &[Given],
    unfit: &mut Option<String>,
) -> Result<Option<Found>, SetupError> {
    let mut held = Vec::new();
    for scheme in schemes {
        // Before a provider is asked in vain.
        let Some(proof) = keyring.held(scheme) else { return Ok(None) };
        held.push((*scheme, proof));
    }
    let mut proofs = Vec::new();
    for (scheme, held) in held {
        let provider = match held {
            Held::Proof(proof) => {
                proofs.push(proof.clone());
                continue;
            }
            Held::Provider(provider, _) => provider,
        };
        let Some((_, credential)) = given.iter().find(|(asked, _)| Arc::ptr_eq(asked, provider)) else {
            return Ok(Some(Found::Ask(provider.clone())));
        };
        match credential.proof(scheme.kind)? {
            Some(proof) => proofs.push(proof),
            None => {
                let (given, name, expected) = (credential.noun(), scheme.name, scheme.kind.noun());
                *unfit = Some(format!("the credential provider gave the {given}, but `{name}` takes {expected}"));
                return Ok(None);
            }
        }
    }
    Ok(Some(Found::Show(proofs)))
}
