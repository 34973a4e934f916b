//! What a request asks for: the media types of what is read (RFC 9110, section 12.5.1).

use openapiv3::Content;

use super::media_type;
use crate::ir::response::Payload;

/// The media types that a payload is read from.
pub(super) fn accepted_types(content: &Content, payload: &Payload) -> Vec<String> {
    let names = || content.keys().map(String::as_str);
    let types: Vec<&str> = match payload {
        Payload::Empty | Payload::ByStatus(_) => Vec::new(),
        Payload::Json(_) => names().find(|name| media_type::is_json(name)).into_iter().collect(),
        Payload::Text => {
            names().filter(|name| media_type::is_text(name) && !media_type::is_event_stream(name)).collect()
        }
        Payload::Events(_) => names().filter(|name| media_type::is_event_stream(name)).collect(),
        Payload::Bytes | Payload::TypedBytes => names().collect(),
    };
    types.into_iter().filter_map(acceptable).collect()
}

/// What to ask for, if the payload does not by itself. Text and bytes may be of any type; those that are declared are
/// preferred.
pub(super) fn accept(payload: &Payload, types: &[String]) -> Option<String> {
    let (default, takes_any) = match payload {
        Payload::Empty => return None,
        Payload::Json(_) => ("application/json", false),
        Payload::Text => ("text/plain", true),
        Payload::Events(_) => ("text/event-stream", false),
        Payload::Bytes | Payload::TypedBytes => ("*/*", true),
        Payload::ByStatus(by_status) => {
            let any = |payload: &Payload| matches!(payload, Payload::Text | Payload::Bytes | Payload::TypedBytes);
            ("application/json", by_status.variants.iter().any(|variant| any(&variant.payload)))
        }
    };
    if types.is_empty() || types == [default] {
        return None;
    }
    let mut text = types.join(", ");
    if takes_any && !types.iter().any(|name| name == "*/*") {
        text.push_str(", */*;q=0.5");
    }
    Some(text)
}

/// The type as it can stand in the header. A charset is left out: all of them are read.
fn acceptable(name: &str) -> Option<String> {
    let essence = media_type::essence(name);
    let parameters = name.split_once(';').map_or("", |(_, parameters)| parameters.trim());
    if essence == "*/*" || essence.ends_with("/*") && media_type::is_sendable(&essence.replace('*', "x")) {
        Some(essence)
    } else if !media_type::is_sendable(name) {
        None
    } else if parameters.is_empty() || parameters.to_ascii_lowercase().starts_with("charset=") {
        Some(essence)
    } else {
        Some(name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::{Payload, accept, acceptable};

    #[test]
    fn types_in_the_header() {
        let shown = |name| acceptable(name).unwrap_or_default();
        assert_eq!(shown("Application/JSON; charset=utf-8"), "application/json");
        assert_eq!(shown("application/json;odata=verbose"), "application/json;odata=verbose");
        assert_eq!([shown("*/*"), shown("image/*"), shown("a b"), shown("text/x\r\ny: z")], ["*/*", "image/*", "", ""]);
    }

    #[test]
    fn any_bytes_are_read() {
        let types = |types: &[&str]| types.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(accept(&Payload::Bytes, &types(&["*/*"])), None);
        assert_eq!(accept(&Payload::Bytes, &types(&[])), None);
        let asked = accept(&Payload::Bytes, &types(&["image/png", "image/gif"]));
        assert_eq!(asked.as_deref(), Some("image/png, image/gif, */*;q=0.5"));
        assert_eq!(accept(&Payload::Text, &types(&["text/plain"])), None);
        assert_eq!(accept(&Payload::Text, &types(&["text/csv"])).as_deref(), Some("text/csv, */*;q=0.5"));
    }
}
