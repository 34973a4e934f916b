//! References to components, and the components' own types.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Parameter, ReferenceOr, RequestBody, Response, Schema};

use super::facts::SchemaRef;
use super::lookup::{Found, find};
use super::place::Place;
use super::{Lowering, docs, facts::Facts};
use crate::diagnostic::Code;
use crate::ir::name::Wire;
use crate::ir::types::{Definition, Kind, Type, TypeId};
use crate::pointer::{At, Pointer};

/// The types of the component schemas, by name.
#[derive(Debug, Default)]
pub(super) struct Components<'d> {
    ids: BTreeMap<&'d str, TypeId>,
    names: BTreeMap<TypeId, &'d str>,
}

impl<'d> Lowering<'d> {
    /// Gives every component schema a name and a place, so that references can be made before definitions are.
    pub(super) fn declare_components(&mut self) {
        let openapi = self.openapi;
        let Some(components) = &openapi.components else { return };
        let at = At::ROOT.key("components");
        let at = at.key("schemas");
        let names = self.name_components(components.schemas.iter().map(|(name, schema)| (name.as_str(), schema)), &at);
        for ((wire, schema), name) in components.schemas.iter().zip(names) {
            let id = self.types.insert(Definition {
                module: name.module,
                name: name.ident,
                wire: Some(Wire::new(wire.as_str())),
                docs: docs::docs(schema.as_item().and_then(description).unwrap_or_default()),
                deprecated: schema.as_item().is_some_and(|schema| schema.schema_data.deprecated),
                kind: Kind::Alias(Type::Json),
            });
            self.components.ids.insert(wire, id);
            self.components.names.insert(id, wire);
        }
    }

    /// Fills what [`Self::declare_components`] has declared.
    pub(super) fn define_components(&mut self) {
        let openapi = self.openapi;
        let Some(components) = &openapi.components else { return };
        let at = At::ROOT.key("components");
        let at = at.key("schemas");
        for (wire, schema) in &components.schemas {
            let id = self.components.ids[wire.as_str()];
            let name = self.types.get(id).name.as_str().to_owned();
            let at = at.key(wire);
            let kind = self.definition(SchemaRef::from(schema), &Place::component(id, &name), &at);
            self.types.get_mut(id).kind = kind;
        }
    }

    /// The type of the component that `reference` leads to; `None`, and a diagnostic, if it leads to none.
    pub(super) fn schema_reference(&mut self, reference: &str, at: &At<'_>) -> Option<TypeId> {
        let found = component_name(reference, "schemas").and_then(|name| self.component(&name));
        if found.is_none() {
            self.report_dangling(reference, "schemas", "the schema is read as any JSON", at);
        }
        found
    }

    /// The type of the component of this name.
    pub(super) fn component(&self, name: &str) -> Option<TypeId> {
        self.components.ids.get(name).copied()
    }

