//! Paths: templates, filled in with percent-encoded values.

use super::argument::ToText;
use super::checks::InvalidInput;
use super::percent::Encoding;

/// Fills the `{placeholders}` of a template, in order. The error names the parameter.
///
/// A value that is empty, `.` or `..` is refused: it would address another resource, since URL libraries, proxies and
/// servers resolve such segments (RFC 3986, section 5.2.4), encoded or not.
pub(super) fn fill_path(
    template: &'static str,
    values: &[&dyn ToText],
) -> Result<String, (&'static str, InvalidInput)> {
    let mut path = String::with_capacity(template.len() + 40 * values.len());
    let mut values = values.iter();
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        path.push_str(literal);
        let Some(value) = values.next() else { return Err((name, InvalidInput::new("a value", "none"))) };
        append_value(&mut path, *value).map_err(|problem| (name, problem))?;
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

/// Appends a value, encoded.
pub(super) fn append_value(path: &mut String, value: &dyn ToText) -> Result<(), InvalidInput> {
    let is_encoded = value.is_encoded();
    let value = value.text()?;
    if matches!(&*value, "" | "." | "..") {
        return Err(InvalidInput::new("text other than ``, `.` and `..`", &value));
    }
    if is_encoded {
        path.push_str(&value);
    } else {
        Encoding::Url.append(path, &value);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::fill_path;

    #[test]
    fn values_are_encoded_where_they_stand() {
        let filled = fill_path("/v1/Services/{ServiceSid}/x.{Ext}", &[&"a/b?c#d e%2F", &"ü"]);
        assert_eq!(filled.ok().as_deref(), Some("/v1/Services/a%2Fb%3Fc%23d%20e%252F/x.%C3%BC"));
    }

    #[test]
    fn dot_segments_and_nothing_are_refused_by_name() {
        for value in ["", ".", ".."] {
            let (name, problem) = fill_path("/v1/{Sid}/Status", &[&value]).expect_err("must be refused");
            assert_eq!(name, "Sid");
            assert!(problem.to_string().ends_with(&format!("but found `{value}`")), "{problem}");
        }
        for value in ["...", "%2e", "%2E%2e", " ", ". "] {
            assert!(fill_path("/v1/{Sid}", &[&value]).is_ok(), "{value}");
        }
    }

    #[test]
    fn a_value_too_few_is_an_error() {
        assert_eq!(fill_path("/{a}/{b}", &[&"x"]).expect_err("must be refused").0, "b");
    }

    #[test]
    fn a_brace_that_opens_nothing_stays() {
        assert_eq!(fill_path("/a{b", &[]).ok().as_deref(), Some("/a{b"));
    }
}
