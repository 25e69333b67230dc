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
use value::{Form, among, is_han, wordy};

/// What was found in a text (识别结果).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Recognition<'a> {
    /// Field ids with their normalised values.
    #[serde(serialize_with = "object")]
    #[cfg_attr(feature = "types", ts(type = "Record<string, string>"))]
    pub fields: Vec<(&'a str, String)>,
    /// Where each of them stands, in the order of the text.
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
    let is_break =
        |c: char| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut start = 0;
    for line in text.split_inclusive(is_break) {
        let piece = Piece { start, end: start + line.trim_end_matches(is_break).len() };
        start += line.len();
        if !reader.row(piece) {
            reader.line(piece);
        }
    }
    reader.settle();
    reader.finish()
}

/// A range of the text, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Piece {
    start: usize,
    end: usize,
}

/// A value that was found.
struct Find<'a> {
    field: &'a Field,
    value: String,
    piece: Piece,
    certain: bool,
    /// Of two for one field the lower counts.
    rank: usize,
    /// Another one of the same weight differs.
    clash: bool,
}

/// A word of the catalogue.
struct Word<'a> {
    first: char,
    /// What follows the first character.
    rest: &'a str,
    /// Place of its cue in the catalogue; none: a button.
    cue: Option<(usize, &'a Cue)>,
}

