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
        self.0 == other.0 || matches!((Decimal::of(&self.0), Decimal::of(&other.0)), (Some(a), Some(b)) if a == b)
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
        value = value.checked_mul(10)?.checked_sub(i64::from(byte - b'0'))?;
    }
    if is_negative { Some(value) } else { value.checked_neg() }
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
    if !matches!(exponent, 0..19) {
        return None;
    }
    let mut integer = String::from(if negative { "-" } else { "" });
    integer.push_str(&digits);
    let mut zeros = exponent;
    while zeros > 0 {
        integer.push('0');
        zeros -= 1;
    }
    plain_integer(&integer)
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
        let mut digits = String::new();
        let (mut shift, mut zeros, mut is_fraction, mut exponent) = (0_i64, 0_i64, false, "0");
        let mut rest = number.as_bytes();
        while let [byte, after @ ..] = rest {
            rest = after;
            match *byte {
                b'.' => is_fraction = true,
                b'e' | b'E' => {
                    exponent = &number[number.len() - after.len()..];
                    break;
                }
                // Zeros count only between other digits.
                b'0'..=b'9' => {
                    shift -= i64::from(is_fraction);
                    if *byte == b'0' {
                        zeros += 1;
                        continue;
                    }
                    while zeros > 0 && !digits.is_empty() {
                        digits.push('0');
                        zeros -= 1;
                    }
                    zeros = 0;
                    digits.push(char::from(*byte));
                }
                _ => {}
            }
        }
        if digits.is_empty() {
            return Some(Self { negative: false, digits, exponent: 0 });
        }
        let exponent = plain_integer(exponent)?.checked_add(shift + zeros)?;
        Some(Self { negative: number.starts_with('-'), digits, exponent })
    }
}

#[cfg(test)]
mod tests {
    use super::plain_integer;

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
