//! Whether the READMEs hold what they promise: their code compiles (`build.rs` takes it out of them), and the tests that they name
//! exist.

use std::fs;

use crate::support::{files, root};

/// Each block of Rust in a README, in a module of its own.
#[allow(dead_code, unreachable_pub, clippy::pedantic)]
mod blocks {
    include!(concat!(env!("OUT_DIR"), "/readme.rs"));
}

const FILES: [&str; 2] = ["README.md", "generated-client/README.md"];

#[test]
fn tests_that_are_named_exist() {
    let mut count = 0;
    for file in FILES {
        let text = fs::read_to_string(root().join(file)).expect("it is there");
        let spans =
            text.lines().filter(|line| line.starts_with('|')).flat_map(|line| line.split('`').skip(1).step_by(2));
        for name in spans.filter(|span| is_test_name(span)) {
            let (module, function) = name.split_once("::").expect("it has a module");
            let found = SUITES.iter().any(|suite| {
                let path = root().join(suite).join(module).with_extension("rs");
                fs::read_to_string(path).is_ok_and(|text| text.contains(&format!("#[test]\nfn {function}() {{")))
            });
            assert!(found, "{file} names the test {name}, which is in none of {SUITES:?}");
            count += 1;
        }
    }
    assert!(count >= 10, "only {count} names of tests are left");
}

#[test]
fn every_row_beside_other_libraries_names_a_test() {
    let text = fs::read_to_string(root().join("generated-client/README.md")).expect("it is there");
    let rows: Vec<&str> = text.lines().skip_while(|line| *line != "| | theirs | this crate | test |").skip(2).collect();
    let rows: Vec<&str> = rows.into_iter().take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() >= 12, "only {} rows are left", rows.len());
    for row in rows {
        let last = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
        assert!(last.split('`').any(is_test_name), "no test in the last column of {row}");
    }
}

#[test]
fn examples_that_are_named_exist() {
    let examples = files(&root().join("generated-client/examples"));
    for file in FILES {
        let text = fs::read_to_string(root().join(file)).expect("it is there");
        for name in text.split("--example ").skip(1).filter_map(|rest| rest.split_whitespace().next()) {
            assert!(examples.contains_key(&format!("{name}.rs")), "{file} names the example {name}");
        }
    }
}

const SUITES: [&str; 2] = ["codegen/runtime/tests/http", "tests/it/wire"];

/// `waits::it_polls_until_success`
fn is_test_name(span: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    span.split_once("::").is_some_and(|(module, function)| is_word(module) && is_word(function))
}
