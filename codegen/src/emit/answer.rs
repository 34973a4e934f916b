//! How a program that uses the crate spells what the operations answer; nothing of it is printed.

use crate::Placement;
use crate::ir::Api;
use crate::ir::operation::Operation;
use crate::ir::types::{Type, Types};

/// An operation whose success is JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// `GET`
    pub method: &'static str,
    /// `/v1/Services/{ServiceSid}`, what stands between parameters percent-encoded.
    pub path: String,
    /// The type that it is read as, with full paths: of the crate by its name (`twilio_serverless::types::Service`), of a
    /// module by where it is (`crate::cases::pets::types::Pet`).
    pub ty: String,
}

/// The answers of all operations that have one, in the order of the output.
pub fn answers(api: &Api, placement: &Placement) -> Vec<Answer> {
    let (root, runtime) = match placement {
        Placement::Package | Placement::Standalone => {
            let name = api.package.crate_name();
            (name.clone(), name)
        }
        Placement::Module(module) => (format!("crate::{}", module.join("::")), "crate::runtime".to_owned()),
    };
    let answer = |operation: &Operation| {
        let ty = spelled(operation.response.success.json()?, &api.types, &root, &runtime);
        Some(Answer { method: operation.method.as_str(), path: operation.template(), ty })
    };
    api.operations().filter_map(answer).collect()
}

/// The type with full paths: those of the document are below `root`, the runtime's own in `runtime`.
pub(super) fn spelled(ty: &Type, types: &Types, root: &str, runtime: &str) -> String {
    let inside = |inner: &Type| spelled(inner, types, root, runtime);
    match ty {
        Type::Json => format!("{runtime}::Json"),
        Type::String => "String".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Uint64 => "u64".to_owned(),
        Type::Float => "f64".to_owned(),
        Type::DateTime => format!("{runtime}::DateTime"),
        Type::Date => format!("{runtime}::Date"),
        Type::List(item) => format!("Vec<{}>", inside(item)),
        Type::Map(value) => format!("{runtime}::JsonMap<{}>", inside(value)),
        Type::Option(inner) => format!("Option<{}>", inside(inner)),
        Type::Boxed(inner) => format!("Box<{}>", inside(inner)),
        Type::Named(id) => format!("{root}::types::{}", types.get(*id).name),
    }
}
