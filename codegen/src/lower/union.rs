//! `oneOf` and `anyOf`: a choice between types.
//!
//! | alternatives | become |
//! |---|---|
//! | null and others | the others, which may be `null` |
//! | texts, whatever their format or values | one text, or one enum of all values: enums are open |
//! | members that only go together in some way or other | all members, each optional |
//! | schemas of one type | that type |
//! | a schema without a type | whatever fits no other |
//! | any others | an enum with a variant for each, and one that keeps what fits none |
//!
//! What stands beside holds for every alternative, and is merged with each of them.

use openapiv3::{Discriminator, SchemaData};

use super::facts::{Facts, SchemaRef};
use super::idle_choice::without_choice;
use super::names::{Case, Scope};
use super::part::{Part, Source};
use super::place::Place;
use super::rename::Pin;
use super::schema::{Made, Shape};
use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::types::{Kind, Type, Union, UnionVariant};
use crate::pointer::At;

/// How many alternatives, each merged with what stands beside, one schema may come to.
const MOST_MERGED: usize = 64;

/// One of the schemas to choose from.
#[derive(Debug, Clone)]
pub(super) struct Alternative<'d> {
    pub source: Source<'d>,
    /// What stands beside the choice, and says something.
    pub beside: Vec<Part<'d>>,
}

impl<'d> Lowering<'d> {
    /// What `union`, one of `parts`, makes of the others.
    pub(super) fn union(
        &mut self,
        union: &Part<'d>,
        parts: &[Part<'d>],
        data: &SchemaData,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Made {
        let beside: Vec<Part<'d>> = parts
            .iter()
            .map(|part| if std::ptr::eq(part.schema, union.schema) { without_choice(part) } else { part.clone() })
            .filter(|part| !part.facts.is_silent())
            .collect();
        let mut sources = Vec::new();
        collect_alternatives(&union.facts, &union.source, &mut sources, 0);
        let others = beside.iter().map(|part| part.facts.one_of.len() + part.facts.any_of.len());
        let merged = others.fold(sources.len(), |product, count| product.saturating_mul(count.max(1)));
        if !beside.is_empty() && merged > MOST_MERGED {
            self.report(
                Code::UnsupportedSchema,
                at,
                format!("expected at most {MOST_MERGED} alternatives to be merged with others, but found {merged}"),
                "the schema is read as any JSON",
            );
            return Made::json();
        }
        let discriminator = union.schema.schema_data.discriminator.as_ref();
        if let Some(discriminator) = discriminator {
            let names: Vec<String> = sources.iter().filter_map(Source::component).collect();
            self.at_source(&union.source, |lowering, at| {
                lowering.check_mapping(discriminator, &|name| names.iter().any(|known| known == name), at);
            });
        }
        let alternatives =
            sources.into_iter().map(|source| Alternative { source, beside: beside.clone() }).collect::<Vec<_>>();
        self.choice(alternatives, discriminator, data, place, at)
    }

    /// A type for the choice between these.
    pub(super) fn choice(
        &mut self,
        mut alternatives: Vec<Alternative<'d>>,
        discriminator: Option<&'d Discriminator>,
        data: &SchemaData,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Made {
        let mut text = match self.join_texts(&mut alternatives, data, place, at) {
            Some((_, made)) if alternatives.len() == 1 => return made,
            joined => joined,
        };
        let tags = self.tags(&alternatives, discriminator);
        let mut scope = Scope::reserving(&["Self"]);
        let mut variants: Vec<UnionVariant> = Vec::new();
        let mut takes_any = false;
        for (index, alternative) in alternatives.iter().enumerate() {
            let tag = tags.of.get(index).cloned().unwrap_or_default();
            let is_text = text.as_ref().is_some_and(|(first, _)| *first == index);
            let word = self.variant_word(alternative, is_text, &tag, at);
            let part = place.part(&word);
            let word_place = if alternatives.len() == 1 { place } else { &part };
            let shape = match text.take_if(|(first, _)| *first == index) {
                Some((_, made)) => self.shape(made, false, &SchemaData::default(), word_place, at),
                None => self.alternative(alternative, word_place),
            };
            if shape.ty == Type::Json {
                takes_any = true;
                continue;
            }
            if let Some(known) = variants.iter_mut().find(|known| known.ty == shape.ty) {
                known.tags.extend(tag);
                continue;
            }
            let docs =
                alternative.source.schema.data().and_then(|data| data.description.as_deref()).unwrap_or_default();
            let name = self.at_source(&alternative.source, |lowering, at| {
                lowering.name(&mut scope, (&word, None), Case::Camel, Pin::Schema, at)
            });
            variants.push(UnionVariant {
                name,
                docs: if is_text { Docs::default() } else { docs::docs(docs) },
                ty: shape.ty,
                tags: tag,
            });
        }
        // An integer is a number, too, but has a type of its own.
        variants.sort_by_key(|variant| variant.ty == Type::Float);
        match variants.as_slice() {
            [] => Made::json(),
            [only] if !takes_any => Made::from(Kind::Alias(only.ty.clone())),
            _ => {
                let unknown = scope.give("Unknown", Case::Camel).ident;
                Made::from(Kind::Union(Union { variants, tag: tags.tag, unknown }))
            }
        }
    }

    /// Puts one alternative in place of several texts: where it is now, and what it is.
    fn join_texts(
        &mut self,
        alternatives: &mut Vec<Alternative<'d>>,
        data: &SchemaData,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Option<(usize, Made)> {
        let texts = self.texts(alternatives);
        let [(first, _), others @ ..] = texts.as_slice() else { return None };
        if others.is_empty() {
            return None;
        }
        let made = self.text_choice(alternatives, &texts, data, place, at);
        for (index, _) in others.iter().rev() {
            alternatives.remove(*index);
        }
        Some((*first, made))
    }

    /// The type of one alternative, together with what stands beside the choice.
    pub(super) fn alternative(&mut self, alternative: &Alternative<'d>, place: &Place<'_>) -> Shape {
        let Alternative { source, beside } = alternative;
        self.at_source(source, |lowering, at| {
            if beside.is_empty() {
                return lowering.schema(source.schema, place, at);
            }
            let data = source.schema.data().cloned().unwrap_or_default();
            let made = lowering.all_of(std::slice::from_ref(source), beside, &data, place, at);
            lowering.shape(made, false, &data, place, at)
        })
    }
}

/// The alternatives; those of a choice inside a choice instead of that.
pub(super) fn collect_alternatives<'d>(
    facts: &Facts<'d>,
    source: &Source<'d>,
    found: &mut Vec<Source<'d>>,
    depth: usize,
) {
    let lists = [("oneOf", facts.one_of), ("anyOf", facts.any_of)];
    for (keyword, list) in lists {
        for (index, schema) in list.iter().enumerate() {
            let inner = source.inside(schema.into(), [keyword, &index.to_string()]);
            if let SchemaRef::Item(item) = inner.schema
                && depth < 8
                && item.schema_data.discriminator.is_none()
            {
                let facts = Facts::of(item);
                let (one_of, any_of) = (facts.one_of, facts.any_of);
                let only = Facts { one_of: &[], any_of: &[], ..facts.clone() }.is_silent();
                if only && !(one_of.is_empty() && any_of.is_empty()) {
                    collect_alternatives(&facts, &inner, found, depth + 1);
                    continue;
                }
            }
            if !found.iter().any(|known| known.is(&inner)) {
                found.push(inner);
            }
        }
    }
}
