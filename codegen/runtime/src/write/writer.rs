//! The writer: JSON text, or the shape of `derive(Debug)`. Nothing here is generic over what is written.

use std::fmt::Write as _;

use super::super::json::JsonMap;
use super::super::tree::plain_length;
use super::Write;

/// A list, whatever its type.
pub(super) trait Listed {
    /// Writes an item, if it is there.
    fn write(&self, index: usize, to: &mut JsonWriter) -> bool;
}

/// Collects the text of a value.
#[derive(Debug)]
pub struct JsonWriter {
    text: String,
    mode: Mode,
    /// How many arrays and objects are open.
    depth: usize,
    /// Of the next object.
    tag: Option<(&'static str, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// JSON, without what only a server sends.
    RequestBody,
    /// JSON, with everything.
    Complete,
    /// What `{:?}` prints.
    Debug,
    /// What `{:#?}` prints.
    PrettyDebug,
}

impl Mode {
    fn is_debug(self) -> bool {
        match self {
            Self::RequestBody | Self::Complete => false,
            Self::Debug | Self::PrettyDebug => true,
        }
    }
}

impl JsonWriter {
    pub(super) fn new(mode: Mode) -> Self {
        Self { text: String::new(), mode, depth: 0, tag: None }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Writes `null`.
    // Inlined, it would be compiled again for every type that is an `Option`.
    #[inline(never)]
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes a number that is spelled as in JSON.
    pub(in super::super) fn number(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        if self.mode.is_debug() {
            // Writing to a `String` can't fail.
            let _ = write!(self.text, "{text:?}");
        } else {
            push_quoted(text, &mut self.text);
        }
    }

    /// Makes the next object end with this member, unless it says that one itself.
    pub fn tag(&mut self, tag: (&'static str, &'static str)) {
        if !self.mode.is_debug() {
            self.tag = Some(tag);
        }
    }

    /// Begins an array.
    #[inline]
    pub fn array(&mut self) -> ArrayWriter<'_> {
        self.text.push('[');
        self.depth += 1;
        ArrayWriter { writer: self, is_empty: true }
    }

    /// Writes an array: what all lists share, compiled once.
    pub(super) fn items(&mut self, items: &dyn Listed) {
        self.text.push('[');
        self.depth += 1;
        let mut count = 0;
        while items.write(count, self) {
            count += 1;
        }
        self.close(count == 0, ']');
    }

    /// Begins an object of a type that has this name in Rust.
    pub fn object(&mut self, name: &'static str) -> ObjectWriter<'_> {
        if self.mode.is_debug() {
            self.text.push_str(name);
        } else {
            self.text.push('{');
        }
        self.depth += 1;
        let tag = self.tag.take();
        ObjectWriter { writer: self, is_empty: true, is_map: false, is_sensitive: false, tag }
    }

    /// Begins an object whose members have no fixed names.
    pub fn map(&mut self) -> ObjectWriter<'_> {
        self.text.push('{');
        self.depth += 1;
        let tag = self.tag.take();
        ObjectWriter { writer: self, is_empty: true, is_map: true, is_sensitive: false, tag }
    }

    /// What stands before an item or a member.
    pub(super) fn separate(&mut self, is_first: bool) {
        if !is_first {
            self.text.push(',');
        }
        match self.mode {
            Mode::RequestBody | Mode::Complete => {}
            Mode::Debug if is_first => {}
            Mode::Debug => self.text.push(' '),
            Mode::PrettyDebug => self.line(),
        }
    }

    fn close(&mut self, is_empty: bool, bracket: char) {
        self.depth -= 1;
        if self.mode == Mode::PrettyDebug && !is_empty {
            self.text.push(',');
            self.line();
        }
        self.text.push(bracket);
    }

    fn line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
    }
}

/// Writes the items of an array.
#[derive(Debug)]
pub struct ArrayWriter<'a> {
    writer: &'a mut JsonWriter,
    is_empty: bool,
}

