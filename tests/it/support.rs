//! What several tests need.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    here().parent().expect("the package is in the workspace")
}

/// The folder of this package.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder for one test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder is ours");
    folder
}

/// What a run of the tool left.
pub(crate) struct Run {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs the tool in this process.
pub(crate) fn xtask(args: &[&str], root: &Path) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = xtask::run(args, &mut out, &mut err, root);
    let text = |bytes| String::from_utf8(bytes).expect("the tool prints UTF-8");
    Run { code, out: text(out), err: text(err) }
}

/// Runs `generate` for one document, or a folder of some.
pub(crate) fn generate(spec: &Path, out: &Path, more: &[&str]) -> Run {
    assert!(spec.exists(), "there is no {}", spec.display());
    generate_perhaps(spec, out, more)
}

/// As [`generate`], of a document that may not be there; what is said has to be looked at.
pub(crate) fn generate_perhaps(spec: &Path, out: &Path, more: &[&str]) -> Run {
    let path = |path: &Path| path.to_str().expect("paths of tests are UTF-8").to_owned();
    let (spec, out) = (path(spec), path(out));
    xtask(&[&["generate", "--spec", &spec, "--out", &out], more].concat(), root())
}

/// What was printed, without what differs from machine to machine, and with long lines cut.
pub(crate) fn harmless(message: &str) -> String {
    let message = message.replace(env!("CARGO_TARGET_TMPDIR"), "$TMP");
    let message = message.replace(here().to_str().expect("it is UTF-8"), "$TESTS");
    assert!(message.lines().all(|line| line.chars().count() < 400), "a line as long as a book: {message:.2000}");
    message
}

/// Every file below a folder, by its path with slashes; nothing where there is no folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    walk(folder, &mut |path| {
        let relative = path.strip_prefix(folder).expect("it is below").components();
        let name = relative.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        found.insert(name, fs::read(path).expect("readable"));
    });
    found
}

/// Calls `see` for every file below a folder, in order, except in build output.
pub(crate) fn walk(folder: &Path, see: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && !path.ends_with("target") {
            walk(&path, see);
        } else if path.is_file() {
            see(&path);
        }
    }
}

/// Compares with a snapshot; `UPDATE_EXPECT=1` writes it instead.
pub(crate) fn expect(snapshot: &str, found: &str) {
    // Absolute: a relative path would be taken from this file.
    let path = here().join(snapshot);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is ours");
    expect_test::expect_file![path].assert_eq(found);
}
