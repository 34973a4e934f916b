//! Responses: what success reads as, and which bodies errors have.

use openapiv3::{Content, MediaType, ReferenceOr, Responses, Schema, StatusCode};

use super::accept::{accept, accepted_types};
use super::by_status::{by_status, has_several};
use super::facts::Facts;
use super::parameter::with_at;
use super::place::Place;
use super::{Lowering, docs, media_type};
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::response::{ErrorResponse, Payload, Response, StatusRange, Stream};
use crate::ir::types::Type;
use crate::pointer::{At, Pointer};

/// What the responses of an operation come to.
pub(super) struct Declared {
    pub response: Response,
    /// A success without a body beside one of JSON: its status, and where it is declared.
    pub without_body: Option<(String, Pointer)>,
}

/// The JSON of successes so far. Two statuses with the same schema have the same type.
type Known<'d> = Vec<(&'d ReferenceOr<Schema>, Type)>;

pub(super) struct Success {
    /// As the document spells the status.
    pub key: String,
    pub status: StatusRange,
    pub at: Pointer,
    pub payload: Payload,
    pub stream: Option<Stream>,
    /// The media types that it is read from, as they stand in `Accept`.
    pub types: Vec<String>,
    pub docs: Docs,
    /// Where it is written: that is elsewhere, if it is referred to.
    pub written: Pointer,
}

