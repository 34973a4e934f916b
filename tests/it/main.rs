//! The tests of the whole, in one binary: linking is the slow part.

mod bad_input;
mod document;
mod generate;
mod in_sync;
mod round_trip;
mod specs;
mod support;
mod tidy;
mod wire;
