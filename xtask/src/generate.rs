//! `cargo xtask generate`: documents become a crate, or are compared with it.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::Level;
use codegen::{
    Contribution, Diagnostic, File, Files, Generated, GeneratedTogether, LoadError, Options, Placement, Severity,
    Source,
};

use crate::beside::Reach;
use crate::cli::{Generate, Target};
use crate::console::Console;
use crate::failure::Failure;
use crate::input::{self, Input};
use crate::report::{Document, Place, Report};
use crate::tree::{self, Folder, Plan};
use crate::{DONE, FAILED, diff, losses};

pub(crate) fn run(console: &mut Console<'_>, options: &Generate, root: &Path) -> Result<u8, Failure> {
    let mut job = Job::new(options, root)?;
    job.options.losses = options.report;
    let Made { files, parts } = match job.make() {
        Ok(made) => made,
        Err(errors) => {
            for (index, error) in errors {
                report_load_error(console, &job.inputs[index].source(), &error);
            }
            return Ok(FAILED);
        }
    };
    for (input, part) in job.inputs.iter().zip(&parts) {
        report_diagnostics(console, options, &input.source(), part);
    }
    let warnings: usize = parts.iter().map(|part| count(&part.diagnostics, Severity::Warning)).sum();
    if options.deny_warnings && warnings > 0 {
        return Err(Failure::new(
            "denied-warnings",
            format!("expected a document without warnings, but found {}", counted(warnings, "warning")),
            "mend the document, or leave out `--deny-warnings`; nothing was written",
        )
        .at(job.name()));
    }
    let plan = tree::plan(job.folder.clone(), files)?;
    if options.check && !plan.is_empty() {
        return Err(drift(console, &plan, &job, &options.target));
    }
    plan.apply()?;
    if !options.quiet {
        for (input, part) in job.inputs.iter().zip(&parts) {
            console.print(format!("read      {} ({})", input.name, contents(part)));
        }
        print_summary(console, &plan);
    }
    if options.report {
        for (input, part) in job.inputs.iter().zip(&parts) {
            losses::print(console, &texts(&input.source(), part), &part.losses);
        }
    }
    Ok(DONE)
}

/// What the command line comes down to.
struct Job {
    /// At least one.
    inputs: Vec<Input>,
    options: Options,
    folder: Folder,
    reach: Reach,
}

/// What came out of it.
struct Made {
    files: Vec<File>,
    /// By input.
    parts: Vec<Contribution>,
}

impl Job {
    fn new(options: &Generate, root: &Path) -> Result<Self, Failure> {
        let reach = options.reach;
        match &options.target {
            Target::Workspace => Ok(Self {
                inputs: input::read_workspace(root)?,
                options: Options::default(),
                folder: Folder { path: root.join("generated-client"), name: "generated-client".to_owned() },
                reach,
            }),
            Target::Documents { specs, out, name, standalone } => Ok(Self {
                inputs: input::read_all(specs)?,
                options: Options {
                    name: name.clone(),
                    placement: if *standalone { Placement::Standalone } else { Placement::Package },
                    ..Options::default()
                },
                folder: Folder { path: out.clone(), name: out.display().to_string().trim_end_matches('/').to_owned() },
                reach,
            }),
        }
    }

    /// One document has a crate without modules and features for it.
    fn make(&self) -> Result<Made, Vec<(usize, LoadError)>> {
        if let [input] = self.inputs.as_slice() {
            let made = codegen::generate_with(&input.source(), &input.files(self.reach), &self.options);
            let Generated { files, diagnostics, losses, operations, types, others, .. } =
                made.map_err(|error| vec![(0, error)])?;
            let part = Contribution { diagnostics, losses, operations, types, module: None, others };
            return Ok(Made { files, parts: vec![part] });
        }
        let files: Vec<_> = self.inputs.iter().map(|input| input.files(self.reach)).collect();
        let sources = self.inputs.iter().zip(&files).map(|(input, files)| (input.source(), files as &dyn Files));
        let sources: Vec<_> = sources.collect();
        let GeneratedTogether { files, documents } = codegen::generate_together(&sources, &self.options)?;
        Ok(Made { files, parts: documents })
    }

    /// What messages call the documents.
    fn name(&self) -> String {
        match self.inputs.as_slice() {
            [input] => input.name.clone(),
            [first, rest @ ..] => format!("{} and {}", first.name, counted(rest.len(), "more document")),
            [] => String::new(),
        }
    }
}

pub(crate) fn report_load_error(console: &mut Console<'_>, source: &Source<'_>, error: &LoadError) {
    console.report(&load_error(&Document::new(source.name, source.text), error));
}

pub(crate) fn load_error<'a>(document: &'a Document<'_>, error: &'a LoadError) -> Report<'a> {
    Report {
        level: Level::ERROR,
        code: error.code(),
        message: error.message(),
        place: error.span().map_or(Place::Path(document.name()), |span| Place::Span(document, span)),
        note: None,
        help: error.help(),
    }
}

