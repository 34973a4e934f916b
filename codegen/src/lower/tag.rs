//! Which member says what variant of a choice an object is.
//!
//! A `discriminator` names it. What its mapping leaves out is called by the values that the variant itself allows there, if
//! those differ from variant to variant, else by the name of its component, as OpenAPI has it.
//!
//! Without one, a member that every variant requires, and for which each has a single value of its own, does the same.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Discriminator;

use super::Lowering;
use super::docs::one_line;
use super::facts::{Facts, SchemaRef};
use super::part::Part;
use super::reference::component_name;
use super::union::Alternative;
use crate::diagnostic::Code;
use crate::ir::name::Wire;
use crate::ir::types::Tag;
use crate::pointer::At;

/// The tag of a choice, and the texts of it for each alternative.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub tag: Option<Tag>,
    pub of: Vec<Vec<String>>,
}

impl<'d> Lowering<'d> {
    pub(super) fn tags(&mut self, alternatives: &[Alternative<'d>], discriminator: Option<&'d Discriminator>) -> Tags {
        if alternatives.len() < 2 {
            return Tags::default();
        }
        let objects: Vec<Vec<Part<'d>>> =
            alternatives.iter().map(|one| self.alternative_parts(one).unwrap_or_else(|| one.beside.clone())).collect();
        match discriminator {
            Some(discriminator) => self.declared_tags(alternatives, &objects, discriminator),
            None => self.implied_tags(&objects),
        }
    }

    /// Everything that holds for an alternative. `None`, and a diagnostic, if that is beyond all reason.
    pub(super) fn alternative_parts(&mut self, alternative: &Alternative<'d>) -> Option<Vec<Part<'d>>> {
        let Alternative { source, beside } = alternative;
        let mut parts = self.at_source(source, |lowering, at| lowering.parts(std::slice::from_ref(source), at))?;
        parts.extend_from_slice(beside);
        Some(parts)
    }

    /// Reports what a mapping calls by a name although no value can be it.
    pub(super) fn check_mapping(
        &mut self,
        discriminator: &Discriminator,
        is_alternative: &dyn Fn(&str) -> bool,
        at: &At<'_>,
    ) {
        let mapping = at.key("discriminator");
        let mapping = mapping.key("mapping");
        for (tag, target) in &discriminator.mapping {
            let name = target_name(target);
            if is_alternative(&name) {
                continue;
            }
            let code = if self.component(&name).is_some() { Code::Ignored } else { Code::DanglingReference };
            self.report(
                code,
                &mapping.key(tag),
                format!("expected one of the alternatives, but found `{}`", one_line(target)),
                "the entry has no effect: the alternatives do not include it; add it to them or remove the entry",
            );
        }
    }

    fn declared_tags(
        &mut self,
        alternatives: &[Alternative<'d>],
        objects: &[Vec<Part<'d>>],
        discriminator: &'d Discriminator,
    ) -> Tags {
        let wire = discriminator.property_name.as_str();
        let mut of: Vec<Vec<String>> = Vec::new();
        for alternative in alternatives {
            let name = alternative.source.component();
            let mapped = discriminator.mapping.iter().filter(|(_, target)| name.as_ref() == Some(&target_name(target)));
            of.push(mapped.map(|(tag, _)| tag.clone()).collect());
        }
        let allowed: Vec<Vec<String>> = objects.iter().map(|parts| self.allowed_texts(parts, wire)).collect();
        let all: Vec<&String> = allowed.iter().flatten().collect();
        let differ = all.iter().collect::<BTreeSet<_>>().len() == all.len();
        let mapped: BTreeSet<String> = of.iter().flatten().cloned().collect();
        for (index, tags) in of.iter_mut().enumerate().filter(|(_, tags)| tags.is_empty()) {
            if differ && !allowed[index].is_empty() {
                tags.clone_from(&allowed[index]);
            } else if let SchemaRef::Reference(reference) = alternatives[index].source.schema {
                tags.extend(component_name(reference, "schemas"));
            }
            tags.retain(|tag| !mapped.contains(tag));
        }
        let tag = of.iter().any(|tags| !tags.is_empty()).then(|| Tag { wire: Wire::new(wire), written: true });
        Tags { tag, of }
    }

    fn implied_tags(&mut self, objects: &[Vec<Part<'d>>]) -> Tags {
        let mut candidates: Vec<&'d str> = Vec::new();
        let mut constants: Vec<BTreeMap<&'d str, String>> = Vec::new();
        for (index, parts) in objects.iter().enumerate() {
            if parts.iter().any(|part| part.facts.is_composed()) {
                return Tags::default();
            }
            let required: BTreeSet<&str> = parts.iter().flat_map(|part| part.facts.required.iter().copied()).collect();
            let mut found = BTreeMap::new();
            for (wire, _) in parts.iter().flat_map(|part| &part.facts.properties) {
                if !required.contains(wire) || found.contains_key(wire) || (index > 0 && !candidates.contains(wire)) {
                    continue;
                }
                if let [only] = self.allowed_texts(parts, wire).as_slice() {
                    found.insert(*wire, only.clone());
                    if index == 0 {
                        candidates.push(wire);
                    }
                }
            }
            candidates.retain(|wire| found.contains_key(wire));
            if candidates.is_empty() {
                return Tags::default();
            }
            constants.push(found);
        }
        let differ = |wire: &&&str| {
            let texts: BTreeSet<&String> = constants.iter().map(|found| &found[**wire]).collect();
            texts.len() == constants.len()
        };
        match candidates.iter().find(differ) {
            Some(wire) => Tags {
                tag: Some(Tag { wire: Wire::new(*wire), written: false }),
                of: constants.iter().map(|found| vec![found[wire].clone()]).collect(),
            },
            None => Tags::default(),
        }
    }

    /// The texts that a member may be, if those are listed.
    fn allowed_texts(&mut self, parts: &[Part<'d>], wire: &str) -> Vec<String> {
        let declared = parts.iter().rev().flat_map(|part| &part.facts.properties).filter(|(name, _)| *name == wire);
        for (_, schema) in declared {
            let values = self.resolve_schema(*schema).map(|schema| Facts::of(schema).values).unwrap_or_default();
            let texts: Vec<String> = values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
            if !texts.is_empty() {
                return texts;
            }
        }
        Vec::new()
    }
}

/// What an entry of a mapping refers to: a reference, or a name alone.
pub(super) fn target_name(target: &str) -> String {
    component_name(target, "schemas").unwrap_or_else(|| target.to_owned())
}
