//! A hand-made API with every variant of the representation.

use crate::ir::body::{Body, FormField, Whole};
use crate::ir::docs::Docs;
use crate::ir::name::{Ident, Wire};
use crate::ir::operation::{Group, Method, Operation};
use crate::ir::parameter::{CookieParameter, HeaderParameter, Input, QueryParameter, Segment, ValueStyle};
use crate::ir::response::{ErrorResponse, Payload, Response, StatusRange};
use crate::ir::security::{EnvSource, KeyPlace, SchemeKind, Security, SecurityScheme};
use crate::ir::server::{Server, ServerVariable};
use crate::ir::types::{
    Access, Definition, Field, Kind, Literal, Presence, StringEnum, Struct, TextChecks, TextType, Type, Types, Variant,
};
use crate::ir::{Api, Package};

/// Everything at once.
pub(in super::super) fn api() -> Api {
    let (types, known) = types();
    let mut operations = vec![get(known.clone()), form(known.clone()), many(known.clone())];
    let [.., pet] = known;
    operations.extend(others(pet));
    let region = ServerVariable {
        wire: Wire::new("region"),
        docs: docs("Where."),
        default: "us1".to_owned(),
        values: vec!["us1".to_owned(), "ie1".to_owned()],
        env: Some("PETS_REGION".to_owned()),
    };
    Api {
        title: "Pets".to_owned(),
        docs: docs("All about pets."),
        package: Package {
            name: "pet-shop".to_owned(),
            version: "0.1.0".to_owned(),
            license: Some("MIT".to_owned()),
            description: "A client of the API \"Pets\"".to_owned(),
        },
        servers: vec![Server {
            url: "https://{region}.example.com".to_owned(),
            docs: docs("Live."),
            variables: vec![region],
        }],
        security_schemes: schemes(),
        security: Security { alternatives: vec![vec![0]], optional: false },
        types,
        groups: vec![Group { module: name("pets"), docs: docs("Pets\n\nand their owners."), operations }],
    }
}

fn name(text: &str) -> Ident {
    Ident::trusted(text.to_owned())
}

fn docs(text: &str) -> Docs {
    Docs::trusted(text.lines().map(str::to_owned).collect())
}

fn input(rust: &str, wire: &str, required: bool, ty: Type) -> Input {
    Input {
        name: name(rust),
        wire: Wire::new(wire),
        docs: docs(if required { "A required input." } else { "" }),
        deprecated: rust == "old",
        required,
        ty,
        checks: TextChecks::default(),
        example: None,
    }
}

fn checked(rust: &str, required: bool, ty: Type) -> Input {
    let checks = TextChecks { pattern: Some("^ZS[0-9a-f]{2}$".to_owned()), min_length: None, max_length: Some(4) };
    Input { checks, example: Some("ZS0f".to_owned()), ..input(rust, rust, required, ty) }
}

fn query(input: Input, style: ValueStyle) -> QueryParameter {
    QueryParameter { input, style }
}

fn whole(rust: &str, required: bool, ty: Type, media_type: &str) -> Whole {
    Whole { name: name(rust), docs: docs(""), required, ty, media_type: media_type.to_owned() }
}

fn field(rust: &str, ty: Type, presence: Presence) -> Field {
    Field {
        name: name(rust),
        wire: Wire::new(rust.trim_end_matches('_')),
        docs: docs(""),
        deprecated: rust == "old",
        ty,
        presence,
        access: match rust {
            "id" => Access::ReadOnly,
            "secret" => Access::WriteOnly,
            _ => Access::ReadWrite,
        },
        sensitive: rust == "secret",
    }
}

fn list(item: Type) -> Type {
    Type::List(Box::new(item))
}

fn option(inner: Type) -> Type {
    Type::Option(Box::new(inner))
}

fn define(types: &mut Types, rust: &str, module: &str, kind: Kind) -> Type {
    let (name, module) = (name(rust), name(module));
    Type::Named(types.insert(Definition { name, module, docs: docs(""), deprecated: rust == "OldTag", kind }))
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
        query: Vec::new(),
        headers: Vec::new(),
        cookies: Vec::new(),
        body: None,
        response: Response { success, docs: docs("What was asked for."), errors: Vec::new() },
        security: None,
        server: None,
    }
}

