//! Documents in several files, as far as they are no cases: which files are read, and which are not.

use std::fs;
use std::path::Path;

use expect_test::{Expect, expect};

use crate::support::{files, generate, scratch};

/// A document in a folder of its own, which refers to the schema in this file.
fn document(name: &str, reference: &str) -> std::path::PathBuf {
    let folder = scratch(&format!("files/{name}")).join("spec");
    fs::create_dir_all(&folder).expect("the folder is ours");
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: a, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n  /a:\n    \
         get:\n      operationId: a\n      tags: [A]\n      responses:\n        '200':\n          description: a\n          \
         content: {{application/json: {{schema: {{$ref: '{reference}'}}}}}}\n"
    );
    fs::write(folder.join("a.yaml"), text).expect("the folder is ours");
    fs::write(folder.with_file_name("pet.yaml"), "type: object\nproperties: {name: {type: string}}\n").expect("ours");
    folder.join("a.yaml")
}

/// What is said, and whether there is a type of the file's name.
fn said(document: &Path, more: &[&str], expected: &Expect) {
    let out = document.with_file_name("out");
    let run = generate(document, &out, &[&["--name", "a"], more].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    let is_typed = files(&out).contains_key("src/types/pet.rs");
    let message: Vec<_> =
        run.err.lines().filter(|line| line.starts_with("warning") || line.contains("= help")).collect();
    expected.assert_eq(&format!("{}\ntyped: {is_typed}\n", message.join("\n")));
}

#[test]
fn only_what_is_allowed() {
    let outside = document("outside", "../pet.yaml");
    said(
        &outside,
        &[],
        &expect![[r#"
        warning[external-reference]: expected a file in the folder of the document, but found the path `../pet.yaml`
           = help: the schema is read as any JSON; move it there, or allow it with `--allow-outside`
        typed: false
    "#]],
    );
    said(
        &outside,
        &["--allow-outside"],
        &expect![[r#"

        typed: true
    "#]],
    );
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_else() {
    let linked = document("linked", "pet.yaml");
    std::os::unix::fs::symlink("../pet.yaml", linked.with_file_name("pet.yaml")).expect("the folder is ours");
    said(
        &linked,
        &[],
        &expect![[r#"
        warning[external-reference]: expected a file in the folder of the document, but found a link that leads out of it, `pet.yaml`
           = help: the schema is read as any JSON; move it there, or allow it with `--allow-outside`
        typed: false
    "#]],
    );
    said(
        &linked,
        &["--allow-outside"],
        &expect![[r#"

        typed: true
    "#]],
    );
    let linked = document("linked_inside", "pet.yaml");
    fs::create_dir(linked.with_file_name("parts")).expect("the folder is ours");
    fs::copy(
        linked.parent().expect("it is in a folder").with_file_name("pet.yaml"),
        linked.with_file_name("parts/pet.yaml"),
    )
    .expect("ours");
    std::os::unix::fs::symlink("parts/pet.yaml", linked.with_file_name("pet.yaml")).expect("the folder is ours");
    said(
        &linked,
        &[],
        &expect![[r#"

        typed: true
    "#]],
    );
}

#[test]
fn what_is_no_text_or_too_much() {
    let bytes = document("bytes", "pet.yaml");
    fs::write(bytes.with_file_name("pet.yaml"), b"type: object\ntitle: Stra\xdfe\n").expect("the folder is ours");
    said(
        &bytes,
        &[],
        &expect![[r#"
        warning[external-reference]: expected text in UTF-8, but found another byte at offset 24 of `pet.yaml`
           = help: the schema is read as any JSON; save the file as UTF-8
        typed: false
    "#]],
    );
    let large = document("large", "pet.yaml");
    let file = fs::File::create(large.with_file_name("pet.yaml")).expect("the folder is ours");
    file.set_len(65 << 20).expect("it takes no space");
    said(
        &large,
        &[],
        &expect![[r#"
        warning[external-reference]: expected a file of at most 64 MiB, but found 65 MiB in `pet.yaml`
           = help: the schema is read as any JSON; refer to a smaller one
        typed: false
    "#]],
    );
}

#[test]
fn each_document_of_several_has_its_own_files() {
    let first = document("together", "pet.yaml");
    fs::copy(&first, first.with_file_name("b.yaml")).expect("the folder is ours");
    fs::create_dir(first.with_file_name("parts")).expect("the folder is ours");
    let text = fs::read_to_string(&first).expect("it is there").replace("pet.yaml", "parts/pet.yaml#/none");
    fs::write(&first, text).expect("the folder is ours");
    fs::write(first.with_file_name("parts/pet.yaml"), "type: object\n").expect("the folder is ours");
    let out = first.with_file_name("out");
    let run = generate(first.parent().expect("it is in a folder"), &out, &["--name", "a"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let messages: Vec<_> = run.err.lines().filter(|line| line.starts_with("warning")).collect();
    expect![[r#"
        warning[external-reference]: expected a part of `parts/pet.yaml`, but found none at `#/none`
        warning[external-reference]: expected a file `pet.yaml`, but found none"#]]
    .assert_eq(&messages.join("\n"));
}
