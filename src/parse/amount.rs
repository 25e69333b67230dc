//! Amounts in whole fen (金额) and quantities (数量).
//!
//! Currency signs, units and numerals are part of how numbers are written, so they are here and not in the catalogue.

use super::fold::{fold, unlabelled};
use super::{Code, ParseResult, Parsed};
use crate::text::{digits, up_to};

/// Ten thousand million yuan, in fen: more is a slip of the finger.
const MAX_FEN: u64 = 1_000_000_000_000;
/// Signs before the digits.
const CURRENCY: &[&str] = &["+", "CN¥", "¥", "RMB", "CNY", "人民币", "rmb", "cny"];
/// Units after the digits.
const YUAN: &[&str] = &["元整", "元", "圆", "块钱", "块", "RMB", "CNY", "人民币", "rmb", "cny"];
/// Measure words (量词) after a quantity.
const MEASURES: &str =
    "件个辆盒套份瓶袋包箱台部只双条张支枝本把块片斤罐桶听杯根颗粒对副次位人门间晚天月年节课";

/// Reads an amount of money (金额), in fen: `¥1,240.50`, `1240.5元`, `１２４０．５`, `12元5角`, `1.5万元`.
///
/// ```
/// use tousu::parse::money;
///
/// assert_eq!(money("12元5角").unwrap().value, 1250);
/// assert_eq!(money("12元5角").unwrap().normal.as_deref(), Some("12.50"));
/// ```
pub fn money(raw: &str) -> ParseResult<u64> {
    // The form's own input gives plain numbers, so they take the short way.
    let usual = is_plain(raw.trim());
    let (fen, note) = if usual { (decimal(raw.trim(), 2)?, None) } else { written_out(raw)? };
    if fen > MAX_FEN {
        return Err(Code::AmountRange);
    }
    let note = match note {
        Some(Code::AmountNegative) => note,
        _ if fen == 0 => Some(Code::AmountZero),
        _ => note,
    };
    Ok(Parsed { value: fen, normal: (!usual).then(|| yuan(fen)), note })
}

/// Reads an amount as people write it, with a note if it is unusual.
fn written_out(raw: &str) -> Result<(u64, Option<Code>), Code> {
    let folded = fold(raw);
    let mut text = unlabelled(&folded.text);
    let mut negative = false;
    loop {
        text = text.trim_start();
        if let Some(rest) = text.strip_prefix('-').filter(|_| !negative) {
            (negative, text) = (true, rest);
        } else if let Some(rest) = CURRENCY.iter().find_map(|word| text.strip_prefix(word)) {
            text = rest;
        } else {
            break;
        }
    }
    let fen = yuan_and_jiao(text).unwrap_or_else(|| {
        let text = YUAN.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end();
        match text.strip_suffix('万') {
            Some(ten_thousands) => decimal(ten_thousands, 6),
            None => decimal(text, 2),
        }
    })?;
    let controls = folded.controls.then_some(Code::TextControl);
    Ok((fen, if negative { Some(Code::AmountNegative) } else { controls }))
}

