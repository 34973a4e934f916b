//! A hand-made API with every variant of the representation.

mod operations;

use crate::ir::body::Whole;
use crate::ir::docs::Docs;
use crate::ir::name::{Ident, Wire};
use crate::ir::operation::{Group, Home, OperationId};
use crate::ir::parameter::{Form, HeaderParameter, Input, PathParameter, QueryParameter, Segment, ValueStyle};
use crate::ir::resource::{Kept, PathArgument, Resource, Tree, Verb};
use crate::ir::security::{EnvSource, KeyPlace, SchemeKind, Security, SecurityScheme};
use crate::ir::server::{DefaultsBy, Server, ServerList, ServerVariable};
use crate::ir::types::{
    Access, Definition, Field, Kind, Pattern, Presence, StringEnum, Struct, TextChecks, TextType, Type, Types, Variant,
};
use crate::ir::{Api, Package};

/// Everything at once.
pub(in super::super) fn api() -> Api {
    let (types, known) = types();
    let operations = operations::operations(known);
    let region = ServerVariable {
        wire: Wire::new("region"),
        docs: docs("Where."),
        default: "us1".to_owned(),
        defaults_by: Some(DefaultsBy {
            variable: Wire::new("edge"),
            defaults: vec![("dublin".to_owned(), "ie1".to_owned())],
        }),
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
            description: "A client for the API \"Pets\"".to_owned(),
        },
        servers: vec![Server {
            url: "https://{region}.example.com".to_owned(),
            docs: docs("Live."),
            variables: vec![region],
        }],
        server_lists: vec![ServerList {
            name: name("SERVERS"),
            servers: vec![Server {
                url: "https://upload.example.com".to_owned(),
                docs: docs(""),
                variables: Vec::new(),
            }],
        }],
        security_schemes: schemes(),
        security: Security { alternatives: vec![vec![0]], optional: false },
        types,
        groups: vec![Group {
            module: name("pets"),
            docs: docs("Pets\n\nand their owners."),
            operations,
            home: Home::Own,
        }],
        tree: tree(),
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
        sensitive: rust == "names",
        clamp: (rust == "page_size").then_some((1, 1_000)),
        example: None,
    }
}

fn checked(rust: &str, required: bool, ty: Type) -> Input {
    let checks = TextChecks {
        pattern: Some(Pattern::Fixed("^ZS[0-9a-f]{2}$".to_owned())),
        min_length: None,
        max_length: Some(4),
    };
    Input { checks, example: Some("ZS0f".to_owned()), ..input(rust, rust, required, ty) }
}

fn path(input: Input) -> Segment {
    Segment::Parameter(Box::new(PathParameter { input, form: Form::Single, style: None, default_from: None }))
}

fn header(input: Input, form: Form) -> HeaderParameter {
    HeaderParameter { input, form, explode: false }
}

fn query(input: Input, style: ValueStyle) -> QueryParameter {
    QueryParameter { input, style, allow_reserved: false }
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
        sensitive: matches!(rust, "secret" | "password"),
        null_setter: Some(name(&format!("{}_null", rust.trim_end_matches('_')))),
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
    Type::Named(types.insert(Definition {
        name,
        module,
        wire: None,
        docs: docs(""),
        deprecated: rust == "OldTag",
        kind,
    }))
}

/// The types: one of each kind, and a field of each.
fn types() -> (Types, [Type; 6]) {
    let mut types = Types::default();
    let checks =
        TextChecks { pattern: Some(Pattern::Fixed("^ZB`{2}$".to_owned())), min_length: Some(4), max_length: Some(4) };
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
        field("limit", Type::Int64, Presence::Optional),
        field("height", option(Type::Float), Presence::Optional),
        field("password", option(Type::String), Presence::Required),
    ];
    let pet = define(
        &mut types,
        "Pet",
        "pet",
        Kind::Struct(Struct { fields, additional: Some((name("rest"), Type::Int64)), sent: true }),
    );
    let parent = field("parent", Type::Boxed(Box::new(pet.clone())), Presence::Optional);
    let fields = vec![parent, field("limit", Type::Int64, Presence::Optional)];
    let litter = define(&mut types, "Litter", "pet", Kind::Struct(Struct { fields, additional: None, sent: true }));
    (types, [text, kind, alias, problem, pet, litter])
}

/// Verbs at the root and below, and every way to keep a parameter.
fn tree() -> Tree {
    let verb = |rust: &str, index| Verb { name: name(rust), operation: OperationId { group: 0, index } };
    let resource = |handle: &str, parameter: Option<(&str, Kept)>, verbs, resources| Resource {
        accessor: name(&handle.to_ascii_lowercase()),
        handle: name(handle),
        path: format!("/v1/{handle}"),
        parameter: parameter.map(|(rust, kept)| PathArgument { name: name(rust), kept }),
        verbs,
        resources,
    };
    let pets = resource("Pets", Some(("sid", Kept::Text)), vec![verb("fetch", 0)], Vec::new());
    let owners = resource("Owners", Some(("owner_sid", Kept::Text)), Vec::new(), vec![pets]);
    let photo = resource("Photo", None, vec![verb("upload_photo", 3)], Vec::new());
    Tree {
        verbs: vec![verb("create_pet", 1), verb("adopt_pet", 2), verb("list_pet", 4)],
        resources: vec![owners, photo],
    }
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
