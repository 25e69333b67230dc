//! Lines (行), read from label to label.

use super::characters::{back, front, has_any, is_word_char, prefix};
use super::labels::Label;
use super::title::Bare;
use super::value::{TextDate, TypedValue};
use super::{Reader, TextRange};
use crate::catalog::{Check, Field, Id, Kind, Role, Sense};
use crate::text::{among, fold_char, is_han};

/// Most characters of a speaker's name and its colon.
const MAX_SPEAKER: usize = 12;
/// Bytes of a label that is not mistaken for a word of a sentence: 扣费服务.
const CLEAR_WORD: usize = 12;

/// A line while it is read.
struct Line<'c> {
    /// Reading position.
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
    /// The last word for somebody else, and for another platform, and where each ends.
    party: Option<(Label<'c>, usize)>,
    platform: Option<(Label<'c>, usize)>,
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
            party: None,
            platform: None,
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
        if line.is_labelled {
            self.bare = Bare::default();
        } else {
            self.finish_unlabelled(range);
            self.date_above = line.date.filter(|date| date.range == self.trimmed(range));
        }
    }

    /// Reads a date or what is known by its form. Returns where to read on.
    fn read_unlabelled(&mut self, line: &mut Line<'c>, c: char) -> usize {
        let rest = line.rest();
        if line.is_alone()
            && (c.is_ascii_digit() || among("昨前今二", c))
            && let Some(date) = self.text_date(rest)
        {
            let end = date.range.end;
            // The time of a message is no day of a purchase.
            let is_message = line.is_fresh && self.is_speaker(TextRange { start: end, ..rest });
            line.date = (!is_message).then_some(date);
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
        let label = self.owned(line, label, word);
        let cue = label.cue;
        match cue.sense {
            Some(Sense::Party) => line.party = Some((label, word.end)),
            Some(Sense::Platform) => line.platform = Some((label, word.end)),
            Some(Sense::Notice) => self.is_notice = true,
            Some(Sense::Hours) => return self.promise_within(1, label, word),
            Some(Sense::Days) => return self.promise_within(24, label, word),
            _ => {}
        }
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
        let found = self.typed(field, value).filter(|_| !is_anybodys)?;
        // 13812345678（骑手）
        let after = self.slice(TextRange { start: found.range.end, ..value });
        let after = after.get(front(after, &|c| among(" （(是", c))..).unwrap_or_default();
        let word = self.catalog.cue_index.longest(after);
        let is_others = self.catalog[field].kind == Kind::Phone
            && word.is_some_and(|word| self.catalog[word.cue].sense == Some(Sense::Party));
        (!is_others).then_some(found)
    }

    /// The label, or that of a word before it to which it belongs: 骑手电话, 客服的微信, 淘宝订单号.
    fn owned(&self, line: &Line<'c>, label: Label<'c>, word: TextRange) -> Label<'c> {
        let field = label.field().map(|id| &self.catalog[id]);
        let is_phone = field.is_some_and(|field| field.kind == Kind::Phone) && label.cue.likely;
        let is_order = field.is_some_and(|field| {
            matches!(field.check, Some(Check::OrderNumber | Check::TransactionId))
        });
        let is_contact = label.cue.fields.len() > 1
            || field.is_some_and(|field| matches!(field.kind, Kind::Phone | Kind::Email));
        let is_direct = |(owner, end): &(Label, usize)| {
            let between = self.slice(TextRange { start: *end, end: word.start }).trim();
            owner.cue.fields.is_empty() && matches!(between, "" | "的")
        };
        let party =
            line.party.filter(|owner| is_phone || (is_contact || is_order) && is_direct(owner));
        let owner = party.or(line.platform.filter(|_| is_order));
        owner.map_or(label, |(owner, _)| owner)
    }

    /// Whether a message follows: a short name and a colon.
    fn is_speaker(&self, range: TextRange) -> bool {
        let text = prefix(self.slice(range).trim_start(), MAX_SPEAKER);
        let after = text.get(front(text, &is_word_char)..).unwrap_or_default();
        after.len() < text.len()
            && after.starts_with([':', '：'])
            && self.catalog.cue_index.longest(text).is_none()
    }

    /// Notes that the number before a word says within how many hours or days the goods are promised.
    fn promise_within(&mut self, hours: u32, label: Label<'c>, word: TextRange) -> bool {
        let before = self.text.get(..word.start).unwrap_or_default().trim_end();
        let start = back(before, &|c| c.is_ascii_digit());
        if let Some(number) = before.get(start..).filter(|number| number.len() <= 3)
            && let Ok(number) = number.parse::<u32>()
        {
            let range = TextRange { start, end: word.end };
            self.promise = Some((number * hours, range, label.id));
        }
        false
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
        // 商品 儿童书包, among the details of an order.
        let is_detail = || {
            label.field().is_some()
                && label.cue.option.is_none()
                && !has_any(self.slice(value), "，。！？!?")
                && (word.end - word.start >= CLEAR_WORD
                    || self.findings.iter().any(Option::is_some))
        };
        among(between, '\t')
            || is_block && is_parted
            || line.is_fresh && is_parted && is_detail()
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
            self.bare = Bare::default();
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
            if let Some(payee) = std::mem::take(&mut self.bare).only() {
                self.offer_role(Role::MerchantName, payee);
            }
            return;
        }
        if self.recipient_line(range) {
            self.bare = Bare::default();
        } else {
            self.bare_line(line, range);
        }
    }
}
