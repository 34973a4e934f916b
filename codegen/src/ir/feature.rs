//! Features of the runtime that only some documents need.

use super::Api;
use super::body::Body;
use super::documents::Documents;
use super::operation::Operation;
use super::parameter::{Form, Segment};
use super::response::{Payload, Response, Stream};
use super::types::{Kind, Pattern, TextChecks};

/// What is left out of a crate whose document does not need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feature {
    /// Parameters that the client has a value for.
    ByClient,
    /// Answers whose type depends on the status.
    ByStatus,
    /// Several documents share one client.
    Documents,
    /// Credentials and server variables are read from the environment.
    Environment,
    /// Streams of events.
    Events,
    /// Queries that are part of a path's key.
    FixedQuery,
    /// Headers and cookies that are objects or JSON, cookies that are lists.
    HeaderStyles,
    /// Bodies of files and texts.
    Multipart,
    /// Objects in queries and forms, member by member.
    ObjectStyles,
    /// Lists that come page by page.
    Pages,
    /// Lists, objects and prefixed values in paths.
    PathStyles,
    /// Patterns that take more than one look at each character.
    Patterns,
    /// Query parameters whose reserved characters stay as they are.
    Reserved,
    /// Servers whose URLs have variable parts.
    ServerVariables,
    /// Answers that are read as they come.
    Streams,
    /// Answers that are text.
    Texts,
    /// Answers of one of several media types.
    TypedBytes,
    /// Choices between types.
    Unions,
    /// Operations that are asked again until they have come to rest.
    Waits,
}

impl Feature {
    pub const ALL: [Self; 19] = [
        Self::ByClient,
        Self::ByStatus,
        Self::Documents,
        Self::Environment,
        Self::Events,
        Self::FixedQuery,
        Self::HeaderStyles,
        Self::Multipart,
        Self::ObjectStyles,
        Self::Pages,
        Self::PathStyles,
        Self::Patterns,
        Self::Reserved,
        Self::ServerVariables,
        Self::Streams,
        Self::Texts,
        Self::TypedBytes,
        Self::Unions,
        Self::Waits,
    ];

    /// Those that one document needs, in a crate of its own.
    pub fn of(api: &Api) -> Vec<Self> {
        Self::ALL.into_iter().filter(|feature| feature.is_needed(api)).collect()
    }

    /// Those that several documents need together.
    pub fn of_all(documents: &Documents) -> Vec<Self> {
        let is_needed = |feature: &Self| {
            *feature == Self::Documents || documents.members.iter().any(|member| feature.is_needed(&member.api))
        };
        Self::ALL.into_iter().filter(is_needed).collect()
    }

    pub fn is_needed(self, api: &Api) -> bool {
        match self {
            Self::ByClient => api.operations().any(|operation| operation.by_client().next().is_some()),
            Self::ByStatus => any(api, |operation| matches!(operation.response.success, Payload::ByStatus(_))),
            Self::Documents => false,
            Self::Environment => {
                api.security_schemes.iter().any(|scheme| !scheme.env.is_empty())
                    || api.servers.iter().flat_map(|server| &server.variables).any(|variable| variable.env.is_some())
                    || api.operations().any(|operation| operation.by_client().any(|(_, from)| from.env.is_some()))
            }
            Self::Events => any(api, |operation| {
                let Response { success, stream, .. } = &operation.response;
                matches!(success, Payload::Events(_)) || matches!(stream, Some(Stream::Events(_)))
            }),
            Self::FixedQuery => any(api, |operation| !operation.fixed_query.is_empty()),
            Self::HeaderStyles => any(api, |operation| {
                operation.headers.iter().any(|header| matches!(header.form, Form::Object | Form::Json))
                    || operation.cookies.iter().any(|cookie| matches!(cookie.form, Form::List | Form::Object))
            }),
            Self::Multipart => any(api, |operation| matches!(operation.body, Some(Body::Multipart(_)))),
            Self::ObjectStyles => any(api, |operation| {
                let form = match &operation.body {
                    Some(Body::Form(fields)) => fields.as_slice(),
                    Some(Body::Json(_) | Body::Multipart(_) | Body::Text(_) | Body::Bytes(_)) | None => &[],
                };
                let styles = operation.query.iter().map(|query| query.style);
                let mut styles = styles.chain(form.iter().map(|field| field.style));
                styles.any(|style| style.object().is_some())
            }),
            Self::Pages => any(api, |operation| operation.pagination.is_some()),
            Self::PathStyles => any(api, |operation| {
                let styled = |segment: &Segment| matches!(segment, Segment::Parameter(path) if path.style.is_some());
                operation.path.iter().any(styled)
            }),
            Self::Patterns => {
                let is_other = |checks: &TextChecks| matches!(checks.pattern, Some(Pattern::Other(_)));
                let in_type = |kind: &Kind| matches!(kind, Kind::Text(text) if is_other(&text.checks));
                api.types.iter().any(|(_, definition)| in_type(&definition.kind))
                    || any(api, |operation| operation.inputs().any(|input| is_other(&input.checks)))
            }
            Self::Reserved => any(api, |operation| operation.query.iter().any(|query| query.allow_reserved)),
            Self::ServerVariables => {
                let others = api.server_lists.iter().flat_map(|list| &list.servers);
                api.servers.iter().chain(others).any(|server| !server.variables.is_empty())
            }
            Self::Streams => Self::Events.is_needed(api) || any(api, |operation| operation.response.stream.is_some()),
            Self::Texts => any(api, |operation| operation.response.success.has(&Payload::Text)),
            Self::TypedBytes => any(api, |operation| operation.response.success.has(&Payload::TypedBytes)),
            Self::Unions => api.types.iter().any(|(_, definition)| matches!(definition.kind, Kind::Union(_))),
            Self::Waits => any(api, |operation| operation.waiter.is_some()),
        }
    }
}

fn any(api: &Api, is_so: impl Fn(&Operation) -> bool) -> bool {
    api.operations().any(is_so)
}
