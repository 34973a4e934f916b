//! `cargo xtask corpus`: what becomes of many documents, each in a process of its own.
//!
//! | file | what |
//! |---|---|
//! | `find` | the documents below the paths |
//! | `one` | the process that generates the crate of one of them |
//! | `compile` | Cargo over all crates |
//! | `reader` | the program that reads the examples of a document |
//! | `record`, `store` | what is known of a document, and where it is kept between runs |
//! | `table`, `totals` | the report |
//! | `summary` | what of it is the same on every machine |

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::{env, fs};

use serde_json::Value;

use crate::cli::{self, Format};
use crate::console::Console;
use crate::failure::Failure;
use crate::{DONE, FAILED, example, parallel};

pub(crate) mod compile;
pub(crate) mod find;
pub(crate) mod one;
mod progress;
mod reader;
mod record;
mod store;
pub mod summary;
mod table;
mod totals;

use crate::limit::{self, Limits};
use compile::{CLIENT, Compiler, Told, What};
use find::{Document, Found};
use progress::Progress;
use reader::Reader;
use record::{Examples, Outcome, Record};
use store::{Store, package};
use summary::Figures;
use totals::Totals;

pub(crate) fn run(console: &mut Console<'_>, options: &cli::Corpus, root: &Path) -> Result<u8, Failure> {
    let limits = Limits { time: options.time_limit, mebibytes: options.memory_limit };
    let Found { documents, skipped } = find::find(&options.paths)?;
    if documents.is_empty() {
        let message = "expected OpenAPI documents (*.yaml, *.yml or *.json), but found none";
        let places = options.paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(Failure::new("no-document", message, "name files, or folders that hold some").at(places));
    }
    if !limit::sees_memory() {
        console.progress("corpus: this system does not tell how much memory a process has: the limit has no effect");
    }
    let store = Store::open(root, options.fresh, limits)?;
    let records = documents.iter().map(|document| store.load(document)).collect();
    let mut run = Run { console, root, store, limits, documents, records };
    run.generate()?;
    if options.examples {
        run.read_examples()?;
    }
    if options.compile {
        run.compile()?;
    }
    let Run { console, records, .. } = run;
    let records: Vec<Record> = records.into_iter().flatten().collect();
    if let Some(file) = &options.summary {
        let text = summary::summary(&records.iter().map(figures).collect());
        let place = file.display().to_string();
        let failed = |error| Failure::io("corpus", "write the summary", &place, &error, "choose another place");
        fs::write(file, text).map_err(failed)?;
    }
    let totals = Totals::of(&records);
    console.print(match options.format {
        Format::Json => serde_json::json!({ "documents": records, "skipped": skipped, "totals": totals }).to_string(),
        Format::Table => table::table(&records, &skipped, &totals),
    });
    Ok(if records.iter().any(Record::failed) { FAILED } else { DONE })
}

fn figures(record: &Record) -> (String, Result<Figures, String>) {
    let figures = match &record.outcome {
        Outcome::Generated(generated) => Ok(Figures {
            operations: generated.operations,
            types: generated.types,
            diagnostics: generated.diagnostics.clone(),
        }),
        Outcome::Refused { code, .. } => Err(code.clone()),
        Outcome::Crashed { .. } => Err("crashed".to_owned()),
        Outcome::OverTime => Err("over-time".to_owned()),
        Outcome::OverMemory => Err("over-memory".to_owned()),
    };
    (record.document.clone(), figures)
}

struct Run<'a, 'c> {
    console: &'a mut Console<'c>,
    /// Of the workspace.
    root: &'a Path,
    store: Store,
    limits: Limits,
    documents: Vec<Document>,
    /// One for each document; `None`: nothing is known yet.
    records: Vec<Option<Record>>,
}

