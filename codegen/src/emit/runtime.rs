//! `src/runtime/`: the hand-written half of the crate, without its tests and without the features that the document does
//! not need.

mod flat;

use super::{File, HEADER};
use crate::ir::feature::Feature;

macro_rules! sources {
    ($($path:literal,)*) => { &[$(($path, include_str!(concat!("../../runtime/src/", $path))),)*] };
}

/// Every file of `codegen/runtime/src/` that is more than tests, sorted.
const SOURCES: &[(&str, &str)] = sources![
    "any_pattern.rs",
    "api.rs",
    "api_error.rs",
    "argument.rs",
    "body.rs",
    "by_client.rs",
    "by_status.rs",
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
    "documents.rs",
    "env.rs",
    "env_source.rs",
    "error.rs",
    "error_body.rs",
    "event_parser.rs",
    "events.rs",
    "expansion.rs",
    "filled_path.rs",
    "fixed_query.rs",
    "form.rs",
    "header.rs",
    "header_style.rs",
    "hop.rs",
    "items.rs",
    "json.rs",
    "json/map.rs",
    "json/number.rs",
    "kept.rs",
    "keyring.rs",
    "known_text.rs",
    "lib.rs",
    "link.rs",
    "multipart.rs",
    "object.rs",
    "object_style.rs",
    "opaque.rs",
    "open_enum.rs",
    "operation.rs",
    "pages.rs",
    "path.rs",
    "path_style.rs",
    "pattern.rs",
    "pattern/fixed.rs",
    "pattern/lengths.rs",
    "pattern/syntax.rs",
    "payload.rs",
    "percent.rs",
    "plain_text.rs",
    "progress.rs",
    "provider.rs",
    "query.rs",
    "read.rs",
    "read/error.rs",
    "read/members.rs",
    "read/scalar.rs",
    "receive.rs",
    "reserved.rs",
    "resource.rs",
    "response.rs",
    "retry.rs",
    "security.rs",
    "send.rs",
    "serde_shim.rs",
    "server_variables.rs",
    "settings.rs",
    "setup_error.rs",
    "stream.rs",
    "test_clock.rs",
    "text_type.rs",
    "tls.rs",
    "transport_error.rs",
    "tree.rs",
    "tree/parse.rs",
    "tree/places.rs",
    "tree/text.rs",
    "typed_bytes.rs",
    "union.rs",
    "wait.rs",
    "wait_error.rs",
    "write.rs",
    "write/writer.rs",
];

/// What a feature consists of. The rest of the runtime compiles without it.
#[derive(Debug)]
struct Parts {
    /// In `lib.rs`.
    modules: &'static [&'static str],
    /// What else `lib_rs.rs` re-exports.
    surface: &'static [&'static str],
    dependencies: &'static [&'static str],
}

fn parts(feature: Feature) -> Parts {
    match feature {
        Feature::ByClient => Parts { modules: &["by_client", "filled_path"], surface: &[], dependencies: &[] },
        Feature::ByStatus => Parts { modules: &["by_status"], surface: &[], dependencies: &[] },
        Feature::Documents => Parts { modules: &["documents"], surface: &[], dependencies: &[] },
        Feature::Environment => Parts { modules: &["env", "server_variables"], surface: &[], dependencies: &[] },
        Feature::Events => Parts {
            modules: &["event_parser", "events", "stream"],
            surface: &["ByteStream", "Event", "EventStream"],
            dependencies: &["futures-core"],
        },
        Feature::FixedQuery => Parts { modules: &["fixed_query"], surface: &[], dependencies: &[] },
        Feature::HeaderStyles => {
            Parts { modules: &["expansion", "header_style", "object_style"], surface: &[], dependencies: &[] }
        }
        Feature::Multipart => Parts { modules: &["multipart"], surface: &["FilePart"], dependencies: &[] },
        Feature::ObjectStyles => Parts { modules: &["expansion", "object_style"], surface: &[], dependencies: &[] },
        Feature::Pages => Parts {
            modules: &["items", "link", "pages"],
            surface: &["Items", "Pages"],
            dependencies: &["futures-core"],
        },
        Feature::PathStyles => Parts { modules: &["expansion", "path_style"], surface: &[], dependencies: &[] },
        Feature::Patterns => Parts {
            modules: &["any_pattern", "pattern", "pattern/lengths", "pattern/syntax"],
            surface: &[],
            dependencies: &[],
        },
        Feature::Reserved => Parts { modules: &["reserved"], surface: &[], dependencies: &[] },
        Feature::ServerVariables => Parts { modules: &["server_variables"], surface: &[], dependencies: &[] },
        Feature::Streams => Parts { modules: &["stream"], surface: &["ByteStream"], dependencies: &["futures-core"] },
        Feature::Texts => Parts { modules: &["plain_text"], surface: &["PlainText"], dependencies: &[] },
        Feature::TypedBytes => Parts { modules: &["typed_bytes"], surface: &["TypedBytes"], dependencies: &[] },
        Feature::Unions => Parts { modules: &["union"], surface: &[], dependencies: &[] },
        Feature::Waits => {
            Parts { modules: &["filled_path", "progress", "wait"], surface: &["Progress", "Wait"], dependencies: &[] }
        }
    }
}

