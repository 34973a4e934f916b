//! Whether `null` is a value of a schema.

use serde_json::Value;

use super::Lowering;
use super::facts::{Facts, SchemaRef};
use super::reference::component_name;

/// How many schemas inside each other are looked through.
const DEEPEST: usize = 64;

impl<'d> Lowering<'d> {
    /// Whether `null` is allowed: said by the schema itself, by all that hold at once, or by one of the alternatives.
    pub(super) fn is_nullable(&mut self, schema: SchemaRef<'d>) -> bool {
        self.is_nullable_at(schema, 0)
    }

    fn is_nullable_at(&mut self, schema: SchemaRef<'d>, depth: usize) -> bool {
        match schema {
            _ if depth > DEEPEST => false,
            SchemaRef::Reference(reference) => {
                let Some(name) = component_name(reference, "schemas") else { return false };
                let openapi = self.openapi;
                let components = openapi.components.as_ref();
                let Some((name, schema)) = components.and_then(|found| found.schemas.get_key_value(&name)) else {
                    return false;
                };
                if let Some(&known) = self.nullable.get(name.as_str()) {
                    return known;
                }
                // What leads back to itself adds nothing.
                self.nullable.insert(name, false);
                let nullable = self.is_nullable_at(schema.into(), depth + 1);
                self.nullable.insert(name, nullable);
                nullable
            }
            SchemaRef::Item(schema) => {
                let facts = Facts::of(schema);
                schema.schema_data.nullable
                    || facts.values.iter().any(Value::is_null)
                    || self.all_nullable(facts.all_of.iter().map(SchemaRef::from), depth)
                    || facts.one_of.iter().chain(facts.any_of).any(|one| self.is_nullable_at(one.into(), depth + 1))
            }
        }
    }

    /// Whether all schemas that say something of their values allow `null`, or one that says nothing else does.
    pub(super) fn all_nullable(&mut self, schemas: impl Iterator<Item = SchemaRef<'d>>, depth: usize) -> bool {
        let (mut any, mut all) = (false, true);
        for schema in schemas {
            let nullable = self.is_nullable_at(schema, depth + 1);
            if !schema.is_silent() {
                any = true;
                all &= nullable;
            } else if nullable {
                return true;
            }
        }
        any && all
    }
}
