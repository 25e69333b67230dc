//! Open deadlines as an RFC 5545 calendar (日历).

use crate::case::{Case, Wording};
use crate::catalog::{Role, Words, checksum};
use crate::date::Date;
use crate::judge::deadline::OpenDeadline;
use crate::text::{Joined, digits};

/// Octets that a line may have (RFC 5545, 3.1).
const LINE: usize = 75;

const HEAD: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tousu//tousu//EN\r\nCALSCALE:GREGORIAN\r\n";
const ALARM: &str = "TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n";
const END: &str = "TRIGGER:-PT15H\r\nEND:VALARM\r\nEND:VEVENT\r\n";

/// Roles whose text names a case, the best first.
const NAMES: [Role; 3] = [Role::ProductName, Role::MerchantName, Role::MiniProgram];
/// Roles that tell cases apart besides.
const KEYS: [Role; 2] = [Role::OrderNumber, Role::Purchased];

/// An iCalendar object with one all-day event per deadline, each with the case's name and a reminder the day before;
/// empty where there is no deadline.
pub fn calendar(case: &Case, wording: Wording, deadlines: &[OpenDeadline]) -> String {
    let (catalog, today) = (wording.catalog, case.today);
    if deadlines.is_empty() {
        return String::new();
    }
    let text = |role: &Role| case.role(*role).text();
    let name = NAMES.iter().map(text).find(|name| !name.is_empty()).unwrap_or_default();
    let name = if name.is_empty() { String::new() } else { [" · ", name].joined("") };
    let key: Vec<&str> = NAMES.iter().chain(&KEYS).map(text).collect();
    let key = digits(checksum(key.joined("\0").as_bytes()));
    let mut out = String::from(HEAD);
    let compact = |date: Date| digits(date.number().into());
    let words = |words: Words| escaped(wording.words(words));
    for open in deadlines {
        let deadline = &catalog[open.id];
        let end = open.due.plus_days(1).unwrap_or(open.due);
        let label = [&words(deadline.label), &*escaped(&name)].joined("");
        out.push_str("BEGIN:VEVENT\r\n");
        line(
            &mut out,
            &["UID:", catalog.name(open.id), "-", &open.start.iso(), "-", &key, "@tousu"],
        );
        line(&mut out, &["DTSTAMP:", &compact(today), "T000000Z"]);
        line(&mut out, &["DTSTART;VALUE=DATE:", &compact(open.due)]);
        line(&mut out, &["DTEND;VALUE=DATE:", &compact(end)]);
        line(&mut out, &["SUMMARY:", &label]);
        line(&mut out, &["DESCRIPTION:", &words(deadline.next)]);
        out.push_str(ALARM);
        line(&mut out, &["DESCRIPTION:", &label]);
        out.push_str(END);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\t' => out.push(' '),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Adds a content line, folded between characters.
fn line(out: &mut String, parts: &[&str]) {
    let mut room = LINE;
    for character in parts.joined("").chars() {
        if character.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= character.len_utf8();
        out.push(character);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_unfold_to_themselves() {
        let long = "投诉处理期限：".repeat(20);
        let mut out = String::new();
        line(&mut out, &[&long]);
        assert!(out.split("\r\n").all(|piece| piece.len() <= LINE));
        assert_eq!(out.replace("\r\n ", "").trim_end(), long);
    }
}
