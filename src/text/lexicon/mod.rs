//! The scanner: word lists (词表), prepared once, and all their words found in one pass over a folded text.
//!
//! A text is folded to [`FoldedChar`]s: full width becomes ASCII, capitals become small, and what people put between
//! the characters of a word (blanks, stars, dots, emoji, invisible characters) is dropped, so that 骗 子 and 骗*子 are
//! 骗子. Words are short and lie in chains by the hash of their first two characters, so the time is linear in the
//! text. Everything is kept in flat arrays, because they are filled whenever the catalogue is loaded.

mod build;
mod folded;
mod scan;

pub use build::LexiconBuilder;
pub(in crate::text) use folded::{CLAUSE_END, FoldedChar, Marks};
pub(in crate::text) use scan::Found;

use folded::{FIRST_RARE, UNKNOWN};

/// Sizes of the tables, powers of two.
const PAIRS: usize = 4096;
const SINGLES: usize = 1024;
const MARKS: usize = 2048;

/// Number of a group of words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct GroupId(u16);

impl GroupId {
    /// Groups are numbered from zero in the order in which they were added.
    pub fn index(self) -> usize {
        self.0.into()
    }
}

/// Number of a list of context words; the default is the empty list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ListId(u16);

impl Default for ListId {
    fn default() -> Self {
        ListId(u16::MAX)
    }
}

/// How far the second word of a pair may be from the first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reach {
    /// Most folded characters between them.
    pub characters: u32,
    /// Most ends of clauses between them.
    pub clauses: u32,
}

/// When the words of a group match, and which matches are kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rules {
    /// For pairs of words: how far they may be from each other.
    pub reach: Reach,
    /// Spelling variants (异写) of the characters match too.
    pub variants: bool,
    /// A word that begins or ends with a Latin letter or a digit matches within longer Latin words too.
    pub inside_words: bool,
    /// Each word is kept once. Otherwise every match is kept (at most 20), of overlapping ones the longest.
    pub once: bool,
    /// A match does not count shortly after one of these in the same clause.
    pub not_after: ListId,
    /// A match does not count directly before one of these.
    pub not_before: ListId,
    /// A match does not count directly after one of these …
    pub negations: ListId,
    /// … unless one of these is directly before it.
    pub questions: ListId,
}

/// A word that was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Match {
    /// Group of the word.
    pub group: GroupId,
    /// Begin in the text, in UTF-16 code units.
    pub start: u32,
    /// End in the text, in UTF-16 code units.
    pub end: u32,
}

/// A word of a group.
#[derive(Clone, PartialEq, Debug, Default)]
struct Word {
    /// Its first two characters; zero where there is no second.
    first: u16,
    second: u16,
    /// The others in [`Lexicon::chars`].
    from: u32,
    others: u16,
    group: u16,
    /// The next word of its chain: its number plus one, zero at the end.
    next: u16,
    /// Matches only behind a first word of its group.
    is_second: bool,
}

#[derive(Clone, PartialEq, Debug)]
struct Group {
    rules: Rules,
    is_paired: bool,
}

/// A chain of words by their first two characters.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
struct Chain {
    /// The first character of its words, [`UNKNOWN`] if they differ.
    first: u16,
    /// The number of its first word plus one, zero for none.
    head: u16,
}

impl Chain {
    /// Whether a word of the chain may begin with `first`.
    #[inline(always)]
    fn is_of(self, first: u16) -> bool {
        self.first == first || self.first == UNKNOWN
    }
}

/// Lists of context words.
#[derive(Clone, PartialEq, Debug, Default)]
struct Lists {
    /// Each word as its length and its characters.
    chars: Vec<u16>,
    /// Start of each list.
    starts: Vec<u32>,
}

impl Lists {
    fn words(&self, id: ListId) -> impl Iterator<Item = &[u16]> {
        let at =
            |number: usize| self.starts.get(number).map_or(self.chars.len(), |at| *at as usize);
        let number = usize::from(id.0);
        let mut rest = self.chars.get(at(number)..at(number + 1)).unwrap_or_default();
        std::iter::from_fn(move || {
            let (length, behind) = rest.split_first()?;
            let (word, behind) = behind.split_at_checked((*length).into())?;
            rest = behind;
            Some(word)
        })
    }
}

