//! Recognition of pasted text (粘贴识别): what order details, a WeChat bill, a delivery notice or a chat say about the
//! fields of the form.
//!
//! The text is read line by line:
//!
//! - [`table`]: a row of a table is read by the labels of its columns;
//! - [`line`]: any other line is read from label to label;
//! - [`labels`]: what stands behind or below a label is the value of its field;
//! - [`value`]: what a value may look like depends on the field's kind, whose parser reads it;
//! - [`ends`]: a value counts only if it ends there;
//! - [`pattern`]: a few numbers need no label, because nothing else looks like them;
//! - [`excuse`]: a message of the other side may give an excuse;
//! - [`title`]: a shop's name or the title of the goods may stand without a label;
//! - [`ocr`]: text read off a picture is mended first;
//! - [`address`]: a name, a number and an address in one breath are the recipient's.
//!
//! Nothing is guessed. A value is certain with a label or an unmistakable form, likely where it may belong to somebody
//! or something else, and left out where two that count the same differ. The time is linear in the text.

mod address;
mod characters;
mod ends;
mod excuse;
mod labels;
mod line;
mod ocr;
mod pattern;
mod table;
mod title;
mod value;

use crate::catalog::{Catalog, Check, Cue, Field, Id, Role, Sense};
use crate::date::Date;
use crate::text::utf16_len;
use address::Recipient;
use characters::front;
pub use excuse::SuggestedExcuse;
use labels::Label;
use serde::{Serialize, Serializer};
use std::cell::Cell;
use std::cmp::{Ordering, Reverse};
use table::Columns;
use title::Bare;
use value::TextDate;

/// Result of reading a text (识别结果).
///
/// ```
/// use tousu::{Catalog, Confidence, Date, Tousu};
///
/// let catalog = Catalog::builtin();
/// let tousu = Tousu::new(catalog, Date::new(2026, 11, 24).unwrap());
/// let found = tousu.recognize("订单编号：20261103000712 复制\n实付款 ¥129.00");
/// let fields: Vec<_> =
///     found.fields.iter().map(|(field, value)| (catalog.name(*field), value.as_str())).collect();
/// assert_eq!(fields, [("orderNumber", "20261103000712"), ("paidAmount", "129.00")]);
/// assert_eq!((found.spans[0].start, found.spans[0].end), (5, 19));
/// assert_eq!(found.spans[0].confidence, Confidence::Certain);
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Recognition {
    /// Normalised values of fields, in the order of the form. An object keyed by field in answers.
    #[serde(serialize_with = "by_field")]
    pub fields: Vec<(Id<Field>, String)>,
    /// Position of each, in the same order.
    pub spans: Vec<Span>,
    /// The excuse that the text gives, where it is a message of the other side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excuse: Option<SuggestedExcuse>,
}

/// 出处: the place of a field's value in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Span {
    /// The field.
    pub field: Id<Field>,
    /// First UTF-16 code unit.
    pub start: u32,
    /// End, exclusive, in UTF-16 code units.
    pub end: u32,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How sure a value is (把握).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Its label or its form leaves no doubt.
    Certain,
    /// It may be something else: to be confirmed.
    Likely,
}

