//! Real documents, where there are any: `../shared/specs` beside the project, or the folder that `SPECS` names.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use codegen::{Generated, Options, Placement, Source};

use crate::support::{generate, root, scratch, walk};

/// The folder; `None` if there is none. Either way says so past the harness, which would keep it to itself: `.ci/run`
/// looks for it.
pub(crate) fn ran_over(test: &str) -> Option<PathBuf> {
    let folder = root().join(std::env::var_os("SPECS").unwrap_or_else(|| "../shared/specs".into()));
    let found = folder.is_dir();
    let what = if found { "over" } else { "skipped, name a folder of documents in SPECS: there is no" };
    let _ = writeln!(std::io::stderr(), "specs::{test}: {what} {}", folder.display());
    found.then_some(folder)
}

#[test]
fn every_document() {
    let Some(folder) = ran_over("every_document") else { return };
    let mut documents = Vec::new();
    walk(&folder, &mut |path| {
        if path.extension().is_some_and(|extension| extension == "yaml" || extension == "json") {
            documents.push(path.to_owned());
        }
    });
    assert!(!documents.is_empty(), "no document below {}", folder.display());
    // One thread a core: the largest documents take most of the time.
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    documents.sort_by_key(|path| std::cmp::Reverse(fs::metadata(path).map_or(0, |found| found.len())));
    let next = std::sync::atomic::AtomicUsize::new(0);
    let problems: Vec<String> = std::thread::scope(|scope| {
        let work = || {
            let mut problems = Vec::new();
            while let Some(path) = documents.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                let found = std::panic::catch_unwind(|| document(path)).unwrap_or_else(|_| Err("it panics".to_owned()));
                problems.extend(found.err().map(|problem| format!("{}: {problem}", path.display())));
            }
            problems
        };
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("panics are caught")).collect()
    });
    assert!(problems.is_empty(), "{problems:#?}");
}

fn document(path: &Path) -> Result<(), String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let first = generated(path, &text)?;
    let took = start.elapsed();
    // Of the largest, a second or two, but not on a busy machine.
    if took > Duration::from_secs(60) {
        return Err(format!("it takes {took:?}"));
    }
    // The larger ones are a quarter of the documents, but five sixths of the text; what they have, the others have too.
    if text.len() > 150_000 {
        return Ok(());
    }
    let second = generated(path, &text)?;
    if first.files != second.files || first.diagnostics != second.diagnostics {
        return Err("the second run gives something else".to_owned());
    }
    for file in first.files.iter().filter(|file| file.path.ends_with(".rs") && !file.path.starts_with("src/runtime/")) {
        syn::parse_file(&file.text).map_err(|error| format!("{}: {error}", file.path))?;
    }
    Ok(())
}

fn generated(path: &Path, text: &str) -> Result<Generated, String> {
    let name = path.to_string_lossy();
    codegen::generate(&Source { name: &name, text }, &Options { name: None, placement: Placement::Package })
        .map_err(|error| format!("{error:?}"))
}

/// Twilio's own document of the service that this project is about, as a crate of its own.
#[test]
fn the_real_client_compiles_without_warnings() {
    let Some(folder) = ran_over("the_real_client_compiles_without_warnings") else { return };
    let document = folder.join("twilio/twilio_serverless_v1.yaml");
    let out = scratch("specs/crate");
    let run = generate(&document, &out, &["--name", "real-serverless", "--standalone"]);
    assert_eq!(run.code, 0, "{}", run.err);
    // The versions that the workspace is locked to are there already.
    fs::copy(root().join("Cargo.lock"), out.join("Cargo.lock")).expect("the folder is ours");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // The folder of the workspace, and its profile: the dependencies are there already.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target folder");
    let output = Command::new(cargo)
        .args(["clippy", "--quiet", "--all-targets", "--", "--deny", "warnings"])
        .current_dir(&out)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        .output()
        .expect("cargo runs these tests");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_real_client_has_all_operations() {
    let Some(folder) = ran_over("the_real_client_has_all_operations") else { return };
    let path = folder.join("twilio/twilio_serverless_v1.yaml");
    let text = fs::read_to_string(&path).expect("the document is there");
    let generated = generated(&path, &text).expect("it is an OpenAPI document");
    assert_eq!(generated.operations, 39);
}

/// Every example answer of the real document, through the compiled types and back.
#[cfg(real_document)]
#[test]
fn the_real_client_reads_every_example() {
    use std::collections::BTreeMap;

    use serde_json::Value;
    use workspace_tests::real;

    const READERS: &[(&str, Reader)] = include!(concat!(env!("OUT_DIR"), "/readers.rs"));
    assert!(ran_over("the_real_client_reads_every_example").is_some());
    let readers: BTreeMap<&str, Reader> = READERS.iter().copied().collect();
    let text = fs::read_to_string(env!("REAL_DOCUMENT")).expect("it was there when this was built");
    let document: Value = serde_yaml::from_str(&text).expect("it is YAML");
    let mut problems = Vec::new();
    let mut count = 0;
    for (path, item) in document["paths"].as_object().expect("it has paths") {
        for method in ["get", "post", "put", "patch", "delete"] {
            let responses = item[method]["responses"].as_object().into_iter().flatten();
            for (_, response) in responses.filter(|(status, _)| status.starts_with('2')) {
                let media_types = response["content"].as_object().into_iter().flatten();
                for (name, example) in
                    media_types.flat_map(|(_, media)| media["examples"].as_object().into_iter().flatten())
                {
                    count += 1;
                    let key = format!("{} {path}", method.to_uppercase());
                    let value = &example["value"];
                    let read = readers.get(key.as_str()).unwrap_or_else(|| panic!("{key} is read by nothing"));
                    match read(&value.to_string()) {
                        Ok(again) => {
                            let again: Value = serde_json::from_str(&again).expect("it was written");
                            problems.extend(lost(&key, value, &again).map(|path| format!("{key} {name}: {path}")));
                        }
                        Err(error) => problems.push(format!("{key} {name}: {error}")),
                    }
                }
            }
        }
    }
    assert!(problems.is_empty(), "of {count} examples: {problems:#?}");
    assert!(count >= 33, "only {count} examples");
}

#[cfg(real_document)]
use workspace_tests::runtime::{Read, Write, from_json, to_json};

#[cfg(real_document)]
type Reader = fn(&str) -> Result<String, String>;

#[cfg(real_document)]
fn read<T: Read + Write>(text: &str) -> Result<String, String> {
    let value: T = from_json(text).map_err(|error| error.to_string())?;
    Ok(to_json(&value))
}

/// The first place where `again` lacks something of `value`: null may be left out, and case of an enum may differ.
#[cfg(real_document)]
fn lost(at: &str, value: &serde_json::Value, again: &serde_json::Value) -> Option<String> {
    use serde_json::Value;

    match (value, again) {
        (Value::Null, Value::Null) => None,
        (Value::Object(members), Value::Object(found)) => members.iter().find_map(|(name, value)| {
            let at = format!("{at}.{name}");
            match found.get(name) {
                None if value.is_null() => None,
                None => Some(format!("{at} is gone")),
                Some(again) => lost(&at, value, again),
            }
        }),
        (Value::Array(items), Value::Array(found)) if items.len() == found.len() => items
            .iter()
            .zip(found)
            .enumerate()
            .find_map(|(index, (value, again))| lost(&format!("{at}[{index}]"), value, again)),
        (Value::String(value), Value::String(again)) if value.eq_ignore_ascii_case(again) => None,
        _ if value == again => None,
        _ => Some(format!("{at} was {value} and is {again}")),
    }
}
