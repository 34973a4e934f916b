//! Strings and their escapes.

use std::borrow::Cow;

const UNTERMINATED: &str = "a closing `\"`";

/// Reads a string that starts behind its opening quote. Gives the text and the length up to and with the closing quote,
/// or what was expected at which offset.
pub(super) fn read_json_string(rest: &str) -> Result<(Cow<'_, str>, usize), (&'static str, usize)> {
    let end = plain_length(rest.as_bytes());
    match rest.as_bytes().get(end) {
        Some(b'"') => Ok((Cow::Borrowed(&rest[..end]), end + 1)),
        Some(b'\\') => escaped(rest, end),
        Some(_) => Err(("no control character in a string", end)),
        None => Err((UNTERMINATED, end)),
    }
}

/// The length up to what a string can't hold as it is, a quote, a backslash or a control character, or up to the end:
/// eight bytes at a time.
pub(in super::super) fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // A byte of the result has its high bit set if that byte of the word is zero; bytes above a zero one may as well.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk::<8>() {
        let word = u64::from_le_bytes(*chunk);
        let quote = zeros(word ^ (ONES * u64::from(b'"')));
        let backslash = zeros(word ^ (ONES * u64::from(b'\\')));
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let found = (quote | backslash | control) & HIGH;
        if found != 0 {
            // The lowest mark is a true one.
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while !matches!(bytes.get(at), None | Some(b'"' | b'\\' | 0..0x20)) {
        at += 1;
    }
    at
}

#[cold]
fn escaped(rest: &str, first: usize) -> Result<(Cow<'_, str>, usize), (&'static str, usize)> {
    let bytes = rest.as_bytes();
    let mut text = String::with_capacity(first + 16);
    text.push_str(&rest[..first]);
    let mut at = first;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok((Cow::Owned(text), at + 1)),
            Some(b'\\') => at = escape(bytes, at + 1, &mut text)?,
            Some(0..0x20) => return Err(("no control character in a string", at)),
            Some(_) => {
                let length = plain_length(&bytes[at..]);
                text.push_str(&rest[at..at + length]);
                at += length;
            }
            None => return Err((UNTERMINATED, at)),
        }
    }
}

/// Reads what follows a backslash at `at`; gives where it ends.
fn escape(bytes: &[u8], at: usize, text: &mut String) -> Result<usize, (&'static str, usize)> {
    let plain = match bytes.get(at) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(byte @ (b'"' | b'\\' | b'/')) => char::from(*byte),
        Some(b'u') => return unicode(bytes, at + 1, text),
        Some(_) | None => return Err(("an escape sequence", at)),
    };
    text.push(plain);
    Ok(at + 1)
}

fn unicode(bytes: &[u8], at: usize, text: &mut String) -> Result<usize, (&'static str, usize)> {
    let unit = hex(bytes, at).ok_or(("four hexadecimal digits", at))?;
    let mut end = at + 4;
    let mut code = unit;
    if matches!(unit, 0xD800..0xDC00) && bytes.get(end) == Some(&b'\\') && bytes.get(end + 1) == Some(&b'u') {
        if let Some(low @ 0xDC00..0xE000) = hex(bytes, end + 2) {
            code = 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            end += 6;
        }
    }
    text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    Ok(end)
}

fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    let mut code = 0;
    for digit in bytes.get(at..at + 4)? {
        code = code * 16 + char::from(*digit).to_digit(16)?;
    }
    Some(code)
}
