//! Headers and cookies.

use std::fmt;

use reqwest::header::{
    CONNECTION, CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue, SET_COOKIE, TRANSFER_ENCODING,
};

use super::argument::{Texts, ToText};
use super::call::Call;
use super::checks::InvalidInput;
use super::error::Place;
use super::query::strings;

impl Call {
    /// Sets a header; an earlier value is replaced.
    #[must_use]
    pub fn header(self, name: &'static str, value: &dyn ToText) -> Self {
        self.edit(Place::Header, name, |request| insert(&mut request.headers, name, &value.text()?))
    }

    /// Sets a header to a list, joined with commas (OpenAPI 3.0.4, style `simple`). An empty list leaves it out.
    #[must_use]
    pub fn header_list(self, name: &'static str, values: Texts) -> Self {
        self.edit(Place::Header, name, |request| {
            let values = strings(values)?;
            if values.is_empty() {
                request.headers.remove(name);
                return Ok(());
            }
            insert(&mut request.headers, name, &values.join(","))
        })
    }

    /// Sets a cookie; its value is percent-encoded (OpenAPI 3.0.4, style `form`).
    #[must_use]
    pub fn cookie(self, name: &'static str, value: &dyn ToText) -> Self {
        self.edit(Place::Cookie, name, |request| {
            request.cookies.set(name, &value.text()?);
            Ok(())
        })
    }
}

/// The headers of an answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(HeaderMap);

impl Headers {
    /// The first value of this name, in any case. `None` also when it is not text of visible ASCII characters.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    /// All values of this name, in any case.
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get_all(name).into_iter().filter_map(|value| value.to_str().ok())
    }

    /// Every name, in lower case, with each of its values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    /// What the service calls this exchange: the first of its headers that is named like `Request-Id`, `X-Request-Id` or
    /// `X-Amzn-RequestId`.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.0)
    }
}

pub(super) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.iter().find(|(name, _)| names_request_id(name.as_str())).and_then(|(_, value)| value.to_str().ok())
}

impl Headers {
    pub(super) fn map(&self) -> &HeaderMap {
        &self.0
    }
}

impl From<HeaderMap> for Headers {
    fn from(headers: HeaderMap) -> Self {
        Self(headers)
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().map(|(name, value)| {
            let secret = *name == SET_COOKIE || value.is_sensitive();
            (name.as_str(), if secret { "[redacted]" } else { value.to_str().unwrap_or("[not text]") })
        });
        f.debug_map().entries(shown).finish()
    }
}

fn names_request_id(name: &str) -> bool {
    let Some(before) = name.strip_suffix("request-id").or_else(|| name.strip_suffix("requestid")) else { return false };
    before.is_empty() || before.ends_with('-')
}

/// Sets a header of a request. Those that frame the message are not for callers to set.
pub(super) fn insert(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), InvalidInput> {
    let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(InvalidInput::new("a header name (RFC 9110, section 5.1)", name));
    };
    if [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING].contains(&name) {
        return Err(InvalidInput::new("a header that does not frame the message", name.as_str()));
    }
    headers.insert(name, self::value(value)?);
    Ok(())
}

/// A header's value. The error does not repeat it: it may be secret.
pub(super) fn value(text: &str) -> Result<HeaderValue, InvalidInput> {
    match HeaderValue::from_str(text) {
        // The library lets other bytes pass, which services read in different encodings.
        Ok(value) if text.is_ascii() => Ok(value),
        Ok(_) | Err(_) => {
            let other = text.chars().find(|letter| *letter != '\t' && !(' '..='~').contains(letter));
            let found = other.map(String::from).unwrap_or_default();
            Err(InvalidInput::new("visible ASCII characters, spaces and tabs", &found))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, HeaderValue, Headers, insert};

    fn headers(lines: &[(&'static str, &'static str)]) -> Headers {
        let mut map = HeaderMap::new();
        for (name, value) in lines {
            map.append(*name, HeaderValue::from_static(value));
        }
        map.into()
    }

    #[test]
    fn the_request_id_has_many_names() {
        for name in ["request-id", "requestid", "x-request-id", "twilio-request-id", "x-amzn-requestid"] {
            let found = headers(&[("date", "now"), (name, "RQ1"), (name, "RQ2")]);
            assert_eq!(found.request_id(), Some("RQ1"), "{name}");
        }
        for name in ["x-prerequest-id", "request-ids", "twilio-request-duration"] {
            assert_eq!(headers(&[(name, "RQ1")]).request_id(), None, "{name}");
        }
    }

    #[test]
    fn debug_hides_cookies() {
        let shown = format!("{:?}", headers(&[("set-cookie", "session=s3cret"), ("date", "now")]));
        assert_eq!(shown, r#"{"set-cookie": "[redacted]", "date": "now"}"#);
    }

    #[test]
    fn values_cannot_add_lines() {
        let mut map = HeaderMap::new();
        for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b", "ü"] {
            let refused = insert(&mut map, "X-A", value).expect_err("must be refused").to_string();
            assert!(refused.starts_with("expected visible ASCII characters"), "{refused}");
        }
        for name in ["", "a b", "X:Y", "Host", "content-length", "ü"] {
            assert!(insert(&mut map, name, "1").is_err(), "{name}");
        }
        assert!(map.is_empty());
    }
}
