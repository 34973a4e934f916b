//! Objects of any members.

use std::fmt;
use std::ops::Index;

use super::super::read::{Grade, Read, ReadError};
use super::super::tree::{Tree, keep_last};
use super::super::write::{JsonWriter, Write, to_debug};
use super::Json;

/// The members of a JSON object of any shape.
pub type JsonObject = JsonMap<Json>;

/// The members of a JSON object that are all of one type: in order, with unique names. Equality ignores the order.
///
/// A member is looked for one by one: what is large and looked into often is better collected into a map of the standard
/// library, which would be more to compile for everybody.
#[derive(Clone)]
pub struct JsonMap<V>(Vec<(String, V)>);

impl<V> JsonMap<V> {
    /// Without members.
    #[inline]
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The member of this name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&V> {
        for (key, value) in &self.0 {
            if key == name {
                return Some(value);
            }
        }
        None
    }

    /// The member of this name, to be changed.
    #[inline]
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        for (key, value) in &mut self.0 {
            if key == name {
                return Some(value);
            }
        }
        None
    }

    /// Adds a member, or replaces the one of this name, which is given back.
    #[inline]
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<V>) -> Option<V> {
        let (name, value) = (name.into(), value.into());
        if let Some(old) = self.get_mut(&name) {
            return Some(std::mem::replace(old, value));
        }
        self.0.push((name, value));
        None
    }

    /// Takes the member of this name out.
    #[inline]
    pub fn remove(&mut self, name: &str) -> Option<V> {
        let index = self.0.iter().position(|(key, _)| key == name)?;
        Some(self.0.remove(index).1)
    }

    /// The members in order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many members there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no members.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Trusts the names to be unique.
    #[inline]
    pub(in super::super) fn entries(&self) -> &[(String, V)] {
        &self.0
    }

    pub(in super::super) fn unique(members: Vec<(String, V)>) -> Self {
        Self(members)
    }

    #[inline]
    fn sorted(&self) -> Vec<&(String, V)> {
        let mut members: Vec<_> = self.0.iter().collect();
        members.sort_by(|a, b| a.0.cmp(&b.0));
        members
    }
}

impl<V> Default for JsonMap<V> {
    #[inline]
    fn default() -> Self {
        Self::new()
    }
}

impl<V: PartialEq> PartialEq for JsonMap<V> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (self.0 == other.0 || self.sorted() == other.sorted())
    }
}

impl<V: Eq> Eq for JsonMap<V> {}

/// Panics where there is no member of this name.
impl<V> Index<&str> for JsonMap<V> {
    type Output = V;

    #[inline]
    fn index(&self, name: &str) -> &V {
        self.get(name).expect("a member of this name")
    }
}

/// The last of equal names wins.
impl<K: Into<String>, T: Into<V>, V> FromIterator<(K, T)> for JsonMap<V> {
    #[inline]
    fn from_iter<I: IntoIterator<Item = (K, T)>>(members: I) -> Self {
        let mut members = members.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        keep_last(&mut members);
        Self(members)
    }
}

/// The last of equal names wins.
impl<K: Into<String>, T: Into<V>, V, const N: usize> From<[(K, T); N]> for JsonMap<V> {
    #[inline]
    fn from(members: [(K, T); N]) -> Self {
        members.into_iter().collect()
    }
}

impl<V> IntoIterator for JsonMap<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Read> Read for JsonMap<T> {
    const EXPECTED: &'static str = "an object";

    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        let Tree::Object(members) = value else { return Err(ReadError::new(Self::EXPECTED, value)) };
        let mut values = Vec::new();
        for (name, value) in members {
            match T::read(value, grade) {
                Ok(value) => values.push((name.as_ref().to_owned(), value)),
                // As with a named member: it is as if it were not there.
                Err(_) if matches!(value, Tree::Null) => grade.not_exact(),
                Err(error) if error.is_odd_number() => grade.lossy(),
                Err(error) => return Err(error.in_member(name)),
            }
        }
        Ok(Self(values))
    }
}

impl<V: Write> Write for JsonMap<V> {
    fn write(&self, to: &mut JsonWriter) {
        let mut object = to.map();
        object.rest(self);
        object.end();
    }
}

impl<V: Write> fmt::Debug for JsonMap<V> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        to_debug(self, f)
    }
}
