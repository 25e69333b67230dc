//! Dates as people write them (日期), read as civil dates of China (UTC+8).
//!
//! The words for days, months and times are part of how dates are written, so they are here and not in the catalogue.

use super::amount::integer;
use super::fold::{fold, unlabelled};
use super::{Code, ParseResult, Parsed};
use crate::date::Date;
use crate::text::{past, up_to};

/// Words for a day, by how many days ago it was.
const DAYS_AGO: &[(&str, i64)] = &[
    ("今天", 0),
    ("今日", 0),
    ("昨天", 1),
    ("昨日", 1),
    ("昨晚", 1),
    ("前天", 2),
    ("前日", 2),
    ("大前天", 3),
];
/// Words for a year, by how many years ago it was.
const YEARS_AGO: &[(&str, i32)] = &[("今年", 0), ("去年", 1), ("前年", 2)];
/// Words for a month, by how many months ago it was.
const MONTHS_AGO: &[(&str, u32)] = &[("这个月", 0), ("本月", 0), ("上个月", 1), ("上月", 1)];
/// Months in English by their first three letters.
const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
const PARTS_OF_DAY: &[&str] = &["凌晨", "早上", "上午", "中午", "下午", "傍晚", "晚上"];

/// Reads a date (日期): `2026-11-03`, `2026/11/3`, `2026.11.3`, `20261103`, `2026年11月3日`, `二〇二六年十一月三日`,
/// `11月3日` and `11-03` (the last one not after `today`), `昨天`, `3天前`, `去年11月3日`, `上个月3号`, `Nov 3, 2026`.
///
/// A weekday and a time may follow; a time with a zone is converted to China's date. Whether a future date makes sense
/// is for the caller to decide. Two-digit years and day-before-month orders could be two dates and are refused.
///
/// ```
/// use tousu::{Date, parse};
///
/// let today = Date::new(2026, 11, 24).unwrap();
/// assert_eq!(parse::date("上个月3号 晚上8点", today).unwrap().value, Date::new(2026, 10, 3).unwrap());
/// ```
pub fn date(raw: &str, today: Date) -> ParseResult<Date> {
    date_until(raw, today, today)
}

/// Reads a date like [`date`], but a day without its year is the last one not after `latest`, which may be ahead.
pub fn date_until(raw: &str, today: Date, latest: Date) -> ParseResult<Date> {
    // The form's own input gives ISO dates, so they take the short way.
    if let Some(value) = Date::from_iso(raw.trim()) {
        return Ok(Parsed { value, normal: None, note: None });
    }
    let folded = fold(raw);
    let (found, rest) = day(unlabelled(&folded.text), today, latest)?;
    let shift = after_day(rest).ok_or(Code::DateFormat)?;
    let value =
        if shift == 0 { found } else { found.plus_days(shift).ok_or(Code::DateImpossible)? };
    let iso = value.iso();
    let normal = (iso != raw.trim()).then_some(iso);
    Ok(Parsed { value, normal, note: folded.controls.then_some(Code::TextControl) })
}

