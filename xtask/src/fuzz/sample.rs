//! Compiles the crates of some seeds.

use std::fs;
use std::path::Path;

use codegen::{Options, Source};

use super::Wrong;
use super::document::Origins;
use crate::corpus::compile::{CLIENT, Compiler, Told, What};
use crate::failure::Failure;
use crate::tree::{self, Folder};

/// Errors and warnings of the compiler in the crates of these seeds, and how many crates there were.
pub(super) fn compile(root: &Path, origins: &Origins, seeds: &[u64]) -> Result<(Vec<Wrong>, usize), Failure> {
    let (folder, mut packages) = (root.join("target/fuzz"), Vec::new());
    let crates = folder.join("crates");
    for &seed in seeds {
        let text = origins.document(seed);
        let name = package(seed);
        let options = Options { name: Some(name.clone()), ..Options::default() };
        let Ok(generated) = codegen::generate(&Source { name: "fuzz.yaml", text: &text }, &options) else { continue };
        let path = crates.join(&name).join(CLIENT);
        tree::plan(Folder { name: path.display().to_string(), path }, generated.files)?.apply()?;
        packages.push(name);
    }
    let compiler = Compiler { root, crates: &crates, target: &folder.join("build") };
    let mut wrong = Vec::new();
    compiler.run(&packages, What::Libraries, &mut |told| {
        let Told::Library(name, result) = told else { return Ok(()) };
        let seed = name.trim_start_matches("fuzz-").parse().unwrap_or_default();
        wrong.extend(result.first.map(|what| Wrong { seed, what }));
        Ok(())
    })?;
    for package in &packages {
        // What is left is as large as all documents together, and a seed brings it back.
        let _ = fs::remove_dir_all(crates.join(package));
    }
    Ok((wrong, packages.len()))
}

fn package(seed: u64) -> String {
    format!("fuzz-{seed}")
}
