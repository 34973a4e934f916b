//! Answers whose type depends on the status.

use super::accept::accept;
use super::names::{Case, Scope};
use super::response::Success;
use crate::ir::by_status::{ByStatus, StatusVariant};
use crate::ir::docs::Docs;
use crate::ir::name::Ident;
use crate::ir::response::{Payload, Response, StatusRange};

/// Whether there are bodies of more than one type. One that is there or not is an `Option` instead.
pub(super) fn has_several(successes: &[Success]) -> bool {
    let mut bodies = successes.iter().map(|success| &success.payload).filter(|payload| **payload != Payload::Empty);
    bodies.next().is_some_and(|first| bodies.any(|other| other != first))
}

/// An enum of all successes, which is named with its call.
pub(super) fn by_status(successes: Vec<Success>) -> Response {
    let mut types: Vec<String> = Vec::new();
    let (mut names, mut variants) = (Scope::reserving(&[]), Vec::new());
    for Success { status, payload, types: own, docs, .. } in successes {
        types.extend(own.into_iter().filter(|own| !types.contains(own)).collect::<Vec<_>>());
        let name = names.give(&variant_name(status), Case::Camel).ident;
        variants.push(StatusVariant { name, status, docs, payload });
    }
    let range = variants.iter().position(|variant| !matches!(variant.status, StatusRange::Code(_)));
    let fallback = range.or_else(|| variants.iter().position(|variant| variant.payload != Payload::Empty));
    let unnamed = Ident::trusted("Unnamed".to_owned());
    let success = Payload::ByStatus(ByStatus { name: unnamed, variants, fallback: fallback.unwrap_or_default() });
    Response { accept: accept(&success, &types), success, stream: None, docs: Docs::default(), errors: Vec::new() }
}

/// What HTTP calls the status (IANA, "HTTP Status Code Registry").
fn variant_name(status: StatusRange) -> String {
    let name = match status {
        StatusRange::Code(200) => "Ok",
        StatusRange::Code(201) => "Created",
        StatusRange::Code(202) => "Accepted",
        StatusRange::Code(203) => "NonAuthoritative",
        StatusRange::Code(204) => "NoContent",
        StatusRange::Code(205) => "ResetContent",
        StatusRange::Code(206) => "PartialContent",
        StatusRange::Code(207) => "MultiStatus",
        StatusRange::Code(208) => "AlreadyReported",
        StatusRange::Code(226) => "ImUsed",
        StatusRange::Code(code) => return format!("Status{code}"),
        StatusRange::Class(_) | StatusRange::Default => "Other",
    };
    name.to_owned()
}
