//! The program beside a generated crate that reads the examples of its document with the crate's types, and what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{fs, io};

use serde_json::Value;

use super::compile::PROGRAM;
use super::record::Examples;
use crate::example::{self, Example};
use crate::failure::Failure;
use crate::limit::{self, How, Limits};

/// The examples of a document, each with the type that reads it; `None`: no operation of the crate does.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    document: &'d Value,
    examples: Vec<(Example<'d>, Option<usize>)>,
    types: Vec<String>,
}

impl<'d> Reader<'d> {
    /// `answers` has the type of each operation's answer. `None`: there are no examples.
    pub(super) fn new(document: &'d Value, answers: &BTreeMap<String, String>) -> Option<Self> {
        let examples = example::examples(document);
        let read = |example: &Example<'_>| answers.get(&example.operation);
        let types: BTreeSet<&String> = examples.iter().filter_map(read).collect();
        let types: Vec<String> = types.into_iter().cloned().collect();
        let index = |example: &Example<'_>| types.binary_search(read(example)?).ok();
        let examples: Vec<_> = examples
            .into_iter()
            .map(|example| {
                let index = index(&example);
                (example, index)
            })
            .collect();
        (!examples.is_empty()).then_some(Self { document, examples, types })
    }

    /// Writes the package of the program.
    pub(super) fn write(&self, crates: &Path, package: &str) -> Result<(), Failure> {
        let folder = crates.join(package).join(PROGRAM);
        let manifest = format!(
            "[package]\nname = \"{package}-program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{package} = {{ path = \"../client\" }}\n"
        );
        let write = || -> io::Result<()> {
            fs::create_dir_all(folder.join("src"))?;
            fs::write(folder.join("Cargo.toml"), manifest)?;
            fs::write(folder.join("src/main.rs"), self.source(&package.replace('-', "_")))
        };
        let help = "make the folder writable";
        write().map_err(|error| Failure::io("corpus", "write a program", &folder.display().to_string(), &error, help))
    }

    /// Its input is a line for each example: the number of the type, and the JSON; its output, `+` and the JSON again, or `-`
    /// and why not.
    fn source(&self, crate_name: &str) -> String {
        let mut text = format!(
            "use {crate_name}::{{Read, Write, from_json, to_json}};\n\n{}",
            include_str!("../../corpus/reader.rs")
        );
        text.push_str("const READERS: &[fn(&str) -> Result<String, String>] = &[\n");
        for ty in &self.types {
            let _ = writeln!(text, "    again::<{ty}>,");
        }
        text.push_str("];\n");
        text
    }

    /// Runs the program, and compares what it gives with what it got.
    pub(super) fn run(&self, program: &Path, limits: Limits) -> Result<Examples, Failure> {
        let with_type = || self.examples.iter().filter_map(|(example, index)| Some((example, (*index)?)));
        let mut input = String::new();
        for (example, index) in with_type() {
            let _ = writeln!(input, "{index} {}", example.value);
        }
        let ended = limit::run(&mut Command::new(program), input.into_bytes(), limits)?;
        let stopped = match ended.how {
            How::Exited(status) => format!("the program ended with {status}: {}", ended.err.trim()),
            How::OverTime => "the program took too long".to_owned(),
            How::OverMemory => "the program took too much memory".to_owned(),
        };
        let mut answers = ended.out.lines();
        let mut counts = Examples::default();
        for (example, index) in &self.examples {
            let answer = match index {
                None => Err("no operation answers with it"),
                Some(_) => match answers.next().map(|line| line.split_at_checked(1)) {
                    Some(Some(("+", json))) => Ok(json),
                    Some(Some(("-", error))) => Err(error),
                    Some(_) | None => Err(stopped.as_str()),
                },
            };
            self.judge(example, answer, &mut counts);
        }
        Ok(counts)
    }

    /// None of them is read, since the crate does not compile.
    pub(super) fn all_refused(&self) -> Examples {
        let mut counts = Examples::default();
        for (example, _) in &self.examples {
            self.judge(example, Err("the crate or the program does not compile"), &mut counts);
        }
        counts
    }

    fn judge(&self, example: &Example<'_>, answer: Result<&str, &str>, counts: &mut Examples) {
        let problem = match answer {
            Err(error) => {
                counts.refused += 1;
                error.to_owned()
            }
            Ok(json) => {
                let again = serde_json::from_str(json).unwrap_or(Value::Null);
                match example::loss(&example.value, &again, &example.schema, self.document) {
                    None => {
                        counts.decoded += 1;
                        return;
                    }
                    Some(loss) => {
                        counts.lossy += 1;
                        loss
                    }
                }
            }
        };
        counts.problems.push(format!("{} {}: {problem}", example.operation, example.name));
    }
}
