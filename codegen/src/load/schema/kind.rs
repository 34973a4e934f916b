//! What kind of schema the keywords make.

use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr, Schema, SchemaKind,
    StringType, Type,
};
use serde_json::{Number, Value};

use super::super::reader::{Reader, integer};
use super::keywords::Keywords;
use super::types::Types;
use super::values::{enumeration, of_boolean, of_integer, of_number, of_text};
use crate::pointer::At;

impl Keywords {
    /// As `openapiv3` divides them: a [`Type`] has its own keywords only, anything mixed is an [`AnySchema`]. A bound for
    /// values of another type bounds nothing, and does not make a mixture.
    pub(super) fn schema(mut self, reader: &mut Reader<'_>, at: &At<'_>) -> Schema {
        let schema_kind = match std::mem::take(&mut self.types.names)[..] {
            [] => self.untyped(),
            [name] => self.of_type(name, reader, at),
            ref names => self.of_types(names, reader, at),
        };
        Schema { schema_data: self.data, schema_kind }
    }

    /// Without a type, a list of schemas alone is a kind of its own.
    fn untyped(&mut self) -> SchemaKind {
        let rest = &mut self.rest;
        match shape(rest, self.multiple_of.is_some() || self.minimum.is_some() || self.maximum.is_some()) {
            ONE_OF => SchemaKind::OneOf { one_of: std::mem::take(&mut rest.one_of) },
            ALL_OF => SchemaKind::AllOf { all_of: std::mem::take(&mut rest.all_of) },
            ANY_OF => SchemaKind::AnyOf { any_of: std::mem::take(&mut rest.any_of) },
            NOT => match rest.not.take() {
                Some(not) => SchemaKind::Not { not },
                None => self.any(None),
            },
            0 if self.types.null => {
                rest.enumeration.push(Value::Null);
                self.any(None)
            }
            _ => self.any(None),
        }
    }

    fn of_type(&mut self, name: &str, reader: &mut Reader<'_>, at: &At<'_>) -> SchemaKind {
        let shape = shape(&self.rest, false) & (PROPERTIES | ITEMS | ENUM | ONE_OF | ALL_OF | ANY_OF | NOT);
        let found = match name {
            "string" if shape & !ENUM == 0 => self.text(reader, at).map(Type::String),
            "number" if shape & !ENUM == 0 => self.number(reader, at).map(Type::Number),
            "integer" if shape & !ENUM == 0 => self.integer(reader, at).map(Type::Integer),
            "boolean" if shape & !ENUM == 0 => {
                let values = enumeration(reader, &self.rest.enumeration, &at.key("enum"), of_boolean);
                values.map(|enumeration| Type::Boolean(BooleanType { enumeration }))
            }
            // A format of objects is a name for what they are: it counts unless the properties tell.
            "object"
                if shape & !PROPERTIES == 0 && (self.rest.format.is_none() || !self.rest.properties.is_empty()) =>
            {
                Some(Type::Object(self.object()))
            }
            "array" if shape & !ITEMS == 0 => Some(Type::Array(self.array())),
            _ => None,
        };
        found.map_or_else(|| self.any(Some(name)), SchemaKind::Type)
    }

    fn text(&mut self, reader: &mut Reader<'_>, at: &At<'_>) -> Option<StringType> {
        let enumeration = enumeration(reader, &self.rest.enumeration, &at.key("enum"), of_text)?;
        let AnySchema { format, pattern, min_length, max_length, .. } = &mut self.rest;
        let (min_length, max_length) = (*min_length, *max_length);
        Some(StringType { format: format.take().into(), pattern: pattern.take(), enumeration, min_length, max_length })
    }

    fn number(&mut self, reader: &mut Reader<'_>, at: &At<'_>) -> Option<NumberType> {
        let enumeration = enumeration(reader, &self.rest.enumeration, &at.key("enum"), of_number)?;
        let float = |number: &Option<Number>| number.as_ref().and_then(Number::as_f64);
        Some(NumberType {
            format: self.rest.format.take().into(),
            multiple_of: float(&self.multiple_of),
            exclusive_minimum: self.rest.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.rest.exclusive_maximum.unwrap_or_default(),
            minimum: float(&self.minimum),
            maximum: float(&self.maximum),
            enumeration,
        })
    }

    fn integer(&mut self, reader: &mut Reader<'_>, at: &At<'_>) -> Option<IntegerType> {
        let enumeration = enumeration(reader, &self.rest.enumeration, &at.key("enum"), of_integer)?;
        let mut whole = |key: &str, number: &Option<Number>| {
            let number = number.as_ref()?;
            let whole = integer(number);
            // A bound beyond 64 bits bounds nothing that fits.
            if whole.is_none() && number.as_f64().is_some_and(|float| float.fract() != 0.0) {
                reader.malformed(&at.key(key), "an integer", &format!("`{number}`"), "it is ignored");
            }
            whole
        };
        Some(IntegerType {
            format: self.rest.format.take().into(),
            multiple_of: whole("multipleOf", &self.multiple_of),
            exclusive_minimum: self.rest.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: self.rest.exclusive_maximum.unwrap_or_default(),
            minimum: whole("minimum", &self.minimum),
            maximum: whole("maximum", &self.maximum),
            enumeration,
        })
    }

