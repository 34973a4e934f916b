//! Which reader a text needs, and what it says when it fails.

use serde_json::Value;
use serde_yaml::Deserializer as Yaml;

use super::LoadError;
use super::duplicate;
use super::value::{self, Reading, TOO_LARGE};
use crate::diagnostic::{Code, Diagnostics};
use crate::pointer::Pointer;
use crate::source::Source;

/// More duplicates than this are not told one by one.
const DUPLICATES: usize = 1_000;

/// JSON where it begins with a brace, as far as it is JSON; YAML otherwise.
pub(super) fn read(source: &Source<'_>, diagnostics: &mut Diagnostics) -> Result<Value, LoadError> {
    let (skipped, text) = source.without_byte_order_mark();
    if text.trim().is_empty() {
        return Err(empty());
    }
    if !text.starts_with('{') {
        return read_yaml(source, text, diagnostics);
    }
    let error = match read_json(text, diagnostics) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let message = error.to_string();
    let too_large = message.starts_with("number out of range");
    if too_large && let Ok(value) = read_json(&quote_large_numbers(text), diagnostics) {
        return Ok(value);
    }
    let too_deep = is_too_deep(&message);
    if !too_deep && let Ok(value) = read_yaml(source, text, diagnostics) {
        return Ok(value);
    }
    let here = Source { name: source.name, text };
    let byte = skipped + byte_of(&here, error.line(), error.column());
    let error = if too_deep { deep() } else { syntax("JSON", &message) };
    Err(error.at(Some(character(source.text, byte))))
}

fn read_json(text: &str, diagnostics: &mut Diagnostics) -> serde_json::Result<Value> {
    let reading = Reading::json();
    let mut json = serde_json::Deserializer::from_str(text);
    let value = value::read(&mut json, &reading)?;
    json.end()?;
    if reading.duplicates.get() {
        report(
            duplicate::find(&mut serde_json::Deserializer::from_str(text), DUPLICATES).unwrap_or_default(),
            diagnostics,
        );
    }
    Ok(value)
}

fn read_yaml(source: &Source<'_>, text: &str, diagnostics: &mut Diagnostics) -> Result<Value, LoadError> {
    let skipped = source.text.len() - text.len();
    if let Some(byte) = deeper_than(text, 2_000) {
        return Err(deep().at(Some(character(source.text, skipped + byte))));
    }
    let reading = Reading::yaml(text);
    let mut documents = Yaml::from_str(text);
    let first = documents.next().ok_or_else(empty)?;
    let value = value::read(first, &reading).map_err(|error| yaml_error(source, skipped, text, &error))?;
    if documents.next().is_some() {
        let help = "only the first one is read; give each its own file";
        diagnostics.push(
            Code::Ignored,
            Pointer::default(),
            "expected one document, but found several in one file",
            help,
        );
    }
    if reading.duplicates.get() {
        let found = Yaml::from_str(text).next().and_then(|first| duplicate::find(first, DUPLICATES).ok());
        report(found.unwrap_or_default(), diagnostics);
    }
    Ok(value)
}

fn report(duplicates: Vec<Pointer>, diagnostics: &mut Diagnostics) {
    for pointer in duplicates {
        let key = pointer.tokens().last().cloned().unwrap_or_default();
        let message = format!("expected every key of a mapping once, but found `{key}` again");
        diagnostics.push(Code::DuplicateKey, pointer, message, "the last one is used; remove or rename the others");
    }
}

fn yaml_error(source: &Source<'_>, skipped: usize, text: &str, error: &serde_yaml::Error) -> LoadError {
    let message = error.to_string();
    let place = error.location().map(|location| {
        let here = Source { name: source.name, text };
        character(source.text, skipped + here.byte(location.line(), location.column()))
    });
    let error = if message.contains(TOO_LARGE) || message.contains("repetition limit exceeded") {
        let help = "write out what the aliases (`*name`) stand for, or use `$ref`";
        let message = "expected a document of reasonable size, but found aliases that multiply it";
        return LoadError::new("alias-bomb", message, help).at(place.or_else(|| source.largest_alias()));
    } else if is_too_deep(&message) {
        deep()
    } else if let Some((byte, letter)) = text.char_indices().find(|(_, letter)| is_refused(*letter)) {
        // The reader checks the characters before all else, and tells no line.
        return syntax("YAML", &format!("the control character `{}`", letter.escape_debug()))
            .at(Some(character(source.text, skipped + byte)));
    } else {
        syntax("YAML", &message)
    };
    error.at(place)
}

/// Whether YAML 1.1 allows the character nowhere (section 5.1), as far as it is a control character.
fn is_refused(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{85}')
}

fn empty() -> LoadError {
    let help = "give the path of a document that starts with `openapi: 3.0.3` or `{\"openapi\": \"3.0.3\"`";
    LoadError::new("empty-document", "expected an OpenAPI document, but found an empty file", help)
}

fn deep() -> LoadError {
    let message = "expected at most 128 levels of nesting, but found more";
    LoadError::new("too-deep", message, "move inner parts to `components` and refer to them with `$ref`")
}

fn syntax(format: &str, error: &str) -> LoadError {
    // The position is printed beside the message.
    let error = error.split(" at line ").next().unwrap_or(error);
    let message = format!("expected {format}, but found a syntax error: {error}");
    LoadError::new("syntax-error", message, format!("mend the {format} here or shortly before"))
}

fn is_too_deep(error: &str) -> bool {
    error.contains("recursion limit exceeded")
}

/// `serde_json` counts columns in bytes, and gives the last one that it read.
fn byte_of(source: &Source<'_>, line: usize, column: usize) -> usize {
    source.byte(line, 1).saturating_add(column.saturating_sub(1)).min(source.text.len())
}

/// The character at, or before, a byte.
fn character(text: &str, byte: usize) -> std::ops::Range<usize> {
    let mut start = byte.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let next = text[start..].chars().next();
    start..start + next.map_or(0, char::len_utf8)
}

/// Where brackets nest deeper than the limit, as far as one can tell without reading the text: YAML readers take time
/// that grows with the square of that depth. Quotes are not looked at, so the limit is far above what is read.
fn deeper_than(text: &str, limit: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            return Some(index);
        }
    }
    None
}

/// Puts quotes around each number that no `f64` can hold: it is only an example, or a bound that bounds nothing.
fn quote_large_numbers(text: &str) -> String {
    let mut output = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        output.push_str(&rest[..start]);
        rest = &rest[start..];
        let length = if rest.starts_with('"') { string_length(rest) } else { number_length(rest) };
        let (token, after) = rest.split_at(length);
        if !token.starts_with('"') && token.parse().is_ok_and(f64::is_infinite) {
            output.extend(["\"", token, "\""]);
        } else {
            output.push_str(token);
        }
        rest = after;
    }
    output.push_str(rest);
    output
}

fn string_length(text: &str) -> usize {
    let mut escaped = true;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

fn number_length(text: &str) -> usize {
    text.find(|c: char| !c.is_ascii_digit() && !"+-.eE".contains(c)).unwrap_or(text.len())
}
