//! How connections are encrypted: as the Cargo features say.

use super::error::SetupError;

/// rustls with the cryptography of ring, which builds with a C compiler alone, and the certificates that the system trusts.
///
/// It is passed along instead of installed for the whole process, which may have chosen another one.
#[cfg(feature = "rustls")]
pub(super) fn http_builder(encrypted: bool) -> Result<reqwest::ClientBuilder, SetupError> {
    use rustls_platform_verifier::BuilderVerifierExt as _;

    let failed = |error| SetupError::new("TLS cannot be set up".to_owned()).caused_by(Box::new(Tls(error)));
    let provider = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(failed)?;
    let mut config = if encrypted {
        config.with_platform_verifier().map_err(failed)?.with_no_client_auth()
    } else {
        // Reading the system's certificates takes time, and fails where there are none.
        config.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
    };
    config.alpn_protocols.push(b"http/1.1".to_vec());
    Ok(reqwest::ClientBuilder::new().tls_backend_preconfigured(config))
}

/// Prints as its message also for `Debug`, since what rustls derives for that would be compiled again here.
#[cfg(feature = "rustls")]
struct Tls(rustls::Error);

#[cfg(feature = "rustls")]
impl std::fmt::Display for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "rustls")]
impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(feature = "rustls")]
impl std::error::Error for Tls {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// By the system's own library.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) fn http_builder(_encrypted: bool) -> Result<reqwest::ClientBuilder, SetupError> {
    // Named, because reqwest's own choice depends on the features that other packages enable.
    Ok(reqwest::ClientBuilder::new().tls_backend_native())
}

/// Unencrypted only, unless another package enables encryption in reqwest.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(super) fn http_builder(_encrypted: bool) -> Result<reqwest::ClientBuilder, SetupError> {
    // With reqwest's feature `rustls-no-provider`, and no provider installed, making a client panics.
    if std::panic::catch_unwind(|| drop(reqwest::ClientBuilder::new().build())).is_err() {
        let problem = "TLS cannot be set up: reqwest was built with rustls, but without cryptography for it; enable the \
                       feature `rustls` or `native-tls` of this crate, or install a rustls `CryptoProvider`";
        return Err(SetupError::new(problem.to_owned()));
    }
    Ok(reqwest::ClientBuilder::new())
}
