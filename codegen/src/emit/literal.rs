//! Default values, as expressions of a field's type.
//!
//! ```text
//! 50
//! "latest".to_owned()
//! BuildRuntime::Node22
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::place::ident;
use super::scope::Scope;
use crate::ir::types::{self, Kind, Type};

pub(super) fn literal(literal: &types::Literal, ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let types = scope.types;
    match ty {
        Type::Option(inner) => {
            let value = self::literal(literal, inner, scope);
            return quote!(Some(#value));
        }
        Type::Boxed(inner) => {
            let value = self::literal(literal, inner, scope);
            return quote!(Box::new(#value));
        }
        Type::Named(id) => match &types.get(*id).kind {
            Kind::Alias(aliased) => return self::literal(literal, aliased, scope),
            Kind::Struct(_) | Kind::Enum(_) | Kind::Text(_) => {}
        },
        Type::Json
        | Type::String
        | Type::Bool
        | Type::Int32
        | Type::Int64
        | Type::Float
        | Type::DateTime
        | Type::Date
        | Type::List(_)
        | Type::Map(_) => {}
    }
    match literal {
        types::Literal::Bool(value) => quote!(#value),
        #[allow(clippy::cast_precision_loss, reason = "what a float field makes of it anyway")]
        types::Literal::Integer(value) if *ty == Type::Float => float(*value as f64),
        types::Literal::Integer(value) => {
            let (sign, digits) = (minus(*value < 0), Literal::u64_unsuffixed(value.unsigned_abs()));
            quote!(#sign #digits)
        }
        types::Literal::Float(value) => float(*value),
        types::Literal::String(text) if *ty == Type::String => quote!(#text.to_owned()),
        types::Literal::String(text) => {
            let ty = scope.ty(ty);
            quote!(#ty::from(#text))
        }
        types::Literal::Variant(variant) => {
            let (ty, variant) = (scope.ty(ty), ident(variant));
            quote!(#ty::#variant)
        }
    }
}

fn float(value: f64) -> TokenStream {
    let (sign, digits) = (minus(value.is_sign_negative()), Literal::f64_unsuffixed(value.abs()));
    quote!(#sign #digits)
}

fn minus(is: bool) -> Option<TokenStream> {
    is.then(|| quote!(-))
}
