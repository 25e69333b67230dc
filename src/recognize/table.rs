//! 账单表格 — rows of a bill file or of a pasted table, by the labels in its first line.

use super::value::{back, front};
use super::{Label, Piece, Reader};
use std::cell::Cell;

impl<'a> Reader<'a, '_> {
    /// Reads the line as a first line or a row of a table; false if it is neither.
    pub fn row(&mut self, line: Piece) -> bool {
        let text = self.get(line);
        let parted_by = if text.bytes().filter(|b| *b == b',').count() < 3 { '\t' } else { ',' };
        let cells = cells(text, line.start, parted_by);
        let texts: Vec<&str> = cells.iter().map(|cell| self.get(*cell)).collect();
        let header = self.header(&texts);
        let labels = header.iter().flatten().count();
        if labels >= 2 && labels * 2 > cells.len() {
            self.settle();
            (self.columns, self.parted_by) = (header, parted_by);
            return true;
        }
        // A blank line ends no table.
        if cells.len() < 2 && text.trim().is_empty() {
            return false;
        }
        if self.columns.is_empty()
            || self.columns.len() > cells.len()
            || self.parted_by != parted_by
        {
            (self.columns, self.parted_by) = (self.known_columns(&cells), ',');
        }
        if self.columns.is_empty() {
            return false;
        }
        let columns = std::mem::take(&mut self.columns);
        if !header.iter().flatten().any(|label| label.cue.income) {
            for (label, cell) in columns.iter().zip(&cells) {
                if let Some(label) = label {
                    self.cell(*label, *cell);
                }
            }
        }
        self.columns = columns;
        true
    }

    fn cell(&mut self, label: Label<'a>, cell: Piece) {
        let form = label
            .typed
            .and_then(|field| self.typed(field, cell))
            .filter(|form| form.piece.end == cell.end);
        match form {
            Some(form) => self.take(form, label, true),
            None => self.text_value(label, cell),
        }
    }

    /// The columns of a table known to the catalogue, if the row without its first line fits one: as many cells, and
    /// the first holds what it must.
    fn known_columns(&self, cells: &[Piece]) -> Vec<Option<Label<'a>>> {
        for table in &self.catalog.table {
            let names: Vec<&str> = table.split(',').collect();
            let columns = self.header(&names);
            if columns.len() == cells.len()
                && let (Some(Some(label)), Some(cell)) = (columns.first(), cells.first())
                && label
                    .typed
                    .and_then(|field| self.typed(field, *cell))
                    .is_some_and(|form| form.piece == *cell)
            {
                return columns;
            }
        }
        Vec::new()
    }

    /// The labels that the cells are.
    fn header(&self, cells: &[&str]) -> Vec<Option<Label<'a>>> {
        cells.iter().map(|cell| self.whole_word(cell).flatten()).collect()
    }
}

/// More cells than any table has that is read here.
const MOST_CELLS: usize = 64;

/// The cells of a line, without the blanks, tabs and quotes around them.
fn cells(text: &str, start: usize, parted_by: char) -> Vec<Piece> {
    let around = |c| matches!(c, ' ' | '\t' | '"' | '\'' | '`' | '\u{feff}');
    let mut cells = Vec::new();
    let mut rest = text;
    loop {
        let quoted = Cell::new(false);
        let length = front(rest, &|c| {
            quoted.set(quoted.get() ^ (c == '"'));
            quoted.get() || c != parted_by
        });
        let (cell, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let at = start + text.len() - rest.len();
        let first = front(cell, &around);
        cells.push(Piece { start: at + first, end: at + back(cell, &around).max(first) });
        match after.strip_prefix(parted_by) {
            Some(more) if cells.len() < MOST_CELLS => rest = more,
            _ => return cells,
        }
    }
}
