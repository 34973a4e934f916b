//! Bodies of the media type `multipart/form-data` (RFC 7578).

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher};
use std::mem;

use super::argument::{Texts, ToText};
use super::body::{Body, Part};
use super::call::{Call, Request};
use super::checks::InvalidInput;
use super::error::Place;
use super::header::header_value;
use super::query::strings;

impl Call {
    /// Makes the body a form of parts, which [`part`](Self::part) and [`file`](Self::file) fill.
    #[inline]
    #[must_use]
    pub fn multipart(mut self) -> Self {
        let parts = take_parts(self.request());
        self.request().body = Body::Multipart(parts, content);
        self
    }

    /// Sets a part to a text; an earlier part of the same name is replaced where it stands.
    #[inline]
    #[must_use]
    pub fn part(self, name: &'static str, value: &dyn ToText) -> Self {
        let part = match value.text() {
            Ok(text) => Ok(vec![Part::text(name, text.into_owned())]),
            Err(problem) => Err(problem),
        };
        self.parts(name, part)
    }

    /// Sets a part to a text of this media type, such as `application/json`.
    #[inline]
    #[must_use]
    pub fn part_as(self, name: &'static str, value: &dyn ToText, media_type: &'static str) -> Self {
        let part = match (value.text(), checked_media_type(media_type.into())) {
            (Ok(text), Ok(media_type)) => {
                Ok(vec![Part { media_type: Some(media_type), ..Part::text(name, text.into_owned()) }])
            }
            (Err(problem), _) | (_, Err(problem)) => Err(problem),
        };
        self.parts(name, part)
    }

    /// Sets a part to a list: one part of this name for each text. An empty list leaves it out.
    #[inline]
    #[must_use]
    pub fn part_list(self, name: &'static str, values: Texts) -> Self {
        let values = strings(values);
        self.parts(name, values.map(|values| values.into_iter().map(|value| Part::text(name, value)).collect()))
    }

    /// Sets a part to a file; an earlier part of the same name is replaced where it stands.
    #[inline]
    #[must_use]
    pub fn file(self, name: &'static str, content: FilePart) -> Self {
        let part = match Part::file(name, content) {
            Ok(file) => Ok(vec![file]),
            Err(problem) => Err(problem),
        };
        self.parts(name, part)
    }

    /// Sets a part to a list: one part of this name for each file. An empty list leaves it out.
    #[inline]
    #[must_use]
    pub fn files(self, name: &'static str, contents: impl IntoIterator<Item = FilePart>) -> Self {
        self.parts(name, contents.into_iter().map(|content| Part::file(name, content)).collect())
    }

    /// Replaces the parts of this name.
    #[inline]
    fn parts(mut self, name: &'static str, new: Result<Vec<Part>, InvalidInput>) -> Self {
        match new {
            Ok(new) => {
                let mut parts = take_parts(self.request());
                put_parts(&mut parts, name, new);
                self.request().body = Body::Multipart(parts, content);
            }
            Err(problem) => self.refuse(Place::Form, name, problem),
        }
        self
    }
}

/// Takes the parts out of the body; there are none if it is no form of parts yet.
#[inline]
fn take_parts(request: &mut Request) -> Vec<Part> {
    match mem::replace(&mut request.body, Body::None) {
        Body::Multipart(parts, _) => parts,
        Body::None | Body::Form(_) | Body::Bytes { .. } => Vec::new(),
    }
}

/// Puts new parts where the first of this name stands, or at the end.
#[inline]
fn put_parts(parts: &mut Vec<Part>, name: &str, new: Vec<Part>) {
    let (mut at, mut place) = (0, usize::MAX);
    while at < parts.len() {
        if parts[at].name == name {
            parts.remove(at);
            place = place.min(at);
        } else {
            at += 1;
        }
    }
    place = place.min(at);
    for part in new {
        parts.insert(place, part);
        place += 1;
    }
}

/// A file that goes into a form: its content, and what it is called. It is kept in memory, and cheap to clone.
#[derive(Clone)]
pub struct FilePart {
    content: bytes::Bytes,
    file_name: Option<String>,
    media_type: Cow<'static, str>,
}

impl FilePart {
    /// A file with this content, whose name is `blob` and whose media type is `application/octet-stream` unless they are set.
    #[inline]
    pub fn new(content: impl Into<Vec<u8>>) -> Self {
        Self {
            content: bytes::Bytes::from(content.into()),
            file_name: None,
            media_type: Cow::Borrowed("application/octet-stream"),
        }
    }

