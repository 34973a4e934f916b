//! From the text of an `OpenAPI` document to the files of a Rust client crate. Pure: no file system, clock, environment
//! or network.
//!
//! | stage | takes | gives |
//! |---|---|---|
//! | [`load`] | text | [`load::Document`], or [`LoadError`]: this is no `OpenAPI` document |
//! | [`lower`] | the document | [`ir::Api`]: what will be generated, all decisions made; and [`Diagnostic`]s |
//! | [`emit`] | the representation | [`File`]s |
//!
//! The same noun names the file in every stage: request bodies are `ir/body.rs`, `lower/body.rs`, `emit/body.rs`, and
//! `runtime/src/body.rs` in the generated crate.

pub mod diagnostic;
pub mod emit;
pub mod ir;
pub mod load;
pub mod loss;
pub mod lower;
pub mod pointer;
pub mod source;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use emit::{Answer, File};
pub use load::LoadError;
pub use loss::{Loss, Losses, Reason};
pub use source::Source;

use diagnostic::Diagnostics;

/// How the output is wrapped.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The package's name; `None`: what `info.x-rust-crate` says, else the title in kebab case.
    pub name: Option<String>,
    pub placement: Placement,
    /// Whether to collect what of the document has no effect.
    pub losses: bool,
}

/// What the output is a part of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Placement {
    /// A package inside somebody's workspace, or beside none.
    #[default]
    Package,
    /// A package that is the root of its own workspace.
    Standalone,
    /// A module of an existing crate, at this path below the crate's root (`["cases", "pets"]`): neither a manifest nor
    /// the runtime, which is expected at `crate::runtime`.
    Module(Vec<String>),
}

/// A generated crate.
#[derive(Debug)]
pub struct Generated {
    /// Sorted by path; the paths are relative, with slashes.
    pub files: Vec<File>,
    /// In the order of the document, as far as it has one.
    pub diagnostics: Vec<Diagnostic>,
    /// What of the document has no effect; empty unless asked for.
    pub losses: Vec<Loss>,
    pub operations: usize,
    pub types: usize,
    /// How to read what the operations answer.
    pub answers: Vec<Answer>,
}

/// Generates a crate from a document.
pub fn generate(source: &Source<'_>, options: &Options) -> Result<Generated, LoadError> {
    let mut diagnostics = Diagnostics::default();
    if options.losses {
        diagnostics.losses = Losses::wanted();
    }
    let document = load::load(source, &mut diagnostics)?;
    let api = lower::lower(&document, options.name.as_deref(), &mut diagnostics);
    let files = emit::emit(&api, &options.placement);
    let losses = std::mem::take(&mut diagnostics.losses);
    let diagnostics = document.locate(diagnostics.into_vec());
    Ok(Generated {
        files,
        losses: losses.into_vec(|pointer| document.original(pointer), &diagnostics),
        diagnostics,
        operations: api.groups.iter().map(|group| group.operations.len()).sum(),
        types: api.types.iter().count(),
        answers: emit::answers(&api, &options.placement),
    })
}
