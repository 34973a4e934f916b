//! Objects of any members.

use std::fmt;

use super::super::tree::keep_last;
use super::super::write::{JsonWriter, Write, to_debug};
use super::Json;

/// The members of a JSON object: in order, with unique names. Equality ignores the order.
#[derive(Clone, Default)]
pub struct JsonObject(Vec<(String, Json)>);

impl JsonObject {
    /// Without members.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// The member of this name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&Json> {
        for (key, value) in &self.0 {
            if key == name {
                return Some(value);
            }
        }
        None
    }

    /// Adds a member, or replaces the one of this name, which is given back.
    #[inline]
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let (name, value) = (name.into(), value.into());
        if let Some((_, old)) = self.0.iter_mut().find(|(key, _)| *key == name) {
            return Some(std::mem::replace(old, value));
        }
        self.0.push((name, value));
        None
    }

    /// The members in order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
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
    pub(super) fn unique(members: Vec<(String, Json)>) -> Self {
        Self(members)
    }

    #[inline]
    fn sorted(&self) -> Vec<&(String, Json)> {
        let mut members: Vec<_> = self.0.iter().collect();
        members.sort_by(|a, b| a.0.cmp(&b.0));
        members
    }
}

impl PartialEq for JsonObject {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && (self.0 == other.0 || self.sorted() == other.sorted())
    }
}

impl Eq for JsonObject {}

/// The last of equal names wins.
impl<K: Into<String>, V: Into<Json>> FromIterator<(K, V)> for JsonObject {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Self {
        let mut members = members.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        keep_last(&mut members);
        Self(members)
    }
}

impl IntoIterator for JsonObject {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Write for JsonObject {
    fn write(&self, to: &mut JsonWriter) {
        let mut object = to.map();
        for (name, value) in &self.0 {
            object.put(name, value);
        }
        object.end();
    }
}

impl fmt::Debug for JsonObject {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        to_debug(self, f)
    }
}
