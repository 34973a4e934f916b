//! The shortcut for patterns such as `^ZB[0-9a-f]{32}$`: ASCII letters, digits and classes in brackets, each as often as it
//! says, from the beginning of the text to its end. There is one way to match them, so one look at each byte is enough, and
//! none of the syntax of other patterns has to be shipped.

/// Whether such a pattern matches. `None`: it is not of this kind.
pub(in super::super) fn matches_fixed(pattern: &str, text: &str) -> Option<bool> {
    let (mut pattern, mut text, mut fits) = (pattern.strip_prefix('^')?.as_bytes(), text.as_bytes(), true);
    loop {
        let (class, rest) = match pattern {
            [b'$'] => return Some(fits && text.is_empty()),
            [b'[', b'^', ..] => return None,
            [b'[', rest @ ..] => until(rest, b']')?,
            [b'-' | b'_' | b':' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] => pattern.split_at(1),
            _ => return None,
        };
        let (count, rest) = match rest {
            [b'*' | b'+' | b'?', ..] => return None,
            [b'{', rest @ ..] => count(rest)?,
            rest => (1, rest),
        };
        for _ in 0..count {
            match text {
                [first, others @ ..] if has(class, *first) => text = others,
                _ => fits = false,
            }
        }
        pattern = rest;
    }
}

/// What is before the first of these bytes, and what is behind it.
fn until(text: &[u8], end: u8) -> Option<(&[u8], &[u8])> {
    let mut length = 0;
    loop {
        match *text.get(length)? {
            byte if byte == end => break,
            // Escapes, and `[:alpha:]`, mean something else than they say; and a letter may be several bytes.
            b'\\' | b'[' | 0x80.. => return None,
            _ => length += 1,
        }
    }
    Some((&text[..length], &text[length + 1..]))
}

/// The number before a closing brace.
fn count(text: &[u8]) -> Option<(usize, &[u8])> {
    let (digits, rest) = until(text, b'}')?;
    let mut count = 0_usize;
    for digit in digits {
        if !digit.is_ascii_digit() || count > 0xFFFF {
            return None;
        }
        count = count * 10 + usize::from(*digit - b'0');
    }
    if digits.is_empty() || matches!(rest, [b'*' | b'+' | b'?' | b'{', ..]) { None } else { Some((count, rest)) }
}

/// Whether a class, such as `0-9a-f_`, has a byte.
fn has(mut class: &[u8], byte: u8) -> bool {
    while let [first, rest @ ..] = class {
        let (last, rest) = if let [b'-', last, rest @ ..] = rest { (last, rest) } else { (first, rest) };
        if *first <= byte && byte <= *last {
            return true;
        }
        class = rest;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::{is_supported, walk};
    use super::matches_fixed;

    const FIXED: &[&str] = &[
        "^$",
        "^a$",
        "^ZB[0-9a-fA-F]{32}$",
        "^[A-Z]{2}$",
        "^[a-z_-]{3}$",
        "^[-a]{2}b$",
        "^[--a]$",
        "^[a-c-e]{2}$",
        "^a{0}b$",
        "^[]$",
        "^[a-]{2}$",
        "^0:_-$",
        "^a{3}$",
        "^[.$^*+?(){}|]{2}$",
    ];
    const OTHERS: &[&str] = &[
        "a",
        "^a",
        "a$",
        "^a|b$",
        "^a*$",
        "^[a]+$",
        "^a?$",
        "^a{2,}$",
        "^a{2,3}$",
        "^a{2}?$",
        "^(a)$",
        "^.$",
        "^\\d$",
        "^[\\d]$",
        "^[^a]$",
        "^[[:alpha:]]$",
        "^a{$",
        "^a{}$",
        "^a{b}$",
        "^[a$",
        "^a{2}{3}$",
        "^\u{e9}$",
        "^[\u{e9}]$",
        "^^a$",
        "^a$$",
        "^a\\b$",
        "^{$",
    ];

    #[test]
    fn the_shortcut_says_the_same() {
        let hex = format!("ZB{}", "0123456789abcdefABCDEF0123456789");
        let texts = [
            "",
            "a",
            "b",
            "ab",
            "-a",
            "--",
            "-b",
            "aab",
            "-ab",
            "A",
            "AB",
            "A1",
            "a-z",
            "a_z",
            "0:_-",
            "ac",
            "-d",
            "ce",
            "aaa",
            "aaaa",
            "a-",
            "c-",
            ".$",
            "^*",
            "()",
            "{}",
            "\u{e9}",
            "\u{c3}",
            "a\n",
            "\0",
            "aa\0",
            &hex,
            &hex[1..],
            "/",
            ".a",
        ];
        for pattern in FIXED {
            for text in texts {
                let full = walk(pattern, Some(text)).map(|walked| !walked.ends.is_empty());
                assert_eq!(matches_fixed(pattern, text), full, "{pattern:?} {text:?}");
            }
        }
        for pattern in OTHERS {
            assert_eq!(matches_fixed(pattern, "a"), None, "{pattern:?}");
        }
        // What is no pattern at all has to be found out elsewhere.
        assert!(matches_fixed("^[b-a]$", "a").is_some() && !is_supported("^[b-a]$"));
    }
}
