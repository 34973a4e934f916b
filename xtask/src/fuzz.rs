//! `cargo xtask fuzz`: mutated and random documents, and whether what becomes of them is as it must be.
//!
//! | file | what |
//! |---|---|
//! | `random`, `document` | from a seed to a document |
//! | `mutate`, `text`, `hostile` | changes to documents that are there |
//! | `grow` | documents out of nothing |
//! | `check` | what must be true of each |
//! | `batch` | the process that tries many seeds |
//! | `sample` | compiles some of the crates |

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant, SystemTime};
use std::{env, fs};

use crate::cli::Fuzz;
use crate::console::Console;
use crate::corpus::find;
use crate::failure::Failure;
use crate::generate::counted;
use crate::limit::{self, Limits};
use crate::{DONE, FAILED, parallel};

pub(crate) mod batch;
mod check;
mod document;
mod grow;
mod hostile;
mod mutate;
mod random;
mod sample;
mod text;

use document::Origins;

/// What was found with a seed.
#[derive(Debug)]
struct Wrong {
    seed: u64,
    what: String,
}

/// How many seeds a process tries.
const BATCH: u64 = 100;
/// One in so many crates is compiled.
const SAMPLED: u64 = 500;
/// How many crates are compiled together.
const TOGETHER: usize = 50;
const MEBIBYTES: u64 = 1024;

pub(crate) fn run(console: &mut Console<'_>, options: &Fuzz, root: &Path) -> Result<u8, Failure> {
    let mut paths = vec![root.join("tests/cases"), root.join("spec")];
    paths.extend(options.paths.iter().cloned());
    let origins = origins(&paths)?;
    let seed = options.seed.unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        now.map_or(0, |now| now.as_secs() * 1_000_000)
    });
    let start = Instant::now();
    let folder = root.join("target/fuzz");
    let mut run = Run { origins: &origins, folder: &folder, wrong: Vec::new() };
    let documents = run.batches(console, options, &paths, seed)?;
    let took = start.elapsed();
    let mut compiled = 0;
    if options.compile {
        let sampled: Vec<_> = (seed..seed + documents).step_by(usize::try_from(SAMPLED).unwrap_or(1)).collect();
        for seeds in sampled.chunks(TOGETHER) {
            let broken = |seed: &u64| run.wrong.iter().any(|wrong| wrong.seed == *seed);
            let seeds: Vec<_> = seeds.iter().copied().filter(|seed| !broken(seed)).collect();
            let (wrong, crates) = sample::compile(root, &origins, &seeds)?;
            compiled += crates;
            wrong.into_iter().try_for_each(|wrong| run.keep(console, wrong))?;
        }
    }
    let wrong = run.wrong.len();
    let rate = u128::from(documents) * 1000 / took.as_millis().max(1);
    console.print(format!(
        "seeds {seed} to {}: {}, {rate} a second; {} compiled; {} wrong",
        seed + documents.saturating_sub(1),
        counted(usize::try_from(documents).unwrap_or(usize::MAX), "document"),
        counted(compiled, "crate"),
        counted(wrong, "document"),
    ));
    Ok(if wrong == 0 { DONE } else { FAILED })
}

fn origins(paths: &[PathBuf]) -> Result<Origins, Failure> {
    let found = find::find(paths)?.documents.into_iter();
    Origins::new(found.filter_map(|document| String::from_utf8(document.bytes).ok()).collect()).ok_or_else(|| {
        let message = "expected OpenAPI documents to start from, but found none";
        Failure::new("no-document", message, "name files, or folders that hold some")
    })
}

struct Run<'a> {
    origins: &'a Origins,
    /// Where documents are kept with which something was wrong.
    folder: &'a Path,
    wrong: Vec<Wrong>,
}

impl Run<'_> {
    /// Tries seeds until the time is over, or as many as were asked for; as many processes at a time as there are cores.
    /// Returns how many documents there were.
    fn batches(
        &mut self,
        console: &mut Console<'_>,
        options: &Fuzz,
        paths: &[PathBuf],
        first: u64,
    ) -> Result<u64, Failure> {
        let program = env::current_exe().map_err(|error| {
            Failure::io("fuzz", "find this program", "xtask", &error, "run it as `cargo xtask fuzz`")
        })?;
        let deadline = Instant::now() + options.time;
        let end = options.documents.map_or(u64::MAX, |documents| first.saturating_add(documents));
        let next = Mutex::new(first);
        let take = || {
            let mut next = next.lock().ok()?;
            let from = *next;
            *next = end.min(from.saturating_add(BATCH));
            (from < end && Instant::now() < deadline).then_some(from..*next)
        };
        let work = |told: &Sender<Result<(Vec<Wrong>, u64), Failure>>| {
            while let Some(seeds) = take() {
                let mut from = Some(seeds.start);
                while let Some(start) = from.filter(|from| *from < seeds.end) {
                    let mut command = Command::new(&program);
                    command.args(["fuzz-batch", "--from", &start.to_string()]);
                    command.args(["--count", &(seeds.end - start).to_string()]).args(paths);
                    command.args(["--time-limit", &options.time_limit.as_secs().to_string()]);
                    let limits =
                        Limits { time: Duration::from_secs(600).max(options.time_limit), mebibytes: MEBIBYTES };
                    let result = limit::run(&mut command, Vec::new(), limits).map(|ended| batch::read(&ended, start));
                    from = result.as_ref().ok().and_then(|(_, next)| *next);
                    let done = from.unwrap_or(seeds.end) - start;
                    if told.send(result.map(|(wrong, _)| (wrong, done))).is_err() {
                        return;
                    }
                }
            }
        };
        let (mut documents, mut shown) = (0, Instant::now());
        parallel::run(work, |result| {
            let (wrong, done) = result?;
            documents += done;
            wrong.into_iter().try_for_each(|wrong| self.keep(console, wrong))?;
            if shown.elapsed() > Duration::from_secs(60) {
                shown = Instant::now();
                let wrong = self.wrong.len();
                console.progress(format!("fuzz: {documents} documents, {wrong} wrong"));
            }
            Ok(())
        })?;
        Ok(documents)
    }

    fn keep(&mut self, console: &mut Console<'_>, wrong: Wrong) -> Result<(), Failure> {
        let path = self.folder.join(format!("{}.yaml", wrong.seed));
        let failed = |error| {
            Failure::io("fuzz", "keep a document", &path.display().to_string(), &error, "make the folder writable")
        };
        fs::create_dir_all(self.folder).map_err(failed)?;
        fs::write(&path, self.origins.document(wrong.seed)).map_err(failed)?;
        fs::write(path.with_extension("txt"), &wrong.what).map_err(failed)?;
        console.print(format!("seed {}: {}", wrong.seed, wrong.what));
        self.wrong.push(wrong);
        Ok(())
    }
}
