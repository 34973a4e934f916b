//! How many items a page may have.

use openapiv3::{Parameter, ParameterData, ParameterSchemaOrContent, ReferenceOr, SchemaKind};

use super::Lowering;
use super::lookup::{Found, find};
use super::operation::{Site, method_key};
use super::parameter::with_at;
use super::reference::target;
use crate::ir::operation::Operation;
use crate::ir::types::Type;
use crate::pointer::{At, Pointer};

impl<'d> Lowering<'d> {
    /// Keeps the size of a page within what the document allows: a server may refuse what is beyond, and nobody who
    /// asks for more items a page wants that.
    pub(super) fn clamp_page_size(&mut self, site: Site<'d>, operation: &mut Operation) {
        for query in &mut operation.query {
            let name = query.input.wire.as_str().to_ascii_lowercase().replace(['_', '-'], "");
            if !PAGE_SIZES.contains(&name.as_str()) || self.unaliased(&query.input.ty) != &Type::Int64 {
                continue;
            }
            let paths = At::ROOT.key("paths");
            let item = paths.key(site.path);
            let method = item.key(method_key(site.method));
            let lists = [(&site.item.parameters, item), (&site.operation.parameters, method)];
            let parameters = lists.iter().flat_map(|(list, at)| list.iter().enumerate().map(move |found| (found, at)));
            let known = parameters.filter_map(|((index, parameter), at)| {
                self.known_parameter(parameter, &at.key("parameters").index(index))
            });
            let mut same = known.map(|(parameter, pointer)| (parameter.parameter_data_ref(), pointer));
            let Some((data, pointer)) = same.rfind(|(data, _)| data.name == query.input.wire.as_str()) else {
                continue;
            };
            query.input.clamp = bounds(data);
            if query.input.clamp.is_some() {
                with_at(pointer.tokens(), &mut |at| {
                    let at = at.key("schema");
                    self.uses(&at.key("minimum"));
                    self.uses(&at.key("maximum"));
                });
            }
        }
    }

    /// What a reference leads to in one step, and where it stands; one that leads further, or nowhere, was told elsewhere.
    fn known_parameter(&self, parameter: &'d ReferenceOr<Parameter>, at: &At<'_>) -> Option<(&'d Parameter, Pointer)> {
        match parameter {
            ReferenceOr::Item(parameter) => Some((parameter, at.pointer())),
            ReferenceOr::Reference { reference } => {
                let target = target(reference)?;
                match find(self.openapi, target.tokens())? {
                    Found::Parameter(parameter) => Some((parameter.as_item()?, target)),
                    Found::Schema(_) | Found::Body(_) | Found::Response(_) => None,
                }
            }
        }
    }
}

/// How the size of a page is called, in lower case without separators.
const PAGE_SIZES: &[&str] = &["pagesize", "perpage", "limit", "maxresults"];

/// `minimum` and `maximum`, if there is a maximum.
fn bounds(data: &ParameterData) -> Option<(i64, i64)> {
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = &data.format else { return None };
    let SchemaKind::Type(openapiv3::Type::Integer(integer)) = &schema.schema_kind else { return None };
    let (minimum, maximum) = (integer.minimum.unwrap_or(1), integer.maximum?);
    (minimum <= maximum).then_some((minimum, maximum))
}
