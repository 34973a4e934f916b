//! The figures as text.

use std::fmt::Write as _;

/// The figures of one document.
#[derive(Debug)]
pub(super) struct Table {
    title: String,
    rows: Vec<Row>,
    notes: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub(super) figure: String,
    /// How many digits are worth showing.
    pub(super) decimals: usize,
    pub(super) ours: f64,
    /// `None`: there is nothing to compare with.
    pub(super) by_hand: Option<f64>,
    pub(super) peer: Option<f64>,
}

impl Table {
    pub(super) fn new(title: &str) -> Self {
        Self { title: title.to_owned(), rows: Vec::new(), notes: Vec::new() }
    }

    pub(super) fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// The columns aligned; empty if there is no figure.
    pub(super) fn render(&self, peer: &str) -> String {
        let mut text = String::new();
        if self.rows.is_empty() {
            return text;
        }
        let mut cells = vec![["", "ours", "by hand", peer, "ours / by hand", "ours / peer"].map(str::to_owned)];
        cells.extend(self.rows.iter().map(Row::cells));
        let widths: [usize; 6] =
            std::array::from_fn(|column| cells.iter().map(|row| row[column].chars().count()).max().unwrap_or_default());
        let _ = writeln!(text, "{}", self.title);
        for row in &cells {
            let mut line = format!("  {:<width$}", row[0], width = widths[0]);
            for (cell, width) in row.iter().zip(widths).skip(1) {
                let _ = write!(line, "  {cell:>width$}");
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        for note in &self.notes {
            let _ = writeln!(text, "  {note}");
        }
        text
    }
}

impl Row {
    fn cells(&self) -> [String; 6] {
        let shown = |value: Option<f64>, decimals: usize| {
            value.map_or_else(|| "–".to_owned(), |value| format!("{value:.decimals$}"))
        };
        let ratio = |other: Option<f64>| shown(other.map(|other| self.ours / other), 2);
        [
            self.figure.clone(),
            shown(Some(self.ours), self.decimals),
            shown(self.by_hand, self.decimals),
            shown(self.peer, self.decimals),
            ratio(self.by_hand),
            ratio(self.peer),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligns_its_columns() {
        let mut table = Table::new("a.yaml");
        table.push(Row { figure: "lines".to_owned(), decimals: 1, ours: 40.0, by_hand: None, peer: Some(80.0) });
        table.note("one operation".to_owned());
        let expected = "\
a.yaml
         ours  by hand  peer  ours / by hand  ours / peer
  lines  40.0        –  80.0               –         0.50
  one operation
";
        assert_eq!(table.render("peer"), expected);
    }
}
