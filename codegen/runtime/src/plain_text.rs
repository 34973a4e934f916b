//! Answers that are text.

use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

use reqwest::header::CONTENT_TYPE;

use super::error::{DecodeError, Error};
use super::payload::Payload;
use super::response::Answer;

/// A body that is text: a `String`.
///
/// It is read in the charset that the answer names, if that is UTF-8, UTF-16, Latin-1 or Windows-1252, and in UTF-8 otherwise,
/// without a byte order mark.
#[derive(Debug, Clone, Copy)]
pub enum PlainText {}

impl Payload for PlainText {
    type Value = String;
    const ACCEPT: &'static str = "text/plain, */*;q=0.5";

    #[inline]
    fn decode(answer: &mut Answer) -> Result<String, Error> {
        match decode_text(&charset(answer.headers().named(CONTENT_TYPE).unwrap_or_default()), &answer.body) {
            Ok(text) => Ok(text),
            Err(offset) => Err(DecodeError::text(answer, offset).into()),
        }
    }
}

/// In lower case; empty if there is none (RFC 9110, section 8.3.2).
fn charset(media_type: &str) -> String {
    let parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charset.map(|(_, value)| value.trim().trim_matches('"').to_ascii_lowercase()).unwrap_or_default()
}

/// The text, or where bytes begin that are none.
fn decode_text(charset: &str, bytes: &[u8]) -> Result<String, usize> {
    let text = match charset {
        // What is called Latin-1 is Windows-1252 (WHATWG Encoding Standard, section 4.2).
        "iso-8859-1" | "latin1" | "windows-1252" => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
        "utf-16" | "utf-16le" | "utf-16be" => utf_16(charset, bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(error) => return Err(error.valid_up_to()),
        },
    };
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn utf_16(charset: &str, bytes: &[u8]) -> String {
    let is_big = charset == "utf-16be" || charset == "utf-16" && bytes.starts_with(&[0xfe, 0xff]);
    let units = bytes.chunks_exact(2).map(|unit| {
        let unit = [unit[0], unit[1]];
        if is_big { u16::from_be_bytes(unit) } else { u16::from_le_bytes(unit) }
    });
    decode_utf16(units).map(|letter| letter.unwrap_or(REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    FROM_80.get(usize::from(byte).wrapping_sub(0x80)).copied().unwrap_or(char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{charset, decode_text};

    #[test]
    fn charsets() {
        assert_eq!(charset("text/plain; format=flowed; Charset=\"UTF-16\""), "utf-16");
        assert_eq!(charset("text/plain"), "");
        assert_eq!(decode_text("", "\u{feff}ü".as_bytes()), Ok("ü".to_owned()));
        assert_eq!(decode_text("koi8-r", b"abc"), Ok("abc".to_owned()));
        assert_eq!(decode_text("utf-8", b"ab\xff"), Err(2));
        assert_eq!(decode_text("iso-8859-1", b"\x80\x9f\xfc~"), Ok("€Ÿü~".to_owned()));
        assert_eq!(decode_text("utf-16", b"\xfe\xff\x00\xfc"), Ok("ü".to_owned()));
        assert_eq!(decode_text("utf-16le", b"\xfc\x00\x00\xd8"), Ok("ü\u{fffd}".to_owned()));
    }
}
