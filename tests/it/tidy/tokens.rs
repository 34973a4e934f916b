//! Rust source as tokens: without comments, without modules for tests, and with what is quoted told apart.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// A source file.
pub(super) struct Tokens {
    tokens: Vec<TokenTree>,
}

impl Tokens {
    pub(super) fn of(source: &str) -> Self {
        let stream: TokenStream = source.parse().unwrap_or_else(|error| panic!("{error}\n{source:.500}"));
        Self { tokens: without_noise(stream) }
    }

    /// The paths, in `use` or elsewhere, that are one of `roots` or below it.
    pub(super) fn paths_below(&self, roots: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        paths("", &self.tokens, &mut found);
        let below = |path: &str, root: &str| {
            path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        found.retain(|path| roots.iter().any(|root| below(path, root)));
        found
    }

    /// Where identifiers of these names are, with their neighbours.
    pub(super) fn names(&self, names: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        each(&self.tokens, &mut |tokens, at| {
            if let TokenTree::Ident(ident) = &tokens[at]
                && names.iter().any(|name| ident == name)
            {
                // A visibility is a group of its own.
                let alone = tokens.len() == 1 && names == ["crate"];
                found.push(if alone { "pub (crate)".to_owned() } else { around(tokens, at) });
            }
        });
        found
    }

    /// The literals that hold one of these texts.
    pub(super) fn literals_with(&self, texts: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        each(&self.tokens, &mut |tokens, at| {
            if let TokenTree::Literal(literal) = &tokens[at] {
                let literal = literal.to_string();
                if literal.starts_with(['"', 'r', 'b']) && texts.iter().any(|text| literal.contains(text)) {
                    found.push(literal);
                }
            }
        });
        found
    }

    /// The return types that name `what`, other than `fmt::Result`.
    pub(super) fn functions_that_return(&self, what: &str) -> Vec<String> {
        let mut found = Vec::new();
        each(&self.tokens, &mut |tokens, at| {
            if !is(tokens, at, "-") || !is(tokens, at + 1, ">") {
                return;
            }
            let end = |token: &TokenTree| match token {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                TokenTree::Punct(punct) => punct.as_char() == ';',
                TokenTree::Ident(ident) => ident == "where",
                TokenTree::Literal(_) => false,
            };
            let returned: TokenStream = tokens[at + 2..].iter().take_while(|token| !end(token)).cloned().collect();
            let returned = returned.to_string();
            if returned != "fmt :: Result" && returned.split(|c: char| !c.is_alphanumeric()).any(|word| word == what) {
                found.push(format!("-> {returned}"));
            }
        });
        found
    }

    /// Where macros of these names are used.
    pub(super) fn macros(&self, names: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        each(&self.tokens, &mut |tokens, at| {
            if let TokenTree::Ident(ident) = &tokens[at]
                && names.iter().any(|name| ident == name)
                && is(tokens, at + 1, "!")
                && !is(tokens, at + 2, "=")
            {
                found.push(around(tokens, at));
            }
        });
        found
    }

    /// The patterns of each `match` that names variants and yet has an arm for whatever is left.
    pub(super) fn wildcard_arms(&self) -> Vec<String> {
        let mut found = Vec::new();
        each(&self.tokens, &mut |tokens, at| {
            let TokenTree::Group(group) = &tokens[at] else { return };
            let patterns = patterns(group.stream());
            let rest = patterns.iter().any(|pattern| pattern == "_" || pattern.starts_with("_ if "));
            if group.delimiter() == Delimiter::Brace && rest && patterns.iter().any(|pattern| pattern.contains("::")) {
                found.push(patterns.join(" => …, "));
            }
        });
        found
    }
}

/// What stands before each `=>`.
fn patterns(body: TokenStream) -> Vec<String> {
    let tokens: Vec<_> = body.into_iter().collect();
    let mut patterns = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if is(&tokens, at, "=") && is(&tokens, at + 1, ">") {
            patterns.push(tokens[start..at].iter().cloned().collect::<TokenStream>().to_string());
            at += 2;
            // The value: a block, or up to a comma.
            let block =
                |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            if !tokens.get(at).is_some_and(block) {
                while at < tokens.len() && !is(&tokens, at, ",") {
                    at += 1;
                }
            } else if is(&tokens, at + 1, ",") {
                at += 1;
            }
            start = at + 1;
        }
        at += 1;
    }
    patterns
}

