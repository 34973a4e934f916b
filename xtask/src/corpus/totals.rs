//! All documents together.

use std::collections::BTreeMap;

use serde::Serialize;

use super::record::{Outcome, Record};

#[derive(Debug, Default, Serialize)]
pub(super) struct Totals {
    pub(super) documents: usize,
    pub(super) generated: usize,
    pub(super) refused: usize,
    pub(super) crashed: usize,
    pub(super) over_time: usize,
    pub(super) over_memory: usize,
    pub(super) operations: usize,
    pub(super) types: usize,
    pub(super) lines: u32,
    /// Of the generator.
    pub(super) warnings: usize,
    pub(super) notes: usize,
    /// By code: how many, and in how many documents.
    pub(super) diagnostics: BTreeMap<String, (usize, usize)>,
    pub(super) compiled: Compiled,
    pub(super) decoded: usize,
    pub(super) lossy: usize,
    pub(super) refused_examples: usize,
    /// The slowest document and its seconds.
    pub(super) slowest: Option<(String, f64)>,
    /// The document that took the most memory, in MiB.
    pub(super) largest: Option<(String, u64)>,
}

/// How many crates were compiled, and how that went.
#[derive(Debug, Default, Serialize)]
pub(super) struct Compiled {
    pub(super) clean: usize,
    pub(super) with_warnings: usize,
    pub(super) with_errors: usize,
    /// Of the compiler.
    pub(super) warnings: usize,
}

impl Totals {
    pub(super) fn of(records: &[Record]) -> Self {
        let mut totals = Self { documents: records.len(), ..Self::default() };
        for record in records {
            totals.add(record);
        }
        totals
    }

    fn add(&mut self, record: &Record) {
        match &record.outcome {
            Outcome::Generated(generated) => {
                self.generated += 1;
                self.operations += generated.operations;
                self.types += generated.types;
                self.lines += generated.lines;
                self.warnings += generated.warnings;
                self.notes += generated.notes;
                for (code, count) in &generated.diagnostics {
                    let (all, documents) = self.diagnostics.entry(code.clone()).or_default();
                    *all += count;
                    *documents += 1;
                }
            }
            Outcome::Refused { .. } => self.refused += 1,
            Outcome::Crashed { .. } => self.crashed += 1,
            Outcome::OverTime => self.over_time += 1,
            Outcome::OverMemory => self.over_memory += 1,
        }
        if let Some(compiled) = &record.compiled {
            let Compiled { clean, with_warnings, with_errors, warnings } = &mut self.compiled;
            *match (compiled.errors, compiled.warnings) {
                (0, 0) => clean,
                (0, _) => with_warnings,
                (_, _) => with_errors,
            } += 1;
            *warnings += compiled.warnings;
        }
        if let Some(examples) = &record.examples {
            self.decoded += examples.decoded;
            self.lossy += examples.lossy;
            self.refused_examples += examples.refused;
        }
        if self.slowest.as_ref().is_none_or(|(_, seconds)| record.seconds > *seconds) {
            self.slowest = Some((record.document.clone(), record.seconds));
        }
        if let Some(peak) = record.peak_mebibytes
            && self.largest.as_ref().is_none_or(|(_, largest)| peak > *largest)
        {
            self.largest = Some((record.document.clone(), peak));
        }
    }
}
