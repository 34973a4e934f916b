//! Changes to the text of a document.

use super::random::Random;

const INSERTED: [&str; 20] = [
    "&a ",
    "*a",
    "<<: *a\n",
    "\t",
    "\u{0}",
    "\u{feff}",
    "\r\n",
    "\r",
    "---\n",
    "...\n",
    "!!binary ",
    "? ",
    ": ",
    "- ",
    "|\n",
    "\"",
    "'",
    "{",
    "]",
    "#",
];

/// One change.
pub(super) fn mutate(text: &mut String, random: &mut Random) {
    let at = boundary(text, random.below(text.len() + 1));
    match random.below(8) {
        0 => text.truncate(at),
        1 | 2 => text.insert_str(at, INSERTED[random.below(INSERTED.len())]),
        3 => text.insert(0, '\u{feff}'),
        4 => *text = text.replace('\n', "\r\n"),
        5 => {
            let end = boundary(text, at + random.below(40));
            text.replace_range(at..end, "");
        }
        6 => {
            let end = boundary(text, at + random.below(400));
            let piece = text[at..end].to_owned();
            text.insert_str(at, &piece);
        }
        _ => {
            if let Some(letter) = text[at..].chars().next() {
                let flipped = u32::from(letter) ^ (1 << random.below(7));
                text.replace_range(at..at + letter.len_utf8(), &char::from_u32(flipped).unwrap_or('?').to_string());
            }
        }
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
