//! The arguments and the help.

use std::ffi::OsString;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

use lexopt::{Arg, Parser};

use crate::failure::Failure;

mod corpus;
mod fuzz;
mod generate;

pub(crate) use corpus::{Corpus, CorpusDocument, Format};
pub(crate) use fuzz::{Fuzz, FuzzBatch};
pub(crate) use generate::{Generate, Target};

pub(crate) enum Command {
    /// Print this.
    Help(&'static str),
    Generate(Generate),
    Measure(Measure),
    Corpus(Corpus),
    /// What `corpus` runs for each document; not for people.
    CorpusDocument(CorpusDocument),
    Fuzz(Fuzz),
    /// What `fuzz` runs for many seeds; not for people.
    FuzzBatch(FuzzBatch),
}

/// `cargo xtask measure`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Empty: the one in `spec/`.
    pub(crate) specs: Vec<PathBuf>,
    /// How often each figure is taken; the median counts.
    pub(crate) runs: usize,
    /// Empty: all.
    pub(crate) only: Vec<Part>,
}

/// A group of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Generate,
    Warm,
    Lines,
    Build,
    Cold,
    Call,
    Decode,
    Together,
}

impl Part {
    pub(crate) const ALL: [Self; 8] =
        [Self::Generate, Self::Warm, Self::Lines, Self::Build, Self::Cold, Self::Call, Self::Decode, Self::Together];

    fn as_str(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::Warm => "warm",
            Self::Lines => "lines",
            Self::Build => "build",
            Self::Cold => "cold",
            Self::Call => "call",
            Self::Decode => "decode",
            Self::Together => "together",
        }
    }
}

const HELP: &str = include_str!("cli/help.txt");
const HELP_MEASURE: &str = include_str!("cli/measure.txt");
const COMMANDS: [&str; 5] = ["corpus", "fuzz", "generate", "help", "measure"];
const MEASURE_FLAGS: [&str; 4] = ["--help", "--only", "--runs", "--spec"];

/// Reads the arguments, without the program's name.
pub(crate) fn parse(args: impl IntoIterator<Item = impl Into<OsString>>) -> Result<Command, Failure> {
    let mut parser = Parser::from_args(args);
    match next(&mut parser)? {
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(Command::Help(HELP)),
        Some(Arg::Value(command)) => match command.to_str() {
            Some("generate") => generate::generate(&mut parser),
            Some("measure") => measure(&mut parser),
            Some("corpus") => corpus::corpus(&mut parser),
            Some("corpus-document") => corpus::document(&mut parser),
            Some("fuzz") => fuzz::fuzz(&mut parser),
            Some("fuzz-batch") => fuzz::batch(&mut parser),
            Some("help") => help(&mut parser),
            _ => Err(unknown("a command", &command.to_string_lossy(), &COMMANDS, "--help")),
        },
        Some(flag) => Err(unknown("a command", &spelled(&flag), &COMMANDS, "--help")),
        None => Err(Failure::usage(
            "expected a command, but found none",
            "one of: corpus, fuzz, generate, measure; see `--help`",
        )),
    }
}

fn help(parser: &mut Parser) -> Result<Command, Failure> {
    let Some(arg) = next(parser)? else { return Ok(Command::Help(HELP)) };
    match spelled(&arg).as_str() {
        "generate" => Ok(Command::Help(generate::HELP)),
        "measure" => Ok(Command::Help(HELP_MEASURE)),
        "corpus" => Ok(Command::Help(corpus::HELP)),
        "fuzz" => Ok(Command::Help(fuzz::HELP)),
        other => Err(unknown("a command", other, &COMMANDS, "--help")),
    }
}

fn measure(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut specs, mut runs, mut only) = (Vec::new(), None, Vec::new());
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(HELP_MEASURE)),
            Arg::Long("spec") => specs.push(PathBuf::from(value(parser, "--spec", "a path")?)),
            Arg::Long("runs") => once(&mut runs, "--runs", number(parser, "--runs", 1..=1000)?)?,
            Arg::Long("only") => {
                let found = value(parser, "--only", "a part")?;
                let part = Part::ALL.into_iter().find(|part| found == part.as_str());
                only.push(part.ok_or_else(|| bad_value("--only", &Part::ALL.map(Part::as_str).join(", "), &found))?);
            }
            other => return Err(unknown("a flag", &spelled(&other), &MEASURE_FLAGS, "measure --help")),
        }
    }
    Ok(Command::Measure(Measure { specs, runs: runs.unwrap_or(5), only }))
}

