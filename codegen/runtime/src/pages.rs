//! Lists that come page by page.

use std::fmt;
use std::future::{Future, poll_fn};
use std::hash::{BuildHasher, RandomState};
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::call::{Call, Described, Request};
use super::error::{Error, Operation, RedirectError};
use super::link::{next_link, resolve_link};
use super::opaque::Opaque;
use super::payload::Payload as _;
use super::read::Read;
use super::response::Answer;
use super::send::exchange;

/// The pages of a list, each asked for when it is wanted and not before: a stream, for which [`next`](Self::next) is enough.
///
/// Every request is sent with the options of the call, whose time-out is that of a page. An error ends it, also if it is that of
/// a later page; a link to the next page is followed only to the origin that the call itself is sent to.
#[must_use = "pages are fetched when they are asked for"]
pub struct Pages<P> {
    walk: Walk,
    next: Next<P>,
}

/// How a page leads to the next one.
pub enum Next<P> {
    /// By a URL in it, absolute or relative to its own.
    Url(fn(&P) -> Option<&str>),
    /// By a `Link` header with the relation `next` (RFC 8288).
    LinkHeader,
    /// By a text in it that is the value of a query parameter.
    Cursor {
        /// Finds it; nothing and an empty text end the list.
        value: fn(&P) -> Option<&str>,
        /// The query parameter.
        parameter: &'static str,
    },
    /// By the number of items before it, in a query parameter. An empty page ends the list.
    Offset {
        /// The query parameter.
        parameter: &'static str,
        /// Counts the items of a page.
        len: fn(&P) -> usize,
    },
    /// By the number of the page, in a query parameter. An empty page ends the list.
    Page {
        /// The query parameter.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
        /// Counts the items of a page.
        len: fn(&P) -> usize,
    },
}

impl<P: Read> Pages<P> {
    /// The pages that begin with the one that this call answers.
    #[doc(hidden)]
    #[inline]
    pub fn new(call: Call, next: Next<P>) -> Self {
        Self { walk: Walk::new(call.into_request(), P::ACCEPT), next }
    }

    /// The next page; `None` after the last one, and after an error. May be dropped before it is ready without losing a page.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    #[inline]
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        self.walk.poll(context).map(|answer| {
            Some(answer?.and_then(|answer| {
                let page = answer.json()?;
                self.walk.advance(&answer, self.next.step(&page));
                Ok(page)
            }))
        })
    }
}

impl<P: Read> Stream for Pages<P> {
    type Item = Result<P, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<P> fmt::Debug for Pages<P> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&format_args!("{}", self.walk.operation)).finish()
    }
}

impl<P> Next<P> {
    #[inline]
    fn step<'a>(&self, page: &'a P) -> Step<'a> {
        match *self {
            Self::Url(url) => Step::Url(url(page)),
            Self::LinkHeader => Step::LinkHeader,
            Self::Cursor { value, parameter } => Step::Cursor { value: value(page), parameter },
            Self::Offset { parameter, len } => {
                let len = len(page);
                Step::Count { parameter, start: 0, by: len as u64, is_last: len == 0 }
            }
            Self::Page { parameter, first, len } => {
                Step::Count { parameter, start: first, by: 1, is_last: len(page) == 0 }
            }
        }
    }
}

impl<P> fmt::Debug for Next<P> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(_) => f.write_str("Url"),
            Self::LinkHeader => f.write_str("LinkHeader"),
            Self::Cursor { parameter, .. } => write!(f, "Cursor({parameter})"),
            Self::Offset { parameter, .. } => write!(f, "Offset({parameter})"),
            Self::Page { parameter, .. } => write!(f, "Page({parameter})"),
        }
    }
}

