//! Request bodies.

use std::borrow::Cow;

use super::call::Call;
use super::form::FORM_MEDIA_TYPE;
use super::query::Pairs;
use super::write::{Write, to_request_body};

/// A body that can be sent any number of times.
#[derive(Debug, Clone)]
pub(super) enum Body {
    None,
    Form(Pairs),
    /// The function writes the parts: that of `multipart`, which is only compiled where one is used.
    Multipart(Vec<Part>, fn(&[Part]) -> (String, bytes::Bytes)),
    Bytes {
        media_type: Cow<'static, str>,
        bytes: bytes::Bytes,
    },
}

/// A part of a form.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub name: &'static str,
    pub file_name: Option<String>,
    pub media_type: Option<Cow<'static, str>>,
    pub content: bytes::Bytes,
}

impl Body {
    /// The value of `Content-Type` and the exact bytes.
    pub(super) fn content(&self) -> Option<(Cow<'static, str>, bytes::Bytes)> {
        match self {
            Self::None => None,
            Self::Form(pairs) => {
                let mut text = String::new();
                pairs.append_to(&mut text, "&");
                Some((Cow::Borrowed(FORM_MEDIA_TYPE), bytes::Bytes::from(text)))
            }
            Self::Multipart(parts, write) => {
                let (media_type, bytes) = write(parts);
                Some((Cow::Owned(media_type), bytes))
            }
            Self::Bytes { media_type, bytes } => Some((media_type.clone(), bytes.clone())),
        }
    }
}

impl Call {
    /// Makes the body this value, as JSON text.
    #[inline]
    #[must_use]
    pub fn json(self, value: &dyn Write, media_type: &'static str) -> Self {
        self.body(to_request_body(value).into(), media_type.into())
    }

    /// Makes the body this text, as UTF-8.
    #[inline]
    #[must_use]
    pub fn text_body(self, text: impl Into<String>, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.body(text.into().into(), media_type.into())
    }

    /// Makes the body these bytes.
    #[inline]
    #[must_use]
    pub fn bytes_body(self, bytes: impl Into<Vec<u8>>, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.body(bytes.into().into(), media_type.into())
    }

    #[inline]
    fn body(mut self, bytes: bytes::Bytes, media_type: Cow<'static, str>) -> Self {
        self.request().body = Body::Bytes { media_type, bytes };
        self
    }
}
