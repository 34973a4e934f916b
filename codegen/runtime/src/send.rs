//! The one place that sends requests: once, or again along redirects that stay at the origin.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Method, StatusCode, Url};

use super::call::Request;
use super::client::Core;
use super::error::{
    Error, Operation, Received, RedirectError, SetupError, TimeoutError, TooLargeError, TransportError,
};
use super::payload::Payload;
use super::response::Answer;
use super::security::{self, missing};

/// How many redirects one call follows.
const MAX_REDIRECTS: usize = 10;

/// How much is kept of the body of an error.
const MAX_ERROR_BYTES: usize = 1 << 20;

type Exchange = Pin<Box<dyn Future<Output = Result<Answer, Error>> + Send>>;

/// A call on its way: the future that sends it, and answers what the payload `P` is read as.
#[must_use = "a call is sent when it is awaited"]
pub struct Sending<P> {
    exchange: Exchange,
    payload: PhantomData<fn() -> P>,
}

impl<P> Sending<P> {
    pub(super) fn new(request: Request, accept: &'static str) -> Self {
        Self { exchange: exchange(request, accept), payload: PhantomData }
    }
}

impl<P: Payload> Future for Sending<P> {
    type Output = Result<P::Value, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.exchange.as_mut().poll(context).map(|answer| P::decode(answer?))
    }
}

impl<P> fmt::Debug for Sending<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

fn exchange(request: Request, accept: &'static str) -> Exchange {
    Box::pin(async move {
        if let Some(refused) = request.refused {
            return Err(refused.into());
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(SetupError::new("calls must be awaited within a Tokio runtime".to_owned()).into());
        }
        let timeout = request.options.timeout.or(request.core.timeout());
        let (core, operation) = (request.core.clone(), request.operation);
        let mut hop = Hop::first(request, accept)?;
        let started = Instant::now();
        let mut redirects = 0;
        loop {
            let left = timeout.map(|timeout| timeout.saturating_sub(started.elapsed()));
            let response =
                hop.send(&core, left).await.map_err(|error| failed(&core, operation, timeout, &hop.url, error))?;
            let Some(next) = hop.after(operation, &response)? else {
                return Reading { core: &core, operation, timeout, url: &hop.url }.read(response).await?.checked();
            };
            if redirects == MAX_REDIRECTS {
                let received = Received::new(operation, response.status().as_u16(), response.headers());
                return Err(RedirectError::new(received, format!("there were {redirects} before it")).into());
            }
            redirects += 1;
            hop = next;
        }
    })
}

/// One request on the wire.
struct Hop {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
}

impl Hop {
    fn first(request: Request, accept: &'static str) -> Result<Self, Error> {
        let (core, operation) = (&request.core, request.operation);
        let setup = |error: SetupError| Error::from(error.of(operation));
        let mut headers = HeaderMap::with_capacity(8);
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        let mut body = Bytes::new();
        if let Some((media_type, content)) = request.body.into_content() {
            let Ok(media_type) = HeaderValue::from_str(&media_type) else {
                return Err(setup(SetupError::new("the media type of its body is not one".to_owned())));
            };
            headers.insert(CONTENT_TYPE, media_type);
            body = content;
        }
        if body.is_empty() && matches!(request.method, Method::POST | Method::PUT | Method::PATCH) {
            // Servers may ask for it (RFC 9110, section 8.6); hyper leaves it out.
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        headers.extend(request.headers);

        let (mut query, mut cookies) = (String::new(), String::new());
        request.query.append_to(&mut query, "&");
        request.cookies.append_to(&mut cookies, "; ");
        let proofs = match &request.security {
            Some(alternatives) => core.keyring().choose(alternatives).ok_or_else(|| missing(alternatives)),
            None => core.keyring().choose(core.api().security).ok_or_else(|| missing(core.api().security)),
        };
        let proofs = proofs.map_err(|missing| setup(SetupError::new(missing)))?;
        security::show(&proofs, &mut headers, &mut query, &mut cookies);
        if !cookies.is_empty() {
            let Ok(mut cookies) = HeaderValue::from_str(&cookies) else {
                return Err(setup(SetupError::new("the name of a cookie is not one".to_owned())));
            };
            cookies.set_sensitive(true);
            headers.insert(COOKIE, cookies);
        }
        headers.extend(request.options.headers);
        let url = core.base_url(request.server).and_then(|base| url(base, &request.path, &query)).map_err(setup)?;
        Ok(Self { method: request.method, url, headers, body })
    }

    async fn send(&self, core: &Core, left: Option<Duration>) -> Result<reqwest::Response, reqwest::Error> {
        let mut request = reqwest::Request::new(self.method.clone(), self.url.clone());
        *request.headers_mut() = self.headers.clone();
        if self.headers.contains_key(CONTENT_TYPE) {
            *request.body_mut() = Some(self.body.clone().into());
        }
        *request.timeout_mut() = left;
        core.http().execute(request).await
    }

    /// Where an answer sends this request next (RFC 9110, section 15.4). `None` if the answer is final.
    ///
    /// Never to another origin, where neither credentials nor the data of the request may go, and never as another
    /// method, except where a 303 says so.
    fn after(&self, operation: Operation, response: &reqwest::Response) -> Result<Option<Self>, Error> {
        let status = response.status();
        let safe = matches!(self.method, Method::GET | Method::HEAD);
        let method = match status {
            StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => Some(self.method.clone()),
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER if safe => {
                Some(self.method.clone())
            }
            StatusCode::SEE_OTHER => Some(Method::GET),
            StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => None,
            _ => return Ok(None),
        };
        let Some(location) = response.headers().get(LOCATION) else { return Ok(None) };
        let refused = |why| {
            let received = Received::new(operation, status.as_u16(), response.headers());
            RedirectError::new(received, why).into()
        };
        let Some(mut url) = location.to_str().ok().and_then(|location| self.url.join(location).ok()) else {
            return Err(refused("its `Location` is not a URL".to_owned()));
        };
        url.set_fragment(None);
        if url.origin() != self.url.origin() {
            let origin = url.origin().ascii_serialization();
            return Err(refused(format!("it leads to another origin, {origin}, where credentials may not go")));
        }
        let Some(method) = method else {
            return Err(refused(format!("it may turn the {} into a GET", self.method)));
        };
        let mut next = Self { method, url, headers: self.headers.clone(), body: self.body.clone() };
        if next.method != self.method {
            next.headers.remove(CONTENT_TYPE);
            next.headers.remove(CONTENT_LENGTH);
            next.body = Bytes::new();
        }
        Ok(Some(next))
    }
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
        Ok(_) | Err(_) => Err(SetupError::new(format!("its path is not one that can be sent as it is: `{path}`"))),
    }
}

