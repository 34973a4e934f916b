//! A process that may take only so long, and only so much memory.

use std::fs;
use std::io::{Read, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) time: Duration,
    pub(crate) mebibytes: u64,
}

/// What became of a process.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) how: How,
    pub(crate) out: String,
    pub(crate) err: String,
    /// From start to end.
    pub(crate) time: Duration,
    /// The most memory that was seen; what came and went between two looks was not. `None`: this system does not tell.
    pub(crate) mebibytes: Option<u64>,
}

#[derive(Debug)]
pub(crate) enum How {
    Exited(ExitStatus),
    OverTime,
    OverMemory,
}

/// How often the memory is looked at.
const EVERY: Duration = Duration::from_millis(5);

/// Runs a command with `input` as its standard input until it ends, or is ended for being over a limit.
pub(crate) fn run(command: &mut Command, input: Vec<u8>, limits: Limits) -> Result<Ended, Failure> {
    let start = Instant::now();
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(|error| {
            let message =
                format!("expected to run `{}`, but the system says: {error}", command.get_program().display());
            Failure::new("process", message, "see whether it is there, and may be run")
        })?;
    let (sender, ended) = mpsc::channel();
    if let Some(mut pipe) = child.stdin.take() {
        // A process that does not want it all closes its end.
        thread::spawn(move || drop(pipe.write_all(&input)));
    }
    let out = reader(child.stdout.take(), sender.clone());
    let err = reader(child.stderr.take(), sender);
    let mut most = None;
    let over = loop {
        // Both readers are done when the process is.
        if let Err(RecvTimeoutError::Disconnected) = ended.recv_timeout(EVERY) {
            break None;
        }
        most = most.max(peak_of(&child.id().to_string()));
        if most.is_some_and(|most| most > limits.mebibytes) {
            break Some(How::OverMemory);
        }
        if start.elapsed() > limits.time {
            break Some(How::OverTime);
        }
    };
    let how = end(child, over)?;
    let text =
        |reader: thread::JoinHandle<Vec<u8>>| String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned();
    Ok(Ended { how, out: text(out), err: text(err), time: start.elapsed(), mebibytes: most })
}

/// Whether a limit of memory has any effect here.
pub(crate) fn sees_memory() -> bool {
    own_peak().is_some()
}

/// The most memory that this process has had, in MiB.
pub(crate) fn own_peak() -> Option<u64> {
    peak_of("self")
}

/// Linux keeps it for every process (`VmHWM`: "high water mark").
fn peak_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?;
    kilobytes.trim().parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn end(mut child: Child, over: Option<How>) -> Result<How, Failure> {
    let failed = |error| {
        Failure::new("process", format!("expected a process to end, but the system says: {error}"), "try again")
    };
    if over.is_some() {
        child.kill().map_err(failed)?;
    }
    let status = child.wait().map_err(failed)?;
    Ok(over.unwrap_or(How::Exited(status)))
}

fn reader(pipe: Option<impl Read + Send + 'static>, open: mpsc::Sender<()>) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What came before an error is what there is.
            let _ = pipe.read_to_end(&mut bytes);
        }
        drop(open);
        bytes
    })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { time: Duration::from_secs(60), mebibytes: 64 };

    fn sh(script: &str, input: &str, limits: Limits) -> Ended {
        run(Command::new("sh").args(["-c", script]), input.as_bytes().to_vec(), limits).expect("there is a shell")
    }

    #[test]
    fn takes_and_gives_text() {
        let ended = sh("cat; echo b >&2; exit 3", "a", LIMITS);
        assert_eq!((ended.out.as_str(), ended.err.as_str()), ("a", "b\n"));
        assert!(matches!(ended.how, How::Exited(status) if status.code() == Some(3)), "{ended:?}");
    }

    #[test]
    fn ends_what_takes_too_long() {
        let limits = Limits { time: Duration::from_millis(50), ..LIMITS };
        let ended = sh("exec sleep 60", "", limits);
        assert!(matches!(ended.how, How::OverTime) && ended.time < Duration::from_secs(30), "{ended:?}");
    }

    #[test]
    fn ends_what_takes_too_much() {
        let ended = sh("exec tail /dev/zero", "", LIMITS);
        assert!(matches!(ended.how, How::OverMemory) && ended.mebibytes > Some(64), "{ended:?}");
    }
}
