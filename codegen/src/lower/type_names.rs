//! The names of types, and of the calls that share their case.
//!
//! A component schema comes before an inline one. It is called by the shortest suffix of its dotted name that is free
//! (`serverless.v1.service.build` is `Build`); where two ask for one name, the one with fewer segments has it, then the
//! first of the document, so that an addition does not rename what stays. `x-rust-name` pins a name.
//!
//! An inline type is called by its place (`ListBuildResponse`); when several operations have the same type inside, that
//! one type is called by the member that holds it (`Meta`).

use std::collections::BTreeMap;

use openapiv3::{ReferenceOr, Schema, SchemaData};

use super::Lowering;
use super::names::{Case, Scope, spell};
use super::place::{Owner, Place};
use crate::diagnostic::Code;
use crate::ir::name::Ident;
use crate::ir::operation::Group;
use crate::ir::types::{Definition, Kind, TypeId};
use crate::pointer::{At, Pointer};

/// Which names are taken, and who still waits for one.
#[derive(Debug)]
pub(super) struct TypeNames {
    types: Scope,
    modules: Scope,
    waiting: Vec<Waiting>,
    /// By member name and content.
    shared: BTreeMap<(String, String), usize>,
}

impl Default for TypeNames {
    fn default() -> Self {
        Self {
            types: Scope::reserving(crate::ir::reserved::TYPES),
            modules: Scope::reserving(crate::ir::reserved::MODULES),
            waiting: Vec::new(),
            shared: BTreeMap::new(),
        }
    }
}

/// An inline type without a name.
#[derive(Debug)]
struct Waiting {
    id: TypeId,
    owner: Owner,
    /// From the component or operation to the schema.
    path: Vec<String>,
    pinned: Option<String>,
    places: usize,
    pointer: Pointer,
}

/// The names of a component schema.
#[derive(Debug)]
pub(super) struct ComponentName {
    pub ident: Ident,
    pub module: Ident,
}

impl<'d> Lowering<'d> {
    pub(super) fn name_components(
        &mut self,
        schemas: impl Iterator<Item = (&'d str, &'d ReferenceOr<Schema>)>,
        at: &At<'_>,
    ) -> Vec<ComponentName> {
        let schemas: Vec<_> = schemas.collect();
        let pinned: Vec<Option<&str>> = schemas
            .iter()
            .map(|(wire, schema)| {
                let value = schema.as_item().and_then(|schema| schema.schema_data.extensions.get("x-rust-name"));
                self.pinned_name(value, &at.key(wire))
            })
            .collect();
        let mut order: Vec<usize> = (0..schemas.len()).collect();
        order.sort_by_key(|&index| (pinned[index].is_none(), segments(schemas[index].0).len(), index));
        let mut names: Vec<Option<Ident>> = schemas.iter().map(|_| None).collect();
        for index in order {
            let wire = schemas[index].0;
            names[index] = Some(match pinned[index] {
                Some(name) => self.type_name(name, name, &at.key(wire)),
                None => self.component_type_name(wire, &at.key(wire)),
            });
        }
        let names = names.into_iter().map(|name| name.expect("the order holds every index"));
        names
            .map(|ident| {
                let module = self.type_names.modules.give(ident.as_str(), Case::Snake).ident;
                ComponentName { ident, module }
            })
            .collect()
    }

    fn component_type_name(&mut self, wire: &str, at: &At<'_>) -> Ident {
        let segments = segments(wire);
        let suffixes = (0..segments.len()).rev().map(|start| spell(&segments[start..].join("_"), Case::Camel));
        let free = suffixes.into_iter().find(|name| self.type_names.types.is_free(name));
        match free {
            Some(name) => self.type_names.types.take(&name, Case::Camel).ident,
            None => self.type_name(wire, wire, at),
        }
    }

    /// A name of its own for `source`: `…Model` where the crate itself uses the name, a number where another type does.
    fn type_name(&mut self, source: &str, wire: &str, at: &At<'_>) -> Ident {
        let spelled = spell(source, Case::Camel);
        let reserved = crate::ir::reserved::TYPES.contains(&spelled.as_str());
        let wished = if reserved { format!("{spelled}Model") } else { spelled };
        let given = self.type_names.types.take(&wished, Case::Camel);
        if reserved || given.collided {
            let holder = if reserved { "the generated crate itself" } else { "another type" };
            self.report(
                Code::Renamed,
                at,
                format!("expected a type name that is free, but found `{wire}`, whose name {holder} has"),
                format!("the type is called `{}`; `x-rust-name` on the schema can give it another name", given.ident),
            );
        }
        given.ident
    }

