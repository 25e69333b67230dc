//! 单号与代码 — order numbers, waybills and the unified social credit code.

use super::text::{among, fold, is_han};
use super::{Code, Parsed, Reading};

/// One identifier freed from its label, its copy button and the blanks that line breaks left in it.
struct Pasted {
    text: String,
    controls: bool,
}

impl Pasted {
    /// `characters`: what to answer where nothing or something else stands there.
    fn read(raw: &str, characters: Code) -> Result<Self, Code> {
        let folded = fold(raw);
        let label = |c: char| !c.is_ascii_graphic() || among("\"'`:#,;.()[]<>/", c);
        let trailer = |c: char| label(c) && !is_han(c);
        let text = folded.text.trim_start_matches(label).trim_end_matches(trailer);
        let text = text.strip_suffix("复制").unwrap_or(text).trim_end_matches(trailer);
        let part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'*' | b'|');
        if !text.is_empty() && text.bytes().all(part) {
            return Ok(Pasted { text: text.to_string(), controls: folded.controls });
        }
        if is_scientific(text) {
            return Err(Code::OrderScientific);
        }
        let joined: String = text.chars().filter(|c| *c != ' ').collect();
        let long_pieces = text
            .split([' ', ',', ';', '、', '/'])
            .filter(|piece| piece.is_ascii() && piece.len() >= 10)
            .count();
        if long_pieces > 1 && !is_typical_transaction(&joined) {
            return Err(Code::OrderTwoIds);
        }
        if joined.is_empty() || !joined.bytes().all(part) {
            return Err(characters);
        }
        Ok(Pasted { text: joined, controls: folded.controls })
    }

    fn reading(self, raw: &str, note: Option<Code>) -> Reading<String> {
        Reading::of_text(self.text, raw, note, self.controls)
    }
}

/// `4.2E+27`, as spreadsheets show long numbers.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let exponent = exponent.strip_prefix('+').map(str::trim);
    mantissa.starts_with(|c: char| c.is_ascii_digit())
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && exponent
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

fn is_typical_transaction(text: &str) -> bool {
    text.len() == 28 && text.starts_with("4200") && is_digits(text)
}

/// Reads a WeChat Pay transaction id (微信支付交易单号): at most 32 letters and digits; 28 digits from 4200 on are usual.
pub fn transaction_id(raw: &str) -> Parsed<String> {
    let id = Pasted::read(raw, Code::OrderCharacters)?;
    if !id.text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Code::OrderCharacters);
    }
    if id.text.len() > 32 {
        let twice = id
            .text
            .split_at_checked(28)
            .is_some_and(|(a, b)| is_typical_transaction(a) && is_typical_transaction(b));
        return Err(if twice { Code::OrderTwoIds } else { Code::OrderLength });
    }
    let note = (!is_typical_transaction(&id.text)).then_some(Code::OrderUnusual);
    Ok(id.reading(raw, note))
}

/// Reads an order number (订单号, 商户单号): 6–32 of `[0-9A-Za-z_\-*|]`.
pub fn order_number(raw: &str) -> Parsed<String> {
    let id = Pasted::read(raw, Code::OrderCharacters)?;
    if !(6..=32).contains(&id.text.len()) {
        return Err(Code::OrderLength);
    }
    let monotone = id.text.bytes().zip(id.text.bytes().skip(1)).all(|(a, b)| a == b);
    let note = if is_typical_transaction(&id.text) {
        Some(Code::OrderTransaction)
    } else {
        monotone.then_some(Code::OrderUnusual)
    };
    Ok(id.reading(raw, note))
}

/// 物流单号: a waybill number and who carries it, where the number tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waybill {
    /// As carriers write it: capitals, no blanks.
    pub number: String,
    /// Who carries it.
    pub carrier: Option<&'static Carrier>,
}

/// 承运人: a carrier whose numbers have letters of their own in front.
#[derive(PartialEq, Eq, Debug)]
pub struct Carrier {
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
}

/// Letters in front, how many digits follow them, whose they are.
const CARRIERS: &[(&str, std::ops::RangeInclusive<usize>, Carrier)] = &[
    ("SF", 12..=13, Carrier { zh: "顺丰速运", en: "SF Express" }),
    ("YT", 12..=13, Carrier { zh: "圆通速递", en: "YTO Express" }),
    ("JT", 12..=13, Carrier { zh: "极兔速递", en: "J&T Express" }),
    ("JD", 11..=13, Carrier { zh: "京东物流", en: "JD Logistics" }),
    ("DPK", 11..=13, Carrier { zh: "德邦快递", en: "Deppon Express" }),
];
static EMS: Carrier = Carrier { zh: "邮政 EMS", en: "China Post EMS" };

