//! What the documents in `cases/` become, all in one crate over one copy of the runtime, so that all of them compile and
//! the tests can call them: `cases`, `runtime`, and perhaps `real`, a real document. See `build.rs`.

include!(concat!(env!("OUT_DIR"), "/tree.rs"));
