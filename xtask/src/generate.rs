//! `cargo xtask generate`: a document becomes a crate, or is compared with it.

use std::ops::Range;
use std::path::Path;

use annotate_snippets::Level;
use codegen::{Diagnostic, Generated, LoadError, Options, Placement, Severity, Source};

use crate::cli::{Generate, Target};
use crate::console::Console;
use crate::failure::Failure;
use crate::input::Input;
use crate::report::{Document, Place, Report};
use crate::tree::{self, Folder, Plan};
use crate::{DONE, FAILED, diff, losses};

pub(crate) fn run(console: &mut Console<'_>, options: &Generate, root: &Path) -> Result<u8, Failure> {
    let mut job = Job::new(&options.target, root)?;
    job.options.losses = options.report;
    let source = Source { name: &job.input.name, text: &job.input.text };
    let generated = match codegen::generate(&source, &job.options) {
        Ok(generated) => generated,
        Err(error) => {
            report_load_error(console, &source, &error);
            return Ok(FAILED);
        }
    };
    report_diagnostics(console, options, &source, &generated.diagnostics);
    let warnings = count(&generated.diagnostics, Severity::Warning);
    if options.deny_warnings && warnings > 0 {
        return Err(Failure::new(
            "denied-warnings",
            format!("expected a document without warnings, but found {}", counted(warnings, "warning")),
            "mend the document, or leave out `--deny-warnings`; nothing was written",
        )
        .at(source.name));
    }
    let read = format!("read      {} ({})", source.name, contents(&generated));
    let plan = tree::plan(job.folder.clone(), generated.files)?;
    if options.check && !plan.is_empty() {
        return Err(drift(console, &plan, &job, &options.target));
    }
    plan.apply()?;
    if !options.quiet {
        console.print(read);
        print_summary(console, &plan);
    }
    if options.report {
        losses::print(console, &source, &generated.losses);
    }
    Ok(DONE)
}

/// What the command line comes down to.
struct Job {
    input: Input,
    options: Options,
    folder: Folder,
}

impl Job {
    fn new(target: &Target, root: &Path) -> Result<Self, Failure> {
        match target {
            Target::Workspace => Ok(Self {
                input: Input::of_workspace(root)?,
                options: Options::default(),
                folder: Folder { path: root.join("generated-client"), name: "generated-client".to_owned() },
            }),
            Target::Document { spec, out, name, standalone } => Ok(Self {
                input: Input::read(spec, spec.display().to_string())?,
                options: Options {
                    name: name.clone(),
                    placement: if *standalone { Placement::Standalone } else { Placement::Package },
                    ..Options::default()
                },
                folder: Folder { path: out.clone(), name: out.display().to_string().trim_end_matches('/').to_owned() },
            }),
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

fn report_diagnostics(console: &mut Console<'_>, options: &Generate, source: &Source<'_>, found: &[Diagnostic]) {
    let document = Document::new(source.name, source.text);
    let spans = source.spans(found.iter().map(|diagnostic| &diagnostic.pointer));
    for (diagnostic, span) in found.iter().zip(spans) {
        let level = match diagnostic.code.severity() {
            Severity::Note if options.quiet => continue,
            Severity::Note => Level::NOTE,
            Severity::Warning if options.deny_warnings => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        console.report(&self::diagnostic(&document, level, diagnostic, span, &format!("at {}", diagnostic.pointer)));
    }
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
        format!("expected the files that {} gives, but found {}", job.input.name, parts.join(", ")),
        format!("run `{}`, then review what changed", command(target)),
    )
    .at(job.folder.name.clone())
}

/// The command that writes what was compared.
fn command(target: &Target) -> String {
    let Target::Document { spec, out, name, standalone } = target else { return "cargo xtask generate".to_owned() };
    let quoted = |path: &Path| {
        let text = path.display().to_string();
        let plain = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-+=@:".contains(letter));
        if plain { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
    };
    let mut command = format!("cargo xtask generate --spec {} --out {}", quoted(spec), quoted(out));
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

fn contents(generated: &Generated) -> String {
    let Generated { diagnostics, operations, types, .. } = generated;
    let parts = [
        counted(*operations, "operation"),
        counted(*types, "type"),
        counted(count(diagnostics, Severity::Warning), "warning"),
        counted(count(diagnostics, Severity::Note), "note"),
    ];
    parts.join(", ")
}

fn count(diagnostics: &[Diagnostic], severity: Severity) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count()
}

/// `1 file`, `2 files`
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
