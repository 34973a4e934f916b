//! What the generator prints, by hand.

use super::runtime::{Checks, DateTime, Json, JsonMap, Members, Object, ObjectWriter, OpenEnum, ReadError};
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

impl Object for BuildStatus {
    fn read(from: &mut Members<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            sid: from.optional("sid"),
            status: from.optional("status"),
            url: from.optional("url"),
            secret: from.optional("secret"),
            created: from.optional("created"),
            steps: from.optional("steps"),
        })
    }

    fn write(&self, to: &mut ObjectWriter<'_>) {
        to.put("sid", &self.sid);
        to.put("status", &self.status);
        to.put_read_only("url", &self.url);
        to.sensitive().put("secret", &self.secret);
        to.put("created", &self.created);
        to.put("steps", &self.steps);
    }
}

object!(BuildStatus);

#[derive(Clone, PartialEq)]
pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) limit: i64,
    pub(crate) parent: Option<Box<Step>>,
    pub(crate) reason: Option<String>,
    pub(crate) note: Option<Option<bool>>,
    pub(crate) extra: JsonMap<Json>,
}

impl Object for Step {
    fn read(from: &mut Members<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            name: from.required("name")?,
            limit: from.optional("limit").unwrap_or(20),
            parent: from.optional("parent"),
            reason: from.required("reason")?,
            note: from.optional("note"),
            extra: from.rest(),
        })
    }

    fn write(&self, to: &mut ObjectWriter<'_>) {
        to.put("name", &self.name);
        to.put("limit", &self.limit);
        to.put("parent", &self.parent);
        to.put_nullable("reason", &self.reason);
        to.put("note", &self.note);
        to.rest(&self.extra);
    }
}

object!(Step);

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
