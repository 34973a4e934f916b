//! Paths that were filled in: which value stands where.

use super::percent::decoded;

/// A part of a path: a literal one, and the parameter behind it.
#[derive(Debug, PartialEq)]
pub(super) struct Filled<'p> {
    pub literal: &'static str,
    /// Its name and what it is filled with, encoded: what stands between its literal parts. `None` at the end of the template.
    pub parameter: Option<(&'static str, &'p str)>,
}

/// The parts of a path that was filled in from this template.
#[inline]
pub(super) fn filled_parts<'p>(template: &'static str, path: &'p str) -> Vec<Filled<'p>> {
    let (mut parts, mut template, mut path) = (Vec::new(), template, path);
    while let Some((literal, behind)) = template.split_once('{') {
        let Some((name, after)) = behind.split_once('}') else { break };
        path = path.strip_prefix(literal).unwrap_or_default();
        let end = match after.split_once('{').map_or(after, |(literal, _)| literal) {
            "" => path.len(),
            literal => path.find(literal).unwrap_or(path.len()),
        };
        let (value, left) = path.split_at(end);
        parts.push(Filled { literal, parameter: Some((name, value)) });
        (template, path) = (after, left);
    }
    parts.push(Filled { literal: template, parameter: None });
    parts
}

/// The values that a template was filled with, by name.
#[inline]
pub(super) fn path_values(template: &'static str, path: &str) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    for Filled { parameter, .. } in filled_parts(template, path) {
        if let Some((name, value)) = parameter {
            values.push((name, decoded(value)));
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::super::path::fill_path;
    use super::path_values;

    #[test]
    fn values_are_found_again() {
        let template = "/v1/{A}/x/{B}.{C}";
        let filled = fill_path(template, &[&"a/x/b c%", &"ü", &"json"]).expect("a path");
        let found = path_values(template, &filled);
        assert_eq!(found, [("A", "a/x/b c%".to_owned()), ("B", "ü".to_owned()), ("C", "json".to_owned())]);
        assert_eq!(path_values("/v1", "/v1"), []);
        assert_eq!(path_values("/v1/{A}", "/v1/%zz%"), [("A", "%zz%".to_owned())]);
    }
}
