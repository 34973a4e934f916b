//! Work for a few threads at a time, as `xtask` has it, too.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{iter, thread};

/// What `work` makes of each item, in their order.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    const MOST_THREADS: usize = 4;
    /// As much as a main thread has: documents may be nested as deep as JSON may.
    const STACK: usize = 8 << 20;
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS).min(items.len());
    let next = AtomicUsize::new(0);
    let run = || {
        let mine = iter::from_fn(|| {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, work(item)))
        });
        mine.collect::<Vec<_>>()
    };
    let mut done = thread::scope(|scope| {
        // Fewer do as well.
        let worker = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, run).ok();
        let workers: Vec<_> = (1..threads).filter_map(worker).collect();
        let mut done = run();
        for worker in workers {
            done.extend(worker.join().expect("no stage panics"));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn order_is_kept() {
        let items: Vec<u32> = (0..1000).collect();
        assert_eq!(super::map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert_eq!(super::map(&[], |item: &u32| *item), [0; 0]);
    }
}