struct Reading<'a> {
    core: &'a Core,
    operation: Operation,
    timeout: Option<Duration>,
    url: &'a Url,
}

impl Reading<'_> {
    /// Reads the body, chunk by chunk. That of an error is cut at a limit or where the connection fails: its status is what
    /// matters.
    async fn read(self, mut response: reqwest::Response) -> Result<Answer, Error> {
        let status = response.status();
        let max = self.core.max_response_bytes();
        let max = if status.is_success() { max } else { max.min(MAX_ERROR_BYTES) };
        let headers = std::mem::take(response.headers_mut());
        let too_large = || TooLargeError::new(Received::new(self.operation, status.as_u16(), &headers), max).into();
        let mut body = Body::Nothing;
        if status.is_success() && response.content_length().is_some_and(|length| length > max as u64) {
            return Err(too_large());
        }
        loop {
            let chunk = match response.chunk().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                Err(_) if !status.is_success() => break,
                Err(error) => return Err(failed(self.core, self.operation, self.timeout, self.url, error)),
            };
            let left = max - body.len();
            if chunk.len() <= left {
                body.push(chunk);
            } else if status.is_success() {
                return Err(too_large());
            } else {
                body.push(chunk.slice(..left));
                break;
            }
        }
        let body = body.into_bytes();
        Ok(Answer { operation: self.operation, status: status.as_u16(), headers: headers.into(), body })
    }
}

/// The chunks so far; a single one, as of most answers, is not copied.
enum Body {
    Nothing,
    One(Bytes),
    Many(Vec<u8>),
}

impl Body {
    fn len(&self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::One(chunk) => chunk.len(),
            Self::Many(bytes) => bytes.len(),
        }
    }

    fn push(&mut self, chunk: Bytes) {
        match self {
            Self::Nothing => *self = Self::One(chunk),
            Self::One(first) => *self = Self::Many([&first[..], &chunk[..]].concat()),
            Self::Many(bytes) => bytes.extend_from_slice(&chunk),
        }
    }

    fn into_bytes(self) -> Bytes {
        match self {
            Self::Nothing => Bytes::new(),
            Self::One(chunk) => chunk,
            Self::Many(bytes) => bytes.into(),
        }
    }
}

fn failed(core: &Core, operation: Operation, timeout: Option<Duration>, url: &Url, error: reqwest::Error) -> Error {
    if !error.is_timeout() {
        return TransportError::new(operation, url.origin().ascii_serialization(), error).into();
    }
    let connecting = error.is_connect();
    let limit = if connecting { core.connect_timeout() } else { timeout };
    TimeoutError::new(operation, connecting, limit, error).into()
}