/// Reads a waybill number (物流单号): 8–30 letters and digits, hyphens between them.
pub fn waybill(raw: &str) -> Parsed<Waybill> {
    let mut id = Pasted::read(raw, Code::WaybillCharacters)?;
    id.text.make_ascii_uppercase();
    if !id.text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(Code::WaybillCharacters);
    }
    if !(8..=30).contains(&id.text.len()) {
        return Err(Code::WaybillLength);
    }
    let Reading { value: number, normal, note } = id.reading(raw, None);
    let carrier = carrier(&number);
    // Every carrier's numbers hold a good many digits; words do not.
    let unusual = number.bytes().filter(u8::is_ascii_digit).count() < 6;
    Ok(Reading {
        value: Waybill { number, carrier },
        normal,
        note: unusual.then_some(Code::OrderUnusual).or(note),
    })
}

fn carrier(number: &str) -> Option<&'static Carrier> {
    // 13 characters of the Universal Postal Union: EA123456789CN.
    let is_upper = |b: &u8| b.is_ascii_uppercase();
    if let [a, b, digits @ .., y, z] = number.as_bytes()
        && [a, b, y, z].into_iter().all(is_upper)
        && digits.len() == 9
        && digits.iter().all(u8::is_ascii_digit)
    {
        return Some(&EMS);
    }
    CARRIERS.iter().find_map(|(letters, lengths, carrier)| {
        let rest = number.strip_prefix(letters)?;
        // JDVA…, JDX…: 京东 puts letters of its own after the first two; parts of one parcel follow a hyphen.
        let rest = if *letters == "JD" {
            rest.trim_start_matches(|c: char| c.is_ascii_uppercase())
        } else {
            rest
        };
        let digits = rest.split('-').next()?;
        (is_digits(digits) && lengths.contains(&digits.len())).then_some(carrier)
    })
}

/// Reads a unified social credit code (统一社会信用代码): 18 characters of `0-9A-HJ-NPQRTUWXY`.
///
/// Both check characters are tried: the 18th by GB 32100, the 17th, of the organisation code within, by GB 11714.
/// Letters that the code does not use are taken for the digits they resemble only if both checks then agree.
pub fn credit_code(raw: &str) -> Parsed<String> {
    let mut id = Pasted::read(raw, Code::CodeCharacters)?;
    id.text.retain(|c| c != '-');
    id.text.make_ascii_uppercase();
    if !id.text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Code::CodeCharacters);
    }
    if id.text.len() != 18 {
        return Err(Code::CodeLength);
    }
    let agrees = checks_agree(&id.text);
    if agrees.is_none() {
        let likely: String = id.text.chars().map(resembled).collect();
        if checks_agree(&likely) != Some(true) {
            return Err(Code::CodeCharacters);
        }
        return Ok(Reading { value: id.text, normal: Some(likely), note: Some(Code::CodeCheck) });
    }
    let note = (agrees == Some(false)).then_some(Code::CodeCheck);
    Ok(id.reading(raw, note))
}

fn resembled(c: char) -> char {
    match c {
        'O' => '0',
        'I' => '1',
        'Z' => '2',
        'S' => '5',
        'V' => 'U',
        other => other,
    }
}

/// Whether both check characters agree; `None` where a character is not of the alphabet.
fn checks_agree(code: &str) -> Option<bool> {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    const WEIGHTS_WITHIN: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

    let mut values = [0; 18];
    for (value, character) in values.iter_mut().zip(code.bytes()) {
        *value = ALPHABET.iter().position(|b| *b == character)?;
    }
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let whole = values.last() == Some(&((31 - sum % 31) % 31));

    // Within, letters count from A = 10 without gaps, and the check of 10 is written X.
    let within = code.chars().skip(8);
    let sum: u32 =
        within.zip(WEIGHTS_WITHIN).filter_map(|(c, weight)| Some(c.to_digit(36)? * weight)).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10)?,
    };
    Some(whole && code.chars().nth(16) == Some(check))
}
