//! Characters: folding, classes, UTF-16 lengths and positions.

/// One character of an identifier, folded; `None` for an invisible one, which is to be dropped.
///
/// A hand-written part of NFKC (full-width ASCII, small punctuation forms, `￥`, every blank, superscript, subscript,
/// circled `①`–`⑨`, mathematical and segmented digits) and three habits of Chinese keyboards that NFKC leaves alone:
/// typographic dashes become `-`, `。` becomes `.`, `∶` becomes `:`. Digits of other scripts stay.
pub fn fold_char(c: char) -> Option<char> {
    let digit = |zero: u32| Some(char::from(b'0' + ((c as u32).wrapping_sub(zero) % 10) as u8));
    match c {
        ' '..='~' | '\u{4e00}'..='\u{9fff}' => Some(c),
        // Exactly the characters that `char::is_whitespace` knows.
        '\t'..='\r' | '\u{85}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' => Some(' '),
        '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(' '),
        // Control and zero-width characters, direction marks and overrides, variation selectors, fillers, tags.
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

/// Whether `c` changes the direction of writing.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether `c` is invisible and of no use in a text. The joiners are not, because emoji are made of them.
pub fn invisible(c: char) -> bool {
    is_stray_control(c) || matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Whether `c` is a control character that is no blank, such as NUL: many programs cut a text off at one.
pub fn is_stray_control(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
}

/// Whether `c` is a Han character (汉字), the zero `〇` included. The one definition of the crate.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// Whether `c` is one of the characters of `set`. (`str::contains` would bring a string search of 2 KB along.)
pub fn among(set: &str, c: char) -> bool {
    set.chars().any(|member| member == c)
}

/// The text from its first character on that is none of `set`.
pub fn past<'t>(text: &'t str, set: &str) -> &'t str {
    text.trim_start_matches(|c| among(set, c))
}

/// The text up to its last character that is none of `set`.
pub fn up_to<'t>(text: &'t str, set: &str) -> &'t str {
    text.trim_end_matches(|c| among(set, c))
}

/// Length in UTF-16 code units, as JavaScript and `maxlength` count.
pub fn utf16_len(text: &str) -> usize {
    // Eight bytes a step: each is a unit, unless it continues a character (10……); characters of four bytes have two.
    const HIGH_BITS: u64 = 0x8080_8080_8080_8080;
    let units = |bytes: [u8; 8]| {
        let x = u64::from_le_bytes(bytes);
        let continuing = x & !(x << 1) & HIGH_BITS;
        let of_four_bytes = x & (x << 1) & (x << 2) & (x << 3) & HIGH_BITS;
        8 - continuing.count_ones() + of_four_bytes.count_ones()
    };
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
    let whole: u32 = chunks.iter().map(|chunk| units(*chunk)).sum();
    (whole + units(last)) as usize + rest.len() - 8
}

/// Whether a text has more than `max_utf16` UTF-16 code units. No text has more of them than bytes.
pub fn is_longer(text: &str, max_utf16: usize) -> bool {
    text.len() > max_utf16 && utf16_len(text) > max_utf16
}

/// A character and where it begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    /// The character.
    pub c: char,
    /// Offset in bytes.
    pub byte: usize,
    /// Offset in UTF-16 code units.
    pub unit: u32,
}

impl Position {
    /// Offset of the next character in bytes.
    pub fn next_byte(self) -> usize {
        self.byte + self.c.len_utf8()
    }

    /// Offset of the next character in UTF-16 code units.
    pub fn next_unit(self) -> u32 {
        self.unit + self.c.len_utf16() as u32
    }
}

/// The characters of a text with their positions.
pub fn positions(text: &str) -> impl Iterator<Item = Position> {
    let mut unit = 0;
    text.char_indices().map(move |(byte, c)| {
        let position = Position { c, byte, unit };
        unit = position.next_unit();
        position
    })
}

/// The first character of a UTF-8 text, as a code point, and the bytes after it.
///
/// Written out because `chars`, compiled for size, is several calls for each character, and half of an assessment is
/// reading characters.
#[inline(always)]
pub(in crate::text) fn decode(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let low = |byte: u8| u32::from(byte & 0x3f);
    Some(match bytes {
        [a @ 0xe0..0xf0, b, c, rest @ ..] => {
            (u32::from(*a & 0x0f) << 12 | low(*b) << 6 | low(*c), rest)
        }
        [a @ ..0x80, rest @ ..] => (u32::from(*a), rest),
        [a @ ..0xe0, b, rest @ ..] => (u32::from(*a & 0x1f) << 6 | low(*b), rest),
        [a, b, c, d, rest @ ..] => {
            (u32::from(*a & 0x07) << 18 | low(*b) << 12 | low(*c) << 6 | low(*d), rest)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character of Unicode, in order.
    fn all() -> impl Iterator<Item = char> {
        '\0'..=char::MAX
    }

    #[test]
    fn blanks_are_what_rust_calls_whitespace() {
        assert!(all().all(|c| (fold_char(c) == Some(' ')) == c.is_whitespace()));
    }

    #[test]
    fn folding_is_idempotent() {
        let folded = all().filter_map(fold_char);
        assert!({ folded }.all(|c| fold_char(c) == Some(c)));
    }

    #[test]
    fn han_characters() {
        assert!("一龥〇㐀𠀀".chars().all(is_han));
        assert!(!"aあ，·！Ａ한".chars().any(is_han));
    }

    #[test]
    fn every_character_is_decoded_and_measured() {
        let mut bytes = [0; 8];
        for c in all() {
            let text = c.encode_utf8(&mut bytes);
            assert_eq!(decode(text.as_bytes()), Some((c as u32, &[][..])));
            assert_eq!(utf16_len(text), c.len_utf16());
        }
        assert_eq!(decode(&[]), None);
        assert_eq!(decode(&[0xe4, 0xb8]), None);
    }

    #[test]
    fn positions_count_bytes_and_units() {
        let found: Vec<_> = positions("a店😀b").map(|it| (it.c, it.byte, it.unit)).collect();
        assert_eq!(found, [('a', 0, 0), ('店', 1, 1), ('😀', 4, 2), ('b', 8, 4)]);
        let last = positions("a😀").last().unwrap();
        assert_eq!((last.next_byte(), last.next_unit()), (5, 3));
    }

    #[test]
    fn lengths() {
        for (text, units) in [("", 0), ("abc", 3), ("投诉", 2), ("𠮷野家", 4), ("👩‍👧", 5)]
        {
            assert_eq!(utf16_len(text), units, "{text}");
            assert!(!is_longer(text, units) && (units == 0 || is_longer(text, units - 1)));
        }
    }
}
