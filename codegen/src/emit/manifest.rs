//! `Cargo.toml`, and the `rustfmt.toml` that keeps `cargo fmt` away from the output.
//!
//! ```text
//! [package]
//! name = "twilio-serverless"
//! version = "0.1.0"
//! edition = "2024"
//! rust-version = "1.85"
//! license = "MIT"
//! description = "A client for the API Twilio Serverless"
//!
//! [dependencies]
//! reqwest = { version = "0.13", … }
//! ```

use super::runtime::LeftOut;
use super::{File, TOML_HEADER};
use crate::Placement;
use crate::ir::Package;

/// Named nowhere else: the runtime's own manifest says which dependencies it has, and in which versions.
const RUNTIME: &str = include_str!("../../runtime/Cargo.toml");

/// `documents` are the features of several documents.
pub(super) fn files(package: &Package, placement: &Placement, left_out: &LeftOut, documents: &[String]) -> [File; 2] {
    let manifest = manifest(package, *placement == Placement::Standalone, left_out, documents);
    [
        File { path: "Cargo.toml".to_owned(), text: manifest },
        File { path: "src/rustfmt.toml".to_owned(), text: format!("{TOML_HEADER}\ndisable_all_formatting = true\n") },
    ]
}

fn manifest(package: &Package, is_standalone: bool, left_out: &LeftOut, documents: &[String]) -> String {
    let Package { name, version, license, description } = package;
    let mut lines = vec![TOML_HEADER.to_owned(), "[package]".to_owned()];
    lines.push(format!("name = {}", quoted(name)));
    lines.push(format!("version = {}", quoted(version)));
    lines.push("edition = \"2024\"".to_owned());
    lines.extend(RUNTIME.lines().find(|line| line.starts_with("rust-version")).map(str::to_owned));
    lines.extend(license.as_ref().map(|license| format!("license = {}", quoted(license))));
    lines.push(format!("description = {}", quoted(description)));
    let mut text = lines.join("\n") + "\n";
    if !documents.is_empty() {
        text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    }
    for name in ["features", "dependencies", "dev-dependencies"] {
        let is_left_out = |line: &&str| left_out.dependency(line.split(' ').next().unwrap_or_default());
        let lines: Vec<_> = section(name).filter(|line| !is_left_out(line)).collect();
        if !lines.is_empty() {
            text += &["\n[", name, "]\n", &lines.join("\n"), "\n"].concat();
        }
        if name == "features" && !documents.is_empty() {
            text.push_str("# The APIs: each is compiled only where its feature is on.\n");
            text.extend(documents.iter().map(|feature| format!("{feature} = []\n")));
        }
    }
    if is_standalone {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// The lines of a section of the runtime's manifest. What its own tests need comes from the workspace and stays there.
fn section(name: &str) -> impl Iterator<Item = &'static str> {
    let lines = RUNTIME.lines().skip_while(move |line| *line != format!("[{name}]")).skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.is_empty() && !line.contains("workspace = true"))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.extend(["\\u", &format!("{:04X}", u32::from(c))]),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{quoted, section};
    use crate::ir::reserved;

    #[test]
    fn no_document_takes_the_name_of_a_feature_or_a_dependency() {
        let lines = section("features").chain(section("dependencies")).filter(|line| !line.starts_with('#'));
        for name in lines.filter_map(|line| line.split(' ').next()) {
            assert!(reserved::DOCUMENTS.contains(&name.replace('-', "_").as_str()), "{name}");
        }
    }

    #[test]
    fn strings_are_escaped() {
        assert_eq!(quoted("a \"b\" \\ c\nd"), r#""a \"b\" \\ c\u000Ad""#);
    }
}
