//! Keys of `paths` that go on behind the path. OpenAPI knows paths only; documents add a query or a fragment to tell operations
//! of one path apart.

use openapiv3::QueryStyle;

use super::Lowering;
use super::names::{Case, Scope};
use super::parameter::{Declared, Parameters, with_at};
use super::path::encoded;
use super::place::Place;
use super::rename::Pin;
use crate::diagnostic::Code;
use crate::ir::name::Wire;
use crate::ir::parameter::{QueryParameter, ValueStyle};
use crate::pointer::At;
use crate::pointer::percent_decoded as decoded;

/// A key of `paths`, split as a URL is (RFC 3986, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key<'d> {
    pub path: &'d str,
    /// Without the `?`.
    pub query: &'d str,
    /// Without the `#`.
    fragment: Option<&'d str>,
}

impl<'d> Key<'d> {
    pub(super) fn of(key: &'d str) -> Self {
        let (rest, fragment) = match position(key, '#') {
            Some(start) => (&key[..start], Some(&key[start + 1..])),
            None => (key, None),
        };
        let (path, query) = match position(rest, '?') {
            Some(start) => (&rest[..start], &rest[start + 1..]),
            None => (rest, ""),
        };
        Self { path, query, fragment }
    }

    /// Name and value of each pair of the query; a value may be missing. What `{x}=1` shows is a value of `x`.
    fn pairs(self) -> impl Iterator<Item = (&'d str, Option<&'d str>)> {
        self.query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').map_or((pair, None), |(name, value)| (name, Some(value)));
            placeholder(name).map_or((name, value), |parameter| (parameter, Some(name)))
        })
    }

    /// The name under which a parameter is sent that stands in the query.
    fn sent_as(self, parameter: &str) -> Option<&'d str> {
        self.pairs().find(|(_, value)| value.and_then(placeholder) == Some(parameter)).map(|(name, _)| name)
    }
}

impl<'d> Lowering<'d> {
    /// What the key adds to the query: fixed pairs, and parameters that are declared `in: path` or not at all.
    pub(super) fn key_query(
        &mut self,
        key: Key<'d>,
        (in_path, in_query): (&[Declared<'d>], &[&str]),
        parameters: &mut Parameters,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) {
        if let Some(fragment) = key.fragment {
            self.report(
                Code::Ignored,
                at,
                format!("expected a path, but found the fragment `#{fragment}` behind it"),
                "a fragment is not sent (RFC 3986, section 3.5); it only tells operations apart",
            );
        }
        for (name, value) in key.pairs() {
            match value.and_then(placeholder) {
                Some(parameter) if in_query.contains(&parameter) => {}
                Some(parameter) => {
                    let declared = in_path.iter().find(|declared| declared.data.name == parameter);
                    let mut added = match declared {
                        Some(declared) => self.query_of_path(declared, scope, place),
                        None => self.undeclared_query(parameter, scope, place, at),
                    };
                    added.input.wire = Wire::new(decoded(name));
                    parameters.query.push(added);
                }
                None if name.contains('{') || value.is_some_and(|value| value.contains('{')) => {
                    let value = value.unwrap_or_default();
                    self.report(
                        Code::UnsupportedParameter,
                        at,
                        format!("expected `{name}` to be fixed or one parameter, but found `{value}`"),
                        "it is not sent; declare a query parameter instead",
                    );
                }
                None => fix(&mut parameters.fixed_query, name, value),
            }
        }
    }

    fn query_of_path(&mut self, declared: &Declared<'d>, scope: &mut Scope, place: &Place<'_>) -> QueryParameter {
        let mut parameter = None;
        with_at(declared.pointer.tokens(), &mut |at| {
            parameter = Some(self.query_parameter(declared.data, &QueryStyle::Form, scope, place, at));
        });
        let mut parameter = parameter.expect("the place is there");
        parameter.input.required = true;
        parameter
    }

    fn undeclared_query(&mut self, name: &str, scope: &mut Scope, place: &Place<'_>, at: &At<'_>) -> QueryParameter {
        self.report(
            Code::PathParameterMismatch,
            at,
            format!("expected a parameter for `{{{name}}}`, but found none that is `in: query`"),
            "the argument takes any text; declare the parameter",
        );
        let ident = self.name(scope, (name, None), Case::Snake, Pin::UndeclaredParameter, at);
        let input = self.schema_input((ident, name), None, None, true, place, at);
        QueryParameter { input, style: ValueStyle::Single, allow_reserved: false }
    }
}

/// Settles what a declared query parameter has to do with the key: the name under which it is sent is the key's, and it
/// need not be given where the key has a value for it.
pub(super) fn settle(parameter: &mut QueryParameter, key: Key<'_>) {
    if let Some(name) = key.sent_as(parameter.input.wire.as_str()) {
        parameter.input.wire = Wire::new(decoded(name));
    }
    let is_fixed = |(name, value): (&str, Option<&str>)| {
        decoded(name) == parameter.input.wire.as_str() && value.is_none_or(|value| !value.contains('{'))
    };
    if key.pairs().any(is_fixed) {
        parameter.input.required = false;
    }
}

/// The parameters that stand in the query of a key.
pub(super) fn query_names(key: Key<'_>) -> impl Iterator<Item = &str> {
    key.pairs().filter_map(|(_, value)| placeholder(value?))
}

/// Adds a pair as it is sent. Those of one name stay together, since a caller's value replaces them all.
fn fix(pairs: &mut Vec<String>, name: &str, value: Option<&str>) {
    // A `'` may stand in a query, but URL libraries encode it (WHATWG URL Standard, section 1.3).
    let encoded = |text: &str| encoded(text).replace('\'', "%27");
    let name = encoded(name);
    let pair = value.map_or_else(|| name.clone(), |value| format!("{name}={}", encoded(value)));
    let is_same = |earlier: &&mut String| earlier.split(['=', '&']).next() == Some(name.as_str());
    match pairs.iter_mut().find(is_same) {
        Some(earlier) => earlier.extend(["&", pair.as_str()]),
        None => pairs.push(pair),
    }
}

/// The name in `{name}`.
fn placeholder(value: &str) -> Option<&str> {
    value.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.is_empty() && !name.contains(['{', '}']))
}

/// Where a letter stands outside of `{…}`.
fn position(text: &str, letter: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, found) in text.char_indices() {
        match found {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            found if found == letter && depth == 0 => return Some(index),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Key, fix};

    #[test]
    fn keys_are_split() {
        let split = |key| {
            let Key { path, query, fragment } = Key::of(key);
            (path, query, fragment)
        };
        assert_eq!(split("/a"), ("/a", "", None));
        assert_eq!(split("/a?x=1&y={y}#b?c"), ("/a", "x=1&y={y}", Some("b?c")));
        assert_eq!(split("/#a"), ("/", "", Some("a")));
        assert_eq!(split("/{a?b#c}/d?"), ("/{a?b#c}/d", "", None));
    }

    #[test]
    fn fixed_pairs() {
        let mut pairs = Vec::new();
        for (name, value) in [("a", Some("1 2%203")), ("acl", None), ("b'", Some("")), ("a", Some("x?{"))] {
            fix(&mut pairs, name, value);
        }
        assert_eq!(pairs, ["a=1%202%203&a=x%3F%7B", "acl", "b%27="]);
    }
}
