//! The scan: finds all words of a lexicon in a folded text, and decides which matches count.

use super::folded::{CLAUSE_END, FoldedChar, Marks};
use super::{Group, GroupId, Lexicon, ListId, Match, Rules, Word};

/// How many characters before a match its context reaches.
const CONTEXT: usize = 8;
/// Most matches kept of the groups whose words count everywhere; more would bury the first.
const MAX_MATCHES: usize = 20;

impl Lexicon {
    /// Finds the words, in the order in which they (of a pair, the second) begin.
    pub(in crate::text) fn scan(&self, chars: &[FoldedChar]) -> Found {
        let mut scan = Scan {
            lexicon: self,
            chars,
            waiting: vec![Waiting::default(); self.groups.len()],
            seen: vec![0; self.words.len().div_ceil(64)],
            found: Found::default(),
        };
        let Some((first, rest)) = chars.split_first() else { return scan.finish() };
        let mut here = *first;
        // Ends of clauses so far.
        let mut ends = 0;
        for (at, next) in rest.iter().enumerate() {
            let chain = self.tables.pair(here.typed, next.typed);
            let pair = if chain.is_of(here.typed) { chain.head } else { 0 };
            if here.has(Marks::VARIANT) || next.has(Marks::VARIANT) {
                scan.variants(at, here, *next, ends);
            } else if pair != 0 || here.has(Marks::WORD) {
                let single = if here.has(Marks::WORD) { self.tables.single(here.typed) } else { 0 };
                scan.words(here.typed, [pair, single, 0], at, here, *next, ends);
            }
            ends += u32::from(here.typed == CLAUSE_END);
            here = *next;
        }
        scan.finish()
    }
}

/// The matches of a text.
#[derive(Default)]
pub struct Found {
    /// Matches of the groups whose words count everywhere.
    pub everywhere: Vec<Match>,
    /// Matches of the groups whose words are kept once.
    pub once: Vec<Match>,
}

/// The latest first word of a group of pairs, which waits for its second.
#[derive(Clone, Copy, Default)]
struct Waiting {
    start: u32,
    /// Zero where no first word was found.
    end: u32,
    /// Ends of clauses before it.
    ends: u32,
}

/// A scan under way. Its matches are ranges of folded characters until it is finished.
struct Scan<'s> {
    lexicon: &'s Lexicon,
    chars: &'s [FoldedChar],
    /// By groups.
    waiting: Vec<Waiting>,
    /// By words, as bits: those that are kept once and were.
    seen: Vec<u64>,
    found: Found,
}

