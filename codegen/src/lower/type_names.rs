//! The names of types, and of the calls that share their case.
//!
//! A component schema comes before an inline one. It is called by the shortest suffix of its dotted name that is free
//! (`serverless.v1.service.build` is `Build`); where two ask for one name, the one with fewer segments has it, then the
//! first of the document, so that an addition does not rename what stays. `x-rust-name` pins a name.
//!
//! An inline type is called by its place (`ListBuildResponse`); when several operations have the same type inside, that
//! one type is called by the member that holds it (`Meta`).

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema, SchemaData};

use super::Lowering;
use super::names::{Case, Odd, Scope, spell};
use super::parameter::with_at;
use super::place::{Owner, Place};
use super::rename::Pin;
use crate::ir::name::Ident;
use crate::ir::operation::Group;
use crate::ir::response::Payload;
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

impl TypeNames {
    /// The types that are not named yet, and what each belongs to.
    pub(super) fn waiting(&self) -> impl Iterator<Item = (TypeId, Owner)> {
        self.waiting.iter().map(|waiting| (waiting.id, waiting.owner))
    }

    /// Gives no names to these.
    pub(super) fn forget(&mut self, ids: &BTreeSet<TypeId>) {
        self.waiting.retain(|waiting| !ids.contains(&waiting.id));
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
                Some(name) => self.type_name((wire, Some(name)), &at.key(wire)),
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
        let mut suffixes = (0..segments.len()).rev().map(|start| segments[start..].join("_"));
        match suffixes.find(|suffix| self.type_names.types.is_free(&spell(suffix, Case::Camel))) {
            Some(suffix) => {
                let given = self.type_names.types.give(&suffix, Case::Camel);
                self.report_name(&given, (wire, None), Case::Camel, Pin::Schema, at);
                given.ident
            }
            None => self.type_name((wire, None), at),
        }
    }

    /// A name of its own: `…Model` where the crate itself uses the name, a number where another type does.
    fn type_name(&mut self, (wire, pinned): (&str, Option<&str>), at: &At<'_>) -> Ident {
        let source = pinned.unwrap_or(wire);
        let spelled = spell(source, Case::Camel);
        let reserved = crate::ir::reserved::TYPES.contains(&spelled.as_str());
        let wished = if reserved { format!("{spelled}Model") } else { spelled };
        let mut given = self.type_names.types.take(&wished, source, Case::Camel);
        if reserved {
            given.odd = Some(Odd::Reserved);
        }
        self.report_name(&given, (wire, pinned), Case::Camel, Pin::Schema, at);
        given.ident
    }

    /// A type for a schema that has no name of its own; named when all are known.
    pub(super) fn inline_type(&mut self, kind: Kind, data: &SchemaData, place: &Place<'_>, at: &At<'_>) -> TypeId {
        let pointer = at.pointer();
        if let Some(id) = self.deep.known(&pointer) {
            return id;
        }
        let path = place.path();
        let docs = super::docs::docs(data.description.as_deref().unwrap_or_default());
        self.uses(&at.key("description"));
        let pinned = self.pinned_name(data.extensions.get("x-rust-name"), at).map(str::to_owned);
        // Only what stands inside an operation's own types is shared; those themselves belong to their operation, unless
        // their name is given.
        let member = match &pinned {
            Some(pinned) => Some(pinned.clone()),
            None => (path.len() > 2).then(|| path[path.len() - 1].clone()),
        };
        let key =
            member.filter(|_| place.owner() == Owner::Operation).map(|member| (member, format!("{kind:?}{docs:?}")));
        let known = key.as_ref().and_then(|key| self.type_names.shared.get(key));
        if let Some(&index) = known {
            let waiting = &mut self.type_names.waiting[index];
            waiting.places += 1;
            return waiting.id;
        }
        let unnamed = Ident::trusted("Unnamed".to_owned());
        let deprecated = data.deprecated;
        let definition = Definition { name: unnamed.clone(), module: unnamed, wire: None, docs, deprecated, kind };
        let id = match self.deep.awaited(&pointer) {
            Some(id) => {
                *self.types.get_mut(id) = definition;
                id
            }
            None => self.types.insert(definition),
        };
        self.deep.made(&pointer, id);
        if let Some(key) = key {
            self.type_names.shared.insert(key, self.type_names.waiting.len());
        }
        let owner = place.owner();
        self.type_names.waiting.push(Waiting { id, owner, path, pinned, places: 1, pointer });
        id
    }

    /// Names a type by its place when all are known.
    pub(super) fn name_later(&mut self, id: TypeId, place: &Place<'_>, pointer: Pointer) {
        let (owner, path) = (place.owner(), place.path());
        self.type_names.waiting.push(Waiting { id, owner, path, pinned: None, places: 1, pointer });
    }

    /// Gives every inline type its name: pinned ones first, then in the order of the document.
    pub(super) fn name_inline_types(&mut self) {
        let mut waiting = std::mem::take(&mut self.type_names.waiting);
        waiting.sort_by_key(|waiting| (waiting.pinned.is_none(), waiting.places == 1));
        for waiting in waiting {
            let qualified = waiting.path.join(".");
            let member = waiting.path.last().map_or("", String::as_str);
            let name = match &waiting.pinned {
                Some(pinned) => self.waiting_name(&qualified, Some(pinned), &waiting.pointer),
                None if waiting.places > 1 && self.type_names.types.is_free(&spell(member, Case::Camel)) => {
                    self.type_names.types.give(member, Case::Camel).ident
                }
                None => self.waiting_name(&qualified, None, &waiting.pointer),
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

    fn waiting_name(&mut self, wire: &str, pinned: Option<&str>, pointer: &Pointer) -> Ident {
        let mut given = self.type_names.types.give(pinned.unwrap_or(wire), Case::Camel);
        // What is odd about a part of its place is told there.
        if pinned.is_none() && matches!(given.odd, Some(Odd::Keyword | Odd::Unspellable)) {
            given.odd = None;
        }
        with_at(pointer.tokens(), &mut |at| {
            self.report_name(&given, (wire, pinned), Case::Camel, Pin::Schema, at);
        });
        given.ident
    }

    /// Names the calls of operations, which a file imports beside types. Another file may have a call of the same name.
    pub(super) fn name_calls(&mut self, groups: &mut [Group]) {
        let scope = &mut self.type_names.types;
        for group in groups {
            let mut calls = Vec::new();
            for operation in &mut group.operations {
                let mut wished = spell(operation.function.as_str(), Case::Camel);
                if !scope.is_free(&wished) {
                    wished.push_str("Call");
                }
                let mut name = |wished: &str| {
                    let ident = scope.take(wished, operation.function.as_str(), Case::Camel).ident;
                    calls.push(ident.clone());
                    ident
                };
                operation.call = name(&wished);
                if let Some(inputs) = &mut operation.inputs {
                    *inputs = name(&format!("{}Inputs", operation.call));
                }
                if let Payload::ByStatus(answer) = &mut operation.response.success {
                    answer.name = name(&format!("{}Answer", operation.call));
                }
            }
            scope.release(&calls);
        }
    }
}

/// The parts of a dotted name.
fn segments(wire: &str) -> Vec<&str> {
    let segments: Vec<&str> = wire.split('.').filter(|segment| segment.chars().any(char::is_alphanumeric)).collect();
    if segments.is_empty() { vec![wire] } else { segments }
}
