//! The output folder: what of it has to change, and the change itself.
//!
//! A file belongs to the generator if its first line is the generator's header. Others are never touched.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead as _, BufReader};
use std::path::{Component, Path, PathBuf};

use codegen::File;
use codegen::emit::HEADER;

use crate::failure::Failure;

mod stage;

/// The folder that a crate is written to.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    /// What messages call it.
    pub(crate) name: String,
}

/// How a folder differs from what is to be in it.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) folder: Folder,
    /// Sorted by path.
    pub(crate) changed: Vec<Change>,
    /// What an earlier run wrote and this one does not; relative, with slashes, sorted.
    pub(crate) stale: Vec<String>,
    pub(crate) unchanged: usize,
}

/// A file with other bytes than it should have.
#[derive(Debug)]
pub(crate) struct Change {
    /// Relative, with slashes.
    pub(crate) path: String,
    /// `None`: there is no such file.
    pub(crate) before: Option<Vec<u8>>,
    pub(crate) after: String,
}

/// Compares `folder`, which may not exist, with the files that should be in it. An error if something is in the way.
pub(crate) fn plan(folder: Folder, files: Vec<File>) -> Result<Plan, Failure> {
    let is_new = check_folder(&folder)?;
    let paths: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let (mut changed, mut unchanged, mut in_the_way) = (Vec::new(), 0, Vec::new());
    for File { path, text } in files {
        match look(&folder, &path, is_new)? {
            Found::Nothing => changed.push(Change { path, before: None, after: text }),
            Found::Ours(bytes) if bytes == text.as_bytes() => unchanged += 1,
            Found::Ours(bytes) => changed.push(Change { path, before: Some(bytes), after: text }),
            Found::InTheWay(what, path) => in_the_way.push((what, path)),
        }
    }
    in_the_way.dedup();
    if let Some((what, path)) = in_the_way.first() {
        return Err(Failure::new(
            "in-the-way",
            format!("expected nothing, or a file that this command wrote, but found {what}"),
            "move it away, or choose another folder with `--out`; nothing was written",
        )
        .note((in_the_way.len() > 1).then(|| format!("also in the way: {}", first_few(&in_the_way[1..]))))
        .at(folder.name_of(path)));
    }
    let mut stale = Vec::new();
    find_stale(&folder, "", &paths, &mut stale)?;
    for top in paths.iter().filter_map(|path| path.split_once('/')).map(|(top, _)| top).collect::<BTreeSet<_>>() {
        find_stale(&folder, top, &paths, &mut stale)?;
    }
    stale.sort();
    Ok(Plan { folder, changed, stale, unchanged })
}

impl Plan {
    pub(crate) fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.stale.is_empty()
    }

    /// Makes the folder what it should be. On an error before the first file is in its place, nothing has changed.
    pub(crate) fn apply(&self) -> Result<(), Failure> {
        stage::apply(self)
    }
}

impl Folder {
    /// Where a file in it is.
    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// What messages call a file in it.
    pub(crate) fn name_of(&self, path: &str) -> String {
        if path.is_empty() { self.name.clone() } else { format!("{}/{path}", self.name) }
    }
}

