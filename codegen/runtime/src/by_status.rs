//! Answers whose type depends on the status.

pub use super::error::Error;
pub use super::payload::Payload;
pub use super::response::Answer;

/// The status of an answer.
pub fn status(answer: &Answer) -> u16 {
    answer.status
}

/// Implements `Payload` for an enum with a variant for each status. The last one is for all other statuses.
///
/// In scope at the call site: `by_status`, both the macro and this module.
#[allow(unused_macros)]
macro_rules! by_status {
    ($name:ident, $($status:pat => $variant:ident $(($payload:ty))?),*) => {
        impl by_status::Payload for $name {
            type Value = Self;
            const ACCEPT: &'static str = "application/json";

            fn decode(answer: &mut by_status::Answer) -> Result<Self, by_status::Error> {
                match by_status::status(answer) {
                    $($status => Ok(Self::$variant $((<$payload as by_status::Payload>::decode(answer)?))?),)*
                }
            }
        }
    };
}
#[allow(unused_imports)]
pub(crate) use by_status;
