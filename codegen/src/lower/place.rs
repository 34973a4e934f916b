//! Where a schema stands, for naming the type that it becomes.

use crate::ir::types::TypeId;

/// A place during lowering: a list on the stack, from the root of a file to the schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    word: &'p str,
    owner: Owner,
}

/// What the outermost part of a [`Place`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Types inside a component schema share its file and carry its name in front.
    Component(TypeId),
    /// Types inside an operation have a file of their own.
    Operation,
}

impl<'p> Place<'p> {
    pub(super) fn component(id: TypeId, name: &'p str) -> Self {
        Self { parent: None, word: name, owner: Owner::Component(id) }
    }

    pub(super) fn operation(name: &'p str) -> Self {
        Self { parent: None, word: name, owner: Owner::Operation }
    }

    /// A part of this place: a property, a parameter, an item.
    pub(super) fn part(&'p self, word: &'p str) -> Place<'p> {
        Place { parent: Some(self), word, owner: self.owner }
    }

    pub(super) fn owner(&self) -> Owner {
        self.owner
    }

    /// How many words lead here; 1 at the root.
    pub(super) fn depth(&self) -> usize {
        1 + self.parent.map_or(0, Place::depth)
    }

    /// From the root to here.
    pub(super) fn path(&self) -> Vec<String> {
        let mut path = self.parent.map_or_else(Vec::new, Place::path);
        path.push(self.word.to_owned());
        path
    }
}