/// Writes an amount in fen as yuan with two decimals: `1240.50`.
pub fn yuan(fen: u64) -> String {
    let mut text = digits(fen / 100);
    text.push('.');
    for digit in [fen / 10 % 10, fen % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
    text
}

/// Reads `12元5角3分` or `12块5`; `None` if nothing follows the yuan.
fn yuan_and_jiao(text: &str) -> Option<Result<u64, Code>> {
    let (yuan, rest) = text.split_once(['元', '块', '圆'])?;
    let mut digits = rest.trim_start().chars();
    let first = u64::from(digits.next()?.to_digit(10)?);
    let (jiao, fen) = match digits.as_str() {
        "" | "角" | "毛" => (first, 0),
        "分" => (0, first),
        more => {
            let last = more.strip_prefix(['角', '毛'])?;
            let last = last.strip_suffix('分').unwrap_or(last);
            (first, integer(last).filter(|fen| *fen < 10)?.into())
        }
    };
    Some(
        decimal(yuan.trim_end(), 0)
            .map(|whole| whole.saturating_mul(100).saturating_add(jiao * 10 + fen)),
    )
}

/// Reads a decimal number in units of its `places`-th decimal; thousands may be set apart by commas.
fn decimal(text: &str, places: usize) -> Result<u64, Code> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let fraction_digits = up_to(fraction, "0");
    if !is_number(fraction)
        || whole.len() + fraction.len() == 0
        || !(is_number(whole) || is_grouped(whole))
    {
        return Err(Code::AmountFormat);
    }
    if fraction_digits.len() > places {
        return Err(Code::AmountDecimals);
    }
    let padding = std::iter::repeat_n(b'0', places - fraction_digits.len());
    let digits =
        whole.bytes().filter(u8::is_ascii_digit).chain(fraction_digits.bytes()).chain(padding);
    Ok(digits
        .fold(0, |sum: u64, digit| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'))))
}

/// Whether thousands are set apart by commas: `1,240` and `12,345,678`, not `12,40`.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && whole.bytes().all(|b| b.is_ascii_digit() || b == b',')
        && groups.all(|group| group.len() == 3)
}

/// Whether there are only digits and perhaps one or two decimals.
fn is_plain(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number(whole) && is_number(fraction) && fraction.len() <= 2
}

/// Reads a quantity (数量), 1 to 999,999: `2`, `×2`, `2 件`, `两盒`, `十二个`.
pub fn quantity(raw: &str) -> ParseResult<u32> {
    let folded = fold(raw);
    let text = unlabelled(&folded.text);
    let text = text.strip_prefix(['x', 'X', '×', '*', '共']).unwrap_or(text).trim_start();
    let text = up_to(text, MEASURES).trim_end();
    let value = match text.chars().next() {
        Some('0'..='9') => {
            decimal(text, 0).ok().and_then(|n| u32::try_from(n).ok().or(Some(u32::MAX)))
        }
        _ => integer(text),
    };
    let value = value.ok_or(Code::QuantityFormat)?;
    if !(1..=999_999).contains(&value) {
        return Err(Code::QuantityRange);
    }
    let normal = digits(value.into());
    let normal = (normal != raw.trim()).then_some(normal);
    Ok(Parsed { value, normal, note: folded.controls.then_some(Code::TextControl) })
}

/// Reads a whole number in digits, ASCII or Chinese (`2026`, `二〇二六`), or a Chinese numeral below a hundred (`两`,
/// `十二`).
pub(super) fn integer(text: &str) -> Option<u32> {
    let mut tens = None;
    let mut units: Option<u32> = None;
    for c in text.chars() {
        if c == '十' {
            if tens.is_some() || units.is_some_and(|n| n > 9) {
                return None;
            }
            tens = Some(units.take().unwrap_or(1));
            continue;
        }
        let digit = match c {
            '0'..='9' => u32::from(c as u8 - b'0'),
            '〇' | '零' => 0,
            '一' => 1,
            '二' | '两' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => return None,
        };
        units = match units {
            Some(_) if tens.is_some() => return None,
            Some(n) => Some(n.checked_mul(10)?.checked_add(digit)?),
            None => Some(digit),
        };
    }
    match (tens, units) {
        (Some(tens), units) => Some(tens * 10 + units.unwrap_or(0)),
        (None, units) => units,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn thousands_jiao_and_ten_thousands() {
        for (typed, fen) in
            [("1,240.50", 124_050), ("12块5", 1250), ("3元5分", 305), ("1.5万元", 1_500_000)]
        {
            assert_eq!(money(typed).map(|read| read.value), Ok(fen), "{typed}");
        }
        assert_eq!(money("12,40"), Err(Code::AmountFormat));
        assert_eq!(money("-5").map(|read| read.note), Ok(Some(Code::AmountNegative)));
    }

    #[test]
    fn numerals() {
        let read = ["十", "十二", "二十", "九十九", "二〇二六", "两"].map(integer);
        assert_eq!(read, [10, 12, 20, 99, 2026, 2].map(Some));
        assert_eq!(["", "十十", "二十三四", "百"].map(integer), [None; 4]);
    }
}
