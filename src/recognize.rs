//! 粘贴识别 — what pasted text (order details, a WeChat bill, a delivery notice, a chat) says of the fields.
//!
//! Line by line: the catalogue's words are labels, what stands behind or below them is read by the parsers of the
//! field's kind, and a few numbers are known by their form alone. Nothing is guessed: a value is certain with a label
//! or an unmistakable form, likely where it may be another's, and left out where two differ.

mod person;
mod table;
mod value;

use crate::catalog::{Catalog, Check, Cue, Field, Kind, Role};
use crate::date::Date;
use crate::parse;
use person::Line;
use serde::{Serialize, Serializer};
use value::{Form, among, front, is_han, wordy};

/// What was found in a text (识别结果).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Recognition<'a> {
    /// Field ids with their normalised values.
    #[serde(serialize_with = "object")]
    #[cfg_attr(feature = "types", ts(type = "Record<string, string>"))]
    pub fields: Vec<(&'a str, String)>,
    /// Where each of them stands.
    pub spans: Vec<Span<'a>>,
}

/// Where the value of a field stands (出处).
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Span<'a> {
    /// Field id.
    pub field: &'a str,
    /// First UTF-16 code unit.
    pub start: u32,
    /// Behind the last one.
    pub end: u32,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How sure a value is (把握).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename_all = "lowercase"))]
pub enum Confidence {
    /// Its label or its form leaves no doubt.
    Certain,
    /// It may be something else; to be asked.
    Likely,
}

fn object<S: Serializer>(fields: &[(&str, String)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(fields.iter().map(|(field, value)| (field, value)))
}

/// Reads pasted text on that day.
pub fn recognize<'a>(catalog: &'a Catalog, text: &str, today: Date) -> Recognition<'a> {
    let mut reader = Reader::new(catalog, text, today);
    let mut start = 0;
    while start < text.len() {
        let rest = reader.get(Piece { start, end: text.len() });
        let line = Piece { start, end: start + front(rest, &|c| !is_break(c)) };
        start = line.end
            + text.get(line.end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        if !reader.row(line) {
            reader.line(line);
        }
    }
    reader.settle();
    reader.finish()
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A range of the text, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    start: usize,
    end: usize,
}

/// A value that was found.
struct Find {
    value: String,
    piece: Piece,
    certain: bool,
    /// Of two for one field the lower counts.
    rank: usize,
    /// Another one of the same weight differs.
    clash: bool,
}

/// A cue, by its place in the catalogue.
#[derive(Clone, Copy)]
struct Label<'a> {
    rank: usize,
    cue: &'a Cue,
    /// The field whose value it names, if it is exactly one.
    field: Option<&'a Field>,
    /// The same, if a parser knows its values.
    typed: Option<&'a Field>,
}

impl<'a> Label<'a> {
    fn new(catalog: &'a Catalog, rank: usize, cue: &'a Cue) -> Self {
        let field = match cue.fields.as_slice() {
            [id] => catalog.field(id),
            _ => None,
        };
        Label { rank, cue, field, typed: field.filter(|field| value::is_typed(field)) }
    }
}

/// A word of the catalogue.
struct Word<'a> {
    first: char,
    /// What follows the first character.
    rest: &'a str,
    /// None: a button.
    label: Option<Label<'a>>,
}

/// A date in a story.
struct Day {
    value: String,
    piece: Piece,
}

struct Reader<'a, 't> {
    catalog: &'a Catalog,
    text: &'t str,
    today: Date,
    /// By their first character.
    words: Vec<Word<'a>>,
    /// What was found for each of the catalogue's fields.
    finds: Vec<Option<Find>>,
    /// Columns of the table that is being read, and what parts its cells.
    columns: Vec<Option<Label<'a>>>,
    parted_by: char,
    /// Labels that stood alone, and the lines below them.
    labels: Vec<Label<'a>>,
    values: Vec<Piece>,
    /// What the line before says of a person, if that was all it said.
    person: Line,
    /// The date that the line before consists of.
    day: Option<Day>,
}

impl<'a, 't> Reader<'a, 't> {
    fn new(catalog: &'a Catalog, text: &'t str, today: Date) -> Self {
        let mut reader = Reader {
            catalog,
            text,
            today,
            words: Vec::new(),
            finds: catalog.field.iter().map(|_| None).collect(),
            columns: Vec::new(),
            parted_by: ',',
            labels: Vec::new(),
            values: Vec::new(),
            person: Line::default(),
            day: None,
        };
        catalog.button.iter().for_each(|word| reader.learn(word, None));
        for (rank, cue) in catalog.cue.iter().enumerate() {
            let label = Label::new(catalog, rank, cue);
            cue.words.iter().for_each(|word| reader.learn(word, Some(label)));
        }
        reader
    }

