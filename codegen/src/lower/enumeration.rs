//! Enums of strings: open, so that a value of tomorrow is no error.

use openapiv3::SchemaData;
use serde_json::Value;

use super::facts::Facts;
use super::names::{Case, Scope};
use super::rename::Pin;
use super::{Lowering, extension::kind_of};
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::name::Wire;
use crate::ir::types::{Kind, StringEnum, Type, Variant};
use crate::pointer::At;

impl Lowering<'_> {
    /// An enum of strings; any other is widened to the type of its values.
    pub(super) fn enumeration(&mut self, data: &SchemaData, facts: &Facts<'_>, at: &At<'_>) -> Kind {
        let values: Vec<&Value> = facts.values.iter().filter(|value| !value.is_null()).collect();
        let texts: Option<Vec<&str>> = values.iter().map(|value| value.as_str()).collect();
        match texts {
            Some(texts) if !texts.is_empty() => self.string_enum(data, &texts, at),
            _ => Kind::Alias(self.widened(facts.kind, &values, at)),
        }
    }

    fn string_enum(&mut self, data: &SchemaData, texts: &[&str], at: &At<'_>) -> Kind {
        let mut scope = Scope::reserving(&["Self"]);
        let pinned = data.extensions.get("x-enum-varnames").and_then(Value::as_array);
        let prose = data.extensions.get("x-enum-descriptions").and_then(Value::as_array);
        let nth = |list: Option<&Vec<Value>>, index: usize| list?.get(index)?.as_str().map(str::to_owned);
        let mut variants: Vec<Variant> = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            if variants.iter().any(|variant| variant.wire.as_str() == *text) {
                self.report(
                    Code::Ignored,
                    &at.key("enum").index(index),
                    format!("expected each value once, but found `{}` again", super::docs::one_line(text)),
                    "the repetition has no effect; remove it",
                );
                continue;
            }
            let pinned = nth(pinned, index);
            let name = (*text, pinned.as_deref());
            let list = at.key(if pinned.is_some() { "x-enum-varnames" } else { "enum" });
            let name = self.name(&mut scope, name, Case::Camel, Pin::EnumValue, &list.index(index));
            let docs = nth(prose, index).map_or_else(Docs::default, |text| super::docs::docs(&text));
            variants.push(Variant { name, wire: Wire::new(*text), docs });
        }
        let unknown = scope.give("Unknown", Case::Camel).ident;
        Kind::Enum(StringEnum { variants, unknown })
    }

    fn widened(&mut self, kind: Option<&str>, values: &[&Value], at: &At<'_>) -> Type {
        let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(value));
        let (ty, read_as) = if values.is_empty() {
            (Type::Json, "any JSON")
        } else if all(Value::is_i64) && kind != Some("number") {
            (Type::Int64, "an integer")
        } else if all(Value::is_number) {
            (Type::Float, "a number")
        } else if all(Value::is_boolean) {
            (Type::Bool, "a boolean")
        } else {
            (Type::Json, "any JSON")
        };
        let mut kinds: Vec<&str> = values.iter().map(|value| kind_of(value)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let found = if kinds.is_empty() { "null alone".to_owned() } else { kinds.join(" and ") };
        self.report(
            Code::UnsupportedEnum,
            &at.key("enum"),
            format!("expected text in the enum, but found {found}"),
            format!("the value is read as {read_as}, whatever it is"),
        );
        ty
    }
}
