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

use super::docs::{Prose, code};
use super::field_path;
use super::response;
use super::scope::Scope;
use crate::ir::response::Payload;
use crate::ir::waiter::Waiter;

pub(super) fn wait(waiter: &Waiter, answer: &Payload, scope: &mut Scope<'_>) -> TokenStream {
    let Waiter { property, success, failure, interval, timeout } = waiter;
    let [wait, type_name] = ["Wait", "Waiter"].map(|name| scope.runtime(name));
    let (docs, answer) = (docs(waiter), response::payload(answer, scope));
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
    let property: Vec<&str> = property.0.iter().map(|step| step.name.as_str()).collect();
    let (property, success) = (code(&property.join(".")), choice(success));
    let mut docs = Prose::default();
    docs.line(&format!("Waits until {property} is {success}, and returns the answer that says so."));
    docs.paragraph(&format!(
        "It asks again {} after each answer, for {} at most; both can be set. Dropping it stops it.",
        words(*interval),
        words(*timeout)
    ));
    docs.paragraph("# Errors");
    docs.gap();
    let failed = (!failure.is_empty()).then(|| format!("{property} is {}, or ", choice(failure)));
    docs.line(&format!(
        "[An error](crate::runtime::Error::Wait), which has the last answer, if {}it is not {success} in time; any other \
         error that does not pass.",
        failed.unwrap_or_default()
    ));
    docs
}

/// `completed` or `deployed`
fn choice(states: &[String]) -> String {
    let states: Vec<String> = states.iter().map(|state| code(state)).collect();
    states.join(" or ")
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
