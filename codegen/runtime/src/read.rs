//! From JSON to values.

mod error;
mod members;
mod scalar;

use std::mem::ManuallyDrop;

use super::json::Json;
use super::tree::Tree;

pub use error::ReadError;
pub use members::{Members, take};
pub(super) use scalar::read_text;

/// What can be read from JSON: every generated type, and what they are made of.
///
/// Reading is tolerant: a number or boolean that arrives as a string is read as what it means, a number or boolean where
/// a string is due is kept as its text, unknown members are ignored. A number that an integer cannot hold, being beyond 64
/// bits or having a fraction, is absent where a member or an entry of a map may be absent, and an error elsewhere.
pub trait Read: Sized {
    /// What to call it in "expected …, but found …".
    const EXPECTED: &'static str;

    /// Whether `null` is one of its values.
    const NULLABLE: bool = false;

    /// Reads a value and records in `grade` how well it fitted.
    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError>;
}

/// How well JSON fitted the type that it was read as: what a union chooses its variant by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grade {
    exact: bool,
    lossy: bool,
    declared: usize,
}

/// Of nothing read yet.
impl Default for Grade {
    fn default() -> Self {
        Self { exact: true, lossy: false, declared: 0 }
    }
}

impl Grade {
    /// Whether nothing was coerced, no enum had an unknown value and no object an undeclared member.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    /// Whether the value lacks something of the JSON: how a scalar was spelled, or an undeclared member.
    pub fn is_lossy(&self) -> bool {
        self.lossy
    }

    /// How many declared members were present, in all objects together.
    pub fn declared(&self) -> usize {
        self.declared
    }

    /// Notes that a value is not quite what its type declares.
    pub fn not_exact(&mut self) {
        self.exact = false;
    }

    /// Notes that a value does not keep all that its JSON says.
    pub fn lossy(&mut self) {
        self.exact = false;
        self.lossy = true;
    }

    /// Adds what was found out about a part.
    pub fn include(&mut self, part: Self) {
        self.exact &= part.exact;
        self.lossy |= part.lossy;
        self.declared += part.declared;
    }
}

/// Reads a value from JSON text: any of the generated types, or what they are made of. An error says where in the text
/// what was expected, and what stands there instead. Tests make their values with it.
pub fn from_json<T: Read>(text: &str) -> Result<T, ReadError> {
    from_slice(text.as_bytes())
}

/// Reads a value from JSON text in UTF-8.
pub fn from_slice<T: Read>(bytes: &[u8]) -> Result<T, ReadError> {
    match Parsed::of(bytes) {
        Ok(parsed) => parsed.read(),
        Err(error) => Err(error),
    }
}

/// JSON that has been parsed, to be read once.
///
/// It is dropped by what reads it: a panic would leak it and what is read, and no type has code for that.
pub(super) struct Parsed<'a>(ManuallyDrop<Tree<'a>>);

impl<'a> Parsed<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Self, ReadError> {
        Ok(Self(ManuallyDrop::new(Tree::parse_slice(bytes)?)))
    }

    pub(super) fn read<T: Read>(self) -> Result<T, ReadError> {
        let read = ManuallyDrop::new(T::read(&self.0, &mut Grade::default()));
        self.discard();
        ManuallyDrop::into_inner(read)
    }

    // Inlined, it would be compiled again for every type.
    #[inline(never)]
    fn discard(self) {
        drop(ManuallyDrop::into_inner(self.0));
    }
}

impl<T: Read> Read for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const NULLABLE: bool = true;

    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        if matches!(value, Tree::Null) {
            return Ok(None);
        }
        match T::read(value, grade) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(error),
        }
    }
}

impl<T: Read> Read for Box<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const NULLABLE: bool = T::NULLABLE;

    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        match T::read(value, grade) {
            Ok(value) => Ok(Self::new(value)),
            Err(error) => Err(error),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    const EXPECTED: &'static str = "an array";

    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        let Tree::Array(items) = value else { return Err(ReadError::new(Self::EXPECTED, value)) };
        // An iterator, `with_capacity` or `reserve` would be compiled again for every `T`.
        let mut values = ManuallyDrop::new(Self::new());
        while let Some(item) = items.get(values.len()) {
            match T::read(item, grade) {
                Ok(value) => values.push(value),
                Err(error) => return Err(error.in_item(ManuallyDrop::into_inner(values).len())),
            }
        }
        Ok(ManuallyDrop::into_inner(values))
    }
}

impl Read for Json {
    const EXPECTED: &'static str = "a JSON value";

    fn read(value: &Tree<'_>, _: &mut Grade) -> Result<Self, ReadError> {
        Ok(value.into())
    }
}
