//! Labels (标签) and the values that stand behind or below them.

use super::value::{TypedValue, is_typed};
use super::{Reader, TextRange};
use crate::catalog::{Catalog, Check, Cue, Field, Id, Kind, Sense};
use crate::text::{among, fold_char};

/// Longest note in brackets between a label and its value, in bytes: （元）.
const MAX_NOTE: usize = 24;
/// Most such notes, so that labels inside notes cannot each read all notes behind them.
const MAX_NOTES: usize = 4;

/// A cue whose word is in the text.
#[derive(Clone, Copy)]
pub struct Label<'c> {
    pub id: Id<Cue>,
    pub cue: &'c Cue,
}

impl<'c> Label<'c> {
    /// The label of a cue; `None` for a button.
    pub fn new(catalog: &'c Catalog, cue: Id<Cue>) -> Option<Self> {
        cue.some().map(|id| Label { id, cue: &catalog[id] })
    }

    /// The field whose value it names, if it is exactly one.
    pub fn field(self) -> Option<Id<Field>> {
        match self.cue.fields.as_slice() {
            [id] => Some(*id),
            _ => None,
        }
    }

    /// The same, if a parser knows the values of the field.
    pub fn typed_field(self, catalog: &Catalog) -> Option<Id<Field>> {
        self.field().filter(|id| is_typed(&catalog[*id]))
    }

    pub fn is_choice(self, catalog: &Catalog) -> bool {
        self.field().is_some_and(|id| catalog[id].kind == Kind::Choice)
    }
}

impl<'c> Reader<'c, '_> {
    /// Start of the value behind a label, and whether a colon or the like is between them. Skips blanks, quotes,
    /// short notes in brackets and buttons.
    pub fn separator(&self, range: TextRange) -> (usize, bool) {
        let mut rest = range;
        let mut has_colon = false;
        let mut notes = 0;
        while let Some(c) = self.first(rest) {
            let text = self.slice(rest);
            let length = match fold_char(c) {
                None | Some(' ' | '"') => c.len_utf8(),
                Some(sign) if among(":=|]】」>›→👉", sign) => {
                    has_colon = true;
                    c.len_utf8()
                }
                // （元）
                Some('(') if notes < MAX_NOTES => {
                    notes += 1;
                    let ends = |c| matches!(c, ')' | '）' | '0'..='9');
                    match text.char_indices().take(MAX_NOTE).find(|(_, c)| ends(*c)) {
                        Some((at, c @ (')' | '）'))) if at < MAX_NOTE => at + c.len_utf8(),
                        _ => break,
                    }
                }
                _ => match self.catalog.cue_index.longest(text) {
                    Some(word) if word.cue == Id::NONE => text.len() - word.rest.len(),
                    _ => break,
                },
            };
            rest.start += length;
        }
        (rest.start, has_colon)
    }

    /// Whether a text begins with the word of a button.
    pub fn is_button_first(&self, text: &str) -> bool {
        self.catalog.cue_index.longest(text).is_some_and(|word| word.cue == Id::NONE)
    }

    /// Takes a value that needs no parser: words, a choice, a recipient.
    pub fn take_text(&mut self, label: Label<'c>, range: TextRange) {
        match label.field() {
            Some(field) if label.is_choice(self.catalog) => self.take_choice(field, range),
            Some(_) if label.typed_field(self.catalog).is_some() => {}
            Some(_) if label.cue.sense == Some(Sense::Region) => self.region = self.trimmed(range),
            Some(field) => self.offer_words(field, range, !label.cue.likely, label.id),
            None if label.cue.fields.is_empty() => {}
            None => self.block(label, range),
        }
    }

    /// Takes the first word of a choice of a field.
    fn take_choice(&mut self, field: Id<Field>, range: TextRange) {
        let mut rest = range;
        while let Some(c) = self.first(rest) {
            if let Some(word) = self.catalog.cue_index.longest(self.slice(rest))
                && let cue = &self.catalog[word.cue]
                && let Some(option) = cue.option
                && cue.fields.contains(&field)
            {
                rest.end -= word.rest.len();
                let name = self.catalog.choice_name(option).to_string();
                return self.offer(field, name, rest, !cue.likely, word.cue);
            }
            rest.start += c.len_utf8();
        }
    }

    /// Takes a value that a parser has read behind a label; `sure`: it is certainly this label's.
    pub fn take(&mut self, value: TypedValue, label: Label, sure: bool) {
        let field = match value.is_transaction {
            true => self.checked(Check::TransactionId),
            false => label.typed_field(self.catalog),
        };
        let certain = value.is_transaction || value.certain && sure && !label.cue.likely;
        // ISO dates sort as texts.
        if label.cue.sense == Some(Sense::Ahead) && value.value <= self.today.iso() {
            return;
        }
        if let Some(field) = field {
            self.offer(field, value.value, value.range, certain, label.id);
        }
    }

    /// Takes the lines below labels that stood alone: one for each label if all of them fit, otherwise the first for
    /// the last label.
    pub fn settle(&mut self) {
        let labels = std::mem::take(&mut self.waiting);
        let lines = std::mem::take(&mut self.below);
        let typed = |reader: &Self, label: &Label, line: &TextRange| {
            reader.typed(label.typed_field(reader.catalog)?, *line)
        };
        let pairs = || labels.iter().zip(&lines);
        if (2..=lines.len()).contains(&labels.len())
            && pairs().all(|(label, line)| typed(self, label, line).is_some())
        {
            for (label, line) in pairs() {
                if let Some(value) = typed(self, label, line) {
                    self.take(value, *label, false);
                }
            }
        } else if let (Some(label), Some(line)) = (labels.last(), lines.first()) {
            match typed(self, label, line) {
                Some(value) => self.take(value, *label, true),
                None => self.take_text(*label, *line),
            }
        }
    }
}
