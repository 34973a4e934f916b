//! Bodies of the media type `application/x-www-form-urlencoded`.

use std::mem;

use super::argument::{Texts, ToText};
use super::body::Body;
use super::call::{Call, Request};
use super::error::Place;
use super::percent::Encoding;
use super::query::{ListStyle, Pairs, strings};

pub(super) const MEDIA_TYPE: &str = "application/x-www-form-urlencoded";

impl Call {
    /// Makes the body a form with these fields. Without any, an empty form is sent, under its media type.
    #[must_use]
    pub fn form(mut self, fields: &[(&'static str, &dyn ToText)]) -> Self {
        edit(self.request(), |_| ());
        for (name, value) in fields {
            self = self.form_field(name, *value);
        }
        self
    }

    /// Sets a field of the form; an earlier value of the same name is replaced where it stands.
    #[must_use]
    pub fn form_field(self, name: &'static str, value: &dyn ToText) -> Self {
        self.edit(Place::Form, name, |request| {
            let value = value.text()?;
            edit(request, |pairs| pairs.set(name, &value));
            Ok(())
        })
    }

    /// Sets a field of the form to a list. An empty list leaves the field out.
    #[must_use]
    pub fn form_list(self, name: &'static str, style: ListStyle, values: Texts) -> Self {
        self.edit(Place::Form, name, |request| {
            let values = strings(values)?;
            edit(request, |pairs| pairs.set_list(name, style, &values));
            Ok(())
        })
    }
}

/// Makes the body a form if it is none yet, and changes it.
fn edit(request: &mut Request, change: impl FnOnce(&mut Pairs)) {
    let mut pairs = match mem::replace(&mut request.body, Body::None) {
        Body::Form(pairs) => pairs,
        Body::None | Body::Multipart(_) | Body::Bytes { .. } => Pairs::new(Encoding::Form),
    };
    change(&mut pairs);
    request.body = Body::Form(pairs);
}
