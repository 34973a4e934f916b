//! Which types callers make, and what `null` means in those and in the others.

use std::collections::BTreeSet;

use crate::ir::body::Body;
use crate::ir::operation::{Group, Operation};
use crate::ir::parameter::{Form, Segment};
use crate::ir::types::{Kind, Presence, Type, TypeId, Types};

/// Marks every struct that is sent, and takes the `Option` for `null` from optional members of all others: what a server
/// leaves out and what it sends as `null` is the same to a reader, whereas a writer has to tell "leave it" from "clear it".
pub(super) fn settle_nullability(types: &mut Types, groups: &[Group]) {
    let mut sent = BTreeSet::new();
    for operation in groups.iter().flat_map(|group| &group.operations) {
        for ty in sent_types(operation) {
            reach(types, ty, &mut sent);
        }
    }
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let Kind::Struct(object) = &mut types.get_mut(id).kind else { continue };
        object.sent = sent.contains(&id);
        if object.sent {
            continue;
        }
        for field in object.fields.iter_mut().filter(|field| field.presence == Presence::Optional) {
            if let Type::Option(inner) = &mut field.ty {
                field.ty = std::mem::replace(inner.as_mut(), Type::Json);
            }
        }
    }
}

fn sent_types(operation: &Operation) -> Vec<&Type> {
    let path = operation.path.iter().filter_map(|segment| match segment {
        Segment::Literal(_) => None,
        Segment::Parameter(path) => Some((path.form, &path.input.ty)),
    });
    let query = operation.query.iter().map(|query| (query.style.form(), &query.input.ty));
    let headers = operation.headers.iter().map(|header| (header.form, &header.input.ty));
    let cookies = operation.cookies.iter().map(|cookie| (cookie.form, &cookie.input.ty));
    let parameters = path.chain(query).chain(headers).chain(cookies);
    let written = parameters.filter(|(form, _)| matches!(form, Form::Object | Form::Json)).map(|(_, ty)| ty);
    written.chain(body_types(operation)).collect()
}

pub(super) fn body_types(operation: &Operation) -> Vec<&Type> {
    match &operation.body {
        Some(Body::Json(whole)) => vec![&whole.ty],
        Some(Body::Form(fields)) => fields.iter().map(|field| &field.input.ty).collect(),
        Some(Body::Multipart(parts)) => parts.iter().map(|part| &part.input.ty).collect(),
        Some(Body::Text(_) | Body::Bytes(_)) | None => Vec::new(),
    }
}

/// Adds every type that a value of `ty` may hold.
pub(super) fn reach(types: &Types, ty: &Type, sent: &mut BTreeSet<TypeId>) {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Option(inner) | Type::Boxed(inner) => reach(types, inner, sent),
        Type::Named(id) => {
            if !sent.insert(*id) {
                return;
            }
            match &types.get(*id).kind {
                Kind::Struct(object) => {
                    for field in &object.fields {
                        reach(types, &field.ty, sent);
                    }
                    if let Some((_, ty)) = &object.additional {
                        reach(types, ty, sent);
                    }
                }
                Kind::Union(union) => {
                    for variant in &union.variants {
                        reach(types, &variant.ty, sent);
                    }
                }
                Kind::Alias(ty) => reach(types, ty, sent),
                Kind::Enum(_) | Kind::Text(_) => {}
            }
        }
        Type::Json
        | Type::String
        | Type::Bool
        | Type::Int64
        | Type::Uint64
        | Type::Float
        | Type::DateTime
        | Type::Date => {}
    }
}
