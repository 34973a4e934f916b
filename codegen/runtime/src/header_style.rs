//! Headers and cookies that are objects, and cookies that are lists.

use std::fmt::Write as _;

use super::argument::{Texts, ToText};
use super::call::Call;
use super::checks::InvalidInput;
use super::error::Place;
use super::expansion::Parts;
use super::header::insert_line;
use super::object_style::{ObjectStyle, encoded};
use super::percent::Encoding;
use super::query::{ListStyle, Pairs, strings};

impl Call {
    /// Sets a header to an object, which is passed as JSON text (OpenAPI 3.0.4, style `simple`): `R=100,G=200` if the style is
    /// [`ObjectStyle::Members`], else `R,100,G,200`. One without members leaves the header out.
    #[must_use]
    pub fn header_object(mut self, name: &'static str, style: ObjectStyle, json: &dyn ToText) -> Self {
        let headers = &mut self.request().headers;
        let inserted = match json.text().map(|json| simple(style, Parts::of(&json))) {
            Ok(Some(value)) => insert_line(headers, name, &value),
            Ok(None) => {
                headers.retain(|(set, _)| !set.as_str().eq_ignore_ascii_case(name));
                Ok(())
            }
            Err(problem) => Err(problem),
        };
        if let Err(problem) = inserted {
            self.refuse(Place::Header, name, problem);
        }
        self
    }

    /// Sets a header to JSON text, escaped where a header can't have what it has.
    #[must_use]
    pub fn header_json(mut self, name: &'static str, json: &dyn ToText) -> Self {
        let inserted = json.text().and_then(|json| insert_line(&mut self.request().headers, name, &ascii(&json)));
        if let Err(problem) = inserted {
            self.refuse(Place::Header, name, problem);
        }
        self
    }

    /// Sets a cookie to a list (OpenAPI 3.0.4, style `form`), or a cookie to each of its items. An empty list leaves it out.
    #[must_use]
    pub fn cookie_list(self, name: &'static str, style: ListStyle, values: Texts) -> Self {
        let pairs = strings(values).map(|values| {
            let mut pairs = Pairs::new(Encoding::Url);
            pairs.set_list(name, style, &values);
            let mut text = String::new();
            pairs.append_to(&mut text, "&");
            text
        });
        self.cookies(name, pairs)
    }

    /// Sets a cookie to an object, which is passed as JSON text (OpenAPI 3.0.4, style `form`), or a cookie to each of its
    /// members. One without members leaves it out.
    #[must_use]
    pub fn cookie_object(self, name: &'static str, style: ObjectStyle, json: &dyn ToText) -> Self {
        let pairs = json.text().map(|json| encoded(Encoding::Url, name, style, &json));
        self.cookies(name, pairs)
    }

    /// Sets pairs of a form as cookies, which are separated by something else (RFC 6265, section 4.2.1).
    fn cookies(mut self, name: &'static str, pairs: Result<String, InvalidInput>) -> Self {
        match pairs {
            // Within the values it is encoded.
            Ok(pairs) => self.request().cookies.set_encoded(name, pairs.replace('&', "; ")),
            Err(problem) => self.refuse(Place::Cookie, name, problem),
        }
        self
    }
}

/// Headers are not percent-encoded.
fn simple(style: ObjectStyle, parts: Parts) -> Option<String> {
    let between = match style {
        ObjectStyle::Members => '=',
        ObjectStyle::Comma | ObjectStyle::Space | ObjectStyle::Pipe | ObjectStyle::Deep => ',',
    };
    match parts {
        Parts::Nothing => None,
        Parts::One(value) => Some(value),
        Parts::List(values) => (!values.is_empty()).then(|| values.join(",")),
        Parts::Members(members) => {
            let mut text = String::new();
            for (name, value) in &members {
                text.push_str(if text.is_empty() { "" } else { "," });
                text.extend([name.as_str(), between.encode_utf8(&mut [0; 4]), value.as_str()]);
            }
            (!members.is_empty()).then_some(text)
        }
    }
}

/// JSON with nothing but ASCII (RFC 8259, section 7).
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() && letter != '\u{7f}' {
            text.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{unit:04x}");
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{ObjectStyle, Parts, ascii, simple};

    #[test]
    fn what_is_no_object() {
        assert_eq!(simple(ObjectStyle::Members, Parts::of("7")).as_deref(), Some("7"));
        assert_eq!(simple(ObjectStyle::Comma, Parts::of(r#"["a", {"b": 1}]"#)).as_deref(), Some(r#"a,{"b":1}"#));
        for nothing in ["null", "{}", "[]", r#"{"a": null}"#] {
            assert_eq!(simple(ObjectStyle::Members, Parts::of(nothing)), None, "{nothing}");
        }
    }

    #[test]
    fn json_is_escaped() {
        assert_eq!(ascii("{\"ü\":\"\u{7f}𝄞\"}"), r#"{"\u00fc":"\u007f\ud834\udd1e"}"#);
    }
}
