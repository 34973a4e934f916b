//! Waiters: operations that are asked again until what they answer has come to rest.

use super::types::FieldPath;

/// `x-waiter`.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiter {
    /// The member of the answer that holds the state: text, or an enum.
    pub property: FieldPath,
    /// States that end the wait well.
    pub success: Vec<String>,
    /// States that end it badly.
    pub failure: Vec<String>,
    /// From one attempt to the next, in milliseconds.
    pub interval: u64,
    /// For the whole wait, in milliseconds.
    pub timeout: u64,
}
