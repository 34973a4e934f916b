//! Members of objects, whether declared in one place or in several that hold at once.

use std::borrow::Cow;

use openapiv3::SchemaData;

use super::Lowering;
use super::facts::SchemaRef;
use super::parameter::with_at;
use super::part::Source;
use super::place::{Owner, Place};
use super::schema::Shape;
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// The type of a member. That of a component is made once, whatever `allOf` brings it into.
    pub(super) fn member(&mut self, schema: SchemaRef<'d>, place: &Place<'_>, at: &At<'_>) -> Shape {
        match (schema, place.owner()) {
            (SchemaRef::Item(item), Owner::Component(_)) if place.depth() == 2 => {
                self.made_once(vec![address(item)], |lowering| lowering.schema(schema, place, at))
            }
            (SchemaRef::Item(_) | SchemaRef::Reference(_), Owner::Component(_) | Owner::Operation) => {
                self.schema(schema, place, at)
            }
        }
    }

    /// The type of what is declared in one or several places; `word` is its name there.
    pub(super) fn merged_shape(&mut self, sources: &[Source<'d>], word: &str, place: &Place<'_>, at: &At<'_>) -> Shape {
        let mut distinct: Vec<Source<'d>> = Vec::new();
        for source in sources {
            if !distinct.iter().any(|known| known.is(source)) {
                distinct.push(source.clone());
            }
        }
        let home = distinct.last().and_then(|source| self.component(source.home?));
        let name = home.map(|id| self.types.get(id).name.to_string()).unwrap_or_default();
        let home = home.map(|id| Place::component(id, &name));
        let (outer, place) = (place, home.as_ref().unwrap_or(place).part(word));
        if let [only] = distinct.as_slice() {
            return self.at_source(only, |lowering, at| lowering.member(only.schema, &place, at));
        }
        let (silent, says): (Vec<_>, Vec<_>) = distinct.iter().cloned().partition(|source| source.schema.is_silent());
        let null_said = silent.iter().any(|source| self.is_nullable(source.schema));
        if let [_] = says[..] {
            let shape = self.merged_shape(&says, word, outer, at);
            return Shape { nullable: shape.nullable || null_said, ..shape };
        }
        let addresses = distinct.iter().map(|source| match source.schema {
            SchemaRef::Item(item) => address(item),
            SchemaRef::Reference(reference) => reference.as_ptr() as usize,
        });
        let addresses: Vec<usize> = addresses.collect();
        let merge = |lowering: &mut Self| lowering.merged_member(&distinct, &place, at);
        if home.is_some() { self.made_once(addresses, merge) } else { merge(self) }
    }

    fn merged_member(&mut self, sources: &[Source<'d>], place: &Place<'_>, at: &At<'_>) -> Shape {
        let data = merged_data(sources).unwrap_or_default();
        let made = self.all_of(sources, &[], &data, place, at);
        let nullable = self.all_nullable(sources.iter().map(|source| source.schema), 0);
        self.shape(made, nullable, &data, place, at)
    }

    fn made_once(&mut self, addresses: Vec<usize>, make: impl FnOnce(&mut Self) -> Shape) -> Shape {
        if let Some(known) = self.shapes.get(&addresses) {
            return known.clone();
        }
        let before = (self.types.len(), self.diagnostics.len());
        let shape = make(self);
        // The others are as quickly made again.
        if before != (self.types.len(), self.diagnostics.len()) {
            self.shapes.insert(addresses, shape.clone());
        }
        shape
    }

    /// Does something with the place of a source.
    pub(super) fn at_source<T>(&mut self, source: &Source<'d>, then: impl FnOnce(&mut Self, &At<'_>) -> T) -> T {
        let (mut then, mut result) = (Some(then), None);
        with_at(source.pointer.tokens(), &mut |at| result = then.take().map(|then| then(self, at)));
        result.expect("a pointer is one place")
    }
}

/// What is said about a member: the last word counts.
pub(super) fn merged_data<'d>(sources: &[Source<'d>]) -> Option<Cow<'d, SchemaData>> {
    let mut all = sources.iter().filter_map(|source| source.schema.data());
    let mut merged = Cow::Borrowed(all.next()?);
    for data in all {
        let merged = merged.to_mut();
        merged.description = data.description.clone().or_else(|| merged.description.take());
        merged.title = data.title.clone().or_else(|| merged.title.take());
        merged.default = data.default.clone().or_else(|| merged.default.take());
        merged.example = data.example.clone().or_else(|| merged.example.take());
        merged.read_only |= data.read_only;
        merged.write_only |= data.write_only;
        merged.deprecated |= data.deprecated;
        merged.extensions.extend(data.extensions.clone());
    }
    Some(merged)
}

/// Tells a schema from all others of the document.
fn address(schema: &openapiv3::Schema) -> usize {
    std::ptr::from_ref(schema) as usize
}
