//! Styles: how the value of a parameter is written in its place ("Style Values").

use openapiv3::{ParameterData, ParameterSchemaOrContent, PathStyle as Declared, QueryStyle};

use super::{Lowering, media_type};
use crate::diagnostic::Code;
use crate::ir::parameter::{Form, ObjectStyle, PathStyle, ValueStyle};
use crate::ir::types::Type;
use crate::pointer::At;

impl Lowering<'_> {
    /// What the value of a parameter is made of: where it has `content`, what that says.
    pub(super) fn parameter_form(&self, data: &ParameterData, ty: &Type) -> Form {
        match (self.form(ty), content(data)) {
            (Form::Single, Some(media_type)) if !media_type::is_json(media_type) => Form::Single,
            (_, Some(_)) => Form::Json,
            (form, None) => form,
        }
    }

    /// `explode` is what the document says, if it does.
    pub(super) fn query_style(
        &mut self,
        form: Form,
        style: &QueryStyle,
        explode: Option<bool>,
        at: &At<'_>,
    ) -> ValueStyle {
        let (name, default) = match style {
            QueryStyle::Form => ("form", true),
            QueryStyle::SpaceDelimited => ("spaceDelimited", false),
            QueryStyle::PipeDelimited => ("pipeDelimited", false),
            QueryStyle::DeepObject => ("deepObject", true),
        };
        let explode = explode.unwrap_or(default);
        let undefined = match (style, form, explode) {
            (QueryStyle::Form, ..)
            | (_, Form::Json, _)
            | (QueryStyle::DeepObject, Form::Object, true)
            | (QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, Form::List | Form::Object, false) => None,
            (_, Form::Single, _) => Some(("more than one value", "one", "it is sent in the style `form`")),
            (QueryStyle::DeepObject, Form::List, _) => {
                Some(("an object", "a list", "items are sent under their index"))
            }
            (QueryStyle::DeepObject, Form::Object, false) => {
                Some(("`explode: true`", "`false`", "it is sent as if it were true"))
            }
            (QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, Form::List | Form::Object, true) => {
                Some(("`explode: false`", "`true`", "it is sent in the style `form`"))
            }
        };
        if let Some((expected, found, nearest)) = undefined {
            self.report_style(format!("expected {expected} in the style `{name}`, but found {found}"), nearest, at);
        }
        value_style(form, style, explode)
    }

    /// The `&` of a form does not separate cookies, so what `explode` means in one is not defined (OpenAPI 3.0.4, appendix D).
    pub(super) fn cookie_explode(&mut self, form: Form, explode: Option<bool>, at: &At<'_>) -> bool {
        let explodes = explode.unwrap_or(true) && matches!(form, Form::List | Form::Object);
        if explodes {
            let message = "expected `explode: false` for a cookie of several values, but found that it explodes";
            self.report_style(message.to_owned(), "each value is sent as a cookie of its own", at);
        }
        explodes
    }

    fn report_style(&mut self, message: String, nearest: &str, at: &At<'_>) {
        self.report(Code::UndefinedStyle, at, message, format!("OpenAPI does not define that; {nearest}"));
    }
}

/// The media type that a parameter has in the place of a style.
pub(super) fn content(data: &ParameterData) -> Option<&str> {
    match &data.format {
        ParameterSchemaOrContent::Schema(_) => None,
        ParameterSchemaOrContent::Content(content) => content.keys().next().map(String::as_str),
    }
}

/// How a value stands in a path; `None` for a text as it is.
pub(super) fn path_style(form: Form, style: &Declared, explode: Option<bool>) -> Option<PathStyle> {
    match (form, style, explode.unwrap_or(false)) {
        (Form::Json, ..) | (Form::Single, Declared::Simple, _) => None,
        (_, Declared::Simple, false) => Some(PathStyle::Simple),
        (_, Declared::Simple, true) => Some(PathStyle::SimpleExplode),
        (_, Declared::Label, false) => Some(PathStyle::Label),
        (_, Declared::Label, true) => Some(PathStyle::LabelExplode),
        (_, Declared::Matrix, false) => Some(PathStyle::Matrix),
        (_, Declared::Matrix, true) => Some(PathStyle::MatrixExplode),
    }
}

/// How a value is written in a query or a form; what is not defined, in the nearest style that is.
pub(super) fn value_style(form: Form, style: &QueryStyle, explode: bool) -> ValueStyle {
    match (form, style, explode) {
        (Form::Single, ..) => ValueStyle::Single,
        (Form::Json, ..) => ValueStyle::Json,
        (Form::List | Form::Object, QueryStyle::DeepObject, _) => ValueStyle::Object(ObjectStyle::Deep),
        (Form::List, QueryStyle::Form | QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, true) => {
            ValueStyle::Repeat
        }
        (Form::List, QueryStyle::Form, false) => ValueStyle::Comma,
        (Form::List, QueryStyle::SpaceDelimited, false) => ValueStyle::Space,
        (Form::List, QueryStyle::PipeDelimited, false) => ValueStyle::Pipe,
        (Form::Object, QueryStyle::Form | QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, true) => {
            ValueStyle::Object(ObjectStyle::Members)
        }
        (Form::Object, QueryStyle::Form, false) => ValueStyle::Object(ObjectStyle::Comma),
        (Form::Object, QueryStyle::SpaceDelimited, false) => ValueStyle::Object(ObjectStyle::Space),
        (Form::Object, QueryStyle::PipeDelimited, false) => ValueStyle::Object(ObjectStyle::Pipe),
    }
}
