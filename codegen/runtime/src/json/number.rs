//! Numbers as they are spelled.

use std::fmt;
use std::str::FromStr;

use super::super::read::ReadError;
use super::super::tree::{Tree, is_number};

/// A JSON number, kept as it is spelled: of any size and precision.
///
/// Equality is that of the values: `1`, `1.0` and `10e-1` are equal.
#[derive(Clone)]
pub struct Number(Box<str>);

impl Number {
    /// The number that `f64` prints as; `None` for infinities and NaN.
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(float_text(value).into()))
    }

    /// The number as it is spelled.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value if it is an integer in the range of `i64`, however it is spelled.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok().or_else(|| integer(&self.0))
    }

    /// The value, as near as `f64` comes to it; an infinity beyond its range.
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Trusts `text` to be a number in JSON's spelling.
    pub(super) fn trusted(text: &str) -> Self {
        Self(text.into())
    }
}

impl FromStr for Number {
    type Err = ReadError;

    fn from_str(text: &str) -> Result<Self, ReadError> {
        if is_number(text) {
            Ok(Self::trusted(text))
        } else {
            Err(ReadError::new("a number", &Tree::String(text.into())))
        }
    }
}

macro_rules! from {
    ($($integer:ty)*) => { $(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }
    )* };
}

from!(i32 i64 u32 u64);

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || matches!((Decimal::of(&self.0), Decimal::of(&other.0)), (Some(a), Some(b)) if a == b)
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The shortest text that reads as the same finite `f64`: without an exponent where people would write none, and without
/// a fraction where there is none.
pub(in super::super) fn float_text(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 || (1e-5..1e17).contains(&size) { value.to_string() } else { format!("{value:e}") }
}

/// The value of a number that is spelled with a fraction or an exponent, if it is an integer all the same.
pub(in super::super) fn integer(text: &str) -> Option<i64> {
    if !is_number(text) {
        return None;
    }
    let Decimal { negative, digits, exponent } = Decimal::of(text)?;
    if digits.is_empty() {
        return Some(0);
    }
    let zeros = usize::try_from(exponent).ok().filter(|zeros| digits.len() + zeros <= 19)?;
    let sign = if negative { "-" } else { "" };
    format!("{sign}{digits}{}", "0".repeat(zeros)).parse().ok()
}

/// A number as its digits times a power of ten, in the one form that has no zeros at either end. Zero has no digits.
#[derive(PartialEq)]
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// `None` if the exponent is out of all reason.
    fn of(number: &str) -> Option<Self> {
        let (negative, number) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len() - significant.len()).ok()?;
        let shift = dropped.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        let digits = significant.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        Some(Self { negative, digits, exponent: exponent.parse::<i64>().ok()?.checked_add(shift)? })
    }
}
