//! The names that the output imports or takes for granted: whoever names something in the same scope must evade them.

/// For types, the structs of calls and those of inputs.
pub const RESERVED_TYPE_NAMES: &[&str] = &[
    // The prelude, as far as templates, derives and the runtime's macros use it or would be shadowed for readers.
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self_",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
    // The standard library's.
    "BTreeMap",
    "Debug",
    // The client's and the runtime's.
    "Argument",
    "Bytes",
    "Call",
    "CallOptions",
    "Checks",
    "Client",
    "Date",
    "DateTime",
    "Empty",
    "Error",
    "Json",
    "JsonText",
    "ListStyle",
    "PlainText",
    "Response",
    "Sending",
    "Server",
    "ServerVariable",
];

/// For functions and their arguments.
pub const RESERVED_VALUE_NAMES: &[&str] = &["call", "checked", "checked_all", "client", "inputs", "texts"];

/// For optional inputs: what each call has of its own.
pub const RESERVED_SETTER_NAMES: &[&str] = &["into_future", "send", "with"];

/// For the members of objects that callers make: `new` is the constructor. `…_null` of a nullable member is a setter, too.
pub const RESERVED_FIELD_NAMES: &[&str] = &["new"];

/// For security schemes.
pub const RESERVED_STATIC_NAMES: &[&str] = &["API"];

/// Whether the name of an optional input would be that of an accessor for error bodies: `error_404`, `error_4xx`,
/// `error_default`.
pub fn is_error_accessor(name: &str) -> bool {
    name.strip_prefix("error_").is_some_and(|status| {
        status == "default"
            || (status.len() == 3 && status.starts_with(|c: char| c.is_ascii_digit()))
                && (status.ends_with("xx") || status.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
