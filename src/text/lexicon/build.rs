//! Filling the lexicon: one pass over each list, nothing allocated for a word.

use super::folded::{MAX_RARE, Marks, UNKNOWN};
use super::{AMOUNT_UNITS, DATE_UNITS, Group, GroupId, Lexicon, ListId, Rules, Word, pair, single};
use crate::text::characters::decode;

/// Fills a [`Lexicon`].
#[derive(Debug)]
pub struct LexiconBuilder(Lexicon);

impl Default for LexiconBuilder {
    fn default() -> Self {
        let mut lexicon = Lexicon::default();
        for c in DATE_UNITS.chars().chain(AMOUNT_UNITS.chars()) {
            lexicon.tables.mark(c as u16, Marks::UNIT);
        }
        LexiconBuilder(lexicon)
    }
}

impl LexiconBuilder {
    /// Adds variants of the character `is`: each character of `also`. The first entry of a variant counts.
    pub fn variant(&mut self, is: char, also: &str) {
        let plain = self.code(is.into());
        for also in also.chars() {
            let also = self.code(also.into());
            let variants = &mut self.0.variants;
            if let Err(at) = variants.binary_search_by_key(&also, |(variant, _)| *variant) {
                variants.insert(at, (also, plain));
                self.0.tables.mark(also, Marks::VARIANT);
            }
        }
    }

    /// Adds a list of context words, separated by blanks, for [`Rules`].
    pub fn list(&mut self, words: &str) -> ListId {
        let number = self.0.lists.starts.len();
        self.0.lists.starts.push(self.0.lists.chars.len() as u32);
        for word in super::words(words) {
            let length = word.chars().take(u16::MAX.into()).count() as u16;
            self.0.lists.chars.push(length);
            for c in word.chars().take(length.into()) {
                let c = self.code(c.into());
                self.0.lists.chars.push(c);
            }
        }
        ListId(number.min(u16::MAX.into()) as u16)
    }

    /// Adds a group: any of `words`, or any of them with one of `then` behind it. Words are separated by blanks.
    pub fn group(&mut self, words: &str, then: Option<&str>, rules: Rules) -> GroupId {
        let Lexicon { groups, lists, tables, .. } = &mut self.0;
        if groups.last().is_none_or(|last| last.rules.negations != rules.negations) {
            let last = lists.words(rules.negations).filter_map(|word| word.last());
            last.for_each(|c| tables.mark(*c, Marks::NEGATION));
        }
        let group = groups.len().min(u16::MAX.into()) as u16;
        groups.push(Group { rules, is_paired: then.is_some() });
        self.add_words(words, group, false);
        self.add_words(then.unwrap_or_default(), group, true);
        GroupId(group)
    }

    /// The lexicon.
    pub fn build(self) -> Lexicon {
        self.0
    }

    fn add_words(&mut self, words: &str, group: u16, is_second: bool) {
        let new = |from: usize| Word { from: from as u32, group, is_second, ..Word::default() };
        let mut word = new(self.0.chars.len());
        let mut bytes = words.as_bytes();
        while let Some((c, rest)) = decode(bytes) {
            bytes = rest;
            if matches!(c, 0x9..=0xd | 0x20) {
                self.add_word(word);
                word = new(self.0.chars.len());
                continue;
            }
            let c = self.code(if matches!(c, 0x41..=0x5a) { c | 0x20 } else { c });
            match (word.first, word.second) {
                (0, _) => word.first = c,
                (_, 0) => word.second = c,
                _ => {
                    self.0.chars.push(c);
                    word.others = word.others.saturating_add(1);
                }
            }
        }
        self.add_word(word);
    }

    /// Puts a word in front of its chain.
    fn add_word(&mut self, mut word: Word) {
        let lexicon = &mut self.0;
        let number = lexicon.words.len() as u16 + 1;
        if word.first == 0 || number == UNKNOWN {
            return;
        }
        let head = if word.second == 0 {
            lexicon.tables.mark(word.first, Marks::WORD);
            lexicon.tables.singles.get_mut(single(word.first))
        } else {
            lexicon.tables.pairs.get_mut(pair(word.first, word.second)).map(|chain| {
                let is_mixed = chain.head != 0 && chain.first != word.first;
                chain.first = if is_mixed { UNKNOWN } else { word.first };
                &mut chain.head
            })
        };
        if let Some(head) = head {
            word.next = std::mem::replace(head, number);
            lexicon.words.push(word);
        }
    }

    /// The number that stands for a character of a word.
    fn code(&mut self, c: u32) -> u16 {
        let rare = &mut self.0.rare;
        if c > 0xffff && !rare.contains(&c) && rare.len() < MAX_RARE {
            rare.push(c);
        }
        self.0.code(c)
    }
}
