//! Parameters, and headers of answers.

use indexmap::IndexMap;
use openapiv3::{
    CookieStyle, Header, HeaderStyle, Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
    ReferenceOr,
};
use serde_json::{Map, Value, json};

use super::media_type::media_types;
use super::reader::{Extensions, Reader};
use super::schema::schema;
use crate::loss::Reason;
use crate::pointer::At;

pub(super) fn parameters(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Vec<ReferenceOr<Parameter>> {
    reader.list(value, at, |reader, value, at| reader.reference_or(value, at, parameter))
}

/// The members of parameters and headers.
#[derive(Default)]
struct Members {
    name: Option<String>,
    location: Option<String>,
    description: Option<String>,
    required: bool,
    deprecated: Option<bool>,
    schema: Option<ReferenceOr<openapiv3::Schema>>,
    content: Option<openapiv3::Content>,
    example: Option<Value>,
    style: Option<String>,
    explode: Option<bool>,
    allow_reserved: bool,
    extensions: Extensions,
    /// What looks like it belongs into `schema`.
    loose: Map<String, Value>,
}

impl Members {
    fn read(reader: &mut Reader<'_>, value: Value, at: &At<'_>, expected: &str) -> Option<Self> {
        let mut members = Self::default();
        for (key, value) in reader.mapping(value, at, expected, "it is left out")? {
            let at = at.key(&key);
            match key.as_str() {
                _ if value.is_null() => {}
                "name" => members.name = reader.scalar_text(value, &at),
                "in" => members.location = reader.text(value, &at),
                "description" => members.description = reader.described(value, &at),
                "required" => members.required = reader.flag(&value, &at),
                "deprecated" => members.deprecated = reader.boolean(&value, &at),
                "schema" => members.schema = Some(schema(reader, value, &at)),
                "content" => members.content = Some(media_types(reader, value, &at)),
                "example" => {
                    reader.lose(&at, Reason::Documentation);
                    members.example = Some(value);
                }
                "examples" => reader.lose(&at, Reason::Documentation),
                "style" => members.style = reader.text(value, &at),
                "explode" => members.explode = reader.boolean(&value, &at),
                "allowReserved" => members.allow_reserved = reader.flag(&value, &at),
                "allowEmptyValue" => reader.lose(&at, Reason::Unchecked),
                "type" | "format" | "items" | "enum" | "default" | "pattern" | "minimum" | "maximum" | "minLength"
                | "maxLength" | "minItems" | "maxItems" | "uniqueItems" | "properties" | "oneOf" | "anyOf"
                | "allOf" => {
                    members.loose.insert(key, value);
                }
                _ => reader.extend(&mut members.extensions, &key, value, &at),
            }
        }
        Some(members)
    }

    /// Swagger 2.0 had the members of the schema in the parameter itself, and many a document still has them there.
    fn format(&mut self, reader: &mut Reader<'_>, at: &At<'_>) -> ParameterSchemaOrContent {
        let content = self.content.take().filter(|content| !content.is_empty());
        match (self.schema.take(), content) {
            (Some(schema), _) => ParameterSchemaOrContent::Schema(schema),
            (None, Some(content)) => ParameterSchemaOrContent::Content(content),
            (None, None) => {
                let (found, help) = match self.loose.keys().next() {
                    Some(key) => (format!("`{key}` beside it"), "it is read as a part of `schema`; move it there"),
                    None => ("neither".to_owned(), "it is read as text; give it a `schema`"),
                };
                reader.repaired(at, "`schema` or `content`", &found, help);
                let place = at.key("schema");
                reader.moved(&place, at);
                let loose = std::mem::take(&mut self.loose);
                let value = if loose.is_empty() { json!({ "type": "string" }) } else { Value::Object(loose) };
                ParameterSchemaOrContent::Schema(schema(reader, value, &place))
            }
        }
    }
}

pub(super) fn parameter(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Parameter> {
    let mut members = Members::read(reader, value, at, "a parameter")?;
    let Some(name) = members.name.take() else {
        reader.malformed(at, "a parameter with `name`", "none", "the parameter is left out");
        return None;
    };
    let location = members.location.take().unwrap_or_default();
    let lower = location.to_ascii_lowercase();
    if !["query", "header", "path", "cookie"].contains(&lower.as_str()) {
        let expected = "`in` to be `query`, `header`, `path` or `cookie`";
        reader.malformed(at, expected, &format!("`{location}`"), &format!("the parameter `{name}` is left out"));
        return None;
    }
    if lower != location {
        let help = "capital letters are not looked at";
        reader.repaired(&at.key("in"), &format!("`{lower}`"), &format!("`{location}`"), help);
    }
    let format = members.format(reader, at);
    let Members { description, required, deprecated, example, explode, extensions, .. } = members;
    let examples = IndexMap::new();
    let parameter_data =
        ParameterData { name, description, required, deprecated, format, example, examples, explode, extensions };
    let at = at.key("style");
    let style = members.style.as_deref();
    Some(match lower.as_str() {
        "header" => {
            let style = style.and_then(|style| header_style(reader, style, &at)).unwrap_or_default();
            Parameter::Header { parameter_data, style }
        }
        "path" => {
            let style = style.and_then(|style| path_style(reader, style, &at)).unwrap_or_default();
            Parameter::Path { parameter_data, style }
        }
        "cookie" => {
            let style = style.and_then(|style| cookie_style(reader, style, &at)).unwrap_or_default();
            Parameter::Cookie { parameter_data, style }
        }
        _ => {
            let style = style.and_then(|style| query_style(reader, style, &at)).unwrap_or_default();
            Parameter::Query { parameter_data, allow_reserved: members.allow_reserved, style, allow_empty_value: None }
        }
    })
}

pub(super) fn header(reader: &mut Reader<'_>, value: Value, at: &At<'_>) -> Option<Header> {
    let mut members = Members::read(reader, value, at, "a header")?;
    let format = members.format(reader, at);
    let Members { description, required, deprecated, example, style, extensions, .. } = members;
    let examples = IndexMap::new();
    let style = style.and_then(|style| header_style(reader, &style, &at.key("style"))).unwrap_or_default();
    Some(Header { description, style, required, deprecated, format, example, examples, extensions })
}

pub(super) fn query_style(reader: &mut Reader<'_>, style: &str, at: &At<'_>) -> Option<QueryStyle> {
    match style {
        "form" => Some(QueryStyle::Form),
        "spaceDelimited" => Some(QueryStyle::SpaceDelimited),
        "pipeDelimited" => Some(QueryStyle::PipeDelimited),
        "deepObject" => Some(QueryStyle::DeepObject),
        _ => unknown(reader, "`form`, `spaceDelimited`, `pipeDelimited` or `deepObject`", style, at),
    }
}

fn path_style(reader: &mut Reader<'_>, style: &str, at: &At<'_>) -> Option<PathStyle> {
    match style {
        "simple" => Some(PathStyle::Simple),
        "label" => Some(PathStyle::Label),
        "matrix" => Some(PathStyle::Matrix),
        _ => unknown(reader, "`simple`, `label` or `matrix`", style, at),
    }
}

fn header_style(reader: &mut Reader<'_>, style: &str, at: &At<'_>) -> Option<HeaderStyle> {
    if style == "simple" { Some(HeaderStyle::Simple) } else { unknown(reader, "`simple`", style, at) }
}

fn cookie_style(reader: &mut Reader<'_>, style: &str, at: &At<'_>) -> Option<CookieStyle> {
    if style == "form" { Some(CookieStyle::Form) } else { unknown(reader, "`form`", style, at) }
}

fn unknown<T>(reader: &mut Reader<'_>, expected: &str, style: &str, at: &At<'_>) -> Option<T> {
    reader.malformed(at, &format!("the style {expected}"), &format!("`{style}`"), "the default style is used");
    None
}
