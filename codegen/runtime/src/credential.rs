//! Credentials: what a caller holds, and how it is shown to the service.

use std::fmt;
use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::error::SetupError;
use super::percent::Encoding;
use super::provider::{Ask, CredentialProvider, ask_provider};
use super::security::SchemeKind;

/// Something that a service knows a caller by. Its `Debug` output shows only of which kind it is.
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Secret(Secret),
    Provider(Arc<dyn CredentialProvider>, Ask),
}

#[derive(Clone)]
struct Secret {
    /// Of which kind it is, in words.
    noun: &'static str,
    username: Option<String>,
    /// The password, token or key.
    text: String,
    prove: Prove,
}

/// What goes into each request under a scheme; `None` if that takes another kind. Each kind brings its own, so that programs
/// compile those alone that they use.
type Prove = fn(&Secret, SchemeKind) -> Result<Option<Proof>, &'static str>;

impl Credential {
    /// A user name and a password, for HTTP Basic (RFC 7617). An account and its token are often sent as these, and so are an
    /// API key and its secret.
    #[inline]
    pub fn basic(username: impl Into<String>, password: impl Into<String>) -> Self {
        let (username, text) = (Some(username.into()), password.into());
        Self(Kind::Secret(Secret { noun: "HTTP Basic credential", username, text, prove: prove_basic }))
    }

    /// A token, for `Authorization: Bearer` (RFC 6750).
    #[inline]
    pub fn bearer(token: impl Into<String>) -> Self {
        let text = token.into();
        Self(Kind::Secret(Secret { noun: "bearer token", username: None, text, prove: prove_bearer }))
    }

    /// A key that goes into a header, a query parameter or a cookie of the service's choice.
    #[inline]
    pub fn api_key(key: impl Into<String>) -> Self {
        let text = key.into();
        Self(Kind::Secret(Secret { noun: "API key", username: None, text, prove: prove_key }))
    }

    /// Whatever this provider gives each time a request is sent. Unless it is passed for one scheme
    /// ([`ClientBuilder::credential_for`](super::ClientBuilder::credential_for)), it is asked for every scheme.
    #[inline]
    pub fn provider(provider: impl CredentialProvider) -> Self {
        Self(Kind::Provider(Arc::new(provider), ask_provider))
    }

    /// Who gives it, if that has to be asked.
    #[inline]
    pub(super) fn as_provider(&self) -> Option<(Arc<dyn CredentialProvider>, Ask)> {
        if let Kind::Provider(provider, ask) = &self.0 { Some((provider.clone(), *ask)) } else { None }
    }

    /// The user name, if it has one.
    #[inline]
    pub(super) fn username(&self) -> Option<&str> {
        if let Kind::Secret(secret) = &self.0 { secret.username.as_deref() } else { None }
    }

    /// Of which kind it is, in words.
    #[inline]
    pub(super) fn noun(&self) -> &'static str {
        match &self.0 {
            Kind::Secret(secret) => secret.noun,
            Kind::Provider(..) => "credential provider",
        }
    }

    /// What goes into each request under that scheme. `None` if the scheme takes another kind, or a provider must be asked.
    #[inline]
    pub(super) fn proof(&self, scheme: SchemeKind) -> Result<Option<Proof>, SetupError> {
        let Kind::Secret(secret) = &self.0 else { return Ok(None) };
        match (secret.prove)(secret, scheme) {
            Ok(proof) => Ok(proof),
            Err(problem) => Err(SetupError::new(&format!("the {}: {problem}", secret.noun))),
        }
    }
}

#[inline]
fn prove_basic(secret: &Secret, scheme: SchemeKind) -> Result<Option<Proof>, &'static str> {
    if !matches!(scheme, SchemeKind::Basic) {
        return Ok(None);
    }
    basic(secret.username.as_deref().unwrap_or_default(), &secret.text).map(Some)
}

#[inline]
fn prove_bearer(secret: &Secret, scheme: SchemeKind) -> Result<Option<Proof>, &'static str> {
    if !matches!(scheme, SchemeKind::Bearer) {
        return Ok(None);
    }
    header(AUTHORIZATION, &format!("Bearer {}", full(&secret.text)?)).map(Some)
}

#[inline]
fn prove_key(secret: &Secret, scheme: SchemeKind) -> Result<Option<Proof>, &'static str> {
    let key = &secret.text;
    match scheme {
        SchemeKind::Header(name) => match HeaderName::from_bytes(name.as_bytes()) {
            Ok(name) => header(name, full(key)?).map(Some),
            Err(_) => Err("its header has no valid name"),
        },
        SchemeKind::Query(name) => Ok(Some(query(name, full(key)?))),
        SchemeKind::Cookie(name) => cookie(name, full(key)?).map(Some),
        SchemeKind::Basic | SchemeKind::Bearer => Ok(None),
    }
}

impl fmt::Debug for Credential {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential({}, redacted)", self.noun())
    }
}

/// What goes into a request, encoded.
#[derive(Clone)]
pub(super) enum Proof {
    Header(HeaderName, HeaderValue),
    /// `name=value`.
    Query(String),
    /// `name=value`.
    Cookie(String),
}

#[inline]
fn full(secret: &str) -> Result<&str, &'static str> {
    if secret.trim_ascii().is_empty() { Err("it is empty") } else { Ok(secret) }
}