    /// What it is called, without a path to it.
    #[inline]
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Of which media type it is. Checked when the call is awaited.
    #[inline]
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.media_type = media_type.into();
        self
    }
}

impl fmt::Debug for FilePart {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("bytes", &self.content.len())
            .field("file_name", &self.file_name)
            .field("media_type", &self.media_type)
            .finish()
    }
}

impl Part {
    /// `text/plain`, which is what a part is that does not say so (RFC 7578, section 4.4).
    #[inline]
    fn text(name: &'static str, text: String) -> Self {
        Self { name, file_name: None, media_type: None, content: text.into() }
    }

    #[inline]
    fn file(name: &'static str, file: FilePart) -> Result<Self, InvalidInput> {
        let FilePart { content, file_name, media_type } = file;
        // Services take a part without a file name for a text.
        let file_name = match file_name {
            Some(file_name) => file_name,
            None => "blob".to_owned(),
        };
        let media_type = checked_media_type(media_type)?;
        Ok(Self { name, file_name: Some(file_name), media_type: Some(media_type), content })
    }

    #[inline]
    fn append_to(&self, body: &mut Vec<u8>) {
        append_all(body, &["Content-Disposition: form-data; name="]);
        append_quoted(body, self.name);
        if let Some(file_name) = &self.file_name {
            append_all(body, &["; filename="]);
            append_quoted(body, file_name);
        }
        append_all(body, &["\r\n"]);
        if let Some(media_type) = &self.media_type {
            append_all(body, &["Content-Type: ", media_type, "\r\n"]);
        }
        append_all(body, &["\r\n"]);
        body.extend_from_slice(&self.content);
        append_all(body, &["\r\n"]);
    }
}

#[inline]
fn checked_media_type(media_type: Cow<'static, str>) -> Result<Cow<'static, str>, InvalidInput> {
    match header_value(&media_type) {
        Ok(_) if media_type.as_bytes().contains(&b'/') => Ok(media_type),
        Ok(_) | Err(_) => Err(InvalidInput::new("a media type such as `text/plain`", &media_type)),
    }
}

/// In UTF-8, and what would end the name or the line percent-encoded, as browsers do (HTML Standard, "Multipart form data").
#[inline]
fn append_quoted(body: &mut Vec<u8>, name: &str) {
    body.push(b'"');
    for byte in name.as_bytes() {
        match byte {
            b'"' => append_all(body, &["%22"]),
            b'\r' => append_all(body, &["%0D"]),
            b'\n' => append_all(body, &["%0A"]),
            other => body.push(*other),
        }
    }
    body.push(b'"');
}

/// The value of `Content-Type` and the exact bytes.
#[inline]
fn content(parts: &[Part]) -> (String, bytes::Bytes) {
    let boundary = boundary(parts);
    let mut length = 0;
    for part in parts {
        length += part.content.len() + 300;
    }
    let mut body = Vec::with_capacity(length + 100);
    for part in parts {
        append_all(&mut body, &["--", &boundary, "\r\n"]);
        part.append_to(&mut body);
    }
    append_all(&mut body, &["--", &boundary, "--\r\n"]);
    (format!("multipart/form-data; boundary={boundary}"), body.into())
}

#[inline(never)]
fn append_all(body: &mut Vec<u8>, texts: &[&str]) {
    for text in texts {
        body.extend_from_slice(text.as_bytes());
    }
}

/// What stands between parts, and in none of them. The same parts have the same one; but nobody can write a file that holds its
/// own.
#[inline]
fn boundary(parts: &[Part]) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.content.hash(&mut hasher);
    }
    loop {
        let boundary = format!("form-data-{:016x}", hasher.finish());
        let mut is_taken = false;
        for part in parts {
            is_taken = is_taken || contains(&part.content, boundary.as_bytes());
        }
        if !is_taken {
            return boundary;
        }
        hasher.write_u8(0);
    }
}

/// Whether a text occurs in another (Horspool's search: most bytes of a large file are skipped).
#[inline]
fn contains(text: &[u8], wanted: &[u8]) -> bool {
    let Some((_, before_last)) = wanted.split_last() else { return true };
    let mut skip = [wanted.len(); 256];
    for (index, byte) in before_last.iter().enumerate() {
        skip[usize::from(*byte)] = before_last.len() - index;
    }
    let mut end = wanted.len();
    while let Some(window) = text.get(end - wanted.len()..end) {
        if window == wanted {
            return true;
        }
        end += skip[usize::from(text[end - 1])];
    }
    false
}

#[cfg(test)]
mod tests;
