//! `allOf`: schemas that hold at once, merged into one.
//!
//! | together | become |
//! |---|---|
//! | one reference, and what says nothing of the values or says it again | the type of the reference |
//! | objects | one struct with the properties of all, where one that several have is merged in turn |
//! | lists | a list of items that are merged in turn |
//! | texts | one text with the checks of all; an enum of the values that all allow |
//! | what no value can be at once | any JSON, with a warning |
//!
//! What is declared in a component is made into types once, in the file of that component, however many others are
//! merged with it.

use std::collections::BTreeSet;

use openapiv3::SchemaData;

use super::Lowering;
use super::facts::{Additional, Facts, SchemaRef};
use super::part::{Part, Source};
use super::place::Place;
use super::schema::Made;
use crate::diagnostic::Code;
use crate::ir::types::{Kind, Type};
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// What all of these are together, and with what is beside them; `data` is that of the schema that has them.
    pub(super) fn all_of(
        &mut self,
        sources: &[Source<'d>],
        beside: &[Part<'d>],
        data: &SchemaData,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Made {
        // A child that adds nothing to its base is none of its siblings all the same.
        let only = self.only_reference(sources, beside, at);
        if let Some(only) = only.filter(|only| place.depth() > 1 || !self.is_base(only)) {
            return self.at_source(&only, |lowering, at| Made::of(lowering.schema(only.schema, place, at)));
        }
        let Some(mut parts) = self.parts(sources, at) else { return Made::json() };
        parts.extend_from_slice(beside);
        self.merged(&parts, data, place, at)
    }

    /// The reference that stands alone, or beside what adds nothing to it.
    fn only_reference(&mut self, sources: &[Source<'d>], beside: &[Part<'d>], at: &At<'_>) -> Option<Source<'d>> {
        let mut reference: Option<Source<'d>> = None;
        let mut own = Vec::new();
        let mut open = sources.to_vec();
        while let Some(source) = open.pop() {
            match source.schema {
                SchemaRef::Reference(_) => match &reference {
                    Some(known) if !known.is(&source) => return None,
                    Some(_) | None => reference = Some(source),
                },
                SchemaRef::Item(schema) => {
                    let mut facts = Facts::of(schema);
                    let inner = std::mem::take(&mut facts.all_of).iter().enumerate();
                    open.extend(inner.map(|(index, inner)| source.inside(inner.into(), ["allOf", &index.to_string()])));
                    if !facts.is_silent() {
                        own.push(Part { schema, facts, source });
                    }
                }
            }
        }
        let reference = reference?;
        if !(own.is_empty() && beside.is_empty()) {
            let target = self.parts(std::slice::from_ref(&reference), at)?;
            let target_kind = target.iter().find_map(|part| part.facts.kind);
            let is_known = |part: &Part<'d>| target.iter().any(|known| std::ptr::eq(known.schema, part.schema));
            // Of children that are also the alternatives of their base, which stands beside itself then.
            let unknown = beside.iter().filter(|part| !is_known(part));
            if !own.iter().chain(unknown).all(|part| {
                adds_nothing(&part.facts, &target) || self.is_bare_object(&part.facts, target_kind, &part.source, at)
            }) {
                return None;
            }
        }
        Some(reference)
    }

    pub(super) fn merged(&mut self, parts: &[Part<'d>], data: &SchemaData, place: &Place<'_>, at: &At<'_>) -> Made {
        let parts = &self.without_idle_choices(parts);
        let mut key: Vec<_> = parts.iter().map(Part::key).collect();
        key.sort_unstable();
        key.dedup();
        if self.merging.contains(&key) {
            self.report(
                Code::ReferenceCycle,
                at,
                "expected schemas that can be merged, but found one that has the same ones merged inside itself",
                "the inner one is read as any JSON; move it to `components` and refer to it with `$ref`",
            );
            return Made::json();
        }
        self.merging.push(key);
        let made = self.merged_parts(parts, data, place, at);
        self.merging.pop();
        made
    }

    fn merged_parts(&mut self, parts: &[Part<'d>], data: &SchemaData, place: &Place<'_>, at: &At<'_>) -> Made {
        let Some(facts) = self.merged_facts(parts, at) else { return Made::json() };
        if let Some(union) = parts.iter().find(|part| part.facts.is_composed()) {
            return self.union(union, parts, data, place, at);
        }
        let says: Vec<&Part<'d>> = parts.iter().filter(|part| !part.facts.is_silent()).collect();
        if let [only] = says[..] {
            return self.at_source(&only.source, |lowering, at| lowering.made(data, &only.facts, place, at));
        }
        match facts.kind {
            Some("object") if parts.iter().any(|part| !part.facts.properties.is_empty()) => {
                Made::from(Kind::Struct(self.merged_object(parts, place, at)))
            }
            Some("object") => {
                let values = parts.iter().filter_map(|part| match part.facts.additional {
                    Additional::Schema(schema) => Some(part.source.inside(schema, ["additionalProperties", ""])),
                    Additional::Unsaid | Additional::Allowed | Additional::Forbidden => None,
                });
                match values.collect::<Vec<_>>().as_slice() {
                    [] => self.made(data, &facts, place, at),
                    values => {
                        let value = self.merged_shape(values, "Value", place, at).into_type();
                        Made::from(Kind::Alias(Type::Map(Box::new(value))))
                    }
                }
            }
            Some("array") => {
                let items = parts.iter().filter_map(|part| Some(part.source.inside(part.facts.items?, ["items", ""])));
                let item = match items.collect::<Vec<_>>().as_slice() {
                    [] => Type::Json,
                    items => self.merged_shape(items, "Item", place, at).into_type(),
                };
                Made::from(Kind::Alias(Type::List(Box::new(item))))
            }
            Some(_) | None => {
                let valued = parts.iter().rev().find(|part| !part.facts.values.is_empty());
                self.made(valued.map_or(data, |part| &part.schema.schema_data), &facts, place, at)
            }
        }
    }

    /// What holds of a value that is no object and no list. `None`, and a diagnostic, if nothing can.
    fn merged_facts(&mut self, parts: &[Part<'d>], at: &At<'_>) -> Option<Facts<'d>> {
        let mut merged = Facts::default();
        for part in parts {
            let Part { facts, source, .. } = part;
            let implied = merged.kind.is_none_or(|_| merged.implied) && facts.kind.is_none_or(|_| facts.implied);
            merged.kind = match (merged.kind, facts.kind) {
                (None, kind) | (kind, None) => kind,
                (Some("integer" | "number"), Some("integer")) | (Some("integer"), Some("number")) => Some("integer"),
                (Some(before), Some(kind)) if before == kind => Some(kind),
                // What is said of objects or lists alone holds for any other value.
                (Some(before), Some(_)) if facts.implied => Some(before),
                (Some(_), Some(kind)) if merged.implied => Some(kind),
                (other, Some(_)) if self.is_bare_object(facts, other, source, at) => other,
                (Some(before), Some(kind)) => {
                    let found = format!("that one is of type `{before}` and another `{kind}`");
                    self.report_contradiction(&found, "the schema is read as any JSON", source, at);
                    return None;
                }
            };
            merged.implied = implied;
            self.merge_values(&mut merged, part, at);
            merged.format = facts.format.or(merged.format);
            self.merge_checks(&mut merged, part);
        }
        Some(merged)
    }

    /// Leaves the values that both enums have.
    fn merge_values(&mut self, merged: &mut Facts<'d>, Part { facts, source, .. }: &Part<'d>, at: &At<'_>) {
        if merged.values.is_empty() {
            merged.values.clone_from(&facts.values);
        } else if !facts.values.is_empty() {
            let both: Vec<_> = merged.values.iter().filter(|value| facts.values.contains(value)).cloned().collect();
            if both.is_empty() {
                self.report_contradiction("enums without a common value", "the values of both are known", source, at);
                merged.values.extend(facts.values.iter().cloned());
            } else {
                merged.values = both;
            }
        }
    }

    /// Adds what texts are checked for.
    fn merge_checks(&mut self, merged: &mut Facts<'d>, Part { facts, source, .. }: &Part<'d>) {
        if let (Some(before), Some(pattern)) = (merged.pattern, facts.pattern)
            && before != pattern
        {
            self.at_source(source, |lowering, at| {
                lowering.report(
                    Code::UncheckedPattern,
                    &at.key("pattern"),
                    format!("expected one pattern, but found `{pattern}` beside `{before}`"),
                    "values are sent without being checked against the latter",
                );
            });
        }
        merged.pattern = facts.pattern.or(merged.pattern);
        if facts.pattern.is_some() || facts.min_length.is_some() || facts.max_length.is_some() {
            self.at_source(source, |lowering, at| {
                for key in ["pattern", "minLength", "maxLength"] {
                    lowering.uses(&at.key(key));
                }
            });
        }
        merged.min_length = facts.min_length.max(merged.min_length);
        merged.max_length = [facts.max_length, merged.max_length].into_iter().flatten().min();
    }

    /// Whether this is nothing but `type: object`, which many write beside a reference whatever that is.
    fn is_bare_object(&mut self, facts: &Facts<'_>, other: Option<&str>, source: &Source<'d>, at: &At<'_>) -> bool {
        let bare = facts.kind == Some("object") && facts.properties.is_empty() && facts.required.is_empty();
        let bare = bare && !matches!(facts.additional, Additional::Schema(_)) && facts.values.is_empty();
        if bare && let Some(other) = other {
            self.diagnostics.push(
                Code::Repaired,
                source.told_at(at),
                format!("expected `type: {other}`, as beside it, but found `type: object`"),
                format!("it is read as `{other}`; correct or remove the type"),
            );
        }
        bare
    }

    fn report_contradiction(&mut self, found: &str, consequence: &str, source: &Source<'d>, at: &At<'_>) {
        self.diagnostics.push(
            Code::Contradiction,
            source.told_at(at),
            format!("expected schemas that one value can satisfy, but found {found}"),
            format!("{consequence}; correct one of them"),
        );
    }
}

/// Whether a schema says of the values of a component only what that says itself.
fn adds_nothing(facts: &Facts<'_>, target: &[Part<'_>]) -> bool {
    let required: BTreeSet<&str> = target.iter().flat_map(|part| part.facts.required.iter().copied()).collect();
    let target_kind = target.iter().find_map(|part| part.facts.kind);
    let is_enum = target.iter().any(|part| !part.facts.values.is_empty());
    let kind = match (facts.kind, target_kind) {
        (None, _) | (_, None) | (Some("number"), Some("integer")) => true,
        (Some(kind), Some(target)) => facts.implied || kind == target,
    };
    let is_text = target_kind.is_none_or(|kind| kind == "string") && !is_enum;
    let has_checks = facts.pattern.is_some() || facts.min_length.is_some() || facts.max_length.is_some();
    kind && facts.required.iter().all(|name| required.contains(name))
        && facts.properties.is_empty()
        && !matches!(facts.additional, Additional::Schema(_))
        && facts.items.is_none()
        && facts.values.is_empty()
        && facts.one_of.is_empty()
        && facts.any_of.is_empty()
        && !(is_text && has_checks)
        && (facts.format.is_none() || target.iter().any(|part| part.facts.format == facts.format))
}
