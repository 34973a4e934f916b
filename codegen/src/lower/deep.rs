//! References to schemas that stand deeper than a component: a property of one, the body of an answer.
//!
//! Both places get one type, called after the place where the schema is written.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use super::Lowering;
use super::facts::{Facts, SchemaRef};
use super::lookup::{Found, find};
use super::parameter::with_at;
use super::place::Place;
use super::reference::{component_name, target};
use super::schema::Shape;
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::name::Ident;
use crate::ir::types::{Definition, Kind, Type, TypeId};
use crate::pointer::{At, Pointer};

/// The types of schemas without a name, by where the schema stands.
#[derive(Debug, Default)]
pub(super) struct Deep {
    /// All of them: to compare pointers, most of which start alike, would take longer than to hash them.
    made: IndexMap<Pointer, TypeId>,
    /// Those that references lead to.
    targets: BTreeSet<Pointer>,
    /// The targets that are being lowered.
    open: Vec<Pointer>,
    /// Those of them that refer to themselves.
    awaited: BTreeMap<Pointer, TypeId>,
    /// Those of them that turned out to be other types.
    aliases: BTreeMap<TypeId, Pointer>,
}

impl Deep {
    /// The type that another place has made, or is making, of the schema at `pointer`.
    pub(super) fn known(&self, pointer: &Pointer) -> Option<TypeId> {
        self.targets.contains(pointer).then(|| self.made.get(pointer).copied()).flatten()
    }

    /// The definition that references wait for.
    pub(super) fn awaited(&mut self, pointer: &Pointer) -> Option<TypeId> {
        self.awaited.remove(pointer)
    }

    /// Where the schema stands that this alias is for.
    pub(super) fn alias(&self, id: TypeId) -> Option<Pointer> {
        self.aliases.get(&id).cloned()
    }

    pub(super) fn made(&mut self, pointer: &Pointer, id: TypeId) {
        self.made.entry(pointer.clone()).or_insert(id);
    }
}

impl<'d> Lowering<'d> {
    /// What a reference to no component leads to. `None` if it leads to no schema.
    pub(super) fn deep_reference(&mut self, reference: &str, place: &Place<'_>, at: &At<'_>) -> Option<Shape> {
        let (schema, pointer) = self.deep_target(reference)?;
        self.deep.targets.insert(pointer.clone());
        if let Some(id) = self.deep.known(&pointer) {
            return Some(named(id, schema));
        }
        if self.deep.open.contains(&pointer) {
            if matches!(schema, SchemaRef::Reference(_)) {
                let message = format!("expected `{reference}` to lead to a definition, but found a cycle");
                self.report(Code::ReferenceCycle, at, message, "the schema is read as any JSON");
                return Some(Shape::plain(Type::Json));
            }
            let id = self.deep.awaited.get(&pointer).copied().unwrap_or_else(|| self.undefined());
            self.deep.awaited.insert(pointer, id);
            return Some(named(id, schema));
        }
        self.deep.open.push(pointer.clone());
        let shape = self.at_home(schema, &pointer, place);
        self.deep.open.pop();
        if let Some(id) = self.deep.awaited.remove(&pointer) {
            self.types.get_mut(id).kind = Kind::Alias(shape.ty.clone());
            self.deep.aliases.insert(id, pointer.clone());
            self.name_later(id, place, pointer);
        }
        Some(shape)
    }

    /// The schema that a reference to no component leads to, and where that stands.
    pub(super) fn deep_target(&self, reference: &str) -> Option<(SchemaRef<'d>, Pointer)> {
        if component_name(reference, "schemas").is_some() {
            return None;
        }
        let pointer = target(reference)?;
        match find(self.openapi, pointer.tokens())? {
            Found::Schema(schema) => Some((schema, pointer)),
            Found::Parameter(_) | Found::Body(_) | Found::Response(_) => None,
        }
    }

    /// Lowers a schema where it is written.
    fn at_home(&mut self, schema: SchemaRef<'d>, pointer: &Pointer, place: &Place<'_>) -> Shape {
        let mut shape = Shape::plain(Type::Json);
        with_at(pointer.tokens(), &mut |at| {
            shape = match pointer.tokens() {
                [_, section, component, inner @ ..] if section == "schemas" => match self.component(component) {
                    Some(id) => {
                        let name = self.types.get(id).name.as_str().to_owned();
                        self.inside(schema, &Place::component(id, &name), inner, at)
                    }
                    None => self.schema(schema, place, at),
                },
                _ => self.schema(schema, place, at),
            };
        });
        shape
    }

    /// Lowers a schema that stands inside of `place`, by way of these keywords and names.
    fn inside(&mut self, schema: SchemaRef<'d>, place: &Place<'_>, way: &[String], at: &At<'_>) -> Shape {
        match way {
            [keyword, name, rest @ ..] if keyword == "properties" => self.inside(schema, &place.part(name), rest, at),
            [keyword, rest @ ..] if keyword == "items" => self.inside(schema, &place.part("Item"), rest, at),
            [keyword, rest @ ..] if keyword == "additionalProperties" => {
                self.inside(schema, &place.part("Value"), rest, at)
            }
            // The members of a composition are parts of one type.
            [_, rest @ ..] => self.inside(schema, place, rest, at),
            [] => self.schema(schema, place, at),
        }
    }

    /// A definition to refer to before it is made.
    fn undefined(&mut self) -> TypeId {
        let unnamed = Ident::trusted("Unnamed".to_owned());
        self.types.insert(Definition {
            name: unnamed.clone(),
            module: unnamed,
            wire: None,
            docs: Docs::default(),
            deprecated: false,
            kind: Kind::Alias(Type::Json),
        })
    }
}

fn named(id: TypeId, schema: SchemaRef<'_>) -> Shape {
    let nullable = match schema {
        SchemaRef::Item(schema) => {
            schema.schema_data.nullable || Facts::of(schema).values.iter().any(serde_json::Value::is_null)
        }
        SchemaRef::Reference(_) => false,
    };
    Shape { nullable, ..Shape::plain(Type::Named(id)) }
}
