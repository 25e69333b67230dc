//! Folding identifiers, and freeing them from what they were pasted with.

use crate::text::{among, fold_char, is_han, past, up_to};
use std::borrow::Cow;

/// An identifier after folding, without blanks around it (规整文本).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folded<'a> {
    /// Its characters.
    pub text: Cow<'a, str>,
    /// Whether invisible characters were removed. A byte order mark in front comes from a file and is not counted.
    pub controls: bool,
}

/// Folds an identifier: full-width characters, typographic dashes, superscripts and the like become ASCII, invisible
/// characters are removed.
///
/// ```
/// let folded = tousu::parse::fold(" ＮＢ２０２６—\u{200b}１２ ");
/// assert_eq!(folded.text, "NB2026-12");
/// assert!(folded.controls);
/// ```
pub fn fold(raw: &str) -> Folded<'_> {
    let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw).trim();
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    if raw.bytes().all(is_plain) || raw.chars().all(|c| fold_char(c) == Some(c)) {
        return Folded { text: Cow::Borrowed(raw), controls: false };
    }
    let mut text = String::with_capacity(raw.len());
    let mut controls = false;
    for c in raw.chars() {
        match fold_char(c) {
            // Blanks that were kept from the edge by invisible characters only.
            Some(' ') if text.is_empty() => {}
            Some(c) => text.push(c),
            None => controls = true,
        }
    }
    text.truncate(text.trim_end().len());
    Folded { text: Cow::Owned(text), controls }
}

/// The value in folded text that was pasted with its label (`下单时间:…`, `tel:…`), its copy button (`复制`) or quotes.
pub(super) fn unlabelled(folded: &str) -> &str {
    let is_label = |c: char| is_han(c) || c.is_ascii_alphabetic() || among(" /()", c);
    let value = match folded.split_once(':') {
        Some((label, value)) if label.chars().all(is_label) => value,
        _ => folded,
    };
    let value = value.trim_end().strip_suffix("复制").unwrap_or(value);
    up_to(past(value, " \"'`“”‘’"), " \"'`“”‘’,;.、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_removed_and_reported() {
        let folded = fold("\u{feff} \u{200b} 138\u{202e}００１３ \u{200b}");
        assert_eq!((&*folded.text, folded.controls), ("1380013", true));
        assert!(matches!(fold(" a-1 ").text, Cow::Borrowed("a-1")));
    }

    #[test]
    fn labels_buttons_and_quotes_are_left_out() {
        for (typed, value) in [
            ("下单时间:2026-11-03", "2026-11-03"),
            ("tel: 12315", "12315"),
            ("14:22", "14:22"),
            ("“NB1”", "NB1"),
            ("NB1 复制", "NB1"),
        ] {
            assert_eq!(unlabelled(typed).trim(), value, "{typed}");
        }
    }
}
