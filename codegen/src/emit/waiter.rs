//! Waits.
//!
//! ```text
//! /// Waits until `status` is `completed`, and returns the answer that says so. …
//! pub fn wait(self) -> Wait<BuildStatus> {
//!     let waiter = Waiter {
//!         state: |answer: &BuildStatus| Some(answer.status.as_ref()?.as_str()),
//!         success: &["completed"],
//!         failure: &["failed"],
//!         interval: Duration::from_secs(1),
//!         timeout: Duration::from_secs(300),
//!     };
//!     Wait::new(self.0, waiter)
//! }
//! ```

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{Prose, code, code_series};
use super::place::Place;
use super::scope::Scope;
use super::{example, field_path, response};
use crate::ir::operation::{Group, Operation};
use crate::ir::types::FieldPath;
use crate::ir::waiter::Waiter;

pub(super) fn wait(
    waiter: &Waiter,
    operation: &Operation,
    group: &Group,
    place: &Place<'_>,
    scope: &mut Scope<'_>,
) -> TokenStream {
    let Waiter { property, success, failure, interval, timeout } = waiter;
    let [wait, type_name] = ["Wait", "Waiter"].map(|name| scope.runtime(name));
    let answer = response::payload(&operation.response.success, scope);
    let mut docs = docs(waiter);
    if let Some(outside) = &place.outside {
        docs.example(&example::wait(operation, group, outside, &place.api.types));
    }
    let state = field_path::text(&quote!(answer), property);
    let [interval, timeout] = [interval, timeout].map(|time| duration(*time, scope));
    quote! {
        #docs
        pub fn wait(self) -> #wait<#answer> {
            let waiter = #type_name {
                state: |answer: &#answer| #state,
                success: &[#(#success),*],
                failure: &[#(#failure),*],
                interval: #interval,
                timeout: #timeout,
            };
            #wait::new(self.0, waiter)
        }
    }
}

fn docs(waiter: &Waiter) -> Prose {
    let Waiter { property, success, failure, interval, timeout } = waiter;
    let property = self::property(property);
    let mut docs = Prose::default();
    docs.line(&format!("Waits until {}, and returns the answer that says so.", goal(waiter)));
    let (interval, timeout) = (words(*interval), words(*timeout));
    let interval = interval.strip_prefix("1 ").unwrap_or(&interval);
    let change = "[`Wait::interval`] and [`Wait::timeout`] change that.";
    docs.paragraph(&format!("Polls every {interval}, for up to {timeout}; {change}"));
    docs.line("Dropping the future stops it.");
    docs.paragraph("# Errors");
    docs.gap();
    let failed = (!failure.is_empty()).then(|| format!("becomes {} or ", code_series(failure, "or")));
    let never = match success.as_slice() {
        [only] => format!("not {}", code(only)),
        several => format!("neither {}", code_series(several, "nor")),
    };
    docs.line(&format!(
        "[An `Error::Wait`](crate::runtime::Error::Wait), with the last answer, if {property} {}is {never} in time.",
        failed.unwrap_or_default()
    ));
    docs.line("Other errors end it too, unless they pass: a lost connection, a time-out, 429, 502, 503, 504.");
    docs
}

/// `status` is `completed`
pub(super) fn goal(waiter: &Waiter) -> String {
    format!("{} is {}", property(&waiter.property), code_series(&waiter.success, "or"))
}

/// `state.phase`
fn property(path: &FieldPath) -> String {
    code(&path.0.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join("."))
}

fn duration(milliseconds: u64, scope: &mut Scope<'_>) -> TokenStream {
    let duration = scope.std("time", "Duration");
    if milliseconds.is_multiple_of(1_000) {
        let seconds = Literal::u64_unsuffixed(milliseconds / 1_000);
        quote!(#duration::from_secs(#seconds))
    } else {
        let milliseconds = Literal::u64_unsuffixed(milliseconds);
        quote!(#duration::from_millis(#milliseconds))
    }
}

/// `1 second`, `2.5 seconds`, `5 minutes`
fn words(milliseconds: u64) -> String {
    let (number, unit) = match milliseconds {
        time if time.is_multiple_of(60_000) => ((time / 60_000).to_string(), "minute"),
        time if time < 1_000 => (time.to_string(), "millisecond"),
        time => {
            let seconds = format!("{}.{:03}", time / 1_000, time % 1_000);
            (seconds.trim_end_matches('0').trim_end_matches('.').to_owned(), "second")
        }
    };
    format!("{number} {unit}{}", if number == "1" { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn times_in_words() {
        let words = [1_000, 300_000, 60_000, 1_500, 90_000, 10_050, 20].map(words);
        assert_eq!(
            words,
            ["1 second", "5 minutes", "1 minute", "1.5 seconds", "90 seconds", "10.05 seconds", "20 milliseconds"]
        );
    }
}
