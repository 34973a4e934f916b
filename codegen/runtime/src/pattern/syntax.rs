//! The parts of a pattern that mean the same whatever the text is: classes of characters and counts.

const MAX_CODE: u32 = 0x10_FFFF;

const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
const LINE_END: &[(u32, u32)] = &[(0xA, 0xA), (0xD, 0xD), (0x2028, 0x2029)];
#[rustfmt::skip]
const SPACE: &[(u32, u32)] = &[
    (0x9, 0xD), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F),
    (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF),
];

/// Characters, as ranges of codes.
pub(super) struct Class {
    ranges: Vec<(u32, u32)>,
    is_negated: bool,
}

/// The characters that `c`, which has just been read, stands for: alone, as the beginning of an escape or of a class in
/// brackets.
pub(super) fn read_class(pattern: &[char], c: char, at: &mut usize) -> Option<Class> {
    let mut class = Class { ranges: Vec::new(), is_negated: false };
    let mut reader = Reader { pattern, at: *at };
    match c {
        '.' => class.add(LINE_END, true),
        '[' => reader.brackets(&mut class)?,
        '\\' => {
            if let Item::One(code) = reader.escape(&mut class)? {
                class.add_one(code);
            }
        }
        literal => class.add_one(u32::from(literal)),
    }
    *at = reader.at;
    Some(class)
}

impl Class {
    pub(super) fn has(&self, c: char) -> bool {
        let code = u32::from(c);
        for (first, last) in &self.ranges {
            if *first <= code && code <= *last {
                return !self.is_negated;
            }
        }
        self.is_negated
    }

    fn add_one(&mut self, code: u32) {
        self.ranges.push((code, code));
    }

    /// Adds the ranges, which are sorted, or all that is between them.
    fn add(&mut self, ranges: &[(u32, u32)], is_negated: bool) {
        if !is_negated {
            self.ranges.extend_from_slice(ranges);
            return;
        }
        let mut next = 0;
        for (first, last) in ranges {
            if next < *first {
                self.ranges.push((next, *first - 1));
            }
            next = *last + 1;
        }
        self.ranges.push((next, MAX_CODE));
    }
}

/// What a class holds: a character, or several that have been added to it.
enum Item {
    One(u32),
    Several,
}

struct Reader<'a> {
    pattern: &'a [char],
    at: usize,
}

impl Reader<'_> {
    /// Behind the opening one.
    fn brackets(&mut self, class: &mut Class) -> Option<()> {
        class.is_negated = self.skip('^');
        loop {
            let start = match self.next()? {
                ']' => return Some(()),
                // `[:alpha:]` means something else elsewhere.
                '[' if self.peek() == Some(':') => return None,
                c => self.class_item(c, class)?,
            };
            let Item::One(start) = start else { continue };
            let is_range = self.peek() == Some('-') && !matches!(self.pattern.get(self.at + 1), None | Some(']'));
            if !is_range {
                class.add_one(start);
                continue;
            }
            self.at += 1;
            let end = self.next()?;
            match self.class_item(end, class)? {
                Item::One(end) if start <= end => class.ranges.push((start, end)),
                Item::One(_) | Item::Several => return None,
            }
        }
    }

    fn class_item(&mut self, c: char, class: &mut Class) -> Option<Item> {
        match c {
            '\\' if self.skip('b') => Some(Item::One(8)),
            '\\' => self.escape(class),
            c => Some(Item::One(u32::from(c))),
        }
    }

    /// Behind its backslash.
    fn escape(&mut self, class: &mut Class) -> Option<Item> {
        let (ranges, is_negated) = match self.next()? {
            'd' => (DIGIT, false),
            'D' => (DIGIT, true),
            'w' => (WORD, false),
            'W' => (WORD, true),
            's' => (SPACE, false),
            'S' => (SPACE, true),
            c => return Some(Item::One(self.escaped_code(c)?)),
        };
        class.add(ranges, is_negated);
        Some(Item::Several)
    }

    fn escaped_code(&mut self, c: char) -> Option<u32> {
        match c {
            't' => Some(9),
            'n' => Some(10),
            'v' => Some(11),
            'f' => Some(12),
            'r' => Some(13),
            '0' if !matches!(self.peek(), Some('0'..='9')) => Some(0),
            'x' => self.hex(2),
            'u' => {
                let code = self.hex(4)?;
                if matches!(code, 0xD800..=0xDFFF) { None } else { Some(code) }
            }
            c if c.is_ascii_alphanumeric() => None,
            c => Some(u32::from(c)),
        }
    }

    fn hex(&mut self, digits: usize) -> Option<u32> {
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + self.next()?.to_digit(16)?;
        }
        Some(code)
    }

    fn decimal(&mut self) -> Option<usize> {
        let start = self.at;
        let mut value = 0_usize;
        while let Some(c @ '0'..='9') = self.peek() {
            value = value.checked_mul(10)?.checked_add(c as usize - '0' as usize)?;
            self.at += 1;
        }
        if self.at > start { Some(value) } else { None }
    }

    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn skip(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }
}

pub(super) fn is_word(c: Option<&char>) -> bool {
    matches!(c, Some('_' | '0'..='9' | 'A'..='Z' | 'a'..='z'))
}

/// Whether the brace at `at` begins a count; else it is a literal.
pub(super) fn is_count(pattern: &[char], at: usize) -> bool {
    let mut end = at + 1;
    while matches!(pattern.get(end), Some('0'..='9' | ',')) {
        end += 1;
    }
    end > at + 1 && matches!(pattern.get(end), Some('}'))
}

/// `{2}`, `{2,}` or `{2,3}`, up to its closing brace. `None` for `{,3}`, on which engines do not agree.
pub(super) fn read_count(pattern: &[char], at: &mut usize) -> Option<(usize, Option<usize>)> {
    let mut reader = Reader { pattern, at: *at + 1 };
    let min = reader.decimal()?;
    let mut max = Some(min);
    if reader.skip(',') {
        max = if reader.peek() == Some('}') { None } else { Some(reader.decimal()?) };
    }
    *at = reader.at;
    let is_valid = reader.peek() == Some('}') && max.is_none_or(|max| min <= max);
    if is_valid { Some((min, max)) } else { None }
}

pub(super) fn chars(text: &str) -> Vec<char> {
    let mut chars = Vec::with_capacity(text.len());
    for c in text.chars() {
        chars.push(c);
    }
    chars
}
