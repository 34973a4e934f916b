//! From the document to the representation: every decision about the output is made here.
//!
//! Lowering is total. What it cannot honour it widens (a schema becomes any JSON), skips (an operation, a parameter) or
//! renames, and each time it says so in a [`Diagnostic`](crate::Diagnostic).

mod accept;
mod all_of;
mod body;
mod by_status;
mod cycles;
mod deep;
mod default_from;
mod docs;
mod documents;
mod enumeration;
mod extension;
mod facts;
mod field_path;
mod group;
mod idle_choice;
mod inheritance;
mod input;
mod lookup;
mod media_type;
mod member;
mod multipart;
mod names;
mod nullable;
mod object;
mod operation;
mod package;
mod page_size;
mod pagination;
mod parameter;
mod part;
mod path;
mod path_query;
#[path = "../runtime/src/pattern.rs"]
// The runtime uses all of it, its users too, and its Rust has no let chains.
#[allow(dead_code, unreachable_pub, clippy::collapsible_if)]
mod pattern;
mod place;
mod reference;
mod rename;
mod resource;
mod response;
mod schema;
mod security;
mod sent;
mod server;
mod stream;
mod style;
mod tag;
mod text;
mod text_choice;
mod type_names;
mod union;
mod unused;
mod variant_name;
mod variants;
mod waiter;
mod words;

use std::collections::BTreeMap;

use openapiv3::OpenAPI;

use crate::diagnostic::{Code, Diagnostics};
use crate::ir::Api;
use crate::ir::name::Ident;
use crate::ir::operation::Method;
use crate::ir::security::Security;
use crate::ir::server::Server;
use crate::ir::types::{Kind, Type, Types};
use crate::load::Document;
use crate::pointer::{At, Pointer};
pub use documents::{Loaded, lower_all};
use operation::Site;
use package::Settings;
use schema::Shape;

/// Decides what will be generated. `name` overrides the package's name.
pub fn lower(document: &Document, name: Option<&str>, diagnostics: &mut Diagnostics) -> Api {
    lower_member(document, name, None, diagnostics).0
}

/// The same for one of several documents, whose resources hang below `handle`; and what it says of the crate.
fn lower_member(
    document: &Document,
    name: Option<&str>,
    handle: Option<&Ident>,
    diagnostics: &mut Diagnostics,
) -> (Api, Settings) {
    let openapi = &document.openapi;
    let mut lowering = Lowering {
        document,
        openapi,
        diagnostics,
        types: Types::default(),
        type_names: type_names::TypeNames::default(),
        components: reference::Components::default(),
        descendants: inheritance::Descendants::of(openapi),
        nullable: BTreeMap::new(),
        shapes: BTreeMap::new(),
        merging: Vec::new(),
        deep: deep::Deep::default(),
        scheme_names: Vec::new(),
        server_lists: Vec::new(),
        default_security: Security::default(),
        sites: BTreeMap::new(),
        without_body: BTreeMap::new(),
    };

    lowering.declare_components();
    lowering.define_components();
    let security_schemes = lowering.security_schemes();
    let security = lowering.default_security();
    let servers = lowering.default_servers();
    let mut groups = lowering.groups(&servers);

    lowering.remove_unused_types(&groups);
    lowering.name_inline_types();
    lowering.name_calls(&mut groups);
    group::settle_homes(&mut groups);
    cycles::break_alias_cycles(&mut lowering);
    variants::settle(&mut lowering);
    cycles::box_recursive_fields(&mut lowering.types);
    sent::settle_nullability(&mut lowering.types, &groups);
    lowering.waiters_and_pages(&mut groups);
    let tree = lowering.resource_tree(&groups, handle);
    let settings = lowering.package_settings();

    let api = Api {
        title: docs::one_line(&openapi.info.title),
        docs: docs::docs(openapi.info.description.as_deref().unwrap_or_default()),
        package: settings.package(name, &openapi.info.title),
        servers,
        server_lists: server::name_lists(lowering.server_lists, &security_schemes),
        security_schemes,
        security,
        types: lowering.types,
        groups,
        tree,
    };
    (api, settings)
}

/// The state that the parts of this stage share.
struct Lowering<'d> {
    document: &'d Document,
    openapi: &'d OpenAPI,
    diagnostics: &'d mut Diagnostics,
    types: Types,
    type_names: type_names::TypeNames,
    components: reference::Components<'d>,
    descendants: inheritance::Descendants<'d>,
    /// Which components can be `null`, as far as somebody asked.
    nullable: BTreeMap<&'d str, bool>,
    /// What the members of components became, by the addresses of their schemas: `allOf` brings them into others.
    shapes: BTreeMap<Vec<usize>, Shape>,
    /// The parts of each `allOf` that is being merged, the outermost first.
    merging: Vec<Vec<(usize, bool)>>,
    deep: deep::Deep,
    /// The security schemes that can be met, in order.
    /// Of operations that do not go to the default ones.
    server_lists: Vec<Vec<Server>>,
    scheme_names: Vec<String>,
    default_security: Security,
    /// Where each operation of the output stands in the document.
    sites: BTreeMap<(Method, String), Site<'d>>,
    /// A success without a body of an operation that also has one with JSON: its status, and where it is declared.
    without_body: BTreeMap<(Method, String), (String, Pointer)>,
}

impl Lowering<'_> {
    fn report(&mut self, code: Code, at: &At<'_>, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(code, at.pointer(), message, help);
    }

    /// What stands here makes a difference to the output.
    fn uses(&mut self, at: &At<'_>) {
        self.diagnostics.losses.uses(at);
    }

    /// The type behind its aliases.
    fn unaliased<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        // A cycle of aliases is broken only when all are known; until then this stops at some point of it.
        for _ in 0..self.types.len() {
            match ty {
                Type::Named(id) => match &self.types.get(*id).kind {
                    Kind::Alias(inner) => ty = inner,
                    Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Text(_) => return ty,
                },
                _ => return ty,
            }
        }
        ty
    }
}
