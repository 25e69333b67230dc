//! Values with a form that the parser of a field's kind knows, and texts that are values as they are.

use super::characters::{
    back, contradicts, count_digits, front, has_any, has_year, is_currency, is_masked,
    is_word_char, may_contain, prefix,
};
use super::{Reader, TextRange};
use crate::catalog::{Check, Cue, Field, Id, Kind, ListName, Role};
use crate::date::Date;
use crate::parse::{self, Code};
use crate::text::{among, digits, fold_char, is_han, utf16_len};

/// Longest text that is given to a parser, in characters.
pub const MAX_VALUE: usize = 48;
/// How often an end is cut off from what does not parse.
const MAX_CUTS: usize = 6;
/// Link words between a label and its value: 实付款为…, 下单于….
const LINKS: &str = "为是于在共计了有";
/// Ends of sentences and clauses: a number behind one does not belong to the label before it.
const CLAUSE_ENDS: &str = "。；;！？!?，,、…";

/// A value that a parser has read.
pub struct TypedValue {
    /// Its normalised text.
    pub value: String,
    /// Position in the text.
    pub range: TextRange,
    /// Its form leaves no doubt.
    pub certain: bool,
    /// It is a WeChat Pay transaction id, whatever was asked for.
    pub is_transaction: bool,
}

/// A date in running text.
pub struct TextDate {
    /// The date, if it is the day of the purchase.
    pub value: String,
    /// Position in the text.
    pub range: TextRange,
}

/// Whether values of the field have a form that a parser knows.
pub fn is_typed(field: &Field) -> bool {
    match field.kind {
        Kind::Date | Kind::Money | Kind::Integer | Kind::Phone | Kind::Email => true,
        Kind::Line => field.check.is_some(),
        Kind::Paragraph | Kind::Choice | Kind::Choices => false,
    }
}

impl Reader<'_, '_> {
    /// The value of a field at the start of a range, behind signs and link words.
    pub fn typed(&self, id: Id<Field>, range: TextRange) -> Option<TypedValue> {
        let field = &self.catalog[id];
        let start = self.skip_links(range);
        // The number's beginning is hidden.
        if self.slice(TextRange { start: range.start, end: start }).ends_with("..") {
            return None;
        }
        if matches!(field.check, Some(Check::OrderNumber | Check::TransactionId))
            && let Some(transaction) = self.transaction(start)
        {
            return Some(transaction);
        }
        let rest = self.slice(TextRange { start, ..range });
        let ahead = prefix(rest, MAX_VALUE);
        // Nov 3, 2026
        let is_english =
            field.kind == Kind::Date && ahead.starts_with(|c: char| c.is_ascii_uppercase());
        let mut text = ahead.get(
            ..front(ahead, &|c| {
                may_contain(field.kind, c) || is_english && c.is_ascii_alphabetic()
            }),
        )?;
        // A measure word may follow a quantity; any other word shows that something else is counted.
        if field.kind == Kind::Integer {
            let after = rest.get(text.len()..)?;
            let unit = after.chars().next().filter(|c| is_han(*c)).map_or(0, char::len_utf8);
            let value = self.parsed(field, start, rest.get(..text.len() + unit)?);
            if let Some(value) = &value {
                let after = TextRange { start: value.range.end, ..range };
                let is_weight = self.first(after).is_some_and(|c| c.is_ascii_alphabetic());
                if is_weight || self.goes_on(value, Kind::Integer, after) {
                    return None;
                }
            }
            if value.is_some() || unit > 0 && !self.is_button_first(after) {
                return value;
            }
        }
        for _ in 0..MAX_CUTS {
            text = text.get(..back(text, &|c| !is_word_char(c)))?;
            if let Some(value) = self.parsed(field, start, text) {
                let after = TextRange { start: value.range.end, ..range };
                let next = self.first(after).and_then(fold_char);
                let is_whole = next.is_none_or(|c| !contradicts(field.kind, c))
                    && !self.goes_on(&value, field.kind, after)
                    && (field.kind != Kind::Money || self.is_yuan(&value, after));
                return is_whole.then_some(value);
            }
            // 昨天下|单; otherwise what follows a blank or a comma may be something else.
            let last = text.chars().next_back()?;
            let shorter = match is_han(last) && field.kind == Kind::Date {
                true => text.len() - last.len_utf8(),
                false => back(text, &|c| c != '，' && fold_char(c) != Some(' ')),
            };
            let (head, tail) = text.split_at_checked(shorter)?;
            // `¥1, 240` and `¥299 .50` are no `¥1` and `¥299`.
            // `1 299.00` is no `1`.
            let is_group = front(tail.trim_start(), &|c| c.is_ascii_digit()) == 3;
            let is_broken = head.trim_end().ends_with(',') || tail.starts_with('.') || is_group;
            if is_broken && field.kind == Kind::Money {
                return None;
            }
            text = head;
        }
        None
    }

