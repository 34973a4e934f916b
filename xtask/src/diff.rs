//! What `--check` shows.

use std::fmt::Write as _;
use std::time::Duration;

use similar::TextDiff;

use crate::tree::Plan;

/// More lines of one file's difference are counted, not shown.
const LINES_OF_A_FILE: usize = 60;
/// Once this many lines are shown, further files are only named.
const LINES: usize = 600;

/// A unified diff from what is in the folder to what should be.
pub(crate) fn unified(plan: &Plan) -> String {
    let mut shown = String::new();
    let mut lines = 0;
    let changed = plan.changed.iter().map(|change| (&change.path, change.before.clone(), Some(change.after.as_str())));
    let stale = plan.stale.iter().map(|path| (path, std::fs::read(plan.folder.join(path)).ok(), None));
    for (path, before, after) in changed.chain(stale) {
        let name = plan.folder.name_of(path);
        let before = before.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let what = match (&before, after) {
            (None, _) => "missing",
            (_, None) => "stale",
            (Some(_), Some(_)) => "different",
        };
        if lines > LINES {
            let _ = writeln!(shown, "{what}: {name}");
            continue;
        }
        let diff = of_file(&name, before.as_deref(), after);
        let total = diff.lines().count();
        for line in diff.lines().take(LINES_OF_A_FILE) {
            let _ = writeln!(shown, "{line}");
        }
        if total > LINES_OF_A_FILE {
            let _ = writeln!(shown, "… {} more lines of the difference of {name} ({what})", total - LINES_OF_A_FILE);
        }
        lines += total.min(LINES_OF_A_FILE);
    }
    shown
}

fn of_file(name: &str, before: Option<&str>, after: Option<&str>) -> String {
    let header = |side: Option<&str>| if side.is_some() { name.to_owned() } else { "/dev/null".to_owned() };
    let mut config = TextDiff::configure();
    // Text that has nothing in common takes quadratic time to tell so.
    config.timeout(Duration::from_secs(1));
    let diff = config.diff_lines(before.unwrap_or_default(), after.unwrap_or_default());
    let text = diff.unified_diff().context_radius(3).header(&header(before), &header(after)).to_string();
    // An empty file differs from a missing one without a line to show for it.
    if text.is_empty() { format!("--- {}\n+++ {}\n", header(before), header(after)) } else { text }
}
