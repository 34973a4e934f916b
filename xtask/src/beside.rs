//! The files beside a document that it may refer to.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use codegen::{Files, Refused};

/// What a file may have. Larger ones are no parts of a document.
const MOST_BYTES: u64 = 64 << 20;

/// Which files a document may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Those in its folder, and in folders below.
    Folder,
    /// Any. A document from somewhere else could name any file of the system.
    Anywhere,
}

/// The files beside a document.
#[derive(Debug)]
pub(crate) struct Beside {
    folder: PathBuf,
    reach: Reach,
}

impl Beside {
    pub(crate) fn new(document: &Path, reach: Reach) -> Self {
        Self { folder: document.parent().unwrap_or(Path::new("")).to_owned(), reach }
    }
}

fn outside(path: &str, found: &str) -> Refused {
    Refused::new(
        format!("expected a file in the folder of the document, but found {found} `{path}`"),
        "move it there, or allow it with `--allow-outside`",
    )
}

impl Files for Beside {
    fn read(&self, path: &str) -> Result<String, Refused> {
        let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
        if self.reach == Reach::Folder && !Path::new(path).components().all(is_plain) {
            return Err(outside(path, "the path"));
        }
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                Refused::new(format!("expected a file `{path}`, but found none"), "correct the path, or add the file")
            }
            _ => Refused::new(format!("expected to read `{path}`, but {error}"), "make it readable"),
        };
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        let file = fs::canonicalize(folder.join(path)).map_err(unreadable)?;
        if self.reach == Reach::Folder && !file.starts_with(fs::canonicalize(folder).map_err(unreadable)?) {
            return Err(outside(path, "a link that leads out of it,"));
        }
        let found = fs::metadata(&file).map_err(unreadable)?;
        // Others may never end.
        if !found.is_file() {
            let what = if found.is_dir() { "a folder" } else { "something else" };
            return Err(Refused::new(format!("expected a file `{path}`, but found {what}"), "name a file"));
        }
        if found.len() > MOST_BYTES {
            let (most, has) = (MOST_BYTES >> 20, found.len() >> 20);
            let message = format!("expected a file of at most {most} MiB, but found {has} MiB in `{path}`");
            return Err(Refused::new(message, "refer to a smaller one"));
        }
        String::from_utf8(fs::read(&file).map_err(unreadable)?).map_err(|error| {
            let offset = error.utf8_error().valid_up_to();
            let message = format!("expected text in UTF-8, but found another byte at offset {offset} of `{path}`");
            Refused::new(message, "save the file as UTF-8")
        })
    }
}
