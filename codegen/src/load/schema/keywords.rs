//! The keywords of a schema, each read as what it is, before they are put together.

use openapiv3::{AdditionalProperties, AnySchema, Discriminator, ReferenceOr, SchemaData};
use serde_json::{Map, Number, Value};

use super::super::reader::{Reader, describe};
use super::super::version::Version;
use super::items::Items;
use super::lost::{content, lost};
use super::types::Types;
use super::union::Alternatives;
use super::{boxed, schema};
use crate::loss::Reason;
use crate::pointer::At;

#[derive(Default)]
pub(super) struct Keywords {
    pub(super) data: SchemaData,
    pub(super) types: Types,
    /// Its numbers stay empty until it is known what they are.
    pub(super) rest: AnySchema,
    pub(super) multiple_of: Option<Number>,
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    /// Bounds as 3.1 has them.
    exclusive_minimum: Option<Number>,
    exclusive_maximum: Option<Number>,
    one_of: Option<Alternatives>,
    any_of: Option<Alternatives>,
    patterns: Map<String, Value>,
    items: Items,
}

impl Keywords {
    pub(super) fn of(types: Types) -> Self {
        Self { types, ..Self::default() }
    }

    pub(super) fn read(reader: &mut Reader<'_>, map: Map<String, Value>, at: &At<'_>) -> Self {
        let mut keywords = Self::default();
        for (key, value) in map {
            let at = at.key(&key);
            if value.is_null() && key != "const" && !key.starts_with("x-") {
                continue;
            }
            keywords.annotation(reader, &key, value, &at);
        }
        keywords.complete(reader, at);
        keywords
    }

    /// What is said about the schema.
    fn annotation(&mut self, reader: &mut Reader<'_>, key: &str, value: Value, at: &At<'_>) {
        let data = &mut self.data;
        match key {
            "nullable" => data.nullable |= reader.flag(&value, at),
            "readOnly" => data.read_only = reader.flag(&value, at),
            "writeOnly" => data.write_only = reader.flag(&value, at),
            "deprecated" => data.deprecated = reader.flag(&value, at),
            "externalDocs" => reader.lose(at, Reason::Documentation),
            "example" => {
                reader.lose(at, Reason::Documentation);
                data.example = Some(value);
            }
            "examples" => {
                reader.lose(at, Reason::Documentation);
                let first = value.as_array().and_then(|list| list.first()).filter(|first| !first.is_null());
                if let (None, Some(first)) = (&data.example, first) {
                    data.example = Some(first.clone());
                }
            }
            "title" => data.title = reader.prose(value, at),
            "description" => data.description = reader.prose(value, at),
            "discriminator" => data.discriminator = discriminator(reader, value, at),
            "default" => {
                reader.lose(at, Reason::Documentation);
                data.default = Some(value);
            }
            _ if key.starts_with("x-") => reader.extend(&mut data.extensions, key, value, at),
            _ => self.constraint(reader, key, value, at),
        }
    }

    /// What is said about its values.
    fn constraint(&mut self, reader: &mut Reader<'_>, key: &str, value: Value, at: &At<'_>) {
        if let Some(reason) = lost(key, &value) {
            reader.lose(at, reason);
        }
        let rest = &mut self.rest;
        match key {
            "type" => self.types = Types::read(reader, &value, at),
            "format" => rest.format = format(reader, value, at),
            "enum" => rest.enumeration = reader.list(value, at, |_, value, _| Some(value)),
            "const" => rest.enumeration = vec![value],
            "pattern" => rest.pattern = reader.text(value, at),
            "minLength" => rest.min_length = reader.size(value, at),
            "maxLength" => rest.max_length = reader.size(value, at),
            "multipleOf" => self.multiple_of = reader.number(value, at),
            "minimum" => self.minimum = reader.number(value, at),
            "maximum" => self.maximum = reader.number(value, at),
            "exclusiveMinimum" => match value {
                Value::Number(bound) => self.exclusive_minimum = Some(newer(reader, bound, at)),
                value => rest.exclusive_minimum = reader.boolean(&value, at),
            },
            "exclusiveMaximum" => match value {
                Value::Number(bound) => self.exclusive_maximum = Some(newer(reader, bound, at)),
                value => rest.exclusive_maximum = reader.boolean(&value, at),
            },
            "properties" => rest.properties = reader.map(value, at, |reader, value, at| Some(boxed(reader, value, at))),
            "required" => rest.required = required(reader, value, at),
            "additionalProperties" => rest.additional_properties = Some(additional_properties(reader, value, at)),
            "patternProperties" => {
                self.patterns = reader.mapping(value, at, "a mapping of patterns", "it is ignored").unwrap_or_default();
            }
            "minProperties" => rest.min_properties = reader.size(value, at),
            "maxProperties" => rest.max_properties = reader.size(value, at),
            "items" => self.items.items = Some(value),
            "prefixItems" => self.items.prefix = Some(value),
            "minItems" => rest.min_items = reader.size(value, at),
            "maxItems" => rest.max_items = reader.size(value, at),
            "uniqueItems" => rest.unique_items = reader.boolean(&value, at),
            "oneOf" => self.one_of = Some(self.alternatives(reader, value, at)),
            "anyOf" => self.any_of = Some(self.alternatives(reader, value, at)),
            "allOf" => rest.all_of = reader.list(value, at, |reader, value, at| Some(schema(reader, value, at))),
            "not" => rest.not = Some(Box::new(schema(reader, value, at))),
            "contentEncoding" | "contentMediaType" if rest.format.is_none() => rest.format = content(key, &value),
            // `lost` knows what has no effect.
            _ => {}
        }
    }

