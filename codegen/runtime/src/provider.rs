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
        let proofs = proofs(call.core.keyring(), &call.alternatives()).await;
        proofs.map_err(|error| error.of(call.operation).into())
    })
}

/// As [`Keyring::choose`] does.
#[inline]
async fn proofs(keyring: &Keyring, alternatives: &[&[&'static SecurityScheme]]) -> Result<Vec<Proof>, SetupError> {
    let mut asked = Asked::default();
    for schemes in alternatives.iter().filter(|schemes| !schemes.is_empty()) {
        if let Some(proofs) = asked.proofs(keyring, schemes).await? {
            return Ok(proofs);
        }
    }
    match asked.unfit {
        Some(unfit) => Err(SetupError::new(unfit)),
        None => no_credential(alternatives),
    }
}

/// What providers gave for one request, so that none of them is asked twice.
#[derive(Default)]
struct Asked {
    given: Vec<(Arc<dyn CredentialProvider>, Credential)>,
    /// What was given that the scheme does not take.
    unfit: Option<String>,
}

impl Asked {
    /// A proof for each scheme, or `None` if one is missing.
    #[inline]
    async fn proofs(
        &mut self,
        keyring: &Keyring,
        schemes: &[&'static SecurityScheme],
    ) -> Result<Option<Vec<Proof>>, SetupError> {
        // Before a provider is asked in vain.
        if schemes.iter().any(|scheme| keyring.held(scheme).is_none()) {
            return Ok(None);
        }
        let mut proofs = Vec::with_capacity(schemes.len());
        for scheme in schemes {
            let proof = match keyring.held(scheme) {
                Some(Held::Proof(proof)) => Some(proof.clone()),
                Some(Held::Provider(provider, _)) => self.proof(provider, scheme).await?,
                None => None,
            };
            let Some(proof) = proof else { return Ok(None) };
            proofs.push(proof);
        }
        Ok(Some(proofs))
    }

    /// What goes into the request. `None` if the scheme takes another kind of credential than was given.
    #[inline]
    async fn proof(
        &mut self,
        provider: &Arc<dyn CredentialProvider>,
        scheme: &SecurityScheme,
    ) -> Result<Option<Proof>, SetupError> {
        let credential = match self.given.iter().find(|(asked, _)| Arc::ptr_eq(asked, provider)) {
            Some((_, credential)) => credential.clone(),
            None => {
                let credential = provider.credential().await.map_err(|error| {
                    SetupError::new("the credential provider has no credential".to_owned()).caused_by(error)
                })?;
                self.given.push((provider.clone(), credential.clone()));
                credential
            }
        };
        let proof = credential.proof(scheme.kind)?;
        if proof.is_none() {
            let (given, name, expected) = (credential.noun(), scheme.name, scheme.kind.noun());
            self.unfit = Some(format!("the credential provider gave the {given}, but `{name}` takes {expected}"));
        }
        Ok(proof)
    }
}
