//! `cargo xtask`: the commands are in the library, where tests can call them.

use std::env;
use std::io::{self, BufWriter, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    // `cargo run` sets it; a binary that was copied elsewhere goes by where it was built.
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let root = package.parent().unwrap_or(Path::new("."));
    let terminal = io::stderr().is_terminal();
    let colour = terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let (mut out, mut err) = (BufWriter::new(io::stdout().lock()), io::stderr().lock());
    let mut console = xtask::Console { out: &mut out, err: &mut err, colour, terminal };
    ExitCode::from(xtask::run_on(&mut console, env::args_os().skip(1), root))
}
