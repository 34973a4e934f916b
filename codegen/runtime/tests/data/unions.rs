//! Which variant of a union JSON is read as, and what is written again.

use super::runtime::{Json, from_json, to_json};
use super::runtime::{Union, object, union};

#[derive(Clone, Default, PartialEq)]
struct Cat {
    kind: Option<String>,
    lives: Option<i64>,
}

object! {
    Cat;

    kind: optional("kind");
    lives: optional("lives");
}

#[derive(Clone, PartialEq)]
struct Dog {
    lives: Option<i64>,
    tail: bool,
    puppies: Option<Vec<Fit>>,
}

object! {
    Dog;

    lives: optional("lives");
    tail: required("tail");
    puppies: optional("puppies");
}

#[derive(Clone, PartialEq)]
enum Fit {
    Text(String),
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Integer(i64),
    Integers(Vec<i64>),
    Unknown(Json),
}

impl Union for Fit {
    fn read(from: &mut union::Choice<'_, Self>) {
        from.variant(Self::Text);
        from.variant(Self::Cat);
        from.variant(Self::Dog);
        from.variant(Self::Integer);
        from.variant(Self::Integers);
    }

    fn unknown(json: Json) -> Self {
        Self::Unknown(json)
    }

    fn value(&self) -> &dyn union::Write {
        match self {
            Self::Text(value) => value,
            Self::Cat(value) => value,
            Self::Dog(value) => value,
            Self::Integer(value) => value,
            Self::Integers(value) => value,
            Self::Unknown(json) => json,
        }
    }
}

union!(Fit);
union!(Fit, Text(String));
union!(Fit, Cat(Cat));

#[derive(Clone, PartialEq)]
enum Tagged {
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Other(Box<Fit>),
    Unknown(Json),
}

impl Union for Tagged {
    const TAG: &'static str = "kind";

    fn read(from: &mut union::Choice<'_, Self>) {
        from.tagged(&["Cat", "cat"], Self::Cat);
        from.tagged(&["dog"], Self::Dog);
        from.variant(Self::Other);
    }

    fn unknown(json: Json) -> Self {
        Self::Unknown(json)
    }

    fn value(&self) -> &dyn union::Write {
        match self {
            Self::Cat(value) => value,
            Self::Dog(value) => value,
            Self::Other(value) => value,
            Self::Unknown(json) => json,
        }
    }

    fn tag(&self) -> &'static str {
        match self {
            Self::Cat(_) => "Cat",
            Self::Dog(_) => "dog",
            Self::Other(_) | Self::Unknown(_) => "",
        }
    }
}

union!(Tagged);

/// The variant that is read, and what it writes.
fn fit(json: &str) -> String {
    let value: Fit = from_json(json).unwrap();
    let variant = match value {
        Fit::Text(_) => "Text",
        Fit::Cat(_) => "Cat",
        Fit::Dog(_) => "Dog",
        Fit::Integer(_) => "Integer",
        Fit::Integers(_) => "Integers",
        Fit::Unknown(_) => "Unknown",
    };
    format!("{variant} {}", to_json(&value))
}

fn tagged(json: &str) -> String {
    let value: Tagged = from_json(json).unwrap();
    let variant = match value {
        Tagged::Cat(_) => "Cat",
        Tagged::Dog(_) => "Dog",
        Tagged::Other(_) => "Other",
        Tagged::Unknown(_) => "Unknown",
    };
    format!("{variant} {}", to_json(&value))
}

#[test]
fn exact_beats_tolerant() {
    assert_eq!(fit("5"), "Integer 5");
    assert_eq!(fit(r#""5""#), r#"Text "5""#);
    assert_eq!(fit("[1,2]"), "Integers [1,2]");
    assert_eq!(fit(r#"{"lives":9}"#), r#"Cat {"lives":9}"#);
    assert_eq!(fit(r#"{"lives":9,"tail":true}"#), r#"Dog {"lives":9,"tail":true}"#);
    assert_eq!(fit("{}"), "Cat {}");
}

#[test]
fn the_most_members_decide_between_the_tolerant() {
    // A member that neither declares.
    assert_eq!(fit(r#"{"lives":9,"tail":true,"x":1}"#), r#"Dog {"lives":9,"tail":true}"#);
    assert_eq!(fit(r#"{"kind":"a","lives":9,"tail":true,"x":1}"#), r#"Cat {"kind":"a","lives":9}"#);
    // One that is spelled as something else.
    assert_eq!(fit(r#"{"lives":"9"}"#), r#"Cat {"lives":9}"#);
}

#[test]
fn what_fits_none_is_kept_as_it_came() {
    for json in ["true", "1.50", "null", r#"{"x":{"y":[1e400]}}"#, r#"["1"]"#, r#"[{"a":null}]"#] {
        assert_eq!(fit(json), format!("Unknown {json}"));
    }
}

#[test]
fn unions_in_unions() {
    let json = r#"{"tail":false,"puppies":["Rex",{"lives":1},{"tail":true,"puppies":[true]}]}"#;
    assert_eq!(fit(json), format!("Dog {json}"));
    assert_eq!(tagged(r#"{"lives":1,"tail":true}"#), r#"Dog {"lives":1,"tail":true,"kind":"dog"}"#);
}

#[test]
fn the_tag_decides() {
    assert_eq!(tagged(r#"{"kind":"Cat","tail":true}"#), r#"Cat {"kind":"Cat"}"#);
    assert_eq!(tagged(r#"{"kind":"cat"}"#), r#"Cat {"kind":"cat"}"#);
    assert_eq!(tagged(r#"{"kind":"DOG","tail":true}"#), r#"Dog {"tail":true,"kind":"dog"}"#);
    // A variant that the tag asks for must fit.
    let error = from_json::<Tagged>(r#"{"kind":"dog","tail":[]}"#).err().map(|error| error.to_string());
    assert_eq!(error.as_deref(), Some("expected a boolean, but found an array at `$.tail`"));
}

#[test]
fn an_unknown_tag_is_kept() {
    assert_eq!(tagged(r#"{"kind":"bird","wings":[2]}"#), r#"Unknown {"kind":"bird","wings":[2]}"#);
    assert_eq!(tagged(r#"{"kind":"bird","lives":2}"#), r#"Other {"kind":"bird","lives":2}"#);
    assert_eq!(tagged(r#""Rex""#), r#"Other "Rex""#);
    assert_eq!(tagged("null"), "Unknown null");
}

#[test]
fn the_tag_is_written() {
    let cat = Tagged::Cat(Box::new(Cat { kind: None, lives: Some(9) }));
    assert_eq!(to_json(&cat), r#"{"lives":9,"kind":"Cat"}"#);
    let cat = Tagged::Cat(Box::new(Cat { kind: Some("tabby".to_owned()), lives: None }));
    assert_eq!(to_json(&cat), r#"{"kind":"tabby"}"#);
    let dog =
        Tagged::Dog(Box::new(Dog { lives: None, tail: true, puppies: Some(vec!["x".into(), Cat::default().into()]) }));
    assert_eq!(to_json(&dog), r#"{"tail":true,"puppies":["x",{}],"kind":"dog"}"#);
    assert_eq!(format!("{dog:?}"), r#"Dog { tail: true, puppies: ["x", Cat] }"#);
}

#[test]
fn serde_reads_and_writes_the_same() {
    let json = r#"{"kind":"bird","wings":[2]}"#;
    let bird: Tagged = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&bird).unwrap(), json);
}
