//! Civil dates, periods and working days. Reads no clock: today is always an argument.
//!
//! Counting follows 《市场监督管理投诉举报处理办法》 article 45: the first day is not counted, and a
//! last day on a statutory holiday moves to the first day after it.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Serialize, Serializer};
use std::fmt;

/// A civil date (日期) between 1900 and 2199, without a time zone.
///
/// ```
/// use tousu::Date;
///
/// let purchased = Date::from_iso("2026-11-03").unwrap();
/// assert_eq!(purchased.plus_days(7), Date::new(2026, 11, 10));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date(NaiveDate);

impl Date {
    /// The date of that year, month (1–12) and day (1–31), if there is one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1900..2200).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Date)
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn from_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let number = |from: usize, to: usize| -> Option<u32> {
            bytes.get(from..to)?.iter().try_fold(0, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
            })
        };
        let dashed = bytes.get(4) == Some(&b'-') && bytes.get(7) == Some(&b'-');
        if bytes.len() != 10 || !dashed {
            return None;
        }
        Date::new(number(0, 4)? as i32, number(5, 7)?, number(8, 10)?)
    }

    /// The date as a number: 20261124.
    pub fn number(self) -> u32 {
        (self.year() as u32 * 100 + self.month()) * 100 + self.day()
    }

    /// The date that [`Date::number`] writes so.
    pub fn from_number(number: u32) -> Option<Self> {
        Date::new((number / 10_000) as i32, number / 100 % 100, number % 100)
    }

    /// Writes `YYYY-MM-DD`, without the machinery of formatting.
    pub fn iso(self) -> String {
        let mut number = self.number();
        let mut bytes = *b"0000-00-00";
        for byte in bytes.iter_mut().rev().filter(|byte| **byte == b'0') {
            *byte += (number % 10) as u8;
            number /= 10;
        }
        bytes.into_iter().map(char::from).collect()
    }

    /// The year, such as 2026.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The month, counted from 0.
    pub(crate) fn month0(self) -> usize {
        self.0.month0() as usize
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// That many days later (earlier if negative); `None` outside the range of a [`Date`].
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let step = Days::new(days.unsigned_abs());
        let moved = match days < 0 {
            true => self.0.checked_sub_days(step),
            false => self.0.checked_add_days(step),
        };
        moved.and_then(|date| Date::new(date.year(), date.month(), date.day()))
    }

    /// That many months later; the last day of a month that is too short (民法典 202).
    pub fn plus_months(self, months: u32) -> Option<Self> {
        let date = self.0.checked_add_months(Months::new(months))?;
        Date::new(date.year(), date.month(), date.day())
    }

    /// Days from here to `other`; negative if `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    fn weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Sat | Weekday::Sun)
    }
}

/// 1970-01-01, which stands where a packed catalogue is damaged.
impl Default for Date {
    fn default() -> Self {
        Date(NaiveDate::default())
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.iso())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("Date", &self.number())
    }
}

/// How long a deadline runs (期间).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Period {
    /// Hours of a platform's own rule; counted in whole days, and holidays move nothing.
    Hours(u32),
    /// Natural days (自然日).
    Days(u32),
    /// Working days (工作日).
    WorkingDays(u32),
    /// Months (月).
    Months(u32),
    /// Years (年).
    Years(u32),
}

impl Default for Period {
    fn default() -> Self {
        Period::Days(0)
    }
}

/// One year of the State Council's holiday notice (国务院办公厅节假日安排).
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Days off, the weekends inside a holiday included.
    pub off: Vec<Date>,
    /// Saturdays and Sundays that are worked (调休上班).
    pub makeup: Vec<Date>,
}

/// The last day of a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Due {
    /// The last day.
    pub date: Date,
    /// Some day that decides it lies in a year without a holiday table.
    pub estimated: bool,
}

/// When a period that begins on `start` ends; `None` beyond the range of a [`Date`].
pub fn due(start: Date, period: Period, years: &[Year]) -> Option<Due> {
    match (period, counted(start, period)) {
        (Period::WorkingDays(count), _) => working_days_after(start, count, years),
        (Period::Hours(_), end) => end.map(|date| Due { date, estimated: false }),
        (_, end) => first_not_off(end?, years),
    }
}

/// The last day of a period as it is counted, whatever day that is; `None` for working days.
pub fn counted(start: Date, period: Period) -> Option<Date> {
    match period {
        Period::Hours(hours) => start.plus_days(i64::from(hours.div_ceil(24))),
        Period::WorkingDays(_) => None,
        Period::Days(days) => start.plus_days(i64::from(days)),
        Period::Months(months) => start.plus_months(months),
        Period::Years(count) => start.plus_months(count.checked_mul(12)?),
    }
}

/// The last day on which nobody is late whose time ends on `due`: that day, or the next working day (民法典 203).
pub fn not_late(due: Date, years: &[Year]) -> Option<Date> {
    working_days_after(due.plus_days(-1)?, 1, years).map(|it| it.date)
}

fn first_not_off(mut date: Date, years: &[Year]) -> Option<Due> {
    let mut estimated = false;
    loop {
        let table = years.iter().find(|year| year.year == date.year());
        estimated |= table.is_none();
        if !table.is_some_and(|table| table.off.contains(&date)) {
            return Some(Due { date, estimated });
        }
        date = date.plus_days(1)?;
    }
}

/// Whether nobody works on a day: a holiday, or a weekend that no notice makes a working day.
pub fn is_day_off(date: Date, years: &[Year]) -> bool {
    let table = years.iter().find(|year| year.year == date.year());
    let is_in = |days: fn(&Year) -> &Vec<Date>| table.is_some_and(|it| days(it).contains(&date));
    is_in(|it| &it.off) || (date.weekend() && !is_in(|it| &it.makeup))
}

fn working_days_after(start: Date, count: u32, years: &[Year]) -> Option<Due> {
    let mut date = start;
    let mut estimated = false;
    let mut left = count;
    while left > 0 {
        date = date.plus_days(1)?;
        estimated |= years.iter().all(|year| year.year != date.year());
        left -= u32::from(!is_day_off(date, years));
    }
    Some(Due { date, estimated })
}
