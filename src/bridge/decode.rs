//! Values from JavaScript: `www/lib/encode.ts` ↔ this file.
//!
//! A tree of values is a list of numbers and one text, UTF-16 code units, in which all strings and keys stand one after
//! the other. Two numbers come first: where the text begins, and its length. Then the value. The first number of a value
//! is its tag, with a length in the bits above: 0 nothing, 1 false, 2 true, 3 a number (two more: the low and the high
//! half of its bits), 4 a string and its length, 5 a list and how many values follow, 6 an object and how many pairs of
//! a key and a value follow, 7 a string that both sides know by that number. A key is a string too.
//!
//! Every length is checked: a damaged tree is read as [`Raw::Nothing`].

use crate::raw::Raw;
use std::borrow::Cow;

/// Deepest nesting that is read. `encode.ts` writes 14 levels at most.
const DEPTH: u32 = 16;

/// Memory in which JavaScript writes trees, kept and used again.
#[derive(Default)]
pub struct Input {
    /// Numbers of all trees.
    pub numbers: Vec<u32>,
    /// Texts of all trees.
    pub text: Vec<u16>,
}

impl Input {
    /// An input without room.
    pub const fn new() -> Self {
        Input { numbers: Vec::new(), text: Vec::new() }
    }

    /// Reads the tree that begins at that place among the numbers. `known` gives the string with a number.
    pub fn read<'k>(&self, tree: u32, known: Known<'_, 'k>) -> Raw<'k> {
        self.tree(tree, known).and_then(|mut it| it.value()).unwrap_or_default()
    }

    /// The tree that begins at that place, to be read value by value.
    pub fn tree<'i, 'k>(&'i self, tree: u32, known: Known<'i, 'k>) -> Option<Decoder<'i, 'k>> {
        let [from, len, numbers @ ..] = self.numbers.get(tree as usize..)? else { return None };
        let (from, len) = (*from as usize, *len as usize);
        let text = self.text.get(from..from.checked_add(len)?)?;
        Some(Decoder { numbers, text, known })
    }
}

/// Gives the string with a number.
pub type Known<'i, 'k> = &'i dyn Fn(usize) -> Option<&'k str>;

/// Rest of a tree that has not been read yet.
#[derive(Clone, Copy)]
pub struct Decoder<'i, 'k> {
    /// Its numbers, and whatever is behind them.
    pub numbers: &'i [u32],
    /// Its text.
    pub text: &'i [u16],
    known: Known<'i, 'k>,
}

