//! Recipients (收货信息): name, phone number and address as order pages and people write them in one breath.

use super::characters::{back, front, has_any, is_word_char, prefix};
use super::labels::Label;
use super::{Reader, TextRange};
use crate::catalog::{Cue, Field, Id, Kind, Sense};
use crate::text::{among, fold_char, is_han};

/// Fewest digits and stars of a phone number.
const MIN_NUMBER: usize = 11;
/// Most characters of a name.
const MAX_NAME: usize = 4;
/// Most of one with a dot: 迪丽努尔·买买提.
const MAX_DOTTED: usize = 16;
/// Dots between the parts of a name.
const DOTS: &str = "·•・‧";
/// Most of one in letters.
const MAX_FOREIGN: usize = 40;
/// Longest line of a name, a number and an address, in bytes.
const MAX_LINE: usize = 600;
/// Fewest characters of an address.
const MIN_ADDRESS: usize = 6;

/// Parts of the recipient in the last lines without a label.
#[derive(Clone, Copy, Default)]
pub struct Recipient {
    person: Option<Person>,
    address: Option<TextRange>,
    /// The cue of the person's label.
    cue: Id<Cue>,
}

/// A text taken apart.
#[derive(Clone, Copy)]
struct Person {
    name: Option<TextRange>,
    /// A phone number, perhaps partly hidden.
    number: Option<TextRange>,
    /// The remaining text, perhaps the address.
    rest: TextRange,
}

/// Whether `c` may be within a name.
fn is_name_char(c: char) -> bool {
    is_word_char(c) || among(DOTS, c)
}

