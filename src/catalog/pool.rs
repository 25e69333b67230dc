//! Texts of the catalogue, one after the other in one string.

use super::part::Bytes;

/// Number of a text that belongs to no language: an id, an address, a source, a list of words to find.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Text(pub(crate) u32);

/// Number of a text that every language has (多语文本).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words(pub(crate) u32);

/// Number of a text of every language that has placeholders in it: see [`super::tokens`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Template(pub(crate) u32);

/// Texts by their numbers. Number 0 is the empty text, so that a default entry has words too.
#[derive(Clone, PartialEq, Debug)]
pub struct Pool {
    text: String,
    /// End of each text, in bytes; the first of them is the empty one.
    ends: Vec<u32>,
}

// Marks in packed pools. No text has a control character but the line break and the marks of templates.
/// Ends a text.
const END: char = '\0';
/// Stands for a text that is in the part of the wide ones.
const WIDE: char = '\u{4}';

impl Default for Pool {
    fn default() -> Self {
        Pool { text: String::new(), ends: vec![0] }
    }
}

impl Pool {
    /// The text with that number; empty if there is none (the words of a language that is not loaded).
    pub fn get(&self, number: u32) -> &str {
        let end = |at: Option<usize>| Some(*self.ends.get(at?)? as usize);
        let number = number as usize;
        let range = end(number.checked_sub(1)).zip(end(Some(number)));
        range.and_then(|(from, to)| self.text.get(from..to)).unwrap_or_default()
    }

    /// The number that the next text gets: how many there are, the empty one included.
    pub fn next(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Adds a text.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// Adds all texts of another pool.
    pub fn extend(&mut self, other: &Pool) {
        (1..other.next()).for_each(|number| self.push(other.get(number)));
    }

    /// Writes the pool as two parts, each behind its length: the texts in UTF-8; and in UTF-16 those that are shorter
    /// so, for which `WIDE` stands in the first part. Compressed, Chinese is a tenth smaller in UTF-16.
    pub fn pack(&self, out: &mut Vec<u8>) {
        let (mut narrow, mut wide) = (String::new(), Vec::new());
        for text in (1..self.next()).map(|number| self.get(number)) {
            if 2 * text.encode_utf16().count() < text.len() {
                let units = text.encode_utf16().chain([END as u16]);
                wide.extend(units.flat_map(u16::to_le_bytes));
                narrow.push(WIDE);
            } else {
                narrow.push_str(text);
                narrow.push(END);
            }
        }
        for part in [narrow.as_bytes(), &wide] {
            let mut len = Bytes::default();
            len.number(part.len() as u64);
            out.extend(len.0);
            out.extend(part);
        }
    }

    /// Reads what [`Pool::pack`] wrote from the front of `from`, and leaves the rest there. `None`: damaged.
    pub fn unpack(from: &mut &[u8]) -> Option<Pool> {
        let mut part = || {
            let len = super::part::take_number(from);
            let (part, rest) = from.split_at_checked(usize::try_from(len).ok()?)?;
            *from = rest;
            Some(part)
        };
        let (narrow, wide) = (std::str::from_utf8(part()?).ok()?, part()?);
        let units = wide.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
        let mut wide = char::decode_utf16(units);
        let mut pool = Pool::default();
        for text in narrow.split_inclusive([END, WIDE]) {
            if text.ends_with(WIDE) {
                let text = wide.by_ref().map_while(Result::ok).take_while(|c| *c != END);
                pool.text.extend(text);
            }
            pool.push(text.trim_end_matches([END, WIDE]));
        }
        Some(pool)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_and_survive_packing() {
        let mut pool = Pool::default();
        ["订单", "", "x", "𠮷野家的订单", "a单"].iter().for_each(|text| pool.push(text));
        assert_eq!(
            [0, 1, 2, 3, 4, 5, 6].map(|number| pool.get(number)),
            ["", "订单", "", "x", "𠮷野家的订单", "a单", ""]
        );
        let mut packed = Vec::new();
        pool.pack(&mut packed);
        packed.push(9);
        let mut from = packed.as_slice();
        assert_eq!(Pool::unpack(&mut from).as_ref(), Some(&pool));
        assert_eq!(from, [9]);
        for cut in 0..packed.len() - 1 {
            assert_ne!(Pool::unpack(&mut &packed[..cut]).as_ref(), Some(&pool));
        }
    }
}
