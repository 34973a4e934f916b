//! Types that contain themselves.

use std::collections::BTreeSet;

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
            At::ROOT.key("components").key("schemas").key(component).pointer()
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
        Type::Json
        | Type::String
        | Type::Bool
        | Type::Int64
        | Type::Uint64
        | Type::Float
        | Type::DateTime
        | Type::Date => None,
    }
}

/// Puts every field and variant that holds its own type by value into a box.
pub(super) fn box_recursive_fields(types: &mut Types) {
    let ids: Vec<TypeId> = types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let recursive: Vec<bool> = by_value(&types.get(id).kind)
            .map(|ty| held(types, ty).is_some_and(|held| holds(types, held, id, &mut BTreeSet::new())))
            .collect();
        let (fields, variants): (&mut [_], &mut [_]) = match &mut types.get_mut(id).kind {
            Kind::Struct(object) => (&mut object.fields, &mut []),
            Kind::Union(union) => (&mut [], &mut union.variants),
            Kind::Enum(_) | Kind::Text(_) | Kind::Alias(_) => continue,
        };
        let types = fields.iter_mut().map(|field| &mut field.ty);
        let types = types.chain(variants.iter_mut().map(|variant| &mut variant.ty));
        for (ty, _) in types.zip(recursive).filter(|(_, recursive)| *recursive) {
            *ty = boxed(std::mem::replace(ty, Type::Json));
        }
    }
}

/// The struct or union that a value of `ty` has inside itself.
fn held(types: &Types, ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Option(inner) => held(types, inner),
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(ty) => held(types, ty),
            Kind::Struct(_) | Kind::Union(_) => Some(*id),
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
        | Type::Uint64
        | Type::Float
        | Type::DateTime
        | Type::Date => None,
    }
}

fn holds(types: &Types, outer: TypeId, inner: TypeId, seen: &mut BTreeSet<TypeId>) -> bool {
    if outer == inner {
        return true;
    }
    if !seen.insert(outer) {
        return false;
    }
    by_value(&types.get(outer).kind).filter_map(|ty| held(types, ty)).any(|next| holds(types, next, inner, seen))
}

/// What a value is made of.
fn by_value(kind: &Kind) -> impl Iterator<Item = &Type> {
    let (fields, variants): (&[_], &[_]) = match kind {
        Kind::Struct(object) => (&object.fields, &[]),
        Kind::Union(union) => (&[], &union.variants),
        Kind::Enum(_) | Kind::Text(_) | Kind::Alias(_) => (&[], &[]),
    };
    fields.iter().map(|field| &field.ty).chain(variants.iter().map(|variant| &variant.ty))
}

/// The box goes inside of an `Option`.
fn boxed(ty: Type) -> Type {
    match ty {
        Type::Option(inner) => Type::Option(Box::new(boxed(*inner))),
        ty => Type::Boxed(Box::new(ty)),
    }
}
