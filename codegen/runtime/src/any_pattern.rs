//! Checks by any pattern of the subset.

use super::checks::Checks;
use super::pattern::matches_pattern;

impl Checks {
    /// Asks for a match of an ECMA regular expression somewhere in the text.
    #[must_use]
    pub const fn pattern(self, pattern: &'static str) -> Self {
        self.matching(pattern, matches_pattern)
    }
}
