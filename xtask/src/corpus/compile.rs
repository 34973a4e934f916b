//! Compiles the generated crates, with one target folder for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fmt, fs, thread};

use serde_json::Value;

use super::record::Compiled;
use crate::failure::Failure;
use crate::measure::cargo;

#[derive(Debug)]
pub(crate) struct Compiler<'a> {
    /// Whose `Cargo.lock` says which versions of the dependencies are taken.
    pub(crate) root: &'a Path,
    pub(crate) crates: &'a Path,
    pub(crate) target: &'a Path,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum What {
    /// Type-checks the libraries.
    Libraries,
    /// Builds the libraries, and the programs beside them.
    Programs,
}

/// What Cargo tells while it runs.
#[derive(Debug)]
pub(crate) enum Told {
    /// The library of a package is done, well or not.
    Library(String, Compiled),
    /// The program of a package is built.
    Program(String, PathBuf),
}

/// The folders of a package's parts.
pub(crate) const CLIENT: &str = "client";
pub(crate) const PROGRAM: &str = "program";

impl Compiler<'_> {
    /// One workspace after the other: in one, each crate could profit from the features that another asks of their
    /// dependencies. So all in one have the same dependencies.
    pub(crate) fn run(
        &self,
        packages: &[String],
        what: What,
        tell: &mut dyn FnMut(Told) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut workspaces: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for package in packages {
            let manifest = self.crates.join(package).join(CLIENT).join("Cargo.toml");
            let manifest = fs::read_to_string(&manifest).map_err(|error| io_failure(&manifest, &error))?;
            let dependencies = manifest.lines().skip_while(|line| *line != "[features]" && *line != "[dependencies]");
            workspaces.entry(dependencies.collect::<Vec<_>>().join("\n")).or_default().push(package);
        }
        workspaces.values().try_for_each(|packages| {
            self.write_workspace(packages, what).map_err(|error| io_failure(self.crates, &error))?;
            self.workspace(packages, what, tell)
        })
    }

    fn write_workspace(&self, packages: &[&str], what: What) -> io::Result<()> {
        let parts: &[&str] = match what {
            What::Libraries => &[CLIENT],
            What::Programs => &[CLIENT, PROGRAM],
        };
        let members =
            packages.iter().flat_map(|package| parts.iter().map(move |part| format!("    \"{package}/{part}\",\n")));
        // Nobody steps through them, and they are many.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            members.collect::<String>()
        );
        fs::write(self.crates.join("Cargo.toml"), manifest)?;
        fs::copy(self.root.join("Cargo.lock"), self.crates.join("Cargo.lock")).map(|_| ())
    }

    fn workspace(
        &self,
        packages: &[&str],
        what: What,
        tell: &mut dyn FnMut(Told) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut messages = Messages { crates: self.crates, libraries: BTreeMap::new(), done: BTreeSet::new() };
        let failed = |error| Failure::io("corpus", "run Cargo", "cargo", &error, "see whether it is installed");
        let mut process = self.cargo(what).spawn().map_err(failed)?;
        let errors = process.stderr.take().map(|mut pipe| {
            thread::spawn(move || {
                let mut bytes = Vec::new();
                let _ = pipe.read_to_end(&mut bytes);
                String::from_utf8_lossy(&bytes).into_owned()
            })
        });
        for line in process.stdout.take().into_iter().flat_map(|pipe| BufReader::new(pipe).lines()) {
            if let Some(told) = line.ok().and_then(|line| messages.take(&line)) {
                tell(told)?;
            }
        }
        let errors = errors.and_then(|thread| thread.join().ok()).unwrap_or_default();
        let status = process.wait().map_err(failed)?;
        let Messages { mut libraries, done, .. } = messages;
        for &package in packages.iter().filter(|package| !done.contains(**package)) {
            let compiled = libraries.remove(package).filter(|compiled| compiled.errors > 0);
            // What is not the crate's fault would be every other crate's as well.
            let compiled = compiled.ok_or_else(|| gave_up(package, status, &errors))?;
            tell(Told::Library(package.to_owned(), compiled))?;
        }
        Ok(())
    }

    fn cargo(&self, what: What) -> Command {
        let mut cargo = cargo::command(self.crates);
        // Whoever denies warnings wants to see them counted here.
        cargo.env_remove("RUSTFLAGS").arg(match what {
            What::Libraries => "check",
            What::Programs => "build",
        });
        cargo.args(["--workspace", "--keep-going", "--message-format", "json", "--target-dir"]).arg(self.target);
        cargo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        cargo
    }
}

struct Messages<'a> {
    crates: &'a Path,
    /// Those that are not done.
    libraries: BTreeMap<String, Compiled>,
    done: BTreeSet<String>,
}

impl Messages<'_> {
    fn take(&mut self, line: &str) -> Option<Told> {
        let message: Value = serde_json::from_str(line).ok()?;
        let manifest = Path::new(message["manifest_path"].as_str()?).strip_prefix(self.crates).ok()?;
        let mut parts = manifest.iter().filter_map(|part| part.to_str());
        let (package, part) = (parts.next()?.to_owned(), parts.next()?);
        match (message["reason"].as_str()?, part) {
            ("compiler-message", CLIENT) => {
                self.libraries.entry(package).or_default().add(&message["message"]);
                None
            }
            ("compiler-artifact", CLIENT) => {
                self.done.insert(package.clone());
                let compiled = self.libraries.remove(&package).unwrap_or_default();
                Some(Told::Library(package, compiled))
            }
            ("compiler-artifact", PROGRAM) => Some(Told::Program(package, message["executable"].as_str()?.into())),
            _ => None,
        }
    }
}

impl Compiled {
    fn add(&mut self, diagnostic: &Value) {
        // "1 warning emitted", "aborting due to 2 previous errors"
        if diagnostic["spans"].as_array().is_none_or(Vec::is_empty) && diagnostic["code"].is_null() {
            return;
        }
        let is_error = match diagnostic["level"].as_str() {
            Some("warning") => false,
            Some(level) if level.starts_with("error") => true,
            _ => return,
        };
        if self.first.is_none() || (is_error && self.errors == 0) {
            const ENOUGH: usize = 16;
            let rendered = diagnostic["rendered"].as_str().unwrap_or_default();
            self.first = Some(rendered.lines().take(ENOUGH).collect::<Vec<_>>().join("\n"));
        }
        *(if is_error { &mut self.errors } else { &mut self.warnings }) += 1;
    }
}

fn gave_up(package: &str, status: impl fmt::Display, errors: &str) -> Failure {
    const ENOUGH: usize = 30;
    let lines: Vec<_> = errors.lines().collect();
    let last = lines[lines.len().saturating_sub(ENOUGH)..].join("\n");
    let message = format!("expected Cargo to compile {package}, but it ended with {status}");
    Failure::new("corpus", message, "see what it said").note(Some(last))
}

fn io_failure(path: &Path, error: &io::Error) -> Failure {
    Failure::io("corpus", "compile what was generated", &path.display().to_string(), error, "start anew with `--fresh`")
}
