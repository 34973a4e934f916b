//! Groups: the operations of a tag, which share a module.

use std::collections::BTreeSet;

use super::names::{Case, Scope};
use super::operation::method_key;
use super::rename::Pin;
use super::{Lowering, docs};
use crate::ir::docs::Docs;
use crate::ir::name::Ident;
use crate::ir::operation::{Group, Home, Operation};
use crate::ir::reserved;
use crate::pointer::At;

impl Lowering<'_> {
    pub(super) fn finish_groups(&mut self, groups: Vec<(String, Scope, Vec<Operation>)>) -> Vec<Group> {
        let mut modules = Scope::reserving(reserved::MODULES);
        let mut groups: Vec<Group> = groups
            .into_iter()
            .filter(|(_, _, operations)| !operations.is_empty())
            .map(|(tag, _, mut operations)| {
                let module = self.module(&tag, &operations, &mut modules);
                operations.sort_by(|a, b| a.function.cmp(&b.function));
                let docs = self.tag_docs(&tag);
                Group { module, docs, operations, home: Home::Own }
            })
            .collect();
        groups.sort_by(|a, b| a.module.cmp(&b.module));
        groups
    }

    fn tag_docs(&mut self, tag: &str) -> Docs {
        let Some((index, declared)) = declared_tag(self.openapi, tag) else { return Docs::default() };
        self.uses(&At::ROOT.key("tags").index(index).key("description"));
        docs::docs(declared.description.as_deref().unwrap_or_default())
    }

    fn module(&mut self, tag: &str, operations: &[Operation], modules: &mut Scope) -> Ident {
        if let Some((index, declared)) = declared_tag(self.openapi, tag) {
            let tags = At::ROOT.key("tags");
            let at = tags.index(index);
            let pinned = self.pinned_name(declared.extensions.get("x-rust-name"), &at);
            return self.name(modules, (tag, pinned), Case::Snake, Pin::Tag, &at);
        }
        let site = operations.first().and_then(|first| self.sites.get(&(first.method, first.template()))).copied();
        let (path, method) = site.map_or(("", ""), |site| (site.path, method_key(site.method)));
        let paths = At::ROOT.key("paths");
        let item = paths.key(path);
        let operation = item.key(method);
        let tags = operation.key("tags");
        self.name(modules, (tag, None), Case::Snake, Pin::UndeclaredTag, &tags.index(0))
    }
}

/// Lets tags share a module, now that everything has its name. Of two that have a name in common, the first does: what
/// callers write must not depend on it.
pub(super) fn settle_homes(groups: &mut [Group]) {
    let mut taken = BTreeSet::new();
    let mut sharing = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let names = group.names();
        if taken.is_disjoint(&names) {
            taken.extend(names);
            sharing.push(index);
        }
    }
    if sharing.len() > 1 {
        for index in sharing {
            groups[index].home = Home::Shared;
        }
    }
}

/// What the document says of a tag beside its name, and as which of all.
fn declared_tag<'d>(openapi: &'d openapiv3::OpenAPI, name: &str) -> Option<(usize, &'d openapiv3::Tag)> {
    openapi.tags.iter().enumerate().find(|(_, declared)| declared.name == name)
}