    /// End of the signs and link words at the start of a range.
    fn skip_links(&self, range: TextRange) -> usize {
        let is_skipped = |c| {
            let sign = fold_char(c).unwrap_or(' ');
            among(LINKS, c)
                || !is_word_char(c)
                    && !among("¥$+-×*(", sign)
                    && !is_currency(sign)
                    && !among(CLAUSE_ENDS, c)
        };
        let known = self.skipped.get();
        let from = match (known.start..known.end).contains(&range.start) {
            true => known.end.min(range.end),
            false => range.start,
        };
        let end = from + front(self.slice(TextRange { start: from, ..range }), &is_skipped);
        self.skipped.set(TextRange { start: range.start, end });
        end
    }

    /// The text as a value of the field, if the whole of it is one.
    pub fn parsed(&self, field: &Field, start: usize, text: &str) -> Option<TypedValue> {
        let range = TextRange { start, end: start + text.len() };
        let (value, certain) = match field.kind {
            Kind::Date => {
                let date = parse::date(text, self.today).ok()?.value;
                (self.date_for(field, date, text)?, has_year(text))
            }
            Kind::Money => {
                let fen = parse::money(text).ok()?.value;
                // Longer ones are numbers of orders.
                if fen == 0 || count_digits(text) > 9 {
                    return None;
                }
                (parse::yuan(fen), true)
            }
            Kind::Integer => (digits(parse::quantity(text).ok()?.value.into()), true),
            Kind::Phone => {
                let read = parse::phone(text).ok()?;
                // Short numbers and those from 400 on are companies'.
                let is_persons = read.value.len() > 10 && read.value.starts_with(['0', '1', '+']);
                if !is_persons || read.note == Some(Code::PhoneVirtual) {
                    return None;
                }
                (read.value, read.note.is_none())
            }
            Kind::Email => {
                let read = parse::email(text).ok()?;
                (read.value, read.note.is_none())
            }
            _ => {
                let (value, certain) = self.identifier(field.check?, text)?;
                (value, certain && !self.continues_below(range.end))
            }
        };
        Some(TypedValue { value, range, certain, is_transaction: false })
    }

    /// A number or code, and whether its form leaves no doubt.
    fn identifier(&self, check: Check, text: &str) -> Option<(String, bool)> {
        // Only short groups of digits belong together: 1234 5678 9012.
        let longest = text.split(' ').map(str::len).max().unwrap_or_default();
        let is_grouped = longest < text.len();
        if count_digits(text) < 4 || is_masked(text) || is_grouped && longest > 5 {
            return None;
        }
        Some(match check {
            Check::OrderNumber => {
                if among(text, '-') && parse::date(text, self.today).is_ok() {
                    return None;
                }
                let read = parse::order_number(text).ok()?;
                (read.value, read.note != Some(Code::OrderUnusual))
            }
            Check::TransactionId => {
                let read = parse::transaction_id(text).ok()?;
                // Other platforms call theirs the same.
                let is_usual = read.note != Some(Code::OrderUnusual);
                let may_be = read.value.len() == 28 && read.value.starts_with(['1', '4']);
                if !is_usual && !may_be {
                    return None;
                }
                (read.value, is_usual)
            }
            Check::Waybill => {
                let read = parse::waybill(text).ok()?;
                if read.note == Some(Code::OrderUnusual) || parse::phone(text).is_ok() {
                    return None;
                }
                (read.value.number, true)
            }
            Check::CreditCode => {
                let read = parse::credit_code(text).ok()?;
                (read.value, read.note != Some(Code::CreditCheck))
            }
        })
    }

    /// Whether a number at the end of its line may go on, because the next line is digits and nothing else.
    fn continues_below(&self, end: usize) -> bool {
        let (mut breaks, mut has_digits) = (0, false);
        for c in prefix(self.text.get(end..).unwrap_or_default(), MAX_VALUE).chars() {
            match c {
                ' ' | '\t' | '\r' => {}
                '\n' if breaks == 1 => break,
                '\n' => breaks = 1,
                '0'..='9' if breaks == 1 => has_digits = true,
                _ => return false,
            }
        }
        has_digits
    }

    /// The date as the field's value, unless the field cannot have it: a purchase is in the past, and of a day most of
    /// a year ago without its year it is unknown which year is meant.
    fn date_for(&self, field: &Field, date: Date, text: &str) -> Option<String> {
        let is_past = matches!(field.role, Some(Role::Purchased | Role::Received));
        let is_far = date.days_until(self.today) > 300 && !has_year(text);
        (!(is_past && date > self.today || is_far)).then(|| date.iso())
    }

