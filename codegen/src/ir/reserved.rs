//! Names that the generated crate uses itself, so that nothing from a document may take them.

/// Types and traits of the prelude and of the runtime that generated files name.
pub const TYPES: &[&str] = &[
    "Api",
    "Argument",
    "AsRef",
    "Box",
    "ByClient",
    "Bytes",
    "ByteStream",
    "Call",
    "CallOptions",
    "Checks",
    "Client",
    "ClientBuilder",
    "Clone",
    "Core",
    "Credential",
    "Date",
    "DateTime",
    "Debug",
    "Default",
    "Display",
    "Drop",
    "Duration",
    "Empty",
    "EnvSource",
    "Eq",
    "Err",
    "Error",
    "EventStream",
    "FilePart",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "InvalidInput",
    "Items",
    "Iterator",
    "Json",
    "JsonMap",
    "JsonText",
    "ListStyle",
    "Members",
    "Next",
    "None",
    "Object",
    "ObjectStyle",
    "ObjectWriter",
    "Ok",
    "OpenEnum",
    "Option",
    "Ord",
    "Pages",
    "PartialEq",
    "PartialOrd",
    "PathStyle",
    "PlainText",
    "Read",
    "ReadError",
    "Response",
    "Result",
    "SchemeKind",
    "SecurityScheme",
    "Self",
    "Send",
    "Sending",
    "Server",
    "ServerVariable",
    "ServerVariables",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Text",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "TypedBytes",
    "Unpin",
    "Vec",
    "Wait",
    "Waiter",
    "Write",
];

/// Names that a file below `src/types/` or `src/api/` can't have: on Windows these are devices, whatever the extension.
pub const MODULES: &[&str] = &[
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2", "lpt3",
    "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// Modules that no document of several can be: the crate's own, and Cargo features and dependencies of the crate, since a
/// document is a feature too.
pub const DOCUMENTS: &[&str] =
    &["bytes", "default", "futures_core", "native_tls", "reqwest", "runtime", "rustls", "serde_core", "tokio"];

/// Arguments and local names of generated functions, and the verbs of every call.
pub const INPUTS: &[&str] = &[
    "call",
    "checked",
    "checked_all",
    "client",
    "inputs",
    "items",
    "pages",
    "send",
    "stream_bytes",
    "stream_events",
    "texts",
    "wait",
    "with",
];

/// Functions that a module of operations imports, and names in it.
pub const FUNCTIONS: &[&str] = &["checked", "checked_all", "client", "default", "texts"];

/// Methods of the client and names in its scope.
pub const CLIENT_METHODS: &[&str] = &["builder", "call", "client", "clone", "from_env", "new"];

/// Methods of a handle.
pub const HANDLE_METHODS: &[&str] = &["clone", "new"];

/// Fields of a handle.
pub const HANDLE_FIELDS: &[&str] = &["client", "parent"];

/// Functions of every generated struct.
pub const FIELDS: &[&str] = &["new"];
