//! The texts of times and dates.
//!
//! Compiled where a program parses one, not with the client: hence the attributes.

use super::calendar::{day_of_date, days_in_month};

/// Seconds since 1970 and nanoseconds, of a time in the form of RFC 3339 or RFC 2822.
#[inline]
pub(super) fn parse_date_time(text: &str) -> Option<(i64, u32)> {
    let mut rfc_3339 = Scanner(text);
    if let Some((year, month, day)) = rfc_3339.date() {
        rfc_3339.any_of("Tt ")?;
        return rfc_3339.time((year, month, day));
    }
    let mut rfc_2822 = Scanner(text.split_once(',').map_or(text, |(_, rest)| rest));
    let date = rfc_2822.long_date()?;
    rfc_2822.time(date)
}

/// `YYYY-MM-DD`.
#[inline]
pub(super) fn parse_date(text: &str) -> Option<(i32, u8, u8)> {
    let mut scanner = Scanner(text);
    scanner.date().filter(|_| scanner.0.is_empty())
}

/// What is left of the text.
struct Scanner<'a>(&'a str);

impl Scanner<'_> {
    #[inline]
    fn date(&mut self) -> Option<(i32, u8, u8)> {
        let year = self.year()?;
        self.any_of("-")?;
        let month = self.digits(2)?;
        self.any_of("-")?;
        let day = self.digits(2)?;
        checked_date(year, month, day)
    }

    /// `31 May 2024`, with spaces around it.
    #[inline]
    fn long_date(&mut self) -> Option<(i32, u8, u8)> {
        const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        self.spaces();
        let day = self.digits(1)?;
        self.spaces();
        let name = self.0.as_bytes().get(..3)?;
        let mut month = 1;
        while !MONTHS.get(usize::from(month) - 1)?.as_bytes().eq_ignore_ascii_case(name) {
            month += 1;
        }
        self.0 = &self.0[3..];
        self.spaces();
        let year = self.year()?;
        self.spaces();
        checked_date(year, month, day)
    }

    /// The rest: `16:00:00.25 +01:00`.
    #[inline]
    fn time(mut self, (year, month, day): (i32, u8, u8)) -> Option<(i64, u32)> {
        let hour = self.digits(2)?;
        self.any_of(":")?;
        let minute = self.digits(2)?;
        let second = if self.any_of(":").is_some() { self.digits(2)? } else { 0 };
        let nanoseconds = if self.any_of(".,").is_some() { self.fraction()? } else { 0 };
        self.spaces();
        let offset = self.offset()?;
        // A leap second is the one that follows it.
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let days = day_of_date(year.into(), month.into(), day.into());
        Some((days * 86_400 + seconds(hour, minute) + i64::from(second) - offset, nanoseconds))
    }

    /// In seconds. The names are those of RFC 2822.
    #[inline]
    fn offset(&mut self) -> Option<i64> {
        #[rustfmt::skip]
        const ZONES: &[(&str, i64)] = &[
            ("", 0), ("Z", 0), ("UT", 0), ("UTC", 0), ("GMT", 0), ("EDT", -4), ("EST", -5), ("CDT", -5), ("CST", -6),
            ("MDT", -6), ("MST", -7), ("PDT", -7), ("PST", -8),
        ];
        for (name, hours) in ZONES {
            if name.eq_ignore_ascii_case(self.0) {
                return Some(*hours * 3600);
            }
        }
        self.numeric_offset()
    }

    #[inline]
    fn numeric_offset(&mut self) -> Option<i64> {
        let sign = if self.any_of("+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2)?;
        let minutes = if self.0.is_empty() {
            0
        } else {
            let _ = self.any_of(":");
            self.digits(2)?
        };
        // RFC 2822 lets the name of the zone follow in parentheses.
        self.spaces();
        let is_complete = self.0.is_empty() || self.0.starts_with('(');
        if is_complete && hours < 24 && minutes < 60 { Some(sign * seconds(hours, minutes)) } else { None }
    }

    /// In nanoseconds; what is finer is cut off.
    #[inline]
    fn fraction(&mut self) -> Option<u32> {
        let digits = self.take_digits(usize::MAX);
        if digits.is_empty() {
            return None;
        }
        let mut nanoseconds = 0;
        for at in 0..9 {
            let digit = match digits.as_bytes().get(at) {
                Some(digit) => *digit - b'0',
                None => 0,
            };
            nanoseconds = nanoseconds * 10 + u32::from(digit);
        }
        Some(nanoseconds)
    }

    /// Four digits.
    #[inline]
    fn year(&mut self) -> Option<i32> {
        let (century, year) = (self.digits(2)?, self.digits(2)?);
        Some(i32::from(century) * 100 + i32::from(year))
    }

    /// So many digits at least, and two at most.
    // Called from everywhere: copied there, it would take six times as long to compile.
    #[cold]
    #[inline]
    fn digits(&mut self, min: usize) -> Option<u8> {
        let digits = self.take_digits(2);
        if digits.len() < min {
            return None;
        }
        let mut value = 0;
        for digit in digits.as_bytes() {
            value = value * 10 + (*digit - b'0');
        }
        Some(value)
    }

    #[inline]
    fn take_digits(&mut self, max: usize) -> &str {
        let mut length = 0;
        while length < max && matches!(self.0.as_bytes().get(length), Some(b'0'..=b'9')) {
            length += 1;
        }
        let (digits, rest) = self.0.split_at(length);
        self.0 = rest;
        digits
    }

    /// One of these ASCII characters.
    #[cold]
    #[inline]
    fn any_of(&mut self, chars: &str) -> Option<u8> {
        let next = *self.0.as_bytes().first()?;
        for c in chars.as_bytes() {
            if *c == next {
                self.0 = &self.0[1..];
                return Some(next);
            }
        }
        None
    }

    #[inline]
    fn spaces(&mut self) {
        self.0 = self.0.trim_ascii_start();
    }
}

#[inline]
fn seconds(hours: u8, minutes: u8) -> i64 {
    i64::from(hours) * 3600 + i64::from(minutes) * 60
}

#[inline]
fn checked_date(year: i32, month: u8, day: u8) -> Option<(i32, u8, u8)> {
    let is_valid = matches!(month, 1..=12) && day >= 1 && day <= days_in_month(year, month);
    if is_valid { Some((year, month, day)) } else { None }
}