/// The types: one of each kind, and a field of each.
fn types() -> (Types, [Type; 5]) {
    let mut types = Types::default();
    let checks = TextChecks { pattern: Some("^ZB`{2}$".to_owned()), min_length: Some(4), max_length: Some(4) };
    let text =
        define(&mut types, "PetSid", "pet_sid", Kind::Text(TextType { checks, example: Some("ZB``".to_owned()) }));
    let variants = ["cat", "dog \"x\""].into_iter().zip(["Cat", "Err"]);
    let variants = variants.map(|(wire, rust)| Variant { name: name(rust), wire: Wire::new(wire), docs: docs("") });
    let known = StringEnum { variants: variants.collect(), unknown: name("Unknown") };
    let kind = define(&mut types, "PetKind", "pet", Kind::Enum(known));
    let alias = define(&mut types, "Labels", "labels", Kind::Alias(Type::Map(Box::new(list(Type::String)))));
    let fields =
        vec![field("code", option(Type::Int64), Presence::Required), field("at", Type::DateTime, Presence::Required)];
    let problem =
        define(&mut types, "Problem", "problem", Kind::Struct(Struct { fields, additional: None, sent: false }));
    let empty = Struct { fields: Vec::new(), additional: None, sent: false };
    define(&mut types, "OldTag", "problem", Kind::Struct(empty));
    let default = |literal| Presence::Default(literal);
    let fields = vec![
        field("id", Type::String, Presence::Required),
        field("secret", Type::String, Presence::Required),
        field("name", Type::String, Presence::Required),
        field("type_", kind.clone(), Presence::Required),
        field("nothing", option(Type::Json), Presence::Required),
        field("nick", option(Type::String), Presence::Optional),
        field("old", Type::Date, Presence::Optional),
        field("sid", text.clone(), Presence::Optional),
        field("tags", list(Type::String), Presence::Optional),
        field("labels", alias.clone(), Presence::Optional),
        field("limit", Type::Int32, default(Literal::Integer(-3))),
        field("weight", Type::Float, default(Literal::Integer(2))),
        field("height", option(Type::Float), default(Literal::Float(0.5))),
        field("good", Type::Bool, default(Literal::Bool(true))),
        field("size", Type::String, default(Literal::String("L\n".to_owned()))),
        field("other", kind.clone(), default(Literal::Variant(name("Cat")))),
    ];
    let pet = define(
        &mut types,
        "Pet",
        "pet",
        Kind::Struct(Struct { fields, additional: Some((name("rest"), Type::Int64)), sent: true }),
    );
    let parent = field("parent", Type::Boxed(Box::new(pet.clone())), Presence::Optional);
    let fields = vec![parent, field("limit", Type::Int64, default(Literal::Integer(50)))];
    define(&mut types, "Litter", "pet", Kind::Struct(Struct { fields, additional: None, sent: true }));
    (types, [text, kind, alias, problem, pet])
}

/// Every kind of parameter, of error and of credentials.
fn get([text, kind, alias, problem, pet]: [Type; 5]) -> Operation {
    let mut get = operation("fetch_pet", "FetchPet", Method::Get, Payload::Json(pet));
    get.path.push(Segment::Literal("/".to_owned()));
    get.path.push(Segment::Parameter(checked("owner_sid", true, Type::String)));
    get.path.push(Segment::Parameter(input("sid", "Sid", true, text)));
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
        HeaderParameter { input: input("if_match", "If-Match", false, Type::String) },
        HeaderParameter { input: input("accept", "X-Accept", false, list(Type::String)) },
    ];
    get.cookies = vec![CookieParameter { input: input("session", "session", false, Type::Int32) }];
    let statuses = [StatusRange::Code(404), StatusRange::Code(410), StatusRange::Class(4), StatusRange::Default];
    get.response.errors =
        statuses.map(|status| ErrorResponse { status, docs: docs("Gone."), ty: problem.clone() }).into();
    get.security = Some(Security { alternatives: vec![vec![0, 2], vec![1]], optional: true });
    get
}

fn form([text, _, _, _, pet]: [Type; 5]) -> Operation {
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
fn many([text, kind, _, _, pet]: [Type; 5]) -> Operation {
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
        operation.server =
            Some(Server { url: "https://upload.example.com".to_owned(), docs: docs(""), variables: Vec::new() });
        operations.push(operation);
    }
    for (function, call, method) in [("heads", "Heads", Method::Head), ("options", "OptionsCall", Method::Options)] {
        operations.push(operation(function, call, method, Payload::Json(option(Type::Json))));
    }
    operations
}

fn schemes() -> Vec<SecurityScheme> {
    let scheme =
        |rust: &str, kind, env| SecurityScheme { name: name(rust), wire: Wire::new(rust), docs: docs(""), kind, env };
    let key = |place| SchemeKind::ApiKey { place, name: Wire::new("key") };
    let [user, password] = ["PETS_USER", "PETS_PASSWORD"].map(str::to_owned);
    vec![
        scheme("BASIC", SchemeKind::Basic, vec![EnvSource::Basic { username: user, password }]),
        scheme("BEARER", SchemeKind::Bearer, vec![EnvSource::Secret("PETS_TOKEN".to_owned())]),
        scheme("HEADER", key(KeyPlace::Header), Vec::new()),
        scheme("QUERY", key(KeyPlace::Query), Vec::new()),
        scheme("COOKIE", key(KeyPlace::Cookie), Vec::new()),
    ]
}
