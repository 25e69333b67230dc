//! 收货信息 — name, phone and address as order pages and people write them in one breath.

use super::value::{among, is_han, wordy};
use super::{Label, Piece, Reader};
use crate::catalog::{Field, Kind};
use crate::parse;

/// What one line says of a person: name and number, or the address.
#[derive(Clone, Copy, Default)]
pub struct Line {
    who: Option<Person>,
    place: Option<Piece>,
}

#[derive(Clone, Copy)]
struct Person {
    name: Option<Piece>,
    /// A mobile number, perhaps partly hidden.
    number: Option<Piece>,
    /// What remains, perhaps the address.
    rest: Piece,
}

impl<'a> Reader<'a, '_> {
    /// Takes apart the value of a label of several fields.
    pub fn block(&mut self, label: Label<'a>, piece: Piece) {
        let person = self.person(piece);
        let place = Some(person.rest).filter(|rest| self.is_place(*rest, false));
        self.offer_person(label, person, place);
    }

    /// A line without any label: the name with the number, and the address on the same or the next line.
    pub fn person_line(&mut self, piece: Piece) {
        let before = std::mem::take(&mut self.person);
        let person = self.person(piece);
        let place = Some(person.rest).filter(|rest| self.is_place(*rest, true));
        let who = (person.name.is_some() && person.number.is_some()).then_some(person);
        let nothing_else = self.get(person.rest).is_empty();
        match (who, place) {
            (Some(_), None) if nothing_else => self.person = Line { who, place: before.place },
            (Some(_), Some(_)) => self.person = Line { who, place },
            (None, Some(_)) if person.number.is_none() => {
                self.person = Line { who: before.who, place }
            }
            _ => return,
        }
        if let Line { who: Some(person), place: Some(_) } = self.person
            && let Some((rank, cue)) =
                self.catalog.cue.iter().enumerate().find(|(_, cue)| cue.fields.len() > 1)
        {
            let place = self.person.place;
            self.offer_person(Label { rank, cue }, person, place);
            self.person = Line::default();
        }
    }

    fn offer_person(&mut self, label: Label<'a>, person: Person, place: Option<Piece>) {
        let catalog = self.catalog;
        let field = |id: Option<&String>| id.and_then(|id| catalog.field(id));
        let certain = !label.cue.likely;
        let mut words = |field: Option<&'a Field>, piece: Option<Piece>| {
            if let (Some(field), Some(piece)) = (field, piece)
                && let Some(piece) = self.words_in(field, piece)
            {
                self.offer(field, self.get(piece).to_string(), piece, certain, label.rank);
            }
        };
        words(field(label.cue.fields.first()), person.name);
        words(field(label.cue.fields.last()), place);
        let phones = label.cue.fields.iter().filter_map(|id| catalog.field(id));
        if let Some(field) = phones.filter(|field| field.kind == Kind::Phone).next()
            && let Some(piece) = person.number
            && let Some(form) = self.typed(field, piece)
        {
            self.offer(field, form.value, form.piece, certain, label.rank);
        }
    }

    fn person(&self, piece: Piece) -> Person {
        let Some(number) = self.number(piece) else {
            let whole = self.trimmed(piece);
            let name = self.is_name(whole).then_some(whole);
            let rest = if name.is_some() { Piece { start: whole.end, ..whole } } else { whole };
            return Person { name, number: None, rest };
        };
        let head = self.trimmed(Piece { end: number.start, ..piece });
        let tail = self.trimmed(Piece { start: number.end, ..piece });
        let none = Piece { start: tail.end, end: tail.end };
        // The name is nearest the number, or at the other end.
        let (last, front) = self.cut_last(head);
        let (first, back) = self.cut_first(tail);
        let (opening, after) = self.cut_first(head);
        let (closing, before) = self.cut_last(tail);
        let ways = [
            (last, front, tail),
            (first, head, back),
            (opening, after, tail),
            (closing, head, before),
        ];
        let way = ways.into_iter().find(|(name, ..)| self.is_name(*name));
        let (name, head, tail) =
            way.map_or((None, head, tail), |(name, head, tail)| (Some(name), head, tail));
        let is_empty = |piece| self.get(piece).is_empty();
        let rest = match (is_empty(head), is_empty(tail)) {
            (true, true) => none,
            (false, true) => head,
            (true, false) => tail,
            // Two addresses are none.
            (false, false) => Piece { start: head.start, end: tail.end },
        };
        Person { name, number: Some(number), rest }
    }

    /// A run of at least eleven digits and stars.
    fn number(&self, piece: Piece) -> Option<Piece> {
        let mut run = 0;
        let mut start = piece.start;
        let ends = self
            .get(piece)
            .char_indices()
            .map(|(at, c)| (piece.start + at, c))
            .chain([(piece.end, ' ')]);
        for (at, c) in ends {
            if parse::fold_char(c)
                .is_some_and(|c| c.is_ascii_digit() || matches!(c, '*' | '-' | '+'))
            {
                if run == 0 {
                    start = at;
                }
                run += 1;
            } else if run >= 11 {
                return Some(Piece { start, end: at });
            } else {
                run = 0;
            }
        }
        None
    }

    fn cut_first(&self, piece: Piece) -> (Piece, Piece) {
        let length = self.get(piece).find(|c| !wordy(c)).unwrap_or(piece.end - piece.start);
        let at = piece.start + length;
        (Piece { end: at, ..piece }, self.trimmed(Piece { start: at, ..piece }))
    }

    fn cut_last(&self, piece: Piece) -> (Piece, Piece) {
        let text = self.get(piece);
        let length = text
            .char_indices()
            .rev()
            .take_while(|(_, c)| wordy(*c))
            .last()
            .map_or(text.len(), |(at, _)| at);
        let at = piece.start + length;
        (Piece { start: at, ..piece }, self.trimmed(Piece { end: at, ..piece }))
    }

    /// Two to four Han characters that are no part of an address and no button.
    fn is_name(&self, piece: Piece) -> bool {
        let text = self.get(piece);
        (2..=4).contains(&text.chars().take(5).count())
            && text.chars().all(|c| is_han(c) && !among("省市区县路街镇村号楼收寄", c))
            && !matches!(self.word(piece), Some((_, end)) if end == piece.end)
    }

    /// Whether an address stands there; without a label it must name both a town and a street.
    fn is_place(&self, piece: Piece, strict: bool) -> bool {
        let text = self.get(piece);
        let has = |set: &str| text.chars().any(|c| among(set, c));
        let (town, street) = (has("省市区县州旗"), has("路街道号村镇乡栋幢室巷弄苑园楼"));
        let known = if strict { town && street } else { town || street };
        let hidden = self.text.get(piece.end..).is_some_and(|after| after.starts_with('*'));
        known && !hidden && text.chars().nth(5).is_some() && !has("*。？！?!")
    }
}