    /// A type for a schema that has no name of its own; named when all are known.
    pub(super) fn inline_type(&mut self, kind: Kind, data: &SchemaData, place: &Place<'_>, at: &At<'_>) -> TypeId {
        let path = place.path();
        let docs = super::docs::docs(data.description.as_deref().unwrap_or_default());
        // Only what stands inside an operation's own types is shared; those themselves belong to their operation.
        let key = (place.owner() == Owner::Operation && path.len() > 2)
            .then(|| (path[path.len() - 1].clone(), format!("{kind:?}{docs:?}")));
        let known = key.as_ref().and_then(|key| self.type_names.shared.get(key));
        if let Some(&index) = known {
            let waiting = &mut self.type_names.waiting[index];
            waiting.places += 1;
            return waiting.id;
        }
        let pinned = self.pinned_name(data.extensions.get("x-rust-name"), at).map(str::to_owned);
        let unnamed = Ident::trusted("Unnamed".to_owned());
        let deprecated = data.deprecated;
        let id = self.types.insert(Definition { name: unnamed.clone(), module: unnamed, docs, deprecated, kind });
        if let Some(key) = key {
            self.type_names.shared.insert(key, self.type_names.waiting.len());
        }
        let owner = place.owner();
        self.type_names.waiting.push(Waiting { id, owner, path, pinned, places: 1, pointer: at.pointer() });
        id
    }

    /// Gives every inline type its name: pinned ones first, then in the order of the document.
    pub(super) fn name_inline_types(&mut self) {
        let mut waiting = std::mem::take(&mut self.type_names.waiting);
        waiting.sort_by_key(|waiting| (waiting.pinned.is_none(), waiting.places == 1));
        for waiting in waiting {
            let qualified = spell(&waiting.path.join("_"), Case::Camel);
            let member = spell(waiting.path.last().map_or("", String::as_str), Case::Camel);
            let name = match &waiting.pinned {
                Some(pinned) => self.waiting_name(&spell(pinned, Case::Camel), &waiting.pointer),
                None if waiting.places > 1 && self.type_names.types.is_free(&member) => {
                    self.type_names.types.take(&member, Case::Camel).ident
                }
                None => self.waiting_name(&qualified, &waiting.pointer),
            };
            let module = match waiting.owner {
                Owner::Component(id) => self.types.get(id).module.clone(),
                Owner::Operation => self.type_names.modules.give(name.as_str(), Case::Snake).ident,
            };
            let definition = self.types.get_mut(waiting.id);
            definition.name = name;
            definition.module = module;
        }
    }

    fn waiting_name(&mut self, spelled: &str, pointer: &Pointer) -> Ident {
        let given = self.type_names.types.take(spelled, Case::Camel);
        if given.collided {
            self.diagnostics.push(
                Code::Renamed,
                pointer.clone(),
                format!("expected a type name that is free, but found that another type is called `{spelled}`"),
                format!("the type is called `{}`; `x-rust-name` in the schema can give it another name", given.ident),
            );
        }
        given.ident
    }

    /// Names the calls of operations, which a file imports beside types.
    pub(super) fn name_calls(&mut self, groups: &mut [Group]) {
        for group in groups {
            let mut calls = self.type_names.types.clone();
            for operation in &mut group.operations {
                let wished = spell(operation.function.as_str(), Case::Camel);
                let name = if calls.is_free(&wished) { wished } else { format!("{wished}Call") };
                operation.call = calls.take(&name, Case::Camel).ident;
                if let Some(inputs) = &mut operation.inputs {
                    *inputs = calls.take(&format!("{}Inputs", operation.call), Case::Camel).ident;
                }
            }
        }
    }
}

/// The parts of a dotted name.
fn segments(wire: &str) -> Vec<&str> {
    let segments: Vec<&str> = wire.split('.').filter(|segment| segment.chars().any(char::is_alphanumeric)).collect();
    if segments.is_empty() { vec![wire] } else { segments }
}
