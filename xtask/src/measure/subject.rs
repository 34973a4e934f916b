//! What is measured: a generated crate with a program that uses it, ours and the peer's, and a program written by hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cargo::{self, Workspace, read, write};
use super::{clock, lines, program};
use crate::failure::Failure;

/// The generated crate's package; the program is beside it.
pub(super) const LIBRARY: &str = "measured";
pub(super) const PROGRAM: &str = "measured-program";
const PEER: &str = "openapi-to-rust";
const MEMBERS: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"client\", \"program\"]\n";
/// What all programs run their futures with.
const TOKIO: &str = "tokio = { version = \"1\", default-features = false, features = [\"macros\", \"rt\"] }\n";

/// What this project generates.
#[derive(Debug)]
pub(super) struct Ours {
    pub(super) workspace: Workspace,
    pub(super) operations: usize,
    /// Without the runtime.
    pub(super) sources: Vec<PathBuf>,
    xtask: PathBuf,
    spec: PathBuf,
}

/// What openapi-to-rust generates.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) workspace: Workspace,
    pub(super) operations: usize,
    pub(super) sources: Vec<PathBuf>,
    spec: PathBuf,
}

/// One request, written by hand.
#[derive(Debug)]
pub(super) struct ByHand {
    pub(super) workspace: Workspace,
}

impl Ours {
    pub(super) fn generate(xtask: &Path, spec: &Path, folder: &Path) -> Result<Self, Failure> {
        let client = folder.join("client");
        clock::run(&mut our_generator(xtask, spec, &client))?;
        let groups: Vec<_> = lines::rust_files(&client.join("src/api"), "")?
            .into_iter()
            .filter(|path| path.file_stem().is_some_and(|stem| stem != "mod"))
            .collect();
        let program = program::ours(&groups)?;
        write_workspace(folder, "", &program.text, "")?;
        Ok(Self {
            workspace: Workspace { folder: folder.to_owned(), packages: &[LIBRARY, PROGRAM] },
            operations: program.calls,
            sources: lines::rust_files(&client.join("src"), "runtime")?,
            xtask: xtask.to_owned(),
            spec: spec.to_owned(),
        })
    }

    /// A run of the generator into an empty folder.
    pub(super) fn generator(&self) -> Result<Command, Failure> {
        let folder = self.workspace.folder.join("timed");
        remove(&folder)?;
        Ok(our_generator(&self.xtask, &self.spec, &folder))
    }
}

impl Peer {
    pub(super) fn generate(spec: &Path, folder: &Path) -> Result<Self, Failure> {
        let sources = folder.join("client/src");
        clock::run(&mut peer_generator(spec, &sources))?;
        let package = format!(
            "[package]\nname = \"{LIBRARY}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [lib]\npath = \"src/mod.rs\"\n\n{}",
            read(&sources.join("REQUIRED_DEPS.toml"))?
        );
        write(&folder.join("client/Cargo.toml"), &package)?;
        let program = program::peer(&sources.join("client.rs"))?;
        write_workspace(folder, "", &program.text, "serde_json = \"1\"\n")?;
        Ok(Self {
            workspace: Workspace { folder: folder.to_owned(), packages: &[LIBRARY, PROGRAM] },
            operations: program.calls,
            sources: lines::rust_files(&sources, "")?,
            spec: spec.to_owned(),
        })
    }

    /// A run of the generator into an empty folder.
    pub(super) fn generator(&self) -> Result<Command, Failure> {
        let folder = self.workspace.folder.join("timed");
        remove(&folder)?;
        Ok(peer_generator(&self.spec, &folder))
    }
}

impl ByHand {
    /// With the features and dependencies of the generated crate, so that only the code differs.
    pub(super) fn write(ours: &Ours, folder: &Path) -> Result<Self, Failure> {
        let manifest = read(&ours.workspace.folder.join("client/Cargo.toml"))?;
        let section = |name: &str| {
            let lines = manifest.lines().skip_while(|line| *line != name).skip(1);
            let lines = lines.take_while(|line| !line.starts_with('[')).filter(|line| !line.starts_with("tokio"));
            lines.collect::<Vec<_>>().join("\n")
        };
        let (features, dependencies) = (section("[features]"), section("[dependencies]"));
        let json = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
        let text =
            package(&format!("{}\n{json}{TOKIO}\n[features]\n{}\n", dependencies.trim_end(), features.trim_end()));
        write(&folder.join("Cargo.toml"), &format!("{text}\n[workspace]\n"))?;
        write(&folder.join("src/main.rs"), include_str!("../../measure/by_hand.rs"))?;
        Ok(Self { workspace: Workspace { folder: folder.to_owned(), packages: &[PROGRAM] } })
    }
}

/// The peer with its version; `None` if it is not installed.
pub(super) fn peer_version() -> Option<String> {
    let output = Command::new(PEER).arg("--version").output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Builds this program for speed, and returns where it is.
pub(super) fn release_build(root: &Path, target: &Path) -> Result<PathBuf, Failure> {
    clock::run(
        cargo::command(root).args(["build", "--quiet", "--release", "--package", "xtask", "--target-dir"]).arg(target),
    )?;
    Ok(target.join("release").join(format!("xtask{}", std::env::consts::EXE_SUFFIX)))
}

fn our_generator(xtask: &Path, spec: &Path, out: &Path) -> Command {
    let mut command = Command::new(xtask);
    command.arg("generate").arg("--spec").arg(spec).arg("--out").arg(out).args(["--name", LIBRARY, "--quiet"]);
    command
}

fn peer_generator(spec: &Path, out: &Path) -> Command {
    let mut command = Command::new(PEER);
    command.arg("generate").arg(spec).arg("--output-dir").arg(out).args(["--module-name", LIBRARY, "--quiet"]);
    command
}

/// `features` is empty or a setting of the dependency on the library.
pub(super) fn write_workspace(folder: &Path, features: &str, program: &str, dependencies: &str) -> Result<(), Failure> {
    write(&folder.join("Cargo.toml"), MEMBERS)?;
    let manifest = package(&format!("{LIBRARY} = {{ path = \"../client\"{features} }}\n{dependencies}{TOKIO}"));
    write(&folder.join("program/Cargo.toml"), &manifest)?;
    write(&folder.join("program/src/main.rs"), program)
}

fn package(dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{PROGRAM}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    )
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::io(
            "measure",
            "empty a scratch folder",
            &folder.display().to_string(),
            &error,
            "remove it by hand",
        )),
        Ok(()) | Err(_) => Ok(()),
    }
}
