//! `cargo xtask fuzz` as it is called: it starts itself for many documents.

use std::process::{Command, Output};

fn fuzz(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR")).arg("fuzz").args(args);
    command.output().expect("it was built")
}

#[test]
fn finds_nothing_in_a_short_run() {
    let output = fuzz(&["--seed", "1", "--documents", "200"]);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{out}{err}");
    assert!(out.starts_with("seeds 1 to 200: 200 documents, "), "{out}");
    assert!(out.ends_with(" a second; 0 crates compiled; 0 documents wrong\n"), "{out}");
}

#[test]
fn says_that_there_is_nothing_to_start_from() {
    let output = fuzz(&["--documents", "1", "no/such/folder"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no/such/folder"));
}
