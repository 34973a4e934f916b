//! Work for as many threads as there are cores.

use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::failure::Failure;

/// Runs `work` in every thread, and takes what they tell in the order in which it comes. The first error is the result;
/// a thread whose message nobody takes any more is to end.
pub(crate) fn run<T: Send>(
    work: impl Fn(&Sender<T>) + Sync,
    take: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let (sender, told) = mpsc::channel();
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (sender, work) = (sender.clone(), &work);
            scope.spawn(move || work(&sender));
        }
        drop(sender);
        told.into_iter().try_for_each(take)
    })
}
