//! 账单表格 — rows of a bill file or of a pasted table, by the labels in its first line.

use super::value::is_typed;
use super::{Label, Piece, Reader};

impl<'a> Reader<'a, '_> {
    /// Reads the line as a first line or a row of a table; false if it is neither.
    pub fn row(&mut self, line: Piece) -> bool {
        let text = self.get(line);
        if text.trim().is_empty() {
            return false;
        }
        let commas = text.bytes().filter(|b| *b == b',').take(3).count();
        let parted_by = if commas < 3 { '\t' } else { ',' };
        let cells = self.cells(line, parted_by);
        let header: Vec<Option<Label>> = cells.iter().map(|cell| self.whole_word(*cell)).collect();
        let labels = header.iter().flatten().count();
        if labels >= 2 && labels * 2 > cells.len() {
            self.settle();
            (self.columns, self.parted_by) = (header, parted_by);
            return true;
        }
        let ours = !self.columns.is_empty()
            && self.columns.len() <= cells.len()
            && self.parted_by == parted_by;
        if !ours {
            self.columns = if parted_by == ',' { self.known_columns(&cells) } else { Vec::new() };
        }
        if self.columns.is_empty() {
            return false;
        }
        let income = |cell: &Piece| self.whole_word(*cell).is_some_and(|label| label.cue.income);
        if cells.iter().any(income) {
            return true;
        }
        let columns = std::mem::take(&mut self.columns);
        for (label, cell) in columns.iter().zip(&cells) {
            if let Some(label) = label {
                self.cell(*label, *cell);
            }
        }
        self.columns = columns;
        true
    }

    fn cell(&mut self, label: Label<'a>, cell: Piece) {
        let field = label.cue.fields.first().and_then(|id| self.catalog.field(id));
        match field.filter(|field| is_typed(field)) {
            Some(field) => {
                if let Some(form) =
                    self.typed(field, cell).filter(|form| form.piece.end == cell.end)
                {
                    self.take(field, form, label, true);
                }
            }
            None => self.text_value(label, cell),
        }
    }

    /// The columns of a table known to the catalogue, if the row without its first line fits one: as many cells, and
    /// every cell that must have a form has it.
    fn known_columns(&self, cells: &[Piece]) -> Vec<Option<Label<'a>>> {
        let tables =
            self.catalog.table.iter().filter(|table| table.split(',').count() == cells.len());
        for table in tables {
            let names = table.split(',');
            let columns: Vec<Option<Label>> = names.map(|name| self.named(name)).collect();
            let fits = columns.iter().zip(cells).all(|(label, cell)| {
                let field = label.and_then(|label| self.catalog.field(label.cue.fields.first()?));
                let field = field.filter(|field| is_typed(field));
                field.is_none_or(|field| self.typed(field, *cell).is_some())
            });
            if fits {
                return columns;
            }
        }
        Vec::new()
    }

    fn named(&self, name: &str) -> Option<Label<'a>> {
        let cues = self.catalog.cue.iter().enumerate();
        cues.map(|(rank, cue)| Label { rank, cue })
            .find(|label| label.cue.words.iter().any(|word| word == name))
    }

    /// The label that the whole cell is.
    fn whole_word(&self, cell: Piece) -> Option<Label<'a>> {
        self.word(cell).filter(|(_, end)| *end == cell.end)?.0
    }

    /// The cells of a line, without the blanks, tabs and quotes around them.
    fn cells(&self, line: Piece, parted_by: char) -> Vec<Piece> {
        let mut cells = Vec::new();
        let mut quoted = false;
        let mut start = line.start;
        let text = self.get(line);
        for (at, c) in text.char_indices().chain([(text.len(), parted_by)]) {
            quoted ^= c == '"';
            if c == parted_by && (!quoted || at == text.len()) {
                let cell = self.get(Piece { start, end: line.start + at });
                let open = cell.trim_start_matches([' ', '\t', '"', '\'', '`', '\u{feff}']);
                let closed = open.trim_end_matches([' ', '\t', '"', '\'', '`']);
                let first = line.start + at - open.len();
                cells.push(Piece { start: first, end: first + closed.len() });
                start = line.start + at + c.len_utf8();
            }
        }
        cells
    }
}
