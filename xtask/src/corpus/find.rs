//! The documents below the paths of the command line.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::input::EXTENSIONS;

/// What is there to be tried.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) documents: Vec<Document>,
    /// Files with the right extension that do not look like OpenAPI.
    pub(crate) skipped: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Document {
    /// Below the path of the command line; where there are several, that path's last part comes first.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

/// Reads every document below the paths, sorted by name.
pub(crate) fn find(paths: &[PathBuf]) -> Result<Found, Failure> {
    let mut found = Found::default();
    for path in paths {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let last = || absolute.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let is_folder = fs::metadata(path).map_err(|error| unreadable(path, &error))?.is_dir();
        if !is_folder {
            found.add(last(), absolute)?;
            continue;
        }
        let prefix = if paths.len() > 1 { format!("{}/", last()) } else { String::new() };
        let mut files = Vec::new();
        walk(&absolute, &prefix, &mut files)?;
        for (name, path) in files {
            if path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known)) {
                found.add(name, path)?;
            }
        }
    }
    found.documents.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    found.documents.dedup_by(|a, b| a.path == b.path);
    Ok(found)
}

impl Found {
    fn add(&mut self, name: String, path: PathBuf) -> Result<(), Failure> {
        let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
        if looks_like_openapi(&bytes) {
            self.documents.push(Document { name, path, bytes });
        } else {
            self.skipped.push(name);
        }
        Ok(())
    }
}

/// The files in a folder and below it, except in build output and hidden folders.
fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> Result<(), Failure> {
    let failed = |error| unreadable(folder, &error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        let part = entry.file_name().to_string_lossy().into_owned();
        let name = format!("{prefix}{part}");
        if kind.is_dir() && part != "target" && !part.starts_with('.') {
            walk(&entry.path(), &format!("{name}/"), files)?;
        } else if kind.is_file() {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}

/// Whether `openapi` or `swagger` is a key, in YAML at the start of a line. Whether that is true is the generator's to say.
fn looks_like_openapi(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let is_key = |after: &str| after.trim_start().starts_with(':');
    ["openapi", "swagger"].iter().any(|key| {
        text.match_indices(key).any(|(start, _)| {
            let (before, after) = (&text[..start], &text[start + key.len()..]);
            match before.chars().next_back() {
                None | Some('\n' | '\r' | '\u{feff}') => is_key(after),
                Some(quote @ ('"' | '\'')) => after.strip_prefix(quote).is_some_and(is_key),
                Some(_) => false,
            }
        })
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let place = path.display().to_string();
    Failure::io("unreadable-file", "read OpenAPI documents", &place, error, "check the spelling of the path")
}

#[cfg(test)]
mod tests {
    use super::looks_like_openapi;

    #[test]
    fn knows_documents_by_their_version() {
        for good in
            ["openapi: 3.0.3\n", "a: b\r\nswagger : '2.0'", "{\"info\":{},\"openapi\" : \"3.1.0\"}", "'openapi': 3"]
        {
            assert!(looks_like_openapi(good.as_bytes()), "{good}");
        }
        for bad in ["", "title: openapi\n", "a:\n  openapi: 3.0.3", "[\"openapi\"]", "openapi", "openapis: 3"] {
            assert!(!looks_like_openapi(bad.as_bytes()), "{bad}");
        }
    }
}
