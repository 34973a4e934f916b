//! What stands at a place of the document, for references that lead deeper than to a component.

use indexmap::IndexMap;
use openapiv3::{
    Header, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem, ReferenceOr, RequestBody,
    Response, Responses, StatusCode,
};

use super::facts::{Additional, Facts, SchemaRef};

/// A part that can be referred to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'d> {
    Schema(SchemaRef<'d>),
    Parameter(&'d ReferenceOr<Parameter>),
    Body(&'d ReferenceOr<RequestBody>),
    Response(&'d ReferenceOr<Response>),
}

/// Follows the tokens of a pointer. `None`: there is nothing, or nothing that can be referred to.
pub(super) fn find<'d>(openapi: &'d OpenAPI, tokens: &[String]) -> Option<Found<'d>> {
    let (section, rest) = tokens.split_first()?;
    let (name, rest) = rest.split_first()?;
    if section == "paths" {
        return in_path_item(openapi.paths.paths.get(name)?.as_item()?, rest);
    }
    let components = openapi.components.as_ref().filter(|_| section == "components")?;
    let (section, (name, rest)) = (name.as_str(), rest.split_first()?);
    match section {
        "schemas" => in_schema(components.schemas.get(name)?.into(), rest),
        "parameters" => in_parameter(components.parameters.get(name)?, rest),
        "requestBodies" => in_body(components.request_bodies.get(name)?, rest),
        "responses" => in_response(components.responses.get(name)?, rest),
        "headers" => in_header(components.headers.get(name)?, rest),
        _ => None,
    }
}

fn in_path_item<'d>(item: &'d PathItem, tokens: &[String]) -> Option<Found<'d>> {
    let (key, rest) = tokens.split_first()?;
    if key == "parameters" {
        return in_parameters(&item.parameters, rest);
    }
    let (_, operation) = item.iter().find(|(method, _)| method == key)?;
    in_operation(operation, rest)
}

fn in_operation<'d>(operation: &'d Operation, tokens: &[String]) -> Option<Found<'d>> {
    let (key, rest) = tokens.split_first()?;
    match key.as_str() {
        "parameters" => in_parameters(&operation.parameters, rest),
        "requestBody" => in_body(operation.request_body.as_ref()?, rest),
        "responses" => {
            let (status, rest) = rest.split_first()?;
            in_response(response(&operation.responses, status)?, rest)
        }
        _ => None,
    }
}

fn response<'d>(responses: &'d Responses, key: &str) -> Option<&'d ReferenceOr<Response>> {
    if key == "default" {
        return responses.default.as_ref();
    }
    let same = |status: &StatusCode| status.to_string().eq_ignore_ascii_case(key);
    responses.responses.iter().find(|(status, _)| same(status)).map(|(_, response)| response)
}

fn in_parameters<'d>(parameters: &'d [ReferenceOr<Parameter>], tokens: &[String]) -> Option<Found<'d>> {
    let (index, rest) = tokens.split_first()?;
    in_parameter(parameters.get(index.parse::<usize>().ok()?)?, rest)
}

fn in_parameter<'d>(parameter: &'d ReferenceOr<Parameter>, tokens: &[String]) -> Option<Found<'d>> {
    if tokens.is_empty() {
        return Some(Found::Parameter(parameter));
    }
    let data = match parameter.as_item()? {
        Parameter::Path { parameter_data, .. }
        | Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. } => parameter_data,
    };
    in_format(&data.format, tokens)
}

fn in_header<'d>(header: &'d ReferenceOr<Header>, tokens: &[String]) -> Option<Found<'d>> {
    in_format(&header.as_item()?.format, tokens)
}

fn in_format<'d>(format: &'d ParameterSchemaOrContent, tokens: &[String]) -> Option<Found<'d>> {
    match (format, tokens) {
        (ParameterSchemaOrContent::Schema(schema), [key, rest @ ..]) if key == "schema" => {
            in_schema(schema.into(), rest)
        }
        (ParameterSchemaOrContent::Content(content), tokens) => in_content(content, tokens),
        (ParameterSchemaOrContent::Schema(_), _) => None,
    }
}

fn in_body<'d>(body: &'d ReferenceOr<RequestBody>, tokens: &[String]) -> Option<Found<'d>> {
    if tokens.is_empty() { Some(Found::Body(body)) } else { in_content(&body.as_item()?.content, tokens) }
}

fn in_response<'d>(response: &'d ReferenceOr<Response>, tokens: &[String]) -> Option<Found<'d>> {
    match tokens {
        [] => Some(Found::Response(response)),
        [key, name, rest @ ..] if key == "headers" => in_header(response.as_item()?.headers.get(name)?, rest),
        _ => in_content(&response.as_item()?.content, tokens),
    }
}

fn in_content<'d>(content: &'d IndexMap<String, MediaType>, tokens: &[String]) -> Option<Found<'d>> {
    match tokens {
        [key, media_type, schema, rest @ ..] if key == "content" && schema == "schema" => {
            in_schema(content.get(media_type)?.schema.as_ref()?.into(), rest)
        }
        _ => None,
    }
}

fn in_schema<'d>(schema: SchemaRef<'d>, tokens: &[String]) -> Option<Found<'d>> {
    let Some((keyword, rest)) = tokens.split_first() else { return Some(Found::Schema(schema)) };
    let SchemaRef::Item(item) = schema else { return None };
    let facts = Facts::of(item);
    let alternatives = match keyword.as_str() {
        "items" => return in_schema(facts.items?, rest),
        "additionalProperties" => match facts.additional {
            Additional::Schema(schema) => return in_schema(schema, rest),
            Additional::Unsaid | Additional::Allowed | Additional::Forbidden => return None,
        },
        "properties" => {
            let (name, rest) = rest.split_first()?;
            let (_, schema) = facts.properties.iter().find(|(wire, _)| wire == name)?;
            return in_schema(*schema, rest);
        }
        "allOf" => facts.all_of,
        "oneOf" => facts.one_of,
        "anyOf" => facts.any_of,
        _ => return None,
    };
    let (index, rest) = rest.split_first()?;
    in_schema(alternatives.get(index.parse::<usize>().ok()?)?.into(), rest)
}
