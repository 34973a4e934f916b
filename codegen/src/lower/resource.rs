//! The resource tree, derived from the paths.
//!
//! A literal segment is an accessor; a parameter behind it is its argument; what follows goes deeper. The operations of a
//! collection (`/Builds`, which `{Sid}` may follow) are methods of its parent under their own name, those of anything
//! else carry their verb alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Lowering;
use super::names::{Case, Scope, spell};
use super::operation::Site;
use crate::diagnostic::Code;
use crate::ir::name::Ident;
use crate::ir::operation::{Group, Operation, OperationId};
use crate::ir::parameter::{Form, Input, Segment};
use crate::ir::reserved;
use crate::ir::resource::{Kept, PathArgument, Resource, Tree, Verb};
use crate::pointer::At;

/// A segment of a path, between slashes.
#[derive(Debug, Clone)]
enum Step<'o> {
    Literal(String),
    /// What stands around it in its segment, like `.json`, is the same for everybody.
    Parameter(&'o Input),
}

/// A place in the tree that is being built.
#[derive(Debug, Default)]
struct Node {
    path: String,
    /// What the document calls it, when that is not the segment itself.
    mount: Option<String>,
    argument: Option<(String, Kept)>,
    /// And whether the verb alone says what each does.
    operations: Vec<(OperationId, bool)>,
    literals: BTreeMap<String, Node>,
    parameter: Option<Box<Node>>,
}

impl Lowering<'_> {
    /// Hangs every operation below the client, or below the handle of this name. One whose path makes no chain stays a
    /// function, with a note.
    pub(super) fn resource_tree(&mut self, groups: &[Group], handle: Option<&Ident>) -> Tree {
        let mut root = Node::default();
        let ids = groups.iter().enumerate().flat_map(|(group, operations)| {
            (0..operations.operations.len()).map(move |index| OperationId { group, index })
        });
        let mut outside = Vec::new();
        for id in ids {
            let operation = &groups[id.group].operations[id.index];
            if self.hang(&mut root, id, operation).is_none() {
                outside.push(operation.function.clone());
            }
        }
        for function in outside {
            self.report(
                Code::OutsideTree,
                &At::ROOT.key("paths"),
                format!("expected paths of one shape, but found that the path of `{function}` is of another"),
                "the operation is a function only, and no method of a resource",
            );
        }
        let mounted = self.sites.values().filter(|site| mount_name(site).is_some()).map(|site| site.path);
        for path in mounted.collect::<BTreeSet<&str>>() {
            self.uses(&At::ROOT.key("paths").key(path).key("x-twilio"));
        }
        let mut taken = reserved::TYPES.to_vec();
        taken.extend(handle.map(Ident::as_str));
        let mut handles = Scope::reserving(&taken);
        let mut tree = Tree::default();
        // What hangs at the client has a file of its own.
        let mut scope = Scope::reserving(&[reserved::CLIENT_METHODS, reserved::MODULES].concat());
        (tree.verbs, tree.resources) = finish(root, "", &mut scope, &mut handles, groups);
        tree
    }

    fn hang(&self, root: &mut Node, id: OperationId, operation: &Operation) -> Option<()> {
        let steps = steps(&operation.path)?;
        // Checked before anything is hung: a path must not leave half of itself behind.
        let mut path = String::new();
        let mut node = root;
        for (index, step) in steps.iter().enumerate() {
            match step {
                Step::Literal(text) => {
                    path = format!("{path}/{text}");
                    if index == 0 && steps.len() > 1 && is_version(text) {
                        continue;
                    }
                    node = node.literals.entry(stem(text).to_owned()).or_default();
                }
                Step::Parameter(input) => {
                    path = format!("{path}/{{{}}}", input.wire);
                    let kept = self.kept(input)?;
                    node = node.parameter.get_or_insert_default();
                    match &node.argument {
                        Some((_, known)) if *known != kept => return None,
                        Some(_) => {}
                        None => node.argument = Some((input.wire.as_str().to_owned(), kept)),
                    }
                }
            }
            if node.path.is_empty() {
                node.path.clone_from(&path);
            }
        }
        let site = self.sites.get(&(operation.method, operation.template()));
        let mount = site.and_then(mount_name);
        if let Some(mount) = mount {
            node.mount.get_or_insert_with(|| mount.to_owned());
        }
        node.operations.push((id, true));
        Some(())
    }

    fn kept(&self, input: &Input) -> Option<Kept> {
        use crate::ir::types::Type;
        Some(match self.unaliased(&input.ty) {
            Type::String | Type::DateTime | Type::Date | Type::Named(_) => Kept::Text,
            Type::Int64 => Kept::Int64,
            Type::Uint64 => Kept::Uint64,
            Type::Float => Kept::Float,
            Type::Bool => Kept::Bool,
            Type::Json | Type::List(_) | Type::Map(_) | Type::Option(_) | Type::Boxed(_) => return None,
        })
    }
}

