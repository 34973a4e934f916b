//! Enums of known texts that are open for others.

pub use super::argument::{FromText, ToText};
pub use super::checks::InvalidInput;
pub use super::known_text::{known_from_text, read_known};
pub use super::read::{Grade, Read, ReadError};
#[allow(unused_imports)]
pub(crate) use super::serde_shim::serde_shim;
pub use super::serde_shim::{deserialize, serialize};
pub use super::tree::Tree;
pub use super::write::{JsonWriter, Write};

/// A choice between known texts that keeps a text it does not know. `open_enum!` makes the rest of it.
pub trait OpenEnum: Clone + 'static {
    /// The variants of the known texts.
    const KNOWN: &'static [Self];

    /// The text of a variant.
    fn as_str(&self) -> &str;

    /// The variant that keeps a text.
    fn unknown(text: String) -> Self;
}

/// Implements the conversions from and to text and JSON for an [`OpenEnum`].
///
/// In scope at the call site: `open_enum`, both the macro and this module.
#[allow(unused_macros)]
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// The text that goes over the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                open_enum::OpenEnum::as_str(self)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                open_enum::known_from_text(text)
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                open_enum::known_from_text(&text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(open_enum::known_from_text(text))
            }
        }

        impl open_enum::Read for $name {
            const EXPECTED: &'static str = "a string";

            #[inline]
            fn read(value: &open_enum::Tree<'_>, grade: &mut open_enum::Grade) -> Result<Self, open_enum::ReadError> {
                open_enum::read_known(value, grade)
            }
        }

        impl open_enum::Write for $name {
            #[inline]
            fn write(&self, to: &mut open_enum::JsonWriter) {
                to.string(self.as_str());
            }
        }

        impl open_enum::FromText for $name {
            #[inline]
            fn as_text(&self) -> &str {
                self.as_str()
            }
        }

        impl open_enum::ToText for $name {
            #[inline]
            fn text(&self) -> Result<::std::borrow::Cow<'_, str>, open_enum::InvalidInput> {
                Ok(self.as_str().into())
            }
        }

        open_enum::serde_shim!(open_enum, $name);
    };
}

#[allow(unused_imports)]
pub(crate) use open_enum;
