//! Boundaries between parts.

use super::{Part, boundary, contains};

#[test]
fn the_boundary_is_in_no_part() {
    let first = boundary(&[Part::text("a", "b".to_owned())]);
    assert_eq!(first, boundary(&[Part::text("a", "b".to_owned())]));
    assert_ne!(first, boundary(&[Part::text("a", "c".to_owned())]));
    assert_ne!(first, boundary(&[Part::text("a", first.clone())]));
    assert!(first.len() <= 70 && first.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
}

#[test]
fn texts_are_found_wherever_they_stand() {
    let wanted = b"abcab";
    for (text, found) in [
        (&b"abcab"[..], true),
        (b"xxabcabxx", true),
        (b"abcabcab", true),
        (b"aabcacabcab", true),
        (b"abcabd", true),
        (b"abca", false),
        (b"abcacbabcabb", true),
        (b"abccabbacab", false),
        (b"", false),
    ] {
        assert_eq!(contains(text, wanted), found, "{}", String::from_utf8_lossy(text));
        assert_eq!(contains(text, wanted), text.windows(5).any(|window| window == wanted));
    }
}
