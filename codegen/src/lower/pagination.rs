//! Pagination: from `x-pagination`, else from what an answer looks like.

use serde_json::{Map, Value};

use super::Lowering;
use crate::ir::name::Wire;
use crate::ir::operation::Operation;
use crate::ir::pagination::{Next, Pagination};
use crate::ir::response::Payload;
use crate::ir::types::{FieldPath, Kind, Type};
use crate::pointer::At;

/// Members that hold the URL of the next page, as far as they are known without `x-pagination`.
const NEXT_URLS: &[&str] = &["meta.next_page_url", "next_page_url", "next_page_uri", "links.next", "next"];

impl Lowering<'_> {
    /// How an operation is paged: as its `x-pagination` says (`false`: not at all), else by inference.
    pub(super) fn pagination(
        &mut self,
        value: Option<&Value>,
        operation: &Operation,
        at: &At<'_>,
    ) -> Option<Pagination> {
        let Payload::Json(ty) = &operation.response.success else {
            if let Some(value) = value.filter(|value| **value != Value::Bool(false)) {
                self.malformed_extension("x-pagination", "on an operation that answers JSON", value, at);
            }
            return None;
        };
        match value {
            None => self.inferred(ty),
            Some(Value::Bool(false)) => None,
            Some(value) => {
                let settings = self.object_extension(value, "x-pagination", at)?;
                let at = at.key("x-pagination");
                self.declared(settings, ty, operation, &at)
            }
        }
    }

    /// An envelope with the URL of the next page and exactly one list of objects.
    fn inferred(&self, ty: &Type) -> Option<Pagination> {
        let next = NEXT_URLS.iter().find_map(|name| {
            let (path, ty) = self.field_path(ty, name)?;
            matches!(self.unaliased(&ty), Type::String).then_some(path)
        })?;
        let (items, item) = self.only_list(ty)?;
        Some(Pagination { items, item, next: Next::Url(next) })
    }

    fn declared(
        &mut self,
        settings: &Map<String, Value>,
        ty: &Type,
        operation: &Operation,
        at: &At<'_>,
    ) -> Option<Pagination> {
        let null = Value::Null;
        let (items, item) = match settings.get("items") {
            None => self.only_list(ty),
            Some(items) => items.as_str().and_then(|path| self.field_path(ty, path)).and_then(|(path, ty)| match self
                .unaliased(&ty)
            {
                Type::List(item) => Some((path, item.as_ref().clone())),
                _ => None,
            }),
        }
        .or_else(|| {
            self.malformed_extension("items", "a list in the answer", settings.get("items").unwrap_or(&null), at);
            None
        })?;
        let next = settings.get("next").unwrap_or(&null);
        let parameter = |key: &str| {
            let name = next.get(key)?.as_str()?;
            operation.query.iter().any(|query| query.input.wire.as_str() == name).then(|| Wire::new(name))
        };
        let member =
            |this: &Self, key: &str| this.field_path(ty, next.get(key)?.as_str()?).filter(|(_, ty)| this.is_text(ty));
        let next_page = if next.as_str() == Some("link-header") {
            Some(Next::LinkHeader)
        } else if let Some((path, _)) = member(self, "url") {
            Some(Next::Url(path))
        } else if let (Some((property, _)), Some(parameter)) = (member(self, "cursor"), parameter("parameter")) {
            Some(Next::Cursor { property, parameter })
        } else if let Some(parameter) = parameter("offset") {
            Some(Next::Offset { parameter })
        } else {
            let first = next.get("first").and_then(Value::as_u64).unwrap_or(1);
            parameter("page").map(|parameter| Next::Page { parameter, first })
        };
        if next_page.is_none() {
            let expected = "`link-header`, or an object with `url`, `cursor` and `parameter`, `offset`, or `page` that names \
                            members of the answer and query parameters";
            self.malformed_extension("next", expected, next, at);
        }
        Some(Pagination { items, item, next: next_page? })
    }

    /// The one member that is a list of objects.
    fn only_list(&self, ty: &Type) -> Option<(FieldPath, Type)> {
        let Type::Named(id) = self.unaliased(ty) else { return None };
        let Kind::Struct(object) = &self.types.get(*id).kind else { return None };
        let mut lists = object.fields.iter().filter_map(|field| match self.step(object, field) {
            (step, Type::List(item)) if self.is_object(item) => Some((step, item.as_ref().clone())),
            _ => None,
        });
        let (step, item) = lists.next()?;
        lists.next().is_none().then(|| (FieldPath(vec![step]), item))
    }

    /// Whether a `&str` can be had of it.
    pub(super) fn is_text(&self, ty: &Type) -> bool {
        match self.unaliased(ty) {
            Type::String => true,
            Type::Named(id) => matches!(self.types.get(*id).kind, Kind::Enum(_) | Kind::Text(_)),
            _ => false,
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        match self.unaliased(ty) {
            Type::Named(id) => matches!(self.types.get(*id).kind, Kind::Struct(_)),
            Type::Json | Type::Map(_) => true,
            _ => false,
        }
    }
}