/// Tables that are asked for every character.
#[derive(Clone, PartialEq, Debug)]
struct Tables {
    /// Words of two and more characters.
    pairs: [Chain; PAIRS],
    /// Words of one character: the number of the first word of the chain plus one.
    singles: [u16; SINGLES],
    /// [`Marks`].
    marks: [u8; MARKS],
}

impl Default for Tables {
    fn default() -> Self {
        Tables { pairs: [Chain::default(); PAIRS], singles: [0; SINGLES], marks: [0; MARKS] }
    }
}

impl Tables {
    #[inline(always)]
    fn pair(&self, first: u16, second: u16) -> Chain {
        self.pairs.get(pair(first, second)).copied().unwrap_or_default()
    }

    fn single(&self, c: u16) -> u16 {
        self.singles.get(single(c)).copied().unwrap_or_default()
    }

    fn mark(&mut self, c: u16, mark: u8) {
        self.marks.get_mut(usize::from(c) % MARKS).into_iter().for_each(|marks| *marks |= mark);
    }
}

/// Index in [`Tables::pairs`].
#[inline(always)]
fn pair(first: u16, second: u16) -> usize {
    usize::from(first.wrapping_mul(0x9e3b).wrapping_add(second)) % PAIRS
}

/// Index in [`Tables::singles`].
fn single(c: u16) -> usize {
    usize::from(c) % SINGLES
}

/// Words in groups, to be found all at once. [`LexiconBuilder`] makes one.
///
/// ```
/// use tousu::text::{LexiconBuilder, Match, Paragraph, Rules};
///
/// let mut builder = LexiconBuilder::default();
/// let negations = builder.list("不是 没有");
/// let group = builder.group("开裂 裂缝", None, Rules { negations, once: true, ..Rules::default() });
/// let lexicon = builder.build();
/// let paragraph = Paragraph::read("杯子开*裂，没有裂缝", &lexicon);
/// assert_eq!(paragraph.once, [Match { group, start: 2, end: 5 }]);
/// ```
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Lexicon {
    groups: Vec<Group>,
    words: Vec<Word>,
    /// Characters of the words, from the third on.
    chars: Vec<u16>,
    tables: Box<Tables>,
    /// Variants and what they stand for, in the order of the variants.
    variants: Vec<(u16, u16)>,
    /// Context words.
    lists: Lists,
    /// The characters beyond U+FFFF that words contain.
    rare: Vec<u32>,
}

/// Units of dates and of amounts, which count behind a number.
pub(in crate::text) const DATE_UNITS: &str = "月号日天周年";
pub(in crate::text) const AMOUNT_UNITS: &str = "元块万圆";

/// Words of a list as the catalogue writes it: separated by blanks.
pub(in crate::text) fn words(list: &str) -> impl Iterator<Item = &str> {
    list.split_ascii_whitespace()
}

impl Lexicon {
    /// The number that stands for a character in a folded text.
    pub(in crate::text) fn code(&self, c: u32) -> u16 {
        let rare = || self.rare.iter().position(|rare| *rare == c);
        u16::try_from(c)
            .unwrap_or_else(|_| rare().map_or(UNKNOWN, |number| FIRST_RARE + number as u16))
    }

    /// Marks of a character, by its low bits.
    #[inline(always)]
    pub(in crate::text) fn marks(&self, c: u16) -> u8 {
        self.tables.marks.get(usize::from(c) % MARKS).copied().unwrap_or_default()
    }

    /// The character that this one is a variant of, else the same.
    pub(in crate::text) fn plain(&self, c: u16) -> u16 {
        let at = self.variants.binary_search_by_key(&c, |(variant, _)| *variant);
        at.ok().and_then(|at| self.variants.get(at)).map_or(c, |(_, plain)| *plain)
    }
}
