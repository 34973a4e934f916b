//! Objects in queries and forms, in each style that OpenAPI has for them.

use expect_test::expect;
use workspace_tests::cases::parameter_query_object::api::colors;
use workspace_tests::cases::parameter_query_object::types::{Color, ListColorsCreatedRange};

use super::requests::sent;

#[test]
fn objects_in_the_query() {
    let color = Color::new().r(100).g(200).tags(["a&b", "c"]);
    let plain = Color::new().r(100).g(200);
    let sent = sent!(parameter_query_object, |client| {
        let numbers = [("x y".to_owned(), 1), ("z".to_owned(), 2)].into();
        colors::list_colors(&client, &color)
            .members(&color)
            .comma(&plain)
            .space(&plain)
            .pipe(&plain)
            .numbers(&numbers)
            .expand(&["owner".to_owned(), "tags".to_owned()])
            .created(&ListColorsCreatedRange::new().gt(5).into())
    });
    let lines = sent.replacen('?', "\n?", 1).replace('&', "\n&");
    expect![[r#"
        GET /colors
        ?color%5BR%5D=100
        &color%5BG%5D=200
        &color%5Btags%5D%5B0%5D=a%26b
        &color%5Btags%5D%5B1%5D=c
        &R=100
        &G=200
        &tags=a%26b
        &tags=c
        &comma=R,100,G,200
        &space=R%20100%20G%20200
        &pipe=R%7C100%7CG%7C200
        &numbers%5Bx%20y%5D=1
        &numbers%5Bz%5D=2
        &expand%5B0%5D=owner
        &expand%5B1%5D=tags
        &created%5Bgt%5D=5 HTTP/1.1
        accept: application/json
        user-agent: workspace-tests/0.1.0

    "#]]
    .assert_eq(&lines);
}

#[test]
fn a_choice_of_a_number_and_an_empty_object() {
    let sent = sent!(parameter_query_object, |client| {
        colors::list_colors(&client, &Color::new()).members(&Color::new()).created(&5.into())
    });
    assert!(sent.starts_with("GET /colors?created=5 HTTP/1.1\n"), "{sent}");
}

#[test]
fn objects_in_a_form() {
    let color = Color::new().r(100).tags(["a b"]);
    let sent = sent!(parameter_query_object, |client| colors::create_color(&client, &color).other(&color).json(&color));
    expect![[r#"
        POST /colors HTTP/1.1
        accept: application/json
        content-length: 132
        content-type: application/x-www-form-urlencoded
        user-agent: workspace-tests/0.1.0

        color%5BR%5D=100&color%5Btags%5D%5B0%5D=a+b&other=R,100,tags,%5B%22a+b%22%5D&json=%7B%22R%22%3A100%2C%22tags%22%3A%5B%22a+b%22%5D%7D"#]]
    .assert_eq(&sent);
}
