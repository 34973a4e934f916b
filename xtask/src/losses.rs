//! What of a document has no effect on the crate, as a list by reason.

use std::collections::BTreeMap;

use codegen::{Loss, Reason, Source};

use crate::console::Console;
use crate::generate::counted;

/// Prints each loss with its place, in the order of the document, which is the first of `texts`; the others are the files
/// that it refers to.
pub(crate) fn print(console: &mut Console<'_>, texts: &[Source<'_>], losses: &[Loss]) {
    let mut reasons: BTreeMap<Reason, Vec<(usize, usize, &Loss)>> = BTreeMap::new();
    for (file, source) in texts.iter().enumerate() {
        let here = losses.iter().filter(|loss| loss.pointer.file() == file);
        let spans = source.spans(here.clone().map(|loss| &loss.pointer));
        for (loss, span) in here.zip(spans) {
            let start = span.map_or(0, |span| span.start);
            reasons.entry(loss.reason).or_default().push((file, start, loss));
        }
    }
    let name = texts.first().map_or("", |source| source.name);
    console.print(format!("{} of {name} without effect on the crate", counted(losses.len(), "part")));
    for (reason, mut losses) in reasons {
        losses.sort_by_key(|(file, start, _)| (*file, *start));
        let code = match reason {
            Reason::Reported(code) => format!(" ({})", code.as_str()),
            _ => String::new(),
        };
        console.print(format!("\n{}{code}: {}", reason.text(), losses.len()));
        for (file, start, Loss { pointer, .. }) in losses {
            let source = &texts[file];
            let (line, column) = source.line_column(start);
            console.print(format!("  {}:{line}:{column} {pointer}", source.name));
        }
    }
}
