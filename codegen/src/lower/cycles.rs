//! Types that contain themselves.

use super::Lowering;
use crate::diagnostic::Code;
use crate::ir::types::{Kind, Type, TypeId, Types};
use crate::pointer::At;

/// An alias that leads only to itself is any JSON: Rust can't spell an endless type.
pub(super) fn break_alias_cycles(lowering: &mut Lowering<'_>) {
    let aliases: Vec<TypeId> = lowering.types.iter().map(|(id, _)| id).collect();
    for id in aliases {
        if !reaches_through_aliases(&lowering.types, id, id, &mut Vec::new()) {
            continue;
        }
        let name = lowering.types.get(id).name.clone();
        lowering.types.get_mut(id).kind = Kind::Alias(Type::Json);
        let pointer = lowering.deep.alias(id).unwrap_or_else(|| {
            let component = lowering.component_of(id).unwrap_or_default();
            At::ROOT.key("components").key("schemas").key(&component).pointer()
        });
        lowering.diagnostics.push(
            Code::ReferenceCycle,
            pointer,
            format!("expected `{name}` to lead to a type, but found that it only leads back to itself"),
            "the schema is read as any JSON; give it properties, or a type",
        );
    }
}

/// Whether expanding the alias `from` ever comes to `to`, without passing a struct, which has a name to stop at.
fn reaches_through_aliases(types: &Types, from: TypeId, to: TypeId, seen: &mut Vec<TypeId>) -> bool {
    let Kind::Alias(ty) = &types.get(from).kind else { return false };
    named_in(ty).is_some_and(|next| {
        if next == to {
            return true;
        }
        if seen.contains(&next) {
            return false;
        }
        seen.push(next);
        reaches_through_aliases(types, next, to, seen)
    })
}

/// The one type that `ty` is made around.
fn named_in(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Option(inner) | Type::Boxed(inner) => named_in(inner),
        Type::Named(id) => Some(*id),
        Type::Json | Type::String | Type::Bool | Type::Int64 | Type::Float | Type::DateTime | Type::Date => None,
    }
}

/// Puts every field that holds its own struct by value into a box.
pub(super) fn box_recursive_fields(types: &mut Types) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let Kind::Struct(object) = &types.get(id).kind else { continue };
        let recursive: Vec<usize> = object
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| held(types, &field.ty).is_some_and(|held| holds(types, held, id, &mut Vec::new())))
            .map(|(index, _)| index)
            .collect();
        let Kind::Struct(object) = &mut types.get_mut(id).kind else { continue };
        for index in recursive {
            let ty = &mut object.fields[index].ty;
            *ty = boxed(std::mem::replace(ty, Type::Json));
        }
    }
}

/// The struct that a value of `ty` has inside itself.
fn held(types: &Types, ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Option(inner) => held(types, inner),
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(ty) => held(types, ty),
            Kind::Struct(_) => Some(*id),
            Kind::Enum(_) | Kind::Text(_) => None,
        },
        // These hold none, or keep it elsewhere.
        Type::List(_)
        | Type::Map(_)
        | Type::Boxed(_)
        | Type::Json
        | Type::String
        | Type::Bool
        | Type::Int64
        | Type::Float
        | Type::DateTime
        | Type::Date => None,
    }
}

fn holds(types: &Types, outer: TypeId, inner: TypeId, seen: &mut Vec<TypeId>) -> bool {
    if outer == inner {
        return true;
    }
    if seen.contains(&outer) {
        return false;
    }
    seen.push(outer);
    let Kind::Struct(object) = &types.get(outer).kind else { return false };
    object.fields.iter().filter_map(|field| held(types, &field.ty)).any(|next| holds(types, next, inner, seen))
}

/// The box goes inside of an `Option`.
fn boxed(ty: Type) -> Type {
    match ty {
        Type::Option(inner) => Type::Option(Box::new(boxed(*inner))),
        ty => Type::Boxed(Box::new(ty)),
    }
}
