//! Credentials that are made or fetched when a request needs them.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::credential::{Credential, Proof};
use super::error::SetupError;
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
    fn credential(&self) -> Provided<'_> {
        let credential = self();
        Box::pin(async { credential.await.map_err(Into::into) })
    }
}

impl fmt::Debug for dyn CredentialProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialProvider").finish_non_exhaustive()
    }
}

/// What providers gave for one request, so that none of them is asked twice.
#[derive(Default)]
pub(super) struct Asked {
    given: Vec<(Arc<dyn CredentialProvider>, Credential)>,
    /// What was given that the scheme does not take.
    pub unfit: Option<String>,
}

impl Asked {
    /// What goes into the request. `None` if the scheme takes another kind of credential than was given.
    pub(super) async fn proof(
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
