//! Request bodies: which media type is sent, and what a caller passes for it.

use indexmap::IndexMap;
use openapiv3::{Encoding, MediaType, QueryStyle, ReferenceOr, RequestBody, Schema};

use super::facts::{Additional, Facts, SchemaRef};
use super::names::{Case, Scope};
use super::parameter::with_at;
use super::part::{Part, Source};
use super::place::Place;
use super::style::value_style;
use super::{Lowering, docs, media_type};
use crate::diagnostic::Code;
use crate::ir::body::{Body, FormField, Whole};
use crate::ir::parameter::{Form, ValueStyle};
use crate::ir::types::Type;
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// `None`, and a diagnostic, if the operation can't be sent; `Some(None)` if it has no body after all.
    #[allow(clippy::option_option)]
    pub(super) fn body(
        &mut self,
        body: &'d ReferenceOr<RequestBody>,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Option<Option<Body>> {
        let (body, pointer) = self.resolve_body(body, at)?;
        let mut lowered = None;
        with_at(pointer.tokens(), &mut |at| lowered = self.defined_body(body, scope, place, at));
        lowered
    }

    #[allow(clippy::option_option)]
    fn defined_body(
        &mut self,
        body: &'d RequestBody,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Option<Option<Body>> {
        let Some((name, media)) = preferred(&body.content) else { return Some(None) };
        let at_content = at.key("content");
        let at_media = at_content.key(name);
        self.report_other_media_types(body, name, &at_content);
        if media_type::is_form(name) {
            return self.form_body(media, scope, place, &at_media).map(|fields| Some(Body::Form(fields)));
        }
        if media_type::is_multipart_form(name) {
            return self.multipart_body(media, scope, place, &at_media).map(|parts| Some(Body::Multipart(parts)));
        }
        let name = self.media_type_within(name, media, &at_media).unwrap_or(name);
        if media_type::is_multipart(name) || !media_type::is_sendable(name) {
            self.report(
                Code::UnsupportedBody,
                &at_media,
                format!("expected JSON, a form, text or bytes, but found `{name}`, which can't be sent yet"),
                "the operation is left out",
            );
            return None;
        }
        self.uses(&at.key("description"));
        let mut whole = Whole {
            name: scope.give("body", Case::Snake).ident,
            docs: docs::docs(body.description.as_deref().unwrap_or_default()),
            required: body.required,
            ty: Type::String,
            media_type: name.to_owned(),
        };
        Some(Some(if media_type::is_json(name) {
            whole.ty = match &media.schema {
                Some(schema) => self.schema(schema.into(), &place.part("Body"), &at_media.key("schema")).ty,
                None => Type::Json,
            };
            Body::Json(whole)
        } else if media_type::is_text(name) {
            // The default would be ASCII (RFC 2046, section 4.1.2), or for a server to guess.
            if !name.to_ascii_lowercase().contains("charset") {
                whole.media_type.push_str("; charset=utf-8");
            }
            Body::Text(whole)
        } else {
            Body::Bytes(whole)
        }))
    }

    /// The media type that is sent, where the document names a range of them.
    fn media_type_within(&mut self, range: &str, media: &'d MediaType, at: &At<'_>) -> Option<&'static str> {
        if media_type::is_sendable(range) {
            return None;
        }
        let schema = media.schema.as_ref().and_then(|schema| self.resolve_schema(schema.into()));
        let is_string = schema.is_none_or(|schema| Facts::of(schema).kind == Some("string"));
        let within = media_type::within(range, is_string)?;
        self.report(
            Code::Repaired,
            at,
            format!("expected one media type, but found `{range}`"),
            format!("the body is sent as `{within}`; name the type that the server takes"),
        );
        Some(within)
    }

    fn form_body(
        &mut self,
        media: &'d MediaType,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Option<Vec<FormField>> {
        let Some(schema) = &media.schema else { return Some(Vec::new()) };
        let at_schema = at.key("schema");
        let facts = self.form_facts(schema.into(), &at_schema)?;
        let properties = at_schema.key("properties");
        let mut fields = Vec::new();
        for (wire, schema) in &facts.properties {
            let at_field = properties.key(wire);
            if matches!(schema, SchemaRef::Item(schema) if schema.schema_data.read_only) {
                continue;
            }
            let required = facts.required.iter().any(|name| name == wire);
            let name = self.property_name(wire, schema.data(), scope, &at_field);
            let mut input = self.schema_input((name, wire), Some(*schema), None, required, place, &at_field);
            self.example_of_field(&mut input, media, at);
            let style = field_style(self.form(&input.ty), media.encoding.get(*wire));
            fields.push(FormField { input, style });
        }
        Some(fields)
    }

    /// What is known of the object whose properties are the fields of a form.
    pub(super) fn form_facts(&mut self, schema: SchemaRef<'d>, at: &At<'_>) -> Option<Facts<'d>> {
        let facts = match self.resolve_schema(schema) {
            Some(item) if !Facts::of(item).all_of.is_empty() => self.merged_form(item, at),
            item => item.map(Facts::of),
        };
        let facts = facts.filter(is_plain_object);
        let Some(facts) = facts else {
            self.report(
                Code::UnsupportedBody,
                at,
                "expected an object with properties for the fields of the form, but found another schema",
                "the operation is left out",
            );
            return None;
        };
        if let Additional::Schema(_) | Additional::Allowed = facts.additional {
            self.report(
                Code::Ignored,
                &at.key("additionalProperties"),
                "expected the fields of the form to be declared, but found that there may be others",
                "only the declared ones can be sent",
            );
        }
        Some(facts)
    }

    /// The fields of all parts of an `allOf`; of one that is declared twice, the last declaration counts.
    fn merged_form(&mut self, schema: &'d Schema, at: &At<'_>) -> Option<Facts<'d>> {
        let parts = self.parts(&[Source::new(SchemaRef::Item(schema), at)], at)?;
        if !parts.iter().all(|part| is_plain_object(&part.facts)) {
            return None;
        }
        let mut properties: IndexMap<&'d str, SchemaRef<'d>> = IndexMap::new();
        let mut merged = Facts::default();
        for Part { facts, .. } in parts {
            properties.extend(facts.properties);
            merged.required.extend(facts.required);
            if !matches!(facts.additional, Additional::Unsaid) {
                merged.additional = facts.additional;
            }
        }
        merged.properties = properties.into_iter().collect();
        Some(merged)
    }

    fn report_other_media_types(&mut self, body: &RequestBody, sent: &str, at: &At<'_>) {
        for name in body.content.keys().filter(|name| *name != sent) {
            self.report(
                Code::Ignored,
                &at.key(name),
                format!("expected one media type, but found `{name}` beside `{sent}`"),
                format!("the body is sent as `{sent}`"),
            );
        }
    }
}

