//! The process that works through many seeds, and what it tells: a line when it starts with one, a line for what is
//! wrong, and a last line.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::check::Checker;
use super::{Wrong, origins};
use crate::DONE;
use crate::cli::FuzzBatch;
use crate::console::Console;
use crate::failure::Failure;
use crate::limit::{Ended, How};

/// The exit code of a batch that hangs.
const OVER_TIME: i32 = 3;
/// What does not work at all hangs after so many times the limit.
const PATIENCE: u32 = 6;

pub(crate) fn run(console: &mut Console<'_>, options: &FuzzBatch) -> Result<u8, Failure> {
    let origins = origins(&options.paths)?;
    let started = watch(options.time_limit);
    let panicked = Arc::new(Mutex::new(String::new()));
    let place = Arc::clone(&panicked);
    panic::set_hook(Box::new(move |info| {
        *place.lock().unwrap_or_else(PoisonError::into_inner) = info.to_string();
    }));
    let mut checker = Checker::default();
    for seed in options.from..options.from.saturating_add(options.count) {
        console.print(format!("seed {seed}"));
        console.flush();
        let text = origins.document(seed);
        started.fetch_add(1, Ordering::Relaxed);
        let found = panic::catch_unwind(AssertUnwindSafe(|| checker.document(&text)))
            .unwrap_or_else(|_| Err(panicked.lock().unwrap_or_else(PoisonError::into_inner).clone()));
        if let Err(wrong) = found {
            console.print(format!("wrong {}", wrong.escape_debug()));
        }
    }
    console.print("end");
    Ok(DONE)
}

/// Ends this process when the counter stands still for so long, in time of the processor where the system tells: others may
/// keep it busy, and what waits for them does not hang.
fn watch(limit: Duration) -> Arc<AtomicU64> {
    let counter = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&counter);
    thread::spawn(move || {
        let (mut last, mut since, mut worked) = (0, Instant::now(), processor_time());
        loop {
            thread::sleep(Duration::from_millis(100));
            let now = seen.load(Ordering::Relaxed);
            if now != last {
                (last, since, worked) = (now, Instant::now(), processor_time());
                continue;
            }
            let is_over = match processor_time().zip(worked) {
                Some((now, then)) => now.saturating_sub(then) > limit || since.elapsed() > limit * PATIENCE,
                None => since.elapsed() > limit,
            };
            if is_over {
                process::exit(OVER_TIME);
            }
        }
    });
    counter
}

/// How long this process has been at work, on Linux (`proc_pid_stat(5)`).
fn processor_time() -> Option<Duration> {
    /// The unit in which Linux tells times, on every machine.
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may have spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks = |field: Option<&str>| field?.parse::<u32>().ok();
    Some(TICK * ticks(fields.next())?.checked_add(ticks(fields.next())?)?)
}

/// Reads what a batch has told: what was wrong, and with which seed it goes on, if it did not come to its end.
pub(super) fn read(ended: &Ended, from: u64) -> (Vec<Wrong>, Option<u64>) {
    let (mut wrong, mut seed) = (Vec::new(), from);
    for line in ended.out.lines() {
        if line == "end" {
            return (wrong, None);
        } else if let Some(text) = line.strip_prefix("wrong ") {
            wrong.push(Wrong { seed, what: text.to_owned() });
        } else if let Some(started) = line.strip_prefix("seed ").and_then(|number| number.parse().ok()) {
            seed = started;
        }
    }
    let what = match &ended.how {
        How::OverTime => "it does not end".to_owned(),
        How::OverMemory => "it takes too much memory".to_owned(),
        How::Exited(status) if status.code() == Some(OVER_TIME) => "it does not end".to_owned(),
        How::Exited(status) => format!("it crashes, {status}: {}", ended.err.trim()),
    };
    wrong.push(Wrong { seed, what });
    (wrong, Some(seed.saturating_add(1)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::process::ExitStatusExt as _;
    use std::process::ExitStatus;

    use super::*;

    fn told(how: How, out: &str) -> (Vec<String>, Option<u64>) {
        let ended = Ended { how, out: out.to_owned(), err: "s".to_owned(), time: Duration::ZERO, mebibytes: None };
        let (wrong, next) = read(&ended, 7);
        (wrong.iter().map(|wrong| format!("{} {}", wrong.seed, wrong.what)).collect(), next)
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn work_takes_time_of_the_processor() {
        let time = || processor_time().expect("Linux tells");
        let before = time();
        let start = Instant::now();
        while time() == before {
            assert!(start.elapsed() < Duration::from_secs(60), "a loop is work");
        }
    }

    #[test]
    fn goes_on_behind_what_crashes_or_hangs() {
        let exited = |code: i32| How::Exited(ExitStatus::from_raw(code << 8));
        assert_eq!(told(exited(0), "seed 7\nseed 8\nwrong a\nend\n"), (vec!["8 a".to_owned()], None));
        assert_eq!(told(exited(OVER_TIME), "seed 7\nseed 8\n"), (vec!["8 it does not end".to_owned()], Some(9)));
        assert_eq!(told(How::OverMemory, "seed 7\n"), (vec!["7 it takes too much memory".to_owned()], Some(8)));
        let (wrong, next) = told(How::Exited(ExitStatus::from_raw(6)), "seed 7\n");
        assert!(wrong[0].starts_with("7 it crashes") && next == Some(8), "{wrong:?}");
    }
}
