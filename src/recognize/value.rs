//! 取值 — the value of a field's kind at a place of the text.

use super::{Day, Piece, Reader};
use crate::catalog::{Check, Field, Kind, Role};
use crate::date::Date;
use crate::parse::{self, Code};
use crate::text::digits as number_text;
use std::cell::Cell;

/// A value that a parser has read.
pub struct Form {
    pub value: String,
    pub piece: Piece,
    pub certain: bool,
    /// It is a WeChat Pay transaction id, whatever was asked for.
    pub transaction: bool,
}

/// Longest piece of text given to a parser, in characters.
const LONGEST: usize = 48;
/// What may stand between a label and its number: 实付款为…, 下单于….
const LINKS: &str = "为是于在共约计了有";
/// Ends of sentences and clauses, behind which a number belongs to something else.
const ENDS: &str = "。；;！？!?，,、…";

/// How much of the front consists of such characters, in bytes. (One copy of each loop: a closure of its own for every
/// call to `str` costs the module a copy each.)
pub fn front(text: &str, belongs: &dyn Fn(char) -> bool) -> usize {
    text.char_indices().find(|(_, c)| !belongs(*c)).map_or(text.len(), |(at, _)| at)
}

/// Where the end that consists of such characters begins, in bytes.
pub fn back(text: &str, belongs: &dyn Fn(char) -> bool) -> usize {
    let mut rest = text.chars();
    loop {
        let at = rest.as_str().len();
        if !rest.next_back().is_some_and(belongs) {
            return at;
        }
    }
}

/// Whether the field's values have a form that a parser knows.
pub fn is_typed(field: &Field) -> bool {
    match field.kind {
        Kind::Date | Kind::Money | Kind::Integer | Kind::Phone | Kind::Email => true,
        Kind::Line => field.check.is_some(),
        Kind::Paragraph | Kind::Choice | Kind::Choices => false,
    }
}

