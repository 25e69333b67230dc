//! 找词 — the catalogue's words in what a person wrote, however it was spaced or spelt.
//!
//! Text is folded once to [`Letter`]s: full width becomes ASCII, capitals become small, and what people put between
//! the characters of a word (blanks, stars, dots, emoji, invisible characters) falls away, so that 骗 子 and 骗*子 are
//! 骗子. Words lie in buckets by their first character, and a word is short: the time is linear in the text.

use crate::case::Case;
use crate::catalog::{Field, Kind, Spelling};
use crate::draft::Value;
use crate::parse::{self, fold_char};

/// Stands in the letters where a clause ends, and at both ends of the text; a word may contain it.
const BREAK: char = '，';
/// How many letters before a word its context reaches.
const CONTEXT: usize = 8;
/// Right before a word they make it say the contrary …
const NEGATIONS: &str = "不是 并非 没有 没有任何 没有发现 没发现 没出现 没 未 不 无 非";
/// … unless they belong to one of these.
const QUESTIONS: &str = "是不是 有没有 不得不 会不会";
const NONE: u16 = u16::MAX;
/// Of words by their first character.
const BUCKETS: usize = 1024;

/// A character that words are made of (字).
#[derive(Clone, Copy)]
pub struct Letter {
    /// As it was typed, folded.
    pub typed: char,
    /// What it is a spelling of: 煞 of 傻.
    plain: char,
    /// Where it stands in the text, in UTF-16 code units.
    start: u32,
    end: u32,
}

/// A word found: which, in which group, and the letters that it covers.
#[derive(Clone, Copy)]
pub struct Hit {
    /// Group that the word was added to.
    pub group: usize,
    /// Its number among all words; of a pair, that of the second.
    pub word: u16,
    /// First letter.
    pub start: usize,
    /// Letter behind the last.
    pub end: usize,
}

impl Letter {
    /// Whether it is that character, or where other spellings count another one for it.
    fn is(&self, c: char, spelt: bool) -> bool {
        self.typed == c || spelt && self.plain == c
    }
}

impl Hit {
    /// Its range in the text, in UTF-16 code units.
    pub fn span(&self, letters: &[Letter]) -> (u32, u32) {
        let start = letters.get(self.start).map_or(0, |letter| letter.start);
        (start, letters.get(self.end.saturating_sub(1)).map_or(start, |letter| letter.end))
    }
}

/// The paragraphs of free text in a draft (自由文本), as they were typed.
pub fn paragraphs<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Field, &'a str)> {
    let draft = case.draft;
    let fields = case.catalog.field.iter().filter(|field| field.kind == Kind::Paragraph);
    fields.filter_map(move |field| match draft.value(&field.id) {
        Some(Value::Text(text)) if !text.is_empty() => Some((field, text.as_str())),
        _ => None,
    })
}

/// The characters of a text, each with its range in UTF-16 code units.
pub fn units(text: &str) -> Units<'_> {
    Units { bytes: text.as_bytes().iter(), at: 0 }
}

/// See [`units`]. Decodes by itself: half of an assessment is reading characters, and in a module built for size
/// `chars` is three calls for each.
pub struct Units<'t> {
    bytes: std::slice::Iter<'t, u8>,
    at: u32,
}

impl Iterator for Units<'_> {
    type Item = (char, u32, u32);

    fn next(&mut self) -> Option<Self::Item> {
        let first = u32::from(*self.bytes.next()?);
        // How many bytes follow, and the bits of the first that count.
        let (more, mut code) = match first {
            ..0x80 => (0, first),
            0x80..0xe0 => (1, first & 0x1f),
            0xe0..0xf0 => (2, first & 0x0f),
            _ => (3, first & 0x07),
        };
        for _ in 0..more {
            code = code << 6 | u32::from(*self.bytes.next()? & 0x3f);
        }
        let start = self.at;
        self.at += 1 + u32::from(more == 3);
        Some((char::from_u32(code)?, start, self.at))
    }
}

/// Characters that stand for others (异写), made ready once.
pub struct Spellings {
    /// By the low byte of a character: most are no variant.
    some: [bool; 256],
    /// A variant, and what it stands for.
    pairs: Vec<(char, char)>,
}

impl Spellings {
    /// Of the catalogue.
    pub fn new(spellings: &[Spelling]) -> Self {
        let mut all = Spellings { some: [false; 256], pairs: Vec::new() };
        for spelling in spellings {
            let Some(plain) = spelling.is.chars().next() else { continue };
            for also in spelling.also.chars() {
                all.some.get_mut(low(also)).into_iter().for_each(|it| *it = true);
                all.pairs.push((also, plain));
            }
        }
        all
    }

