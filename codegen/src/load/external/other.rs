//! The other files: read once, when the first reference leads there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::External;
use super::path;
use crate::diagnostic::Diagnostics;
use crate::files::{Files, OtherFile, Refused};
use crate::load::inline::below;
use crate::load::text;
use crate::pointer::{Pointer, percent_decoded};
use crate::source::Source;

/// Chains of references are followed this far; what is longer leads in a circle.
pub(super) const MOST_STEPS: usize = 32;

/// A document of more files is a mistake, or an attack.
const MOST_FILES: usize = 1_000;

/// All files together.
const MOST_BYTES: usize = 64 << 20;

/// What is brought into the document, all in all: four times what the largest documents have, and some 200 MB.
const MOST_VALUES: usize = 1_000_000;

/// Where a reference leads.
pub(super) enum Target {
    /// To a part of another file, which is there.
    Part(Pointer),
    /// Into the document, or nowhere: this is how the document is to spell it.
    Here(String),
}

pub(super) struct Others<'b> {
    /// The document's own file.
    name: &'b str,
    files: &'b dyn Files,
    diagnostics: &'b mut Diagnostics,
    /// By path, relative to the document's folder; 0 is the document.
    indices: BTreeMap<String, Result<usize, Refused>>,
    paths: Vec<String>,
    values: Vec<Value>,
    bytes: usize,
    /// How many values were copied into the document.
    copied: usize,
    external: External,
}

impl<'b> Others<'b> {
    pub(super) fn new(name: &'b str, files: &'b dyn Files, diagnostics: &'b mut Diagnostics) -> Self {
        let own = name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Self {
            name,
            files,
            diagnostics,
            indices: BTreeMap::from([(own.clone(), Ok(0))]),
            paths: vec![own],
            values: Vec::new(),
            bytes: 0,
            copied: 0,
            external: External::default(),
        }
    }

    pub(super) fn finish(self) -> External {
        self.external
    }

    /// A copy of what stands at a place of another file; or how the document is to spell a reference to it, if all copies
    /// together are so large that they must be a mistake, or an attack.
    pub(super) fn copy(&mut self, target: &Pointer) -> Result<Value, String> {
        self.copied += self.part(target).map_or(0, size);
        if self.copied <= MOST_VALUES {
            return Ok(self.part(target).cloned().unwrap_or_default());
        }
        let text = format!("{}{target}", self.paths[target.file()]);
        let message = format!("expected at most {MOST_VALUES} values from other files, but found `{text}` beyond that");
        let refused = Refused::new(message, "refer to smaller parts, or to fewer of them");
        self.external.refused.insert(text.clone(), refused);
        Err(text)
    }

    /// What stands at a place of another file.
    fn part(&self, target: &Pointer) -> Option<&Value> {
        below(self.values.get(target.file().checked_sub(1)?)?, target.tokens())
    }

    /// A free name for a part: its last key, or with those before it and then those of its file, or else with a number.
    pub(super) fn name(&self, target: &Pointer, taken: &BTreeSet<String>) -> String {
        let path = &self.paths[target.file()];
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        let folders = folders.split('/').filter(|folder| !matches!(*folder, "" | ".."));
        let is_name = |key: &&String| !matches!(key.as_str(), "$defs" | "definitions" | "components" | "schemas");
        let keys = target.tokens().iter().filter(is_name).map(String::as_str);
        let names = folders.chain([path::stem(path)]).chain(keys).map(|name| name.replace(['/', '~'], "_"));
        let names: Vec<String> = names.collect();
        let longer = (0..names.len()).rev().map(|start| names[start..].join("."));
        let last = names.last().cloned().unwrap_or_default();
        let numbered = (2_u32..).map(|number| format!("{last}_{number}"));
        longer.chain(numbered).find(|name| !taken.contains(name)).unwrap_or_else(|| last.clone())
    }

