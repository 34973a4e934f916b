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
    let mut bundle =
        Bundle { others, origins, known: BTreeMap::new(), taken: BTreeMap::new(), queue: VecDeque::new(), nested: 0 };
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

/// What looks at a part, in the file that it stands in.
type See<'s> = dyn FnMut(&mut Bundle<'_>, &mut Value, usize) + 's;

/// Parts that are put in their places may have such parts again; more of them lead in a circle.
const MOST_NESTED: usize = 8;

struct Bundle<'b> {
    others: Others<'b>,
    origins: &'b mut Origins,
    /// The components that parts of other files have become.
    known: BTreeMap<(Section, Pointer), String>,
    /// The names of all components.
    taken: BTreeMap<Section, BTreeSet<String>>,
    /// Components to be: section, name, where they stand, and what.
    queue: VecDeque<(Section, String, Pointer, Value)>,
    /// How many parts that were put in their places are around the one that is looked at.
    nested: usize,
}

impl Bundle<'_> {
    fn document(&mut self, document: &mut Map<String, Value>) {
        let mut components = document.get_mut("components").map(Value::take).unwrap_or_default();
        self.components(&mut components);
        for (key, value) in document.iter_mut() {
            let at = At::ROOT.key(key);
            match key.as_str() {
                "paths" => self.map(value, Kind::PathItem, 0, &at),
                "info" | "servers" | "tags" | "externalDocs" => self.walk(value, Kind::Anything, 0, &at),
                _ => {}
            }
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
        let mut own = Vec::new();
        self.through(components, 0, &at, &mut |bundle, sections, file| {
            for (key, parts) in sections.as_object_mut().into_iter().flatten() {
                let Some(kind) = Kind::of_section(key) else { continue };
                let at = at.key(key);
                bundle.through(parts, file, &at, &mut |bundle, parts, file| {
                    for (name, part) in parts.as_object_mut().into_iter().flatten() {
                        if !bundle.adopt(part, kind, name, file, &at) {
                            own.push((key.clone(), name.clone(), kind, file));
                        }
                    }
                });
            }
        });
        for (section, name, kind, file) in own {
            let at = at.key(&section);
            self.walk(&mut components[section.as_str()][name.as_str()], kind, file, &at.key(&name));
        }
    }

    /// Whether a component is a reference to a part of another file, which it then becomes.
    fn adopt(&mut self, part: &mut Value, kind: Kind, name: &str, file: usize, at: &At<'_>) -> bool {
        let Some(section) = kind.section() else { return false };
        self.taken.entry(section).or_default().insert(name.to_owned());
        let place = self.origins.original(at.key(name).pointer());
        if place.file() != 0 {
            self.known.entry((section, place)).or_insert_with(|| name.to_owned());
        }
        let Some(reference) = other::only_reference(part) else { return false };
        let Target::Part(target) = self.others.resolve(reference, file) else { return false };
        if self.known.contains_key(&(section, target.clone())) {
            return false;
        }
        let Ok(copy) = self.others.copy(&target) else { return false };
        self.known.insert((section, target.clone()), name.to_owned());
        self.queue.push_back((section, name.to_owned(), target, copy));
        *part = Value::Null;
        true
    }

    fn map(&mut self, value: &mut Value, kind: Kind, file: usize, at: &At<'_>) {
        self.through(value, file, at, &mut |bundle, value, file| {
            for (name, part) in value.as_object_mut().into_iter().flatten() {
                bundle.walk(part, kind, file, &at.key(name));
            }
        });
    }

    fn list(&mut self, value: &mut Value, kind: Kind, file: usize, at: &At<'_>) {
        self.through(value, file, at, &mut |bundle, value, file| {
            for (index, item) in value.as_array_mut().into_iter().flatten().enumerate() {
                bundle.walk(item, kind, file, &at.index(index));
            }
        });
    }

    /// Looks for references in a part that stands in `file`, and will be read at `at`.
    fn walk(&mut self, value: &mut Value, kind: Kind, file: usize, at: &At<'_>) {
        if let Some(section) = kind.section() {
            self.lead(value, section, file);
            self.below(value, kind, file, at);
        } else {
            self.through(value, file, at, &mut |bundle, value, file| bundle.below(value, kind, file, at));
        }
    }

    fn below(&mut self, value: &mut Value, kind: Kind, file: usize, at: &At<'_>) {
        if kind == Kind::Schema {
            self.mapping(value, file);
        }
        if let (Value::Array(_), Kind::Anything) = (&*value, kind) {
            return self.list(value, kind, file, at);
        }
        for (key, below) in value.as_object_mut().into_iter().flatten() {
            let at = at.key(key);
            match (kind.holds(key), below) {
                (Some(Holds::One(kind)), below @ Value::Array(_)) | (Some(Holds::List(kind)), below) => {
                    self.list(below, kind, file, &at);
                }
                (Some(Holds::One(kind)), below) => self.walk(below, kind, file, &at),
                (Some(Holds::Map(kind)), below) => self.map(below, kind, file, &at),
                (None, _) => {}
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

    /// Goes through a part with the file that it stands in. If it is a reference, what that leads to is put in its place; what
    /// stands beside the reference goes before that.
    fn through(&mut self, value: &mut Value, file: usize, at: &At<'_>, see: &mut See<'_>) {
        let Some(Value::String(reference)) = value.get_mut("$ref") else { return see(self, value, file) };
        let (target, mut part) = match self.copy(reference, file) {
            Ok(found) => found,
            Err(here) => {
                *reference = here;
                return see(self, value, file);
            }
        };
        let beside = value.as_object_mut().into_iter().flat_map(mem::take);
        let mut beside = Value::Object(beside.filter(|(key, _)| key != "$ref").collect());
        for (key, _) in beside.as_object().into_iter().flatten() {
            let here = at.key(key).pointer();
            let origin = self.origins.original(here.clone());
            self.origins.insert(here, origin);
        }
        self.origins.insert(at.pointer(), target.clone());
        self.nested += 1;
        self.through(&mut part, target.file(), at, see);
        see(self, &mut beside, file);
        self.nested -= 1;
        if let (Value::Object(part), Value::Object(beside)) = (&mut part, beside) {
            part.extend(beside);
        }
        *value = part;
    }

    /// What a reference leads to in another file, and where that is; or how to spell the reference.
    fn copy(&mut self, reference: &str, file: usize) -> Result<(Pointer, Value), String> {
        match self.others.resolve(reference, file) {
            Target::Part(_) if self.nested == MOST_NESTED => Err(self.others.circle(reference)),
            Target::Part(target) => self.others.copy(&target).map(|part| (target, part)),
            Target::Here(here) => Err(here),
        }
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
                let name = self.others.name(&key.1, taken);
                taken.insert(name.clone());
                self.queue.push_back((section, name.clone(), key.1.clone(), copy));
                self.known.insert(key, name.clone());
                name
            }
        };
        Pointer::from_iter(["components", section, name.as_str()].map(str::to_owned)).to_string()
    }
}