impl<'c> Reader<'c, '_> {
    /// Takes apart the value of a label of several fields.
    pub fn block(&mut self, label: Label<'c>, range: TextRange) {
        let text = self.slice(range);
        // 收件人：菜鸟驿站代收点
        let first = self.catalog.cue_index.longest(text);
        if first.is_some_and(|word| {
            matches!(self.catalog[word.cue].sense, Some(Sense::Party | Sense::Notice))
        }) {
            return;
        }
        // An extension or a note behind: [1234].
        let range = TextRange { end: range.start + front(text, &|c| !among("[［", c)), ..range };
        let person = self.person(range, true);
        let address = self.address(&person, false);
        self.offer_recipient(label, person, address);
        if address.is_none() && person.number.is_some() {
            self.recipient = Recipient { person: Some(person), address, cue: label.id };
        }
    }

    /// Reads a line without any label: the name with the number, and the address in the same or the next line. False if
    /// it is neither.
    pub fn recipient_line(&mut self, range: TextRange) -> bool {
        let above = std::mem::take(&mut self.recipient);
        if range.end - range.start > MAX_LINE {
            return false;
        }
        let person = self.person(range, false);
        let address = self.address(&person, true);
        let is_person = person.name.is_some() && person.number.is_some();
        let recipient = match address {
            Some(_) if is_person => Recipient { person: Some(person), address, ..above },
            Some(_) if person.number.is_none() => Recipient { address, ..above },
            None if is_person && self.slice(person.rest).is_empty() => {
                Recipient { person: Some(person), ..above }
            }
            _ => return false,
        };
        match recipient {
            Recipient { person: Some(person), address: Some(_), cue } => {
                let is_anybodys =
                    |cue: &Cue| cue.fields.len() > 1 && cue.sense == Some(Sense::Anybody);
                let mut cues = self.catalog.cues.iter();
                let anybodys = || cues.find(|(_, cue)| is_anybodys(cue)).map(|(id, _)| id);
                if let Some(label) =
                    Label::new(self.catalog, cue.some().or_else(anybodys).unwrap_or_default())
                {
                    self.offer_recipient(label, person, recipient.address);
                }
            }
            _ => self.recipient = recipient,
        }
        true
    }

    fn offer_recipient(&mut self, label: Label<'c>, person: Person, address: Option<TextRange>) {
        let certain = !label.cue.likely;
        for (at, id) in label.cue.fields.iter().enumerate() {
            let kind = self.catalog[*id].kind;
            let range = match (kind, at) {
                (Kind::Phone, _) => person.number,
                (_, 0) => person.name,
                _ => address,
            };
            let Some(range) = range else { continue };
            if kind != Kind::Phone {
                self.offer_words(*id, range, certain, label.id);
                if at > 0 {
                    self.join_region(*id, range);
                }
            } else if let Some(number) = self.typed(*id, range) {
                self.offer(*id, number.value, number.range, certain, label.id);
            }
        }
    }

    /// Puts the part of an address that a label above gave before the address.
    fn join_region(&mut self, id: Id<Field>, address: TextRange) {
        let region = std::mem::take(&mut self.region);
        let (head, tail) = (self.slice(region), self.slice(address));
        if head.is_empty() || tail.starts_with(prefix(head, 2)) {
            return;
        }
        if let Some(Some(finding)) = self.findings.get_mut(id.index())
            && finding.range.end == address.end
        {
            finding.value.clear();
            finding.value.extend(head.chars().filter(|c| !c.is_whitespace()).chain(tail.chars()));
            finding.range.start = region.start;
        }
    }

    /// Takes a text apart; behind a label a name may be a foreign one.
    fn person(&self, range: TextRange, is_labelled: bool) -> Person {
        let is_name = |range| self.is_name(range) || is_labelled && self.is_foreign_name(range);
        let Some(number) = self.phone_number(range) else {
            let whole = self.trimmed(range);
            let is_name = is_name(whole);
            let rest = if is_name { TextRange { start: whole.end, ..whole } } else { whole };
            return Person { name: is_name.then_some(whole), number: None, rest };
        };
        let mut head = self.trimmed(TextRange { end: number.start, ..range });
        // 刘蓝琴，电话13112345611
        while let (last, before) = self.split_last(head)
            && before.end < head.end
            && self.catalog.cue_index.whole(self.slice(last)).is_some()
        {
            head = before;
        }
        let tail = self.trimmed(TextRange { start: number.end, ..range });
        // The name is next to the number, or at the other end.
        let (last, before_last) = self.split_last(head);
        let (first, after_first) = self.split_first(tail);
        let (opening, after_opening) = self.split_first(head);
        let (closing, before_closing) = self.split_last(tail);
        let ways = [
            (head, TextRange { end: head.start, ..head }, tail),
            (last, before_last, tail),
            (first, head, after_first),
            (opening, after_opening, tail),
            (closing, head, before_closing),
        ];
        let way = ways.into_iter().find(|(name, ..)| is_name(*name));
        let name = way.map(|(name, ..)| name);
        let (head, tail) = way.map_or((head, tail), |(_, head, tail)| (head, tail));
        let rest = match (self.slice(head), self.slice(tail)) {
            ("", _) => tail,
            (_, "") => head,
            _ => TextRange { start: head.start, end: tail.end },
        };
        Person { name, number: Some(number), rest }
    }

    /// A run of digits and stars that is as long as a phone number.
    fn phone_number(&self, range: TextRange) -> Option<TextRange> {
        let is_part =
            |c| fold_char(c).is_some_and(|c| c.is_ascii_digit() || matches!(c, '*' | '-' | '+'));
        let mut rest = range;
        while rest.start < rest.end {
            let start = rest.start + front(self.slice(rest), &|c| !is_part(c));
            let end = start + front(self.slice(TextRange { start, ..range }), &is_part);
            if end - start >= MIN_NUMBER {
                return Some(TextRange { start, end });
            }
            rest.start = end;
        }
        None
    }

    /// The first word of a range, and what follows it.
    fn split_first(&self, range: TextRange) -> (TextRange, TextRange) {
        let at = range.start + front(self.slice(range), &is_name_char);
        (TextRange { end: at, ..range }, self.trimmed(TextRange { start: at, ..range }))
    }

    /// The last word of a range, and what is before it.
    fn split_last(&self, range: TextRange) -> (TextRange, TextRange) {
        let at = range.start + back(self.slice(range), &is_name_char);
        (TextRange { start: at, ..range }, self.trimmed(TextRange { end: at, ..range }))
    }

    /// Whether it is two to four Han characters, or more around a dot, that are no part of an address and neither label
    /// nor button.
    fn is_name(&self, range: TextRange) -> bool {
        let text = self.slice(range);
        let longest = if has_any(text, DOTS) { MAX_DOTTED } else { MAX_NAME };
        (2..=longest).contains(&text.chars().count())
            && front(text, &|c| is_han(c) || among(DOTS, c)) == text.len()
            && !text.starts_with(|c| among(DOTS, c))
            && !has_any(text, "省市区县路街镇村号楼收寄询")
            && self.catalog.cue_index.longest(text).is_none_or(|word| {
                word.cue.some().is_some_and(|cue| self.catalog[cue].sense != Some(Sense::Party))
                    && !word.rest.is_empty()
            })
    }

    /// Whether it is a name in letters: Mary Wang.
    fn is_foreign_name(&self, range: TextRange) -> bool {
        let text = self.slice(range);
        let is_part = |c: char| c.is_ascii_alphabetic() || among(" .'-", c);
        text.len() <= MAX_FOREIGN
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.contains(' ')
            && front(text, &is_part) == text.len()
    }

    /// The address in what remains; without a label (`strict`) it must name both a town and a street.
    fn address(&self, person: &Person, strict: bool) -> Option<TextRange> {
        let range = person.rest;
        let text = self.slice(range);
        let has_town = has_any(text, "省市区县州旗");
        let has_street = has_any(text, "路街道号村镇乡栋幢室巷弄苑园楼");
        let is_known = if strict { has_town && has_street } else { has_town || has_street };
        let is_masked = self.text.get(range.end..).is_some_and(|after| after.starts_with('*'));
        let is_split = person
            .number
            .is_some_and(|number| range.start < number.start && number.end < range.end);
        let is_address = is_known
            && !is_masked
            && !is_split
            && text.chars().count() >= MIN_ADDRESS
            && !has_any(text, "*。？！?!");
        is_address.then_some(range)
    }
}
