//! The arguments of `generate`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use super::{Command, next, once, package_name, spelled, unknown, value};
use crate::beside::Reach;
use crate::failure::Failure;

/// `cargo xtask generate`.
#[derive(Debug, PartialEq, Eq)]
// One for each flag.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct Generate {
    pub(crate) target: Target,
    /// Compare instead of writing.
    pub(crate) check: bool,
    /// Print only errors and warnings.
    pub(crate) quiet: bool,
    /// Treat warnings as errors.
    pub(crate) deny_warnings: bool,
    /// List what of the document has no effect.
    pub(crate) report: bool,
    /// Which files the documents may refer to.
    pub(crate) reach: Reach,
}

/// What is generated, and where it goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// What is in `spec/` to `generated-client/`.
    Workspace,
    /// Files, or folders of them, to one crate.
    Documents {
        specs: Vec<PathBuf>,
        out: PathBuf,
        /// `None`: what the documents say.
        name: Option<String>,
        /// Whether the crate is the root of a workspace of its own.
        standalone: bool,
    },
}

pub(super) const HELP: &str = include_str!("generate.txt");
const FLAGS: [&str; 10] = [
    "--allow-outside",
    "--check",
    "--deny-warnings",
    "--help",
    "--name",
    "--out",
    "--quiet",
    "--report",
    "--spec",
    "--standalone",
];

pub(super) fn generate(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut specs, mut out, mut name, mut standalone) = (Vec::new(), None, None, false);
    let (mut check, mut quiet, mut deny_warnings, mut report, mut reach) = (false, false, false, false, Reach::Folder);
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(HELP)),
            Arg::Long("check") => check = true,
            Arg::Long("quiet") => quiet = true,
            Arg::Long("deny-warnings") => deny_warnings = true,
            Arg::Long("report") => report = true,
            Arg::Long("allow-outside") => reach = Reach::Anywhere,
            Arg::Long("standalone") => standalone = true,
            Arg::Long("spec") => specs.push(PathBuf::from(value(parser, "--spec", "a path")?)),
            Arg::Long("out") => once(&mut out, "--out", PathBuf::from(value(parser, "--out", "a path")?))?,
            Arg::Long("name") => once(&mut name, "--name", package_name(&value(parser, "--name", "a package name")?)?)?,
            other => return Err(unknown("a flag", &spelled(&other), &FLAGS, "generate --help")),
        }
    }
    let target = match (specs.is_empty(), out) {
        (false, Some(out)) => Target::Documents { specs, out, name, standalone },
        (false, None) => return Err(needs("--spec", "--out")),
        (true, Some(_)) => return Err(needs("--out", "--spec")),
        (true, None) if name.is_some() => return Err(needs("--name", "--spec")),
        (true, None) if standalone => return Err(needs("--standalone", "--spec")),
        (true, None) => Target::Workspace,
    };
    Ok(Command::Generate(Generate { target, check, quiet, deny_warnings, report, reach }))
}

fn needs(given: &str, missing: &str) -> Failure {
    Failure::usage(
        format!("expected `{missing}` beside `{given}`, but found `{given}` alone"),
        "for any document: `cargo xtask generate --spec FILE --out DIR [--name CRATE]`; without these flags, spec/ is \
         generated to generated-client/",
    )
}
