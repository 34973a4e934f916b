//! Tokens in the shape in which they are printed: looked at more than once, and never copied.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

/// A token, or what stands between two delimiters.
#[derive(Debug)]
pub(super) enum Tree {
    Token(TokenTree),
    Group(Delimiter, Vec<Tree>),
}

impl Tree {
    pub(super) fn all(tokens: TokenStream) -> Vec<Self> {
        let tree = |token| match token {
            TokenTree::Group(group) => {
                let (delimiter, inside) = (group.delimiter(), group.stream());
                // Taking apart what the group still holds would copy it.
                drop(group);
                Self::Group(delimiter, Self::all(inside))
            }
            token @ (TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_)) => Self::Token(token),
        };
        tokens.into_iter().map(tree).collect()
    }

    pub(super) fn tokens(trees: &[Self]) -> TokenStream {
        let token = |tree: &Self| match tree {
            Self::Token(token) => token.clone(),
            Self::Group(delimiter, inside) => Group::new(*delimiter, Self::tokens(inside)).into(),
        };
        trees.iter().map(token).collect()
    }

    pub(super) fn ident(&self) -> Option<&Ident> {
        match self {
            Self::Token(TokenTree::Ident(ident)) => Some(ident),
            Self::Token(_) | Self::Group(..) => None,
        }
    }

    pub(super) fn is_word(&self, word: &str) -> bool {
        self.ident().is_some_and(|ident| ident == word)
    }

    pub(super) fn is(&self, punctuation: char) -> bool {
        matches!(self, Self::Token(TokenTree::Punct(punct)) if punct.as_char() == punctuation)
    }

    /// What stands between these delimiters, if that is what it is.
    pub(super) fn inside(&self, wanted: Delimiter) -> Option<&[Self]> {
        match self {
            Self::Group(delimiter, inside) if *delimiter == wanted => Some(inside),
            Self::Token(_) | Self::Group(..) => None,
        }
    }
}

/// The items of a file or of an implementation, each with its attributes; inner attributes stand for themselves.
pub(super) fn items(mut trees: &[Tree]) -> Vec<&[Tree]> {
    let mut items = Vec::new();
    while !trees.is_empty() {
        let (item, rest) = trees.split_at(end_of_item(trees));
        items.push(item);
        trees = rest;
    }
    items
}

fn end_of_item(trees: &[Tree]) -> usize {
    if is_inner_attribute(trees) {
        return 3;
    }
    let attributes = trees.len() - behind_attributes(trees).len();
    if invoked(&trees[attributes..]).is_some() {
        return attributes + 3;
    }
    let blocks = ["fn", "struct", "enum", "impl", "mod"];
    let has_block = matches!(keyword(trees), Some(word) if blocks.iter().any(|with| word == with));
    let ends = |tree: &Tree| tree.is(';') || has_block && tree.inside(Delimiter::Brace).is_some();
    trees[attributes..].iter().position(ends).map_or(trees.len(), |end| attributes + end + 1)
}

pub(super) fn is_inner_attribute(trees: &[Tree]) -> bool {
    matches!(trees, [hash, bang, ..] if hash.is('#') && bang.is('!'))
}

pub(super) fn behind_attributes(mut trees: &[Tree]) -> &[Tree] {
    while let [hash, Tree::Group(Delimiter::Bracket, _), rest @ ..] = trees
        && hash.is('#')
    {
        trees = rest;
    }
    trees
}

/// The name of a macro and what stands in its braces: `operation! { … }`.
pub(super) fn invoked(item: &[Tree]) -> Option<(&Ident, &[Tree])> {
    match item {
        [name, bang, inside, ..] if bang.is('!') => Some((name.ident()?, inside.inside(Delimiter::Brace)?)),
        _ => None,
    }
}

/// The first word that says what an item is; the name of a macro.
pub(super) fn keyword(item: &[Tree]) -> Option<&Ident> {
    behind_attributes(item).iter().filter_map(Tree::ident).find(|word| *word != "pub")
}

/// The parts between commas. Those in generic arguments do not count.
pub(super) fn between_commas(trees: &[Tree]) -> Vec<&[Tree]> {
    let mut depth = 0_usize;
    let mut is_arrow = false;
    let mut parts: Vec<_> = trees
        .split(|tree| {
            if tree.is('<') {
                depth += 1;
            } else if tree.is('>') && !is_arrow {
                depth = depth.saturating_sub(1);
            }
            is_arrow = tree.is('-') || tree.is('=');
            depth == 0 && tree.is(',')
        })
        .collect();
    if parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
    }
    parts
}
