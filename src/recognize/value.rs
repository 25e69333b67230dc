//! 取值 — the value of a field's kind at a place of the text.

use super::{Day, Piece, Reader};
use crate::catalog::{Check, Field, Kind, Role};
use crate::date::Date;
use crate::parse::{self, Code};

/// A value that a parser has read.
pub struct Form {
    pub value: String,
    pub piece: Piece,
    pub certain: bool,
    /// It is a WeChat Pay transaction id, whatever was asked for.
    pub other: bool,
}

/// Longest piece of text given to a parser, in characters.
const LONGEST: usize = 48;
/// What may stand between a label and its number: 实付款为…, 下单于….
const LINKS: &str = "为是于在共约计了有";
/// Ends of sentences and clauses, behind which a number belongs to something else.
const ENDS: &str = "。；;！？!?，,、…";

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
        let skipped = |c: char| {
            let sign = parse::fold_char(c).unwrap_or(' ');
            among(LINKS, c) || !wordy(c) && !among("¥+-×*(", sign) && !among(ENDS, c)
        };
        let start = piece.end - self.get(piece).trim_start_matches(skipped).len();
        if matches!(field.check, Some(Check::OrderNumber | Check::TransactionId))
            && let Some(form) = self.transaction(start)
        {
            return Some(Form { other: field.check != Some(Check::TransactionId), ..form });
        }
        let rest = self.get(Piece { start, end: piece.end });
        let belongs = |c| parse::fold_char(c).is_none_or(|c| belongs(field, c));
        let mut stop = rest
            .char_indices()
            .take(LONGEST)
            .find(|(_, c)| !belongs(*c))
            .map_or(rest.len(), |(at, _)| at);
        if stop == rest.len() {
            stop = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        }
        // A measure word may follow a number of pieces.
        if field.kind == Kind::Integer {
            let unit = rest.get(stop..)?.chars().next().map_or(0, char::len_utf8);
            if let Some(form) = self.parsed(field, start, rest.get(..stop + unit)?) {
                return Some(form);
            }
            let next = Piece { start: start + stop, end: piece.end };
            if rest.get(stop..)?.starts_with(wordy) && !matches!(self.word(next), Some((None, _))) {
                return None;
            }
        }
        let mut text = rest.get(..stop)?;
        for _ in 0..6 {
            text = text.trim_end_matches(|c| !wordy(c));
            if let Some(form) = self.parsed(field, start, text) {
                let next = self.get(Piece { start: form.piece.end, end: piece.end }).chars().next();
                return next.is_none_or(|c| !contradicts(field, c)).then_some(form);
            }
            // 昨天下|单; otherwise something else stands behind a blank or a comma.
            let shorter =
                match text.chars().next_back().filter(|c| is_han(*c) && field.kind == Kind::Date) {
                    Some(c) => text.len() - c.len_utf8(),
                    None => text.rfind(|c| c == '，' || parse::fold_char(c) == Some(' '))?,
                };
            // `¥1, 240` and `¥299 .50` are not what stands before the blank.
            let (head, tail) = text.split_at_checked(shorter)?;
            if field.kind == Kind::Money
                && (head.trim_end().ends_with(',') || tail.trim_start().starts_with('.'))
            {
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
            Kind::Integer => (parse::quantity(text).ok()?.value.to_string(), true),
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
        Some(Form { value, piece, certain, other: false })
    }

    fn identifier(&self, check: Check, text: &str) -> Option<(String, bool)> {
        // Groups of digits belong together only if they are short: 1234 5678 9012.
        let grouped = text.contains(' ');
        if digits(text) < 4
            || text.contains("**")
            || grouped && text.split(' ').any(|group| group.len() > 5)
        {
            return None;
        }
        Some(match check {
            Check::OrderNumber => {
                if text.contains('-') && parse::date(text, self.today).is_ok() {
                    return None;
                }
                let read = parse::order_number(text).ok()?;
                (read.value, read.note != Some(Code::OrderUnusual))
            }
            Check::TransactionId => {
                let read = parse::transaction_id(text).ok()?;
                (read.value.len() >= 16).then_some((read.value, true))?
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
    pub fn transaction(&self, start: usize) -> Option<Form> {
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
            other: true,
        })
    }

    /// Whether a number at the end of its line may go on: the next line is digits and nothing else.
    fn continues(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        let below = rest.trim_start_matches([' ', '\t', '\r']);
        let Some(below) = below.strip_prefix('\n') else { return false };
        let line = below.split('\n').next().unwrap_or_default();
        let line = line.get(..line.len().min(40)).unwrap_or_default().trim();
        !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
    }

    /// The date as the field's value, unless the field cannot have it: a purchase lies in the past, and of a day
    /// without its year that is most of a year ago nobody knows which year is meant.
    fn date_for(&self, field: &Field, date: Date, text: &str) -> Option<String> {
        let past = matches!(field.role, Some(Role::Purchased | Role::Received));
        let far = date.days_until(self.today) > 300 && !has_year(text);
        (!(past && date > self.today || far)).then(|| date.to_string())
    }

    /// A date in a story: `2026-11-03`, `11月3日`, `昨天`; not `3.5` or `1-2`.
    pub fn story_date(&self, piece: Piece) -> Option<Day> {
        let field = self.catalog.role(Role::Purchased)?;
        let form = self.typed(field, piece)?;
        let text = self.get(form.piece);
        let clear = has_year(text)
            || text.contains(['月', '天', '日'])
            || text.contains('-') && text.contains(':');
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
        let runs = |c: char| {
            parse::fold_char(c).is_none_or(|c| c.is_ascii_alphanumeric() || among("@._-+×", c))
        };
        let run = rest.trim_start_matches(runs);
        let run = rest.get(..rest.len() - run.len()).unwrap_or_default();
        let end = piece.start + run.len();
        let text = run.trim_end_matches(|c| !wordy(c));
        let piece = Piece { start: piece.start, end: piece.start + text.len() };
        if ignored || text.len() > 96 {
            return end;
        }
        if let Some(count) = text.strip_prefix(['x', 'X', '×']) {
            if matches!(count.len(), 1..=3) && digits(count) == count.len() {
                self.times(piece, count);
            }
        } else if text.contains(['@', '＠']) {
            let field = self.catalog.field.iter().find(|field| field.kind == Kind::Email);
            if let Some(field) = field
                && let Some(form) = self.parsed(field, piece.start, text)
            {
                self.offer(field, form.value, form.piece, false, usize::MAX);
            }
        } else if let Ok(read) = parse::waybill(text)
            && read.value.carrier.is_some()
            && let Some(field) = self.checked(Check::Waybill)
        {
            self.offer(field, read.value.number, piece, false, usize::MAX);
        } else if let Ok(read) = parse::credit_code(text)
            && read.note.is_none()
            && !parse::resident_id(text)
            && let Some(field) = self.checked(Check::CreditCode)
        {
            self.offer(field, read.value, piece, false, usize::MAX);
        }
        end
    }

    /// `×2`, perhaps behind the price of one.
    fn times(&mut self, piece: Piece, count: &str) {
        if let Some(field) = self.catalog.role(Role::Quantity)
            && let Some(form) = self.parsed(field, piece.start, count)
        {
            self.offer(field, form.value, piece, false, usize::MAX);
        }
        let head = self.text.get(..piece.start).unwrap_or_default();
        let price = head.char_indices().rev().take(16).find(|(_, c)| matches!(c, '¥' | '￥'));
        if let Some((start, _)) = price
            && let Some(field) = self.catalog.role(Role::UnitPrice)
            && let Some(form) = self.typed(field, Piece { start, end: piece.start })
            && self
                .get(Piece { start: form.piece.end, end: piece.start })
                .trim_end_matches(' ')
                .is_empty()
        {
            self.offer(field, form.value, form.piece, false, usize::MAX);
        }
    }

    fn checked(&self, check: Check) -> Option<&'a Field> {
        self.catalog.field.iter().find(|field| field.check == Some(check))
    }

    /// The line without the signs around it.
    pub fn trimmed(&self, piece: Piece) -> Piece {
        let text = self.get(piece);
        let start = text.trim_start_matches(|c| !wordy(c) && !among("¥￥+-−－×", c));
        let end = start.trim_end_matches(|c| !wordy(c) && !among(")）", c));
        let start = piece.end - start.len();
        Piece { start, end: start + end.len() }
    }

    /// The words of a text field in that piece, if they can be its value.
    pub fn words_in(&self, field: &Field, piece: Piece) -> Option<Piece> {
        let text = self.get(piece);
        let text = text.trim_start_matches(|c| !wordy(c) && !among("(（[【《", c));
        let start = piece.end - text.len();
        let text = text.trim_end_matches(|c| !wordy(c) && !among(")）]】》%+℃", c));
        let says = text.chars().any(|c| is_han(c) || c.is_ascii_alphabetic());
        let fits = field.max.is_none_or(|max| parse::utf16_len(text) <= max as usize);
        let empty = matches!(text, "无" | "暂无" | "没有" | "未填写") || parse::placeholder(text);
        (says && fits && !empty && !text.contains("**"))
            .then_some(Piece { start, end: start + text.len() })
    }
}

/// Whether a date is written with its year.
fn has_year(text: &str) -> bool {
    let mut folded = text.chars().filter_map(parse::fold_char);
    text.contains('年') || folded.by_ref().take(4).filter(char::is_ascii_digit).count() == 4
}
