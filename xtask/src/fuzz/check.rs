//! What must be true of every document's crate.

use std::collections::BTreeSet;
use std::path::Path;

use codegen::{File, Files, Generated, Options, Refused, Source};

use crate::report::Document;
use crate::{generate, tree};

/// Whatever file a document refers to, it is the document again.
struct Itself<'a>(&'a str);

impl Files for Itself<'_> {
    fn read(&self, path: &str) -> Result<String, Refused> {
        let again = path.rsplit('/').next().is_some_and(|file| file.contains(".yaml")).then(|| self.0.to_owned());
        again.ok_or_else(|| Refused::new(format!("expected a file, but found `{path}`"), "name another"))
    }
}

/// Remembers texts that were seen to be Rust: most of the runtime is the same in each crate.
#[derive(Debug, Default)]
pub(crate) struct Checker {
    parsed: BTreeSet<String>,
}

impl Checker {
    /// Generates a crate of the text, twice; the error says what was wrong. A document that is refused is fine.
    pub(crate) fn document(&mut self, text: &str) -> Result<(), String> {
        let source = Source { name: "fuzz.yaml", text };
        let options = Options { name: Some("fuzz".to_owned()), ..Options::default() };
        // Whoever asks for the losses gets the same crate.
        let again = Options { losses: true, ..options.clone() };
        let document = Document::new(source.name, source.text);
        let generate = |options| codegen::generate_with(&source, &Itself(text), options);
        let (first, second) = match (generate(&options), generate(&again)) {
            (Ok(first), Ok(second)) => (first, second),
            (Err(first), Err(second)) => {
                generate::load_error(&document, &first).render(false);
                told(first.message(), first.help())?;
                return same(format!("{first:?}") == format!("{second:?}"));
            }
            (Ok(_), Err(_)) | (Err(_), Ok(_)) => return same(false),
        };
        same(first.files == second.files && first.diagnostics == second.diagnostics)?;
        let spans = source.spans(first.diagnostics.iter().map(|diagnostic| &diagnostic.pointer));
        for (diagnostic, span) in first.diagnostics.iter().zip(spans) {
            if diagnostic.pointer.file() > first.others.len() {
                return Err(format!("expected a file that was read, but found {}", diagnostic.pointer.file()));
            }
            let level = annotate_snippets::Level::NOTE;
            generate::diagnostic(&document, level, diagnostic, span, &diagnostic.pointer.to_string()).render(false);
        }
        self.generated(&first)?;
        // As one of several, too, now and then.
        if text.len().is_multiple_of(4) { self.together(text, &options) } else { Ok(()) }
    }

    /// The document beside itself, under another name.
    fn together(&mut self, text: &str, options: &Options) -> Result<(), String> {
        let itself: &dyn Files = &Itself(text);
        let sources = ["fuzz_a.yaml", "fuzz_b.yaml"].map(|name| (Source { name, text }, itself));
        match codegen::generate_together(&sources, options) {
            Ok(generated) => self.files(&generated.files),
            Err(_) => Err("expected one crate, since the document alone is one, but found an error".to_owned()),
        }
    }

    fn generated(&mut self, generated: &Generated) -> Result<(), String> {
        for diagnostic in &generated.diagnostics {
            told(&diagnostic.message, &diagnostic.help)
                .map_err(|wrong| format!("{} at {}: {wrong}", diagnostic.code.as_str(), diagnostic.pointer))?;
        }
        self.files(&generated.files)
    }

    fn files(&mut self, files: &[File]) -> Result<(), String> {
        let mut paths = BTreeSet::new();
        for file in files {
            path(&file.path)?;
            if !paths.insert(file.path.to_lowercase()) {
                return Err(format!("expected each path once, but found `{}` twice, if case is ignored", file.path));
            }
            self.file(file)?;
        }
        Ok(())
    }

