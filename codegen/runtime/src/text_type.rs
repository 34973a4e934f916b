//! Texts with a type of their own.

pub use super::argument::{FromText, ToText};
pub use super::checks::{Checks, InvalidInput};
pub use super::read::{Grade, Read, ReadError};
#[allow(unused_imports)]
pub(crate) use super::serde_shim::serde_shim;
pub use super::serde_shim::{deserialize, serialize};
pub use super::tree::Tree;
pub use super::write::{JsonWriter, Write};

/// Implements the conversions from and to text and JSON for a struct with a private `String`: checked when a caller makes
/// one and when it is sent, unchecked when a server sends it.
///
/// In scope at the call site: `text_type`, both the macro and this module; and `Checks`.
#[allow(unused_macros)]
macro_rules! text_type {
    ($name:ident, $($checks:tt)*) => {
        impl $name {
            #[doc = concat!("Makes a `", stringify!($name), "`, or says what is wrong with the text.")]
            pub fn new(text: impl Into<String>) -> Result<Self, text_type::InvalidInput> {
                let text = text.into();
                <Self as text_type::FromText>::check(&text)?;
                Ok(Self(text))
            }

            /// The text.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, without a copy.
            #[inline]
            pub fn into_string(self) -> String {
                self.0
            }

            /// Whether the text is what the API's description asks for; one that a server sent may not be.
            #[inline]
            pub fn is_valid(&self) -> bool {
                <Self as text_type::FromText>::check(&self.0).is_ok()
            }
        }

        impl text_type::FromText for $name {
            #[inline]
            fn as_text(&self) -> &str {
                &self.0
            }

            #[inline]
            fn check(text: &str) -> Result<(), text_type::InvalidInput> {
                const CHECKS: text_type::Checks = $($checks)*;
                CHECKS.check(text)
            }
        }

        impl text_type::ToText for $name {
            #[inline]
            fn text(&self) -> Result<::std::borrow::Cow<'_, str>, text_type::InvalidInput> {
                <Self as text_type::FromText>::check(&self.0)?;
                Ok(self.as_str().into())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = text_type::InvalidInput;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = text_type::InvalidInput;

            #[inline]
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = text_type::InvalidInput;

            #[inline]
            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            #[inline]
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl From<&$name> for String {
            #[inline]
            fn from(text: &$name) -> Self {
                text.0.clone()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::std::ops::Deref for $name {
            type Target = str;

            #[inline]
            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            #[inline]
            fn eq(&self, text: &str) -> bool {
                self.0 == text
            }
        }

        impl PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, text: &&str) -> bool {
                self.0 == *text
            }
        }

        impl text_type::Read for $name {
            const EXPECTED: &'static str = "a string";

            #[inline]
            fn read(value: &text_type::Tree<'_>, grade: &mut text_type::Grade) -> Result<Self, text_type::ReadError> {
                <String as text_type::Read>::read(value, grade).map(Self)
            }
        }

        impl text_type::Write for $name {
            #[inline]
            fn write(&self, to: &mut text_type::JsonWriter) {
                to.string(&self.0);
            }
        }

        text_type::serde_shim!(text_type, $name);
    };
}

#[allow(unused_imports)]
pub(crate) use text_type;