    /// Follows a reference that stands in `file`, through parts that are nothing but references.
    pub(super) fn resolve(&mut self, reference: &str, file: usize) -> Target {
        let (mut reference, mut file) = (reference.to_owned(), file);
        for _ in 0..MOST_STEPS {
            if path::is_foreign(&reference) || file == 0 && (reference.is_empty() || reference.starts_with('#')) {
                return Target::Here(reference);
            }
            let target = match self.target(&reference, file) {
                Ok(target) if target.file() == 0 => return Target::Here(target.to_string()),
                Ok(target) => target,
                Err((text, refused)) => return self.refuse(text, refused),
            };
            match self.part(&target) {
                None => {
                    let path = &self.paths[target.file()];
                    let message = format!("expected a part of `{path}`, but found none at `{target}`");
                    let refused = Refused::new(message, "correct the reference, or define it there");
                    return self.refuse(format!("{path}{target}"), refused);
                }
                Some(part) => match only_reference(part) {
                    Some(next) => (reference, file) = (next.to_owned(), target.file()),
                    None => return Target::Part(target),
                },
            }
        }
        Target::Here(self.circle(&reference))
    }

    /// Remembers that a reference leads to itself, and returns how the document is to spell it.
    pub(super) fn circle(&mut self, reference: &str) -> String {
        let message = format!("expected `{reference}` to lead to a definition, but found a cycle");
        self.external.refused.insert(reference.to_owned(), Refused::new(message, "break the cycle"));
        reference.to_owned()
    }

    /// The place that a reference names, whether there is something or not. The error comes with the spelling of the reference
    /// that does not depend on where it stands.
    fn target(&mut self, reference: &str, file: usize) -> Result<Pointer, (String, Refused)> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let index = if path.is_empty() {
            file
        } else {
            let path = path::join(&self.paths[file], &percent_decoded(path));
            self.index(&path).map_err(|refused| (format!("{path}#{fragment}"), refused))?
        };
        let pointer = Pointer::parse(&percent_decoded(fragment)).ok_or_else(|| {
            let path = &self.paths[index];
            let message = format!("expected a JSON Pointer behind `{path}#`, but found `{fragment}`");
            (
                format!("{path}#{fragment}"),
                Refused::new(message, "a pointer starts with a slash: `#/components/schemas/Pet`"),
            )
        })?;
        Ok(pointer.in_file(index))
    }

    fn index(&mut self, path: &str) -> Result<usize, Refused> {
        if let Some(known) = self.indices.get(path) {
            return known.clone();
        }
        let read = self.read(path);
        self.indices.insert(path.to_owned(), read.clone());
        read
    }

    fn read(&mut self, path: &str) -> Result<usize, Refused> {
        if self.values.len() == MOST_FILES || self.bytes > MOST_BYTES {
            let message = format!(
                "expected a document of at most {MOST_FILES} files and {} MiB, but found `{path}` beyond that",
                MOST_BYTES >> 20
            );
            return Err(Refused::new(message, "put several parts into one file, or leave some out"));
        }
        let text = self.files.read(path)?;
        let name = path::join(self.name, path);
        let source = Source { name: &name, text: &text };
        let index = self.values.len() + 1;
        let mut found = Diagnostics::default();
        let prose = [".md", ".txt"].iter().any(|end| path.ends_with(end)).then(|| Ok(Value::String(text.clone())));
        let value = prose.unwrap_or_else(|| text::read(&source, &mut found)).map_err(|error| {
            let found = error.message().split_once("but found ").map_or(error.message(), |(_, found)| found);
            let line = error.span().map(|span| format!(" in line {}", source.line_column(span.start).0));
            let message =
                format!("expected `{path}` to be YAML or JSON, but found{} {found}", line.unwrap_or_default());
            Refused::new(message, "mend the file, or refer to another")
        })?;
        self.diagnostics.append(found.in_file(index));
        self.bytes += text.len();
        self.values.push(value);
        self.paths.push(path.to_owned());
        self.external.others.push(OtherFile { name, text });
        Ok(index)
    }

    fn refuse(&mut self, text: String, refused: Refused) -> Target {
        self.external.refused.insert(text.clone(), refused);
        Target::Here(text)
    }
}

/// The reference that a part consists of.
pub(super) fn only_reference(part: &Value) -> Option<&str> {
    part.as_object().filter(|map| map.len() == 1)?.get("$ref")?.as_str()
}

/// How many values there are in a part, itself included.
fn size(part: &Value) -> usize {
    1 + match part {
        Value::Object(map) => map.values().map(size).sum(),
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}
