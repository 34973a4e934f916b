//! Places in a document, as JSON Pointers (RFC 6901), or in another file that it refers to.

use std::fmt;

/// A place, to keep.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Pointer {
    /// Which file it is: 0 is the document itself.
    file: usize,
    tokens: Vec<String>,
}

impl Pointer {
    /// The reference tokens, unescaped, from the root.
    pub fn tokens(&self) -> &[String] {
        &self.tokens
    }

    /// Which file it is a place in: 0 is the document itself, others are those that it refers to.
    pub fn file(&self) -> usize {
        self.file
    }

    /// The same place in another file.
    #[must_use]
    pub fn in_file(self, file: usize) -> Self {
        Self { file, ..self }
    }

    /// Reads `/a/b~1c`; a leading `#` is allowed. `None` for text that is no pointer.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.is_empty() {
            return Some(Self::default());
        }
        let tokens = text.strip_prefix('/')?.split('/');
        Some(tokens.map(|token| token.replace("~1", "/").replace("~0", "~")).collect())
    }

    /// Goes to the parent.
    pub fn pop(&mut self) {
        self.tokens.pop();
    }

    #[must_use]
    pub fn join(&self, token: impl Into<String>) -> Self {
        Self { file: self.file, tokens: self.tokens.iter().cloned().chain([token.into()]).collect() }
    }

    /// The place that these tokens lead to from here.
    #[must_use]
    pub fn inside(&self, path: &[&str]) -> Self {
        let path = path.iter().map(|&token| token.to_owned());
        Self { file: self.file, tokens: self.tokens.iter().cloned().chain(path).collect() }
    }
}

impl FromIterator<String> for Pointer {
    fn from_iter<I: IntoIterator<Item = String>>(tokens: I) -> Self {
        Self { file: 0, tokens: tokens.into_iter().collect() }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        for token in &self.tokens {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

/// A place during a walk: a list on the stack, which costs nothing until a [`Pointer`] is made of it.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    parent: Option<&'a At<'a>>,
    token: Token<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    pub const ROOT: At<'static> = At { parent: None, token: Token::Root };

    #[must_use]
    pub fn key(&'a self, key: &'a str) -> At<'a> {
        At { parent: Some(self), token: Token::Key(key) }
    }

    #[must_use]
    pub fn index(&'a self, index: usize) -> At<'a> {
        At { parent: Some(self), token: Token::Index(index) }
    }

    pub fn pointer(&self) -> Pointer {
        let mut tokens = Vec::new();
        let mut at = Some(self);
        while let Some(here) = at {
            match here.token {
                Token::Root => {}
                Token::Key(key) => tokens.push(key.to_owned()),
                Token::Index(index) => tokens.push(index.to_string()),
            }
            at = here.parent;
        }
        tokens.reverse();
        tokens.into_iter().collect()
    }
}

/// References are URIs, so that a pointer in one is percent-encoded (RFC 6901, section 6).
pub(crate) fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        let hex = (bytes[index] == b'%').then(|| text.get(index + 1..index + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                index += 3;
            }
            None => {
                out.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}