impl Scan<'_> {
    /// Tries the words that may begin at a position, where it or the next may be read in two ways.
    #[inline(never)]
    fn variants(&mut self, at: usize, here: FoldedChar, next: FoldedChar, ends: u32) {
        let tables = &self.lexicon.tables;
        let plain = (here.plain != here.typed).then_some(here.plain);
        for first in [Some(here.typed), plain].into_iter().flatten() {
            let typed = tables.pair(first, next.typed).head;
            let plain = tables.pair(first, next.plain).head;
            let plain = if plain == typed { 0 } else { plain };
            self.words(first, [typed, tables.single(first), plain], at, here, next, ends);
        }
    }

    /// Tries the words of three chains that begin with `first`, the latest of them first.
    #[inline(never)]
    fn words(
        &mut self,
        first: u16,
        chains: [u16; 3],
        at: usize,
        here: FoldedChar,
        next: FoldedChar,
        ends: u32,
    ) {
        let [mut typed, mut single, mut plain] = chains;
        loop {
            let number = typed.max(single).max(plain);
            let index = usize::from(number).wrapping_sub(1);
            let Some(word) = self.lexicon.words.get(index) else { return };
            if number == typed {
                typed = word.next;
            } else if number == single {
                single = word.next;
            } else {
                plain = word.next;
            }
            if word.first == first && (word.second == 0 || next.is(word.second, true)) {
                let found = self.find(word, at, (here, next), ends);
                found.into_iter().for_each(|found| self.keep(index, found));
            }
        }
    }

    /// The match of a word whose first two characters agree, if it is one: of a pair, if this is the second word and
    /// the first is near.
    fn find(
        &mut self,
        word: &Word,
        at: usize,
        (here, next): (FoldedChar, FoldedChar),
        ends: u32,
    ) -> Option<Match> {
        let lexicon = self.lexicon;
        let waiting = self.waiting.get_mut(usize::from(word.group))?;
        if word.is_second && waiting.end == 0 {
            return None;
        }
        let Group { rules, is_paired } = lexicon.groups.get(usize::from(word.group))?;
        let is_typed = word.first == here.typed && (word.second == 0 || word.second == next.typed);
        if !is_typed && !rules.variants {
            return None;
        }
        let (mut end, mut last) = if word.second == 0 { (at + 1, here) } else { (at + 2, next) };
        if word.others > 0 {
            let from = word.from as usize;
            let others = lexicon.chars.get(from..from + usize::from(word.others))?;
            let here = self.chars.get(end..end + others.len())?;
            if !is(here, others, rules.variants) {
                return None;
            }
            end += others.len();
            last = *here.last()?;
        }
        let (mut start, mut end) = (at as u32, end as u32);
        if here.needs_care() || last.needs_care() {
            (start, end) = bounds(self.chars, start, end, rules.inside_words)?;
        }
        if *is_paired {
            if !word.is_second {
                *waiting = Waiting { start, end, ends };
                return None;
            }
            if start.checked_sub(waiting.end)? > rules.reach.characters
                || ends - waiting.ends > rules.reach.clauses
            {
                return None;
            }
            start = waiting.start;
        }
        Some(Match { group: GroupId(word.group), start, end })
    }

    /// Keeps a match of the word with that number, if the rules of its group say so.
    fn keep(&mut self, number: usize, found: Match) {
        let Some(Group { rules, .. }) = self.lexicon.groups.get(found.group.index()) else {
            return;
        };
        if rules.once {
            let bit = 1 << (number % 64);
            let is_seen = self.seen.get(number / 64).is_some_and(|seen| seen & bit != 0);
            if is_seen || !self.counts(rules, &found) {
                return;
            }
            self.seen.get_mut(number / 64).into_iter().for_each(|seen| *seen |= bit);
            self.found.once.push(found);
        } else if self.found.everywhere.len() < MAX_MATCHES && self.counts(rules, &found) {
            let length = |found: &Match| found.end - found.start;
            match self.found.everywhere.last_mut().filter(|last| found.start < last.end) {
                Some(last) if length(&found) > length(last) => *last = found,
                Some(_) => {}
                None => self.found.everywhere.push(found),
            }
        }
    }

    /// Whether nothing around a match cancels it.
    fn counts(&self, rules: &Rules, found: &Match) -> bool {
        let lists = &self.lexicon.lists;
        !(lists.words(rules.not_after).any(|word| self.is_before(word, found.start))
            || lists.words(rules.not_before).any(|word| self.is_at(word, found.end, u32::MAX))
            || self.may_be_negated(found.start)
                && self.has_directly_before(rules.negations, found.start)
                && !self.has_directly_before(rules.questions, found.start))
    }

    /// Whether a context word begins at `at` and ends by `limit`.
    fn is_at(&self, word: &[u16], at: u32, limit: u32) -> bool {
        let end = at as usize + word.len();
        self.chars.get(at as usize..end).is_some_and(|here| is(here, word, true))
            && bounds(self.chars, at, end as u32, false).is_some_and(|(_, end)| end <= limit)
    }

    /// Whether a context word is in the same clause shortly before `start`.
    fn is_before(&self, word: &[u16], start: u32) -> bool {
        let latest = (start + 1).saturating_sub(word.len() as u32);
        (start - self.clause_before(start)..latest).any(|at| self.is_at(word, at, start))
    }

    /// Whether the character before `start` may be the last of a negation.
    fn may_be_negated(&self, start: u32) -> bool {
        let last = self.chars.get((start as usize).wrapping_sub(1)).copied().unwrap_or_default();
        let marks = |c| self.lexicon.marks(c);
        (marks(last.typed) | marks(last.plain)) & Marks::NEGATION != 0
    }

    /// Whether a word of the list ends directly before `start`, in the same clause.
    fn has_directly_before(&self, list: ListId, start: u32) -> bool {
        let clause = self.clause_before(start);
        self.lexicon.lists.words(list).any(|word| {
            let length = word.len() as u32;
            length <= clause && self.is_at(word, start - length, start)
        })
    }

    /// How many characters of the same clause are before `start`, as far as context reaches.
    fn clause_before(&self, start: u32) -> u32 {
        let before = self.chars.get(..start as usize).unwrap_or_default().iter().rev();
        before.take(CONTEXT).take_while(|it| it.typed != CLAUSE_END).count() as u32
    }

    /// Turns ranges of folded characters into ranges of the text.
    fn finish(mut self) -> Found {
        let char_at = |at: u32| self.chars.get(at as usize).copied().unwrap_or_default();
        let Found { everywhere, once } = &mut self.found;
        for found in everywhere.iter_mut().chain(once) {
            (found.start, found.end) =
                (char_at(found.start).start(), char_at(found.end.saturating_sub(1)).end());
        }
        self.found
    }
}

/// Whether the characters are those of a word.
fn is(chars: &[FoldedChar], word: &[u16], variants: bool) -> bool {
    chars.iter().zip(word).all(|(char, c)| char.is(*c, variants))
}

