use super::runtime::{Grade, Json, JsonMap, Read, Tree, from_json, from_slice};
use super::types::{BuildStatus, Status, Step};

fn graded<T: Read>(text: &str) -> (T, bool, usize) {
    let mut grade = Grade::default();
    let value = T::read(&Tree::parse(text).unwrap(), &mut grade).unwrap();
    (value, grade.is_exact(), grade.declared())
}

fn error<T: Read + std::fmt::Debug>(text: &str) -> String {
    from_json::<T>(text).unwrap_err().to_string()
}

#[test]
fn members_are_found_in_any_order_and_may_be_absent_null_or_unknown() {
    let text = r#"{"url": "u", "new": [1], "status": "completed", "sid": null}"#;
    let (status, is_exact, declared): (BuildStatus, _, _) = graded(text);
    assert_eq!(status.url.as_deref(), Some("u"));
    assert_eq!(status.status, Some(Status::Completed));
    assert_eq!(status.sid, None);
    assert!(!is_exact, "`new` is not declared");
    assert_eq!(declared, 3);
    assert_eq!(from_json::<BuildStatus>("{}").unwrap(), BuildStatus::default());
}

#[test]
fn text_that_breaks_its_pattern_is_read() {
    let status: BuildStatus = from_json(r#"{"sid": "ServiceSid", "created": ""}"#).unwrap();
    assert!(!status.sid.unwrap().is_valid());
    assert_eq!(status.created.unwrap().as_str(), "");
}

#[test]
fn errors_name_the_path_and_the_first_problem() {
    assert_eq!(error::<BuildStatus>(r#"{"sid": {}}"#), "expected a string, but found an object at `$.sid`");
    assert_eq!(
        error::<BuildStatus>(r#"{"steps": [{"name": "a", "reason": null}, {"name": []}], "url": {}}"#),
        "expected a string, but found an object at `$.url`"
    );
    assert_eq!(
        error::<BuildStatus>(r#"{"steps": [{"name": "a", "reason": null}, {"name": []}]}"#),
        "expected a string, but found an array at `$.steps[1].name`"
    );
    assert_eq!(error::<Step>("{}"), "expected a string, but found nothing at `$.name`");
    assert_eq!(error::<Step>(r#"{"name": null}"#), "expected a string, but found null at `$.name`");
    assert_eq!(
        error::<Step>(r#"{"name": "a", "limit": "many"}"#),
        "expected a 64-bit integer, but found a string at `$.limit`"
    );
    assert_eq!(error::<Vec<bool>>("[true, 1]"), "expected a boolean, but found an integer at `$[1]`");
    assert_eq!(error::<JsonMap<bool>>(r#"{"a b": []}"#), "expected a boolean, but found an array at `$[\"a b\"]`");
    assert_eq!(error::<Step>("null"), "expected an object, but found null at `$`");
}

#[test]
fn the_rest_is_what_nobody_asked_for() {
    let step: Step = from_json(r#"{"x": 1, "name": "a", "note": null, "y": {"z": []}}"#).unwrap();
    assert_eq!(step.limit, None);
    assert_eq!(step.note, Some(None));
    assert_eq!(step.reason, None);
    assert_eq!(step.extra.len(), 2);
    assert_eq!(step.extra["y"], r#"{"z": []}"#.parse().unwrap());

    let many = (0..200).fold(String::new(), |many, index| format!("{many}\"m{index}\": {index}, "));
    let step: Step = from_json(&format!(r#"{{{many}"name": "a", "reason": "b", "limit": 3}}"#)).unwrap();
    assert_eq!((step.name.as_str(), step.reason.as_deref(), step.limit), ("a", Some("b"), Some(3)));
    assert_eq!(step.extra.len(), 200);
}

#[test]
fn entries_that_are_null_are_as_if_they_were_not_there() {
    let links: JsonMap<String> = from_json(r#"{"first": "/a", "last": null}"#).unwrap();
    assert_eq!(links.into_iter().collect::<Vec<_>>(), [("first".to_owned(), "/a".to_owned())]);
    assert!(!graded::<JsonMap<bool>>(r#"{"a": null}"#).1);
    assert_eq!(graded::<JsonMap<Option<bool>>>(r#"{"a": null}"#).0["a"], None);
    assert_eq!(graded::<JsonMap<Json>>(r#"{"a": null}"#).0["a"], "null".parse().unwrap());
    let step: Step = from_json(r#"{"name": "a", "more": null}"#).unwrap();
    assert_eq!(step.extra["more"], "null".parse().unwrap());
}

#[test]
fn the_last_of_equal_names_wins() {
    let step: Step = from_json(r#"{"name": "a", "limit": 1, "name": "b", "name": "c"}"#).unwrap();
    assert_eq!((step.name.as_str(), step.limit, step.extra.len()), ("c", Some(1), 0));
}

#[test]
fn scalars_are_read_as_what_they_mean() {
    assert_eq!(graded::<i64>("12"), (12, true, 0));
    for text in ["\"12\"", "\" 12 \"", "12.0", "1.2e1", "120E-1", "\"12.00\""] {
        assert_eq!(graded::<i64>(text), (12, false, 0), "{text}");
    }
    assert_eq!(graded::<i64>("-9223372036854775808.0"), (i64::MIN, false, 0));
    assert_eq!(graded::<i64>("0e999999999999999999999999"), (0, false, 0));
    assert_eq!(graded::<i32>("1e3"), (1000, false, 0));
    assert_eq!(graded::<u64>("18446744073709551615"), (u64::MAX, true, 0));
    assert_eq!(graded::<u64>("\"18446744073709551615\""), (u64::MAX, false, 0));
    assert_eq!(graded::<u64>("1.2e1"), (12, false, 0));
    assert_eq!(graded::<f64>("12"), (12.0, true, 0));
    assert_eq!(graded::<f64>("\"0.05\""), (0.05, false, 0));
    assert_eq!(graded::<f64>("1e400"), (f64::INFINITY, false, 0));
    assert_eq!(graded::<bool>("\"True\""), (true, false, 0));
    assert_eq!(graded::<String>("1.50"), ("1.50".to_owned(), false, 0));
    assert_eq!(graded::<String>("true"), ("true".to_owned(), false, 0));
    assert_eq!(graded::<String>("\"\""), (String::new(), true, 0));
    assert_eq!(graded::<Option<String>>("null"), (None, true, 0));
}

#[test]
fn what_has_no_value_of_the_type_is_an_error() {
    let integers = ["1.5", "9223372036854775808", "1e19", "1e999999999999999999999", "\"\"", "\"x\"", "true", "[1]"];
    for text in integers {
        let found = error::<i64>(text);
        assert!(found.starts_with("expected a 64-bit integer, but found "), "{found}");
    }
    for text in ["-1", "18446744073709551616", "\"\"", "true"] {
        let found = error::<u64>(text);
        assert!(found.starts_with("expected a 64-bit integer without a sign, but found "), "{found}");
    }
    assert_eq!(error::<i32>("2147483648"), "expected a 32-bit integer, but found an integer at `$`");
    for text in ["\"\"", "\"inf\"", "\"1.\"", "null", "false"] {
        assert!(from_json::<f64>(text).is_err(), "{text}");
    }
    assert!(from_json::<bool>("\"yes\"").is_err());
    assert!(from_json::<String>("null").is_err());
    assert!(from_json::<Vec<String>>("null").is_err());
    assert!(from_json::<Vec<String>>("\"a\"").is_err());
}

#[test]
fn an_odd_number_does_not_cost_the_answer() {
    for number in ["9223372036854775808", "-1e19", "1.5"] {
        let (step, exact, _) = graded::<Step>(&format!(r#"{{"name": "a", "limit": {number}}}"#));
        assert_eq!((step.limit, exact), (None, false), "{number}");
        let (map, exact, _) = graded::<JsonMap<i64>>(&format!(r#"{{"a": {number}, "b": 2}}"#));
        assert_eq!((map, exact), (JsonMap::from([("b", 2)]), false), "{number}");
        // Where nothing can be left out, it is an error still.
        let found = error::<Vec<i64>>(&format!("[1, {number}]"));
        assert!(found.starts_with("expected a 64-bit integer, but found "), "{found}");
    }
    assert_eq!(
        error::<JsonMap<Vec<i64>>>(r#"{"a": [1.5]}"#),
        "expected a 64-bit integer, but found a number with a fraction or an exponent at `$.a[0]`"
    );
}

#[test]
fn enums_are_open() {
    assert_eq!(graded::<Status>("\"building\""), (Status::Building, true, 0));
    assert_eq!(graded::<Status>("\"BUILDING\""), (Status::Building, false, 0));
    assert_eq!(graded::<Status>("\"queued\""), (Status::Unknown("queued".to_owned()), false, 0));
    assert_eq!(graded::<Status>("7"), (Status::Unknown("7".to_owned()), false, 0));
}

#[test]
fn syntax_errors_have_a_position() {
    assert_eq!(error::<Json>("{\n \"ä\": nul}"), "expected a JSON value, but found `n` at line 2, column 7");
    assert_eq!(error::<Json>(""), "expected a JSON value, but found the end of the text at line 1, column 1");
    assert_eq!(error::<Json>("[1 2]"), "expected `,` or `]`, but found `2` at line 1, column 4");
    assert_eq!(error::<Json>("<html>"), "expected a JSON value, but found `<` at line 1, column 1");
    let found = from_slice::<Json>(b"[\"ab\xff\"]").unwrap_err();
    assert_eq!(found.to_string(), "expected text in UTF-8, but found bytes that are none at line 1, column 5");
    assert_eq!((found.path(), found.position()), (None, Some((1, 5))));
}

#[test]
fn found_texts_are_cut_off() {
    let error = from_json::<i64>(&format!("\"{}\"", "é\\n".repeat(100))).unwrap_err();
    let found = error.found();
    assert!(found.contains("é\\né") && found.ends_with("…`") && found.len() < 200, "{found}");
    // What joins the character before it would not be seen.
    assert_eq!(from_json::<i64>("\"1\u{fe0f}\"").unwrap_err().found(), "the string `1\\u{fe0f}`");
}

#[test]
fn deep_nesting_is_an_error_and_not_a_crash() {
    assert!(from_json::<Json>(&format!("{}{}", "[".repeat(128), "]".repeat(128))).is_ok());
    let found = error::<Json>(&"[".repeat(1_000_000));
    assert_eq!(found, "expected JSON that is nested at most 128 deep, but found `[` at line 1, column 129");
    assert!(from_json::<Json>(&"{\"a\":".repeat(1_000_000)).is_err());
}
