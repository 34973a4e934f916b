//! What an error holds.
//!
//! Errors are dropped wherever a call is awaited, and code that drops what they hold would be compiled again each time. Here it
//! is a function of the library.

use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

/// A `T` in a box. It is there until it is dropped.
pub(super) struct Kept<T: Discard>(ManuallyDrop<Option<Box<T>>>);

impl<T: Discard> Kept<T> {
    #[inline]
    pub(super) fn new(value: T) -> Self {
        Self(ManuallyDrop::new(Some(Box::new(value))))
    }
}

/// How a [`Kept`] value is dropped: by a function that does nothing else. Each type has its own, not inlined and not generic as a
/// default one would be: that is what keeps it in the library.
pub(super) trait Discard: Sized {
    fn discard(value: Option<Box<Self>>);
}

impl<T: Discard> Drop for Kept<T> {
    #[inline]
    fn drop(&mut self) {
        T::discard(self.0.take());
    }
}

impl<T: Discard> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &*self.0 {
            Some(value) => value,
            None => unreachable!(),
        }
    }
}

impl<T: Discard> DerefMut for Kept<T> {
    fn deref_mut(&mut self) -> &mut T {
        match &mut *self.0 {
            Some(value) => value,
            None => unreachable!(),
        }
    }
}

impl<T: Discard + Clone> Clone for Kept<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<T: Discard + PartialEq> PartialEq for Kept<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Discard + Eq> Eq for Kept<T> {}

impl<T: Discard + fmt::Debug> fmt::Debug for Kept<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::opaque::Opaque;
    use super::{Discard, Kept};

    struct Shared {
        count: Arc<()>,
    }

    impl Discard for Shared {
        fn discard(_: Option<Box<Self>>) {}
    }

    #[test]
    fn what_is_held_is_dropped_once() {
        let shared = Arc::new(());
        let (kept, opaque) = (Kept::new(Shared { count: Arc::clone(&shared) }), Opaque::new(Arc::clone(&shared)));
        assert_eq!((Arc::strong_count(&kept.count), Arc::strong_count(&opaque)), (3, 3));
        drop(kept);
        assert_eq!(Arc::strong_count(&opaque), 2);
        drop(opaque);
        assert_eq!(Arc::strong_count(&shared), 1);
    }
}