impl<'k> Decoder<'_, 'k> {
    /// Reads a value; `None` if it is damaged.
    pub fn value(&mut self) -> Option<Raw<'k>> {
        self.nested(DEPTH)
    }

    /// Reads the head of a list of as many values, which follow.
    pub fn list(&mut self, len: u32) -> Option<()> {
        (self.number()? == len << 3 | 5).then_some(())
    }

    fn number(&mut self) -> Option<u32> {
        let (first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(*first)
    }

    fn nested(&mut self, depth: u32) -> Option<Raw<'k>> {
        let depth = depth.checked_sub(1)?;
        let number = self.number()?;
        let len = (number >> 3) as usize;
        Some(match number & 7 {
            0 => Raw::Nothing,
            1 => Raw::Bool(false),
            2 => Raw::Bool(true),
            3 => {
                let low = u64::from(self.number()?);
                Raw::Number(f64::from_bits(u64::from(self.number()?) << 32 | low))
            }
            4 | 7 => Raw::Text(self.string(number)?),
            5 => {
                let mut items = Vec::with_capacity(self.at_most(len));
                for _ in 0..len {
                    items.push(self.nested(depth)?);
                }
                Raw::List(items)
            }
            6 => {
                let mut entries = Vec::with_capacity(self.at_most(len));
                for _ in 0..len {
                    let key = self.number()?;
                    let key = self.string(key)?;
                    entries.push((key, self.nested(depth)?));
                }
                Raw::Map(entries)
            }
            _ => return None,
        })
    }

    /// The string whose tag and length is this number.
    fn string(&mut self, number: u32) -> Option<Cow<'k, str>> {
        let half = (number >> 3) as usize;
        match number & 7 {
            4 => self.text(half).map(Cow::Owned),
            7 => (self.known)(half).map(Cow::Borrowed),
            _ => None,
        }
    }

    /// No length asks for more memory than its values can fill.
    fn at_most(&self, len: usize) -> usize {
        len.min(self.numbers.len())
    }

    fn text(&mut self, len: usize) -> Option<String> {
        let (units, rest) = self.text.split_at_checked(len)?;
        self.text = rest;
        // A code unit takes three bytes at most, half a pair two; Han characters take three.
        let is_ascii = units.iter().all(|unit| *unit < 0x80);
        let mut text = String::with_capacity(if is_ascii { len } else { 3 * len });
        for c in char::decode_utf16(units.iter().copied()) {
            text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An input with a tree behind something else.
    fn input(value: &[u32], text: &[u16]) -> Input {
        let mut input = Input::new();
        input.numbers.extend([9, 9, 9, 1, text.len() as u32]);
        input.numbers.extend(value);
        input.text.push(0x78);
        input.text.extend(text);
        input
    }

    /// A string of one code unit, and one that is known.
    const A: u32 = 4 | 1 << 3;
    const SEVEN: u32 = 7 | 7 << 3;

    fn known(number: usize) -> Option<&'static str> {
        (number == 7).then_some("seven")
    }

    fn check(value: &[u32], text: &str, expected: &Raw) {
        let text: Vec<u16> = text.encode_utf16().collect();
        assert_eq!(&input(value, &text).read(3, &|number| known(number)), expected, "{value:?}");
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let half = 0.5_f64.to_bits();
        let (low, high) = (half as u32, (half >> 32) as u32);
        check(
            &[
                6 | 6 << 3,
                A,
                0,
                A,
                1,
                A,
                2,
                4 | 2 << 3,
                3,
                low,
                high,
                A,
                4 | 4 << 3,
                SEVEN,
                5 | 2 << 3,
                4,
                SEVEN,
            ],
            "abcdde投诉😀",
            &Raw::Map(vec![
                ("a".into(), Raw::Nothing),
                ("b".into(), Raw::Bool(false)),
                ("c".into(), Raw::Bool(true)),
                ("dd".into(), Raw::Number(0.5)),
                ("e".into(), Raw::from("投诉😀")),
                ("seven".into(), Raw::List(vec![Raw::from(""), Raw::from("seven")])),
            ]),
        );
    }

    #[test]
    fn what_is_damaged_is_nothing() {
        let deep = [5 | 1 << 3; 100];
        let cut: &[&[u32]] =
            &[&[], &[7], &[3, 1], &[6 | 1 << 3, 3, 0], &[6 | 1 << 3, 7, 0], &[6 | 1 << 3], &deep];
        let long: &[&[u32]] =
            &[&[4 | 3 << 3], &[5 | 2 << 3, 0], &[5 | u32::MAX << 3], &[6 | u32::MAX << 3]];
        for value in [cut, long].concat() {
            check(value, "ab", &Raw::Nothing);
        }
        let mut cut = input(&[5], &[]);
        assert_eq!(cut.read(99, &|number| known(number)), Raw::Nothing);
        assert_eq!(cut.read(3, &|number| known(number)), Raw::List(Vec::new()));
        for (at, number) in [(3, u32::MAX), (4, 1)] {
            cut.numbers[at] = number;
            assert_eq!(cut.read(3, &|number| known(number)), Raw::Nothing);
        }
    }

    #[test]
    fn every_character_and_every_half_is_read() {
        let characters: Vec<char> =
            "\0a\u{7f}\u{80}\u{7ff}\u{800}\u{d7ff}\u{e000}\u{ffff}\u{10000}\u{10ffff}投😀"
                .chars()
                .collect();
        for (a, b) in characters.iter().flat_map(|a| characters.iter().map(move |b| (a, b))) {
            let text = String::from_iter([a, b]);
            check(&[4 | (text.encode_utf16().count() as u32) << 3], &text, &Raw::from(&*text));
        }
        let cases: [(&[u16], &str); 4] = [
            (&[0xd83d], "\u{fffd}"),
            (&[0xde00, 0x61], "\u{fffd}a"),
            (&[0xd83d, 0xd83d, 0xde00], "\u{fffd}😀"),
            (&[0xd83d, 0x61], "\u{fffd}a"),
        ];
        for (units, text) in cases {
            let input = input(&[4 | (units.len() as u32) << 3], units);
            assert_eq!(input.read(3, &|number| known(number)), Raw::from(text));
        }
    }

    #[test]
    fn strings_that_touch_share_no_pair() {
        let input = input(&[5 | 2 << 3, A, A], &[0xd83d, 0xde00]);
        assert_eq!(
            input.read(3, &|number| known(number)),
            Raw::List(vec![Raw::from("\u{fffd}"), Raw::from("\u{fffd}")])
        );
    }
}
