//! Bodies of several parts.

use client_runtime::{Call, CallOptions, Empty, FilePart, Json, JsonText, texts};

use super::server::{Local, answer, fail, ok, run};

/// Head, boundary and body of the request.
fn sent(call: impl FnOnce(Call) -> Call) -> (String, String, String) {
    let server = Local::answering([ok("null")]);
    run(call(Call::post(&server.client(), "/v1/Versions", &[])).send::<Json>()).expect("an answer");
    parts(&server.request())
}

fn parts(request: &str) -> (String, String, String) {
    let (head, body) = request.split_once("\r\n\r\n").expect("a body");
    let boundary = head.split("\r\ncontent-type: multipart/form-data; boundary=").nth(1).expect("a boundary");
    let boundary = boundary.lines().next().unwrap_or_default();
    assert!(head.contains(&format!("content-length: {}", body.len())), "{head}");
    (head.to_owned(), boundary.to_owned(), body.to_owned())
}

#[test]
fn the_exact_bytes() {
    let file = FilePart::new("exports.handler = 1;\n").file_name("index.js").media_type("application/javascript");
    let (head, boundary, body) =
        sent(|call| call.multipart().part("Path", &"/hello").file("Content", file).part("Visibility", &"public"));
    assert!(head.starts_with("POST /v1/Versions HTTP/1.1\r\n"), "{head}");
    assert_eq!(
        body,
        format!(
            "--{boundary}\r\n\
             Content-Disposition: form-data; name=\"Path\"\r\n\
             \r\n\
             /hello\r\n\
             --{boundary}\r\n\
             Content-Disposition: form-data; name=\"Content\"; filename=\"index.js\"\r\n\
             Content-Type: application/javascript\r\n\
             \r\n\
             exports.handler = 1;\n\r\n\
             --{boundary}\r\n\
             Content-Disposition: form-data; name=\"Visibility\"\r\n\
             \r\n\
             public\r\n\
             --{boundary}--\r\n"
        )
    );
}

#[test]
fn parts_are_replaced_where_they_stand() {
    let (_, boundary, body) = sent(|call| {
        let call =
            call.multipart().part_list("a", texts::<str>(["1", "2"])).part("b", &2).part_list("c", texts::<str>(["3"]));
        call.part("b", &true).part("a", &0).part_list("c", texts::<str>([""; 0]))
    });
    let part =
        |name, value| format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    assert_eq!(body, format!("{}{}--{boundary}--\r\n", part("a", "0"), part("b", "true")));
}

#[test]
fn several_files_and_other_media_types() {
    let json = "{\"ü\": [1]}".parse::<Json>().expect("JSON");
    let (_, boundary, body) = sent(|call| {
        call.part_as("meta", &JsonText(&json), "application/json")
            .files("files", [FilePart::new(*b"1"), FilePart::new(vec![]).file_name("ü.bin")])
    });
    assert_eq!(
        body,
        format!(
            "--{boundary}\r\n\
             Content-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{{\"ü\":[1]}}\r\n\
             --{boundary}\r\n\
             Content-Disposition: form-data; name=\"files\"; filename=\"blob\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n1\r\n\
             --{boundary}\r\n\
             Content-Disposition: form-data; name=\"files\"; filename=\"ü.bin\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n\r\n\
             --{boundary}--\r\n"
        )
    );
}

#[test]
fn names_cannot_end_the_line_or_the_quotes() {
    let file = FilePart::new("x").file_name("a\"; name=\"b\r\nX-Evil: 1\\%22");
    let (_, boundary, body) = sent(|call| call.multipart().file("c\"d", file));
    let disposition = "form-data; name=\"c%22d\"; filename=\"a%22; name=%22b%0D%0AX-Evil: 1\\%22\"";
    assert!(
        body.starts_with(&format!("--{boundary}\r\nContent-Disposition: {disposition}\r\nContent-Type: ")),
        "{body}"
    );
}

#[test]
fn without_parts_it_is_still_one() {
    let (_, boundary, body) = sent(Call::multipart);
    assert_eq!(body, format!("--{boundary}--\r\n"));
}

#[test]
fn it_is_the_same_each_time_it_is_sent() {
    let server = Local::answering([answer("429 Too Many", "Retry-After: 0\r\n", ""), ok("null")]);
    let file = FilePart::new("x".repeat(100_000));
    assert!(format!("{file:?}").len() < 150, "its content is not shown");
    let call = Call::post(&server.client(), "/x", &[]).multipart().file("f", file);
    let call = call.with(CallOptions::new().retries(1));
    run(call.send::<Json>()).expect("an answer");
    assert_eq!(parts(&server.request()), parts(&server.request()));
}

#[test]
fn a_media_type_that_is_none_is_refused() {
    let server = Local::answering([ok("null")]);
    for media_type in ["", "text", "text/plain\r\nX-Evil: 1", "text/ü"] {
        let file = FilePart::new("x").media_type(media_type);
        let error = fail(Call::post(&server.client(), "/x", &[]).multipart().file("Content", file).send::<Empty>());
        let told = "POST /x: form field `Content`: expected a media type such as `text/plain`, but found `";
        assert!(error.to_string().starts_with(told), "{error}");
    }
    assert!(server.got_nothing());
}
