//! What awaiting a call gives, as docs name it.
//!
//! ```text
//! /// [`Vec<Build>`](Build): the Builds of the Service.
//! ```

use super::docs::code;
use crate::ir::response::Payload;
use crate::ir::types::{Type, Types};

/// A type in a file that imports what it names.
#[derive(Debug)]
pub(super) struct Value {
    /// `Vec<Build>`
    pub(super) ty: String,
    /// The name in it that is worth a link: `Build`.
    target: Option<String>,
}

impl Value {
    pub(super) fn of(payload: &Payload, types: &Types) -> Self {
        match payload {
            Payload::Json(ty) => Self::of_type(ty, types),
            Payload::Empty => Self::plain("()"),
            Payload::Text => Self::plain("String"),
            Payload::Bytes => Self::plain("Vec<u8>"),
            Payload::Events(ty) => Self::of_type(ty, types).inside("EventStream"),
            Payload::TypedBytes => Self::named("TypedBytes"),
            Payload::ByStatus(answer) => Self::named(answer.name.as_str()),
        }
    }

    fn of_type(ty: &Type, types: &Types) -> Self {
        match ty {
            Type::Json => Self::named("Json"),
            Type::String => Self::plain("String"),
            Type::Bool => Self::plain("bool"),
            Type::Int64 => Self::plain("i64"),
            Type::Uint64 => Self::plain("u64"),
            Type::Float => Self::plain("f64"),
            Type::DateTime => Self::named("DateTime"),
            Type::Date => Self::named("Date"),
            Type::List(item) => Self::of_type(item, types).inside("Vec"),
            Type::Map(value) => Self::of_type(value, types).inside("JsonMap"),
            Type::Option(inner) => Self::of_type(inner, types).inside("Option"),
            Type::Boxed(inner) => Self::of_type(inner, types).inside("Box"),
            Type::Named(id) => Self::named(types.get(*id).name.as_str()),
        }
    }

    fn plain(name: &str) -> Self {
        Self { ty: name.to_owned(), target: None }
    }

    fn named(name: &str) -> Self {
        Self { ty: name.to_owned(), target: Some(name.to_owned()) }
    }

    fn inside(self, outer: &str) -> Self {
        Self { ty: format!("{outer}<{}>", self.ty), ..self }
    }

    /// A text as code, with a link to what it is about: [`Build`], or [`Vec<Build>`](Build).
    pub(super) fn linked(&self, text: &str) -> String {
        match &self.target {
            None => code(text),
            Some(target) if target == text => format!("[`{text}`]"),
            Some(target) => format!("[`{text}`]({target})"),
        }
    }
}
