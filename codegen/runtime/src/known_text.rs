//! Texts that a document knows, looked up for an open enum.

use super::OpenEnum;
use super::read::{Grade, ReadError, read_text};
use super::tree::Tree;

/// The variant of a text: one that is exactly the same, else one that differs in ASCII case only, else the unknown one.
pub fn known_from_text<T: OpenEnum>(text: &str) -> T {
    choose_known(text, &mut Grade::default())
}

pub fn read_known<T: OpenEnum>(value: &Tree<'_>, grade: &mut Grade) -> Result<T, ReadError> {
    match read_text(value, grade) {
        Ok(text) => Ok(choose_known(text, grade)),
        Err(error) => Err(error),
    }
}

fn choose_known<T: OpenEnum>(text: &str, grade: &mut Grade) -> T {
    match find_known(text, T::KNOWN.len(), known_at::<T>, grade) {
        Some(index) => T::KNOWN[index].clone(),
        None => T::unknown(text.to_owned()),
    }
}

fn known_at<T: OpenEnum>(index: usize) -> &'static str {
    T::KNOWN[index].as_str()
}

/// What all enums share, compiled once.
fn find_known(text: &str, count: usize, known: fn(usize) -> &'static str, grade: &mut Grade) -> Option<usize> {
    let mut similar = None;
    for index in 0..count {
        let known = known(index);
        if known == text {
            return Some(index);
        }
        if similar.is_none() && is_same_in_any_case(known, text) {
            similar = Some(index);
        }
    }
    grade.not_exact();
    similar
}

/// Whether texts differ in ASCII case at most. The library's method, made for long texts, is several times as much to compile.
pub(super) fn is_same_in_any_case(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut is_same = one.len() == other.len();
    let mut at = 0;
    while let (true, Some(a), Some(b)) = (is_same, one.get(at), other.get(at)) {
        is_same = a.eq_ignore_ascii_case(b);
        at += 1;
    }
    is_same
}
