//! One document on, of a crate of several: what the others cost that are off.

use std::path::Path;

use codegen::{Files, NoFiles, Options};

use super::cargo::{Profile, Workspace, read, write};
use super::clock::median;
use super::subject::{LIBRARY, Ours, PROGRAM, write_workspace};
use super::table::{Row, Table};
use crate::failure::Failure;
use crate::input;

/// The crate of all documents in the folder of one, and the program that calls that one.
#[derive(Debug)]
pub(super) struct Together {
    workspace: Workspace,
    documents: usize,
}

impl Together {
    /// `alone` is the crate of `spec`. `None` if there are no others in its folder.
    pub(super) fn generate(spec: &Path, alone: &Ours, folder: &Path) -> Result<Option<Self>, Failure> {
        let inputs = input::read_all(&[spec.parent().unwrap_or(Path::new("")).to_owned()])?;
        if inputs.len() < 2 {
            return Ok(None);
        }
        let Some(index) = inputs.iter().position(|input| Path::new(&input.name) == spec) else { return Ok(None) };
        let sources: Vec<_> = inputs.iter().map(|input| (input.source(), &NoFiles as &dyn Files)).collect();
        let options = Options { name: Some(LIBRARY.to_owned()), ..Options::default() };
        let Ok(generated) = codegen::generate_together(&sources, &options) else { return Ok(None) };
        let Some((module, feature)) = &generated.documents[index].module else { return Ok(None) };
        for file in &generated.files {
            write(&folder.join("client").join(&file.path), &file.text)?;
        }
        let program = read(&alone.workspace.folder.join("program/src/main.rs"))?;
        let program = program.replace("measured::api::", &format!("measured::{module}::api::"));
        write_workspace(folder, &format!(", features = [\"{feature}\"]"), &program, "")?;
        let workspace = Workspace { folder: folder.to_owned(), packages: &[LIBRARY, PROGRAM] };
        Ok(Some(Self { workspace, documents: inputs.len() }))
    }

    /// Library and program of both, in turns, with their dependencies already built.
    pub(super) fn build(&self, alone: &Ours, runs: usize, table: &mut Table) -> Result<(), Failure> {
        for profile in [Profile::Dev, Profile::Release] {
            self.workspace.build(profile)?;
            alone.workspace.build(profile)?;
            let (mut together, mut single) = (Vec::new(), Vec::new());
            for _ in 0..runs {
                together.push(self.workspace.rebuild(profile)?);
                single.push(alone.workspace.rebuild(profile)?);
            }
            let (together, single) = (median(&mut together), median(&mut single));
            table.push(Row {
                figure: format!("one of {} documents on, {profile}, s of CPU time, median of {runs}", self.documents),
                decimals: 2,
                ours: together,
                by_hand: None,
                peer: None,
            });
            table.note(format!("{profile}: that is {:.0} % of the crate of its own", 100.0 * together / single));
        }
        Ok(())
    }
}
