//! Several documents in one crate: what each is called, and what they share.

use std::collections::BTreeMap;

use openapiv3::Info;

use super::names::{Case, Scope};
use super::package::Settings;
use super::rename::{self, Pin};
use super::words::words;
use super::{docs, extension, lower_member};
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::documents::{Documents, Member};
use crate::ir::name::{Ident, Wire};
use crate::ir::reserved;
use crate::ir::security::{EnvSource, SchemeKind};
use crate::load::Document;
use crate::parallel;
use crate::pointer::{At, Pointer};

/// A document that was read, one of several.
#[derive(Debug)]
pub struct Loaded<'a> {
    /// The path of its file, which its module is called after.
    pub name: &'a str,
    pub document: Document,
    pub diagnostics: Diagnostics,
}

/// Decides what will be generated of several documents. Of two that want the same, the first gets it. `name` overrides
/// the package's.
pub fn lower_all(loaded: &mut [Loaded<'_>], name: Option<&str>) -> Documents {
    let modules = modules(loaded);
    let items: Vec<_> = modules.into_iter().zip(loaded.iter().map(|loaded| &loaded.document)).collect();
    let losses = loaded.iter().any(|loaded| loaded.diagnostics.losses.is_wanted());
    let lowered = parallel::map(&items, |(module, document)| {
        let handle = Scope::reserving(reserved::TYPES).give(module.as_str(), Case::Camel).ident;
        let mut diagnostics = Diagnostics::new(losses);
        let (api, settings) = lower_member(document, name, Some(&handle), &mut diagnostics);
        (handle, api, settings, diagnostics)
    });
    let modules: Vec<Ident> = items.into_iter().map(|(module, _)| module).collect();
    let mut members = Vec::new();
    let mut settings = Vec::new();
    for (source, (module, (handle, api, own, found))) in modules.into_iter().zip(lowered).enumerate() {
        members.push(Member { source, module, handle, api });
        settings.push(own);
        loaded[source].diagnostics.append(found);
    }
    share_schemes(&mut members, loaded);
    let mut package = together(settings, loaded).package(name, &default_name(loaded));
    package.description = format!("A client for {} APIs", members.len());
    members.sort_by(|a, b| a.module.cmp(&b.module));
    Documents { package, members }
}

/// What each document's module is called: as `info.x-rust-crate.module` says, else as its file, without the first word if
/// that of all is the same.
fn modules(loaded: &mut [Loaded<'_>]) -> Vec<Ident> {
    let pins: Vec<Option<String>> = loaded.iter_mut().map(pin).collect();
    let stems: Vec<&str> = loaded.iter().map(|loaded| stem(loaded.name)).collect();
    let unpinned = stems.iter().zip(&pins).filter(|(_, pin)| pin.is_none()).map(|(stem, _)| words(stem));
    let is_shared = shared_word(&unpinned.collect::<Vec<_>>()).is_some();
    let sources: Vec<String> =
        stems.iter().map(|stem| if is_shared { words(stem)[1..].join("_") } else { (*stem).to_owned() }).collect();

    let mut scope = Scope::reserving(&[reserved::CLIENT_METHODS, reserved::MODULES, reserved::DOCUMENTS].concat());
    // What is pinned comes first: nothing is to take its name away.
    let mut order: Vec<usize> = (0..loaded.len()).collect();
    order.sort_by_key(|&index| pins[index].is_none());
    let mut modules: BTreeMap<usize, Ident> = BTreeMap::new();
    for index in order {
        let names = (sources[index].as_str(), pins[index].as_deref());
        let given = scope.give(names.1.unwrap_or(names.0), Case::Snake);
        if let Some((message, help)) = rename::told(&given, names, Case::Snake, Pin::Document) {
            let at = At::ROOT.key("info");
            loaded[index].diagnostics.push(Code::Renamed, at.pointer(), message, help);
        }
        modules.insert(index, given.ident);
    }
    modules.into_values().collect()
}

/// `info.x-rust-crate.module`.
fn pin(loaded: &mut Loaded<'_>) -> Option<String> {
    let Info { extensions, .. } = &loaded.document.openapi.info;
    let value = extensions.get("x-rust-crate")?.get("module")?;
    let text = value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    if text.is_none() {
        let (at_info, expected) = (At::ROOT.key("info"), "text that is not empty");
        let at_settings = at_info.key("x-rust-crate");
        let (code, message, help) = extension::malformed("module", expected, value);
        loaded.diagnostics.push(code, at_settings.key("module").pointer(), message, help);
    }
    text
}

/// The name of a file without what stands around it: `specs/pets.yaml` gives `pets`.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// The first word, if it is that of all names, and never the only one.
fn shared_word(names: &[Vec<String>]) -> Option<&str> {
    let [first, _, ..] = names else { return None };
    let is_shared = names.iter().all(|words| words.len() > 1 && words[0] == first[0]);
    is_shared.then(|| first[0].as_str())
}

/// The package's name where nothing says it: the word that all files start with.
fn default_name(loaded: &[Loaded<'_>]) -> String {
    let names: Vec<_> = loaded.iter().map(|loaded| words(stem(loaded.name))).collect();
    shared_word(&names).unwrap_or("apis").to_owned()
}

/// `x-rust-crate` of all documents; a setting that several have is that of the first.
fn together(settings: Vec<Settings>, loaded: &mut [Loaded<'_>]) -> Settings {
    let mut together: [Option<(String, usize)>; 3] = Default::default();
    for (index, Settings { name, version, license }) in settings.into_iter().enumerate() {
        let settings = [("name", name), ("version", version), ("license", license)];
        for (first, (key, setting)) in together.iter_mut().zip(settings) {
            match (&first, setting) {
                (_, None) => {}
                (None, Some(setting)) => *first = Some((setting, index)),
                (Some((kept, _)), Some(setting)) if *kept == setting => {}
                (Some((kept, other)), Some(setting)) => {
                    let other = loaded[*other].name;
                    let at = At::ROOT.key("info");
                    let at = at.key("x-rust-crate");
                    loaded[index].diagnostics.push(
                        Code::Ignored,
                        at.key(key).pointer(),
                        format!("expected the `{key}` of the crate that {other} says, but found `{setting}`"),
                        format!("all documents become one crate, and the first of them says `{kept}`"),
                    );
                }
            }
        }
    }
    let [name, version, license] = together.map(|setting| Some(setting?.0));
    Settings { name, version, license }
}

/// A security scheme that several documents may have.
struct Shared {
    kind: SchemeKind,
    env: Vec<EnvSource>,
    /// The first of those documents.
    source: usize,
}

/// A credential is given to the client by the scheme's name, so that one name is to be one scheme: the environment
/// variables of all documents are those of each, and a scheme of another kind is called by its module too.
fn share_schemes(members: &mut [Member], loaded: &mut [Loaded<'_>]) {
    let mut shared: BTreeMap<String, Shared> = BTreeMap::new();
    for member in &mut *members {
        for scheme in &mut member.api.security_schemes {
            let wire = scheme.wire.as_str().to_owned();
            let mut name = wire.clone();
            while shared.get(&name).is_some_and(|known| known.kind != scheme.kind) {
                name = format!("{name}_{}", member.module);
            }
            if name != wire {
                let other = loaded[shared[&wire].source].name;
                loaded[member.source].diagnostics.push(
                    Code::Renamed,
                    ["components", "securitySchemes", &wire].map(str::to_owned).into_iter().collect::<Pointer>(),
                    format!(
                        "expected one definition of the security scheme `{0}`, but found another than that of {other}",
                        docs::one_line(&wire)
                    ),
                    format!(
                        "`credential_for` calls it `{}`; another name in the document makes it another scheme",
                        docs::one_line(&name)
                    ),
                );
                scheme.wire = Wire::new(name.as_str());
            }
            let known = shared.entry(name).or_insert_with(|| Shared {
                kind: scheme.kind.clone(),
                env: Vec::new(),
                source: member.source,
            });
            for source in &scheme.env {
                if !known.env.contains(source) {
                    known.env.push(source.clone());
                }
            }
        }
    }
    for scheme in members.iter_mut().flat_map(|member| &mut member.api.security_schemes) {
        if let Some(known) = shared.get(scheme.wire.as_str()) {
            scheme.env.clone_from(&known.env);
        }
    }
}
