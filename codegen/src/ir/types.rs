//! The types that the crate defines, and references to them.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::Docs;
use super::name::{Ident, Wire};

/// A type where it is used: in a field, a parameter, a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// Any JSON, as it came.
    Json,
    String,
    Bool,
    /// `integer`, whatever its format, because servers outgrow 32 bits: an `i64`.
    Int64,
    /// `u64`, for `format: uint64`.
    Uint64,
    /// `number`, whatever its format: an `f64`.
    Float,
    /// `format: date-time`: text that is parsed on access.
    DateTime,
    /// `format: date`: text that is parsed on access.
    Date,
    List(Box<Type>),
    /// Text to value, sorted by key.
    Map(Box<Type>),
    /// A value that may be `null`.
    Option(Box<Type>),
    /// A type inside itself.
    Boxed(Box<Type>),
    Named(TypeId),
}

/// A definition in [`Types`]; made only by inserting one, so that a look-up cannot fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(usize);

/// Every type that the crate defines.
#[derive(Debug, Default)]
pub struct Types {
    all: Vec<Definition>,
    removed: BTreeSet<TypeId>,
}

impl Types {
    pub fn insert(&mut self, definition: Definition) -> TypeId {
        self.all.push(definition);
        TypeId(self.all.len() - 1)
    }

    pub fn get(&self, id: TypeId) -> &Definition {
        &self.all[id.0]
    }

    pub fn get_mut(&mut self, id: TypeId) -> &mut Definition {
        &mut self.all[id.0]
    }

    /// Takes types out that no other refers to.
    pub fn remove(&mut self, ids: BTreeSet<TypeId>) {
        self.removed.extend(ids);
    }

    pub fn len(&self) -> usize {
        self.all.len() - self.removed.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// In the order in which they were inserted.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Definition)> {
        let all = self.all.iter().enumerate().map(|(index, definition)| (TypeId(index), definition));
        all.filter(|(id, _)| !self.removed.contains(id))
    }

    /// File by file, sorted by name; inside a file in the order in which they were inserted, a component schema first.
    pub fn by_module(&self) -> Vec<(&Ident, Vec<(TypeId, &Definition)>)> {
        let mut modules: BTreeMap<&Ident, Vec<(TypeId, &Definition)>> = BTreeMap::new();
        for (id, definition) in self.iter() {
            modules.entry(&definition.module).or_default().push((id, definition));
        }
        modules.into_iter().collect()
    }
}

/// A type with a name.
#[derive(Debug)]
pub struct Definition {
    /// In upper camel case, unique among all types of the crate.
    pub name: Ident,
    /// The file below `src/types/` that holds it. A component schema shares its file with its inline children.
    pub module: Ident,
    /// What the document calls it, if it has a name there.
    pub wire: Option<Wire>,
    pub docs: Docs,
    pub deprecated: bool,
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    Struct(Struct),
    Enum(StringEnum),
    Union(Union),
    Text(TextType),
    /// A component schema that is another type under a name of its own.
    Alias(Type),
}

/// An object with named members.
#[derive(Debug)]
pub struct Struct {
    /// In the order of the document.
    pub fields: Vec<Field>,
    /// Members beyond the declared ones, kept in a map under this name: a typed `additionalProperties` beside
    /// `properties`.
    pub additional: Option<(Ident, Type)>,
    /// Whether callers make values of it to send; response types have no constructor or setters.
    pub sent: bool,
}

impl Struct {
    /// Whether a field is an `Option` for being absent. A member that travels in one direction only may be absent in the
    /// other, even if it is required.
    pub fn may_lack(&self, field: &Field) -> bool {
        match (field.presence, field.access) {
            (Presence::Required, Access::ReadWrite) => false,
            (Presence::Required, Access::ReadOnly) => self.sent,
            (Presence::Required, Access::WriteOnly) | (Presence::Optional, _) => true,
        }
    }
}

#[derive(Debug)]
pub struct Field {
    pub name: Ident,
    pub wire: Wire,
    pub docs: Docs,
    pub deprecated: bool,
    pub ty: Type,
    pub presence: Presence,
    pub access: Access,
    /// Kept out of `Debug` and logs.
    pub sensitive: bool,
    /// The second setter of a member that may be absent and may be `null`: it sets it to `null`.
    pub null_setter: Option<Ident>,
}

/// Whether a member may be absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Required,
    /// `Option<T>` in Rust.
    Optional,
}

/// The way from a value to a member inside of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldPath(pub Vec<FieldStep>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldStep {
    pub name: Ident,
    /// How many `Option`s the field is: two, if it may be absent and may be `null`.
    pub options: usize,
}

/// In which direction a member travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    ReadWrite,
    /// Never asked for and never sent.
    ReadOnly,
    /// Sent, not expected back.
    WriteOnly,
}

/// Known texts, open for others.
#[derive(Debug)]
pub struct StringEnum {
    /// In the order of the document.
    pub variants: Vec<Variant>,
    /// The variant that keeps a text that is none of the above: `Unknown`, unless the document has that name.
    pub unknown: Ident,
}

#[derive(Debug)]
pub struct Variant {
    pub name: Ident,
    pub wire: Wire,
    pub docs: Docs,
}

/// A choice between types, open for JSON that is none of them.
#[derive(Debug)]
pub struct Union {
    /// In the order in which they are tried.
    pub variants: Vec<UnionVariant>,
    /// The member that tells objects apart.
    pub tag: Option<Tag>,
    /// The variant that keeps any JSON: `Unknown`, unless the document has that name.
    pub unknown: Ident,
}

#[derive(Debug)]
pub struct UnionVariant {
    pub name: Ident,
    pub docs: Docs,
    /// Neither `Option` nor any JSON.
    pub ty: Type,
    /// Texts of the tag that stand for the variant; empty if none does.
    pub tags: Vec<String>,
}

#[derive(Debug)]
pub struct Tag {
    pub wire: Wire,
    /// Whether it is written for a value that does not say it itself, as the first of the variant's
    /// [`tags`](UnionVariant::tags). Otherwise every variant has it as a member that must be given.
    pub written: bool,
}

/// A named string schema with a pattern or lengths: a newtype that checks when it is made and accepts what a server
/// sends.
#[derive(Debug)]
pub struct TextType {
    pub checks: TextChecks,
    /// A value that passes the checks, for examples in the docs.
    pub example: Option<String>,
}

/// What a text must satisfy before it is sent. Lengths count characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextChecks {
    pub pattern: Option<Pattern>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
}

/// A pattern in the subset that the runtime matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// From beginning to end, and each character or class as often as it says: `^ZB[0-9a-f]{32}$`.
    Fixed(String),
    Other(String),
}

impl Pattern {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Fixed(text) | Self::Other(text) => text,
        }
    }
}

impl TextChecks {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
