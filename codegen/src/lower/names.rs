//! Makes Rust names: the only place that does.

use std::collections::BTreeSet;

use super::words::words;
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
    let text = match case {
        Case::Snake => words.join("_"),
        Case::Screaming => words.join("_").to_ascii_uppercase(),
        Case::Camel => words.iter().map(|word| capitalised(word)).collect(),
    };
    if KEYWORDS.contains(&text.as_str()) { text + "_" } else { text }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + chars.as_str())
}

/// The names that are taken in one place of the generated code: a module, a function's arguments, a type's fields.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
}

/// A name, and whether it is the one that its source would suggest.
#[derive(Debug)]
pub(super) struct Given {
    pub ident: Ident,
    /// Somebody else had the name first.
    pub collided: bool,
}

impl Scope {
    /// A scope where these names are taken before anything is named.
    pub(super) fn reserving(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|&name| name.to_owned()).collect() }
    }

    pub(super) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    /// Takes the name that `source` suggests, or the first free one of `…2`, `…3`.
    pub(super) fn give(&mut self, source: &str, case: Case) -> Given {
        self.take(&spell(source, case), case)
    }

    /// Takes `spelled`, which [`spell`] made, or the first free one of `…2`, `…3`.
    pub(super) fn take(&mut self, spelled: &str, case: Case) -> Given {
        if self.taken.insert(spelled.to_owned()) {
            return Given { ident: Ident::trusted(spelled.to_owned()), collided: false };
        }
        let separator = if case == Case::Camel { "" } else { "_" };
        let base = spelled.trim_end_matches('_');
        let mut number = 2;
        let name = loop {
            let name = format!("{base}{separator}{number}");
            if self.taken.insert(name.clone()) {
                break name;
            }
            number += 1;
        };
        Given { ident: Ident::trusted(name), collided: true }
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
    fn collisions_are_numbered() {
        let mut scope = Scope::reserving(&["with"]);
        assert_eq!(scope.give("with", Case::Snake).ident.as_str(), "with_2");
        assert_eq!(scope.give("a", Case::Snake).ident.as_str(), "a");
        assert_eq!(scope.give("A", Case::Snake).ident.as_str(), "a_2");
        assert_eq!(scope.give("type", Case::Snake).ident.as_str(), "type_");
        assert_eq!(scope.give("Type", Case::Snake).ident.as_str(), "type_2");
    }
}
