use std::fmt::Write;

use serde_json::{Value, json};

use super::*;
use crate::files::NoFiles;

mod external;
mod parts;
mod schema;

/// What a document is read as, and what was told about it.
fn read(text: &str) -> (Value, String) {
    let mut diagnostics = Diagnostics::default();
    let document = load(&Source { name: "test", text }, &NoFiles, &mut diagnostics).unwrap();
    let mut told = String::new();
    for Diagnostic { code, pointer, message, .. } in document.locate(diagnostics).0 {
        writeln!(told, "{} {pointer}: {message}", code.as_str()).unwrap();
    }
    (serde_json::to_value(&document.openapi).unwrap(), told)
}

fn refused(text: &str) -> (LoadError, Option<(usize, usize)>) {
    let source = Source { name: "test", text };
    let error = load(&source, &NoFiles, &mut Diagnostics::default()).unwrap_err();
    let place = error.span().map(|span| source.line_column(span.start));
    (error, place)
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

#[test]
fn no_documents() {
    let cases = [
        ("", "empty-document", None),
        ("\u{feff} \n", "empty-document", None),
        ("{\"openapi\": \"3.0.0\",\n \"info\": {", "syntax-error", Some((2, 10))),
        ("openapi: 3.0.0\npaths: [\n", "syntax-error", Some((3, 1))),
        ("a: b: c\n", "syntax-error", Some((1, 5))),
        ("- 1\n", "not-openapi", Some((1, 1))),
        ("hello", "not-openapi", Some((1, 1))),
        ("a: 1\n", "not-openapi", Some((1, 1))),
        ("info: {}\nswagger: '2.0'\n", "swagger-2", Some((2, 1))),
        ("info: {}\nopenapi: 4.0.0\n", "unknown-version", Some((2, 1))),
        ("openapi: abc\n", "unknown-version", Some((1, 1))),
        ("openapi: 2\n", "unknown-version", Some((1, 1))),
        ("openapi: [3.0.0]\n", "unknown-version", Some((1, 1))),
        ("openapi: 3.0.0\n", "missing-paths", Some((1, 1))),
        ("openapi: 3.0.0\npaths: []\n", "missing-paths", Some((2, 1))),
        ("openapi: 3.1.0\npaths: 7\n", "missing-paths", Some((2, 1))),
        ("? {a: b}\n: c\n", "syntax-error", Some((1, 3))),
        ("a: *b\n", "syntax-error", Some((1, 4))),
    ];
    for (text, code, place) in cases {
        let (error, found) = refused(text);
        assert_eq!((error.code(), found), (code, place), "{text:?}: {error}");
        assert!(error.message().starts_with("expected "), "{error}");
        assert!(!error.help().is_empty());
    }
}

#[test]
fn nesting() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let texts = [
        format!("{{\"openapi\": {}}}", deep("[", "]")),
        format!("{{\"openapi\": {}", deep("{\"a\":", "")),
        format!("openapi: {}", deep("[", "]")),
        format!("openapi: {}", deep("{a: ", "}")),
        format!("openapi:\n  {}", deep("- ", "")),
        deep("[", ""),
    ];
    for text in texts {
        let head: String = text.chars().take(20).collect();
        let run = move || refused(&text).0.code();
        let code = std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap();
        assert_eq!(code, "too-deep", "{head}");
    }
    assert_eq!(refused(&deep("? ", "")).0.code(), "syntax-error");
}

#[test]
fn as_deep_as_can_be() {
    let schema = "{\"properties\":{\"a\":".repeat(60) + "{}" + &"}}".repeat(60);
    let text = format!("{{\"openapi\":\"3.0.0\",\"paths\":{{}},\"components\":{{\"schemas\":{{\"S\":{schema}}}}}}}");
    let run = move || read(&text).0["components"]["schemas"]["S"]["properties"]["a"].is_object();
    assert!(std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap());
}

#[test]
fn aliases() {
    let mut bomb = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "a{level}: &a{level} [{aliases}]").unwrap();
    }
    assert_eq!(refused(&bomb).0.code(), "alias-bomb");
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), vec!["*a"; 50_000].join(", "));
    assert_eq!(refused(&long).0.code(), "alias-bomb");
    let text =
        format!("{HEAD}x-a: &a {{p: 1, q: 2}}\nx-b: *a\nx-c: {{<<: *a, q: 3}}\nx-d: {{q: 3, <<: [*a]}}\npaths: {{}}\n");
    let (value, told) = read(&text);
    assert_eq!(told, "");
    assert_eq!(value["x-b"], json!({ "p": 1, "q": 2 }));
    assert_eq!(value["x-c"], json!({ "p": 1, "q": 3 }));
    assert_eq!(value["x-d"], json!({ "p": 1, "q": 3 }));
}

#[test]
fn keys_and_numbers() {
    let json = r#"{"openapi": "3.0.0", "info": {"title": "t", "version": "1"}, "paths": {},
        "x-n": [1e400, -1e999, 1.5, 18446744073709551615, 123456789012345678901234567890, "\ud83d\ude00", "1e400\\"],
        "x-a": {"b": 1, "c": [{"d": 2, "d": 3}], "b": 4}}"#;
    let (value, told) = read(json);
    let numbers =
        json!(["1e400", "-1e999", 1.5, 18_446_744_073_709_551_615_u64, 1.234_567_890_123_456_8e29, "😀", "1e400\\"]);
    assert_eq!(value["x-n"], numbers);
    assert_eq!(value["x-a"], json!({ "b": 4, "c": [{ "d": 3 }] }));
    let duplicates = "duplicate-key #/x-a/b: expected every key of a mapping once, but found `b` again\n\
                      duplicate-key #/x-a/c/0/d: expected every key of a mapping once, but found `d` again\n";
    let sorted = |told: &str| {
        let mut lines: Vec<_> = told.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&told), sorted(duplicates));

    let yaml = "openapi: 3.0\ninfo: {title: t, version: '1'}\npaths: {}\n\
                x-a: {200: a, true: b, 1.10: c, null: d, e: !tag f, e: !tag [1e400, 123456789012345678901234567890]}\n";
    let (value, told) = read(yaml);
    assert_eq!(value["openapi"], "3.0");
    let members =
        json!({ "200": "a", "true": "b", "1.10": "c", "null": "d", "e": ["1e400", 1.234_567_890_123_456_8e29] });
    assert_eq!(value["x-a"], members);
    assert_eq!(told, "duplicate-key #/x-a/e: expected every key of a mapping once, but found `e` again\n");
}

#[test]
fn json_with_comments_is_yaml() {
    let text = "\u{feff} {\n  # why\n  \"openapi\": \"3.0.0\", \"paths\": {},\n}";
    assert_eq!(read(text).0["openapi"], "3.0.0");
}
