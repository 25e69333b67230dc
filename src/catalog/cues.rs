//! The words of cues and buttons, prepared for being found in pasted text.

use super::{Button, Catalog, Columns, Cue, Id};
use crate::text::fold_char;

/// How many chains the words lie in.
const CHAINS: usize = 1024;

/// Index of the words of cues and buttons (线索词、按钮词) by their first character, and the known tables. Made once, when
/// the catalogue is loaded.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CueIndex {
    /// By the low bits of a first character: the number of its chain's first word plus one, zero for none.
    heads: Vec<u32>,
    words: Vec<Word>,
    /// The words' characters after the first.
    chars: Vec<char>,
    tables: Vec<Vec<Id<Cue>>>,
}

#[derive(Clone, PartialEq, Debug)]
struct Word {
    first: char,
    /// The other characters in [`CueIndex::chars`].
    others: (u32, u32),
    /// [`Id::NONE`] for a button.
    cue: Id<Cue>,
    /// The next word of the chain, numbered like the heads.
    next: u32,
}

/// A word of a cue or a button at the front of a text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CueMatch<'t> {
    /// The cue; [`Id::NONE`] for a button.
    pub cue: Id<Cue>,
    /// The text after the word.
    pub rest: &'t str,
}

impl CueIndex {
    /// The index of a catalogue's cues, buttons and tables.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut index = CueIndex { heads: vec![0; CHAINS], ..CueIndex::default() };
        for (_, Button(word)) in catalog.buttons.iter() {
            index.add(catalog.text(*word), Id::NONE);
        }
        for (id, cue) in catalog.cues.iter() {
            cue.words.iter().for_each(|word| index.add(catalog.text(*word), id));
        }
        let column = |name| index.whole(name).unwrap_or_default();
        let columns = |Columns(names)| catalog.text(names).split(',').map(column).collect();
        index.tables = catalog.tables.iter().map(|(_, names)| columns(*names)).collect();
        index
    }

    fn add(&mut self, word: &str, cue: Id<Cue>) {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return };
        let from = self.chars.len() as u32;
        self.chars.extend(chars);
        let Some(head) = self.heads.get_mut(chain(first)) else { return };
        let others = (from, self.chars.len() as u32);
        self.words.push(Word { first, others, cue, next: *head });
        *head = self.words.len() as u32;
    }

    /// The longest word at the front of a text. Width and case of letters, invisible characters, and blanks between
    /// Han characters make no difference; a word that ends with a letter ends where the text's word does.
    pub fn longest<'t>(&self, text: &'t str) -> Option<CueMatch<'t>> {
        let mut rest = text.chars();
        let first = lower(rest.next()?)?;
        let mut longest: Option<CueMatch> = None;
        let mut number = self.heads.get(chain(first)).copied().unwrap_or_default();
        while let Some(word) = self.words.get((number as usize).wrapping_sub(1)) {
            number = word.next;
            if word.first == first
                && let Some(rest) = self.rest_after(word, rest.as_str())
                && longest.is_none_or(|longest| rest.len() < longest.rest.len())
            {
                longest = Some(CueMatch { cue: word.cue, rest });
            }
        }
        longest
    }

    /// The cue whose word the whole text is; [`Id::NONE`] for a button.
    pub fn whole(&self, text: &str) -> Option<Id<Cue>> {
        self.longest(text).filter(|word| word.rest.is_empty()).map(|word| word.cue)
    }

    /// The cues of the columns of each table whose rows come without their first line.
    pub fn tables(&self) -> &[Vec<Id<Cue>>] {
        &self.tables
    }

    /// Text behind a word; the text given begins behind the word's first character.
    fn rest_after<'t>(&self, word: &Word, text: &'t str) -> Option<&'t str> {
        let (from, to) = word.others;
        let mut chars = text.chars();
        let mut before = word.first;
        for wanted in self.chars.get(from as usize..to as usize)? {
            loop {
                match lower(chars.next()?) {
                    Some(c) if c == *wanted => break,
                    Some(' ') if !wanted.is_ascii() && !before.is_ascii() => {}
                    None => {}
                    _ => return None,
                }
            }
            before = *wanted;
        }
        let rest = chars.as_str();
        let is_letter = |c: char| c.is_ascii_alphabetic();
        let is_cut = is_letter(before) && rest.starts_with(is_letter);
        (!is_cut).then_some(rest)
    }
}

fn chain(first: char) -> usize {
    first as usize % CHAINS
}

/// A character as words are compared; `None` for an invisible one.
fn lower(c: char) -> Option<char> {
    fold_char(c).map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> CueIndex {
        let mut index = CueIndex { heads: vec![0; CHAINS], ..CueIndex::default() };
        for (number, word) in ["订单", "订单号", "email", "order no"].into_iter().enumerate() {
            index.add(word, Id::new(number));
        }
        index.add("复制", Id::NONE);
        index
    }

    #[test]
    fn the_longest_word_is_found() {
        for (text, cue, rest) in [
            ("订单号：1", 1, "：1"),
            ("订 单\u{200b} 号", 1, ""),
            ("订单编号", 0, "编号"),
            ("Ｅmail:", 2, ":"),
            ("ORDER NO 7", 3, " 7"),
        ] {
            assert_eq!(index().longest(text), Some(CueMatch { cue: Id::new(cue), rest }), "{text}");
        }
        assert_eq!(index().whole("复制"), Some(Id::NONE));
        for text in ["", "单号", "emails", "order  no", "\u{200b}订单"] {
            assert_eq!(index().longest(text), None, "{text}");
        }
        assert_eq!(index().whole("订单号1"), None);
    }
}
