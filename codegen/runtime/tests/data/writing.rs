use super::runtime::{DateTime, Json, JsonObject, Number, from_json, object, to_json};
use super::types::{BuildStatus, Status, Step};

fn status() -> BuildStatus {
    from_json(
        r#"{"sid": "ZB1", "status": "queued", "url": "https://a\"b", "secret": "s",
            "steps": [{"name": "a", "reason": null, "note": null, "x-y": {"k": [1, "two", true]}, "z": []}]}"#,
    )
    .unwrap()
}

#[test]
fn what_is_absent_is_left_out() {
    let text = concat!(
        r#"{"sid":"ZB1","status":"queued","url":"https://a\"b","secret":"s","#,
        r#""steps":[{"name":"a","reason":null,"note":null,"x-y":{"k":[1,"two",true]},"z":[]}]}"#
    );
    assert_eq!(to_json(&status()), text);
    assert_eq!(to_json(&BuildStatus::default()), "{}");
    assert!(from_json::<BuildStatus>(text).unwrap() == status());
}

#[test]
fn debug_looks_derived_and_redacts() {
    assert_eq!(
        format!("{:?}", status()),
        concat!(
            r#"BuildStatus { sid: "ZB1", status: "queued", url: "https://a\"b", secret: <redacted>, "#,
            r#"steps: [Step { name: "a", reason: null, note: null, x-y: {"k": [1, "two", true]}, z: [] }] }"#
        )
    );
    assert_eq!(format!("{:?}", BuildStatus::default()), "BuildStatus");
}

#[test]
fn sensitive_members_keep_their_other_rules() {
    #[derive(Clone, Default, PartialEq)]
    struct Key {
        id: Option<String>,
        secret: Option<String>,
        name: Option<String>,
    }
    object! {
        Key;

        id: optional("id").sensitive().read_only();
        secret: required("secret").sensitive().nullable();
        name: optional("name");
    }
    let key = Key { name: Some("n".to_owned()), ..Key::default() };
    assert_eq!(format!("{key:?}"), r#"Key { secret: <redacted>, name: "n" }"#);
    assert_eq!(to_json(&key), r#"{"secret":null,"name":"n"}"#);
    let key = Key { id: Some("i".to_owned()), secret: Some("s".to_owned()), ..key };
    assert_eq!(format!("{key:?}"), r#"Key { id: <redacted>, secret: <redacted>, name: "n" }"#);
    assert_eq!(to_json(&key), r#"{"id":"i","secret":"s","name":"n"}"#);
}

#[test]
fn pretty_debug_nests() {
    #[derive(Debug)]
    #[allow(dead_code)]
    struct Outer {
        status: BuildStatus,
    }
    let pretty = r#"Outer {
    status: BuildStatus {
        sid: "ZB1",
        status: "queued",
        url: "https://a\"b",
        secret: <redacted>,
        steps: [
            Step {
                name: "a",
                reason: null,
                note: null,
                x-y: {
                    "k": [
                        1,
                        "two",
                        true,
                    ],
                },
                z: [],
            },
        ],
    },
}"#;
    assert_eq!(format!("{:#?}", Outer { status: status() }), pretty);
}

#[test]
fn strings_are_escaped() {
    let text = "\u{0}\u{1f}\u{7f}\"\\/\n\r\té🦀\u{2028}";
    assert_eq!(to_json(&text.to_owned()), "\"\\u0000\\u001f\u{7f}\\\"\\\\/\\n\\r\\té🦀\u{2028}\"");
    assert_eq!(serde_json::from_str::<String>(&to_json(&text.to_owned())).unwrap(), text);
}

#[test]
fn floats_are_short_and_read_back() {
    let floats =
        [(20.0, "20"), (0.05, "0.05"), (-0.0, "-0"), (1e300, "1e300"), (5e-324, "5e-324"), (1e16, "10000000000000000")];
    for (float, text) in floats {
        assert_eq!(to_json(&float), text);
        assert_eq!(from_json::<f64>(text).unwrap().to_bits(), float.to_bits());
    }
    assert_eq!(to_json(&vec![f64::NAN, f64::INFINITY]), "[null,null]");
}

#[test]
fn json_compares_by_value() {
    let json = |text: &str| text.parse::<Json>().unwrap();
    assert_eq!(json(r#"{"a": 1, "b": [1.0, 10e-1]}"#), json(r#"{"b": [1, 1], "a": 0.1e1}"#));
    assert_ne!(json("[1, 2]"), json("[2, 1]"));
    assert_ne!(json("12345678901234567890123"), json("12345678901234567890124"));
    assert_eq!(json("1e400"), json("10e399"));
    assert_eq!(json("-0.0"), json("0"));
    assert_ne!(json("-1"), json("1"));
    assert_ne!(json("1"), json("\"1\""));
    assert_eq!(json("12345678901234567890123").to_string(), "12345678901234567890123");
}

#[test]
fn json_is_made_from_values() {
    let mut object: JsonObject = [("a", Json::from(1)), ("b", "x".into()), ("a", true.into())].into_iter().collect();
    assert_eq!(object.insert("b", f64::NAN), Some("x".into()));
    let json = Json::from(object);
    assert_eq!(json.to_string(), r#"{"a":true,"b":null}"#);
    assert_eq!(json.get("a").and_then(Json::as_bool), Some(true));
    assert!(json.get("b").is_some_and(Json::is_null) && json.get("c").is_none());
    assert_eq!(Json::from("1").as_i64(), None);
    assert_eq!("2.0".parse::<Json>().unwrap().as_i64(), Some(2));
    assert!("1.".parse::<Number>().is_err() && "0x1".parse::<Number>().is_err());
}

#[test]
fn serde_goes_through_the_same_code() {
    let text = serde_json::to_string(&status()).unwrap();
    assert_eq!(text, to_json(&status()));
    assert!(serde_json::from_str::<BuildStatus>(&text).unwrap() == status());
    let error = serde_json::from_str::<BuildStatus>(r#"{"steps": [{"name": {}}]}"#).unwrap_err();
    assert_eq!(error.to_string(), "expected a string, but found an object at `$.steps[0].name`");
    assert_eq!(serde_json::from_str::<Status>("\"completed\"").unwrap(), Status::Completed);
    assert_eq!(serde_json::to_value(DateTime::from("x")).unwrap(), serde_json::json!("x"));
    let json: Json = serde_json::from_str(r#"{"a": [null, 1, -1, 1.5, "x", 18446744073709551615]}"#).unwrap();
    assert_eq!(serde_json::to_string(&json).unwrap(), json.to_string());
    let step: Step = serde_json::from_str(r#"{"name": "a", "name": "b"}"#).unwrap();
    assert_eq!(step.name, "b");
}