/// What a page says of the next one.
#[derive(Clone, Copy)]
enum Step<'a> {
    Url(Option<&'a str>),
    LinkHeader,
    Cursor { value: Option<&'a str>, parameter: &'static str },
    Count { parameter: &'static str, start: u64, by: u64, is_last: bool },
}

/// What is the same for pages of all types: where in the list it is.
struct Walk {
    operation: Operation,
    accept: &'static str,
    state: WalkState,
    seen: Visited,
}

/// The answer, and the call back.
type Sent = Pin<Box<dyn Future<Output = (Described, Result<Opaque<Answer>, Error>)> + Send>>;

enum WalkState {
    Ready(Described),
    Sent(Sent),
    /// The page is being read; the next request is made from the last one.
    Answered(Described),
    Failed(Error),
    Ended,
}

impl Walk {
    #[inline]
    fn new(call: Described, accept: &'static str) -> Self {
        Self { operation: call.operation, accept, state: WalkState::Ready(call), seen: Visited::default() }
    }

    #[inline]
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Opaque<Answer>, Error>>> {
        loop {
            match mem::replace(&mut self.state, WalkState::Ended) {
                WalkState::Ready(mut call) => {
                    let accept = self.accept;
                    self.state = WalkState::Sent(Box::pin(async move {
                        let answer = exchange(&mut call, accept).await;
                        (call, answer)
                    }));
                }
                WalkState::Sent(mut sent) => {
                    let Poll::Ready((call, answer)) = sent.as_mut().poll(context) else {
                        self.state = WalkState::Sent(sent);
                        return Poll::Pending;
                    };
                    if let Ok(found) = &answer {
                        // An empty list, to some services.
                        if found.status == 204 {
                            return Poll::Ready(None);
                        }
                        self.state = WalkState::Answered(call);
                    }
                    return Poll::Ready(Some(answer));
                }
                WalkState::Failed(error) => return Poll::Ready(Some(Err(error))),
                WalkState::Answered(_) | WalkState::Ended => return Poll::Ready(None),
            }
        }
    }

    #[inline]
    fn advance(&mut self, answer: &Answer, step: Step<'_>) {
        let WalkState::Answered(mut call) = mem::replace(&mut self.state, WalkState::Ended) else { return };
        match self.seen.follow(&mut call, answer, step) {
            Ok(true) => self.state = WalkState::Ready(call),
            Ok(false) => {}
            // The page itself is good.
            Err(why) => self.state = WalkState::Failed(RedirectError::page(answer.received(), why).into()),
        }
    }
}

/// What has come already, as hashes: a list that leads in a circle would not end.
#[derive(Default)]
struct Visited {
    hasher: RandomState,
    links: Vec<u64>,
    page: Option<u64>,
}

impl Visited {
    /// Changes the call into that for the next page. Says whether there is one, or why it must not be asked for.
    #[inline]
    fn follow(&mut self, call: &mut Request, answer: &Answer, step: Step<'_>) -> Result<bool, String> {
        match step {
            Step::Url(link) => self.link(call, answer, link),
            Step::LinkHeader => self.link(call, answer, next_link(answer.headers())),
            Step::Cursor { value, parameter } => {
                let Some(value) = value.filter(|value| !value.is_empty()) else { return Ok(false) };
                self.first_time("cursor", value)?;
                call.query.set(parameter, value);
                Ok(true)
            }
            Step::Count { is_last: true, .. } => Ok(false),
            Step::Count { parameter, start, by, is_last: false } => {
                let page = self.hasher.hash_one(&answer.body);
                if self.page.replace(page) == Some(page) {
                    return Err(format!("the same page came twice, as if `{parameter}` had no effect"));
                }
                let number = call.query.number(parameter).unwrap_or(start).saturating_add(by);
                call.query.set(parameter, &number.to_string());
                Ok(true)
            }
        }
    }

    #[inline]
    fn link(&mut self, call: &mut Request, answer: &Answer, link: Option<&str>) -> Result<bool, String> {
        let Some(link) = link.filter(|link| !link.is_empty()) else { return Ok(false) };
        let url = resolve_link(call, &answer.url, link)?;
        if self.links.is_empty() {
            self.links.push(self.hasher.hash_one(answer.url.as_str()));
        }
        self.first_time("link", url.as_str())?;
        call.link = Some(url);
        Ok(true)
    }

    #[inline]
    fn first_time(&mut self, what: &str, link: &str) -> Result<(), String> {
        let hash = self.hasher.hash_one(link);
        if self.links.contains(&hash) {
            return Err(format!("its {what} has come before, so that the list would not end"));
        }
        self.links.push(hash);
        Ok(())
    }
}
