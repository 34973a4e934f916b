//! `cargo xtask corpus` as it is called: it starts itself for each document.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const PETS: &str = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: A pet, content: { application/json: { schema: { type: string } } } } }
";

/// A workspace with these documents in `specs/`.
fn workspace(name: &str, documents: &[(&str, &str)]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus").join(name);
    let _ = fs::remove_dir_all(&root);
    for (path, text) in documents {
        let path = root.join("specs").join(path);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }
    root
}

/// Exit code, standard output, standard error.
fn corpus(root: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    // Where results are kept goes by it.
    command.env("CARGO_MANIFEST_DIR", root.join("xtask")).current_dir(root).arg("corpus").args(args);
    let output = command.output().expect("it was built");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().expect("it ends by itself"), text(&output.stdout), text(&output.stderr))
}

#[test]
fn tells_what_became_of_each_document() {
    let documents = [("a/pets.yaml", PETS), ("old.json", r#"{"swagger": "2.0"}"#), ("b.json", "{}"), ("notes.txt", "")];
    let root = workspace("each", &documents);
    let (code, out, err) = corpus(&root, &["specs", "--summary", "summary.txt"]);
    assert_eq!(code, 0, "{err}");
    let words = |line: &str| line.split_whitespace().take(5).map(str::to_owned).collect::<Vec<_>>();
    let rows: Vec<_> = out.lines().map(words).collect();
    assert_eq!(rows[1][..3], ["old.json", "refused:", "swagger-2"], "{out}");
    assert_eq!(rows[2][..4], ["a/pets.yaml", "generated", "1", "0"], "{out}");
    assert!(out.contains("specs/old.json:1:2\n"), "{out}");
    assert!(out.contains("2 documents: 1 generated, 1 refused, 0 crashed"), "{out}");
    assert!(out.contains("skipped, no OpenAPI: b.json\n"), "{out}");
    let summary = fs::read_to_string(root.join("summary.txt")).expect("it was asked for");
    let lines: Vec<_> = summary.lines().skip(2).collect();
    assert_eq!(
        lines,
        [
            "a/pets.yaml: 1 operation, 0 types; unsupported-server 1",
            "old.json: refused, swagger-2",
            "",
            "all 2, 1 refused: 1 operation, 0 types; unsupported-server 1",
        ]
    );
}

#[test]
fn goes_on_where_it_was() {
    let root = workspace("resume", &[("a.yaml", PETS), ("b.yaml", PETS)]);
    let (_, first, err) = corpus(&root, &["specs", "--json"]);
    assert!(err.contains("generating, 2 of 2"), "{err}");
    fs::write(root.join("specs/b.yaml"), PETS.replace("getPet", "fetchPet")).expect("the folder is ours");
    let (_, second, err) = corpus(&root, &["specs", "--json"]);
    assert!(err.contains("generating, 1 of 1"), "{err}");
    let [first, second] = [first, second].map(|json| serde_json::from_str::<Value>(&json).expect("it is JSON"));
    assert_eq!(first["documents"][0], second["documents"][0]);
    assert_eq!(second["totals"]["operations"], 2);
    let (_, _, err) = corpus(&root, &["specs", "--fresh"]);
    assert!(err.contains("generating, 2 of 2"), "{err}");
}

#[test]
fn says_what_it_misses() {
    let root = workspace("nothing", &[("a.yaml", "a: b")]);
    let (code, _, err) = corpus(&root, &["specs"]);
    assert_eq!(code, 1);
    assert!(err.starts_with("error[no-document]: expected OpenAPI documents"), "{err}");
    let (code, _, err) = corpus(&root, &["specs", "elsewhere"]);
    assert_eq!(code, 1);
    assert!(err.starts_with("error[unreadable-file]: expected to read OpenAPI documents"), "{err}");
    assert_eq!(corpus(&root, &[]).0, 2);
    assert_eq!(corpus(&root, &["specs", "--time-limit", "0"]).0, 2);
}
