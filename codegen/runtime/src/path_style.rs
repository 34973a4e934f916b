//! Values of a path that are lists, objects, or preceded by something.

use std::borrow::Cow;

use super::argument::{Texts, ToText};
use super::checks::InvalidInput;
use super::expansion::Parts;
use super::percent::Encoding;
use super::query::strings;

/// How a value stands in a path (OpenAPI 3.0.4, "Style Examples"; RFC 6570, sections 3.2.2, 3.2.5 and 3.2.7). The list is
/// `blue`, `black`; the object has the members `R` and `G`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathStyle {
    /// `blue,black` and `R,100,G,200`.
    Simple,
    /// `blue,black` and `R=100,G=200`.
    SimpleExplode,
    /// `.blue,black` and `.R,100,G,200`.
    Label,
    /// `.blue.black` and `.R=100.G=200`.
    LabelExplode,
    /// `;color=blue,black` and `;color=R,100,G,200`.
    Matrix,
    /// `;color=blue;color=black` and `;R=100;G=200`.
    MatrixExplode,
}

/// A value as it stands in a path, or what is wrong with it.
#[derive(Debug, Clone)]
pub struct PathValue(Result<String, InvalidInput>);

impl ToText for PathValue {
    fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
        match &self.0 {
            Ok(text) => Ok(Cow::Borrowed(text)),
            Err(problem) => Err(problem.clone()),
        }
    }

    fn is_encoded(&self) -> bool {
        true
    }
}

impl PathStyle {
    /// A single value.
    pub fn one(self, name: &str, value: &dyn ToText) -> PathValue {
        PathValue(value.text().map(|value| self.expand(name, &Parts::One(value.into_owned()))))
    }

    /// A list. One without items is refused when the call is sent: nothing would stand in the path.
    pub fn list(self, name: &str, values: Texts) -> PathValue {
        PathValue(strings(values).map(|values| self.expand(name, &Parts::List(values))))
    }

    /// An object, which is passed as JSON text. Members that are null are left out; one without members is refused when the
    /// call is sent.
    pub fn object(self, name: &str, json: &dyn ToText) -> PathValue {
        PathValue(json.text().map(|json| self.expand(name, &Parts::of(&json))))
    }

    fn expand(self, name: &str, parts: &Parts) -> String {
        let explodes = matches!(self, Self::SimpleExplode | Self::LabelExplode | Self::MatrixExplode);
        let mut text = String::new();
        match parts {
            Parts::Nothing => {}
            Parts::One(value) => self.value(&mut text, name, value),
            Parts::List(values) if explodes => {
                for (index, value) in values.iter().enumerate() {
                    self.between(&mut text, index);
                    self.value(&mut text, name, value);
                }
            }
            Parts::Members(members) if explodes => {
                for (index, (member, value)) in members.iter().enumerate() {
                    self.between(&mut text, index);
                    self.member(&mut text, member, value);
                }
            }
            Parts::List(values) => self.joined(&mut text, name, values.iter()),
            Parts::Members(members) => {
                self.joined(&mut text, name, members.iter().flat_map(|(member, value)| [member, value]));
            }
        }
        text
    }

    /// Only `simple` separates by what does not stand in front of the first value as well.
    fn between(self, text: &mut String, index: usize) {
        if index > 0 && matches!(self, Self::Simple | Self::SimpleExplode) {
            text.push(',');
        }
    }

    fn joined<'v>(self, text: &mut String, name: &str, values: impl Iterator<Item = &'v String>) {
        let mut joined = String::new();
        for (index, value) in values.enumerate() {
            if index > 0 {
                joined.push(',');
            }
            Encoding::Url.append(&mut joined, value);
        }
        if !joined.is_empty() {
            self.encoded(text, name, &joined);
        }
    }

    fn value(self, text: &mut String, name: &str, value: &str) {
        let mut encoded = String::new();
        Encoding::Url.append(&mut encoded, value);
        self.encoded(text, name, &encoded);
    }

    fn member(self, text: &mut String, member: &str, value: &str) {
        match self {
            Self::Matrix | Self::MatrixExplode => self.value(text, member, value),
            Self::Simple | Self::SimpleExplode | Self::Label | Self::LabelExplode => {
                self.value(text, "", member);
                text.push('=');
                Encoding::Url.append(text, value);
            }
        }
    }

    /// A parameter of a matrix has no `=` if it is empty.
    fn encoded(self, text: &mut String, name: &str, value: &str) {
        match self {
            Self::Simple | Self::SimpleExplode => {}
            Self::Label | Self::LabelExplode => text.push('.'),
            Self::Matrix | Self::MatrixExplode => {
                text.push(';');
                Encoding::Url.append(text, name);
                text.push_str(if value.is_empty() { "" } else { "=" });
            }
        }
        text.push_str(value);
    }
}

#[cfg(test)]
mod tests {
    use super::super::argument::ToText;
    use super::super::path::fill_path;
    use super::{Parts, PathStyle};

    fn list(style: PathStyle, values: &[&str]) -> String {
        style.expand("c d", &Parts::List(values.iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn what_delimits_is_encoded_within() {
        assert_eq!(list(PathStyle::Simple, &["a,b", "", "/"]), "a%2Cb,,%2F");
        assert_eq!(list(PathStyle::Simple, &["", "a"]), ",a");
        assert_eq!(list(PathStyle::SimpleExplode, &["", "a"]), ",a");
        assert_eq!(list(PathStyle::Label, &["", "a"]), ".,a");
        assert_eq!(list(PathStyle::LabelExplode, &["a", "", "b"]), ".a..b");
        assert_eq!(list(PathStyle::Matrix, &["", "a;b"]), ";c%20d=,a%3Bb");
        assert_eq!(list(PathStyle::MatrixExplode, &["", "a=b"]), ";c%20d;c%20d=a%3Db");
        let object = PathStyle::MatrixExplode.object("x", &r#"{"a;": "=", "b": "", "c": null}"#);
        assert_eq!(object.text().ok().as_deref(), Some(";a%3B=%3D;b"));
        let object = PathStyle::LabelExplode.object("x", &r#"{"a": "", "b": {"c": 1}}"#);
        assert_eq!(object.text().ok().as_deref(), Some(".a=.b=%7B%22c%22%3A1%7D"));
    }

    #[test]
    fn what_leaves_nothing_or_dots_is_refused() {
        for style in [PathStyle::Simple, PathStyle::LabelExplode, PathStyle::Matrix, PathStyle::MatrixExplode] {
            assert_eq!(list(style, &[]), "");
            assert!(fill_path("/{x}", &[&style.object("x", &"{}")]).is_err(), "{style:?}");
        }
        assert!(fill_path("/{x}", &[&PathStyle::Label.one("x", &"")]).is_err());
        assert!(fill_path("/{x}", &[&PathStyle::Label.one("x", &".")]).is_err());
        assert_eq!(fill_path("/{x}", &[&PathStyle::Matrix.one("x", &"")]).ok().as_deref(), Some("/;x"));
    }
}
