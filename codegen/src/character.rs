//! Characters that nobody sees.

use std::collections::BTreeSet;

/// Whether a character can't be seen, or reorders the text around it so that a reviewer reads something else than the
/// compiler.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether docs leave a character out.
pub(crate) fn is_unprintable(c: char) -> bool {
    (c.is_control() && c != '\t') || is_invisible(c)
}

/// What docs leave out of a text: `U+0000, U+202E`.
pub(crate) fn unprintable(text: &str) -> Option<String> {
    const SHOWN: usize = 4;
    let found: BTreeSet<char> = text.lines().flat_map(str::chars).filter(|c| is_unprintable(*c)).collect();
    let shown: Vec<String> = found.iter().take(SHOWN).map(|c| format!("U+{:04X}", u32::from(*c))).collect();
    match found.len().checked_sub(SHOWN) {
        None | Some(0) if shown.is_empty() => None,
        None | Some(0) => Some(shown.join(", ")),
        Some(more) => Some(format!("{} and {more} more", shown.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::unprintable;

    #[test]
    fn what_is_left_out_is_named() {
        assert_eq!(unprintable("a\tb\r\nc\n\u{e9}\u{1f980}"), None);
        assert_eq!(unprintable("\u{202e}\0a\0").as_deref(), Some("U+0000, U+202E"));
        assert_eq!(
            unprintable("\r\u{1}\u{2}\u{3}\u{feff}").as_deref(),
            Some("U+0001, U+0002, U+0003, U+000D and 1 more")
        );
    }
}
