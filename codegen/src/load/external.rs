//! References into other files: the parts that they lead to become components of the document, or are put where they are
//! referred to.
//!
//! A part that several references lead to is one component, called by the last key of the pointer, or by its file. In a
//! file, references are relative to it, those that start with `#` too.

mod kind;
mod other;
mod path;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::mem;

use serde_json::{Map, Value};

use super::origin::Origins;
use crate::diagnostic::Diagnostics;
use crate::files::{Files, OtherFile, Refused};
use crate::pointer::{At, Pointer};
use crate::source::Source;
use kind::{Holds, Kind};
use other::{Others, Target};

/// A key of `components`.
type Section = &'static str;

/// What other files gave.
#[derive(Debug, Default)]
pub(super) struct External {
    /// A pointer in file 1 is one in the first of them.
    pub(super) others: Vec<OtherFile>,
    /// References that lead nowhere, as they stand in the document now.
    pub(super) refused: BTreeMap<String, Refused>,
}

/// Brings what the document refers to into it.
pub(super) fn bring(
    document: &mut Map<String, Value>,
    source: &Source<'_>,
    files: &dyn Files,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) -> External {
    if !may_lead_outside(source.text) {
        return External::default();
    }
    let others = Others::new(source.name, files, diagnostics);
    let mut bundle = Bundle { others, origins, known: BTreeMap::new(), taken: BTreeMap::new(), queue: VecDeque::new() };
    bundle.document(document);
    bundle.others.finish()
}

/// Whether there may be a reference that does not start with `#`. Most documents have none, and are not walked then.
fn may_lead_outside(text: &str) -> bool {
    text.match_indices("$ref").any(|(start, found)| {
        let rest = text[start + found.len()..].trim_start_matches(['"', '\'']).trim_start();
        let reference = rest.strip_prefix(':').map(|rest| rest.trim_start().trim_start_matches(['"', '\'']));
        reference.is_none_or(|reference| !reference.starts_with('#'))
    })
}

struct Bundle<'b> {
    others: Others<'b>,
    origins: &'b mut Origins,
    /// The components that parts of other files have become.
    known: BTreeMap<(Section, Pointer), String>,
    /// The names of all components.
    taken: BTreeMap<Section, BTreeSet<String>>,
    /// Components to be: section, name, where they stand, and what.
    queue: VecDeque<(Section, String, Pointer, Value)>,
}

