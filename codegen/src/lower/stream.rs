//! Answers that are read as they come.

use openapiv3::Content;

use super::facts::Facts;
use super::parameter::with_at;
use super::place::Place;
use super::response::Success;
use super::{Lowering, media_type};
use crate::diagnostic::Code;
use crate::ir::response::{Payload, Stream};
use crate::ir::types::Type;
use crate::pointer::Pointer;

impl<'d> Lowering<'d> {
    /// How an answer can be read beside as a whole.
    pub(super) fn stream(
        &mut self,
        content: &'d Content,
        payload: &Payload,
        place: &Place<'_>,
        pointer: &Pointer,
    ) -> Option<Stream> {
        let has_events = content.keys().any(|name| media_type::is_event_stream(name));
        match payload {
            Payload::Json(_) | Payload::Text | Payload::Bytes | Payload::TypedBytes if has_events => {
                Some(Stream::Events(self.event_type(content, &place.part("Event"), pointer)))
            }
            Payload::Bytes | Payload::TypedBytes => Some(Stream::Bytes),
            Payload::Empty | Payload::Json(_) | Payload::Text | Payload::Events(_) | Payload::ByStatus(_) => None,
        }
    }

    /// What the data of events is: of a list, an item. What is said to be text may be JSON all the same.
    pub(super) fn event_type(&mut self, content: &'d Content, place: &Place<'_>, pointer: &Pointer) -> Type {
        let events = content.iter().find(|(name, _)| media_type::is_event_stream(name));
        let Some((name, schema)) = events.and_then(|(name, media)| Some((name, media.schema.as_ref()?))) else {
            return Type::Json;
        };
        let resolved = self.resolve_schema(schema.into());
        if resolved.is_none_or(|schema| Facts::of(schema).kind == Some("string")) {
            return Type::Json;
        }
        let mut ty = Type::Json;
        with_at(pointer.tokens(), &mut |at| {
            let content = at.key("content");
            let media = content.key(name);
            ty = self.schema(schema.into(), place, &media.key("schema")).ty;
        });
        match ty {
            Type::List(item) => *item,
            ty => ty,
        }
    }

    /// Where the status decides on the type, an answer is read as a whole.
    pub(super) fn without_streams(&mut self, successes: &mut [Success]) {
        for success in successes {
            if matches!(success.payload, Payload::Events(_)) || matches!(success.stream, Some(Stream::Events(_))) {
                self.diagnostics.push(
                    Code::UnsupportedResponse,
                    success.at.clone(),
                    "expected an answer that ends where the type depends on the status, but found a stream of events",
                    "the answer is read when it has ended",
                );
            }
            if matches!(success.payload, Payload::Events(_)) {
                success.payload = Payload::Text;
            }
            success.stream = None;
        }
    }
}
