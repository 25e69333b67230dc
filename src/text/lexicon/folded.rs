//! Folded characters, which words and texts are compared by.

/// Stands in a folded text where a clause ends, and at both ends of the text; a word may contain it.
pub const CLAUSE_END: u16 = '，' as u16;
/// Stands in a folded text for a character that no word contains.
pub const UNKNOWN: u16 = u16::MAX;
/// Characters beyond U+FFFF that words contain get numbers from here on, since no text has surrogates.
pub const FIRST_RARE: u16 = 0xd800;
pub const MAX_RARE: usize = 0x800;

/// A character of a folded text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct FoldedChar {
    /// The character as typed, folded.
    pub typed: u16,
    /// The character that it is a spelling variant of, else the same: 傻 for 煞.
    pub plain: u16,
    /// Offset in the text in UTF-16 code units, above four bits: its length in them, and [`Marks`].
    place: u32,
}

/// Marks of a character, by its low bits: a mark may be wrong, its absence never is. The first two are kept in
/// [`FoldedChar`].
pub struct Marks;

impl Marks {
    /// It is a word.
    pub const WORD: u8 = 4;
    /// It is a spelling variant.
    pub const VARIANT: u8 = 8;
    /// It is a unit of dates or amounts.
    pub const UNIT: u8 = 16;
    /// A negation ends with it.
    pub const NEGATION: u8 = 32;
}

impl FoldedChar {
    #[inline(always)]
    pub fn new(typed: u16, plain: u16, unit: u32, length: u32, marks: u8) -> Self {
        let marks = marks & (Marks::WORD | Marks::VARIANT);
        FoldedChar { typed, plain, place: unit << 4 | length | u32::from(marks) }
    }

    /// Begin or end of a text or a clause.
    pub fn clause_end(unit: u32, length: u32) -> Self {
        Self::new(CLAUSE_END, CLAUSE_END, unit, length, 0)
    }

    pub fn start(self) -> u32 {
        self.place >> 4
    }

    pub fn end(self) -> u32 {
        self.start() + (self.place & 3)
    }

    #[inline(always)]
    pub fn has(self, mark: u8) -> bool {
        self.place & u32::from(mark) != 0
    }

    #[inline(always)]
    pub fn is(self, c: u16, variants: bool) -> bool {
        self.typed == c || variants && self.plain == c
    }

    pub fn is_latin(self) -> bool {
        matches!(self.typed, 0x30..=0x39 | 0x61..=0x7a)
    }

    /// Whether a word that begins or ends with the character may be part of a longer one or have to be trimmed.
    pub fn needs_care(self) -> bool {
        self.typed < 0x80 || self.typed == CLAUSE_END
    }
}
