//! Documents that can't be used: each ends with a message that says what and where, and changes nothing. Documents of
//! which a part can't be used are cases, `cases/bad_*.yaml`: the rest of each is generated and compiled.

use std::fs;
use std::path::Path;

use crate::support::{expect, files, generate, generate_perhaps, harmless, here, root, scratch, xtask};

macro_rules! documents {
    ($($name:ident $file:literal)*) => {
        /// Each is `bad_input/<file>`.
        mod documents {
            $(#[test]
            fn $name() {
                super::refused(stringify!($name), std::path::Path::new(concat!("bad_input/", $file)));
            })*

            #[test]
            fn all_are_tested() {
                let mut tested = vec![$($file),*];
                tested.sort_unstable();
                let found = crate::support::files(&super::here().join("bad_input"));
                let found: Vec<_> = found.keys().filter(|path| !path.starts_with("snapshots/")).collect();
                assert_eq!(found, tested);
            }
        }
    };
}

documents! {
    syntax_error "syntax_error.yaml"
    tab_indented "tab_indented.yaml"
    json_cut_off "json_cut_off.json"
    json_syntax_error "json_syntax_error.json"
    not_openapi "not_openapi.yaml"
    no_mapping "no_mapping.yaml"
    swagger_2 "swagger_2.yaml"
    unknown_version "unknown_version.yaml"
    version_as_number "version_as_number.yaml"
    no_paths "no_paths.yaml"
    paths_as_list "paths_as_list.yaml"
    alias_unknown "alias_unknown.yaml"
}

#[test]
fn missing_file() {
    refused("missing_file", Path::new("bad_input/there_is_no_such_file.yaml"));
}

#[test]
fn one_of_several() {
    let folder = scratch("bad_input/one_of_several.documents");
    fs::copy(here().join("cases/uri_map.yaml"), folder.join("good.yaml")).expect("the folder is ours");
    for bad in ["not_openapi.yaml", "swagger_2.yaml"] {
        fs::copy(here().join("bad_input").join(bad), folder.join(bad)).expect("the folder is ours");
    }
    refused("one_of_several", &folder);
}

#[test]
fn empty_folder() {
    refused("empty_folder", &scratch("bad_input/empty_folder.documents"));
}

#[test]
fn same_document() {
    let out = scratch("bad_input/same_document");
    let [first, second] = ["cases/uri_map.yaml", "cases/../cases/uri_map.yaml"];
    let run = generate(Path::new(first), &out.join("out"), &["--spec", second]);
    assert_eq!((run.code, files(&out).len()), (1, 0), "{}", run.err);
    expect("bad_input/snapshots/same_document.snap", &harmless(&run.err));
    let run = generate(Path::new(first), &out.join("out"), &["--spec", first]);
    assert_eq!((run.code, files(&out).len()), (1, 0), "{}", run.err);
}

#[test]
fn empty_file() {
    refused_bytes("empty_file", "yaml", b"");
}

#[test]
fn blank_file() {
    refused_bytes("blank_file", "yaml", b"\xef\xbb\xbf \r\n\n");
}

#[test]
fn comment_only() {
    refused_bytes("comment_only", "yaml", b"# Nothing yet.\n---\n");
}

#[test]
fn not_utf8() {
    refused_bytes("not_utf8", "yaml", b"openapi: 3.0.3\ninfo: {title: Stra\xdfe, version: '1'}\npaths: {}\n");
}

#[test]
fn utf16() {
    let text: Vec<u8> = "\u{feff}openapi: 3.0.3\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused_bytes("utf16", "yaml", &text);
}

#[test]
fn nul_bytes() {
    refused_bytes("nul_bytes", "yaml", b"openapi: 3.0.3\n\0\0\0\0");
}

#[test]
fn alias_bomb() {
    let mut text =
        String::from("openapi: 3.0.3\ninfo: {title: Bomb, version: '1'}\nx-0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..=30 {
        let alias = format!("*a{}", level - 1);
        text += &format!("x-{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
    }
    refused_bytes("alias_bomb", "yaml", (text + "paths: {}\n").as_bytes());
}

#[test]
fn alias_of_itself() {
    refused_bytes(
        "alias_of_itself",
        "yaml",
        b"openapi: 3.0.3\ninfo: &a {title: x, version: '1', x-a: *a}\npaths: {}\n",
    );
}

#[test]
fn deep_yaml_flow() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    refused_bytes("deep_yaml_flow", "yaml", document_with(&deep).as_bytes());
}

#[test]
fn deep_yaml_block() {
    refused_bytes("deep_yaml_block", "yaml", document_with(&format!("\n{}x", "- ".repeat(100_000))).as_bytes());
}

#[test]
fn deep_json() {
    let deep = format!("{}{}", "{\"a\":[".repeat(50_000), "]}".repeat(50_000));
    let text = format!(
        "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"x\", \"version\": \"1\"}}, \"paths\": {{}}, \"x-deep\": {deep}}}"
    );
    refused_bytes("deep_json", "json", text.as_bytes());
}

#[test]
fn deep_json_cut_off() {
    refused_bytes("deep_json_cut_off", "json", "[".repeat(100_000).as_bytes());
}

