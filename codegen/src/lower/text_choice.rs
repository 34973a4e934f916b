//! Choices between texts, and what is one for a caller.

use std::collections::BTreeSet;

use openapiv3::SchemaData;

use super::Lowering;
use super::facts::{Facts, SchemaRef};
use super::part::{Part, Source};
use super::place::Place;
use super::schema::Made;
use super::union::{Alternative, collect_alternatives};
use crate::ir::types::Type;
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// The alternatives that are texts, each with its values if it has only some.
    pub(super) fn texts(&mut self, alternatives: &[Alternative<'d>]) -> Vec<(usize, Vec<Part<'d>>)> {
        let mut texts = Vec::new();
        for (index, alternative) in alternatives.iter().enumerate() {
            let Some(parts) = self.alternative_parts(alternative) else { continue };
            let is_text = |part: &Part<'d>| match part.facts.kind {
                Some(kind) => kind == "string",
                None => part.facts.values.iter().all(|value| value.is_string() || value.is_null()),
            };
            let says = |part: &Part<'d>| part.facts.kind.is_some() || !part.facts.values.is_empty();
            if parts.iter().all(|part| is_text(part) && !part.facts.is_composed()) && parts.iter().any(says) {
                texts.push((index, parts));
            }
        }
        texts
    }

    /// One type for several texts.
    pub(super) fn text_choice(
        &mut self,
        alternatives: &[Alternative<'d>],
        texts: &[(usize, Vec<Part<'d>>)],
        data: &SchemaData,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Made {
        let enums: Vec<&(usize, Vec<Part<'d>>)> =
            texts.iter().filter(|(_, parts)| parts.iter().any(|part| !part.facts.values.is_empty())).collect();
        let mut facts = Facts { kind: Some("string"), ..Facts::default() };
        match enums[..] {
            [] => {
                let formats: BTreeSet<Option<&str>> =
                    texts.iter().map(|(_, parts)| parts.iter().rev().find_map(|part| part.facts.format)).collect();
                if let (1, Some(format)) = (formats.len(), formats.first()) {
                    facts.format = *format;
                }
                self.made(data, &facts, place, at)
            }
            // Enums are open, so that this one takes the other texts, too.
            [(index, _)] => Made::of(self.alternative(&alternatives[*index], place)),
            _ => {
                let mut seen = BTreeSet::new();
                let values = enums.iter().flat_map(|(_, parts)| parts).flat_map(|part| &part.facts.values);
                let values = values.filter(|value| value.as_str().is_none_or(|text| seen.insert(text.to_owned())));
                facts.values = values.cloned().collect();
                self.made(data, &facts, place, at)
            }
        }
    }

    /// What a caller passes where all that goes over the wire is text: that, for a choice between scalars; a list of
    /// texts, if some of them are lists. `None` where a type says more.
    pub(super) fn scalar_choice(&mut self, schema: SchemaRef<'d>, at: &At<'_>) -> Option<Type> {
        let item = self.resolve_schema(schema)?;
        let facts = Facts::of(item);
        if !facts.is_composed() || !facts.all_of.is_empty() {
            return None;
        }
        let mut sources = Vec::new();
        collect_alternatives(&facts, &Source::new(SchemaRef::Item(item), at), &mut sources, 0);
        let (mut is_list, mut is_text) = (false, true);
        for source in &sources {
            let facts = Facts::of(self.resolve_schema(source.schema)?);
            let scalar = match (facts.kind, facts.items) {
                (Some("array"), Some(items)) => {
                    is_list = true;
                    Facts::of(self.resolve_schema(items)?)
                }
                _ => facts,
            };
            is_text &= scalar.kind == Some("string");
            if scalar.is_composed() || !matches!(scalar.kind, Some("string" | "integer" | "number" | "boolean")) {
                return None;
            }
        }
        match (is_list, is_text) {
            _ if sources.len() < 2 => None,
            (true, _) => Some(Type::List(Box::new(Type::String))),
            (false, false) => Some(Type::String),
            (false, true) => None,
        }
    }
}
