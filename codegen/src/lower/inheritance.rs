//! Inheritance: a component with a `discriminator` and others that are made from it by `allOf`.
//!
//! Where such a component is used, a value may be any of its descendants. So it becomes a union: a variant for each
//! descendant, chosen by its name or what the mapping calls it, and one, `Base`, for every other value. That one has the
//! component's own properties and keeps all further members; its type is called `…Base`.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::Lowering;
use super::facts::Facts;
use super::names::{Case, Scope};
use super::part::Source;
use super::place::Place;
use super::reference::component_name;
use super::tag::target_name;
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::name::Wire;
use crate::ir::reserved;
use crate::ir::types::{Kind, Tag, Type, Union, UnionVariant};
use crate::pointer::At;

/// The components that are made from others: names of bases to those of their descendants, in the order of the document.
#[derive(Debug, Default)]
pub(super) struct Descendants<'d>(BTreeMap<&'d str, Vec<&'d str>>);

impl<'d> Descendants<'d> {
    pub(super) fn of(openapi: &'d openapiv3::OpenAPI) -> Self {
        let Some(components) = &openapi.components else { return Self::default() };
        let bases = components.schemas.iter().filter(|(_, schema)| {
            schema.as_item().is_some_and(|schema| {
                let facts = Facts::of(schema);
                schema.schema_data.discriminator.is_some() && facts.one_of.is_empty() && facts.any_of.is_empty()
            })
        });
        let mut bases = bases.map(|(name, _)| name.as_str()).peekable();
        if bases.peek().is_none() {
            return Self::default();
        }
        let mut children: BTreeMap<String, Vec<&'d str>> = BTreeMap::new();
        for (name, schema) in &components.schemas {
            for parent in schema.as_item().into_iter().flat_map(parents) {
                children.entry(parent).or_default().push(name);
            }
        }
        let order: BTreeMap<&str, usize> =
            components.schemas.keys().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
        let descendants = bases.map(|base| {
            let (mut found, mut open) = (BTreeSet::new(), vec![base]);
            while let Some(name) = open.pop() {
                for child in children.get(name).into_iter().flatten() {
                    if *child != base && found.insert((order[child], *child)) {
                        open.push(child);
                    }
                }
            }
            (base, found.into_iter().map(|(_, name)| name).collect())
        });
        Self(descendants.filter(|(_, found): &(_, Vec<_>)| !found.is_empty()).collect())
    }

    pub(super) fn has(&self, base: &str) -> bool {
        self.0.contains_key(base)
    }
}

/// What the `allOf` of a schema refers to.
fn parents(schema: &Schema) -> Vec<String> {
    let mut parents = Vec::new();
    for part in Facts::of(schema).all_of {
        match part {
            ReferenceOr::Reference { reference } => parents.extend(component_name(reference, "schemas")),
            ReferenceOr::Item(inner) => parents.extend(self::parents(inner)),
        }
    }
    parents
}

impl<'d> Lowering<'d> {
    /// Whether a value of what is referred to may be one of several components.
    pub(super) fn is_base(&self, source: &Source<'d>) -> bool {
        source.component().is_some_and(|name| self.descendants.has(&name))
    }

    /// The union that a base is, made of `kind`, which it is by itself.
    pub(super) fn inherited(
        &mut self,
        base: &str,
        schema: &'d Schema,
        kind: Kind,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Kind {
        let Some(discriminator) = &schema.schema_data.discriminator else { return kind };
        let Kind::Struct(mut own) = kind else { return kind };
        if own.additional.is_none() {
            let mut scope = Scope::reserving(reserved::FIELDS);
            for field in &own.fields {
                scope.take(field.name.as_str(), field.wire.as_str(), Case::Snake);
            }
            own.additional = Some((scope.give("additional_properties", Case::Snake).ident, Type::Json));
        }
        let id = self.inline_type(Kind::Struct(own), &schema.schema_data, &place.part("Base"), at);
        let mut scope = Scope::reserving(&["Self"]);
        let mut variants = Vec::new();
        let descendants = self.descendants.0.get(base).cloned().unwrap_or_default();
        self.check_mapping(discriminator, &|name| name == base || descendants.contains(&name), at);
        self.report(
            Code::Renamed,
            at,
            format!("expected a type without descendants, but found {} of them", descendants.len()),
            "its name is that of the choice between them; its own properties are in the type that ends in `Base`",
        );
        for name in descendants {
            let Some(child) = self.component(name) else { continue };
            variants.push(UnionVariant {
                name: scope.give(self.types.get(child).name.as_str(), Case::Camel).ident,
                docs: Docs::default(),
                ty: Type::Named(child),
                tags: tags(discriminator, name),
            });
        }
        variants.push(UnionVariant {
            name: scope.give("Base", Case::Camel).ident,
            docs: Docs::default(),
            ty: Type::Named(id),
            tags: Vec::new(),
        });
        let tag = Tag { wire: Wire::new(discriminator.property_name.as_str()), written: true };
        Kind::Union(Union { variants, tag: Some(tag), unknown: scope.give("Unknown", Case::Camel).ident })
    }
}

/// What the mapping calls a component, else its name.
fn tags(discriminator: &Discriminator, name: &str) -> Vec<String> {
    let targets = discriminator.mapping.iter().filter(|(_, target)| target_name(target) == name);
    let mapped: Vec<String> = targets.map(|(tag, _)| tag.clone()).collect();
    if mapped.is_empty() { vec![name.to_owned()] } else { mapped }
}
