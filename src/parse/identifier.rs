//! Numbers and codes (单号与代码): order numbers, waybills and the unified social credit code.

use super::fold::fold;
use super::{Code, ParseResult, Parsed};
use crate::text::{among, is_han};

/// An identifier freed from its label, its copy button and the blanks that line breaks left in it.
struct Pasted {
    text: String,
    controls: bool,
}

impl Pasted {
    /// Reads one identifier; `characters` is the error if there is none or something else.
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

    fn parsed(self, raw: &str, note: Option<Code>) -> Parsed<String> {
        Parsed::of_text(self.text, raw, note, self.controls)
    }
}

/// Whether it is a number as spreadsheets show long ones: `4.2E+27`.
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
pub fn transaction_id(raw: &str) -> ParseResult<String> {
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
    Ok(id.parsed(raw, note))
}

/// Reads an order number (订单号, 商户单号): 6–32 of `[0-9A-Za-z_\-*|]`.
///
/// ```
/// use tousu::parse::{Code, order_number};
///
/// assert_eq!(order_number("订单编号：NB20261103000712 复制").unwrap().value, "NB20261103000712");
/// assert_eq!(order_number("4.2E+27"), Err(Code::OrderScientific));
/// ```
pub fn order_number(raw: &str) -> ParseResult<String> {
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
    Ok(id.parsed(raw, note))
}

/// A waybill number (物流单号), and its carrier where the number shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Waybill {
    /// The number as carriers write it: capitals, no blanks.
    pub number: String,
    /// The carrier.
    pub carrier: Option<&'static Carrier>,
}

/// A carrier (承运人) whose numbers begin with letters of its own.
#[derive(PartialEq, Eq, Debug)]
pub struct Carrier {
    /// Its name in Chinese.
    pub zh: &'static str,
    /// Its name in English.
    pub en: &'static str,
}

/// Letters in front, how many digits follow them, and whose they are.
const CARRIERS: &[(&str, std::ops::RangeInclusive<usize>, Carrier)] = &[
    ("SF", 12..=13, Carrier { zh: "顺丰速运", en: "SF Express" }),
    ("YT", 12..=13, Carrier { zh: "圆通速递", en: "YTO Express" }),
    ("JT", 12..=13, Carrier { zh: "极兔速递", en: "J&T Express" }),
    ("JD", 11..=13, Carrier { zh: "京东物流", en: "JD Logistics" }),
    ("DPK", 11..=13, Carrier { zh: "德邦快递", en: "Deppon Express" }),
];
static EMS: Carrier = Carrier { zh: "邮政 EMS", en: "China Post EMS" };

/// Reads a waybill number (物流单号): 8–30 letters and digits, hyphens between them.
pub fn waybill(raw: &str) -> ParseResult<Waybill> {
    let mut id = Pasted::read(raw, Code::WaybillCharacters)?;
    id.text.make_ascii_uppercase();
    if !id.text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Err(Code::WaybillCharacters);
    }
    if !(8..=30).contains(&id.text.len()) {
        return Err(Code::WaybillLength);
    }
    let Parsed { value: number, normal, note } = id.parsed(raw, None);
    let carrier = carrier(&number);
    // The numbers of every carrier hold many digits; words do not.
    let unusual = number.bytes().filter(u8::is_ascii_digit).count() < 6;
    Ok(Parsed {
        value: Waybill { number, carrier },
        normal,
        note: unusual.then_some(Code::OrderUnusual).or(note),
    })
}

/// The carrier that a number shows.
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
/// Both check characters are tested: the 18th by GB 32100, the 17th (of the organisation code within) by GB 11714.
/// Letters that the code does not use are taken for the digits that they resemble only if both checks then agree.
pub fn credit_code(raw: &str) -> ParseResult<String> {
    let mut id = Pasted::read(raw, Code::CreditCharacters)?;
    id.text.retain(|c| c != '-');
    id.text.make_ascii_uppercase();
    if !id.text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(Code::CreditCharacters);
    }
    if id.text.len() != 18 {
        return Err(Code::CreditLength);
    }
    let agrees = checks_agree(&id.text);
    if agrees.is_none() {
        let likely: String = id.text.chars().map(resembled).collect();
        if checks_agree(&likely) != Some(true) {
            return Err(Code::CreditCharacters);
        }
        return Ok(Parsed { value: id.text, normal: Some(likely), note: Some(Code::CreditCheck) });
    }
    let note = (agrees == Some(false)).then_some(Code::CreditCheck);
    Ok(id.parsed(raw, note))
}

/// The character of the code that a letter outside it is mistaken for.
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

/// Whether both check characters agree; `None` if a character is not of the code's alphabet.
fn checks_agree(code: &str) -> Option<bool> {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

    let mut values = [0; 18];
    for (value, character) in values.iter_mut().zip(code.bytes()) {
        *value = ALPHABET.iter().position(|b| *b == character)?;
    }
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    let whole = values.last() == Some(&((31 - sum % 31) % 31));

    // In the organisation code letters count from A = 10 without gaps, and the check value 10 is written X.
    let organisation = code.chars().skip(8);
    let sum: u32 = organisation
        .zip(ORGANISATION_WEIGHTS)
        .filter_map(|(c, weight)| Some(c.to_digit(36)? * weight))
        .sum();
    let check = match (11 - sum % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10)?,
    };
    Some(whole && code.chars().nth(16) == Some(check))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn letters_of_another_alphabet_are_mended_only_if_both_checks_agree() {
        let read = credit_code("9144O3001922038216").unwrap();
        assert_eq!(read.normal.as_deref(), Some("914403001922038216"));
        assert_eq!(read.note, Some(Code::CreditCheck));
        assert_eq!(credit_code("9144O3001922038217"), Err(Code::CreditCharacters));
    }

    #[test]
    fn carriers() {
        let carrier = |number| waybill(number).unwrap().value.carrier.map(|it| it.en);
        assert_eq!(carrier("sf1234567890123"), Some("SF Express"));
        assert_eq!(carrier("JDVA12345678901-1-1-"), Some("JD Logistics"));
        assert_eq!(carrier("EA123456789CN"), Some("China Post EMS"));
        assert_eq!(carrier("773012345678901"), None);
    }
}
