//! What is held without being shown.
//!
//! What a struct holds is compiled again with each module that names the struct: its description for debuggers, and the code
//! that drops it. For a client, a request and an answer these are large; behind a trait they are compiled once.

/// A `T` in a box that does not show it.
pub(super) type Opaque<T> = Box<dyn Holder<T>>;

pub(super) fn opaque<T: Send + Sync + 'static>(value: T) -> Opaque<T> {
    Box::new(Hidden(value))
}

/// A `T` somewhere.
pub(super) trait Holder<T>: Send + Sync {
    fn held(&self) -> &T;
    fn held_mut(&mut self) -> &mut T;
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
}
