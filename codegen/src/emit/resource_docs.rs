//! What the docs of a resource's handle say: how it is come by, and what it is for.

use super::docs::code;
use super::place::{Place, typed};
use crate::ir::resource::Resource;

/// Of the last resource of the chain.
pub(super) fn handle(chain: &[&Resource], place: &Place<'_>) -> String {
    let Some(resource) = chain.last() else { return String::new() };
    let names = chain.iter().filter_map(|resource| resource.parameter.as_ref());
    let names = names.map(|parameter| parameter.name.to_string());
    let (typed, path) = (typed(chain, place, names).concat(), code(&resource.path));
    match (resource.verbs.is_empty(), resource.resources.is_empty()) {
        (true, _) => format!(" `{typed}`: the methods of what is below {path}."),
        (false, true) => format!(" `{typed}`: the methods of {path}."),
        (false, false) => format!(" `{typed}`: the methods of {path} and of what is below."),
    }
}