    fn plain(&self, c: char) -> char {
        let known = self.some.get(low(c)).is_some_and(|some| *some);
        let pair = if known { self.pairs.iter().find(|(also, _)| *also == c) } else { None };
        pair.map_or(c, |(_, plain)| *plain)
    }
}

/// Folds a text to its letters.
pub fn letters(text: &str, spellings: &Spellings) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(parse::char_count(text) + 2);
    let mut last = BREAK;
    letters.push(Letter { typed: BREAK, plain: BREAK, start: 0, end: 0 });
    let mut length = 0;
    for (c, start, end) in units(text) {
        length = end;
        if let Some(typed) = letter(c)
            && (typed != BREAK || last != BREAK)
        {
            last = typed;
            letters.push(Letter { typed, plain: spellings.plain(typed), start, end });
        }
    }
    letters.push(Letter { typed: BREAK, plain: BREAK, start: length, end: length });
    letters
}

/// The letter that a character is; `None`: it may stand inside a word without parting it.
fn letter(c: char) -> Option<char> {
    match c {
        '\u{4e00}'..='\u{9fff}' => Some(c),
        '，' | '。' | '！' | '？' | '；' | '：' | '、' | '…' | ',' | '!' | '?' | ';' | ':'
        | '\n' | '\r' => Some(BREAK),
        _ => match fold_char(c)?.to_ascii_lowercase() {
            c @ ('0'..='9' | 'a'..='z') => Some(c),
            c @ ('\u{2e80}'..='\u{2fff}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{d7ff}') => {
                Some(c)
            }
            c @ ('\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}') => Some(c),
            _ => None,
        },
    }
}

fn low(c: char) -> usize {
    c as usize & 0xff
}

/// Words of a list as the catalogue writes it: separated by blanks.
pub fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split_ascii_whitespace()
}

struct Word {
    /// Its characters, in [`Lexicon::chars`].
    from: u32,
    length: u8,
    first: char,
    /// '\0' where there is none.
    next_char: char,
    group: u16,
    /// Counts only behind a first word of its group.
    second: bool,
    /// The next word in its bucket.
    next: u16,
}

/// How far the second word of a pair may stand behind the first.
#[derive(Clone, Copy)]
pub struct Reach {
    /// Letters between them.
    pub letters: usize,
    /// Ends of clauses between them.
    pub breaks: u32,
}

/// The last first word of a group of pairs, which waits for its second.
#[derive(Clone, Copy)]
struct Waiting {
    start: usize,
    end: usize,
    passed: u32,
}

/// Words in groups (词表), to be looked for all at once.
pub struct Lexicon {
    words: Vec<Word>,
    chars: Vec<char>,
    /// Last word of each bucket.
    heads: Vec<u16>,
    /// One for each group, if it is of pairs.
    groups: Vec<Option<Reach>>,
    /// Finds other spellings of its words too.
    spelt: bool,
}

/// The catalogue's words, made ready once (词表集).
pub struct Lexicons {
    /// For the letters of a text.
    pub spellings: Spellings,
    /// Of [`crate::tone`].
    pub tone: Lexicon,
    /// Of [`crate::coach`], a group for each entry, and behind them those of [`crate::story`].
    pub telling: Lexicon,
}

impl Lexicon {
    /// Without words.
    pub fn new(spelt: bool) -> Self {
        let heads = vec![NONE; BUCKETS];
        Lexicon { words: Vec::new(), chars: Vec::new(), heads, groups: Vec::new(), spelt }
    }

    /// Adds a group: any of `first`, or any of them with one of `then` behind it.
    pub fn add(&mut self, first: &str, then: Option<&str>, reach: Reach) {
        let group = self.groups.len() as u16;
        self.groups.push(then.map(|_| reach));
        let then = words(then.unwrap_or_default()).map(|word| (word, true));
        for (word, second) in words(first).map(|word| (word, false)).chain(then) {
            let (number, from) = (self.words.len(), self.chars.len());
            self.chars.extend(word.chars());
            let chars = self.chars.get(from..).unwrap_or_default();
            let Some(first) = chars.first().copied().filter(|_| number < NONE as usize) else {
                continue;
            };
            let Some(head) = self.heads.get_mut(bucket(first)) else { continue };
            self.words.push(Word {
                from: from as u32,
                length: chars.len().min(255) as u8,
                first,
                next_char: chars.get(1).copied().unwrap_or_default(),
                group,
                second,
                next: *head,
            });
            *head = number as u16;
        }
    }