    fn object(&mut self) -> ObjectType {
        let AnySchema { properties, required, additional_properties, min_properties, max_properties, .. } =
            &mut self.rest;
        ObjectType {
            properties: std::mem::take(properties),
            required: std::mem::take(required),
            additional_properties: additional_properties.take(),
            min_properties: *min_properties,
            max_properties: *max_properties,
        }
    }

    fn array(&mut self) -> ArrayType {
        let AnySchema { items, min_items, max_items, unique_items, .. } = &mut self.rest;
        let (min_items, max_items) = (*min_items, *max_items);
        ArrayType { items: items.take(), min_items, max_items, unique_items: unique_items.unwrap_or_default() }
    }

    fn any(&mut self, name: Option<&str>) -> SchemaKind {
        let float = |number: Option<Number>| number.and_then(|number| number.as_f64());
        SchemaKind::Any(AnySchema {
            typ: name.map(str::to_owned),
            multiple_of: float(self.multiple_of.take()),
            minimum: float(self.minimum.take()),
            maximum: float(self.maximum.take()),
            ..std::mem::take(&mut self.rest)
        })
    }

    /// A list of types is one schema for each, with the keywords that are about it.
    fn of_types(&mut self, names: &[&'static str], reader: &mut Reader<'_>, at: &At<'_>) -> SchemaKind {
        if shape(&self.rest, false) & (ENUM | ONE_OF | ALL_OF | ANY_OF | NOT) != 0 {
            return self.any(None);
        }
        let any_of = names.iter().enumerate().map(|(index, name)| {
            let place = at.key("anyOf");
            let place = place.index(index);
            reader.moved(&place, at);
            let part = self.part(name);
            ReferenceOr::Item(part.schema(reader, &place))
        });
        SchemaKind::AnyOf { any_of: any_of.collect() }
    }

    fn part(&mut self, name: &'static str) -> Self {
        let types = Types { names: vec![name], ..Types::default() };
        let mut part = Self::of(types);
        let is_numeric = name == "integer" || name == "number";
        let format_is_numeric =
            matches!(self.rest.format.as_deref(), Some("int32" | "int64" | "uint64" | "float" | "double"));
        if (name == "string" && !format_is_numeric) || (is_numeric && format_is_numeric) {
            part.rest.format.clone_from(&self.rest.format);
        }
        match name {
            "string" => {
                let AnySchema { pattern, min_length, max_length, .. } = &mut self.rest;
                (part.rest.min_length, part.rest.max_length) = (*min_length, *max_length);
                part.rest.pattern = pattern.take();
            }
            "object" => {
                let ObjectType { properties, required, additional_properties, min_properties, max_properties } =
                    self.object();
                let rest = AnySchema {
                    properties,
                    required,
                    additional_properties,
                    min_properties,
                    max_properties,
                    ..part.rest
                };
                part.rest = rest;
            }
            "array" => {
                let ArrayType { items, min_items, max_items, unique_items } = self.array();
                part.rest = AnySchema { items, min_items, max_items, unique_items: Some(unique_items), ..part.rest };
            }
            _ if is_numeric => {
                part.multiple_of.clone_from(&self.multiple_of);
                part.minimum.clone_from(&self.minimum);
                part.maximum.clone_from(&self.maximum);
                part.rest.exclusive_minimum = self.rest.exclusive_minimum;
                part.rest.exclusive_maximum = self.rest.exclusive_maximum;
            }
            _ => {}
        }
        part
    }
}

const PROPERTIES: u16 = 1;
const ITEMS: u16 = 1 << 1;
const ENUM: u16 = 1 << 2;
const ONE_OF: u16 = 1 << 3;
const ALL_OF: u16 = 1 << 4;
const ANY_OF: u16 = 1 << 5;
const NOT: u16 = 1 << 6;
const FORMAT: u16 = 1 << 7;
const BOUNDS: u16 = 1 << 8;

/// Which groups of keywords there are.
fn shape(rest: &AnySchema, has_numbers: bool) -> u16 {
    let bounds = has_numbers
        || rest.pattern.is_some()
        || [rest.exclusive_minimum, rest.exclusive_maximum, rest.unique_items].iter().any(Option::is_some)
        || [rest.min_length, rest.max_length, rest.min_items, rest.max_items].iter().any(Option::is_some)
        || [rest.min_properties, rest.max_properties].iter().any(Option::is_some)
        || !rest.required.is_empty();
    let groups = [
        (PROPERTIES, !rest.properties.is_empty() || rest.additional_properties.is_some()),
        (ITEMS, rest.items.is_some()),
        (ENUM, !rest.enumeration.is_empty()),
        (ONE_OF, !rest.one_of.is_empty()),
        (ALL_OF, !rest.all_of.is_empty()),
        (ANY_OF, !rest.any_of.is_empty()),
        (NOT, rest.not.is_some()),
        (FORMAT, rest.format.is_some()),
        (BOUNDS, bounds),
    ];
    groups.iter().filter(|(_, present)| *present).fold(0, |shape, (group, _)| shape | group)
}
