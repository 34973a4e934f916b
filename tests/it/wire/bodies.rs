//! Bodies, byte by byte: JSON, text and bytes; what is absent, null or only the server's; and structs of inputs.

use expect_test::expect;
use workspace_tests::cases;
use workspace_tests::runtime::{Json, from_json};

use super::requests::sent;

#[test]
fn json() {
    use cases::body_json::api::pets::create_pet;
    use cases::body_json::types::{Home, Kind, Pet};
    let pet =
        Pet::new("Rex \"the\" \\ \u{1}\n/ü🦀\u{2028}", "cat", None).age(3).tags(["a", ""]).home(Home::new("Main St."));
    expect![[r#"
        POST /pets HTTP/1.1
        accept: application/json
        content-length: 123
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"name":"Rex \"the\" \\ \u0001\n/ü🦀\u{2028}","kind":"cat","owner":null,"age":3,"tags":["a",""],"home":{"street":"Main St."}}"#]].assert_eq(&sent!(body_json, |client| create_pet(&client, &pet), Pet));
    // Nothing but what is required; the unknown value of an enum goes out as it came in.
    let pet = Pet::new("Rex", Kind::from("axolotl"), Some("Ann".to_owned()));
    expect![[r#"
        POST /pets HTTP/1.1
        accept: application/json
        content-length: 45
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"name":"Rex","kind":"axolotl","owner":"Ann"}"#]]
    .assert_eq(&sent!(body_json, |client| create_pet(&client, &pet), Pet));
}

#[test]
fn json_of_any_kind() {
    use cases::body_json::api::pets::{replace_tags, send_anything};
    expect![[r#"
        PUT /tags HTTP/1.1
        accept: application/json
        content-length: 12
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        ["a","b, c"]"#]]
    .assert_eq(&sent!(body_json, |client| replace_tags(&client, &["a".to_owned(), "b, c".to_owned()])));
    expect![[r#"
        PUT /tags HTTP/1.1
        accept: application/json
        content-length: 2
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        []"#]]
    .assert_eq(&sent!(body_json, |client| replace_tags(&client, &[])));
    let anything: Json =
        from_json(r#"{"b": 1.50, "a": [1e400, 12345678901234567890123, null, "\u00fc"]}"#).expect("it is JSON");
    expect![[r#"
        POST /anything HTTP/1.1
        accept: application/json
        content-length: 56
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"b":1.50,"a":[1e400,12345678901234567890123,null,"ü"]}"#]]
    .assert_eq(&sent!(body_json, |client| send_anything(&client, &anything)));
}

#[test]
fn json_that_may_be_absent() {
    use cases::body_json::api::pets::update_pet;
    use cases::body_json::types::PetPatch;
    // It is; then one without members.
    expect![[r#"
        PATCH /pets HTTP/1.1
        accept: application/json
        content-length: 0
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(body_json, |client| update_pet(&client)));
    expect![[r#"
        PATCH /pets HTTP/1.1
        accept: application/json
        content-length: 2
        content-type: application/merge-patch+json
        user-agent: workspace-tests/0.1.0

        {}"#]]
    .assert_eq(&sent!(body_json, |client| update_pet(&client).body(&PetPatch::new())));
}

#[test]
fn three_states() {
    use cases::body_json::api::pets::update_pet;
    use cases::body_json::types::PetPatch;
    let mut bodies = String::new();
    for patch in [PetPatch::new(), PetPatch::new().nickname("Rexy"), PetPatch::new().nickname("x").nickname_null()] {
        let pinned = sent!(body_json, |client| update_pet(&client).body(&patch));
        bodies += pinned.lines().last().expect("it has a body");
        bodies += "\n";
    }
    expect![[r#"
        {}
        {"nickname":"Rexy"}
        {"nickname":null}
    "#]]
    .assert_eq(&bodies);
}

#[test]
fn null_is_told_from_absent() {
    use cases::nullable::types::{Maybe, Pet};
    use workspace_tests::runtime::to_json;
    let pet = Pet::new("a", None, None).named_null().list_of_nulls([Some("x".to_owned()), None]);
    expect![[r#"{"must":"a","must_or_null":null,"list_or_null":null,"list_of_nulls":["x",null],"named":null}"#]]
        .assert_eq(&to_json(&pet));
    assert_eq!(from_json::<Pet>(&to_json(&pet)).expect("it was written"), pet);
    let read = |text: &str| from_json::<Pet>(text).expect("all that is required is there");
    let pet = read(
        r#"{"must": "a", "must_or_null": null, "list_or_null": null, "may": null, "may_or_null": null, "named": {"b": "c"}}"#,
    );
    assert_eq!((pet.must_or_null.as_deref(), pet.may.as_deref()), (None, None));
    assert_eq!(pet.may_or_null, Some(None));
    assert_eq!(pet.named, Some(Some(Maybe::new().b("c"))));
    // Servers leave out what they should say is null.
    assert_eq!(read(r#"{"must": "a"}"#), Pet::new("a", None, None));
    let error = from_json::<Pet>(r#"{"must": null}"#).expect_err("that must not be null");
    expect!["expected a string, but found null at `$.must`"].assert_eq(&error.to_string());
}

#[test]
fn only_what_is_sent() {
    use cases::access::api::users::replace_user;
    use cases::access::types::User;
    // Read back from an answer: what is the server's alone does not go out again.
    let mut user: User =
        from_json(r#"{"id": "US1", "name": "Ann", "created": "2026-01-31T12:00:00Z"}"#).expect("it is one");
    user.password = Some("s3cret".to_owned());
    expect![[r#"
        PUT /user HTTP/1.1
        accept: application/json
        content-length: 34
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"name":"Ann","password":"s3cret"}"#]]
    .assert_eq(&sent!(access, |client| replace_user(&client, &user), User));
    assert!(!format!("{user:?}").contains("s3cret"), "{user:?}");
}

#[test]
fn additional_members() {
    use cases::additional::types::Beside;
    use workspace_tests::runtime::to_json;
    let beside: Beside = from_json(r#"{"z": 1, "name": "n", "additional": "a", "b": 2}"#).expect("it is one");
    expect![[r#"{"name":"n","additional":"a","z":1,"b":2}"#]].assert_eq(&to_json(&beside));
    assert_eq!(beside.additional_properties.len(), 2);
}

#[test]
fn text_and_bytes() {
    use cases::body_raw::api::files::{send_blob, send_image, send_note};
    expect![[r#"
        POST /notes HTTP/1.1
        accept: application/json
        content-length: 7
        content-type: text/plain; charset=utf-8
        user-agent: workspace-tests/0.1.0

        ünï\r
    "#]]
    .assert_eq(&sent!(body_raw, |client| send_note(&client, "ünï\r\n")));
    expect![[r#"
        POST /notes HTTP/1.1
        accept: application/json
        content-length: 0
        content-type: text/plain; charset=utf-8
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(body_raw, |client| send_note(&client, "")));
    expect![[r#"
        POST /blobs HTTP/1.1
        accept: application/json
        content-length: 6
        content-type: application/octet-stream
        user-agent: workspace-tests/0.1.0

        \u{0}\u{1}text"#]]
    .assert_eq(&sent!(body_raw, |client| send_blob(&client, *b"\0\x01text")));
    expect![[r#"
        POST /images HTTP/1.1
        accept: application/json
        content-length: 3
        content-type: image/png
        user-agent: workspace-tests/0.1.0

        PNG"#]]
    .assert_eq(&sent!(body_raw, |client| send_image(&client).body(*b"PNG")));
    expect![[r#"
        POST /images HTTP/1.1
        accept: application/json
        content-length: 0
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(body_raw, |client| send_image(&client)));
}

#[test]
fn the_media_type_that_is_chosen() {
    use cases::body_choice::api::pets::create_pet;
    use cases::body_choice::types::Pet;
    expect![[r#"
        POST /pets HTTP/1.1
        accept: application/json
        content-length: 14
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"name":"Rex"}"#]]
    .assert_eq(&sent!(body_choice, |client| create_pet(&client, &Pet::new().name("Rex")), Pet));
}

#[test]
fn structs_of_inputs() {
    use cases::inputs::api::inputs::{SendFiveInputs, SendFourInputs, send_five, send_four, send_three};
    use cases::inputs::types::{SendFiveD, SendFourBody};
    expect![[r#"
        POST /three/i%20d?a=a%26 HTTP/1.1
        accept: application/json
        b: 2
        content-length: 0
        cookie: c=true
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&sent!(inputs, |client| send_three(&client, "i d", "a&", 2, true)));
    let four = SendFourInputs {
        a: "a b".to_owned(),
        b: -1,
        c: vec!["x".to_owned(), "y,z".to_owned()],
        body: SendFourBody::new().d("ü"),
    };
    expect![[r#"
        POST /four/1?a=a%20b&b=-1&c=x&c=y%2Cz&e=last HTTP/1.1
        accept: application/json
        content-length: 10
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"d":"ü"}"#]]
    .assert_eq(&sent!(inputs, |client| send_four(&client, "1", four.clone()).e("last")));
    let five =
        SendFiveInputs { a: String::new(), b: 5, c: vec!["c".to_owned(); 2], d: SendFiveD::X, e: "2026-01-31".into() };
    expect![[r#"
        POST /five HTTP/1.1
        accept: application/json
        content-length: 35
        content-type: application/x-www-form-urlencoded
        user-agent: workspace-tests/0.1.0

        A=&B=5&D=x&E=2026-01-31&C=c&C=c&F=f"#]]
    .assert_eq(&sent!(inputs, |client| send_five(&client, five.clone()).f("f")));
}

#[test]
fn other_media_types() {
    use cases::body_other::api::files::{send_text, send_xml};
    let xml = |client| async move { send_xml(&client, "<a>ü</a>").await.map(drop) };
    expect![[r#"
        POST /xml HTTP/1.1
        accept: application/xml, */*;q=0.5
        content-length: 9
        content-type: application/vnd.example+xml; version=2
        user-agent: workspace-tests/0.1.0

        <a>ü</a>"#]]
    .assert_eq(&sent!(body_other, |client| xml(client)));
    // Text goes before bytes.
    expect![[r#"
        POST /text HTTP/1.1
        accept: application/json
        content-length: 3
        content-type: text/csv; charset=utf-8
        user-agent: workspace-tests/0.1.0

        a,b"#]]
    .assert_eq(&sent!(body_other, |client| send_text(&client, "a,b")));
}
