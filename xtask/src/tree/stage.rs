//! Carries out a plan: every new text is written to a temporary file beside its target first; only when all of them are
//! on the disk are they renamed to their places, and what is stale removed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use codegen::parallel;

use super::{Change, Folder, Plan};
use crate::failure::Failure;

pub(super) fn apply(plan: &Plan) -> Result<(), Failure> {
    let mut stage = Stage::default();
    stage.add(&plan.folder, &plan.changed)?;
    stage.commit(&plan.folder)?;
    for path in &plan.stale {
        remove(&plan.folder, path)?;
    }
    Ok(())
}

/// What is on the disk but not yet in its place; taken back when dropped.
#[derive(Default)]
struct Stage {
    /// From the outermost.
    folders: Vec<PathBuf>,
    /// The temporary file and the place that it is for.
    files: Vec<(PathBuf, PathBuf)>,
}

impl Stage {
    /// Most of the time goes into making files, which several threads can do at once.
    fn add(&mut self, folder: &Folder, changes: &[Change]) -> Result<(), Failure> {
        let mut parent = None;
        for change in changes {
            let target = folder.join(&change.path);
            if parent.as_deref() != target.parent() {
                parent = target.parent().map(Path::to_owned);
                self.make(parent.as_deref().unwrap_or(Path::new("")))
                    .map_err(|error| unwritable(folder, &change.path, &error))?;
            }
        }
        let mut result = Ok(());
        for (change, written) in changes.iter().zip(parallel::map(changes, |change| write(folder, change))) {
            match written {
                Ok(file) => self.files.push(file),
                Err(error) => result = result.and(Err(unwritable(folder, &change.path, &error))),
            }
        }
        result
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        if folder.as_os_str().is_empty() || folder.is_dir() {
            return Ok(());
        }
        if let Some(parent) = folder.parent() {
            self.make(parent)?;
        }
        fs::create_dir(folder)?;
        self.folders.push(folder.to_owned());
        Ok(())
    }

    fn commit(mut self, folder: &Folder) -> Result<(), Failure> {
        self.folders.clear();
        while let Some((temporary, target)) = self.files.pop() {
            if let Err(error) = fs::rename(&temporary, &target) {
                let path = target.strip_prefix(&folder.path).unwrap_or(&target).display().to_string();
                self.files.push((temporary, target));
                return Err(unwritable(folder, &path, &error));
            }
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for (temporary, _) in &self.files {
            let _ = fs::remove_file(temporary);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes the text to a temporary file; gives that and the place that it is for.
fn write(folder: &Folder, change: &Change) -> io::Result<(PathBuf, PathBuf)> {
    let target = folder.join(&change.path);
    let name = target.file_name().unwrap_or_default().display().to_string();
    let temporary = target.with_file_name(format!(".{name}.{}.tmp", process::id()));
    // What is there already is somebody's, or a link to somewhere: never opened.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary)?;
    match file.write_all(change.after.as_bytes()) {
        Ok(()) => Ok((temporary, target)),
        Err(error) => {
            let _ = fs::remove_file(&temporary);
            Err(error)
        }
    }
}

/// Removes a file, and the folders that it leaves empty.
fn remove(folder: &Folder, path: &str) -> Result<(), Failure> {
    fs::remove_file(folder.join(path)).map_err(|error| unwritable(folder, path, &error))?;
    let mut parent = path;
    while let Some((above, _)) = parent.rsplit_once('/') {
        if fs::remove_dir(folder.join(above)).is_err() {
            break;
        }
        parent = above;
    }
    Ok(())
}

fn unwritable(folder: &Folder, path: &str, error: &io::Error) -> Failure {
    let help = "make the folder writable, or choose another one with `--out`";
    Failure::io("unwritable-output", "write the output", &folder.name_of(path), error, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_back_what_was_not_put_in_its_place() {
        let path = std::env::temp_dir().join(format!("xtask-stage-{}", process::id()));
        let folder = Folder { path: path.clone(), name: "out".to_owned() };
        let mut stage = Stage::default();
        let change = Change { path: "src/types/a.rs".to_owned(), before: None, after: "// a\n".to_owned() };
        stage.add(&folder, &[change]).expect("a temporary folder can be written");
        assert!(path.join("src/types").is_dir());
        drop(stage);
        assert!(!path.exists());
    }
}
