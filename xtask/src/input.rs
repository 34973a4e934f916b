//! The document, read from the file system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Shown};

/// A document, read.
#[derive(Debug)]
pub(crate) struct Input {
    /// What messages call it.
    pub(crate) name: String,
    pub(crate) text: String,
}

pub(crate) const EXTENSIONS: [&str; 3] = ["json", "yaml", "yml"];

impl Input {
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
        Ok(Self { name, text })
    }

    /// Reads the one document of the workspace.
    pub(crate) fn of_workspace(root: &Path) -> Result<Self, Failure> {
        let path = workspace_document(root)?;
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        Self::read(&path, name)
    }
}

/// The one document in `spec/`.
pub(crate) fn workspace_document(root: &Path) -> Result<PathBuf, Failure> {
    let folder = root.join("spec");
    let unreadable = |error: io::Error| {
        let help = "the documents that generated-client/ is generated from belong there";
        Failure::io("unreadable-folder", "read the folder of documents", "spec", &error, help)
    };
    let mut documents = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|extension| EXTENSIONS.iter().any(|known| extension == *known)) {
            documents.push(path);
        }
    }
    documents.sort();
    match <[PathBuf; 1]>::try_from(documents) {
        Ok([document]) => Ok(document),
        Err(none) if none.is_empty() => Err(Failure::new(
            "no-document",
            "expected an OpenAPI document, but found none (*.yaml, *.yml or *.json)",
            "add the document of the service, or name one: `cargo xtask generate --spec FILE --out DIR`",
        )
        .at("spec")),
        Err(several) => {
            let names = several.iter().filter_map(|path| path.file_name()).map(|name| name.display().to_string());
            Err(Failure::new(
                "several-documents",
                format!("expected one OpenAPI document, but found {}", several.len()),
                "one crate of several documents is not supported yet: keep one in the folder, and generate a crate of \
                 each other one with `cargo xtask generate --spec FILE --out DIR`",
            )
            .note(Some(names.collect::<Vec<_>>().join(", ")))
            .at("spec"))
        }
    }
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
