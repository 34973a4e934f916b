//! The tests of the whole, in one binary: linking is the slow part.

// `UPDATE_EXPECT=1` writes every snapshot so.
#![allow(clippy::needless_raw_string_hashes)]
// Shorter than what is faster or more general, where neither matters.
#![allow(clippy::case_sensitive_file_extension_comparisons, clippy::format_push_string)]

mod bad_input;
mod doc_comments;
mod document;
mod files;
mod generate;
mod in_sync;
mod losses;
mod printed;
mod readme;
mod round_trip;
mod specs;
mod support;
mod tidy;
mod together;
mod wire;
