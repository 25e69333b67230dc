//! 收货信息 — name, phone and address as order pages and people write them in one breath.

use super::value::{among, back, front, is_han, wordy};
use super::{Label, Piece, Reader};
use crate::catalog::Kind;
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
        let place = self.place(&person, false);
        self.offer_person(label, person, place);
    }

    /// A line without any label: the name with the number, and the address on the same or the next line.
    pub fn person_line(&mut self, piece: Piece) {
        let before = std::mem::take(&mut self.person);
        let person = self.person(piece);
        let place = self.place(&person, true);
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
            self.offer_person(
                Label { rank, cue, field: None, typed: None },
                person,
                self.person.place,
            );
            self.person = Line::default();
        }
    }

    fn offer_person(&mut self, label: Label<'a>, person: Person, place: Option<Piece>) {
        let certain = !label.cue.likely;
        for (at, id) in label.cue.fields.iter().enumerate() {
            let Some(field) = self.catalog.field(id) else { continue };
            let piece = match (field.kind, at) {
                (Kind::Phone, _) => person.number,
                (_, 0) => person.name,
                _ => place,
            };
            let Some(piece) = piece else { continue };
            if field.kind != Kind::Phone {
                self.words_of(field, piece, certain, label.rank);
            } else if let Some(form) = self.typed(field, piece) {
                self.offer(field, form.value, form.piece, certain, label.rank);
            }
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
        let rest = match (self.get(head), self.get(tail)) {
            ("", _) => tail,
            (_, "") => head,
            _ => Piece { start: head.start, end: tail.end },
        };
        Person { name, number: Some(number), rest }
    }

    /// A run of at least eleven digits and stars.
    fn number(&self, piece: Piece) -> Option<Piece> {
        let is_part = |c| {
            parse::fold_char(c).is_some_and(|c| c.is_ascii_digit() || matches!(c, '*' | '-' | '+'))
        };
        let mut rest = piece;
        while rest.start < rest.end {
            let start = rest.start + front(self.get(rest), &|c| !is_part(c));
            let run = self.get(Piece { start, ..piece });
            let end = start + front(run, &is_part);
            if end - start >= 11 {
                return Some(Piece { start, end });
            }
            rest.start = end;
        }
        None
    }

    fn cut_first(&self, piece: Piece) -> (Piece, Piece) {
        let at = piece.start + front(self.get(piece), &wordy);
        (Piece { end: at, ..piece }, self.trimmed(Piece { start: at, ..piece }))
    }

    fn cut_last(&self, piece: Piece) -> (Piece, Piece) {
        let at = piece.start + back(self.get(piece), &wordy);
        (Piece { start: at, ..piece }, self.trimmed(Piece { end: at, ..piece }))
    }

    /// Two to four Han characters that are no part of an address and no button.
    fn is_name(&self, piece: Piece) -> bool {
        let text = self.get(piece);
        (2..=4).contains(&text.chars().take(5).count())
            && text.chars().all(|c| is_han(c) && !among("省市区县路街镇村号楼收寄", c))
            && self.whole_word(text).is_none()
    }

    /// The address in what remains; without a label it must name both a town and a street.
    fn place(&self, person: &Person, strict: bool) -> Option<Piece> {
        let piece = person.rest;
        let text = self.get(piece);
        let has = |set: &str| text.chars().any(|c| among(set, c));
        let (town, street) = (has("省市区县州旗"), has("路街道号村镇乡栋幢室巷弄苑园楼"));
        let known = if strict { town && street } else { town || street };
        let hidden = self.next(Piece { start: piece.end, end: self.text.len() }) == Some('*');
        let parted = person
            .number
            .is_some_and(|number| piece.start < number.start && number.end < piece.end);
        let place =
            known && !hidden && !parted && text.chars().nth(5).is_some() && !has("*。？！?!");
        place.then_some(piece)
    }
}
