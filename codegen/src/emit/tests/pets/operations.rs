//! The operations of the hand-made API.

use super::{checked, docs, header, input, list, name, option, path, query, whole};
use crate::ir::body::{Body, FormField, Part, PartKind};
use crate::ir::docs::Docs;
use crate::ir::name::Wire;
use crate::ir::operation::{Method, Operation};
use crate::ir::pagination::{Next, Pagination};
use crate::ir::parameter::{CookieParameter, Form, Segment, ValueStyle};
use crate::ir::response::{ErrorResponse, Payload, Response, StatusRange};
use crate::ir::security::Security;
use crate::ir::types::{FieldPath, FieldStep, Type};
use crate::ir::waiter::Waiter;

/// The operations: every kind of parameter, of body and of answer.
pub(super) fn operations(known: [Type; 6]) -> Vec<Operation> {
    let mut operations = vec![get(known.clone()), form(known.clone()), many(known.clone())];
    let [.., pet, litter] = known;
    operations.push(upload(pet.clone()));
    operations.extend(lists(&litter));
    operations.extend(others(pet));
    operations
}

fn operation(function: &str, call: &str, method: Method, success: Payload) -> Operation {
    Operation {
        function: name(function),
        call: name(call),
        inputs: None,
        docs: docs("Does what it says.\n\nWith care."),
        deprecated: false,
        method,
        path: vec![Segment::Literal("/v1/pets".to_owned())],
        after_path: String::new(),
        fixed_query: Vec::new(),
        query: Vec::new(),
        headers: Vec::new(),
        cookies: Vec::new(),
        body: None,
        response: Response {
            success,
            stream: None,
            accept: None,
            docs: docs("What was asked for."),
            errors: Vec::new(),
        },
        security: None,
        servers: None,
        waiter: None,
        pagination: None,
    }
}

/// Every kind of parameter, of error and of credentials.
fn get([text, kind, alias, problem, pet, _]: [Type; 6]) -> Operation {
    let mut get = operation("fetch_pet", "FetchPet", Method::Get, Payload::Json(pet));
    get.path.push(Segment::Literal("/".to_owned()));
    get.path.push(path(checked("owner_sid", true, Type::String)));
    get.path.push(path(input("sid", "Sid", true, text)));
    get.query = vec![
        query(input("since", "Since", true, Type::DateTime), ValueStyle::Single),
        query(input("page_size", "PageSize", false, Type::Int64), ValueStyle::Single),
        query(checked("of", false, list(Type::String)), ValueStyle::Comma),
        query(input("kinds", "Kinds", false, list(kind)), ValueStyle::Repeat),
        query(input("numbers", "Numbers", false, list(Type::Float)), ValueStyle::Pipe),
        query(input("labels", "Labels", false, alias), ValueStyle::Json),
        query(input("words", "Words", false, list(Type::String)), ValueStyle::Json),
        query(input("word", "Word", false, option(Type::String)), ValueStyle::Json),
        query(input("old", "Old", false, Type::Bool), ValueStyle::Single),
    ];
    get.headers = vec![
        header(input("if_match", "If-Match", false, Type::String), Form::Single),
        header(input("accept", "X-Accept", false, list(Type::String)), Form::List),
    ];
    get.cookies = vec![CookieParameter {
        input: input("session", "session", false, Type::Int64),
        form: Form::Single,
        explode: false,
    }];
    let statuses = [StatusRange::Code(404), StatusRange::Code(410), StatusRange::Class(4), StatusRange::Default];
    get.response.errors =
        statuses.map(|status| ErrorResponse { status, docs: docs("Gone."), ty: Some(problem.clone()) }).into();
    get.security = Some(Security { alternatives: vec![vec![0, 2], vec![1]], optional: true });
    get
}

fn form([text, _, _, _, pet, _]: [Type; 6]) -> Operation {
    let mut form = operation("create_pet", "CreatePet", Method::Post, Payload::Json(list(pet)));
    let fields = [
        (input("unique_name", "UniqueName", true, Type::String), ValueStyle::Single),
        (checked("tags", true, list(Type::String)), ValueStyle::Space),
        (input("full", "Full", false, Type::Bool), ValueStyle::Single),
        (input("sids", "Sids", false, list(text)), ValueStyle::Repeat),
    ];
    form.body = Some(Body::Form(fields.map(|(input, style)| FormField { input, style }).into()));
    form.security = Some(Security::default());
    form
}

