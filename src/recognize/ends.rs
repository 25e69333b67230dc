//! Ends of values: what follows one may show that it goes on, or is none.

use super::characters::{count_digits, front, has_any, is_currency, prefix};
use super::value::{MAX_VALUE, TypedValue};
use super::{Reader, TextRange};
use crate::catalog::{Kind, Sense};
use crate::text::{among, fold_char, is_han};

impl Reader<'_, '_> {
    /// Whether a value goes on in `after` as a range, a list or a longer number: `2-3`, `129元至199元`, `A、B`, `2026…`.
    pub fn goes_on(&self, value: &TypedValue, kind: Kind, after: TextRange) -> bool {
        let joins = match kind {
            Kind::Integer => ".-~至到、/+或",
            Kind::Money => "-~至到、/+或",
            Kind::Date => "-~至到、或",
            Kind::Phone | Kind::Line => "、/或和及&;,",
            _ => return false,
        };
        let text = self.slice(after);
        let is_number = matches!(kind, Kind::Phone | Kind::Line);
        if is_number && (text.starts_with("..") || text.starts_with('…')) {
            return true;
        }
        let mut rest = text.trim_start().chars();
        let is_joint = |c| among(joins, fold_char(c).unwrap_or(c));
        let is_like = |text: &str| {
            let run = prefix(text.trim_start(), MAX_VALUE);
            let length = front(run, &|c| c.is_ascii_alphanumeric());
            length == value.value.len() && count_digits(run) * 2 > length
        };
        if is_number && is_like(text) {
            return true;
        }
        let Some(joint) = rest.next() else { return false };
        let mut beyond = rest.as_str().chars().skip_while(|c| among(" 者是", *c));
        let next = beyond.next().and_then(fold_char);
        match joint {
            ',' | '，' if kind == Kind::Money => next == Some('¥'),
            _ if !is_joint(joint) => false,
            ',' | '，' | ';' | '；' => is_like(rest.as_str()),
            _ => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '¥'),
        }
    }

    /// Whether what follows an amount leaves it one of yuan: no unit, no other money, nothing that is counted.
    pub fn is_yuan(&self, value: &TypedValue, after: TextRange) -> bool {
        let amount = self.slice(value.range);
        let rest = self.slice(after);
        let words = rest.trim_start();
        let word = self.catalog.cue_index.longest(words);
        let is_unit = word.is_some_and(|word| {
            // 积分：12 is a label.
            let next = word.rest.trim_start().chars().next().and_then(fold_char);
            self.catalog[word.cue].sense == Some(Sense::Unit)
                && !next.is_some_and(|c| c.is_ascii_digit() || c == ':')
        });
        let is_named = has_any(amount, "¥￥元块圆角分毛NYMBnymb");
        let next = rest.chars().next().and_then(fold_char).unwrap_or(' ');
        let is_counted = match next {
            // ×2 may follow.
            'x' | 'X' => false,
            _ if next.is_ascii_alphabetic() => true,
            // 实付129他不发货: no measure word.
            _ if is_han(next) => {
                !is_named
                    && word.is_none()
                    && !among(
                        "的就还却但他她它客商卖店也又都没不在已后给从并而我你您这那结买说收发",
                        next,
                    )
            }
            _ => is_currency(next),
        };
        let is_code = words.bytes().take_while(u8::is_ascii_uppercase).count() == 3;
        !(is_unit || is_counted || is_code || amount.ends_with('万'))
    }
}
