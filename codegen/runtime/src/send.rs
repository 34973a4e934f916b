//! The one place that sends requests: once, or again where that cannot do harm.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use reqwest::Url;

use super::call::{Described, Request};
use super::clock::{Span, within};
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
    exchange: Exchange,
    payload: PhantomData<fn() -> P>,
}

impl<P> Sending<P> {
    pub(super) fn new(exchange: Exchange) -> Self {
        Self { exchange, payload: PhantomData }
    }
}

impl<P: Payload> Future for Sending<P> {
    type Output = Result<P::Value, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.exchange.as_mut().poll(context) {
            Poll::Ready(Ok(mut answer)) => Poll::Ready(P::decode(answer.held_mut())),
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
    Box::pin(async move { exchange(call.held_mut(), accept).await })
}

/// Sends a call, again after what passes, and returns the answer if it is a success.
pub(super) async fn exchange(call: &mut Request, accept: &'static str) -> Result<Opaque<Answer>, Error> {
    check(call)?;
    let call = &*call;
    let clock = call.core.clock();
    let timeout = call.options.timeout.or(call.core.timeout());
    let attempt_timeout = call.options.attempt_timeout.or(call.core.attempt_timeout());
    let span = Span::starting(clock, timeout);
    let mut left = timeout;
    let mut hop = Hop::first(call);
    let mut attempts = 1;
    loop {
        let may_follow = attempts <= call.options.retries.unwrap_or(call.core.retries());
        // The last attempt may as well take what is left; and what may not be repeated is not cut short for another try.
        let own = attempt_timeout.filter(|_| may_follow && hop.method.is_idempotent());
        let limit = match own {
            Some(own) if left.is_none_or(|left| own < left) => Limit { time: Some(own), told: Some(own) },
            Some(_) | None => Limit { time: left, told: timeout },
        };
        let error = match attempt(call, accept, &mut hop, limit).await {
            Ok(mut answer) => {
                answer.held_mut().attempts = attempts;
                return Ok(answer);
            }
            Err(error) => error,
        };
        if !may_follow || !is_transient(&error, &hop.method) {
            return Err(error.after(attempts));
        }
        let pause = retry_pause(&error, attempts);
        if !span.has(pause) {
            return Err(error.after(attempts));
        }
        clock.pause(pause).await;
        left = span.left();
        attempts += 1;
    }
}

/// Says what keeps a call from being sent at all.
pub(super) fn check(call: &mut Request) -> Result<(), Error> {
    if let Some(refused) = call.refused.take() {
        return Err(refused.into());
    }
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(SetupError::new("calls must be awaited within a Tokio runtime".to_owned()).into());
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
        let request = hop.request(call, accept, &proofs)?;
        let response = match call.core.http().execute(request).await {
            Ok(response) => response,
            Err(error) => return Err(failed(call, None, error)),
        };
        if !hop.redirected(call.operation, &response)? {
            let mut answer = receive(call, response).await?;
            let is_success = answer.held().is_success();
            return if is_success { Ok(answer) } else { Err(ApiError::new(answer.held_mut()).into()) };
        }
    }
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