/// RFC 7617, section 2: no colon in the user name, no control characters at all; UTF-8.
#[inline]
fn basic(username: &str, password: &str) -> Result<Proof, &'static str> {
    if username.is_empty() {
        return Err("its user name is empty");
    }
    if username.as_bytes().contains(&b':') {
        return Err("its user name has a colon, which would end it (RFC 7617)");
    }
    let both = format!("{username}:{password}");
    for letter in both.chars() {
        if letter.is_control() {
            return Err("it has control characters, such as a line break at its end (RFC 7617)");
        }
    }
    header(AUTHORIZATION, &format!("Basic {}", base64(both.as_bytes())))
}

#[inline]
fn header(name: HeaderName, value: &str) -> Result<Proof, &'static str> {
    match HeaderValue::from_str(value) {
        Ok(mut value) if value.to_str().is_ok() => {
            value.set_sensitive(true);
            Ok(Proof::Header(name, value))
        }
        Ok(_) | Err(_) => Err("it has characters that a header cannot hold, such as a line break at its end"),
    }
}

#[inline]
fn query(name: &str, key: &str) -> Proof {
    let mut pair = String::new();
    Encoding::Url.append(&mut pair, name);
    pair.push('=');
    Encoding::Url.append(&mut pair, key);
    Proof::Query(pair)
}

/// Not encoded, since services compare a key as it comes; so only what RFC 6265, section 4.1.1, allows.
#[inline]
fn cookie(name: &str, key: &str) -> Result<Proof, &'static str> {
    for byte in key.as_bytes() {
        if !byte.is_ascii_graphic() || matches!(byte, b'"' | b',' | b';' | b'\\') {
            return Err("it has characters that a cookie cannot hold");
        }
    }
    Ok(Proof::Cookie(format!("{name}={key}")))
}

/// RFC 4648, section 4.
#[inline]
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        let (second, third) = (after.first(), after.get(1));
        let group = [*first, second.copied().unwrap_or(0), third.copied().unwrap_or(0)];
        let group = usize::from(group[0]) << 16 | usize::from(group[1]) << 8 | usize::from(group[2]);
        let digit = |shift: usize| char::from(ALPHABET[group >> shift & 63]);
        text.push(digit(18));
        text.push(digit(12));
        text.push(if second.is_some() { digit(6) } else { '=' });
        text.push(if third.is_some() { digit(0) } else { '=' });
        rest = after.get(2..).unwrap_or_default();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Credential, Proof, SchemeKind, base64};

    fn shown(credential: &Credential, scheme: SchemeKind) -> String {
        match credential.proof(scheme) {
            Ok(Some(Proof::Header(name, value))) => {
                assert!(value.is_sensitive());
                format!("{name}: {}", value.to_str().unwrap_or("not text"))
            }
            Ok(Some(Proof::Query(pair) | Proof::Cookie(pair))) => pair,
            Ok(None) => "does not fit".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn base64_matches_the_test_vectors_of_rfc_4648() {
        let encoded = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (length, encoded) in encoded.into_iter().enumerate() {
            assert_eq!(base64(&b"foobar"[..length]), encoded);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn each_kind_stands_where_its_scheme_says() {
        let basic = Credential::basic("Aladdin", "open sesame");
        assert_eq!(shown(&basic, SchemeKind::Basic), "authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(shown(&basic, SchemeKind::Bearer), "does not fit");
        let utf_8 = Credential::basic("test", "123£");
        assert_eq!(shown(&utf_8, SchemeKind::Basic), "authorization: Basic dGVzdDoxMjPCow==");
        let bearer = Credential::bearer("t0ken");
        assert_eq!(shown(&bearer, SchemeKind::Bearer), "authorization: Bearer t0ken");
        assert_eq!(shown(&bearer, SchemeKind::Header("X-Key")), "does not fit");
        let key = Credential::api_key("k/1=");
        assert_eq!(shown(&key, SchemeKind::Header("X-Key")), "x-key: k/1=");
        assert_eq!(shown(&key, SchemeKind::Query("api key")), "api%20key=k%2F1%3D");
        assert_eq!(shown(&key, SchemeKind::Cookie("sid")), "sid=k/1=");
        assert_eq!(shown(&key, SchemeKind::Basic), "does not fit");
    }

    #[test]
    fn what_cannot_be_sent_is_refused_without_being_shown() {
        let refused = [
            (Credential::basic("se:cret", "x"), SchemeKind::Basic),
            (Credential::basic("", "secret"), SchemeKind::Basic),
            (Credential::basic("x", "secret\n"), SchemeKind::Basic),
            (Credential::bearer("secret\r\nX: 1"), SchemeKind::Bearer),
            (Credential::bearer(" "), SchemeKind::Bearer),
            (Credential::api_key("secret;"), SchemeKind::Cookie("sid")),
            (Credential::api_key("sécret"), SchemeKind::Header("X-Key")),
            (Credential::api_key(""), SchemeKind::Query("key")),
        ];
        for (credential, scheme) in refused {
            let problem = credential.proof(scheme).err().expect("must be refused").to_string();
            assert!(!problem.contains("cret"), "{problem}");
        }
    }

    #[test]
    fn debug_hides_it() {
        let credential = Credential::basic("AC123", "s3cret");
        assert_eq!(format!("{credential:?}"), "Credential(HTTP Basic credential, redacted)");
    }
}
