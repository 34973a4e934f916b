//! What a document says and the crate does not show.
//!
//! Reading a part notes every keyword that is not needed for what the part becomes, each with the reason. Whoever needs
//! one after all takes it back: a pattern counts where a value is sent, and is lost where it is received.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::pointer::{At, Pointer};

/// A keyword that has no effect on the output.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// In the document as it was written: the keyword, or the part that is lost as a whole.
    pub pointer: Pointer,
    pub reason: Reason,
}

/// Why it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Something was wrong with it, and a diagnostic says what.
    Reported(Code),
    UnknownKeyword,
    UnknownExtension,
    /// A constraint that is left to the server.
    Unchecked,
    /// Prose and examples without a place in the crate's documentation.
    Documentation,
    /// What the server calls, or what leads from one operation to another.
    NotCalled,
    /// A header of an answer, which callers find by its name.
    Header,
    /// A format that makes no type of its own.
    Format,
    /// What stands beside a `$ref`.
    BesideReference,
    /// Nothing refers to it.
    Unused,
    /// How a credential comes to be: the caller has it already.
    Credential,
}

impl Reason {
    /// The reason as a clause, for a list.
    pub fn text(self) -> &'static str {
        match self {
            Self::Reported(_) => "left out or widened, as a diagnostic says",
            Self::UnknownKeyword => "no keyword of OpenAPI at this place",
            Self::UnknownExtension => "an extension of other tools",
            Self::Unchecked => "a constraint that the server checks, and the client does not",
            Self::Documentation => "documentation that has no place in the crate",
            Self::NotCalled => "nothing that a client calls",
            Self::Header => "a header of an answer: found by its name, not typed",
            Self::Format => "a format whose values are kept as they come",
            Self::BesideReference => "beside a `$ref`, which stands for the whole part",
            Self::Unused => "a part that nothing refers to",
            Self::Credential => "how a credential is obtained: the client is given it",
        }
    }
}

/// Collects what has no effect, if somebody wants to know.
#[derive(Debug, Default)]
pub struct Losses {
    wanted: bool,
    lost: BTreeMap<Pointer, Reason>,
    used: BTreeSet<Pointer>,
}

impl Losses {
    /// Collects; the default does not, which costs nothing.
    pub fn wanted() -> Self {
        Self { wanted: true, ..Self::default() }
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.wanted
    }

    /// Adds what a later stage found.
    pub(crate) fn append(&mut self, later: Self) {
        self.lost.extend(later.lost);
        self.used.extend(later.used);
    }

    /// What stands at `pointer` has no effect, as far as is known yet.
    pub(crate) fn lose(&mut self, pointer: Pointer, reason: Reason) {
        self.lost.insert(pointer, reason);
    }

    /// What stands here has an effect.
    pub(crate) fn uses(&mut self, at: &At<'_>) {
        if self.wanted {
            self.used.insert(at.pointer());
        }
    }

    /// Like [`Self::uses`], of what a `$ref` leads to.
    pub(crate) fn uses_target(&mut self, pointer: &Pointer) {
        if self.wanted && !self.used.contains(pointer) {
            self.used.insert(pointer.clone());
        }
    }

    /// All losses; of a part that is lost as a whole none inside. `original` leads to where a part was written, of a document
    /// whose `diagnostics` are complete.
    pub(crate) fn into_vec(self, original: impl Fn(Pointer) -> Pointer, diagnostics: &[Diagnostic]) -> Vec<Loss> {
        if !self.wanted {
            return Vec::new();
        }
        let Self { mut lost, used, .. } = self;
        for pointer in used {
            lost.remove(&original(pointer));
        }
        let mut losses: Vec<Loss> = Vec::with_capacity(lost.len());
        for (pointer, reason) in lost {
            let is_inside = |around: &Loss| {
                pointer.file() == around.pointer.file() && pointer.tokens().starts_with(around.pointer.tokens())
            };
            if !losses.last().is_some_and(is_inside) {
                losses.push(Loss { pointer, reason });
            }
        }
        // Much of a part that a diagnostic is about may still be there, so what else is lost in it is listed, too.
        let reported = diagnostics
            .iter()
            .filter(|found| found.code.severity() == Severity::Warning || found.code == Code::Ignored);
        losses.extend(
            reported.map(|diagnostic| Loss {
                pointer: diagnostic.pointer.clone(),
                reason: Reason::Reported(diagnostic.code),
            }),
        );
        losses.sort();
        losses.dedup();
        losses
    }
}