/// What Cargo and package registries take for a package's name, and what can be a crate's name in Rust.
fn package_name(found: &OsString) -> Result<String, Failure> {
    const TAKEN: [&str; 7] = ["alloc", "core", "proc-macro", "proc_macro", "std", "test", "_"];
    let expected =
        "a package name: up to 64 ASCII letters, digits, `-` and `_`, a letter first, no word that Rust keeps";
    let bad = || bad_value("--name", expected, found);
    let name = found.to_str().ok_or_else(bad)?;
    let letters = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let keyword = syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
    if !letters || !first || name.len() > 64 || keyword || TAKEN.contains(&name) {
        return Err(bad());
    }
    Ok(name.to_owned())
}

fn next(parser: &mut Parser) -> Result<Option<Arg<'_>>, Failure> {
    parser.next().map_err(|error| match error {
        lexopt::Error::UnexpectedValue { option, value } => Failure::usage(
            format!("expected `{option}` alone, but found the value `{}`", value.display()),
            format!("leave out `={}`", value.display()),
        ),
        other => Failure::usage(format!("expected arguments, but {other}"), "see `cargo xtask --help`"),
    })
}

/// The value of `flag`; another flag is not taken for it, unless it is glued on with `=`.
fn value(parser: &mut Parser, flag: &str, what: &str) -> Result<OsString, Failure> {
    let missing = |found: &str| {
        Failure::usage(
            format!("expected {what} after `{flag}`, but found {found}"),
            format!("write `{flag} VALUE` or `{flag}=VALUE`"),
        )
    };
    if let Some(value) = parser.optional_value() {
        return if value.is_empty() { Err(missing("nothing")) } else { Ok(value) };
    }
    let mut rest = parser.raw_args().map_err(|_| missing("nothing"))?;
    let value = rest.next_if(|value| !value.to_string_lossy().starts_with("--"));
    match (value, rest.peek()) {
        (Some(value), _) if value.is_empty() => Err(missing("an empty argument")),
        (Some(value), _) => Ok(value),
        (None, Some(flag)) => Err(missing(&format!("`{}`", flag.to_string_lossy()))),
        (None, None) => Err(missing("nothing")),
    }
}

fn once<T>(slot: &mut Option<T>, flag: &str, value: T) -> Result<(), Failure> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(Failure::usage(format!("expected `{flag}` once, but found it twice"), "leave out one")),
    }
}

/// The value of a flag, in this range.
fn number<N>(parser: &mut Parser, flag: &str, range: RangeInclusive<N>) -> Result<N, Failure>
where
    N: FromStr + PartialOrd + Display,
{
    let found = value(parser, flag, "a number")?;
    let number = found.to_str().and_then(|text| text.parse().ok()).filter(|number| range.contains(number));
    number.ok_or_else(|| bad_value(flag, &format!("a number from {} to {}", range.start(), range.end()), &found))
}

fn bad_value(flag: &str, expected: &str, found: &OsString) -> Failure {
    Failure::usage(
        format!("expected {expected}, but found `{}`", found.display()),
        format!("give `{flag}` another value"),
    )
}

fn unknown(what: &str, found: &str, known: &[&str], help: &str) -> Failure {
    let near = similar::get_close_matches(found, known, 1, 0.6);
    let hint = near
        .first()
        .map_or_else(|| format!("there are: {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
    Failure::usage(format!("expected {what}, but found `{found}`"), format!("{hint} See `cargo xtask {help}`."))
}

fn spelled(arg: &Arg<'_>) -> String {
    match arg {
        Arg::Short(letter) => format!("-{letter}"),
        Arg::Long(name) => format!("--{name}"),
        Arg::Value(value) => value.display().to_string(),
    }
}
