//! Bodies of several parts.

use openapiv3::MediaType;

use super::facts::{Facts, SchemaRef};
use super::names::Scope;
use super::place::Place;
use super::{Lowering, docs, media_type};
use crate::diagnostic::Code;
use crate::ir::body::{Part, PartKind};
use crate::ir::parameter::Form;
use crate::ir::types::{TextChecks, Type};
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// A part for each property. `None`, and a diagnostic, if there are none to know.
    pub(super) fn multipart_body(
        &mut self,
        media: &'d MediaType,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Option<Vec<Part>> {
        let Some(schema) = &media.schema else { return Some(Vec::new()) };
        let at_schema = at.key("schema");
        let facts = self.form_facts(schema.into(), &at_schema)?;
        let (properties, encodings) = (at_schema.key("properties"), at.key("encoding"));
        let mut parts = Vec::new();
        for (wire, schema) in &facts.properties {
            if matches!(schema, SchemaRef::Item(schema) if schema.schema_data.read_only) {
                continue;
            }
            let required = facts.required.iter().any(|name| name == wire);
            let at_part = properties.key(wire);
            let name = self.property_name(wire, schema.data(), scope, &at_part);
            let mut input = self.schema_input((name, wire), Some(*schema), None, required, place, &at_part);
            self.example_of_field(&mut input, media, at);
            let declared = media.encoding.get(*wire).and_then(|encoding| encoding.content_type.as_deref());
            let kind = match self.file(*schema) {
                Some(kind) => {
                    // A file is none of the types that a value can be of.
                    (input.ty, input.checks, input.example) = (Type::String, TextChecks::default(), None);
                    kind
                }
                None => self.part_kind(self.form(&input.ty), declared, &encodings.key(wire).key("contentType")),
            };
            if let (PartKind::File | PartKind::Files, Some(declared)) = (&kind, declared) {
                input.docs = input.docs.remark("Media type", docs::one_line(declared));
            }
            parts.push(Part { input, kind });
        }
        Some(parts)
    }

    /// Whether it is a file, or a list of files.
    fn file(&self, schema: SchemaRef<'d>) -> Option<PartKind> {
        let facts = Facts::of(self.resolve_schema(schema)?);
        if facts.format == Some("binary") {
            return Some(PartKind::File);
        }
        let items = Facts::of(self.resolve_schema(facts.items?)?);
        (items.format == Some("binary")).then_some(PartKind::Files)
    }

    fn part_kind(&mut self, form: Form, declared: Option<&str>, at: &At<'_>) -> PartKind {
        let usable = declared.filter(|name| media_type::is_sendable(name));
        match (form, usable) {
            (_, Some(name)) if media_type::is_json(name) => return PartKind::Json { media_type: name.to_owned() },
            (Form::Single, Some(name)) => return PartKind::Text { media_type: Some(name.to_owned()) },
            (Form::List | Form::Object | Form::Json, Some(_)) | (_, None) => {}
        }
        let kind = match form {
            Form::Single | Form::List => PartKind::Text { media_type: None },
            Form::Object | Form::Json => PartKind::Json { media_type: "application/json".to_owned() },
        };
        if let Some(declared) = declared {
            let used = if matches!(form, Form::Object | Form::Json) { "application/json" } else { "text/plain" };
            self.report(
                Code::Ignored,
                at,
                format!("expected one media type that fits the part, but found `{}`", docs::one_line(declared)),
                format!("the part is sent as `{used}`"),
            );
        }
        kind
    }
}
