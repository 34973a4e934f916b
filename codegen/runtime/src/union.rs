//! Choices between types.

use std::fmt;

pub use super::read::{Grade, Read, ReadError};
#[allow(unused_imports)]
pub(crate) use super::serde_shim::serde_shim;
pub use super::serde_shim::{deserialize, serialize};
pub use super::tree::Tree;
pub use super::write::{JsonWriter, Write};

use super::json::Json;
use super::write::to_debug;

/// A choice between types that keeps JSON that is none of them. `union!` makes the rest of it.
pub trait Union: Sized {
    /// The member that says which variant an object is; empty if none does.
    const TAG: &'static str = "";

    /// Offers every variant, in order.
    fn read(from: &mut Choice<'_, Self>);

    /// The variant that keeps any JSON.
    fn unknown(json: Json) -> Self;

    /// What the variant holds.
    fn value(&self) -> &dyn Write;

    /// The text of the [`TAG`](Self::TAG) that is written if the value does not say it itself; empty if there is none.
    fn tag(&self) -> &'static str {
        ""
    }
}

/// A value that looks for its variant.
///
/// A tag decides alone. Without one, the first variant that fits exactly is taken; else, of those that fit somehow, the one
/// with most of its members present. One that none of its members speaks for must not lose anything, nor must one that is
/// not what an unknown tag asks for.
#[derive(Debug)]
pub struct Choice<'a, T> {
    search: Search<'a>,
    found: Option<T>,
}

impl<T> Choice<'_, T> {
    /// Offers a variant that no tag stands for.
    #[inline]
    pub fn variant<P: Read>(&mut self, make: fn(P) -> T) {
        self.tagged(&[], make);
    }

    /// Offers the variant that these tags stand for.
    pub fn tagged<P: Read>(&mut self, tags: &[&str], make: fn(P) -> T) {
        if !self.search.wants(tags) {
            return;
        }
        let mut grade = Grade::default();
        match P::read(self.search.value, &mut grade) {
            Ok(value) => {
                if self.search.takes(grade) {
                    self.found = Some(make(value));
                }
            }
            Err(error) => self.search.failed(error),
        }
    }
}

/// What all unions share, compiled once.
#[derive(Debug)]
struct Search<'a> {
    value: &'a Tree<'a>,
    tag: Option<&'a str>,
    step: Step,
    /// How many variants have been offered in this step.
    offered: usize,
    /// Of what was found.
    grade: Option<Grade>,
    error: Option<ReadError>,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// Which variant the tag stands for: exactly, or but for its case.
    ByTag { exact: Option<usize>, similar: Option<usize> },
    /// Read this one.
    Take(usize),
    /// Read those that may fit: all, or those without a tag.
    Fit { all: bool },
}

impl<'a> Search<'a> {
    fn new(value: &'a Tree<'a>, tag: &str) -> Self {
        let tag = if tag.is_empty() { None } else { value.get(tag).and_then(Tree::as_str) };
        let step = if tag.is_some() { Step::ByTag { exact: None, similar: None } } else { Step::Fit { all: true } };
        Self { value, tag, step, offered: 0, grade: None, error: None }
    }

    fn wants(&mut self, tags: &[&str]) -> bool {
        let index = self.offered;
        self.offered += 1;
        match &mut self.step {
            Step::ByTag { exact, similar } => {
                let found = self.tag.unwrap_or_default();
                for tag in tags {
                    if *tag == found && exact.is_none() {
                        *exact = Some(index);
                    }
                    if tag.eq_ignore_ascii_case(found) && similar.is_none() {
                        *similar = Some(index);
                    }
                }
                false
            }
            Step::Take(wanted) => index == *wanted,
            Step::Fit { all } => (*all || tags.is_empty()) && !matches!(self.grade, Some(grade) if grade.is_exact()),
        }
    }

    /// Goes on after the tag has been looked for; whether there is anything to go on with.
    fn looked_up(&mut self) -> bool {
        let Step::ByTag { exact, similar } = self.step else { return false };
        self.offered = 0;
        self.step = match exact.or(similar) {
            Some(index) => Step::Take(index),
            None => Step::Fit { all: false },
        };
        true
    }

    fn takes(&mut self, grade: Grade) -> bool {
        let better = match (self.step, self.grade) {
            (Step::Fit { .. }, _) if grade.is_exact() => true,
            (Step::Fit { all }, _) if grade.is_lossy() && (grade.declared() == 0 || !all) => false,
            (Step::Fit { .. }, Some(before)) => grade.declared() > before.declared(),
            (Step::ByTag { .. } | Step::Take(_), _) | (Step::Fit { .. }, None) => true,
        };
        if better {
            self.grade = Some(grade);
        }
        better
    }

    #[cold]
    fn failed(&mut self, error: ReadError) {
        // Of a variant that the tag asks for; the others need not fit.
        if let Step::Take(_) = self.step {
            self.error = Some(error);
        }
    }
}

pub fn read<T: Union>(value: &Tree<'_>, grade: &mut Grade) -> Result<T, ReadError> {
    let mut choice = Choice { search: Search::new(value, T::TAG), found: None };
    T::read(&mut choice);
    if choice.search.looked_up() {
        T::read(&mut choice);
    }
    if let Some(error) = choice.search.error {
        return Err(error);
    }
    match (choice.found, choice.search.grade) {
        (Some(found), Some(found_grade)) => {
            grade.include(found_grade);
            Ok(found)
        }
        _ => {
            // Another union may have a better place for it.
            grade.lossy();
            Ok(T::unknown(value.into()))
        }
    }
}

pub fn write(value: &dyn Write, tag: (&'static str, &'static str), to: &mut JsonWriter) {
    if !tag.1.is_empty() {
        to.tag(tag);
    }
    value.write(to);
}

pub fn debug(value: &dyn Write, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    to_debug(value, f)
}

/// Implements `Read`, `Write`, `Debug`, `Serialize` and `Deserialize` for a [`Union`], and, called again with one of its
/// variants, `From` what that holds.
///
/// In scope at the call site: `union`, both the macro and this module.
#[allow(unused_macros)]
macro_rules! union {
    ($name:ident) => {
        impl union::Read for $name {
            const EXPECTED: &'static str = "a value";

            fn read(value: &union::Tree<'_>, grade: &mut union::Grade) -> Result<Self, union::ReadError> {
                union::read(value, grade)
            }
        }

        impl union::Write for $name {
            fn write(&self, to: &mut union::JsonWriter) {
                let tag = (<Self as union::Union>::TAG, union::Union::tag(self));
                union::write(union::Union::value(self), tag, to);
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                union::debug(self, f)
            }
        }

        union::serde_shim!(union, $name);
    };
    ($name:ident, $variant:ident(String)) => {
        union!(@from $name, $variant, String);

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                Self::$variant(text.to_owned())
            }
        }
    };
    ($name:ident, $variant:ident($value:ty)) => {
        union!(@from $name, $variant, $value);
    };
    (@from $name:ident, $variant:ident, $value:ty) => {
        impl From<$value> for $name {
            #[inline]
            fn from(value: $value) -> Self {
                Self::$variant(value.into())
            }
        }
    };
}

#[allow(unused_imports)]
pub(crate) use union;
