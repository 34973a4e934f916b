//! The process that generates the crate of one document and tells about it, as JSON.

use std::path::Path;

use codegen::{Options, Placement, Severity, Source};

use super::record::Generated;
use super::summary::Figures;
use crate::beside::Reach;
use crate::cli::CorpusDocument;
use crate::console::Console;
use crate::failure::Failure;
use crate::generate::report_load_error;
use crate::input::Input;
use crate::limit;
use crate::measure::lines;
use crate::tree::{self, Folder};
use crate::{DONE, FAILED};

pub(crate) fn run(console: &mut Console<'_>, options: &CorpusDocument) -> Result<u8, Failure> {
    let CorpusDocument { spec, out, name } = options;
    let input = Input::read(spec, spec.display().to_string())?;
    let source = Source { name: &input.name, text: &input.text };
    let placement = Placement::Package;
    let options = Options { name: Some(name.clone()), placement, ..Options::default() };
    let generated = match codegen::generate_with(&source, &input.files(Reach::Folder), &options) {
        Ok(generated) => generated,
        Err(error) => {
            report_load_error(console, &source, &error);
            return Ok(FAILED);
        }
    };
    let Figures { operations, types, diagnostics } = Figures::of(&generated);
    let count = |severity| generated.diagnostics.iter().filter(|found| found.code.severity() == severity).count();
    let is_ours = |path: &Path| path.extension().is_some_and(|rs| rs == "rs") && !path.starts_with("src/runtime");
    let ours = generated.files.iter().filter(|file| is_ours(Path::new(&file.path)));
    let lines = ours.map(|file| lines::count(&file.text)).sum();
    let (warnings, notes) = (count(Severity::Warning), count(Severity::Note));
    let answers =
        generated.answers.iter().map(|answer| (format!("{} {}", answer.method, answer.path), answer.ty.clone()));
    let (answers, others) = (answers.collect(), generated.others.len());
    tree::plan(Folder { path: out.clone(), name: out.display().to_string() }, generated.files)?.apply()?;
    let peak_mebibytes = limit::own_peak();
    let told = Generated { operations, types, lines, warnings, notes, diagnostics, answers, others, peak_mebibytes };
    let json = serde_json::to_string(&told);
    console.print(json.map_err(|error| Failure::new("corpus", error.to_string(), "report it"))?);
    Ok(DONE)
}
