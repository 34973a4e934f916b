//! What of a run over many documents is the same on every machine: a text to be compared with the last one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::generate::counted;

/// What a document is in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    pub operations: usize,
    pub types: usize,
    /// How many of each code.
    pub diagnostics: BTreeMap<String, usize>,
}

impl Figures {
    pub fn of(generated: &codegen::Generated) -> Self {
        let mut diagnostics = BTreeMap::new();
        for diagnostic in &generated.diagnostics {
            *diagnostics.entry(diagnostic.code.as_str().to_owned()).or_default() += 1;
        }
        Self { operations: generated.operations, types: generated.types, diagnostics }
    }

    fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.types += other.types;
        for (code, count) in &other.diagnostics {
            *self.diagnostics.entry(code.clone()).or_default() += count;
        }
    }
}

/// A line for each document by its name, and one for all of them. An error is the code of why there is no crate.
pub fn summary(documents: &BTreeMap<String, Result<Figures, String>>) -> String {
    let mut text = String::from(
        "# What `cargo xtask corpus ../shared/specs --summary tests/corpus.txt` finds: operations, types, diagnostics by code.\n\n",
    );
    let mut total = Figures::default();
    let mut refused = 0;
    for (name, figures) in documents {
        match figures {
            Ok(figures) => {
                total.add(figures);
                line(&mut text, name, figures);
            }
            Err(code) => {
                refused += 1;
                let _ = writeln!(text, "{name}: refused, {code}");
            }
        }
    }
    text.push('\n');
    line(&mut text, &format!("all {}, {refused} refused", documents.len()), &total);
    text
}

fn line(text: &mut String, name: &str, figures: &Figures) {
    let Figures { operations, types, diagnostics } = figures;
    let (operations, types) = (counted(*operations, "operation"), counted(*types, "type"));
    let _ = write!(text, "{name}: {operations}, {types}");
    for (index, (code, count)) in diagnostics.iter().enumerate() {
        let _ = write!(text, "{} {code} {count}", if index == 0 { ";" } else { "," });
    }
    text.push('\n');
}
