//! What the bodies of errors say. Services have many shapes for it, and proxies answer in their place.

use std::mem;

use super::json::Json;
use super::known_text::is_same_in_any_case;
use super::tree::Tree;

/// What is found in any of the shapes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Said {
    pub code: Option<String>,
    pub message: Option<String>,
    pub more_info: Option<String>,
    pub details: Option<Json>,
}

impl Said {
    pub(super) fn new(content_type: Option<&str>, body: &[u8]) -> Self {
        match Tree::parse_slice(body) {
            Ok(json) => Self::from_json(&json),
            Err(_) => {
                let message = html(content_type, body).or_else(|| filled(&String::from_utf8_lossy(body)));
                Self { message, ..Self::default() }
            }
        }
    }

    fn from_json(json: &Tree<'_>) -> Self {
        let mut said = Self::default();
        match json {
            Tree::Object(_) => return Self::from_object(json),
            Tree::Array(items) => {
                if let Some(first) = items.first() {
                    said = Self::from_json(first);
                }
                said.details = Some(json.into());
            }
            Tree::String(text) => said.message = filled(text),
            Tree::Null | Tree::Bool(_) | Tree::Number(_) => {}
        }
        said
    }

    /// `{code, message, more_info, status, details}` in either case; RFC 9457; `{code, message, params, …}`;
    /// OAuth's `{error, error_description}` (RFC 6749, section 5.2); and `{error: …}` or `{errors: […]}` around any of these.
    fn from_object(object: &Tree<'_>) -> Self {
        let mut own = Self {
            code: text_of(object, &["code", "error_code", "errorCode"]),
            message: text_of(object, &["message", "detail", "error_description", "error_message", "errorMessage"]),
            more_info: text_of(object, &["more_info", "moreInfo", "documentation_url"]),
            details: details(object),
        };
        if let Some(title) = text_of(object, &["title"]) {
            own.message = match own.message {
                None => Some(title),
                Some(detail) if detail != title && text_of(object, &["message"]).is_none() => {
                    Some(format!("{title}: {detail}"))
                }
                Some(message) => Some(message),
            };
        }
        if own.more_info.is_none() {
            own.more_info = match text_of(object, &["type"]) {
                Some(url) if url.starts_with("https://") || url.starts_with("http://") => Some(url),
                Some(_) | None => None,
            };
        }
        match object.get("error").or(object.get("errors")) {
            // RFC 6749: a description beside it makes it the code.
            Some(Tree::String(error)) if own.message.is_some() => {
                own.or(Self { code: filled(error), ..Self::default() })
            }
            Some(inner) => own.or(Self::from_json(inner)),
            None => own,
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            code: self.code.or(other.code),
            message: self.message.or(other.message),
            more_info: self.more_info.or(other.more_info),
            details: self.details.or(other.details),
        }
    }
}

/// The first of these members that is a text or a number.
fn text_of(object: &Tree<'_>, names: &[&str]) -> Option<String> {
    for name in names {
        let text = match object.get(name) {
            Some(Tree::String(text)) => filled(text),
            Some(Tree::Number(text)) => Some((*text).to_owned()),
            Some(Tree::Null | Tree::Bool(_) | Tree::Array(_) | Tree::Object(_)) | None => None,
        };
        if text.is_some() {
            return text;
        }
    }
    None
}

fn details(object: &Tree<'_>) -> Option<Json> {
    const NAMES: &[&str] = &["details", "errors", "params", "detail"];
    for name in NAMES {
        match object.get(name) {
            None | Some(Tree::Null | Tree::String(_)) => {}
            Some(details) => return Some(details.into()),
        }
    }
    None
}

/// Says that a body is an HTML page, if it is, and its title.
pub(super) fn html(content_type: Option<&str>, body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&body[..body.len().min(8192)]);
    let lower = text.to_ascii_lowercase();
    let start = lower.trim_ascii_start();
    let says_so = content_type.is_some_and(is_html);
    if !says_so && !start.starts_with("<!doctype html") && !start.starts_with("<html") {
        return None;
    }
    let title = element(&text, &lower, "title").or_else(|| element(&text, &lower, "h1"));
    let page = "an HTML page, as proxies send it";
    Some(title.map_or_else(|| page.to_owned(), |title| format!("{page}, titled `{title}`")))
}

fn is_html(media_type: &str) -> bool {
    const TYPES: &[&str] = &["text/html", "application/xhtml"];
    for html in TYPES {
        if let Some((start, _)) = media_type.split_at_checked(html.len()) {
            if is_same_in_any_case(start, html) {
                return true;
            }
        }
    }
    false
}

/// The content of the first element of this name, whose tags are found in the text in lower case.
fn element(text: &str, lower: &str, name: &str) -> Option<String> {
    let begin = tag(lower, 0, "<", name)?;
    let start = begin + lower[begin..].find('>')? + 1;
    let end = tag(lower, start, "</", name)?;
    filled(&one_line(&text[start..end], 120))
}

/// Where a tag begins, from there on.
fn tag(lower: &str, from: usize, bracket: &str, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        at += lower[at..].find('<')?;
        if lower[at..].strip_prefix(bracket).is_some_and(|rest| rest.starts_with(name)) {
            return Some(at);
        }
        at += 1;
    }
}

