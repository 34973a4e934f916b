//! Makes prose from the document harmless in a doc comment.
//!
//! Rustdoc would run what looks like Rust code, and warn of HTML, bare URLs and links that lead nowhere. The words stay
//! as the author wrote them.

use std::borrow::Cow;

use crate::character::is_unprintable;
use crate::ir::docs::Docs;

/// Lines of Markdown from a description.
pub(super) fn docs(text: &str) -> Docs {
    let mut fence: Option<String> = None;
    // A fence that is shown as words; so is the one that closes it.
    let mut disarmed: Option<String> = None;
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line = printable(line);
        let line = line.trim_end();
        let bare = line.trim_start();
        if let Some(open) = &fence {
            if closes(bare, open) {
                // However far it is indented there: beyond three spaces it would close nothing.
                lines.extend(fence.take());
            } else {
                lines.push(line.to_owned());
            }
        } else if let Some(open) = opening_fence(bare)
            && !disarmed.as_ref().is_some_and(|disarmed| closes(bare, disarmed))
        {
            let language = bare.trim_start_matches(&open[..1]).trim();
            lines.push(format!("{open}{}", if is_plain_language(language) { language } else { "text" }));
            fence = Some(open);
        } else if !(bare.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(words(unindented(line), &mut disarmed));
        }
    }
    lines.extend(fence);
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    Docs::trusted(lines)
}

fn printable(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(line);
    }
    line.chars().filter(|c| !is_unprintable(*c)).map(|c| if c == '\t' { ' ' } else { c }).collect()
}

/// The summary, and then the description unless it says the same.
pub(super) fn summary_and_description(summary: Option<&str>, description: Option<&str>) -> Docs {
    let (summary, description) = (summary.unwrap_or_default().trim(), description.unwrap_or_default().trim());
    if summary.is_empty() || description.starts_with(summary.trim_end_matches('.')) {
        return docs(description);
    }
    docs(&format!("{summary}\n\n{description}"))
}

/// One line of plain text, for a manifest or a sentence of ours.
pub(super) fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_unprintable(c) || c.is_whitespace() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fence of a code block that `line` opens, shortened to its marks.
fn opening_fence(line: &str) -> Option<String> {
    ['`', '~'].into_iter().find_map(|mark| {
        let length = line.chars().take_while(|&c| c == mark).count();
        let info = &line[length..];
        (length >= 3 && !(mark == '`' && info.contains('`'))).then(|| mark.to_string().repeat(length))
    })
}

fn closes(line: &str, open: &str) -> bool {
    line.starts_with(open) && line.trim_start_matches(&open[..1]).is_empty()
}

/// Whether rustdoc shows code of this language without running it.
fn is_plain_language(language: &str) -> bool {
    const PLAIN: &[&str] = &["json", "yaml", "xml", "html", "http", "bash", "sh", "shell", "javascript", "js", "text"];
    PLAIN.contains(&language)
}

/// Four spaces would make a block of Rust code.
fn unindented(line: &str) -> &str {
    let bare = line.trim_start();
    if line.len() - bare.len() >= 4 { bare } else { line }
}

/// A line outside of code, which must not begin behind the marks of quotes and items of lists either: as indented code, it
/// would be Rust, and the text alone does not tell how far a fence reaches there.
fn words(line: &str, disarmed: &mut Option<String>) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    loop {
        let bare = rest.trim_start_matches(' ');
        out.push_str(if rest.len() - bare.len() > 4 { " " } else { &rest[..rest.len() - bare.len()] });
        let (mark, after) = bare.split_at(container_mark(bare));
        out.push_str(mark);
        rest = after;
        if mark.is_empty() {
            break;
        }
    }
    if let Some(open) = opening_fence(rest) {
        let closed = disarmed.take_if(|disarmed| closes(rest, disarmed));
        if closed.is_none() {
            *disarmed = Some(open);
        }
        // Those of backticks are escaped with all others.
        let tildes = rest.trim_start_matches('~');
        out.extend(std::iter::repeat_n("\\~", rest.len() - tildes.len()));
        rest = tildes;
    }
    prose(out, rest)
}

/// The length of the mark of a quote or of an item of a list at the start of `line`: 0 if there is none.
fn container_mark(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match line.as_bytes().get(digits) {
        Some(b'>') if digits == 0 => return 1,
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if digits > 0 => digits + 1,
        Some(_) | None => return 0,
    };
    if line[mark..].is_empty() || line[mark..].starts_with(' ') { mark } else { 0 }
}

