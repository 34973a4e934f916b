//! The members of an object while it is read.

use std::borrow::Cow;
use std::mem;
use std::mem::ManuallyDrop;

use super::super::Object;
use super::super::json::JsonMap;
use super::super::tree::Tree;
use super::{Grade, Read, ReadError};

/// The members of an object, asked for by name.
///
/// A member that can't be read is remembered and makes the whole object fail in the end, so that a generated type reads
/// its members without a branch for each.
///
/// Nothing of it is dropped but by what ends it: a panic would leak it, and no type has code for that. Nor has a type code that
/// drops a part of its members: they are asked for once more instead.
#[derive(Debug)]
pub struct Members<'a> {
    all: &'a [(Cow<'a, str>, Tree<'a>)],
    grade: &'a mut Grade,
    /// Where the next member is expected: documents and answers mostly agree on the order.
    next: usize,
    declared: usize,
    /// Which members were asked for: a bit for each of the first 64, and only then an allocation.
    taken: u64,
    more_taken: ManuallyDrop<Vec<bool>>,
    error: ManuallyDrop<Option<ReadError>>,
    pass: Pass,
}

/// What asking for a member does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    /// It has not begun.
    None,
    Read,
    /// What was read is dropped.
    Drop,
    End,
}

impl<'a> Members<'a> {
    /// What is no object has no members, and an error from the start: one branch less in every type.
    // Inlined, it would be compiled again for every type, as would what ends an object.
    #[inline(never)]
    fn new(value: &'a Tree<'a>, grade: &'a mut Grade) -> Self {
        let (all, error): (&[_], _) = match value {
            Tree::Object(members) => (members, None),
            Tree::Null | Tree::Bool(_) | Tree::Number(_) | Tree::String(_) | Tree::Array(_) => {
                (&[], Some(ReadError::new("an object", value)))
            }
        };
        let (more_taken, error) = (ManuallyDrop::new(Vec::new()), ManuallyDrop::new(error));
        Self { all, grade, next: 0, declared: 0, taken: 0, more_taken, error, pass: Pass::None }
    }

    /// A whole object.
    pub fn read_object<T: Object>(value: &'a Tree<'a>, grade: &'a mut Grade) -> Result<T, ReadError> {
        T::read(&mut Self::new(value, grade))
    }

    /// Whether the members are to be asked for: once, and once more if the object can't be read. Then none is there any more,
    /// and what was found is dropped.
    pub fn goes_on(&mut self) -> bool {
        self.pass = match self.pass {
            Pass::None => Pass::Read,
            Pass::Read => {
                let complete = self.declared == self.all.len();
                self.grade.include(Grade { exact: complete, lossy: !complete, declared: self.declared });
                drop(mem::take(&mut *self.more_taken));
                self.all = &[];
                if self.error.is_none() { Pass::End } else { Pass::Drop }
            }
            Pass::Drop | Pass::End => Pass::End,
        };
        self.pass != Pass::End
    }

    /// The first error, if there was one.
    #[inline(never)]
    pub fn end(&mut self) -> Option<ReadError> {
        self.error.take()
    }

    /// A member that may be absent or `null`. If it can't be read, that is remembered, unless it is a number that an
    /// integer cannot hold: then it is as if it were not there.
    // Inlined into every field of every type, it would take a sixth longer to compile.
    #[inline(never)]
    pub fn optional<T: Read>(&mut self, name: &str, found: &mut Option<T>) {
        let Some(value) = self.find(name, T::NULLABLE) else {
            *found = None;
            return;
        };
        match T::read(value, self.grade) {
            Ok(value) => *found = Some(value),
            Err(error) => self.remember(error, name),
        }
    }

    /// A member that must be there; if it is not, or can't be read, the object ends with an error. A nullable one that is
    /// absent reads as `null` all the same.
    pub fn required<T: Read>(&mut self, name: &str, found: &mut Option<T>) {
        let value = match self.find(name, true) {
            Some(value) => value,
            None if self.pass == Pass::Drop => {
                *found = None;
                return;
            }
            None if T::NULLABLE => &Tree::Null,
            None => return self.fail(ReadError::absent(T::EXPECTED), name),
        };
        match T::read(value, self.grade) {
            Ok(value) => *found = Some(value),
            Err(error) => self.fail(error, name),
        }
    }

    /// Every member that was not asked for by name. Comes last.
    pub fn rest<T: Read>(&mut self, found: &mut Option<JsonMap<T>>) {
        if self.pass == Pass::Drop {
            *found = None;
            return;
        }
        let mut rest = Vec::new();
        for (index, (name, value)) in self.all.iter().enumerate() {
            if self.is_taken(index) {
                continue;
            }
            match T::read(value, self.grade) {
                Ok(value) => rest.push((name.as_ref().to_owned(), value)),
                Err(_) if matches!(value, Tree::Null) => self.grade.not_exact(),
                Err(error) => self.remember(error, name),
            }
        }
        self.declared = self.all.len();
        *found = Some(JsonMap::unique(rest));
    }

    fn find(&mut self, name: &str, nullable: bool) -> Option<&'a Tree<'a>> {
        let members = self.all;
        let mut index = self.next;
        if index >= members.len() || *members[index].0 != *name {
            index = 0;
            while *members.get(index)?.0 != *name {
                index += 1;
            }
        }
        self.next = index + 1;
        self.take(index);
        let value = &members[index].1;
        if nullable || !matches!(value, Tree::Null) { Some(value) } else { None }
    }

    fn take(&mut self, index: usize) {
        self.declared += usize::from(!self.is_taken(index));
        if index < 64 {
            self.taken |= 1 << index;
        } else {
            while self.more_taken.len() <= index - 64 {
                self.more_taken.push(false);
            }
            self.more_taken[index - 64] = true;
        }
    }

    fn is_taken(&self, index: usize) -> bool {
        if index < 64 {
            self.taken & (1 << index) != 0
        } else {
            self.more_taken.get(index - 64).copied().unwrap_or_default()
        }
    }

    #[cold]
    fn remember(&mut self, error: ReadError, name: &str) {
        // One odd number must not cost the whole answer.
        if error.is_odd_number() {
            self.grade.lossy();
        } else {
            self.fail(error, name);
        }
    }

    #[cold]
    fn fail(&mut self, error: ReadError, name: &str) {
        if self.error.is_none() {
            *self.error = Some(error.in_member(name));
        }
    }
}

/// Takes what was found, once the object has ended without an error.
pub fn take<T>(found: &mut Option<T>) -> ManuallyDrop<T> {
    match found.take() {
        Some(value) => ManuallyDrop::new(value),
        None => unreachable!(),
    }
}
