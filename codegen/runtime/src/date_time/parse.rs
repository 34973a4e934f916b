//! The texts of times and dates.

use super::calendar::{day_of_date, days_in_month};

/// Seconds since 1970 and nanoseconds, of a time in the form of RFC 3339 or RFC 2822.
pub(super) fn date_time(text: &str) -> Option<(i64, u32)> {
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
pub(super) fn date(text: &str) -> Option<(i32, u8, u8)> {
    let mut scanner = Scanner(text);
    scanner.date().filter(|_| scanner.0.is_empty())
}

/// What is left of the text.
struct Scanner<'a>(&'a str);

impl Scanner<'_> {
    fn date(&mut self) -> Option<(i32, u8, u8)> {
        let year = self.digits(4, 4)?;
        self.any_of("-")?;
        let month = self.digits(2, 2)?;
        self.any_of("-")?;
        let day = self.digits(2, 2)?;
        checked_date(year, month, day)
    }

    /// `31 May 2024`, with spaces around it.
    fn long_date(&mut self) -> Option<(i32, u8, u8)> {
        const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
        self.spaces();
        let day = self.digits(1, 2)?;
        self.spaces();
        let name = self.0.get(..3)?.to_ascii_lowercase();
        let at = MONTHS.find(&name).filter(|at| at % 3 == 0)?;
        self.0 = &self.0[3..];
        self.spaces();
        let year = self.digits(4, 4)?;
        self.spaces();
        checked_date(year, u32::try_from(at / 3 + 1).ok()?, day)
    }

    /// The rest: `16:00:00.25 +01:00`.
    fn time(mut self, (year, month, day): (i32, u8, u8)) -> Option<(i64, u32)> {
        let hour = self.digits(2, 2)?;
        self.any_of(":")?;
        let minute = self.digits(2, 2)?;
        let second = if self.any_of(":").is_some() { self.digits(2, 2)? } else { 0 };
        let nanoseconds = if self.any_of(".,").is_some() { self.fraction()? } else { 0 };
        self.spaces();
        let offset = self.offset()?;
        // A leap second is the one that follows it.
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let days = day_of_date(year, month, day);
        Some((days * 86_400 + i64::from(hour * 3600 + minute * 60 + second) - offset, nanoseconds))
    }

    /// In seconds. The names are those of RFC 2822.
    fn offset(&mut self) -> Option<i64> {
        let hours = match self.0.to_ascii_uppercase().as_str() {
            "" | "Z" | "UT" | "UTC" | "GMT" => 0,
            "EDT" => -4,
            "EST" | "CDT" => -5,
            "CST" | "MDT" => -6,
            "MST" | "PDT" => -7,
            "PST" => -8,
            _ => return self.numeric_offset(),
        };
        Some(hours * 3600)
    }

    fn numeric_offset(&mut self) -> Option<i64> {
        let sign = if self.any_of("+-")? == '-' { -1 } else { 1 };
        let hours = self.digits(2, 2)?;
        let minutes = if self.0.is_empty() {
            0
        } else {
            let _ = self.any_of(":");
            self.digits(2, 2)?
        };
        // RFC 2822 lets the name of the zone follow in parentheses.
        self.spaces();
        let is_complete = self.0.is_empty() || self.0.starts_with('(');
        (is_complete && hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
    }

    /// In nanoseconds; what is finer is cut off.
    fn fraction(&mut self) -> Option<u32> {
        let length = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        if digits.is_empty() {
            return None;
        }
        format!("{digits:0<9}").get(..9)?.parse().ok()
    }

    fn digits(&mut self, min: usize, max: usize) -> Option<u32> {
        let length = self.0.bytes().take(max).take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        if length < min { None } else { digits.parse().ok() }
    }

    fn any_of(&mut self, chars: &str) -> Option<char> {
        let next = self.0.chars().next().filter(|c| chars.contains(*c))?;
        self.0 = &self.0[next.len_utf8()..];
        Some(next)
    }

    fn spaces(&mut self) {
        self.0 = self.0.trim_start();
    }
}

fn checked_date(year: u32, month: u32, day: u32) -> Option<(i32, u8, u8)> {
    let (year, month, day) = (i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let is_valid = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
    is_valid.then_some((year, month, day))
}
