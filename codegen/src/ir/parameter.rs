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
    Parameter(Box<PathParameter>),
}

#[derive(Debug, Clone)]
pub struct PathParameter {
    pub input: Input,
    pub form: Form,
    /// `None`: one text, encoded; that is what `simple` makes of a single value.
    pub style: Option<PathStyle>,
    /// Without one it is required. A parameter that has one is a single text in no special style.
    pub default_from: Option<DefaultFrom>,
}

/// Where the client has a value for a parameter that the caller does not pass: `x-default-from`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultFrom {
    /// The user name of the credential for this scheme of HTTP Basic, in [`super::Api::security_schemes`].
    pub scheme: Option<usize>,
    /// An environment variable, for a client that is made from the environment; it goes first.
    pub env: Option<String>,
}

#[derive(Debug, Clone)]
pub struct QueryParameter {
    pub input: Input,
    pub style: ValueStyle,
    /// Reserved characters of the value stay as they are.
    pub allow_reserved: bool,
}

/// In `simple` style: lists are joined with commas.
#[derive(Debug, Clone)]
pub struct HeaderParameter {
    pub input: Input,
    pub form: Form,
    /// Members of an object are `name=value`.
    pub explode: bool,
}

/// In `form` style.
#[derive(Debug, Clone)]
pub struct CookieParameter {
    pub input: Input,
    pub form: Form,
    /// Each item or member is a cookie of its own.
    pub explode: bool,
}

/// What a value is made of on the wire, and so how it is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One text.
    Single,
    /// A list of texts.
    List,
    /// Objects, lists of lists, any JSON: written member by member.
    Object,
    /// Anything, written as JSON text.
    Json,
}

/// How a value stands in a path (OpenAPI 3.0, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black`, `R,100,G,200`.
    Simple,
    /// `blue,black`, `R=100,G=200`.
    SimpleExplode,
    /// `.blue,black`, `.R,100,G,200`.
    Label,
    /// `.blue.black`, `.R=100.G=200`.
    LabelExplode,
    /// `;color=blue,black`, `;color=R,100,G,200`.
    Matrix,
    /// `;color=blue;color=black`, `;R=100;G=200`.
    MatrixExplode,
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
    /// What is written in this style.
    pub fn form(self) -> Form {
        match self {
            Self::Single => Form::Single,
            Self::Repeat | Self::Comma | Self::Space | Self::Pipe => Form::List,
            Self::Json => Form::Json,
            Self::Object(_) => Form::Object,
        }
    }

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
