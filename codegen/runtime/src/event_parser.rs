//! From bytes to events (WHATWG HTML Standard, section 9.2.6, "Interpreting an event stream").

use std::collections::VecDeque;
use std::mem;
use std::time::Duration;

use super::events::Event;

/// What is known of the event that is being read, across pieces of the body.
#[derive(Debug, Default)]
pub(super) struct EventParser {
    /// The line so far. Pieces end anywhere, also within a letter.
    line: Vec<u8>,
    /// Whether the last line ended with CR: an LF that follows belongs to it.
    after_cr: bool,
    has_begun: bool,
    data: String,
    kind: String,
    id: String,
    retry: Option<Duration>,
}

impl EventParser {
    /// Reads a piece; events that it completes are appended.
    pub(super) fn read<T>(&mut self, bytes: &[u8], events: &mut VecDeque<Event<T>>) {
        for byte in bytes {
            match byte {
                b'\n' if self.after_cr => self.after_cr = false,
                b'\r' | b'\n' => {
                    self.after_cr = *byte == b'\r';
                    let line = mem::take(&mut self.line);
                    self.end_of_line(&line, events);
                }
                byte => {
                    self.after_cr = false;
                    self.line.push(*byte);
                }
            }
        }
    }

    /// How many bytes of an event that is not complete are kept.
    pub(super) fn kept(&self) -> usize {
        self.line.len() + self.data.len() + self.kind.len() + self.id.len()
    }

    fn end_of_line<T>(&mut self, line: &[u8], events: &mut VecDeque<Event<T>>) {
        let mut line = &*String::from_utf8_lossy(line);
        if !mem::replace(&mut self.has_begun, true) {
            line = line.strip_prefix('\u{feff}').unwrap_or(line);
        }
        if line.is_empty() {
            events.extend(self.event());
            return;
        }
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "event" => value.clone_into(&mut self.kind),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // A comment has no name.
            _ => {}
        }
    }

    /// Without data there is no event.
    fn event<T>(&mut self) -> Option<Event<T>> {
        let (kind, mut data) = (mem::take(&mut self.kind), mem::take(&mut self.data));
        data.pop()?;
        let kind = if kind.is_empty() { "message".to_owned() } else { kind };
        let id = (!self.id.is_empty()).then(|| self.id.clone());
        Some(Event::new(id, kind, data, self.retry))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use super::{Event, EventParser};

    /// `id|event|data|retry` of each event, the body cut into pieces of this length.
    fn events(body: &str, length: usize) -> Vec<String> {
        let mut found: VecDeque<Event<String>> = VecDeque::new();
        let mut parser = EventParser::default();
        for piece in body.as_bytes().chunks(length) {
            parser.read(piece, &mut found);
        }
        let shown = |event: Event<String>| {
            let (id, retry) = (event.id.unwrap_or_default(), event.retry.map_or(0, |time| time.as_millis()));
            format!("{id}|{}|{}|{retry}", event.kind, event.data)
        };
        found.into_iter().map(shown).collect()
    }

    fn check(body: &str, expected: &[&str]) {
        for length in [1, 2, 3, 7, body.len()] {
            assert_eq!(events(body, length), expected, "{body:?} in pieces of {length}");
        }
    }

    #[test]
    fn the_examples_of_the_standard() {
        check("data: YHOO\ndata: +2\ndata: 10\n\n", &["|message|YHOO\n+2\n10|0"]);
        check(
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &["1|message|first event|0", "|message|second event|0"],
        );
        check("data\n\ndata\ndata\n\ndata:", &["|message||0", "|message|\n|0"]);
        check("data:test\n\ndata: test\n\n", &["|message|test|0", "|message|test|0"]);
    }

    #[test]
    fn every_end_of_line() {
        let expected = ["|a|1\n2|0", "|message|3|0"];
        for end in ["\n", "\r", "\r\n"] {
            let body = ["event: a", "data: 1", "data: 2", "", "", ":", "data: 3", "", ""].join(end);
            check(&body, &expected);
        }
        check("data: 1\r\rdata: 2\n\r\n", &["|message|1|0", "|message|2|0"]);
    }

    #[test]
    fn marks_names_and_numbers() {
        check("\u{feff}data: ü\n\n", &["|message|ü|0"]);
        check("data: 1\n\n\u{feff}data: 2\n\n", &["|message|1|0"]);
        check("id: 7\nretry: 1500\ndata: a:b\n\ndata: 2\n\n", &["7|message|a:b|1500", "7|message|2|1500"]);
        check("id: a\0b\nretry: 1s\nretry: \nDATA: x\nother: y\ndata: z\n\n", &["|message|z|0"]);
        check("event: a\n\ndata: b\n\n", &["|message|b|0"]);
    }
}
