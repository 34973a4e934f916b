//! The arguments of `fuzz`.

use std::path::PathBuf;
use std::time::Duration;

use lexopt::{Arg, Parser};

use super::{Command, next, number, once, spelled, unknown};
use crate::failure::Failure;

/// `cargo xtask fuzz`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fuzz {
    /// Documents to start from, besides those of the workspace.
    pub(crate) paths: Vec<PathBuf>,
    /// For everything but the compiler.
    pub(crate) time: Duration,
    /// `None`: as many as there is time for.
    pub(crate) documents: Option<u64>,
    /// Of the first document; `None`: another one each time.
    pub(crate) seed: Option<u64>,
    /// Compile some of the crates.
    pub(crate) compile: bool,
    /// For each document.
    pub(crate) time_limit: Duration,
}

/// `xtask fuzz-batch`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FuzzBatch {
    pub(crate) paths: Vec<PathBuf>,
    /// The first seed.
    pub(crate) from: u64,
    pub(crate) count: u64,
    /// For each document.
    pub(crate) time_limit: Duration,
}

pub(super) const HELP: &str = include_str!("fuzz.txt");
const FLAGS: [&str; 6] = ["--compile", "--documents", "--help", "--minutes", "--seed", "--time-limit"];
const BATCH_FLAGS: [&str; 3] = ["--count", "--from", "--time-limit"];
/// Leaves room for the seeds that follow.
const LARGEST_SEED: u64 = 1 << 60;

pub(super) fn fuzz(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut paths, mut minutes, mut documents, mut seed, mut time_limit) = (Vec::new(), None, None, None, None);
    let mut compile = false;
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Short('h') | Arg::Long("help") => return Ok(Command::Help(HELP)),
            Arg::Long("compile") => compile = true,
            Arg::Long("minutes") => once(&mut minutes, "--minutes", number(parser, "--minutes", 1..=10_000)?)?,
            Arg::Long("documents") => {
                once(&mut documents, "--documents", number(parser, "--documents", 1..=1_000_000_000)?)?;
            }
            Arg::Long("seed") => once(&mut seed, "--seed", number(parser, "--seed", 0..=LARGEST_SEED)?)?,
            Arg::Long("time-limit") => {
                once(&mut time_limit, "--time-limit", number(parser, "--time-limit", 1..=3600)?)?;
            }
            Arg::Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(unknown("a flag", &spelled(&other), &FLAGS, "fuzz --help")),
        }
    }
    // As many documents as were asked for, however long they take; else a minute.
    let minutes = minutes.unwrap_or(if documents.is_some() { 10_000 } else { 1 });
    let time_limit = Duration::from_secs(time_limit.unwrap_or(10));
    Ok(Command::Fuzz(Fuzz { paths, time: Duration::from_secs(minutes * 60), documents, seed, compile, time_limit }))
}

pub(super) fn batch(parser: &mut Parser) -> Result<Command, Failure> {
    let (mut paths, mut from, mut count, mut time_limit) = (Vec::new(), None, None, None);
    while let Some(arg) = next(parser)? {
        match arg {
            Arg::Long("from") => once(&mut from, "--from", number(parser, "--from", 0..=u64::MAX)?)?,
            Arg::Long("count") => once(&mut count, "--count", number(parser, "--count", 1..=u64::MAX)?)?,
            Arg::Long("time-limit") => {
                once(&mut time_limit, "--time-limit", number(parser, "--time-limit", 1..=3600)?)?;
            }
            Arg::Value(path) => paths.push(PathBuf::from(path)),
            other => return Err(unknown("a flag", &spelled(&other), &BATCH_FLAGS, "fuzz --help")),
        }
    }
    match (from, count, time_limit) {
        (Some(from), Some(count), Some(time_limit)) => {
            Ok(Command::FuzzBatch(FuzzBatch { paths, from, count, time_limit: Duration::from_secs(time_limit) }))
        }
        _ => Err(Failure::usage(
            "expected `--from`, `--count` and `--time-limit`, but found fewer",
            "run `fuzz` instead",
        )),
    }
}
