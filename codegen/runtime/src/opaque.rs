//! What is held without being shown.
//!
//! What a struct holds is compiled again with each module that names the struct: its description for debuggers, and the code
//! that drops it. For a client, a request and an answer these are large; behind a trait they are compiled once.

use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};

/// A `T` in a box that does not show it. It is there until it is dropped, and dropped by its own code.
pub(super) struct Opaque<T>(ManuallyDrop<Option<Box<dyn Holder<T>>>>);

impl<T: Send + Sync + 'static> Opaque<T> {
    pub(super) fn new(value: T) -> Self {
        Self(ManuallyDrop::new(Some(Box::new(Hidden(value)))))
    }
}

impl<T> Deref for Opaque<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &*self.0 {
            Some(holder) => holder.held(),
            None => unreachable!(),
        }
    }
}

impl<T> DerefMut for Opaque<T> {
    fn deref_mut(&mut self) -> &mut T {
        match &mut *self.0 {
            Some(holder) => holder.held_mut(),
            None => unreachable!(),
        }
    }
}

impl<T> Drop for Opaque<T> {
    fn drop(&mut self) {
        if let Some(holder) = self.0.take() {
            holder.discard();
        }
    }
}

/// A `T` somewhere.
pub(super) trait Holder<T>: Send + Sync {
    fn held(&self) -> &T;
    fn held_mut(&mut self) -> &mut T;
    fn discard(self: Box<Self>);
}

/// A `T` here.
pub(super) struct Hidden<T>(pub T);

impl<T: Send + Sync> Holder<T> for Hidden<T> {
    fn held(&self) -> &T {
        &self.0
    }

    fn held_mut(&mut self) -> &mut T {
        &mut self.0
    }

    fn discard(self: Box<Self>) {}
}
