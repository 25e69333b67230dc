//! Open deadlines as an RFC 5545 calendar (日历).

use crate::case::Case;
use crate::deadline::Open;

/// Octets that a line may have (RFC 5545, 3.1).
const LINE: usize = 75;

/// An iCalendar object with one all-day event a deadline, each with a reminder the day before.
pub fn calendar(case: &Case, deadlines: &[Open]) -> String {
    let mut out = String::new();
    let stamp = [&compact(&case.today.iso()), "T000000Z"].concat();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//tousu//tousu//EN");
    line(&mut out, "CALSCALE:GREGORIAN");
    for open in deadlines {
        let Some(deadline) = case.catalog.deadline(open.id) else { continue };
        let end = open.due.plus_days(1).unwrap_or(open.due);
        line(&mut out, "BEGIN:VEVENT");
        line(&mut out, &["UID:", open.id, "-", &open.start.iso(), "@tousu"].concat());
        line(&mut out, &["DTSTAMP:", &stamp].concat());
        line(&mut out, &["DTSTART;VALUE=DATE:", &compact(&open.due.iso())].concat());
        line(&mut out, &["DTEND;VALUE=DATE:", &compact(&end.iso())].concat());
        line(&mut out, &["SUMMARY:", &escaped(deadline.label.get(case.locale))].concat());
        line(&mut out, &["DESCRIPTION:", &escaped(deadline.next.get(case.locale))].concat());
        line(&mut out, "TRANSP:TRANSPARENT");
        line(&mut out, "BEGIN:VALARM");
        line(&mut out, "ACTION:DISPLAY");
        line(&mut out, &["DESCRIPTION:", &escaped(deadline.label.get(case.locale))].concat());
        line(&mut out, "TRIGGER:-PT15H");
        line(&mut out, "END:VALARM");
        line(&mut out, "END:VEVENT");
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn compact(iso: &str) -> String {
    iso.chars().filter(char::is_ascii_digit).collect()
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
fn line(out: &mut String, content: &str) {
    let mut room = LINE;
    for character in content.chars() {
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
        line(&mut out, &long);
        assert!(out.split("\r\n").all(|piece| piece.len() <= LINE));
        assert_eq!(out.replace("\r\n ", "").trim_end(), long);
    }
}
