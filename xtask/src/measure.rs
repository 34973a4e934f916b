//! `cargo xtask measure`: the figures that the project promises, beside those of a program written by hand and of the
//! peer that compiles best, on the same machine and in the same run.
//!
//! Whatever can be compared is measured in turns, so that a machine that slows down slows all of them down.

use std::path::{Path, PathBuf};

use crate::cli::{self, Part};
use crate::console::Console;
use crate::failure::Failure;
use crate::{DONE, input};

pub(crate) mod cargo;
mod clock;
pub(crate) mod lines;
mod program;
mod subject;
mod table;
mod together;
mod wire;

use cargo::Profile;
use clock::median;
use subject::{ByHand, Ours, Peer};
use table::{Row, Table};
use together::Together;
use wire::Wire;

/// A figure that only takes milliseconds is taken this many times as often.
const QUICK: usize = 4;

pub(crate) fn run(console: &mut Console<'_>, options: &cli::Measure, root: &Path) -> Result<u8, Failure> {
    let specs = if options.specs.is_empty() {
        vec![input::workspace_document(root)?]
    } else {
        // The programs that read them run in other folders.
        let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        options.specs.iter().map(absolute).collect()
    };
    let parts = if options.only.is_empty() { Part::ALL.to_vec() } else { options.only.clone() };
    let mut bench = Bench { console, runs: options.runs, root, scratch: root.join("target/measure"), parts };
    let peer = subject::peer_version();
    if peer.is_none() {
        bench.console.progress("openapi-to-rust is not installed: measured without it");
    }
    for spec in &specs {
        let table = bench.document(spec, peer.as_deref())?;
        let text = table.render(peer.as_deref().unwrap_or("openapi-to-rust (not installed)"));
        if !text.is_empty() {
            bench.console.print(text);
        }
        bench.console.flush();
    }
    let table = bench.wire()?.render("peer");
    if !table.is_empty() {
        bench.console.print(table);
    }
    if bench.wants(Part::Warm) {
        let wall = bench.warm()?;
        bench.console.print(format!("cargo xtask generate on spec/, warm, dev build: {wall:.2} s of wall time"));
    }
    Ok(DONE)
}

struct Bench<'a, 'c> {
    console: &'a mut Console<'c>,
    runs: usize,
    root: &'a Path,
    /// Where the crates to measure are written and built.
    scratch: PathBuf,
    parts: Vec<Part>,
}

impl Bench<'_, '_> {
    fn wants(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// The figures that depend on the document.
    fn document(&mut self, spec: &Path, peer: Option<&str>) -> Result<Table, Failure> {
        let stem = spec.file_stem().unwrap_or_default().display().to_string();
        let folder = self.scratch.join(&stem);
        let mut table = Table::new(&spec.display().to_string());
        if self.parts.iter().all(|part| matches!(part, Part::Warm | Part::Call | Part::Decode)) {
            return Ok(table);
        }
        self.step("building xtask, release");
        let xtask = subject::release_build(self.root, &self.scratch.join("xtask"))?;
        self.step(&format!("generating from {stem}"));
        let ours = Ours::generate(&xtask, spec, &folder.join("ours"))?;
        let mut peer = match peer.map(|_| Peer::generate(spec, &folder.join("peer"))).transpose() {
            Ok(peer) => peer,
            Err(failure) => {
                table.note(format!("openapi-to-rust gives nothing to compare with: {}", failure.message));
                None
            }
        };
        table.note(format!("{} operations; the program calls each once", ours.operations));
        if self.wants(Part::Generate) {
            self.generate(&mut table, &ours, peer.as_ref())?;
        }
        if self.wants(Part::Lines) {
            table.push(Row {
                figure: "lines an operation".to_owned(),
                decimals: 1,
                ours: lines::per_operation(&ours.sources, ours.operations)?,
                by_hand: None,
                peer: peer.as_ref().map(|peer| lines::per_operation(&peer.sources, peer.operations)).transpose()?,
            });
        }
        if self.wants(Part::Build) {
            let by_hand = ByHand::write(&ours, &self.scratch.join("by-hand"))?;
            self.build(&mut table, &ours, &by_hand, &mut peer)?;
        }
        if self.wants(Part::Cold) {
            let by_hand = ByHand::write(&ours, &self.scratch.join("by-hand"))?;
            self.cold(&mut table, &ours, &by_hand)?;
        }
        if self.wants(Part::Together) {
            self.step("building library and program, alone and as one of several");
            if let Some(together) = Together::generate(spec, &ours, &folder.join("together"))? {
                together.build(&ours, self.runs, &mut table)?;
            }
        }
        Ok(table)
    }

    /// From the start of the process to its end, with an empty folder to write to.
    fn generate(&mut self, table: &mut Table, ours: &Ours, peer: Option<&Peer>) -> Result<(), Failure> {
        let runs = self.runs * QUICK;
        self.step(&format!("generating {runs} times"));
        let (mut our_times, mut peer_times) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            our_times.push(clock::wall(&mut ours.generator()?)? * 1000.0);
            if let Some(peer) = peer {
                peer_times.push(clock::wall(&mut peer.generator()?)? * 1000.0);
            }
        }
        table.push(Row {
            figure: format!("generate, ms of wall time, median of {runs}"),
            decimals: 1,
            ours: median(&mut our_times),
            by_hand: None,
            peer: peer.map(|_| median(&mut peer_times)),
        });
        Ok(())
    }

