//! The maintainer's commands. All input and output of the project is here; `codegen` has none.
//!
//! | file | what |
//! |---|---|
//! | `cli` | the arguments and the help |
//! | `input` | the documents, read from the file system; `beside`: the files that they refer to |
//! | `generate` | `cargo xtask generate` |
//! | `tree` | the output folder: written, or compared |
//! | `diff` | what `--check` shows |
//! | `report` | errors, warnings and notes, printed as rustc prints its own |
//! | `measure` | `cargo xtask measure` |
//! | `fuzz` | `cargo xtask fuzz` |
//! | `limit` | a process that may take only so long, and only so much memory |
//! | `corpus` | `cargo xtask corpus`; `example`: the examples in a document, and whether they survive |

use std::ffi::OsString;
use std::io::Write;
use std::path::Path;

mod beside;
mod cli;
mod console;
mod corpus;
mod diff;
pub mod example;
mod failure;
mod fuzz;
mod generate;
mod input;
mod limit;
mod losses;
mod measure;
mod parallel;
mod report;
mod tree;

pub use console::Console;
pub use corpus::summary;

use cli::Command;
use failure::Failure;

/// The exit code of a run that did what was asked.
pub const DONE: u8 = 0;
/// The exit code when the document can't be used, or the output differs from what is checked in.
pub const FAILED: u8 = 1;
/// The exit code when the command line makes no sense.
pub const USAGE: u8 = 2;

/// Runs one command without colours; `root` is the folder of the workspace, and `args` leave out the program's name.
/// Relative paths in `args` go by the current directory. Returns the exit code.
pub fn run(
    args: impl IntoIterator<Item = impl Into<OsString>>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    root: &Path,
) -> u8 {
    run_on(&mut Console { out, err, colour: false, terminal: false }, args, root)
}

/// The same as [`run`], with a say in colours.
pub fn run_on(console: &mut Console<'_>, args: impl IntoIterator<Item = impl Into<OsString>>, root: &Path) -> u8 {
    let exit = dispatch(console, args, root).unwrap_or_else(|failure| {
        console.report(&failure.report());
        failure.exit
    });
    console.flush();
    exit
}

fn dispatch(
    console: &mut Console<'_>,
    args: impl IntoIterator<Item = impl Into<OsString>>,
    root: &Path,
) -> Result<u8, Failure> {
    match cli::parse(args)? {
        Command::Help(text) => {
            console.print(text);
            Ok(DONE)
        }
        Command::Generate(options) => generate::run(console, &options, root),
        Command::Measure(options) => measure::run(console, &options, root),
        Command::Corpus(options) => corpus::run(console, &options, root),
        Command::CorpusDocument(options) => corpus::one::run(console, &options),
        Command::Fuzz(options) => fuzz::run(console, &options, root),
        Command::FuzzBatch(options) => fuzz::batch::run(console, &options),
    }
}