fn report_diagnostics(console: &mut Console<'_>, options: &Generate, source: &Source<'_>, part: &Contribution) {
    let texts = texts(source, part);
    // They are sorted by file.
    for found in part.diagnostics.chunk_by(|one, next| one.pointer.file() == next.pointer.file()) {
        let Some(source) = found.first().and_then(|first| texts.get(first.pointer.file())) else { continue };
        let document = Document::new(source.name, source.text);
        let shown = |diagnostic: &&Diagnostic| !(options.quiet && diagnostic.code.severity() == Severity::Note);
        let shown: Vec<&Diagnostic> = found.iter().filter(shown).collect();
        let spans = source.spans(shown.iter().map(|diagnostic| &diagnostic.pointer));
        for (diagnostic, span) in shown.into_iter().zip(spans) {
            let level = match diagnostic.code.severity() {
                Severity::Note => Level::NOTE,
                Severity::Warning if options.deny_warnings => Level::ERROR,
                Severity::Warning => Level::WARNING,
            };
            let note = format!("at {}", diagnostic.pointer);
            console.report(&self::diagnostic(&document, level, diagnostic, span, &note));
        }
    }
}

/// The document and the files that it refers to, by the numbers that pointers have for them.
fn texts<'a>(source: &Source<'a>, part: &'a Contribution) -> Vec<Source<'a>> {
    let others = part.others.iter().map(|other| Source { name: &other.name, text: &other.text });
    std::iter::once(*source).chain(others).collect()
}

/// `span` is where it stands in the document, and `note` says so by its pointer.
pub(crate) fn diagnostic<'a>(
    document: &'a Document<'_>,
    level: Level<'static>,
    diagnostic: &'a Diagnostic,
    span: Option<Range<usize>>,
    note: &'a str,
) -> Report<'a> {
    let Diagnostic { code, message, help, .. } = diagnostic;
    Report {
        level,
        code: code.as_str(),
        message,
        note: Some(note),
        place: span.map_or(Place::Path(document.name()), |span| Place::Span(document, span)),
        help,
    }
}

/// Shows how the folder differs, and tells how to mend it.
fn drift(console: &mut Console<'_>, plan: &Plan, job: &Job, target: &Target) -> Failure {
    console.print(diff::unified(plan));
    let missing = plan.changed.iter().filter(|change| change.before.is_none()).count();
    let parts = [
        (plan.changed.len() - missing, "different"),
        (missing, "missing"),
        (plan.stale.len(), "stale"),
        (plan.unchanged, "up to date"),
    ];
    let parts: Vec<_> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    Failure::new(
        "out-of-date",
        format!("expected the files that {} gives, but found {}", job.name(), parts.join(", ")),
        format!("run `{}`, then review what changed", command(target)),
    )
    .at(job.folder.name.clone())
}

/// The command that writes what was compared.
fn command(target: &Target) -> String {
    let Target::Documents { specs, out, name, standalone } = target else { return "cargo xtask generate".to_owned() };
    let quoted = |path: &Path| {
        let text = path.display().to_string();
        let plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-+=@:".contains(letter));
        if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
    };
    let specs: Vec<_> = specs.iter().map(|spec| quoted(spec)).collect();
    let mut command = format!("cargo xtask generate --spec {} --out {}", specs.join(" --spec "), quoted(out));
    if let Some(name) = name {
        command.push_str(" --name ");
        command.push_str(name);
    }
    if *standalone {
        command.push_str(" --standalone");
    }
    command
}

fn print_summary(console: &mut Console<'_>, plan: &Plan) {
    let folder = &plan.folder.name;
    if plan.is_empty() {
        console.print(format!("unchanged {folder}: all {} are up to date", counted(plan.unchanged, "file")));
        return;
    }
    let written: Vec<_> = plan.changed.iter().map(|change| change.path.as_str()).collect();
    let removed: Vec<_> = plan.stale.iter().map(String::as_str).collect();
    print_files(console, "wrote    ", folder, &written);
    print_files(console, "removed  ", folder, &removed);
    console.print(format!(
        "{} written, {} unchanged, {} removed in {folder}",
        counted(written.len(), "file"),
        plan.unchanged,
        removed.len(),
    ));
}

/// `39 operations, 52 types, 0 warnings, 2 notes, feature serverless-v1`
fn contents(part: &Contribution) -> String {
    let Contribution { diagnostics, operations, types, module, others, .. } = part;
    let mut parts = vec![
        counted(*operations, "operation"),
        counted(*types, "type"),
        counted(count(diagnostics, Severity::Warning), "warning"),
        counted(count(diagnostics, Severity::Note), "note"),
    ];
    parts.extend((!others.is_empty()).then(|| counted(others.len(), "other file")));
    parts.extend(module.as_ref().map(|(_, feature)| format!("feature {feature}")));
    parts.join(", ")
}

fn print_files(console: &mut Console<'_>, verb: &str, folder: &str, paths: &[&str]) {
    /// A description of a thousand schemas gives a thousand files, and nobody reads so many lines.
    const MANY: usize = 100;
    for path in paths.iter().take(MANY) {
        console.print(format!("{verb} {folder}/{path}"));
    }
    if paths.len() > MANY {
        console.print(format!("{verb} … and {} more", paths.len() - MANY));
    }
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count()
}

/// `1 file`, `2 files`
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