    /// Library and program, with their dependencies already built.
    fn build(
        &mut self,
        table: &mut Table,
        ours: &Ours,
        by_hand: &ByHand,
        peer: &mut Option<Peer>,
    ) -> Result<(), Failure> {
        for profile in [Profile::Dev, Profile::Release] {
            self.step(&format!("building the dependencies, {profile}"));
            ours.workspace.build(profile)?;
            by_hand.workspace.build(profile)?;
            if let Some(Err(failure)) = peer.as_ref().map(|peer| peer.workspace.build(profile)) {
                table.note(format!("what openapi-to-rust generates does not compile: {}", failure.message));
                *peer = None;
            }
            let (mut our_times, mut hand_times, mut peer_times) = (Vec::new(), Vec::new(), Vec::new());
            for run in 1..=self.runs {
                self.step(&format!("building library and program, {profile}, {run} of {}", self.runs));
                our_times.push(ours.workspace.rebuild(profile)?);
                hand_times.push(by_hand.workspace.rebuild(profile)?);
                if let Some(peer) = peer {
                    peer_times.push(peer.workspace.rebuild(profile)?);
                }
            }
            table.push(Row {
                figure: format!("library + program, {profile}, s of CPU time, median of {}", self.runs),
                decimals: 2,
                ours: median(&mut our_times),
                by_hand: Some(median(&mut hand_times)),
                peer: peer.as_ref().map(|_| median(&mut peer_times)),
            });
        }
        Ok(())
    }

    /// Everything, dependencies included; what can be downloaded is on the disk.
    fn cold(&mut self, table: &mut Table, ours: &Ours, by_hand: &ByHand) -> Result<(), Failure> {
        let (mut our_times, mut hand_times) = (Vec::new(), Vec::new());
        ours.workspace.fetch()?;
        by_hand.workspace.fetch()?;
        for run in 1..=self.runs {
            self.step(&format!("building everything, dev, {run} of {}", self.runs));
            our_times.push(ours.workspace.build_cold()?);
            hand_times.push(by_hand.workspace.build_cold()?);
        }
        table.push(Row {
            figure: format!("everything, cold, dev, s of CPU time, median of {}", self.runs),
            decimals: 1,
            ours: median(&mut our_times),
            by_hand: Some(median(&mut hand_times)),
            peer: None,
        });
        Ok(())
    }

    /// What the checked-in crate costs while it runs.
    fn wire(&mut self) -> Result<Table, Failure> {
        let mut table = Table::new("generated-client");
        let (call, decode) = (self.wants(Part::Call), self.wants(Part::Decode));
        if call || decode {
            self.step("building a program that calls and decodes, release");
            let wire = Wire::build(self.root, &self.scratch.join("wire"))?;
            if call {
                self.step("counting the instructions of calls");
                wire.call(&mut table)?;
            }
            if decode {
                self.step("decoding pages");
                wire.decode(self.root, self.runs, &mut table)?;
            }
        }
        Ok(table)
    }

    /// What a maintainer waits for when nothing changes; in a folder of its own, so that the checked-in crate stays as
    /// it is.
    fn warm(&mut self) -> Result<f64, Failure> {
        let runs = self.runs * QUICK;
        self.step(&format!("cargo xtask generate, {runs} times"));
        let mut command = cargo::command(self.root);
        command.args(["run", "--quiet", "--package", "xtask", "--", "generate", "--quiet", "--spec"]);
        command.arg(input::workspace_document(self.root)?).arg("--out").arg(self.scratch.join("warm"));
        // The first run builds it, and writes what the others leave unchanged.
        clock::run(&mut command)?;
        let times: Result<Vec<f64>, Failure> = (0..runs).map(|_| clock::wall(&mut command)).collect();
        Ok(median(&mut times?))
    }

    fn step(&mut self, what: &str) {
        self.console.progress(format!("measure: {what}"));
    }
}
