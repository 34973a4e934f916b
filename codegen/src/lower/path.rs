//! Path templates.

use std::fmt::Write as _;

use super::Lowering;
use super::names::{Case, Scope};
use super::parameter::{Declared, with_at};
use super::place::Place;
use super::rename::Pin;
use super::style::path_style;
use crate::diagnostic::Code;
use crate::ir::parameter::{Form, PathParameter, Segment};
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// Splits a template; each `{name}` takes its parameter along.
    pub(super) fn path(
        &mut self,
        template: &'d str,
        declared: &[Declared<'d>],
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let mut rest = template;
        while let Some((literal, name, after)) = next_parameter(rest) {
            push_literal(&mut segments, literal);
            if seen.contains(&name) {
                self.report(
                    Code::PathParameterMismatch,
                    at,
                    format!("expected each parameter once in the path, but found `{{{name}}}` again"),
                    "each occurrence is an argument of its own",
                );
            }
            seen.push(name);
            segments.push(Segment::Parameter(Box::new(self.path_parameter(name, declared, scope, place, at))));
            rest = after;
        }
        push_literal(&mut segments, rest);
        if template.split('/').any(|segment| matches!(segment, "." | "..")) {
            self.report(
                Code::UnsupportedParameter,
                at,
                format!("expected a path without `.` and `..`, but found `{template}`"),
                "calls of the operation are refused: the path would reach the server as another one",
            );
        }
        if !template.starts_with('/') {
            match segments.first_mut() {
                Some(Segment::Literal(text)) => text.insert(0, '/'),
                Some(Segment::Parameter(_)) | None => segments.insert(0, Segment::Literal("/".to_owned())),
            }
        }
        segments
    }

    fn path_parameter(
        &mut self,
        name: &'d str,
        declared: &[Declared<'d>],
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> PathParameter {
        let Some(declared) = declared.iter().find(|declared| declared.data.name == name) else {
            self.report(
                Code::PathParameterMismatch,
                at,
                format!("expected a parameter for `{{{name}}}`, but found none that is `in: path`"),
                "the argument takes any text; declare the parameter",
            );
            let ident = self.name(scope, (name, None), Case::Snake, Pin::UndeclaredParameter, at);
            let input = self.schema_input((ident, name), None, None, true, place, at);
            return PathParameter { input, form: Form::Single, style: None, default_from: None };
        };
        let Declared { data, style, pointer } = declared;
        let mut input = None;
        with_at(pointer.tokens(), &mut |at| input = Some(self.input(data, true, scope, place, at)));
        let mut input = input.expect("the place is there");
        let form = self.parameter_form(data, &input.ty);
        let style = path_style(form, style, data.explode);
        let is_text = form == Form::Single && style.is_none() && self.is_text(&input.ty);
        let mut default_from = None;
        if let Some(from) = data.extensions.get("x-default-from") {
            with_at(pointer.tokens(), &mut |at| default_from = self.default_from(from, is_text, at));
        }
        input.required = default_from.is_none();
        PathParameter { input, form, style, default_from }
    }
}

/// The text before the next `{name}`, the name, and the text after it. Braces that pair up with nothing are text.
fn next_parameter(template: &str) -> Option<(&str, &str, &str)> {
    let close = template.find('}')?;
    let Some(open) = template[..close].rfind('{') else {
        // `}` without `{`: look behind it, and keep it in the literal.
        let (_, name, after) = next_parameter(&template[close + 1..])?;
        let literal = template.len() - after.len() - name.len() - 2;
        return Some((&template[..literal], name, after));
    };
    if open + 1 == close {
        let (_, name, after) = next_parameter(&template[close + 1..])?;
        let literal = template.len() - after.len() - name.len() - 2;
        return Some((&template[..literal], name, after));
    }
    Some((&template[..open], &template[open + 1..close], &template[close + 1..]))
}

fn push_literal(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(Segment::Literal(encoded(text)));
    }
}

/// Percent-encodes what may not stand in a path (RFC 3986, section 3.3); what is encoded already stays.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, byte) in text.bytes().enumerate() {
        let is_escape = byte == b'%'
            && text.get(index + 1..index + 3).is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit()));
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte) || is_escape {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{encoded, next_parameter};

    #[test]
    fn templates() {
        assert_eq!(next_parameter("/a/{b}/c"), Some(("/a/", "b", "/c")));
        assert_eq!(next_parameter("/a}{b}"), Some(("/a}", "b", "")));
        assert_eq!(next_parameter("/{}/{b}"), Some(("/{}/", "b", "")));
        assert_eq!(next_parameter("/{a{b}"), Some(("/{a", "b", "")));
        assert_eq!(next_parameter("/a/{b"), None);
    }

    #[test]
    fn literals() {
        assert_eq!(encoded("/a b/%20/{x}/ü"), "/a%20b/%20/%7Bx%7D/%C3%BC");
    }
}
