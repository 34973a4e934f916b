//! What callers pass, as the text that is sent.

use std::borrow::Cow;

use super::checks::{Checks, InvalidInput};
use super::json::{float_text, integer_text};
use super::write::{Write, to_request_body};

/// What can be sent as text: in a path, a query, a form field, a header.
pub trait ToText {
    /// The text, or what is wrong with it.
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput>;

    /// Whether it is encoded for a path already.
    fn is_encoded(&self) -> bool {
        false
    }
}

/// What can be passed where a `T` is due: the `T` itself, a reference to it, or text, which is checked when the request
/// is built.
pub trait Argument<T: ?Sized> {
    /// The text that is sent, or what is wrong with it.
    fn text(&self) -> Text<'_>;
}

/// A type that is made from text.
pub trait FromText {
    /// The text of a value.
    fn as_text(&self) -> &str;

    /// Says what is wrong with a text, if it may not be sent as a value of this type.
    fn check(_text: &str) -> Result<(), InvalidInput> {
        Ok(())
    }
}

/// A text, or what is wrong with it.
#[derive(Debug, Clone)]
pub struct Text<'a>(Result<Cow<'a, str>, InvalidInput>);

impl<'a> Text<'a> {
    fn of<T: FromText>(text: &'a str) -> Self {
        match T::check(text) {
            Ok(()) => Self(Ok(Cow::Borrowed(text))),
            Err(error) => Self(Err(error)),
        }
    }

    pub(super) fn check(self, checks: Checks) -> Self {
        if let Ok(text) = &self.0 {
            if let Err(error) = checks.check(text) {
                return Self(Err(error));
            }
        }
        self
    }

    pub(super) fn into_owned(self) -> Result<String, InvalidInput> {
        match self.0 {
            Ok(text) => Ok(text.into_owned()),
            Err(error) => Err(error),
        }
    }
}

impl<'a> From<Result<Cow<'a, str>, InvalidInput>> for Text<'a> {
    fn from(text: Result<Cow<'a, str>, InvalidInput>) -> Self {
        Self(text)
    }
}

/// The items of a list, each of them a text or what is wrong with it.
#[derive(Debug, Clone)]
pub struct Texts(pub(super) Vec<Result<String, InvalidInput>>);

/// The items of a list.
pub fn texts<T: ?Sized>(items: impl IntoIterator<Item = impl Argument<T>>) -> Texts {
    let mut texts = Vec::new();
    for item in items {
        texts.push(item.text().into_owned());
    }
    Texts(texts)
}

/// A value as JSON text.
#[derive(Debug)]
pub struct JsonText<'a, T>(pub &'a T);

impl<T: Write> ToText for JsonText<'_, T> {
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(to_request_body(self.0).into())
    }
}

impl ToText for Text<'_> {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        match &self.0 {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(error) => Err(error.clone()),
        }
    }
}

impl ToText for &str {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(Cow::Borrowed(self))
    }
}

impl ToText for String {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(Cow::Borrowed(self))
    }
}

impl ToText for bool {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
}

impl ToText for i32 {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(integer_text((*self).into()).into())
    }
}

impl ToText for i64 {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(integer_text(*self).into())
    }
}

impl ToText for u64 {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        Ok(self.to_string().into())
    }
}

impl ToText for f64 {
    #[inline]
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        if self.is_finite() {
            Ok(float_text(*self).into())
        } else {
            Err(InvalidInput::new("a finite number", &self.to_string()))
        }
    }
}

impl<T: FromText> Argument<T> for T {
    #[inline]
    fn text(&self) -> Text<'_> {
        Text::of::<T>(self.as_text())
    }
}

impl<T: FromText> Argument<T> for &T {
    #[inline]
    fn text(&self) -> Text<'_> {
        Text::of::<T>(self.as_text())
    }
}

macro_rules! textual {
    ($($text:ty)*) => { $(
        impl<T: FromText> Argument<T> for $text {
            #[inline]
            fn text(&self) -> Text<'_> {
                Text::of::<T>(self)
            }
        }

        impl Argument<str> for $text {
            #[inline]
            fn text(&self) -> Text<'_> {
                Text(Ok(Cow::Borrowed(self)))
            }
        }
    )* };
}

textual!(&str &&str String &String);

macro_rules! scalar {
    ($($scalar:ty)*) => { $(
        impl Argument<$scalar> for $scalar {
            #[inline]
            fn text(&self) -> Text<'_> {
                Text(ToText::text(self))
            }
        }

        impl Argument<$scalar> for &$scalar {
            #[inline]
            fn text(&self) -> Text<'_> {
                Text(ToText::text(*self))
            }
        }
    )* };
}

scalar!(bool i32 i64 u64 f64);
