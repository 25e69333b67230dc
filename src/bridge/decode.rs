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

/// Memory in which JavaScript writes trees. Kept and used again, so that ordinary drafts allocate nothing.
#[derive(Default)]
pub struct Input {
    /// Numbers of all trees.
    pub numbers: Vec<u32>,
    /// Texts of all trees.
    pub text: Vec<u16>,
    /// Text of the tree that is read, as UTF-8.
    utf8: Vec<u8>,
}

impl Input {
    /// An input without room.
    pub const fn new() -> Self {
        Input { numbers: Vec::new(), text: Vec::new(), utf8: Vec::new() }
    }

    /// Reads the tree that begins at that place among the numbers. `known` gives the string with a number.
    pub fn read<'t>(&'t mut self, tree: u32, known: &dyn Fn(usize) -> Option<&'t str>) -> Raw<'t> {
        self.decode(tree, known).unwrap_or_default()
    }

    fn decode<'t>(
        &'t mut self,
        tree: u32,
        known: &dyn Fn(usize) -> Option<&'t str>,
    ) -> Option<Raw<'t>> {
        let mut numbers = self.numbers.get(tree as usize..)?.iter();
        let (from, len) = (*numbers.next()? as usize, *numbers.next()? as usize);
        let text = self.text.get(from..from.checked_add(len)?)?;
        // A code unit takes three bytes at most, half a pair two.
        if self.utf8.len() < 3 * len {
            self.utf8.resize(3 * len, 0);
        }
        Decoder { numbers, text, utf8: &mut self.utf8, known }.value(DEPTH)
    }
}

struct Decoder<'n, 't> {
    numbers: std::slice::Iter<'n, u32>,
    text: &'n [u16],
    utf8: &'t mut [u8],
    known: &'n dyn Fn(usize) -> Option<&'t str>,
}

impl<'t> Decoder<'_, 't> {
    fn number(&mut self) -> Option<u32> {
        self.numbers.next().copied()
    }

    fn value(&mut self, depth: u32) -> Option<Raw<'t>> {
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
            4 | 7 => Raw::Text(Cow::Borrowed(self.string(number)?)),
            5 => {
                let mut items = Vec::with_capacity(self.at_most(len));
                for _ in 0..len {
                    items.push(self.value(depth)?);
                }
                Raw::List(items)
            }
            6 => {
                let mut entries = Vec::with_capacity(self.at_most(len));
                for _ in 0..len {
                    let key = self.number()?;
                    let key = self.string(key)?;
                    entries.push((Cow::Borrowed(key), self.value(depth)?));
                }
                Raw::Map(entries)
            }
            _ => return None,
        })
    }

    /// The string whose tag and length is this number.
    fn string(&mut self, number: u32) -> Option<&'t str> {
        let half = (number >> 3) as usize;
        match number & 7 {
            4 => self.text(half),
            7 => (self.known)(half),
            _ => None,
        }
    }

    /// No length asks for more memory than its values can fill.
    fn at_most(&self, len: usize) -> usize {
        len.min(self.numbers.len())
    }

    fn text(&mut self, len: usize) -> Option<&'t str> {
        let (units, rest) = self.text.split_at_checked(len)?;
        self.text = rest;
        let utf8 = std::mem::take(&mut self.utf8);
        let len = transcode(units, utf8)?;
        let (text, rest) = utf8.split_at_mut_checked(len)?;
        self.utf8 = rest;
        std::str::from_utf8(text).ok()
    }
}

/// Writes UTF-16 as UTF-8 and returns the number of bytes. By bytes and not by `char`, because every word of a draft
/// passes through here.
fn transcode(units: &[u16], utf8: &mut [u8]) -> Option<usize> {
    let ascii = units.iter().take_while(|unit| **unit < 0x80).count();
    let (plain, mut rest) = units.split_at_checked(ascii)?;
    let room = utf8.len();
    let (head, mut out) = utf8.split_at_mut_checked(ascii)?;
    head.iter_mut().zip(plain).for_each(|(byte, unit)| *byte = *unit as u8);
    while let [unit, behind @ ..] = rest {
        rest = behind;
        let low = |bits: u32| (bits & 0x3f) as u8 | 0x80;
        let bits = u32::from(*unit);
        let [first, second, third, ..] = out else { return None };
        let len = if bits >= 0x800 {
            let is_half = bits & 0xf800 == 0xd800;
            let pair = || char::decode_utf16([*unit, *behind.first()?]).next()?.ok();
            if let Some(whole) = is_half.then(pair).flatten() {
                rest = behind.get(1..)?;
                whole.encode_utf8(out.get_mut(..4)?).len()
            } else {
                let bits = if is_half { 0xfffd } else { bits };
                *first = (bits >> 12) as u8 | 0xe0;
                (*second, *third) = (low(bits >> 6), low(bits));
                3
            }
        } else if bits < 0x80 {
            *first = bits as u8;
            1
        } else {
            (*first, *second) = ((bits >> 6) as u8 | 0xc0, low(bits));
            2
        };
        out = out.get_mut(len..)?;
    }
    Some(room - out.len())
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
            let mut input = input(&[4 | (units.len() as u32) << 3], units);
            assert_eq!(input.read(3, &|number| known(number)), Raw::from(text));
        }
    }

    #[test]
    fn strings_that_touch_share_no_pair() {
        let mut input = input(&[5 | 2 << 3, A, A], &[0xd83d, 0xde00]);
        assert_eq!(
            input.read(3, &|number| known(number)),
            Raw::List(vec![Raw::from("\u{fffd}"), Raw::from("\u{fffd}")])
        );
    }
}
