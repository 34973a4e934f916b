//! Generates every document in `cases/` into one module tree, `crate::cases`, over one copy of the runtime,
//! `crate::runtime`, so that all of them are compiled and the tests can call them; the same for the documents that become one
//! crate, in `together/`, and for one real document, `crate::real`, where there is one.

#[path = "readme_blocks.rs"]
mod readme_blocks;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::ir::feature::Feature;
use codegen::{Answer, File, Files, Generated, NoFiles, Options, Placement, Refused, Source};

/// The real document that is compiled into the tests.
const REAL: &str = "twilio/twilio_serverless_v1.yaml";

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo sets it"));
    let mut tree = String::new();
    runtime(&out, &mut tree);
    fs::write(out.join("case_tests.rs"), cases(&out, &mut tree)).expect("the folder is ours");
    together(&out, &mut tree);
    real(&out, &mut tree);
    readme_blocks::write(&out);
    fs::write(out.join("tree.rs"), tree).expect("the folder is ours");
}

/// The whole runtime, and, to see that each feature of it can be left out, all that is left without any of them and with
/// just one.
fn runtime(out: &Path, tree: &mut String) {
    let mut write = |module: &str, features: &[Feature]| {
        write_files(&out.join(module), "src/runtime/", &codegen::emit::runtime(features));
        declare(tree, out, module);
    };
    write("runtime", &Feature::ALL);
    write("runtime_alone", &[]);
    for feature in Feature::ALL {
        write(&format!("runtime_with_{feature:?}").to_lowercase(), &[feature]);
    }
}

/// Generates all cases; returns a test for each.
fn cases(out: &Path, tree: &mut String) -> String {
    println!("cargo::rerun-if-changed=cases");
    let documents = sorted(Path::new("cases"), |path| path.extension().is_some_and(|extension| extension == "yaml"));
    let mut modules = String::new();
    let mut tests = String::new();
    for document in &documents {
        let stem = document.file_stem().and_then(|stem| stem.to_str()).expect("case names are ASCII");
        let text = fs::read_to_string(document).expect("cases are UTF-8");
        write_files(&out.join("cases").join(stem), "", &generate(stem, &text, module(&["cases", stem])).files);
        declare(&mut modules, &out.join("cases"), stem);
        writeln!(tests, "#[test]\nfn {stem}() {{ super::check({stem:?}); }}\n").expect("memory");
    }
    writeln!(tree, "{ALLOW}\npub mod cases {{\n{modules}}}").expect("memory");
    tests
}

/// Generates the documents of each folder in `together/` as one crate, with all features, with each alone, and with none.
fn together(out: &Path, tree: &mut String) {
    println!("cargo::rerun-if-changed=together");
    println!("cargo::rustc-check-cfg=cfg(is_on, is_off)");
    println!("cargo::rustc-cfg=is_on");
    let mut modules = String::new();
    for folder in sorted(Path::new("together"), |path| path.is_dir() && !path.ends_with("snapshots")) {
        let case = folder.file_name().and_then(|name| name.to_str()).expect("case names are ASCII");
        let documents = sorted(&folder, |path| path.extension().is_some_and(|extension| extension == "yaml"));
        let texts: Vec<_> = documents.iter().map(|path| fs::read_to_string(path).expect("cases are UTF-8")).collect();
        let names: Vec<_> = documents.iter().map(|path| path.display().to_string()).collect();
        let sources = names.iter().zip(&texts).map(|(name, text)| (Source { name, text }, &NoFiles as &dyn Files));
        let sources: Vec<_> = sources.collect();
        let generate = |variant: &str| {
            let options = Options { placement: module(&["together", case, variant]), ..Options::default() };
            codegen::generate_together(&sources, &options).unwrap_or_else(|errors| panic!("{case}: {errors:?}"))
        };
        let (_, features): (Vec<_>, Vec<_>) =
            generate("all").documents.into_iter().filter_map(|document| document.module).unzip();
        let mut variants = vec![("all".to_owned(), features.clone()), ("none".to_owned(), Vec::new())];
        variants.extend(features.iter().map(|feature| (feature.replace('-', "_"), vec![feature.clone()])));
        writeln!(modules, "pub mod {case} {{").expect("memory");
        for (variant, on) in variants {
            let mut files = generate(&variant).files;
            for file in &mut files {
                file.text = switched(&file.text, &features, &on);
            }
            let folder = out.join("together").join(case);
            write_files(&folder.join(&variant), "", &files);
            declare(&mut modules, &folder, &variant);
        }
        writeln!(modules, "}}").expect("memory");
    }
    writeln!(tree, "{ALLOW}\npub mod together {{\n{modules}}}").expect("memory");
}