impl Run<'_, '_> {
    /// Generates what no earlier run has, as many at a time as there are cores, the largest first.
    fn generate(&mut self) -> Result<(), Failure> {
        let mut left: Vec<usize> = (0..self.documents.len()).filter(|&index| self.records[index].is_none()).collect();
        left.sort_by_key(|&index| std::cmp::Reverse(self.documents[index].bytes.len()));
        let program = env::current_exe().map_err(|error| {
            Failure::io("corpus", "find this program", "xtask", &error, "run it as `cargo xtask corpus`")
        })?;
        let (documents, crates, limits) = (&self.documents, self.store.crates(), self.limits);
        let next = AtomicUsize::new(0);
        let work = |done: &Sender<(usize, Result<Record, Failure>)>| {
            while let Some(&index) = left.get(next.fetch_add(1, Ordering::Relaxed)) {
                let document = &documents[index];
                let name = package(document);
                let mut command = Command::new(&program);
                command.args(["corpus-document", "--spec"]).arg(&document.path).arg("--out");
                command.arg(crates.join(&name).join(CLIENT)).args(["--name", &name]);
                let record =
                    limit::run(&mut command, Vec::new(), limits).map(|ended| Record::new(&document.name, &ended));
                if done.send((index, record)).is_err() {
                    return;
                }
            }
        };
        let mut progress = Progress::new("generating", left.len());
        parallel::run(work, |(index, record)| {
            let record = record?;
            self.store.save(&documents[index], &record)?;
            self.records[index] = Some(record);
            progress.step(self.console, &documents[index].name);
            Ok(())
        })
    }

    /// Has each generated crate read the examples of its document.
    fn read_examples(&mut self) -> Result<(), Failure> {
        let mut values: BTreeMap<usize, Value> = BTreeMap::new();
        for (index, document) in self.documents.iter().enumerate() {
            let Some(record) = &mut self.records[index] else { continue };
            if record.generated().is_none() || record.examples.is_some() {
                continue;
            }
            match example::parse(&String::from_utf8_lossy(&document.bytes)) {
                Some(value) => drop(values.insert(index, value)),
                None => record.examples = Some(Examples::unreadable()),
            }
        }
        let mut readers: BTreeMap<String, (usize, Reader<'_>)> = BTreeMap::new();
        for (&index, value) in &values {
            let Some(record) = &mut self.records[index] else { continue };
            let name = package(&self.documents[index]);
            match record.generated().and_then(|generated| Reader::new(value, &generated.answers)) {
                Some(reader) => {
                    reader.write(&self.store.crates(), &name)?;
                    readers.insert(name, (index, reader));
                }
                None => {
                    record.examples = Some(Examples::default());
                    self.store.save(&self.documents[index], record)?;
                }
            }
        }
        let packages: Vec<String> = readers.keys().cloned().collect();
        self.cargo(&packages, What::Programs, &readers)?;
        for (index, reader) in readers.values() {
            let Some(record) = &mut self.records[*index] else { continue };
            if record.examples.is_none() {
                record.examples = Some(reader.all_refused());
                self.store.save(&self.documents[*index], record)?;
            }
        }
        Ok(())
    }

    /// Compiles what has not been compiled.
    fn compile(&mut self) -> Result<(), Failure> {
        let left = self.documents.iter().zip(&self.records).filter(|(_, record)| {
            record.as_ref().is_some_and(|record| record.generated().is_some() && record.compiled.is_none())
        });
        let packages: Vec<String> = left.map(|(document, _)| package(document)).collect();
        self.cargo(&packages, What::Libraries, &BTreeMap::new())
    }

    fn cargo(
        &mut self,
        packages: &[String],
        what: What,
        readers: &BTreeMap<String, (usize, Reader<'_>)>,
    ) -> Result<(), Failure> {
        let crates = self.store.crates();
        let compiler = Compiler { root: self.root, crates: &crates, target: &self.store.build() };
        let indices: BTreeMap<String, usize> =
            self.documents.iter().enumerate().map(|(index, document)| (package(document), index)).collect();
        let mut progress = Progress::new("compiling", packages.len());
        compiler.run(packages, what, &mut |told| {
            let (Told::Library(name, _) | Told::Program(name, _)) = &told;
            let Some((index, record)) =
                indices.get(name).and_then(|&index| Some((index, self.records[index].as_mut()?)))
            else {
                return Ok(());
            };
            match told {
                Told::Library(_, result) => {
                    progress.step(self.console, &record.document);
                    record.compiled = Some(result);
                }
                Told::Program(name, program) => {
                    record.examples =
                        readers.get(&name).map(|(_, reader)| reader.run(&program, self.limits)).transpose()?;
                }
            }
            self.store.save(&self.documents[index], record)
        })
    }
}