/// With a struct of inputs.
fn many([text, kind, _, _, pet, _]: [Type; 6]) -> Operation {
    let mut many = operation("adopt_pet", "AdoptPet", Method::Put, Payload::Empty);
    many.inputs = Some(name("AdoptPetInputs"));
    many.deprecated = true;
    let fields = [
        (input("unique_name", "UniqueName", true, Type::String), ValueStyle::Single),
        (checked("code", true, Type::String), ValueStyle::Single),
        (input("kind", "Kind", true, kind), ValueStyle::Single),
        (input("old", "Old", true, Type::Date), ValueStyle::Single),
        (input("names", "Names", true, list(Type::String)), ValueStyle::Repeat),
        (checked("codes", true, list(Type::String)), ValueStyle::Repeat),
        (input("counts", "Counts", true, list(Type::Int64)), ValueStyle::Repeat),
        (input("sids", "Sids", true, list(text)), ValueStyle::Repeat),
        (input("pet", "Pet", true, pet), ValueStyle::Json),
    ];
    many.body = Some(Body::Form(fields.map(|(input, style)| FormField { input, style }).into()));
    many.response.docs = Docs::default();
    many
}

/// Every kind of part.
fn upload(pet: Type) -> Operation {
    let mut upload = operation("upload_photo", "UploadPhoto", Method::Post, Payload::Json(pet.clone()));
    let text = || PartKind::Text { media_type: None };
    let parts = [
        (input("content", "Content", true, Type::String), PartKind::File),
        (checked("path", true, Type::String), text()),
        (input("pet", "Pet", false, pet), PartKind::Json { media_type: "application/json".to_owned() }),
        (input("note", "Note", false, Type::String), PartKind::Text { media_type: Some("text/markdown".to_owned()) }),
        (input("numbers", "Numbers", false, list(Type::Int64)), text()),
        (input("others", "Others", false, list(Type::String)), PartKind::Files),
    ];
    upload.body = Some(Body::Multipart(parts.map(|(input, kind)| Part { input, kind }).into()));
    upload
}

/// Every kind of pagination, and a waiter.
fn lists(litter: &Type) -> Vec<Operation> {
    let step = |rust: &str, options| FieldStep { name: name(rust), options };
    let (nick, tags) =
        (FieldPath(vec![step("parent", 1), step("nick", 2)]), FieldPath(vec![step("parent", 1), step("tags", 1)]));
    let parameter = || Wire::new("Page");
    let mut operations = Vec::new();
    for (function, call, next) in [
        ("list_by_url", "ListByUrl", Next::Url(nick.clone())),
        ("list_by_cursor", "ListByCursor", Next::Cursor { property: nick.clone(), parameter: parameter() }),
        ("list_by_offset", "ListByOffset", Next::Offset { parameter: parameter() }),
        ("list_by_page", "ListByPage", Next::Page { parameter: parameter(), first: 1 }),
        ("list_by_link", "ListByLink", Next::LinkHeader),
    ] {
        let mut operation = operation(function, call, Method::Get, Payload::Json(litter.clone()));
        operation.pagination = Some(Pagination { items: tags.clone(), item: Type::String, next });
        operations.push(operation);
    }
    operations[0].waiter = Some(Waiter {
        property: nick,
        success: vec!["fed".to_owned(), "asleep".to_owned()],
        failure: vec!["gone".to_owned()],
        interval: 1_500,
        timeout: 300_000,
    });
    operations
}

/// The other bodies, answers and methods.
fn others(pet: Type) -> Vec<Operation> {
    let mut operations = Vec::new();
    for (function, call, method, body, required) in [
        (
            "json_body",
            "JsonBody",
            Method::Patch,
            Body::Json(whole("body", true, pet.clone(), "application/json")),
            true,
        ),
        ("list_body", "ListBody", Method::Post, Body::Json(whole("body", false, list(pet), "text/json")), false),
        ("text_body", "TextBody", Method::Delete, Body::Text(whole("text", true, Type::String, "text/plain")), true),
        ("bytes_body", "BytesBody", Method::Trace, Body::Bytes(whole("content", true, Type::String, "a/b")), true),
    ] {
        let success = if required { Payload::Text } else { Payload::Bytes };
        let mut operation = operation(function, call, method, success);
        operation.body = Some(body);
        operation.servers = Some(0);
        operations.push(operation);
    }
    for (function, call, method) in [("heads", "Heads", Method::Head), ("options", "OptionsCall", Method::Options)] {
        operations.push(operation(function, call, method, Payload::Json(option(Type::Json))));
    }
    operations
}
