//! Values that are known by their form alone, without a label.

use super::characters::{back, front, is_word_char, prefix};
use super::value::{MAX_VALUE, TypedValue};
use super::{Reader, TextRange};
use crate::catalog::{Check, Id, Kind, Role};
use crate::parse;
use crate::text::{among, fold_char};

/// Beginning of every WeChat Pay transaction id (交易单号).
const TRANSACTION_PREFIX: &str = "4200";
/// Digits of a transaction id.
const TRANSACTION_DIGITS: usize = 28;
/// The shortest number that a carrier is known by; a credit code is longer.
const MIN_NUMBER: usize = 13;
/// The longest run of letters, digits and signs that is looked at, in bytes.
const MAX_RUN: usize = 96;
/// How far a price may be before its `×2`, in characters.
const PRICE_REACH: usize = 16;

impl Reader<'_, '_> {
    /// Takes the value that is known by its form at the start of a range, unless it belongs to a label of something
    /// that the form does not ask (`is_foreign`). Returns where to read on.
    pub fn pattern(&mut self, range: TextRange, is_foreign: bool) -> usize {
        if let Some(transaction) = self.transaction(range.start) {
            let end = transaction.range.end;
            if let Some(field) = self.checked(Check::TransactionId) {
                self.offer(field, transaction.value, transaction.range, true, Id::NONE);
            }
            return end;
        }
        let belongs =
            |c| fold_char(c).is_none_or(|c| c.is_ascii_alphanumeric() || among("@._-+×", c));
        let text = self.slice(range);
        let text = text.get(..front(text, &belongs)).unwrap_or_default();
        let end = range.start + text.len();
        let text = text.get(..back(text, &|c| !is_word_char(c))).unwrap_or_default();
        if is_foreign || text.len() > MAX_RUN {
            return end;
        }
        let is_times = matches!(text.chars().next(), Some('x' | 'X' | '×'))
            && matches!(text.chars().count(), 2..=4);
        let field = if is_times {
            self.price_before(range.start);
            self.catalog.role(Role::Quantity).some()
        } else if among(text, '@') {
            let mut fields = self.catalog.fields.iter();
            fields.find(|(_, field)| field.kind == Kind::Email).map(|(id, _)| id)
        } else if text.len() < MIN_NUMBER {
            None
        } else if parse::waybill(text).is_ok_and(|read| read.value.carrier.is_some()) {
            self.checked(Check::Waybill)
        } else if parse::credit_code(text).is_ok_and(|read| read.note.is_none())
            && !parse::resident_id(text)
        {
            self.checked(Check::CreditCode)
        } else {
            None
        };
        if let Some(id) = field
            && let Some(found) = self.parsed(&self.catalog[id], range.start, text)
        {
            self.offer(id, found.value, found.range, false, Id::NONE);
        }
        end
    }

    /// A WeChat Pay transaction id at `start`, which nothing else looks like; a screen may have broken it into groups
    /// or lines.
    pub fn transaction(&self, start: usize) -> Option<TypedValue> {
        let text = prefix(self.text.get(start..)?, MAX_VALUE);
        let mut folded = text.chars().filter_map(fold_char).filter(|c| *c != ' ');
        if !TRANSACTION_PREFIX.chars().all(|c| folded.next() == Some(c)) {
            return None;
        }
        let mut value = String::new();
        let mut end = start;
        // Digits before the first blank between them, zero without one.
        let mut first_group = 0;
        let mut is_broken = false;
        for (at, c) in text.char_indices() {
            match fold_char(c) {
                Some(digit @ '0'..='9') if value.len() < TRANSACTION_DIGITS => {
                    value.push(digit);
                    end = start + at + c.len_utf8();
                }
                Some('0'..='9') if !is_broken => return None,
                Some(' ') if value.len() == TRANSACTION_DIGITS => break,
                Some(' ') => {
                    first_group = if first_group == 0 { value.len() } else { first_group };
                    is_broken = true;
                }
                None => {}
                _ => break,
            }
        }
        // A price of 4200 yuan above another number is none.
        let is_whole = matches!(first_group, 0 | 4 | 8..);
        (value.len() == TRANSACTION_DIGITS && is_whole).then_some(TypedValue {
            value,
            range: TextRange { start, end },
            certain: true,
            is_transaction: true,
        })
    }

    /// Takes the price of one piece, directly before the `×2` at `times`.
    fn price_before(&mut self, times: usize) {
        let head = self.text.get(..times).unwrap_or_default();
        let mut before = head.char_indices().rev().take(PRICE_REACH);
        if let Some((start, _)) = before.find(|(_, c)| matches!(c, '¥' | '￥'))
            && let Some(field) = self.catalog.role(Role::UnitPrice).some()
            && let Some(price) = self.typed(field, TextRange { start, end: times })
            && self
                .slice(TextRange { start: price.range.end, end: times })
                .bytes()
                .all(|b| b == b' ')
        {
            self.offer(field, price.value, price.range, false, Id::NONE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::date::Date;

    fn transaction(text: &str) -> Option<String> {
        let reader = Reader::new(Catalog::builtin(), text, Date::new(2026, 11, 24).unwrap());
        reader.transaction(0).map(|found| found.value)
    }

    #[test]
    fn transaction_ids_in_groups_and_over_lines() {
        let id = "4200002891202611038765432109";
        for text in [
            id,
            "4200 0028 9120 2611 0387 6543 2109",
            "4200002891202611\n038765432109",
            "４200002891202611038765432109x",
        ] {
            assert_eq!(transaction(text).as_deref(), Some(id), "{text}");
        }
        for text in [
            "42000028912026110387654321091",
            "420000289120261103876543210",
            "42000 02891202611038765432109",
            "¥4200",
        ] {
            assert_eq!(transaction(text), None, "{text}");
        }
    }
}
