//! What the crate in `generated-client/` costs while it runs, beside a program written by hand: instructions for a call,
//! time for an answer.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::cargo::{self, read, write};
use super::clock;
use super::table::{Row, Table};
use crate::failure::Failure;

/// Whose code is run.
const OURS: &str = "ours";
const BY_HAND: &str = "hand";

/// The program that makes the calls and decodes the answers.
#[derive(Debug)]
pub(super) struct Wire {
    program: PathBuf,
}

impl Wire {
    /// Writes and builds the program, release.
    pub(super) fn build(root: &Path, folder: &Path) -> Result<Self, Failure> {
        let client = read(&root.join("generated-client/Cargo.toml"))?;
        let (_, dependencies) = client.split_once("[dependencies]").unwrap_or_default();
        let dependency = |name: &str| {
            let is_it = |line: &&str| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(" ="));
            dependencies.lines().find(is_it).unwrap_or_default().replace(", optional = true", "")
        };
        let manifest = format!(
            "[package]\nname = \"wire\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             twilio-serverless = {{ path = {:?} }}\n{}\n{}\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
             tokio = {{ version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }}\n\n\
             [workspace]\n",
            root.join("generated-client").display().to_string(),
            dependency("reqwest"),
            dependency("rustls"),
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        write(&folder.join("src/main.rs"), include_str!("../../measure/wire.rs"))?;
        clock::run(cargo::command(folder).args(["build", "--quiet", "--release", "--target-dir", "target"]))?;
        let program = folder.join("target/release").join(format!("wire{}", std::env::consts::EXE_SUFFIX));
        Ok(Self { program })
    }

    /// Instructions for a call over the loopback interface, as counted by valgrind's callgrind. The difference between
    /// many calls and few, so that what a process and a client cost to start does not count.
    pub(super) fn call(&self, table: &mut Table) -> Result<(), Failure> {
        const FEW: u64 = 200;
        const MANY: u64 = 1_200;
        if Command::new("valgrind").arg("--version").output().is_err() {
            table.note("valgrind is not installed: the instructions of a call are not counted".to_owned());
            return Ok(());
        }
        let server = Server::start(&self.program)?;
        let a_call = |whose: &str| {
            let few = self.instructions(whose, &server.port, FEW)?;
            let many = self.instructions(whose, &server.port, MANY)?;
            #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
            Ok(many.saturating_sub(few) as f64 / (MANY - FEW) as f64 / 1000.0)
        };
        let (ours, by_hand) = (a_call(OURS)?, a_call(BY_HAND)?);
        table.push(Row {
            figure: "a call, thousands of instructions".to_owned(),
            decimals: 1,
            ours,
            by_hand: Some(by_hand),
            peer: None,
        });
        Ok(())
    }

    fn instructions(&self, whose: &str, port: &str, calls: u64) -> Result<u64, Failure> {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(&self.program);
        command.args(["call", whose, port, &calls.to_string()]);
        let output = clock::output(&mut command)?;
        let said = String::from_utf8_lossy(&output.stderr);
        // `==1234== Collected : 56789`
        let count = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
        count.ok_or_else(|| {
            let message = format!("expected `Collected : …` from callgrind, but it said: {}", said.trim_end());
            Failure::new("measure", message, "see whether this version of valgrind has another format")
        })
    }

    /// Microseconds for a page of 1,000 builds, from text to types.
    pub(super) fn decode(&self, root: &Path, runs: usize, table: &mut Table) -> Result<(), Failure> {
        let page = root.join("tests/fixtures/BuildPage/first.json");
        let (mut our_times, mut hand_times) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            our_times.push(self.decoding(OURS, &page)?);
            hand_times.push(self.decoding(BY_HAND, &page)?);
        }
        table.push(Row {
            figure: format!("decoding 1,000 builds, µs, median of {runs}"),
            decimals: 0,
            ours: clock::median(&mut our_times),
            by_hand: Some(clock::median(&mut hand_times)),
            peer: None,
        });
        Ok(())
    }

    fn decoding(&self, whose: &str, page: &Path) -> Result<f64, Failure> {
        const TIMES: &str = "100";
        let mut command = Command::new(&self.program);
        command.args(["decode", whose]).arg(page).arg(TIMES);
        let output = clock::output(&mut command)?;
        let said = String::from_utf8_lossy(&output.stdout);
        said.trim().parse().map_err(|_| {
            let message = format!("expected a number of microseconds, but the program said: {}", said.trim());
            Failure::new("measure", message, "run it by hand")
        })
    }
}

/// A server in another process, so that its instructions are not counted. Ends with this value.
struct Server {
    child: Child,
    port: String,
}

impl Server {
    fn start(program: &Path) -> Result<Self, Failure> {
        let fail = |what: &str| {
            let message = format!("expected {} to serve, but {what}", program.display());
            Failure::new("measure", message, "run it by hand")
        };
        let mut command = Command::new(program);
        let child = command.arg("serve").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut server = Self { child: child.map_err(|error| fail(&error.to_string()))?, port: String::new() };
        let output = server.child.stdout.take().ok_or_else(|| fail("it has no output"))?;
        BufReader::new(output).read_line(&mut server.port).map_err(|error| fail(&error.to_string()))?;
        server.port.truncate(server.port.trim_end().len());
        if server.port.is_empty() { Err(fail("it printed no port")) } else { Ok(server) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