/// A text on one line, cut to so many characters, without control characters and without those that turn the direction of
/// what follows (Unicode Standard Annex 9), which would make a log show something else than it holds.
pub(super) fn one_line(text: &str, max: usize) -> String {
    let mut line = String::new();
    let (mut length, mut left, mut is_apart) = (0, max, false);
    for letter in text.chars() {
        if letter.is_whitespace() {
            is_apart = length > 0;
            continue;
        }
        if mem::take(&mut is_apart) {
            length += 1;
            push(&mut line, ' ', &mut left);
        }
        length += 1;
        if !is_unseen(letter) {
            push(&mut line, letter, &mut left);
        }
    }
    if length > max {
        line.push('…');
    }
    line
}

fn push(line: &mut String, letter: char, left: &mut usize) {
    if *left > 0 {
        line.push(letter);
        *left -= 1;
    }
}

fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim_ascii();
    if text.is_empty() { None } else { Some(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{Json, Said, html, one_line};

    fn said(body: &str) -> Said {
        Said::new(None, body.as_bytes())
    }

    fn expect(body: &str, code: Option<&str>, message: Option<&str>, more_info: Option<&str>, details: Option<&str>) {
        let details = details.map(|json| json.parse::<Json>().expect("JSON"));
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let expected = Said { code: owned(code), message: owned(message), more_info: owned(more_info), details };
        assert_eq!(said(body), expected, "{body}");
    }

    #[test]
    fn every_shape_is_understood() {
        let more = Some("https://www.twilio.com/docs/errors/20404");
        expect(
            r#"{"code": 20404, "message": "Not here", "more_info": "https://www.twilio.com/docs/errors/20404", "status": 404,
                "details": {"a": 1}}"#,
            Some("20404"),
            Some("Not here"),
            more,
            Some(r#"{"a": 1}"#),
        );
        expect(
            r#"{"code": 20404, "message": "Not here", "moreInfo": "https://www.twilio.com/docs/errors/20404", "detail": [1]}"#,
            Some("20404"),
            Some("Not here"),
            more,
            Some("[1]"),
        );
        expect(
            r##"{"type": "https://www.twilio.com/docs/errors/20404", "title": "Not found", "status": 404, "code": 20404,
                "detail": "No such build", "instance": "/x", "errors": [{"detail": "bad", "pointer": "#/a"}]}"##,
            Some("20404"),
            Some("Not found: No such build"),
            more,
            Some(r##"[{"detail": "bad", "pointer": "#/a"}]"##),
        );
        expect(
            r#"{"code": "E1", "message": "Bad", "httpStatusCode": 400, "params": {"a": "b"}, "userError": true}"#,
            Some("E1"),
            Some("Bad"),
            None,
            Some(r#"{"a": "b"}"#),
        );
        expect(
            r#"{"errors": [{"code": 7, "message": "First"}, {"message": "Second"}]}"#,
            Some("7"),
            Some("First"),
            None,
            Some(r#"[{"code": 7, "message": "First"}, {"message": "Second"}]"#),
        );
        expect(r#"{"errors": ["No"]}"#, None, Some("No"), None, Some(r#"["No"]"#));
        expect(r#"{"error": {"code": "x", "message": "Inner"}}"#, Some("x"), Some("Inner"), None, None);
        expect(
            r#"{"error": "invalid_grant", "error_description": "Gone"}"#,
            Some("invalid_grant"),
            Some("Gone"),
            None,
            None,
        );
        expect(r#"{"error": "Nothing works"}"#, None, Some("Nothing works"), None, None);
        expect(r#"[{"message": "Listed"}]"#, None, Some("Listed"), None, Some(r#"[{"message": "Listed"}]"#));
        expect(r#"{"code": 1, "message": 20404}"#, Some("1"), Some("20404"), None, None);
        expect(r#""Just text""#, None, Some("Just text"), None, None);
        expect(r#"{"code": null, "message": "", "details": null, "type": "about:blank"}"#, None, None, None, None);
        expect("  upstream gone\n", None, Some("upstream gone"), None, None);
        expect("", None, None, None, None);
        expect("null", None, None, None, None);
    }

    #[test]
    fn a_page_of_a_proxy_is_said_to_be_one() {
        let page =
            "<!DOCTYPE html>\n<html><head><TITLE class=x>503 Service\n Unavailable</TITLE></head><body>…</body></html>";
        let told = "an HTML page, as proxies send it, titled `503 Service Unavailable`";
        assert_eq!(said(page).message.as_deref(), Some(told));
        assert_eq!(
            html(Some("text/HTML; charset=x"), b"<p>oops</p>").as_deref(),
            Some("an HTML page, as proxies send it")
        );
        assert_eq!(html(Some("text/plain"), b"1 < 2"), None);
        assert!(html(None, "<html><title>ü".repeat(2000).as_bytes()).is_some());
        assert!(html(None, b"<html><title").is_some());
    }

    #[test]
    fn messages_stay_on_one_line() {
        assert_eq!(one_line(" a\r\n\tb\u{1b}[31m ", 10), "a b[31m");
        assert_eq!(one_line("äöü", 2), "äö…");
        assert_eq!(one_line("a\u{202e}b\u{2067}c\u{200f}\u{2028}d", 9), "abc d");
    }
}
