//! The data half of the runtime, compiled the way a generated crate has it: as a module.

#![allow(clippy::items_after_statements, clippy::needless_borrows_for_generic_args)]
#![allow(clippy::needless_pass_by_value, clippy::unwrap_used)]

#[allow(dead_code, unreachable_pub, unused_imports)]
#[path = "../src/lib.rs"]
mod runtime;

#[path = "data/differential.rs"]
mod differential;
#[path = "data/dropping.rs"]
mod dropping;
#[path = "data/patterns.rs"]
mod patterns;
#[path = "data/reading.rs"]
mod reading;
#[path = "data/texts.rs"]
mod texts;
#[allow(unreachable_pub, clippy::option_option)]
#[path = "data/types.rs"]
mod types;
#[path = "data/unions.rs"]
mod unions;
#[path = "data/writing.rs"]
mod writing;
