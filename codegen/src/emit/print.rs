//! Tokens become text: most of them by [`plain`], what that does not know by prettyplease.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use super::tree::{self, Tree};
use super::{HEADER, docs, lines, plain};

/// Who prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// [`plain`], and prettyplease where that gives up.
    Either,
    Prettyplease,
}

/// Prints the tokens of one file: an empty line between two items, none among imports or among modules.
pub(super) fn print(tokens: TokenStream) -> String {
    print_by(tokens, By::Either)
}

/// The first line of a file of the output that would look different if prettyplease had printed all of it: as it is, and as
/// that would have it.
pub fn difference(text: &str) -> Option<(String, String)> {
    let tokens: TokenStream = text.parse().expect("every file of the output is Rust");
    let [printed, pretty] = [By::Either, By::Prettyplease].map(|by| print_by(tokens.clone(), by) + "the end");
    let different = printed.lines().zip(pretty.lines()).find(|(printed, pretty)| printed != pretty);
    different.map(|(printed, pretty)| (printed.to_owned(), pretty.to_owned()))
}

fn print_by(tokens: TokenStream, by: By) -> String {
    let trees = Tree::all(tokens);
    let items = tree::items(&trees);
    let settings = items.iter().take_while(|item| tree::is_inner_attribute(item)).count();
    let (settings, items) = items.split_at(settings);
    let is_doc =
        |setting: &&&[Tree]| setting[2].inside(Delimiter::Bracket).is_some_and(|inside| inside[0].is_word("doc"));
    let (docs, settings): (Vec<&[Tree]>, Vec<&[Tree]>) = settings.iter().partition(|setting| is_doc(setting));
    let mut text = format!("{HEADER}\n");
    for attributes in [docs, settings] {
        if !attributes.is_empty() {
            text.push('\n');
            text.push_str(unparse(attributes.iter().map(|trees| Tree::tokens(trees)).collect()).trim_end());
            text.push('\n');
        }
    }
    let mut before = Layout::Plain;
    for item in items {
        let layout = Layout::of(item);
        if !(layout == before && matches!(layout, Layout::Import | Layout::Module | Layout::Union)) {
            text.push('\n');
        }
        before = layout;
        push(&mut text, item, layout, by);
    }
    docs::unshelve(&text)
}

fn push(text: &mut String, item: &[Tree], layout: Layout, by: By) {
    match layout {
        Layout::Implementation => push_implementation(text, item, by),
        Layout::Declaration => push_declaration(text, item, by),
        // Of lines that prettyplease would fill otherwise if they were not in a module.
        Layout::Inline => push_or(text, By::Either, |text| plain::module(text, item), || unparse(Tree::tokens(item))),
        Layout::ByStatus | Layout::Union => {
            push_or(
                text,
                by,
                |text| plain::item(text, item),
                || unparse(Tree::tokens(item)).replace(" < ", "<").replace(" >", ">"),
            );
        }
        Layout::Import | Layout::Module | Layout::Plain => {
            push_or(text, by, |text| plain::item(text, item), || unparse(Tree::tokens(item)));
        }
    }
}

/// With an empty line between two of its members.
fn push_implementation(text: &mut String, item: &[Tree], by: By) {
    let (block, header) = item.split_last().expect("an item has tokens");
    let members = tree::items(block.inside(Delimiter::Brace).expect("an implementation ends with its block"));
    if members.is_empty() {
        text.push_str(&unparse(Tree::tokens(item)));
        return;
    }
    push_or(text, by, |text| plain::header(text, header), || unparse_around(header, &[]).0);
    for (index, member) in members.into_iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        push_or(text, by, |text| plain::member(text, member), || unparse_around(header, member).1);
    }
    text.push_str("}\n");
}

/// `operation! { … }`: with an empty line above each member that has a comment. prettyplease does not know what is in there,
/// but for the functions.
fn push_declaration(text: &mut String, item: &[Tree], by: By) {
    let (name, inside) = tree::invoked(item).expect("it is how such an item is told");
    text.extend([&*name.to_string(), "! {\n"]);
    let mut is_first = false;
    for (index, member) in tree::items(inside).into_iter().enumerate() {
        if is_first || index > 0 && tree::behind_attributes(member).len() < member.len() {
            text.push('\n');
        }
        is_first = index == 0;
        let is_function = tree::keyword(member).is_some_and(|word| word == "fn") && has_block(member);
        if is_function {
            let around = Tree::all(quote!(impl Handle));
            push_or(text, by, |text| plain::member(text, member), || unparse_around(&around, member).1);
        } else {
            plain::declared(text, member);
        }
    }
    text.push_str("}\n");
}

fn has_block(item: &[Tree]) -> bool {
    item.last().is_some_and(|last| last.inside(Delimiter::Brace).is_some())
}

/// The header of an implementation, up to the line's end, and a member of it.
fn unparse_around(header: &[Tree], member: &[Tree]) -> (String, String) {
    let mut tokens = Tree::tokens(header);
    tokens.extend([TokenTree::from(Group::new(Delimiter::Brace, Tree::tokens(member)))]);
    let printed = unparse(tokens);
    let printed = printed.trim_end().strip_suffix('}').expect("an implementation ends with its block");
    let (header, member) = printed.split_once('{').expect("an implementation has a block");
    (format!("{header}{{\n"), member.trim_start_matches('\n').to_owned())
}

/// What is plain, or else something that takes longer.
fn push_or(
    text: &mut String,
    by: By,
    plain: impl FnOnce(&mut String) -> Option<()>,
    unparsed: impl FnOnce() -> String,
) {
    let before = text.len();
    if by == By::Prettyplease || plain(text).is_none() {
        text.truncate(before);
        text.push_str(&unparsed());
    }
}

/// By prettyplease.
pub(super) fn unparse(tokens: TokenStream) -> String {
    lines::join(&prettyplease::unparse(&syn::parse2(tokens).expect("every template is a file of valid items")))
}

/// What has to be known of an item to lay it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    Import,
    Module,
    /// Gets empty lines between its functions.
    Implementation,
    /// `operation! { … }`, `resource! { … }`, `object! { … }`
    Declaration,
    /// A module that is written out.
    Inline,
    /// `by_status!(…);`: a macro's tokens, which prettyplease does not know to be types.
    ByStatus,
    /// `union!(Pet, Cat(Cat));`: the same, of which there are many.
    Union,
    Plain,
}

impl Layout {
    fn of(item: &[Tree]) -> Self {
        let is_macro = tree::behind_attributes(item).get(1).is_some_and(|tree| tree.is('!'));
        let Some(keyword) = tree::keyword(item).map(ToString::to_string) else { return Self::Plain };
        match (keyword.as_str(), is_macro) {
            ("use", false) => Self::Import,
            ("mod", false) if has_block(item) => Self::Inline,
            ("mod", false) | ("include", true) => Self::Module,
            ("impl", false) => Self::Implementation,
            ("operation" | "resource" | "object", true) => Self::Declaration,
            ("by_status", true) => Self::ByStatus,
            ("union", true) => Self::Union,
            _ => Self::Plain,
        }
    }
}