/// Whether `c` is one of the characters of `set`.
pub fn among(set: &str, c: char) -> bool {
    set.chars().any(|member| member == c)
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// Letters, digits and Han characters: what words and numbers consist of.
pub fn wordy(c: char) -> bool {
    parse::fold_char(c)
        .is_some_and(|c| c.is_ascii_alphanumeric() || is_han(c) || matches!(c, 'À'..='ɏ'))
}

/// What the values of a kind consist of.
fn belongs(field: &Field, c: char) -> bool {
    let Some(c) = parse::fold_char(c) else { return true };
    let more = match field.kind {
        Kind::Date => {
            "-/.:,()+ 年月日号时分秒点一二两三四五六七八九十〇零星期周礼拜天今昨前大去上下本个晚午早凌晨中傍TtZz"
        }
        Kind::Money => "¥+-,. 元块角分毛万圆整CNYRMBcnyrmb人民币",
        Kind::Integer => "xX×*一二两三四五六七八九十",
        Kind::Phone => "+-() ",
        Kind::Email => return c.is_ascii_graphic() && !among(",;<>()\"'", c),
        _ => return c.is_ascii_alphanumeric() || among("-_*| ", c),
    };
    c.is_ascii_digit() || among(more, c)
}

/// What cannot follow a value of the kind, since it would be something else then.
fn contradicts(field: &Field, c: char) -> bool {
    let signs = match field.kind {
        Kind::Money => "件个%折年月日号天次:时",
        Kind::Integer => "元块.%折年月天日号时分-/:",
        Kind::Phone => "*转",
        Kind::Date => "元块%折",
        _ => "",
    };
    among(signs, c)
}

fn digits(text: &str) -> usize {
    text.chars().filter_map(parse::fold_char).filter(char::is_ascii_digit).count()
}

impl<'a> Reader<'a, '_> {
    /// The value of a field of a known form at the start of the piece, behind signs and link words.
    pub fn typed(&self, field: &Field, piece: Piece) -> Option<Form> {
        let skipped = |c| {
            let sign = parse::fold_char(c).unwrap_or(' ');
            among(LINKS, c) || !wordy(c) && !among("¥+-×*(", sign) && !among(ENDS, c)
        };
        let start = piece.start + front(self.get(piece), &skipped);
        if matches!(field.check, Some(Check::OrderNumber | Check::TransactionId))
            && let Some(form) = self.transaction(start)
        {
            return Some(form);
        }
        let rest = self.get(Piece { start, ..piece });
        let left = Cell::new(LONGEST);
        let belongs = |c| left.replace(left.get().saturating_sub(1)) > 0 && belongs(field, c);
        let mut text = rest.get(..front(rest, &belongs))?;
        // A measure word may follow a number of pieces; anything else says that it counts something else.
        if field.kind == Kind::Integer {
            let after = rest.get(text.len()..)?;
            let unit = after.chars().next().filter(|c| is_han(*c)).map_or(0, char::len_utf8);
            let form = self.parsed(field, start, rest.get(..text.len() + unit)?);
            if form.is_some() || unit > 0 && !matches!(self.word(after), Some((None, _))) {
                return form;
            }
        }
        for _ in 0..6 {
            text = text.get(..back(text, &|c| !wordy(c)))?;
            if let Some(form) = self.parsed(field, start, text) {
                let next = self.next(Piece { start: form.piece.end, ..piece });
                return next.is_none_or(|c| !contradicts(field, c)).then_some(form);
            }
            // 昨天下|单; otherwise something else stands behind a blank or a comma.
            let last = text.chars().next_back()?;
            let shorter = match is_han(last) && field.kind == Kind::Date {
                true => text.len() - last.len_utf8(),
                false => back(text, &|c| c != '，' && parse::fold_char(c) != Some(' ')),
            };
            let (head, tail) = text.split_at_checked(shorter)?;
            // `¥1, 240` and `¥299 .50` are not what stands before the blank.
            let broken = head.trim_end().ends_with(',') || tail.starts_with('.');
            if broken && field.kind == Kind::Money {
                return None;
            }
            text = head;
        }
        None
    }

    /// The text as a value of the field, if the whole of it is one.
    fn parsed(&self, field: &Field, start: usize, text: &str) -> Option<Form> {
        let piece = Piece { start, end: start + text.len() };
        let (value, certain) = match field.kind {
            Kind::Date => {
                let date = parse::date(text, self.today).ok()?.value;
                (self.date_for(field, date, text)?, has_year(text))
            }
            Kind::Money => {
                let fen = parse::money(text).ok()?.value;
                // Longer ones are numbers of orders.
                if fen == 0 || digits(text) > 9 {
                    return None;
                }
                (parse::yuan(fen), true)
            }
            Kind::Integer => (number_text(parse::quantity(text).ok()?.value.into()), true),
            Kind::Phone => {
                let read = parse::phone(text).ok()?;
                if digits(text) < 7 || read.note == Some(Code::PhoneVirtual) {
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
                (value, certain && !self.continues(piece.end))
            }
        };
        Some(Form { value, piece, certain, transaction: false })
    }

    fn identifier(&self, check: Check, text: &str) -> Option<(String, bool)> {
        // Groups of digits belong together only if they are short: 1234 5678 9012.
        let (mut group, mut longest, mut grouped) = (0, 0, false);
        for b in text.bytes() {
            grouped |= b == b' ';
            group = if b == b' ' { 0 } else { group + 1 };
            longest = group.max(longest);
        }
        if digits(text) < 4 || hidden(text) || grouped && longest > 5 {
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
                let read =
                    parse::transaction_id(text).ok().filter(|read| read.value.len() >= 16)?;
                (read.value, true)
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
                (read.value, read.note != Some(Code::CodeCheck))
            }
        })
    }

    /// 28 digits from 4200 on, which nothing else has; a screen may have broken them into groups or lines.
    fn transaction(&self, start: usize) -> Option<Form> {
        let rest = self.text.get(start..)?;
        let mut value = String::new();
        let mut end = start;
        let mut first_group = 0;
        let mut broken = false;
        for (at, c) in rest.char_indices().take(LONGEST) {
            match parse::fold_char(c) {
                Some(digit @ '0'..='9') if value.len() < 28 => {
                    value.push(digit);
                    end = start + at + c.len_utf8();
                }
                Some('0'..='9') if !broken => return None,
                Some(' ') => {
                    if first_group == 0 {
                        first_group = value.len();
                    }
                    broken = true;
                    if value.len() == 28 {
                        break;
                    }
                }
                None => {}
                _ => break,
            }
        }
        // A price of 4200 yuan above some other number is none.
        let whole = first_group == 0 || first_group == 4 || first_group >= 8;
        (value.len() == 28 && value.starts_with("4200") && whole).then_some(Form {
            value,
            piece: Piece { start, end },
            certain: true,
            transaction: true,
        })
    }

    /// Whether a number at the end of its line may go on: the next line is digits and nothing else.
    fn continues(&self, end: usize) -> bool {
        let mut breaks = 0;
        let mut digits = 0;
        for c in self.text.get(end..).unwrap_or_default().chars().take(LONGEST) {
            match c {
                ' ' | '\t' | '\r' => {}
                '\n' => breaks += 1,
                '0'..='9' if breaks > 0 => digits += 1,
                _ => return false,
            }
            if breaks > 1 {
                break;
            }
        }
        digits > 0
    }

    /// The date as the field's value, unless the field cannot have it: a purchase lies in the past, and of a day
    /// without its year that is most of a year ago nobody knows which year is meant.
    fn date_for(&self, field: &Field, date: Date, text: &str) -> Option<String> {
        let past = matches!(field.role, Some(Role::Purchased | Role::Received));
        let far = date.days_until(self.today) > 300 && !has_year(text);
        (!(past && date > self.today || far)).then(|| date.iso())
    }

    /// A date in a story: `2026-11-03`, `11月3日`, `昨天`; not `3.5` or `1-2`.
    pub fn story_date(&self, piece: Piece) -> Option<Day> {
        let field = self.catalog.role(Role::Purchased)?;
        let form = self.typed(field, piece)?;
        let text = self.get(form.piece);
        let has = |c| among(text, c);
        let clear = has_year(text) || has('月') || has('天') || has('日') || has('-') && has(':');
        (form.piece.start == piece.start && clear)
            .then_some(Day { value: form.value, piece: form.piece })
    }

    /// Whether an event named at `at` happened on that day: no sentence ends between, and it is not far.
    pub fn near(&self, day: &Day, at: usize) -> bool {
        let between = self.get(Piece { start: day.piece.end, end: at });
        at <= day.piece.end + LONGEST && !between.chars().any(|c| among("。；;！？!?", c))
    }

    /// What is known by its form, without a label; gives where to read on.
    pub fn form(&mut self, piece: Piece, ignored: bool) -> usize {
        if let Some(form) = self.transaction(piece.start) {
            let end = form.piece.end;
            if let Some(field) = self.checked(Check::TransactionId) {
                self.offer(field, form.value, form.piece, true, usize::MAX);
            }
            return end;
        }
        let rest = self.get(piece);
        let runs =
            |c| parse::fold_char(c).is_none_or(|c| c.is_ascii_alphanumeric() || among("@._-+×", c));
        let run = rest.get(..front(rest, &runs)).unwrap_or_default();
        let end = piece.start + run.len();
        let text = run.get(..back(run, &|c| !wordy(c))).unwrap_or_default();
        let piece = Piece { start: piece.start, end: piece.start + text.len() };
        if ignored || text.len() > 96 {
            return end;
        }
        let parsed = if matches!(text.chars().next(), Some('x' | 'X' | '×'))
            && matches!(text.chars().count(), 2..=4)
        {
            self.price_before(piece);
            self.catalog.role(Role::Quantity)
        } else if among(text, '@') {
            self.catalog.field.iter().find(|field| field.kind == Kind::Email)
        } else if parse::waybill(text).is_ok_and(|read| read.value.carrier.is_some()) {
            self.checked(Check::Waybill)
        } else if parse::credit_code(text).is_ok_and(|read| read.note.is_none())
            && !parse::resident_id(text)
        {
            self.checked(Check::CreditCode)
        } else {
            None
        };
        if let Some(field) = parsed
            && let Some(form) = self.parsed(field, piece.start, text)
        {
            self.offer(field, form.value, form.piece, false, usize::MAX);
        }
        end
    }

    /// The price of one, before `×2`.
    fn price_before(&mut self, times: Piece) {
        let head = self.text.get(..times.start).unwrap_or_default();
        let price = head.char_indices().rev().take(16).find(|(_, c)| matches!(c, '¥' | '￥'));
        if let Some((start, _)) = price
            && let Some(field) = self.catalog.role(Role::UnitPrice)
            && let Some(form) = self.typed(field, Piece { start, end: times.start })
            && self
                .get(Piece { start: form.piece.end, end: times.start })
                .bytes()
                .all(|b| b == b' ')
        {
            self.offer(field, form.value, form.piece, false, usize::MAX);
        }
    }

    pub fn checked(&self, check: Check) -> Option<&'a Field> {
        self.catalog.field.iter().find(|field| field.check == Some(check))
    }

    /// The piece without the signs around it, but for those.
    fn stripped(&self, piece: Piece, opening: &str, closing: &str) -> Piece {
        let text = self.get(piece);
        let start = front(text, &|c| !wordy(c) && !among(opening, c));
        let end = back(text, &|c| !wordy(c) && !among(closing, c));
        Piece { start: piece.start + start, end: piece.start + end.max(start) }
    }

    /// The line without the signs around it.
    pub fn trimmed(&self, piece: Piece) -> Piece {
        self.stripped(piece, "¥￥+-−－×", ")）")
    }

    /// Takes the words of a text field in that piece, if they can be its value.
    pub fn words_of(&mut self, field: &Field, piece: Piece, certain: bool, rank: usize) {
        let piece = self.stripped(piece, "(（[【《", ")）]】》%+℃");
        let text = self.get(piece);
        let says = text.chars().any(|c| is_han(c) || c.is_ascii_alphabetic());
        let fits = field.max.is_none_or(|max| parse::utf16_len(text) <= max as usize);
        let empty = matches!(text, "无" | "暂无" | "没有" | "未填写") || parse::placeholder(text);
        if says && fits && !empty && !hidden(text) {
            self.offer(field, text.to_string(), piece, certain, rank);
        }
    }
}

/// Whether stars stand for a part of it.
fn hidden(text: &str) -> bool {
    text.bytes().zip(text.bytes().skip(1)).any(|pair| pair == (b'*', b'*'))
}

/// Whether a date is written with its year.
fn has_year(text: &str) -> bool {
    let folded = text.chars().filter_map(parse::fold_char);
    among(text, '年') || folded.take(4).filter(char::is_ascii_digit).count() == 4
}
