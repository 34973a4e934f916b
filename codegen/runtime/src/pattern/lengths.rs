//! How long a text is that matches.

/// The fewest and the most characters; `None` if there is no limit.
#[derive(Clone, Copy)]
pub(super) struct Lengths {
    pub(super) min: usize,
    pub(super) max: Option<usize>,
}

impl Lengths {
    pub(super) const NONE: Self = Self { min: 0, max: Some(0) };
    pub(super) const ONE: Self = Self { min: 1, max: Some(1) };

    pub(super) fn then(self, next: Self) -> Self {
        let max = match (self.max, next.max) {
            (Some(a), Some(b)) => Some(a.saturating_add(b)),
            (None, _) | (_, None) => None,
        };
        Self { min: self.min.saturating_add(next.min), max }
    }

    pub(super) fn or(self, other: Self) -> Self {
        let max = match (self.max, other.max) {
            (Some(a), Some(b)) => Some(if a > b { a } else { b }),
            (None, _) | (_, None) => None,
        };
        Self { min: if self.min < other.min { self.min } else { other.min }, max }
    }

    pub(super) fn times(self, min: usize, max: Option<usize>) -> Self {
        let max = match (self.max, max) {
            (Some(0), _) => Some(0),
            (Some(a), Some(b)) => Some(a.saturating_mul(b)),
            (None, _) | (_, None) => None,
        };
        Self { min: self.min.saturating_mul(min), max }
    }
}
