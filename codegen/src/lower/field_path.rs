//! Members of members: `meta.next_page_url`.

use super::Lowering;
use crate::ir::types::{Field, FieldPath, FieldStep, Kind, Presence, Type};

impl Lowering<'_> {
    /// Follows wire names, dots between them, from `ty` down; also gives the type at the end, without its `Option`.
    pub(super) fn field_path(&self, ty: &Type, dotted: &str) -> Option<(FieldPath, Type)> {
        let mut path = FieldPath::default();
        let mut ty = ty.clone();
        for wire in dotted.split('.') {
            let Type::Named(id) = self.unaliased(&ty) else { return None };
            let Kind::Struct(object) = &self.types.get(*id).kind else { return None };
            let field = object.fields.iter().find(|field| field.wire.as_str() == wire)?;
            path.0.push(step(field));
            ty = bare(&field.ty).clone();
        }
        Some((path, ty))
    }
}

impl FieldPath {
    /// The path to a member of the answer itself.
    pub(super) fn of(field: &Field) -> Self {
        Self(vec![step(field)])
    }
}

fn step(field: &Field) -> FieldStep {
    let nullable = matches!(field.ty, Type::Option(_));
    FieldStep { name: field.name.clone(), optional: nullable || field.presence == Presence::Optional }
}

/// Without `Option` and `Box`.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) | Type::Boxed(inner) => bare(inner),
        ty => ty,
    }
}
