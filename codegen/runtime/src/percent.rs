//! Percent-encoding of values that go into a URL or a form.

use std::fmt::Write as _;

/// Which characters stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Paths and queries: the unreserved characters of RFC 3986, section 2.3; a space becomes `%20`.
    Url,
    /// `application/x-www-form-urlencoded`: the set of the WHATWG URL Standard, section 5.2; a space becomes `+`.
    Form,
}

impl Encoding {
    /// Appends `text`, encoded. What is not ASCII is encoded byte by byte, as UTF-8.
    pub(super) fn append(self, to: &mut String, text: &str) {
        for byte in text.bytes() {
            if self.keeps(byte) {
                to.push(char::from(byte));
            } else if byte == b' ' {
                to.push_str(self.space());
            } else {
                // Writing to a String cannot fail.
                let _ = write!(to, "%{byte:02X}");
            }
        }
    }

    /// A space, encoded.
    pub(super) fn space(self) -> &'static str {
        match self {
            Self::Url => "%20",
            Self::Form => "+",
        }
    }

    fn keeps(self, byte: u8) -> bool {
        match byte {
            b'-' | b'.' | b'_' => true,
            b'~' => self == Self::Url,
            b'*' => self == Self::Form,
            other => other.is_ascii_alphanumeric(),
        }
    }
}

/// The text that was encoded; a `%` that does not begin a code stays.
#[inline]
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend_from_slice(parts.next().unwrap_or_default().as_bytes());
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => {
                bytes.push(b'%');
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    fn encoded(encoding: Encoding, text: &str) -> String {
        let mut to = String::new();
        encoding.append(&mut to, text);
        to
    }

    #[test]
    fn a_url_keeps_only_unreserved_characters() {
        let printable: String = (' '..='~').collect();
        assert_eq!(
            encoded(Encoding::Url, &printable),
            "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40ABCDEFGHIJKLMNOPQRSTUVWXYZ\
             %5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~"
        );
    }

    #[test]
    fn a_form_keeps_the_star_and_encodes_the_tilde() {
        assert_eq!(encoded(Encoding::Form, "a b~*-._+&="), "a+b%7E*-._%2B%26%3D");
    }

    #[test]
    fn other_scripts_and_controls_are_encoded_as_utf_8() {
        assert_eq!(encoded(Encoding::Url, "ü✓\0\n"), "%C3%BC%E2%9C%93%00%0A");
        assert_eq!(encoded(Encoding::Form, "ü\r"), "%C3%BC%0D");
    }
}