/// Escapes what Markdown or rustdoc would take for more than words, outside of code spans; `out` has what stands before.
fn prose(mut out: String, mut rest: &str) -> String {
    loop {
        // Most of a text is words. An `h` may start a URL.
        let (words, other) = rest.split_at(rest.find(['`', '[', ']', '<', '>', 'h']).unwrap_or(rest.len()));
        out.push_str(words);
        rest = other;
        let Some(c) = rest.chars().next() else { return out };
        if c == '`' {
            let ticks = rest.len() - rest.trim_start_matches('`').len();
            let (open, after) = rest.split_at(ticks);
            if let Some(end) = code_span_end(after, open) {
                out.push_str(&rest[..ticks + end]);
                rest = &after[end..];
            } else {
                out.extend(std::iter::repeat_n("\\`", ticks));
                rest = after;
            }
        } else if let Some(length) = markdown_link(rest).or_else(|| autolink(rest)) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if rest.starts_with("http://") || rest.starts_with("https://") {
            let (url, after) = bare_url(rest);
            out.push('<');
            out.push_str(url);
            out.push('>');
            rest = after;
        } else {
            match c {
                '[' | ']' => out.extend(['\\', c]),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                c => out.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
}

/// Where the code span that `open` opened ends in `after`, closing ticks included.
fn code_span_end(after: &str, open: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = after[from..].find('`') {
        let start = from + found;
        let ticks = after[start..].len() - after[start..].trim_start_matches('`').len();
        if ticks == open.len() {
            return Some(start + ticks);
        }
        from = start + ticks;
    }
    None
}

/// The length of `[text](https://…)` at the start of `rest`, if the text needs no escaping.
fn markdown_link(rest: &str) -> Option<usize> {
    let text_end = rest.strip_prefix('[')?.find(']')? + 1;
    let text = &rest[1..text_end];
    let target = rest[text_end + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let url = &target[..end];
    let absolute = url.starts_with("http://") || url.starts_with("https://");
    let clean = !url.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '('))
        && !text.contains(['[', '<', '>', '`', '\\'])
        && !text.is_empty();
    (absolute && clean).then_some(text_end + 1 + 1 + end + 1)
}

/// The length of `<https://…>` at the start of `rest`.
fn autolink(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('<')?;
    let (url, _) = inside.split_once('>')?;
    let absolute = url.starts_with("http://") || url.starts_with("https://");
    (absolute && !url.contains(|c: char| c.is_whitespace() || c == '<')).then_some(url.len() + 2)
}

/// A URL at the start of `rest`, without the punctuation that ends the sentence.
fn bare_url(rest: &str) -> (&str, &str) {
    let end = rest
        .find(|c: char| {
            c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | ')' | ']' | '[' | '(' | '\\' | '|' | '*')
        })
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    rest.split_at(url.len())
}

#[cfg(test)]
mod tests {
    use super::{docs, summary_and_description};

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(docs(text).lines(), expected, "{text:?}");
    }

    #[test]
    fn words_stay() {
        check(
            "The status.\n\nSee [docs](https://a.example/b).",
            &["The status.", "", "See [docs](https://a.example/b)."],
        );
        check("> a quote", &["> a quote"]);
        check(">> a - b > c\n>=", &[">> a - b &gt; c", ">="]);
        check("-   an item\n*one*\n10.5\n-5", &["-   an item", "*one*", "10.5", "-5"]);
        check("`a [b] <c>` stays", &["`a [b] <c>` stays"]);
    }

    #[test]
    fn nothing_runs_or_warns() {
        check("```\npanic!()\n```", &["```text", "panic!()", "```"]);
        check("```rust\npanic!()", &["```text", "panic!()", "```"]);
        check("    panic!()", &["panic!()"]);
        check("\tpanic!()", &["panic!()"].map(|_| " panic!()"));
        check("\t\t\t\tpanic!()", &["panic!()"]);
        check("```\na\n      ```\nb", &["```text", "a", "```", "b"]);
        check("-     panic!()", &["- panic!()"]);
        check("1.      panic!()", &["1. panic!()"]);
        check("   2)      panic!()", &["   2) panic!()"]);
        check(">     panic!()", &["> panic!()"]);
        check("> *\t\t\t\t\t+      panic!()", &["> * + panic!()"]);
        check("- ~~~\n  panic!()\n  ~~~\n~~~\na", &["- \\~\\~\\~", "  panic!()", "  \\~\\~\\~", "~~~text", "a", "~~~"]);
        check("1. - ~~~~rust\n> ~~~~", &["1. - \\~\\~\\~\\~rust", "> \\~\\~\\~\\~"]);
        check("> ```\n> panic!()\n```", &["> \\`\\`\\`", "> panic!()", "\\`\\`\\`"]);
        check("see [foo] and Vec<u8>", &["see \\[foo\\] and Vec&lt;u8&gt;"]);
        check("go to https://a.example/x.", &["go to <https://a.example/x>."]);
        check("go to <https://a.example/x?y=1&z=2>.", &["go to <https://a.example/x?y=1&z=2>."]);
        check("<https://a.example and", &["&lt;<https://a.example> and"]);
        check("an open ` tick", &["an open \\` tick"]);
        check("[a](javascript:x)", &["\\[a\\](javascript:x)"]);
        check("a\u{0}b\u{202E}c", &["abc"]);
    }

    #[test]
    fn a_summary_is_not_repeated() {
        let docs = summary_and_description(Some("Fetch a build"), Some("Fetch a build by its SID."));
        assert_eq!(docs.lines(), ["Fetch a build by its SID."]);
    }
}