/// What a crate does not get: what only features have that it is without.
#[derive(Debug)]
pub(super) struct LeftOut {
    kept: Vec<Parts>,
    left: Vec<Parts>,
}

impl LeftOut {
    pub(super) fn of(features: &[Feature]) -> Self {
        let (kept, left): (Vec<_>, Vec<_>) = Feature::ALL.into_iter().partition(|feature| features.contains(feature));
        let parts = |features: Vec<Feature>| features.into_iter().map(parts).collect();
        Self { kept: parts(kept), left: parts(left) }
    }

    fn module(&self, name: &str) -> bool {
        self.is_left(|parts| parts.modules.contains(&name))
    }

    pub(super) fn re_export(&self, name: &str) -> bool {
        self.is_left(|parts| parts.surface.contains(&name))
    }

    pub(super) fn dependency(&self, name: &str) -> bool {
        self.is_left(|parts| parts.dependencies.contains(&name))
    }

    fn is_left(&self, has: impl Fn(&Parts) -> bool) -> bool {
        self.left.iter().any(&has) && !self.kept.iter().any(&has)
    }
}

/// The files, with nothing but these features.
pub(super) fn files(left_out: &LeftOut) -> impl Iterator<Item = File> {
    let kept = SOURCES.iter().filter(|(path, _)| !left_out.module(path.trim_end_matches(".rs")));
    let (lib, sources): (Vec<_>, Vec<_>) =
        kept.map(|(path, text)| (*path, without_tests(text))).partition(|(path, _)| *path == "lib.rs");
    let lib = lib.into_iter().map(|(_, text)| declarations(text, left_out)).collect::<String>();
    flat::flatten(&lib, &sources)
        .into_iter()
        .map(|(path, text)| File { path: format!("src/runtime/{path}"), text: format!("{HEADER}\n\n{text}") })
}

/// `lib.rs` without what declares the modules that are left out, or re-exports something of them.
fn declarations(text: &str, left_out: &LeftOut) -> String {
    let stays = |statement: &&str| {
        let code = statement.trim_start().trim_start_matches("#[allow(unused_imports)]\n");
        let prefixes = ["mod ", "pub mod ", "pub use ", "pub(crate) use "];
        let module = prefixes.iter().find_map(|prefix| code.strip_prefix(prefix)).unwrap_or_default();
        let end = module.find([':', ';']).unwrap_or_default();
        !left_out.module(&module[..end])
    };
    text.split_inclusive(";\n").filter(stays).collect()
}

/// The tests stand at the end of a file.
fn without_tests(text: &str) -> &str {
    text.split_once("\n#[cfg(test)]\n").map_or(text, |(code, _)| code)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{LeftOut, SOURCES, files};
    use crate::ir::feature::Feature;

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
        let nothing = LeftOut::of(&Feature::ALL);
        let all = || files(&nothing);
        let left: Vec<String> = all().filter(|file| file.text.contains("cfg(test)")).map(|file| file.path).collect();
        assert!(left.is_empty(), "tests must be the end of their file, under `#[cfg(test)]` alone: {left:?}");
        assert!(all().all(|file| file.text.ends_with("}\n") || file.text.ends_with(";\n")));
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
