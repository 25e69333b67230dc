//! Telephone numbers (电话): mobile, landline and service numbers of mainland China; others only with a country code.

use super::fold::{fold, unlabelled};
use super::{Code, ParseResult, Parsed};
use crate::text::{Joined, is_han, past, up_to};

/// Reads a telephone number (联系电话).
///
/// The value: mobile `13800138000`, landline `010-65529988`, service `4008101234`, `12315`, abroad `+85291234567`; an
/// extension follows as `-123`. Hyphens in landline and service numbers are usual and get no suggestion.
///
/// ```
/// use tousu::parse::{Code, phone};
///
/// assert_eq!(phone("+86 138-0013-8000").unwrap().value, "13800138000");
/// assert_eq!(phone("138****8000"), Err(Code::PhoneMasked));
/// ```
pub fn phone(raw: &str) -> ParseResult<String> {
    // The form's own input mostly gives mobile numbers, so they take the short way.
    let typed = raw.trim();
    if typed.len() == 11 && is_mobile(typed) && typed.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(Parsed { value: typed.to_string(), normal: None, note: None });
    }
    let folded = fold(raw);
    let text = unlabelled(&folded.text);
    let text = text.trim_start_matches(|c| is_han(c) || c == ':' || c == ' ');
    let mut numbers = text.split(['/', '、', ',', ';', '或', '和', '及']);
    let first = numbers.next().unwrap_or_default();
    if numbers.next().is_some() {
        return Err(if number(first).is_ok() { Code::PhoneSeveral } else { Code::PhoneFormat });
    }
    let (value, note) = number(text)?;
    let mut parsed = Parsed::of_text(value, raw, note, folded.controls);
    let hyphens_only = |typed: &str| {
        !parsed.value.starts_with('1')
            && typed.bytes().filter(|b| *b != b'-').eq(parsed.value.bytes().filter(|b| *b != b'-'))
    };
    if hyphens_only(typed) {
        parsed.normal = None;
    }
    Ok(parsed)
}

/// A number as it is dialled: digits, which of them follow a hyphen, and an extension that was named as such.
struct Dialled<'a> {
    digits: String,
    /// Bit n: there is a hyphen before digit n.
    hyphens: u64,
    extension: &'a str,
}

impl<'a> Dialled<'a> {
    fn read(text: &'a str) -> Result<Self, Code> {
        let masks = |c: char| matches!(c, '*' | 'x' | 'X' | '×' | '•' | '●');
        let mut pairs = text.chars().zip(text.chars().skip(1));
        if pairs.any(|(a, b)| masks(a) && masks(b)) {
            return Err(Code::PhoneMasked);
        }
        // 转, 分机, ext., x, # or a star. (By single characters: searching for strings costs 6 KB of code.)
        let (main, extension) =
            text.split_once(['转', '分', 'e', 'x', '#', '*']).unwrap_or((text, ""));
        // The rest of such a word, and signs around the number.
        let around = "机xt -:.";
        let extension = up_to(past(extension, around), around);
        let mut dialled = Dialled { digits: String::new(), hyphens: 0, extension };
        for c in main.chars() {
            match c {
                '0'..='9' if dialled.digits.len() < 40 => dialled.digits.push(c),
                '0'..='9' => return Err(Code::PhoneLong),
                '-' => dialled.hyphens |= 1 << dialled.digits.len(),
                '+' if dialled.digits.is_empty() => {}
                ' ' | '(' | ')' | '.' => {}
                _ => return Err(Code::PhoneFormat),
            }
        }
        let extension_ok = extension.len() <= 6 && extension.bytes().all(|b| b.is_ascii_digit());
        if dialled.digits.is_empty()
            || !extension_ok
            || (main.len() < text.len() && extension.is_empty())
        {
            return Err(Code::PhoneFormat);
        }
        Ok(dialled)
    }

    /// Removes digits in front.
    fn drop_front(&mut self, count: usize) {
        self.digits = self.digits.get(count..).unwrap_or_default().to_string();
        self.hyphens >>= count;
    }

    /// The number of `length` digits and the extension, if it has these parts.
    fn split(&self, length: usize) -> Option<(&str, &str)> {
        let (number, more) = self.digits.split_at_checked(length)?;
        let hyphened =
            self.extension.is_empty() && more.len() <= 6 && self.hyphens >> length & 1 == 1;
        match more {
            "" => Some((number, self.extension)),
            _ if hyphened => Some((number, more)),
            _ => None,
        }
    }

    /// The error for a number that does not have `length` digits.
    fn too_short_or_long(&self, length: usize) -> Code {
        if self.digits.len() < length { Code::PhoneShort } else { Code::PhoneLong }
    }
}

