//! Media types (RFC 6838), as far as the generator tells them apart.

/// Without parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `application/json`, `application/problem+json`, `text/json`.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Server-sent events.
pub(super) fn is_event_stream(media_type: &str) -> bool {
    essence(media_type) == "text/event-stream"
}

pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// The one kind of several parts that has names for them.
pub(super) fn is_multipart_form(media_type: &str) -> bool {
    essence(media_type) == "multipart/form-data"
}

/// Of several parts, whatever they are.
pub(super) fn is_multipart(media_type: &str) -> bool {
    essence(media_type).starts_with("multipart/")
}

/// Text that is given to callers as such. XML and the like have an encoding of their own, and stay bytes.
pub(super) fn is_text(media_type: &str) -> bool {
    essence(media_type).starts_with("text/") && !is_json(media_type)
}

/// What to send where the document names a range (RFC 9110, section 12.5.1), or nothing.
pub(super) fn within(range: &str, is_string: bool) -> Option<&'static str> {
    match essence(range).as_str() {
        "" | "*" | "*/*" | "application/*" if !is_string => Some("application/json"),
        "application/*+json" | "application/*json" => Some("application/json"),
        "text/*" => Some("text/plain"),
        "" | "*" => Some("application/octet-stream"),
        range if range.ends_with("/*") => Some("application/octet-stream"),
        _ => None,
    }
}

/// Whether it can stand in a header as it is, and names one type.
pub(super) fn is_sendable(media_type: &str) -> bool {
    let token = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && !b"()<>@,;:\\\"/[]?={}*".contains(&b))
    };
    let essence = essence(media_type);
    essence.split_once('/').is_some_and(|(kind, subtype)| token(kind) && token(subtype))
        && media_type.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
}
