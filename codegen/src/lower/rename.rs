//! Names that are not what the document suggests: each is told, with the place where it can be given another one.

use super::Lowering;
use super::docs::one_line;
use super::names::{Case, Given, Odd, Scope, spell};
use crate::diagnostic::Code;
use crate::ir::name::Ident;
use crate::pointer::At;

/// What can pin the name of a part, for the help of its diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pin {
    Operation,
    Parameter,
    /// A parameter that only its path has: there is no place for an extension.
    UndeclaredParameter,
    Property,
    Schema,
    SecurityScheme,
    Tag,
    /// A tag that the document does not list in `tags`.
    UndeclaredTag,
    EnumValue,
    /// One of several documents.
    Document,
}

impl Pin {
    fn advice(self) -> &'static str {
        match self {
            Self::Operation => "`x-rust-name` in the operation can give it another name",
            Self::Parameter => "`x-rust-name` in the parameter can give it another name",
            Self::UndeclaredParameter => "declare the parameter, and give it `x-rust-name`",
            Self::Property => "`x-rust-name` in its schema can give it another name",
            Self::Schema => "`x-rust-name` in the schema can give it another name",
            Self::SecurityScheme => "`x-rust-name` in the scheme can give it another name",
            Self::Tag => "`x-rust-name` in the tag can give it another name",
            Self::UndeclaredTag => {
                "list it in the `tags` of the document, where `x-rust-name` can give it another name"
            }
            Self::Document => "`module` in `x-rust-crate` of its `info` can give it another name",
            Self::EnumValue => "`x-enum-varnames` beside `enum` can name the values",
        }
    }
}

impl Lowering<'_> {
    /// Takes the name that is pinned, or else the one that `wire` suggests.
    pub(super) fn name(
        &mut self,
        scope: &mut Scope,
        (wire, pinned): (&str, Option<&str>),
        case: Case,
        pin: Pin,
        at: &At<'_>,
    ) -> Ident {
        let given = scope.give(pinned.unwrap_or(wire), case);
        self.report_name(&given, (wire, pinned), case, pin, at);
        given.ident
    }

    /// Tells of a name that is not what the document suggests, or not quite what it pins.
    pub(super) fn report_name(
        &mut self,
        given: &Given,
        (wire, pinned): (&str, Option<&str>),
        case: Case,
        pin: Pin,
        at: &At<'_>,
    ) {
        let Some((message, help)) = told(given, (wire, pinned), case, pin) else { return };
        match pinned {
            Some(_) if pin != Pin::EnumValue => self.report(Code::Renamed, &at.key("x-rust-name"), message, help),
            Some(_) | None => self.report(Code::Renamed, at, message, help),
        }
    }
}

/// What is said of a name that is not what the document suggests, or not quite what it pins, and the help.
pub(super) fn told(
    given: &Given,
    (wire, pinned): (&str, Option<&str>),
    case: Case,
    pin: Pin,
) -> Option<(String, String)> {
    let is_as_wished = given.odd.is_none() && pinned.is_none_or(|pinned| pinned == given.ident.as_str());
    // Other generators want the names of values in another case.
    if is_as_wished || given.odd.is_none() && pin == Pin::EnumValue {
        return None;
    }
    let source = pinned.unwrap_or(wire);
    let shown = one_line(source);
    let found = match source {
        "" => "an empty one".to_owned(),
        source if shown.is_empty() => format!("`{}`", source.escape_debug()),
        _ => format!("`{shown}`"),
    };
    let message = match &given.odd {
        None => format!("expected a name in {}, but found {found}", described(case)),
        Some(Odd::Keyword) => format!("expected a name that Rust allows, but found {found}, which is a keyword"),
        Some(Odd::Unspellable) => {
            format!("expected a name of ASCII letters and digits that starts with a letter, but found {found}")
        }
        Some(Odd::Long) => {
            format!("expected a name of at most 200 letters, but found one of {}", source.chars().count())
        }
        Some(Odd::Reserved) => {
            format!("expected a name that is free, but found {found}, which the generated code uses itself")
        }
        Some(Odd::Taken(other)) if other == source => {
            format!("expected a name of its own, but found {found} for another part too")
        }
        Some(Odd::Taken(other)) => {
            let both = spell(source, case);
            format!("expected a name of its own, but found {found}, which is `{both}` as `{}` is", one_line(other))
        }
    };
    let help = format!("it is called `{}` in Rust; {}", given.ident, pin.advice());
    Some((message, help))
}

fn described(case: Case) -> &'static str {
    match case {
        Case::Snake => "snake case",
        Case::Camel => "upper camel case",
        Case::Screaming => "upper case",
    }
}
