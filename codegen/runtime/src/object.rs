//! Objects with named members.

pub use super::read::{Grade, Members, Read, ReadError};
#[allow(unused_imports)]
pub(crate) use super::serde_shim::serde_shim;
pub use super::serde_shim::{deserialize, serialize};
pub use super::tree::Tree;
pub use super::write::{JsonWriter, ObjectWriter, Write, to_debug};

/// A type with a field for each member of a JSON object. `object!` makes the rest of it.
pub trait Object: Sized {
    /// Reads the members, each by its name.
    fn read(from: &mut Members<'_>) -> Result<Self, ReadError>;

    /// Writes the members, in order.
    fn write(&self, to: &mut ObjectWriter<'_>);
}

/// Implements `Read`, `Write`, `Debug`, `Serialize` and `Deserialize` for an [`Object`].
///
/// In scope at the call site: `object`, both the macro and this module.
#[allow(unused_macros)]
macro_rules! object {
    ($name:ident) => {
        impl object::Read for $name {
            const EXPECTED: &'static str = "an object";

            fn read(value: &object::Tree<'_>, grade: &mut object::Grade) -> Result<Self, object::ReadError> {
                object::Members::read_object(value, grade)
            }
        }

        impl object::Write for $name {
            fn write(&self, to: &mut object::JsonWriter) {
                let mut members = to.object(stringify!($name));
                object::Object::write(self, &mut members);
                members.end();
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                object::to_debug(self, f)
            }
        }

        object::serde_shim!(object, $name);
    };
}

#[allow(unused_imports)]
pub(crate) use object;