fn by_field<S: Serializer>(fields: &[(Id<Field>, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(fields.iter().map(|(field, value)| (field, value)))
}

/// 文字来源: the origin of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Source {
    /// It was written or copied.
    #[default]
    Text,
    /// It was read off a picture, and may be wrong in any character: nothing found is certain.
    Ocr,
}

/// Reads pasted text; days without a year are those before `today`.
pub fn recognize(catalog: &Catalog, text: &str, today: Date, source: Source) -> Recognition {
    let found = match source {
        Source::Text => read(catalog, text, today),
        Source::Ocr => {
            let mended = ocr::mend(text, &catalog.cue_index);
            let mut found = read(catalog, &mended.text, today);
            for span in &mut found.spans {
                span.confidence = Confidence::Likely;
                (span.start, span.end) = mended.in_original(span.start, span.end);
            }
            found
        }
    };
    Recognition { excuse: excuse::suggest(catalog, text), ..found }
}

fn read(catalog: &Catalog, text: &str, today: Date) -> Recognition {
    let mut reader = Reader::new(catalog, text, today);
    let mut rest = TextRange { start: 0, end: text.len() };
    while let Some(c) = reader.first(rest) {
        let end = rest.start + front(reader.slice(rest), &|c| !is_line_break(c));
        let line = TextRange { end, ..rest };
        let length = reader.first(TextRange { start: end, ..rest }).map_or(0, char::len_utf8);
        rest.start = (end + length).max(rest.start + c.len_utf8());
        if !reader.read_row(line) {
            reader.read_line(line);
        }
    }
    reader.settle();
    reader.keep_promise();
    reader.finish()
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A range of the text, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct TextRange {
    start: usize,
    end: usize,
}

/// A value that was found for a field.
struct Finding {
    value: String,
    range: TextRange,
    certain: bool,
    /// The cue of its label; [`Id::NONE`] without a label.
    cue: Id<Cue>,
    /// Another one that counts the same has another value.
    conflicting: bool,
    /// How many that count the same have this one.
    times: usize,
}

/// Reads a text.
struct Reader<'c, 't> {
    catalog: &'c Catalog,
    text: &'t str,
    today: Date,
    /// By the positions of the fields.
    findings: Vec<Option<Finding>>,
    /// The table whose rows are being read.
    columns: Columns,
    /// Labels alone in their lines, whose values are still to come.
    waiting: Vec<Label<'c>>,
    /// The lines below them.
    below: Vec<TextRange>,
    /// Parts of the recipient in the lines before.
    recipient: Recipient,
    /// The first part of an address, whose second is still to come.
    region: TextRange,
    /// Lines before that are nothing yet.
    bare: Bare,
    /// Hours from the purchase within which the goods are promised.
    promise: Option<(u32, TextRange, Id<Cue>)>,
    /// Rows of payments that were read.
    payments: usize,
    /// It is a notice about a parcel.
    is_notice: bool,
    /// The date that the line before consists of.
    date_above: Option<TextDate>,
    /// Signs and link words before a value, as last skipped: 共 is a link word and a label, and of a row of them every
    /// one would skip the rest of the row again.
    skipped: Cell<TextRange>,
}

impl<'c, 't> Reader<'c, 't> {
    fn new(catalog: &'c Catalog, text: &'t str, today: Date) -> Self {
        Reader {
            catalog,
            text,
            today,
            findings: std::iter::repeat_with(|| None).take(catalog.fields.size()).collect(),
            columns: Columns::default(),
            waiting: Vec::new(),
            below: Vec::new(),
            recipient: Recipient::default(),
            region: TextRange::default(),
            bare: Bare::default(),
            promise: None,
            payments: 0,
            is_notice: false,
            date_above: None,
            skipped: Cell::default(),
        }
    }

    /// The text of a range.
    fn slice(&self, range: TextRange) -> &'t str {
        self.text.get(range.start..range.end).unwrap_or_default()
    }

    /// The first character of a range.
    fn first(&self, range: TextRange) -> Option<char> {
        self.slice(range).chars().next()
    }

    /// The last character of a range.
    fn last(&self, range: TextRange) -> Option<char> {
        self.slice(range).chars().next_back()
    }

    /// The field with that check.
    fn checked(&self, check: Check) -> Option<Id<Field>> {
        let mut fields = self.catalog.fields.iter();
        fields.find(|(_, field)| field.check == Some(check)).map(|(id, _)| id)
    }

    /// Keeps a value unless one was found that counts more: a certain one, or of equally sure ones that of the cue
    /// further up in the catalogue.
    fn offer(
        &mut self,
        field: Id<Field>,
        value: String,
        range: TextRange,
        certain: bool,
        cue: Id<Cue>,
    ) {
        let weight = |certain: bool, cue: Id<Cue>| (certain, Reverse(cue.index()));
        let Some(place) = self.findings.get_mut(field.index()) else { return };
        if let Some(old) = place {
            match weight(certain, cue).cmp(&weight(old.certain, old.cue)) {
                Ordering::Less => return,
                Ordering::Equal => {
                    old.conflicting |= old.value != value;
                    old.times += 1;
                    return;
                }
                Ordering::Greater => {}
            }
        }
        *place = Some(Finding { value, range, certain, cue, conflicting: false, times: 1 });
    }

    /// Takes the day by which the goods are promised, where it is said in hours or days from the purchase.
    fn keep_promise(&mut self) {
        let Some((hours, range, cue)) = self.promise else { return };
        let finding = |role| self.findings.get(self.catalog.role(role).index())?.as_ref();
        let purchase = finding(Role::Purchased).filter(|purchase| !purchase.conflicting);
        let day = purchase.and_then(|purchase| Date::from_iso(&purchase.value));
        let promised = day.and_then(|day| day.plus_days(hours.div_ceil(24).into()));
        if let (Some(promised), Some(field)) = (promised, self.catalog.role(Role::Promised).some())
        {
            self.offer(field, promised.iso(), range, false, cue);
        }
    }

    /// The answer.
    fn finish(mut self) -> Recognition {
        let mut recognition = Recognition::default();
        let mut several_orders = self.payments > 1;
        for (id, field) in self.catalog.fields.iter() {
            let Some(finding) = self.findings.get_mut(id.index()).and_then(Option::take) else {
                continue;
            };
            let cue = &self.catalog[finding.cue];
            // A short message with its sender in front, 【…】, gives no address of the person's at all.
            let is_message = self.text.trim_start().starts_with('【') && cue.fields.len() > 1;
            let is_anybodys = cue.sense == Some(Sense::Anybody) || is_message;
            // Values that are not the same in all of several payments.
            let is_of_one = self.payments > 1 && finding.times < self.payments;
            if is_of_one || self.is_notice && is_anybodys {
                continue;
            }
            if finding.conflicting {
                several_orders |= finding.certain
                    && matches!(field.check, Some(Check::OrderNumber | Check::TransactionId));
                continue;
            }
            let unit = |at| utf16_len(self.text.get(..at).unwrap_or_default()) as u32;
            recognition.spans.push(Span {
                field: id,
                start: unit(finding.range.start),
                end: unit(finding.range.end),
                confidence: if finding.certain { Confidence::Certain } else { Confidence::Likely },
            });
            recognition.fields.push((id, finding.value));
        }
        if several_orders {
            // To which of the orders the rest belongs is unknown.
            for span in &mut recognition.spans {
                span.confidence = Confidence::Likely;
            }
        }
        recognition
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&'static str, String, Confidence)> {
        let catalog = Catalog::builtin();
        let today = Date::new(2026, 11, 24).unwrap();
        let found = recognize(catalog, text, today, Source::Text);
        let pairs = found.fields.into_iter().zip(found.spans);
        pairs.map(|((field, value), span)| (catalog.name(field), value, span.confidence)).collect()
    }

    // The samples are tests/recognize/*.txt.
    #[test]
    fn of_several_values_the_weightiest_counts() {
        let order = |value: &str, confidence| ("orderNumber", value.to_string(), confidence);
        use Confidence::{Certain, Likely};
        assert_eq!(
            read("订单 20261103000712\n订单号：20261103000713"),
            [order("20261103000713", Certain)]
        );
        assert_eq!(read("订单 20261103000712"), [order("20261103000712", Likely)]);
        assert_eq!(read("订单号：20261103000712\n订单号：20261103000713"), []);
    }

    #[test]
    fn two_orders_leave_nothing_certain() {
        let found = read("订单号：20261103000712\n订单号：20261103000713\n实付款：¥5");
        assert_eq!(found, [("paidAmount", "5.00".to_string(), Confidence::Likely)]);
    }

    #[test]
    fn spans_count_utf16_units() {
        let today = Date::new(2026, 11, 24).unwrap();
        for (source, text, start, end) in
            [(Source::Text, "😀数量：2", 5, 6), (Source::Ocr, "😀数 量 ： 1 2", 8, 11)]
        {
            let found = recognize(Catalog::builtin(), text, today, source);
            assert_eq!((found.spans[0].start, found.spans[0].end), (start, end), "{text}");
        }
    }
}
