//! Query parameters, and the `name=value` pairs that queries, forms and cookies are made of.

use super::argument::{Texts, ToText};
use super::call::Call;
use super::checks::InvalidInput;
use super::error::{Place, join};
use super::percent::Encoding;

impl Call {
    /// Sets a query parameter; an earlier value of the same name is replaced where it stands.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: &dyn ToText) -> Self {
        match value.text() {
            Ok(value) => self.request().query.set(name, &value),
            Err(problem) => self.refuse(Place::Query, name, problem),
        }
        self
    }

    /// Sets a query parameter to a list. An empty list leaves the parameter out.
    #[inline]
    #[must_use]
    pub fn query_list(mut self, name: &'static str, style: ListStyle, values: Texts) -> Self {
        match strings(values) {
            Ok(values) => self.request().query.set_list(name, style, &values),
            Err(problem) => self.refuse(Place::Query, name, problem),
        }
        self
    }
}

/// How a list becomes text (OpenAPI 3.0.4, "Style Examples").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListStyle {
    /// `name=a&name=b`: `form` with `explode`.
    Repeat,
    /// `name=a,b`: `form` without `explode`. A comma within an item is encoded, the delimiter is not.
    Comma,
    /// `name=a%20b` (`a+b` in a form body): `spaceDelimited` without `explode`.
    Space,
    /// `name=a%7Cb`: `pipeDelimited` without `explode`.
    Pipe,
}

/// The items of a list, or what is wrong with the first bad one.
#[inline]
pub(super) fn strings(texts: Texts) -> Result<Vec<String>, InvalidInput> {
    let mut strings = Vec::with_capacity(texts.0.len());
    for text in texts.0 {
        strings.push(text?);
    }
    Ok(strings)
}

/// `name=value` pairs in the order in which they were first set, each encoded already. Their loops are plain ones: adapters
/// of iterators with closures are compiled anew for each, several times as much code.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    encoding: Encoding,
    pub(super) pairs: Vec<(&'static str, String)>,
}

impl Pairs {
    pub(super) fn new(encoding: Encoding) -> Self {
        Self { encoding, pairs: Vec::new() }
    }

    pub(super) fn set(&mut self, name: &'static str, value: &str) {
        let mut pair = String::with_capacity(name.len() + value.len() + 8);
        self.append_pair(&mut pair, name, value);
        self.put(name, pair);
    }

    #[inline]
    pub(super) fn set_list(&mut self, name: &'static str, style: ListStyle, values: &[String]) {
        if values.is_empty() {
            self.pairs.retain(|(set, _)| *set != name);
            return;
        }
        let delimiter = match style {
            ListStyle::Repeat => None,
            ListStyle::Comma => Some(","),
            ListStyle::Space => Some(self.encoding.space()),
            ListStyle::Pipe => Some("%7C"),
        };
        let mut pair = String::new();
        for value in values {
            match delimiter {
                Some(delimiter) if !pair.is_empty() => {
                    pair.push_str(delimiter);
                    self.encoding.append(&mut pair, value);
                }
                None | Some(_) => {
                    if !pair.is_empty() {
                        pair.push('&');
                    }
                    self.append_pair(&mut pair, name, value);
                }
            }
        }
        self.put(name, pair);
    }

    /// Sets pairs that are encoded already; none leaves them out.
    #[inline]
    pub(super) fn set_encoded(&mut self, name: &'static str, pairs: String) {
        if pairs.is_empty() {
            self.pairs.retain(|(set, _)| *set != name);
        } else {
            self.put(name, pairs);
        }
    }

    /// The number that a pair is set to.
    #[inline]
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        for (set, pair) in &self.pairs {
            if *set == name {
                return pair.rsplit('=').next()?.parse().ok();
            }
        }
        None
    }

    /// Appends all pairs, with `separator` between them.
    #[inline(never)]
    pub(super) fn append_to(&self, to: &mut String, separator: &str) {
        for (_, pair) in &self.pairs {
            join(to, separator, &[pair]);
        }
    }

    fn append_pair(&self, to: &mut String, name: &str, value: &str) {
        self.encoding.append(to, name);
        to.push('=');
        self.encoding.append(to, value);
    }

    fn put(&mut self, name: &'static str, pair: String) {
        for (set, earlier) in &mut self.pairs {
            if *set == name {
                *earlier = pair;
                return;
            }
        }
        self.pairs.push((name, pair));
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, ListStyle, Pairs};

    fn list(encoding: Encoding, style: ListStyle, values: &[&str]) -> String {
        let values: Vec<String> = values.iter().map(ToString::to_string).collect();
        let mut pairs = Pairs::new(encoding);
        pairs.set_list("color", style, &values);
        joined(&pairs)
    }

    fn joined(pairs: &Pairs) -> String {
        let mut text = String::new();
        pairs.append_to(&mut text, "&");
        text
    }

    #[test]
    fn lists_follow_the_style_table() {
        let colors = ["blue", "black", "brown"];
        assert_eq!(list(Encoding::Url, ListStyle::Repeat, &colors), "color=blue&color=black&color=brown");
        assert_eq!(list(Encoding::Url, ListStyle::Comma, &colors), "color=blue,black,brown");
        assert_eq!(list(Encoding::Url, ListStyle::Space, &colors), "color=blue%20black%20brown");
        assert_eq!(list(Encoding::Url, ListStyle::Pipe, &colors), "color=blue%7Cblack%7Cbrown");
        assert_eq!(list(Encoding::Form, ListStyle::Space, &colors), "color=blue+black+brown");
    }

    #[test]
    fn delimiters_within_items_are_encoded() {
        assert_eq!(list(Encoding::Url, ListStyle::Comma, &["a,b", "", "c d"]), "color=a%2Cb,,c%20d");
        assert_eq!(list(Encoding::Url, ListStyle::Repeat, &["a&b=c", ""]), "color=a%26b%3Dc&color=");
    }

    #[test]
    fn a_pair_that_is_set_again_keeps_its_position() {
        let mut pairs = Pairs::new(Encoding::Url);
        pairs.set("a", "1");
        pairs.set_list("b", ListStyle::Repeat, &["1".to_owned(), "2".to_owned()]);
        pairs.set("c c", "3");
        pairs.set("a", "4");
        pairs.set("b", "5");
        assert_eq!(joined(&pairs), "a=4&b=5&c%20c=3");
    }

    #[test]
    fn an_empty_list_is_left_out() {
        let mut pairs = Pairs::new(Encoding::Url);
        pairs.set("color", "red");
        pairs.set_list("color", ListStyle::Comma, &[]);
        assert_eq!(joined(&pairs), "");
    }
}
