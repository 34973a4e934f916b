//! What earlier runs found out, below `target/corpus/`:
//!
//! ```text
//! records/<crate>.json      what is known of a document
//! crates/<crate>/client/    what was generated from it
//! crates/<crate>/program/   what reads its examples
//! build/                    the target folder of them all
//! ```

use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde::{Deserialize, Serialize};

use super::find::Document;
use super::record::Record;
use crate::failure::Failure;
use crate::limit::Limits;

#[derive(Debug)]
pub(super) struct Store {
    folder: PathBuf,
    /// Of this program and the limits: what was found under others does not count.
    version: u64,
}

/// A record on the disk.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// Of the document and of what looked at it.
    key: u64,
    record: Record,
}

impl Store {
    /// Opens the folder; `fresh` forgets what is in it, but for compiled dependencies.
    pub(super) fn open(root: &Path, fresh: bool, limits: Limits) -> Result<Self, Failure> {
        let folder = root.join("target/corpus");
        if fresh {
            for part in ["records", "crates"] {
                match fs::remove_dir_all(folder.join(part)) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(&folder, &error)),
                    Ok(()) | Err(_) => {}
                }
            }
        }
        for part in ["records", "crates"] {
            fs::create_dir_all(folder.join(part)).map_err(|error| unwritable(&folder, &error))?;
        }
        let program = env::current_exe().and_then(fs::read).map_err(|error| unwritable(&folder, &error))?;
        let mut hasher = DefaultHasher::new();
        (program, limits.time, limits.mebibytes).hash(&mut hasher);
        Ok(Self { folder, version: hasher.finish() })
    }

    pub(super) fn crates(&self) -> PathBuf {
        self.folder.join("crates")
    }

    pub(super) fn build(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// What is known of a document, unless it or this program has changed since. Whether another file has that it refers to is
    /// not known.
    pub(super) fn load(&self, document: &Document) -> Option<Record> {
        let text = fs::read_to_string(self.file(document)).ok()?;
        let kept: Kept = serde_json::from_str(&text).ok()?;
        let has_others = kept.record.generated().is_some_and(|generated| generated.others > 0);
        (kept.key == self.key(document) && !has_others)
            .then(|| Record { document: document.name.clone(), ..kept.record })
    }

    /// A run that is interrupted leaves the old one or the new one.
    pub(super) fn save(&self, document: &Document, record: &Record) -> Result<(), Failure> {
        let file = self.file(document);
        let unfinished = file.with_extension("unfinished");
        let json = serde_json::to_vec(&Kept { key: self.key(document), record: record.clone() });
        let write = json.map_err(io::Error::other).and_then(|json| fs::write(&unfinished, json));
        write.and_then(|()| fs::rename(&unfinished, &file)).map_err(|error| unwritable(&self.folder, &error))
    }

    fn file(&self, document: &Document) -> PathBuf {
        self.folder.join("records").join(format!("{}.json", package(document)))
    }

    fn key(&self, document: &Document) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.version, &document.bytes).hash(&mut hasher);
        hasher.finish()
    }
}

/// The name of the crate: that of the file, and something that tells it from one of the same name elsewhere.
pub(super) fn package(document: &Document) -> String {
    const LONGEST_STEM: usize = 48;
    let mut hasher = DefaultHasher::new();
    document.path.hash(&mut hasher);
    let stem = document.path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    name.truncate(LONGEST_STEM);
    let letter_first = name.starts_with(|c: char| c.is_ascii_alphabetic());
    format!("{}{name}-{:08x}", if letter_first { "" } else { "n" }, hasher.finish() >> 32)
}

fn unwritable(folder: &Path, error: &io::Error) -> Failure {
    Failure::io("corpus", "keep results", &folder.display().to_string(), error, "make the folder writable")
}