/// The range of a word without ends of clauses around it; `None` if it is a part of a longer Latin word, unless
/// `inside_words`.
fn bounds(
    chars: &[FoldedChar],
    mut start: u32,
    mut end: u32,
    inside_words: bool,
) -> Option<(u32, u32)> {
    let char_at = |at: u32| chars.get(at as usize).copied().unwrap_or_default();
    let (first, last) = (char_at(start), char_at(end - 1));
    let before = char_at(start.wrapping_sub(1));
    if !inside_words
        && (first.is_latin() && before.is_latin() || last.is_latin() && char_at(end).is_latin())
    {
        return None;
    }
    start += u32::from(first.typed == CLAUSE_END);
    end -= u32::from(end > start && last.typed == CLAUSE_END);
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{LexiconBuilder, Paragraph, Reach};

    /// The words found, as they stand in the text.
    fn found(builder: LexiconBuilder, text: &str) -> Vec<&str> {
        let paragraph = Paragraph::read(text, &builder.build());
        let units: Vec<usize> = text
            .char_indices()
            .flat_map(|(at, c)| vec![at; c.len_utf16()])
            .chain([text.len()])
            .collect();
        let part = |found: &Match| &text[units[found.start as usize]..units[found.end as usize]];
        paragraph.everywhere.iter().chain(&paragraph.once).map(part).collect()
    }

    fn one(words: &str, then: Option<&str>, rules: Rules, text: &'static str) -> Vec<&'static str> {
        let mut builder = LexiconBuilder::default();
        builder.variant('傻', "煞");
        builder.variant('逼', "比b");
        builder.group(words, then, rules);
        found(builder, text)
    }

    #[test]
    fn words_are_found_as_people_space_and_write_them() {
        let rules = Rules { variants: true, ..Rules::default() };
        assert_eq!(one("傻逼", None, rules, "煞 *B和傻比较"), ["煞 *B", "傻比"]);
        assert_eq!(one("傻逼", None, Rules::default(), "煞逼 傻逼"), ["傻逼"]);
    }

    #[test]
    fn the_longest_of_overlapping_matches_is_kept() {
        assert_eq!(
            one("骗子 骗子公司 子公", None, Rules::default(), "骗子公司、骗子"),
            ["骗子公司", "骗子"]
        );
        let once = Rules { once: true, ..Rules::default() };
        assert_eq!(one("骗子 公司", None, once, "骗子公司、骗子"), ["骗子", "公司"]);
    }

    #[test]
    fn latin_words_are_whole_unless_the_rules_say_otherwise() {
        assert_eq!(one("sb", None, Rules::default(), "usb、sb1、SB！"), ["SB"]);
        let inside = Rules { inside_words: true, ..Rules::default() };
        assert_eq!(one("sb", None, inside, "usb、sb1"), ["sb", "sb"]);
    }

    #[test]
    fn a_word_may_ask_for_the_end_of_a_clause() {
        assert_eq!(one("滚，", None, Rules::default(), "滚！滚动。滚"), ["滚", "滚"]);
        assert_eq!(one("，滚", None, Rules::default(), "滚动，打滚"), ["滚"]);
    }

    #[test]
    fn pairs_are_bound_by_characters_and_clauses() {
        let rules = |characters, clauses| Rules {
            reach: Reach { characters, clauses },
            ..Rules::default()
        };
        let find = |rules| one("不退", Some("曝光"), rules, "不退钱，曝光。不退，我就曝光");
        assert_eq!(find(rules(2, 1)), ["不退钱，曝光"]);
        assert_eq!(find(rules(3, 1)), ["不退钱，曝光", "不退，我就曝光"]);
        assert_eq!(find(rules(3, 0)), [""; 0]);
        assert_eq!(one("不退", Some("曝光"), rules(9, 9), "曝光不退"), [""; 0]);
    }

    #[test]
    fn context_cancels_a_match() {
        let mut builder = LexiconBuilder::default();
        let not_after = builder.list("疑似 说我");
        let not_before = builder.list("电话");
        builder.group("骗子", None, Rules { not_after, not_before, ..Rules::default() });
        let text = "疑似遇到骗子，骗子电话，说我，骗子";
        assert_eq!(found(builder, text), ["骗子"]);
    }

    #[test]
    fn negations_cancel_a_match_unless_they_are_part_of_a_question() {
        let mut builder = LexiconBuilder::default();
        let (negations, questions) = (builder.list("不是 没 不"), builder.list("是不是"));
        builder.group("假货", None, Rules { once: true, negations, questions, ..Rules::default() });
        let lexicon = builder.build();
        let is_found = |text| !Paragraph::read(text, &lexicon).once.is_empty();
        assert!(is_found("假货") && is_found("是不是假货") && is_found("不，假货"));
        assert!(!is_found("不是假货") && !is_found("没 假货"));
        assert!(is_found("不是假货，就是假货"), "the first that counts is kept");
    }

    #[test]
    fn characters_beyond_the_basic_plane_are_found() {
        assert_eq!(one("𠮷野家 𠮷", None, Rules::default(), "𠀀𠮷野家𠮷"), ["𠮷野家", "𠮷"]);
    }

    #[test]
    fn many_matches_are_cut_off() {
        let mut builder = LexiconBuilder::default();
        builder.group("骗子", None, Rules::default());
        assert_eq!(found(builder, &"骗子".repeat(1000)).len(), MAX_MATCHES);
    }

    #[test]
    fn an_empty_lexicon_finds_nothing() {
        let paragraph = Paragraph::read("骗子 sb 没有", &Lexicon::default()).once;
        assert_eq!(paragraph, []);
    }
}
