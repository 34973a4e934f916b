//! Tokens that are built only to become a part of others.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Moves to the one place where it is interpolated: `quote!` copies a [`TokenStream`] token by token, and what a struct
/// consists of would be copied three times.
pub(super) struct Once(Cell<Option<TokenStream>>);

impl From<TokenStream> for Once {
    fn from(tokens: TokenStream) -> Self {
        Self(Cell::new(Some(tokens)))
    }
}

impl ToTokens for Once {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend([self.0.take().expect("a template has a place for it, and no loop around that")]);
    }
}