impl ArrayWriter<'_> {
    /// Writes one item.
    #[inline]
    pub fn item(&mut self, item: &dyn Write) {
        self.writer.separate(self.is_empty);
        self.is_empty = false;
        item.write(self.writer);
    }

    /// Ends the array.
    #[inline]
    pub fn end(self) {
        self.writer.close(self.is_empty, ']');
    }
}

/// Writes the members of an object.
#[derive(Debug)]
pub struct ObjectWriter<'a> {
    writer: &'a mut JsonWriter,
    is_empty: bool,
    is_map: bool,
    /// Whether `Debug` hides the next member.
    is_sensitive: bool,
    /// A member that is still to come.
    tag: Option<(&'static str, &'static str)>,
}

impl ObjectWriter<'_> {
    /// Hides the value of the next member in `Debug`.
    pub fn sensitive(&mut self) -> &mut Self {
        self.is_sensitive = true;
        self
    }

    /// Writes a member, unless its value is absent.
    pub fn put(&mut self, name: &str, value: &dyn Write) {
        if value.is_absent() {
            self.is_sensitive = false;
        } else {
            self.put_nullable(name, value);
        }
    }

    /// Writes a member; one that is absent as `null`.
    pub fn put_nullable(&mut self, name: &str, value: &dyn Write) {
        self.name(name);
        if std::mem::take(&mut self.is_sensitive) && self.writer.mode.is_debug() {
            self.writer.text.push_str("<redacted>");
        } else {
            value.write(self.writer);
        }
    }

    /// Writes a member that only a server sends, unless its value is absent; it is no part of a request body.
    pub fn put_read_only(&mut self, name: &str, value: &dyn Write) {
        if self.writer.mode == Mode::RequestBody {
            self.is_sensitive = false;
        } else {
            self.put(name, value);
        }
    }

    /// Writes every entry of a map as a member.
    pub fn rest<T: Write>(&mut self, members: &JsonMap<T>) {
        for (name, value) in members.entries() {
            self.put_nullable(name, value);
        }
    }

    /// Ends the object.
    pub fn end(mut self) {
        if let Some((name, text)) = self.tag.take() {
            self.put(name, &text);
        }
        let is_debug = self.writer.mode.is_debug();
        if is_debug && !self.is_map && self.is_empty {
            self.writer.depth -= 1;
            return;
        }
        if self.writer.mode == Mode::Debug && !self.is_map {
            self.writer.text.push(' ');
        }
        self.writer.close(self.is_empty, '}');
    }

    fn name(&mut self, name: &str) {
        if matches!(self.tag, Some((tag, _)) if tag == name) {
            self.tag = None;
        }
        let is_debug = self.writer.mode.is_debug();
        if is_debug && !self.is_map && self.is_empty {
            self.writer.text.push_str(if self.writer.mode == Mode::Debug { " { " } else { " {" });
        }
        self.writer.separate(self.is_empty);
        self.is_empty = false;
        if is_debug && !self.is_map {
            self.writer.text.push_str(name);
        } else {
            self.writer.string(name);
        }
        self.writer.text.push_str(if is_debug { ": " } else { ":" });
    }
}

fn push_quoted(mut text: &str, to: &mut String) {
    to.push('"');
    loop {
        let (plain, rest) = text.split_at(plain_length(text.as_bytes()));
        to.push_str(plain);
        let Some(byte) = rest.as_bytes().first() else { break };
        match byte {
            b'"' => to.push_str("\\\""),
            b'\\' => to.push_str("\\\\"),
            b'\n' => to.push_str("\\n"),
            b'\r' => to.push_str("\\r"),
            b'\t' => to.push_str("\\t"),
            control => {
                // Writing to a `String` can't fail.
                let _ = write!(to, "\\u{control:04x}");
            }
        }
        text = &rest[1..];
    }
    to.push('"');
}
