//! Where a command prints.

use std::io::Write;

use crate::report::Report;

/// Standard output and standard error, or what stands for them in a test.
///
/// Failing to print is no failure of the command: whoever closed the pipe has read enough.
#[allow(missing_debug_implementations)]
pub struct Console<'a> {
    /// For results.
    pub out: &'a mut dyn Write,
    /// For problems and progress.
    pub err: &'a mut dyn Write,
    /// Whether problems are printed in colour.
    pub colour: bool,
    /// Whether `err` is a terminal, where a line can be written over.
    pub terminal: bool,
}

impl Console<'_> {
    /// One line of the result; a longer text is taken as it is.
    pub(crate) fn print(&mut self, text: impl AsRef<str>) {
        let _ = writeln!(self.out, "{}", text.as_ref().trim_end_matches('\n'));
    }

    /// One line of what goes on meanwhile.
    pub(crate) fn progress(&mut self, text: impl AsRef<str>) {
        let _ = writeln!(self.err, "{}", text.as_ref());
        let _ = self.err.flush();
    }

    /// A line that the next one replaces, unless it is the `last`.
    pub(crate) fn overwrite(&mut self, text: &str, last: bool) {
        let _ = write!(self.err, "\r\x1b[2K{text}{}", if last { "\n" } else { "" });
        let _ = self.err.flush();
    }

    pub(crate) fn report(&mut self, report: &Report<'_>) {
        let _ = writeln!(self.err, "{}\n", report.render(self.colour));
    }

    pub(crate) fn flush(&mut self) {
        let _ = self.out.flush();
        let _ = self.err.flush();
    }
}
