//! `generated-client/` is what the tool writes from `spec/`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Run, files, root, scratch, xtask};

#[test]
fn what_is_checked_in_is_what_is_generated() {
    let run = xtask(&["generate", "--check"], root());
    assert!(
        run.code == 0,
        "generated-client/ differs from what spec/ gives. To mend it: cargo xtask generate\n{}{}",
        run.out,
        run.err
    );
}

#[test]
fn from_nothing_the_same_bytes() {
    let copy = scratch("in_sync/from_nothing");
    copy_below(root(), &copy, "spec");
    let by_hand = files(&root().join("generated-client")).into_keys();
    for path in by_hand.filter(|path| path == "README.md" || path.starts_with("examples/")) {
        let target = copy.join("generated-client").join(&path);
        fs::create_dir_all(target.parent().expect("it is below the root")).expect("the folder is ours");
        let text = fs::read(root().join("generated-client").join(&path));
        fs::write(target, text.unwrap_or_else(|error| panic!("{path}: {error}"))).expect("the folder is ours");
    }
    let Run { code, out, err } = xtask(&["generate"], &copy);
    assert_eq!(code, 0, "{out}{err}");
    let (mut expected, mut found) = (files(&root().join("generated-client")), files(&copy.join("generated-client")));
    // Only where the package stands alone.
    expected.remove("Cargo.lock");
    found.remove("Cargo.lock");
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&expected));
    assert!(found == expected, "the bytes differ: cargo xtask generate");

    let again = xtask(&["generate"], &copy);
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    assert!(files(&copy.join("generated-client")) == found, "the second run changed something");
    let check = xtask(&["generate", "--check"], &copy);
    assert_eq!(check.code, 0, "{}{}", check.out, check.err);
}

#[test]
fn drift_is_shown_and_not_mended() {
    let copy = scratch("in_sync/drift");
    copy_below(root(), &copy, "spec");
    copy_below(root(), &copy, "generated-client");
    let lib = copy.join("generated-client/src/lib.rs");
    let text = fs::read_to_string(&lib).expect("it was copied") + "\n// Edited by hand.\n";
    fs::write(&lib, &text).expect("the folder is ours");
    let run = xtask(&["generate", "--check"], &copy);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    let said = run.out + &run.err;
    assert!(said.contains("-// Edited by hand."), "{said}");
    assert!(said.contains("cargo xtask generate"), "{said}");
    assert_eq!(fs::read_to_string(&lib).expect("it is still there"), text);

    // A file in the way that the tool did not write is never overwritten.
    fs::write(&lib, "fn mine() {}\n").expect("the folder is ours");
    let before = files(&copy);
    let run = xtask(&["generate"], &copy);
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    assert!(files(&copy) == before, "something was written");
}

#[test]
fn stale_files_are_deleted() {
    let copy = scratch("in_sync/stale");
    copy_below(root(), &copy, "spec");
    copy_below(root(), &copy, "generated-client");
    let api = copy.join("generated-client/src/api");
    let stale = api.join("stale.rs");
    let some = fs::read_dir(&api).expect("it was copied").next().expect("it has files").expect("readable").path();
    fs::copy(some, &stale).expect("the folder is ours");
    let mine = copy.join("generated-client/src/mine.rs");
    fs::write(&mine, "// Mine.\n").expect("the folder is ours");
    let run = xtask(&["generate"], &copy);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(!stale.exists(), "a file of ours that is no longer written is still there");
    assert!(mine.exists(), "somebody else's file is gone");
}

#[test]
fn cargo_fmt_changes_nothing() {
    let cargo = || Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let there = cargo().args(["fmt", "--version"]).output().is_ok_and(|output| output.status.success());
    if !there {
        eprintln!("skipped: cargo fmt is not installed");
        return;
    }
    let output = cargo().args(["fmt", "--check", "--package", "twilio-serverless"]).current_dir(root()).output();
    let output = output.expect("it was there a moment ago");
    assert!(
        output.status.success(),
        "cargo fmt would change the generated crate:\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

fn copy_below(from: &Path, to: &Path, folder: &str) {
    for (path, text) in files(&from.join(folder)) {
        let target = to.join(folder).join(path);
        fs::create_dir_all(target.parent().expect("it is below the folder")).expect("the folder is ours");
        fs::write(target, text).expect("the folder is ours");
    }
}
