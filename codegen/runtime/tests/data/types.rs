//! What the generator prints, by hand.

use super::runtime::{Checks, DateTime, Json, JsonMap, OpenEnum};
use super::runtime::{object, open_enum, text_type};

#[derive(Clone, Default, PartialEq)]
pub(crate) struct BuildStatus {
    pub(crate) sid: Option<BuildSid>,
    pub(crate) status: Option<Status>,
    pub(crate) url: Option<String>,
    pub(crate) secret: Option<String>,
    pub(crate) created: Option<DateTime>,
    pub(crate) steps: Option<Vec<Step>>,
}

object! {
    BuildStatus;

    sid: optional("sid");
    status: optional("status");
    url: optional("url").read_only();
    secret: optional("secret").sensitive();
    created: optional("created");
    steps: optional("steps");
}

#[derive(Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) limit: Option<i64>,
    pub(crate) parent: Option<Box<Step>>,
    pub(crate) reason: Option<String>,
    pub(crate) note: Option<Option<bool>>,
    pub(crate) extra: JsonMap<Json>,
}

object! {
    Step;

    name: required("name");
    limit: optional("limit");
    parent: optional("parent");
    reason: required("reason").nullable();
    note: optional("note");
    extra: rest();
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Status {
    Building,
    Completed,
    Unknown(String),
}

impl OpenEnum for Status {
    const KNOWN: &'static [Self] = &[Self::Building, Self::Completed];

    fn as_str(&self) -> &str {
        match self {
            Self::Building => "building",
            Self::Completed => "completed",
            Self::Unknown(text) => text,
        }
    }

    fn unknown(text: String) -> Self {
        Self::Unknown(text)
    }
}

open_enum!(Status);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BuildSid(String);

text_type!(BuildSid, Checks::NONE.pattern("^ZB[0-9a-fA-F]{32}$").min_length(34).max_length(34));