/// Reads the day at the front of the text; returns it and the rest.
fn day(text: &str, today: Date, latest: Date) -> Result<(Date, &str), Code> {
    if let Some((ago, rest)) = strip_word(text, DAYS_AGO) {
        return Ok((today.plus_days(-ago).ok_or(Code::DateImpossible)?, rest));
    }
    if let Some((ago, rest)) = strip_word(text, MONTHS_AGO) {
        let (number, rest) = take_number(rest).ok_or(Code::DateFormat)?;
        let rest = strip_sign(rest, &['日', '号']).ok_or(Code::DateFormat)?;
        let (year, month) = match today.month() {
            month if month > ago => (today.year(), month - ago),
            month => (today.year() - 1, month + 12 - ago),
        };
        return Ok((civil(year, month, number.value)?, rest));
    }
    if let Some((ago, rest)) = strip_word(text, YEARS_AGO) {
        let (month, rest) = take_number(rest).ok_or(Code::DateFormat)?;
        let (day, rest) = month_sign(rest).and_then(take_number).ok_or(Code::DateFormat)?;
        return Ok((civil(today.year() - ago, month.value, day.value)?, day_sign(rest)));
    }

    if let Some((month, rest)) = english_month(text) {
        let (day, rest) = take_number(rest).ok_or(Code::DateFormat)?;
        let (year, rest) = take_number(past(rest, ", ")).ok_or(Code::DateFormat)?;
        return Ok((civil(year.value as i32, month, day.value)?, rest));
    }
    let (first, rest) = take_number(text).ok_or(Code::DateFormat)?;
    if let Some(rest) = rest.strip_prefix("天前").or_else(|| rest.strip_prefix("日前")) {
        return Ok((today.plus_days(-i64::from(first.value)).ok_or(Code::DateImpossible)?, rest));
    }
    // 20261103, perhaps with the time: 20261103142201.
    if matches!(first.digits.len(), 8 | 12 | 14) && first.digits.is_ascii() {
        let part = |from, to| first.digits.get(from..to).and_then(integer).ok_or(Code::DateFormat);
        return Ok((civil(part(0, 4)? as i32, part(4, 6)?, part(6, 8)?)?, rest));
    }
    if let Some(rest) = strip_sign(rest, &['年']) {
        let year = match first.digits.chars().count() {
            2 => first.value + 2000,
            4 => first.value,
            _ => return Err(Code::DateFormat),
        };
        let (month, rest) = take_number(rest).ok_or(Code::DateFormat)?;
        let (day, rest) = month_sign(rest).and_then(take_number).ok_or(Code::DateFormat)?;
        return Ok((civil(year as i32, month.value, day.value)?, day_sign(rest)));
    }
    let (second, rest) = month_sign(rest).and_then(take_number).ok_or(Code::DateFormat)?;
    if let Some((third, rest)) = strip_sign(rest, &['-', '/', '.', '月']).and_then(take_number) {
        if first.digits.len() != 4 {
            return Err(Code::DateFormat);
        }
        return Ok((civil(first.value as i32, second.value, third.value)?, day_sign(rest)));
    }
    if first.digits.chars().count() > 2 {
        return Err(Code::DateFormat);
    }
    Ok((last(first.value, second.value, latest)?, day_sign(rest)))
}

/// Reads a month in English at the front, in whole or by its first letters: `Nov`, `November`, `Nov.`.
fn english_month(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let name = text.get(..3).filter(|_| text.len() - rest.len() >= 3)?;
    let months = (0..12).zip(1..);
    let (_, month) = { months }.find(|(at, _)| {
        MONTHS.get(at * 3..at * 3 + 3).is_some_and(|month| month.eq_ignore_ascii_case(name))
    })?;
    Some((month, past(rest, ". ")))
}

/// The last such day that is not after `latest`; there is a 29 February within any eight years.
fn last(month: u32, day: u32, latest: Date) -> Result<Date, Code> {
    (0..=8)
        .filter_map(|ago| Date::new(latest.year() - ago, month, day))
        .find(|date| *date <= latest)
        .ok_or(Code::DateImpossible)
}

/// The date of those numbers.
fn civil(year: i32, month: u32, day: u32) -> Result<Date, Code> {
    Date::new(year, month, day).ok_or(Code::DateImpossible)
}

/// A number and how it was written.
struct Number<'a> {
    digits: &'a str,
    value: u32,
}

/// Reads a number in ASCII digits or Chinese numerals at the front.
fn take_number(text: &str) -> Option<(Number<'_>, &str)> {
    let text = text.trim_start();
    let after = match text.chars().next()? {
        '0'..='9' => past(text, "0123456789"),
        _ => past(text, "〇零一二两三四五六七八九十"),
    };
    let digits = text.strip_suffix(after).filter(|digits| !digits.is_empty())?;
    // A number too large (20261103142201) is cut up as text; it is no day, month or year.
    let value = integer(digits).or(digits.is_ascii().then_some(u32::MAX))?;
    Some((Number { digits, value }, after))
}

