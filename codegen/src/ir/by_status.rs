//! Answers whose type depends on the status.

use super::docs::Docs;
use super::name::Ident;
use super::response::{Payload, StatusRange};

/// An enum with a variant for each status of success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByStatus {
    /// In upper camel case: unique in its group, and no type's name.
    pub name: Ident,
    /// By status, ranges last.
    pub variants: Vec<StatusVariant>,
    /// Which of them is read from an answer whose status no variant has.
    pub fallback: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusVariant {
    /// In upper camel case: unique in its enum.
    pub name: Ident,
    pub status: StatusRange,
    pub docs: Docs,
    /// Not `ByStatus`.
    pub payload: Payload,
}
