//! Objects in queries and forms, as `name=value` pairs of their members.

use std::borrow::Cow;

use super::argument::ToText;
use super::call::Call;
use super::error::Place;
use super::expansion::plain_text;
use super::percent::Encoding;
use super::tree::Tree;

/// How an object becomes pairs (OpenAPI 3.0.4, "Style Examples"). Members that are null are left out. What a style does not
/// provide for, such as an object within an object, is written as JSON text; a list of the first style as a pair for each
/// item; a single value as one pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectStyle {
    /// `R=100&G=200`: `form` with `explode`. A member that is a list has a pair for each item.
    Members,
    /// `color=R,100,G,200`: `form` without `explode`.
    Comma,
    /// `color=R%20100%20G%20200`: `spaceDelimited`.
    Space,
    /// `color=R%7C100%7CG%7C200`: `pipeDelimited`.
    Pipe,
    /// `color[R]=100&color[G]=200`, the brackets encoded: `deepObject`. Objects and lists within go on in the same way,
    /// lists with the index of the item: `color[R][0]=1`.
    Deep,
}

impl Call {
    /// Sets a query parameter to an object, which is passed as JSON text. One without members leaves the parameter out.
    #[must_use]
    pub fn query_object(mut self, name: &'static str, style: ObjectStyle, json: &dyn ToText) -> Self {
        match json.text() {
            Ok(json) => {
                let pairs = encoded(Encoding::Url, name, style, &json);
                self.request().query.set_encoded(name, pairs);
            }
            Err(problem) => self.refuse(Place::Query, name, problem),
        }
        self
    }

    /// Sets a field of the form to an object, which is passed as JSON text. One without members leaves the field out.
    #[must_use]
    pub fn form_object(mut self, name: &'static str, style: ObjectStyle, json: &dyn ToText) -> Self {
        match json.text() {
            Ok(json) => {
                let pairs = encoded(Encoding::Form, name, style, &json);
                self.form_pairs(|form| form.set_encoded(name, pairs));
            }
            Err(problem) => self.refuse(Place::Form, name, problem),
        }
        self
    }
}

/// All pairs with `&` between them.
pub(super) fn encoded(encoding: Encoding, name: &str, style: ObjectStyle, json: &str) -> String {
    let mut pairs = EncodedPairs { encoding, text: String::new() };
    // The text has just been written by this crate.
    let Ok(value) = Tree::parse(json) else { return pairs.text };
    match style {
        ObjectStyle::Deep => pairs.deep(name, &value),
        ObjectStyle::Members => match &value {
            Tree::Object(members) => {
                for (name, member) in members {
                    pairs.each(name, member);
                }
            }
            other => pairs.each(name, other),
        },
        ObjectStyle::Comma => pairs.delimited(name, ",", &value),
        ObjectStyle::Space => pairs.delimited(name, encoding.space(), &value),
        ObjectStyle::Pipe => pairs.delimited(name, "%7C", &value),
    }
    pairs.text
}

struct EncodedPairs {
    encoding: Encoding,
    text: String,
}

impl EncodedPairs {
    /// A pair; of a list, one for each item.
    fn each(&mut self, name: &str, value: &Tree<'_>) {
        match value {
            Tree::Array(items) => {
                for item in items {
                    self.pair(name, item);
                }
            }
            other => self.pair(name, other),
        }
    }

    fn deep(&mut self, name: &str, value: &Tree<'_>) {
        match value {
            Tree::Object(members) => {
                for (member, value) in members {
                    self.deep(&format!("{name}[{member}]"), value);
                }
            }
            Tree::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.deep(&format!("{name}[{index}]"), item);
                }
            }
            other => self.pair(name, other),
        }
    }

    fn delimited(&mut self, name: &str, delimiter: &str, value: &Tree<'_>) {
        let mut parts = Vec::new();
        match value {
            Tree::Object(members) => {
                for (name, member) in members {
                    if let Some(text) = plain_text(member) {
                        parts.push(Cow::Borrowed(&**name));
                        parts.push(text);
                    }
                }
            }
            Tree::Array(items) => parts.extend(items.iter().filter_map(plain_text)),
            other => parts.extend(plain_text(other)),
        }
        for (index, part) in parts.iter().enumerate() {
            if index == 0 {
                self.name(name);
            } else {
                self.text.push_str(delimiter);
            }
            self.encoding.append(&mut self.text, part);
        }
    }

    fn pair(&mut self, name: &str, value: &Tree<'_>) {
        if let Some(value) = plain_text(value) {
            self.name(name);
            self.encoding.append(&mut self.text, &value);
        }
    }

    fn name(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.encoding.append(&mut self.text, name);
        self.text.push('=');
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, ObjectStyle, encoded};

    fn color(style: ObjectStyle, json: &str) -> String {
        encoded(Encoding::Url, "color", style, json)
    }

    #[test]
    fn objects_follow_the_style_table() {
        let json = r#"{"R": 100, "G": 200, "B": 150}"#;
        assert_eq!(color(ObjectStyle::Members, json), "R=100&G=200&B=150");
        assert_eq!(color(ObjectStyle::Comma, json), "color=R,100,G,200,B,150");
        assert_eq!(color(ObjectStyle::Space, json), "color=R%20100%20G%20200%20B%20150");
        assert_eq!(color(ObjectStyle::Pipe, json), "color=R%7C100%7CG%7C200%7CB%7C150");
        assert_eq!(color(ObjectStyle::Deep, json), "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150");
        assert_eq!(encoded(Encoding::Form, "a b", ObjectStyle::Deep, r#"{"c d": "e f"}"#), "a+b%5Bc+d%5D=e+f");
    }

    #[test]
    fn lists_and_objects_within() {
        let json = r#"{"of": ["a&b", true, null], "in": {"x": 1, "y": null}, "none": null}"#;
        assert_eq!(color(ObjectStyle::Members, json), "of=a%26b&of=true&in=%7B%22x%22%3A1%2C%22y%22%3Anull%7D");
        assert_eq!(
            color(ObjectStyle::Deep, json),
            "color%5Bof%5D%5B0%5D=a%26b&color%5Bof%5D%5B1%5D=true&color%5Bin%5D%5Bx%5D=1"
        );
        assert_eq!(color(ObjectStyle::Comma, r#"{"of": ["a", "b"]}"#), "color=of,%5B%22a%22%2C%22b%22%5D");
    }

    #[test]
    fn what_is_no_object() {
        let styles =
            [ObjectStyle::Members, ObjectStyle::Comma, ObjectStyle::Space, ObjectStyle::Pipe, ObjectStyle::Deep];
        for style in styles {
            assert_eq!(color(style, "{}"), "");
            assert_eq!(color(style, "null"), "");
            assert_eq!(color(style, "7"), "color=7");
        }
        assert_eq!(color(ObjectStyle::Members, r#"[{"a": 1}, "b"]"#), "color=%7B%22a%22%3A1%7D&color=b");
        assert_eq!(color(ObjectStyle::Deep, r#"["a", {"b": 2}]"#), "color%5B0%5D=a&color%5B1%5D%5Bb%5D=2");
    }
}
