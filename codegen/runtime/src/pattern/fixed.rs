//! The shortcut for patterns such as `^ZB[0-9a-f]{32}$`: each atom a character or a class, as often as it says, from the
//! beginning of the text to its end. There is one way to match them, so one look at each character is enough.

use super::syntax::{chars, is_count, read_class, read_count};

/// Whether such a pattern matches. `None`: it is not of this kind.
pub(in super::super) fn matches_fixed(pattern: &str, text: &str) -> Option<bool> {
    let pattern = chars(pattern);
    let pattern = pattern.as_slice();
    let (mut at, mut text, mut fits) = (1, text.chars(), true);
    if !matches!(pattern.first(), Some('^')) {
        return None;
    }
    loop {
        let c = *pattern.get(at)?;
        at += 1;
        match c {
            '$' => return if at == pattern.len() { Some(fits && text.next().is_none()) } else { None },
            '(' | ')' | '|' | '^' | '*' | '+' | '?' | '{' => return None,
            '\\' if matches!(pattern.get(at), Some('b' | 'B')) => return None,
            _ => {}
        }
        let class = read_class(pattern, c, &mut at)?;
        let (min, max) = match pattern.get(at) {
            Some('{') if is_count(pattern, at) => {
                let count = read_count(pattern, &mut at)?;
                at += 1;
                count
            }
            Some(_) | None => (1, Some(1)),
        };
        if max != Some(min) || matches!(pattern.get(at), Some('*' | '+' | '?' | '{')) {
            return None;
        }
        let mut count = 0;
        while fits && count < min {
            fits = text.next().is_some_and(|c| class.has(c));
            count += 1;
        }
    }
}
