//! `cargo xtask generate` as it is called.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn a_pipe_gets_no_colours() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generate/pipe");
    let _ = fs::remove_dir_all(&root);
    fs::create_dir_all(&root).expect("the folder is ours");
    let document =
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'200': {$ref: '#/b'}}}}}\n";
    fs::write(root.join("a.yaml"), document).expect("the folder is ours");
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.env("CARGO_MANIFEST_DIR", root.join("xtask")).current_dir(&root);
    let output = command.args(["generate", "--spec", "a.yaml", "--out", "out"]).output().expect("it was built");
    assert_eq!(output.status.code(), Some(0));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(out.starts_with("read      a.yaml") && err.contains("warning[dangling-reference]: "), "{out}{err}");
    assert!(!out.contains('\x1b') && !err.contains('\x1b'), "{out}{err}");
}
