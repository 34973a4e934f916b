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

pub mod character;
pub mod diagnostic;
pub mod emit;
pub mod files;
pub mod ir;
pub mod load;
pub mod loss;
pub mod lower;
pub mod parallel;
pub mod pointer;
pub mod source;

pub use diagnostic::{Code, Diagnostic, Severity};
pub use emit::{Answer, File};
pub use files::{Files, NoFiles, OtherFile, Refused};
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
    /// The files that the document refers to.
    pub others: Vec<OtherFile>,
}

/// A generated crate of several documents.
#[derive(Debug)]
pub struct GeneratedTogether {
    /// Sorted by path; the paths are relative, with slashes.
    pub files: Vec<File>,
    /// What became of each document, in the order in which they were given.
    pub documents: Vec<Contribution>,
}

/// What a document adds to its crate.
#[derive(Debug)]
pub struct Contribution {
    /// In the order of the document, as far as it has one.
    pub diagnostics: Vec<Diagnostic>,
    /// What of the document has no effect; empty unless asked for.
    pub losses: Vec<Loss>,
    pub operations: usize,
    pub types: usize,
    /// Its module, and the Cargo feature that switches that on; `None` in a crate of its own.
    pub module: Option<(String, String)>,
    /// The files that the document refers to.
    pub others: Vec<OtherFile>,
}

/// Generates a crate from a document that stands alone.
pub fn generate(source: &Source<'_>, options: &Options) -> Result<Generated, LoadError> {
    generate_with(source, &NoFiles, options)
}

/// Generates a crate from a document and the files that it refers to.
pub fn generate_with(source: &Source<'_>, files: &dyn Files, options: &Options) -> Result<Generated, LoadError> {
    let mut diagnostics = Diagnostics::new(options.losses);
    let document = load::load(source, files, &mut diagnostics)?;
    let api = lower::lower(&document, options.name.as_deref(), &mut diagnostics);
    let files = emit::emit(&api, &options.placement);
    let (diagnostics, losses) = document.locate(diagnostics);
    Ok(Generated {
        files,
        diagnostics,
        losses,
        operations: api.operations().count(),
        types: api.types.iter().count(),
        answers: emit::answers(&api, &options.placement),
        others: document.into_others(),
    })
}

/// Generates one crate from several documents, each with the files that it refers to: each is a module and a Cargo feature of it. The order of the documents decides
/// only which of two gets a name that both want. Fails if one of them is none; the errors come with their indices.
pub fn generate_together(
    sources: &[(Source<'_>, &dyn Files)],
    options: &Options,
) -> Result<GeneratedTogether, Vec<(usize, LoadError)>> {
    let loaded = parallel::map(sources, |(source, files)| {
        let mut diagnostics = Diagnostics::new(options.losses);
        let document = load::load(source, *files, &mut diagnostics)?;
        Ok(lower::Loaded { name: source.name, document, diagnostics })
    });
    let (loaded, errors): (Vec<_>, Vec<_>) = loaded.into_iter().enumerate().partition(|(_, loaded)| loaded.is_ok());
    let errors: Vec<_> = errors.into_iter().filter_map(|(index, error)| Some((index, error.err()?))).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut loaded: Vec<lower::Loaded<'_>> = loaded.into_iter().filter_map(|(_, loaded)| loaded.ok()).collect();
    let documents = lower::lower_all(&mut loaded, options.name.as_deref());
    let files = emit::emit_together(&documents, &options.placement);
    let mut members: Vec<_> = documents.members.iter().collect();
    members.sort_by_key(|member| member.source);
    let contributions = members.into_iter().zip(loaded).map(|(member, loaded)| {
        let (diagnostics, losses) = loaded.document.locate(loaded.diagnostics);
        Contribution {
            diagnostics,
            losses,
            operations: member.api.operations().count(),
            types: member.api.types.iter().count(),
            module: Some((member.module.to_string(), member.feature())),
            others: loaded.document.into_others(),
        }
    });
    Ok(GeneratedTogether { files, documents: contributions.collect() })
}
