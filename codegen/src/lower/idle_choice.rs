//! Choices that make no difference to the type.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::facts::{Additional, Facts};
use super::part::Part;
use super::reference::component_name;
use crate::diagnostic::Code;

impl<'d> Lowering<'d> {
    /// The parts without the choices that make no difference to the type: one that only says which members go together,
    /// and the one of a base between the children that it is now part of.
    pub(super) fn without_idle_choices(&mut self, parts: &[Part<'d>]) -> Vec<Part<'d>> {
        let homes: BTreeSet<&str> = parts.iter().filter_map(|part| part.source.home).collect();
        let members: BTreeSet<&str> =
            parts.iter().flat_map(|part| &part.facts.properties).map(|(wire, _)| *wire).collect();
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            let is_child = |schema: &ReferenceOr<Schema>| match schema {
                ReferenceOr::Reference { reference } => {
                    component_name(reference, "schemas").is_some_and(|name| homes.contains(name.as_str()))
                }
                ReferenceOr::Item(_) => false,
            };
            let mut alternatives = part.facts.one_of.iter().chain(part.facts.any_of);
            if !part.facts.is_composed() {
                kept.push(part.clone());
            } else if alternatives.clone().any(is_child) {
                kept.push(without_choice(part));
            } else if !members.is_empty() && alternatives.all(|schema| only_narrows(schema, &members)) {
                let keyword = if part.facts.one_of.is_empty() { "anyOf" } else { "oneOf" };
                self.at_source(&part.source, |lowering, at| {
                    lowering.report(
                        Code::Ignored,
                        &at.key(keyword),
                        "expected members that can be told from the type, but found those that only go together somehow",
                        "each of them is optional; the server says which go together",
                    );
                });
                kept.push(without_choice(part));
            } else {
                kept.push(part.clone());
            }
        }
        kept
    }
}

/// Whether an alternative only has something to say about these members.
fn only_narrows(schema: &ReferenceOr<Schema>, members: &BTreeSet<&str>) -> bool {
    let ReferenceOr::Item(schema) = schema else { return false };
    let facts = Facts::of(schema);
    !facts.is_composed()
        && facts.kind.is_none_or(|kind| kind == "object")
        && facts.properties.iter().all(|(wire, _)| members.contains(wire))
        && !matches!(facts.additional, Additional::Schema(_))
        && facts.values.is_empty()
}

/// What the schema says beside its alternatives.
pub(super) fn without_choice<'d>(part: &Part<'d>) -> Part<'d> {
    Part { facts: Facts { one_of: &[], any_of: &[], ..part.facts.clone() }, ..part.clone() }
}
