//! Carries out a plan: every new text is written to a temporary file beside its target first; only when all of them are
//! on the disk are they renamed to their places, and what is stale removed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use super::{Change, Folder, Plan};
use crate::failure::Failure;

pub(super) fn apply(plan: &Plan) -> Result<(), Failure> {
    let mut stage = Stage::default();
    for change in &plan.changed {
        stage.add(&plan.folder, change)?;
    }
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
    fn add(&mut self, folder: &Folder, change: &Change) -> Result<(), Failure> {
        let target = folder.join(&change.path);
        let fail = |error: io::Error| unwritable(folder, &change.path, &error);
        let parent = target.parent().unwrap_or(Path::new(""));
        self.make(parent).map_err(fail)?;
        let name = target.file_name().unwrap_or_default().display().to_string();
        let temporary = parent.join(format!(".{name}.{}.tmp", process::id()));
        // What is there already is somebody's, or a link to somewhere: never opened.
        let file = OpenOptions::new().write(true).create_new(true).open(&temporary);
        let mut file = file.map_err(fail)?;
        self.files.push((temporary, target));
        file.write_all(change.after.as_bytes()).map_err(fail)
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
        stage.add(&folder, &change).expect("a temporary folder can be written");
        assert!(path.join("src/types").is_dir());
        drop(stage);
        assert!(!path.exists());
    }
}