    /// The name of the component schema that became this type.
    pub(super) fn component_of(&self, id: TypeId) -> Option<&'d str> {
        self.components.names.get(&id).copied()
    }

    /// The schema behind a reference, through further references. `None` if there is none.
    pub(super) fn resolve_schema(&self, schema: SchemaRef<'d>) -> Option<&'d Schema> {
        let mut seen = BTreeSet::new();
        let mut schema = schema;
        loop {
            match schema {
                SchemaRef::Item(item) => {
                    // What stands beside a `$ref` was moved around it by `load`.
                    let facts = Facts::of(item);
                    match (facts.all_of, facts.kind) {
                        ([only @ ReferenceOr::Reference { .. }], None) => schema = only.into(),
                        _ => return Some(item),
                    }
                }
                SchemaRef::Reference(reference) => {
                    if !seen.insert(reference) {
                        return None;
                    }
                    let Found::Schema(found) = find(self.openapi, target(reference)?.tokens())? else { return None };
                    schema = found;
                }
            }
        }
    }

    /// The parameter, and where it is defined.
    pub(super) fn resolve_parameter(
        &mut self,
        item: &'d ReferenceOr<Parameter>,
        at: &At<'_>,
    ) -> Option<(&'d Parameter, Pointer)> {
        self.resolve(item, "parameters", "the parameter is left out", at, |found| match found {
            Found::Parameter(parameter) => Some(parameter),
            Found::Schema(_) | Found::Body(_) | Found::Response(_) => None,
        })
    }

    /// The body, and where it is defined.
    pub(super) fn resolve_body(
        &mut self,
        item: &'d ReferenceOr<RequestBody>,
        at: &At<'_>,
    ) -> Option<(&'d RequestBody, Pointer)> {
        self.resolve(item, "requestBodies", "the operation is left out", at, |found| match found {
            Found::Body(body) => Some(body),
            Found::Schema(_) | Found::Parameter(_) | Found::Response(_) => None,
        })
    }

    /// The response, and where it is defined.
    pub(super) fn resolve_response(
        &mut self,
        item: &'d ReferenceOr<Response>,
        at: &At<'_>,
    ) -> Option<(&'d Response, Pointer)> {
        self.resolve(item, "responses", "the response is left out", at, |found| match found {
            Found::Response(response) => Some(response),
            Found::Schema(_) | Found::Parameter(_) | Found::Body(_) => None,
        })
    }

    fn resolve<T>(
        &mut self,
        item: &'d ReferenceOr<T>,
        section: &'static str,
        consequence: &str,
        at: &At<'_>,
        part: impl Fn(Found<'d>) -> Option<&'d ReferenceOr<T>>,
    ) -> Option<(&'d T, Pointer)> {
        let mut seen = BTreeSet::new();
        let mut pointer = None;
        let mut item = item;
        loop {
            let reference = match item {
                ReferenceOr::Item(item) => return Some((item, pointer.unwrap_or_else(|| at.pointer()))),
                ReferenceOr::Reference { reference } => reference,
            };
            let target = target(reference);
            let next = target.as_ref().and_then(|target| part(find(self.openapi, target.tokens())?));
            match next {
                Some(next) if seen.insert(reference) => (item, pointer) = (next, target),
                Some(_) => {
                    let message = format!("expected `{reference}` to lead to a definition, but found a cycle");
                    self.report(Code::ReferenceCycle, at, message, consequence);
                    return None;
                }
                None => {
                    self.report_dangling(reference, section, consequence, at);
                    return None;
                }
            }
        }
    }

    pub(super) fn report_dangling(&mut self, reference: &str, section: &str, consequence: &str, at: &At<'_>) {
        let internal = reference.is_empty() || reference.starts_with('#');
        let (code, message, help) = if !internal {
            (
                Code::ExternalReference,
                format!("expected a reference into this document, but found `{reference}`"),
                format!("{consequence}; bundle the documents into one"),
            )
        } else if target(reference).is_some_and(|target| self.document.has(&target)) {
            (
                Code::UnsupportedReference,
                format!("expected a part of `components` or `paths` that can stand here, but found `{reference}`"),
                format!("{consequence}; define it below `#/components/{section}/`"),
            )
        } else {
            (
                Code::DanglingReference,
                format!("expected `{reference}` to be below `#/components/{section}/`, but found nothing there"),
                format!("{consequence}; define it there, or correct the reference"),
            )
        };
        self.report(code, &at.key("$ref"), message, help);
    }
}

/// Where a reference into this document leads.
pub(super) fn target(reference: &str) -> Option<Pointer> {
    Pointer::parse(&percent_decoded(reference.strip_prefix('#')?))
}

/// The name in `#/components/<section>/<name>`, if the reference has that form.
pub(super) fn component_name(reference: &str, section: &str) -> Option<String> {
    match target(reference)?.tokens() {
        [components, found, name] if components == "components" && found == section => Some(name.clone()),
        _ => None,
    }
}

fn description(schema: &Schema) -> Option<&str> {
    schema.schema_data.description.as_deref().or(schema.schema_data.title.as_deref())
}

/// References are URIs, so that a pointer in one is percent-encoded (RFC 6901, section 6).
pub(super) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let hex = (bytes[index] == b'%').then(|| text.get(index + 1..index + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                index += 3;
            }
            None => {
                out.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
