use std::borrow::Cow;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::runtime::{Argument, Checks, Date, DateTime, JsonText, Text, ToText, checked, checked_all, texts};
use super::types::{BuildSid, BuildStatus, Status};

const SID: &str = "ZB0123456789abcdef0123456789abcdef";

fn sent(argument: impl Argument<BuildSid>) -> Result<String, String> {
    shown(&argument.text())
}

fn shown(text: &dyn ToText) -> Result<String, String> {
    text.text().map(Cow::into_owned).map_err(|error| error.to_string())
}

#[test]
fn arguments_are_values_references_and_text() {
    let sid = BuildSid::new(SID).unwrap();
    assert_eq!(sent(&sid), Ok(SID.to_owned()));
    assert_eq!(sent(SID), Ok(SID.to_owned()));
    assert_eq!(sent(SID.to_owned()), Ok(SID.to_owned()));
    assert_eq!(sent(&String::from(SID)), Ok(SID.to_owned()));
    let expected = "expected text that matches `^ZB[0-9a-fA-F]{32}$`, but found `ZS1`";
    assert_eq!(sent("ZS1"), Err(expected.to_owned()));
    assert_eq!(sent(sid), Ok(SID.to_owned()));
}

#[test]
fn text_types_check_when_a_caller_makes_them() {
    assert!(BuildSid::try_from("x").is_err() && "x".parse::<BuildSid>().is_err());
    let sid: BuildSid = SID.parse().unwrap();
    assert!(sid.is_valid() && sid == SID && sid.starts_with("ZB") && sid.as_ref() == SID);
    assert_eq!(format!("{sid:>36}"), format!("  {SID}"));
    assert_eq!(
        (String::from(&sid), String::from(sid.clone()), sid.into_string()),
        (SID.into(), SID.into(), SID.into())
    );
    let error = Checks::NONE.min_length(3).check("éé").unwrap_err();
    assert_eq!(error.to_string(), "expected at least 3 characters, but found `éé`");
    let error = Checks::NONE.max_length(70).check(&"é".repeat(71)).unwrap_err();
    assert_eq!(error.found(), "é".repeat(60) + "…");
}

#[test]
fn enums_are_made_from_text() {
    assert_eq!(Status::from("Completed"), Status::Completed);
    assert_eq!("queued".parse::<Status>(), Ok(Status::Unknown("queued".to_owned())));
    assert_eq!(Status::Building.to_string(), "building");
    fn text(status: impl Argument<Status>) -> Result<String, String> {
        shown(&status.text())
    }
    assert_eq!(text(Status::Building), Ok("building".to_owned()));
    assert_eq!(text("queued"), Ok("queued".to_owned()));
}

#[test]
fn scalars_have_one_text() {
    assert_eq!(shown(&20.0), Ok("20".to_owned()));
    assert_eq!(shown(&0.05), Ok("0.05".to_owned()));
    assert_eq!(shown(&-3_i64), Ok("-3".to_owned()));
    assert_eq!(shown(&true), Ok("true".to_owned()));
    assert_eq!(shown(&f64::NAN), Err("expected a finite number, but found `NaN`".to_owned()));
    assert_eq!(
        shown(&JsonText(&BuildStatus { url: Some("u".to_owned()), ..BuildStatus::default() })),
        Ok("{}".to_owned())
    );
}