    fn learn(&mut self, word: &'a str, label: Option<Label<'a>>) {
        let mut rest = word.chars();
        if let Some(first) = rest.next() {
            let at = self.words.partition_point(|word| word.first < first);
            self.words.insert(at, Word { first, rest: rest.as_str(), label });
        }
    }

    fn get(&self, piece: Piece) -> &'t str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    fn next(&self, piece: Piece) -> Option<char> {
        self.get(piece).chars().next()
    }

    fn last(&self, piece: Piece) -> Option<char> {
        self.get(piece).chars().next_back()
    }

    /// The longest word at the front, and what follows it.
    fn word<'s>(&self, text: &'s str) -> Option<(Option<Label<'a>>, &'s str)> {
        let mut rest = text.chars();
        let c = lower(rest.next()?)?;
        let from = self.words.partition_point(|word| word.first < c);
        let mut best = None;
        let mut shortest = text.len();
        for word in self.words.iter().skip(from).take_while(|word| word.first == c) {
            if let Some(rest) =
                matched(c, word.rest, rest.as_str()).filter(|rest| rest.len() < shortest)
            {
                shortest = rest.len();
                best = Some((word.label, rest));
            }
        }
        best
    }

    /// The same where nothing follows.
    fn whole_word(&self, text: &str) -> Option<Option<Label<'a>>> {
        self.word(text).filter(|(_, rest)| rest.is_empty()).map(|(label, _)| label)
    }

    /// Where the value begins behind a label that ends at the start of the piece, and whether a colon or the like
    /// stands between. Skips blanks, quotes, short notes in brackets and buttons.
    fn separator(&self, piece: Piece) -> (usize, bool) {
        let mut rest = piece;
        let mut colon = false;
        while let Some(c) = self.next(rest) {
            let text = self.get(rest);
            let length = match parse::fold_char(c) {
                None | Some(' ' | '"') => c.len_utf8(),
                Some(sign) if among(":=|]】」>›→👉", sign) => {
                    colon = true;
                    c.len_utf8()
                }
                // （元）
                Some('(') => {
                    let inside = front(text, &|c| !matches!(c, ')' | '）' | '0'..='9'));
                    match text.get(inside..).and_then(|rest| rest.chars().next()) {
                        Some(c @ (')' | '）')) if inside < 24 => inside + c.len_utf8(),
                        _ => break,
                    }
                }
                _ => match self.word(text) {
                    Some((None, rest)) => text.len() - rest.len(),
                    _ => break,
                },
            };
            rest.start += length;
        }
        (rest.start, colon)
    }

    /// Reads one line: labels and what follows them, then what is known by its form.
    fn line(&mut self, line: Piece) {
        let mut here =
            LineState { at: line.start, open: None, before: None, fresh: true, labelled: false };
        let mut day = self.day.take();
        while let Some(c) = self.next(Piece { start: here.at, end: line.end }) {
            let rest = Piece { start: here.at, end: line.end };
            let alone = !here.before.is_some_and(|c| c.is_ascii_alphanumeric());
            let inside =
                here.before.is_some_and(|c| c.is_ascii_alphabetic()) && c.is_ascii_alphabetic();
            let mut end = rest.start + c.len_utf8();
            if let Some((label, after)) = self.word(self.get(rest)).filter(|_| !inside) {
                end = line.end - after.len();
                let word = Piece { start: rest.start, end };
                let taken = match label {
                    None => self.button(&mut here, word, line.end),
                    Some(label) => self.label(&mut here, label, word, line.end, &day),
                };
                if taken {
                    here.before = None;
                    continue;
                }
            } else if alone
                && (c.is_ascii_digit() || among("昨前今", c))
                && let Some(found) = self.story_date(rest)
            {
                end = found.piece.end;
                day = Some(found);
            } else if alone && wordy(c) && !is_han(c) || c == '×' {
                let ignored = here.open.or(self.labels.last().copied().map(|label| (label, 0)));
                let ignored = ignored.is_some_and(|(label, _)| label.cue.fields.is_empty());
                end = self.form(rest, ignored).max(end);
            }
            let last = self.last(Piece { start: rest.start, end });
            here.before = last.and_then(lower).or(here.before);
            here.fresh &= !last.is_some_and(wordy);
            here.at = end;
        }
        self.close(&mut here, line.end);
        if !here.labelled {
            self.unlabelled(line);
            self.day = day.filter(|day| day.piece == self.trimmed(line));
        }
    }

    /// A button ends the value before it, unless it is a part of a word.
    fn button(&mut self, here: &mut LineState<'a>, word: Piece, end: usize) -> bool {
        let next = self.next(Piece { start: word.end, end });
        if here.before.is_some_and(is_han) && next.is_some_and(wordy) {
            return false;
        }
        match here.open {
            // Between a label and its value.
            Some((label, start)) if start == word.start => here.open = Some((label, word.end)),
            _ => self.close(here, word.start),
        }
        here.at = word.end;
        true
    }

    /// A label, if it is one here: takes its value, or notes that it is still to come.
    fn label(
        &mut self,
        here: &mut LineState<'a>,
        label: Label<'a>,
        word: Piece,
        end: usize,
        day: &Option<Day>,
    ) -> bool {
        let cue = label.cue;
        if let (Some(option), Some(field)) = (&cue.option, label.field) {
            // 银行 and the like say something only behind the field's label.
            let inside = here.open.is_some_and(|(label, _)| label.cue.fields == cue.fields);
            if !inside && !cue.likely {
                self.offer(field, option.clone(), word, false, label.rank);
            }
            return false;
        }
        let bounded = !here.before.is_some_and(wordy);
        let (start, colon) = self.separator(Piece { start: word.end, end });
        let rest = Piece { start, end };
        let blank = start == end;
        let between = self.get(Piece { start: word.end, end: start });
        let parted = blank || !between.is_empty();
        let live = if let Some(field) = label.typed {
            // 您的订单号, 我的手机号: no other kind of number begins like this.
            let linked = bounded || here.before.is_some_and(|c| among("的您你我为共", c));
            // 联系电话139… in the middle of a sentence is anybody's.
            let anybody = cue.likely && field.kind == Kind::Phone && !parted && !here.fresh;
            if !anybody && let Some(form) = self.typed(field, rest) {
                self.begin(here, word.start, false);
                here.at = form.piece.end;
                self.take(form, label, linked);
                return true;
            }
            if cue.around
                && let Some(day) = day
                && self.near(day, word.start)
            {
                self.offer(field, day.value.clone(), day.piece, false, label.rank);
                return false;
            }
            blank || colon && !cue.around
        } else {
            let block = cue.fields.len() > 1;
            let choice = label.field.is_some_and(|field| field.kind == Kind::Choice)
                && self.word(self.get(rest)).is_some_and(|(other, _)| {
                    other.is_some_and(|other| other.cue.option.is_some())
                });
            let first = here.fresh && (blank || parted && !cue.likely);
            colon || among(between, '\t') || block && parted || choice || first
        };
        if !(bounded && live) {
            return false;
        }
        self.begin(here, word.start, blank);
        here.at = start;
        if blank {
            self.labels.push(label);
        } else {
            here.open = Some((label, start));
        }
        here.fresh = false;
        true
    }

    /// A label begins: what was open ends, and the lines above it are complete.
    fn begin(&mut self, here: &mut LineState<'a>, at: usize, alone: bool) {
        self.close(here, at);
        if !here.labelled && (!alone || !self.values.is_empty()) {
            self.settle();
        }
        here.labelled = true;
        self.person = Line::default();
    }

    /// The text value that is open ends here.
    fn close(&mut self, here: &mut LineState<'a>, end: usize) {
        if let Some((label, start)) = here.open.take() {
            self.text_value(label, Piece { start, end });
        }
    }

    /// Takes a value that needs no parser: a name, a choice, a person's block.
    fn text_value(&mut self, label: Label<'a>, piece: Piece) {
        match label.field {
            Some(field) if field.kind == Kind::Choice => self.choice(field, piece),
            Some(field) if label.typed.is_none() => {
                self.words_of(field, piece, !label.cue.likely, label.rank)
            }
            None if !label.cue.fields.is_empty() => self.block(label, piece),
            _ => {}
        }
    }

    /// The first word of a choice in the value of its label.
    fn choice(&mut self, field: &'a Field, piece: Piece) {
        let mut rest = piece;
        while let Some(c) = self.next(rest) {
            if let Some((Some(label), after)) = self.word(self.get(rest))
                && let Some(option) = &label.cue.option
                && label.cue.fields.contains(&field.id)
            {
                rest.end -= after.len();
                return self.offer(field, option.clone(), rest, !label.cue.likely, label.rank);
            }
            rest.start += c.len_utf8();
        }
    }

    /// The lines below labels that stood alone: one for each if all of them fit, or the first for the last label.
    fn settle(&mut self) {
        let labels = std::mem::take(&mut self.labels);
        let values = std::mem::take(&mut self.values);
        let form = |reader: &Self, label: &Label, piece: &Piece| reader.typed(label.typed?, *piece);
        let pairs = || labels.iter().zip(&values);
        if (2..=values.len()).contains(&labels.len())
            && pairs().all(|(label, piece)| form(self, label, piece).is_some())
        {
            for (label, piece) in pairs() {
                if let Some(form) = form(self, label, piece) {
                    self.take(form, *label, false);
                }
            }
        } else if let (Some(label), Some(piece)) = (labels.last(), values.first()) {
            match form(self, label, piece) {
                Some(form) => self.take(form, *label, true),
                None => self.text_value(*label, *piece),
            }
        }
    }

    /// A line without a label: a value of one above, an amount in a bill's head, a person.
    fn unlabelled(&mut self, line: Piece) {
        let piece = self.trimmed(line);
        let text = self.get(piece);
        if text.is_empty() || self.whole_word(text).is_some_and(|label| label.is_none()) {
            return;
        }
        if self.values.len() < self.labels.len() {
            self.values.push(piece);
        }
        // `-299.00`, large in the head of a bill: money that went out.
        if self.next(piece).and_then(parse::fold_char) == Some('-')
            && among(text, '.')
            && let Some(field) = self.catalog.role(Role::Paid)
            && let Some(form) = self.typed(field, piece)
            && form.piece.end == piece.end
        {
            self.offer(field, form.value, form.piece, false, usize::MAX);
        }
        self.person_line(piece);
    }

    /// Takes a value that a label stands before; `sure`: it is certainly this label's.
    fn take(&mut self, form: Form, label: Label<'a>, sure: bool) {
        let field = if form.transaction { self.checked(Check::TransactionId) } else { label.typed };
        let certain = form.transaction || form.certain && sure && !label.cue.likely;
        if let Some(field) = field {
            self.offer(field, form.value, form.piece, certain, label.rank);
        }
    }

    /// Keeps a value if it weighs more than what was found for the field before.
    fn offer(&mut self, field: &Field, value: String, piece: Piece, certain: bool, rank: usize) {
        let fields = self.finds.iter_mut().zip(&self.catalog.field);
        let Some((find, _)) = fields.into_iter().find(|(_, other)| other.id == field.id) else {
            return;
        };
        match find {
            Some(old) if (old.certain, rank) == (certain, old.rank) => {
                old.clash |= old.value != value
            }
            Some(old) if (old.certain, rank) > (certain, old.rank) => {}
            _ => *find = Some(Find { value, piece, certain, rank, clash: false }),
        }
    }

    fn finish(self) -> Recognition<'a> {
        let mut found = Recognition::default();
        let mut several = false;
        for (field, find) in self.catalog.field.iter().zip(self.finds) {
            let Some(find) = find else { continue };
            if find.clash {
                // Two orders in one paste: whose the rest is, nobody knows.
                several |= find.certain
                    && matches!(field.check, Some(Check::OrderNumber | Check::TransactionId));
                continue;
            }
            let unit = |at| parse::utf16_len(self.text.get(..at).unwrap_or_default()) as u32;
            let confidence = if find.certain { Confidence::Certain } else { Confidence::Likely };
            let (start, end) = (unit(find.piece.start), unit(find.piece.end));
            found.spans.push(Span { field: &field.id, start, end, confidence });
            found.fields.push((&field.id, find.value));
        }
        for span in found.spans.iter_mut().filter(|_| several) {
            span.confidence = Confidence::Likely;
        }
        found
    }
}

/// Where the reading of a line has come to.
struct LineState<'a> {
    at: usize,
    /// A label whose value is a text, and where that begins.
    open: Option<(Label<'a>, usize)>,
    /// The character before; none at the start of the line and behind labels, values and buttons.
    before: Option<char>,
    /// Only signs and buttons so far.
    fresh: bool,
    labelled: bool,
}

/// A character as words are compared; none for an invisible one.
fn lower(c: char) -> Option<char> {
    parse::fold_char(c).map(|c| c.to_ascii_lowercase())
}

/// What follows a word in the text, of which the first character is known to agree; blanks inside Chinese words do
/// not count.
fn matched<'t>(first: char, word: &str, text: &'t str) -> Option<&'t str> {
    let mut characters = text.chars();
    let mut before = first;
    for wanted in word.chars() {
        loop {
            match lower(characters.next()?) {
                Some(c) if c == wanted => break,
                Some(' ') if !wanted.is_ascii() && !before.is_ascii() => {}
                None => {}
                _ => return None,
            }
        }
        before = wanted;
    }
    let rest = characters.as_str();
    let cut = before.is_ascii_alphabetic() && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    (!cut).then_some(rest)
}