/// As with these features on: here they are none of Cargo's.
fn switched(text: &str, features: &[String], on: &[String]) -> String {
    features.iter().fold(text.to_owned(), |text, feature| {
        let says = if on.contains(feature) { "is_on" } else { "is_off" };
        text.replace(&format!("feature = {feature:?}"), says)
    })
}

fn sorted(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the cases are here");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.retain(|path| is_wanted(path));
    paths.sort();
    paths
}

/// Generates the real document, and a table of how each answer of it is read, by method and path.
fn real(out: &Path, tree: &mut String) {
    println!("cargo::rustc-check-cfg=cfg(real_document)");
    println!("cargo::rerun-if-env-changed=SPECS");
    // From the root of the workspace, as in `it/specs.rs`.
    let document = Path::new("..").join(env::var_os("SPECS").unwrap_or_else(|| "../shared/specs".into())).join(REAL);
    println!("cargo::rerun-if-changed={}", document.display());
    let Ok(text) = fs::read_to_string(&document) else { return };
    println!("cargo::rustc-cfg=real_document");
    println!("cargo::rustc-env=REAL_DOCUMENT={}", fs::canonicalize(document).expect("it was read").display());
    let generated = generate("real", &text, module(&["real"]));
    write_files(&out.join("real"), "", &generated.files);
    declare(tree, out, "real");
    let allow = "#[allow(unused_qualifications)]";
    writeln!(tree, "{allow}\npub const READERS: &[(&str, Reader)] = {};", readers(&generated.answers)).expect("memory");
}

/// `&[("GET /v1/Services", again::<crate::real::types::ListServiceResponse>), …]`
fn readers(answers: &[Answer]) -> String {
    let mut readers = String::from("&[\n");
    for Answer { method, path, ty } in answers {
        let operation = format!("{method} {path}");
        writeln!(readers, "    ({operation:?}, again::<{ty}>),").expect("memory");
    }
    readers + "]"
}

fn module(path: &[&str]) -> Placement {
    Placement::Module(path.iter().map(|&part| part.to_owned()).collect())
}

fn generate(name: &str, text: &str, placement: Placement) -> Generated {
    let source = Source { name: &format!("{name}.yaml"), text };
    let generated = codegen::generate_with(&source, &CaseFiles, &Options { placement, ..Options::default() });
    generated.unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// What the cases refer to.
struct CaseFiles;

impl Files for CaseFiles {
    fn read(&self, path: &str) -> Result<String, Refused> {
        fs::read_to_string(Path::new("cases").join(path)).map_err(|error| Refused::new(error.to_string(), ""))
    }
}

/// Writes the files whose paths start with `prefix`, without it.
fn write_files(folder: &Path, prefix: &str, files: &[File]) {
    let _ = fs::remove_dir_all(folder);
    for file in files {
        let Some(path) = file.path.strip_prefix(prefix) else { continue };
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is below the folder")).expect("the folder is ours");
        fs::write(path, &file.text).expect("the folder is ours");
    }
}

/// The lints of this workspace are not those of its users, nor is its `rust-version`, which has `if let … && …`; no document
/// needs the whole runtime.
const ALLOW: &str = "#[allow(dead_code, unused_imports, unused_macros, unused_qualifications, unexpected_cfgs, clippy::collapsible_if, \
     clippy::pedantic)]";

fn declare(tree: &mut String, folder: &Path, module: &str) {
    let path = folder.join(module).join("mod.rs");
    let path = path.to_str().expect("Cargo's paths are UTF-8 here");
    writeln!(tree, "{ALLOW}\n#[path = {path:?}]\npub mod {module};").expect("memory");
}
