//! The parser against `serde_json`, on documents that are random but the same every time.

use super::runtime::{Json, Tree, to_json};

#[test]
fn documents_read_the_same() {
    let mut random = Random(1);
    for _ in 0..20_000 {
        let mut text = String::new();
        random.value(&mut text, 0);
        compare(text.as_bytes());
    }
}

#[test]
fn damaged_documents_fail_the_same() {
    let mut random = Random(2);
    let mut failed = 0;
    for _ in 0..40_000 {
        let mut text = String::new();
        random.value(&mut text, 0);
        let mut bytes = text.into_bytes();
        for _ in 0..=random.below(2) {
            let at = random.below(bytes.len());
            match random.below(3) {
                0 => drop(bytes.remove(at)),
                1 => bytes[at] = random.pick(b"{}[]\",:\\0e.-+u \n\t\x00\x1f\x7f\x80\xff\xc3\xedtfn"),
                _ => bytes.insert(at, random.pick(b"{}[]\",:\\0e.-+u \n\t\x00\x1f\x7f\x80\xff\xc3\xedtfn")),
            }
            if bytes.is_empty() {
                break;
            }
        }
        failed += usize::from(!compare(&bytes));
    }
    assert!((10_000..39_000).contains(&failed), "{failed}");
}

#[test]
fn odd_documents() {
    let texts: [&[u8]; 26] = [
        b"",
        b" ",
        b"\"\\ud83e\\udd80\"",
        b"\"\\u0000\\/\\b\\f\"",
        b"\"\\x\"",
        b"\"\\u12g4\"",
        b"\"\\u+123\"",
        b"\"\\u123",
        b"\"\x7f\"",
        b"\"\x1f\"",
        b"-",
        b"-0",
        b"01",
        b"1.",
        b".5",
        b"1e",
        b"1e+",
        b"+1",
        b"NaN",
        b"1e400",
        b"12345678901234567890123",
        b"tru",
        b"[1,]",
        b"{\"a\":1,}",
        b"{\"a\":1 \"b\":2}",
        b"[1]x",
    ];
    for text in texts {
        compare(text);
    }
    let text = |text: &str| text.parse::<Json>().unwrap().as_str().map(str::to_owned);
    assert_eq!(text(r#""\ud83ex""#), Some("\u{fffd}x".to_owned()));
    assert_eq!(text(r#""\ud83e\ud83e\udd80""#), Some("\u{fffd}🦀".to_owned()));
    assert_eq!(text(r#""\udd80\n""#), Some("\u{fffd}\n".to_owned()));
    assert_eq!(text("\u{feff}\"a\""), Some("a".to_owned()));
}

#[test]
fn many_equal_names_do_not_take_long() {
    let members: Vec<_> = (0..200_000).map(|index| format!("\"k{}\":{index}", index % 1000)).collect();
    compare(format!("{{{}}}", members.join(",")).as_bytes());
    let members: Vec<_> = (0..50_000).map(|index| format!("\"k{index}\":{index}")).collect();
    compare(format!("{{{}}}", members.join(",")).as_bytes());
}

/// Whether both read the document; they must agree, and on the value as well.
fn compare(bytes: &[u8]) -> bool {
    let show = || String::from_utf8_lossy(bytes).into_owned();
    match (Tree::parse_slice(bytes), serde_json::from_slice::<serde_json::Value>(bytes)) {
        (Ok(ours), Ok(theirs)) => {
            let written = to_json(&Json::from(&ours));
            assert!(is_same(&ours, &theirs), "{}", show());
            let again: serde_json::Value = serde_json::from_str(&written).unwrap();
            assert_eq!(again, theirs, "{}", show());
            true
        }
        (Err(_), Err(_)) => false,
        (Ok(_), Err(error)) => {
            // What we take and serde_json does not: half a surrogate pair, and a number beyond `f64`.
            let error = error.to_string();
            let is_known = ["surrogate", "unexpected end of hex escape", "number out of range"];
            assert!(is_known.iter().any(|known| error.contains(known)), "{error}: {}", show());
            true
        }
        (Err(error), Ok(_)) => panic!("{error}: {}", show()),
    }
}

fn is_same(ours: &Tree<'_>, theirs: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (ours, theirs) {
        (Tree::Null, Value::Null) => true,
        (Tree::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Tree::Number(text), Value::Number(theirs)) => {
            serde_json::from_str::<serde_json::Number>(text).unwrap() == *theirs
        }
        (Tree::String(ours), Value::String(theirs)) => ours == theirs,
        (Tree::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Tree::Object(ours), Value::Object(theirs)) => {
            // serde_json is built to keep the order: a repeated name stands where it came first.
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|(ours, theirs)| ours.0 == *theirs.0 && is_same(&ours.1, theirs.1))
        }
        _ => false,
    }
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((bits ^ (bits >> 31)) % limit.max(1) as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    fn value(&mut self, text: &mut String, depth: usize) {
        text.push_str(self.pick(&["", "", "", " ", "\n\t\r "]));
        match self.below(if depth > 6 { 5 } else { 10 }) {
            0 => text.push_str("null"),
            1 => text.push_str(self.pick(&["true", "false"])),
            2 => self.number(text),
            3 | 4 => self.string(text),
            5 | 6 => self.list(text, '[', ']', |random, text| random.value(text, depth + 1)),
            _ => self.list(text, '{', '}', |random, text| {
                random.string(text);
                text.push_str(random.pick(&[":", " : "]));
                random.value(text, depth + 1);
            }),
        }
        text.push_str(self.pick(&["", "", " "]));
    }

    fn list(&mut self, text: &mut String, open: char, close: char, mut item: impl FnMut(&mut Self, &mut String)) {
        text.push(open);
        for index in 0..self.below(6) {
            if index > 0 {
                text.push(',');
            }
            item(self, text);
        }
        text.push(close);
    }

    fn number(&mut self, text: &mut String) {
        let whole = ["0", "7", "12", "9223372036854775807", "18446744073709551616", "12345678901234567890123"];
        text.push_str(self.pick(&["", "-"]));
        text.push_str(self.pick(&whole));
        text.push_str(self.pick(&["", "", ".5", ".000", ".1234567890123456789012"]));
        text.push_str(self.pick(&["", "", "e1", "E+2", "e-3", "e400", "e-400"]));
    }

    fn string(&mut self, text: &mut String) {
        let pieces = [
            "a",
            "b",
            "name",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u0041",
            "\\u00E9",
            "\\ud83e\\udd80",
            "\\ud83e",
            "\\udd80",
            "é",
            "🦀",
            "\u{7f}",
            "\u{2028}",
            "long enough for eight",
            "'",
            "{",
            "]",
        ];
        text.push('"');
        for _ in 0..self.below(5) {
            text.push_str(self.pick(&pieces));
        }
        text.push('"');
    }
}
