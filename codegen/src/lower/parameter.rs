//! Parameters: which place each stands in, and how it is written there.

use openapiv3::{Parameter, ParameterData, PathItem, PathStyle, QueryStyle, ReferenceOr};

use super::Lowering;
use super::names::Scope;
use super::path_query::{Key, query_names, settle};
use super::place::Place;
use crate::diagnostic::Code;
use crate::ir::parameter::{CookieParameter, HeaderParameter, QueryParameter, Segment};
use crate::pointer::{At, Pointer};

/// The parameters of one operation, split by place.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    pub path: Vec<Segment>,
    /// Pairs that the key of the path has, encoded.
    pub fixed_query: Vec<String>,
    pub query: Vec<QueryParameter>,
    pub headers: Vec<HeaderParameter>,
    pub cookies: Vec<CookieParameter>,
}

/// A parameter of the document, and where it is defined.
struct Found<'d> {
    parameter: &'d Parameter,
    pointer: Pointer,
}

/// A parameter that is declared `in: path`.
pub(super) struct Declared<'d> {
    pub data: &'d ParameterData,
    pub style: &'d PathStyle,
    pub pointer: Pointer,
}

impl<'d> Lowering<'d> {
    pub(super) fn parameters(
        &mut self,
        item: &'d PathItem,
        operation: &'d openapiv3::Operation,
        path: &'d str,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Parameters {
        let (found, key) = (self.found_parameters(item, operation, at), Key::of(path));
        let in_path = found_paths(&found);
        let mut parameters = Parameters { path: self.path(key.path, &in_path, scope, place, at), ..Default::default() };
        self.key_query(key, (&in_path, &found_queries(&found)), &mut parameters, scope, place, at);
        self.report_paths_without_segment(&found, &parameters.path, path);
        for Found { parameter, pointer } in &found {
            let tokens = pointer.tokens();
            with_at(tokens, &mut |at| self.only_in_paths(parameter, at));
            with_at(tokens, &mut |at| match parameter {
                Parameter::Path { .. } => {}
                Parameter::Query { parameter_data, style, allow_reserved, .. } => {
                    let mut parameter = self.query_parameter(parameter_data, style, scope, place, at);
                    parameter.allow_reserved = *allow_reserved;
                    settle(&mut parameter, key);
                    parameters.query.push(parameter);
                }
                Parameter::Header { parameter_data, .. } => {
                    parameters.headers.extend(self.header_parameter(parameter_data, scope, place, at));
                }
                Parameter::Cookie { parameter_data, .. } => {
                    parameters.cookies.push(self.cookie_parameter(parameter_data, scope, place, at));
                }
            });
        }
        parameters
    }

