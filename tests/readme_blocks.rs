//! The code in the READMEs, as modules that the tests compile.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Writes each block of Rust of the READMEs into `readme.rs`, as a module of its own.
pub(crate) fn write(out: &Path) {
    let mut modules = String::new();
    for (name, path) in [("root", "../README.md"), ("client", "../generated-client/README.md")] {
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(path).expect("the README is there");
        for (index, block) in blocks(&text).enumerate() {
            writeln!(modules, "mod {name}_{index} {{\n{block}}}\n").expect("memory");
        }
    }
    fs::write(out.join("readme.rs"), modules).expect("the folder is ours");
}

/// Without what makes a program of it, for which tokio has a feature that the tests do without.
fn blocks(text: &str) -> impl Iterator<Item = String> {
    text.split("\n```rust").skip(1).map(|rest| {
        let block = rest.split_once('\n').and_then(|(_, rest)| rest.split_once("\n```")).map_or("", |(block, _)| block);
        block.lines().filter(|line| !line.starts_with("#[tokio::main")).map(|line| line.to_owned() + "\n").collect()
    })
}
