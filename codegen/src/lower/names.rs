//! Makes Rust names: the only place that does.

use std::collections::BTreeMap;

use super::words::{is_ordinary, words};
use crate::ir::name::Ident;

/// How the words of a name are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `friendly_name`: functions, fields, arguments, modules.
    Snake,
    /// `FriendlyName`: types and variants.
    Camel,
    /// `FRIENDLY_NAME`: statics.
    Screaming,
}

/// Joins the words of `name`. No scope is asked, but keywords are evaded.
pub(super) fn spell(name: &str, case: Case) -> String {
    let words = words(name);
    let mut text = words.join(if case == Case::Camel { "" } else { "_" });
    match case {
        Case::Snake => {}
        Case::Screaming => text.make_ascii_uppercase(),
        Case::Camel => capitalise(&mut text, &words),
    }
    if KEYWORDS.contains(&text.as_str()) { text + "_" } else { text }
}

/// Each of the words that `text` consists of; they are ASCII.
fn capitalise(text: &mut str, words: &[String]) {
    let mut start = 0;
    for word in words {
        text[start..=start].make_ascii_uppercase();
        start += word.len();
    }
}

/// The names that are taken in one place of the generated code: a module, a function's arguments, a type's fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    taken: BTreeMap<String, Holder>,
}

/// Who has a name.
#[derive(Debug, Clone)]
enum Holder {
    /// The generated code itself.
    Crate,
    /// A part of the document, spelled like this.
    Part(String),
    /// A part whose own name was taken: a number was put behind this one.
    Numbered { base: String, source: String },
}

/// A name, and what a reader of the document would not expect about it.
#[derive(Debug)]
pub(super) struct Given {
    pub ident: Ident,
    pub odd: Option<Odd>,
}

/// Why a name is no ordinary conversion of what the document says.
#[derive(Debug)]
pub(super) enum Odd {
    Keyword,
    /// There is no Latin letter that it could start with, or there are letters of another script.
    Unspellable,
    /// It is cut: a module's name is also that of its file.
    Long,
    /// The generated code uses the name.
    Reserved,
    /// Another part has the name; this is how the document spells that.
    Taken(String),
}

impl Scope {
    /// A scope where these names are taken before anything is named.
    pub(super) fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|&name| (name.to_owned(), Holder::Crate)).collect() }
    }

    /// Gives names back that only a part of the scope has.
    pub(super) fn release(&mut self, names: &[Ident]) {
        for name in names {
            self.taken.remove(name.as_str());
        }
    }

    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// Takes the name that `source` suggests, or the first free one of `…2`, `…3`.
    pub(super) fn give(&mut self, source: &str, case: Case) -> Given {
        self.take(&spell(source, case), source, case)
    }

    /// Takes `spelled`, which [`spell`] made of `source` or of a part of it, or the first free one of `…2`, `…3`.
    pub(super) fn take(&mut self, spelled: &str, source: &str, case: Case) -> Given {
        let whole = spelled;
        // Names are ASCII. What a cut leaves is no keyword: those are shorter.
        let spelled = spelled.get(..LONGEST).map_or(spelled, |start| start.trim_end_matches('_'));
        let (base, odd) = match self.taken.get(spelled) {
            None => {
                self.taken.insert(spelled.to_owned(), Holder::Part(source.to_owned()));
                let odd = if spelled == whole { oddity(spelled, source) } else { Some(Odd::Long) };
                return Given { ident: Ident::trusted(spelled.to_owned()), odd };
            }
            Some(Holder::Crate) => (spelled.to_owned(), Odd::Reserved),
            Some(Holder::Part(other)) => (spelled.to_owned(), Odd::Taken(other.clone())),
            // `fetch_2` beside two called `fetch` is the third, not the second of a second.
            Some(Holder::Numbered { base, source }) => (base.clone(), Odd::Taken(source.clone())),
        };
        let separator = if case == Case::Camel { "" } else { "_" };
        let stem = base.trim_end_matches('_');
        let numbers = 2..;
        let free = numbers.map(|number: u32| format!("{stem}{separator}{number}")).find(|name| self.is_free(name));
        let name = free.unwrap_or_else(|| base.clone());
        self.taken.insert(name.clone(), Holder::Numbered { base, source: source.to_owned() });
        Given { ident: Ident::trusted(name), odd: Some(odd) }
    }
}

/// In letters. Files may be called by at most 255 bytes, and other parts of a file's name come before or behind this.
const LONGEST: usize = 200;

fn oddity(spelled: &str, source: &str) -> Option<Odd> {
    if !is_ordinary(source) {
        Some(Odd::Unspellable)
    } else if spelled.ends_with('_') {
        Some(Odd::Keyword)
    } else {
        None
    }
}

/// Strict and reserved keywords of every edition up to 2024, and the names that can't be raw identifiers.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

#[cfg(test)]
mod tests {
    use super::{Case, Scope, spell};

    #[test]
    fn spelling() {
        assert_eq!(spell("type", Case::Snake), "type_");
        assert_eq!(spell("self", Case::Camel), "Self_");
        assert_eq!(spell("accountSid_authToken", Case::Screaming), "ACCOUNT_SID_AUTH_TOKEN");
        assert_eq!(spell("serverless.v1.service", Case::Camel), "ServerlessV1Service");
    }

    #[test]
    fn long_names_are_cut() {
        let mut scope = Scope::default();
        let long = "x".repeat(5_000);
        assert_eq!(scope.give(&long, Case::Snake).ident.as_str(), "x".repeat(200));
        assert_eq!(scope.give(&long, Case::Snake).ident.as_str(), "x".repeat(200) + "_2");
    }

    #[test]
    fn collisions_are_numbered() {
        let mut scope = Scope::reserving(&["with"]);
        assert_eq!(scope.give("with", Case::Snake).ident.as_str(), "with_2");
        assert_eq!(scope.give("a", Case::Snake).ident.as_str(), "a");
        assert_eq!(scope.give("A", Case::Snake).ident.as_str(), "a_2");
        assert_eq!(scope.give("type", Case::Snake).ident.as_str(), "type_");
        assert_eq!(scope.give("Type", Case::Snake).ident.as_str(), "type_2");
        assert_eq!(scope.give("a_2", Case::Snake).ident.as_str(), "a_3");
        assert_eq!(scope.give("sha_256", Case::Snake).ident.as_str(), "sha_256");
        assert_eq!(scope.give("sha-256", Case::Snake).ident.as_str(), "sha_256_2");
    }
}
