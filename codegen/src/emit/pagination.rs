//! Lists that come in pages.
//!
//! ```text
//! pages: Next::Url(|page| Some(page.meta.as_ref()?.next_page_url.as_ref()?.as_str()));
//! items: Build = |page| page.builds.unwrap_or_default();
//! ```
//!
//! `operation!` makes methods of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::field_path;
use super::scope::Scope;
use crate::ir::pagination::{Next, Pagination};

pub(super) fn lines(pagination: &Pagination, scope: &mut Scope<'_>) -> TokenStream {
    for name in ["Pages", "Items"] {
        scope.runtime(name);
    }
    let (next, item) = (next(pagination, scope), scope.ty(&pagination.item));
    let list = field_path::list(&quote!(page), &pagination.items);
    quote! {
        pages: #next;
        items: #item = |page| #list;
    }
}

fn next(pagination: &Pagination, scope: &mut Scope<'_>) -> TokenStream {
    let name = scope.runtime("Next");
    let page = quote!(page);
    match &pagination.next {
        Next::Url(path) => {
            let url = field_path::text(&page, path);
            quote!(#name::Url(|page| #url))
        }
        Next::Cursor { property, parameter } => {
            let (value, parameter) = (field_path::text(&page, property), parameter.as_str());
            quote!(#name::Cursor { value: |page| #value, parameter: #parameter })
        }
        Next::Offset { parameter } => {
            let (len, parameter) = (field_path::length(&page, &pagination.items), parameter.as_str());
            quote!(#name::Offset { parameter: #parameter, len: |page| #len })
        }
        Next::Page { parameter, first } => {
            let (len, parameter) = (field_path::length(&page, &pagination.items), parameter.as_str());
            let first = Literal::u64_unsuffixed(*first);
            quote!(#name::Page { parameter: #parameter, first: #first, len: |page| #len })
        }
        Next::LinkHeader => quote!(#name::LinkHeader),
    }
}
