//! Each case in `cases/` against its snapshot: the files that the feature shapes, and what the tool says about it.
//! A snapshot is changed by `UPDATE_EXPECT=1 cargo test generate`, and read before it is committed.

use std::fmt::Write as _;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use crate::doc_comments;
use crate::support::{expect, files, generate, scratch};

mod cases {
    include!(concat!(env!("OUT_DIR"), "/case_tests.rs"));
}

fn check(stem: &str) {
    let document = Path::new("cases").join(stem).with_extension("yaml");
    let out = scratch(&format!("generate/{stem}"));
    // A name is given, because the one in a hostile document is a case of its own.
    let first = generate(&document, &out, &["--name", "case"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let written = files(&out);
    for (path, text) in written.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let text = str::from_utf8(text).expect("the tool writes UTF-8");
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        assert!(parsed.items.iter().all(|item| !mentions(item, "injected")), "{path}: code from the document");
        if !path.starts_with("src/runtime/") {
            let problems = doc_comments::problems(path, text);
            assert!(problems.is_empty(), "{}", problems.join("\n"));
            let difference = codegen::emit::difference(text);
            assert_eq!(difference, None, "{path}: as it is, and as prettyplease would have it");
        }
    }
    let second = generate(&document, &out, &["--name", "case"]);
    assert_eq!(second.err, first.err, "the second run says something else");
    assert!(files(&out) == written, "the second run writes something else");
    expect(&format!("cases/snapshots/{stem}.snap"), &snapshot(stem, &written, &first.err));
}

fn snapshot(stem: &str, files: &std::collections::BTreeMap<String, Vec<u8>>, diagnostics: &str) -> String {
    let about_the_client = stem.starts_with("security") || stem.starts_with("server") || stem == "bad_hostile";
    let mut snapshot = String::new();
    for (path, text) in files {
        let shaped = path.starts_with("src/api/") || path.starts_with("src/types/");
        let client = path == "src/client.rs" && about_the_client;
        let tree = path.starts_with("src/resources/") && stem.starts_with("resource");
        let manifest = path == "Cargo.toml" && matches!(stem, "rust_name" | "bad_extension" | "bad_hostile");
        let tags = (path == "src/operations.rs" || path == "src/api/mod.rs") && stem.starts_with("tags");
        if tags || (shaped || client || tree || manifest) && !path.ends_with("/mod.rs") {
            write!(snapshot, "=== {path}\n{}\n", String::from_utf8_lossy(text)).expect("memory");
        }
    }
    if !diagnostics.is_empty() {
        write!(snapshot, "=== diagnostics\n{diagnostics}").expect("memory");
    }
    snapshot
}

/// Whether an item, or one inside it, has this name.
fn mentions(item: &syn::Item, name: &str) -> bool {
    match item {
        syn::Item::Fn(function) => function.sig.ident == name,
        syn::Item::Mod(module) => module.content.iter().flat_map(|(_, items)| items).any(|item| mentions(item, name)),
        syn::Item::Impl(block) => block.items.iter().any(|item| match item {
            syn::ImplItem::Fn(function) => function.sig.ident == name,
            _ => false,
        }),
        syn::Item::Macro(invocation) => has_word(invocation.mac.tokens.clone(), name),
        _ => false,
    }
}

/// Whether a word is among the tokens, outside of texts.
fn has_word(tokens: TokenStream, name: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == name,
        TokenTree::Group(group) => has_word(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

#[test]
fn code_from_a_document_would_be_seen() {
    let file = syn::parse_file("impl A { fn injected() {} } mod b { fn injected() {} } c! { fn injected() {} }")
        .expect("it is Rust");
    assert!(file.items.iter().all(|item| mentions(item, "injected")));
    let file = syn::parse_file("c! { a: b(\"fn injected() {}\"); }").expect("it is Rust");
    assert!(!file.items.iter().any(|item| mentions(item, "injected")));
}

#[test]
fn every_snapshot_has_a_case() {
    let cases = crate::support::here().join("cases");
    for snapshot in files(&cases.join("snapshots")).keys() {
        let stem = snapshot.strip_suffix(".snap").unwrap_or_else(|| panic!("{snapshot} is no snapshot"));
        assert!(cases.join(stem).with_extension("yaml").is_file(), "{snapshot} has no case: delete it");
    }
}
