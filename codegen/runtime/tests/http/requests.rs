//! What is sent.

use client_runtime::{Bytes, Call, CallOptions, Core, Credential, Empty, Json, ListStyle, PlainText, Server, texts};

use super::server::{API, BASIC, COOKIE, HEADER, Local, QUERY, SECRET, builder, fail, ok, run};

fn sent(call: impl FnOnce(&Core) -> Call) -> String {
    let server = Local::answering([ok("null")]);
    run(call(&server.client()).send::<Json>()).expect("an answer");
    server.request()
}

#[test]
fn a_get_with_everything() {
    let request = sent(|core| {
        Call::get(core, "/v1/Services/{ServiceSid}/Builds/{Sid}/Status", &[&"my service/ü", &"ZB1"])
            .query("PageSize", &50)
            .query("Since", &"2026-01-01T00:00:00+01:00")
            .query_list("Sid", ListStyle::Repeat, texts::<str>(["a b", "c"]))
            .query("PageSize", &20)
            .header("X-Trace", &true)
            .header_list("X-List", texts::<str>(["a", "b"]))
            .cookie("theme", &"dark blue")
            .cookie("n", &1)
    });
    assert_eq!(
        request,
        "GET /v1/Services/my%20service%2F%C3%BC/Builds/ZB1/Status?PageSize=20&Since=2026-01-01T00%3A00%3A00%2B01%3A00\
         &Sid=a%20b&Sid=c HTTP/1.1\r\n\
         accept: application/json\r\n\
         x-trace: true\r\n\
         x-list: a,b\r\n\
         authorization: Basic QUMxOnMzY3JldC10MGtlbg==\r\n\
         cookie: theme=dark%20blue; n=1\r\n\
         user-agent: test-client/1.2.3\r\n\
         host: {host}\r\n\r\n"
    );
}

#[test]
fn forms() {
    let request = sent(|core| {
        Call::post(core, "/v1/Services", &[])
            .form(&[("UniqueName", &"a b"), ("FriendlyName", &"é~*")])
            .form_list("Sids", ListStyle::Repeat, texts::<str>(["1", "2"]))
            .form_field("IncludeCredentials", &false)
            .form_field("UniqueName", &"c&d=e")
    });
    let (head, body) = request.split_once("\r\n\r\n").expect("a body");
    assert_eq!(body, "UniqueName=c%26d%3De&FriendlyName=%C3%A9%7E*&Sids=1&Sids=2&IncludeCredentials=false");
    assert!(head.starts_with("POST /v1/Services HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"), "{head}");
    assert!(head.contains(&format!("\r\ncontent-length: {}", body.len())), "{head}");
}