    /// Those of the path item, overridden by those of the operation (OpenAPI 3.0, "Operation Object").
    fn found_parameters(
        &mut self,
        item: &'d PathItem,
        operation: &'d openapiv3::Operation,
        at: &At<'_>,
    ) -> Vec<Found<'d>> {
        let mut shared = at.pointer();
        shared.pop();
        let shared = shared.join("parameters");
        let own = at.pointer().join("parameters");
        let mut found: Vec<Found<'d>> = Vec::new();
        for (list, base, is_own) in [(&item.parameters, shared, false), (&operation.parameters, own, true)] {
            let start = found.len();
            for (index, parameter) in list.iter().enumerate() {
                let here = base.join(index.to_string());
                let Some((parameter, pointer)) = self.found_parameter(parameter, &here) else { continue };
                let same = |other: &Found<'_>| key(other.parameter) == key(parameter);
                match found.iter().position(same) {
                    Some(position) if is_own && position < start => found[position] = Found { parameter, pointer },
                    Some(_) => self.diagnostics.push(
                        Code::DuplicateParameter,
                        here,
                        format!(
                            "expected one parameter of this name and place, but found `{}` again",
                            key(parameter).1
                        ),
                        "the first one is used; remove the other",
                    ),
                    None => found.push(Found { parameter, pointer }),
                }
            }
        }
        found
    }

    fn found_parameter(
        &mut self,
        parameter: &'d ReferenceOr<Parameter>,
        pointer: &Pointer,
    ) -> Option<(&'d Parameter, Pointer)> {
        let mut resolved = None;
        with_at(pointer.tokens(), &mut |at| resolved = self.resolve_parameter(parameter, at));
        resolved
    }

    pub(super) fn query_parameter(
        &mut self,
        data: &'d ParameterData,
        style: &QueryStyle,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> QueryParameter {
        let input = self.input(data, data.required, scope, place, at);
        let form = self.parameter_form(data, &input.ty);
        QueryParameter { style: self.query_style(form, style, data.explode, at), input, allow_reserved: false }
    }

    fn header_parameter(
        &mut self,
        data: &'d ParameterData,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> Option<HeaderParameter> {
        if ["accept", "content-type", "authorization"].contains(&data.name.to_ascii_lowercase().as_str()) {
            self.report(
                Code::Ignored,
                at,
                format!("expected a header that is not set by the client itself, but found `{}`", data.name),
                "the parameter is left out, as OpenAPI says; `security` and the media types decide",
            );
            return None;
        }
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        if data.name.is_empty() || !data.name.chars().all(is_token) {
            self.report(
                Code::UnsupportedParameter,
                at,
                format!("expected a header name of letters, digits and `-`, but found `{}`", data.name),
                "the parameter is left out",
            );
            return None;
        }
        let input = self.input(data, data.required, scope, place, at);
        let form = self.parameter_form(data, &input.ty);
        Some(HeaderParameter { input, form, explode: data.explode == Some(true) })
    }

    fn cookie_parameter(
        &mut self,
        data: &'d ParameterData,
        scope: &mut Scope,
        place: &Place<'_>,
        at: &At<'_>,
    ) -> CookieParameter {
        let input = self.input(data, data.required, scope, place, at);
        let form = self.parameter_form(data, &input.ty);
        CookieParameter { input, form, explode: self.cookie_explode(form, data.explode, at) }
    }

    fn report_paths_without_segment(&mut self, found: &[Found<'d>], path: &[Segment], template: &str) {
        let mut names = super::operation::path_names(path);
        names.extend(query_names(Key::of(template)));
        for Found { parameter, pointer } in found {
            if let Parameter::Path { parameter_data, .. } = parameter
                && !names.contains(&parameter_data.name.as_str())
            {
                self.diagnostics.push(
                    Code::PathParameterMismatch,
                    pointer.clone(),
                    format!("expected `{{{}}}` in the path, but found `{template}`", parameter_data.name),
                    "the parameter is left out; correct its name or the path",
                );
            }
        }
    }
}

fn found_paths<'d>(found: &[Found<'d>]) -> Vec<Declared<'d>> {
    found
        .iter()
        .filter_map(|found| match found.parameter {
            Parameter::Path { parameter_data: data, style } => {
                Some(Declared { data, style, pointer: found.pointer.clone() })
            }
            Parameter::Query { .. } | Parameter::Header { .. } | Parameter::Cookie { .. } => None,
        })
        .collect()
}

fn found_queries<'d>(found: &[Found<'d>]) -> Vec<&'d str> {
    found
        .iter()
        .map(|found| key(found.parameter))
        .filter(|(place, _)| *place == "query")
        .map(|(_, name)| name)
        .collect()
}

/// Place and name, which together make a parameter unique.
fn key(parameter: &Parameter) -> (&'static str, &str) {
    match parameter {
        Parameter::Path { parameter_data, .. } => ("path", &parameter_data.name),
        Parameter::Query { parameter_data, .. } => ("query", &parameter_data.name),
        Parameter::Header { parameter_data, .. } => ("header", &parameter_data.name),
        Parameter::Cookie { parameter_data, .. } => ("cookie", &parameter_data.name),
    }
}

/// Calls `then` with the [`At`] of a pointer's tokens.
pub(super) fn with_at(tokens: &[String], then: &mut dyn FnMut(&At<'_>)) {
    fn descend(at: &At<'_>, rest: &[String], then: &mut dyn FnMut(&At<'_>)) {
        match rest.split_first() {
            None => then(at),
            Some((token, rest)) => descend(&at.key(token), rest, then),
        }
    }
    descend(&At::ROOT, tokens, then);
}
