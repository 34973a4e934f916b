//! The invariants of the project, read off its sources. Each check is shown to be able to fail.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{root, walk};

mod lock;
mod tokens;

use tokens::Tokens;

#[test]
fn codegen_is_pure() {
    fn impure(source: &Tokens) -> Vec<String> {
        let system = ["std::env", "std::fs", "std::io", "std::net", "std::process", "std::time"];
        let mut found = source.paths_below(&system);
        found.extend(source.names(&["HashMap", "HashSet"]));
        found.extend(source.macros(&["dbg", "env", "eprint", "eprintln", "option_env", "print", "println"]));
        found
    }
    hold(&sources("codegen/src", |_| true), impure);
    for bad in [
        "use std::{fmt, fs::{self, File}};",
        "fn f() { let _ = std::env::var(\"A\"); }",
        "use std::collections::*; fn f() -> HashMap<u8, u8> { HashMap::new() }",
        "fn f() { println!(); }",
        "fn f() { let _ = env!(\"A\"); }",
        "use std::time::Instant as I;",
    ] {
        assert!(!impure(&Tokens::of(bad)).is_empty(), "{bad}");
    }
    assert!(
        impure(&Tokens::of("use std::collections::BTreeMap; /* std::fs */ #[cfg(test)] mod t { use std::fs; }"))
            .is_empty()
    );
}

#[test]
fn ir_knows_neither_documents_nor_tokens() {
    fn uses(source: &Tokens) -> Vec<String> {
        source.paths_below(&["crate::load", "crate::lower", "crate::emit", "openapiv3", "quote", "proc_macro2", "syn"])
    }
    hold(&sources("codegen/src", |path| in_stage(path, "ir")), uses);
    assert!(!uses(&Tokens::of("use crate::{ir::Api, load::Document};")).is_empty());
    assert!(!uses(&Tokens::of("fn f() { quote::quote! {} }")).is_empty());
}

#[test]
fn lower_makes_no_tokens() {
    fn uses(source: &Tokens) -> Vec<String> {
        source.paths_below(&["crate::emit", "quote", "proc_macro2", "prettyplease"])
    }
    hold(&sources("codegen/src", |path| in_stage(path, "lower")), uses);
    assert!(!uses(&Tokens::of("use quote::quote;")).is_empty());
}

#[test]
fn emit_asks_no_questions() {
    fn uses(source: &Tokens) -> Vec<String> {
        let mut found =
            source.paths_below(&["openapiv3", "crate::diagnostic", "crate::load", "crate::lower", "crate::Diagnostic"]);
        found.extend(source.functions_that_return("Result"));
        // `_` beside variants of foreign enums can't be avoided.
        found.extend(
            source.wildcard_arms().into_iter().filter(|arm| !arm.contains("syn ::") && !arm.contains("Item ::")),
        );
        found
    }
    hold(&sources("codegen/src", |path| in_stage(path, "emit") && !path.ends_with("/tests.rs")), uses);
    for bad in [
        "use crate::diagnostic::Code;",
        "fn f() -> Result<(), ()> { Ok(()) }",
        "fn f(a: A) { match a { A::B(_) => {} _ => {} } }",
        "fn f(a: A) { match (a, 1) { (A::B | A::C, 2) => 5, _ if true => {} } }",
    ] {
        assert!(!uses(&Tokens::of(bad)).is_empty(), "{bad}");
    }
    // What is quoted is generated code, which may do what it likes; `fmt::Result` can't be avoided.
    let good = "fn f() -> TokenStream { quote! { fn g() -> Result<(), ()> { match a { _ => b } } } } \
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { Ok(()) } \
                fn g() { let _ = 1; h(|_| 2); match a { [b] => A::B, _ => A::C } match c { A::B => 1, A::C(_) => 2 } }";
    assert_eq!(uses(&Tokens::of(good)), [""; 0]);
}

#[test]
fn only_emit_prints() {
    fn uses(source: &Tokens) -> Vec<String> {
        source.paths_below(&["prettyplease"])
    }
    hold(&sources("codegen/src", |path| path != "codegen/src/emit/print.rs"), uses);
    assert!(!uses(&Tokens::of("fn f() { prettyplease::unparse(&file); }")).is_empty());
}

