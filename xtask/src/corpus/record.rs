//! What is known of one document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::limit::{Ended, How};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Record {
    /// What the table calls the document.
    pub(super) document: String,
    /// Of the whole process that generates, while others run beside it.
    pub(super) seconds: f64,
    /// `None`: this system does not tell.
    pub(super) peak_mebibytes: Option<u64>,
    pub(super) outcome: Outcome,
    /// `None`: nobody asked, or there is nothing to compile.
    pub(super) compiled: Option<Compiled>,
    /// `None`: nobody asked, or there is nothing that could read them.
    pub(super) examples: Option<Examples>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Generated(Generated),
    /// An error of the generator, in its words: the document can't be used.
    Refused {
        code: String,
        report: String,
    },
    /// What no document may bring about.
    Crashed {
        how: String,
        said: String,
    },
    OverTime,
    OverMemory,
}

/// What the process that generates tells of a crate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Generated {
    pub(super) operations: usize,
    pub(super) types: usize,
    /// Lines of code without the runtime, comments and empty lines.
    pub(super) lines: u32,
    pub(super) warnings: usize,
    pub(super) notes: usize,
    /// How many of each code.
    pub(super) diagnostics: BTreeMap<String, usize>,
    /// The type of each JSON answer, by operation: `GET /v1/Services`.
    pub(super) answers: BTreeMap<String, String>,
    /// How many other files the document refers to.
    pub(super) others: usize,
    pub(super) peak_mebibytes: Option<u64>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Compiled {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// What the compiler said first: an error, if there is one.
    pub(crate) first: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Examples {
    /// Came back as they were.
    pub(super) decoded: usize,
    pub(super) lossy: usize,
    pub(super) refused: usize,
    /// One line for each that is lossy or refused.
    pub(super) problems: Vec<String>,
}

impl Record {
    /// What a run of the process that generates comes to.
    pub(super) fn new(document: &str, ended: &Ended) -> Self {
        let outcome = Outcome::of(ended);
        let reported = match &outcome {
            Outcome::Generated(generated) => generated.peak_mebibytes,
            Outcome::Refused { .. } | Outcome::Crashed { .. } | Outcome::OverTime | Outcome::OverMemory => None,
        };
        Self {
            document: document.to_owned(),
            seconds: ended.time.as_secs_f64(),
            peak_mebibytes: reported.max(ended.mebibytes),
            outcome,
            compiled: None,
            examples: None,
        }
    }

    pub(super) fn generated(&self) -> Option<&Generated> {
        match &self.outcome {
            Outcome::Generated(generated) => Some(generated),
            Outcome::Refused { .. } | Outcome::Crashed { .. } | Outcome::OverTime | Outcome::OverMemory => None,
        }
    }

    /// Whether something is wrong that is not the document's fault.
    pub(super) fn failed(&self) -> bool {
        let crashed = match &self.outcome {
            Outcome::Generated(_) | Outcome::Refused { .. } => false,
            Outcome::Crashed { .. } | Outcome::OverTime | Outcome::OverMemory => true,
        };
        crashed
            || self.compiled.as_ref().is_some_and(|compiled| compiled.errors + compiled.warnings > 0)
            || self.examples.as_ref().is_some_and(|examples| examples.lossy + examples.refused > 0)
    }
}

impl Examples {
    /// Of a document that the generator can read, but no plain reader of JSON or YAML.
    pub(super) fn unreadable() -> Self {
        let problem = "its examples are unknown: it is neither JSON nor YAML to the letter".to_owned();
        Self { problems: vec![problem], ..Self::default() }
    }
}

impl Outcome {
    fn of(ended: &Ended) -> Self {
        let said = |text: &str| text.trim_end().to_owned();
        match &ended.how {
            How::OverTime => Self::OverTime,
            How::OverMemory => Self::OverMemory,
            How::Exited(status) => match (status.code(), serde_json::from_str(&ended.out)) {
                (Some(0), Ok(generated)) => Self::Generated(generated),
                (Some(1), _) => {
                    let code = ended.err.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
                    let code = code.map_or("error", |(code, _)| code).to_owned();
                    Self::Refused { code, report: said(&ended.err) }
                }
                _ => Self::Crashed { how: status.to_string(), said: said(&ended.err) },
            },
        }
    }
}
