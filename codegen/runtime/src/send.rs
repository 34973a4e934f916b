//! The one place that sends requests: once, or again where that cannot do harm.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::Url;

use super::call::{Described, Request};
use super::clock::{Sleep, Span, within};
use super::error::{ApiError, Error, SetupError, TimeoutError, TransportError};
use super::hop::Hop;
use super::keyring::Choice;
use super::opaque::Opaque;
use super::payload::Payload;
use super::receive::receive;
use super::response::Answer;
use super::retry::{is_transient, retry_pause};

/// An answer on its way.
pub(super) type Exchange = Pin<Box<dyn Future<Output = Result<Opaque<Answer>, Error>> + Send>>;

/// A call on its way: the future that sends it, and answers what the payload `P` is read as. Dropping it stops the call.
#[must_use = "a call is sent when it is awaited"]
pub struct Sending<P> {
    exchanging: Exchanging,
    payload: PhantomData<fn() -> P>,
}

impl<P> Sending<P> {
    pub(super) fn new(exchange: Exchange) -> Self {
        Self { exchanging: Exchanging { exchange, answer: None }, payload: PhantomData }
    }
}

/// A call but for the type of its answer. It keeps the answer: who decodes it has no code to drop it.
struct Exchanging {
    exchange: Exchange,
    answer: Option<Opaque<Answer>>,
}

impl Exchanging {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<&mut Answer, Error>> {
        match self.exchange.as_mut().poll(context) {
            Poll::Ready(Ok(answer)) => Poll::Ready(Ok(&mut **self.answer.insert(answer))),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<P: Payload> Future for Sending<P> {
    type Output = Result<P::Value, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.exchanging.poll(context) {
            Poll::Ready(Ok(answer)) => Poll::Ready(P::decode(answer)),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error)),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<P> fmt::Debug for Sending<P> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

pub(super) fn sending(mut call: Described, accept: &'static str) -> Exchange {
    Box::pin(async move { exchange(&mut call, accept).await })
}

/// Sends a call, again after what passes, and returns the answer if it is a success.
pub(super) async fn exchange(call: &mut Request, accept: &'static str) -> Result<Opaque<Answer>, Error> {
    check(call)?;
    let call = &*call;
    let mut tries = Tries::new(call);
    loop {
        let limit = tries.limit();
        let pause = match attempt(call, accept, &mut tries.hop, limit).await {
            Ok(mut answer) => {
                answer.attempts = tries.count;
                return Ok(answer);
            }
            Err(error) => tries.pause(error)?,
        };
        pause.await;
    }
}

/// The attempts at a call.
struct Tries<'a> {
    call: &'a Request,
    span: Span<'a>,
    hop: Hop,
    /// With the one that is under way.
    count: u32,
}

impl<'a> Tries<'a> {
    fn new(call: &'a Request) -> Self {
        let span = Span::starting(call.core.clock(), call.options.timeout.or(call.core.timeout()));
        Self { call, span, hop: Hop::first(call), count: 1 }
    }

    fn may_follow(&self) -> bool {
        self.count <= self.call.options.retries.unwrap_or(self.call.core.retries())
    }

    /// How long the next one may take.
    fn limit(&self) -> Limit {
        let left = self.span.left();
        let own = self.call.options.attempt_timeout.or(self.call.core.attempt_timeout());
        // The last attempt may as well take what is left; and what may not be repeated is not cut short for another try.
        match own.filter(|_| self.may_follow() && self.hop.method.is_idempotent()) {
            Some(own) if left.is_none_or(|left| own < left) => Limit { time: Some(own), told: Some(own) },
            Some(_) | None => Limit { time: left, told: self.span.limit() },
        }
    }

    /// The pause until another one, or the error if there is to be none.
    fn pause(&mut self, error: Error) -> Result<Sleep, Error> {
        if self.may_follow() && is_transient(&error, &self.hop.method) {
            let pause = retry_pause(&error, self.count);
            if self.span.has(pause) {
                self.count += 1;
                return Ok(self.call.core.clock().pause(pause));
            }
        }
        Err(error.after(self.count))
    }
}

/// Says what keeps a call from being sent at all.
pub(super) fn check(call: &mut Request) -> Result<(), Error> {
    if let Some(refused) = call.refused.take() {
        return Err(refused.into());
    }
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(SetupError::new("calls must be awaited within a Tokio runtime").into());
    }
    Ok(())
}

/// How long an attempt may take, and which time-out to name when it takes longer.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub time: Option<Duration>,
    pub told: Option<Duration>,
}

/// Sends a call once, and along redirects.
pub(super) async fn attempt(
    call: &Request,
    accept: &'static str,
    hop: &mut Hop,
    limit: Limit,
) -> Result<Opaque<Answer>, Error> {
    let answer = pin!(follow(call, accept, hop));
    match within(call.core.clock(), limit.time, answer).await {
        Some(answer) => answer,
        None => Err(TimeoutError::new(call.operation, limit.told).into()),
    }
}

async fn follow(call: &Request, accept: &'static str, hop: &mut Hop) -> Result<Opaque<Answer>, Error> {
    let proofs = match call.choose()? {
        Choice::Proofs(proofs) => proofs,
        Choice::Ask(ask) => ask(call).await?,
    };
    loop {
        let sent = call.core.http().execute(hop.request(call, accept, &proofs)?).await;
        if let Some(response) = arrived(call, hop, sent)? {
            return succeeded(receive(call, response).await?);
        }
    }
}

/// The response, unless it is a redirect to be followed.
fn arrived(
    call: &Request,
    hop: &mut Hop,
    sent: reqwest::Result<reqwest::Response>,
) -> Result<Option<reqwest::Response>, Error> {
    match sent {
        Ok(response) => Ok(if hop.redirected(call.operation, &response)? { None } else { Some(response) }),
        Err(error) => Err(failed(call, None, error)),
    }
}

fn succeeded(mut answer: Opaque<Answer>) -> Result<Opaque<Answer>, Error> {
    if answer.is_success() { Ok(answer) } else { Err(ApiError::new(&mut answer).into()) }
}

#[cold]
pub(super) fn failed(call: &Request, url: Option<&Url>, error: reqwest::Error) -> Error {
    if error.is_timeout() && error.is_connect() {
        return TimeoutError::connecting(call.operation, call.core.connect_timeout(), error).into();
    }
    let origin = match url.or(error.url()) {
        Some(url) => url.origin().ascii_serialization(),
        None => call.core.base_url(call.servers).unwrap_or_default(),
    };
    TransportError::new(call.operation, origin, error).into()
}
