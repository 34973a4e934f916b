//! The arguments of `corpus`.

use std::path::PathBuf;
use std::time::Duration;

use lexopt::{Arg, Parser};

use super::{Command, next, number, once, package_name, spelled, unknown, value};
use crate::failure::Failure;

/// `cargo xtask corpus`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Corpus {
    /// Files and folders; never empty.
    pub(crate) paths: Vec<PathBuf>,
    /// Compile what is generated.
    pub(crate) compile: bool,
    /// Read the documents' own examples with it.
    pub(crate) examples: bool,
    pub(crate) format: Format,
    /// Forget what earlier runs found.
    pub(crate) fresh: bool,
    /// Where the summary goes.
    pub(crate) summary: Option<PathBuf>,
    /// For each document.
    pub(crate) time_limit: Duration,
    /// In MiB, for each document.
    pub(crate) memory_limit: u64,
}

/// What is printed at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// For machines.
    Json,
}

/// `xtask corpus-document`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CorpusDocument {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) name: String,
}

pub(super) const HELP: &str = include_str!("corpus.txt");
const FLAGS: [&str; 8] =
    ["--compile", "--examples", "--fresh", "--help", "--json", "--memory-limit", "--summary", "--time-limit"];

pub(super) fn corpus(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut paths, mut summary, mut time_limit, mut memory_limit) = (Vec::new(), None, None, None);
    let (mut compile, mut examples, mut fresh, mut format) = (false, false, false, Format::Table);
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(HELP)),
            Arg::Long("compile") => compile = true,
            Arg::Long("examples") => examples = true,
            Arg::Long("json") => format = Format::Json,
            Arg::Long("fresh") => fresh = true,
            Arg::Long("summary") => {
                once(&mut summary, "--summary", PathBuf::from(value(parser, "--summary", "a file")?))?;
            }
            Arg::Long("time-limit") => {
                once(&mut time_limit, "--time-limit", number(parser, "--time-limit", 1..=3600)?)?;
            }
            Arg::Long("memory-limit") => {
                once(&mut memory_limit, "--memory-limit", number(parser, "--memory-limit", 1..=1 << 20)?)?;
            }
            Arg::Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(unknown("a flag", &spelled(&other), &FLAGS, "corpus --help")),
        }
    }
    if paths.is_empty() {
        let help = "name documents, or folders that hold some: `cargo xtask corpus ../shared/specs`";
        return Err(Failure::usage("expected a path, but found none", help));
    }
    let time_limit = Duration::from_secs(time_limit.unwrap_or(10));
    let memory_limit = memory_limit.unwrap_or(1024);
    Ok(Command::Corpus(Corpus { paths, compile, examples, format, fresh, summary, time_limit, memory_limit }))
}

pub(super) fn document(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut spec, mut out, mut name) = (None, None, None);
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Long("spec") => spec = Some(PathBuf::from(value(parser, "--spec", "a path")?)),
            Arg::Long("out") => out = Some(PathBuf::from(value(parser, "--out", "a path")?)),
            Arg::Long("name") => name = Some(package_name(&value(parser, "--name", "a package name")?)?),
            other => return Err(unknown("a flag", &spelled(&other), &["--spec", "--out", "--name"], "corpus --help")),
        }
    }
    match (spec, out, name) {
        (Some(spec), Some(out), Some(name)) => Ok(Command::CorpusDocument(CorpusDocument { spec, out, name })),
        _ => Err(Failure::usage("expected `--spec`, `--out` and `--name`, but found fewer", "run `corpus` instead")),
    }
}