fn document_with(deep: &str) -> String {
    format!("openapi: 3.0.3\ninfo: {{title: x, version: '1'}}\npaths: {{}}\nx-deep: {deep}\n")
}

#[test]
fn somebody_elses_folder() {
    let out = scratch("bad_input/somebody_elses_folder");
    fs::create_dir_all(out.join("src")).expect("the folder is ours");
    fs::write(out.join("src/lib.rs"), "fn mine() {}\n").expect("the folder is ours");
    fs::write(out.join("notes.txt"), "Mine.\n").expect("the folder is ours");
    refused_in("somebody_elses_folder", Path::new("cases/uri_map.yaml"), &out);
}

#[test]
fn somebody_elses_manifest() {
    let out = scratch("bad_input/somebody_elses_manifest");
    fs::write(out.join("Cargo.toml"), "[package]\nname = \"mine\"\n").expect("the folder is ours");
    refused_in("somebody_elses_manifest", Path::new("cases/uri_map.yaml"), &out);
}

#[test]
fn output_is_a_file() {
    let out = scratch("bad_input/output_is_a_file").join("out");
    fs::write(&out, "Mine.\n").expect("the folder is ours");
    let run = generate(Path::new("cases/uri_map.yaml"), &out, &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(fs::read(&out).expect("still there"), b"Mine.\n");
    expect("bad_input/snapshots/output_is_a_file.snap", &harmless(&run.err));
}

#[test]
fn warnings_denied() {
    let (document, out) = (Path::new("cases/bad_reference.yaml"), scratch("bad_input/warnings_denied"));
    let run = generate(document, &out, &["--deny-warnings"]);
    assert_eq!((run.code, files(&out).len()), (1, 0), "{}", run.err);
    expect("bad_input/snapshots/warnings_denied.snap", &harmless(&run.err));
    let run = generate(document, &out, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("warning[") && !files(&out).is_empty(), "{}", run.err);
}

/// Of one in YAML, `cases/bad_duplicate_key.yaml` shows more.
#[test]
fn a_key_twice_in_json() {
    let folder = scratch("bad_input/a_key_twice_in_json");
    let text = r#"{
  "openapi": "3.0.3", "info": {"title": "Twice", "version": "1"}, "servers": [{"url": "https://api.example.com"}],
  "paths": {"/a": {"get": {"operationId": "first", "tags": ["A"], "responses": {"204": {"description": "Done."}},
    "operationId": "last"}}}
}"#;
    fs::write(folder.join("twice.json"), text).expect("the folder is ours");
    let run = generate(&folder.join("twice.json"), &folder.join("out"), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("bad_input/snapshots/a_key_twice_in_json.snap", &harmless(&run.err));
    let api = fs::read_to_string(folder.join("out/src/api/a.rs")).expect("it is written");
    assert!(api.contains("pub fn last(") && !api.contains("pub fn first("), "{api}");
}

#[test]
fn hostile_names_stay_inside() {
    let parent = scratch("bad_input/hostile");
    let out = parent.join("a/b/c/d/e/out");
    let run = generate(Path::new("cases/bad_hostile.yaml"), &out, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let prefix = "a/b/c/d/e/out/";
    for path in files(&parent).keys() {
        let inside = path.strip_prefix(prefix).unwrap_or_else(|| panic!("{path} is outside of the output folder"));
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
        assert!(inside.chars().all(plain) && !inside.contains(".."), "{path} is an odd name");
    }
}

#[test]
fn usage() {
    for (name, args) in [
        ("usage_none", &[][..]),
        ("usage_command", &["genrate"][..]),
        ("usage_flag", &["generate", "--chek"][..]),
        ("usage_no_value", &["generate", "--spec", "--out", "x"][..]),
        ("usage_name", &["generate", "--spec", "a.yaml", "--out", "b", "--name", "../x"][..]),
    ] {
        let run = xtask(args, root());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        expect(&format!("bad_input/snapshots/{name}.snap"), &harmless(&run.err));
    }
}

fn refused_bytes(name: &str, extension: &str, bytes: &[u8]) {
    let document = scratch(&format!("bad_input/{name}.document")).join(format!("document.{extension}"));
    fs::write(&document, bytes).expect("the folder is ours");
    refused(name, &document);
}

/// Neither a new folder nor an earlier output is touched, and the message is as expected.
fn refused(name: &str, document: &Path) {
    let absent = scratch(&format!("bad_input/{name}")).join("absent");
    let run = generate_perhaps(document, &absent, &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(!absent.exists(), "a folder was made");

    let out = scratch(&format!("bad_input/{name}.earlier"));
    let earlier = generate(Path::new("cases/uri_map.yaml"), &out, &[]);
    assert_eq!(earlier.code, 0, "{}", earlier.err);
    refused_in(name, document, &out);
}

fn refused_in(name: &str, document: &Path, out: &Path) {
    let before = files(out);
    let run = generate_perhaps(document, out, &[]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(files(out) == before, "something was written");
    assert!(!run.err.contains("warning"), "a warning about a document that is not used: {}", run.err);
    expect(&format!("bad_input/snapshots/{name}.snap"), &harmless(&run.err));
}
