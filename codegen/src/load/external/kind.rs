//! Where references can stand in a document.

use super::Section;

/// What stands at a place, as far as references are below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    PathItem,
    Operation,
    Parameter,
    Header,
    Body,
    Response,
    MediaType,
    Encoding,
    Schema,
    Example,
    Link,
    Callback,
    SecurityScheme,
    /// Where `OpenAPI` knows no references, yet tools for documents in several files allow them.
    Anything,
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holds {
    One(Kind),
    List(Kind),
    Map(Kind),
}

impl Kind {
    /// Where a part of this kind can be referred to. `None`: it has to be written where it is used.
    pub(super) fn section(self) -> Option<Section> {
        Some(match self {
            Self::Parameter => "parameters",
            Self::Header => "headers",
            Self::Body => "requestBodies",
            Self::Response => "responses",
            Self::Schema => "schemas",
            Self::Example => "examples",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::SecurityScheme => "securitySchemes",
            Self::PathItem | Self::Operation | Self::MediaType | Self::Encoding | Self::Anything => return None,
        })
    }

    /// The kind of what is in a section of the components.
    pub(super) fn of_section(section: &str) -> Option<Self> {
        let all = [
            Self::Parameter,
            Self::Header,
            Self::Body,
            Self::Response,
            Self::Schema,
            Self::Example,
            Self::Link,
            Self::Callback,
            Self::SecurityScheme,
        ];
        if section == "pathItems" {
            return Some(Self::PathItem);
        }
        all.into_iter().find(|kind| kind.section() == Some(section))
    }

    /// What is below a key.
    pub(super) fn holds(self, key: &str) -> Option<Holds> {
        use Holds::{List, Map, One};
        Some(match (self, key) {
            (Self::Anything, _) | (_, "description") => One(Self::Anything),
            (Self::PathItem | Self::Operation, "parameters") => List(Self::Parameter),
            (Self::PathItem, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace") => {
                One(Self::Operation)
            }
            (Self::Operation, "requestBody") => One(Self::Body),
            (Self::Operation, "responses") => Map(Self::Response),
            (Self::Parameter | Self::Header | Self::MediaType, "schema") => One(Self::Schema),
            (Self::Parameter | Self::Header | Self::MediaType, "examples") => Map(Self::Example),
            (Self::Parameter | Self::Header | Self::Body | Self::Response, "content") => Map(Self::MediaType),
            (Self::Response | Self::Encoding, "headers") => Map(Self::Header),
            (Self::MediaType, "encoding") => Map(Self::Encoding),
            (Self::Schema, key) => return in_schema(key),
            (_, _) => return None,
        })
    }
}

fn in_schema(key: &str) -> Option<Holds> {
    Some(match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => Holds::Map(Kind::Schema),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Holds::List(Kind::Schema),
        "items"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else"
        | "contains"
        | "propertyNames"
        | "unevaluatedItems"
        | "unevaluatedProperties"
        | "additionalItems"
        | "contentSchema" => Holds::One(Kind::Schema),
        _ => return None,
    })
}
