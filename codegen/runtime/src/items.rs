//! Lists whose items come one by one.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::error::Error;
use super::pages::Pages;
use super::read::Read;

/// The items of a list, page after page: a stream, for which [`next`](Self::next) is enough. A page is asked for when the items
/// before it have been taken, and not before.
///
/// An error ends it, also if it is that of a later page; the items before it have come by then.
#[must_use = "items are fetched when they are asked for"]
pub struct Items<P, T> {
    pages: Pages<P>,
    split: fn(P) -> Vec<T>,
    page: vec::IntoIter<T>,
}

impl<P: Read> Pages<P> {
    /// The items of all pages, one by one; `split` takes those of a page out of it.
    #[inline]
    pub fn into_items<T>(self, split: fn(P) -> Vec<T>) -> Items<P, T> {
        Items { pages: self, split, page: Vec::new().into_iter() }
    }
}

impl<P: Read, T> Items<P, T> {
    /// The next item; `None` after the last one, and after an error. May be dropped before it is ready without losing an item.
    #[inline]
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// All items, or the first error.
    #[inline]
    pub async fn all(mut self) -> Result<Vec<T>, Error> {
        let mut items: Vec<T> = self.page.collect();
        while let Some(page) = self.pages.next().await {
            items.extend((self.split)(page?));
        }
        Ok(items)
    }

    #[inline]
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.page = (self.split)(page).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Read, T> Stream for Items<P, T> {
    type Item = Result<T, Error>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// No item is pinned.
impl<P, T> Unpin for Items<P, T> {}

impl<P, T> fmt::Debug for Items<P, T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("ready", &self.page.len()).finish_non_exhaustive()
    }
}