#[test]
fn lists_keep_what_is_wrong_with_an_item() {
    let checks = Checks::NONE.pattern("^a");
    assert!(shown(&checked("ab", checks)).is_ok() && shown(&checked("b", checks)).is_err());
    let list = checked_all(["ab", "b"], checks);
    assert!(format!("{list:?}").contains("expected"), "{list:?}");
    let list = texts::<BuildSid>(&["x"]);
    assert!(format!("{list:?}").contains("expected"), "{list:?}");
    assert_eq!(format!("{:?}", texts::<i64>([1, 2])), r#"Texts([Ok("1"), Ok("2")])"#);
}

#[test]
fn times_are_parsed_on_access() {
    let seconds = |text: &str| {
        let time = DateTime::from(text).to_system_time().ok()?;
        Some(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_secs_f64(),
            Err(error) => -error.duration().as_secs_f64(),
        })
    };
    let same = [
        "2024-05-31T16:00:00Z",
        "2024-05-31t16:00:00z",
        "2024-05-31T18:00:00+02:00",
        "2024-05-31 11:30:00-04:30",
        "2024-05-31T16:00:00",
        "2024-05-31T16:00Z",
        "2024-05-31T18:00:00+0200",
        "Fri, 31 May 2024 16:00:00 +0000",
        "Fri, 31 May 2024 16:00:00 GMT",
        "31 may 2024 12:00:00 EDT",
        "Fri, 31 May 2024 16:00 -0000 (UTC)",
        " 2024-05-31T16:00:00.000Z ",
    ];
    for text in same {
        assert_eq!(seconds(text), Some(1_717_171_200.0), "{text}");
    }
    assert_eq!(seconds("1970-01-01T00:00:00.25Z"), Some(0.25));
    assert_eq!(seconds("1969-12-31T23:59:59.5Z"), Some(-0.5));
    assert_eq!(seconds("2016-12-31T23:59:60Z"), Some(1_483_228_800.0));
    assert_eq!(seconds("2000-02-29T00:00:00Z"), Some(951_782_400.0));
    assert_eq!(seconds("0000-01-01T00:00:00Z"), Some(-62_167_219_200.0));
    let none = [
        "",
        "soon",
        "2023-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-05-31",
        "2024-05-31T24:00:00Z",
        "2024-05-31T16Z",
        "2024-05-31T16:00:00é",
        "2024-05-31T16:00:00.Z",
        "32 May 2024 00:00:00 GMT",
        "é May 2024",
        "1 éé",
        "31 May 24 00:00:00 Z",
    ];
    for text in none {
        assert_eq!(seconds(text), None, "{text}");
    }
    let error = DateTime::from("soon").to_system_time().unwrap_err();
    assert_eq!(error.to_string(), "expected a time such as `2024-05-31T16:00:00Z`, but found `soon`");
}

#[test]
fn times_are_made_from_the_clock() {
    let text = |seconds: i64| {
        let size = Duration::from_secs(seconds.unsigned_abs());
        let time = if seconds < 0 { UNIX_EPOCH - size } else { UNIX_EPOCH + size };
        DateTime::from(time).to_string()
    };
    assert_eq!(text(0), "1970-01-01T00:00:00Z");
    assert_eq!(text(1_717_171_199), "2024-05-31T15:59:59Z");
    assert_eq!(text(-1), "1969-12-31T23:59:59Z");
    assert_eq!(text(951_782_400), "2000-02-29T00:00:00Z");
    for day in (-1_000_000..1_000_000).step_by(997) {
        let seconds = day * 86_400;
        let date = text(seconds);
        if (0..=9999).contains(&Date::from(&date[..date.len() - 10]).ymd().map_or(-1, |date| date.0)) {
            let time = DateTime::from(date.as_str()).to_system_time().unwrap();
            assert_eq!(DateTime::from(time).as_str(), date);
        }
    }
    fn argument(time: impl Argument<DateTime>) -> String {
        let text: Text<'_> = time.text();
        shown(&text).unwrap()
    }
    let time: SystemTime = UNIX_EPOCH + Duration::from_millis(1999);
    assert_eq!(argument(time), "1970-01-01T00:00:01Z");
    assert_eq!(argument("yesterday"), "yesterday");
    assert_eq!(Date::from(time).as_str(), "1970-01-01");
    assert_eq!(Date::from("2024-02-29").ymd(), Ok((2024, 2, 29)));
    assert!(Date::from("2024-02-30").ymd().is_err() && Date::from("2024-02-29T").ymd().is_err());
}
