//! 金额与数量 — amounts in whole fen (分) and quantities.

use super::text::{fold, unlabelled, up_to};
use super::{Code, Parsed, Reading};
use crate::text::digits;

/// Ten thousand million yuan, in fen: beyond it is a slip of the finger.
const MOST_FEN: u64 = 1_000_000_000_000;
/// What may stand before the digits.
const CURRENCY: &[&str] = &["+", "CN¥", "¥", "RMB", "CNY", "人民币", "rmb", "cny"];
/// What may stand after them.
const YUAN: &[&str] = &["元整", "元", "圆", "块钱", "块", "RMB", "CNY", "人民币", "rmb", "cny"];
/// 量词: what may follow a quantity.
const UNITS: &str =
    "件个辆盒套份瓶袋包箱台部只双条张支枝本把块片斤罐桶听杯根颗粒对副次位人门间晚天月年节课";

/// Reads an amount of money (金额), in fen: `¥1,240.50`, `1240.5元`, `１２４０．５`, `12元5角`, `1.5万元`.
pub fn money(raw: &str) -> Parsed<u64> {
    let usual = is_plain(raw.trim());
    // As the form's own input gives it, many times in an assessment.
    let (fen, note) = if usual { (decimal(raw.trim(), 2)?, None) } else { written_out(raw)? };
    if fen > MOST_FEN {
        return Err(Code::AmountRange);
    }
    let note = match note {
        Some(Code::AmountNegative) => note,
        _ if fen == 0 => Some(Code::AmountZero),
        _ => note,
    };
    Ok(Reading { value: fen, normal: (!usual).then(|| yuan(fen)), note })
}

/// An amount as people write it, with what is to be said of that.
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

/// An amount in fen as yuan with two decimals: `1240.50`.
pub fn yuan(fen: u64) -> String {
    let mut text = digits(fen / 100);
    text.push('.');
    for digit in [fen / 10 % 10, fen % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
    text
}

/// `12元5角3分`, `12块5`: `None` where nothing follows the yuan.
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

/// A decimal number in units of its `places`-th decimal; thousands may be set apart by commas.
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

/// `1,240` and `12,345,678`, not `12,40`.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len())
        && whole.bytes().all(|b| b.is_ascii_digit() || b == b',')
        && groups.all(|group| group.len() == 3)
}

/// Digits and perhaps one or two decimals: nothing to tidy.
fn is_plain(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    is_number(whole) && is_number(fraction) && fraction.len() <= 2
}

/// Reads a quantity (数量), 1 to 999,999: `2`, `×2`, `2 件`, `两盒`, `十二个`.
pub fn quantity(raw: &str) -> Parsed<u32> {
    let folded = fold(raw);
    let text = unlabelled(&folded.text);
    let text = text.strip_prefix(['x', 'X', '×', '*', '共']).unwrap_or(text).trim_start();
    let text = up_to(text, UNITS).trim_end();
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
    Ok(Reading { value, normal, note: folded.controls.then_some(Code::TextControl) })
}

/// A whole number in digits, ASCII or Chinese (`2026`, `二〇二六`), or a Chinese numeral below a hundred (`两`, `十二`).
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
