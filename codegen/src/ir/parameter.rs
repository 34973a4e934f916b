//! Parameters, split by the place that they stand in, each with its own styles.

use super::docs::Docs;
use super::name::{Ident, Wire};
use super::types::{TextChecks, Type};

/// What a caller passes: an argument of the function when `required`, else a setter of the call.
#[derive(Debug, Clone)]
pub struct Input {
    /// The argument or setter, in snake case: unique in its operation, and none of the call's own verbs.
    pub name: Ident,
    pub wire: Wire,
    pub docs: Docs,
    pub deprecated: bool,
    pub required: bool,
    pub ty: Type,
    /// Checked before anything is sent; for a list, each item. Empty for a [`Type::Named`] text type, which has its own.
    pub checks: TextChecks,
    /// Kept out of `Debug` and logs.
    pub sensitive: bool,
    /// Values beyond these are moved to the nearest of them: the size of a page.
    pub clamp: Option<(i64, i64)>,
    /// A value for the example in the docs.
    pub example: Option<String>,
}

/// A piece of a path. A parameter sits inside its segment, so neither can exist without the other.
#[derive(Debug, Clone)]
pub enum Segment {
    /// Percent-encoded already, braces included.
    Literal(String),
    /// In simple style; always required, always a single value.
    Parameter(Input),
}

#[derive(Debug, Clone)]
pub struct QueryParameter {
    pub input: Input,
    pub style: ValueStyle,
}

#[derive(Debug, Clone)]
pub struct HeaderParameter {
    /// Single values and lists, which are joined with commas.
    pub input: Input,
}

#[derive(Debug, Clone)]
pub struct CookieParameter {
    /// A single value.
    pub input: Input,
}

/// How a value becomes `name=value` pairs, in a query or a form (OpenAPI 3.0, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueStyle {
    /// One value, one pair.
    Single,
    /// A list, a pair for each item: `form` with `explode`.
    Repeat,
    /// A list in one pair, joined with commas: `form` without `explode`.
    Comma,
    /// A list in one pair, joined with spaces: `spaceDelimited` without `explode`.
    Space,
    /// A list in one pair, joined with pipes: `pipeDelimited` without `explode`.
    Pipe,
    /// Anything, as JSON text in one pair.
    Json,
    /// An object, member by member.
    Object(ObjectStyle),
}

impl ValueStyle {
    /// How an object is written, if one is.
    pub fn object(self) -> Option<ObjectStyle> {
        match self {
            Self::Object(style) => Some(style),
            Self::Single | Self::Repeat | Self::Comma | Self::Space | Self::Pipe | Self::Json => None,
        }
    }
}

/// How an object becomes `name=value` pairs. What a style does not provide for is JSON text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectStyle {
    /// A pair for each member, under the member's name: `form` with `explode`.
    Members,
    /// Names and values in one pair, joined with commas: `form` without `explode`.
    Comma,
    /// Joined with spaces: `spaceDelimited`.
    Space,
    /// Joined with pipes: `pipeDelimited`.
    Pipe,
    /// A pair for each member, `name[member]=value`, members of members included: `deepObject`.
    Deep,
}
