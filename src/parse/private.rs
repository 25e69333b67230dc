//! Private numbers (隐私号码), which do not belong into a complaint: tests of one run of digits cut from free text.

use crate::date::Date;
use crate::text::fold_char;

/// The characters of a number as people space it; `None` if something else is among them or it is too long.
fn number(run: &str) -> Option<([u8; 20], usize)> {
    let mut characters = [0; 20];
    let mut length = 0;
    for c in run.chars().filter_map(fold_char).filter(|c| !matches!(c, ' ' | '-')) {
        *characters.get_mut(length)? = match c {
            '0'..='9' | 'X' => c as u8,
            'x' => b'X',
            _ => return None,
        };
        length += 1;
    }
    Some((characters, length))
}

/// Whether the run is a resident identity number (居民身份证号) or a permanent resident's: 18 characters, a real
/// birthday, the check character of GB 11643. Blanks, hyphens and full-width digits do not hide it.
pub fn resident_id(run: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((characters, 18)) = number(run) else { return false };
    let value = |b: &u8| u32::from(b.wrapping_sub(b'0'));
    let (body, check) = characters.split_at(17);
    let sum: u32 = body.iter().zip(WEIGHTS).map(|(b, weight)| value(b) * weight).sum();
    let expected = b"10X98765432".get((sum % 11) as usize);
    let birthday = body.iter().skip(6).take(8).fold(0, |n, b| n * 10 + value(b));
    body.iter().all(u8::is_ascii_digit)
        && !body.starts_with(b"0")
        && expected == check.first()
        && birthday >= 19_000_000
        && Date::new((birthday / 10_000) as i32, birthday / 100 % 100, birthday % 100).is_some()
}

/// Whether the run is a bank card number (银行卡号): 16–19 digits that pass the Luhn check and begin as issuers' numbers
/// do (3–9, or Mastercard's 2221–2720), which excludes order numbers that begin with a date.
pub fn bank_card(run: &str) -> bool {
    let Some((characters, length @ 16..=19)) = number(run) else { return false };
    let digits = || characters.iter().take(length).map(|b| u32::from(b.wrapping_sub(b'0')));
    let issuer = digits().take(4).fold(0, |n, digit| n * 10 + digit);
    let sum: u32 = digits()
        .rev()
        .enumerate()
        .map(|(n, digit)| match digit * (1 + n as u32 % 2) {
            doubled @ 10.. => doubled - 9,
            other => other,
        })
        .sum();
    digits().all(|digit| digit < 10)
        && matches!(issuer, 2221..=2720 | 3000..)
        && sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The numbers are those of the standard and of issuers' test cards.
    #[test]
    fn checks_and_birthdays() {
        assert!(resident_id("110105 19491231 002x"));
        assert!(!resident_id("110105194912310021"), "the check character");
        assert!(!resident_id("110105194913310024"), "the birthday");
        assert!(bank_card("4111-1111-1111-1111"));
        assert!(!bank_card("4111111111111112"), "the check digit");
        assert!(!bank_card("2026110300001236"), "an order number");
    }
}
