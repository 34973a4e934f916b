//! Types that only parts use which were left out.

use std::collections::BTreeSet;

use super::Lowering;
use super::place::Owner;
use super::sent::{body_types, reach};
use crate::ir::operation::{Group, Operation};
use crate::ir::parameter::Segment;
use crate::ir::types::{Type, TypeId};

impl Lowering<'_> {
    /// Removes every inline type of an operation that neither an operation nor a component refers to.
    pub(super) fn remove_unused_types(&mut self, groups: &[Group]) {
        let belongs_to_operation: BTreeSet<TypeId> =
            self.type_names.waiting().filter(|(_, owner)| *owner == Owner::Operation).map(|(id, _)| id).collect();
        let mut used = BTreeSet::new();
        for operation in groups.iter().flat_map(|group| &group.operations) {
            for ty in all_types(operation) {
                reach(&self.types, ty, &mut used);
            }
        }
        for (id, _) in self.types.iter().filter(|(id, _)| !belongs_to_operation.contains(id)) {
            reach(&self.types, &Type::Named(id), &mut used);
        }
        let unused: BTreeSet<TypeId> = belongs_to_operation.difference(&used).copied().collect();
        self.type_names.forget(&unused);
        self.types.remove(unused);
    }
}

fn all_types(operation: &Operation) -> impl Iterator<Item = &Type> {
    let path = operation.path.iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(parameter) => Some(&parameter.input.ty),
    });
    let query = operation.query.iter().map(|query| &query.input.ty);
    let headers = operation.headers.iter().map(|header| &header.input.ty);
    let cookies = operation.cookies.iter().map(|cookie| &cookie.input.ty);
    let success = operation.response.success.types();
    let stream = operation.response.stream.as_ref().and_then(|stream| stream.ty());
    let errors = operation.response.errors.iter().filter_map(|error| error.ty.as_ref());
    path.chain(query)
        .chain(headers)
        .chain(cookies)
        .chain(body_types(operation))
        .chain(success)
        .chain(stream)
        .chain(errors)
}