/// The verbs and resources of a node whose handle is called `handle`.
fn finish(
    mut node: Node,
    handle: &str,
    scope: &mut Scope,
    handles: &mut Scope,
    groups: &[Group],
) -> (Vec<Verb>, Vec<Resource>) {
    let mut below = Vec::new();
    for (literal, mut child) in std::mem::take(&mut node.literals) {
        let name = child.mount.clone().unwrap_or(literal);
        let Some(parameter) = child.parameter.take() else {
            below.push((name, child));
            continue;
        };
        node.operations.extend(child.operations.iter().map(|(id, _)| (*id, false)));
        let siblings = std::mem::take(&mut child.literals);
        below.extend(siblings.into_iter().map(|(literal, sibling)| {
            let sibling_name = sibling.mount.clone().unwrap_or(literal);
            (format!("{name} {sibling_name}"), sibling)
        }));
        below.push((parameter.mount.clone().unwrap_or(name), *parameter));
    }
    below.extend(node.parameter.take().map(|parameter| {
        let name = parameter.argument.as_ref().map_or_else(String::new, |(name, _)| name.clone());
        (name, *parameter)
    }));
    below.retain(|(_, node)| leads_somewhere(node));

    let mut resources: Vec<Resource> =
        below.into_iter().map(|(name, node)| resource(&name, node, handle, scope, handles, groups)).collect();
    resources.sort_by(|a, b| a.accessor.cmp(&b.accessor));
    let mut verbs: Vec<Verb> = Vec::new();
    for (id, alone) in node.operations {
        let operation = &groups[id.group].operations[id.index];
        let short = verb(operation);
        let name = if alone && scope.is_free(&short) { short } else { operation.function.as_str().to_owned() };
        verbs.push(Verb { name: scope.give(&name, Case::Snake).ident, operation: id });
    }
    verbs.sort_by(|a, b| a.name.cmp(&b.name));
    (verbs, resources)
}

fn resource(
    name: &str,
    node: Node,
    parent: &str,
    scope: &mut Scope,
    handles: &mut Scope,
    groups: &[Group],
) -> Resource {
    let accessor = scope.give(name, Case::Snake).ident;
    // A keyword is none inside a longer name.
    let handle = match (parent.trim_end_matches('_'), spell(name, Case::Camel)) {
        ("", name) => name,
        (parent, name) => format!("{parent}{}", name.trim_end_matches('_')),
    };
    let handle = handles.take(&handle, name, Case::Camel).ident;
    let parameter = node.argument.clone().map(|(wire, kept)| PathArgument { name: argument_name(&wire), kept });
    let path = node.path.clone();
    let mut scope = Scope::reserving(reserved::HANDLE_METHODS);
    let (verbs, resources) = finish(node, handle.as_str(), &mut scope, handles, groups);
    Resource { accessor, handle, path, parameter, verbs, resources }
}

fn argument_name(wire: &str) -> Ident {
    Scope::reserving(reserved::HANDLE_FIELDS).give(wire, Case::Snake).ident
}

fn leads_somewhere(node: &Node) -> bool {
    !node.operations.is_empty()
        || node.literals.values().any(leads_somewhere)
        || node.parameter.as_deref().is_some_and(leads_somewhere)
}

/// The segments of a path; `None` if one of them holds two parameters, or one that is no single value.
fn steps(path: &[Segment]) -> Option<Vec<Step<'_>>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    // Whether the segment that is being read holds a parameter already.
    let mut has_parameter = false;
    for segment in path {
        match segment {
            // A handle owns the text of its parameter.
            Segment::Parameter(parameter) if has_parameter || parameter.form != Form::Single => return None,
            Segment::Parameter(parameter) => {
                steps.push(Step::Parameter(&parameter.input));
                has_parameter = true;
            }
            Segment::Literal(text) => {
                let mut parts = text.split('/');
                let ends_segment = parts.next().unwrap_or_default();
                if !has_parameter && !ends_segment.is_empty() {
                    steps.push(Step::Literal(ends_segment.to_owned()));
                }
                let parts: Vec<&str> = parts.collect();
                if !parts.is_empty() {
                    has_parameter = false;
                }
                // Text that stands in front of a parameter in its own segment tells nothing to a reader.
                let whole = if text.ends_with('/') || is_last(path, segment) {
                    parts.len()
                } else {
                    parts.len().saturating_sub(1)
                };
                steps.extend(
                    parts[..whole].iter().filter(|part| !part.is_empty()).map(|part| Step::Literal((*part).to_owned())),
                );
            }
        }
    }
    Some(steps)
}

fn is_last(path: &[Segment], segment: &Segment) -> bool {
    path.last().is_some_and(|last| std::ptr::eq(last, segment))
}

/// `Accounts.json` stands for the same collection as `Accounts/{Sid}.json`.
fn stem(literal: &str) -> &str {
    literal.strip_suffix(".json").unwrap_or(literal)
}

/// `v1`, `v2.1`, `2010-04-01`: says which API, not what of it.
fn is_version(literal: &str) -> bool {
    let digits = literal.strip_prefix('v').unwrap_or(literal);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
}

/// What an operation does, in one word: the first of its name if that is a verb, else its method.
fn verb(operation: &Operation) -> String {
    let first = operation.function.as_str().split('_').next().unwrap_or_default();
    if VERBS.contains(&first) { first.to_owned() } else { operation.method.as_str().to_ascii_lowercase() }
}

const VERBS: &[&str] = &[
    "add", "archive", "cancel", "check", "complete", "confirm", "create", "delete", "disable", "download", "enable",
    "execute", "export", "fetch", "find", "get", "import", "list", "modify", "patch", "post", "publish", "put",
    "query", "read", "remove", "replace", "reset", "restore", "retrieve", "run", "search", "set", "show", "start",
    "stop", "submit", "sync", "update", "upload", "upsert", "validate", "verify",
];

/// What Twilio's documents call the resource of a path.
fn mount_name<'d>(site: &Site<'d>) -> Option<&'d str> {
    site.item.extensions.get("x-twilio")?.get("mountName")?.as_str()
}
