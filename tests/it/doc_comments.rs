//! The doc comments of a generated crate, read as rustdoc reads them: the code that it would run is an example of ours,
//! never a word of the document's.

use codegen::{Generated, Options, Source};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use serde_json::{Map, json};

/// What is wrong with the comments of a generated file.
pub(crate) fn problems(path: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    for comment in comments(text) {
        let blocks = blocks(&comment);
        let ours = blocks.iter().filter(|(info, code)| is_example(info, code)).count();
        let stray = blocks.iter().filter(|(info, code)| !is_shown(info) && !is_example(info, code));
        problems.extend(stray.map(|block| format!("{path}: rustdoc would run {block:?} of\n{comment}")));
        if ours != comment.lines().filter(|line| *line == EXAMPLE).count() {
            problems.push(format!("{path}: an example of ours is none any more in\n{comment}"));
        }
    }
    problems
}

const EXAMPLE: &str = "```no_run";

/// Ours declare what they need in a hidden line.
fn is_example(info: &str, code: &str) -> bool {
    info == &EXAMPLE[3..] && code.contains("\n# async fn example(")
}

/// Whether rustdoc shows a block of this language, and does no more.
fn is_shown(info: &str) -> bool {
    let shown = ["bash", "html", "http", "javascript", "js", "json", "sh", "shell", "text", "toml", "xml", "yaml"];
    shown.contains(&info)
}

/// Each comment of a file, without its marks and, as rustdoc does, without what all its lines are indented by.
fn comments(text: &str) -> Vec<String> {
    let mut comments = vec![Vec::new()];
    for line in text.lines().map(str::trim_start) {
        match line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) {
            Some(words) => comments.last_mut().expect("there is always one").push(words),
            None => comments.push(Vec::new()),
        }
    }
    comments.retain(|lines| !lines.is_empty());
    let unindented = |lines: Vec<&str>| {
        let indentation = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
        let common = lines.iter().filter(|line| !line.is_empty()).map(indentation).min().unwrap_or_default();
        lines.into_iter().map(|line| line.get(common..).unwrap_or_default().to_owned() + "\n").collect()
    };
    comments.into_iter().map(unindented).collect()
}

/// The language and the text of each block of code; none for one that is indented.
fn blocks(comment: &str) -> Vec<(String, String)> {
    // Those of rustdoc.
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
    let mut blocks = Vec::new();
    let mut open = None;
    for event in Parser::new_ext(comment, options) {
        match (event, &mut open) {
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))), _) => {
                open = Some((info.to_string(), String::new()));
            }
            (Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)), _) => open = Some(<(String, String)>::default()),
            (Event::Text(text), Some((_, code))) => code.push_str(&text),
            (Event::End(TagEnd::CodeBlock), _) => blocks.extend(open.take()),
            _ => {}
        }
    }
    blocks
}

#[test]
fn code_that_would_run_is_seen() {
    let found = |comment: &str| problems("a.rs", comment).len();
    for bad in [
        "/// ```\n/// panic!()\n/// ```",
        "//! ```no_run\n//! panic!()\n//! ```",
        "    ///     panic!()\n    ///\n    /// a",
        "/// -     panic!()",
        "/// > ~~~\n/// > panic!()",
        "/// ~~~text\n/// ```no_run\n/// # async fn example() {}\n/// ```",
    ] {
        assert_ne!(found(bad), 0, "{bad}");
    }
    let ours = "/// ```no_run\n/// use a::b;\n/// # async fn example() {}\n/// ```";
    assert_eq!(found(&format!("/// ```text\n/// panic!()\n/// ```\n{ours}\nfn a() {{}}\n///   b\n///   c")), 0);
}

/// Descriptions made of what begins, ends and indents code, wherever a document can have one.
#[test]
fn no_description_runs() {
    let mut random = Random(1);
    let mut schemas = Map::new();
    let mut paths = Map::new();
    let mut tags = Vec::new();
    for index in 0..60 {
        tags.push(json!({"name": format!("T{index}"), "description": random.description()}));
        let property = json!({"type": "string", "description": random.description()});
        let described: Vec<String> = (0..2).map(|_| random.description()).collect();
        let value = json!({"type": "string", "enum": ["a", "b"], "x-enum-descriptions": described});
        let schema =
            json!({"type": "object", "description": random.description(), "properties": {"a": property, "b": value}});
        schemas.insert(format!("S{index}"), schema);
        let answer = json!({"application/json": {"schema": {"$ref": format!("#/components/schemas/S{index}")}}});
        let parameter = |name: &str, place: &str, random: &mut Random| {
            let description = random.description();
            json!({"name": name, "in": place, "required": place == "path", "description": description, "schema": {"type": "string"}})
        };
        let operation = json!({
            "operationId": format!("get{index}"),
            "tags": [format!("T{index}")],
            "description": random.description(),
            "parameters": [parameter("a", "path", &mut random), parameter("b", "query", &mut random)],
            "responses": {
                "200": {"description": random.description(), "content": answer},
                "404": {"description": random.description(), "content": answer},
            },
        });
        paths.insert(format!("/p{index}/{{a}}"), json!({"get": operation}));
    }
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Descriptions", "version": "1", "description": random.description()},
        "servers": [{"url": "https://a.example", "description": random.description()}],
        "tags": tags,
        "paths": paths,
        "components": {"schemas": schemas},
    });
    let text = document.to_string();
    let source = Source { name: "descriptions.json", text: &text };
    let Generated { files, operations, .. } =
        codegen::generate(&source, &Options::default()).expect("it is a document");
    assert_eq!(operations, 60);
    let files = files.iter().filter(|file| file.path.starts_with("src/") && !file.path.starts_with("src/runtime/"));
    let problems: Vec<String> = files.flat_map(|file| problems(&file.path, &file.text)).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A linear congruential generator: the same descriptions in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % end
    }

    fn description(&mut self) -> String {
        const PIECES: [&str; 24] = [
            "\n", "\n", "\n", "\n\n", " ", "  ", "    ", "      ", "\t", "- ", "* ", "1. ", "10) ", ">", "> ", "```",
            "~~~", "````", "rust", "panic!()", "panic!()", "`", "\u{a0}", "|",
        ];
        (0..self.below(24)).map(|_| PIECES[self.below(PIECES.len())]).collect()
    }
}