    /// A date at the start of a range of running text: `2026-11-03`, `11月3日`, `昨天`; not `3.5` or `1-2`.
    pub fn text_date(&self, range: TextRange) -> Option<TextDate> {
        let ahead = prefix(self.slice(range), MAX_VALUE);
        // Quick tests first, because most numbers are no dates.
        if !may_begin_date(ahead) || !is_clear_date(ahead) {
            return None;
        }
        let date = self.typed(self.catalog.role(Role::Purchased).some()?, range)?;
        (date.range.start == range.start && is_clear_date(self.slice(date.range)))
            .then_some(TextDate { value: date.value, range: date.range })
    }

    /// Whether an event that is named at `at` happened on that date: it is not far, in the same sentence.
    pub fn is_near(&self, date: &TextDate, at: usize) -> bool {
        let between = self.slice(TextRange { start: date.range.end, end: at });
        at <= date.range.end + MAX_VALUE && !has_any(between, "。；;！？!?")
    }

    /// The range without the signs around it, except these.
    fn stripped(&self, range: TextRange, opening: &str, closing: &str) -> TextRange {
        let text = self.slice(range);
        let start = front(text, &|c| !is_word_char(c) && !among(opening, c));
        let end = back(text, &|c| !is_word_char(c) && !among(closing, c));
        TextRange { start: range.start + start, end: range.start + end.max(start) }
    }

    /// The range without the signs around it that belong to no number.
    pub fn trimmed(&self, range: TextRange) -> TextRange {
        self.stripped(range, "¥￥+-−－×", ")）")
    }

    /// Takes the words of a range as the value of a text field, if they can be one.
    pub fn offer_words(&mut self, id: Id<Field>, range: TextRange, certain: bool, cue: Id<Cue>) {
        let range = self.stripped(range, "(（[【《", ")）]】》%+℃");
        let text = self.slice(range);
        // 转账备注:…
        let is_label = self.catalog.cue_index.longest(text).is_some_and(|word| {
            word.cue.some().is_some_and(|cue| self.catalog[cue].fields.is_empty())
                && word.rest.starts_with([':', '：'])
        });
        let has_words = front(text, &|c| !is_han(c) && !c.is_ascii_alphabetic()) < text.len();
        let fits = self.catalog[id].max.is_none_or(|max| utf16_len(text) <= max as usize);
        let is_empty = || {
            self.catalog.list(ListName::NothingGiven).iter().any(|word| word == text)
                || parse::placeholder(text, self.catalog.placeholder_words())
        };
        if has_words && fits && !is_label && !is_masked(text) && !is_empty() {
            // In cells of a file a quote is doubled.
            let mut value = String::with_capacity(text.len());
            for c in text.chars() {
                if c != '"' || !value.ends_with('"') {
                    value.push(c);
                }
            }
            self.offer(id, value, range, certain, cue);
        }
    }
}

/// Whether a date, if it is the whole text or its beginning, cannot be anything else.
fn is_clear_date(text: &str) -> bool {
    has_year(text) || has_any(text, "月天日") || among(text, '-') && among(text, ':')
}

/// Whether a date may be at the front of a text that begins with a digit or with the 昨 of 昨天.
fn may_begin_date(text: &str) -> bool {
    let mut chars = text.chars().filter_map(fold_char);
    if !chars.next().is_some_and(|c| c.is_ascii_digit()) {
        // 昨天, or a label that the parser leaves out: 前一天:2026-11-03.
        return chars.next().is_some_and(|c| among("天日晚年:〇零", c)) || chars.any(|c| c == ':');
    }
    let mut length = 1;
    let after = chars.by_ref().find(|c| {
        length += usize::from(c.is_ascii_digit());
        !c.is_ascii_digit()
    });
    // 20261103, perhaps with the time, or a sign of a date after the first number.
    let sign = if after == Some(' ') { chars.find(|c| *c != ' ') } else { after };
    length >= 8 || sign.is_some_and(|c| among("年月-/.天日", c))
}

#[cfg(test)]
mod tests {
    use super::may_begin_date;

    #[test]
    fn what_may_begin_a_date() {
        for text in ["2026-11-03", "20261103", "11 月3日", "3天前", "1１/3", "昨\u{200b}晚", "去年"]
        {
            assert!(may_begin_date(text), "{text}");
        }
        for text in ["12 12", "299元", "1,240.50", "12", "14:22", "今", "前面", ""] {
            assert!(!may_begin_date(text), "{text}");
        }
    }
}
