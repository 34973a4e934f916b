//! Every style of parameters in every place, against OpenAPI's own table (3.0.4, "Style Examples").

use expect_test::expect;
use workspace_tests::cases::parameter_styles::api::{cookie, header, path, query, reserved};
use workspace_tests::cases::parameter_styles::types::Color;

use super::server::{Answer, Request, Server};
use super::{block_on, case_client};

fn color() -> Color {
    Color::new().r(100).g(200).b(150)
}

const LIST: [&str; 3] = ["blue", "black", "brown"];

/// What stands behind the name of the operation.
fn in_path(request: &Request) -> String {
    request.target().rsplit('/').next().expect("there is a path").to_owned()
}

fn in_query(request: &Request) -> String {
    request.target().split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

fn in_header(request: &Request) -> String {
    request.header("color").unwrap_or_default()
}

fn in_cookie(request: &Request) -> String {
    request.header("cookie").unwrap_or_default()
}

/// The request of a call, or the error if there is none.
macro_rules! request {
    (|$client:ident| $call:expr) => {{
        let server = Server::start([Answer::with("204 No Content", &[], "")]);
        let $client = case_client!(parameter_styles, server);
        let answer = block_on($call);
        assert_eq!(server.connections(), usize::from(answer.is_ok()));
        answer.map(|()| server.request())
    }};
}

/// A line of the table: what is sent of `""`, of `"blue"`, of the list and of the object.
macro_rules! row {
    ($style:literal, $explode:literal, $seen:ident, $module:ident, $text:ident, $list:ident, $object:ident) => {{
        let empty = request!(|client| $module::$text(&client, ""));
        let empty = empty.map_or_else(|_| "refused".to_owned(), |request| $seen(&request));
        let text = $seen(&request!(|client| $module::$text(&client, "blue")).expect("it is sent"));
        row!($style, $explode, $seen, $module, (empty, text), $list, $object)
    }};
    ($style:literal, $explode:literal, $seen:ident, $module:ident, $list:ident, $object:ident) => {
        row!($style, $explode, $seen, $module, ("n/a", "n/a"), $list, $object)
    };
    ($style:literal, $explode:literal, $seen:ident, $module:ident, $start:expr, $list:ident, $object:ident) => {{
        let list = $seen(&request!(|client| $module::$list(&client, LIST)).expect("it is sent"));
        let object = request!(|client| $module::$object(&client, &color()));
        let (object, start) = ($seen(&object.expect("it is sent")), $start);
        format!("{} | {} | {} | {} | {list} | {object}\n", $style, $explode, start.0, start.1)
    }};
}

/// The dot alone would be another path: it is refused, as is nothing at all.
#[test]
fn in_paths() {
    let table = [
        row!("matrix", false, in_path, path, path_matrix_text, path_matrix_list, path_matrix_object),
        row!(
            "matrix",
            true,
            in_path,
            path,
            path_matrix_explode_text,
            path_matrix_explode_list,
            path_matrix_explode_object
        ),
        row!("label", false, in_path, path, path_label_text, path_label_list, path_label_object),
        row!("label", true, in_path, path, path_label_explode_text, path_label_explode_list, path_label_explode_object),
        row!("simple", false, in_path, path, path_simple_text, path_simple_list, path_simple_object),
        row!(
            "simple",
            true,
            in_path,
            path,
            path_simple_explode_text,
            path_simple_explode_list,
            path_simple_explode_object
        ),
    ];
    expect![[r#"
        matrix | false | ;color | ;color=blue | ;color=blue,black,brown | ;color=R,100,G,200,B,150
        matrix | true | ;color | ;color=blue | ;color=blue;color=black;color=brown | ;R=100;G=200;B=150
        label | false | refused | .blue | .blue,black,brown | .R,100,G,200,B,150
        label | true | refused | .blue | .blue.black.brown | .R=100.G=200.B=150
        simple | false | refused | blue | blue,black,brown | R,100,G,200,B,150
        simple | true | refused | blue | blue,black,brown | R=100,G=200,B=150
    "#]]
    .assert_eq(&table.concat());
}

#[test]
fn in_queries() {
    let table = [
        row!("form", false, in_query, query, query_form_text, query_form_list, query_form_object),
        row!(
            "form",
            true,
            in_query,
            query,
            query_form_explode_text,
            query_form_explode_list,
            query_form_explode_object
        ),
        row!("spaceDelimited", false, in_query, query, query_space_list, query_space_object),
        row!("pipeDelimited", false, in_query, query, query_pipe_list, query_pipe_object),
    ];
    expect![[r#"
        form | false | color= | color=blue | color=blue,black,brown | color=R,100,G,200,B,150
        form | true | color= | color=blue | color=blue&color=black&color=brown | R=100&G=200&B=150
        spaceDelimited | false | n/a | n/a | color=blue%20black%20brown | color=R%20100%20G%20200%20B%20150
        pipeDelimited | false | n/a | n/a | color=blue%7Cblack%7Cbrown | color=R%7C100%7CG%7C200%7CB%7C150
    "#]]
    .assert_eq(&table.concat());
    let deep = request!(|client| query::query_deep_explode_object(&client, &color()));
    expect!["color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"].assert_eq(&in_query(&deep.expect("it is sent")));
}

#[test]
fn in_headers() {
    let table = [
        row!("simple", false, in_header, header, header_simple_text, header_simple_list, header_simple_object),
        row!(
            "simple",
            true,
            in_header,
            header,
            header_simple_explode_text,
            header_simple_explode_list,
            header_simple_explode_object
        ),
    ];
    expect![[r#"
        simple | false |  | blue | blue,black,brown | R,100,G,200,B,150
        simple | true |  | blue | blue,black,brown | R=100,G=200,B=150
    "#]]
    .assert_eq(&table.concat());
}

/// What explodes are several cookies, which are separated as cookies are.
#[test]
fn in_cookies() {
    let table = [
        row!("form", false, in_cookie, cookie, cookie_form_text, cookie_form_list, cookie_form_object),
        row!(
            "form",
            true,
            in_cookie,
            cookie,
            cookie_form_explode_text,
            cookie_form_explode_list,
            cookie_form_explode_object
        ),
    ];
    expect![[r#"
        form | false | color= | color=blue | color=blue,black,brown | color=R,100,G,200,B,150
        form | true | color= | color=blue | color=blue; color=black; color=brown | R=100; G=200; B=150
    "#]]
    .assert_eq(&table.concat());
}

#[test]
fn as_json() {
    let color = color().name("ü");
    let path = request!(|client| path::path_json(&client, &color)).expect("it is sent");
    let query = request!(|client| query::query_json(&client, &color)).expect("it is sent");
    let header = request!(|client| header::header_json(&client, &color)).expect("it is sent");
    let cookie = request!(|client| cookie::cookie_json(&client, &color)).expect("it is sent");
    let sent = [in_path(&path), in_query(&query), in_header(&header), in_cookie(&cookie)].join("\n");
    expect![[r#"
        %7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%2C%22name%22%3A%22%C3%BC%22%7D
        color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%2C%22name%22%3A%22%C3%BC%22%7D
        {"R":100,"G":200,"B":150,"name":"\u00fc"}
        color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%2C%22name%22%3A%22%C3%BC%22%7D"#]]
    .assert_eq(&sent);
}

#[test]
fn with_reserved_characters() {
    let printable: String = ('!'..='/').chain(':'..='@').chain('['..='`').chain('{'..='~').collect();
    let text = request!(|client| reserved::reserved_text(&client, &printable));
    let list = request!(|client| reserved::reserved_list(&client, ["a,b", "c:d/e"]));
    let repeat = request!(|client| reserved::reserved_repeat(&client, ["a,b", "c&d=e"]));
    let color = color().name("a:b%2F");
    let object = request!(|client| reserved::reserved_object(&client, &color));
    let sent = [text, list, repeat, object].map(|request| in_query(&request.expect("it is sent")));
    expect![[r#"
        color=!%22%23$%25%26%27()*%2B,-./:;%3C=%3E?@%5B%5C%5D%5E_%60%7B%7C%7D~
        color=a%2Cb,c:d/e
        color=a,b&color=c%26d=e
        color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150&color%5Bname%5D=a:b%252F"#]]
    .assert_eq(&sent.join("\n"));
}

/// What OpenAPI does not define is sent in the nearest style that it does.
#[test]
fn what_is_not_defined() {
    use workspace_tests::cases::parameter_style_undefined::{Client, api, types};
    let server = Server::start([Answer::with("204 No Content", &[], "")]);
    let client = Client::builder().base_url(server.url()).build().expect("the settings are fine");
    let color = types::Color::new().r(1).g(2);
    let call = api::colors::list_colors(&client)
        .space_text("a")
        .space_list(["a", "b"])
        .pipe_object(&color)
        .deep_text("a")
        .deep_list(&["a".to_owned(), "b".to_owned()])
        .deep_object(&color)
        .cookie_list(["a;", "b"])
        .cookie_object(&color)
        .xml("<a/>");
    block_on(call.text("x y")).expect("it is sent");
    let request = server.request();
    expect![[r#"
        space_text=a
        space_list=a
        space_list=b
        R=1
        G=2
        deep_text=a
        deep_list%5B0%5D=a
        deep_list%5B1%5D=b
        deep_object%5BR%5D=1
        deep_object%5BG%5D=2
        xml=%3Ca%2F%3E
        text=x%20y"#]]
    .assert_eq(&in_query(&request).replace('&', "\n"));
    expect!["cookie_list=a%3B; cookie_list=b; R=1; G=2"].assert_eq(&in_cookie(&request));
}

#[test]
fn a_path_is_not_left() {
    let said = [
        request!(|client| path::path_label_text(&client, "")),
        request!(|client| path::path_label_text(&client, ".")),
        request!(|client| path::path_label_explode_list(&client, ["", ""])),
        request!(|client| path::path_simple_list(&client, [""; 0])),
        request!(|client| path::path_simple_list(&client, ["."])),
        request!(|client| path::path_matrix_list(&client, [""; 0])),
        request!(|client| path::path_simple_object(&client, &Color::new())),
    ];
    expect![[r#"
        GET /path/label_text/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found `.`
        GET /path/label_text/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found `..`
        GET /path/label_explode_list/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found `..`
        GET /path/simple_list/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found ``
        GET /path/simple_list/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found `.`
        GET /path/matrix_list/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found ``
        GET /path/simple_object/{color}: path parameter `color`: expected text other than ``, `.` and `..`, but found ``"#]].assert_eq(&said.map(|request| request.expect_err("it is refused").to_string()).join("\n"));
}
