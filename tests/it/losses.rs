//! `--report`: what of a document has no effect.

use std::fs;
use std::path::Path;

use codegen::{File, Generated, Options, Placement, Reason, Source};
use serde_json::Value;

use crate::support::{expect, generate, here, scratch, walk};

/// Changed by `UPDATE_EXPECT=1 cargo test losses`, like the snapshots of the cases.
#[test]
fn lists_what_has_no_effect_by_reason() {
    let run = generate(Path::new("cases/losses.yaml"), &scratch("losses"), &["--report", "--quiet"]);
    assert_eq!(run.code, 0, "{}", run.err);
    expect("losses.txt", &run.out);
}

/// Takes each reported keyword out of each case: the files have to stay as they are.
#[test]
fn what_is_reported_has_no_effect() {
    let mut reported = 0;
    walk(&here().join("cases"), &mut |path| {
        if path.extension().is_none_or(|extension| extension != "yaml") {
            return;
        }
        let text = fs::read_to_string(path).expect("readable");
        // What YAML alone can say, such as a key that stands twice, is no matter here.
        let Ok(document) = serde_yaml::from_str::<Value>(&text) else { return };
        let Some(Generated { files, losses, .. }) = crate_of(&document) else { return };
        for loss in losses.iter().filter(|loss| !matches!(loss.reason, Reason::Reported(_))) {
            let mut without = document.clone();
            remove(&mut without, loss.pointer.tokens());
            let changed = crate_of(&without).map_or_else(Vec::new, |generated| generated.files);
            let name = path.file_name().expect("it is a file").display();
            assert!(changed == files, "{name}: {} changes {}", loss.pointer, difference(&files, &changed));
            reported += 1;
        }
    });
    assert!(reported > 100, "only {reported} keywords were tried");
}

fn crate_of(document: &Value) -> Option<Generated> {
    let placement = Placement::Module(vec!["case".to_owned()]);
    let options = Options { placement, losses: true, ..Options::default() };
    codegen::generate(&Source { name: "case.json", text: &document.to_string() }, &options).ok()
}

fn remove(value: &mut Value, tokens: &[String]) {
    let [init @ .., last] = tokens else { panic!("the whole document is not reported") };
    let around = init.iter().fold(value, |value, token| match value {
        Value::Array(items) => &mut items[token.parse::<usize>().expect("an index")],
        value => &mut value[token],
    });
    let removed = around.as_object_mut().and_then(|around| around.shift_remove(last));
    assert!(removed.is_some(), "{tokens:?} is not in the document");
}

fn difference(before: &[File], after: &[File]) -> String {
    let mut changed = before.iter().filter(|file| !after.contains(file)).map(|file| file.path.clone());
    changed.next().unwrap_or_else(|| "which files there are".to_owned())
}
