//! Values that are more than one text, as their parts (RFC 6570, section 2.4).

use std::borrow::Cow;

use super::json::Json;
use super::tree::Tree;
use super::write::to_json;

/// What a value is made of. Null is nothing, in a list and as a member as well; what lies deeper is JSON text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parts {
    Nothing,
    One(String),
    List(Vec<String>),
    /// Names and values, in the order of the object.
    Members(Vec<(String, String)>),
}

impl Parts {
    /// The parts of a value that was written as JSON text.
    pub(super) fn of(json: &str) -> Self {
        // The text has just been written by this crate.
        let Ok(value) = Tree::parse(json) else { return Self::Nothing };
        match &value {
            Tree::Object(members) => {
                let member = |(name, value): &(Cow<'_, str>, Tree<'_>)| {
                    Some((name.clone().into_owned(), plain_text(value)?.into_owned()))
                };
                Self::Members(members.iter().filter_map(member).collect())
            }
            Tree::Array(items) => Self::List(items.iter().filter_map(plain_text).map(Cow::into_owned).collect()),
            other => plain_text(other).map_or(Self::Nothing, |text| Self::One(text.into_owned())),
        }
    }
}

/// `None` for null.
pub(super) fn plain_text<'t>(value: &'t Tree<'_>) -> Option<Cow<'t, str>> {
    match value {
        Tree::Null => None,
        Tree::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
        Tree::Number(text) => Some(Cow::Borrowed(text)),
        Tree::String(text) => Some(Cow::Borrowed(text)),
        Tree::Array(_) | Tree::Object(_) => Some(Cow::Owned(to_json(&Json::from(value)))),
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn parts_of_json() {
        let members =
            [("b", "1"), ("a", "x"), ("in", r#"{"c":null}"#)].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(Parts::of(r#"{"b": 1, "none": null, "a": "x", "in": {"c": null}}"#), Parts::Members(members.into()));
        assert_eq!(Parts::of("[true, null, [1]]"), Parts::List(vec!["true".into(), "[1]".into()]));
        assert_eq!(Parts::of("1.50"), Parts::One("1.50".into()));
        assert_eq!(Parts::of("null"), Parts::Nothing);
    }
}
