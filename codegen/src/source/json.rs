//! A scanner of JSON that knows only where values end. It accepts more than JSON is.

use super::wanted::{Place, Wanted};

/// Finds the places in a text that starts with a brace. `None` where the text is not JSON; what was found until there
/// stays found.
pub(super) fn find(text: &str, wanted: &mut Wanted) -> Option<()> {
    Scanner { text, at: 0 }.value(Wanted::ROOT, wanted)
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// Only as deep as the wanted places are.
    fn value(&mut self, place: Place, wanted: &mut Wanted) -> Option<()> {
        match self.peek()? {
            b'{' if !wanted.is_leaf(place) => self.object(place, wanted),
            b'[' if !wanted.is_leaf(place) => self.list(place, wanted),
            _ => self.skip(),
        }
    }

    fn object(&mut self, place: Place, wanted: &mut Wanted) -> Option<()> {
        self.at += 1;
        while self.peek()? != b'}' {
            let start = self.at;
            self.string()?;
            let key = &self.text[start..self.at];
            let child = if key.contains('\\') {
                let key: String = serde_json::from_str(key).ok()?;
                wanted.child(place, &key)
            } else {
                wanted.child(place, &key[1..key.len() - 1])
            };
            if let Some(child) = child {
                wanted.found(child, start..self.at);
            }
            if self.peek()? != b':' {
                return None;
            }
            self.at += 1;
            match child {
                Some(child) => self.value(child, wanted)?,
                None => self.skip()?,
            }
            self.comma(b'}')?;
        }
        self.at += 1;
        Some(())
    }

    fn list(&mut self, place: Place, wanted: &mut Wanted) -> Option<()> {
        self.at += 1;
        let mut index = 0;
        while self.peek()? != b']' {
            let start = self.at;
            match wanted.item(place, index) {
                Some(item) => {
                    let end = match self.peek()? {
                        b'{' | b'[' => start + 1,
                        _ => {
                            self.skip()?;
                            let end = self.at;
                            self.at = start;
                            end
                        }
                    };
                    wanted.found(item, start..end);
                    self.value(item, wanted)?;
                }
                None => self.skip()?,
            }
            index += 1;
            self.comma(b']')?;
        }
        self.at += 1;
        Some(())
    }

    fn comma(&mut self, end: u8) -> Option<()> {
        match self.peek()? {
            b',' => self.at += 1,
            found if found != end => return None,
            _ => {}
        }
        Some(())
    }

    /// Any value, without recursion: of lists and objects only brackets and texts are looked at.
    fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => return self.string(),
            b'{' | b'[' => {}
            _ => {
                let rest = &self.bytes()[self.at..];
                let length = rest.iter().position(|byte| b",:{}[]\" \t\r\n".contains(byte)).unwrap_or(rest.len());
                self.at += Some(length).filter(|&length| length > 0)?;
                return Some(());
            }
        }
        let mut depth = 0_usize;
        loop {
            let rest = self.bytes().get(self.at..)?;
            self.at += rest.iter().position(|byte| matches!(byte, b'"' | b'{' | b'[' | b'}' | b']'))?;
            match self.bytes()[self.at] {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                _ => depth -= 1,
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }

    fn string(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        self.at += 1;
        loop {
            let rest = self.bytes().get(self.at..)?;
            self.at += rest.iter().position(|&byte| byte == b'"' || byte == b'\\')?;
            if self.bytes()[self.at] == b'"' {
                self.at += 1;
                return Some(());
            }
            self.at += 2;
        }
    }

    /// The next byte that is not white space; the scanner stands on it.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.bytes().get(self.at..)?;
        self.at += rest.iter().position(|byte| !b" \t\r\n".contains(byte))?;
        self.bytes().get(self.at).copied()
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }
}
