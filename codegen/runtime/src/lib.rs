//! What every generated client has in common: it sends requests and reads answers.

mod any_pattern;
mod api;
mod api_error;
mod argument;
mod body;
mod by_client;
pub mod by_status;
mod call;
mod call_options;
mod checks;
mod client;
mod clock;
mod credential;
mod date_time;
mod decode_error;
mod documents;
mod env;
mod env_source;
mod error;
mod error_body;
mod event_parser;
mod events;
mod expansion;
mod filled_path;
mod fixed_query;
mod form;
mod header;
mod header_style;
mod hop;
mod items;
mod json;
mod kept;
mod keyring;
mod known_text;
mod link;
mod multipart;
pub mod object;
mod object_style;
mod opaque;
pub mod open_enum;
mod operation;
mod pages;
mod path;
mod path_style;
mod pattern;
mod payload;
mod percent;
mod plain_text;
mod progress;
mod provider;
mod query;
mod read;
mod receive;
mod reserved;
mod resource;
mod response;
mod retry;
mod security;
mod send;
pub mod serde_shim;
mod server_variables;
mod settings;
mod setup_error;
mod stream;
mod test_clock;
pub mod text_type;
mod tls;
mod transport_error;
mod tree;
mod typed_bytes;
pub mod union;
mod wait;
mod wait_error;
mod write;

pub use api::{Api, Server, ServerVariable, ServerVariables};
pub use argument::{Argument, FromText, JsonText, Text, Texts, ToText, texts};
pub use by_client::ByClient;
#[allow(unused_imports)]
pub(crate) use by_status::by_status;
pub use call::Call;
pub use call_options::CallOptions;
pub use checks::{Checked, Checks, InvalidInput, checked, checked_all};
pub use client::{ClientBuilder, Core};
pub use clock::{Clock, Sleep};
pub use credential::Credential;
pub use date_time::{Date, DateTime, InvalidDateTime};
pub use env_source::EnvSource;
pub use error::{
    ApiError, DecodeError, Error, RedirectError, RefusedInput, SetupError, TimeoutError, TooLargeError, TransportError,
    WaitError,
};
pub use events::{Event, EventStream};
pub use header::Headers;
pub use items::Items;
pub use json::{Json, JsonMap, JsonObject, Number};
pub use multipart::FilePart;
pub use object::Object;
#[allow(unused_imports)]
pub(crate) use object::object;
pub use object_style::ObjectStyle;
pub use open_enum::OpenEnum;
#[allow(unused_imports)]
pub(crate) use open_enum::open_enum;
#[allow(unused_imports)]
pub(crate) use operation::operation;
pub use pages::{Next, Pages};
pub use path_style::{PathStyle, PathValue};
pub use pattern::{is_supported, length_range, matches_pattern};
pub use payload::{Bytes, Empty, Payload};
pub use plain_text::PlainText;
pub use progress::Progress;
pub use provider::{CredentialProvider, Provided};
pub use query::ListStyle;
pub use read::{Grade, Members, Read, ReadError, from_json, from_slice};
#[allow(unused_imports)]
pub(crate) use resource::resource;
pub use response::{Answer, Response};
pub use security::{SchemeKind, SecurityScheme};
pub use send::Sending;
pub use stream::ByteStream;
pub use test_clock::TestClock;
#[allow(unused_imports)]
pub(crate) use text_type::text_type;
pub use tree::Tree;
pub use typed_bytes::TypedBytes;
pub use union::Union;
#[allow(unused_imports)]
pub(crate) use union::union;
pub use wait::{Wait, Waiter};
pub use write::{ArrayWriter, JsonWriter, ObjectWriter, Write, to_json};