#[test]
fn only_load_knows_versions() {
    fn knows(source: &Tokens) -> Vec<String> {
        let versions = ["3.0", "3.1", "2.0", "swagger", "Swagger", "jsonSchemaDialect"];
        source.literals_with(&versions)
    }
    hold(&sources("codegen/src", |path| !in_stage(path, "load")), knows);
    assert!(!knows(&Tokens::of("fn f(v: &str) -> bool { v.starts_with(\"3.1\") }")).is_empty());
    assert!(knows(&Tokens::of("/// Of OpenAPI 3.1.\nfn f() {}")).is_empty());
}

#[test]
fn runtime_compiles_in_both_places() {
    fn absolute(source: &Tokens) -> Vec<String> {
        source.names(&["crate"]).into_iter().filter(|found| !found.contains("pub (crate)")).collect()
    }
    hold(&sources("codegen/runtime/src", |path| !path.ends_with("/lib.rs")), absolute);
    assert!(!absolute(&Tokens::of("use crate::json::Json;")).is_empty());
    assert!(!absolute(&Tokens::of("macro_rules! a { () => { $crate::b() } }")).is_empty());
    assert!(absolute(&Tokens::of("pub(crate) struct A; pub(crate) use a;")).is_empty());
}

#[test]
fn nothing_is_left_to_do() {
    fn left(source: &Tokens) -> Vec<String> {
        source.names(&["todo", "unimplemented", "ignore", "dbg"])
    }
    let mut ours = ours();
    // Names the words that it looks for.
    ours.retain(|path, _| path != "tests/it/tidy.rs");
    hold(&ours.iter().map(|(path, text)| (path.clone(), Tokens::of(text))).collect(), left);
    assert!(!left(&Tokens::of("fn f() { todo!() }")).is_empty());
    assert!(!left(&Tokens::of("#[test] #[ignore] fn f() {}")).is_empty());
}

#[test]
fn no_file_is_too_long() {
    fn too_long(text: &str) -> bool {
        let reason =
            |line: &str| line.strip_prefix("// Longer than 300 lines: ").is_some_and(|why| !why.trim().is_empty());
        text.lines().count() > 300 && !text.lines().any(reason)
    }
    let long: Vec<_> = ours().into_iter().filter(|(_, text)| too_long(text)).map(|(path, _)| path).collect();
    assert!(long.is_empty(), "over 300 lines without `// Longer than 300 lines: reason`: {long:#?}");
    assert!(too_long(&"\n".repeat(301)));
    assert!(!too_long(&"\n".repeat(300)));
    assert!(too_long(&("// Longer than 300 lines: \n".to_owned() + &"\n".repeat(300))));
    assert!(!too_long(&("// Longer than 300 lines: a table.\n".to_owned() + &"\n".repeat(300))));
}

#[test]
fn the_tool_builds_quickly() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is checked in");
    for package in ["codegen", "xtask"] {
        let found = lock::heavy(&lock, package);
        assert!(found.is_empty(), "{package} depends on an HTTP client or an async runtime: {found:?}");
    }
    let bad = "[[package]]\nname = \"xtask\"\ndependencies = [\n \"a 1.0.0\",\n]\n\n[[package]]\nname = \"a\"\ndependencies = [\n \"tokio\",\n]\n";
    assert_eq!(lock::heavy(bad, "xtask"), ["tokio"]);
}

/// Fails with every place where `check` finds something.
fn hold(sources: &BTreeMap<String, Tokens>, check: fn(&Tokens) -> Vec<String>) {
    assert!(!sources.is_empty(), "the sources are elsewhere now");
    let found: Vec<_> = sources
        .iter()
        .flat_map(|(path, source)| check(source).into_iter().map(move |what| format!("{path}: {what}")))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// The files below a folder of which the path, from the root, is `wanted`.
fn sources(folder: &str, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Tokens> {
    read(folder).into_iter().filter(|(path, _)| wanted(path)).map(|(path, text)| (path, Tokens::of(&text))).collect()
}

fn in_stage(path: &str, stage: &str) -> bool {
    path == format!("codegen/src/{stage}.rs") || path.starts_with(&format!("codegen/src/{stage}/"))
}

/// Every Rust file that is written by hand.
fn ours() -> BTreeMap<String, String> {
    ["codegen", "generated-client/examples", "tests", "xtask"].into_iter().flat_map(read).collect()
}

fn read(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    walk(&root().join(folder), &mut |path| {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = relative(path);
            found.insert(name, fs::read_to_string(path).expect("sources are UTF-8"));
        }
    });
    found
}

fn relative(path: &Path) -> String {
    let parts = path.strip_prefix(root()).expect("it is below the root").components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
