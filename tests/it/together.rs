//! Several documents as one crate: each folder in `together/` against its snapshot, and what does not matter to it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect as expect_text;

use crate::support::{Run, expect, files, generate, root, scratch, xtask};

#[test]
fn acme() {
    let out = scratch("together/acme");
    let run = generate(Path::new("together/acme"), &out, &["--name", "acme"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut snapshot = String::new();
    for (path, text) in files(&out) {
        if !path.starts_with("src/runtime") && path != "src/rustfmt.toml" {
            write!(snapshot, "=== {path}\n{}\n", String::from_utf8_lossy(&text)).expect("memory");
        }
    }
    write!(snapshot, "=== diagnostics\n{}", run.err).expect("memory");
    expect("together/snapshots/acme.snap", &snapshot);
}

fn path(path: &Path) -> &str {
    path.to_str().expect("paths of tests are UTF-8")
}

/// Generates these documents, in this order.
fn together(specs: &[&Path], out: &Path, more: &[&str]) -> Run {
    let specs = specs.iter().flat_map(|spec| ["--spec", path(spec)]);
    let args: Vec<_> = ["generate", "--out", path(out)].into_iter().chain(specs).chain(more.iter().copied()).collect();
    xtask(&args, root())
}

/// A folder with documents of an operation each, whose `info` has this much more.
fn documents(name: &str, documents: &[(&str, &str)]) -> PathBuf {
    let folder = scratch(&format!("together/{name}")).join("specs");
    fs::create_dir_all(&folder).expect("the folder is ours");
    for (file, info) in documents {
        let text = format!(
            "openapi: 3.0.3\ninfo: {{title: '{file}', version: '1'{info}}}\nservers: [{{url: 'https://a.example'}}]\n\
             paths: {{/a: {{get: {{operationId: a, tags: [A], responses: {{'204': {{description: a}}}}}}}}}}\n"
        );
        fs::write(folder.join(file), text).expect("the folder is ours");
    }
    folder
}

/// The module of each document, and what was said.
fn modules(folder: &Path) -> String {
    let out = folder.with_file_name("out");
    let run = generate(folder, &out, &["--name", "case"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lib = fs::read_to_string(out.join("src/lib.rs")).expect("it is written");
    let lines = lib.lines().filter(|line| line.starts_with("pub mod") || line.starts_with("#[cfg"));
    let folder = format!("{}/", path(folder));
    lines.collect::<Vec<_>>().join("\n") + "\n" + &run.err.replace(&folder, "")
}

#[test]
fn the_order_of_the_documents_does_not_matter() {
    let [chat, voice] = ["chat", "voice"].map(|name| PathBuf::from(format!("together/acme/acme_{name}_v1.yaml")));
    let out = scratch("together/order");
    let first = together(&[&chat, &voice], &out, &["--name", "acme"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let second = together(&[&voice, &chat], &out, &["--name", "acme", "--check"]);
    assert_eq!((second.code, second.err), (0, first.err));
    let folder = together(&[Path::new("together/acme")], &out, &["--name", "acme", "--check"]);
    assert_eq!(folder.code, 0, "{}", folder.err);
}

#[test]
fn what_a_document_leaves_behind_is_removed() {
    let folder = documents("stale", &[("a.yaml", ""), ("b.yaml", ""), ("c.yaml", "")]);
    modules(&folder);
    fs::remove_file(folder.join("b.yaml")).expect("it is there");
    let said = modules(&folder);
    assert!(said.contains("pub mod c") && !said.contains("pub mod b"), "{said}");
    let left: Vec<_> = files(&folder.with_file_name("out")).into_keys().collect();
    assert!(!left.iter().any(|path| path.starts_with("src/b/")), "{left:?}");
    assert!(left.iter().any(|path| path.starts_with("src/c/")), "{left:?}");
}

#[test]
fn the_word_that_all_files_start_with_is_left_out() {
    let shared = [("acme_chat_v1.yaml", ""), ("acme-chat-v2.json.yaml", ""), ("AcmeVoice.yml", "")];
    expect_text![[r##"
        #[cfg(feature = "chat-v1")]
        pub mod chat_v1;
        #[cfg(feature = "chat-v2-json")]
        pub mod chat_v2_json;
        #[cfg(feature = "voice")]
        pub mod voice;
    "##]]
    .assert_eq(&modules(&documents("shared_word", &shared)));
    // One that is nothing but that word keeps it for all.
    expect_text![[r##"
        #[cfg(feature = "acme")]
        pub mod acme;
        #[cfg(feature = "acme-chat")]
        pub mod acme_chat;
    "##]]
    .assert_eq(&modules(&documents("whole_word", &[("acme.yaml", ""), ("acme_chat.yaml", "")])));
}

#[test]
fn pinned_modules_stay() {
    let pinned = [
        ("acme_chat.yaml", ""),
        ("acme_voice.yaml", ""),
        ("other.yaml", ", x-rust-crate: {module: chat}"),
        ("third.yaml", ", x-rust-crate: {module: 3}"),
    ];
    expect_text![[r##"
        #[cfg(feature = "acme-chat")]
        pub mod acme_chat;
        #[cfg(feature = "acme-voice")]
        pub mod acme_voice;
        #[cfg(feature = "chat")]
        pub mod chat;
        #[cfg(feature = "third")]
        pub mod third;
        warning[malformed-extension]: expected `module` to be text that is not empty, but found a number
         --> third.yaml:2:58
          |
        2 | info: {title: 'third.yaml', version: '1', x-rust-crate: {module: 3}}
          |                                                          ^^^^^^
          |
          = note: at #/info/x-rust-crate/module
          = help: the extension is ignored; the README lists what each extension may be

    "##]]
    .assert_eq(&modules(&documents("pinned", &pinned)));
}

#[test]
fn names_that_rust_does_not_allow() {
    let odd = [("type.yaml", ""), ("2024-01.yaml", ""), ("a b.yaml", ""), ("a_b.yaml", "")];
    expect_text![[r##"
        #[cfg(feature = "a-b")]
        pub mod a_b;
        #[cfg(feature = "a-b-2")]
        pub mod a_b_2;
        #[cfg(feature = "n2024-minus-01")]
        pub mod n2024_minus_01;
        #[cfg(feature = "type")]
        pub mod type_;
        note[renamed]: expected a name of ASCII letters and digits that starts with a letter, but found `2024-01`
         --> 2024-01.yaml:2:1
          |
        2 | info: {title: '2024-01.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `n2024_minus_01` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

        note[renamed]: expected a name of its own, but found `a_b`, which is `a_b` as `a b` is
         --> a_b.yaml:2:1
          |
        2 | info: {title: 'a_b.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `a_b_2` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

        note[renamed]: expected a name that Rust allows, but found `type`, which is a keyword
         --> type.yaml:2:1
          |
        2 | info: {title: 'type.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `type_` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

    "##]].assert_eq(&modules(&documents("odd", &odd)));
}

#[test]
fn names_that_the_crate_uses_itself() {
    let taken = [("client.yaml", ""), ("rustls.yaml", ""), ("runtime.yaml", ""), ("default.yaml", "")];
    expect_text![[r##"
        #[cfg(feature = "client-2")]
        pub mod client_2;
        #[cfg(feature = "default-2")]
        pub mod default_2;
        #[cfg(feature = "runtime-2")]
        pub mod runtime_2;
        #[cfg(feature = "rustls-2")]
        pub mod rustls_2;
        note[renamed]: expected a name that is free, but found `client`, which the generated code uses itself
         --> client.yaml:2:1
          |
        2 | info: {title: 'client.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `client_2` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

        note[renamed]: expected a name that is free, but found `default`, which the generated code uses itself
         --> default.yaml:2:1
          |
        2 | info: {title: 'default.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `default_2` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

        note[renamed]: expected a name that is free, but found `runtime`, which the generated code uses itself
         --> runtime.yaml:2:1
          |
        2 | info: {title: 'runtime.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `runtime_2` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

        note[renamed]: expected a name that is free, but found `rustls`, which the generated code uses itself
         --> rustls.yaml:2:1
          |
        2 | info: {title: 'rustls.yaml', version: '1'}
          | ^^^^
          |
          = note: at #/info
          = help: it is called `rustls_2` in Rust; `module` in `x-rust-crate` of its `info` can give it another name

    "##]]
    .assert_eq(&modules(&documents("taken", &taken)));
}

#[test]
fn what_each_says_of_the_crate() {
    let different = [
        ("a.yaml", ", x-rust-crate: {name: first, version: 1.0.0}"),
        ("b.yaml", ", x-rust-crate: {name: second, version: 1.0.0, license: MIT}"),
    ];
    let folder = documents("package", &different);
    let out = folder.with_file_name("out");
    let run = generate(&folder, &out, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let manifest = fs::read_to_string(out.join("Cargo.toml")).expect("it is written");
    let about: Vec<_> = manifest.lines().skip(2).take(6).collect();
    expect_text![[r#"
        name = "first"
        version = "1.0.0"
        edition = "2024"
        rust-version = "1.85"
        license = "MIT"
        description = "A client for 2 APIs"
        note[ignored]: expected the `name` of the crate that a.yaml says, but found `second`
         --> b.yaml:2:54
          |
        2 | info: {title: 'b.yaml', version: '1', x-rust-crate: {name: second, version: 1.0.0, license: MIT}}
          |                                                      ^^^^
          |
          = note: at #/info/x-rust-crate/name
          = help: all documents become one crate, and the first of them says `first`

    "#]]
    .assert_eq(&(about.join("\n") + "\n" + &run.err.replace(&format!("{}/", path(&folder)), "")));
}