impl<'d> Lowering<'d> {
    /// `only_one`: the answer has to be of one type, whatever its status.
    pub(super) fn response(
        &mut self,
        responses: &'d Responses,
        only_one: bool,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Declared {
        let mut successes: Vec<Success> = Vec::new();
        let (mut errors, mut known) = (Vec::new(), Known::new());
        for (key, status, response) in in_order(responses) {
            let at = at.key(&key);
            let Some((response, pointer)) = self.resolve_response(response, &at) else { continue };
            let docs = description(&response.description);
            let is_success = match status {
                StatusRange::Code(code) => (200..300).contains(&code),
                StatusRange::Class(class) => class == 2,
                StatusRange::Default => successes.is_empty() && !has_success(responses),
            };
            if is_success {
                let is_first = successes.iter().all(|success| success.payload == Payload::Empty);
                let part = if is_first { "Response".to_owned() } else { format!("Response{key}") };
                let payload = self.payload(&response.content, &mut known, &place.part(&part), &pointer);
                let stream = self.stream(&response.content, &payload, place, &pointer);
                let types = accepted_types(&response.content, &payload);
                let (key, at) = (key.clone(), at.pointer());
                successes.push(Success { key, status, at, payload, stream, types, docs, written: pointer });
            } else if is_failure(status) {
                let part = error_part(status);
                let ty =
                    self.payload(&response.content, &mut Known::new(), &place.part(&part), &pointer).json().cloned();
                self.uses_description(&docs, &pointer);
                errors.push(ErrorResponse { status, docs, ty });
            }
        }
        let mut declared = if !only_one && has_several(&successes) {
            self.without_streams(&mut successes);
            for success in &successes {
                self.uses_description(&success.docs, &success.written);
            }
            Declared { response: by_status(successes), without_body: None }
        } else {
            self.one_success(successes)
        };
        declared.response.errors = errors;
        declared
    }

    /// The first type of success is read; of the others only one without a body can be told from it.
    fn one_success(&mut self, mut successes: Vec<Success>) -> Declared {
        let errors = Vec::new();
        let first = successes.iter().position(|success| success.payload != Payload::Empty).unwrap_or_default();
        if successes.is_empty() {
            let response =
                Response { success: Payload::Empty, stream: None, accept: None, docs: Docs::default(), errors };
            return Declared { response, without_body: None };
        }
        let Success { key, payload, stream, types, docs, written, .. } = successes.remove(first);
        self.uses_description(&docs, &written);
        for other in &successes {
            if other.payload != payload && other.payload != Payload::Empty {
                self.diagnostics.push(
                    Code::UnsupportedResponse,
                    other.at.clone(),
                    format!("expected one type of success, but found another than that of `{key}`"),
                    format!("an answer `{}` is read as one of `{key}`, since it is waited for or paged", other.key),
                );
            }
        }
        let can_say_so = matches!(&payload, Payload::Json(ty) if !matches!(ty, Type::Option(_) | Type::Json));
        let without_body = successes.into_iter().find(|other| can_say_so && other.payload == Payload::Empty);
        let response = Response { accept: accept(&payload, &types), success: payload, stream, docs, errors };
        Declared { response, without_body: without_body.map(|other| (other.key, other.at)) }
    }

    fn uses_description(&mut self, docs: &Docs, written: &Pointer) {
        if !docs.is_empty() {
            with_at(written.tokens(), &mut |at| self.uses(&at.key("description")));
        }
    }

    fn payload(
        &mut self,
        content: &'d Content,
        known: &mut Known<'d>,
        place: &Place<'_>,
        pointer: &Pointer,
    ) -> Payload {
        let find = |test: fn(&str) -> bool| content.iter().find(|(name, _)| test(name));
        if content.is_empty() {
            return Payload::Empty;
        }
        let json = find(media_type::is_json).or_else(|| self.json_within(content, pointer));
        if let Some((name, media)) = json {
            let Some(schema) = &media.schema else { return Payload::Json(Type::Json) };
            if let Some((_, ty)) = known.iter().find(|(known, _)| *known == schema) {
                return Payload::Json(ty.clone());
            }
            let mut ty = Type::Json;
            with_at(pointer.tokens(), &mut |at| {
                let content = at.key("content");
                let media = content.key(name);
                ty = self.schema(schema.into(), place, &media.key("schema")).into_type();
            });
            known.push((schema, ty.clone()));
            return Payload::Json(ty);
        }
        if content.keys().all(|name| media_type::is_event_stream(name)) {
            Payload::Events(self.event_type(content, place, pointer))
        } else if content.keys().all(|name| media_type::is_text(name)) {
            Payload::Text
        } else if content.len() > 1 || content.keys().any(|name| name.contains('*')) {
            Payload::TypedBytes
        } else {
            Payload::Bytes
        }
    }

    /// A range of media types that JSON is in, if its schema is one that only JSON has.
    fn json_within(&mut self, content: &'d Content, pointer: &Pointer) -> Option<(&'d String, &'d MediaType)> {
        let (name, media) = content.iter().find(|(name, media)| {
            let schema = media.schema.as_ref().and_then(|schema| self.resolve_schema(schema.into()));
            let is_string = schema.is_none_or(|schema| may_be_text(&Facts::of(schema)));
            media_type::within(name, is_string).is_some_and(media_type::is_json)
        })?;
        self.diagnostics.push(
            Code::Repaired,
            pointer.join("content").join(name),
            format!("expected one media type, but found `{name}` for what only JSON can be"),
            "the answer is read as `application/json`; name the type that the server sends",
        );
        Some((name, media))
    }
}

/// Whether a body of this schema need not be JSON.
fn may_be_text(facts: &Facts<'_>) -> bool {
    facts.kind == Some("string") || facts.kind.is_none() && !facts.is_composed() && facts.properties.is_empty()
}

/// Whether answers of this status are errors, if they are no success.
fn is_failure(status: StatusRange) -> bool {
    match status {
        StatusRange::Code(code) => code >= 400,
        StatusRange::Class(class) => class >= 4,
        StatusRange::Default => true,
    }
}

/// Called by its status also where it is the only one, so that a second one does not change its name.
fn error_part(status: StatusRange) -> String {
    match status {
        StatusRange::Code(code) => format!("Error{code}"),
        StatusRange::Class(class) => format!("Error{class}xx"),
        StatusRange::Default => "Error".to_owned(),
    }
}

/// The description, unless it only repeats what the status says.
fn description(text: &str) -> Docs {
    let bare = text.trim().trim_end_matches('.').to_ascii_lowercase();
    if ["ok", "success", "successful", "created", "accepted", "no content"].contains(&bare.as_str()) {
        return Docs::default();
    }
    docs::docs(text)
}

/// By status, ranges after codes, `default` last.
fn in_order(responses: &Responses) -> Vec<(String, StatusRange, &ReferenceOr<openapiv3::Response>)> {
    let mut all: Vec<_> = responses
        .responses
        .iter()
        .filter_map(|(status, response)| {
            let range = match status {
                StatusCode::Code(code) => StatusRange::Code(*code),
                StatusCode::Range(class) => StatusRange::Class(u8::try_from(*class).ok()?),
            };
            Some((status.to_string(), range, response))
        })
        .collect();
    all.sort_by_key(|(_, status, _)| match status {
        StatusRange::Code(code) => (0, *code),
        StatusRange::Class(class) => (1, u16::from(*class)),
        StatusRange::Default => (2, 0),
    });
    all.extend(responses.default.iter().map(|response| ("default".to_owned(), StatusRange::Default, response)));
    all
}

fn has_success(responses: &Responses) -> bool {
    responses.responses.keys().any(|status| match status {
        StatusCode::Code(code) => (200..300).contains(code),
        StatusCode::Range(class) => *class == 2,
    })
}
