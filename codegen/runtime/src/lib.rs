//! What every generated client has in common: it sends requests and reads answers.

mod api;
mod api_error;
mod argument;
mod body;
pub mod call;
mod checks;
mod client;
mod credential;
mod date_time;
mod decode_error;
mod env;
mod error;
mod error_body;
mod form;
mod header;
mod json;
pub mod object;
pub mod open_enum;
mod path;
pub mod pattern;
mod payload;
mod percent;
mod query;
mod read;
mod response;
mod security;
mod send;
mod serde_shim;
mod settings;
mod setup_error;
pub mod text_type;
mod tls;
mod transport_error;
mod tree;
mod write;

pub use api::{Api, Server, ServerVariable};
pub use argument::{Argument, FromText, JsonText, Text, Texts, ToText, texts};
#[allow(unused_imports)]
pub(crate) use call::operation;
pub use call::{Call, CallOptions};
pub use checks::{Checks, InvalidInput, checked, checked_all};
pub use client::{ClientBuilder, Core};
pub use credential::Credential;
pub use date_time::{Date, DateTime, InvalidDateTime};
pub use env::EnvSource;
pub use error::{
    ApiError, DecodeError, Error, RedirectError, RefusedInput, SetupError, TimeoutError, TooLargeError, TransportError,
};
pub use header::Headers;
pub use json::{Json, JsonObject, Number};
pub use object::Object;
#[allow(unused_imports)]
pub(crate) use object::object;
pub use open_enum::OpenEnum;
#[allow(unused_imports)]
pub(crate) use open_enum::open_enum;
pub use payload::{Bytes, Empty, Payload, PlainText};
pub use query::ListStyle;
pub use read::{Grade, Members, Read, ReadError, from_json, from_slice};
pub use response::{Answer, Response};
pub use security::{SchemeKind, SecurityScheme};
pub use send::Sending;
#[allow(unused_imports)]
pub(crate) use text_type::text_type;
pub use tree::Tree;
pub use write::{ArrayWriter, JsonWriter, ObjectWriter, Write, to_json};
