//! Whether a value is still the same after it was read and written.

use serde_json::{Number, Value};

use super::schema::Schema;

/// The first place where `after` says something else than `before`, as `$.items[0].price was 1 and is 2`.
///
/// Set aside are: members that are null; how a number is spelled, `"0.05"` or `0.05`; the case of enum values; members
/// that `schema` does not declare.
pub fn loss(before: &Value, after: &Value, schema: &Value, document: &Value) -> Option<String> {
    of_value("$", before, after, &Schema::new(schema, document))
}

fn of_value(at: &str, before: &Value, after: &Value, schema: &Schema<'_>) -> Option<String> {
    let same = match (before, after) {
        (Value::Object(members), Value::Object(found)) => {
            let gone = members.iter().filter(|(_, value)| !value.is_null()).find_map(|(name, value)| {
                let at = format!("{at}.{name}");
                match found.get(name) {
                    None | Some(Value::Null) => {
                        schema.declares(name).then(|| format!("{at} was {} and is gone", brief(value)))
                    }
                    Some(again) => of_value(&at, value, again, &schema.member(name)),
                }
            });
            let mut added =
                found.iter().filter(|(name, value)| !value.is_null() && members.get(*name).is_none_or(Value::is_null));
            return gone.or_else(|| {
                added.next().map(|(name, value)| format!("{at}.{name} was not there and is {}", brief(value)))
            });
        }
        (Value::Array(items), Value::Array(found)) if items.len() == found.len() => {
            let schema = schema.items();
            let mut items = items.iter().zip(found).enumerate();
            return items
                .find_map(|(index, (value, again))| of_value(&format!("{at}[{index}]"), value, again, &schema));
        }
        (Value::Number(before), Value::Number(after)) => same_number(before, after),
        (Value::Number(number), Value::String(text)) | (Value::String(text), Value::Number(number)) => {
            serde_json::from_str(text.trim()).is_ok_and(|spelled| same_number(number, &spelled))
        }
        (Value::String(before), Value::String(after)) => {
            before == after || (schema.is_enum() && before.eq_ignore_ascii_case(after))
        }
        _ => before == after,
    };
    (!same).then(|| format!("{at} was {} and is {}", brief(before), brief(after)))
}

fn same_number(a: &Number, b: &Number) -> bool {
    a == b || (a.as_i64().is_none() || b.as_i64().is_none()) && a.as_f64() == b.as_f64()
}

/// Enough of a value to recognise it.
fn brief(value: &Value) -> String {
    const ENOUGH: usize = 60;
    let text = value.to_string();
    if text.chars().count() <= ENOUGH { text } else { format!("{}…", text.chars().take(ENOUGH).collect::<String>()) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn found(schema: &Value, before: &Value, after: &Value) -> String {
        let document = json!({ "components": { "schemas": {
            "Base": { "properties": { "id": { "type": "integer" } } },
            "Loop": { "allOf": [{ "$ref": "#/components/schemas/Loop" }] },
        } } });
        loss(before, after, schema, &document).unwrap_or_default()
    }

    #[test]
    fn sets_aside_what_means_the_same() {
        let schema = json!({ "properties": {
            "price": { "type": "number" },
            "status": { "enum": ["done"] },
            "name": { "type": "string" },
            "tags": { "items": { "enum": ["a"] } },
            "by_name": { "additionalProperties": { "enum": ["b"] } },
        } });
        let before = json!({ "price": "0.050", "status": "DONE", "name": null, "undeclared": 1, "tags": ["A"], "by_name": { "x": "B" } });
        assert_eq!(
            found(
                &schema,
                &before,
                &json!({ "price": 0.05, "status": "done", "tags": ["a"], "by_name": { "x": "b" } })
            ),
            ""
        );
        assert_eq!(found(&schema, &json!({ "price": 1 }), &json!({ "price": 1.0, "name": null })), "");
    }

    #[test]
    fn tells_what_was_lost() {
        let any = json!({});
        let told = |before: Value, after: Value| found(&any, &before, &after);
        assert_eq!(told(json!({ "a": [1, { "b": 2 }] }), json!({ "a": [1, {}] })), "$.a[1].b was 2 and is gone");
        assert_eq!(told(json!({}), json!({ "a": "b" })), r#"$.a was not there and is "b""#);
        assert_eq!(told(json!("A"), json!("a")), r#"$ was "A" and is "a""#);
        assert_eq!(told(json!([null]), json!([])), "$ was [null] and is []");
        assert_eq!(told(json!("true"), json!(true)), r#"$ was "true" and is true"#);
        assert_eq!(told(json!(9_007_199_254_740_993_i64), json!(9_007_199_254_740_992_i64)).len(), 46);
    }

    #[test]
    fn all_parts_of_a_schema_declare() {
        let schema = json!({
            "allOf": [{ "$ref": "#/components/schemas/Base" }, { "$ref": "#/components/schemas/Loop" }],
            "oneOf": [{ "properties": { "a": {} } }, { "type": "string" }],
        });
        assert_eq!(found(&schema, &json!({ "id": 1, "other": 2 }), &json!({ "id": 1 })), "");
        assert_eq!(found(&schema, &json!({ "id": 1, "a": 2 }), &json!({ "id": 1 })), "$.a was 2 and is gone");
    }
}