/// A cue found in the text, by its place in the catalogue.
#[derive(Clone, Copy)]
struct Label<'a> {
    rank: usize,
    cue: &'a Cue,
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
    finds: Vec<Find<'a>>,
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
        let mut words: Vec<Word> = Vec::new();
        let mut add = |text: &'a str, cue| {
            let mut rest = text.chars();
            if let Some(first) = rest.next().and_then(lower) {
                let at = words.partition_point(|word| word.first < first);
                words.insert(at, Word { first, rest: rest.as_str(), cue });
            }
        };
        catalog.button.iter().for_each(|word| add(word, None));
        for (rank, cue) in catalog.cue.iter().enumerate() {
            cue.words.iter().for_each(|word| add(word, Some((rank, cue))));
        }
        Reader {
            catalog,
            text,
            today,
            words,
            finds: Vec::new(),
            columns: Vec::new(),
            parted_by: ',',
            labels: Vec::new(),
            values: Vec::new(),
            person: Line::default(),
            day: None,
        }
    }

    fn get(&self, piece: Piece) -> &'t str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }

    /// The longest word at the front, with the end of it.
    fn word(&self, piece: Piece) -> Option<(Option<Label<'a>>, usize)> {
        let mut text = self.get(piece).chars();
        let c = lower(text.next()?)?;
        let text = text.as_str();
        let from = self.words.partition_point(|word| word.first < c);
        let words = self.words.iter().skip(from).take_while(|word| word.first == c);
        let (word, rest) = words
            .filter_map(|word| Some((word, matched(c, word.rest, text)?)))
            .reduce(|best, other| if other.1.len() < best.1.len() { other } else { best })?;
        Some((word.cue.map(|(rank, cue)| Label { rank, cue }), piece.end - rest.len()))
    }

    /// Where the value begins behind a label that ends at the start of the piece, and whether a colon or the like
    /// stands between. Skips blanks, quotes, notes in brackets and buttons.
    fn separator(&self, piece: Piece) -> (usize, bool) {
        let mut rest = piece;
        let mut colon = false;
        while let Some(c) = self.get(rest).chars().next() {
            let length = match parse::fold_char(c) {
                None | Some(' ' | '"') => c.len_utf8(),
                Some(sign) if among(":=|]】」>›→👉", sign) => {
                    colon = true;
                    c.len_utf8()
                }
                Some('(') => match self.note(rest) {
                    Some(length) => length,
                    None => break,
                },
                _ => match self.word(rest) {
                    Some((None, end)) => end - rest.start,
                    _ => break,
                },
            };
            rest.start += length;
        }
        (rest.start, colon)
    }

    /// Length of a short note in brackets, such as `（元）`.
    fn note(&self, piece: Piece) -> Option<usize> {
        let text = self.get(piece);
        let (close, c) = text.char_indices().take(8).find(|(_, c)| matches!(c, ')' | '）'))?;
        let digits = text.get(..close)?.contains(|c: char| c.is_ascii_digit());
        (!digits).then_some(close + c.len_utf8())
    }

    /// Reads one line: labels and what follows them, then what is known by its form.
    fn line(&mut self, line: Piece) {
        let mut here =
            LineState { at: line.start, open: None, before: None, fresh: true, labelled: false };
        let mut day = self.day.take();
        while let Some(c) = self.get(Piece { start: here.at, end: line.end }).chars().next() {
            let rest = Piece { start: here.at, end: line.end };
            let alone = !here.before.is_some_and(|c| c.is_ascii_alphanumeric());
            let letter =
                here.before.is_some_and(|c| c.is_ascii_alphabetic()) && c.is_ascii_alphabetic();
            if let Some((label, end)) = self.word(rest).filter(|_| !letter) {
                let taken = match label {
                    None => self.button(&mut here, Piece { start: rest.start, end }, line.end),
                    Some(label) => self.label(
                        &mut here,
                        label,
                        Piece { start: rest.start, end },
                        line.end,
                        &day,
                    ),
                };
                if !taken {
                    here.before = self.get(Piece { start: rest.start, end }).chars().next_back();
                    here.fresh = false;
                    here.at = end;
                }
                continue;
            }
            let ignored = here.open.is_some_and(|(label, _)| label.cue.fields.is_empty())
                || self.labels.last().is_some_and(|label| label.cue.fields.is_empty());
            let c = lower(c).unwrap_or(' ');
            let mut next = rest.start + self.get(rest).chars().next().map_or(1, char::len_utf8);
            if alone
                && (c.is_ascii_digit() || among("昨前今", c))
                && let Some(found) = self.story_date(rest)
            {
                next = found.piece.end;
                day = Some(found);
            } else if alone && c.is_ascii_alphanumeric() || c == '×' {
                next = self.form(rest, ignored).max(next);
            }
            let piece = Piece { start: rest.start, end: next };
            let last = self.get(piece).chars().next_back();
            here.before = last.or(here.before);
            here.fresh &= !last.is_some_and(wordy);
            here.at = next;
        }
        self.close(&mut here, line.end);
        if !here.labelled {
            self.unlabelled(line);
            self.day = day.filter(|day| day.piece == self.trimmed(line));
        }
    }

    /// A button ends the value before it, unless it is a part of a word.
    fn button(&mut self, here: &mut LineState<'a>, word: Piece, end: usize) -> bool {
        let next = self.get(Piece { start: word.end, end }).chars().next();
        if here.before.is_some_and(is_han) && next.is_some_and(wordy) {
            return false;
        }
        match here.open {
            // Between a label and its value.
            Some((label, start))
                if self.get(Piece { start, end: word.start }).trim().is_empty() =>
            {
                here.open = Some((label, word.end));
            }
            _ => self.close(here, word.start),
        }
        here.before = None;
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
        let bounded = !here.before.is_some_and(wordy);
        // 您的订单号, 我的手机号: no other kind of number begins like this.
        let linked = bounded || here.before.is_some_and(|c| among("的您你我为共", c));
        let (start, colon) = self.separator(Piece { start: word.end, end });
        let rest = Piece { start, end };
        let blank = self.get(rest).trim().is_empty();
        let cue = label.cue;
        let field = match cue.fields.as_slice() {
            [id] => self.catalog.field(id),
            _ => None,
        };
        let parted = self.get(Piece { start: word.end, end: start }).starts_with(|c| !wordy(c));
        let tab = self.get(Piece { start: word.end, end: start }).contains('\t');
        if let Some(option) = &cue.option {
            // 银行 and the like say something only behind the field's label.
            let inside = here.open.is_some_and(|(label, _)| label.cue.fields == cue.fields);
            if let Some(field) = field.filter(|_| !inside && !cue.likely) {
                self.offer(field, option.clone(), word, false, label.rank);
            }
            return false;
        }
        if let Some(field) = field.filter(|field| value::is_typed(field)) {
            // 联系电话139… in the middle of a sentence is anybody's.
            let anybody = cue.likely && field.kind == Kind::Phone && !parted && !here.fresh;
            if let Some(form) = self.typed(field, rest).filter(|_| !anybody) {
                self.begin(here, word.start, false);
                here.at = form.piece.end;
                here.before = None;
                self.take(field, form, label, linked);
                return true;
            }
            if let Some(day) = day
                && cue.around
                && self.near(day, word.start)
            {
                self.offer(field, day.value.clone(), day.piece, false, label.rank);
                return false;
            }
            if !bounded || !(blank || colon) || cue.around && !blank {
                return false;
            }
        } else {
            let block = cue.fields.len() > 1;
            let chosen =
                matches!(self.word(rest), Some((Some(label), _)) if label.cue.option.is_some());
            let alone = parted && (block || here.fresh && !cue.likely)
                || chosen && field.is_some_and(|field| field.kind == Kind::Choice);
            if !(bounded && (colon || tab || blank && here.fresh || alone)) {
                return false;
            }
        }
        self.begin(here, word.start, blank);
        if blank {
            self.labels.push(label);
            here.at = end;
        } else {
            here.open = Some((label, start));
            here.at = start;
        }
        here.before = None;
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
        match label.cue.fields.as_slice() {
            [id] => {
                let Some(field) = self.catalog.field(id).filter(|field| !value::is_typed(field))
                else {
                    return;
                };
                match field.kind {
                    Kind::Choice | Kind::Choices => self.choice(field, piece),
                    _ => {
                        if let Some(piece) = self.words_in(field, piece) {
                            let value = self.get(piece).to_string();
                            self.offer(field, value, piece, !label.cue.likely, label.rank);
                        }
                    }
                }
            }
            [] => {}
            _ => self.block(label, piece),
        }
    }

    /// The first word of a choice in the value of its label.
    fn choice(&mut self, field: &'a Field, piece: Piece) {
        let mut rest = piece;
        while let Some(c) = self.get(rest).chars().next() {
            if let Some((Some(label), end)) = self.word(rest)
                && let Some(option) = &label.cue.option
                && label.cue.fields.contains(&field.id)
            {
                let piece = Piece { start: rest.start, end };
                return self.offer(field, option.clone(), piece, !label.cue.likely, label.rank);
            }
            rest.start += c.len_utf8();
        }
    }

    /// The lines below labels that stood alone: one for each, or the first for the last of them.
    fn settle(&mut self) {
        let labels = std::mem::take(&mut self.labels);
        let values = std::mem::take(&mut self.values);
        let field = |label: &Label<'a>| match label.cue.fields.as_slice() {
            [id] => self.catalog.field(id).filter(|field| value::is_typed(field)),
            _ => None,
        };
        if labels.len() > 1 && labels.len() <= values.len() {
            let pairs = || labels.iter().zip(&values);
            let forms: Option<Vec<_>> = pairs()
                .map(|(label, piece)| {
                    Some((field(label)?, self.typed(field(label)?, *piece)?, *label))
                })
                .collect();
            if let Some(forms) = forms {
                for (field, form, label) in forms {
                    self.take(field, Form { certain: false, ..form }, label, true);
                }
                return;
            }
        }
        if let (Some(label), Some(piece)) = (labels.last(), values.first()) {
            match field(label) {
                Some(field) => {
                    if let Some(form) = self.typed(field, *piece) {
                        self.take(field, form, *label, true);
                    }
                }
                None => self.text_value(*label, *piece),
            }
        }
    }

    /// A line without a label: a value of one above, an amount in a bill's head, a person.
    fn unlabelled(&mut self, line: Piece) {
        let piece = self.trimmed(line);
        let text = self.get(piece);
        if text.is_empty() || matches!(self.word(piece), Some((None, end)) if end == piece.end) {
            return;
        }
        if self.labels.len() >= self.values.len() && !self.labels.is_empty() {
            self.values.push(piece);
        }
        // `-299.00`, large in the head of a bill: money that went out.
        let minus = text.chars().next().and_then(parse::fold_char) == Some('-');
        if minus
            && text.contains('.')
            && let Some(field) = self.catalog.role(Role::Paid)
            && let Some(form) = self.typed(field, piece)
            && form.piece.end == piece.end
        {
            self.offer(field, form.value, form.piece, false, usize::MAX);
        }
        self.person_line(piece);
    }

    /// Takes a value that a label stands before.
    fn take(&mut self, field: &'a Field, form: Form, label: Label<'a>, linked: bool) {
        let certain = form.certain && linked && !label.cue.likely;
        match self
            .catalog
            .field
            .iter()
            .find(|field| form.other && field.check == Some(Check::TransactionId))
        {
            Some(transaction) => self.offer(transaction, form.value, form.piece, true, label.rank),
            None => self.offer(field, form.value, form.piece, certain, label.rank),
        }
    }

    /// Keeps a value if it weighs more than what was found for the field before.
    fn offer(&mut self, field: &'a Field, value: String, piece: Piece, certain: bool, rank: usize) {
        let new = Find { field, value, piece, certain, rank, clash: false };
        let Some(old) = self.finds.iter_mut().find(|find| find.field.id == field.id) else {
            return self.finds.push(new);
        };
        match (new.certain, old.rank).cmp(&(old.certain, new.rank)) {
            std::cmp::Ordering::Greater => *old = new,
            std::cmp::Ordering::Equal => old.clash |= old.value != new.value,
            std::cmp::Ordering::Less => {}
        }
    }

    fn finish(self) -> Recognition<'a> {
        // Two orders in one paste: whose the rest is, nobody knows.
        let names_one = |find: &&Find| {
            matches!(find.field.check, Some(Check::OrderNumber | Check::TransactionId))
        };
        let several = self.finds.iter().filter(names_one).any(|find| find.clash && find.certain);
        let mut finds: Vec<Find> = Vec::new();
        for find in self.finds.into_iter().filter(|find| !find.clash) {
            let at = finds.partition_point(|other| other.piece.start <= find.piece.start);
            finds.insert(at, find);
        }
        let mut units = (0, 0);
        let mut unit = |at: usize| {
            units.1 += parse::utf16_len(self.text.get(units.0..at).unwrap_or_default());
            units.0 = at.max(units.0);
            units.1 as u32
        };
        let mut found = Recognition::default();
        for find in &finds {
            let confidence =
                if find.certain && !several { Confidence::Certain } else { Confidence::Likely };
            // One value's words may stand inside another's.
            let start = unit(find.piece.start);
            let length = parse::utf16_len(
                self.text.get(find.piece.start..find.piece.end).unwrap_or_default(),
            );
            found.spans.push(Span {
                field: &find.field.id,
                start,
                end: start + length as u32,
                confidence,
            });
        }
        for field in &self.catalog.field {
            if let Some(find) = finds.iter_mut().find(|find| find.field.id == field.id) {
                found.fields.push((&field.id, std::mem::take(&mut find.value)));
            }
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
