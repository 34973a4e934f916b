//! Where rewritten parts stood in the text, or in that of another file.

use std::collections::BTreeMap;

use crate::pointer::Pointer;

/// Leads from places in the document as it is read to places in the text as it was written. A place that is not listed
/// stands where the part around it stands.
#[derive(Debug, Default)]
pub(super) struct Origins(BTreeMap<Pointer, Pointer>);

impl Origins {
    /// What is read at `place` was written at `origin`, itself a place in the text.
    pub(super) fn insert(&mut self, place: Pointer, origin: Pointer) {
        self.0.insert(place, origin);
    }

    /// Where the part was written.
    pub(super) fn original(&self, place: Pointer) -> Pointer {
        if self.0.is_empty() {
            return place;
        }
        let tokens = place.tokens();
        for length in (1..=tokens.len()).rev() {
            let around: Pointer = tokens[..length].iter().cloned().collect();
            if let Some(origin) = self.0.get(&around) {
                let place: Pointer = origin.tokens().iter().chain(&tokens[length..]).cloned().collect();
                return place.in_file(origin.file());
            }
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_part_counts() {
        let pointer = |text: &str| Pointer::parse(text).expect("a pointer");
        let mut origins = Origins::default();
        origins.insert(pointer("/a/allOf/0"), pointer("/a"));
        origins.insert(pointer("/a/allOf/0/b/1"), pointer("/a/b/2"));
        assert_eq!(origins.original(pointer("/a/allOf/0/x")), pointer("/a/x"));
        assert_eq!(origins.original(pointer("/a/allOf/0/b/1/c")), pointer("/a/b/2/c"));
        assert_eq!(origins.original(pointer("/a/allOf/1")), pointer("/a/allOf/1"));
    }
}
