//! Operations: from a path and a method to a function and its call.

use std::collections::BTreeSet;
use std::mem;

use openapiv3::{PathItem, ReferenceOr};
use serde_json::Value;

use super::names::{Case, Scope, spell};
use super::path_query::Key;
use super::place::Place;
use super::rename::Pin;
use super::response::Declared;
use super::{Lowering, docs};
use crate::diagnostic::Code;
use crate::files::Refused;
use crate::ir::name::Ident;
use crate::ir::operation::{Group, Method, Operation};
use crate::ir::parameter::Segment;
use crate::ir::reserved;
use crate::ir::response::Payload;
use crate::ir::server::Server;
use crate::ir::types::Type;
use crate::pointer::At;

/// Up to this many required inputs beside path parameters are arguments of the function.
const MOST_ARGUMENTS: usize = 3;

/// What all operations of a document share while they are lowered.
struct Operations<'s> {
    default_servers: &'s [Server],
    ids: BTreeSet<String>,
    /// By tag, in the order of the document.
    groups: Vec<(String, Scope, Vec<Operation>)>,
}

/// Where an operation stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'d> {
    pub(super) path: &'d str,
    pub(super) method: Method,
    pub(super) item: &'d PathItem,
    pub(super) operation: &'d openapiv3::Operation,
}

impl<'d> Lowering<'d> {
    /// Every operation, grouped by its first tag.
    pub(super) fn groups(&mut self, default_servers: &[Server]) -> Vec<Group> {
        let mut operations = Operations { default_servers, ids: BTreeSet::new(), groups: Vec::new() };
        let openapi = self.openapi;
        let paths = At::ROOT.key("paths");
        for (path, item) in &openapi.paths.paths {
            let at = paths.key(path);
            let item = match item {
                ReferenceOr::Item(item) => item,
                ReferenceOr::Reference { reference } => {
                    self.report_path_reference(reference, &at);
                    continue;
                }
            };
            for (method, operation) in methods(item) {
                let at = at.key(method_key(method));
                self.operation(Site { path, method, item, operation }, &mut operations, &at);
            }
        }
        self.finish_groups(operations.groups)
    }

    fn report_path_reference(&mut self, reference: &str, at: &At<'_>) {
        let refused = self.document.refused(reference);
        if let Some(Refused { message, help }) = refused {
            let help = format!("its operations are left out; {help}");
            self.report(Code::ExternalReference, &at.key("$ref"), message.as_str(), help);
            return;
        }
        let (code, help) = if reference.starts_with('#') {
            (Code::UnsupportedReference, "its operations are left out; write them here")
        } else {
            (Code::ExternalReference, "its operations are left out; bundle the documents into one")
        };
        let message = format!("expected a path item, but found a reference to `{reference}`");
        self.report(code, &at.key("$ref"), message, help);
    }

    fn operation(&mut self, site: Site<'d>, all: &mut Operations<'_>, at: &At<'_>) {
        let operation = site.operation;
        let tag = operation.tags.first().map_or("default", String::as_str);
        let index = all.groups.iter().position(|(name, ..)| name == tag).unwrap_or_else(|| {
            all.groups.push((tag.to_owned(), Scope::reserving(reserved::FUNCTIONS), Vec::new()));
            all.groups.len() - 1
        });
        let function = self.function_name(site, &mut all.ids, &mut all.groups[index].1, at);
        let call = spell(function.as_str(), Case::Camel);
        let place = Place::operation(&call);
        let mut scope = input_scope(operation);
        let parameters = self.parameters(site.item, operation, site.path, &mut scope, &place, at);
        let body = match &operation.request_body {
            None => None,
            Some(body) => match self.body(body, &mut scope, &place, &at.key("requestBody")) {
                Some(body) => body,
                // A request without the body that it must have would be another request.
                None => return,
            },
        };
        let mut extensions = ["x-waiter", "x-pagination"].iter().filter_map(|key| operation.extensions.get(*key));
        let only_one = extensions.any(|value| *value != Value::Bool(false));
        let Declared { response, without_body } =
            self.response(&operation.responses, only_one, &place, &at.key("responses"));
        let servers = if operation.servers.is_empty() { &site.item.servers } else { &operation.servers };
        let servers = self.own_servers(servers, all.default_servers, at);
        let security = operation.security.as_ref().map(|security| self.security(security, &at.key("security")));
        let mut lowered = Operation {
            call: function.clone(),
            function,
            inputs: None,
            docs: docs::summary_and_description(operation.summary.as_deref(), operation.description.as_deref()),
            deprecated: operation.deprecated,
            method: site.method,
            path: parameters.path,
            after_path: site.path[Key::of(site.path).path.len()..].to_owned(),
            fixed_query: parameters.fixed_query,
            query: parameters.query,
            headers: parameters.headers,
            cookies: parameters.cookies,
            body,
            response,
            security: security.filter(|security| *security != self.default_security),
            servers,
            waiter: None,
            pagination: None,
        };
        if required_inputs(&lowered) > MOST_ARGUMENTS {
            lowered.inputs = Some(lowered.call.clone());
        }
        let key = (lowered.method, lowered.template());
        self.without_body.extend(without_body.map(|without_body| (key.clone(), without_body)));
        self.sites.insert(key, site);
        all.groups[index].2.push(lowered);
    }

