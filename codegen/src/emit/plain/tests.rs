//! What is printed here is what prettyplease and `lines` make of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::print::unparse;
use super::super::tree::Tree;

#[track_caller]
fn same(tokens: TokenStream) {
    let mut text = String::new();
    let known = super::item(&mut text, &Tree::all(tokens.clone()));
    assert!(known.is_some(), "left to prettyplease: {tokens}");
    assert_eq!(text, unparse(tokens));
}

#[test]
fn definitions() {
    same(quote!(
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct Build {
            /// What it is.
            pub sid: Option<Vec<BuildSid>>,
            #[deprecated]
            pub labels: BTreeMap<String, Box<crate::types::Json>>,
        }
    ));
    same(quote!(
        pub enum Pet {
            Cat(Cat),
            Unknown(Json),
        }
    ));
    same(quote!(
        pub type Labels = BTreeMap<String, String>;
    ));
    same(quote!(
        #[must_use = "a call is sent"]
        pub struct FetchBuild(Call);
    ));
    same(quote!(open_enum!(BuildStatus);));
    same(quote!(
        use crate::types::{Build, BuildSid};
    ));
}

#[test]
fn definitions_of_any_width() {
    for length in 1..=120 {
        let name = quote::format_ident!("{}", "N".repeat(length));
        same(quote!(pub enum #name { A, }));
        same(quote!(pub struct #name { pub a: Option<#name>, pub b: BTreeMap<String, Vec<#name>>, }));
        same(quote!(pub struct A { pub #name: Option<Vec<Option<#name>>>, pub b: Option<BTreeMap<#name, #name>>, }));
    }
}

#[test]
fn functions_of_any_width() {
    let name = |length| quote::format_ident!("{}", "n".repeat(length));
    for length in 1..60 {
        let (a, b) = (name(length), name(length / 2 + 1));
        same(
            quote!(pub fn #a(client: &Client, #b: impl Argument<Sid>) -> Result<Self, Error> { Ok(Self { #a: from.required("a")?, b: #b.into() }) }),
        );
        same(quote!(fn f() -> #a { const PATH: &str = "/v1"; #a(Call::get(&client.core, PATH, &[&#b, &#b.text()])) }));
        same(quote!(fn f() -> Self { let call = #a(&client.core, #b); Self(call.query("a", &#a).header("b", &#b)) }));
        same(
            quote!(fn f(mut self, #a: i64) -> Self { self.#a = Some(Some(#a.into_iter().map(Into::into).collect())); self }),
        );
        same(quote!(fn f() { to.put("a", &self.#a); to.sensitive().put("b", &self.#a); }));
        same(quote!(fn f() -> A { #a { client: self.client.clone(), #b: #b.into() } }));
    }
}

#[test]
fn invocations_of_any_width() {
    for length in 1..=90 {
        let name = quote::format_ident!("{}", "N".repeat(length));
        same(quote!(open_enum!(#name);));
        same(quote!(union!(#name, Cat(Cat), Dog(Dog));));
    }
}

#[test]
fn choices() {
    same(quote!(
        fn f() -> Option<A> {
            error.body_if(|status| status == 404)
        }
    ));
    same(quote!(
        fn as_str(&self) -> &str {
            match self {
                Self::Cat => "cat",
                Self::Unknown(text) => text,
            }
        }
    ));
}

#[test]
fn what_is_not_known_is_left() {
    for tokens in [
        quote!(
            static A: B = C { d: 1 };
        ),
        quote!(
            fn f() {
                if a {
                    b()
                }
            }
        ),
        quote!(
            fn f() -> u8 {
                a * b
            }
        ),
    ] {
        assert!(super::item(&mut String::new(), &Tree::all(tokens)).is_none());
    }
}

/// As a list of values, the type of a slice would have a comma that it may not have.
#[test]
fn types_of_slices() {
    let mut known = 0;
    for length in 1..120 {
        let name = quote::format_ident!("{}", "N".repeat(length));
        let tokens = quote!(pub fn f(client: &Client, body: &[#name]) -> Call {});
        let mut text = String::new();
        if super::item(&mut text, &Tree::all(tokens.clone())).is_some() {
            assert_eq!(text, unparse(tokens));
            known += 1;
        }
    }
    assert!(known > 60, "only {known} of them are known");
}
