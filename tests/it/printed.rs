//! What `cargo xtask generate` prints of a run that goes well; `bad_input` has the others.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect;

use crate::support::{Run, files, generate, harmless, root, scratch, xtask};

/// Has a warning and some notes.
const DOCUMENT: &str = "cases/bad_operation_id.yaml";

/// The output folder of a test, and what is printed of a run there: of diagnostics the titles, and no lines about the
/// runtime, which is the same for every document.
struct Printed(PathBuf);

impl Printed {
    fn of(&self, more: &[&str]) -> String {
        let Run { code, out, err } = generate(Path::new(DOCUMENT), &self.0, more);
        assert_eq!(code, 0, "{err}");
        let all = files(&self.0).len();
        let out = harmless(&out).replace(&format!("{all} file"), "ALL file");
        let out = out.replace(&format!("{} unchanged", all - 1), "ALL OTHERS unchanged");
        let out = out.lines().filter(|line| !line.contains("/src/runtime/"));
        let titles = err.lines().filter(|line| line.starts_with(['e', 'w', 'n']));
        out.chain(titles).flat_map(|line| [line, "\n"]).collect()
    }
}

#[test]
fn what_is_written_and_what_is_not() {
    let folder = Printed(scratch("printed/runs"));
    expect![[r#"
        read      cases/bad_operation_id.yaml (5 operations, 0 types, 2 warnings, 2 notes)
        wrote     $TMP/printed/runs/Cargo.toml
        wrote     $TMP/printed/runs/src/api/mod.rs
        wrote     $TMP/printed/runs/src/api/other.rs
        wrote     $TMP/printed/runs/src/api/same.rs
        wrote     $TMP/printed/runs/src/client.rs
        wrote     $TMP/printed/runs/src/lib.rs
        wrote     $TMP/printed/runs/src/resources/a.rs
        wrote     $TMP/printed/runs/src/resources/b.rs
        wrote     $TMP/printed/runs/src/resources/c.rs
        wrote     $TMP/printed/runs/src/resources/d.rs
        wrote     $TMP/printed/runs/src/resources/e.rs
        wrote     $TMP/printed/runs/src/resources/mod.rs
        wrote     $TMP/printed/runs/src/rustfmt.toml
        wrote     $TMP/printed/runs/src/types/mod.rs
        ALL files written, 0 unchanged, 0 removed in $TMP/printed/runs
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        note[renamed]: expected a name of its own, but found `Fetch`, which is `fetch` as `fetch` is
        note[renamed]: expected a name of its own, but found `fetch_2`, which is `fetch_2` as `fetch` is
    "#]]
    .assert_eq(&folder.of(&[]));
    expect![[r#"
        read      cases/bad_operation_id.yaml (5 operations, 0 types, 2 warnings, 2 notes)
        unchanged $TMP/printed/runs: all ALL files are up to date
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        note[renamed]: expected a name of its own, but found `Fetch`, which is `fetch` as `fetch` is
        note[renamed]: expected a name of its own, but found `fetch_2`, which is `fetch_2` as `fetch` is
    "#]]
    .assert_eq(&folder.of(&[]));
    // A file of an earlier run, and one that differs.
    let lib = folder.0.join("src/lib.rs");
    let text = fs::read_to_string(&lib).expect("it was written");
    fs::write(folder.0.join("src/api/stale.rs"), &text).expect("the folder is ours");
    fs::write(&lib, text + "// More.\n").expect("the folder is ours");
    expect![[r#"
        read      cases/bad_operation_id.yaml (5 operations, 0 types, 2 warnings, 2 notes)
        wrote     $TMP/printed/runs/src/lib.rs
        removed   $TMP/printed/runs/src/api/stale.rs
        1 file written, ALL OTHERS unchanged, 1 removed in $TMP/printed/runs
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        note[renamed]: expected a name of its own, but found `Fetch`, which is `fetch` as `fetch` is
        note[renamed]: expected a name of its own, but found `fetch_2`, which is `fetch_2` as `fetch` is
    "#]]
    .assert_eq(&folder.of(&[]));
}

#[test]
fn quiet_runs_say_nothing_of_what_they_write() {
    let folder = Printed(scratch("printed/quiet"));
    expect![[r#"
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
        warning[duplicate-operation-id]: expected an operationId that no other operation has, but found `fetch` again
    "#]]
    .assert_eq(&folder.of(&["--quiet"]));
    assert!(!files(&folder.0).is_empty());
}

#[test]
fn each_command_has_a_help() {
    for command in ["", "generate", "measure", "corpus", "fuzz"] {
        let file = if command.is_empty() { "help" } else { command };
        let path = root().join("xtask/src/cli").join(file).with_extension("txt");
        let text = fs::read_to_string(path).expect("it is beside the arguments");
        assert!(text.contains(&format!("Usage: cargo xtask {command}")), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 125), "{text}");
        for args in [&[command, "--help"][..], &[command, "-h"], &["help", command]] {
            let args: Vec<_> = args.iter().copied().filter(|arg| !arg.is_empty()).collect();
            let Run { code, out, err } = xtask(&args, root());
            assert_eq!((code, out.trim_end(), err.as_str()), (0, text.trim_end(), ""), "{args:?}");
        }
    }
}

#[test]
fn colours_are_for_those_who_ask() {
    let run = |colour| {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut console = xtask::Console { out: &mut out, err: &mut err, colour, terminal: false };
        let folder = scratch(&format!("printed/colour_{colour}"));
        let folder = folder.to_str().expect("paths of tests are UTF-8");
        xtask::run_on(&mut console, ["generate", "--spec", DOCUMENT, "--out", folder], root());
        [out, err].map(|bytes| bytes.contains(&b'\x1b'))
    };
    assert_eq!((run(true), run(false)), ([false, true], [false, false]));
}
