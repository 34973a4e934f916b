//! The document that belongs to a seed.

use serde_json::Value;

use super::random::Random;
use super::{grow, mutate, text};
use crate::example;

/// The documents that others are made from.
#[derive(Debug)]
pub(super) struct Origins {
    texts: Vec<String>,
    values: Vec<Value>,
}

impl Origins {
    /// There must be one that can be read.
    pub(super) fn new(texts: Vec<String>) -> Option<Self> {
        let values: Vec<_> = texts.iter().filter_map(|text| example::parse(text)).collect();
        (!values.is_empty()).then_some(Self { texts, values })
    }

    /// Always the same for the same seed and the same origins.
    pub(super) fn document(&self, seed: u64) -> String {
        // Neighbouring seeds give unlike sequences, but their first numbers are a step apart.
        let mut random = Random::new(Random::new(seed).next());
        let mut text = match random.below(8) {
            0 => random.pick(&self.texts).clone(),
            1 | 2 => written(&grow::document(&mut random), &mut random),
            kind => {
                let mut value = if kind == 3 { grow::document(&mut random) } else { random.pick(&self.values).clone() };
                for _ in 0..=random.below(4) {
                    mutate::mutate(&mut value, random.pick(&self.values), &mut random);
                }
                return written(&value, &mut random);
            }
        };
        for _ in 0..random.below(4) {
            text::mutate(&mut text, &mut random);
        }
        text
    }
}

fn written(value: &Value, random: &mut Random) -> String {
    let json = || serde_json::to_string_pretty(value).unwrap_or_default();
    if random.once_in(2) { json() } else { serde_yaml::to_string(value).unwrap_or_else(|_| json()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_document() {
        let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n".to_owned();
        let origins = Origins::new(vec![text]).expect("it can be read");
        let documents: Vec<_> = (0..200).map(|seed| origins.document(seed)).collect();
        assert!((0..200).all(|seed| origins.document(seed) == documents[usize::try_from(seed).expect("it is small")]));
        let distinct: std::collections::BTreeSet<_> = documents.iter().collect();
        assert!(distinct.len() > 150, "{}", distinct.len());
    }
}
