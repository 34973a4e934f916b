//! What holds for all of the output.

pub(super) mod pets;

use super::{HEADER, TOML_HEADER, emit};
use crate::Placement;
use crate::ir::reserved;
use pets::api;

#[test]
fn a_module_brings_neither_a_manifest_nor_the_runtime() {
    let files = emit(&api(), &Placement::Module(vec!["cases".to_owned(), "pets".to_owned()]));
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    let front = ["api/mod.rs", "api/pets.rs", "client.rs", "mod.rs"];
    let resources = ["client.rs", "mod.rs", "owners.rs", "photo.rs"].map(|file| format!("resources/{file}"));
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let types = ["types/labels.rs", "types/mod.rs", "types/pet.rs", "types/pet_sid.rs", "types/problem.rs"];
    assert_eq!(paths, [&front[..], &resources, &types].concat());
    assert!(files.iter().all(|file| !file.text.contains("pet_shop") && !file.text.contains("#![forbid")));
}

#[test]
fn every_file_starts_with_the_header() {
    for file in emit(&api(), &Placement::Standalone) {
        let header = if file.path.contains(".toml") { TOML_HEADER } else { HEADER };
        assert_eq!(file.text.lines().next(), Some(header), "{}", file.path);
    }
}

#[test]
fn printing_twice_gives_the_same() {
    assert_eq!(emit(&api(), &Placement::Package), emit(&api(), &Placement::Package));
}

#[test]
fn imported_names_are_reserved() {
    for file in emit(&api(), &Placement::Module(Vec::new())) {
        let imports = file.text.split_once("use crate::runtime::").and_then(|(_, rest)| rest.split_once(';'));
        let names = imports.map_or("", |(names, _)| names).split(|c: char| !c.is_alphanumeric() && c != '_');
        for name in names.filter(|_| file.path != "client.rs") {
            let is_macro =
                matches!(name, "" | "object" | "open_enum" | "operation" | "resource" | "text_type" | "union");
            let is_reserved = reserved::TYPES.contains(&name) || reserved::INPUTS.contains(&name);
            assert!(is_macro || is_reserved, "{name}, imported in {}, can be a name of the document's, too", file.path);
        }
    }
}
