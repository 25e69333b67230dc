//! A paragraph of free text, read once for all judgements.

use super::characters::{among, decode, fold_char, invisible, turns};
use super::lexicon::{
    AMOUNT_UNITS, CLAUSE_END, DATE_UNITS, FoldedChar, Found, Lexicon, Marks, Match,
};

/// Fewest digits of a number that may be private.
const LONG_NUMBER: u32 = 11;

/// A paragraph of free text (段落) and what one walk over it has shown. Judgements that cost more than that look at
/// the text again only where something here says that there may be a finding.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Paragraph {
    /// Matches of the groups whose words count everywhere.
    pub everywhere: Vec<Match>,
    /// Matches of the groups whose words are kept once.
    pub once: Vec<Match>,
    /// How many characters are no blanks.
    pub characters: u32,
    /// Capital letters of ASCII.
    pub capitals: u32,
    /// Whether there is an exclamation mark.
    pub exclaims: bool,
    /// Whether there is a number of so many digits, as people space them, that it may be a private one.
    pub has_long_number: bool,
    /// Whether a number with a unit of dates, or two numbers like 11-03, are there.
    pub has_date: bool,
    /// Whether a number with a unit of money, or a currency sign with a number, is there.
    pub has_amount: bool,
    /// Position of the first character that turns the direction of writing, in UTF-16 code units; `None` if there is none.
    pub direction: Option<u32>,
    /// Position of the first invisible character, in UTF-16 code units; `None` if there is none.
    pub invisible: Option<u32>,
}

impl Paragraph {
    /// Reads a text.
    pub fn read(text: &str, lexicon: &Lexicon) -> Self {
        let mut walk = Walk {
            lexicon,
            chars: Vec::with_capacity(text.len() / 2 + 2),
            paragraph: Paragraph::default(),
            digits: 0,
            number_end: 0,
            has_date_sign: false,
        };
        walk.chars.push(FoldedChar::clause_end(0, 0));
        let mut bytes = text.as_bytes();
        // Offset in UTF-16 code units.
        let mut unit = 0;
        // The last character that is no blank, folded.
        let mut last = 0;
        // Blanks, and characters of two UTF-16 code units.
        let (mut blanks, mut wide) = (0, 0);
        while let Some((c, rest)) = decode(bytes) {
            bytes = rest;
            // Han characters of the main block, which most characters are.
            if let 0x4e00..=0x9fff = c {
                let typed = c as u16;
                let marks = lexicon.marks(typed);
                let plain = if marks & (Marks::VARIANT | Marks::UNIT) == 0 {
                    typed
                } else {
                    walk.marked(typed, marks, last)
                };
                walk.chars.push(FoldedChar::new(typed, plain, unit, 1, marks));
                last = c;
                unit += 1;
                continue;
            }
            let length = 1 + u32::from(c > 0xffff);
            match walk.other(c, unit, length, last) {
                Some(0x20) => blanks += 1,
                Some(folded) => last = folded,
                None => {}
            }
            wide += length - 1;
            unit += length;
        }
        walk.chars.push(FoldedChar::clause_end(unit, 0));
        let Found { everywhere, once } = lexicon.scan(&walk.chars);
        Paragraph { everywhere, once, characters: unit - wide - blanks, ..walk.paragraph }
    }
}

/// A walk over a text.
struct Walk<'l> {
    lexicon: &'l Lexicon,
    chars: Vec<FoldedChar>,
    paragraph: Paragraph,
    /// Digits of the number that is being read, and where it ends so far, separators included.
    digits: u32,
    number_end: u32,
    /// Whether the last sign of dates (`-`, `/`, `.`) follows a digit from 1 to 9.
    has_date_sign: bool,
}

