//! What an `allOf` is made of: the schemas in it, and in those, with where each stands.

use std::collections::BTreeSet;
use std::rc::Rc;

use openapiv3::Schema;

use super::Lowering;
use super::facts::{Facts, SchemaRef};
use super::parameter::with_at;
use super::reference::component_name;
use crate::diagnostic::Code;
use crate::pointer::{At, Pointer};

/// A schema that others are merged with, and where it is declared.
#[derive(Debug, Clone)]
pub(super) struct Source<'d> {
    pub schema: SchemaRef<'d>,
    /// Shared: sources are copied more often than made.
    pub pointer: Rc<Pointer>,
    /// The component whose file has the types inside; `None`: where it is used.
    pub home: Option<&'d str>,
}

impl<'d> Source<'d> {
    pub(super) fn new(schema: SchemaRef<'d>, at: &At<'_>) -> Self {
        Self { schema, pointer: Rc::new(at.pointer()), home: None }
    }

    /// A schema inside of this one.
    pub(super) fn inside(&self, schema: SchemaRef<'d>, path: [&str; 2]) -> Self {
        let path = if path[1].is_empty() { &path[..1] } else { &path[..] };
        Self { schema, pointer: Rc::new(self.pointer.inside(path)), home: self.home }
    }

    /// The name of the component that it refers to.
    pub(super) fn component(&self) -> Option<String> {
        match self.schema {
            SchemaRef::Reference(reference) => component_name(reference, "schemas"),
            SchemaRef::Item(_) => None,
        }
    }

    /// Where to tell what is wrong with it among others: where it is written, or where its component is used.
    pub(super) fn told_at(&self, at: &At<'_>) -> Pointer {
        if self.home.is_some() { at.pointer() } else { Pointer::clone(&self.pointer) }
    }

    /// Whether both are the same place of the document, or the same component.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self.schema, other.schema) {
            (SchemaRef::Reference(a), SchemaRef::Reference(b)) => a == b,
            (SchemaRef::Item(a), SchemaRef::Item(b)) => std::ptr::eq(a, b),
            (SchemaRef::Reference(_), SchemaRef::Item(_)) | (SchemaRef::Item(_), SchemaRef::Reference(_)) => false,
        }
    }
}

/// What one schema says by itself, without its `allOf`.
#[derive(Debug, Clone)]
pub(super) struct Part<'d> {
    pub schema: &'d Schema,
    pub facts: Facts<'d>,
    pub source: Source<'d>,
}

impl Part<'_> {
    /// Tells a part from all others, and from itself without its choice.
    pub(super) fn key(&self) -> (usize, bool) {
        (std::ptr::from_ref(self.schema) as usize, self.facts.is_composed())
    }
}

/// How many schemas one `allOf` may come to.
const MOST_PARTS: usize = 400;

impl<'d> Lowering<'d> {
    /// Everything that holds for a value of all these schemas, in the order of the document: what stands beside an
    /// `allOf` comes after it, and refines it. `None`, and a diagnostic, if that is beyond all reason.
    ///
    /// A component counts once, so that a cycle adds nothing.
    pub(super) fn parts(&mut self, sources: &[Source<'d>], at: &At<'_>) -> Option<Vec<Part<'d>>> {
        let (mut parts, mut seen) = (Vec::new(), BTreeSet::new());
        let mut open: Vec<Step<'d>> = sources.iter().rev().cloned().map(Step::Open).collect();
        while let Some(step) = open.pop() {
            let source = match step {
                Step::Take(part) => {
                    parts.push(*part);
                    continue;
                }
                Step::Open(source) => source,
            };
            match source.schema {
                SchemaRef::Reference(reference) => {
                    if seen.insert(reference) {
                        open.extend(self.component_source(reference, &source.pointer).map(Step::Open));
                    }
                }
                SchemaRef::Item(schema) => {
                    let mut facts = Facts::of(schema);
                    let all_of = std::mem::take(&mut facts.all_of);
                    let inner: Vec<_> = all_of
                        .iter()
                        .enumerate()
                        .map(|(index, inner)| source.inside(inner.into(), ["allOf", &index.to_string()]))
                        .collect();
                    open.push(Step::Take(Box::new(Part { schema, facts, source })));
                    open.extend(inner.into_iter().rev().map(Step::Open));
                }
            }
            if parts.len() + open.len() > MOST_PARTS {
                self.report(
                    Code::UnsupportedSchema,
                    at,
                    format!("expected at most {MOST_PARTS} schemas to hold at once, but found more"),
                    "the schema is read as any JSON",
                );
                return None;
            }
        }
        Some(parts)
    }

    /// The schema that a reference leads to. `None`, and a diagnostic, if it leads to none.
    pub(super) fn component_source(&mut self, reference: &'d str, pointer: &Pointer) -> Option<Source<'d>> {
        if let Some((schema, pointer)) = self.deep_target(reference) {
            let schemas = self.openapi.components.as_ref().map(|components| &components.schemas);
            let home = match pointer.tokens() {
                [_, section, name, ..] if section == "schemas" => {
                    schemas.and_then(|schemas| schemas.get_key_value(name))
                }
                _ => None,
            };
            return Some(Source { schema, pointer: Rc::new(pointer), home: home.map(|(name, _)| name.as_str()) });
        }
        let mut known = false;
        with_at(pointer.tokens(), &mut |at| known = self.schema_reference(reference, at).is_some());
        let openapi = self.openapi;
        let name = component_name(reference, "schemas").filter(|_| known)?;
        let (name, schema) = openapi.components.as_ref()?.schemas.get_key_value(&name)?;
        let pointer = Pointer::default().inside(&["components", "schemas", name]);
        Some(Source { schema: schema.into(), pointer: Rc::new(pointer), home: Some(name) })
    }
}

enum Step<'d> {
    /// Look at what is inside.
    Open(Source<'d>),
    /// What is inside has been taken.
    Take(Box<Part<'d>>),
}
