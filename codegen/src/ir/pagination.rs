//! Pagination: how one page of a list leads to the next.

use super::name::Wire;
use super::types::{FieldPath, Type};

#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// The list in the answer.
    pub items: FieldPath,
    /// What the list is of.
    pub item: Type,
    pub next: Next,
}

/// Where the next page is.
#[derive(Debug, Clone, PartialEq)]
pub enum Next {
    /// The answer holds its URL, absolute or relative to this page's.
    Url(FieldPath),
    /// The answer holds a value that this query parameter takes.
    Cursor { property: FieldPath, parameter: Wire },
    /// The query parameter counts the items before the page; a page without items is the last.
    Offset { parameter: Wire },
    /// The query parameter counts pages, from this one; a page without items is the last.
    Page { parameter: Wire, first: u64 },
    /// The `Link` header, relation `next` (RFC 8288).
    LinkHeader,
}
