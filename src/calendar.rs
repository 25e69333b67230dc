//! Open deadlines as an RFC 5545 calendar (日历).

use crate::case::Case;
use crate::date::Date;
use crate::deadline::Open;
use crate::text::Joined;

/// Octets that a line may have (RFC 5545, 3.1).
const LINE: usize = 75;

const HEAD: &str =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tousu//tousu//EN\r\nCALSCALE:GREGORIAN\r\n";
const ALARM: &str = "TRANSP:TRANSPARENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n";
const END: &str = "TRIGGER:-PT15H\r\nEND:VALARM\r\nEND:VEVENT\r\n";

/// An iCalendar object with one all-day event a deadline, each with a reminder the day before.
pub fn calendar(case: &Case, deadlines: &[Open]) -> String {
    let mut out = String::from(HEAD);
    let stamp = compact(case.today);
    for open in deadlines {
        let Some(deadline) = case.catalog.deadline(open.id) else { continue };
        let end = open.due.plus_days(1).unwrap_or(open.due);
        let label = escaped(deadline.label.get(case.locale));
        out.push_str("BEGIN:VEVENT\r\n");
        line(&mut out, &["UID:", open.id, "-", &open.start.iso(), "@tousu"]);
        line(&mut out, &["DTSTAMP:", &stamp, "T000000Z"]);
        line(&mut out, &["DTSTART;VALUE=DATE:", &compact(open.due)]);
        line(&mut out, &["DTEND;VALUE=DATE:", &compact(end)]);
        line(&mut out, &["SUMMARY:", &label]);
        line(&mut out, &["DESCRIPTION:", &escaped(deadline.next.get(case.locale))]);
        out.push_str(ALARM);
        line(&mut out, &["DESCRIPTION:", &label]);
        out.push_str(END);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn compact(date: Date) -> String {
    date.iso().chars().filter(char::is_ascii_digit).collect()
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
