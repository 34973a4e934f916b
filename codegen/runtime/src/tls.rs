//! How connections are encrypted: as the Cargo features say.

use super::error::SetupError;

/// rustls, with the certificates that the system trusts.
///
/// The cryptography is what the program has installed for the process, as rustls wants it of libraries. Where there is none,
/// that of ring is installed, which builds with a C compiler alone; `rustls::ClientConfig::builder` does the same. So whoever
/// wants another one installs it before a client is made. A configuration that is only this client's would spare others the
/// choice, but be a twentieth of what a crate costs to compile.
#[cfg(feature = "rustls")]
#[allow(clippy::unnecessary_wraps, reason = "without TLS it can fail")]
pub(super) fn http_builder() -> Result<reqwest::ClientBuilder, SetupError> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // An error says that another thread was faster, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
    Ok(reqwest::ClientBuilder::new().tls_backend_rustls())
}

/// What changes about the connections that a client is to make.
pub(super) type Configure = fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder;

/// Where no connection is encrypted, the system's certificates need not be read, which takes time, and fails where there are none.
///
/// Only `base_url` refers to this function. Programs that set none compile neither it nor what drops the builder in it.
#[inline]
pub(super) fn without_certificates(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
    #[cfg(feature = "rustls")]
    return builder.tls_certs_only(None);
    #[cfg(not(feature = "rustls"))]
    builder
}

/// By the system's own library.
#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
#[allow(clippy::unnecessary_wraps, reason = "without TLS it can fail")]
pub(super) fn http_builder() -> Result<reqwest::ClientBuilder, SetupError> {
    // Named, because reqwest's own choice depends on the features that other packages enable.
    Ok(reqwest::ClientBuilder::new().tls_backend_native())
}

/// Unencrypted only, unless another package enables encryption in reqwest.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
pub(super) fn http_builder() -> Result<reqwest::ClientBuilder, SetupError> {
    // With reqwest's feature `rustls-no-provider`, and no provider installed, making a client panics.
    if std::panic::catch_unwind(|| drop(reqwest::ClientBuilder::new().build())).is_err() {
        let problem = "TLS cannot be set up: reqwest was built with rustls, but without cryptography for it; enable the \
                       feature `rustls` or `native-tls` of this crate, or install a rustls `CryptoProvider`";
        return Err(SetupError::new(problem));
    }
    Ok(reqwest::ClientBuilder::new())
}
