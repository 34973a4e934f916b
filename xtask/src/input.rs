//! The documents, read from the file system.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use codegen::Source;

use crate::beside::{Beside, Reach};
use crate::failure::{Failure, Shown};

/// A document, read.
#[derive(Debug)]
pub(crate) struct Input {
    /// What messages call it.
    pub(crate) name: String,
    pub(crate) text: String,
    path: PathBuf,
}

pub(crate) const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

impl Input {
    /// The files that it may refer to.
    pub(crate) fn files(&self, reach: Reach) -> Beside {
        Beside::new(&self.path, reach)
    }

    pub(crate) fn source(&self) -> Source<'_> {
        Source { name: &self.name, text: &self.text }
    }

    /// Reads the document at `path`, which messages call `name`.
    pub(crate) fn read(path: &Path, name: String) -> Result<Self, Failure> {
        let fail = |code, message: String, help: &str| Failure::new(code, message, help).at(name.clone());
        if fs::metadata(path).is_ok_and(|found| found.is_dir()) {
            return Err(fail(
                "not-a-file",
                "expected an OpenAPI document, but found a folder".to_owned(),
                "name one file, YAML or JSON",
            ));
        }
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => fail(
                "missing-file",
                "expected an OpenAPI document, but found no such file".to_owned(),
                "check the spelling of the path",
            ),
            _ => Failure::io("unreadable-file", "read an OpenAPI document", &name, &error, "make it readable"),
        })?;
        let text = String::from_utf8(bytes).map_err(|error| not_utf8(&name, &error))?;
        if text.trim_start_matches('\u{feff}').trim().is_empty() {
            let found = if text.is_empty() { "an empty file" } else { "nothing but white space" };
            let help = "a document starts with its version: `openapi: 3.0.3`";
            return Err(fail("empty-file", format!("expected an OpenAPI document, but found {found}"), help));
        }
        Ok(Self { name, text, path: path.to_owned() })
    }
}

/// Reads the documents at these paths, and those in them where they are folders. Sorted by path, so that the order of the
/// paths does not matter.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if fs::metadata(path).is_ok_and(|found| found.is_dir()) {
            files.extend(in_folder(path, &path.display().to_string(), NAME_ONE)?);
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    let mut known = BTreeMap::new();
    for file in &files {
        // One that can't be found is told of when it is read.
        let Ok(canonical) = fs::canonicalize(file) else { continue };
        if let Some(other) = known.insert(canonical, file) {
            let help = "leave out one of the two";
            let message = "expected each document once, but found this one twice";
            let note = (other != file).then(|| format!("it is also {}", other.display()));
            return Err(Failure::new("same-document", message, help).note(note).at(file.display().to_string()));
        }
    }
    files.iter().map(|file| Input::read(file, file.display().to_string())).collect()
}

/// Reads the documents of the workspace.
pub(crate) fn read_workspace(root: &Path) -> Result<Vec<Input>, Failure> {
    let name = |path: &Path| path.strip_prefix(root).unwrap_or(path).display().to_string();
    workspace_documents(root)?.iter().map(|path| Input::read(path, name(path))).collect()
}

/// The only document of the workspace, for what is made for one.
pub(crate) fn workspace_document(root: &Path) -> Result<PathBuf, Failure> {
    match <[PathBuf; 1]>::try_from(workspace_documents(root)?) {
        Ok([document]) => Ok(document),
        Err(several) => {
            let names = several.iter().filter_map(|path| path.file_name()).map(|name| name.display().to_string());
            let message = format!("expected one OpenAPI document, but found {}", several.len());
            let help = "name the one that is meant with `--spec`";
            let failure = Failure::new("several-documents", message, help).at("spec");
            Err(failure.note(Some(names.collect::<Vec<_>>().join(", "))))
        }
    }
}

const NAME_ONE: &str = "add a document, or name one: `cargo xtask generate --spec FILE --out DIR`";

fn workspace_documents(root: &Path) -> Result<Vec<PathBuf>, Failure> {
    let help = "the documents that generated-client/ is generated from belong there; or name one: `cargo xtask generate \
                --spec FILE --out DIR`";
    in_folder(&root.join("spec"), "spec", help)
}

/// The documents in a folder, sorted; at least one. Folders in it are not looked into.
fn in_folder(folder: &Path, name: &str, help: &str) -> Result<Vec<PathBuf>, Failure> {
    let unreadable =
        |error: io::Error| Failure::io("unreadable-folder", "read the folder of documents", name, &error, help);
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known)) {
            documents.push(path);
        }
    }
    documents.sort();
    if documents.is_empty() {
        let message = "expected an OpenAPI document, but found none (*.yaml, *.yml or *.json)";
        return Err(Failure::new("no-document", message, help).at(name));
    }
    Ok(documents)
}

fn not_utf8(name: &str, error: &std::string::FromUtf8Error) -> Failure {
    let bytes = error.as_bytes();
    let offset = error.utf8_error().valid_up_to();
    let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        "the file starts as UTF-16 does: save it as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    let message = format!("expected text in UTF-8, but found the byte 0x{:02x} at offset {offset}", bytes[offset]);
    // What stands before is as it was; the byte itself has become a replacement character.
    let text = String::from_utf8_lossy(bytes).into_owned();
    let span = offset..offset + char::REPLACEMENT_CHARACTER.len_utf8();
    Failure::new("not-utf-8", message, help).in_text(Shown { name: name.to_owned(), text, span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Whereabouts;

    #[test]
    fn names_the_byte_that_is_not_utf8() {
        let error = String::from_utf8(b"a: b\nc: \xc3\xbc\xfc\n".to_vec()).expect_err("it is Latin-1");
        let failure = not_utf8("a.yaml", &error);
        assert_eq!(failure.message, "expected text in UTF-8, but found the byte 0xfc at offset 10");
        let Whereabouts::Text(shown) = failure.place else { panic!("it is in a text") };
        let text = "a: b\nc: ü\u{fffd}\n".to_owned();
        assert_eq!(*shown, Shown { name: "a.yaml".to_owned(), text, span: 10..13 });
    }
}
