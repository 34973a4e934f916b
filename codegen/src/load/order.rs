//! In which order a document says things.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// How deep places are told apart: to the keys of an operation or a component, and to an index behind that.
const DEPTH: usize = 5;

/// The keys of a document's outer mappings, as they follow each other.
#[derive(Debug, Default)]
pub(super) struct Order {
    keys: IndexMap<String, Order>,
    is_list: bool,
}

impl Order {
    pub(super) fn new(document: &Map<String, Value>) -> Self {
        Self::outer(document, DEPTH - 1)
    }

    fn outer(map: &Map<String, Value>, depth: usize) -> Self {
        let inner = |value: &Value| match value {
            Value::Object(map) if depth > 1 => Self::outer(map, depth - 1),
            value => Self { keys: IndexMap::new(), is_list: value.is_array() },
        };
        Self { keys: map.iter().map(|(key, value)| (key.clone(), inner(value))).collect(), is_list: false }
    }

    /// Whether the place is one of the outer ones, which are known here.
    pub(super) fn has(&self, pointer: &Pointer) -> bool {
        pointer.tokens().iter().try_fold(self, |around, token| around.keys.get(token.as_str())).is_some()
    }

    /// Compares as the places do. What the document does not have comes before what stands beside it.
    pub(super) fn rank(&self, pointer: &Pointer) -> [usize; DEPTH] {
        let mut rank = [0; DEPTH];
        let mut around = Some(self);
        for (rank, token) in rank.iter_mut().zip(pointer.tokens()) {
            let found = around.and_then(|around| around.keys.get_full(token.as_str()));
            let index = match (found, around) {
                (Some((index, ..)), _) => Some(index),
                (None, Some(Self { is_list: true, .. })) => token.parse().ok(),
                _ => None,
            };
            *rank = index.map_or(0, |index: usize| index.saturating_add(1));
            around = found.map(|(.., inner)| inner);
        }
        rank
    }
}
