//! Headers and cookies.

use std::fmt;
use std::fmt::Write as _;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue, SET_COOKIE};

use super::argument::{Texts, ToText};
use super::call::Call;
use super::checks::InvalidInput;
use super::error::Place;
use super::query::strings;

/// Headers of a request, each once. A list costs less to compile than the map that they become once it is sent.
pub(super) type Lines = Vec<(HeaderName, HeaderValue)>;

impl Call {
    /// Sets a header; an earlier value is replaced.
    #[inline]
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &dyn ToText) -> Self {
        let inserted = match value.text() {
            Ok(value) => insert_line(&mut self.request().headers, name, &value),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = inserted {
            self.refuse(Place::Header, name, problem);
        }
        self
    }

    /// Sets a header to a list, joined with commas (OpenAPI 3.0.4, style `simple`). An empty list leaves it out.
    #[inline]
    #[must_use]
    pub fn header_list(mut self, name: &'static str, values: Texts) -> Self {
        let headers = &mut self.request().headers;
        let inserted = match strings(values) {
            Ok(values) if values.is_empty() => {
                headers.retain(|(set, _)| !set.as_str().eq_ignore_ascii_case(name));
                Ok(())
            }
            Ok(values) => insert_line(headers, name, &values.join(",")),
            Err(problem) => Err(problem),
        };
        if let Err(problem) = inserted {
            self.refuse(Place::Header, name, problem);
        }
        self
    }

    /// Sets a cookie; its value is percent-encoded (OpenAPI 3.0.4, style `form`).
    #[inline]
    #[must_use]
    pub fn cookie(mut self, name: &'static str, value: &dyn ToText) -> Self {
        match value.text() {
            Ok(value) => self.request().cookies.set(name, &value),
            Err(problem) => self.refuse(Place::Cookie, name, problem),
        }
        self
    }
}

/// The headers of an answer.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(HeaderMap);

impl Headers {
    /// The first value of this name, in any case. `None` also when it is not text of visible ASCII characters.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    /// The same for a name that is known, which need not be parsed.
    pub(super) fn named(&self, name: HeaderName) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    /// All values of this name, in any case.
    #[inline]
    pub fn get_all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.get_all(name).into_iter().filter_map(|value| value.to_str().ok())
    }

    /// Every name, in lower case, with each of its values.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
    }

    /// What the service calls this exchange: the first of its headers that is named like `Request-Id`, `X-Request-Id` or
    /// `X-Amzn-RequestId`.
    #[inline]
    pub fn request_id(&self) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(name, _)| names_request_id(name.as_str()))?;
        value.to_str().ok()
    }
}

pub(super) fn request_id(headers: &HeaderMap) -> Option<String> {
    let mut text = String::new();
    for (name, value) in headers {
        // The library's method gives it as text without this, but is inlined, with every name that it knows.
        text.clear();
        // Writing to a `String` can't fail.
        let _ = write!(text, "{name}");
        if names_request_id(&text) {
            return value.to_str().ok().map(str::to_owned);
        }
    }
    None
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
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().map(|(name, value)| {
            let secret = *name == SET_COOKIE || value.is_sensitive();
            (name.as_str(), if secret { "[redacted]" } else { value.to_str().unwrap_or("[not text]") })
        });
        f.debug_map().entries(shown).finish()
    }
}

fn names_request_id(name: &str) -> bool {
    const IDS: &[&str] = &["request-id", "requestid"];
    let name = name.as_bytes();
    for id in IDS {
        if name.ends_with(id.as_bytes()) {
            let before = &name[..name.len() - id.len()];
            return before.is_empty() || before.ends_with(b"-");
        }
    }
    false
}

/// Sets a header of a request. Those that frame the message are not for callers to set.
#[inline]
pub(super) fn insert_line(headers: &mut Lines, name: &str, value: &str) -> Result<(), InvalidInput> {
    let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(InvalidInput::new("a header name (RFC 9110, section 5.1)", name));
    };
    if matches!(name.as_str(), "connection" | "content-length" | "host" | "transfer-encoding") {
        return Err(InvalidInput::new("a header that does not frame the message", name.as_str()));
    }
    put_line(headers, name, header_value(value)?);
    Ok(())
}

/// Sets a header; an earlier value is replaced.
pub(super) fn put_line(headers: &mut Lines, name: HeaderName, value: HeaderValue) {
    for (set, earlier) in &mut *headers {
        if *set == name {
            *earlier = value;
            return;
        }
    }
    headers.push((name, value));
}

/// The map that headers are sent as. It only ever grows here: what replaces a value in it would be compiled as well.
pub(super) fn header_map(lines: Lines) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(name, value);
    }
    headers
}

/// A header's value. The error does not repeat it: it may be secret.
pub(super) fn header_value(text: &str) -> Result<HeaderValue, InvalidInput> {
    match HeaderValue::from_str(text) {
        // The library lets other bytes pass, which services read in different encodings.
        Ok(value) if unfit(text).is_none() => Ok(value),
        Ok(_) | Err(_) => {
            let found = unfit(text).unwrap_or_default();
            Err(InvalidInput::new("visible ASCII characters, spaces and tabs", found.encode_utf8(&mut [0; 4])))
        }
    }
}

/// The first character that no header's value should have.
fn unfit(text: &str) -> Option<char> {
    for letter in text.chars() {
        if !matches!(letter, '\t' | ' '..='~') {
            return Some(letter);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{HeaderMap, HeaderValue, Headers, Lines, insert_line};

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
        let mut map = Lines::new();
        for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b", "ü"] {
            let refused = insert_line(&mut map, "X-A", value).expect_err("must be refused").to_string();
            assert!(refused.starts_with("expected visible ASCII characters"), "{refused}");
        }
        for name in ["", "a b", "X:Y", "Host", "content-length", "ü"] {
            assert!(insert_line(&mut map, name, "1").is_err(), "{name}");
        }
        assert!(map.is_empty());
    }
}
