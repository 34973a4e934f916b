//! Enums: of strings an open one, so that a value of tomorrow is no error; of others the type of the values.

use openapiv3::SchemaData;
use serde_json::Value;

use super::docs::one_line;
use super::facts::Facts;
use super::names::{Case, Scope};
use super::place::Place;
use super::rename::Pin;
use super::schema::Made;
use super::{Lowering, extension::kind_of};
use crate::character::unprintable;
use crate::diagnostic::Code;
use crate::ir::docs::Docs;
use crate::ir::name::Wire;
use crate::ir::types::{Kind, StringEnum, Type, Variant};
use crate::pointer::At;

impl<'d> Lowering<'d> {
    /// An enum of strings; for any other the type of its values, which are documented.
    pub(super) fn enumeration(&mut self, data: &SchemaData, facts: &Facts<'d>, place: &Place<'_>, at: &At<'_>) -> Made {
        let values: Vec<&Value> = facts.values.iter().filter(|value| !value.is_null()).collect();
        let texts: Option<Vec<&str>> = values.iter().map(|value| value.as_str()).collect();
        let unrestricted = Facts { values: Vec::new(), ..facts.clone() };
        match texts {
            // `null` alone says no more than that the value may be null.
            Some(texts) if texts.is_empty() => self.made(data, &unrestricted, place, at),
            Some(texts) => Made::from(self.string_enum(data, &texts, at)),
            None => {
                let (ty, read_as) = type_of(facts.kind, &values);
                self.report_documented(&values, read_as, at);
                let made = match ty {
                    Some(ty) => Made::from(Kind::Alias(ty)),
                    None => self.made(data, &unrestricted, place, at),
                };
                self.uses(&at.key("x-enum-varnames"));
                Made { values: documented(data, &facts.values), ..made }
            }
        }
    }

    fn string_enum(&mut self, data: &SchemaData, texts: &[&str], at: &At<'_>) -> Kind {
        let mut scope = Scope::reserving(&["Self"]);
        let pinned = data.extensions.get("x-enum-varnames").and_then(Value::as_array);
        let prose = data.extensions.get("x-enum-descriptions").and_then(Value::as_array);
        for key in ["x-enum-varnames", "x-enum-descriptions"] {
            self.uses(&at.key(key));
        }
        let nth = |list: Option<&Vec<Value>>, index: usize| list?.get(index)?.as_str().map(str::to_owned);
        let mut variants: Vec<Variant> = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            if variants.iter().any(|variant| variant.wire.as_str() == *text) {
                self.report(
                    Code::Ignored,
                    &at.key("enum").index(index),
                    format!("expected each value once, but found `{}` again", one_line(text)),
                    "the repetition has no effect; remove it",
                );
                continue;
            }
            let pinned = nth(pinned, index);
            let name = (*text, pinned.as_deref());
            let list = at.key(if pinned.is_some() { "x-enum-varnames" } else { "enum" });
            let name = self.name(&mut scope, name, Case::Camel, Pin::EnumValue, &list.index(index));
            let docs = nth(prose, index).map_or_else(Docs::default, |text| self.variant_docs(&text, index, at));
            variants.push(Variant { name, wire: Wire::new(*text), docs });
        }
        let unknown = scope.give("Unknown", Case::Camel).ident;
        Kind::Enum(StringEnum { variants, unknown })
    }

    fn variant_docs(&mut self, text: &str, index: usize, at: &At<'_>) -> Docs {
        if let Some(found) = unprintable(text) {
            self.report(
                Code::Repaired,
                &at.key("x-enum-descriptions").index(index),
                format!("expected text that can be seen, but found {found}"),
                "the documentation leaves it out; remove it",
            );
        }
        super::docs::docs(text)
    }

    fn report_documented(&mut self, values: &[&Value], read_as: &str, at: &At<'_>) {
        let mut kinds: Vec<&str> = values.iter().map(|value| kind_of(value)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        self.report(
            Code::DocumentedEnum,
            &at.key("enum"),
            format!("expected text in the enum, but found {}", kinds.join(" and ")),
            format!("the value is read as {read_as}, whatever it is; the docs list the known ones"),
        );
    }
}

/// What values that are not all text are read as, and what that is called; `None`: what the schema says without them.
fn type_of(kind: Option<&str>, values: &[&Value]) -> (Option<Type>, &'static str) {
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(value));
    if all(Value::is_i64) && kind != Some("number") {
        (Some(Type::Int64), "an integer")
    } else if all(Value::is_number) && !values.iter().any(|value| value.is_u64() && !value.is_i64()) {
        (Some(Type::Float), "a number")
    } else if all(Value::is_boolean) {
        (Some(Type::Bool), "a boolean")
    } else if all(Value::is_array) && kind == Some("array") {
        (None, "a list")
    } else if all(Value::is_object) && kind == Some("object") {
        (None, "an object")
    } else {
        (Some(Type::Json), "any JSON")
    }
}

/// The values as JSON, each on one line, with the names that the document gives them.
fn documented(data: &SchemaData, values: &[Value]) -> Vec<String> {
    const SHOWN: usize = 60;
    let names = data.extensions.get("x-enum-varnames").and_then(Value::as_array);
    let texts = values.iter().enumerate().filter(|(_, value)| !value.is_null()).map(|(index, value)| {
        let text = one_line(&value.to_string());
        let text = match text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        };
        match names.and_then(|names| names.get(index)?.as_str()).map(one_line) {
            Some(name) if !name.is_empty() => format!("{text} = {name}"),
            Some(_) | None => text,
        }
    });
    let mut documented: Vec<String> = Vec::new();
    for text in texts {
        if !documented.contains(&text) {
            documented.push(text);
        }
    }
    documented
}