#[test]
fn an_empty_form_has_its_media_type_and_a_length_of_zero() {
    let request = sent(|core| Call::post(core, "/v1/Builds", &[]).form(&[]));
    assert!(request.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"), "{request}");
    assert!(request.contains("\r\ncontent-length: 0\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n"), "{request}");
}

#[test]
fn other_bodies() {
    let json = "{\"a\": [1, \"ü\"]}".parse::<Json>().expect("JSON");
    let request = sent(|core| Call::put(core, "/x", &[]).json(&json, "application/merge-patch+json"));
    assert!(request.contains("\r\ncontent-type: application/merge-patch+json\r\n"), "{request}");
    assert!(request.ends_with("\r\n\r\n{\"a\":[1,\"ü\"]}"), "{request}");
    let request = sent(|core| Call::patch(core, "/x", &[]).text_body("plain ü", "text/plain"));
    assert!(request.contains("\r\ncontent-type: text/plain\r\n") && request.ends_with("\r\n\r\nplain ü"), "{request}");
    let request = sent(|core| Call::post(core, "/x", &[]).bytes_body(*b"raw", "application/octet-stream"));
    assert!(request.ends_with("\r\n\r\nraw"), "{request}");
}

#[test]
fn every_method() {
    for (method, call) in [
        ("DELETE", Call::delete as fn(&Core, &'static str, &[&dyn client_runtime::ToText]) -> Call),
        ("OPTIONS", Call::options),
        ("TRACE", Call::trace),
        ("PATCH", Call::patch),
    ] {
        assert!(sent(|core| call(core, "/x", &[])).starts_with(&format!("{method} /x HTTP/1.1\r\n")), "{method}");
    }
    let server = Local::answering(["HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"]);
    run(Call::head(&server.client(), "/x", &[]).send::<Empty>()).expect("a HEAD has no body");
}

#[test]
fn what_is_asked_for_depends_on_the_payload() {
    let server = Local::answering([ok("a ü"), ok("b")]);
    let core = server.client();
    assert_eq!(run(Call::get(&core, "/x", &[]).send::<PlainText>()).ok().as_deref(), Some("a ü"));
    assert_eq!(run(Call::get(&core, "/x", &[]).send::<Bytes>()).ok().as_deref(), Some(&b"b"[..]));
    assert!(server.request().contains("\r\naccept: text/plain, */*;q=0.5\r\n"));
    assert!(server.request().contains("\r\naccept: */*\r\n"));
}

#[test]
fn credentials_stand_where_their_scheme_says() {
    let server = Local::answering([ok("1"), ok("1"), ok("1")]);
    let core = builder(&server.url).credential(Credential::api_key(SECRET)).build().expect("a client");
    let call = |path| Call::get(&core, path, &[]).query("a", &1).cookie("b", &2);
    run(call("/1").security(&[&[&BASIC], &[&QUERY, &COOKIE], &[&HEADER]]).send::<Json>()).expect("an answer");
    let request = server.request();
    assert!(request.starts_with("GET /1?a=1&api%20key=s3cret-t0ken HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\ncookie: b=2; session=s3cret-t0ken\r\n"), "{request}");
    assert!(!request.contains("x-api-key") && !request.contains("authorization"), "{request}");
    run(call("/2").security(&[&[&HEADER]]).send::<Json>()).expect("an answer");
    assert!(server.request().contains("\r\nx-api-key: s3cret-t0ken\r\n"));
    run(call("/3").security(&[]).send::<Json>()).expect("an answer");
    assert!(!server.request().contains(SECRET));
}

#[test]
fn without_the_credentials_nothing_is_sent() {
    let server = Local::answering([ok("1")]);
    let core = builder(&server.url).build().expect("a client");
    let error = fail(Call::get(&core, "/v1/{Sid}", &[&"a"]).send::<Json>());
    assert_eq!(
        error.to_string(),
        "GET /v1/{Sid}: it needs credentials that the client was not given: `Credential::basic` for `account` (in the \
         environment: TOKEN)"
    );
    assert!(server.got_nothing());
    run(Call::get(&core, "/v1", &[]).security(&[&[&BASIC], &[]]).send::<Json>()).expect("it may go without");
}

#[test]
fn invalid_input_is_not_sent_and_the_first_is_told() {
    let server = Local::answering([ok("1")]);
    let core = server.client();
    let call = Call::get(&core, "/v1/{Sid}", &[&"a"]).header("X-A", &"line\nbreak").query("b", &f64::NAN);
    assert_eq!(
        fail(call.send::<Json>()).to_string(),
        "GET /v1/{Sid}: header `X-A`: expected visible ASCII characters, spaces and tabs, but found `\\n`"
    );
    for value in ["", ".", ".."] {
        let error = fail(Call::delete(&core, "/v1/{Sid}", &[&value]).send::<Empty>());
        assert!(error.to_string().starts_with("DELETE /v1/{Sid}: path parameter `Sid`: expected"), "{error}");
    }
    let options = CallOptions::new().header("Host", "evil.example");
    let error = fail(Call::get(&core, "/v1", &[]).with(options).send::<Json>());
    assert!(error.to_string().starts_with("GET /v1: header `Host`: expected"), "{error}");
    // A template that a URL library would resolve to another path.
    let error = fail(Call::get(&core, "/v1/%2e./{a}", &[&"b"]).send::<Json>());
    assert_eq!(error.to_string(), "GET /v1/%2e./{a}: its path is not one that can be sent as it is: `/v1/%2e./b`");
    assert!(server.got_nothing());
}

#[test]
fn options_are_for_one_call() {
    let server = Local::answering([ok("1"), ok("1")]);
    let core = server.client();
    let options = CallOptions::new().header("Accept", "application/hal+json").header("X-A", "1").header("x-a", "2");
    let later = CallOptions::new().header("X-A", "3").header("User-Agent", "mine");
    run(Call::get(&core, "/x", &[]).with(options).with(later).send::<Json>()).expect("an answer");
    let request = server.request();
    for line in ["accept: application/hal+json", "x-a: 3", "user-agent: mine"] {
        assert_eq!(request.matches(&format!("\r\n{line}\r\n")).count(), 1, "{request}");
    }
    run(Call::get(&core, "/x", &[]).send::<Json>()).expect("an answer");
    assert!(server.request().contains("\r\nuser-agent: test-client/1.2.3\r\n"));
}

#[test]
fn a_base_url_may_have_a_path_and_replaces_all_servers() {
    static UPLOAD: Server = Server { url: "https://upload.example.com", variables: None };
    let server = Local::answering([ok("1")]);
    let core = builder(&format!("{}/prefix/", server.url)).credential(Credential::basic("a", SECRET)).build();
    run(Call::get(&core.expect("a client"), "/x", &[]).server(&UPLOAD).send::<Json>()).expect("an answer");
    assert!(server.request().starts_with("GET /prefix/x HTTP/1.1\r\n"));
}

#[test]
fn a_client_shows_no_secrets() {
    let shown = format!("{:?}", builder("http://127.0.0.1:9").credential(Credential::basic("AC1", SECRET)).build());
    assert!(!shown.contains(SECRET) && !shown.contains("QUMx") && shown.contains("127.0.0.1:9"), "{shown}");
    assert!(!format!("{API:?}").is_empty());
}