/// Leaves out modules under `#[cfg(test)]`, doc comments, and what stands inside `quote!` and its kin.
fn without_noise(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens = stream.into_iter().peekable();
    let mut kept: Vec<TokenTree> = Vec::new();
    while let Some(token) = tokens.next() {
        let TokenTree::Group(group) = token else {
            kept.push(token);
            continue;
        };
        let attribute =
            group.delimiter() == Delimiter::Bracket && kept.last().is_some_and(|last| last.to_string() == "#");
        let text = group.stream().to_string();
        if attribute && text.replace(' ', "") == "cfg(test)" {
            kept.pop();
            // Up to the body of the item, or to its semicolon.
            for token in tokens.by_ref() {
                match token {
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => break,
                    TokenTree::Punct(punct) if punct.as_char() == ';' => break,
                    _ => {}
                }
            }
        } else if attribute && text.starts_with("doc =") {
            kept.pop();
        } else {
            let quoted = matches!(&kept[..], [.., TokenTree::Ident(name), TokenTree::Punct(bang)]
                if bang.as_char() == '!' && name.to_string().contains("quote"));
            let inner = if quoted { Vec::new() } else { without_noise(group.stream()) };
            kept.push(Group::new(group.delimiter(), inner.into_iter().collect()).into());
        }
    }
    kept
}

/// Calls `see` with every token: the list that it is in, and its index there.
fn each(tokens: &[TokenTree], see: &mut dyn FnMut(&[TokenTree], usize)) {
    for (at, token) in tokens.iter().enumerate() {
        see(tokens, at);
        if let TokenTree::Group(group) = token {
            each(&group.stream().into_iter().collect::<Vec<_>>(), see);
        }
    }
}

/// Finds `a::b::c`; a group in `use a::{b, c}` is two paths.
fn paths(prefix: &str, tokens: &[TokenTree], found: &mut Vec<String>) {
    let mut path = prefix.to_owned();
    // Whether `path` ends where the next name can follow.
    let mut open = true;
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(ident) => {
                if !open {
                    finish(&mut path, prefix, found);
                }
                let separator = if path.is_empty() { "" } else { "::" };
                path = format!("{path}{separator}{ident}");
                open = false;
            }
            TokenTree::Punct(_) if is(tokens, at, ":") && is(tokens, at + 1, ":") => {
                open = true;
                at += 1;
            }
            TokenTree::Group(group) => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                let of_use = open && path != prefix && group.delimiter() == Delimiter::Brace;
                paths(if of_use { &path } else { "" }, &inner, found);
                finish(&mut path, prefix, found);
                open = true;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {
                finish(&mut path, prefix, found);
                open = true;
            }
        }
        at += 1;
    }
    finish(&mut path, prefix, found);
}

fn finish(path: &mut String, prefix: &str, found: &mut Vec<String>) {
    if path != prefix {
        found.push(path.clone());
    }
    prefix.clone_into(path);
}

fn is(tokens: &[TokenTree], at: usize, punct: &str) -> bool {
    matches!(tokens.get(at), Some(TokenTree::Punct(found)) if punct.starts_with(found.as_char()))
}

fn around(tokens: &[TokenTree], at: usize) -> String {
    let near = &tokens[at.saturating_sub(4)..(at + 5).min(tokens.len())];
    let text = near.iter().cloned().collect::<TokenStream>().to_string();
    text.chars().take(120).collect()
}
