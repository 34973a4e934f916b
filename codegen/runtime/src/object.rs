//! Objects with named members.

pub use std::mem::ManuallyDrop;

pub use super::read::{Grade, Members, Read, ReadError, take};
#[allow(unused_imports)]
pub(crate) use super::serde_shim::serde_shim;
pub use super::serde_shim::{deserialize, serialize};
pub use super::tree::Tree;
pub use super::write::{JsonWriter, ObjectWriter, Write, to_debug};

/// A type with a field for each member of a JSON object. `object!` implements it.
pub trait Object: Sized {
    /// Reads the members, each by its name, to the end.
    fn read(from: &mut Members<'_>) -> Result<Self, ReadError>;

    /// Writes the members, in order.
    fn write(&self, to: &mut ObjectWriter<'_>);
}

/// Implements `Object`, `Read`, `Write`, `Debug`, `Serialize` and `Deserialize` for a struct, told the member of each field in
/// the order in which they are written.
///
/// ```text
/// object! {
///     Build;
///
///     sid: required("sid");
///     runtime: optional("runtime");
///     status: optional("status").read_only();
///     note: required("note").nullable();
///     secret: optional("secret").sensitive();
///     others: rest();
/// }
/// ```
///
/// An optional member may be absent; a required one that is nullable is written as `null` then. Read-only ones are no part of a
/// request, and `Debug` redacts sensitive ones, which is said first: `optional("key").sensitive().read_only()`. The rest are all
/// members that no other field is for.
///
/// All of it is compiled where it is used, as operations are: programs use few of the types of an API.
///
/// In scope at the call site: `object`, both the macro and this module.
#[allow(unused_macros)]
macro_rules! object {
    ($name:ident; $($field:ident: $kind:ident($($member:literal)?) $(.$how:ident())*;)*) => {
        impl object::Object for $name {
            #[inline]
            #[allow(unused_variables)]
            fn read(from: &mut object::Members<'_>) -> Result<Self, object::ReadError> {
                object!(@read from $($field: $kind($($member)?);)*)
            }

            #[inline]
            #[allow(unused_variables)]
            fn write(&self, to: &mut object::ObjectWriter<'_>) {
                $(object!(@put $kind to [$($member)?] (self.$field) $($how)*);)*
            }
        }

        impl object::Read for $name {
            const EXPECTED: &'static str = "an object";

            #[inline]
            fn read(value: &object::Tree<'_>, grade: &mut object::Grade) -> Result<Self, object::ReadError> {
                object::Members::read_object(value, grade)
            }
        }

        impl object::Write for $name {
            #[inline]
            fn write(&self, to: &mut object::JsonWriter) {
                let mut members = to.object(stringify!($name));
                object::Object::write(self, &mut members);
                members.end();
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                object::to_debug(&self, f)
            }
        }

        object::serde_shim!(object, $name);
    };

    // A panic would leak what has been found: no type has code that drops a part of it.
    (@read $from:ident $($field:ident: optional($member:literal);)*) => {{
        let mut object = object::ManuallyDrop::new(Self { $($field: None),* });
        let found = &mut *object;
        while $from.goes_on() {
            $($from.optional($member, &mut found.$field);)*
        }
        match $from.end() {
            None => Ok(object::ManuallyDrop::into_inner(object)),
            Some(error) => Err(error),
        }
    }};
    (@read $from:ident $($field:ident: $kind:ident($($member:literal)?);)*) => {{
        /// The fields while they are not known to be there.
        #[allow(non_camel_case_types)]
        struct Found<$($field),*> {
            $($field: Option<$field>,)*
        }
        let mut object = object::ManuallyDrop::new(Found { $($field: None),* });
        let found = &mut *object;
        while $from.goes_on() {
            $($from.$kind($($member,)? &mut found.$field);)*
        }
        if let Some(error) = $from.end() {
            return Err(error);
        }
        $(object!(@take $kind found.$field as $field);)*
        let found = object::ManuallyDrop::into_inner(object);
        Ok(Self { $($field: object!(@field $kind found.$field or $field)),* })
    }};

    (@take optional $found:ident.$field:ident as $value:ident) => {};
    (@take $kind:ident $found:ident.$field:ident as $value:ident) => {
        let $value = object::take(&mut $found.$field);
    };
    (@field optional $found:ident.$field:ident or $value:ident) => { $found.$field };
    (@field $kind:ident $found:ident.$field:ident or $value:ident) => { object::ManuallyDrop::into_inner($value) };

    // What is behind two references is dropped by nobody: one would bring the code along that drops it.
    (@put rest $to:ident [] $value:tt) => { $to.rest(&$value) };
    (@put $kind:ident $to:ident [$member:literal] $value:tt) => { $to.put($member, &&$value) };
    (@put $kind:ident $to:ident [$member:literal] $value:tt nullable) => { $to.put_nullable($member, &&$value) };
    (@put $kind:ident $to:ident [$member:literal] $value:tt read_only) => { $to.put_read_only($member, &&$value) };
    (@put $kind:ident $to:ident [$member:literal] $value:tt sensitive $($how:ident)?) => {
        $to.sensitive();
        object!(@put $kind $to [$member] $value $($how)?);
    };
}

#[allow(unused_imports)]
pub(crate) use object;
