//! Members of members: `meta.next_page_url`.

use super::Lowering;
use crate::ir::types::{Field, FieldPath, FieldStep, Kind, Struct, Type};

impl Lowering<'_> {
    /// Follows wire names, dots between them, from `ty` down; also gives the type at the end, without its `Option`.
    pub(super) fn field_path(&self, ty: &Type, dotted: &str) -> Option<(FieldPath, Type)> {
        let mut path = FieldPath::default();
        let mut ty = ty.clone();
        for wire in dotted.split('.') {
            let Type::Named(id) = self.unaliased(&ty) else { return None };
            let Kind::Struct(object) = &self.types.get(*id).kind else { return None };
            let field = object.fields.iter().find(|field| field.wire.as_str() == wire)?;
            let (step, bare) = self.step(object, field);
            path.0.push(step);
            ty = bare.clone();
        }
        Some((path, ty))
    }

    /// The way into a field, and its type without `Option` and `Box`.
    pub(super) fn step<'t>(&'t self, object: &Struct, field: &'t Field) -> (FieldStep, &'t Type) {
        let mut options = usize::from(object.may_lack(field));
        let mut ty = self.unaliased(&field.ty);
        while let Type::Option(inner) | Type::Boxed(inner) = ty {
            options += usize::from(matches!(ty, Type::Option(_)));
            ty = self.unaliased(inner);
        }
        (FieldStep { name: field.name.clone(), options }, ty)
    }
}