/// JSON before a form, a form before text, text before bytes, anything before parts, parts before what can't be sent; then
/// the order of the document.
fn preferred<'d>(content: impl IntoIterator<Item = (&'d String, &'d MediaType)>) -> Option<(&'d str, &'d MediaType)> {
    let rank = |name: &str| {
        if media_type::is_json(name) {
            0
        } else if media_type::is_form(name) {
            1
        } else if media_type::is_text(name) {
            2
        } else if media_type::is_multipart_form(name) {
            4
        } else if media_type::is_multipart(name) || !media_type::is_sendable(name) {
            5
        } else {
            3
        }
    };
    content.into_iter().map(|(name, media)| (name.as_str(), media)).min_by_key(|(name, _)| rank(name))
}

/// How a field of a form is written: as its `encoding` says, else an object as JSON (OpenAPI 3.0, "Encoding Object").
fn field_style(form: Form, encoding: Option<&Encoding>) -> ValueStyle {
    match (encoding.and_then(|encoding| encoding.style.as_ref().map(|style| (style, encoding.explode))), form) {
        (Some((style, explode)), form) => value_style(form, style, explode),
        (None, Form::Object | Form::Json) => ValueStyle::Json,
        (None, form @ (Form::Single | Form::List)) => value_style(form, &QueryStyle::Form, true),
    }
}

fn is_plain_object(facts: &Facts<'_>) -> bool {
    !facts.is_composed() && matches!(facts.kind, Some("object") | None)
}

/// How many arguments a function takes for its body.
pub(super) fn required_inputs(body: &Body) -> usize {
    match body {
        Body::Json(whole) | Body::Text(whole) | Body::Bytes(whole) => usize::from(whole.required),
        Body::Form(fields) => fields.iter().filter(|field| field.input.required).count(),
        Body::Multipart(parts) => parts.iter().filter(|part| part.input.required).count(),
    }
}