fn strip_word<'a, T: Copy>(text: &'a str, words: &[(&str, T)]) -> Option<(T, &'a str)> {
    words.iter().find_map(|(word, value)| Some((*value, text.strip_prefix(word)?)))
}

fn strip_sign<'a>(text: &'a str, signs: &[char]) -> Option<&'a str> {
    text.trim_start().strip_prefix(signs)
}

fn month_sign(text: &str) -> Option<&str> {
    strip_sign(text, &['月', '-', '/', '.'])
}

fn day_sign(text: &str) -> &str {
    strip_sign(text, &['日', '号']).unwrap_or(text)
}

/// Reads what follows the day: weekday, part of the day, time (`14:22:01`, `晚上8点左右`) and zone. Returns the days to
/// add to arrive at China's date; `None` if something else is there.
fn after_day(text: &str) -> Option<i64> {
    let text = up_to(text, "左右前后多许半钟");
    let mut rest = past(text, " ,(");
    if let Some(weekday) = ["星期", "礼拜", "周"].iter().find_map(|word| rest.strip_prefix(word))
    {
        rest = weekday.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天'])?;
    }
    rest = past(rest, " ,)");
    rest =
        PARTS_OF_DAY.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest).trim_start();
    let time = rest.strip_prefix(['T', 't']).unwrap_or(rest);
    let zone = past(time, "0123456789:.,点时分秒");
    let time = time.strip_suffix(zone)?;
    if time.is_empty() {
        return rest.is_empty().then_some(0);
    }
    let mut numbers = time.split(|c: char| !c.is_ascii_digit()).map(integer);
    let hour = numbers.next()?.filter(|hour| *hour <= 24)?;
    let minute = numbers.next().flatten().or(Some(0));
    let minute = minute.filter(|minute| *minute < if hour == 24 { 1 } else { 60 })?;
    let minutes_east = match zone.trim() {
        "" => return Some(0),
        "Z" | "z" => 0,
        zone => {
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let digits = past(zone.strip_prefix(['+', '-'])?, "0");
            let (hours, minutes) = digits.split_once(':').unwrap_or(match digits.len() {
                3.. => digits.split_at_checked(digits.len() - 2)?,
                _ => (digits, "0"),
            });
            let hours = integer(hours).or(Some(0)).filter(|hours| *hours <= 14)?;
            let minutes = integer(minutes).filter(|minutes| *minutes < 60)?;
            sign * i64::from(hours * 60 + minutes)
        }
    };
    Some((i64::from(hour * 60 + minute) - minutes_east + 8 * 60).div_euclid(24 * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    // The table of cases is tests/identifiers/.
    #[test]
    fn days_without_a_year_and_times_with_a_zone() {
        let today = Date::new(2026, 11, 24).unwrap();
        let read = |text| date(text, today).map(|read| read.value.iso());
        assert_eq!(read("12月31日").as_deref(), Ok("2025-12-31"));
        assert_eq!(read("2026-11-03T20:00:00Z").as_deref(), Ok("2026-11-04"));
        assert_eq!(read("November 3, 2026 14:22").as_deref(), Ok("2026-11-03"));
        assert_eq!(read("Nov 3"), Err(Code::DateFormat));
        assert_eq!(read("2026年2月30日"), Err(Code::DateImpossible));
        assert_eq!(read("03/11/2026"), Err(Code::DateFormat));
        let ahead = date_until("1月5日", today, today.plus_days(364).unwrap());
        assert_eq!(ahead.map(|read| read.value), Ok(Date::new(2027, 1, 5).unwrap()));
    }
}