impl Bundle<'_> {
    fn document(&mut self, document: &mut Map<String, Value>) {
        let mut components = document.get_mut("components").map(Value::take).unwrap_or_default();
        self.components(&mut components);
        if let Some(paths) = document.get_mut("paths") {
            self.map(paths, Kind::PathItem, 0, &At::ROOT.key("paths"));
        }
        let at = At::ROOT.key("components");
        while let Some((section, name, target, mut part)) = self.queue.pop_front() {
            let at = at.key(section);
            let at = at.key(&name);
            self.origins.insert(at.pointer(), target.clone());
            if let Some(kind) = Kind::of_section(section) {
                self.walk(&mut part, kind, target.file(), &at);
            }
            if !components.is_object() {
                components = Value::Object(Map::new());
            }
            if components[section].is_null() {
                components[section] = Value::Object(Map::new());
            }
            if let Some(parts) = components[section].as_object_mut() {
                parts.insert(name, part);
            }
        }
        if !components.is_null() {
            document.insert("components".to_owned(), components);
        }
    }

    /// The components of the document keep their names: one that is nothing but a reference to a part of another file is
    /// that part.
    fn components(&mut self, components: &mut Value) {
        let at = At::ROOT.key("components");
        let file = self.inline(components, 0, &at);
        let Value::Object(sections) = components else { return };
        let mut rest = Vec::new();
        for (key, parts) in sections.iter_mut() {
            let Some(kind) = Kind::of_section(key) else { continue };
            let at = at.key(key);
            let file = self.inline(parts, file, &at);
            if let (Value::Object(parts), Some(section)) = (&mut *parts, kind.section()) {
                self.taken.entry(section).or_default().extend(parts.keys().cloned());
                for (name, part) in parts {
                    self.adopt(part, section, name, file, &at);
                }
            }
            rest.push((key.clone(), kind, file));
        }
        for (key, kind, file) in rest {
            self.map(&mut sections[key.as_str()], kind, file, &at.key(&key));
        }
    }

    fn adopt(&mut self, part: &mut Value, section: Section, name: &str, file: usize, at: &At<'_>) {
        let own = self.origins.original(at.key(name).pointer());
        if own.file() != 0 {
            self.known.entry((section, own)).or_insert_with(|| name.to_owned());
        }
        let Some(reference) = other::only_reference(part) else { return };
        let Target::Part(target) = self.others.resolve(reference, file) else { return };
        if !self.known.contains_key(&(section, target.clone()))
            && let Ok(copy) = self.others.copy(&target)
        {
            self.known.insert((section, target.clone()), name.to_owned());
            self.queue.push_back((section, name.to_owned(), target, copy));
            *part = Value::Null;
        }
    }

    fn map(&mut self, value: &mut Value, kind: Kind, file: usize, at: &At<'_>) {
        let file = self.inline(value, file, at);
        if let Value::Object(parts) = value {
            for (name, part) in parts {
                self.walk(part, kind, file, &at.key(name));
            }
        }
    }

    /// Looks for references in a part that stands in `file`, and will be read at `at`.
    fn walk(&mut self, value: &mut Value, kind: Kind, file: usize, at: &At<'_>) {
        let file = match kind.section() {
            Some(section) => {
                self.lead(value, section, file);
                file
            }
            None => self.inline(value, file, at),
        };
        if kind == Kind::Schema {
            self.mapping(value, file);
        }
        let Value::Object(map) = value else { return };
        for (key, below) in map {
            let at = at.key(key);
            match (kind.holds(key), below) {
                (Some(Holds::One(kind) | Holds::List(kind)), Value::Array(items)) => {
                    for (index, item) in items.iter_mut().enumerate() {
                        self.walk(item, kind, file, &at.index(index));
                    }
                }
                (Some(Holds::One(kind)), below) => self.walk(below, kind, file, &at),
                (Some(Holds::Map(kind)), below) => self.map(below, kind, file, &at),
                (Some(Holds::List(_)) | None, _) => {}
            }
        }
    }

    /// Leads a reference to the component that its target has become.
    fn lead(&mut self, value: &mut Value, section: Section, file: usize) {
        let Some(Value::String(reference)) = value.get_mut("$ref") else { return };
        match self.others.resolve(reference, file) {
            Target::Part(target) => *reference = self.component(section, target),
            Target::Here(text) => *reference = text,
        }
    }

    /// The values of `discriminator.mapping`, which are references or names of schemas.
    fn mapping(&mut self, value: &mut Value, file: usize) {
        let Some(Value::Object(mapping)) = value.get_mut("discriminator").and_then(|tag| tag.get_mut("mapping")) else {
            return;
        };
        for value in mapping.values_mut() {
            let Value::String(text) = value else { continue };
            let reference =
                match text.contains(['/', '#']) || [".yaml", ".yml", ".json"].iter().any(|end| text.ends_with(end)) {
                    true => text.clone(),
                    false if file == 0 => continue,
                    false => format!("#/components/schemas/{text}"),
                };
            match self.others.resolve(&reference, file) {
                Target::Part(target) => *text = self.component("schemas", target),
                Target::Here(here) if here.starts_with('#') => *text = here,
                // It is a name after all.
                Target::Here(_) => {}
            }
        }
    }

    /// Puts what a reference leads to in its place; what stands beside the reference goes before that. Returns the file that
    /// the result stands in.
    fn inline(&mut self, value: &mut Value, mut file: usize, at: &At<'_>) -> usize {
        for _ in 0..other::MOST_STEPS {
            let Some(Value::String(reference)) = value.get_mut("$ref") else { return file };
            let target = match self.others.resolve(reference, file) {
                Target::Part(target) => target,
                Target::Here(text) => {
                    *reference = text;
                    return file;
                }
            };
            let mut part = match self.others.copy(&target) {
                Ok(part) => part,
                Err(text) => {
                    *reference = text;
                    return file;
                }
            };
            let beside = mem::take(value);
            if let (Value::Object(beside), Value::Object(part)) = (beside, &mut part) {
                for (key, value) in beside.into_iter().filter(|(key, _)| key != "$ref") {
                    let here = at.key(&key).pointer();
                    let origin = self.origins.original(here.clone());
                    self.origins.insert(here, origin);
                    part.insert(key, value);
                }
            }
            file = target.file();
            self.origins.insert(at.pointer(), target);
            *value = part;
        }
        file
    }

    /// A reference to the component that a part of another file is.
    fn component(&mut self, section: Section, target: Pointer) -> String {
        let key = (section, target);
        let name = match self.known.get(&key) {
            Some(name) => name.clone(),
            None => {
                let copy = match self.others.copy(&key.1) {
                    Ok(copy) => copy,
                    Err(text) => return text,
                };
                let taken = self.taken.entry(section).or_default();
                let name = free_name(&self.others.names(&key.1), taken);
                taken.insert(name.clone());
                self.queue.push_back((section, name.clone(), key.1.clone(), copy));
                self.known.insert(key, name.clone());
                name
            }
        };
        Pointer::from_iter(["components", section, name.as_str()].map(str::to_owned)).to_string()
    }
}

/// The last of these names, or with those before it, or else with a number.
fn free_name(names: &[String], taken: &BTreeSet<String>) -> String {
    let longer = (0..names.len()).rev().map(|start| names[start..].join("."));
    let last = names.last().cloned().unwrap_or_default();
    let numbered = (2_u32..).map(|number| format!("{last}_{number}"));
    longer.chain(numbered).find(|name| !taken.contains(name)).unwrap_or(last)
}
