//! Text read off a picture (文字识别): undoes what such readers do to numbers, signs and blanks.
//!
//! `¥` comes as Y, 半, 关, 羊 or #; `0` as O, `1` as l, `5` as S; blanks come between Han characters and inside numbers.
//! A character is replaced by one of as many UTF-16 units, so that positions differ by the blanks left out only.

use super::characters::is_currency;
use super::is_line_break;
use crate::catalog::CueIndex;
use crate::text::{among, fold_char, is_han};

/// Longest run of characters that is looked at around a blank or a sign.
const REACH: usize = 40;
/// Most letters in front of a number that belong to it: `SF`, `NB`, `MP`.
const MAX_LETTERS: usize = 4;
/// Characters that `¥` is misread as.
const YUAN: &str = "¥￥Yy半关羊#";

/// A text with its numbers made whole.
#[derive(Default)]
pub struct Mended {
    pub text: String,
    /// Positions of removed blanks, in UTF-16 units of `text`, ascending.
    gaps: Vec<u32>,
}

impl Mended {
    /// A range in UTF-16 units of the text as it was.
    pub fn in_original(&self, start: u32, end: u32) -> (u32, u32) {
        let before = |is_before: &dyn Fn(&u32) -> bool| self.gaps.partition_point(is_before) as u32;
        (start + before(&|gap| *gap <= start), end + before(&|gap| *gap < end))
    }
}

/// Mends a text.
pub fn mend(text: &str, labels: &CueIndex) -> Mended {
    let mut mended = Mended::default();
    let mut unit = 0;
    for line in text.split_inclusive(is_line_break) {
        let mut line = Line { chars: Vec::new(), gaps: Vec::new() }.close_up(line, labels);
        line.replace_dashes();
        line.replace_letters();
        line.replace_yuan();
        let mut gaps = line.gaps.into_iter().peekable();
        for (at, c) in line.chars.into_iter().enumerate() {
            while gaps.next_if(|gap| *gap == at).is_some() {
                mended.gaps.push(unit);
            }
            mended.text.push(c);
            unit += c.len_utf16() as u32;
        }
    }
    mended
}

struct Line {
    chars: Vec<char>,
    /// Before which of them a blank was left out.
    gaps: Vec<usize>,
}

impl Line {
    fn get(&self, at: usize) -> char {
        self.chars.get(at).copied().and_then(fold_char).unwrap_or(' ')
    }

    fn set(&mut self, at: usize, c: char) {
        self.chars.get_mut(at).into_iter().for_each(|place| *place = c);
    }

    /// Takes the characters of a line without the blanks that part what belongs together.
    fn close_up(mut self, text: &str, labels: &CueIndex) -> Self {
        let mut rest = text;
        // The Han characters since the last blank that stays, as bytes of `text`, and the length of the last run.
        let mut word = String::new();
        let mut run = 0;
        while let Some(c) = rest.chars().next() {
            let after = rest.trim_start_matches(is_blank);
            let blanks = rest.get(..rest.len() - after.len()).unwrap_or_default();
            if blanks.is_empty() {
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
                // A semicolon behind a label is a colon.
                let is_colon = matches!(c, ';' | '；') && labels.whole(&word).is_some();
                self.chars.push(if is_colon { '：' } else { c });
                if is_han(c) {
                    word.push(c);
                    run += 1;
                } else {
                    word.clear();
                    run = 0;
                }
                continue;
            }
            let next_run = after.chars().take(REACH).take_while(|c| is_han(*c)).count();
            let is_split_word = run > 0
                && next_run > 0
                && (run == 1 || next_run == 1)
                && labels.whole(&word).is_none();
            if is_split_word || self.is_split_number(after) {
                let at = self.chars.len();
                self.gaps.extend(blanks.chars().map(|_| at));
            } else {
                self.chars.extend(blanks.chars());
                word.clear();
            }
            run = 0;
            rest = after;
        }
        self
    }

    /// Whether a number goes on behind a blank.
    fn is_split_number(&self, after: &str) -> bool {
        let is_part = |c: char| digit(c).is_some();
        let end = self.chars.len();
        let left = (0..REACH).take_while(|n| *n < end && is_part(self.get(end - 1 - n))).count();
        let right = after.chars().take(REACH).take_while(|c| is_part(*c)).count();
        let before = if left < end { self.get(end.wrapping_sub(left + 1)) } else { ' ' };
        let mut beyond = after.chars().skip(right);
        let next = beyond.next().and_then(fold_char).unwrap_or(' ');
        if left > 0 && right > 0 {
            let is_sign = among("-:/.", before) && is_part(self.get(end.wrapping_sub(4)));
            // Digits one by one; 2026-11-03 and 129.00 end after the second one behind the sign.
            let is_apart = left == 1
                || self.gaps.last() == Some(&(end - 1))
                || self.get(end.wrapping_sub(2)).is_ascii_alphabetic();
            let is_spaced = right == 1 && is_apart && !(left == 2 && is_sign);
            let is_amount = among(YUAN, before) && next == '.' && left <= 3;
            let is_long =
                left >= 4 && right >= 3 && !among("-:/.年月日", before) && !among("-:/.年月", next);
            return is_spaced || is_amount || is_long;
        }
        // 129 .00, 14: 22, 2026 - 11 - 03
        let sign = |c: char| among(".,:-/", c);
        let is_before_sign = left > 0
            && right == 0
            && sign(next)
            && beyond.find(|c| !is_blank(*c)).is_some_and(is_part);
        let last = self.get(end.wrapping_sub(1));
        let is_after_sign = right > 0 && end > 1 && sign(last) && is_part(self.get(end - 2));
        is_before_sign || is_after_sign
    }

