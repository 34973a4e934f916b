//! Where in the environment a credential is.

use std::fmt;

/// The environment variables that hold a credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvSource {
    /// A user name and a password.
    Basic {
        /// The variable that holds the user name.
        username: &'static str,
        /// The variable that holds the password.
        password: &'static str,
    },
    /// The variable that holds a bearer token or an API key.
    Secret(&'static str),
}

impl fmt::Display for EnvSource {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Basic { username, password } => write!(f, "{username} and {password}"),
            Self::Secret(name) => f.write_str(name),
        }
    }
}