    fn alternatives(&mut self, reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Alternatives {
        let (alternatives, null) = Alternatives::new(reader, value, at);
        self.data.nullable |= null;
        alternatives
    }

    /// What takes all keywords to be known.
    fn complete(&mut self, reader: &mut Reader<'_>, at: &At<'_>) {
        self.data.nullable |= self.types.null;
        if self.rest.format.is_none() {
            self.rest.format = self.types.format.map(str::to_owned);
        }
        if let Some(bound) = self.exclusive_minimum.take() {
            let stricter = self.minimum.as_ref().is_some_and(|minimum| minimum.as_f64() > bound.as_f64());
            if !stricter {
                self.minimum = Some(bound);
            }
            self.rest.exclusive_minimum = Some(!stricter);
        }
        if let Some(bound) = self.exclusive_maximum.take() {
            let stricter = self.maximum.as_ref().is_some_and(|maximum| maximum.as_f64() < bound.as_f64());
            if !stricter {
                self.maximum = Some(bound);
            }
            self.rest.exclusive_maximum = Some(!stricter);
        }
        if let Some(list) = self.one_of.take() {
            self.rest.one_of = self.union(reader, list, "oneOf", at);
        }
        if let Some(list) = self.any_of.take() {
            self.rest.any_of = self.union(reader, list, "anyOf", at);
        }
        self.pattern_properties(reader, at);
        self.rest.items = std::mem::take(&mut self.items).read(reader, at);
    }

    /// One schema or null is that schema, and nullable.
    fn union(
        &mut self,
        reader: &mut Reader<'_>,
        list: Alternatives,
        key: &str,
        at: &At<'_>,
    ) -> Vec<ReferenceOr<openapiv3::Schema>> {
        let origin = at.key(key);
        if list.len() == 1 && self.data.nullable {
            list.read_into(&mut self.rest.all_of, reader, &origin, &at.key("allOf"));
            return Vec::new();
        }
        list.read(reader, &origin)
    }

    /// Which names the values have is not looked at: a single pattern says what all further members are.
    fn pattern_properties(&mut self, reader: &mut Reader<'_>, at: &At<'_>) {
        if self.patterns.is_empty() || matches!(self.rest.additional_properties, Some(AdditionalProperties::Schema(_)))
        {
            return;
        }
        let patterns = std::mem::take(&mut self.patterns);
        let count = patterns.len();
        self.rest.additional_properties = match patterns.into_iter().next() {
            Some((pattern, value)) if count == 1 => {
                let place = at.key("additionalProperties");
                reader.moved(&place, &at.key("patternProperties").key(&pattern));
                Some(additional_properties(reader, value, &place))
            }
            _ => Some(AdditionalProperties::Any(true)),
        };
    }

    /// Adds what the schema refers to.
    pub(super) fn refer(&mut self, reader: &mut Reader<'_>, reference: String, at: &At<'_>) {
        let all_of = at.key("allOf");
        reader.moved(&all_of.index(self.rest.all_of.len()), at);
        self.rest.all_of.push(ReferenceOr::Reference { reference });
    }
}

/// The name of a format; what is no text names none.
fn format(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<String> {
    match value {
        Value::String(format) => Some(format).filter(|format| !format.is_empty()),
        other => {
            reader.malformed(at, "the name of a format", &describe(&other), "it is ignored");
            None
        }
    }
}

fn newer(reader: &mut Reader<'_>, bound: Number, at: &At<'_>) -> Number {
    if reader.version == Version::V30 {
        reader.repaired(at, "`true` or `false`", &format!("`{bound}`"), "it is read as OpenAPI 3.1 does: as the bound");
    }
    bound
}

fn required(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Vec<String> {
    if !value.is_boolean() {
        return reader.texts(value, at);
    }
    let help = "it is ignored; whether a property is required is said by the object that has it";
    reader.repaired(at, "a list of the properties that are required", &format!("`{value}`"), help);
    Vec::new()
}

fn additional_properties(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> AdditionalProperties {
    match value {
        Value::Bool(any) => AdditionalProperties::Any(any),
        value @ Value::String(_) => AdditionalProperties::Any(reader.boolean(&value, at).unwrap_or(true)),
        value => AdditionalProperties::Schema(Box::new(schema(reader, value, at))),
    }
}

fn discriminator(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Discriminator> {
    let mut discriminator = Discriminator::default();
    if let Value::String(name) = value {
        reader.repaired(at, "a mapping with `propertyName`", "text", "it is read as the name");
        discriminator.property_name = name;
        return Some(discriminator);
    }
    let mut name = None;
    for (key, value) in reader.mapping(value, at, "a mapping with `propertyName`", "it is ignored")? {
        let at = at.key(&key);
        match key.as_str() {
            "propertyName" => name = reader.text(value, &at),
            "mapping" => discriminator.mapping = reader.map(value, &at, Reader::text),
            _ => reader.extend(&mut discriminator.extensions, &key, value, &at),
        }
    }
    let Some(name) = name else {
        reader.malformed(at, "a mapping with `propertyName`", "none", "the discriminator is ignored");
        return None;
    };
    discriminator.property_name = name;
    Some(discriminator)
}
