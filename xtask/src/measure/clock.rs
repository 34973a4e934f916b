//! How long a process takes.

use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::failure::Failure;

/// Runs a command to its end and returns its wall time in seconds.
pub(super) fn wall(command: &mut Command) -> Result<f64, Failure> {
    let start = Instant::now();
    run(command)?;
    Ok(start.elapsed().as_secs_f64())
}

/// Runs a command to its end and returns the user and system time, in seconds, of it and all that it started.
pub(super) fn cpu(command: &mut Command) -> Result<f64, Failure> {
    let before = children()?;
    run(command)?;
    Ok(children()? - before)
}

/// Runs a command to its end; an error shows the last of what it said.
pub(super) fn run(command: &mut Command) -> Result<(), Failure> {
    output(command).map(drop)
}

/// Runs a command to its end, and returns what it said.
pub(super) fn output(command: &mut Command) -> Result<Output, Failure> {
    let program = command.get_program().display().to_string();
    let output = command.stdin(Stdio::null()).output().map_err(|error| {
        Failure::new("measure", format!("expected to run `{program}`, but the system says: {error}"), "install it")
    })?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(if output.stderr.is_empty() { &output.stdout } else { &output.stderr });
    let lines: Vec<&str> = said.trim_end().lines().collect();
    let last = lines[lines.len().saturating_sub(30)..].join("\n");
    let message = format!("expected `{program}` to succeed, but it ended with {}", output.status);
    Err(Failure::new("measure", message, "see what it said").note(Some(last)))
}

pub(super) fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    match times.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => times[middle],
        _ => f64::midpoint(times[middle - 1], times[middle]),
    }
}

/// The CPU seconds of all processes that this one has waited for, and of those that they have waited for.
fn children() -> Result<f64, Failure> {
    /// Linux counts in these for every program, whatever its own clock does (`USER_HZ`).
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").ok();
    // The second field is the program's name in parentheses, and may hold anything; cutime and cstime are 16 and 17.
    let ticks = stat.as_deref().and_then(|stat| stat.rsplit_once(')')).and_then(|(_, fields)| {
        let mut fields = fields.split_whitespace().skip(13).map(|field| field.parse::<u32>().ok());
        Some((fields.next()??, fields.next()??))
    });
    let (user, system) = ticks.ok_or_else(|| {
        let help = "measure on Linux, or only what needs no CPU time: `--only generate`, `--only lines`, `--only warm`";
        Failure::new("measure", "expected CPU times in /proc/self/stat, but found none", help)
    })?;
    Ok((f64::from(user) + f64::from(system)) / TICKS_A_SECOND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        assert!((median(&mut [3.0, 1.0, 2.0]) - 2.0).abs() < f64::EPSILON);
        assert!((median(&mut [4.0, 1.0, 2.0, 3.0]) - 2.5).abs() < f64::EPSILON);
    }
}
