//! Bodies of the media type `application/x-www-form-urlencoded`.

use std::mem;

use super::argument::{Texts, ToText};
use super::body::Body;
use super::call::{Call, Request};
use super::error::Place;
use super::percent::Encoding;
use super::query::{ListStyle, Pairs, strings};

pub(super) const FORM_MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

impl Call {
    /// Makes the body a form with these fields. Without any, an empty form is sent, under its media type.
    #[must_use]
    pub fn form(mut self, fields: &[(&'static str, &dyn ToText)]) -> Self {
        let request = self.request();
        request.body = Body::Form(take_form(request));
        for (name, value) in fields {
            self = self.form_field(name, *value);
        }
        self
    }

    /// Sets a field of the form; an earlier value of the same name is replaced where it stands.
    #[must_use]
    pub fn form_field(mut self, name: &'static str, value: &dyn ToText) -> Self {
        match value.text() {
            Ok(value) => self.form_pairs(|pairs| pairs.set(name, &value)),
            Err(problem) => self.refuse(Place::Form, name, problem),
        }
        self
    }

    /// Sets a field of the form to a list. An empty list leaves the field out.
    #[inline]
    #[must_use]
    pub fn form_list(mut self, name: &'static str, style: ListStyle, values: Texts) -> Self {
        match strings(values) {
            Ok(values) => self.form_pairs(|pairs| pairs.set_list(name, style, &values)),
            Err(problem) => self.refuse(Place::Form, name, problem),
        }
        self
    }

    #[inline]
    pub(super) fn form_pairs(&mut self, change: impl FnOnce(&mut Pairs)) {
        let request = self.request();
        let mut pairs = take_form(request);
        change(&mut pairs);
        request.body = Body::Form(pairs);
    }
}

/// Takes the fields out of the body; there are none if it is no form yet.
fn take_form(request: &mut Request) -> Pairs {
    match mem::replace(&mut request.body, Body::None) {
        Body::Form(pairs) => pairs,
        Body::None | Body::Multipart(..) | Body::Bytes { .. } => Pairs::new(Encoding::Form),
    }
}
