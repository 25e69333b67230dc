//! 文本 — folding identifiers, counting and cutting text.

use std::borrow::Cow;

/// 规整文本: an identifier after folding, without blanks around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Folded<'a> {
    /// Its characters.
    pub text: Cow<'a, str>,
    /// Invisible characters were taken out. (A byte order mark in front is a file's habit and not counted.)
    pub controls: bool,
}

/// Folds an identifier to the characters it is made of: see [`fold_char`] for what is covered.
pub fn fold(raw: &str) -> Folded<'_> {
    let raw = raw.strip_prefix('\u{feff}').unwrap_or(raw).trim();
    let plain = |byte: u8| matches!(byte, b' '..=b'~');
    if raw.bytes().all(plain) || raw.chars().all(|c| fold_char(c) == Some(c)) {
        return Folded { text: Cow::Borrowed(raw), controls: false };
    }
    let mut text = String::with_capacity(raw.len());
    let mut controls = false;
    for c in raw.chars() {
        match fold_char(c) {
            // Blanks that only hidden characters kept from the edge are not pushed.
            Some(' ') if text.is_empty() => {}
            Some(c) => text.push(c),
            None => controls = true,
        }
    }
    text.truncate(text.trim_end().len());
    Folded { text: Cow::Owned(text), controls }
}

/// The text from its first character on that is none of `set`.
pub fn past<'t>(text: &'t str, set: &str) -> &'t str {
    text.trim_start_matches(|c| among(set, c))
}

/// The text up to its last character that is none of `set`.
pub fn up_to<'t>(text: &'t str, set: &str) -> &'t str {
    text.trim_end_matches(|c| among(set, c))
}

/// One character of an identifier, folded; `None`: an invisible one, to be dropped.
///
/// A hand-written part of NFKC — full-width ASCII, small punctuation forms, `￥`, every blank, superscript, subscript,
/// circled (`①`–`⑨`), mathematical and segmented digits — and three habits of Chinese keyboards that NFKC leaves
/// alone: typographic dashes become `-`, `。` becomes `.`, `∶` becomes `:`. Digits of other scripts stay.
pub fn fold_char(c: char) -> Option<char> {
    let digit = |zero: u32| Some(char::from(b'0' + ((c as u32).wrapping_sub(zero) % 10) as u8));
    match c {
        ' '..='~' | '\u{4e00}'..='\u{9fff}' => Some(c),
        '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' => Some(' '),
        '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        // Zero-width characters, direction marks and overrides, variation selectors, fillers, tags.
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}' => None,
        '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' => None,
        '\u{20e3}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' => None,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => None,
        '！'..='～' => char::from_u32(c as u32 - 0xfee0),
        '￥' => Some('¥'),
        '²' | '³' => digit(0xb0),
        '¹' => Some('1'),
        '⁰' | '⁴'..='⁹' => digit(0x2070),
        '₀'..='₉' => digit(0x2080),
        '①'..='⑨' => digit(0x245f),
        '⓪' => Some('0'),
        '\u{1d7ce}'..='\u{1d7ff}' => digit(0x1d7ce),
        '\u{1fbf0}'..='\u{1fbf9}' => digit(0x1fbf0),
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' => Some('-'),
        '。' | '｡' | '﹒' => Some('.'),
        '﹐' => Some(','),
        '∶' | '﹕' => Some(':'),
        '﹔' => Some(';'),
        '﹙' => Some('('),
        '﹚' => Some(')'),
        '﹟' => Some('#'),
        '﹡' => Some('*'),
        '﹢' => Some('+'),
        '﹫' => Some('@'),
        _ => Some(c),
    }
}

/// Han characters, the only ones that Chinese labels are made of.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether `c` is one of the characters of `set`. (`str::contains` would bring a string search of 2 KB along.)
pub(super) fn among(set: &str, c: char) -> bool {
    set.chars().any(|member| member == c)
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

/// Length in characters (Unicode scalar values), as most channels count.
pub fn char_count(text: &str) -> usize {
    text.chars().count()
}

/// Length in UTF-16 code units, as JavaScript and `maxlength` count.
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Whether a text has more UTF-16 code units than that. No text has more of them than bytes.
pub fn is_longer(text: &str, max_utf16: usize) -> bool {
    text.len() > max_utf16 && utf16_len(text) > max_utf16
}

/// The longest sensible beginning of at most `max_utf16` UTF-16 code units.
///
/// Ends after a sentence if one ends in the last third, else after a clause there, else between words; never inside
/// what is seen as one character (surrogate pair, combining marks, emoji joined or toned, flag) and never inside a
/// Latin word, a number or a number and its unit — unless that one word alone is longer than the limit.
pub fn safe_cut(text: &str, max_utf16: usize) -> &str {
    let last_third = max_utf16 - max_utf16 / 3;
    let (mut character, mut word, mut clause, mut sentence) = (0, 0, 0, 0);
    let mut mark = Mark::None;
    let mut half_flag = false;
    let mut units = 0;
    let mut previous = None;
    for (at, c) in text.char_indices() {
        if let Some(p) = previous
            && !(continues(p, c) || half_flag && is_flag_letter(c))
        {
            character = at;
            if !same_word(p, c) {
                word = at;
                match mark {
                    Mark::Sentence if units >= last_third => sentence = at,
                    Mark::Clause if units >= last_third => clause = at,
                    _ => {}
                }
            }
        }
        units += c.len_utf16();
        if units > max_utf16 {
            let end =
                [sentence, clause, word, character].into_iter().find(|&at| at > 0).unwrap_or(0);
            return text.get(..end).unwrap_or_default().trim_end();
        }
        half_flag = is_flag_letter(c) && !half_flag;
        mark = match c {
            '。' | '！' | '？' | '；' | '…' | '\n' | '.' | '!' | '?' | ';' => Mark::Sentence,
            '，' | '、' | '：' | ',' | ':' | '—' => Mark::Clause,
            // Closing quotes and brackets belong to the sentence that ends before them.
            '”' | '’' | '」' | '』' | '）' | '】' | '》' | ')' | '"' | '\'' => mark,
            _ => Mark::None,
        };
        previous = Some(c);
    }
    text
}

#[derive(Clone, Copy)]
enum Mark {
    None,
    Clause,
    Sentence,
}

/// Regional indicators: two of them are one flag.
fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// Whether `c` is seen as one character with the `p` before it (the part of UAX 29 that Chinese, European, Japanese,
/// Korean, Arabic, Hebrew and Thai text and emoji need).
fn continues(p: char, c: char) -> bool {
    let extends = matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{e31}' | '\u{e33}'..='\u{e3a}'
        | '\u{e47}'..='\u{e4e}' | '\u{1160}'..='\u{11ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{ff9e}' | '\u{ff9f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e01ef}');
    extends || p == '\u{200d}' || (p == '\r' && c == '\n')
}

/// Whether a cut between `p` and `c` would split a word, a number from its unit, or a bracket from what it opens.
fn same_word(p: char, c: char) -> bool {
    let lettery = |c: char| matches!(c, '!'..='~' | '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}');
    (lettery(p) && lettery(c)) || (p.is_ascii_digit() && is_han(c)) || among("（《【“‘「『¥￥", p)
}