    fn function_name(&mut self, site: Site<'_>, ids: &mut BTreeSet<String>, scope: &mut Scope, at: &At<'_>) -> Ident {
        let operation = site.operation;
        let pinned = self.pinned_name(operation.extensions.get("x-rust-name"), at);
        let id = operation.operation_id.as_deref().filter(|id| !id.trim().is_empty());
        let made = format!("{} {}", method_key(site.method), site.path.replace(['{', '}'], " "));
        let wire = id.unwrap_or(&made);
        let given = scope.give(pinned.unwrap_or(wire), Case::Snake);
        match id {
            None if pinned.is_none() => self.report(
                Code::MissingOperationId,
                at,
                "expected an operationId, but found none",
                format!("the function is called `{}`; give the operation an operationId or `x-rust-name`", given.ident),
            ),
            Some(id) if !ids.insert(id.to_owned()) => self.report(
                Code::DuplicateOperationId,
                &at.key("operationId"),
                format!("expected an operationId that no other operation has, but found `{id}` again"),
                format!("this function is called `{}`; give the operation another id", given.ident),
            ),
            Some(_) | None => self.report_name(&given, (wire, pinned), Case::Snake, Pin::Operation, at),
        }
        given.ident
    }

    /// What an operation's answer is for, which can be told only when all types are settled.
    pub(super) fn waiters_and_pages(&mut self, groups: &mut [Group]) {
        for operation in groups.iter_mut().flat_map(|group| &mut group.operations) {
            let Some(site) = self.sites.get(&(operation.method, operation.template())).copied() else { continue };
            let at = At::ROOT.key("paths");
            let at = at.key(site.path);
            let at = at.key(method_key(operation.method));
            let extensions = &site.operation.extensions;
            operation.waiter = self.waiter(extensions.get("x-waiter"), &operation.response.success, &at);
            operation.pagination = self.pagination(extensions.get("x-pagination"), operation, &at);
            if operation.pagination.is_some() {
                self.clamp_page_size(site, operation);
            }
            self.say_without_body(operation);
        }
    }

    /// Makes the answer an `Option` where another status of success has no body.
    fn say_without_body(&mut self, operation: &mut Operation) {
        let key = (operation.method, operation.template());
        let Some((status, pointer)) = self.without_body.remove(&key) else { return };
        if operation.waiter.is_some() || operation.pagination.is_some() {
            let help = match operation.pagination {
                Some(_) if status == "204" => "pages and items end there, but it is an error where one page is awaited",
                Some(_) | None => "it is an error",
            };
            self.diagnostics.push(
                Code::UnsupportedResponse,
                pointer,
                format!("expected a body of every success of an operation that is waited for or paged, but found none with `{status}`"),
                help,
            );
        } else if let Payload::Json(ty) = &mut operation.response.success {
            *ty = Type::Option(Box::new(mem::replace(ty, Type::Json)));
            let docs = mem::take(&mut operation.response.docs);
            operation.response.docs = docs.paragraph(format!("`None` if the status is {status}."));
        }
    }
}

/// Where the names of an operation's inputs must be unique: they stand beside the accessors of typed error bodies.
fn input_scope(operation: &openapiv3::Operation) -> Scope {
    let statuses = operation.responses.responses.keys();
    let accessors: Vec<String> =
        statuses.map(|status| format!("error_{}", status.to_string().to_ascii_lowercase())).collect();
    let accessors = accessors.iter().map(String::as_str).chain(["error_default"]);
    Scope::reserving(&reserved::INPUTS.iter().copied().chain(accessors).collect::<Vec<_>>())
}

fn required_inputs(operation: &Operation) -> usize {
    let query = operation.query.iter().map(|parameter| &parameter.input);
    let headers = operation.headers.iter().map(|parameter| &parameter.input);
    let cookies = operation.cookies.iter().map(|parameter| &parameter.input);
    let parameters = query.chain(headers).chain(cookies).filter(|input| input.required).count();
    parameters + operation.body.as_ref().map_or(0, super::body::required_inputs)
}

/// In the order of OpenAPI's Path Item Object.
fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &openapiv3::Operation)> {
    [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_ref()?)))
}

pub(super) fn method_key(method: Method) -> &'static str {
    match method {
        Method::Delete => "delete",
        Method::Get => "get",
        Method::Head => "head",
        Method::Options => "options",
        Method::Patch => "patch",
        Method::Post => "post",
        Method::Put => "put",
        Method::Trace => "trace",
    }
}

/// The parameters of a path, by name; for the diagnostics of a mismatch.
pub(super) fn path_names(path: &[Segment]) -> Vec<&str> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Literal(_) => None,
            Segment::Parameter(parameter) => Some(parameter.input.wire.as_str()),
        })
        .collect()
}
