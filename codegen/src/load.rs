//! Reads the text of a document.
//!
//! | step | file |
//! |---|---|
//! | text → values | `text`, `value`, `duplicate` |
//! | which version is it? | `version` |
//! | references into other files | `external` |
//! | references that `openapiv3` has no place for | `inline` |
//! | values → `openapiv3` types, part by part | `reader` and a file for each noun; `schema` also rewrites 3.1 to 3.0 |
//! | where was a part before it was rewritten? | `origin` |
//!
//! The parts are not read by `openapiv3`'s own `Deserialize`: that refuses a whole document for one wrong value, does not
//! say where it stands, and drops what stands beside a `$ref`. Here a part is read as far as it makes sense, and what
//! does not is told at its place.

mod components;
mod duplicate;
mod error;
mod external;
mod info;
mod inline;
mod media_type;
mod operation;
mod order;
mod origin;
mod parameter;
mod path;
mod reader;
mod response;
mod schema;
mod security;
mod server;
mod text;
mod value;
mod version;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{Files, OtherFile, Refused};
use crate::loss::{Loss, Reason};
use crate::pointer::{At, Pointer};
use crate::source::Source;
pub use error::LoadError;
use external::External;
use order::Order;
use origin::Origins;
use reader::{Reader, describe};
use version::Version;

/// A normalised `OpenAPI` 3.0 document.
#[derive(Debug)]
pub struct Document {
    pub openapi: openapiv3::OpenAPI,
    origins: Origins,
    order: Order,
    external: External,
    /// How many diagnostics there were when the document was read. Their places are already those of the text.
    located: usize,
}

impl Document {
    /// Whether something is written at this place of the outer mappings.
    pub fn has(&self, pointer: &Pointer) -> bool {
        self.order.has(pointer)
    }

    /// Why a reference leads nowhere, where that has to do with another file.
    pub fn refused(&self, reference: &str) -> Option<&Refused> {
        self.external.refused.get(reference)
    }

    /// The other files that were read. A pointer in file 1 is one in the first of them.
    pub fn into_others(self) -> Vec<OtherFile> {
        self.external.others
    }

    /// Sends each diagnostic and loss to where its part stands in the text as it was written, and sorts them by place:
    /// diagnostics by path, by component, by parameter; what is closer together than that stays as it is.
    ///
    /// These are all diagnostics since before [`load`], in the order in which they were pushed.
    pub fn locate(&self, diagnostics: Diagnostics) -> (Vec<Diagnostic>, Vec<Loss>) {
        let (mut diagnostics, losses) = diagnostics.into_parts();
        for diagnostic in diagnostics.iter_mut().skip(self.located) {
            diagnostic.pointer = self.origins.original(std::mem::take(&mut diagnostic.pointer));
        }
        // What several operations share, or `allOf` brings into several schemas, is looked at for each.
        let mut seen = BTreeSet::new();
        diagnostics.retain(|found| seen.insert((found.code, found.pointer.clone(), found.message.clone())));
        diagnostics.sort_by_cached_key(|diagnostic| (diagnostic.pointer.file(), self.order.rank(&diagnostic.pointer)));
        let losses = losses.into_vec(|pointer| self.origins.original(pointer), &diagnostics);
        (diagnostics, losses)
    }
}

/// Reads a document, and what it refers to in other files. Fails only if the text is none.
pub fn load(source: &Source<'_>, files: &dyn Files, diagnostics: &mut Diagnostics) -> Result<Document, LoadError> {
    let value = text::read(source, diagnostics)?;
    let Value::Object(mut map) = value else {
        let message = format!("expected an OpenAPI document, but found {} at the top", describe(&value));
        let help = "an OpenAPI document is a mapping that starts with its version, e.g. `openapi: 3.0.3`";
        return Err(LoadError::new("not-openapi", message, help).at(source.span(&Pointer::default())));
    };
    let at_key = |key: &str| source.span(&Pointer::default().join(key));
    let version = version::version(&map).map_err(|(error, key)| error.at(at_key(key.unwrap_or_default())))?;
    match map.get("paths") {
        Some(Value::Object(_)) => {}
        None | Some(Value::Null) if version == Version::V31 => {}
        found => {
            let found = found.map_or_else(|| "none".to_owned(), describe);
            let message = format!("expected `paths`, a mapping of paths to operations, but found {found}");
            let help = "OpenAPI 3.0 requires it; an API without operations has `paths: {}`";
            return Err(LoadError::new("missing-paths", message, help).at(at_key("paths")));
        }
    }
    let order = Order::new(&map);
    let mut origins = Origins::default();
    let external = external::bring(&mut map, source, files, &mut origins, diagnostics);
    let mut reader = Reader::new(version, origins, diagnostics);
    inline::path_items(&mut map, &mut reader.origins);
    inline::definitions(&mut map, &mut reader.origins);
    let openapi = document(&mut reader, map);
    let Reader { origins, .. } = reader;
    Ok(Document { openapi, origins, order, external, located: diagnostics.len() })
}

fn document(reader: &mut Reader<'_>, map: Map<String, Value>) -> openapiv3::OpenAPI {
    let mut openapi = openapiv3::OpenAPI::default();
    if map.get("info").is_none_or(Value::is_null) {
        let help = "names are made without it; add `info` with `title` and `version`";
        reader.malformed(&At::ROOT, "`info`", "none", help);
    }
    for (key, value) in map {
        let at = At::ROOT.key(&key);
        match key.as_str() {
            "openapi" => openapi.openapi = value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            "info" => openapi.info = info::info(reader, value, &at),
            "servers" => openapi.servers = server::servers(reader, value, &at),
            "paths" => openapi.paths = path::paths(reader, value, &at),
            "components" => openapi.components = components::components(reader, value, &at),
            "security" => openapi.security = security::requirements(reader, value, &at),
            "tags" => openapi.tags = reader.list(value, &at, info::tag),
            "externalDocs" => reader.lose(&at, Reason::Documentation),
            // Looked at before.
            "definitions" | "$defs" => {}
            "webhooks" if !value.is_null() => {
                let help = "a client calls no webhooks; their operations are left out";
                reader.push(Code::Ignored, &at, "expected operations of the API, but found webhooks", help);
                reader.lose(&at, Reason::NotCalled);
            }
            _ => reader.extend(&mut openapi.extensions, &key, value, &at),
        }
    }
    openapi
}

#[cfg(test)]
mod tests;
