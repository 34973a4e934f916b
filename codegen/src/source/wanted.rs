//! The places that a walk over a text looks for.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::pointer::Pointer;

/// A place that is wanted, or that leads to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(usize);

/// The wanted pointers as a tree, so that one walk over the text finds them all.
#[derive(Debug)]
pub(super) struct Wanted(Vec<Node>);

#[derive(Debug, Default)]
struct Node {
    children: BTreeMap<String, Place>,
    span: Option<Range<usize>>,
}

impl Wanted {
    pub(super) const ROOT: Place = Place(0);

    pub(super) fn new(pointers: &[&Pointer]) -> Self {
        let mut nodes = vec![Node::default()];
        for pointer in pointers {
            let mut here = Self::ROOT;
            for token in pointer.tokens() {
                let next = Place(nodes.len());
                let place = *nodes[here.0].children.entry(token.clone()).or_insert(next);
                if place == next {
                    nodes.push(Node::default());
                }
                here = place;
            }
        }
        Self(nodes)
    }

    pub(super) fn child(&self, parent: Place, token: &str) -> Option<Place> {
        self.0[parent.0].children.get(token).copied()
    }

    pub(super) fn item(&self, parent: Place, index: usize) -> Option<Place> {
        if self.is_leaf(parent) { None } else { self.child(parent, &index.to_string()) }
    }

    pub(super) fn is_leaf(&self, place: Place) -> bool {
        self.0[place.0].children.is_empty()
    }

    /// The place stands here; what was found of it before was a duplicate.
    pub(super) fn found(&mut self, place: Place, span: Range<usize>) {
        let mut forget = vec![place];
        while let Some(place) = forget.pop() {
            let node = &mut self.0[place.0];
            node.span = None;
            forget.extend(node.children.values());
        }
        self.0[place.0].span = Some(span);
    }

    /// Where the pointer leads to, or the last part of the way there that was found.
    pub(super) fn span(&self, pointer: &Pointer) -> Option<Range<usize>> {
        let mut here = Self::ROOT;
        let mut span = None;
        for token in pointer.tokens() {
            here = self.child(here, token)?;
            match &self.0[here.0].span {
                Some(found) => span = Some(found.clone()),
                None => break,
            }
        }
        span
    }

    /// Every span that was found, to be moved.
    pub(super) fn spans_mut(&mut self) -> impl Iterator<Item = &mut Range<usize>> {
        self.0.iter_mut().filter_map(|node| node.span.as_mut())
    }
}
