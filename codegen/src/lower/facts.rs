//! One view of a schema, whichever of the many shapes of `openapiv3` it was read as.

use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type, VariantOrUnknownOrEmpty,
};
use serde_json::{Number, Value};

/// A schema or a reference to one.
#[derive(Debug, Clone, Copy)]
pub(super) enum SchemaRef<'d> {
    Reference(&'d str),
    Item(&'d Schema),
}

impl<'d> From<&'d ReferenceOr<Schema>> for SchemaRef<'d> {
    fn from(schema: &'d ReferenceOr<Schema>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'d> From<&'d ReferenceOr<Box<Schema>>> for SchemaRef<'d> {
    fn from(schema: &'d ReferenceOr<Box<Schema>>) -> Self {
        match schema {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Item(schema),
        }
    }
}

impl<'d> SchemaRef<'d> {
    /// What is said about a schema that stands here; nothing of one that is referred to.
    pub(super) fn data(self) -> Option<&'d SchemaData> {
        match self {
            Self::Reference(_) => None,
            Self::Item(schema) => Some(&schema.schema_data),
        }
    }

    /// Whether nothing is said of the values, but for `null`.
    pub(super) fn is_silent(self) -> bool {
        match self {
            Self::Reference(_) => false,
            Self::Item(schema) => Facts::of(schema).is_silent(),
        }
    }
}

/// What a schema says, apart from its [`openapiv3::SchemaData`].
#[derive(Debug, Clone, Default)]
pub(super) struct Facts<'d> {
    /// `type`, or else what other keywords are for.
    pub kind: Option<&'d str>,
    /// Whether `type` says nothing, so that values of other types are not ruled out.
    pub implied: bool,
    pub format: Option<&'d str>,
    /// In the order of the document.
    pub properties: Vec<(&'d str, SchemaRef<'d>)>,
    pub required: Vec<&'d str>,
    pub additional: Additional<'d>,
    pub items: Option<SchemaRef<'d>>,
    /// Empty: any value.
    pub values: Vec<Value>,
    pub pattern: Option<&'d str>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub one_of: &'d [ReferenceOr<Schema>],
    pub any_of: &'d [ReferenceOr<Schema>],
    pub all_of: &'d [ReferenceOr<Schema>],
    pub not: bool,
}

/// `additionalProperties`.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Additional<'d> {
    #[default]
    Unsaid,
    Allowed,
    Forbidden,
    Schema(SchemaRef<'d>),
}

impl<'d> Facts<'d> {
    /// Whether nothing is said that makes a difference to the type.
    pub(super) fn is_silent(&self) -> bool {
        let Self { kind, format, properties, required, additional, items, values, pattern, .. } = self;
        kind.is_none()
            && format.is_none()
            && properties.is_empty()
            && required.is_empty()
            && !matches!(additional, Additional::Schema(_))
            && items.is_none()
            && values.is_empty()
            && pattern.is_none()
            && self.min_length.is_none()
            && self.max_length.is_none()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.all_of.is_empty()
    }

    /// Whether other schemas have a say.
    pub(super) fn is_composed(&self) -> bool {
        !(self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty())
    }

    pub(super) fn of(schema: &'d Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { .. } => Self { not: true, ..Self::default() },
            SchemaKind::Any(any) => Self::of_any(any),
        }
    }

    fn of_type(ty: &'d Type) -> Self {
        match ty {
            Type::String(string) => Self {
                kind: Some("string"),
                format: format(&string.format, |format| string_format(*format)),
                values: values(&string.enumeration, |text| Value::String(text.clone())),
                pattern: string.pattern.as_deref(),
                min_length: string.min_length.map(|length| length as u64),
                max_length: string.max_length.map(|length| length as u64),
                ..Self::default()
            },
            Type::Number(number) => Self {
                kind: Some("number"),
                format: format(&number.format, |_| "double"),
                values: values(&number.enumeration, |number| {
                    Number::from_f64(*number).map_or(Value::Null, Value::Number)
                }),
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                kind: Some("integer"),
                format: format(&integer.format, |_| "int64"),
                values: values(&integer.enumeration, |integer| Value::from(*integer)),
                ..Self::default()
            },
            Type::Boolean(boolean) => Self {
                kind: Some("boolean"),
                values: values(&boolean.enumeration, |boolean| Value::Bool(*boolean)),
                ..Self::default()
            },
            Type::Array(array) => {
                Self { kind: Some("array"), items: array.items.as_ref().map(SchemaRef::from), ..Self::default() }
            }
            Type::Object(object) => Self {
                kind: Some("object"),
                properties: object.properties.iter().map(|(name, schema)| (name.as_str(), schema.into())).collect(),
                required: object.required.iter().map(String::as_str).collect(),
                additional: additional(object.additional_properties.as_ref()),
                ..Self::default()
            },
        }
    }

    fn of_any(any: &'d AnySchema) -> Self {
        let implied = if !any.properties.is_empty() || any.additional_properties.is_some() {
            Some("object")
        } else if any.items.is_some() {
            Some("array")
        } else if any.pattern.is_some() {
            Some("string")
        } else {
            None
        };
        Self {
            kind: any.typ.as_deref().or(implied),
            implied: any.typ.is_none() && implied.is_some(),
            format: any.format.as_deref(),
            properties: any.properties.iter().map(|(name, schema)| (name.as_str(), schema.into())).collect(),
            required: any.required.iter().map(String::as_str).collect(),
            additional: additional(any.additional_properties.as_ref()),
            items: any.items.as_ref().map(SchemaRef::from),
            values: any.enumeration.clone(),
            pattern: any.pattern.as_deref(),
            min_length: any.min_length.map(|length| length as u64),
            max_length: any.max_length.map(|length| length as u64),
            one_of: &any.one_of,
            any_of: &any.any_of,
            all_of: &any.all_of,
            not: any.not.is_some(),
        }
    }
}

fn additional(additional: Option<&AdditionalProperties>) -> Additional<'_> {
    match additional {
        None => Additional::Unsaid,
        Some(AdditionalProperties::Any(true)) => Additional::Allowed,
        Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
        Some(AdditionalProperties::Schema(schema)) => Additional::Schema(schema.as_ref().into()),
    }
}

fn values<T>(enumeration: &[Option<T>], value: impl Fn(&T) -> Value) -> Vec<Value> {
    enumeration.iter().map(|item| item.as_ref().map_or(Value::Null, &value)).collect()
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, name: impl Fn(&T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(name(item)),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn string_format(format: openapiv3::StringFormat) -> &'static str {
    match format {
        openapiv3::StringFormat::Date => "date",
        openapiv3::StringFormat::DateTime => "date-time",
        openapiv3::StringFormat::Password => "password",
        openapiv3::StringFormat::Byte => "byte",
        openapiv3::StringFormat::Binary => "binary",
    }
}
