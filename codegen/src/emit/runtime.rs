//! `src/runtime/`: the hand-written half of the crate, without its tests.

use super::{File, HEADER};

macro_rules! sources {
    ($($path:literal,)*) => { &[$(($path, include_str!(concat!("../../runtime/src/", $path))),)*] };
}

/// Every file of `codegen/runtime/src/` that is more than tests, sorted.
const SOURCES: &[(&str, &str)] = sources![
    "api.rs",
    "api_error.rs",
    "argument.rs",
    "body.rs",
    "call.rs",
    "call_options.rs",
    "checks.rs",
    "client.rs",
    "clock.rs",
    "credential.rs",
    "date_time.rs",
    "date_time/calendar.rs",
    "date_time/parse.rs",
    "decode_error.rs",
    "env.rs",
    "error.rs",
    "error_body.rs",
    "form.rs",
    "header.rs",
    "hop.rs",
    "items.rs",
    "json.rs",
    "json/number.rs",
    "json/object.rs",
    "keyring.rs",
    "lib.rs",
    "link.rs",
    "multipart.rs",
    "object.rs",
    "open_enum.rs",
    "pages.rs",
    "path.rs",
    "pattern.rs",
    "pattern/lengths.rs",
    "pattern/syntax.rs",
    "payload.rs",
    "percent.rs",
    "progress.rs",
    "provider.rs",
    "query.rs",
    "read.rs",
    "read/error.rs",
    "read/members.rs",
    "read/scalar.rs",
    "receive.rs",
    "response.rs",
    "retry.rs",
    "security.rs",
    "send.rs",
    "serde_shim.rs",
    "settings.rs",
    "setup_error.rs",
    "test_clock.rs",
    "text_type.rs",
    "tls.rs",
    "transport_error.rs",
    "tree.rs",
    "tree/parse.rs",
    "tree/text.rs",
    "wait.rs",
    "wait_error.rs",
    "write.rs",
    "write/writer.rs",
];

pub(super) fn files() -> impl Iterator<Item = File> {
    SOURCES.iter().map(|(path, text)| {
        let path = if *path == "lib.rs" { "mod.rs" } else { path };
        File { path: format!("src/runtime/{path}"), text: format!("{HEADER}\n\n{}", without_tests(text)) }
    })
}

/// The tests stand at the end of a file.
fn without_tests(text: &str) -> &str {
    text.split_once("\n#[cfg(test)]\n").map_or(text, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{SOURCES, files};

    #[test]
    fn nothing_is_missing() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
        let mut folder = Vec::new();
        list(&root, "", &mut folder);
        folder.sort();
        let shipped: Vec<&str> = SOURCES.iter().map(|(path, _)| *path).collect();
        assert_eq!(folder, shipped, "the list in emit/runtime.rs and the folder codegen/runtime/src differ");
    }

    #[test]
    fn tests_stay_behind() {
        let left: Vec<String> = files().filter(|file| file.text.contains("cfg(test)")).map(|file| file.path).collect();
        assert!(left.is_empty(), "tests must be the end of their file, under `#[cfg(test)]` alone: {left:?}");
        assert!(files().all(|file| file.text.ends_with("}\n") || file.text.ends_with(";\n")));
    }

    fn list(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("the runtime lies beside this crate's sources") {
            let entry = entry.expect("a readable folder");
            let name = format!("{prefix}{}", entry.file_name().to_str().expect("a name in UTF-8"));
            if entry.path().is_dir() {
                list(&entry.path(), &format!("{name}/"), paths);
            } else if !name.ends_with("tests.rs") {
                paths.push(name);
            }
        }
    }
}
