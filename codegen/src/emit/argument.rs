//! How a caller passes a value, and how it reaches the call as text.
//!
//! | type | argument | value |
//! |---|---|---|
//! | text | `name: &str` | `&name` |
//! | number, boolean | `size: i64` | `&size` |
//! | enum, text type, date | `sid: impl Argument<BuildSid>` | `&sid.text()` |
//! | list of these | `sids: impl IntoIterator<Item = impl Argument<BuildSid>>` | `texts(sids)` |
//! | anything as JSON | `filter: &Filter` | `&JsonText(filter)` |
//!
//! What has to be checked is so first: `let name = checked(name, Checks::NONE.max_length(3));`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::place::ident;
use super::scope::{Scope, plain};
use crate::ir::name::Ident;
use crate::ir::parameter::{Form, Input};
use crate::ir::types::{Kind, Pattern, TextChecks, Type, Types};

/// An argument of a function, or a field of the struct for many.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) ty: TokenStream,
    /// A statement that must come before the value is used.
    pub(super) check: Option<TokenStream>,
    pub(super) value: Value,
}

/// The expression that the call is given.
#[derive(Debug)]
pub(super) enum Value {
    /// A `&dyn ToText`.
    One(TokenStream),
    /// `Texts`.
    Many(TokenStream),
}

