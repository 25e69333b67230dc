//! Tables (账单表格): rows of a bill file or of a pasted table, read by the labels in its first line.

use super::characters::{back, front};
use super::labels::Label;
use super::{Reader, TextRange};
use crate::catalog::{Cue, Id, Kind, Role, Sense};
use std::cell::Cell;

/// More cells than a table has that is read here.
const MAX_CELLS: usize = 64;
/// Fewest commas in a row whose cells they separate.
const MIN_COMMAS: usize = 3;

/// The columns of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Columns {
    /// Their labels; [`Id::NONE`] for a column without one. Empty outside a table.
    cues: Vec<Id<Cue>>,
    /// Separator of two cells: a comma or a tab.
    separator: char,
}

impl Default for Columns {
    fn default() -> Self {
        Columns { cues: Vec::new(), separator: ',' }
    }
}

impl<'c> Reader<'c, '_> {
    /// Reads a line as the first line or a row of a table; false if it is neither.
    pub fn read_row(&mut self, line: TextRange) -> bool {
        let text = self.slice(line);
        let commas = text.bytes().filter(|b| *b == b',').count();
        let separator = if commas < MIN_COMMAS { '\t' } else { ',' };
        let cells = cells(text, line.start, separator);
        let index = &self.catalog.cue_index;
        let cue = |cell: &TextRange| index.whole(self.slice(*cell));
        let cues: Vec<Id<Cue>> = cells.iter().map(|cell| cue(cell).unwrap_or_default()).collect();
        let labels = cues.iter().filter_map(|cue| cue.some());
        let count = labels.clone().count();
        if count >= 2 && count * 2 > cells.len() {
            self.settle();
            self.columns = Columns { cues, separator };
            return true;
        }
        // A blank line ends no table.
        if cells.len() < 2 && text.trim().is_empty() {
            return false;
        }
        let is_no_payment = |cue: Id<Cue>| self.catalog[cue].sense == Some(Sense::NoPayment);
        let has_sign = labels.clone().any(is_no_payment);
        let known = &self.columns;
        if known.cues.is_empty() || known.cues.len() > cells.len() || known.separator != separator {
            self.columns = Columns { cues: self.known_columns(&cells), ..Columns::default() };
        }
        if self.columns.cues.is_empty() {
            return false;
        }
        let columns = std::mem::take(&mut self.columns);
        let pairs = || columns.cues.iter().zip(&cells);
        let is_neutral = pairs().any(|(cue, cell)| is_no_payment(*cue) && self.slice(*cell) == "/");
        if !has_sign && !is_neutral {
            let first = |cell: &TextRange| index.longest(self.slice(*cell));
            let is_elsewhere = cells
                .iter()
                .filter_map(first)
                .any(|word| self.catalog[word.cue].sense == Some(Sense::Platform));
            self.payments += usize::from(pairs().any(|(cue, _)| self.is_payment(*cue)));
            for (cue, cell) in pairs() {
                if let Some(label) = Label::new(self.catalog, *cue) {
                    self.read_cell(label, *cell, is_elsewhere);
                }
            }
        }
        self.columns = columns;
        true
    }

    /// Whether a column holds what was paid.
    fn is_payment(&self, cue: Id<Cue>) -> bool {
        let field = Label::new(self.catalog, cue).and_then(Label::field);
        field.is_some_and(|field| self.catalog[field].role == Some(Role::Paid))
    }

    /// Reads a cell; of a payment on another platform (`is_elsewhere`) the numbers are not WeChat's.
    fn read_cell(&mut self, label: Label<'c>, cell: TextRange, is_elsewhere: bool) {
        let field = label.typed_field(self.catalog);
        let value = field.and_then(|field| self.typed(field, cell));
        let is_number = field.is_some_and(|field| self.catalog[field].kind == Kind::Line);
        match value {
            Some(value) if is_elsewhere && is_number && !value.is_transaction => {}
            Some(value) if value.range.end == cell.end => self.take(value, label, true),
            // 129.00(已退款30.00)
            Some(value) if matches!(self.text.as_bytes().get(value.range.end), Some(b'(')) => {
                self.take(value, label, false);
            }
            _ => self.take_text(label, cell),
        }
    }

    /// The columns of a table known to the catalogue that a row without its first line fits: it has as many cells, and
    /// the first is what it must be.
    fn known_columns(&self, cells: &[TextRange]) -> Vec<Id<Cue>> {
        let fits = |columns: &&Vec<Id<Cue>>| {
            let (Some(cue), Some(cell)) = (columns.first(), cells.first()) else { return false };
            let label = Label::new(self.catalog, *cue).filter(|_| columns.len() == cells.len());
            let field = label.and_then(|label| label.typed_field(self.catalog));
            field
                .and_then(|field| self.typed(field, *cell))
                .is_some_and(|value| value.range == *cell)
        };
        self.catalog.cue_index.tables().iter().find(fits).cloned().unwrap_or_default()
    }
}

/// The cells of a line, without the blanks, tabs and quotes around them.
fn cells(text: &str, start: usize, separator: char) -> Vec<TextRange> {
    let is_around = |c| matches!(c, ' ' | '\t' | '"' | '\'' | '`' | '\u{feff}');
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let quoted = Cell::new(false);
        let length = front(rest, &|c| {
            quoted.set(quoted.get() ^ (c == '"'));
            quoted.get() || c != separator
        });
        let (cell, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let at = start + text.len() - rest.len();
        let first = front(cell, &is_around);
        cells.push(TextRange { start: at + first, end: at + back(cell, &is_around).max(first) });
        match after.strip_prefix(separator) {
            Some(more) if cells.len() < MAX_CELLS => rest = more,
            _ => return cells,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_without_what_is_around_them() {
        let split = |line: &'static str, separator| -> Vec<&str> {
            cells(line, 0, separator).iter().map(|cell| &line[cell.start..cell.end]).collect()
        };
        assert_eq!(split("a, \"b,c\" ,,`d`", ','), ["a", "b,c", "", "d"]);
        assert_eq!(split("\u{feff}a\t b\t", '\t'), ["a", "b", ""]);
        assert_eq!(split(&"a,".repeat(99).leak()[..], ',').len(), super::MAX_CELLS);
    }
}
