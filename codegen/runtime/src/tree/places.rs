//! Names that come more than once.
//!
//! They are found by sorting, so that no choice of names makes it quadratic. Nothing is generic here, and neither a map nor a
//! sort of the standard library is used: each would be several times as much to compile. Plain loops for the same reason.

use std::cmp::Ordering;

/// For each of these names that comes for the first time, where it comes for the last time. For any other 0, which is before it.
pub(super) fn last_places<'a>(count: usize, name: &dyn Fn(usize) -> &'a str) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    while order.len() < count {
        order.push(order.len());
    }
    sort(&mut order, name);
    let mut last = Vec::with_capacity(count);
    while last.len() < count {
        last.push(0);
    }
    let mut first = usize::MAX;
    for place in order {
        if first == usize::MAX || name(first) != name(place) {
            first = place;
        }
        last[first] = place;
    }
    last
}

/// Heap sort, by name and then by place.
fn sort<'a>(order: &mut [usize], name: &dyn Fn(usize) -> &'a str) {
    let is_less = |a: usize, b: usize| match name(a).cmp(name(b)) {
        Ordering::Less => true,
        Ordering::Equal => a < b,
        Ordering::Greater => false,
    };
    let count = order.len();
    let mut step = count + count / 2;
    while step > 0 {
        step -= 1;
        // First the heap is made, from its last parent on; then its root, the largest, is put behind it, again and again.
        let (mut parent, end) = if step < count { (0, step) } else { (step - count, count) };
        if step < count {
            order.swap(0, step);
        }
        loop {
            let mut child = 2 * parent + 1;
            if child + 1 < end && is_less(order[child], order[child + 1]) {
                child += 1;
            }
            if child >= end || !is_less(order[parent], order[child]) {
                break;
            }
            order.swap(parent, child);
            parent = child;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::last_places;

    fn found(names: &[&'static str]) -> Vec<usize> {
        last_places(names.len(), &|index| names[index])
    }

    #[test]
    fn last_places_are_told_at_first_ones() {
        assert_eq!(found(&[]), [0; 0]);
        assert_eq!(found(&["a"]), [0]);
        assert_eq!(found(&["b", "a", "b", "c", "a", "b"]), [5, 4, 0, 3, 0, 0]);
        assert_eq!(found(&["x", "x", "x"]), [2, 0, 0]);
    }

    #[test]
    fn any_order_and_number_of_names() {
        let names: Vec<String> =
            (0..2_000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 22).to_string()).collect();
        for count in (0..40).chain((40..names.len()).step_by(97)) {
            let names = &names[..count];
            let last = |index: usize| names.iter().rposition(|name| *name == names[index]).expect("it is there");
            let is_first = |index: usize| !names[..index].contains(&names[index]);
            let expected: Vec<usize> = (0..count).map(|index| if is_first(index) { last(index) } else { 0 }).collect();
            assert_eq!(last_places(count, &|index| &names[index]), expected, "{count}");
        }
    }
}