/// What decides how a value is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape<'t> {
    Text,
    /// Passed by value.
    Scalar(&'t Type),
    /// Has a text of its own.
    Typed(&'t Type),
    /// Of any of the above.
    List(&'t Type),
    /// Anything else.
    Json(&'t Type),
}

impl<'t> Shape<'t> {
    pub(super) fn of(types: &'t Types, ty: &'t Type, form: Form) -> Self {
        let ty = plain(types, ty);
        let is_list = match form {
            Form::Json | Form::Object => return Self::Json(ty),
            Form::Single => false,
            Form::List => true,
        };
        match ty {
            Type::String => Self::Text,
            Type::Bool | Type::Int64 | Type::Uint64 | Type::Float => Self::Scalar(ty),
            Type::DateTime | Type::Date => Self::Typed(ty),
            Type::List(item) if is_list => match Self::of(types, item, Form::Single) {
                Self::Text | Self::Scalar(_) | Self::Typed(_) => Self::List(plain(types, item)),
                Self::List(_) | Self::Json(_) => Self::Json(ty),
            },
            Type::Json | Type::Map(_) | Type::List(_) => Self::Json(ty),
            Type::Named(id) => match &types.get(*id).kind {
                Kind::Enum(_) | Kind::Text(_) => Self::Typed(ty),
                Kind::Struct(_) | Kind::Union(_) | Kind::Alias(_) => Self::Json(ty),
            },
            Type::Option(inner) | Type::Boxed(inner) => Self::of(types, inner, form),
        }
    }
}

impl Passed {
    pub(super) fn one(ty: TokenStream, value: TokenStream) -> Self {
        Self { ty, check: None, value: Value::One(value) }
    }
}

/// As an argument of a function.
pub(super) fn borrowed(input: &Input, form: Form, scope: &mut Scope<'_>) -> Passed {
    let (name, ty) = (ident(&input.name), borrowed_type(input, form, scope));
    match Shape::of(scope.types, &input.ty, form) {
        Shape::Text => {
            let check = checked("checked", &name, &quote!(#name), &input.checks, scope);
            Passed { check, ..Passed::one(ty, quote!(&#name)) }
        }
        Shape::Scalar(_) => {
            let clamp = clamp(input);
            Passed::one(ty, quote!(&#name #clamp))
        }
        Shape::Typed(_) => Passed::one(ty, quote!(&#name.text())),
        Shape::List(_) => {
            let check = checked("checked_all", &name, &quote!(#name), &input.checks, scope);
            let value = if check.is_some() {
                quote!(#name)
            } else {
                let texts = scope.runtime("texts");
                quote!(#texts(#name))
            };
            Passed { ty, check, value: Value::Many(value) }
        }
        Shape::Json(inner) => {
            let json_text = scope.runtime("JsonText");
            let reference = json_reference(&input.name, inner, scope.types);
            Passed::one(ty, quote!(&#json_text(#reference)))
        }
    }
}

/// The type alone, for a function that passes the argument on.
pub(super) fn borrowed_type(input: &Input, form: Form, scope: &mut Scope<'_>) -> TokenStream {
    match Shape::of(scope.types, &input.ty, form) {
        Shape::Text => quote!(&str),
        Shape::Scalar(ty) => scope.ty(ty),
        Shape::Typed(ty) => {
            let (argument, ty) = (scope.runtime("Argument"), scope.ty(ty));
            quote!(impl #argument<#ty>)
        }
        Shape::List(item) => {
            let (argument, item) = (scope.runtime("Argument"), borrowed_item(item, scope));
            quote!(impl IntoIterator<Item = impl #argument<#item>>)
        }
        Shape::Json(ty) => json_type(ty, scope),
    }
}

/// `.clamp(1, 1000)`
fn clamp(input: &Input) -> Option<TokenStream> {
    input.clamp.map(|(min, max)| {
        let [min, max] = [min, max].map(|bound| {
            let (minus, digits) = ((bound < 0).then(|| quote!(-)), Literal::u64_unsuffixed(bound.unsigned_abs()));
            quote!(#minus #digits)
        });
        quote!(.clamp(#min, #max))
    })
}

/// As a field of the struct that holds the required inputs, which is called `inputs`.
pub(super) fn owned(input: &Input, form: Form, scope: &mut Scope<'_>) -> Passed {
    let name = ident(&input.name);
    let ty = scope.ty(plain(scope.types, &input.ty));
    match Shape::of(scope.types, &input.ty, form) {
        Shape::Text => {
            let check = checked("checked", &name, &quote!(&inputs.#name), &input.checks, scope);
            let value = if check.is_some() { quote!(&#name) } else { quote!(&inputs.#name) };
            Passed { check, ..Passed::one(ty, value) }
        }
        Shape::Scalar(_) => {
            let clamp = clamp(input);
            Passed::one(ty, quote!(&inputs.#name #clamp))
        }
        Shape::Typed(_) => Passed::one(ty, quote!(&inputs.#name)),
        Shape::List(item) => {
            let check = checked("checked_all", &name, &quote!(inputs.#name), &input.checks, scope);
            let value = if check.is_some() {
                quote!(#name)
            } else {
                // Nothing but the turbofish says what the items are texts of.
                let (texts, item) = (scope.runtime("texts"), borrowed_item(item, scope));
                quote!(#texts::<#item>(inputs.#name))
            };
            Passed { ty, check, value: Value::Many(value) }
        }
        Shape::Json(_) => {
            let json_text = scope.runtime("JsonText");
            Passed::one(ty, quote!(&#json_text(&inputs.#name)))
        }
    }
}

/// How a value is passed that is sent as JSON.
pub(super) fn json_type(ty: &Type, scope: &mut Scope<'_>) -> TokenStream {
    let ty = plain(scope.types, ty);
    match ty {
        Type::String => quote!(&str),
        Type::Bool | Type::Int64 | Type::Uint64 | Type::Float => scope.ty(ty),
        Type::List(item) => {
            let item = scope.ty(item);
            quote!(&[#item])
        }
        Type::Json | Type::DateTime | Type::Date | Type::Map(_) | Type::Option(_) | Type::Boxed(_) | Type::Named(_) => {
            let ty = scope.ty(ty);
            quote!(&#ty)
        }
    }
}

/// The `&dyn Write` that it is then.
pub(super) fn json_reference(name: &Ident, ty: &Type, types: &Types) -> TokenStream {
    let name = ident(name);
    match plain(types, ty) {
        Type::String | Type::Bool | Type::Int64 | Type::Uint64 | Type::Float | Type::List(_) => quote!(&#name),
        Type::Json | Type::DateTime | Type::Date | Type::Map(_) | Type::Option(_) | Type::Boxed(_) | Type::Named(_) => {
            quote!(#name)
        }
    }
}

/// `str` for texts: that is what [`borrowed`] takes for them.
fn borrowed_item(item: &Type, scope: &mut Scope<'_>) -> TokenStream {
    if *item == Type::String { quote!(str) } else { scope.ty(item) }
}

/// `let name = checked(name, Checks::NONE.max_length(3));`, if there is something to check.
fn checked(
    function: &'static str,
    name: &proc_macro2::Ident,
    unchecked: &TokenStream,
    checks: &TextChecks,
    scope: &mut Scope<'_>,
) -> Option<TokenStream> {
    (!checks.is_empty()).then(|| {
        let (function, checks) = (scope.runtime(function), self::checks(checks, scope));
        quote!(let #name = #function(#unchecked, #checks);)
    })
}

/// `Checks::NONE.fixed_pattern("^ZB[0-9a-fA-F]{32}$").max_length(34)`
pub(super) fn checks(checks: &TextChecks, scope: &mut Scope<'_>) -> TokenStream {
    let TextChecks { pattern, min_length, max_length } = checks;
    let name = scope.runtime("Checks");
    let pattern = pattern.as_ref().map(|pattern| match pattern {
        Pattern::Fixed(text) => quote!(.fixed_pattern(#text)),
        Pattern::Other(text) => quote!(.pattern(#text)),
    });
    let number = |length: &u64| Literal::u64_unsuffixed(*length);
    let min_length = min_length.as_ref().map(number).map(|length| quote!(.min_length(#length)));
    let max_length = max_length.as_ref().map(number).map(|length| quote!(.max_length(#length)));
    quote!(#name::NONE #pattern #min_length #max_length)
}
