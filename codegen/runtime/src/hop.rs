//! One request on the wire, and where its answer sends it next.

use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderValue, LOCATION};
use reqwest::{Method, StatusCode, Url};

use super::call::Request;
use super::credential::Proof;
use super::error::{Error, Operation, Received, RedirectError, SetupError};
use super::header::{Lines, header_map, put_line};
use super::security::show_proofs;

/// How many redirects one call follows.
const MAX_REDIRECTS: usize = 10;

/// Where a request goes: first to its own URL, then along redirects that stay at the origin.
pub(super) struct Hop {
    pub method: Method,
    /// `None`: that of the call.
    url: Option<Url>,
    redirects: usize,
    has_body: bool,
}

impl Hop {
    pub(super) fn first(request: &Request) -> Self {
        Self { method: request.method.clone(), url: None, redirects: 0, has_body: true }
    }

    /// The request as it goes over the wire. It is made anew each time it is sent: most are sent once, and need no copy then.
    pub(super) fn request(
        &self,
        call: &Request,
        accept: &'static str,
        proofs: &[Proof],
    ) -> Result<reqwest::Request, Error> {
        let core = &call.core;
        let setup = |error: SetupError| Error::from(error.of(call.operation));
        let mut headers = Lines::new();
        put_line(&mut headers, ACCEPT, HeaderValue::from_static(accept));
        let mut body = None;
        let content = if self.has_body { call.body.content() } else { None };
        if let Some((media_type, content)) = content {
            let Ok(media_type) = HeaderValue::from_str(&media_type) else {
                return Err(setup(SetupError::new("the media type of its body is not one")));
            };
            put_line(&mut headers, CONTENT_TYPE, media_type);
            body = Some(content);
        }
        let length = body.as_ref().map_or(0, bytes::Bytes::len);
        if length == 0 && matches!(self.method, Method::POST | Method::PUT | Method::PATCH) {
            // Servers may ask for it (RFC 9110, section 8.6); hyper leaves it out.
            put_line(&mut headers, CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        self.add(&mut headers, &call.headers);

        let (mut query, mut cookies) = (String::new(), String::new());
        call.query.append_to(&mut query, "&");
        call.cookies.append_to(&mut cookies, "; ");
        if let Some(link) = &call.link {
            link.query().unwrap_or_default().clone_into(&mut query);
        }
        show_proofs(proofs, &mut headers, &mut query, &mut cookies);
        if !cookies.is_empty() {
            let Ok(mut cookies) = HeaderValue::from_str(&cookies) else {
                return Err(setup(SetupError::new("the name of a cookie is not one")));
            };
            cookies.set_sensitive(true);
            put_line(&mut headers, COOKIE, cookies);
        }
        self.add(&mut headers, &call.options.headers);
        let url = match &self.url {
            Some(url) => url.clone(),
            None => {
                let (base, path) = match &call.link {
                    Some(link) => (Ok(without_query(link)), ""),
                    None => (core.base_url(call.servers), call.path.as_str()),
                };
                base.and_then(|base| url(base, path, &query)).map_err(setup)?
            }
        };
        let mut request = reqwest::Request::new(self.method.clone(), url);
        *request.headers_mut() = header_map(headers);
        *request.body_mut() = body.map(Into::into);
        Ok(request)
    }

    /// Adds headers; those that are there already are replaced.
    fn add(&self, to: &mut Lines, headers: &Lines) {
        for (name, value) in headers {
            if self.has_body || *name != CONTENT_TYPE {
                put_line(to, name.clone(), value.clone());
            }
        }
    }

    /// Follows a redirect (RFC 9110, section 15.4). Says whether the answer is one; else it is final.
    ///
    /// Never to another origin, where neither credentials nor the data of the request may go, and never as another
    /// method, except where a 303 says so.
    pub(super) fn redirected(&mut self, operation: Operation, response: &reqwest::Response) -> Result<bool, Error> {
        let status = response.status();
        let is_safe = matches!(self.method, Method::GET | Method::HEAD);
        let method = match status {
            StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => Some(self.method.clone()),
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER if is_safe => {
                Some(self.method.clone())
            }
            StatusCode::SEE_OTHER => Some(Method::GET),
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => None,
            _ => return Ok(false),
        };
        let Some(location) = response.headers().get(LOCATION) else { return Ok(false) };
        let refused = |why| {
            let received = Received::new(operation, status.as_u16(), response.headers());
            RedirectError::new(received, why).into()
        };
        let Ok(mut url) = response.url().join(location.to_str().unwrap_or("//")) else {
            return Err(refused("its `Location` is not a URL".to_owned()));
        };
        url.set_fragment(None);
        if !have_same_origin(&url, response.url()) {
            let origin = url.origin().ascii_serialization();
            return Err(refused(format!("it leads to another origin, {origin}, where credentials may not go")));
        }
        let Some(method) = method else {
            return Err(refused(format!("it may turn the {} into a GET", self.method)));
        };
        if self.redirects == MAX_REDIRECTS {
            return Err(refused(format!("there were {MAX_REDIRECTS} before it")));
        }
        let has_body = self.has_body && method == self.method;
        *self = Self { method, url: Some(url), redirects: self.redirects + 1, has_body };
        Ok(true)
    }
}

/// Whether scheme, host and port are the same (RFC 6454, section 4). The scheme is compared on its own, since a `blob:` URL has the
/// origin of another one within it.
pub(super) fn have_same_origin(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme() && one.origin().ascii_serialization() == other.origin().ascii_serialization()
}

/// The URL up to its query.
fn without_query(url: &Url) -> String {
    let text = url.as_str();
    text.split_once('?').map_or(text, |(before, _)| before).to_owned()
}

/// The URL, which must reach the wire as it was made: a URL library that resolves a part of it would make it mean something else.
fn url(mut text: String, path: &str, query: &str) -> Result<Url, SetupError> {
    text.push_str(path);
    if !query.is_empty() {
        text.push('?');
        text.push_str(query);
    }
    match Url::parse(&text) {
        Ok(url) if url.as_str() == text => Ok(url),
        Ok(_) | Err(_) => Err(SetupError::new(&format!("its path is not one that can be sent as it is: `{path}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::{Url, have_same_origin};

    #[test]
    fn origins_have_scheme_host_and_port() {
        for (one, other, is_same) in [
            ("https://api.example.com/a?b", "HTTPS://API.example.com:443/c", true),
            ("http://127.0.0.1:80", "http://127.0.0.1", true),
            ("https://api.example.com", "http://api.example.com", false),
            ("https://api.example.com", "https://api.example.com:8443", false),
            ("https://api.example.com", "https://api.example.com.evil.example", false),
            ("https://api.example.com", "https://api.example.com@evil.example", false),
            ("https://api.example.com/x", "blob:https://api.example.com/x", false),
            ("https://api.example.com", "wss://api.example.com", false),
            ("https://api.example.com", "file:///x", false),
            ("https://api.example.com", "data:,x", false),
        ] {
            let [one, other] = [one, other].map(|url| Url::parse(url).expect("a URL"));
            assert_eq!(have_same_origin(&one, &other), is_same, "{one} {other}");
        }
    }
}