    /// How many words it has.
    pub fn size(&self) -> usize {
        self.words.len()
    }

    /// Finds the words, in the order in which they (of a pair, the second) begin.
    pub fn scan(&self, letters: &[Letter], found: &mut dyn FnMut(Hit)) {
        let mut waiting: Vec<Option<Waiting>> = vec![None; self.groups.len()];
        let mut passed = 0;
        let mut rest = letters;
        while let Some((letter, behind)) = rest.split_first() {
            let at = letters.len() - rest.len();
            rest = behind;
            let (typed, plain) = (bucket(letter.typed), bucket(letter.plain));
            let other = (self.spelt && plain != typed).then_some(plain);
            for bucket in [Some(typed), other].into_iter().flatten() {
                let mut next = self.heads.get(bucket).copied().unwrap_or(NONE);
                while let Some(word) = self.words.get(next as usize) {
                    let follows = |letter: &Letter| letter.is(word.next_char, self.spelt);
                    if letter.is(word.first, self.spelt)
                        && (word.next_char == '\0' || behind.first().is_some_and(follows))
                        && let Some(place) = covered(letters, at, self.chars_of(word), self.spelt)
                        && let Some((start, end)) = self.paired(word, place, passed, &mut waiting)
                    {
                        found(Hit { group: word.group as usize, word: next, start, end });
                    }
                    next = word.next;
                }
            }
            passed += u32::from(letter.typed == BREAK);
        }
    }

    fn chars_of(&self, word: &Word) -> &[char] {
        let from = word.from as usize;
        self.chars.get(from..from + usize::from(word.length)).unwrap_or_default()
    }

    /// What a word found makes with those before it: itself, or a pair; a first word of a pair waits.
    fn paired(
        &self,
        word: &Word,
        (start, end): (usize, usize),
        passed: u32,
        waiting: &mut [Option<Waiting>],
    ) -> Option<(usize, usize)> {
        let group = word.group as usize;
        let Some(reach) = self.groups.get(group)? else { return Some((start, end)) };
        let slot = waiting.get_mut(group)?;
        if !word.second {
            *slot = Some(Waiting { start, end, passed });
            return None;
        }
        let first = (*slot)?;
        let near =
            start.checked_sub(first.end)? <= reach.letters && passed - first.passed <= reach.breaks;
        near.then_some((first.start, end))
    }
}

fn bucket(c: char) -> usize {
    c as usize % BUCKETS
}

/// The letters that `word` covers from `at` on, without breaks around them. A Latin word must not be part of a longer one.
fn covered(letters: &[Letter], at: usize, word: &[char], spelt: bool) -> Option<(usize, usize)> {
    let here = letters.get(at..at + word.len())?;
    if !here.iter().zip(word).all(|(letter, c)| letter.is(*c, spelt)) {
        return None;
    }
    let latin =
        |at: usize| letters.get(at).is_some_and(|letter| letter.typed.is_ascii_alphanumeric());
    let is_break = |at: usize| letters.get(at).is_some_and(|letter| letter.typed == BREAK);
    let (start, end) = (at, at + word.len());
    if latin(start) && start > 0 && latin(start - 1) || end > 0 && latin(end - 1) && latin(end) {
        return None;
    }
    let from = start + usize::from(is_break(start));
    let to = end - usize::from(end > from && is_break(end - 1));
    Some((from, to))
}

/// Whether one of `list` begins where `end` is.
pub fn followed(letters: &[Letter], end: usize, list: &str) -> bool {
    let mut word = Vec::new();
    words(list).any(|text| {
        word.clear();
        word.extend(text.chars());
        covered(letters, end, &word, true).is_some()
    })
}

/// Whether what stands right before `start` makes it say the contrary.
pub fn denied(letters: &[Letter], start: usize) -> bool {
    let before = |list| preceded(letters, start, list, true);
    before(NEGATIONS) && !before(QUESTIONS)
}

/// Whether one of `list` stands in the same clause shortly before `start`; `directly`: right before it.
pub fn preceded(letters: &[Letter], start: usize, list: &str, directly: bool) -> bool {
    let before = letters.get(..start).unwrap_or_default();
    let clause =
        before.iter().rev().take(CONTEXT).take_while(|letter| letter.typed != BREAK).count();
    let mut word = Vec::new();
    words(list).any(|text| {
        word.clear();
        word.extend(text.chars());
        let latest = start.saturating_sub(word.len());
        let earliest = if directly { latest } else { start - clause };
        let stands = |at| covered(letters, at, &word, true).is_some_and(|(_, end)| end <= start);
        (earliest.max(start - clause)..=latest).any(stands)
    })
}
