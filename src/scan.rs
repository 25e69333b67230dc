//! 找词 — the catalogue's words in what a person wrote, however it was spaced or spelt.
//!
//! Text is folded once to [`Letter`]s: full width becomes ASCII, capitals become small, and what people put between
//! the characters of a word (blanks, stars, dots, emoji, invisible characters) falls away, so that 骗 子 and 骗*子 are
//! 骗子. Words lie in buckets by their first character, and a word is short: the time is linear in the text.

use crate::case::Case;
use crate::catalog::{Field, Kind, Spelling};
use crate::draft::Value;
use crate::parse::fold_char;

/// Stands in the letters where a clause ends, and at both ends of the text; a word may contain it.
const BREAK: char = '，';
/// How many letters before a word its context reaches.
const CONTEXT: usize = 8;
const NONE: u16 = u16::MAX;

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

/// A character of a text with its range in UTF-16 code units.
pub fn units(text: &str) -> impl Iterator<Item = (char, u32, u32)> {
    let mut start = 0;
    text.chars().map(move |c| {
        let at = start;
        start += c.len_utf16() as u32;
        (c, at, start)
    })
}

/// Folds a text to its letters.
pub fn letters(text: &str, spellings: &[Spelling]) -> Vec<Letter> {
    // Most characters are no variant: the low byte tells.
    let mut variants = [false; 256];
    for c in spellings.iter().flat_map(|spelling| spelling.also.chars()) {
        variants.get_mut(low(c)).into_iter().for_each(|it| *it = true);
    }
    let plain = |c: char| match variants.get(low(c)) {
        Some(true) => {
            let spelt =
                spellings.iter().find(|spelling| spelling.also.chars().any(|also| also == c));
            spelt.and_then(|spelling| spelling.is.chars().next()).unwrap_or(c)
        }
        _ => c,
    };
    let mut letters = Vec::with_capacity(text.len() / 3 + 2);
    letters.push(Letter { typed: BREAK, plain: BREAK, start: 0, end: 0 });
    let mut length = 0;
    for (c, start, end) in units(text) {
        length = end;
        let typed = match letter(c) {
            Some(BREAK) if letters.last().is_some_and(|last: &Letter| last.typed == BREAK) => {
                continue;
            }
            Some(typed) => typed,
            None => continue,
        };
        letters.push(Letter { typed, plain: plain(typed), start, end });
    }
    letters.push(Letter { typed: BREAK, plain: BREAK, start: length, end: length });
    letters
}

/// The letter that a character is; `None`: it may stand inside a word without parting it.
fn letter(c: char) -> Option<char> {
    match c {
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

struct Word<'w> {
    word: &'w str,
    first: char,
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
pub struct Lexicon<'w> {
    words: Vec<Word<'w>>,
    /// Last word of each bucket.
    heads: [u16; 256],
    /// One for each group, if it is of pairs.
    groups: Vec<Option<Reach>>,
}

/// The catalogue's words, made ready once (词表集).
pub struct Lexicons<'w> {
    /// Of [`crate::tone`].
    pub tone: Lexicon<'w>,
    /// Of [`crate::coach`].
    pub telling: Lexicon<'w>,
    /// Of [`crate::story`].
    pub story: Lexicon<'w>,
}

impl<'w> Lexicon<'w> {
    /// Without words.
    pub fn new() -> Self {
        Lexicon { words: Vec::new(), heads: [NONE; 256], groups: Vec::new() }
    }

    /// Adds a group: any of `first`, or any of them with one of `then` behind it.
    pub fn add(&mut self, first: &'w str, then: Option<&'w str>, reach: Reach) {
        let group = self.groups.len() as u16;
        self.groups.push(then.map(|_| reach));
        let then = words(then.unwrap_or_default()).map(|word| (word, true));
        for (word, second) in words(first).map(|word| (word, false)).chain(then) {
            let number = self.words.len();
            let Some(first) = word.chars().next().filter(|_| number < NONE as usize) else {
                continue;
            };
            let Some(head) = self.heads.get_mut(low(first)) else { continue };
            self.words.push(Word { word, first, group, second, next: *head });
            *head = number as u16;
        }
    }

    /// Finds the words, in the order in which they (of a pair, the second) begin.
    pub fn scan(&self, letters: &[Letter], found: &mut dyn FnMut(Hit)) {
        let mut waiting: Vec<Option<Waiting>> = vec![None; self.groups.len()];
        let mut passed = 0;
        for (at, letter) in letters.iter().enumerate() {
            let (typed, plain) = (low(letter.typed), low(letter.plain));
            for bucket in [Some(typed), (plain != typed).then_some(plain)].into_iter().flatten() {
                let mut next = self.heads.get(bucket).copied().unwrap_or(NONE);
                while let Some(word) = self.words.get(next as usize) {
                    if (word.first == letter.typed || word.first == letter.plain)
                        && let Some(place) = covered(letters, at, word.word)
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

/// The letters that `word` covers from `at` on, without breaks around them. A Latin word must not be part of a longer one.
fn covered(letters: &[Letter], at: usize, word: &str) -> Option<(usize, usize)> {
    let mut rest = letters.get(at..)?.iter();
    let mut count = 0;
    for c in word.chars() {
        let letter = rest.next()?;
        if letter.typed != c && letter.plain != c {
            return None;
        }
        count += 1;
    }
    let latin =
        |at: usize| letters.get(at).is_some_and(|letter| letter.typed.is_ascii_alphanumeric());
    let is_break = |at: usize| letters.get(at).is_some_and(|letter| letter.typed == BREAK);
    let (start, end) = (at, at + count);
    if latin(start) && start > 0 && latin(start - 1) || end > 0 && latin(end - 1) && latin(end) {
        return None;
    }
    let from = start + usize::from(is_break(start));
    let to = end - usize::from(end > from && is_break(end - 1));
    Some((from, to))
}

/// Whether one of `list` begins where `end` is.
pub fn followed(letters: &[Letter], end: usize, list: &str) -> bool {
    words(list).any(|word| covered(letters, end, word).is_some())
}

/// Whether one of `list` stands in the same clause shortly before `start`; `directly`: right before it.
pub fn preceded(letters: &[Letter], start: usize, list: &str, directly: bool) -> bool {
    let before = letters.get(..start).unwrap_or_default();
    let clause =
        before.iter().rev().take(CONTEXT).take_while(|letter| letter.typed != BREAK).count();
    words(list).any(|word| {
        let latest = start.saturating_sub(word.chars().count());
        let earliest = if directly { latest } else { start - clause };
        let stands = |at| covered(letters, at, word).is_some_and(|(_, end)| end <= start);
        (earliest.max(start - clause)..=latest).any(stands)
    })
}
