//! Real documents, where there are any: `../shared/specs` beside the project, or the folder that `SPECS` names.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use codegen::{Generated, Options, Source};
use xtask::summary::{Figures, summary};

use crate::doc_comments;
use crate::support::{expect, generate, root, scratch, walk};

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
    let found: Vec<(&PathBuf, Result<Figures, String>)> = std::thread::scope(|scope| {
        let work = || {
            let mut found = Vec::new();
            while let Some(path) = documents.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                let figures = std::panic::catch_unwind(|| document(path));
                found.push((path, figures.unwrap_or_else(|_| Err("it panics".to_owned()))));
            }
            found
        };
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("panics are caught")).collect()
    });
    let (mut figures, mut problems) = (BTreeMap::new(), Vec::new());
    for (path, found) in found {
        let name = path.strip_prefix(&folder).expect("it is below").display().to_string();
        match found {
            Ok(found) => drop(figures.insert(name, Ok(found))),
            Err(problem) => problems.push(format!("{name}: {problem}")),
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    // Those of another folder are others.
    if std::env::var_os("SPECS").is_none() {
        expect("corpus.txt", &summary(&figures));
    }
}

fn document(path: &Path) -> Result<Figures, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let first = generated(path, &text)?;
    let took = start.elapsed();
    // Of the largest, a second or two, but not on a busy machine.
    if took > Duration::from_secs(60) {
        return Err(format!("it takes {took:?}"));
    }
    // The larger ones are a quarter of the documents, but five sixths of the text; what they have, the others have too.
    let figures = Figures::of(&first);
    if text.len() > 150_000 {
        return Ok(figures);
    }
    let second = generated(path, &text)?;
    if first.files != second.files || first.diagnostics != second.diagnostics {
        return Err("the second run gives something else".to_owned());
    }
    for file in first.files.iter().filter(|file| file.path.ends_with(".rs") && !file.path.starts_with("src/runtime/")) {
        syn::parse_file(&file.text).map_err(|error| format!("{}: {error}", file.path))?;
        if let Some(problem) = doc_comments::problems(&file.path, &file.text).into_iter().next() {
            return Err(problem);
        }
    }
    Ok(figures)
}

fn generated(path: &Path, text: &str) -> Result<Generated, String> {
    let name = path.to_string_lossy();
    codegen::generate(&Source { name: &name, text }, &Options::default()).map_err(|error| format!("{error:?}"))
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
    use workspace_tests::{READERS, Reader};
    use xtask::example;

    assert!(ran_over("the_real_client_reads_every_example").is_some());
    let readers: BTreeMap<&str, Reader> = READERS.iter().copied().collect();
    let text = fs::read_to_string(env!("REAL_DOCUMENT")).expect("it was there when this was built");
    let document = example::parse(&text).expect("it is YAML");
    let examples = example::examples(&document);
    let problem = |example: &example::Example<'_>| {
        let read = readers.get(example.operation.as_str()).ok_or("it is read by nothing")?;
        let again = read(&example.value.to_string())?;
        let again = serde_json::from_str(&again).expect("it was written");
        example::loss(&example.value, &again, &example.schema, &document).map_or(Ok(()), Err)
    };
    let problem = |example| problem(example).err().map(|problem: String| format!("{}: {problem}", example.operation));
    let problems: Vec<String> = examples.iter().filter_map(problem).collect();
    assert!(problems.is_empty(), "of {} examples: {problems:#?}", examples.len());
    assert!(examples.len() >= 33, "only {} examples", examples.len());
}