/// What is where a file should be.
enum Found {
    Nothing,
    /// A file with our header.
    Ours(Vec<u8>),
    /// Something else, and which part of the path it is.
    InTheWay(&'static str, String),
}

/// Whether there is nothing yet.
fn check_folder(folder: &Folder) -> Result<bool, Failure> {
    match fs::metadata(&folder.path) {
        Ok(found) if !found.is_dir() => Err(Failure::new(
            "not-a-folder",
            "expected a folder to write the crate to, but found a file",
            "choose another folder with `--out`",
        )
        .at(folder.name.clone())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(unreadable(&folder.name, &error)),
        Ok(_) => Ok(false),
    }
}

/// Looks at every part of `path` below `folder`, so that no symbolic link leads out of it. A new folder has nothing in it.
fn look(folder: &Folder, path: &str, is_new: bool) -> Result<Found, Failure> {
    if !is_inside(path) {
        let help = "this is a mistake of the generator: please report it, with the document";
        return Err(Failure::new("outside", format!("expected a path inside the crate, but found {path:?}"), help));
    }
    if is_new {
        return Ok(Found::Nothing);
    }
    for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
        let (part, last) = (&path[..end], end == path.len());
        let kind = match fs::symlink_metadata(folder.join(part)) {
            Ok(found) => found.file_type(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(unreadable(&folder.name_of(part), &error)),
        };
        let what = match (kind.is_symlink(), kind.is_dir(), last) {
            (true, _, _) => "a symbolic link",
            (false, true, true) => "a folder",
            (false, false, false) => "something that is no folder",
            (false, false, true) if !kind.is_file() => "something that is no file",
            (false, _, _) => continue,
        };
        return Ok(Found::InTheWay(what, part.to_owned()));
    }
    let bytes = fs::read(folder.join(path)).map_err(|error| unreadable(&folder.name_of(path), &error))?;
    let ours = bytes.lines().next().and_then(Result::ok).is_some_and(|line| is_header(&line));
    Ok(if ours { Found::Ours(bytes) } else { Found::InTheWay("a file without its header line", path.to_owned()) })
}

/// Whether a path has only plain names in it.
fn is_inside(path: &str) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    !path.contains(['\\', '\0', ':'])
        && path.split('/').all(|part| Path::new(part).components().count() == 1)
        && Path::new(path).components().all(plain)
}

/// Comments start in another way in a manifest than in Rust; the words are the same.
pub(crate) fn is_header(line: &str) -> bool {
    let words = |line: &str| line.trim_start_matches(['/', '#']).trim().to_owned();
    words(line) == words(HEADER)
}

/// Finds our files in `below` that are not among `paths`. The crate's own folder is not searched deeper than its files:
/// what is below it is no business of ours unless something is generated there.
fn find_stale(folder: &Folder, below: &str, paths: &BTreeSet<String>, found: &mut Vec<String>) -> Result<(), Failure> {
    let here = folder.join(below);
    let unreadable = |error: io::Error| unreadable(&folder.name_of(below), &error);
    let entries = match fs::read_dir(&here) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(unreadable(error)),
    };
    for entry in entries {
        let entry = entry.map_err(unreadable)?;
        let kind = entry.file_type().map_err(unreadable)?;
        // A name that is not UTF-8 was never one of ours.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if kind.is_dir() && !below.is_empty() {
            find_stale(folder, &path, paths, found)?;
        } else if kind.is_file() && !paths.contains(&path) && has_header(&entry.path()) {
            found.push(path);
        }
    }
    Ok(())
}

/// A file that can't be read, or is no text, is not ours.
fn has_header(path: &Path) -> bool {
    let Ok(file) = fs::File::open(path) else { return false };
    let mut line = Vec::new();
    let limit = HEADER.len() as u64 + 8;
    let read = BufReader::new(io::Read::take(file, limit)).read_until(b'\n', &mut line);
    read.is_ok() && str::from_utf8(&line).is_ok_and(is_header)
}

fn first_few(in_the_way: &[(&'static str, String)]) -> String {
    const FEW: usize = 5;
    let names: Vec<_> = in_the_way.iter().take(FEW).map(|(_, path)| path.as_str()).collect();
    let more = if in_the_way.len() > FEW { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

fn unreadable(name: &str, error: &io::Error) -> Failure {
    Failure::io("unreadable-output", "compare the output", name, error, "make it readable, or choose another folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_only_paths_that_stay_inside() {
        for good in ["Cargo.toml", "src/lib.rs", ".rustfmt.toml", "src/a b.rs"] {
            assert!(is_inside(good), "{good}");
        }
        for bad in ["", "/", "/etc/passwd", "..", "src/../../x", "src//x", "./x", "src/", "a\\b", "c:x", "a\0b"] {
            assert!(!is_inside(bad), "{bad:?}");
        }
    }

    #[test]
    fn knows_its_header_in_every_kind_of_file() {
        let words = HEADER.trim_start_matches("// ");
        assert!(is_header(HEADER) && is_header(&format!("# {words}\n")) && is_header(&format!("// {words}\r\n")));
        assert!(!is_header("") && !is_header("// Generated") && !is_header(&format!("{HEADER}!")));
    }
}
