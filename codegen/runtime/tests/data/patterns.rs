use super::runtime::{is_supported, length_range, matches_pattern};

#[test]
fn patterns_match_like_in_ecma() {
    let cases: &[(&str, &[&str], &[&str])] = &[
        (
            "^ZB[0-9a-fA-F]{32}$",
            &["ZB0123456789abcdefABCDEF0123456789"],
            &["", "ZB", "ZS0123456789abcdefABCDEF0123456789"],
        ),
        ("^a.{2}[^c]\\.{0}\\d$", &["axyd7", "a\u{e9}\u{e9}\u{e9}0"], &["axyc7", "axyd", "axyd77", "bxyd7", "a\n\nd7"]),
        ("b+", &["abc", "bb"], &["", "ac"]),
        ("^a|b$", &["ax", "xb"], &["xa", "bx"]),
        ("^(a|bc)*$", &["", "abca", "bcbc"], &["ac", "b"]),
        ("^(?:ab?){2,3}$", &["aa", "abab", "aba", "aaa"], &["a", "aaaa"]),
        ("^a{2}b{1,}c{0,1}$", &["aab", "aabbc"], &["ab", "aabcc"]),
        ("^.$", &["é", "🦀"], &["", "\n", "ab", "\u{2028}"]),
        (r"^\d\D\w\W\s\S$", &["1a_- x"], &["11_- x", "1a_-xx"]),
        (r"^[\w.-]+@[\D]+$", &["a.b-c@x"], &["a@1", "@x"]),
        (r"^[^\s,]+$", &["a.b"], &["a b", ""]),
        ("^[]$", &[], &["", "a"]),
        ("^[^]$", &["a", "\n"], &[""]),
        (r"^[a\]\-z]+$", &["a]-z"], &["b"]),
        ("^[-a]+$", &["-a"], &["b"]),
        ("^[a-]+$", &["-a"], &["b"]),
        (r"^[\d-x]+$", &["1-x"], &["y"]),
        (r"\bcat\b", &["a cat", "cat"], &["cats", "bobcat"]),
        (r"^a\Bb$", &["ab"], &[]),
        (r"^\x41\u00e9\t\/\.\{$", &["Aé\t/.{"], &["Aé\t/x{"]),
        ("^{a}{$", &["{a}{"], &["a"]),
        ("^a{x}$", &["a{x}"], &["a"]),
        ("^(?<year>[0-9]{4})-x$", &["2024-x"], &["24-x"]),
        ("^a+?b*?$", &["aab", "a"], &["b"]),
        ("^(a*)*$", &["", "aaa"], &["b"]),
        ("^(|a)+$", &["", "aa"], &["b"]),
        ("", &["", "x"], &[]),
        ("^$|^x$", &["", "x"], &["xx"]),
    ];
    for (pattern, yes, no) in cases {
        assert!(is_supported(pattern), "{pattern}");
        for text in *yes {
            assert!(matches_pattern(pattern, text), "{pattern} {text:?}");
        }
        for text in *no {
            assert!(!matches_pattern(pattern, text), "{pattern} {text:?}");
        }
    }
}

#[test]
fn other_patterns_accept_everything() {
    let patterns = [
        "(?=a)b",
        "(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        r"(a)\1",
        r"\p{L}",
        r"\k<a>",
        "(",
        ")",
        "a)",
        "[a",
        "*",
        "a**",
        "^*",
        "{1}",
        "a{2,1}",
        "a{,3}",
        "a{99999999999999999999999}",
        "[z-a]",
        r"\",
        r"\x1",
        r"\ud83d",
        "(?i)a",
        "[[:alpha:]]",
        "/^a$/",
        r"\Aa\z",
    ];
    for pattern in patterns {
        assert!(!is_supported(pattern), "{pattern}");
        assert!(matches_pattern(pattern, "anything"), "{pattern}");
        assert_eq!(length_range(pattern), None);
    }
    assert!(!is_supported(&"(".repeat(100_000)));
}

#[test]
fn no_pattern_takes_long() {
    let text = "a".repeat(20_000);
    for pattern in
        ["^(a+)+$", "^(a|a)*b$", "(a*)*b", "(((a{100}){100}){100}){100}", "(((){9999}){9999}){9999}", "^(.*a){50}b$"]
    {
        let _ = matches_pattern(pattern, &text);
    }
    assert!(!matches_pattern("^[a-z]{1,64}$", &text));
    assert!(matches_pattern("^[a-z]*$", &text));
}

#[test]
fn lengths_are_known_of_anchored_patterns() {
    assert_eq!(length_range("^ZB[0-9a-fA-F]{32}$"), Some((34, Some(34))));
    assert_eq!(length_range("^a{2,5}(b|cd)?$"), Some((2, Some(7))));
    assert_eq!(length_range("^a+$"), Some((1, None)));
    assert_eq!(length_range("^(a*b)?$|^xyz$"), Some((0, None)));
    assert_eq!(length_range("^(){3,}$"), Some((0, Some(0))));
    assert_eq!(length_range("^a|b$"), None);
    assert_eq!(length_range("a$"), None);
    assert_eq!(length_range("^(a{9999999999}){9999999999}$"), Some((usize::MAX, Some(usize::MAX))));
}