    fn file(&mut self, File { path, text }: &File) -> Result<(), String> {
        if Path::new(path).extension().is_none_or(|rs| rs != "rs") || self.parsed.contains(text) {
            return Ok(());
        }
        if !text.lines().next().is_some_and(tree::is_header) {
            return Err(format!("expected the generator's header, but {path} starts without it"));
        }
        syn::parse_file(text).map_err(|error| format!("expected Rust, but {path} is none: {error}"))?;
        if path.starts_with("src/runtime/") {
            self.parsed.insert(text.clone());
        }
        Ok(())
    }
}

fn same(same: bool) -> Result<(), String> {
    if same { Ok(()) } else { Err("expected the same twice, but the second run gives something else".to_owned()) }
}

fn told(message: &str, help: &str) -> Result<(), String> {
    if message.trim().is_empty() || help.trim().is_empty() {
        return Err(format!("expected a message and a help, but found `{message}` and `{help}`"));
    }
    Ok(())
}

/// Relative, below the folder, and a file's name on Windows as well.
fn path(path: &str) -> Result<(), String> {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let good = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        let numbered = ["com", "lpt"].iter().any(|port| {
            stem.strip_prefix(port)
                .is_some_and(|rest| rest.chars().count() == 1 && !rest.starts_with(char::is_alphabetic))
        });
        !stem.is_empty()
            && part.len() <= 255
            && !part.ends_with([' ', '.'])
            && !part.contains(|letter: char| letter.is_control() || "<>:\"|?*\\".contains(letter))
            && !DEVICES.contains(&stem.as_str())
            && !numbered
    };
    if path.split('/').all(good) { Ok(()) } else { Err(format!("expected a path of a file, but found `{path}`")) }
}

#[cfg(test)]
mod tests {
    use codegen::{Code, Diagnostic};

    use super::*;

    fn wrong(files: &[(&str, &str)], diagnostics: Vec<Diagnostic>) -> Result<(), String> {
        let files = files.iter().map(|&(path, text)| File { path: path.to_owned(), text: text.to_owned() }).collect();
        let generated = Generated {
            files,
            diagnostics,
            operations: 0,
            types: 0,
            answers: Vec::new(),
            others: Vec::new(),
            losses: Vec::new(),
        };
        Checker::default().generated(&generated)
    }

    #[test]
    fn sees_bad_paths() {
        for bad in [
            "../a.toml",
            "/a.toml",
            "a//b",
            "a/./b",
            "a\\b",
            "C:/a",
            "src/con.rs",
            "src/NUL",
            "a/com1.rs",
            "a.",
            "a\u{1}",
            "",
        ] {
            assert!(path(bad).is_err(), "{bad}");
        }
        for good in ["Cargo.toml", "src/types/build.rs", "src/com.rs", "src/console.rs"] {
            assert_eq!(path(good), Ok(()));
        }
        assert!(wrong(&[("a.toml", ""), ("A.toml", "")], Vec::new()).is_err());
        assert!(wrong(&[("a.toml", ""), ("b.toml", "")], Vec::new()).is_ok());
    }

    #[test]
    fn sees_bad_rust() {
        let header = "// Generated by `cargo xtask generate`. Changes here are lost: change the OpenAPI document.\n";
        assert_eq!(wrong(&[("a.rs", &format!("{header}fn a() {{}}"))], Vec::new()), Ok(()));
        assert!(wrong(&[("a.rs", "fn a() {}")], Vec::new()).is_err_and(|wrong| wrong.contains("header")));
        assert!(
            wrong(&[("a.rs", &format!("{header}fn fn() {{}}"))], Vec::new()).is_err_and(|wrong| wrong.contains("Rust"))
        );
    }

    #[test]
    fn sees_diagnostics_without_help() {
        let diagnostic = |help: &str| Diagnostic {
            code: Code::Ignored,
            pointer: codegen::pointer::Pointer::default(),
            message: "expected a, but found b".to_owned(),
            help: help.to_owned(),
        };
        assert_eq!(wrong(&[], vec![diagnostic("mend it")]), Ok(()));
        assert!(wrong(&[], vec![diagnostic("")]).is_err());
    }
}
