//! How far a stage is.

use crate::console::Console;

#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    done: usize,
    of: usize,
}

/// Where a line can't be written over, it takes this many of them.
const LINES: usize = 10;
/// Of the bar.
const WIDTH: usize = 24;

impl Progress {
    pub(super) fn new(what: &'static str, of: usize) -> Self {
        Self { what, done: 0, of }
    }

    /// One more is done: `latest`.
    pub(super) fn step(&mut self, console: &mut Console<'_>, latest: &str) {
        let Self { what, of, .. } = *self;
        let before = self.done * LINES / of.max(1);
        self.done += 1;
        let done = self.done;
        if console.terminal {
            let bar = "█".repeat(done * WIDTH / of.max(1));
            let latest = if done == of { "" } else { latest };
            console.overwrite(&format!("{what} {bar:░<WIDTH$} {done} of {of} {latest:.40}"), done == of);
        } else if done * LINES / of.max(1) > before {
            console.progress(format!("corpus: {what}, {done} of {of}"));
        }
    }
}
