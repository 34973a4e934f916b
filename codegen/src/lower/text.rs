//! Strings that must match something before they are sent.

use openapiv3::SchemaData;

use super::facts::Facts;
use super::{Lowering, pattern};
use crate::diagnostic::Code;
use crate::ir::types::{Pattern, TextChecks, TextType};
use crate::pointer::At;

impl Lowering<'_> {
    /// What a string schema asks of its values, as far as the runtime can check it.
    pub(super) fn text_checks(&mut self, facts: &Facts<'_>, at: &At<'_>) -> TextChecks {
        let mut checks = TextChecks {
            pattern: None,
            min_length: facts.min_length.filter(|&length| length > 0),
            max_length: facts.max_length,
        };
        let Some(text) = facts.pattern else { return checks };
        if !pattern::is_supported(text) {
            self.report(
                Code::UncheckedPattern,
                &at.key("pattern"),
                format!("expected a pattern of the common subset, but found `{text}`"),
                "values are sent without being checked against it",
            );
            return checks;
        }
        // A length that the pattern implies would be checked twice.
        if let Some((min, max)) = pattern::length_range(text) {
            if checks.min_length.is_some_and(|length| length <= min as u64) {
                checks.min_length = None;
            }
            if checks.max_length.is_some_and(|length| max.is_some_and(|max| max as u64 <= length)) {
                checks.max_length = None;
            }
        }
        let pattern = if pattern::matches_fixed(text, "").is_some() { Pattern::Fixed } else { Pattern::Other };
        checks.pattern = Some(pattern(text.to_owned()));
        checks
    }

    /// What is sent has to pass the checks of the schema here.
    pub(super) fn uses_checks(&mut self, checks: &TextChecks, at: &At<'_>) {
        if checks.pattern.is_some() {
            self.uses(&at.key("pattern"));
        }
        if !checks.is_empty() {
            // A length that the pattern implies is checked with it.
            self.uses(&at.key("minLength"));
            self.uses(&at.key("maxLength"));
        }
    }
}

/// A string schema with a name of its own.
pub(super) fn text_type(checks: TextChecks, data: &SchemaData) -> TextType {
    let example = data.example.as_ref().and_then(|example| example.as_str());
    let passes =
        |text: &&str| checks.pattern.as_ref().is_none_or(|pattern| pattern::matches_pattern(pattern.as_str(), text));
    TextType { example: example.filter(passes).map(str::to_owned), checks }
}
