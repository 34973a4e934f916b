//! How much code there is for an operation.

use std::path::{Path, PathBuf};

use super::cargo::read;
use crate::failure::Failure;

/// Lines of code in the files, without those of comments and empty ones, for each operation.
pub(super) fn per_operation(sources: &[PathBuf], operations: usize) -> Result<f64, Failure> {
    let mut lines = 0_u32;
    for source in sources {
        lines += count(&read(source)?);
    }
    let operations = u32::try_from(operations).unwrap_or(u32::MAX);
    Ok(f64::from(lines) / f64::from(operations))
}

/// The Rust files in a folder and those below it, without the folder `except`.
pub(super) fn rust_files(folder: &Path, except: &str) -> Result<Vec<PathBuf>, Failure> {
    let fail = |error| {
        Failure::io(
            "measure",
            "list a crate to measure",
            &folder.display().to_string(),
            &error,
            "see whether it is there",
        )
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != except) {
                files.extend(rust_files(&path, except)?);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Lines that are neither empty nor only a comment.
pub(crate) fn count(text: &str) -> u32 {
    let mut in_comment = false;
    let code = text.lines().map(str::trim).filter(|line| {
        let comment = in_comment || line.starts_with("//") || line.starts_with("/*") || line.starts_with("#![doc");
        in_comment = (in_comment || line.starts_with("/*")) && !line.ends_with("*/");
        !comment && !line.is_empty()
    });
    u32::try_from(code.count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_only() {
        assert_eq!(count("//! a\n\n/// b\nfn f() {\n    /* c */\n    /**d\n e\n*/\n    g(); // h\n}\n"), 3);
    }
}
