//! The report for people: what went wrong, a line for each document with the worst first, and all of them together.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::record::{Compiled, Outcome, Record};
use super::totals::Totals;
use crate::generate::counted;

const COLUMNS: [&str; 12] = [
    "document",
    "outcome",
    "operations",
    "types",
    "lines",
    "warnings",
    "notes",
    "decoded",
    "lossy",
    "refused",
    "s",
    "MiB",
];
/// These are text; numbers are aligned at their end.
const TEXTS: usize = 2;

pub(super) fn table(records: &[Record], skipped: &[String], totals: &Totals) -> String {
    let mut records: Vec<&Record> = records.iter().collect();
    records.sort_by_key(|record| badness(record));
    let mut text = aligned(&records.iter().map(|record| row(record)).collect::<Vec<_>>());
    for record in &records {
        problems(record, &mut text);
    }
    if !totals.diagnostics.is_empty() {
        let mut codes: Vec<_> = totals.diagnostics.iter().collect();
        codes.sort_by_key(|(_, (count, _))| Reverse(*count));
        text.push_str("\ndiagnostics\n");
        for (code, (count, documents)) in codes {
            let _ = writeln!(text, "  {count:>6}  {code}, in {}", counted(*documents, "document"));
        }
    }
    sums(totals, skipped, &mut text);
    text
}

/// What sorts the worst first; equals by name.
fn badness(record: &Record) -> impl Ord + use<'_> {
    let compiled = record.compiled.as_ref();
    let examples = record.examples.as_ref();
    let outcome = match &record.outcome {
        Outcome::Crashed { .. } | Outcome::OverTime | Outcome::OverMemory => 2,
        Outcome::Refused { .. } => 1,
        Outcome::Generated(_) => 0,
    };
    Reverse((
        outcome,
        compiled.map_or(0, |compiled| compiled.errors),
        compiled.map_or(0, |compiled| compiled.warnings),
        examples.map_or(0, |examples| examples.refused),
        examples.map_or(0, |examples| examples.lossy),
        record.generated().map_or(0, |generated| generated.warnings),
        Reverse(record.document.as_str()),
    ))
}

fn row(record: &Record) -> [String; 12] {
    let number = |number: Option<usize>| number.map_or_else(|| "–".to_owned(), |number| number.to_string());
    let generated = record.generated();
    let examples = record.examples.as_ref().filter(|examples| examples.decoded + examples.lossy + examples.refused > 0);
    [
        record.document.clone(),
        outcome(record),
        number(generated.map(|generated| generated.operations)),
        number(generated.map(|generated| generated.types)),
        number(generated.and_then(|generated| generated.lines.try_into().ok())),
        number(generated.map(|generated| generated.warnings)),
        number(generated.map(|generated| generated.notes)),
        number(examples.map(|examples| examples.decoded)),
        number(examples.map(|examples| examples.lossy)),
        number(examples.map(|examples| examples.refused)),
        format!("{:.2}", record.seconds),
        number(record.peak_mebibytes.and_then(|peak| peak.try_into().ok())),
    ]
}

fn outcome(record: &Record) -> String {
    match (&record.outcome, &record.compiled) {
        (Outcome::Crashed { .. }, _) => "crashed".to_owned(),
        (Outcome::OverTime, _) => "over time".to_owned(),
        (Outcome::OverMemory, _) => "over memory".to_owned(),
        (Outcome::Refused { code, .. }, _) => format!("refused: {code}"),
        (Outcome::Generated(_), None) => "generated".to_owned(),
        (Outcome::Generated(_), Some(Compiled { errors: 0, warnings: 0, .. })) => "compiles".to_owned(),
        (Outcome::Generated(_), Some(Compiled { errors: 0, warnings, .. })) => counted(*warnings, "rustc warning"),
        (Outcome::Generated(_), Some(Compiled { errors, .. })) => counted(*errors, "rustc error"),
    }
}

fn aligned(rows: &[[String; 12]]) -> String {
    let head = COLUMNS.map(str::to_owned);
    // A column that nobody asked for says nothing.
    let shown: Vec<usize> = (0..COLUMNS.len()).filter(|&column| rows.iter().any(|row| row[column] != "–")).collect();
    let width = |column: usize| {
        std::iter::once(&head).chain(rows).map(|row| row[column].chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = shown.iter().map(|&column| width(column)).collect();
    let mut text = String::new();
    for row in std::iter::once(&head).chain(rows) {
        let mut line = String::new();
        for (&column, &width) in shown.iter().zip(&widths) {
            let cell = &row[column];
            let _ = if column < TEXTS { write!(line, "{cell:<width$}  ") } else { write!(line, "{cell:>width$}  ") };
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// What is wrong with one document, below its name.
fn problems(record: &Record, text: &mut String) {
    const FEW: usize = 5;
    let said = match &record.outcome {
        Outcome::Crashed { how, said } => format!("{how}\n{said}"),
        Outcome::Refused { report, .. } => report.clone(),
        Outcome::Generated(_) | Outcome::OverTime | Outcome::OverMemory => String::new(),
    };
    let first = record.compiled.as_ref().and_then(|compiled| compiled.first.as_deref());
    let examples = record.examples.as_ref().map_or(&[][..], |examples| &examples.problems);
    let lines: Vec<&str> = said.lines().chain(first.into_iter().flat_map(str::lines)).collect();
    if lines.is_empty() && examples.is_empty() {
        return;
    }
    let _ = writeln!(text, "\n{}", record.document);
    for line in lines.into_iter().chain(examples.iter().take(FEW).map(String::as_str)) {
        let _ = writeln!(text, "  {line}");
    }
    if examples.len() > FEW {
        let _ = writeln!(text, "  … and {} more", examples.len() - FEW);
    }
}

fn sums(totals: &Totals, skipped: &[String], text: &mut String) {
    let Totals { documents, generated, refused, crashed, over_time, over_memory, .. } = totals;
    let _ = writeln!(
        text,
        "\n{}: {generated} generated, {refused} refused, {crashed} crashed, {over_time} over time, {over_memory} over memory",
        counted(*documents, "document")
    );
    if !skipped.is_empty() {
        let _ = writeln!(text, "skipped, no OpenAPI: {}", skipped.join(", "));
    }
    let Totals { operations, types, lines, warnings, notes, .. } = totals;
    let _ = writeln!(text, "{operations} operations, {types} types, {lines} lines; {warnings} warnings, {notes} notes");
    let super::totals::Compiled { clean, with_warnings, with_errors, warnings } = &totals.compiled;
    if clean + with_warnings + with_errors > 0 {
        let _ = writeln!(
            text,
            "compiled: {clean} without warnings, {with_warnings} with {}, {with_errors} not",
            counted(*warnings, "warning")
        );
    }
    let Totals { decoded, lossy, refused_examples: refused, .. } = totals;
    if decoded + lossy + refused > 0 {
        let all = decoded + lossy + refused;
        let _ = writeln!(text, "{}: {decoded} decoded, {lossy} lossy, {refused} refused", counted(all, "example"));
    }
    if let (Some((slowest, seconds)), Some((largest, peak))) = (&totals.slowest, &totals.largest) {
        let _ = writeln!(text, "at most {seconds:.2} s ({slowest}) and {peak} MiB ({largest})");
    }
}
