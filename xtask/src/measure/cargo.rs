//! Workspaces that are built to be measured.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fmt, fs};

use super::clock;
use crate::failure::Failure;

/// A workspace below the scratch folder, with a target folder of its own.
#[derive(Debug)]
pub(super) struct Workspace {
    pub(super) folder: PathBuf,
    /// The packages that are built anew; all others are dependencies.
    pub(super) packages: &'static [&'static str],
}

/// Both with Cargo's own settings.
#[derive(Debug, Clone, Copy)]
pub(super) enum Profile {
    Dev,
    Release,
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dev => "dev",
            Self::Release => "release",
        })
    }
}

impl Workspace {
    /// Brings everything up to date.
    pub(super) fn build(&self, profile: Profile) -> Result<(), Failure> {
        clock::run(&mut self.cargo("build", profile, "target"))
    }

    /// Builds the packages anew, with everything else as it is. Returns CPU seconds.
    pub(super) fn rebuild(&self, profile: Profile) -> Result<f64, Failure> {
        let mut clean = self.cargo("clean", profile, "target");
        for package in self.packages {
            clean.args(["--package", package]);
        }
        clock::run(&mut clean)?;
        clock::cpu(self.cargo("build", profile, "target").arg("--offline"))
    }

    /// Downloads what is needed.
    pub(super) fn fetch(&self) -> Result<(), Failure> {
        clock::run(command(&self.folder).arg("fetch"))
    }

    /// Builds everything. Returns CPU seconds.
    pub(super) fn build_cold(&self) -> Result<f64, Failure> {
        const TARGET: &str = "target-cold";
        // It is not there the first time.
        let _ = fs::remove_dir_all(self.folder.join(TARGET));
        let seconds = clock::cpu(self.cargo("build", Profile::Dev, TARGET).arg("--offline"));
        let _ = fs::remove_dir_all(self.folder.join(TARGET));
        seconds
    }

    fn cargo(&self, what: &str, profile: Profile, target: &str) -> Command {
        let mut cargo = command(&self.folder);
        // Whoever denies warnings here does not mean the peer's.
        cargo.env_remove("RUSTFLAGS").arg(what).args(["--quiet", "--target-dir", target]);
        match profile {
            Profile::Dev => {}
            Profile::Release => drop(cargo.arg("--release")),
        }
        cargo
    }
}

/// Cargo in `folder`.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// Writes a file and the folders that it is in.
pub(super) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let fail = |error| {
        Failure::io(
            "measure",
            "write a crate to measure",
            &path.display().to_string(),
            &error,
            "make the folder writable",
        )
    };
    fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).map_err(fail)?;
    fs::write(path, text).map_err(fail)
}

/// Reads a file that a generator wrote.
pub(super) fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| {
        Failure::io(
            "measure",
            "read a crate to measure",
            &path.display().to_string(),
            &error,
            "see whether it is there",
        )
    })
}
