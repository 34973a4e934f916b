//! What of a document has no effect on the crate, as a list by reason.

use std::collections::BTreeMap;

use codegen::{Loss, Reason, Source};

use crate::console::Console;
use crate::generate::counted;

/// Prints each loss with its place, in the order of the document.
pub(crate) fn print(console: &mut Console<'_>, source: &Source<'_>, losses: &[Loss]) {
    let spans = source.spans(losses.iter().map(|loss| &loss.pointer));
    let mut reasons: BTreeMap<Reason, Vec<(usize, &Loss)>> = BTreeMap::new();
    for (loss, span) in losses.iter().zip(spans) {
        let start = span.map_or(0, |span| span.start);
        reasons.entry(loss.reason).or_default().push((start, loss));
    }
    console.print(format!("{} of {} without effect on the crate", counted(losses.len(), "part"), source.name));
    for (reason, mut losses) in reasons {
        losses.sort_by_key(|(start, _)| *start);
        let code = match reason {
            Reason::Reported(code) => format!(" ({})", code.as_str()),
            _ => String::new(),
        };
        console.print(format!("\n{}{code}: {}", reason.text(), losses.len()));
        for (start, Loss { pointer, .. }) in losses {
            let (line, column) = source.line_column(start);
            console.print(format!("  {}:{line}:{column} {pointer}", source.name));
        }
    }
}
