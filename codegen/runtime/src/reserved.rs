//! Query parameters with `allowReserved`.

use super::call::Call;
use super::percent::decoded;

/// What may stand in a query as it is (RFC 3986, section 3.4) and changes nothing there: of the reserved characters, `#`
/// would end the query, `&` the pair, `[` and `]` are not allowed, a `+` is read as a space, and a `'` is encoded by URL
/// libraries (WHATWG URL Standard, section 1.3).
const HARMLESS: &str = "!$()*/:;=?@";

impl Call {
    /// Leaves reserved characters of a query parameter's value as they are (OpenAPI 3.0.4, `allowReserved`), once it is
    /// set. Encoded all the same is what would mean something else or not get through: `#`, `&`, `'`, `+`, `[` and `]`.
    #[must_use]
    pub fn allow_reserved(self, name: &'static str) -> Self {
        self.allow(name, |letter| letter == ',' || HARMLESS.contains(letter))
    }

    /// The same for items that are joined with commas, in which commas stay encoded.
    #[must_use]
    pub fn allow_reserved_items(self, name: &'static str) -> Self {
        self.allow(name, |letter| HARMLESS.contains(letter))
    }

    fn allow(mut self, name: &'static str, allowed: impl Fn(char) -> bool) -> Self {
        for (set, pairs) in &mut self.request().query.pairs {
            if *set == name {
                let again = pairs.split('&').map(|pair| match pair.split_once('=') {
                    Some((name, value)) => format!("{name}={}", with_reserved(value, &allowed)),
                    None => pair.to_owned(),
                });
                *pairs = again.collect::<Vec<_>>().join("&");
            }
        }
        self
    }
}

/// Decodes what is allowed to stand there.
fn with_reserved(value: &str, allowed: &impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('%') {
        let (before, after) = rest.split_at(start);
        let (code, after) = after.split_at_checked(3).unwrap_or((after, ""));
        let letter = decoded(code);
        text.push_str(before);
        text.push_str(if letter.chars().all(allowed) { &letter } else { code });
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::super::percent::Encoding;
    use super::{HARMLESS, with_reserved};

    #[test]
    fn only_what_changes_nothing_stays() {
        let printable: String = (' '..='~').collect();
        let mut encoded = String::new();
        Encoding::Url.append(&mut encoded, &format!("{printable}ü%2F"));
        assert_eq!(
            with_reserved(&encoded, &|letter| HARMLESS.contains(letter)),
            "%20!%22%23$%25%26%27()*%2B%2C-./0123456789:;%3C=%3E?@ABCDEFGHIJKLMNOPQRSTUVWXYZ\
             %5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~%C3%BC%252F"
        );
    }
}
