//! From values to JSON.

mod writer;

use std::fmt;

use super::json::{float_text, integer_text};

pub use writer::{ArrayWriter, JsonWriter, ObjectWriter};
use writer::{Listed, Mode};

/// What can be written as JSON: every generated type, and what they are made of.
pub trait Write {
    /// Writes the value.
    fn write(&self, to: &mut JsonWriter);

    /// Whether an object leaves out a member of this value.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A value as JSON text, with every member that it has.
pub fn to_json<T: Write>(value: &T) -> String {
    render(value, Mode::Complete)
}

/// A value as JSON text, without the members that only a server sends.
pub(super) fn to_request_body(value: &dyn Write) -> String {
    render(value, Mode::RequestBody)
}

/// See [`to_json`].
pub(super) fn to_complete(value: &dyn Write) -> String {
    render(value, Mode::Complete)
}

/// A value as `derive(Debug)` would print it, except that what is sensitive is redacted and what is absent left out.
pub fn to_debug(value: &dyn Write, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mode = if f.alternate() { Mode::PrettyDebug } else { Mode::Debug };
    f.write_str(&render(value, mode))
}

fn render(value: &dyn Write, mode: Mode) -> String {
    let mut writer = JsonWriter::new(mode);
    value.write(&mut writer);
    writer.into_text()
}

impl<T: Write> Write for Option<T> {
    fn write(&self, to: &mut JsonWriter) {
        match self {
            Some(value) => value.write(to),
            None => to.null(),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self, to: &mut JsonWriter) {
        (**self).write(to);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Write + ?Sized> Write for &T {
    fn write(&self, to: &mut JsonWriter) {
        (**self).write(to);
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

impl<T: Write> Write for [T] {
    fn write(&self, to: &mut JsonWriter) {
        to.items(&self);
    }
}

impl<T: Write> Listed for &[T] {
    fn write(&self, index: usize, to: &mut JsonWriter) -> bool {
        match self.get(index) {
            Some(item) => {
                to.separate(index == 0);
                item.write(to);
                true
            }
            None => false,
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, to: &mut JsonWriter) {
        self.as_slice().write(to);
    }
}

impl Write for str {
    fn write(&self, to: &mut JsonWriter) {
        to.string(self);
    }
}

impl Write for String {
    fn write(&self, to: &mut JsonWriter) {
        to.string(self);
    }
}

impl Write for bool {
    fn write(&self, to: &mut JsonWriter) {
        to.bool(*self);
    }
}

impl Write for i32 {
    #[inline]
    fn write(&self, to: &mut JsonWriter) {
        i64::from(*self).write(to);
    }
}

impl Write for i64 {
    fn write(&self, to: &mut JsonWriter) {
        to.number(&integer_text(*self));
    }
}

impl Write for u64 {
    #[inline]
    fn write(&self, to: &mut JsonWriter) {
        to.number(&self.to_string());
    }
}

/// What JSON has no number for, infinities and NaN, is written as `null`.
impl Write for f64 {
    #[inline]
    fn write(&self, to: &mut JsonWriter) {
        if self.is_finite() {
            to.number(&float_text(*self));
        } else {
            to.null();
        }
    }
}
