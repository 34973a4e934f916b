//! Times and dates: text that is parsed on access, so that an odd one never costs an answer.

mod calendar;
mod parse;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::argument::{Argument, FromText, Text, ToText};
use super::checks::InvalidInput;
use super::read::{Grade, Read, ReadError, read_text};
use super::serde_shim;
use super::serde_shim::serde_shim;
use super::tree::{Tree, excerpt};
use super::write::{JsonWriter, Write};
use calendar::date_of_day;
pub(super) use calendar::day_of_date;
use parse::{parse_date, parse_date_time};

/// A point in time, as it is spelled: `2024-05-31T16:00:00Z`. Equality is that of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The point in time that the text spells in the form of RFC 3339 or RFC 2822. A text without an offset is in UTC.
    #[inline]
    pub fn to_system_time(&self) -> Result<SystemTime, InvalidDateTime> {
        let time = parse_date_time(self.0.trim_ascii()).and_then(|(seconds, nanoseconds)| {
            let size = Duration::from_secs(seconds.unsigned_abs());
            let whole = if seconds < 0 { UNIX_EPOCH.checked_sub(size) } else { UNIX_EPOCH.checked_add(size) };
            whole?.checked_add(Duration::from_nanos(nanoseconds.into()))
        });
        time.ok_or_else(|| InvalidDateTime::new("a time such as `2024-05-31T16:00:00Z`", &self.0))
    }
}

/// In UTC, to the second: `2024-05-31T16:00:00Z`.
impl From<SystemTime> for DateTime {
    #[inline]
    fn from(time: SystemTime) -> Self {
        let seconds = seconds_since_epoch(time);
        let second = seconds.rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        Self(format!("{}T{hour:02}:{minute:02}:{second:02}Z", Date::from(time)))
    }
}

/// A calendar date, as it is spelled: `2024-05-31`. Equality is that of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Date(String);

impl Date {
    /// Year, month (from 1) and day (from 1) of a date in the form `YYYY-MM-DD`.
    #[inline]
    pub fn ymd(&self) -> Result<(i32, u8, u8), InvalidDateTime> {
        parse_date(self.0.trim_ascii()).ok_or_else(|| InvalidDateTime::new("a date such as `2024-05-31`", &self.0))
    }
}

/// The date in UTC.
impl From<SystemTime> for Date {
    #[inline]
    fn from(time: SystemTime) -> Self {
        let (year, month, day) = date_of_day(seconds_since_epoch(time).div_euclid(86_400));
        Self(format!("{year:04}-{month:02}-{day:02}"))
    }
}

#[inline]
fn seconds_since_epoch(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
        Err(error) => {
            let before = error.duration();
            let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            -seconds - i64::from(before.subsec_nanos() > 0)
        }
    }
}

/// A text that is no time or date. Prints as "expected a date such as `2024-05-31`, but found `soon`".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidDateTime {
    expected: &'static str,
    found: String,
}

impl InvalidDateTime {
    #[inline]
    fn new(expected: &'static str, found: &str) -> Self {
        Self { expected, found: excerpt(found) }
    }
}

impl fmt::Display for InvalidDateTime {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, but found `{}`", self.expected, self.found)
    }
}

impl std::error::Error for InvalidDateTime {}

macro_rules! kept_text {
    ($name:ident) => {
        impl $name {
            /// The text as it came.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl FromStr for $name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl Read for $name {
            const EXPECTED: &'static str = "a string";

            #[inline]
            fn read(value: &Tree<'_>, grade: &mut Grade) -> Result<Self, ReadError> {
                match read_text(value, grade) {
                    Ok(text) => Ok(Self(text.to_owned())),
                    Err(error) => Err(error),
                }
            }
        }

        impl Write for $name {
            fn write(&self, to: &mut JsonWriter) {
                to.string(&self.0);
            }
        }

        impl FromText for $name {
            #[inline]
            fn as_text(&self) -> &str {
                &self.0
            }
        }

        impl ToText for $name {
            #[inline]
            fn text(&self) -> Result<Cow<'_, str>, InvalidInput> {
                Ok(Cow::Borrowed(&self.0))
            }
        }

        impl Argument<$name> for SystemTime {
            #[inline]
            fn text(&self) -> Text<'_> {
                Text::from(Ok(Cow::Owned($name::from(*self).0)))
            }
        }

        serde_shim!(serde_shim, $name);
    };
}

kept_text!(DateTime);
kept_text!(Date);
