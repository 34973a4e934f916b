//! What an object has found is dropped if the object can't be read, and not before.

use std::cell::Cell;

use super::runtime::{Grade, JsonMap, JsonWriter, Read, ReadError, Tree, Write, from_json, object};

thread_local! {
    static ALIVE: Cell<usize> = const { Cell::new(0) };
}

/// A number that counts those that are alive.
#[derive(PartialEq)]
struct Counted(i64);

impl Read for Counted {
    const EXPECTED: &'static str = i64::EXPECTED;

    fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
        let number = i64::read(value, grade)?;
        ALIVE.set(ALIVE.get() + 1);
        Ok(Self(number))
    }
}

impl Write for Counted {
    fn write(&self, to: &mut JsonWriter) {
        self.0.write(to);
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.set(ALIVE.get() - 1);
    }
}

struct Loose {
    one: Option<Counted>,
    list: Option<Vec<Counted>>,
    last: Option<Counted>,
}

object! {
    Loose;

    one: optional("one");
    list: optional("list");
    last: optional("last");
}

struct Strict {
    one: Counted,
    two: Option<Counted>,
    within: Option<Loose>,
    rest: JsonMap<Counted>,
}

object! {
    Strict;

    one: required("one");
    two: required("two").nullable();
    within: optional("within");
    rest: rest();
}

#[test]
fn all_of_an_object_that_cannot_be_read_is_dropped() {
    for (text, expected) in [
        (
            r#"{"one": 1, "list": [2, 3, "x"], "last": 4}"#,
            "expected a 64-bit integer, but found a string at `$.list[2]`",
        ),
        (r#"{"one": 1, "list": [2], "last": "x"}"#, "expected a 64-bit integer, but found a string at `$.last`"),
        (r#"{"last": [], "one": 1}"#, "expected a 64-bit integer, but found an array at `$.last`"),
        ("[1]", "expected an object, but found an array at `$`"),
    ] {
        assert_eq!(from_json::<Loose>(text).err().map(|error| error.to_string()).as_deref(), Some(expected), "{text}");
        assert_eq!(ALIVE.get(), 0, "{text}");
    }
    for (text, expected) in [
        (r#"{"two": 1, "x": 2}"#, "expected a 64-bit integer, but found nothing at `$.one`"),
        (
            r#"{"one": 1.5, "two": 2, "x": 3}"#,
            "expected a 64-bit integer, but found a number with a fraction or an exponent at `$.one`",
        ),
        (r#"{"one": 1, "two": [], "x": 2}"#, "expected a 64-bit integer, but found an array at `$.two`"),
        (
            r#"{"one": 1, "within": {"one": 2, "last": {}}}"#,
            "expected a 64-bit integer, but found an object at `$.within.last`",
        ),
        (r#"{"one": 1, "x": 2, "y": "z"}"#, "expected a 64-bit integer, but found a string at `$.y`"),
    ] {
        let found = from_json::<Strict>(text).err().map(|error| error.to_string());
        assert_eq!(found.as_deref(), Some(expected), "{text}");
        assert_eq!(ALIVE.get(), 0, "{text}");
    }
}

#[test]
fn what_has_been_read_is_alive_until_it_is_dropped() {
    let loose: Loose = from_json(r#"{"one": 1, "list": [2, 3], "last": 1.5}"#).unwrap();
    assert_eq!((loose.one.is_some(), loose.list.as_ref().map(Vec::len), loose.last.is_none()), (true, Some(2), true));
    assert_eq!(ALIVE.get(), 3);
    drop(loose);
    assert_eq!(ALIVE.get(), 0);
    let strict: Strict = from_json(r#"{"x": 4, "one": 1, "within": {"one": 2}}"#).unwrap();
    assert_eq!((strict.one.0, strict.two.is_none(), strict.rest.len()), (1, true, 1));
    assert_eq!(ALIVE.get(), 3);
    drop(strict);
    assert_eq!(ALIVE.get(), 0);
}