    /// 2026一11一03, 129·00, 129,00
    fn replace_dashes(&mut self) {
        for at in 1..self.chars.len() {
            let is_digit = |n: usize| digit(self.get(n)).is_some();
            if !(is_digit(at - 1) && is_digit(at + 1)) {
                continue;
            }
            match self.get(at) {
                '一' => self.set(at, '-'),
                '·' => self.set(at, '.'),
                ',' if is_digit(at + 2) && !is_digit(at + 3) => self.set(at, '.'),
                _ => {}
            }
        }
    }

    /// Replaces letters in numbers by the digits that they resemble.
    fn replace_letters(&mut self) {
        let mut start = 0;
        while start < self.chars.len() {
            if !self.get(start).is_ascii_alphanumeric() && self.get(start) != '|' {
                start += 1;
                continue;
            }
            let is_part = |c: char| c.is_ascii_alphanumeric() || among(".,:-/|丨", c);
            let end = (start..self.chars.len()).find(|at| !is_part(self.get(*at)));
            let end = end.unwrap_or(self.chars.len());
            // Capitals in front that are no O and no I: SF, NB, MP; one alone may be a digit.
            let is_capital = |c: char| c.is_ascii_uppercase() && !among("OI", c);
            let letters = (start..end).take_while(|at| is_capital(self.get(*at))).count();
            let is_prefix = (1..=MAX_LETTERS).contains(&letters)
                && (letters > 1 && end - start >= 10 || digit(self.get(start)).is_none());
            let from = if is_prefix { start + letters } else { start };
            let (mut digits, mut alike, mut others) = (0, 0, 0);
            // 数量：l2
            let mut is_plain = start > 0 && self.get(start - 1) == ':';
            for at in from..end {
                match self.get(at) {
                    '0'..='9' => digits += 1,
                    c if digit(c).is_some() => {
                        alike += 1;
                        is_plain &= among("OolI|", c);
                    }
                    c if c.is_ascii_alphabetic() => others += 1,
                    _ => {}
                }
            }
            let is_money = start > 0 && among(YUAN, self.get(start - 1));
            let is_number = digits * 3 >= alike && (digits + alike > 2 || is_plain && digits > 0);
            if others == 0 && alike > 0 && (is_number || is_money) {
                for at in from..end {
                    if let Some(c) = digit(self.get(at)) {
                        self.set(at, c);
                    }
                }
            }
            start = end + 1;
        }
    }

    /// Replaces what stands for `¥` before an amount.
    fn replace_yuan(&mut self) {
        for at in 0..self.chars.len() {
            let c = self.get(at);
            if !among("Yy半关羊#", c) {
                continue;
            }
            let from = at + 1 + usize::from(self.get(at + 1) == ' ');
            let is_part = |n: &usize| matches!(self.get(*n), '0'..='9' | ',');
            let length = (from..from + REACH).take_while(is_part).count();
            let end = from + length;
            let is_digit = |n: usize| self.get(n).is_ascii_digit();
            let has_fen = self.get(end) == '.' && is_digit(end + 1) && is_digit(end + 2);
            let before = if at == 0 { ' ' } else { self.get(at - 1) };
            let is_alone = !before.is_ascii_alphanumeric() && !is_currency(before);
            let is_clear =
                has_fen || c != '#' && !is_han(before) && !self.get(end).is_ascii_alphanumeric();
            if (1..=9).contains(&length) && is_alone && is_clear {
                self.set(at, '¥');
            }
        }
    }
}

fn is_blank(c: char) -> bool {
    fold_char(c) == Some(' ') && !is_line_break(c)
}

/// The digit that a character is or resembles.
fn digit(c: char) -> Option<char> {
    Some(match fold_char(c)? {
        c @ '0'..='9' => c,
        'O' | 'o' | 'D' | 'Q' => '0',
        'l' | 'I' | 'i' | '|' | '丨' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'b' => '6',
        'B' => '8',
        'g' | 'q' => '9',
        _ => return None,
    })
}