/// Reads one number without label: its value and a note.
fn number(text: &str) -> Result<(String, Option<Code>), Code> {
    let mut dialled = Dialled::read(text)?;
    let mut abroad = past(text, "( ").starts_with('+');
    if !abroad && dialled.digits.starts_with("00") {
        dialled.drop_front(2);
        abroad = true;
    }
    let mut national = false;
    if let Some(rest) = dialled.digits.strip_prefix("86") {
        let hyphened = dialled.hyphens >> 2 & 1 == 1;
        if abroad || hyphened || (rest.len() == 11 && is_mobile(rest)) {
            dialled.drop_front(2);
            (abroad, national) = (false, true);
        }
    }
    if abroad {
        let known = dialled.extension.is_empty()
            && (7..=15).contains(&dialled.digits.len())
            && !dialled.digits.starts_with('0');
        let value = ["+", &dialled.digits].joined("");
        return if known { Ok((value, Some(Code::PhoneForeign))) } else { Err(Code::PhoneFormat) };
    }
    // A trunk zero before a mobile number, as dialled from landlines.
    if dialled.digits.len() == 12 && dialled.digits.strip_prefix('0').is_some_and(is_mobile) {
        dialled.drop_front(1);
    }
    // After +86 the area code is written without its zero.
    let service = dialled.digits.starts_with("400") || dialled.digits.starts_with("800");
    if national
        && dialled.digits.len() >= 10
        && !service
        && !dialled.digits.starts_with('0')
        && !is_mobile(&dialled.digits)
    {
        dialled.digits = ["0", &dialled.digits].joined("");
        dialled.hyphens <<= 1;
    }
    domestic(&dialled)
}

/// Whether a number begins as mobile numbers do.
fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// Reads a number of mainland China.
fn domestic(dialled: &Dialled) -> Result<(String, Option<Code>), Code> {
    let digits = dialled.digits.as_str();
    let count = digits.len();
    match digits.as_bytes() {
        [b'1', b'4', ..] | [b'1', b'0', b'6', b'4', ..] if count == 13 => Err(Code::PhoneMachine),
        [b'1', b'3'..=b'9', ..] => {
            if count == 22 && matches!(digits.as_bytes().get(11..13), Some([b'1', b'3'..=b'9'])) {
                return Err(Code::PhoneSeveral);
            }
            let (number, extension) =
                dialled.split(11).ok_or_else(|| dialled.too_short_or_long(11))?;
            let note = (!extension.is_empty()).then_some(Code::PhoneVirtual);
            Ok((extended(number, extension), note))
        }
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => landline(dialled, 3, &[8]),
        [b'0', b'3'..=b'9', ..] => landline(dialled, 4, &[8, 7]),
        [b'4' | b'8', b'0', b'0', ..] => {
            let (number, extension) =
                dialled.split(10).ok_or_else(|| dialled.too_short_or_long(10))?;
            Ok((extended(number, extension), None))
        }
        _ if is_service(digits) => match dialled.extension {
            "" => Ok((digits.to_owned(), None)),
            _ => Err(Code::PhoneFormat),
        },
        [b'2'..=b'8', ..] if count == 7 || count == 8 => Err(Code::PhoneArea),
        _ if count < 7 => Err(Code::PhoneShort),
        _ if count > 11 => Err(Code::PhoneLong),
        _ => Err(Code::PhoneFormat),
    }
}

/// Reads a landline number, 区号 + 本地号码: local numbers do not begin with 0 or 1.
fn landline(
    dialled: &Dialled,
    area: usize,
    locals: &[usize],
) -> Result<(String, Option<Code>), Code> {
    let (number, extension) = locals
        .iter()
        .find_map(|local| dialled.split(area + local))
        .ok_or_else(|| dialled.too_short_or_long(area + locals.last().unwrap_or(&8)))?;
    let (area, local) = number.split_at_checked(area).ok_or(Code::PhoneFormat)?;
    if local.starts_with(['0', '1']) {
        return Err(Code::PhoneFormat);
    }
    Ok((extended(&[area, "-", local].joined(""), extension), None))
}

/// A number with its extension.
fn extended(number: &str, extension: &str) -> String {
    let hyphen = if extension.is_empty() { "" } else { "-" };
    [number, hyphen, extension].joined("")
}

/// Whether it is a short number of the emergency services, carriers, authorities or companies.
fn is_service(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'1', b'1', b'0' | b'9'] | [b'1', b'2', b'0' | b'2'] => true,
        [b'1', b'0', b'0', _, _] | [b'1', b'1', b'1', _, _] | [b'1', b'2', b'3', _, _] => true,
        [b'1', b'0', b'1', _, _, _, _, _] => true,
        [b'9', b'5', rest @ ..] => (3..=6).contains(&rest.len()),
        [b'9', b'6', rest @ ..] => (3..=4).contains(&rest.len()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn values_and_errors() {
        for (typed, value) in [
            ("手机：138 0013 8000", "13800138000"),
            ("(010)6552-9988转12", "010-65529988-12"),
            ("+86 10 65529988", "010-65529988"),
            ("400-810-1234", "4008101234"),
            ("00852 9123 4567", "+85291234567"),
            ("95588", "95588"),
        ] {
            assert_eq!(phone(typed).map(|read| read.value).as_deref(), Ok(value), "{typed}");
        }
        for (typed, code) in [
            ("65529988", Code::PhoneArea),
            ("1380013800", Code::PhoneShort),
            ("138001380001", Code::PhoneLong),
            ("13800138000、13900139000", Code::PhoneSeveral),
            ("1064912345678", Code::PhoneMachine),
        ] {
            assert_eq!(phone(typed), Err(code), "{typed}");
        }
    }
}
