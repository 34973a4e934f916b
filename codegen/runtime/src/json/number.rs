//! Numbers as they are spelled.

use std::fmt;
use std::str::FromStr;

use super::super::read::ReadError;
use super::super::tree::{Tree, is_number};

/// A JSON number, kept as it is spelled: of any size and precision.
///
/// Equality is that of the values: `1`, `1.0` and `10e-1` are equal.
#[derive(Clone)]
pub struct Number(String);

impl Number {
    /// The number that `f64` prints as; `None` for infinities and NaN.
    #[inline]
    pub fn from_f64(value: f64) -> Option<Self> {
        if value.is_finite() { Some(Self(float_text(value))) } else { None }
    }

    /// The number as it is spelled.
    #[inline]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value if it is an integer in the range of `i64`, however it is spelled.
    #[inline]
    pub fn as_i64(&self) -> Option<i64> {
        plain_integer(&self.0).or_else(|| integer(&self.0))
    }

    /// The value, as near as `f64` comes to it; an infinity beyond its range.
    #[inline]
    pub fn as_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// Trusts `text` to be a number in JSON's spelling.
    pub(super) fn trusted(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl FromStr for Number {
    type Err = ReadError;

    #[inline]
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
            #[inline]
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }
    )* };
}

from!(i32 i64 u32 u64);

impl PartialEq for Number {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || are_equal(&self.0, &other.0)
    }
}

impl Eq for Number {}

impl fmt::Display for Number {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An integer in decimal. The library's method is inlined where it is called, and large.
#[inline(never)]
pub(in super::super) fn integer_text(value: i64) -> String {
    value.to_string()
}

/// The shortest text that reads as the same finite `f64`: without an exponent where people would write none, and without
/// a fraction where there is none.
#[inline]
pub(in super::super) fn float_text(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 || matches!(size, 1e-5..1e17) { value.to_string() } else { format!("{value:e}") }
}

/// An integer that is spelled in digits, with a sign or without. The library's parser is inlined where it is called, and ten times as large.
pub(in super::super) fn plain_integer(text: &str) -> Option<i64> {
    let (is_negative, digits) = match text.as_bytes() {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    // Below zero, where there is one more.
    let mut value = 0_i64;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value.checked_mul(10)?.checked_sub(i64::from(*byte - b'0'))?;
    }
    if is_negative { Some(value) } else { value.checked_neg() }
}

/// The value of a number that is spelled with a fraction or an exponent, if it is an integer all the same.
pub(in super::super) fn integer(text: &str) -> Option<i64> {
    if !is_number(text) {
        return None;
    }
    let (mut digits, mut exponent) = without_point(text)?;
    while exponent < 0 {
        if digits.pop() != Some('0') {
            return None;
        }
        exponent += 1;
    }
    while exponent > 0 {
        // No integer of 64 bits has more digits than these.
        if digits.len() > 20 {
            return None;
        }
        digits.push('0');
        exponent -= 1;
    }
    plain_integer(&digits)
}

/// A number as its digits, behind a sign if it is negative, and the power of ten that they are to be multiplied by; zero as `0`.
/// `None` if the exponent is out of all reason.
fn without_point(number: &str) -> Option<(String, i64)> {
    let (mut digits, mut exponent, mut is_fraction, mut is_zero) = (String::new(), 0_i64, false, true);
    let mut rest = number;
    while let Some(byte) = rest.as_bytes().first() {
        rest = &rest[1..];
        match *byte {
            b'.' => is_fraction = true,
            // Nothing times anything is nothing.
            b'e' | b'E' if is_zero => break,
            b'e' | b'E' => {
                exponent = plain_integer(rest)?.checked_add(exponent)?;
                break;
            }
            byte => {
                is_zero &= matches!(byte, b'-' | b'0');
                exponent -= i64::from(is_fraction);
                digits.push(char::from(byte));
            }
        }
    }
    Some(if is_zero { ("0".to_owned(), 0) } else { (digits, exponent) })
}

/// Whether numbers have the same value: the same digits, but for zeros at either end, times the same power of ten.
#[inline]
fn are_equal(one: &str, other: &str) -> bool {
    let normal = |number| {
        let (digits, exponent) = without_point(number)?;
        let significant = digits.trim_start_matches(['-', '0']);
        let kept = significant.trim_end_matches('0');
        let zeros = i64::try_from(significant.len() - kept.len()).ok()?;
        Some((digits.starts_with('-'), kept.to_owned(), exponent.checked_add(zeros)?))
    };
    matches!((normal(one), normal(other)), (Some(one), Some(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::{integer, plain_integer};

    #[test]
    fn integers_may_be_spelled_with_a_fraction_or_an_exponent() {
        for (text, value) in [
            ("1.0", Some(1)),
            ("-10.00", Some(-10)),
            ("1e3", Some(1000)),
            ("1E+3", Some(1000)),
            ("1200e-2", Some(12)),
            ("0.001e3", Some(1)),
            ("12.50e1", Some(125)),
            ("-0.0", Some(0)),
            ("0e99999999999999999999", Some(0)),
            ("0.0e-9", Some(0)),
            ("9223372036854775807.0", Some(i64::MAX)),
            ("-9.223372036854775808e18", Some(i64::MIN)),
            ("9223372036854775808.0", None),
            ("1e19", None),
            ("1e999999999999999999", None),
            ("1e99999999999999999999", None),
            ("1e-999999999999999999", None),
            ("1.5", None),
            ("15e-1", None),
            ("00000000000000000000001.0", None),
            ("1.", None),
            ("e3", None),
            ("", None),
        ] {
            assert_eq!(integer(text), value, "{text}");
        }
    }

    #[test]
    fn integers_are_read_as_the_library_reads_them() {
        let numbers =
            [i64::MIN, i64::MIN + 1, -10, -1, 0, 1, 9, 10, i64::MAX - 1, i64::MAX].map(|number| number.to_string());
        let others = [
            "",
            "-",
            "+",
            "-+5",
            "+5",
            "-0",
            "007",
            "1_0",
            "1.0",
            "1e3",
            " 1",
            "9223372036854775808",
            "-9223372036854775809",
        ];
        for text in numbers.iter().map(String::as_str).chain(others).chain(["99999999999999999999", "٣"]) {
            assert_eq!(plain_integer(text), text.parse().ok(), "{text}");
        }
    }
}
