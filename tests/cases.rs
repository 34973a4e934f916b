//! What the documents in `cases/` become, all in one crate over one copy of the runtime, so that all of them compile and
//! the tests can call them: `cases`, `together`, `runtime`, and perhaps `real`, a real document, with the `READERS` of its answers. See
//! `build.rs`.

include!(concat!(env!("OUT_DIR"), "/tree.rs"));

/// Reads JSON as one type, and writes it back.
#[cfg(real_document)]
pub type Reader = fn(&str) -> Result<String, String>;

#[cfg(real_document)]
fn again<T: runtime::Read + runtime::Write>(text: &str) -> Result<String, String> {
    let value: T = runtime::from_json(text).map_err(|error| error.to_string())?;
    Ok(runtime::to_json(&value))
}
