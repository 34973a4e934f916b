//! Lists that come in pages.
//!
//! ```text
//! /// All pages, one after the other.
//! #[inline]
//! pub fn pages(self) -> Pages<ListBuildResponse> {
//!     Pages::new(self.0, Next::Url(|page| Some(page.meta.as_ref()?.next_page_url.as_ref()?.as_str())))
//! }
//!
//! /// The items of all pages, one after the other.
//! #[inline]
//! pub fn items(self) -> Items<ListBuildResponse, Build> {
//!     self.pages().into_items(|page| page.builds.unwrap_or_default())
//! }
//! ```
//!
//! They are compiled where they are used: few programs go through all lists of an API.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::field_path;
use super::response;
use super::scope::Scope;
use crate::ir::pagination::{Next, Pagination};
use crate::ir::response::Payload;

pub(super) fn methods(pagination: &Pagination, answer: &Payload, scope: &mut Scope<'_>) -> TokenStream {
    let [pages, items] = ["Pages", "Items"].map(|name| scope.runtime(name));
    let (answer, item) = (response::payload(answer, scope), scope.ty(&pagination.item));
    let (next, list) = (next(pagination, scope), field_path::list(&quote!(page), &pagination.items));
    quote! {
        /// All pages, one after the other. None is fetched before it is asked for.
        #[inline]
        pub fn pages(self) -> #pages<#answer> {
            #pages::new(self.0, #next)
        }
        /// The items of all pages, one after the other. No page is fetched before one of its items is asked for.
        #[inline]
        pub fn items(self) -> #items<#answer, #item> {
            self.pages().into_items(|page| #list)
        }
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