impl Walk<'_> {
    /// Takes a Han character with marks, and returns what it is a variant of, else the same.
    #[inline(never)]
    fn marked(&mut self, c: u16, marks: u8, before: u32) -> u16 {
        if marks & Marks::UNIT != 0 && char::from_u32(before).is_some_and(is_number) {
            let is_in = |set: &str| char::from_u32(c.into()).is_some_and(|c| among(set, c));
            self.paragraph.has_date |= is_in(DATE_UNITS);
            self.paragraph.has_amount |= is_in(AMOUNT_UNITS);
        }
        if marks & Marks::VARIANT != 0 { self.lexicon.plain(c) } else { c }
    }

    /// Takes any other character, and returns it folded; `before` is the last one that is no blank.
    #[inline(never)]
    fn other(&mut self, code: u32, unit: u32, length: u32, before: u32) -> Option<u32> {
        let c = char::from_u32(code)?;
        let folded = fold_char(c);
        self.number(folded, unit, length, before);
        self.sign(c, unit);
        if is_clause_end(c) {
            // One of several ends of clauses is kept.
            if self.chars.last().is_some_and(|last| last.typed != CLAUSE_END) {
                self.chars.push(FoldedChar::clause_end(unit, length));
            }
        } else if let Some(c) = folded.map(|c| c.to_ascii_lowercase()).filter(|c| is_word_char(*c))
        {
            let typed = self.lexicon.code(c.into());
            let marks = self.lexicon.marks(typed);
            let plain = if marks == 0 { typed } else { self.lexicon.plain(typed) };
            self.chars.push(FoldedChar::new(typed, plain, unit, length, marks));
        }
        folded.map(u32::from)
    }

    /// Follows numbers as people space them, and recognises dates and amounts by their signs.
    fn number(&mut self, folded: Option<char>, unit: u32, length: u32, before: u32) {
        let follows_number = self.number_end == unit;
        match folded {
            Some('0'..='9') => {
                self.digits = if follows_number { self.digits + 1 } else { 1 };
                self.number_end = unit + length;
                self.paragraph.has_long_number |= self.digits >= LONG_NUMBER;
                self.paragraph.has_amount |= before == '¥'.into();
                // 11-03, 11/3, 11.3; not 0.5.
                self.paragraph.has_date |= matches!(before, 0x2d..=0x2f) && self.has_date_sign;
            }
            Some('-' | '/' | '.') => self.has_date_sign = matches!(before, 0x31..=0x39),
            _ => {}
        }
        // An x may be the check character of a resident id.
        if follows_number && matches!(folded, Some(' ' | '-' | 'x' | 'X') | None) {
            self.number_end = unit + length;
        }
    }

    /// Notes what other judgements look for.
    fn sign(&mut self, c: char, unit: u32) {
        let paragraph = &mut self.paragraph;
        match c {
            'A'..='Z' => paragraph.capitals += 1,
            '!' | '！' | '‼' | '❗' | '❕' => paragraph.exclaims = true,
            c if turns(c) => paragraph.direction = paragraph.direction.or(Some(unit)),
            c if invisible(c) => paragraph.invisible = paragraph.invisible.or(Some(unit)),
            _ => {}
        }
    }
}

/// Whether a clause ends with the character, as typed.
fn is_clause_end(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '！'
            | '？'
            | '；'
            | '：'
            | '、'
            | '…'
            | ','
            | '!'
            | '?'
            | ';'
            | ':'
            | '\n'
            | '\r'
    )
}

/// Whether words are made of the folded character. Any other may be inside a word without parting it.
fn is_word_char(c: char) -> bool {
    matches!(c,
        '0'..='9'
        | 'a'..='z'
        | '\u{2e80}'..='\u{2fff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a folded character is a digit or a Chinese numeral.
fn is_number(c: char) -> bool {
    c.is_ascii_digit()
        || matches!(
            c,
            '〇' | '零'
                | '一'
                | '二'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '百'
                | '千'
                | '万'
                | '两'
                | '几'
                | '半'
                | '多'
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LexiconBuilder, Rules};

    fn read(text: &str) -> Paragraph {
        Paragraph::read(text, &LexiconBuilder::default().build())
    }

    #[test]
    fn dates_and_amounts_are_recognised_by_units_and_signs() {
        for text in ["11月3日", "三天", "２ 周", "11-03", "11/3", "9.20", "4.5", "一年多", "8 号"]
        {
            assert!(read(text).has_date, "{text}");
        }
        for text in ["每月", "0.5", "20-3", "5.元", "日期", "a-1", "12--3"] {
            assert!(!read(text).has_date, "{text}");
        }
        for text in ["100元", "￥ 5", "两百块", "3.5万", "¥1"] {
            assert!(read(text).has_amount, "{text}");
        }
        for text in ["美元", "块", "5¥", "10个"] {
            assert!(!read(text).has_amount, "{text}");
        }
    }

    #[test]
    fn long_numbers_are_seen_however_they_are_spaced() {
        for text in [
            "13912345678",
            "139 1234-5678",
            "１３９１２３４５６７８",
            "11010519491231002X",
            "139\u{200b}12345678",
        ] {
            assert!(read(text).has_long_number, "{text}");
        }
        for text in ["1391234567", "139,12345678", "2026年11月3日付款1240.50元", "139，12345678"]
        {
            assert!(!read(text).has_long_number, "{text}");
        }
    }

    #[test]
    fn signs_are_noted_where_they_are_first() {
        let paragraph = read("ＡB😀\u{202e}退\u{200b}\u{202e}！");
        assert_eq!((paragraph.direction, paragraph.invisible), (Some(4), Some(6)));
        assert_eq!((paragraph.capitals, paragraph.exclaims), (1, true));
        assert_eq!(read(" 退 款\u{3000}\n😀a").characters, 4);
    }

    #[test]
    fn empty_and_blank_texts() {
        assert_eq!(read(""), Paragraph::default());
        assert_eq!(read(" \n").characters, 0);
    }

    #[test]
    fn matches_have_utf16_ranges_of_the_text_as_typed() {
        let mut builder = LexiconBuilder::default();
        let group = builder.group("骗子 q币", None, Rules::default());
        let read = Paragraph::read("😀骗 * 子。Ｑ币", &{ builder }.build()).everywhere;
        let spans: Vec<_> = read.iter().map(|it| (it.group, it.start, it.end)).collect();
        assert_eq!(spans, [(group, 2, 7), (group, 8, 10)]);
    }
}
