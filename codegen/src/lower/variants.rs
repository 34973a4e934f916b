//! The variants of unions, once all types are known.

use std::collections::BTreeSet;

use super::Lowering;
use crate::diagnostic::Code;
use crate::ir::types::{Kind, Type, TypeId, Types, UnionVariant};
use crate::pointer::At;

/// Leaves one variant for each type, and none that only leads back to its union; puts objects into boxes.
///
/// All of them, whatever their size: so a union stays small, and a member more does not change how callers match it.
pub(super) fn settle(lowering: &mut Lowering<'_>) {
    let ids: Vec<TypeId> = lowering.types.iter().map(|(id, _)| id).collect();
    for id in ids {
        let Kind::Union(union) = &mut lowering.types.get_mut(id).kind else { continue };
        let variants = std::mem::take(&mut union.variants);
        let mut kept: Vec<UnionVariant> = Vec::new();
        for mut variant in variants {
            if leads_back(&lowering.types, &variant.ty, id, &mut BTreeSet::new()) {
                report_cycle(lowering, id, &variant);
                continue;
            }
            match unaliased(&lowering.types, &variant.ty) {
                Type::Json => {}
                ty => match kept.iter_mut().find(|known| unaliased(&lowering.types, &known.ty) == ty) {
                    Some(known) => known.tags.append(&mut variant.tags),
                    None => kept.push(variant),
                },
            }
        }
        for variant in &mut kept {
            if let Type::Named(held) = unaliased(&lowering.types, &variant.ty)
                && matches!(lowering.types.get(held).kind, Kind::Struct(_))
            {
                variant.ty = Type::Boxed(Box::new(std::mem::replace(&mut variant.ty, Type::Json)));
            }
        }
        let kind = &mut lowering.types.get_mut(id).kind;
        match kind {
            Kind::Union(_) if kept.is_empty() => *kind = Kind::Alias(Type::Json),
            Kind::Union(union) => union.variants = kept,
            Kind::Struct(_) | Kind::Enum(_) | Kind::Text(_) | Kind::Alias(_) => {}
        }
    }
}

fn report_cycle(lowering: &mut Lowering<'_>, id: TypeId, variant: &UnionVariant) {
    let (name, component) = (lowering.types.get(id).name.clone(), lowering.component_of(id).unwrap_or_default());
    let at = At::ROOT.key("components");
    let at = at.key("schemas");
    lowering.report(
        Code::ReferenceCycle,
        &at.key(component),
        format!("expected alternatives of `{name}`, but found that `{}` leads back to it", variant.name),
        "that alternative is left out",
    );
}

/// Whether a value of `ty` can be one of `union` without anything around it, which would be read for ever.
fn leads_back(types: &Types, ty: &Type, union: TypeId, seen: &mut BTreeSet<TypeId>) -> bool {
    match ty {
        Type::Option(inner) | Type::Boxed(inner) => leads_back(types, inner, union, seen),
        Type::Named(id) if *id == union => true,
        Type::Named(id) if !seen.insert(*id) => false,
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(ty) => leads_back(types, ty, union, seen),
            Kind::Union(inner) => inner.variants.iter().any(|variant| leads_back(types, &variant.ty, union, seen)),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Text(_) => false,
        },
        Type::List(_)
        | Type::Map(_)
        | Type::Json
        | Type::String
        | Type::Bool
        | Type::Int64
        | Type::Uint64
        | Type::Float
        | Type::DateTime
        | Type::Date => false,
    }
}

/// The type as Rust sees it: two of those must differ to be told apart.
fn unaliased(types: &Types, ty: &Type) -> Type {
    let inside = |inner: &Type| Box::new(unaliased(types, inner));
    match ty {
        Type::List(inner) => Type::List(inside(inner)),
        Type::Map(inner) => Type::Map(inside(inner)),
        Type::Option(inner) => Type::Option(inside(inner)),
        Type::Boxed(inner) => unaliased(types, inner),
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(aliased) => unaliased(types, aliased),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Text(_) | Kind::Union(_) => Type::Named(*id),
        },
        Type::Json
        | Type::String
        | Type::Bool
        | Type::Int64
        | Type::Uint64
        | Type::Float
        | Type::DateTime
        | Type::Date => ty.clone(),
    }
}
