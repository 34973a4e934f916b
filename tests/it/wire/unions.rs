//! Generated unions: which variant an answer becomes, and what goes out again.

use expect_test::expect;
use workspace_tests::cases;
use workspace_tests::runtime::{Json, from_json, to_json};

use super::requests::sent;

#[test]
fn choices() {
    use cases::union::types::{Cat, Dog, Either, Pet, PetInline, PetScalar, Tree};
    let read = |text: &str| from_json::<Pet>(text).expect("whatever it is, it is kept");
    let pet = read(r#"{"either": {"name": "Rex", "tail": "curly"}, "scalar": 5, "inline": {"no": 1}}"#);
    // An unknown value of an enum is not exact, but says more than a cat's name.
    assert!(matches!(&pet.either, Either::Dog(dog) if dog.name.as_deref() == Some("Rex")));
    assert_eq!(pet.scalar, Some(PetScalar::Integer(5)));
    assert!(matches!(&pet.inline, Some(PetInline::Numbered(inline)) if inline.no == 1));
    assert_eq!(to_json(&pet), r#"{"either":{"name":"Rex","tail":"curly"},"scalar":5,"inline":{"no":1}}"#);
    let pet =
        read(r#"{"either": {}, "scalar": 0.5, "nullable": null, "tree": ["a", {"left": [], "right": {"left": "b"}}]}"#);
    assert_eq!(pet.either, Cat::new().into());
    assert_eq!(pet.scalar, Some(PetScalar::Number(0.5)));
    assert_eq!(pet.nullable, None);
    let Some(Tree::TreeList(trees)) = pet.tree else { panic!("{pet:?}") };
    assert!(matches!(&trees[..], [Tree::Text(_), Tree::Object(tree)] if tree.right.is_some()));
    assert_ne!(Either::from(Dog::new()), Cat::new().into());
    // What is none of them is kept.
    let odd = r#"{"either":[1.50],"scalar":{"a":null},"one_or_many":true}"#;
    assert_eq!(to_json(&read(odd)), odd);
}

#[test]
fn tags() {
    use cases::union_tag::types::{All, Cat, Dog, Implied, Mapped, Named};
    let read = |text: &str| from_json::<All>(text).expect("whatever it is, it is kept");
    let all = read(r#"{"mapped": {"kind": "hound"}, "named": {"kind": "dog"}, "implied": {"shape": "dot"}}"#);
    assert!(matches!(all.mapped, Some(Mapped::Dog(_))));
    assert!(matches!(all.named, Some(Named::Dog(_))));
    assert!(matches!(all.implied, Some(Implied::Dot(_))));
    let odd = r#"{"mapped":{"kind":"bird","wings":2},"named":"Rex","implied":{"shape":"star"}}"#;
    let all = read(odd);
    assert_eq!(all.mapped, Some(Mapped::Unknown(r#"{"kind": "bird", "wings": 2}"#.parse::<Json>().expect("JSON"))));
    assert_eq!(to_json(&all), odd);
    let error = from_json::<All>(r#"{"implied": {"shape": "circle"}}"#).expect_err("a circle has a radius");
    expect!["expected a number, but found nothing at `$.implied.radius`"].assert_eq(&error.to_string());
    // The tag goes out, whether the type knows it or not.
    assert_eq!(to_json(&Mapped::from(Cat::new().lives(9))), r#"{"lives":9,"kind":"cat"}"#);
    assert_eq!(to_json(&Mapped::from(Cat::new().kind("tabby"))), r#"{"kind":"tabby"}"#);
    assert_eq!(to_json(&Mapped::from(Dog::new())), r#"{"kind":"dog"}"#);
    assert_eq!(to_json(&Named::from("Rex")), r#""Rex""#);
}

#[test]
fn bases() {
    use cases::union_base::api::pets::replace_pet;
    use cases::union_base::types::{Kitten, Pet};
    let pets = r#"[{"kind":"Kitten","lives":9},{"kind":"bird","name":"Tweety","wings":[2]},{"name":"Rex"}]"#;
    let read: Vec<Pet> = from_json(pets).expect("whatever they are, they are kept");
    assert!(matches!(&read[0], Pet::Kitten(kitten) if kitten.lives == Some(9)));
    assert!(matches!(&read[1], Pet::Base(base) if base.name.as_deref() == Some("Tweety")));
    assert!(matches!(&read[2], Pet::Unknown(_)));
    assert_eq!(to_json(&read), pets);
    expect![[r#"
        PUT /pet HTTP/1.1
        accept: application/json
        content-length: 27
        content-type: application/json
        user-agent: workspace-tests/0.1.0

        {"kind":"Kitten","lives":9}"#]]
    .assert_eq(&sent!(union_base, |client| replace_pet(&client, &Kitten::new("Kitten").lives(9).into()), Vec<Pet>));
}
