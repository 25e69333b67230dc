//! Lines (行), read from label to label.

use super::characters::is_word_char;
use super::labels::Label;
use super::value::{TextDate, TypedValue};
use super::{Reader, TextRange};
use crate::catalog::{Field, Id, Kind, Role};
use crate::text::{among, fold_char, is_han};

/// A line while it is read.
struct Line<'c> {
    /// Where reading has come to.
    at: usize,
    end: usize,
    /// A label whose value is a text, and where that begins.
    open: Option<(Label<'c>, usize)>,
    /// The character before; none at the start of the line and behind labels, values and buttons.
    before: Option<char>,
    /// There were only signs and buttons so far.
    is_fresh: bool,
    /// There was a label.
    is_labelled: bool,
    /// The last date before, perhaps in the line above.
    date: Option<TextDate>,
}

impl Line<'_> {
    fn rest(&self) -> TextRange {
        TextRange { start: self.at, end: self.end }
    }

    /// Whether a word begins here, or a number.
    fn is_alone(&self) -> bool {
        !self.before.is_some_and(|c| c.is_ascii_alphanumeric())
    }
}

impl<'c> Reader<'c, '_> {
    /// Reads a line: labels and their values, and what is known by its form.
    pub fn read_line(&mut self, range: TextRange) {
        let mut line = Line {
            at: range.start,
            end: range.end,
            open: None,
            before: None,
            is_fresh: true,
            is_labelled: false,
            date: self.date_above.take(),
        };
        while let Some(c) = self.first(line.rest()) {
            let is_letter = |c: char| c.is_ascii_alphabetic();
            let in_word = is_letter(c) && line.before.is_some_and(is_letter);
            let word = self.catalog.cue_index.longest(self.slice(line.rest())).filter(|_| !in_word);
            let end = if let Some(word) = word {
                let range = TextRange { end: line.end - word.rest.len(), ..line.rest() };
                let is_read = match Label::new(self.catalog, word.cue) {
                    None => self.read_button(&mut line, range),
                    Some(label) => self.read_label(&mut line, label, range),
                };
                if is_read {
                    line.before = None;
                    continue;
                }
                range.end
            } else {
                self.read_unlabelled(&mut line, c).max(line.at + c.len_utf8())
            };
            let last = self.last(TextRange { end, ..line.rest() });
            line.before = last.and_then(fold_char).or(line.before);
            line.is_fresh &= !last.is_some_and(is_word_char);
            line.at = end;
        }
        self.close(&mut line, range.end);
        if !line.is_labelled {
            self.finish_unlabelled(range);
            self.date_above = line.date.filter(|date| date.range == self.trimmed(range));
        }
    }

    /// Reads a date or what is known by its form. Returns where to read on.
    fn read_unlabelled(&mut self, line: &mut Line<'c>, c: char) -> usize {
        let rest = line.rest();
        if line.is_alone()
            && (c.is_ascii_digit() || among("昨前今", c))
            && let Some(date) = self.text_date(rest)
        {
            let end = date.range.end;
            line.date = Some(date);
            return end;
        }
        if c == '×' || line.is_alone() && is_word_char(c) && !is_han(c) {
            let label = line.open.map(|(label, _)| label).or(self.waiting.last().copied());
            return self.pattern(rest, label.is_some_and(|label| label.cue.fields.is_empty()));
        }
        rest.start
    }

    /// Reads a button, which ends the value before it; false if it is part of a word.
    fn read_button(&mut self, line: &mut Line<'c>, word: TextRange) -> bool {
        let next = self.first(TextRange { start: word.end, end: line.end });
        if line.before.is_some_and(is_han) && next.is_some_and(is_word_char) {
            return false;
        }
        match line.open {
            // Between a label and its value.
            Some((label, start)) if start == word.start => line.open = Some((label, word.end)),
            _ => self.close(line, word.start),
        }
        line.at = word.end;
        true
    }

    /// Reads a label and takes its value, or notes that it is still to come; false if the word is no label here.
    fn read_label(&mut self, line: &mut Line<'c>, label: Label<'c>, word: TextRange) -> bool {
        let cue = label.cue;
        if let (Some(option), Some(field)) = (cue.option, label.field()) {
            // 银行 and the like name a choice only behind the label of the field.
            let is_inside = line.open.is_some_and(|(open, _)| open.cue.fields == cue.fields);
            if !is_inside && !cue.likely {
                let name = self.catalog.choice_name(option).to_string();
                self.offer(field, name, word, false, label.id);
            }
            return false;
        }
        let (start, has_colon) = self.separator(TextRange { start: word.end, end: line.end });
        let value = TextRange { start, end: line.end };
        let is_blank = start == line.end;
        let is_bounded = !line.before.is_some_and(is_word_char);
        let is_open = if let Some(field) = label.typed_field(self.catalog) {
            if let Some(found) = self.typed_behind(line, label, field, word, value) {
                // 您的订单号, 我的手机号: nobody else's number has such a word before it.
                let sure = is_bounded || line.before.is_some_and(|c| among("的您你我为共", c));
                self.begin_label(line, word.start, false);
                line.at = found.range.end;
                self.take(found, label, sure);
                return true;
            }
            if let Some(date) = line.date.as_ref().filter(|_| cue.around)
                && self.is_near(date, word.start)
            {
                let (date, range) = (date.value.clone(), date.range);
                self.offer(field, date, range, false, label.id);
                return false;
            }
            is_blank || has_colon && !cue.around
        } else {
            has_colon || self.opens_text(line, label, word, value)
        };
        if !(is_bounded && is_open) {
            return false;
        }
        self.begin_label(line, word.start, is_blank);
        line.at = start;
        if is_blank {
            self.waiting.push(label);
        } else {
            line.open = Some((label, start));
        }
        line.is_fresh = false;
        true
    }

    /// The value behind a label of a field whose values a parser knows.
    fn typed_behind(
        &self,
        line: &Line,
        label: Label,
        field: Id<Field>,
        word: TextRange,
        value: TextRange,
    ) -> Option<TypedValue> {
        // 联系电话139… within a sentence may be anybody's.
        let is_anybodys = label.cue.likely
            && self.catalog[field].kind == Kind::Phone
            && value.start == word.end
            && value.start < value.end
            && !line.is_fresh;
        if is_anybodys { None } else { self.typed(field, value) }
    }

    /// Whether a word without a colon is the label of the text behind it.
    fn opens_text(&self, line: &Line, label: Label, word: TextRange, value: TextRange) -> bool {
        let between = self.slice(TextRange { start: word.end, end: value.start });
        let is_blank = value.start == value.end;
        let is_parted = is_blank || !between.is_empty();
        let is_block = label.cue.fields.len() > 1;
        let names_choice = || {
            let next = self.catalog.cue_index.longest(self.slice(value));
            let next = next.and_then(|next| Label::new(self.catalog, next.cue));
            label.is_choice(self.catalog) && next.is_some_and(|next| next.cue.option.is_some())
        };
        among(between, '\t')
            || is_block && is_parted
            || line.is_fresh && (is_blank || is_parted && !label.cue.likely)
            || names_choice()
    }

    /// A label begins: the open value ends, and what was below the labels above is complete.
    fn begin_label(&mut self, line: &mut Line<'c>, at: usize, is_alone: bool) {
        self.close(line, at);
        if !line.is_labelled && (!is_alone || !self.below.is_empty()) {
            self.settle();
        }
        line.is_labelled = true;
        self.recipient = Default::default();
    }

    /// Ends the open value.
    fn close(&mut self, line: &mut Line<'c>, end: usize) {
        if let Some((label, start)) = line.open.take() {
            self.take_text(label, TextRange { start, end });
        }
    }

    /// Ends a line without a label: the value of one above, an amount in a bill's head, a recipient.
    fn finish_unlabelled(&mut self, line: TextRange) {
        let range = self.trimmed(line);
        let text = self.slice(range);
        if text.is_empty() || self.catalog.cue_index.whole(text) == Some(Id::NONE) {
            return;
        }
        if self.below.len() < self.waiting.len() {
            self.below.push(range);
        }
        // `-299.00`, large in the head of a bill, is money that was paid.
        if self.first(range).and_then(fold_char) == Some('-')
            && among(text, '.')
            && let Some(field) = self.catalog.role(Role::Paid).some()
            && let Some(paid) = self.typed(field, range)
            && paid.range.end == range.end
        {
            self.offer(field, paid.value, paid.range, false, Id::NONE);
        }
        self.recipient_line(range);
    }
}
